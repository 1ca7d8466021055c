//! What holds for every comparison: the same is no change however it is written, and the other way round is the mirror.

use proptest::prelude::*;
use proptest::test_runner::TestRng;
use vp::compare::diff::pairs::{Candidate, pairs};
use vp::compare::diff::{
    ActivityDiff, AmountChange, AssignmentDiff, BudgetDiff, BudgetRowDiff, Change, Comparison, GoalDiff, IndicatorDiff,
    LevelDiff, Options, PlanDiff, Run, RunKind, Side, TargetChange, TargetChangeKind, TextChange, TextChangeKind,
    Words,
};
use vp::diagnostic::Sink;
use vp::read::load::{Loaded, load};
use vp::source::{Source, Sources};
use vp::syntax::yaml::{Kind, Node, read};

use crate::generated::generate::{self, Size};
use crate::next_year::maker::Maker;
use crate::property::cases;
use crate::workspace::{REPOSITORY, Workspace};

fn candidates(loaded: &Loaded, year: Option<i16>) -> Vec<Candidate<'_>> {
    let (files, resolved, sources) = (&loaded.files, &loaded.resolved, &*loaded.sources);
    let plans = files.iter().filter_map(|file| {
        let document = &resolved.documents[file.document?];
        let is_meant =
            document.is_plan() && year.is_none_or(|year| document.year.as_ref().is_some_and(|own| own.value == year));
        is_meant.then(|| Candidate {
            side: Side { resolved, sources, plan: file.document.expect("it was just there") },
            path: sources.get(file.source).path.clone(),
            place: year.is_none().then(|| file.page().map(str::to_owned)).flatten(),
        })
    });
    plans.collect()
}

fn compared(old: &[Candidate], new: &[Candidate]) -> Comparison {
    pairs(old, new).compare(("old".to_owned(), "new".to_owned()), old, new, Options::default())
}

fn of_years(loaded: &Loaded, old: i16, new: i16) -> Comparison {
    compared(&candidates(loaded, Some(old)), &candidates(loaded, Some(new)))
}

/// A plan beside another, each in a folder of its own.
fn of_texts(old: &str, new: &str) -> Comparison {
    let (one, two) = (Workspace::plan(old), Workspace::plan(new));
    let loaded = [&one, &two].map(|scene| load(Some(&scene.path("")), None).expect("the folder is there"));
    compared(&candidates(&loaded[0], None), &candidates(&loaded[1], None))
}

fn differing(compared: &Comparison) -> Vec<&PlanDiff> {
    compared.plans.iter().filter(|plan| !plan.is_empty()).collect()
}

// The mirror.

fn flip<T>(change: Change<T>) -> Change<T> {
    Change { old: change.new, new: change.old }
}

/// The words that each side has; how the runs between them are cut may differ.
fn flip_words(words: Words) -> Words {
    let side = |other: RunKind| {
        let runs = words.runs.iter().filter(|run| run.kind != other).map(|run| run.text.as_str());
        runs.collect::<Vec<_>>().join(" ")
    };
    let (old, new) = (side(RunKind::New), side(RunKind::Old));
    let runs = vec![Run { kind: RunKind::Old, text: new }, Run { kind: RunKind::New, text: old }];
    Words { runs, kept: words.kept }
}

fn flip_text(text: TextChange) -> TextChange {
    let kind = match text.kind {
        TextChangeKind::Added(words) => TextChangeKind::Removed(words),
        TextChangeKind::Removed(words) => TextChangeKind::Added(words),
        TextChangeKind::Rewritten(words) => TextChangeKind::Rewritten(flip_words(words)),
    };
    TextChange { heading: text.heading, kind }
}

/// A difference with the other sign.
fn negated(difference: Option<String>) -> Option<String> {
    difference.map(|words| match words.strip_prefix('+') {
        Some(words) => format!("−{words}"),
        None => format!("+{}", words.trim_start_matches(['-', '−'])),
    })
}

fn flip_target(target: TargetChange) -> TargetChange {
    let kind = match target.kind {
        TargetChangeKind::Set => TargetChangeKind::Dropped,
        TargetChangeKind::Dropped => TargetChangeKind::Set,
        TargetChangeKind::Tightened(by) => TargetChangeKind::Loosened(negated(by)),
        TargetChangeKind::Loosened(by) => TargetChangeKind::Tightened(negated(by)),
        TargetChangeKind::Other => TargetChangeKind::Other,
    };
    // What was reached is told of the older plan, which is another.
    TargetChange { old: target.new, new: target.old, kind, reached: None }
}

