//! A title, a heading or a caption that names another year than the document's.

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::sentences::{starts_with_word, words, year_of};
use crate::model::{At, Document, DocumentKind};
use crate::msg;
use crate::source::Span;

/// VP0911.
pub static RULE: Rule = Rule {
    code: "VP0911",
    name: "other-year-in-title",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "titeln, rubriken eller planens datum har ett annat år",
        "the title, a caption or the date of the plan is of another year",
    ),
    what: Bilingual::fixed(
        "Titeln på försättsbladet, rubriken på ekonomin eller på budgeten, eller en rubrik i texten som börjar med dokumentets namn (”Verksamhetsplan 2025”) nämner ett annat år än dokumentets och inte dokumentets eget. Ett spann som 2025–2027 omfattar åren i det. Målens titlar räknas inte: där menas året. Detsamma gäller en rubrik i en rapport som har ett annat slags rapports namn. Eller så är en plan daterad, eller beslutad, efter den sista dagen som den gäller.",
        "The title on the cover, the heading of the economy or the budget, or a heading of the text that begins with the name of the document (\"Verksamhetsplan 2025\") names another year than the document's and not its own. A span such as 2025–2027 holds the years within it. Titles of goals do not count: there the year is meant. So does a heading of a report that has the name of another kind of report. Or a plan is dated, or was decided, after the last day that it is for.",
    ),
    why: Bilingual::fixed(
        "Titeln är det som syns i diariet och i kallelsen. Med fel år hittar ingen dokumentet, och ett beslut kan gälla fel plan.",
        "The title is what shows in the register and the agenda. With the wrong year nobody finds the document, and a decision may be about the wrong plan.",
    ),
    fixes: Fixes::NONE,
};

/// Reports titles, headings and captions of another year, and dates of plans that come after it.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let document = subject.document;
    if document.is_plan() {
        dated_after_the_year(document, sink);
    }
    let Some(year) = year_of(document).filter(|_| document.contribution.is_none()) else { return };
    let cover = document.cover.iter().filter_map(|cover| cover.title.as_ref());
    let economy = document.economy.iter().flat_map(|economy| {
        let budget = economy.budget.as_ref().and_then(|budget| budget.heading.as_ref());
        economy.heading.iter().chain(budget)
    });
    let reported = document.follow_up.iter().filter_map(|follow_up| follow_up.economy.as_ref()?.heading.as_ref());
    for title in cover.chain(economy).chain(reported) {
        let At { value, span } = title;
        sink.extend(other_year(value, year).map(|other| finding(*span, (other, year), document.kind)));
    }
    for text in subject.texts {
        let mut events = text.parsed.events.iter();
        while let Some((event, range)) = events.next() {
            if !matches!(event, Event::Start(Tag::Heading { .. })) {
                continue;
            }
            let Some((Event::Text(words), place)) = events.next() else { continue };
            let is_own = ["Verksamhetsplan", "Verksamhetsberättelse", "Tertialrapport", "Delårsrapport"]
                .iter()
                .any(|name| starts_with_word(words, name));
            let other_kind = match document.kind {
                DocumentKind::AnnualReport => ["Tertialrapport", "Delårsrapport"].as_slice(),
                DocumentKind::TertialReport => ["Verksamhetsberättelse"].as_slice(),
                _ => [].as_slice(),
            };
            if let Some(name) = other_kind.iter().find(|name| starts_with_word(words, name)) {
                let place = place.start.max(range.start)..place.end.min(range.end);
                sink.push(of_another_kind(text.text.span(place), name, document.kind));
            } else if let (true, Some(other)) = (is_own, other_year(words, year)) {
                let place = place.start.max(range.start)..place.end.min(range.end);
                sink.push(finding(text.text.span(place), (other, year), document.kind));
            }
        }
    }
}

/// A plan that is dated after its last day was copied from another, or has another year's number.
fn dated_after_the_year(document: &Document, sink: &mut Sink) {
    let Some((_, last)) = document.days() else { return };
    let dated = document.cover.iter().filter_map(|cover| cover.date.as_ref()).map(|date| ("daterad", "dated", date));
    let decided = document.decision.iter().filter_map(|decision| decision.date.as_ref());
    let decided = decided.map(|date| ("beslutad", "decided", date));
    for (sv, en, date) in dated.chain(decided).filter(|(.., date)| date.value > last) {
        let (day, place) = (date.value, document.year.as_ref().map(|year| year.span));
        let finding = Diagnostic::new(
            &RULE,
            date.span,
            msg!(
                "planen är {sv} {day}, efter den sista dagen som den gäller: {last}",
                "the plan is {en} {day}, after the last day that it is for: {last}"
            ),
        );
        let finding = match place {
            Some(year) => finding.other(year, msg!("planens år", "the plan's year")),
            None => finding,
        };
        sink.push(finding.help(msg!(
            "rätta datumet; är det året som är fel, rätta år:",
            "fix the date; if the year is wrong, fix år:"
        )));
    }
}

fn of_another_kind(span: Span, name: &str, kind: DocumentKind) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        span,
        msg!(
            "rubriken säger {name}, men dokumentet är en {kind}",
            "the heading says {name}, but the document is a {kind}"
        ),
    )
    .help(msg!(
        "skriv om rubriken; hör texten till en annan rapport, skriv om den också",
        "rewrite the heading; if the text belongs to another report, rewrite that too",
    ))
}

fn finding(span: Span, (other, year): (i16, i16), kind: DocumentKind) -> Diagnostic {
    let (sv, en) = match kind {
        DocumentKind::Plan | DocumentKind::Contribution => ("planen", "the plan"),
        DocumentKind::TertialReport | DocumentKind::AnnualReport => ("rapporten", "the report"),
        DocumentKind::RollUp => ("sammanställningen", "the roll-up"),
    };
    Diagnostic::new(
        &RULE,
        span,
        msg!("här står {other}, men {sv} gäller {year}", "this says {other}, but {en} is for {year}"),
    )
    .help(msg!("skriv {year}; är det året som är fel, rätta år:", "write {year}; if the year is wrong, fix år:"))
}

/// The year that a title names, where it is not this one and no span of years holds this one.
fn other_year(title: &str, year: i16) -> Option<i16> {
    let of = |word: &str| -> Option<i16> {
        let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        word.parse().ok().filter(|year| is_year && (1990..2100).contains(year))
    };
    if !title.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let years: Vec<i16> = words(title).filter_map(of).collect();
    // "2025/26" and "2025–2027" are spans: what lies between the first and the last is meant too.
    let short = words(title).filter(|word| word.len() == 2).filter_map(|word| word.parse::<i16>().ok());
    let last = years.iter().copied().chain(short.map(|two| 2000 + two)).max()?;
    let first = years.iter().copied().min()?;
    (!(first..=last).contains(&year)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_of_another_year_is_told_from_a_span() {
        for (title, expected) in [
            ("Verksamhetsplan 2025 för Familjeenheten", Some(2025)),
            ("Verksamhetsplan 2026", None),
            ("Verksamhetsplan 2025–2027", None),
            ("Plan för läsåret 2025/26", None),
            ("Budget 2025 och 2026", None),
            ("Plan för 12 enheter", None),
            ("Verksamhetsplan", None),
        ] {
            assert_eq!(other_year(title, 2026), expected, "{title}");
        }
    }
}
