//! Outcomes that are no figure.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::model::{IndicatorReport, Outcome};
use crate::msg;
use crate::source::Span;

/// VP0511.
pub static RULE: Rule = Rule {
    code: "VP0511",
    name: "outcome-not-comparable",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "utfallet är inget tal som kan jämföras",
        "the outcome is not a figure that can be compared",
    ),
    what: Bilingual::fixed(
        "`utfall`, `män`, `kvinnor` eller `föregående` är inget tal med eller utan enhet och inte heller `saknas`. Ett ungefärligt tal, som `ca 45` eller `<5`, och ett intervall är en upplysning: de trycks som de står men jämförs inte.",
        "`utfall`, `män`, `kvinnor` or `föregående` is neither a number with or without a unit nor `saknas`. An approximate figure, as `ca 45` or `<5`, and a range are an info: they are printed as they stand but compared with nothing.",
    ),
    why: Bilingual::fixed(
        "Det som inte är ett tal kan inte ställas mot årsmålet eller förra året, så bedömningen uteblir. Ord hör hemma i analysen.",
        "What is not a number cannot be held against the target or last year, so there is no assessment. Words belong in the analysis.",
    ),
    fixes: Fixes::NONE,
};

/// A message shows at most so many signs of a text.
const MOST_SHOWN: usize = 40;

/// Reports every outcome of every entry, also of what the plan does not have.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    for entry in subject.parts.iter().flat_map(|part| &part.follow_up.indicators) {
        for (key, outcome) in entry.outcomes() {
            match &outcome.value {
                Outcome::About(words) => sink.push(about(entry, key, words, outcome.span)),
                Outcome::Unreadable(words) => sink.push(unreadable(entry, key, words, outcome.span)),
                Outcome::Figure(_) | Outcome::Missing => {}
            }
        }
    }
}

fn about(entry: &IndicatorReport, key: &str, words: &str, span: Span) -> Diagnostic {
    let id = entry.id.as_str();
    Diagnostic::new(
        &RULE,
        span,
        msg!(
            "{key}: {words} för {id} trycks som det står men jämförs inte med något",
            "{key}: {words} of {id} is printed as it stands but compared with nothing",
        ),
    )
    .lower(Severity::Info)
    .help(msg!(
        "skriv det exakta talet om det är känt; annars behöver inget göras",
        "write the exact figure if it is known; otherwise nothing needs doing",
    ))
}

fn unreadable(entry: &IndicatorReport, key: &str, words: &str, span: Span) -> Diagnostic {
    let id = entry.id.as_str();
    let shown: String = match words.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    };
    let help = match key {
        "föregående" => msg!(
            "skriv ett tal med enhet, till exempel föregående: 84 %, eller ta bort föregående",
            "write a number with its unit, for instance föregående: 84 %, or remove föregående",
        ),
        _ => msg!(
            "skriv ett tal med enhet, till exempel {key}: 84 %; finns inget utfall, skriv {key}: saknas och skälet efter analys:",
            "write a number with its unit, for instance {key}: 84 %; if there is no outcome, write {key}: saknas and the reason after analys:",
        ),
    };
    Diagnostic::new(&RULE, span, msg!("{key}: {shown} för {id} är inget tal", "{key}: {shown} of {id} is not a number"))
        .help(help)
}
