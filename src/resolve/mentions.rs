//! Where things are named: every id, number or name that a document writes, with what it means, over all documents.
//!
//! | written in | means what is found in |
//! | --- | --- |
//! | `till`, `omfattar`, `utelämna`, `årsmål`, `gäller` | the plan and those above it |
//! | the keys of a follow-up | the plan that it follows and those above that |
//! | `{{ … }}` in a text | the plan of the document |
//! | `ersätter` | earlier years' plans and those above them |

use std::collections::BTreeSet;

use super::assignments::{AssignmentRef, assignment_id};
use super::finder::Finder;
use super::names::{self, How, number_key};
use super::{ItemRef, Plan, Resolved, Thing};
use crate::model::{Assignment, At, Prose};
use crate::plan_format::fields::same_key;
use crate::plan_format::parts::insert::{self, InsertCall, Token};
use crate::source::{Sources, Span};
use crate::syntax::prose;

/// Something that has a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// A goal, an indicator or an activity.
    Thing(Thing),
    /// An assignment.
    Assignment(AssignmentRef),
}

impl Named {
    /// Number of the document that it is written in.
    pub fn document(self) -> usize {
        match self {
            Named::Thing(Thing::Goal(at)) => at.document,
            Named::Thing(Thing::Indicator(at) | Thing::Activity(at)) => at.on.document,
            Named::Assignment(at) => at.document,
        }
    }

    /// Whether two are both goals, both indicators, both activities or both assignments.
    pub fn is_like(self, other: Named) -> bool {
        match (self, other) {
            (Named::Thing(one), Named::Thing(other)) => std::mem::discriminant(&one) == std::mem::discriminant(&other),
            (Named::Assignment(_), Named::Assignment(_)) => true,
            _ => false,
        }
    }
}

/// A place where something is named.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The place, with quotation marks where it has such.
    pub span: Span,
    /// What is named; several where the name is ambiguous, none where nothing is called so.
    pub named: Vec<Named>,
    /// Whether the id is given here.
    pub is_own: bool,
    /// Whether it stands in running text, where nothing but the name belongs to the place.
    pub is_in_text: bool,
}

impl Resolved {
    /// Everything that a document names, in no order.
    pub fn mentions_in(&self, document: usize, sources: &Sources) -> Vec<Mention> {
        let mut found = Found { resolved: self, document, mentions: Vec::new() };
        found.of_plan();
        found.of_follow_up();
        found.of_texts(sources);
        found.mentions
    }

    /// All that is the same as some things: entries of one goal or assignment in several plans, and what has the same id in the
    /// same organisation's plans of other years.
    pub fn same_as(&self, named: impl IntoIterator<Item = Named>) -> BTreeSet<Named> {
        let mut all = BTreeSet::new();
        let mut rest: Vec<Named> = named.into_iter().collect();
        while let Some(one) = rest.pop() {
            if !all.insert(one) {
                continue;
            }
            for plan in self.plans.all() {
                match one {
                    Named::Thing(Thing::Goal(at)) => {
                        let joined = plan.joined(at).map(|number| &plan.goals[number]);
                        rest.extend(
                            joined.iter().flat_map(|goal| &goal.entries).map(|at| Named::Thing(Thing::Goal(*at))),
                        );
                    }
                    Named::Assignment(at) => {
                        let joined = plan.assignments.iter().find(|joined| joined.entries.contains(&at));
                        rest.extend(joined.iter().flat_map(|joined| &joined.entries).map(|at| Named::Assignment(*at)));
                    }
                    Named::Thing(_) => {}
                }
            }
            if let Some(id) = self.id_of(one) {
                for year in self.other_years(one.document()) {
                    rest.extend(self.with_id(year, id.as_str()).filter(|other| other.is_like(one)));
                }
            }
        }
        all
    }

    /// The plans of the same organisation of the nearest years before and after.
    fn other_years(&self, document: usize) -> impl Iterator<Item = usize> {
        let after = self.plans.all_ties().filter(move |plan| plan.before == Some(document)).map(|plan| plan.document);
        self.plans.ties(document).before.into_iter().chain(after)
    }

