//! What stood in for a figure, a name or a text, and was not replaced.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::characters::{among, is_of_word};
use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::{Subject, Text};
use crate::model::{At, Document};
use crate::msg;

/// VP0912.
pub static RULE: Rule = Rule {
    code: "VP0912",
    name: "placeholder-left",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("en platshållare står kvar i texten", "a placeholder is left in the text"),
    what: Bilingual::fixed(
        "I en text, en titel eller ett namn står något som skulle ha bytts ut: XX, X %, 20XX, ÅÅÅÅ, NN, ???, TODO, lorem ipsum, en rad att skriva på (____), Words ”Klicka eller tryck här”, eller en anvisning inom hakparentes som [skriv text här]. Eller så är hela texten ett streck eller en punkt, vilket sägs som varning. Kod, länkar och kommentarer räknas inte.",
        "In a text, a title or a name stands something that was to be replaced: XX, X %, 20XX, ÅÅÅÅ, NN, ???, TODO, lorem ipsum, a line to write on (____), Word's \"Klicka eller tryck här\", or an instruction in brackets such as [skriv text här]. Or the whole text is a dash or a full stop, which is told as a warning. Code, links and comments do not count.",
    ),
    why: Bilingual::fixed(
        "Platshållaren trycks som den står. I ett beslutat dokument säger den att ingen har läst det till slut.",
        "The placeholder is printed as it is. In a document that was decided it says that nobody read it to the end.",
    ),
    fixes: Fixes::NONE,
};

/// Reports the placeholders of every text, title and name.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for text in subject.texts {
        let whole: &str = &text.text.text;
        if is_signs_alone(whole) {
            let range = whole.find(|letter: char| !letter.is_whitespace()).unwrap_or(0)..whole.trim_end().len();
            sink.push(finding(text.text.span(range.clone()), &whole[range]).lower(Severity::Warning));
            continue;
        }
        if !may_hold(whole.as_bytes()) {
            continue;
        }
        let found = placeholders(whole);
        if found.is_empty() {
            continue;
        }
        let passed = passed_over(text);
        for range in found.into_iter().filter(|range| !passed.iter().any(|passed| passed.contains(&range.start))) {
            sink.push(finding(text.text.span(range.clone()), &whole[range]));
        }
    }
    for words in titles(subject.document) {
        let whole = words.as_str();
        if is_signs_alone(whole) {
            sink.push(finding(words.span, whole).lower(Severity::Warning));
        } else if may_hold(whole.as_bytes()) {
            let first = placeholders(whole).into_iter().next();
            sink.extend(first.map(|range| finding(words.span, &whole[range])));
        }
    }
}

fn finding(span: crate::source::Span, left: &str) -> Diagnostic {
    Diagnostic::new(&RULE, span, msg!("platshållaren ”{left}” står kvar", "the placeholder \"{left}\" is left")).help(
        msg!(
            "skriv det som ska stå här, eller ta bort meningen; fattas uppgiften ännu, skriv det i ord",
            "write what is to stand here, or remove the sentence; if it is not known yet, say so in words",
        ),
    )
}

/// Longer than this, signs alone are something that was drawn.
const FEW: usize = 12;

/// Whether a text is a dash, a stop or other signs, and no word: somebody has put it where something was asked for.
fn is_signs_alone(whole: &str) -> bool {
    let text = whole.trim();
    !text.is_empty() && text.len() <= FEW && text.chars().all(|letter| "-–—.,?!*…/_".contains(letter))
}

/// The titles and names that a document prints.
fn titles(document: &Document) -> impl Iterator<Item = &At<String>> {
    let goals = document.goals.iter().flat_map(|goal| {
        let headings = goal.extra.iter().map(|extra| &extra.heading);
        let indicators = goal.indicators.iter().flat_map(|indicator| {
            [
                Some(&indicator.name),
                indicator.origin.as_ref(),
                indicator.reason.as_ref(),
                indicator.responsible.as_ref(),
            ]
        });
        let activities =
            goal.activities.iter().flat_map(|activity| [Some(&activity.name), activity.responsible.as_ref()]);
        goal.title
            .iter()
            .chain(&goal.responsible)
            .chain(headings)
            .chain(indicators.flatten())
            .chain(activities.flatten())
    });
    let cover = document.cover.iter().flat_map(|cover| {
        let officers = cover.officers.iter().map(|officer| &officer.name);
        [&cover.title, &cover.reference, &cover.to].into_iter().flatten().chain(officers)
    });
    let organisation = document.organisation.names.iter().map(|(_, name)| name).chain(&document.organisation.head);
    let departures = document.follow_up.iter().flat_map(|follow_up| &follow_up.activities);
    let departures = departures.filter_map(|activity| activity.deviation.as_ref());
    let budget = document.economy.iter().filter_map(|economy| economy.budget.as_ref());
    let rows = budget.flat_map(|budget| budget.heading.iter().chain(budget.rows.iter().map(|row| &row.name)));
    cover.chain(organisation).chain(goals).chain(departures).chain(rows)
}

