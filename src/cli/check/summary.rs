//! `vp check --summary`: how many findings there are, by rule or by organisation.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Language, Rule, Severity};
use crate::lint::report::text;
use crate::model::swedish;
use crate::read::load::Loaded;
use crate::terminal::{pad, plain, width};

/// What the rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum By {
    /// A row for each rule.
    Rule,
    /// A row for each organisation.
    Unit,
}

/// At most so many names are in a row; the rest is counted.
const MOST_NAMED: usize = 4;

/// Fewer findings are seen at a glance, and are not counted below them.
const MOST_WITHOUT: usize = 20;

/// A finding: its rule, its level, and whose document it is in.
type Counted = (&'static Rule, Severity, String);

/// Findings as they are counted.
#[derive(Default)]
pub(super) struct Summary(Vec<Counted>);

impl Summary {
    /// Counts the findings of a path.
    pub(super) fn add<'f>(&mut self, findings: impl IntoIterator<Item = &'f Diagnostic>, loaded: &Loaded) {
        let mut of_file = BTreeMap::new();
        for file in &loaded.files {
            let name = file.document.and_then(|number| {
                let names = &loaded.resolved.documents.head(number).organisation.names;
                let own = names.iter().rev().take(2).map(|(_, name)| plain(&name.value));
                Some(own.collect::<Vec<_>>().join(", ")).filter(|name| !name.is_empty())
            });
            let name = name.unwrap_or_else(|| loaded.sources.shown_path(file.source).into_owned());
            for source in std::iter::once(&file.source).chain(&file.texts) {
                of_file.entry(*source).or_insert_with(|| name.clone());
            }
        }
        for finding in findings {
            let source = finding.span.source;
            let name = of_file.get(&source).cloned();
            let name = name.unwrap_or_else(|| loaded.sources.shown_path(source).into_owned());
            self.0.push((finding.rule, finding.level, name));
        }
    }

    /// Whether there are so many findings that a list of them does not show which there are.
    pub(super) fn is_long(&self) -> bool {
        self.0.len() > MOST_WITHOUT
    }

    /// The rows, and an empty line where there are any.
    pub(super) fn write(&self, by: By, language: Language) -> String {
        let mut rows = match by {
            By::Rule => self.by_rule(language),
            By::Unit => self.by_unit(language),
        };
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        for column in 0..columns.saturating_sub(1) {
            let widest = rows.iter().map(|row| width(&row[column])).max().unwrap_or(0);
            rows.iter_mut().for_each(|row| row[column] = pad(&row[column], widest));
        }
        let mut text: String = rows.iter().map(|row| format!("{}\n", row.join("  ").trim_end())).collect();
        if !rows.is_empty() {
            text.push('\n');
        }
        text
    }

    /// `VP0407  varning  12  Norr, Nämnden 4, …`.
    fn by_rule(&self, language: Language) -> Vec<Vec<String>> {
        let mut rules: BTreeMap<(&str, std::cmp::Reverse<Severity>), BTreeMap<&str, usize>> = BTreeMap::new();
        for (rule, level, name) in &self.0 {
            *rules.entry((rule.code, std::cmp::Reverse(*level))).or_default().entry(name).or_default() += 1;
        }
        let row = |((code, level), names): (&(&str, std::cmp::Reverse<Severity>), &BTreeMap<&str, usize>)| {
            let count: usize = names.values().sum();
            let level = level.0.word();
            vec![(*code).to_owned(), level.get(language).to_owned(), count.to_string(), most(names, language)]
        };
        rules.iter().map(row).collect()
    }

    /// `Norr, Nämnden  2 fel, 5 varningar  VP0502 2, VP0407 5`.
    fn by_unit(&self, language: Language) -> Vec<Vec<String>> {
        let mut units: BTreeMap<&str, Vec<&Counted>> = BTreeMap::new();
        for found in &self.0 {
            units.entry(found.2.as_str()).or_default().push(found);
        }
        let mut units: Vec<(&str, Vec<&Counted>)> = units.into_iter().collect();
        let order = swedish();
        units.sort_by(|one, two| order.compare(one.0, two.0).then_with(|| one.0.cmp(two.0)));
        let row = |(name, found): &(&str, Vec<&Counted>)| {
            let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
            found.iter().for_each(|(rule, ..)| *rules.entry(rule.code).or_default() += 1);
            let levels = text::summary_of(found.iter().map(|(_, level, _)| *level), language);
            vec![(*name).to_owned(), levels, most(&rules, language)]
        };
        units.iter().map(row).collect()
    }
}

/// The names with most first, each with its number.
fn most(names: &BTreeMap<&str, usize>, language: Language) -> String {
    let mut names: Vec<(&str, usize)> = names.iter().map(|(name, count)| (*name, *count)).collect();
    names.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(two.0)));
    let rest = names.len().saturating_sub(MOST_NAMED);
    let named: Vec<String> = names.iter().take(MOST_NAMED).map(|(name, count)| format!("{name} ({count})")).collect();
    let mut text = named.join("; ");
    if rest > 0 {
        text.push_str(crate::msg!("; och {rest} till", "; and {rest} more").get(language));
    }
    text
}