    /// What a document gives an id.
    fn with_id(&self, document: usize, id: &str) -> impl Iterator<Item = Named> {
        let key = names::key(id).into_owned();
        let things = self.documents.names(document).get(&key).filter(|(how, _)| *how == How::Written);
        let mut found: Vec<Named> = things.map(|(_, thing)| Named::Thing(thing)).collect();
        let assignments = self.documents[document].assignments.iter().enumerate();
        found.extend(assignments.filter_map(|(assignment, one)| {
            let is = one.id.as_ref().is_some_and(|id| same_key(id.as_str(), &key));
            is.then_some(Named::Assignment(AssignmentRef { document, assignment }))
        }));
        found.into_iter()
    }

    /// An assignment as written.
    pub fn assignment_at(&self, at: AssignmentRef) -> &Assignment {
        &self.documents[at.document].assignments[at.assignment]
    }

    /// The id of a thing, where it is written.
    pub fn id_of(&self, named: Named) -> Option<&At<String>> {
        match named {
            Named::Thing(Thing::Goal(at)) => self.goal(at).id.as_ref(),
            Named::Thing(Thing::Indicator(at)) => self.indicator(at).id.as_ref(),
            Named::Thing(Thing::Activity(at)) => self.activity(at).id.as_ref(),
            Named::Assignment(at) => self.assignment_at(at).id.as_ref(),
        }
    }

    /// What a thing is called by: its id, else its number, else what its title or name makes.
    pub fn called(&self, named: Named) -> String {
        match named {
            Named::Thing(Thing::Goal(at)) => names::goal_id(self.goal(at)),
            Named::Thing(Thing::Indicator(at)) => names::indicator_id(self.indicator(at)),
            Named::Thing(Thing::Activity(at)) => names::activity_id(self.activity(at)),
            Named::Assignment(at) => assignment_id(self.assignment_at(at)),
        }
    }

    /// The title or name of a thing; of a goal or an assignment that is written in several plans that of the plan where it is
    /// decided.
    pub fn words_of(&self, named: Named) -> Option<&At<String>> {
        match named {
            Named::Thing(Thing::Goal(at)) => {
                let plan = &self.plans[at.document];
                self.goal(at).title.as_ref().or_else(|| self.origin(&plan.goals[plan.joined(at)?]).title.as_ref())
            }
            Named::Thing(Thing::Indicator(at)) => Some(&self.indicator(at).name),
            Named::Thing(Thing::Activity(at)) => Some(&self.activity(at).name),
            Named::Assignment(at) => {
                let joined = self.plans[at.document].assignments.iter().find(|joined| joined.entries.contains(&at));
                let entries = joined.into_iter().flat_map(|joined| &joined.entries);
                std::iter::once(&at).chain(entries).find_map(|at| self.assignment_at(*at).title.as_ref())
            }
        }
    }

    /// Where a thing is written: its id, else its title, else all of it.
    pub fn place_of(&self, named: Named) -> Span {
        let (title, whole) = match named {
            Named::Thing(Thing::Goal(at)) => (self.goal(at).title.as_ref(), self.goal(at).span),
            Named::Thing(Thing::Indicator(at)) => (Some(&self.indicator(at).name), self.indicator(at).span),
            Named::Thing(Thing::Activity(at)) => (Some(&self.activity(at).name), self.activity(at).span),
            Named::Assignment(at) => (self.assignment_at(at).title.as_ref(), self.assignment_at(at).span),
        };
        self.id_of(named).or(title).map_or(whole, |written| written.span)
    }

