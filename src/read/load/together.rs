//! Files that are printed together: those of one report.

use std::collections::HashMap;
use std::path::Path;

use super::{File, FileRole};
use crate::model::DocumentKind;
use crate::read::parse;
use crate::resolve::Resolved;
use crate::source::Sources;

/// Marks the reports of which a part may be missing: a file beside them cannot be read, and says nothing else than that it
/// is one. What stands in it is not left out by anybody, and the page without it would not be the report.
pub(super) fn mark_lost_parts(files: &[File], resolved: &mut Resolved, sources: &Sources) {
    let mut unread: HashMap<&Path, Vec<&File>> = HashMap::new();
    for file in files.iter().filter(|file| file.document.is_none()) {
        unread.entry(folder(file)).or_default().push(file);
    }
    if unread.is_empty() {
        return;
    }
    let folder_of: HashMap<usize, &Path> =
        files.iter().filter_map(|file| Some((file.document?, folder(file)))).collect();
    let lost: Vec<bool> = resolved
        .reports
        .iter()
        .map(|report| {
            let mut folders: Vec<&Path> = report.parts.iter().filter_map(|part| folder_of.get(part).copied()).collect();
            folders.sort_unstable();
            folders.dedup();
            let beside = folders.iter().filter_map(|folder| unread.get(folder)).flatten();
            beside.map(|file| sources.get(file.source)).any(|source| {
                let text = &source.text;
                let kind = parse::said_at(text, "dokument");
                let is_other_kind = kind.is_some_and(|word| !is_follow_up(word) && parse::is_kind(word));
                let occasion = parse::said_at(text, "period").and_then(|word| resolved.occasion(word));
                !is_other_kind && occasion.is_none_or(|occasion| report.occasion == Some(occasion))
            })
        })
        .collect();
    let joined = resolved.joined_mut().expect("nobody has seen them yet");
    for (report, lost) in joined.reports.iter_mut().zip(lost) {
        report.may_lack_a_part = lost;
    }
}

fn folder(file: &File) -> &Path {
    file.path.parent().unwrap_or(Path::new(""))
}

fn is_follow_up(word: &str) -> bool {
    [DocumentKind::TertialReport, DocumentKind::AnnualReport]
        .iter()
        .any(|kind| kind.to_string().eq_ignore_ascii_case(word))
}

/// The files of one report have one page: that of the first of them that was asked for, named after the occasion where
/// the file is only a part.
pub(super) fn put_reports_together(files: &mut [File], resolved: &Resolved, sources: &Sources) {
    let mut file_of: HashMap<usize, usize> = HashMap::new();
    for (number, file) in files.iter().enumerate() {
        file_of.extend(file.document.map(|document| (document, number)));
    }
    for report in &resolved.reports {
        let parts = report.parts.iter().filter_map(|part| Some((*part, *file_of.get(part)?)));
        let mut asked = parts.filter(|(_, file)| files[*file].is_asked());
        let Some((owner, page_of)) = asked.next() else { continue };
        let others: Vec<usize> = asked.map(|(_, file)| file).collect();
        let is_part = resolved.documents.head(owner).is_part;
        if let Some(occasion) = report.occasion.filter(|_| is_part) {
            let name = resolved.settings.steering.occasions[occasion].key.to_lowercase();
            let page = files[page_of].page().unwrap_or_default();
            let page = match page.rsplit_once('/') {
                Some((folder, _)) => format!("{folder}/{name}"),
                None => name,
            };
            // Two plans in one folder may each have such parts: then each keeps the name of its file.
            if !files.iter().any(|file| file.page() == Some(page.as_str())) {
                files[page_of].role = FileRole::Asked { page };
            }
        }
        for other in others {
            files[other].printed_with = Some(owner);
            let mut texts = std::mem::take(&mut files[other].texts);
            texts.push(files[other].source);
            // The index lists a report once, with what was found in all its files.
            texts.sort_by(|one, two| sources.path(*one).cmp(sources.path(*two)));
            files[page_of].texts.extend(texts);
        }
    }
}
