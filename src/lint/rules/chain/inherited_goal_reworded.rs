//! Goals of a plan above whose title is worded otherwise here.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;

/// VP0307.
pub static RULE: Rule = Rule {
    code: "VP0307",
    name: "inherited-goal-reworded",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målet har en annan titel än i planen ovanför",
        "the goal's title differs from the plan above",
    ),
    what: Bilingual::fixed(
        "Ett mål med samma id eller nr på samma nivå finns i planen ovanför, men med en annan titel. vp räknar det som samma mål och trycker den beslutade titeln.",
        "A goal with the same id or nr at the same level is in the plan above, but with another title. vp counts it as the same goal and prints the title that was decided.",
    ),
    why: Bilingual::fixed(
        "Ett mål formuleras där det beslutas. Skiljer sig orden åt vet läsaren inte om det är samma mål, och ett eget mål som fått samma nummer av misstag försvinner ur dokumentet.",
        "A goal is worded where it is decided. Where the words differ, the reader cannot tell whether it is the same goal, and a goal of one's own with the same number by mistake vanishes from the document.",
    ),
    fixes: Fixes::NONE,
};

/// Reports titles written here that differ from the title decided above.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for goal in &subject.plan.goals {
        if !goal.own || goal.entries[0].document == subject.plan.document {
            continue;
        }
        let Some(decided) = &subject.resolved.origin(goal).title else { continue };
        for at in goal.entries.iter().filter(|at| at.document == subject.plan.document) {
            let entry = subject.resolved.goal(*at);
            let Some(title) = entry.title.as_ref().filter(|title| !same_words(title.as_str(), decided.as_str())) else {
                continue;
            };
            let Some(name) = entry.id.as_ref().or(entry.number.as_ref()) else { continue };
            let key = if entry.id.is_some() { "id" } else { "nr" };
            let name = name.as_str();
            sink.push(
                Diagnostic::new(
                    &RULE,
                    title.span,
                    msg!(
                        "målet med {key} {name} har en annan titel i planen ovanför",
                        "the goal with the {key} {name} has another title in the plan above",
                    ),
                )
                .label(msg!("titeln här", "the title here"))
                .other(decided.span, msg!("titeln som beslutats", "the title that was decided"))
                .help(msg!(
                    "ta bort titel här, den hämtas ovanifrån; är det ett annat mål, ge det ett annat {key}",
                    "remove titel here, it is taken from above; if it is another goal, give it another {key}",
                )),
            );
        }
    }
}

/// The same words, whatever the white space and Unicode form.
fn same_words(one: &str, two: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>();
    one == two || plain(one) == plain(two)
}

#[cfg(test)]
mod tests {
    use super::same_words;

    #[test]
    fn white_space_and_unicode_form_are_no_other_words() {
        assert!(same_words("Trygga  parker på\nkvällen", "Trygga parker pa\u{30a} kvällen"));
        assert!(!same_words("Trygga parker", "Tryggare parker"));
        assert!(!same_words("Trygga parker", "Tryggaparker"));
    }
}