/// What "ipsum" has in the middle, whatever the capitals before it.
static PSUM: LazyLock<Finder> = LazyLock::new(|| Finder::new("psu"));
static CAPITAL_PSUM: LazyLock<Finder> = LazyLock::new(|| Finder::new("psU"));

/// Whether a placeholder could stand in a text: two bytes beside each other that few texts have, or three. It looks at all
/// bytes without a branch, many at a time.
fn may_hold(bytes: &[u8]) -> bool {
    let has_ipsum = || [&PSUM, &CAPITAL_PSUM].iter().any(|part| part.find(bytes).is_some());
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let has_pair = pairs.fold(false, |found, (&one, &two)| {
        let is_same = (one == two)
            & ((one == b'X') | (one == b'x') | (one == b'N') | (one == b'Y') | (one == b'?') | (one == b'_'));
        let is_cross = (two == b'X') | (two == b'x');
        let is_before = (one == b' ') | (one == b'\n') | one.is_ascii_digit() | (one == b'(');
        let is_word = (one == b'T') & ((two == b'O') | (two == b'B'))
            | (one == b'F') & (two == b'I')
            | (one == b'K') & (two == b'l')
            | (one == b'N') & (two == b'.')
            | (one == 0x85) & (two == 0xc3);
        let is_hint = (one == b'[') & ((two | 0x20).is_ascii_lowercase() | !two.is_ascii());
        found | is_same | (is_cross & is_before) | is_word | is_hint
    });
    has_pair || has_ipsum()
}

/// Words that begin an instruction in brackets.
const INSTRUCTIONS: &[&str] = &[
    "skriv",
    "ange",
    "fyll",
    "infoga",
    "beskriv",
    "komplettera",
    "namn",
    "datum",
    "belopp",
    "text",
    "siffra",
    "antal",
    "år",
    "enhetens namn",
    "nämndens namn",
    "välj",
    "lägg till",
    "här skrivs",
    "xx",
    "kort beskrivning",
    "klicka",
    "insert",
];

/// Words that are placeholders by themselves.
const WORDS: &[&str] = &["TODO", "TBD", "FIXME", "NN", "ÅÅÅÅ", "ÅÅ", "YYYY"];

/// What an X that stands for a figure is counted in.
const UNITS: &[&str] = &["procent", "st", "stycken", "tkr", "mnkr", "kr", "kronor", "antal", "personer", "gånger"];

/// The placeholders of a text, in order.
fn placeholders(whole: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0_usize;
    for line in whole.split_inclusive('\n') {
        // What shows that one could stand here may be the first byte of a line with the break before it.
        if may_hold(&whole.as_bytes()[from.saturating_sub(1)..from + line.len()]) {
            add_placeholders(whole, from..from + line.len(), &mut found);
        }
        from += line.len();
    }
    found
}

/// The first bytes of what a placeholder begins with: each is that of a whole character.
const MAY_BEGIN: [bool; 256] = among(b"?_[KkLlXxNTFY12\xc3");

/// Adds those that begin in a line of the text, which no word goes beyond.
fn add_placeholders(whole: &str, line: Range<usize>, found: &mut Vec<Range<usize>>) {
    // An instruction in brackets may go on over the line's end.
    let mut at = found.last().map_or(line.start, |last| last.end.max(line.start));
    for start in line.clone() {
        if start < at || !MAY_BEGIN[usize::from(whole.as_bytes()[start])] {
            continue;
        }
        let rest = &whole[start..];
        let Some(character) = rest.chars().next() else { return };
        let before = whole[..start].chars().next_back();
        let begins = !before.is_some_and(|before| is_of_word(before) || before == '_');
        let length = match character {
            '?' => run(rest, '?').filter(|count| {
                *count > 2 || (*count == 2 && begins && !before.is_some_and(|before| ".!,”\")".contains(before)))
            }),
            '_' => run(rest, '_').filter(|count| *count > 2 && is_inline(whole, start, *count)),
            '[' => instruction(rest),
            'K' | 'k' if begins => clicked(rest),
            'l' | 'L' if begins => ["lorem ipsum"].iter().find(|words| starts(rest, words)).map(|words| words.len()),
            character if begins && is_of_word(character) => word(rest),
            _ => None,
        };
        match length {
            Some(length) => {
                found.push(start..start + length);
                at = start + length;
            }
            None if character == '?' || character == '_' => at = start + run(rest, character).unwrap_or(1),
            None => {}
        }
    }
}

fn run(rest: &str, character: char) -> Option<usize> {
    Some(rest.chars().take_while(|other| *other == character).count())
}

/// Whether underscores stand in a line beside words: alone they are a rule across the page, around a word they are emphasis.
fn is_inline(whole: &str, start: usize, count: usize) -> bool {
    let line = whole[..start].rfind('\n').map_or(0, |end| end + 1);
    let after = whole[start + count..].chars().next();
    let is_after_blank = whole[line..start].ends_with([' ', ':']);
    is_after_blank && !whole[line..start].trim().is_empty() && !after.is_some_and(is_of_word)
}

