//! The workspace's own template of Word documents, and what is wrong with it.

use super::{FILES, WordTemplate};
use crate::diagnostic::{Bilingual, Diagnostic, Severity, Sink};
use crate::lint::rules::reading::template_error;
use crate::msg;
use crate::plan_format::fields::rules::{MISNAMED_FILE, linked_outside};
use crate::read::workspace::TemplateFile;
use crate::read::workspace::door::Door;
use crate::read::workspace::why_unopened;
use crate::source::{Source, Sources, Span};

/// The template among the files of the template folder, or why it cannot be used; none where there is none.
pub(in crate::print::templates) fn of(
    files: &[TemplateFile],
    shown: &str,
    door: &Door,
    sources: &Sources,
    sink: &mut Sink,
) -> Option<Result<WordTemplate, Box<Diagnostic>>> {
    let start = |file: &TemplateFile| {
        let id = sources.add(Source::new(format!("{shown}/{}", file.name), ""));
        sources.start(id)
    };
    for file in files.iter().filter(|file| file.is_other) {
        sink.extend(misnamed(&file.name, || start(file)));
    }
    let mut own = FILES.iter().filter_map(|name| files.iter().find(|file| file.name == *name));
    let file = own.next()?;
    let span = start(file);
    if let Some(other) = own.next() {
        let (name, other) = (&file.name, &other.name);
        let message = msg!(
            "{other} läses inte: mallen är {name}, som finns bredvid",
            "{other} is not read: the template is {name}, which lies beside it",
        );
        let finding = Diagnostic::new(&MISNAMED_FILE, span, message).lower(Severity::Warning);
        sink.push(finding.help(msg!("ta bort den ena av dem", "remove one of them")));
    }
    let read = match file.is_outside {
        true => Err(Box::new(linked_outside(span, &format!("{shown}/{}", file.name)))),
        false => read(file, door, span),
    };
    match &read {
        Ok(template) => sink.extend(template.hangs_on.as_deref().map(|other| hangs_on(other, span))),
        Err(finding) => sink.push((**finding).clone()),
    }
    Some(read)
}

fn read(file: &TemplateFile, door: &Door, span: Span) -> Result<WordTemplate, Box<Diagnostic>> {
    let finding = |message: Bilingual, help: Bilingual| {
        Box::new(Diagnostic::new(&template_error::RULE, span, message).help(help))
    };
    let bytes = door.files().read(&file.path).map_err(|error| {
        let Bilingual { sv, en } = why_unopened(&error);
        finding(
            msg!("mallen går inte att läsa: {sv}", "the template cannot be read: {en}"),
            msg!("lägg dit en Word-mall som du får läsa", "put a Word template there that you may read"),
        )
    })?;
    WordTemplate::read(&bytes).map_err(|refused| finding(refused.message(), refused.help()))
}

/// That a template hangs on another, which documents do not.
fn hangs_on(other: &str, span: Span) -> Diagnostic {
    let other = other.rsplit(['/', '\\']).next().unwrap_or(other);
    let message = msg!(
        "mallen bygger på {other}, som dokumenten inte kopplas till",
        "the template builds on {other}, which documents are not attached to",
    );
    let help = msg!(
        "det som dokumenten behöver därifrån ska stå i mallen själv",
        "what documents need from there must be in the template itself",
    );
    Diagnostic::new(&template_error::RULE, span, message).lower(Severity::Info).help(help)
}

/// A file that was meant as the template and is called otherwise, or is of a kind that is not read.
fn misnamed(name: &str, start: impl Fn() -> Span) -> Option<Diagnostic> {
    let folded = name.to_lowercase();
    let (stem, extension) = folded.rsplit_once('.')?;
    let is_read = matches!(extension, "dotx" | "docx");
    let is_other = matches!(extension, "dotm" | "docm" | "dot" | "doc" | "ott" | "odt");
    if !(is_read || is_other && stem == "dokument") {
        return None;
    }
    let [dotx, docx] = FILES;
    let message = msg!(
        "{name} läses inte: mallen för Word-dokument heter {dotx} eller {docx}",
        "{name} is not read: the template of Word documents is called {dotx} or {docx}",
    );
    let help = match is_read {
        true => {
            let meant = format!("dokument.{extension}");
            msg!("byt namn till {meant}", "rename it to {meant}")
        }
        false => msg!("spara den som {dotx}, utan makron", "save it as {dotx}, without macros"),
    };
    Some(Diagnostic::new(&MISNAMED_FILE, start(), message).lower(Severity::Warning).help(help))
}
