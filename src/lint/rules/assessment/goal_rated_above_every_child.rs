//! Goals rated above every goal under them.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::{Goal, goal, goals, printed, word};
use crate::model::Rank;
use crate::msg;

/// VP0705.
pub static RULE: Rule = Rule {
    code: "VP0705",
    name: "goal-rated-above-every-child",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målet har en högre bedömning än alla mål under det",
        "the goal is rated above every goal under it",
    ),
    what: Bilingual::fixed(
        "Målet har en bättre bedömning än vart och ett av de bedömda mål som trycks närmast under det. Mål utan bedömning, och med en som står utanför skalan, räknas inte.",
        "The goal has a better assessment than each of the assessed goals that are printed right under it. Goals without an assessment, or with one outside the scale, do not count.",
    ),
    why: Bilingual::fixed(
        "Målen under är vägen till målet ovanför. Når inget av dem ända fram är det svårt att förstå hur målet ovanför gör det.",
        "The goals below are the way to the goal above. Where none of them gets there, it is hard to see how the goal above does.",
    ),
    fixes: Fixes::NONE,
};

/// A finding points at no more children than this.
const MOST_SHOWN: usize = 6;

/// Reports goals whose assessed children are all rated lower.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let steering = &subject.resolved.settings.steering;
    for parent in goals(subject) {
        let on_scale = |number: usize| steering.rank(number) != Rank::Outside;
        let Some((_, rated)) = parent.assessed().filter(|(_, rated)| on_scale(rated.value)) else { continue };
        let children = subject.plan.goals[parent.number].children.iter().map(|child| goal(subject, child.goal));
        let assessed: Vec<Goal> =
            children.filter(|child| child.assessed().is_some_and(|(_, rated)| on_scale(rated.value))).collect();
        let ratings = || assessed.iter().filter_map(|child| Some(child.assessed()?.1));
        let Some(best) = ratings().map(|rating| rating.value).min().filter(|best| *best > rated.value) else {
            continue;
        };
        let (title, stands) = (&parent.title, printed(steering, rated.value));
        let message = match &assessed[..] {
            [only] => {
                let below = &only.title;
                msg!(
                    "målet ”{title}” har bedömningen ”{stands}”, högre än ”{below}”, det enda bedömda målet under det",
                    "the goal \"{title}\" is assessed as \"{stands}\", above \"{below}\", the only assessed goal under it",
                )
            }
            _ => msg!(
                "målet ”{title}” har bedömningen ”{stands}”, högre än alla bedömda mål under det",
                "the goal \"{title}\" is assessed as \"{stands}\", above every assessed goal under it",
            ),
        };
        let mut finding = Diagnostic::new(&RULE, rated.span, message)
            .label(msg!("bedömningen är ”{stands}”", "the assessment is \"{stands}\""));
        for (child, rating) in assessed.iter().zip(ratings()).take(MOST_SHOWN) {
            let (title, stands) = (&child.title, printed(steering, rating.value));
            finding = finding.other(
                rating.span,
                msg!("”{title}” har bedömningen ”{stands}”", "\"{title}\" is assessed as \"{stands}\""),
            );
        }
        let best = word(steering, best);
        sink.push(finding.help(msg!(
            "skriv bedömning: {best}, eller se över bedömningarna under målet",
            "write bedömning: {best}, or look over the assessments under the goal",
        )));
    }
}
