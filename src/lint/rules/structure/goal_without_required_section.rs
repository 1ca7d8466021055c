//! Goals without a section that the steering model asks for at their level.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;

/// VP0202.
pub static RULE: Rule = Rule {
    code: "VP0202",
    name: "goal-without-required-section",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("målet saknar ett avsnitt som ska finnas", "the goal lacks a section that is asked for"),
    what: Bilingual::fixed(
        "Styrmodellen säger vilka avsnitt varje nivå ska ha, till exempel förväntat resultat och uppföljning. Målet saknar ett eller flera av dem. Ett avsnitt som finns men är tomt räknas inte hit, och inte heller det som läggs till ett mål i planen ovanför.",
        "The steering model says which sections each level must have, for instance expected result and follow-up. The goal lacks one or more of them. A section that is there but empty does not count here, nor does an addition to a goal of the plan above.",
    ),
    why: Bilingual::fixed(
        "Den som läser planen ska kunna se vad målet leder till, hur det nås och hur det följs upp. Det som saknas i planen går inte att följa upp när året är slut.",
        "Whoever reads the plan must see what the goal leads to, how it is reached and how it is followed up. What is missing in the plan cannot be followed up at the end of the year.",
    ),
    fixes: Fixes::NONE,
};

/// Reports goals that lack required sections, all of one goal's together.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let steering = &subject.resolved.settings.steering;
    for decided in subject.resolved.decided_by(subject.plan) {
        let has = |section: usize| decided.goal.sections.iter().any(|entry| entry.section == section);
        let asked = steering.levels[decided.goal.level].sections.iter();
        let missing = asked.filter(|asked| asked.required && !has(asked.section));
        let missing: Vec<_> = missing.map(|asked| &steering.sections[asked.section]).collect();
        if missing.is_empty() {
            continue;
        }
        let headings: Vec<String> = missing
            .iter()
            .map(|section| section.heading.clone().unwrap_or_else(|| section.key.replace('_', " ")))
            .collect();
        let Bilingual { sv, en } = Bilingual::all_of(&headings);
        let title = decided.title.as_str();
        let finding = Diagnostic::new(
            &RULE,
            decided.title.span,
            msg!("målet ”{title}” saknar {sv}", "the goal \"{title}\" lacks {en}"),
        );
        let keys: Vec<String> = missing.iter().map(|section| section.key.clone()).collect();
        let (first, rest) = (&keys[0], &keys[1..]);
        sink.push(match rest {
            [] => finding.help(msg!(
                "skriv {first}: | och texten indragen på raden under",
                "write {first}: | and the text indented on the line below",
            )),
            _ => {
                let Bilingual { sv, en } = Bilingual::all_of(rest);
                finding.help(msg!(
                    "skriv {first}: | och texten indragen på raden under, och sedan {sv} på samma sätt",
                    "write {first}: | and the text indented on the line below, and then {en} in the same way",
                ))
            }
        });
    }
}
