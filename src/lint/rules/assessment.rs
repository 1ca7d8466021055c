//! VP07: assessment of goals and indicators.

use crate::lint::rules::ReportSubject;
use crate::lint::rules::sentences::words;
use crate::model::{At, GoalReport, Indicator, Prose, Quantity, Rank, Steering, Target};
use crate::resolve::reports::judgement::{Basis, Judgement};
use crate::resolve::reports::standing::Evaluation;
use crate::resolve::{ItemRef, names};
use crate::source::{Sources, Span};

crate::family! {
    "07", "Bedömning", "Assessment",
    document {}
    report {
        goal_without_assessment,
        assessment_contradicting_outcome,
        goal_met_over_missed_indicator,
        goal_met_over_unnamed_miss,
        assessment_without_analysis,
        goal_rated_above_every_child,
        assessment_moved_without_analysis,
        economy_goal_met_over_deficit,
    }
    each { goal_rated_above_every_plan_below }
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
    let decided = resolved.origin(&subject.plan.goals[number]);
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
pub(crate) struct EvaluatedIndicator<'a> {
    /// The indicator.
    pub(crate) indicator: &'a Indicator,
    /// How it stands.
    pub(crate) standing: Evaluation<'a>,
    /// Where the target stands that it is judged against, and what it is called in Swedish and English.
    pub(crate) target: Option<(Span, [&'static str; 2])>,
}

/// How an indicator stands in the report.
pub(crate) fn stood<'a>(subject: &ReportSubject<'a>, item: ItemRef) -> EvaluatedIndicator<'a> {
    let resolved = subject.resolved;
    let indicator = resolved.indicator(item);
    let trend = || {
        let own = resolved.target(subject.plan, item).or(indicator.council_target.as_ref());
        own.filter(|target| matches!(target.value, Target::Trend(..))).map(|target| ("årsmål", target))
    };
    let target = trend().or_else(|| resolved.compared_target_as_written(subject.plan, item)).map(|(key, target)| {
        let called = match key {
            "kf_årsmål" => ["fullmäktiges årsmål", "the council's target"],
            _ => ["årsmålet", "the target"],
        };
        (target.span, called)
    });
    EvaluatedIndicator { indicator, standing: resolved.standing(subject.report, item), target }
}

impl<'a> EvaluatedIndicator<'a> {
    /// The place of what decides how it stands: the assessment, else the outcome.
    pub(crate) fn place(&self) -> Option<Span> {
        let entry = self.standing.entry?;
        let assessment = entry.assessment.as_ref().map(|assessment| assessment.span);
        let figure = self.standing.judgement.as_ref().map(|judgement| judgement.figure.span);
        assessment.or(figure).or_else(|| entry.outcome.as_ref().map(|outcome| outcome.span))
    }

    /// The figure and the target that the assessment is computed from.
    pub(crate) fn compared(&self) -> Option<Compared<'_>> {
        let judgement = self.standing.judgement.as_ref()?;
        let (target_span, called) = self.target?;
        Some(Compared {
            outcome: judgement.figure.value.quantity()?,
            outcome_span: judgement.figure.span,
            outcome_called: match judgement.basis {
                Basis::Forecast => ["prognosen", "the forecast"],
                _ => ["utfallet", "the outcome"],
            },
            target: &judgement.against,
            target_span,
            called: match judgement.basis {
                Basis::Checkpoint => ["riktpunkten", "the checkpoint"],
                Basis::LastYear => ["förra årets utfall", "last year's outcome"],
                Basis::Target | Basis::Forecast => called,
            },
            is_pace: judgement.basis.is_pace(),
        })
    }
}

