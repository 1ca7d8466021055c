//! Why nothing was compared: no plan is called so, or one cannot be read.

use std::path::{Path, PathBuf};

use super::asked::year;
use super::side::{Read, Years};
use crate::cli::console;
use crate::compare::diff::pairs::Candidate;
use crate::diagnostic::{Bilingual, near_name};
use crate::model::DocumentKind;
use crate::msg;
use crate::read::kinds::KINDS;
use crate::read::load::{File, Loaded};
use crate::read::parse;

/// No plan is called so; which names there are.
pub(super) fn unknown<'c>(word: &str, plans: impl Iterator<Item = &'c Candidate<'c>>) -> Bilingual {
    /// More names than these are no help.
    const MOST: usize = 12;
    let (mut names, mut near): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for plan in plans {
        let name = plan.organisation().to_owned();
        // A folder that is called as its organisation is no other name.
        near.extend(plan.folder().filter(|folder| folder.to_lowercase() != name.to_lowercase()).map(str::to_owned));
        near.push(name.clone());
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    let (count, rest) = (names.len(), names.len().saturating_sub(MOST));
    names.truncate(MOST);
    let list = names.join(", ");
    let (and_sv, and_en) = match rest {
        0 => (String::new(), String::new()),
        _ => (format!(" och {rest} till"), format!(" and {rest} more")),
    };
    let (list_sv, list_en) = match count {
        0 => (String::new(), String::new()),
        _ => (format!("\n  här finns {list}{and_sv}"), format!("\n  here are {list}{and_en}")),
    };
    let (near_sv, near_en) = match near_name(word, near.iter().map(String::as_str)) {
        Some(near) => (format!("\n  menade du {near}?"), format!("\n  did you mean {near}?")),
        None => (String::new(), String::new()),
    };
    msg!("ingen plan är för {word}{near_sv}{list_sv}", "there is no plan of {word}{near_en}{list_en}")
}

pub(super) fn cannot_read(files: &[(&Read, PathBuf)]) -> Bilingual {
    let shown: Vec<String> = files.iter().map(|(read, path)| read.show(path)).collect();
    let list = shown.join("\n  ");
    // What a revision holds cannot be checked where it lies.
    let (why_sv, why_en) = match files.iter().find(|(read, _)| read.revision.is_none()) {
        Some((read, path)) => {
            let path = console::quoted(&read.show(path));
            (format!("vp check {path} visar varför"), format!("vp check {path} shows why"))
        }
        None => (
            "vp check visar varför när revisionen är utcheckad".to_owned(),
            "vp check shows why where the revision is checked out".to_owned(),
        ),
    };
    msg!(
        "en plan går inte att läsa, så inget jämfördes:\n  {list}\n{why_sv}",
        "a plan cannot be read, so nothing was compared:\n  {list}\n{why_en}",
    )
}

/// Whether a file that cannot be read may be a plan of one of the years.
pub(super) fn is_perhaps_compared(read: &Read, file: &File, years: Option<Years>) -> bool {
    let text = &read.loaded.sources.get(file.source).text;
    let is_other_kind = |word: &str| KINDS.iter().any(|kind| kind.key() == word && kind.kind != DocumentKind::Plan);
    if parse::said_at(text, "dokument").is_some_and(is_other_kind) {
        return false;
    }
    let Some(Years { old, new, are_latest }) = years else { return true };
    let as_year = |word: &str| year(Path::new(word));
    let folders = file.path.iter().filter_map(|part| as_year(&part.to_string_lossy()));
    let mut said = folders.chain(parse::said_at(text, "år").and_then(as_year)).peekable();
    said.peek().is_none() || said.any(|year| year == old || year == new || are_latest && year >= old)
}

/// The file above a plan that cannot be read.
pub(super) fn unreadable_above(loaded: &Loaded, plan: usize) -> PathBuf {
    let top = loaded.resolved.plans[plan].above.last().copied().unwrap_or(plan);
    let path = loaded.files.iter().find(|file| file.document == Some(top)).map(|file| file.path.clone());
    let path = path.unwrap_or_default();
    let above = loaded.resolved.documents[top].builds_on.as_ref().map(|above| above.value.clone());
    match above {
        Some(above) => path.parent().unwrap_or(Path::new("")).join(above),
        None => path,
    }
}
