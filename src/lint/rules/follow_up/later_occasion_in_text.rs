//! Texts of a report that tell what happened at an occasion that comes after it.

use std::ops::Range;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::sentences::{WordList, sentences, word_list, words};
use crate::msg;

/// VP0517.
pub static RULE: Rule = Rule {
    code: "VP0517",
    name: "later-occasion-in-text",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "texten berättar vad som hände vid ett senare tillfälle",
        "the text tells what happened at a later occasion",
    ),
    what: Bilingual::fixed(
        "En mening i en uppföljning nämner ett tillfälle som kommer efter den (”Under T2 blev utredningarna klara i tid” i rapporten för T1) och säger vad som hände då. Det som ska hända, och meningar som också nämner rapportens eget tillfälle eller ett annat år, räknas inte.",
        "A sentence of a follow-up names an occasion that comes after it (\"Under T2 blev utredningarna klara i tid\" in the report of T1) and says what happened then. What is to happen, and sentences that also name the report's own occasion or another year, do not count.",
    ),
    why: Bilingual::fixed(
        "Ingen kan veta det än. Texten hör till en annan rapport, oftast förra årets, och då är siffrorna i den också gamla.",
        "Nobody can know that yet. The text belongs to another report, most often last year's, and then the figures in it are old too.",
    ),
    fixes: Fixes::NONE,
};

/// Words that say that something has happened.
static HAPPENED: WordList = word_list![
    "blev",
    "var",
    "hade",
    "nådde",
    "nåddes",
    "uppgick",
    "ökade",
    "minskade",
    "genomfördes",
    "gjordes",
    "fick",
    "gick",
    "kom",
    "började",
    "startade",
    "slutade",
    "avslutades",
    "steg",
    "sjönk",
    "låg",
    "fanns",
    "deltog",
    "arbetade",
    "visade",
    "anställdes",
    "utbildades",
    "infördes",
    "togs",
    "höll",
    "hölls",
    "tog",
    "beslutade",
    "beslutades",
];

/// Words that say that something is to happen, or that it is not of this year.
static TO_COME: WordList = word_list![
    "ska",
    "skall",
    "kommer",
    "planeras",
    "planerar",
    "förväntas",
    "väntas",
    "beräknas",
    "inför",
    "till",
    "senast",
    "fjol",
    "förra",
    "föregående",
    "jämfört",
    "ifjol",
    "kan",
    "bör",
    "om",
    "redovisas",
    "rapporteras",
    "följs",
    "återkommer",
];

/// Looks at each sentence that names a later occasion.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(follow_up) = &subject.document.follow_up else { return };
    let occasions = &subject.resolved.settings.steering.occasions;
    let Some(period) = &follow_up.period else { return };
    let Some(own) = occasions.iter().position(|occasion| occasion.key.eq_ignore_ascii_case(period.as_str())) else {
        return;
    };
    // They are in the order of their days.
    let later: Vec<&str> = occasions[own + 1..].iter().map(|occasion| occasion.key.as_str()).collect();
    if later.is_empty() {
        return;
    }
    for text in subject.texts {
        let whole: &str = &text.text.text;
        if !later.iter().any(|key| may_name(whole, key)) {
            continue;
        }
        for range in sentences(whole) {
            let sentence = &whole[range.clone()];
            let named = later.iter().find_map(|key| place(sentence, key).map(|place| (place, *key)));
            let Some((at, key)) = named else { continue };
            let names_own = place(sentence, &occasions[own].key).is_some();
            let names_year = words(sentence).any(|word| word.len() == 4 && word.starts_with("20"));
            if names_own || names_year || TO_COME.is_in(sentence) || !HAPPENED.is_in(sentence) {
                continue;
            }
            let written = &sentence[at.clone()];
            let span = text.text.span(range.start + at.start..range.start + at.end);
            let own = &occasions[own].key;
            sink.push(
                Diagnostic::new(
                    &RULE,
                    span,
                    msg!(
                        "texten säger vad som hände vid {written}, men rapporten gäller {own}",
                        "the text says what happened at {written}, but the report is for {own}",
                    ),
                )
                .other(period.span, msg!("rapportens tillfälle", "the occasion of the report"))
                .help(msg!(
                    "hör texten till en annan rapport, skriv om den; är det {key} som rapporteras, rätta period",
                    "if the text belongs to another report, rewrite it; if it is {key} that is reported, fix period",
                )),
            );
        }
    }
}

/// Whether a text can name an occasion at all.
fn may_name(text: &str, key: &str) -> bool {
    text.contains(key) || numbered(key).is_some_and(|number| text.contains(number))
}

/// The number of an occasion that is a letter and a number, such as T2.
fn numbered(key: &str) -> Option<&str> {
    let number = key.strip_prefix(['T', 't'])?;
    (number.len() == 1 && number.bytes().all(|digit| digit.is_ascii_digit())).then_some(number)
}

/// Where a sentence names an occasion: by its key, or as `tertial 2` and `tertialrapport 2`.
fn place(sentence: &str, key: &str) -> Option<Range<usize>> {
    let mut before: Option<&str> = None;
    for word in words(sentence) {
        let start = word.as_ptr() as usize - sentence.as_ptr() as usize;
        if word == key {
            return Some(start..start + word.len());
        }
        let is_numbered = numbered(key) == Some(word);
        let named = before.filter(|before| {
            is_numbered && ["tertial", "tertialet", "tertialrapport"].contains(&before.to_lowercase().as_str())
        });
        if let Some(named) = named {
            let first = named.as_ptr() as usize - sentence.as_ptr() as usize;
            return Some(first..start + word.len());
        }
        before = Some(word);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn an_occasion_is_named_in_several_ways() {
        for (sentence, expected) in [
            ("Under T2 blev det klart", Some("T2")),
            ("I tertial 2 blev det klart", Some("tertial 2")),
            ("I T20 och IT2 blev 2 klara", None),
            ("Av 2 blev en klar", None),
        ] {
            assert_eq!(place(sentence, "T2").map(|range| &sentence[range]), expected, "{sentence}");
        }
    }
}
