//! Which findings are shown: those of some rules, and from which level on.

use rustc_hash::FxHashSet;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::lint::rules::{self, Family};
use crate::read::load::Loaded;
use crate::source::SourceId;

/// What a word names: one rule, or the rules of a family.
#[derive(Clone, Copy, Debug)]
pub enum Choice {
    /// A rule.
    Rule(&'static Rule),
    /// A family.
    Family(&'static Family),
}

impl Choice {
    /// The rule of a code or a name, or the family of `VP` and its number; `None` where nothing is called that.
    pub fn find(written: &str) -> Option<Choice> {
        rules::find(written).map(Choice::Rule).or_else(|| rules::family(written).map(Choice::Family))
    }

    /// Whether a rule is among those that are named.
    pub fn holds(self, rule: &Rule) -> bool {
        match self {
            Choice::Rule(own) => own.code == rule.code,
            Choice::Family(family) => family.rules.iter().any(|entry| entry.rule.code == rule.code),
        }
    }

    /// Whether there is any rule among them that can be silenced.
    pub fn can_be_silenced(self) -> bool {
        match self {
            Choice::Rule(rule) => rule.can_be_silenced,
            Choice::Family(family) => family.rules.iter().any(|entry| entry.rule.can_be_silenced),
        }
    }
}

/// Which findings are shown. What is not shown is not fixed, and sets no exit code.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The rules that are shown; empty for all.
    pub only: Vec<Choice>,
    /// Rules that are not shown, but for those that cannot be silenced.
    pub ignore: Vec<Choice>,
    /// The lowest level that is shown.
    pub least: Severity,
}

impl Selection {
    /// Whether each of these findings is shown.
    ///
    /// Whoever asks for a few rules only is told of files that these rules could not look at, all the same: nothing found
    /// would look like nothing wrong.
    pub fn shows(&self, findings: &[Diagnostic], loaded: &Loaded) -> Vec<bool> {
        let lost = loaded.files.iter().filter(|file| file.document.is_none()).map(|file| file.source);
        let lost: FxHashSet<SourceId> = lost.chain(loaded.settings_source).collect();
        let shows = |finding: &Diagnostic| {
            let rule = finding.rule;
            let names = |choices: &[Choice]| choices.iter().any(|choice| choice.holds(rule));
            let is_asked = self.only.is_empty()
                || names(&self.only)
                || (!rule.can_be_silenced && lost.contains(&finding.span.source));
            is_asked && finding.level >= self.least && !(rule.can_be_silenced && names(&self.ignore))
        };
        findings.iter().map(shows).collect()
    }
}
