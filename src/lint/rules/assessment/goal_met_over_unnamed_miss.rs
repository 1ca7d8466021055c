//! Goals assessed best over an indicator that misses its target, with an analysis that is about something else.

use std::collections::HashSet;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::{goals, printed, says_something, stood, worst};
use crate::lint::rules::indicators::typed;
use crate::model::{Prose, Rank};
use crate::msg;
use crate::resolve::names;
use crate::source::Sources;

/// VP0707.
pub static RULE: Rule = Rule {
    code: "VP0707",
    name: "goal-met-over-unnamed-miss",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målet har högsta bedömning, men analysen säger inget om indikatorn som missar sitt årsmål",
        "the goal has the highest assessment, but its analysis says nothing of the indicator that misses its target",
    ),
    what: Bilingual::fixed(
        "I årets sista uppföljning har målet styrmodellens bästa bedömning och en analys, men en indikator som hör till målet missar sitt årsmål med mer än toleransen. Målets analys varken nämner indikatorn (minst hälften av orden i dess namn), ger dess utfall eller infogar det. Vad indikatorns egen analys säger räknas inte: det är målets bedömning som ska förklaras. Saknas målets analys helt är det VP0703.",
        "In the year's last follow-up the goal has the steering model's best assessment and an analysis, but an indicator of the goal misses its target by more than the tolerance. The goal's analysis neither names the indicator (at least half of the words of its name), nor gives its outcome, nor inserts it. What the indicator's own analysis says does not count: it is the goal's assessment that needs explaining. Where the goal has no analysis at all it is VP0703.",
    ),
    why: Bilingual::fixed(
        "En lång analys kan handla om allt annat än det som gick fel. Läsaren ser ett uppfyllt mål över ett tal som säger motsatsen, och får inte veta varför.",
        "A long analysis may be about everything but what went wrong. Readers see a goal that is met over a figure that says the opposite, and nothing says why.",
    ),
    fixes: Fixes::NONE,
};

/// Words shorter than this say little of what an indicator is about.
const SHORTEST: usize = 4;

/// So many letters at the beginning are what forms of a word have in common.
const STEM: usize = 5;

/// Reports each goal whose analysis passes over what missed.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let steering = &subject.resolved.settings.steering;
    let Some(worst) = worst(steering) else { return };
    if !subject.report.occasion.is_some_and(|occasion| subject.resolved.is_last(occasion)) {
        return;
    }
    for goal in goals(subject) {
        let best = goal.assessed().filter(|(_, assessment)| steering.rank(assessment.value) == Rank::Best);
        let Some((entry, assessment)) = best else { continue };
        // Without an analysis it is another rule's; one that cannot be read says nothing certain.
        let Some(analysis) =
            entry.analysis.as_ref().filter(|_| says_something(entry.analysis.as_ref(), subject.sources))
        else {
            continue;
        };
        if analysis.body.is_unread() {
            continue;
        }
        for item in &subject.plan.goals[goal.number].indicators {
            let stood = stood(subject, *item);
            let Some(compared) = stood.compared().filter(|_| stood.standing.assessment() == Some(worst)) else {
                continue;
            };
            let id = names::indicator_id(stood.indicator);
            let (name, outcome) = (stood.indicator.name.as_str(), typed(compared.outcome));
            if speaks_of(analysis, subject.sources, (name, &id, &outcome)) {
                continue;
            }
            let (title, best) = (&goal.title, printed(steering, assessment.value));
            let (target, [called_sv, called_en]) = (typed(compared.target), compared.called);
            sink.push(
                Diagnostic::new(
                    &RULE,
                    assessment.span,
                    msg!(
                        "målet ”{title}” har bedömningen ”{best}”, men analysen säger inget om ”{name}”: {outcome} mot {called_sv} {target}",
                        "the goal \"{title}\" is assessed as \"{best}\", but the analysis says nothing of \"{name}\": {outcome} against {called_en} {target}",
                    ),
                )
                .other(compared.outcome_span, msg!("utfallet är {outcome}", "the outcome is {outcome}"))
                .other(analysis.span, msg!("analysen", "the analysis"))
                .help(msg!(
                    "skriv i analysen varför målet ändå är uppfyllt, med talet som {{{{ utfall {id} }}}}, eller ändra bedömningen",
                    "write in the analysis why the goal is met all the same, with the figure as {{{{ utfall {id} }}}}, or change the assessment",
                )),
            );
        }
    }
}

/// Whether a text names an indicator, gives its figure or inserts it.
fn speaks_of(analysis: &Prose, sources: &Sources, (name, id, figure): (&str, &str, &str)) -> bool {
    let text = analysis.text(sources).text.to_lowercase();
    let inserts = ["utfall ", "indikator "].iter().any(|word| text.contains(&format!("{word}{}", id.to_lowercase())));
    if inserts || gives(&text, figure) {
        return true;
    }
    let stems = |text: &str| -> HashSet<String> {
        let words = text.split(|character: char| !character.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| word.chars().count() >= SHORTEST).map(|word| word.chars().take(STEM).collect()).collect()
    };
    let (named, said) = (stems(name), stems(&text));
    let met = named.iter().filter(|stem| said.contains(*stem)).count();
    !named.is_empty() && met * 2 >= named.len()
}

/// Whether a text has this figure as a number of its own, with a comma or a point.
fn gives(text: &str, figure: &str) -> bool {
    let number: String = figure
        .chars()
        .take_while(|character| character.is_ascii_digit() || matches!(character, ',' | ' ' | '−'))
        .collect();
    let number = number.trim().replace('−', "");
    let text = text.replace(['\u{a0}', '\u{202f}'], " ").replace('.', ",");
    !number.is_empty()
        && text.match_indices(number.as_str()).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let mut after = text[at + number.len()..].chars();
            let next = after.next();
            let goes_on = next.is_some_and(|character| character.is_ascii_digit())
                || (next == Some(',') && after.next().is_some_and(|character| character.is_ascii_digit()));
            !before.is_some_and(|character| character.is_ascii_digit() || character == ',') && !goes_on
        })
}
