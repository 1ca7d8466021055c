//! VP07: assessment of goals and indicators.

use crate::lint::rules::ReportSubject;
use crate::model::{At, GoalReport, Indicator, Prose, Quantity, Steering, Target};
use crate::resolve::reports::standing::Standing;
use crate::resolve::{ItemRef, names};
use crate::source::{Sources, Span};

crate::family! {
    "07", "Bedömning", "Assessment",
    document {}
    report {
        goal_without_assessment,
        assessment_contradicting_outcome,
        goal_met_over_missed_indicator,
        assessment_without_analysis,
        goal_rated_above_every_child,
        assessment_moved_without_analysis,
    }
    workspace {}
    elsewhere {}
}

/// A goal that the followed plan prints.
pub(crate) struct Goal<'a> {
    /// Its number in the plan's goals.
    pub(crate) number: usize,
    /// Its title; its id where it has none.
    pub(crate) title: String,
    /// The place of the title in the plan.
    pub(crate) span: Span,
    /// What is reported of it.
    pub(crate) entry: Option<&'a GoalReport>,
}

/// The goals that the followed plan prints, in the order of the plan.
pub(crate) fn goals<'a>(subject: &ReportSubject<'a>) -> Vec<Goal<'a>> {
    let printed = (0..subject.plan.goals.len()).filter(|number| subject.plan.goals[*number].printed);
    printed.map(|number| goal(subject, number)).collect()
}

/// One goal of the followed plan.
pub(crate) fn goal<'a>(subject: &ReportSubject<'a>, number: usize) -> Goal<'a> {
    let resolved = subject.resolved;
    let decided = resolved.decided(&subject.plan.goals[number]);
    let title = decided.title.as_ref().filter(|title| !title.value.is_empty());
    Goal {
        number,
        title: title.map_or_else(|| names::goal_id(decided), |title| title.value.clone()),
        span: title.map_or(decided.span, |title| title.span),
        entry: subject.report.goals[number].map(|at| resolved.goal_report(at)),
    }
}

impl<'a> Goal<'a> {
    /// Its entry and its assessment, where it is assessed.
    pub(crate) fn assessed(&self) -> Option<(&'a GoalReport, &'a At<usize>)> {
        let entry = self.entry?;
        Some((entry, entry.assessment.as_ref()?))
    }
}

/// An indicator that the followed plan prints, with how it stands.
pub(crate) struct Stood<'a> {
    /// The indicator.
    pub(crate) indicator: &'a Indicator,
    /// How it stands.
    pub(crate) standing: Standing<'a>,
    /// The target that its outcome is compared with, where it stands, and what it is called in Swedish and English.
    pub(crate) target: Option<(&'a Quantity, Span, [&'static str; 2])>,
}

/// How an indicator stands in the report.
pub(crate) fn stood<'a>(subject: &ReportSubject<'a>, item: ItemRef) -> Stood<'a> {
    let resolved = subject.resolved;
    let indicator = resolved.indicator(item);
    let number = |target: Option<&'a At<Target>>, called| {
        let target = target?;
        Some((target.value.quantity()?, target.span, called))
    };
    Stood {
        indicator,
        standing: resolved.standing(subject.report, item),
        target: number(resolved.target(subject.plan, item), ["årsmålet", "the target"])
            .or_else(|| number(indicator.council_target.as_ref(), ["KF:s årsmål", "the council's target"])),
    }
}

impl<'a> Stood<'a> {
    /// The place of what decides how it stands: the assessment, else the outcome.
    pub(crate) fn place(&self) -> Option<Span> {
        let entry = self.standing.entry?;
        let assessment = entry.assessment.as_ref().map(|assessment| assessment.span);
        assessment.or_else(|| entry.outcome.as_ref().map(|outcome| outcome.span))
    }

    /// The outcome and the target that the assessment is computed from.
    pub(crate) fn compared(&self) -> Option<Compared<'a>> {
        self.standing.computed?;
        let outcome = self.standing.entry?.outcome.as_ref()?;
        let (target, target_span, called) = self.target?;
        Some(Compared { outcome: outcome.value.quantity()?, outcome_span: outcome.span, target, target_span, called })
    }
}

/// An outcome and the target that it is compared with.
pub(crate) struct Compared<'a> {
    /// The outcome.
    pub(crate) outcome: &'a Quantity,
    /// Its place.
    pub(crate) outcome_span: Span,
    /// The target.
    pub(crate) target: &'a Quantity,
    /// Its place.
    pub(crate) target_span: Span,
    /// What the target is called in Swedish and English.
    pub(crate) called: [&'static str; 2],
}

/// Whether an analysis says something. A file that cannot be read is reported where it is named.
pub(crate) fn says_something(analysis: Option<&Prose>, sources: &Sources) -> bool {
    analysis.is_some_and(|prose| prose.body.is_unread() || !prose.is_blank(sources))
}

/// The word of an assessment in a follow-up.
pub(crate) fn word(steering: &Steering, number: usize) -> &str {
    &steering.assessments[number].key
}

/// The number of the worst assessment; `None` in a model of one.
pub(crate) fn worst(steering: &Steering) -> Option<usize> {
    steering.assessments.len().checked_sub(1).filter(|last| *last > 0)
}