fn flip_indicator(item: IndicatorDiff) -> IndicatorDiff {
    IndicatorDiff {
        old: item.new,
        new: item.old,
        how: item.how,
        name: item.name.map(flip_words),
        moved: item.moved.map(flip),
        target: item.target.map(flip_target),
        council_target: item.council_target.map(flip_target),
        periodicity: item.periodicity.map(flip),
        unit: item.unit.map(flip),
        direction: item.direction.map(flip),
        counted: item.counted.map(flip),
        checkpoints: item.checkpoints.map(flip),
        targets_by_year: item.targets_by_year.map(flip),
        starting_value: item.starting_value.map(flip),
        benchmark: item.benchmark.map(flip),
        trend: item.trend.map(flip),
        kolada: item.kolada.map(flip),
        responsible: item.responsible.map(flip),
    }
}

fn flip_activity(item: ActivityDiff) -> ActivityDiff {
    ActivityDiff {
        old: item.new,
        new: item.old,
        how: item.how,
        name: item.name.map(flip_words),
        moved: item.moved.map(flip),
        dates: item.dates.map(flip),
        responsible: item.responsible.map(flip),
    }
}

fn flip_goal(goal: GoalDiff) -> GoalDiff {
    GoalDiff {
        old: goal.new,
        new: goal.old,
        how: goal.how,
        merged: goal.split,
        split: goal.merged,
        title: goal.title.map(flip_words),
        moved: goal.moved.map(flip),
        level: goal.level.map(flip),
        responsible: goal.responsible.map(flip),
        texts: goal.texts.into_iter().map(flip_text).collect(),
        indicators: goal.indicators.into_iter().map(flip_indicator).collect(),
        activities: goal.activities.into_iter().map(flip_activity).collect(),
    }
}

fn flip_assignment(assignment: AssignmentDiff) -> AssignmentDiff {
    AssignmentDiff {
        old: assignment.new,
        new: assignment.old,
        title: assignment.title.map(flip_words),
        responsible: assignment.responsible.map(flip),
        due: assignment.due.map(flip),
    }
}

fn flip_row(row: BudgetRowDiff) -> BudgetRowDiff {
    let amounts = row.amounts.into_iter();
    BudgetRowDiff {
        name: row.name,
        in_old: row.in_new,
        in_new: row.in_old,
        amounts: amounts.map(|amount| AmountChange { old: amount.new, new: amount.old, ..amount }).collect(),
    }
}

/// The comparison the other way round.
fn mirrored(compared: Comparison) -> Comparison {
    let plans = compared.plans.into_iter().map(|plan| PlanDiff {
        old: plan.new,
        new: plan.old,
        levels: plan
            .levels
            .into_iter()
            .map(|level| LevelDiff { goals: level.goals.into_iter().map(flip_goal).collect(), ..level })
            .collect(),
        texts: plan.texts.into_iter().map(flip_text).collect(),
        assignments: plan.assignments.into_iter().map(flip_assignment).collect(),
        budget: plan.budget.map(|budget| BudgetDiff {
            unit: budget.unit,
            rows: budget.rows.into_iter().map(flip_row).collect(),
            total: budget.total.map(flip_row),
        }),
    });
    Comparison {
        old: compared.new,
        new: compared.old,
        plans: plans.collect(),
        only_old: compared.only_new,
        only_new: compared.only_old,
    }
}

/// Everything that is said, without regard to the order: what has ended stands where the other plan had it.
fn said(compared: &Comparison) -> Vec<String> {
    let mut lines = vec![];
    for plan in &compared.plans {
        let of = format!("{} → {}", plan.old.path, plan.new.path);
        lines.extend(plan.assignments.iter().map(|assignment| format!("{of}: {assignment:?}")));
        for goal in plan.levels.iter().flat_map(|level| &level.goals) {
            let mut goal = goal.clone();
            let name = format!("{:?} → {:?}", goal.old, goal.new);
            let items = std::mem::take(&mut goal.indicators).into_iter().map(|item| format!("{of}: {item:?}"));
            let items: Vec<String> = items.collect();
            let activities: Vec<ActivityDiff> = std::mem::take(&mut goal.activities);
            lines.extend(items);
            lines.extend(activities.into_iter().map(|item| format!("{of}: {item:?}")));
            lines.extend(std::mem::take(&mut goal.texts).into_iter().map(|text| format!("{of}, {name}: {text:?}")));
            goal.merged.sort();
            goal.split.sort();
            lines.push(format!("{of}: {goal:?}"));
        }
        lines.extend(plan.texts.iter().map(|text| format!("{of}: {text:?}")));
        if let Some(budget) = &plan.budget {
            lines.extend(budget.rows.iter().map(|row| format!("{of}: {row:?}")));
            lines.push(format!("{of}: {:?} {:?}", budget.unit, budget.total));
        }
    }
    lines.extend(compared.only_old.iter().map(|plan| format!("{plan:?} –")));
    lines.extend(compared.only_new.iter().map(|plan| format!("– {plan:?}")));
    lines.sort();
    lines
}

