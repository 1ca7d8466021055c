//! What a build has said. One that goes on says nothing twice in a row.

use std::collections::BTreeSet;
use std::convert::Infallible;

use crate::cli::console;
use crate::diagnostic::{Diagnostic, Language};
use crate::lint::report::text;
use crate::source::Sources;

/// What was said by the build before, and by this one.
#[derive(Default)]
pub(super) struct Said {
    /// Whether another build will follow that must know.
    goes_on: bool,
    before: BTreeSet<String>,
    now: BTreeSet<String>,
    /// How many builds there were before.
    builds: usize,
    /// Whether this one has said anything new.
    is_new: bool,
}

impl Said {
    /// Nothing said yet, of a build that goes on.
    pub(super) fn going_on() -> Said {
        Said { goes_on: true, ..Said::default() }
    }

    /// Another build begins.
    pub(super) fn begin_again(&mut self) {
        self.before = std::mem::take(&mut self.now);
        self.builds += 1;
        self.is_new = false;
    }

    /// Whether there was a build before, which has told all that is not new.
    pub(super) fn has_spoken(&self) -> bool {
        self.builds > 0
    }

    /// Whether this build has said something that the one before had not.
    pub(super) fn is_new(&self) -> bool {
        self.is_new
    }

    /// Says words to standard error.
    pub(super) fn note(&mut self, words: &str) {
        if self.counts(words.to_owned()) {
            console::note(words);
        }
    }

    /// Says what was found. A finding that only stands on another line is no new one.
    pub(super) fn findings(&mut self, findings: &[Diagnostic], sources: &Sources, language: Language) {
        let how = (language, console::style_of_err());
        let mut say = |piece: &str| -> Result<(), Infallible> {
            console::note(piece);
            Ok(())
        };
        if !self.goes_on {
            self.is_new |= !findings.is_empty();
            let Ok(()) = text::write_each(findings, sources, how, &mut say);
            return;
        }
        let name = |finding: &Diagnostic| {
            let path = sources.path(finding.span.source);
            format!("{path}\n{}\n{}", finding.rule.code, finding.message.en)
        };
        let new: Vec<Diagnostic> = findings.iter().filter(|finding| self.counts(name(finding))).cloned().collect();
        let Ok(()) = text::write_each(&new, sources, how, &mut say);
    }

    /// Notes something; whether the build before had not said it.
    fn counts(&mut self, words: String) -> bool {
        let is_new = !self.before.contains(&words);
        self.is_new |= is_new;
        self.now.insert(words);
        is_new
    }
}
