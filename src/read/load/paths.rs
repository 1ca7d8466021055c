//! Texts that are nothing but the path of a file, which was to be read.

use std::path::PathBuf;

use crate::diagnostic::{Diagnostic, Sink};
use crate::model::{Document, Prose, ProseBody};
use crate::msg;
use crate::plan_format::fields::{NamedFile, TEXT_FILES, rules};
use crate::read::files::Files;
use crate::source::Sources;

/// Files of word processors, which hold texts too but are not read.
const OTHER_FILES: [&str; 6] = ["docx", "doc", "odt", "rtf", "pdf", "markdown"];

/// Reports each text of a document that is a path. `resolve` gives the file of a name.
pub(super) fn report(
    document: &Document,
    files: &Files,
    sources: &Sources,
    resolve: impl Fn(&str) -> Result<PathBuf, NamedFile>,
    sink: &mut Sink,
) {
    for prose in document.prose().into_iter().filter(|prose| !matches!(prose.body, ProseBody::File(_))) {
        let raw = prose.raw(sources);
        let raw = raw.trim();
        if let Some(extension) = extension(raw) {
            let is_there = || resolve(raw).is_ok_and(|path| files.is_file(&path));
            sink.extend(finding(prose, raw, extension, is_there));
        }
    }
}

/// The extension of a path that is all of a text.
fn extension(raw: &str) -> Option<&str> {
    let (name, extension) = raw.rsplit_once('.')?;
    let is_of_text = |known: &&str| known.eq_ignore_ascii_case(extension);
    let is_path = !raw.contains('\n') && raw.len() < 300 && !name.ends_with([' ', '.', '/']) && !raw.contains("://");
    (is_path && TEXT_FILES.iter().chain(&OTHER_FILES).any(is_of_text)).then_some(extension)
}

fn finding(prose: &Prose, raw: &str, extension: &str, is_there: impl FnOnce() -> bool) -> Option<Diagnostic> {
    let is_text = TEXT_FILES.iter().any(|known| known.eq_ignore_ascii_case(extension));
    let is_there = is_text && is_there();
    // A sentence may end with the name of a file.
    if raw.contains(' ') && !is_there {
        return None;
    }
    let finding = Diagnostic::new(
        &rules::PATH_AS_TEXT,
        prose.span,
        msg!(
            "texten är bara sökvägen {raw}, och den trycks",
            "the text is nothing but the path {raw}, which is printed"
        ),
    );
    if !is_text {
        return Some(finding.help(msg!(
            "spara texten som .md eller .txt, och skriv {{fil: sökvägen}}",
            "save the text as .md or .txt, and write {{fil: the path}}",
        )));
    }
    let finding = finding.help(msg!(
        "skriv {{fil: {raw}}}, så trycks det som står i filen",
        "write {{fil: {raw}}}, and what is in the file is printed",
    ));
    let is_plain = raw.chars().all(|character| character.is_alphanumeric() || "/._- ()".contains(character))
        && !raw.contains(" -");
    let is_whole = matches!(prose.body, ProseBody::Verbatim(_));
    Some(match is_there && is_plain && is_whole {
        true => finding.fix(prose.span, format!("{{fil: {raw}}}")),
        false => finding,
    })
}
