//! Goals that are assessed best though an indicator of theirs stands worst.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::{
    EvaluatedIndicator, goals, printed, printed_of_indicator, says_something, stood, worst,
};
use crate::lint::rules::indicators::typed;
use crate::model::Rank;
use crate::msg;

/// VP0703.
pub static RULE: Rule = Rule {
    code: "VP0703",
    name: "goal-met-over-missed-indicator",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målet har högsta bedömning fast en av dess indikatorer har den lägsta",
        "the goal has the highest assessment though one of its indicators has the lowest",
    ),
    what: Bilingual::fixed(
        "Målet har styrmodellens bästa bedömning, men en indikator som hör till målet har den sämsta, skriven eller uträknad, och målet har ingen `analys`.",
        "The goal has the steering model's best assessment, but an indicator of the goal has the worst, written or computed, and the goal has no `analys`.",
    ),
    why: Bilingual::fixed(
        "Indikatorn är vald för att visa om målet nås. Målet kan vara uppfyllt ändå, men då behöver läsaren få veta varför.",
        "The indicator was chosen to show whether the goal is reached. The goal may be met all the same, but then readers need to know why.",
    ),
    fixes: Fixes::NONE,
};

/// Reports goals assessed best, without an analysis, over indicators that stand worst.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let steering = &subject.resolved.settings.steering;
    let Some(worst) = worst(steering) else { return };
    for goal in goals(subject) {
        let Some((entry, assessment)) =
            goal.assessed().filter(|(_, assessment)| steering.rank(assessment.value) == Rank::Best)
        else {
            continue;
        };
        if entry.has_unread_keys || says_something(entry.analysis.as_ref(), subject.sources) {
            continue;
        }
        let indicators = subject.plan.goals[goal.number].indicators.iter().map(|item| stood(subject, *item));
        let missed: Vec<EvaluatedIndicator> =
            indicators.filter(|stood| stood.standing.assessment() == Some(worst)).collect();
        let Some(first) = missed.first() else { continue };
        let words = |stood: &EvaluatedIndicator| {
            printed_of_indicator(steering, worst, stood.standing.judgement.as_ref()).to_owned()
        };
        let (title, best, worst) = (&goal.title, printed(steering, assessment.value), words(first));
        let (name, number) = (first.indicator.name.as_str(), missed.len());
        let message = match number {
            1 => msg!(
                "målet ”{title}” har bedömningen ”{best}” fast indikatorn ”{name}” har bedömningen ”{worst}”",
                "the goal \"{title}\" is assessed as \"{best}\" though the indicator \"{name}\" is \"{worst}\"",
            ),
            _ => msg!(
                "målet ”{title}” har bedömningen ”{best}” fast {number} av dess indikatorer har bedömningen ”{worst}”",
                "the goal \"{title}\" is assessed as \"{best}\" though {number} of its indicators are \"{worst}\"",
            ),
        };
        let mut finding = Diagnostic::new(&RULE, assessment.span, message)
            .label(msg!("bedömningen är ”{best}”", "the assessment is \"{best}\""));
        for stood in &missed {
            let Some(place) = stood.place() else { continue };
            let (name, worst) = (stood.indicator.name.as_str(), words(stood));
            finding = finding.other(
                place,
                match (stood.standing.written, stood.compared()) {
                    (None, Some(compared)) => {
                        let ([called_sv, called_en], target) = (compared.called, typed(compared.target));
                        msg!(
                            "”{name}”: mot {called_sv} {target} ger det ”{worst}”",
                            "\"{name}\": against {called_en} {target} this gives \"{worst}\"",
                        )
                    }
                    _ => msg!("”{name}” har bedömningen ”{worst}”", "\"{name}\" is assessed as \"{worst}\""),
                },
            );
        }
        let id = entry.id.as_str();
        sink.push(finding.help(msg!(
            "skriv analys: under {id} och förklara varför målet ändå är uppfyllt, eller ändra bedömningen",
            "write analys: under {id} and explain why the goal is met all the same, or change the assessment",
        )));
    }
}
