//! For programs. The shape is that of docs/diff.md; a change that could break a reader raises the version.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Serialize;

use super::Format;
use super::narrative::{difference, percent};
use crate::compare::diff::summary::GoalChange;
use crate::compare::diff::{
    ActivityDiff, AmountChange, AmountColumn, AssignmentDiff, BudgetDiff, BudgetRowDiff, Change, Comparison, GoalDiff,
    How, IndicatorDiff, LevelDiff, Name, PlanDiff, PlanName, Reached, RunKind, Summary, TargetChange, TargetChangeKind,
    TextChange, TextChangeKind, Words,
};
use crate::identity::shown;

/// A text of a plan or the name of a file, with personal identity numbers masked.
type Shown<'c> = Cow<'c, str>;

/// JSON of a documented shape.
pub(super) static FORMAT: Format =
    Format { name: "json", short: "js", write: |comparison, options, _, _| Ok(write(comparison, options.show_text)) };

/// The version of the shape.
const VERSION: u8 = 1;

fn write(comparison: &Comparison, show_text: bool) -> String {
    let sum = comparison.plans.iter().map(PlanDiff::summary).fold(Summary::default(), Summary::plus);
    let shape = JsonComparison {
        version: VERSION,
        old: shown(&comparison.old),
        new: shown(&comparison.new),
        same: super::is_same(comparison),
        summary: summary(sum),
        plans: comparison.plans.iter().map(|one| plan(one, show_text)).collect(),
        only_old: comparison.only_old.iter().map(plan_name).collect(),
        only_new: comparison.only_new.iter().map(plan_name).collect(),
    };
    let text = serde_json::to_string_pretty(&shape).expect("texts, numbers and lists can be written as JSON");
    text + "\n"
}

#[derive(Serialize)]
struct JsonComparison<'c> {
    version: u8,
    old: Shown<'c>,
    new: Shown<'c>,
    same: bool,
    summary: SummaryShape,
    plans: Vec<PlanShape<'c>>,
    only_old: Vec<PlanNameShape<'c>>,
    only_new: Vec<PlanNameShape<'c>>,
}

#[derive(Serialize)]
struct SummaryShape {
    goals: usize,
    unchanged: usize,
    new: usize,
    ended: usize,
    merged: usize,
    split: usize,
    moved: usize,
    reworded: usize,
    changed: usize,
    tightened: usize,
    loosened: usize,
    loosened_after_miss: usize,
    new_indicators: usize,
    ended_indicators: usize,
    new_activities: usize,
    ended_activities: usize,
}

#[derive(Serialize)]
struct PlanShape<'c> {
    old: PlanNameShape<'c>,
    new: PlanNameShape<'c>,
    same: bool,
    summary: SummaryShape,
    levels: Vec<LevelShape<'c>>,
    texts: Vec<TextShape<'c>>,
    assignments: Vec<AssignmentShape<'c>>,
    budget: Option<BudgetShape<'c>>,
}

#[derive(Serialize)]
struct PlanNameShape<'c> {
    organisation: Shown<'c>,
    above: Vec<Shown<'c>>,
    year: Option<i16>,
    file: Shown<'c>,
}

#[derive(Serialize)]
struct LevelShape<'c> {
    level: Shown<'c>,
    heading: Shown<'c>,
    goals: Vec<GoalShape<'c>>,
}

#[derive(Serialize)]
struct GoalShape<'c> {
    change: &'static str,
    old: Option<NameShape<'c>>,
    new: Option<NameShape<'c>>,
    matched: Option<MatchShape>,
    merged: Vec<NameShape<'c>>,
    split: Vec<NameShape<'c>>,
    title: Option<WordsShape<'c>>,
    moved: Option<ChangeShape<Vec<NameShape<'c>>>>,
    moved_level: Option<ChangeShape<Shown<'c>>>,
    responsible: Option<ChangeShape<Option<Shown<'c>>>>,
    texts: Vec<TextShape<'c>>,
    indicators: Vec<IndicatorShape<'c>>,
    activities: Vec<ActivityShape<'c>>,
}

#[derive(Serialize)]
struct NameShape<'c> {
    id: Shown<'c>,
    number: Option<Shown<'c>>,
    title: Shown<'c>,
}

#[derive(Serialize)]
struct MatchShape {
    by: &'static str,
    likeness: Option<u32>,
}

#[derive(Serialize)]
struct ChangeShape<T> {
    old: T,
    new: T,
}

#[derive(Serialize)]
struct WordsShape<'c> {
    kept: u32,
    runs: Option<Vec<RunShape<'c>>>,
}

