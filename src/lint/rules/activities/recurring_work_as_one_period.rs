//! Work that comes back through the year, written as one long activity.

use crate::characters::is_of_word;
use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;

/// VP0608.
pub static RULE: Rule = Rule {
    code: "VP0608",
    name: "recurring-work-as-one-period",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "återkommande arbete står som en enda period",
        "recurring work is written as one single period",
    ),
    what: Bilingual::fixed(
        "Aktivitetens namn säger att arbetet återkommer, till exempel ”varje månad”, ”löpande” eller ”fyra gånger om året”, men den är skriven som en enda period på ett halvår eller mer.",
        "The activity's name says that the work comes back, for instance \"varje månad\" (every month), \"löpande\" (continuously) or \"fyra gånger om året\" (four times a year), but it is written as one single period of half a year or more.",
    ),
    why: Bilingual::fixed(
        "En sådan aktivitet blir aldrig klar förrän året är slut, och delårsrapporten kan bara säga att den pågår. Det som alltid görs är ett arbetssätt snarare än en aktivitet.",
        "Such an activity is never finished before the year is over, and the interim report can only say that it goes on. What is always done is a way of working rather than an activity.",
    ),
    fixes: Fixes::NONE,
};

/// Days from the first to the last day: 1 January to 30 June.
const HALF_A_YEAR: i32 = 180;

/// Reports activities of half a year or more whose name says that the work recurs.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for activity in subject.document.goals.iter().flat_map(|goal| &goal.activities) {
        let (Some(start), Some(end)) = (activity.start.as_ref(), activity.end.as_ref()) else { continue };
        if (end.value - start.value).get_days() < HALF_A_YEAR {
            continue;
        }
        let Some(words) = recurrence(activity.name.as_str()) else { continue };
        sink.push(
            Diagnostic::new(
                &RULE,
                activity.name.span,
                msg!(
                    "arbete som görs ”{words}” är skrivet som en enda period",
                    "work done \"{words}\" is written as one single period",
                ),
            )
            .other(start.span, msg!("börjar här", "begins here"))
            .other(end.span, msg!("slutar här", "ends here"))
            .help(msg!(
                "ge varje tillfälle en egen rad med eget slut, eller beskriv arbetet under arbetssätt",
                "give each occasion a line of its own with its own slut, or describe the work under arbetssätt",
            )),
        );
    }
}

/// Words that by themselves say that something recurs.
const ALONE: [&str; 11] = [
    "löpande",
    "fortlöpande",
    "kontinuerligt",
    "regelbundet",
    "återkommande",
    "dagligen",
    "veckovis",
    "månadsvis",
    "månatligen",
    "kvartalsvis",
    "tertialvis",
];

/// Stretches of time within a year.
const STRETCHES: [&str; 14] = [
    "dag",
    "dagen",
    "vecka",
    "veckan",
    "månad",
    "månaden",
    "kvartal",
    "kvartalet",
    "tertial",
    "tertialet",
    "termin",
    "terminen",
    "halvår",
    "halvåret",
];

const ORDINALS: [&str; 4] = ["tredje", "fjärde", "femte", "sjätte"];

/// The words of a name that say that the work recurs.
fn recurrence(name: &str) -> Option<String> {
    let words: Vec<&str> =
        name.split(|character: char| !is_of_word(character)).filter(|word| !word.is_empty()).collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let is = |at: usize, known: &[&str]| lower.get(at).is_some_and(|word| known.contains(&word.as_str()));
    let stretch = |at: usize| is(at, &STRETCHES);
    let (first, last) = (0..words.len()).find_map(|at| {
        // "Den löpande bokföringen" names a thing, not how often something is done.
        if is(at, &ALONE) && !(at > 0 && is(at - 1, &["den", "det", "de"])) {
            return Some((at, at));
        }
        if is(at, &["varje", "varannan", "vartannat"]) && stretch(at + 1) {
            return Some((at, at + 1));
        }
        if is(at, &["var", "vart"]) && is(at + 1, &ORDINALS) && stretch(at + 2) {
            return Some((at, at + 2));
        }
        let often = is(at, &["gånger"]) && (stretch(at + 2) || is(at + 2, &["år", "året"]));
        let once = is(at, &["gång"]) && stretch(at + 2);
        if (often || once) && is(at + 1, &["per", "om", "i", "varje", "under"]) {
            return Some((at.saturating_sub(1), at + 2));
        }
        None
    })?;
    Some(words[first..=last].join(" "))
}

#[cfg(test)]
mod tests {
    use super::recurrence;

    #[test]
    fn the_words_are_found_as_written() {
        for (name, words) in [
            ("Gruppen möts fyra gånger om året och lär", Some("fyra gånger om året")),
            ("Var tredje vecka möts all personal", Some("Var tredje vecka")),
            ("Chefen rapporterar varannan månad", Some("varannan månad")),
            ("Uppföljning 2 ggr, löpande", Some("löpande")),
            ("En gång i månaden", Some("En gång i månaden")),
            ("Se över den löpande redovisningen", None),
            ("Medarbetardag en gång om året", None),
            ("Gå kursen två gånger", None),
            ("varje", None),
            ("", None),
        ] {
            assert_eq!(recurrence(name).as_deref(), words, "{name}");
        }
    }
}