/// Twice over the mirror is the same, but for what the mirror leaves out.
fn plainly(compared: Comparison) -> Vec<String> {
    said(&mirrored(mirrored(compared)))
}

fn mirrors(there: Comparison, back: Comparison) -> Result<(), String> {
    let (there, back) = (said(&mirrored(there)), plainly(back));
    let back: Vec<String> = back.into_iter().map(|line| line.replace("old → new", "new → old")).collect();
    let only = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter().filter(|line| !other.contains(line)).cloned().collect()
    };
    if there == back {
        return Ok(());
    }
    Err(format!("there: {:#?}\nback: {:#?}", only(&there, &back), only(&back, &there)))
}

#[test]
fn comparing_the_other_way_round_is_the_mirror() {
    let size = Size { units: 4, units_per_board: 2, years: 2, scale: 0.3, follow_ups: true };
    let workspace = Workspace::with(generate::workspace(&size));
    let made = load(Some(workspace.root()), None).expect("the workspace is there");
    let real = load(Some(std::path::Path::new(REPOSITORY)), None).expect("the plans are there");
    for (loaded, old, new) in [(&made, 2024, 2025), (&real, 2024, 2025), (&real, 2022, 2025), (&real, 2020, 2022)] {
        let (there, back) = (of_years(loaded, old, new), of_years(loaded, new, old));
        assert!(!differing(&there).is_empty(), "{old} and {new}");
        mirrors(there, back).unwrap_or_else(|why| panic!("{old} and {new}: {why}"));
    }
}

#[test]
fn what_is_the_same_differs_in_nothing() {
    let size = Size { units: 4, units_per_board: 2, years: 2, scale: 0.3, follow_ups: true };
    let workspace = Workspace::with(generate::workspace(&size));
    let other = Workspace::with(generate::workspace(&size));
    let loaded = [&workspace, &other].map(|one| load(Some(one.root()), None).expect("the workspace is there"));
    let compared = compared(&candidates(&loaded[0], None), &candidates(&loaded[1], None));
    assert_eq!(compared.plans.len(), 14);
    assert_eq!(differing(&compared), Vec::<&PlanDiff>::new());
    assert!(compared.only_old.is_empty() && compared.only_new.is_empty());
}

// The same in other writing.

/// The lists in which the order says nothing: what stands in them is known by its id, number or name.
const UNORDERED: &[&str] = &["enhetsmål", "nämndmål", "indikatorer", "aktiviteter", "ersätter", "omfattar"];

/// Writes a plan anew: other quotes, comments and line ends, everything in braces, the keys in another order, and where
/// asked for the lists too.
struct Writer<'r> {
    rng: &'r mut TestRng,
    shuffles: bool,
    text: String,
}

