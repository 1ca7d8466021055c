//! Goals and indicators that fall short without a word on why.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::{
    EvaluatedIndicator, Goal, falls_short, goals, printed, printed_of_indicator, says_nothing, says_something, stood,
};
use crate::lint::rules::indicators::typed;
use crate::model::Prose;
use crate::msg;

/// VP0704.
pub static RULE: Rule = Rule {
    code: "VP0704",
    name: "assessment-without-analysis",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målet eller indikatorn når inte fram, och ingen analys säger varför",
        "the goal or the indicator falls short, and no analysis says why",
    ),
    what: Bilingual::fixed(
        "Ett mål eller en indikator har en annan bedömning än styrmodellens bästa och ingen egen `analys`, eller en som bara säger ”Se ovan” eller ”Ingen kommentar”. En indikators bedömning är den skrivna, annars den som räknas ut av utfall och årsmål. Saknas analysen hos flera mål under varandra sägs det en gång, vid det lägsta.",
        "A goal or an indicator has an assessment that is not the steering model's best, and no `analys` of its own, or one that only says \"Se ovan\" or \"Ingen kommentar\". An indicator's assessment is the one written, else the one computed from outcome and target. Where several goals under each other lack the analysis it is said once, at the lowest.",
    ),
    why: Bilingual::fixed(
        "En uppföljning är till för att lära av: varför blev det så, och vad görs åt det? Utan analys vet läsaren bara att det inte gick.",
        "A follow-up is there to learn from: why did it turn out so, and what is done about it? Without an analysis readers only know that it did not work.",
    ),
    fixes: Fixes::NONE,
};

/// Reports each goal and each indicator that is not at its best and has no analysis.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let steering = &subject.resolved.settings.steering;
    let goals = goals(subject);
    let unexplained = |goal: &Goal| {
        goal.assessed().is_some_and(|(entry, assessment)| {
            falls_short(steering, assessment.value)
                && !entry.has_unread_keys
                && !says_something(entry.analysis.as_ref(), subject.sources)
        })
    };
    let mut is_unexplained = vec![false; subject.plan.goals.len()];
    goals.iter().filter(|goal| unexplained(goal)).for_each(|goal| is_unexplained[goal.number] = true);
    for goal in &goals {
        // What the goal below has no word on is what this one has none on.
        let is_said_below = subject.plan.goals[goal.number].children.iter().any(|child| is_unexplained[child.goal]);
        if let Some((entry, assessment)) = goal.assessed()
            && is_unexplained[goal.number]
            && !is_said_below
        {
            let (title, stands, id) = (&goal.title, printed(steering, assessment.value), entry.id.as_str());
            let finding = Diagnostic::new(
                &RULE,
                assessment.span,
                msg!(
                    "målet ”{title}” har bedömningen ”{stands}” utan analys",
                    "the goal \"{title}\" is assessed as \"{stands}\" without an analysis",
                ),
            )
            .help(msg!(
                "skriv analys: under {id} om varför det blev så och vad som görs åt det",
                "write analys: under {id} on why it turned out so and what is done about it",
            ));
            sink.push(pointing(finding, entry.analysis.as_ref(), subject));
        }
        for item in &subject.plan.goals[goal.number].indicators {
            check_indicator(subject, &stood(subject, *item), sink);
        }
    }
}

fn check_indicator(subject: &ReportSubject, stood: &EvaluatedIndicator, sink: &mut Sink) {
    let (Some(entry), Some(place)) = (stood.standing.entry, stood.place()) else { return };
    let steering = &subject.resolved.settings.steering;
    let Some(number) = stood.standing.assessment().filter(|number| falls_short(steering, *number)) else { return };
    if entry.has_unread_keys || says_something(entry.analysis.as_ref(), subject.sources) {
        return;
    }
    let (name, id) = (stood.indicator.name.as_str(), entry.id.as_str());
    let stands = printed_of_indicator(steering, number, stood.standing.judgement.as_ref());
    let finding = match (stood.standing.written, stood.compared()) {
        (None, Some(compared)) => {
            let (outcome, target, [called_sv, called_en]) =
                (typed(compared.outcome), typed(compared.target), compared.called);
            let [figure_sv, figure_en] = compared.outcome_called;
            let message = match compared.is_pace {
                true => msg!(
                    "”{name}” är inte i takt med målet och har ingen analys: {figure_sv} {outcome} mot {called_sv} {target} ger ”{stands}”",
                    "\"{name}\" is not on course for its target and has no analysis: {figure_en} {outcome} against {called_en} {target} gives \"{stands}\"",
                ),
                false => msg!(
                    "”{name}” når inte målet och har ingen analys: {outcome} mot {called_sv} {target} ger ”{stands}”",
                    "\"{name}\" does not reach its target and has no analysis: {outcome} against {called_en} {target} gives \"{stands}\"",
                ),
            };
            Diagnostic::new(&RULE, place, message)
                .label(msg!("{figure_sv} är {outcome}", "{figure_en} is {outcome}"))
                .other(compared.target_span, msg!("{called_sv} är {target}", "{called_en} is {target}"))
        }
        _ => Diagnostic::new(
            &RULE,
            place,
            msg!(
                "indikatorn ”{name}” har bedömningen ”{stands}” utan analys",
                "the indicator \"{name}\" is assessed as \"{stands}\" without an analysis",
            ),
        ),
    };
    let finding = finding.help(msg!(
        "skriv analys: under {id} om varför det blev så och vad som görs åt det",
        "write analys: under {id} on why it turned out so and what is done about it",
    ));
    sink.push(pointing(finding, entry.analysis.as_ref(), subject));
}

/// The finding with the place of an analysis that only points elsewhere.
fn pointing(finding: Diagnostic, analysis: Option<&Prose>, subject: &ReportSubject) -> Diagnostic {
    let words = analysis.and_then(|analysis| Some((analysis.span, says_nothing(analysis, subject.sources)?)));
    match words {
        Some((span, words)) => finding.other(span, msg!("”{words}” säger inte varför", "\"{words}\" does not say why")),
        None => finding,
    }
}
