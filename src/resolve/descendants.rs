//! What stands under each goal, over all plans of its year that build on the plan where it is decided.

use super::{GoalRef, JoinedGoal, Plan, Resolved};
use crate::model::Tier;

/// What stands under a goal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Descendants {
    /// A goal serves it, or a plan below adds to it or sets a target of its own for one of its indicators.
    pub anything: bool,
    /// The same from an organisation of lower rank than the goal's owner.
    pub lower_owner: bool,
}

/// What stands under every goal of a workspace.
#[derive(Debug)]
pub struct DescendantsOf {
    below: Vec<Box<[Descendants]>>,
    builders: Vec<usize>,
    uncertain: Vec<bool>,
}

impl Resolved {
    /// What stands under every goal; looked for once, and only where that is asked.
    pub fn descendants(&self) -> &DescendantsOf {
        self.descendants.get_or_init(|| DescendantsOf::of(self))
    }
}

impl DescendantsOf {
    /// Looks through all plans once.
    fn of(resolved: &Resolved) -> DescendantsOf {
        let length = resolved.documents.len();
        let mut under = DescendantsOf {
            below: resolved.documents.heads().map(|head| vec![Descendants::default(); head.goals].into()).collect(),
            builders: vec![0; length],
            uncertain: vec![false; length],
        };
        resolved.each(0..length, |resolved, number| under.add(resolved, &resolved.plans[number]));
        under
    }

    fn add(&mut self, resolved: &Resolved, plan: &Plan) {
        let year = |number: usize| resolved.documents.head(number).year.as_ref().map(|year| year.value);
        let same_year = |at: GoalRef| at.document == plan.document || year(at.document) == year(plan.document);
        // A goal whose parent cannot be found, or that could not be read, may serve any goal above: nothing is said until
        // that is fixed.
        let is_lost = resolved.documents.head(plan.document).has_lost_goals;
        let astray = is_lost || plan.goals.iter().any(|goal| goal.own && goal.dangling);
        self.uncertain[plan.document] |= astray;
        for &number in &plan.above {
            if year(number) == year(plan.document) {
                self.builders[number] += 1;
                self.uncertain[number] |= astray;
            }
        }
        let levels = &resolved.settings.steering.levels;
        let tier = resolved.documents.head(plan.document).organisation.tier();
        for goal in plan.goals.iter().filter(|goal| goal.own) {
            for above in ancestors(plan, goal).into_iter().filter(|above| same_year(above.entries[0])) {
                self.mark(above, levels[above.level].owner, levels[goal.level].owner);
            }
            if adds_to(resolved, plan, goal) && same_year(goal.entries[0]) {
                self.mark(goal, levels[goal.level].owner, tier);
            }
        }
        for (_, indicator) in &plan.targets {
            let goal = plan.joined(indicator.on).map(|number| &plan.goals[number]);
            if let Some(goal) = goal.filter(|goal| same_year(goal.entries[0])) {
                self.mark(goal, levels[goal.level].owner, tier);
            }
        }
    }

    fn mark(&mut self, goal: &JoinedGoal, owner: Tier, by: Tier) {
        let at = goal.entries[0];
        let below = &mut self.below[at.document][at.goal];
        below.anything = true;
        below.lower_owner |= by > owner;
    }

    /// What stands under the goal that is decided at a place.
    pub fn below(&self, at: GoalRef) -> Descendants {
        self.below[at.document][at.goal]
    }

    /// How many plans of the same year build on a document, directly or through others.
    pub fn builders(&self, document: usize) -> usize {
        self.builders[document]
    }

    /// Whether a goal, here or in a plan that builds on this document, names a parent that cannot be found, or could not be
    /// read.
    pub fn is_uncertain(&self, document: usize) -> bool {
        self.uncertain[document]
    }
}

