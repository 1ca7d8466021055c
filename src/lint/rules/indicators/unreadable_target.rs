//! Targets that are neither a number with a unit nor a phrase that says who sets them.

use crate::both;
use crate::characters::{code_point, is_space_in_figures, ordinary};
use crate::diagnostic::{Both, Diagnostic, Level, Rule, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::indicators::typed;
use crate::model::{At, Quantity, Target};

/// VP0403.
pub static RULE: Rule = Rule {
    code: "VP0403",
    name: "unreadable-target",
    level: Level::Error,
    can_be_silenced: true,
    summary: Both::fixed(
        "målvärdet är varken ett tal eller en uppgift om vem som sätter det",
        "the target is neither a number nor a word on who sets it",
    ),
    what: Both::fixed(
        "Ett värde i `årsmål`, `kf_årsmål` eller `serie` går inte att läsa som ett tal med eller utan enhet, som ett intervall eller som ”Tas fram av …”.",
        "A value in `årsmål`, `kf_årsmål` or `serie` cannot be read as a number with or without a unit, as a range, or as \"Tas fram av …\" (to be set by …).",
    ),
    why: Both::fixed(
        "Bara ett tal kan jämföras med utfallet. ”Hög” eller ”öka” låter ingen avgöra vid årets slut om målet nåddes.",
        "Only a number can be compared with the outcome. \"High\" or \"increase\" lets nobody tell at the year's end whether the target was reached.",
    ),
};

/// Reports values written here that cannot be read.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for indicator in subject.document.goals.iter().flat_map(|goal| &goal.indicators) {
        let name = indicator.name.as_str();
        if let Some(target) = &indicator.target {
            report(target, "årsmål", name, sink);
        }
        if let Some(target) = &indicator.council_target {
            report(target, "kf_årsmål", name, sink);
        }
        for (year, outcome) in &indicator.series {
            let year = year.value;
            report(outcome, &format!("serie {year}"), name, sink);
        }
    }
    for (id, target) in &subject.document.targets {
        report(target, "årsmål", id.as_str(), sink);
    }
}

fn report(target: &At<Target>, key: &str, name: &str, sink: &mut Sink) {
    let Target::Unreadable(written) = &target.value else { return };
    if let Some(finding) = other_characters(target, written, key, name) {
        sink.push(finding);
        return;
    }
    let finding = Diagnostic::new(
        &RULE,
        target.span,
        both!(
            "{key} ”{written}” för ”{name}” går inte att läsa som ett tal",
            "{key} \"{written}\" of \"{name}\" cannot be read as a number",
        ),
    );
    sink.push(match number_within(written) {
        Some(number) if key.starts_with("serie") => finding.help(both!(
            "skriv bara talet, {number}, om det är utfallet",
            "write the number alone, {number}, if it is the outcome",
        )),
        Some(number) => finding.help(both!(
            "skriv bara talet, {number}: vad som är bättre anges med riktning: högre, lägre eller intervall",
            "write the number alone, {number}: what is better is said by riktning: högre (higher), lägre (lower) or intervall (range)",
        )),
        None if key.starts_with("serie") => finding.help(both!(
            "skriv utfallet som ett tal, till exempel 25 eller 4,5 %, eller ta bort året",
            "write the outcome as a number, for instance 25 or 4,5 %, or remove the year",
        )),
        None => finding.help(both!(
            "skriv till exempel 25, 4,5 %, 20–25 % eller 1,5 kg per portion; är målet inte satt än: Tas fram av nämnd",
            "write for instance 25, 4,5 %, 20–25 % or 1,5 kg per portion; where it is not set yet: Tas fram av nämnd",
        )),
    });
}

/// A figure in characters that look like the ordinary ones: the first of them is named.
fn other_characters(target: &At<Target>, written: &str, key: &str, name: &str) -> Option<Diagnostic> {
    let ordinary = ordinary(written);
    let number = Quantity::read(&ordinary)?;
    let other = written
        .chars()
        .zip(ordinary.chars())
        .find(|(one, other)| one != other && !is_space_in_figures(*one))
        .map(|(one, _)| one)?;
    let (point, typed) = (code_point(other), typed(&number));
    let finding = Diagnostic::new(
        &RULE,
        target.span,
        both!(
            "{key} ”{written}” för ”{name}” är skrivet med ett annat tecken än de vanliga: {other} ({point})",
            "{key} \"{written}\" of \"{name}\" is written with a character that is not the ordinary one: {other} ({point})",
        ),
    );
    Some(finding.help(both!("skriv {typed}", "write {typed}")))
}

/// `minst 80 %` and `≥80 %` hold a number after the words; of `3 av 4` or `25–20` it is not known what is meant.
fn number_within(written: &str) -> Option<String> {
    let digit = written.find(|sign: char| sign.is_ascii_digit())?;
    if digit == 0 {
        return None;
    }
    Quantity::read(&written[digit..]).map(|number| typed(&number))
}

#[cfg(test)]
mod tests {
    use super::{number_within, other_characters};
    use crate::model::{At, Target};
    use crate::source::{Source, Sources, Span};

    #[test]
    fn the_number_after_a_word_is_suggested() {
        assert_eq!(number_within("minst 80 %").as_deref(), Some("80 %"));
        assert_eq!(number_within("≥80%").as_deref(), Some("80 %"));
        assert_eq!(number_within("25–20 %"), None);
        assert_eq!(number_within("öka"), None);
    }

    #[test]
    fn a_character_that_only_looks_like_one_of_figures_is_named() {
        let of = |written: &str| {
            let span = Sources::default().add(Source::new("plan.yaml", written));
            let target = At::new(Target::read(written), Span { source: span, start: 0, end: 0 });
            other_characters(&target, written, "årsmål", "A").map(|finding| finding.message.en.to_string())
        };
        assert!(of("８０ %").is_some_and(|message| message.ends_with("８ (U+FF18)")));
        assert!(of("80\u{a0}﹪").is_some_and(|message| message.ends_with("﹪ (U+FE6A)")));
        assert_eq!(of("öka"), None);
        assert_eq!(of("minst 80 %"), None);
    }
}
