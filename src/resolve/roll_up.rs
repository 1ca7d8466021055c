//! What the plans below say of a goal: which of them serve it, by which goals of theirs, and how they assessed those at an
//! occasion. Counted, never weighed.
//!
//! A plan serves a goal of a plan above by each goal of its own that has it as a parent, and by assessing it itself. Only
//! plans of the same year count, and of plans that are there twice only one.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::reports::tally::{GoalStanding, Share};
use super::{Context, GoalRef, JoinedGoal, Plan, Report, Resolved};
use crate::diagnostic::{Bilingual, Diagnostic, Sink, near_word};
use crate::msg;
use crate::plan_format::fields::rules;

/// Which plans serve the goals of those above, and which build on which.
#[derive(Debug, Default)]
pub struct Serving {
    /// The numbers of the plans of the same year that build on each document, directly or through others.
    below: FxHashMap<usize, Vec<usize>>,
    /// The same of whatever year.
    building_on: FxHashMap<usize, Vec<usize>>,
    /// By the goal that is served: each plan with the number of the goal of its own that serves it.
    by: FxHashMap<GoalRef, Vec<(usize, usize)>>,
    /// By the goal: each plan below that assesses it itself in some report, with its number there.
    assessed: FxHashMap<GoalRef, Vec<(usize, usize)>>,
}

/// A goal with the plans below that serve it.
#[derive(Clone, Debug)]
pub struct RolledGoal<'r> {
    /// Its number among the goals of the plan.
    pub goal: usize,
    /// The plans that serve it, by the numbers of their documents.
    pub plans: Vec<ServingPlan<'r>>,
}

/// A plan that serves a goal of one above.
#[derive(Clone, Debug)]
pub struct ServingPlan<'r> {
    /// Number of its document.
    pub plan: usize,
    /// Its report at the occasion.
    pub report: Option<&'r Report>,
    /// The goal itself, where the plan assesses it at the occasion.
    pub itself: Option<GoalStanding<'r>>,
    /// The goals of its own under it. Where nothing is reported they have no assessment.
    pub goals: Vec<GoalStanding<'r>>,
}

impl<'r> ServingPlan<'r> {
    /// Every goal by which it serves: the goal itself first.
    pub fn rows(&self) -> impl Iterator<Item = &GoalStanding<'r>> {
        self.itself.iter().chain(&self.goals)
    }

    /// What it says of the goal: its assessment of the goal itself, else those of its own goals under it.
    pub fn assessments(&self) -> impl Iterator<Item = usize> {
        let own: &[GoalStanding] = if self.itself.is_some() { &[] } else { &self.goals };
        self.itself.iter().chain(own).filter_map(|goal| goal.assessment)
    }

    /// Whether it has assessed the goal, or one of its own under it.
    pub fn has_assessed(&self) -> bool {
        self.assessments().next().is_some()
    }
}

impl RolledGoal<'_> {
    /// How many of the plans have assessed it, of how many.
    pub fn assessed(&self) -> Share {
        Share::of(self.plans.iter().map(ServingPlan::has_assessed))
    }

    /// Every assessment, as the number of the assessment in the steering model.
    pub fn assessments(&self) -> impl Iterator<Item = usize> {
        self.plans.iter().flat_map(ServingPlan::assessments)
    }

    /// How many of the plans give this assessment, and no other.
    pub fn all_of(&self, assessment: usize) -> usize {
        let gives = |plan: &&ServingPlan| plan.has_assessed() && plan.assessments().all(|number| number == assessment);
        self.plans.iter().filter(gives).count()
    }
}

impl Resolved {
    /// Which plans serve the goals of those above; looked for once, and only where that is asked.
    pub fn serving(&self) -> &Serving {
        self.serving.get_or_init(|| Serving::of(self))
    }

    /// The numbers of the plans of the same year that build on a plan, directly or through others, in the order of the
    /// files.
    pub fn plans_below(&self, plan: usize) -> &[usize] {
        self.serving().below.get(&plan).map_or(&[], Vec::as_slice)
    }

    /// The plans right below a plan, each with its report at an occasion, by the numbers of their documents.
    pub fn reports_below(&self, plan: usize, occasion: usize) -> Vec<(usize, Option<&Report>)> {
        let is_right_below = |number: &&usize| self.plans.ties(**number).above.first() == Some(&plan);
        let of = |number: &usize| (*number, self.reports_on(*number).find(|report| report.occasion == Some(occasion)));
        self.plans_below(plan).iter().filter(is_right_below).map(of).collect()
    }