impl Writer<'_> {
    fn below(&mut self, most: usize) -> usize {
        use proptest::prelude::Rng;
        self.rng.next_u32() as usize % most.max(1)
    }

    fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for at in (1..count).rev() {
            let other = self.below(at + 1);
            order.swap(at, other);
        }
        order
    }

    fn line(&mut self, depth: usize) {
        if self.below(6) == 0 {
            self.text.push_str("  # en kommentar: {med} [tecken] \"");
        }
        self.text.push('\n');
        self.text.push_str(&" ".repeat(2 * depth));
    }

    fn node(&mut self, node: &Node, depth: usize, key: &str) {
        match &node.kind {
            Kind::Empty => {}
            Kind::Scalar { text, .. } if self.below(3) == 0 && !text.contains(['\n', '\r']) && !text.is_empty() => {
                self.text.push_str(&format!("'{}'", text.replace('\'', "''")));
            }
            Kind::Scalar { text, .. } => {
                self.text.push_str(&serde_json::to_string(text).expect("a text can be written as JSON"));
            }
            Kind::List(items) => {
                let order = match self.shuffles && UNORDERED.contains(&key) {
                    true => self.order(items.len()),
                    false => (0..items.len()).collect(),
                };
                self.text.push('[');
                for (at, item) in order.iter().enumerate() {
                    self.line(depth + 1);
                    self.node(&items[*item], depth + 1, "");
                    self.text.push_str(if at + 1 < order.len() { "," } else { "" });
                }
                self.line(depth);
                self.text.push(']');
            }
            Kind::Map(entries) => {
                let order = match self.shuffles {
                    true => self.order(entries.len()),
                    false => (0..entries.len()).collect(),
                };
                self.text.push('{');
                for (at, entry) in order.iter().enumerate() {
                    self.line(depth + 1);
                    let entry = &entries[*entry];
                    let Kind::Scalar { text, .. } = &entry.key.kind else { panic!("a key is a text") };
                    let quoted = self.below(2) == 0;
                    self.text.push_str(&if quoted { format!("\"{text}\"") } else { text.to_string() });
                    self.text.push_str(": ");
                    self.node(&entry.value, depth + 1, text);
                    self.text.push_str(if at + 1 < order.len() { "," } else { "" });
                }
                self.line(depth);
                self.text.push('}');
            }
        }
    }
}

fn rewritten(text: &str, rng: &mut TestRng, shuffles: bool) -> String {
    let sources = Sources::default();
    let id = sources.add(Source::new("plan.yaml", text));
    let mut sink = Sink::default();
    let tree = read(text, id, &mut sink);
    assert_eq!(sink.iter().count(), 0, "{text}");
    let mut writer = Writer { rng, shuffles, text: "# Omskriven\n".to_owned() };
    writer.node(tree.root.as_ref().expect("it is a plan"), 0, "");
    let crlf = writer.below(2) == 0;
    let text = writer.text + "\n";
    if crlf { text.replace('\n', "\r\n") } else { text }
}

#[test]
fn writing_generated_plans_in_another_way_is_no_change() {
    let size = Size { units: 4, units_per_board: 2, years: 2, scale: 0.3, follow_ups: false };
    let rng = &mut TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha);
    let plain: Vec<(String, String)> = generate::workspace(&size).collect();
    for shuffles in [false, true] {
        let again = plain.iter().map(|(path, text)| match path.ends_with("plan.yaml") {
            true => (path.clone(), rewritten(text, rng, shuffles)),
            false => (path.clone(), text.clone()),
        });
        let again = Workspace::with(again.collect::<Vec<_>>());
        let first = Workspace::with(plain.clone());
        let loaded = [&first, &again].map(|one| load(Some(one.root()), None).expect("the workspace is there"));
        let compared = compared(&candidates(&loaded[0], None), &candidates(&loaded[1], None));
        assert_eq!(compared.plans.len(), 14);
        assert_eq!(differing(&compared), Vec::<&PlanDiff>::new());
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn the_same_in_other_writing_is_no_change(
        choices in proptest::collection::vec(any::<u16>(), 0..300),
        shuffles in any::<bool>(),
        seed in any::<[u8; 32]>(),
    ) {
        let text = Maker::plan(choices).text;
        let rng = &mut TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &seed);
        let again = rewritten(&text, rng, shuffles);
        let compared = of_texts(&text, &again);
        prop_assert_eq!(compared.plans.len(), 1, "{}", again);
        prop_assert!(differing(&compared).is_empty(), "{:#?}\n--- {}\n--- {}", differing(&compared), text, again);
    }

    #[test]
    fn two_plans_and_the_other_way_round(
        old in proptest::collection::vec(any::<u16>(), 0..300),
        new in proptest::collection::vec(any::<u16>(), 0..300),
        later in any::<bool>(),
    ) {
        let (old, mut new) = (Maker::plan(old).text, Maker::plan(new).text);
        if later {
            new = new.replace("2025", "2026");
        }
        let (there, mut back) = (of_texts(&old, &new), of_texts(&new, &old));
        // Each lies in a folder of its own name.
        for (plan, other) in back.plans.iter_mut().zip(&there.plans) {
            (plan.old.path, plan.new.path) = (other.new.path.clone(), other.old.path.clone());
        }
        mirrors(there, back).map_err(|why| TestCaseError::fail(format!("{why}\n--- {old}\n--- {new}")))?;
    }
}