/// A figure and what it is held against.
pub(crate) struct Compared<'a> {
    /// The outcome, or the forecast.
    pub(crate) outcome: &'a Quantity,
    /// Its place.
    pub(crate) outcome_span: Span,
    /// What it is called in Swedish and English.
    pub(crate) outcome_called: [&'static str; 2],
    /// The target, or what is to be reached by the occasion.
    pub(crate) target: &'a Quantity,
    /// The place of the target.
    pub(crate) target_span: Span,
    /// What the target is called in Swedish and English.
    pub(crate) called: [&'static str; 2],
    /// Whether it says how the year is going.
    pub(crate) is_pace: bool,
}

/// Whether an analysis says something. A file that cannot be read is reported where it is named.
pub(crate) fn says_something(analysis: Option<&Prose>, sources: &Sources) -> bool {
    let is_said = |prose: &&Prose| prose.body.is_unread() || !prose.is_blank(sources);
    analysis.filter(is_said).is_some_and(|prose| says_nothing(prose, sources).is_none())
}

/// No text that only points elsewhere is longer, in bytes.
const LONGEST_OF_NOTHING: usize = 60;

/// The words of an analysis that says nothing by itself, "Se ovan" and the like: whoever reads the row does not learn why.
pub(crate) fn says_nothing(analysis: &Prose, sources: &Sources) -> Option<String> {
    let raw = analysis.raw(sources);
    let raw = raw.trim();
    if raw.is_empty() || raw.len() > LONGEST_OF_NOTHING || analysis.body.is_unread() {
        return None;
    }
    let lower = raw.to_lowercase();
    let text: Vec<&str> = words(&lower).collect();
    let is_pointer = |word: &str| {
        [
            "se",
            "ovan",
            "nedan",
            "föregående",
            "tidigare",
            "analys",
            "analysen",
            "text",
            "texten",
            "kommentar",
            "kommentaren",
            "förklaring",
            "målet",
            "målets",
            "målnivå",
            "enligt",
            "samma",
            "som",
            "i",
            "under",
            "på",
        ]
        .contains(&word)
    };
    let is_empty = [
        "ingen kommentar",
        "inga kommentarer",
        "inget att kommentera",
        "inget att rapportera",
        "inget att tillägga",
        "inget att redovisa",
        "ingen analys",
        "ingenting att kommentera",
        "ej kommenterad",
        "ej aktuellt",
        "i u",
    ];
    let is_nothing = is_empty.contains(&text.join(" ").as_str())
        || text.first().is_some_and(|first| ["se", "enligt", "samma"].contains(first))
            && text.iter().all(|word| is_pointer(word))
        || ["ovan", "nedan", "dito"].contains(&text.join(" ").as_str());
    is_nothing.then(|| raw.trim_end_matches('.').to_owned())
}

/// The word of an assessment in a follow-up.
pub(crate) fn word(steering: &Steering, number: usize) -> &str {
    &steering.assessments[number].key
}

/// The words of a goal's assessment in print.
pub(crate) fn printed(steering: &Steering, number: usize) -> &str {
    &steering.assessments[number].heading
}

/// The words of an indicator's mark in print, as the built-in templates have them where the model has none of its own. What
/// says how the year is going has words of its own.
pub(crate) fn printed_of_indicator<'s>(
    steering: &'s Steering,
    number: usize,
    judgement: Option<&Judgement>,
) -> &'s str {
    let assessment = &steering.assessments[number];
    let is_pace = judgement.is_some_and(|judgement| judgement.basis.is_pace());
    match (&assessment.indicator_heading, steering.rank(number)) {
        (_, Rank::Best) if is_pace => "I takt med målet",
        (_, Rank::Between) if is_pace => "Nära takten",
        (_, Rank::Worst) if is_pace => "Efter målet",
        (Some(words), _) => words,
        (None, Rank::Best) => "Målet nått",
        (None, Rank::Between) => "Nära målet",
        (None, Rank::Worst) => "Målet ej nått",
        (None, Rank::Outside) => &assessment.heading,
    }
}

/// The number of the worst assessment; `None` in a model of one.
pub(crate) fn worst(steering: &Steering) -> Option<usize> {
    steering.scale().next_back().filter(|last| steering.rank(*last) == Rank::Worst)
}

/// Whether an assessment says that something falls short: it is on the scale, and not its best.
pub(crate) fn falls_short(steering: &Steering, number: usize) -> bool {
    matches!(steering.rank(number), Rank::Between | Rank::Worst)
}