    /// The goals of a plan that plans below serve, in the order of print, with what these say of them at an occasion.
    pub fn roll_up(&self, plan: &Plan, occasion: usize) -> Vec<RolledGoal<'_>> {
        let printed = plan.in_print().into_iter();
        let of = |goal: usize| RolledGoal { goal, plans: self.serving_plans(plan, &plan.goals[goal], occasion) };
        printed.map(of).filter(|rolled| !rolled.plans.is_empty()).collect()
    }

    /// The plans below a plan that serve a goal of it.
    pub fn serving_plans(&self, plan: &Plan, goal: &JoinedGoal, occasion: usize) -> Vec<ServingPlan<'_>> {
        let serving = self.serving();
        let at = goal.entries[0];
        // Thousands of units may serve a goal of the council, and each of them prints it too.
        let building_on = serving.building_on.get(&plan.document).map_or(&[][..], Vec::as_slice);
        let of = |map: &FxHashMap<GoalRef, Vec<(usize, usize)>>| -> Vec<(usize, usize)> {
            let all = map.get(&at).map_or(&[][..], Vec::as_slice);
            let goals = |number: usize| {
                let from = all.partition_point(|(plan, _)| *plan < number);
                all[from..].iter().copied().take_while(move |(plan, _)| *plan == number)
            };
            building_on.iter().copied().flat_map(goals).collect()
        };
        let (by, assessed) = (of(&serving.by), of(&serving.assessed));
        // Where a plan between assesses or serves the goal, those under it stand under its goals.
        let tells: FxHashSet<usize> = by.iter().chain(&assessed).map(|(number, _)| *number).collect();
        let is_told_between = |number: usize| {
            let mut between = self.plans.ties(number).above.iter().take_while(|above| **above != plan.document);
            between.any(|above| tells.contains(above))
        };
        // The goals of each plan: that which it serves, and those by which it does.
        let mut of_plans: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (number, goal) in &by {
            of_plans.entry(*number).or_default().1.push(*goal);
        }
        for (number, goal) in &assessed {
            if of_plans.contains_key(number) || !is_told_between(*number) {
                of_plans.entry(*number).or_default().0.push(*goal);
            }
        }
        let serving_plan = |(number, (itself, own)): (usize, (Vec<usize>, Vec<usize>))| {
            let report = self.reports_on(number).find(|report| report.occasion == Some(occasion));
            let standings = |goals: &[usize]| -> Vec<GoalStanding> {
                goals.iter().map(|goal| self.goal_standing(number, report, *goal)).collect()
            };
            let told = standings(&itself).into_iter().find(|goal| goal.assessment.is_some());
            // One that assesses the goal at another occasion only has not yet at this one.
            let goals = if told.is_none() && own.is_empty() { standings(&itself) } else { standings(&own) };
            ServingPlan { plan: number, report, itself: told, goals }
        };
        of_plans.into_iter().map(serving_plan).collect()
    }
}

/// Reports each roll-up of an occasion that the steering model does not have.
pub(super) fn check_occasions(context: &Context, sink: &mut Sink) {
    let occasions = &context.settings.steering.occasions;
    let roll_ups = context.documents.heads().enumerate().filter(|(_, head)| head.is_roll_up);
    context.each(roll_ups.map(|(number, _)| number), |context, number| {
        let document = &context.documents[number];
        let Some(roll_up) = document.roll_up.as_deref().filter(|roll_up| roll_up.occasion.is_none()) else { return };
        let Some(period) = &roll_up.period else { return };
        let written = period.as_str();
        let names: Vec<&str> = occasions.iter().map(|occasion| occasion.key.as_str()).collect();
        let finding = Diagnostic::new(
            &rules::WRONG_KIND,
            period.span,
            msg!("styrmodellen har inget tillfälle {written}", "the steering model has no occasion {written}"),
        );
        sink.push(match near_word(written, names.iter().copied()) {
            Some(near) => finding.help(msg!("skriv period: {near}", "write period: {near}")).suggest(period.span, near),
            None => {
                let Bilingual { sv, en } = Bilingual::any_of(&names);
                finding.help(msg!("skriv period: {sv}", "write period: {en}"))
            }
        });
    });
}

impl Serving {
    /// Each plan with the number of the goal of its own that serves the goal that is decided at a place.
    pub fn of_goal(&self, at: GoalRef) -> &[(usize, usize)] {
        self.by.get(&at).map_or(&[], Vec::as_slice)
    }

    fn of(resolved: &Resolved) -> Serving {
        let mut serving = Serving::default();
        let year = |number: usize| resolved.documents.head(number).year.as_ref().map(|year| year.value);
        let counts = |number: &usize| {
            let head = resolved.documents.head(*number);
            head.is_plan() && resolved.plans.ties(*number).copy_of.is_none() && head.year.is_some()
        };
        resolved.each((0..resolved.plans.len()).filter(counts), |resolved, number| {
            let plan = &resolved.plans[number];
            let is_same_year = |other: usize| year(other) == year(number);
            for above in &plan.above {
                serving.building_on.entry(*above).or_default().push(number);
                if is_same_year(*above) {
                    serving.below.entry(*above).or_default().push(number);
                }
            }
            for (goal, joined) in plan.goals.iter().enumerate() {
                if joined.entries[0].document != number {
                    continue;
                }
                for parent in joined.parents.iter().map(|parent| &plan.goals[*parent]) {
                    let at = parent.entries[0];
                    if at.document != number && is_same_year(at.document) {
                        serving.by.entry(at).or_default().push((number, goal));
                    }
                }
            }
            for report in resolved.reports_on(number) {
                for (goal, entry) in report.goals.iter().enumerate() {
                    let at = plan.goals[goal].entries[0];
                    let is_assessed = entry.is_some_and(|at| resolved.goal_report(at).assessment.as_ref().is_some());
                    if is_assessed && at.document != number && is_same_year(at.document) {
                        let known = serving.assessed.entry(at).or_default();
                        // A plan has the goal once, and its reports come one after another.
                        if known.last() != Some(&(number, goal)) {
                            known.push((number, goal));
                        }
                    }
                }
            }
        });
        serving
    }
}