/// The goals that a goal serves, directly or through others.
fn ancestors<'p>(plan: &'p Plan, goal: &JoinedGoal) -> Vec<&'p JoinedGoal> {
    let mut found: Vec<usize> = goal.parents.clone();
    let mut at = 0;
    while at < found.len() {
        // Additions of several plans can lead in a circle, so each goal is visited once.
        let next: Vec<usize> =
            plan.goals[found[at]].parents.iter().copied().filter(|parent| !found.contains(parent)).collect();
        found.extend(next);
        at += 1;
    }
    found.into_iter().map(|number| &*plan.goals[number]).collect()
}

/// Whether the plan's document adds something to a goal of a plan above; naming it alone adds nothing.
fn adds_to(resolved: &Resolved, plan: &Plan, goal: &JoinedGoal) -> bool {
    goal.entries[0].document != plan.document
        && goal.entries.iter().filter(|at| at.document == plan.document).any(|at| {
            let entry = resolved.goal(*at);
            !(entry.indicators.is_empty()
                && entry.activities.is_empty()
                && entry.sections.is_empty()
                && entry.extra.is_empty())
        })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::diagnostic::Sink;
    use crate::plan_format::parts::settings;
    use crate::read::parse;
    use crate::resolve::{Link, resolve};
    use crate::source::{Source, Sources};
    use crate::syntax::yaml;

    const CITY: &str = "organisation: {kommun: A}\nmål: {verksamhetsområdesmål: [{nr: 1.1, titel: A}, {nr: 1.2, titel: B, indikatorer: [{namn: N}]}]}\n";
    const BOARD: &str =
        "organisation: {nämnd: B}\nmål: {nämndmål: [{id: b, till: 1.1, titel: B}, {id: c, titel: C}]}\n";

    /// Each plan builds on the one before it.
    fn under(plans: &[(i16, &str)]) -> DescendantsOf {
        let (sources, settings, mut sink) = (Sources::default(), settings::built_in(), Sink::default());
        let read = plans.iter().map(|(year, plan)| {
            let text = format!("vp: 1\ndokument: verksamhetsplan\når: {year}\n{plan}");
            let source = sources.add(Source::new("plan.yaml", &text));
            let tree = yaml::read(&text, source, &mut sink);
            parse::document(&tree, source, &sources, &settings, &BTreeMap::new(), &mut sink).expect("a plan")
        });
        let documents: Vec<_> = read.map(crate::resolve::held::HeldDocument::from).collect();
        let link = |number: usize| Link { above: number.checked_sub(1), ..Link::default() };
        let links: Vec<Link> = (0..documents.len()).map(link).collect();
        DescendantsOf::of(&resolve(documents, &links, settings).0)
    }

    fn at(document: usize, goal: usize) -> GoalRef {
        GoalRef { document, goal }
    }

    #[test]
    fn goals_additions_and_targets_of_the_year_count() {
        let unit =
            "organisation: {enhet: E}\nårsmål: {n: 5}\nmål: {nämndmål: [{id: b}], enhetsmål: [{till: c, titel: E}]}\n";
        let under = under(&[(2025, CITY), (2025, BOARD), (2025, unit)]);
        assert_eq!((under.builders(0), under.builders(1), under.builders(2)), (2, 1, 0));
        assert!(under.below(at(0, 0)).anything, "a board goal serves it");
        assert!(under.below(at(0, 1)).anything, "the unit sets a target");
        assert!(!under.below(at(1, 0)).anything, "it is named, but nothing is added");
        assert!(under.below(at(1, 1)).lower_owner);
    }

    #[test]
    fn another_year_does_not_count_and_a_goal_astray_makes_it_uncertain() {
        let earlier = under(&[(2025, CITY), (2024, BOARD)]);
        assert_eq!((earlier.builders(0), earlier.below(at(0, 0)).anything), (0, false));
        let astray =
            under(&[(2025, BOARD), (2025, "organisation: {enhet: E}\nmål: {enhetsmål: [{till: x, titel: E}]}\n")]);
        assert!(astray.is_uncertain(0) && !earlier.is_uncertain(0));
    }
}
