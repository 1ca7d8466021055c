//! A baseline: findings that were there when checking began, so that only new ones are shown. Text in, text out.
//!
//! An entry is a finding by its [`Fingerprint`], which tells the second of two equal findings from the first: one more of
//! the same is new. What cannot be silenced is never hidden, whatever a file says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Language};
use crate::lint::fingerprint::Fingerprint;
use crate::source::Sources;

/// The version of the file's shape.
const VERSION: u64 = 1;

/// One finding that is known. All but the fingerprint is for those who read the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BaselineEntry {
    /// The path within the workspace.
    pub path: String,
    /// The rule's code.
    pub code: String,
    /// What was said, in the workspace's language.
    pub message: String,
    /// The finding's name.
    pub fingerprint: String,
}

/// Findings that are known.
#[derive(Clone, Debug, Default)]
pub struct Baseline(BTreeMap<Fingerprint, BaselineEntry>);

/// Why a text is no baseline.
#[derive(Debug, PartialEq, Eq)]
pub enum BaselineError {
    /// It is no JSON from this line on.
    NotJson(usize),
    /// It is JSON of another shape.
    NotBaseline,
    /// It is a baseline of another version.
    OtherVersion(u64),
    /// The entry of this number, from one, is not as it was written.
    BrokenEntry(usize),
}

impl Baseline {
    /// Reads what [`Baseline::text`] writes.
    pub fn read(text: &str) -> Result<Baseline, BaselineError> {
        let text = text.trim_start_matches('\u{feff}');
        // A file of quite another sort has no line that could be fixed.
        if !text.trim_start().starts_with('{') {
            return Err(BaselineError::NotBaseline);
        }
        let value: Value = serde_json::from_str(text).map_err(|error| BaselineError::NotJson(error.line()))?;
        match value.get("version").and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(other) => return Err(BaselineError::OtherVersion(other)),
            None => return Err(BaselineError::NotBaseline),
        }
        let Some(Value::Array(values)) = value.get("findings") else { return Err(BaselineError::NotBaseline) };
        let mut baseline = Baseline::default();
        for (at, value) in values.iter().enumerate() {
            let entry = BaselineEntry::deserialize(value).ok();
            let entry = entry.and_then(|entry| Some((Fingerprint::read(&entry.fingerprint)?, entry)));
            let (name, entry) = entry.ok_or(BaselineError::BrokenEntry(at + 1))?;
            baseline.0.insert(name, entry);
        }
        Ok(baseline)
    }

    /// The whole file: a finding on each line, by path, rule and words, so that two versions are easily compared.
    pub fn text(&self) -> String {
        let mut entries: Vec<&BaselineEntry> = self.0.values().collect();
        entries.sort();
        let lines = entries.into_iter().map(|entry| {
            let line = serde_json::to_string(entry).expect("texts can be written as JSON");
            format!("\n    {line}")
        });
        let lines = lines.collect::<Vec<_>>().join(",");
        let end = if lines.is_empty() { "" } else { "\n  " };
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{lines}{end}]\n}}\n")
    }

    /// Puts a finding in.
    pub fn put(&mut self, name: Fingerprint, finding: &Diagnostic, sources: &Sources, language: Language) {
        let entry = BaselineEntry {
            path: sources.path_in_workspace(finding.span.source),
            code: finding.rule.code.to_owned(),
            message: finding.message.get(language).to_owned(),
            fingerprint: name.to_string(),
        };
        self.0.insert(name, entry);
    }

    /// Keeps an entry of another baseline as it is.
    pub fn keep(&mut self, name: Fingerprint, entry: &BaselineEntry) {
        self.0.entry(name).or_insert_with(|| entry.clone());
    }

    /// Whether a finding is known and need not be shown.
    pub fn hides(&self, name: Fingerprint, finding: &Diagnostic) -> bool {
        finding.rule.can_be_silenced && self.0.contains_key(&name)
    }

    /// Whether there is an entry of this name.
    pub fn holds(&self, name: Fingerprint) -> bool {
        self.0.contains_key(&name)
    }

    /// The entries by name.
    pub fn entries(&self) -> impl Iterator<Item = (Fingerprint, &BaselineEntry)> {
        self.0.iter().map(|(name, entry)| (*name, entry))
    }

    /// How many entries there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_as_it_is_written() {
        let empty = Baseline::default().text();
        assert_eq!(empty, "{\n  \"version\": 1,\n  \"findings\": []\n}\n");
        let mut baseline = Baseline::read(&empty).unwrap();
        for (path, message) in [("plans/ö.yaml", "”b”"), ("plans/a.yaml", "a\nb \\"), ("plans/ö.yaml", "a")] {
            let name = Fingerprint::of_words(&format!("{path} {message}"));
            let [path, code, message] = [path, "VP0603", message].map(str::to_owned);
            baseline.keep(name, &BaselineEntry { path, code, message, fingerprint: name.to_string() });
        }
        let text = baseline.text();
        assert_eq!(text.lines().count(), 3 + 3 + 2, "one finding on each line: {text}");
        let places: Vec<usize> = ["a.yaml", "\"a\"", "”b”"].iter().map(|words| text.find(words).unwrap()).collect();
        assert!(places.is_sorted(), "{text}");
        for saved in [text.clone(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            assert_eq!(Baseline::read(&saved).unwrap().text(), text);
        }
    }

    #[test]
    fn another_file_is_no_baseline() {
        let read = |text: &str| Baseline::read(text).unwrap_err();
        assert_eq!(read("{\n<<<<<<< HEAD"), BaselineError::NotJson(2));
        for text in ["", "vp: 1\n", "[]", "1", "{}", "{\"version\": \"1\", \"findings\": []}", "{\"version\": 1}"] {
            assert_eq!(read(text), BaselineError::NotBaseline, "{text}");
        }
        assert_eq!(read("{\"version\": 2, \"findings\": 1}"), BaselineError::OtherVersion(2));
        let entry = |fingerprint: &str| {
            format!("{{\"path\": \"a\", \"code\": \"VP0603\", \"message\": \"\", \"fingerprint\": \"{fingerprint}\"}}")
        };
        let (good, bad) = (entry("f1170e4cc9a4e4e780fe93b177fba6ea"), entry("f1"));
        for entries in [format!("{good}, {bad}"), format!("{good}, 1"), format!("{good}, {{}}")] {
            let text = format!("{{\"version\": 1, \"findings\": [{entries}]}}");
            assert_eq!(read(&text), BaselineError::BrokenEntry(2), "{text}");
        }
    }
}
