//! The catalogue as a whole: codes, names, words.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::scene::Found;
use vp::diagnostic::{Bilingual, Diagnostic, Rule, Severity, Sink};
use vp::lint::check::{Severities, check_with};
use vp::lint::rules::{FAMILIES, all};
use vp::read::load::load;

/// Words of programmers that no writer of plans needs to know.
const JARGON: &[&str] = &[
    "token",
    "scalar",
    "skalär",
    "mapping",
    "parse",
    "parser",
    "parsed",
    "parsing",
    "parsa",
    "null",
    "string",
    "sträng",
    "node",
    "nod",
    "noden",
    "array",
    "boolean",
    "boolesk",
    "integer",
    "float",
    "syntax",
    "syntaxfel",
    "indentering",
    "literal",
    "validera",
    "validering",
    "validate",
    "validation",
    "invalid",
    "ogiltig",
    "ogiltigt",
    "regex",
];

/// The same in more than one word.
const JARGON_PHRASES: &[&str] = &[
    "key-value",
    "key/value",
    "nyckel-värde",
    "nyckel/värde",
    "nyckelvärde",
    "keys with values",
    "nycklar med värden",
];

fn rules() -> impl Iterator<Item = &'static Rule> {
    all().into_iter().map(|entry| entry.rule)
}

#[test]
fn codes_are_well_formed_unique_and_in_their_family() {
    let mut seen = BTreeSet::new();
    let mut families = BTreeSet::new();
    for family in FAMILIES {
        assert!(families.insert(family.number), "two families have the number {}", family.number);
        for entry in family.rules {
            let code = entry.rule.code;
            let digits = code.strip_prefix("VP").unwrap_or("");
            assert!(digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
            assert!(digits.starts_with(family.number), "{code} is in family {}", family.number);
            assert!(seen.insert(code), "{code} is twice");
        }
    }
}

#[test]
fn names_say_the_pattern_found() {
    let mut seen = BTreeSet::new();
    for Rule { code, name, .. } in rules() {
        let fits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
        assert!(name.split('-').all(fits), "{code}: {name} is not words joined by hyphens");
        assert!(seen.insert(name), "{name} is the name of two rules");
        for cure in ["require-", "no-", "check-", "must-", "disallow-", "ban-", "enforce-"] {
            assert!(!name.starts_with(cure), "{code}: {name} names the cure");
        }
    }
}

#[test]
fn texts_are_there_in_both_languages() {
    for rule in rules() {
        let code = rule.code;
        for words in [&rule.summary, &rule.what, &rule.why] {
            assert!(!words.sv.trim().is_empty() && !words.en.trim().is_empty(), "{code} lacks a text");
            assert_ne!(words.sv, words.en, "{code}: the same words in both languages");
        }
        for text in [&rule.summary.sv, &rule.summary.en] {
            assert!(!text.ends_with('.'), "{code}: the summary ends with a full stop: {text}");
            let first = text.chars().next().is_some_and(|first| !first.is_uppercase());
            let acronym = text.chars().nth(1).is_some_and(|second| second.is_uppercase() || second == ':');
            assert!(first || acronym, "{code}: the summary begins in upper case: {text}");
        }
        for text in [&rule.what.sv, &rule.what.en, &rule.why.sv, &rule.why.en] {
            assert!(text.ends_with(['.', '?', ':']), "{code}: no whole sentence: {text}");
        }
        for words in [&rule.summary, &rule.what, &rule.why] {
            assert_plain(code, words);
        }
    }
}

#[test]
fn messages_are_phrases_in_plain_words() {
    let mut count = 0;
    for finding in everything_found() {
        let code = finding.rule.code;
        count += 1;
        for text in [&finding.message.sv, &finding.message.en] {
            assert!(!text.ends_with('.'), "{code}: the message ends with a full stop: {text}");
            assert!(!text.trim().is_empty(), "{code}: the message is empty");
        }
        let others = finding.others.iter().map(|other| &other.words);
        for words in std::iter::once(&finding.message).chain(&finding.label).chain(&finding.help).chain(others) {
            assert_plain(code, words);
            for text in [&words.sv, &words.en] {
                assert!(!text.ends_with(char::is_whitespace), "{code}: ends with a space: {text}");
            }
        }
        assert!(finding.help.is_some(), "{code}: does not say what to do: {}", finding.message.sv);
    }
    assert!(count > 10, "only {count} findings in all examples");
}

pub(crate) fn assert_plain(code: &str, words: &Bilingual) {
    for text in [&words.sv, &words.en] {
        for phrase in JARGON_PHRASES {
            assert!(!text.to_lowercase().contains(phrase), "{code}: words of programmers, {phrase}: {text}");
        }
        let found = text.split(|character: char| !character.is_alphanumeric()).map(str::to_lowercase);
        for word in found {
            assert!(!JARGON.contains(&word.as_str()), "{code}: a word of programmers, {word}: {text}");
        }
    }
}

/// What all rules find in all examples, each rule on.
fn everything_found() -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for root in ["examples/mistakes", "examples/fixed"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
        for entry in fs::read_dir(root).expect("the examples are there") {
            let loaded = load(Some(&entry.expect("it can be read").path()), None).expect("an example can be loaded");
            let mut levels = Severities::of(&loaded, &mut Sink::default());
            for rule in rules().filter(|rule| rule.level < Severity::Warning) {
                levels.set(rule.code, Severity::Warning);
            }
            let found = Found { findings: check_with(&loaded, &levels, Vec::new()), loaded };
            found.assert_places();
            findings.extend(found.findings);
        }
    }
    findings
}
