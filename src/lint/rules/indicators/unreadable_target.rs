//! Targets that are neither a number with a unit nor a phrase that says who sets them.

use crate::characters::{code_point, is_other_digit, is_space_in_figures, ordinary};
use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::indicators::typed;
use crate::model::{At, Direction, Indicator, Quantity, Target};
use crate::msg;

/// VP0403.
pub static RULE: Rule = Rule {
    code: "VP0403",
    name: "unreadable-target",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målvärdet går inte att läsa, eller säger emot indikatorns riktning",
        "the target cannot be read, or contradicts the indicator's direction",
    ),
    what: Bilingual::fixed(
        "Ett värde i `årsmål`, `kf_årsmål`, `riktpunkt` eller `serie` går inte att läsa: som ett tal med eller utan enhet, ett intervall, ”Minst 90 %”, ”Ska öka”, ”Ja”, ”Topp 50”, ”Högre än riket” eller ”Tas fram av …”. Detsamma gäller ett mål vars ord säger emot `riktning`, som ”Högst 7 %” där högre är bättre.",
        "A value in `årsmål`, `kf_årsmål`, `riktpunkt` or `serie` cannot be read: as a number with or without a unit, a range, \"Minst 90 %\" (at least), \"Ska öka\" (is to rise), \"Ja\" (yes), \"Topp 50\", \"Högre än riket\" (above the national figure) or \"Tas fram av …\" (to be set by …). The same goes for a target whose words contradict `riktning`, such as \"Högst 7 %\" (at most) where higher is better.",
    ),
    why: Bilingual::fixed(
        "Bara ett tal kan jämföras med utfallet. ”Hög” eller ”öka” låter ingen avgöra vid årets slut om målet nåddes.",
        "Only a number can be compared with the outcome. With \"High\" or \"increase\" nobody can tell at the end of the year whether the target was reached.",
    ),
    fixes: Fixes::NONE,
};

/// Reports values written here that cannot be read.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for indicator in subject.document.goals.iter().flat_map(|goal| &goal.indicators) {
        let name = indicator.name.as_str();
        if let Some(target) = &indicator.target {
            report(target, "årsmål", name, sink);
            contradiction(target, "årsmål", indicator, sink);
        }
        if let Some(target) = &indicator.council_target {
            report(target, "kf_årsmål", name, sink);
            contradiction(target, "kf_årsmål", indicator, sink);
        }
        for (_, checkpoint) in &indicator.checkpoints {
            report(checkpoint, "riktpunkt", name, sink);
        }
        for (year, target) in indicator.targets_by_year.iter().filter(|(_, target)| !is_the_target(indicator, target)) {
            let year = year.value;
            report(target, &format!("målvärden {year}"), name, sink);
        }
        if let Some(starting_value) = &indicator.starting_value {
            report(starting_value, "utgångsvärde", name, sink);
        }
        for (other, figure) in indicator.benchmark.iter().flat_map(|benchmark| &benchmark.others) {
            report(figure, other.as_str(), name, sink);
        }
        for (year, outcome) in &indicator.series {
            let year = year.value;
            report(outcome, &format!("serie {year}"), name, sink);
        }
    }
    for set in &subject.document.targets {
        report(&set.target, "årsmål", set.id.as_str(), sink);
        set.checkpoints.iter().for_each(|(_, checkpoint)| report(checkpoint, "riktpunkt", set.id.as_str(), sink));
    }
    for &(number, item) in &subject.plan.targets {
        contradiction(&subject.document.targets[number].target, "årsmål", subject.resolved.indicator(item), sink);
    }
}

/// Whether one of the targets of several years is the target of the plan's own, which is looked at as that.
fn is_the_target(indicator: &Indicator, of_year: &At<Target>) -> bool {
    indicator.target.as_ref().is_some_and(|target| target.span == of_year.span)
}

/// A bound or a wish whose words say that something else is better than `riktning` does.
fn contradiction(target: &At<Target>, key: &str, indicator: &Indicator, sink: &mut Sink) {
    let (Some(says), Some(written)) = (target.value.direction(), indicator.direction.as_ref()) else { return };
    // A wish says where the outcome is to move this year, a bound what is good.
    if says == written.value || !matches!(target.value, Target::Bound(_)) {
        return;
    }
    let (words, name) = (target.value.print(), indicator.name.as_str());
    let (sv, en, word) = match says {
        Direction::Higher => ("högre", "higher", "högre"),
        _ => ("lägre", "lower", "lägre"),
    };
    sink.push(
        Diagnostic::new(
            &RULE,
            target.span,
            msg!(
                "{key} ”{words}” för ”{name}” säger att {sv} är bättre, men riktning säger något annat",
                "{key} \"{words}\" of \"{name}\" says that {en} is better, but riktning says something else",
            ),
        )
        .other(written.span, msg!("riktningen", "the direction"))
        .help(msg!(
            "skriv riktning: {word}, eller ändra ordet före talet",
            "write riktning: {word}, or change the word before the number",
        )),
    );
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
        msg!(
            "{key} ”{written}” för ”{name}” går inte att läsa som ett tal",
            "{key} \"{written}\" of \"{name}\" cannot be read as a number",
        ),
    );
    if let Some(other) = written.chars().find(|character| is_other_digit(*character)) {
        let point = code_point(other);
        sink.push(finding.help(msg!(
            "{other} ({point}) läses inte som en siffra: skriv talet med 0–9, till exempel 4,5 %; en not skrivs i stället i beskrivning",
            "{other} ({point}) is not read as a digit: write the number with 0–9, for instance 4,5 %; a note is written in beskrivning instead",
        )));
        return;
    }
    sink.push(match number_within(written) {
        Some(number) if key.starts_with("serie") => finding.help(msg!(
            "skriv bara talet, {number}, om det är utfallet",
            "write the number alone, {number}, if it is the outcome",
        )),
        Some(number) => finding.help(msg!(
            "skriv bara talet, {number}: vad som är bättre anges med riktning: högre, lägre eller intervall",
            "write the number alone, {number}: what is better is said by riktning: högre (higher), lägre (lower) or intervall (range)",
        )),
        None if key.starts_with("serie") => finding.help(msg!(
            "skriv utfallet som ett tal, till exempel 25 eller 4,5 %, eller ta bort året",
            "write the outcome as a number, for instance 25 or 4,5 %, or remove the year",
        )),
        None => finding.help(msg!(
            "skriv till exempel 25, 4,5 %, 20–25 %, Minst 90 % eller Ska öka; är målet inte satt än: Tas fram av nämnd",
            "write for instance 25, 4,5 %, 20–25 %, Minst 90 % (at least) or Ska öka (is to rise); where it is not set yet: Tas fram av nämnd",
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
        msg!(
            "{key} ”{written}” för ”{name}” är skrivet med ett annat tecken än de vanliga: {other} ({point})",
            "{key} \"{written}\" of \"{name}\" is written with a character that is not the ordinary one: {other} ({point})",
        ),
    );
    Some(finding.help(msg!("skriv {typed}", "write {typed}")))
}

/// `minst 80 %` and `≥80 %` hold a number after the words; of `3 av 4` or `25–20` it is not known what is meant.
fn number_within(written: &str) -> Option<String> {
    let digit = written.find(|character: char| character.is_ascii_digit())?;
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
        // The mark of a note is no digit: nobody is told to write 901 %.
        assert_eq!(of("90¹ %"), None);
        assert_eq!(of("②5 %"), None);
    }
}
