//! Goals and indicators that fall short without a word on why.

use crate::both;
use crate::diagnostic::{Both, Diagnostic, Level, Rule, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::{Stood, goals, says_something, stood, word};
use crate::lint::rules::indicators::typed;

/// VP0704.
pub static RULE: Rule = Rule {
    code: "VP0704",
    name: "assessment-without-analysis",
    level: Level::Warning,
    can_be_silenced: true,
    summary: Both::fixed(
        "målet eller indikatorn når inte fram, och ingen analys säger varför",
        "the goal or the indicator falls short, and no analysis says why",
    ),
    what: Both::fixed(
        "Ett mål eller en indikator har en annan bedömning än styrmodellens bästa och ingen egen `analys`. En indikators bedömning är den skrivna, annars den som räknas ut av utfall och årsmål.",
        "A goal or an indicator has another assessment than the steering model's best and no `analys` of its own. An indicator's assessment is the one written, else the one computed from outcome and target.",
    ),
    why: Both::fixed(
        "En uppföljning är till för att lära av: varför blev det så, och vad görs åt det? Utan analys vet läsaren bara att det inte gick.",
        "A follow-up is there to learn from: why did it turn out so, and what is done about it? Without an analysis readers only know that it did not work.",
    ),
};

/// Reports each goal and each indicator that is not at its best and has no analysis.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let steering = &subject.resolved.settings.steering;
    for goal in goals(subject) {
        if let Some((entry, assessment)) = goal.assessed().filter(|(_, assessment)| assessment.value > 0)
            && !entry.is_unread
            && !says_something(entry.analysis.as_ref(), subject.sources)
        {
            let (title, stands, id) = (&goal.title, word(steering, assessment.value), entry.id.as_str());
            sink.push(
                Diagnostic::new(
                    &RULE,
                    assessment.span,
                    both!(
                        "målet ”{title}” har bedömningen {stands} utan analys",
                        "the goal \"{title}\" is assessed as {stands} without an analysis",
                    ),
                )
                .help(both!(
                    "skriv analys: under {id} om varför det blev så och vad som görs åt det",
                    "write analys: under {id} on why it turned out so and what is done about it",
                )),
            );
        }
        for item in &subject.plan.goals[goal.number].indicators {
            check_indicator(subject, &stood(subject, *item), sink);
        }
    }
}

fn check_indicator(subject: &ReportSubject, stood: &Stood, sink: &mut Sink) {
    let (Some(entry), Some(place)) = (stood.standing.entry, stood.place()) else { return };
    let Some(number) = stood.standing.assessment().filter(|number| *number > 0) else { return };
    if entry.is_unread || says_something(entry.analysis.as_ref(), subject.sources) {
        return;
    }
    let (name, id) = (stood.indicator.name.as_str(), entry.id.as_str());
    let stands = word(&subject.resolved.settings.steering, number);
    let finding = match (stood.standing.written, stood.compared()) {
        (None, Some(compared)) => {
            let (outcome, target, [called_sv, called_en]) =
                (typed(compared.outcome), typed(compared.target), compared.called);
            Diagnostic::new(
                &RULE,
                place,
                both!(
                    "”{name}” når inte målet och har ingen analys: {outcome} mot {called_sv} {target} ger {stands}",
                    "\"{name}\" does not reach its target and has no analysis: {outcome} against {called_en} {target} gives {stands}",
                ),
            )
            .label(both!("utfallet är {outcome}", "the outcome is {outcome}"))
            .other(compared.target_span, both!("{called_sv} är {target}", "{called_en} is {target}"))
        }
        _ => Diagnostic::new(
            &RULE,
            place,
            both!(
                "indikatorn ”{name}” har bedömningen {stands} utan analys",
                "the indicator \"{name}\" is assessed as {stands} without an analysis",
            ),
        ),
    };
    sink.push(finding.help(both!(
        "skriv analys: under {id} om varför det blev så och vad som görs åt det",
        "write analys: under {id} on why it turned out so and what is done about it",
    )));
}
