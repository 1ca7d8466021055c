//! `vp explain`: what a rule finds and why, with an example and its correction; and which rules there are.

use super::args::Explain;
use super::{Outcome, say};
use crate::both;
use crate::describe::reference;
use crate::diagnostic::{Both, Language, Rule};
use crate::lint::rules::{self, FAMILIES, Family};
use crate::terminal::{Paint, pad, width};

/// Explains one rule or all, or lists those that a word is found in.
pub(super) fn run(options: &Explain) -> anyhow::Result<Outcome> {
    let spoken = options.language;
    if options.all {
        say::out(&reference::rules(spoken))?;
        return Ok(Outcome::Clean);
    }
    let Some(written) = options.rule.as_deref().map(str::trim) else {
        let mut text = list(&|_| true, spoken);
        text.push_str(&hint(spoken));
        say::lines(&text)?;
        return Ok(Outcome::Clean);
    };
    if let Some(rule) = rules::find(written) {
        say::lines(&reference::rule(rule, spoken, 1))?;
        return Ok(Outcome::Clean);
    }
    if let Some(family) = rules::family(written) {
        let is_in = |rule: &Rule| family.rules.iter().any(|entry| entry.rule.code == rule.code);
        say::lines(&list(&is_in, spoken))?;
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
        [] => say::error(spoken, unknown(written).get(spoken)),
        [one] => say::lines(&reference::rule(one, spoken, 1))?,
        _ => {
            let is_found = |rule: &Rule| found.iter().any(|own| own.code == rule.code);
            let mut text = list(&is_found, spoken);
            text.push_str(&hint(spoken));
            say::lines(&text)?;
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
fn list(is_listed: &dyn Fn(&Rule) -> bool, spoken: Language) -> String {
    let paint = Paint(say::STYLE);
    let level = |rule: &Rule| rule.level.word().get(spoken).to_owned();
    let widest = rules::all().iter().map(|entry| width(&level(entry.rule))).max().unwrap_or(0);
    let mut text = String::new();
    for Family { number, title, rules } in FAMILIES {
        let mut rules: Vec<&Rule> = rules.iter().map(|entry| entry.rule).filter(|rule| is_listed(rule)).collect();
        rules.sort_by_key(|rule| rule.code);
        if rules.is_empty() {
            continue;
        }
        text.push_str(&format!("{}\n", paint.strong(&format!("VP{number} {}", title.get(spoken)))));
        for rule in rules {
            text.push_str(&format!("  {}  {}  {}\n", rule.code, pad(&level(rule), widest), rule.summary.get(spoken)));
        }
        text.push('\n');
    }
    text
}

fn hint(spoken: Language) -> String {
    let words = Both::fixed(
        "vp explain och en kod berättar mer. vp explain och ett ord visar reglerna som handlar om det.",
        "vp explain and a code tell more. vp explain and a word show the rules that are about it.",
    );
    format!("{}\n", words.get(spoken))
}

/// That no rule is called so, and which may be meant.
fn unknown(written: &str) -> Both {
    // A code that no rule of the family has.
    let family = written.get(..4).and_then(rules::family);
    match (rules::near(written), family) {
        (Some(near), _) => {
            both!("ingen regel heter {written}; menade du {near}?", "no rule is called {written}; did you mean {near}?")
        }
        (None, Some(family)) => {
            let mut codes: Vec<&str> = family.rules.iter().map(|entry| entry.rule.code).collect();
            codes.sort_unstable();
            let (number, codes) = (family.number, codes.join(", "));
            both!(
                "ingen regel heter {written}; VP{number} har {codes}",
                "no rule is called {written}; VP{number} has {codes}"
            )
        }
        (None, None) => both!(
            "ingen regel heter {written} eller handlar om det; vp explain visar alla",
            "no rule is called {written} or is about it; vp explain lists them all",
        ),
    }
}