    /// What in the plans that can name some things has a name already.
    pub fn holder_of(&self, name: &str, things: &BTreeSet<Named>) -> Option<Named> {
        let documents: BTreeSet<usize> = things.iter().map(|named| named.document()).collect();
        let is_assignment = things.iter().any(|named| matches!(named, Named::Assignment(_)));
        let sees =
            |plan: &&Plan| std::iter::once(&plan.document).chain(&plan.above).any(|number| documents.contains(number));
        self.plans.all().filter(sees).find_map(|plan| match is_assignment {
            true => {
                let joined = plan.assignments.iter().find(|joined| same_key(&joined.id, name))?;
                joined.entries.first().map(|at| Named::Assignment(*at)).filter(|named| !things.contains(named))
            }
            false => {
                let found = self.found(plan, name).into_iter().map(Named::Thing);
                found.into_iter().find(|named| !things.contains(named))
            }
        })
    }

    /// What a name names in a plan and in those above it.
    fn found(&self, plan: &Plan, name: &str) -> Vec<Thing> {
        let context = self.context();
        Finder::new(&context, plan.document, &plan.above).find(name)
    }

    /// The plans of earlier years of the same organisation, each with those above it, the nearest year first.
    pub fn earlier_documents(&self, document: usize) -> Vec<usize> {
        let mut earlier: Vec<usize> = Vec::new();
        let mut at = self.plans.ties(document).last_year;
        while let Some(number) = at.filter(|number| !earlier.contains(number)) {
            earlier.push(number);
            at = self.plans.ties(number).last_year;
        }
        let above = |number: &usize| self.plans.ties(*number).above.clone();
        earlier.iter().flat_map(|number| std::iter::once(*number).chain(above(number))).collect()
    }
}

/// What is found in one document.
struct Found<'r> {
    resolved: &'r Resolved,
    document: usize,
    mentions: Vec<Mention>,
}

impl<'r> Found<'r> {
    fn push(&mut self, span: Span, named: Vec<Named>, is_own: bool) {
        self.mentions.push(Mention { span, named, is_own, is_in_text: false });
    }

    fn own(&mut self, id: Option<&At<String>>, named: Named) {
        if let Some(id) = id {
            self.push(id.span, vec![named], true);
        }
    }

    /// Names of things in a plan and in those above it, of those sorts that are wanted where there are any.
    fn things(&mut self, plan: &Plan, written: &[At<String>], is_wanted: impl Fn(&Thing) -> bool) {
        for name in written {
            let things = self.resolved.found(plan, name.as_str());
            let mut named: Vec<Named> =
                things.iter().filter(|thing| is_wanted(thing)).map(|thing| Named::Thing(*thing)).collect();
            if named.is_empty() {
                named.extend(things.into_iter().map(Named::Thing));
            }
            self.push(name.span, named, false);
        }
    }

    fn assignment(&mut self, plan: &Plan, name: &At<String>) {
        let (written, number) = (name.as_str(), number_key(name.as_str()));
        let joined =
            plan.assignments.iter().find(|joined| same_key(&joined.id, written) || same_key(&joined.id, &number));
        let named = joined.iter().flat_map(|joined| &joined.entries).map(|at| Named::Assignment(*at)).collect();
        self.push(name.span, named, false);
    }

    fn earlier(&mut self, written: &[At<String>]) {
        if written.is_empty() {
            return;
        }
        let documents = self.resolved.earlier_documents(self.document);
        for name in written {
            let named =
                documents.iter().map(|number| self.resolved.named_in(*number, name.as_str()).collect::<Vec<_>>());
            let named = named.into_iter().find(|things| !things.is_empty()).unwrap_or_default();
            self.push(name.span, named.into_iter().map(Named::Thing).collect(), false);
        }
    }