/// Whether a text begins with these words, which are in small letters.
fn starts(rest: &str, words: &str) -> bool {
    let mut written = rest.chars().flat_map(char::to_lowercase);
    words.chars().all(|character| written.next() == Some(character))
}

/// An instruction in brackets that is no link and no note.
fn instruction(rest: &str) -> Option<usize> {
    const LONGEST: usize = 160;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b']')?;
    let inner = rest[1..end].trim();
    let is_linked = rest[end + 1..].starts_with(['(', '[', ':']);
    let begins = |word: &&&str| starts(inner, word) && !inner.chars().nth(word.chars().count()).is_some_and(is_of_word);
    (!is_linked && INSTRUCTIONS.iter().any(|word| begins(&word))).then_some(end + 1)
}

/// Word's own words for a field that nobody has filled in.
fn clicked(rest: &str) -> Option<usize> {
    let begins = ["klicka eller tryck här", "klicka här för att ange", "klicka här och skriv"];
    begins.iter().find(|words| starts(rest, words)).map(|words| words.len())
}

/// A placeholder that is a word: of crosses alone, a year with crosses, or one of the words.
fn word(rest: &str) -> Option<usize> {
    let length = rest.find(|character: char| !is_of_word(character)).unwrap_or(rest.len());
    let (word, after) = rest.split_at(length);
    let crosses = word.bytes().filter(|byte| matches!(byte, b'X' | b'x')).count();
    if crosses == length {
        let unit = after.trim_start();
        let next = unit.split(|character: char| !is_of_word(character)).next().unwrap_or_default();
        let is_counted = after.starts_with([' ', '\u{a0}', '%']) && (unit.starts_with('%') || UNITS.contains(&next));
        // A Roman twenty has something that it numbers; crosses in small letters multiply.
        return (length > 1 || (word == "X" || word == "x") && is_counted).then_some(length);
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if crosses > 0 && digits + crosses == length && length == 4 && matches!(&word[..2], "19" | "20") && digits >= 2 {
        return Some(length);
    }
    if word == "N" && after.starts_with(".N") {
        return Some(if after[2..].starts_with('.') { 4 } else { 3 });
    }
    WORDS.contains(&word).then_some(length)
}

/// Code, raw HTML and the addresses of links: what stands there is not read.
fn passed_over(text: &Text) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut code = None;
    for (event, range) in &text.parsed.events {
        match event {
            Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) => ranges.push(range.clone()),
            Event::Start(Tag::CodeBlock(_)) => code = Some(range.clone()),
            Event::End(TagEnd::CodeBlock) => ranges.extend(code.take()),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                let written = &text.text.text[range.clone()];
                let address = written.rfind("](").map_or(range.start, |at| range.start + at);
                ranges.push(address..range.end);
            }
            _ => {}
        }
    }
    ranges.extend(text.parsed.inserts.iter().map(|insert| insert.range.clone()));
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let found: Vec<&str> = placeholders(text).into_iter().map(|range| &text[range]).collect();
        assert!(found.is_empty() || may_hold(text.as_bytes()), "{text} is passed over by its bytes");
        found
    }

    #[test]
    fn what_was_to_be_replaced_is_found() {
        for (text, expected) in [
            ("Under 2025 blev XX % av", "XX"),
            ("blev xx procent", "xx"),
            ("Vi når X % i år", "X"),
            ("beslutad 20XX", "20XX"),
            ("plan för 202X", "202X"),
            ("den ÅÅÅÅ-MM-DD", "ÅÅÅÅ"),
            ("senast YYYY", "YYYY"),
            ("Rad ett.\nxx procent", "xx"),
            ("Av 12 [skriv\nvad som räknas]\nvar", "[skriv\nvad som räknas]"),
            ("ansvarig är NN", "NN"),
            ("ansvarig är N.N.", "N.N."),
            ("blev ??? av", "???"),
            ("blev ?? procent", "??"),
            ("TODO: fyll i", "TODO"),
            ("Lorem ipsum dolor", "Lorem ipsum"),
            ("[Skriv text här]", "[Skriv text här]"),
            ("av [namn] och", "[namn]"),
            ("Beslutat: ______", "______"),
            ("Klicka eller tryck här för att ange text.", "Klicka eller tryck här"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_placeholder_stays() {
        for text in [
            "Kungen Carl XVI Gustaf, kapitel XIX och storlek XXL",
            "Varför blev det så??",
            "Se [planen](https://exempel.se/plan) och [1]",
            "[namn](https://exempel.se)",
            "ett __viktigt__ ord",
            "SNN och NNN är förkortningar, todo är det inte",
            "Xylofon och 4 x 100 meter",
            "Lorentz arbetar, upp på Klarabergsgatan",
            "År [2024] var",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }
}
