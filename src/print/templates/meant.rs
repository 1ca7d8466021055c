//! Files of a template folder that were meant as templates or as the printed words, and are called otherwise: `ord.yml`,
//! `html/page.html`, `html/tabel.html.j2`.

use super::{BLOCKS, EMBEDDED, RETIRED, embedded_files};
use crate::diagnostic::{Applicability, Diagnostic, Severity, near_name};
use crate::msg;
use crate::plan_format::fields::rules::MISNAMED_FILE;
use crate::read::workspace::WORDS_FILE;
use crate::source::Span;

/// The formats' folders, each with the extension that its templates have before `.j2`.
const FORMATS: [(&str, &str); 2] = [("html", "html"), ("markdown", "md")];

/// What a file should be called; `None` where its name is that of a template, or says nothing. `is_used` tells whether a
/// template of the workspace names it.
pub(super) fn name(written: &str, is_used: impl Fn(&str) -> bool) -> Option<String> {
    let known = known();
    let is_known = |name: &str| known.iter().any(|known| known == name) || RETIRED.contains(&name);
    if is_known(written) || is_used(written) {
        return None;
    }
    let folded = written.to_lowercase();
    if folded == "ord" || folded.starts_with("ord.") {
        return Some(WORDS_FILE.to_owned());
    }
    let bare = folded.strip_suffix(".txt").unwrap_or(&folded);
    let with_end = format!("{bare}.j2");
    let same = [bare, with_end.as_str()].into_iter().find(|name| is_known(name));
    same.map(str::to_owned).or_else(|| {
        let near = near_name(bare, known.iter().map(String::as_str))?;
        (Applicability::of_name(bare, near) == Applicability::Certain).then(|| near.to_owned())
    })
}

/// The names of all files that pages are made with.
fn known() -> Vec<String> {
    let embedded = embedded_files(&EMBEDDED).into_iter().map(|file| file.path().to_string_lossy().replace('\\', "/"));
    let of_blocks = FORMATS
        .iter()
        .flat_map(|(folder, extension)| BLOCKS.iter().map(move |block| format!("{folder}/{block}.{extension}.j2")));
    embedded.chain(of_blocks).collect()
}

/// What is wrong with the name of a file. Where a near name is all that speaks for it, it may be of use to somebody.
pub(super) fn finding(start: Span, written: &str, meant: &str) -> Diagnostic {
    let message = match meant == WORDS_FILE {
        true => msg!(
            "{written} läses inte: de tryckta orden står i {WORDS_FILE}",
            "{written} is not read: the printed words are in {WORDS_FILE}",
        ),
        false => msg!("{written} läses inte: ingen mall heter så", "{written} is not read: no template is called that"),
    };
    let finding =
        Diagnostic::new(&MISNAMED_FILE, start, message).help(msg!("byt namn till {meant}", "rename it to {meant}"));
    if meant == WORDS_FILE || written.to_lowercase().starts_with(meant.trim_end_matches(".j2")) {
        finding
    } else {
        finding.lower(Severity::Warning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_what_was_meant() {
        for (written, meant) in [
            ("ord.yml", "ord.yaml"),
            ("Ord.yaml", "ord.yaml"),
            ("ord.yaml.txt", "ord.yaml"),
            ("html/page.html", "html/page.html.j2"),
            ("html/page.html.j2.txt", "html/page.html.j2"),
            ("html/Page.html.j2", "html/page.html.j2"),
            ("html/tabel.html.j2", "html/table.html.j2"),
            ("html/styles.css", "html/style.css"),
        ] {
            assert_eq!(name(written, |_| false).as_deref(), Some(meant), "{written}");
        }
        for written in [
            "ord.yaml",
            "html/page.html.j2",
            "html/table.html.j2",
            "markdown/text.md.j2",
            "html/logo.svg",
            "ordlista.md",
            "html/mitt.html.j2",
        ] {
            assert_eq!(name(written, |_| false), None, "{written}");
        }
        assert_eq!(name("html/styles.css", |name| name == "html/styles.css"), None);
    }
}