#[derive(Serialize)]
struct RunShape<'c> {
    kind: &'static str,
    text: Shown<'c>,
}

#[derive(Serialize)]
struct TextShape<'c> {
    heading: Shown<'c>,
    change: &'static str,
    length: Option<usize>,
    words: Option<WordsShape<'c>>,
}

#[derive(Serialize)]
struct IndicatorShape<'c> {
    change: &'static str,
    old: Option<NameShape<'c>>,
    new: Option<NameShape<'c>>,
    matched: Option<MatchShape>,
    title: Option<WordsShape<'c>>,
    moved: Option<ChangeShape<NameShape<'c>>>,
    target: Option<TargetShape<'c>>,
    council_target: Option<TargetShape<'c>>,
    periodicity: Option<ChangeShape<Option<Shown<'c>>>>,
    unit: Option<ChangeShape<Shown<'c>>>,
    direction: Option<ChangeShape<Option<Shown<'c>>>>,
    counted: Option<ChangeShape<bool>>,
    checkpoints: Option<ChangeShape<Option<Shown<'c>>>>,
    targets_by_year: Option<ChangeShape<Option<Shown<'c>>>>,
    starting_value: Option<ChangeShape<Option<Shown<'c>>>>,
    benchmark: Option<ChangeShape<Option<Shown<'c>>>>,
    trend: Option<ChangeShape<Option<Shown<'c>>>>,
    kolada: Option<ChangeShape<Option<Shown<'c>>>>,
    responsible: Option<ChangeShape<Option<Shown<'c>>>>,
}

#[derive(Serialize)]
struct TargetShape<'c> {
    change: &'static str,
    old: Option<Shown<'c>>,
    new: Option<Shown<'c>>,
    step: Option<Shown<'c>>,
    reached: Option<ReachedShape<'c>>,
}

#[derive(Serialize)]
struct ReachedShape<'c> {
    occasion: Shown<'c>,
    outcome: Shown<'c>,
    assessment: Option<Shown<'c>>,
    best: bool,
}

#[derive(Serialize)]
struct ActivityShape<'c> {
    change: &'static str,
    old: Option<NameShape<'c>>,
    new: Option<NameShape<'c>>,
    matched: Option<MatchShape>,
    title: Option<WordsShape<'c>>,
    moved: Option<ChangeShape<NameShape<'c>>>,
    dates: Option<ChangeShape<DatesShape>>,
    responsible: Option<ChangeShape<Option<Shown<'c>>>>,
}

#[derive(Serialize)]
struct DatesShape {
    start: Option<String>,
    end: Option<String>,
}

#[derive(Serialize)]
struct AssignmentShape<'c> {
    change: &'static str,
    old: Option<NameShape<'c>>,
    new: Option<NameShape<'c>>,
    title: Option<WordsShape<'c>>,
    responsible: Option<ChangeShape<Option<Shown<'c>>>>,
    due: Option<ChangeShape<Option<String>>>,
}

#[derive(Serialize)]
struct BudgetShape<'c> {
    unit: Option<&'static str>,
    rows: Vec<BudgetRowShape<'c>>,
    total: Option<BudgetRowShape<'c>>,
}

#[derive(Serialize)]
struct BudgetRowShape<'c> {
    change: &'static str,
    name: Shown<'c>,
    amounts: Vec<AmountShape>,
}

#[derive(Serialize)]
struct AmountShape {
    column: &'static str,
    old: Option<String>,
    new: Option<String>,
    difference: Option<String>,
    percent: Option<String>,
}

fn summary(sum: Summary) -> SummaryShape {
    SummaryShape {
        goals: sum.goals,
        unchanged: sum.unchanged,
        new: sum.new,
        ended: sum.ended,
        merged: sum.merged,
        split: sum.split,
        moved: sum.moved,
        reworded: sum.reworded,
        changed: sum.changed,
        tightened: sum.tightened,
        loosened: sum.loosened,
        loosened_after_miss: sum.loosened_after_miss,
        new_indicators: sum.new_indicators,
        ended_indicators: sum.ended_indicators,
        new_activities: sum.new_activities,
        ended_activities: sum.ended_activities,
    }
}

fn plan(plan: &PlanDiff, show_text: bool) -> PlanShape<'_> {
    let levels = plan.levels.iter().map(|one| level(one, show_text));
    PlanShape {
        old: plan_name(&plan.old),
        new: plan_name(&plan.new),
        same: plan.is_empty(),
        summary: summary(plan.summary()),
        levels: levels.filter(|level| !level.goals.is_empty()).collect(),
        texts: plan.texts.iter().map(|one| text(one, show_text)).collect(),
        assignments: plan.assignments.iter().map(assignment).collect(),
        budget: plan.budget.as_ref().map(budget),
    }
}

