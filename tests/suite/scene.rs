//! What is found in a folder of files, and what is reported of it.

use std::path::Path;

use vp::diagnostic::{Diagnostic, Language};
use vp::lint::check::check;
use vp::lint::report::text::write;
use vp::read::load::{Loaded, load};
use vp::source::{Sources, Span};
use vp::terminal::Style;

use crate::workspace::Workspace;

/// What was found in a folder.
pub(crate) struct Found {
    pub(crate) loaded: Loaded,
    pub(crate) findings: Vec<Diagnostic>,
}

impl Workspace {
    /// A folder with one plan.
    pub(crate) fn plan(text: impl AsRef<[u8]>) -> Workspace {
        Workspace::new().file("plan.yaml", text)
    }

    /// Loads and checks the whole folder and writes the report in both languages, as a command does.
    pub(crate) fn check(&self) -> Found {
        Found::of(self.root())
    }
}

impl Found {
    /// Loads, checks and reports what a path means.
    pub(crate) fn of(path: &Path) -> Found {
        let loaded = load(Some(path), None).expect("the path is there");
        let findings = check(&loaded);
        let found = Found { loaded, findings };
        for language in [Language::Swedish, Language::English] {
            found.report(language);
        }
        found.assert_places();
        found
    }

    pub(crate) fn report(&self, language: Language) -> String {
        write(&self.findings, &self.loaded.sources, language, Style::Plain)
    }

    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.findings.iter().map(|finding| finding.rule.code).collect()
    }

    /// The text at a place, which is there until the tests end.
    pub(crate) fn text(&self, span: Span) -> &'static str {
        self.loaded.sources.slice(span).to_string().leak()
    }

    /// Every place lies within its file, between whole signs.
    pub(crate) fn assert_places(&self) {
        for finding in &self.findings {
            let others = finding.others.iter().map(|other| other.span);
            let fix = finding.fix.iter().map(|fix| fix.span);
            for span in std::iter::once(finding.span).chain(others).chain(fix) {
                let is_sound = is_sound(&self.loaded.sources, span);
                assert!(is_sound, "{}: {span:?}: {}", finding.rule.code, finding.message.en);
            }
        }
    }
}

/// Whether a place lies within its file, between whole signs.
pub(crate) fn is_sound(sources: &Sources, span: Span) -> bool {
    sources.get(span.source).text.get(span.start as usize..span.end as usize).is_some()
}
