//! `vp explain`: what a rule finds and why, with an example and its correction; and which rules there are.

use std::collections::BTreeSet;

use super::args::Explain;
use super::{Outcome, console};
use crate::describe::reference;
use crate::diagnostic::{Bilingual, Language, Rule, near_name};
use crate::lint::rules::{self, FAMILIES, Family};
use crate::msg;
use crate::terminal::{Paint, pad, width};

/// Explains one rule or all, or lists those that a word is found in.
pub(super) fn run(options: &Explain) -> anyhow::Result<Outcome> {
    let language = options.language;
    if options.all {
        console::lines(&reference::rules(language))?;
        return Ok(Outcome::Clean);
    }
    let Some(written) = options.rule.as_deref().map(str::trim) else {
        let mut text = list(&|_| true, language);
        text.push_str(&hint(language));
        console::lines(&text)?;
        return Ok(Outcome::Clean);
    };
    if let Some(rule) = rules::find(written) {
        console::lines(&reference::rule(rule, language, 1))?;
        return Ok(Outcome::Clean);
    }
    if let Some(family) = rules::family(written) {
        let is_in = |rule: &Rule| family.rules.iter().any(|entry| entry.rule.code == rule.code);
        console::lines(&list(&is_in, language))?;
        return Ok(Outcome::Clean);
    }
    // A slip in a code is no word to look for.
    let is_code = written.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("VP"))
        && written[2..].starts_with(|letter: char| letter.is_ascii_digit());
    let found: Vec<&Rule> = match is_code {
        true => Vec::new(),
        false => rules::all().into_iter().map(|entry| entry.rule).filter(|rule| speaks_of(rule, written)).collect(),
    };
    match found[..] {
        [] => console::error(language, unknown(written).get(language)),
        [one] => console::lines(&reference::rule(one, language, 1))?,
        _ => {
            let is_found = |rule: &Rule| found.iter().any(|own| own.code == rule.code);
            let mut text = list(&is_found, language);
            text.push_str(&hint(language));
            console::lines(&text)?;
        }
    }
    Ok(if found.is_empty() { Outcome::Failed } else { Outcome::Clean })
}

/// Whether every word stands in what is said of a rule, in either language: plans are Swedish whatever is spoken.
fn speaks_of(rule: &Rule, written: &str) -> bool {
    let Rule { name, summary, what, why, .. } = rule;
    let text = [*name, &summary.sv, &summary.en, &what.sv, &what.en, &why.sv, &why.en].join("\n").to_lowercase();
    let written = written.to_lowercase();
    let mut words = written.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| text.contains(word))
}

/// The rules, below their families: code, level and what is found.
fn list(is_listed: &dyn Fn(&Rule) -> bool, language: Language) -> String {
    let paint = Paint(console::STYLE);
    let level = |rule: &Rule| rule.level.word().get(language).to_owned();
    let widest = rules::all().iter().map(|entry| width(&level(entry.rule))).max().unwrap_or(0);
    let mut text = String::new();
    for Family { number, title, rules } in FAMILIES {
        let mut rules: Vec<&Rule> = rules.iter().map(|entry| entry.rule).filter(|rule| is_listed(rule)).collect();
        rules.sort_by_key(|rule| rule.code);
        if rules.is_empty() {
            continue;
        }
        text.push_str(&format!("{}\n", paint.strong(&format!("VP{number} {}", title.get(language)))));
        for rule in rules {
            text.push_str(&format!("  {}  {}  {}\n", rule.code, pad(&level(rule), widest), rule.summary.get(language)));
        }
        text.push('\n');
    }
    text
}

fn hint(language: Language) -> String {
    let words = Bilingual::fixed(
        "vp explain följt av en kod berättar mer. vp explain följt av ett ord visar reglerna som handlar om det.",
        "vp explain with a code says more. vp explain with a word lists the rules that are about it.",
    );
    format!("{}\n", words.get(language))
}

/// The word of those that say what rules find that one was most likely meant to be.
fn near_topic(written: &str) -> Option<String> {
    let texts = rules::all().into_iter().flat_map(|entry| [&entry.rule.summary.sv, &entry.rule.summary.en]);
    let words: BTreeSet<String> = texts
        .flat_map(|text| text.split(|character: char| !character.is_alphanumeric()))
        .filter(|word| word.chars().count() > 3)
        .map(str::to_lowercase)
        .collect();
    near_name(written, words.iter().map(String::as_str)).map(str::to_owned)
}

/// That no rule is called so, and which may be meant.
fn unknown(written: &str) -> Bilingual {
    // A code that no rule of the family has.
    let family = written.get(..4).and_then(rules::family);
    match (rules::near(written), family) {
        (Some(near), _) => {
            msg!("ingen regel heter {written}; menade du {near}?", "no rule is called {written}; did you mean {near}?")
        }
        (None, Some(family)) => {
            let mut codes: Vec<&str> = family.rules.iter().map(|entry| entry.rule.code).collect();
            codes.sort_unstable();
            let (number, codes) = (family.number, codes.join(", "));
            msg!(
                "ingen regel heter {written}; VP{number} har {codes}",
                "no rule is called {written}; VP{number} has {codes}"
            )
        }
        (None, None) => match near_topic(written) {
            Some(near) => msg!(
                "ingen regel heter {written} eller handlar om det; menade du {near}?",
                "no rule is called {written} or is about it; did you mean {near}?",
            ),
            None => msg!(
                "ingen regel heter {written} eller handlar om det; vp explain visar alla",
                "no rule is called {written} or is about it; vp explain lists them all",
            ),
        },
    }
}
