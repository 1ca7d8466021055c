//! A year in running text that is left from the year before, or that the document is compared with itself by.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::sentences::{Figure, WordList, is_one_of, word_list, words, year_of};
use crate::msg;

/// VP0910.
pub static RULE: Rule = Rule {
    code: "VP0910",
    name: "other-year-in-text",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed("fel år i texten", "a wrong year in the text"),
    what: Bilingual::fixed(
        "En plan säger vad som görs ett år som redan är slut (”Under 2025 ska enheten” i planen för 2026), eller en rapport jämför med sitt eget år (”jämfört med 2025” i rapporten för 2025).",
        "A plan says what is done in a year that is over (\"Under 2025 ska enheten\" in the plan for 2026), or a report compares with its own year (\"jämfört med 2025\" in the report on 2025).",
    ),
    why: Bilingual::fixed(
        "Året har oftast följt med när förra årets text kopierades, och då är resten av meningen kanske inte heller ny.",
        "The year has mostly come along when last year's text was copied, and then the rest of the sentence may not be new either.",
    ),
    fixes: Fixes::NONE,
};

/// What is still to be done, or is being done, in the order that Swedish has after a time.
static NOW: WordList = word_list![
    "ska",
    "skall",
    "kommer",
    "arbetar",
    "fortsätter",
    "planerar",
    "planeras",
    "avser",
    "genomför",
    "genomförs",
    "utvecklar",
    "utvecklas",
    "prioriterar",
    "prioriteras",
    "satsar",
    "fokuserar",
    "startar",
    "inför",
    "införs",
    "påbörjas",
    "påbörjar",
    "behöver",
    "vill",
    "ansvarar",
    "deltar",
    "erbjuder",
    "utreder",
    "bedriver",
    "omfattar",
    "består",
];

/// The verb stands at most so many words after the year.
const NEAR: usize = 2;

/// Reports years of the past that the plan speaks of as to come, and a report's own year that it compares with.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(year) = year_of(subject.document) else { return };
    let is_report = subject.document.follow_up.is_some();
    if !is_report && !subject.document.is_plan() {
        return;
    }
    for (text, figures) in subject.figures() {
        for figure in figures {
            let Some(of) = figure.year() else { continue };
            let span = text.text.span(figure.range.clone());
            if is_report && of == year && is_compared_with(figure) {
                let before = year - 1;
                sink.push(
                    Diagnostic::new(
                        &RULE,
                        span,
                        msg!("rapporten för {year} jämför med {year}", "the report on {year} compares with {year}"),
                    )
                    .help(msg!(
                        "skriv det år som jämförelsen gäller, till exempel {before}",
                        "write the year that is compared with, for instance {before}",
                    )),
                );
            } else if !is_report && of < year && is_to_come(figure) {
                sink.push(
                    Diagnostic::new(
                        &RULE,
                        span,
                        msg!(
                            "planen för {year} säger vad som görs {of}",
                            "the plan for {year} says what is done in {of}",
                        ),
                    )
                    .help(msg!(
                        "skriv {year}, och läs meningen en gång till; gäller den det som har varit, skriv arbetade, genomförde",
                        "write {year}, and read the sentence again; if it is about what has been, write it in the past tense",
                    )),
                );
            }
        }
    }
}

/// "jämfört med 2025", "än 2025", "sedan 2025": a month between makes it a day of the year.
fn is_compared_with(figure: &Figure) -> bool {
    let mut before = figure.words_before();
    let (last, one_more) = (before.next().unwrap_or_default(), before.next().unwrap_or_default());
    let (last, one_more) = match last == "år" {
        true => (one_more, before.next().unwrap_or_default()),
        false => (last, one_more),
    };
    let is_compared = last == "med" && is_one_of(one_more, &["jämfört", "jämförelse", "jämförelsen", "jämfördes"]);
    is_compared || last == "än" || last == "mot"
}

/// "Under 2025 ska", "2025 arbetar enheten": the year alone, or after a small word, and then what is done.
fn is_to_come(figure: &Figure) -> bool {
    let before = figure.word_before();
    let stands_first = before.is_empty() || is_one_of(before, &["under", "år"]);
    stands_first && words(figure.after()).take(NEAR).any(|word| NOW.has(word))
}