    fn of_plan(&mut self) {
        let resolved = self.resolved;
        let (document, plan) = (&resolved.documents[self.document], &resolved.plans[self.document]);
        let is_goal = |thing: &Thing| matches!(thing, Thing::Goal(_));
        for (goal, written) in document.goals.iter().enumerate() {
            let on = super::GoalRef { document: self.document, goal };
            self.own(written.id.as_ref(), Named::Thing(Thing::Goal(on)));
            self.things(plan, &written.parents, is_goal);
            self.earlier(&written.replaces);
            for (item, indicator) in written.indicators.iter().enumerate() {
                self.own(indicator.id.as_ref(), Named::Thing(Thing::Indicator(ItemRef { on, item })));
                self.earlier(&indicator.replaces);
            }
            for (item, activity) in written.activities.iter().enumerate() {
                self.own(activity.id.as_ref(), Named::Thing(Thing::Activity(ItemRef { on, item })));
                self.earlier(&activity.replaces);
            }
        }
        for (assignment, written) in document.assignments.iter().enumerate() {
            let at = AssignmentRef { document: self.document, assignment };
            self.own(written.id.as_ref(), Named::Assignment(at));
            self.things(plan, &written.goals, is_goal);
        }
        for name in document.covers.iter().chain(&document.leaves_out) {
            match resolved.found(plan, name.as_str()).is_empty() {
                true => self.assignment(plan, name),
                false => self.things(plan, std::slice::from_ref(name), |_| true),
            }
        }
        let of_targets: Vec<At<String>> = document.targets.iter().map(|target| target.id.clone()).collect();
        self.things(plan, &of_targets, |thing| matches!(thing, Thing::Indicator(_)));
        for amendment in &document.amendments {
            self.things(plan, &amendment.applies_to, |_| true);
        }
    }

    fn of_follow_up(&mut self) {
        let resolved = self.resolved;
        let Some(follow_up) = &resolved.documents[self.document].follow_up else { return };
        let Some(plan) = resolved.plan_of(self.document) else { return };
        let ids = |ids: &mut dyn Iterator<Item = &At<String>>| ids.cloned().collect::<Vec<_>>();
        let goals = ids(&mut follow_up.goals.iter().map(|entry| &entry.id));
        self.things(plan, &goals, |thing| matches!(thing, Thing::Goal(_)));
        let indicators = ids(&mut follow_up.indicators.iter().map(|entry| &entry.id));
        self.things(plan, &indicators, |thing| matches!(thing, Thing::Indicator(_)));
        let activities = ids(&mut follow_up.activities.iter().map(|entry| &entry.id));
        self.things(plan, &activities, |thing| matches!(thing, Thing::Activity(_)));
        for entry in &follow_up.assignments {
            self.assignment(plan, &entry.id);
        }
    }

    fn of_texts(&mut self, sources: &Sources) {
        let resolved = self.resolved;
        let Some(plan) = resolved.plan_of(self.document) else { return };
        let texts: Vec<&Prose> = resolved.documents[self.document].prose();
        for text in texts.into_iter().filter(|text| text.raw(sources).contains("{{")) {
            let words = text.text(sources);
            let parsed = prose::parse(&words.text);
            for written in parsed.inserts.iter().filter(|written| written.is_closed) {
                let steering = &resolved.settings.steering;
                let Ok(call) = insert::read(&parsed.text, written.words.clone(), steering) else { continue };
                let Some(token) = name_in(&call) else { continue };
                let named = resolved.found(plan, token.text).into_iter().map(Named::Thing).collect();
                let span = words.span(token.range.clone());
                self.mentions.push(Mention { span, named, is_own: false, is_in_text: true });
            }
        }
    }
}

/// The name in an insert.
fn name_in<'c, 't>(call: &'c InsertCall<'t>) -> Option<&'c Token<'t>> {
    match call {
        InsertCall::Goal(name)
        | InsertCall::Indicator(name)
        | InsertCall::Activity(name)
        | InsertCall::Indicators(Some(name))
        | InsertCall::Activities(Some(name))
        | InsertCall::Outcome(name, _)
        | InsertCall::Target(name, _)
        | InsertCall::CouncilTarget(name, _)
        | InsertCall::Trend(name, _)
        | InsertCall::Chart(name, _) => Some(name),
        InsertCall::Indicators(None)
        | InsertCall::Activities(None)
        | InsertCall::Budget
        | InsertCall::IncomeStatement
        | InsertCall::BudgetChart
        | InsertCall::IncomeStatementChart => None,
    }
}