fn plan_name(plan: &PlanName) -> PlanNameShape<'_> {
    let above = plan.above.iter().map(|name| shown(name)).collect();
    let file = shown(&plan.path);
    PlanNameShape { organisation: shown(&plan.organisation), above, year: plan.year, file }
}

fn level(level: &LevelDiff, show_text: bool) -> LevelShape<'_> {
    let changed = level.goals.iter().filter(|goal| goal.sort() != GoalChange::Unchanged);
    let goals = changed.map(|one| goal(one, show_text)).collect();
    LevelShape { level: shown(&level.key), heading: shown(&level.heading), goals }
}

fn goal(goal: &GoalDiff, show_text: bool) -> GoalShape<'_> {
    GoalShape {
        change: match goal.sort() {
            GoalChange::New => "new",
            GoalChange::Ended => "ended",
            GoalChange::Merged => "merged",
            GoalChange::Split => "split",
            GoalChange::Moved => "moved",
            GoalChange::Reworded => "reworded",
            GoalChange::Changed => "changed",
            GoalChange::Unchanged => "unchanged",
        },
        old: goal.old.as_ref().map(name),
        new: goal.new.as_ref().map(name),
        matched: goal.how.map(matched),
        merged: goal.merged.iter().map(name).collect(),
        split: goal.split.iter().map(name).collect(),
        title: goal.title.as_ref().map(|one| words(one, true)),
        moved: goal.moved.as_ref().map(|change| ChangeShape {
            old: change.old.iter().map(name).collect(),
            new: change.new.iter().map(name).collect(),
        }),
        moved_level: goal.level.as_ref().map(|change| ChangeShape { old: shown(&change.old), new: shown(&change.new) }),
        responsible: goal.responsible.as_ref().map(optional),
        texts: goal.texts.iter().map(|one| text(one, show_text)).collect(),
        indicators: goal.indicators.iter().map(indicator).collect(),
        activities: goal.activities.iter().map(activity).collect(),
    }
}

fn indicator(indicator: &IndicatorDiff) -> IndicatorShape<'_> {
    IndicatorShape {
        change: which(indicator.old.is_some(), indicator.new.is_some()),
        old: indicator.old.as_ref().map(name),
        new: indicator.new.as_ref().map(name),
        matched: indicator.how.map(matched),
        title: indicator.name.as_ref().map(|one| words(one, true)),
        moved: indicator.moved.as_ref().map(between),
        target: indicator.target.as_ref().map(target),
        council_target: indicator.council_target.as_ref().map(target),
        periodicity: indicator.periodicity.as_ref().map(optional),
        unit: indicator.unit.as_ref().map(|change| ChangeShape { old: shown(&change.old), new: shown(&change.new) }),
        direction: indicator
            .direction
            .as_ref()
            .map(|change| ChangeShape { old: change.old.map(Cow::Borrowed), new: change.new.map(Cow::Borrowed) }),
        counted: indicator.counted.as_ref().map(|change| ChangeShape { old: change.old, new: change.new }),
        checkpoints: indicator.checkpoints.as_ref().map(optional),
        targets_by_year: indicator.targets_by_year.as_ref().map(optional),
        starting_value: indicator.starting_value.as_ref().map(optional),
        benchmark: indicator.benchmark.as_ref().map(optional),
        trend: indicator.trend.as_ref().map(optional),
        kolada: indicator.kolada.as_ref().map(optional),
        responsible: indicator.responsible.as_ref().map(optional),
    }
}

fn target(change: &TargetChange) -> TargetShape<'_> {
    let (word, step) = match &change.kind {
        TargetChangeKind::Set => ("set", None),
        TargetChangeKind::Dropped => ("dropped", None),
        TargetChangeKind::Tightened(step) => ("tightened", step.as_deref().map(shown)),
        TargetChangeKind::Loosened(step) => ("loosened", step.as_deref().map(shown)),
        TargetChangeKind::Other => ("other", None),
    };
    TargetShape {
        change: word,
        old: change.old.as_deref().map(shown),
        new: change.new.as_deref().map(shown),
        step,
        reached: change.reached.as_ref().map(reached),
    }
}

