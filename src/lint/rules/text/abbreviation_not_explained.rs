//! Abbreviations that the document never spells out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::Event;

use crate::characters::is_of_word;
use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;
use crate::source::Span;

/// VP0908.
pub static RULE: Rule = Rule {
    code: "VP0908",
    name: "abbreviation-not-explained",
    level: Severity::Off,
    can_be_silenced: true,
    summary: Bilingual::fixed("förkortningen förklaras aldrig", "the abbreviation is never explained"),
    what: Bilingual::fixed(
        "Ett ord av två till sex stora bokstäver används i dokumentet, men ingenstans står det inom parentes efter sin förklaring eller med förklaringen inom parentes efter sig. Det som står i ett bidrags ordlista är förklarat. Några vardagliga, som AB, HR, IT och EU, räknas inte. Regeln är av om inte vp.yaml slår på den.",
        "A word of two to six capitals is used in the document, but nowhere is in parentheses after its explanation, or with the explanation in parentheses after it. What is in a contribution's glossary is explained. A few everyday ones, such as AB, HR, IT and EU, do not count. The rule is off unless vp.yaml turns it on.",
    ),
    why: Bilingual::fixed(
        "Planen läses också av förtroendevalda, nyanställda och invånare, som inte kan verksamhetens förkortningar.",
        "The plan is also read by elected representatives, new staff and residents, who do not know the abbreviations of the trade.",
    ),
    fixes: Fixes::NONE,
};

/// Known to everybody, or no abbreviations: Roman numerals.
const EVERYDAY: &[&str] = &[
    "AB", "EU", "FN", "HR", "IT", "ID", "OK", "TV", "CV", "PC", "PDF", "SMS", "USA", "II", "III", "IV", "VI", "VII",
    "VIII", "IX", "XI", "XII",
];

/// Reports each abbreviation once, where it is first used.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let mut used: BTreeMap<&str, Span> = BTreeMap::new();
    let mut explained: BTreeSet<&str> = BTreeSet::new();
    let contribution = subject.document.contribution.as_ref();
    for term in contribution.iter().flat_map(|contribution| &contribution.glossary) {
        explained.extend(term.term.as_str().split(|character: char| !is_of_word(character)));
    }
    for text in subject.texts {
        let whole = &*text.parsed.text;
        for (event, range) in &text.parsed.events {
            if !matches!(event, Event::Text(_)) {
                continue;
            }
            for word in abbreviations(whole, range.clone()) {
                let name = &whole[word.clone()];
                if is_explained(whole, word.clone()) {
                    explained.insert(name);
                }
                used.entry(name).or_insert_with(|| text.text.span(word));
            }
        }
    }
    for goal in &subject.document.goals {
        let names = goal
            .indicators
            .iter()
            .map(|indicator| &indicator.name)
            .chain(goal.activities.iter().map(|activity| &activity.name));
        for name in goal.title.iter().chain(names) {
            let whole = name.as_str();
            for word in abbreviations(whole, 0..whole.len()) {
                if is_explained(whole, word.clone()) {
                    explained.insert(&whole[word.clone()]);
                }
                used.entry(&whole[word]).or_insert(name.span);
            }
        }
    }
    for (name, span) in used {
        if explained.contains(name) {
            continue;
        }
        let finding = Diagnostic::new(
            &RULE,
            span,
            msg!("förkortningen {name} förklaras aldrig", "the abbreviation {name} is never explained"),
        )
        .label(msg!("används här första gången", "first used here"));
        sink.push(finding.help(match contribution {
            Some(_) => msg!(
                "skriv ut orden första gången, med ({name}) efter, eller förklara {name} i ordlistan",
                "spell the words out the first time, with ({name}) after them, or explain {name} in the glossary",
            ),
            None => msg!(
                "skriv ut orden första gången, med ({name}) efter",
                "spell the words out the first time, with ({name}) after them",
            ),
        }));
    }
}

/// The abbreviations within a range of a text.
fn abbreviations(whole: &str, within: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    capitals(whole, within).filter(|range| {
        let word = &whole[range.clone()];
        word.chars().count() <= 6 && !EVERYDAY.contains(&word) && !is_shouted(whole, range)
    })
}

/// The words of two capitals or more within a range of a text. Nearly all signs are small letters, which are passed over
/// by the byte, and most ranges have no such word.
fn capitals(whole: &str, within: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = if may_hold_capitals(&whole.as_bytes()[within.clone()]) { within.start } else { within.end };
    std::iter::from_fn(move || {
        loop {
            let may_begin = |byte: &u8| byte.is_ascii_uppercase() || !byte.is_ascii();
            let start = at + whole.as_bytes()[at..within.end].iter().position(may_begin)?;
            let rest = &whole[start..within.end];
            let mut characters = rest.chars();
            let first = characters.next()?;
            at = start + first.len_utf8();
            let begins = first.is_uppercase() && characters.next().is_some_and(char::is_uppercase);
            if !begins || whole[within.start..start].ends_with(is_of_word) {
                continue;
            }
            let word = rest.find(|character: char| !is_of_word(character)).map_or(rest, |end| &rest[..end]);
            at = start + word.len();
            if is_capitals(word) {
                return Some(start..at);
            }
        }
    })
}

/// Whether two capitals could stand side by side. It looks at all bytes without a branch, many at a time.
fn may_hold_capitals(bytes: &[u8]) -> bool {
    const LAST_OF_SEVERAL: std::ops::RangeInclusive<u8> = 0x80..=0xbf;
    let ends = |byte: u8| byte.is_ascii_uppercase() | LAST_OF_SEVERAL.contains(&byte);
    let begins = |byte: u8| byte.is_ascii_uppercase() | (byte > *LAST_OF_SEVERAL.end());
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    pairs.fold(false, |found, (one, two)| found | (ends(*one) & begins(*two)))
}

fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase) && word.chars().count() > 1
}

/// Whether it stands in a line of capitals, beside another such word.
fn is_shouted(whole: &str, word: &Range<usize>) -> bool {
    let before = whole[..word.start]
        .strip_suffix(' ')
        .and_then(|before| before.rsplit(|character: char| !is_of_word(character)).next());
    let after = whole[word.end..]
        .strip_prefix(' ')
        .and_then(|after| after.split(|character: char| !is_of_word(character)).next());
    before.is_some_and(is_capitals) || after.is_some_and(is_capitals)
}

/// "(ABC)", "(ABC, …", "ABC (…" or "ABC-möte (…".
fn is_explained(whole: &str, word: Range<usize>) -> bool {
    const MARKUP: [char; 4] = ['*', '_', '”', '"'];
    let before = whole[..word.start].trim_end_matches(MARKUP);
    let after = whole[word.end..].trim_start_matches(MARKUP);
    let compound = after.strip_prefix('-').map_or(after, |rest| rest.trim_start_matches(is_of_word));
    let next = compound.trim_start();
    before.ends_with('(') && after.starts_with([')', ',']) || next.len() < compound.len() && next.starts_with('(')
}