fn reached(reached: &Reached) -> ReachedShape<'_> {
    let Reached { occasion, outcome, assessment, is_best, is_missed: _ } = reached;
    let assessment = assessment.as_deref().map(shown);
    ReachedShape { occasion: shown(occasion), outcome: shown(outcome), assessment, best: *is_best }
}

fn activity(activity: &ActivityDiff) -> ActivityShape<'_> {
    let dates = |(start, end): &(Option<jiff::civil::Date>, Option<jiff::civil::Date>)| DatesShape {
        start: start.map(|date| date.to_string()),
        end: end.map(|date| date.to_string()),
    };
    ActivityShape {
        change: which(activity.old.is_some(), activity.new.is_some()),
        old: activity.old.as_ref().map(name),
        new: activity.new.as_ref().map(name),
        matched: activity.how.map(matched),
        title: activity.name.as_ref().map(|one| words(one, true)),
        moved: activity.moved.as_ref().map(between),
        dates: activity.dates.as_ref().map(|change| ChangeShape { old: dates(&change.old), new: dates(&change.new) }),
        responsible: activity.responsible.as_ref().map(optional),
    }
}

fn assignment(assignment: &AssignmentDiff) -> AssignmentShape<'_> {
    let date = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
    AssignmentShape {
        change: which(assignment.old.is_some(), assignment.new.is_some()),
        old: assignment.old.as_ref().map(name),
        new: assignment.new.as_ref().map(name),
        title: assignment.title.as_ref().map(|one| words(one, true)),
        responsible: assignment.responsible.as_ref().map(optional),
        due: assignment.due.as_ref().map(|change| ChangeShape { old: date(change.old), new: date(change.new) }),
    }
}

fn budget(budget: &BudgetDiff) -> BudgetShape<'_> {
    BudgetShape {
        unit: budget.unit,
        rows: budget.rows.iter().map(budget_row).collect(),
        total: budget.total.as_ref().map(budget_row),
    }
}

fn budget_row(row: &BudgetRowDiff) -> BudgetRowShape<'_> {
    let amounts = row.amounts.iter().map(amount).collect();
    BudgetRowShape { change: which(row.in_old, row.in_new), name: shown(&row.name), amounts }
}

fn amount(change: &AmountChange) -> AmountShape {
    let column = match change.column {
        AmountColumn::Costs => "costs",
        AmountColumn::Income => "income",
        AmountColumn::Net => "net",
    };
    let text = |amount: Option<Decimal>| amount.map(|amount| amount.to_string());
    AmountShape {
        column,
        old: text(change.old),
        new: text(change.new),
        difference: text(difference(change)),
        percent: text(percent(change)),
    }
}

fn text(text: &TextChange, show_text: bool) -> TextShape<'_> {
    let (change, length, words) = match &text.kind {
        TextChangeKind::Added(length) => ("added", Some(*length), None),
        TextChangeKind::Removed(length) => ("removed", Some(*length), None),
        TextChangeKind::Rewritten(rewritten) => ("rewritten", None, Some(words(rewritten, show_text))),
    };
    TextShape { heading: shown(&text.heading), change, length, words }
}

fn words(words: &Words, show_text: bool) -> WordsShape<'_> {
    let runs = words.runs.iter().map(|run| {
        let kind = match run.kind {
            RunKind::Bilingual => "both",
            RunKind::Old => "old",
            RunKind::New => "new",
        };
        RunShape { kind, text: shown(&run.text) }
    });
    WordsShape { kept: words.kept, runs: show_text.then(|| runs.collect()) }
}

fn name(name: &Name) -> NameShape<'_> {
    NameShape { id: shown(&name.id), number: name.number.as_deref().map(shown), title: shown(&name.title) }
}

fn between(change: &Change<Name>) -> ChangeShape<NameShape<'_>> {
    ChangeShape { old: name(&change.old), new: name(&change.new) }
}

fn optional(change: &Change<Option<String>>) -> ChangeShape<Option<Shown<'_>>> {
    ChangeShape { old: change.old.as_deref().map(shown), new: change.new.as_deref().map(shown) }
}

fn matched(how: How) -> MatchShape {
    match how {
        How::Id => MatchShape { by: "id", likeness: None },
        How::Replaces => MatchShape { by: "replaces", likeness: None },
        How::Number => MatchShape { by: "number", likeness: None },
        How::Likeness(likeness) => MatchShape { by: "likeness", likeness: Some(likeness) },
    }
}

fn which(in_old: bool, in_new: bool) -> &'static str {
    match (in_old, in_new) {
        (false, true) => "new",
        (true, false) => "ended",
        _ => "changed",
    }
}
