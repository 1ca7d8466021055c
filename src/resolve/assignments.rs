//! Assignments over the chain of plans: which entries are one, whom each is passed on to, and which a plan prints.

use jiff::civil::Date;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::finder::Finder;
use super::known::KnownNames;
use super::names::{self, number_key, plain_name};
use super::{Context, Plan, Resolved, Thing, rules};
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::{Assignment, At, Head, Organisation};
use crate::msg;
use crate::plan_format::fields::same_key;

/// An assignment as written in one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AssignmentRef {
    /// Number of the document.
    pub document: usize,
    /// Number of the assignment in it.
    pub assignment: usize,
}

/// One assignment of a plan, from wherever it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JoinedAssignment {
    /// The id, written or made.
    pub id: String,
    /// Where it is written: first where it is given, then where it is passed on.
    pub entries: Vec<AssignmentRef>,
    /// Whether this document gives it or adds to it.
    pub own: bool,
    /// Whether it is printed in this document.
    pub printed: bool,
}

/// The id of an assignment: written, else its number, else made from its title.
pub fn assignment_id(assignment: &Assignment) -> String {
    match (&assignment.id, &assignment.number, &assignment.title) {
        (Some(id), ..) => names::key(id.as_str()).into_owned(),
        (None, Some(number), _) => number_key(number.as_str()).into_owned(),
        (None, None, Some(title)) => names::slug(title.as_str()),
        (None, None, None) => String::new(),
    }
}

/// Whether an organisation is called so, now or formerly.
pub fn is_called(organisation: &Organisation, name: &str) -> bool {
    let name = plain_name(name);
    let own = organisation.own().map(|(_, own)| own).into_iter().chain(&organisation.formerly);
    own.into_iter().any(|own| plain_name(own.as_str()) == name)
}

/// Joins the assignments of a plan with those above it. Reports what stands twice, what has no title, and goals that are
/// not there.
pub(super) fn join(context: &Context, plan: &mut Plan, above: Option<&Plan>, sink: &mut Sink) {
    let mut joined: Vec<JoinedAssignment> = above.map_or_else(Vec::new, |above| above.assignments.clone());
    for one in &mut joined {
        (one.own, one.printed) = (false, false);
    }
    let document = &context.documents[plan.document];
    let finder = Finder::new(context, plan.document, &plan.above);
    for (number, assignment) in document.assignments.iter().enumerate() {
        let at = AssignmentRef { document: plan.document, assignment: number };
        let id = assignment_id(assignment);
        goals(context, plan, &finder, assignment, sink);
        match joined.iter_mut().find(|one| !id.is_empty() && same_key(&one.id, &id)) {
            Some(one) if one.own => {
                let first =
                    one.entries.last().map(|first| &context.documents[first.document].assignments[first.assignment]);
                twice(&id, assignment, first, sink);
            }
            Some(one) => {
                one.entries.push(at);
                one.own = true;
            }
            None => {
                if assignment.title.is_none() && plan.complete {
                    untitled(&id, assignment, &joined, sink);
                }
                joined.push(JoinedAssignment { id, entries: vec![at], own: true, printed: true });
            }
        }
    }
    plan.assignments = joined;
}

fn twice(id: &str, assignment: &Assignment, first: Option<&Assignment>, sink: &mut Sink) {
    let place = |one: &Assignment| one.id.as_ref().or(one.number.as_ref()).map_or(one.span, |name| name.span);
    let finding = Diagnostic::new(
        &rules::ID_USED_TWICE,
        place(assignment),
        msg!("uppdraget {id} står två gånger", "the assignment {id} stands twice"),
    )
    .label(msg!("det här trycks inte", "this one is not printed"))
    .help(msg!("ge det ena ett annat id, eller ta bort det", "give one of them another id, or remove it"));
    sink.push(match first {
        Some(first) => finding.other(place(first), msg!("här står det redan", "here it stands already")),
        None => finding,
    });
}

fn untitled(id: &str, assignment: &Assignment, known: &[JoinedAssignment], sink: &mut Sink) {
    let name = assignment.id.as_ref().or(assignment.number.as_ref());
    let finding = Diagnostic::new(
        &rules::NAMES_NOTHING,
        name.map_or(assignment.span, |name| name.span),
        msg!(
            "uppdraget {id} har ingen titel och finns inte i planerna ovanför",
            "the assignment {id} has no title and is not in the plans above",
        ),
    );
    let near = sink.near_name(id, known.iter().map(|one| one.id.as_str()));
    sink.push(match (near, name) {
        (Some(near), Some(name)) => finding.help(msg!("skriv id: {near}", "write id: {near}")).suggest(name.span, near),
        _ => finding.help(msg!("skriv titel: och vad som ska göras", "write titel: and what is to be done")),
    });
}

/// Reports the goals of an assignment that are not there.
fn goals(context: &Context, plan: &Plan, finder: &Finder, assignment: &Assignment, sink: &mut Sink) {
    for written in &assignment.goals {
        let is_goal = finder.find(written.as_str()).iter().any(|thing| matches!(thing, Thing::Goal(_)));
        if is_goal || !plan.complete || finder.has_lost_goals() {
            continue;
        }
        let name = written.as_str();
        let chain = std::iter::once(plan.document).chain(plan.above.iter().copied());
        let known = chain.flat_map(|number| &context.documents[number].goals).map(names::goal_id);
        let known = KnownNames::names(known);
        let finding = Diagnostic::new(
            &rules::UNKNOWN_PARENT,
            written.span,
            msg!("inget mål heter {name}", "no goal is called {name}"),
        );
        let near = known.near(name, sink);
        sink.push(match near {
            Some(near) => finding.help(msg!("skriv till: {near}", "write till: {near}")).suggest(written.span, near),
            None => finding.help(msg!("skriv ett måls id eller nr", "write the id or nr of a goal")),
        });
    }
}

/// Chooses which assignments are printed: own ones, those that are passed on to the organisation, those without anybody
/// whose goals it prints, and those that `omfattar` adds; less those that `utelämna` names.
pub(super) fn choose(context: &Context, plan: &mut Plan) {
    let document = &context.documents[plan.document];
    let named = |texts: &[At<String>]| -> FxHashSet<String> {
        texts.iter().map(|text| names::key(text.as_str()).into_owned()).collect()
    };
    let (covers, leaves_out) = (named(&document.covers), named(&document.leaves_out));
    let finder = Finder::new(context, plan.document, &plan.above);
    let entry = |at: &AssignmentRef| &context.documents[at.document].assignments[at.assignment];
    let printed: Vec<bool> = plan
        .assignments
        .iter()
        .map(|one| {
            if one.own || leaves_out.contains(&one.id) {
                return one.own;
            }
            let responsible = one.entries.iter().rev().find_map(|at| entry(at).responsible.as_ref());
            let is_here = match responsible {
                Some(name) => is_called(&document.organisation, name.as_str()),
                None => one
                    .entries
                    .iter()
                    .flat_map(|at| &entry(at).goals)
                    .any(|goal| finder.find(goal.as_str()).iter().any(|thing| is_printed(plan, *thing))),
            };
            is_here || covers.contains(&one.id)
        })
        .collect();
    for (one, printed) in plan.assignments.iter_mut().zip(printed) {
        one.printed = printed;
    }
}

fn is_printed(plan: &Plan, thing: Thing) -> bool {
    let Thing::Goal(at) = thing else { return false };
    plan.goals.iter().any(|goal| goal.printed && goal.entries.contains(&at))
}

impl Resolved {
    /// The assignment at a place.
    pub fn assignment(&self, at: AssignmentRef) -> &Assignment {
        &self.documents[at.document].assignments[at.assignment]
    }

    /// The assignment as it was given: the first entry that has a title, else the first.
    pub fn given<'a>(&'a self, joined: &JoinedAssignment) -> &'a Assignment {
        let mut entries = joined.entries.iter().map(|at| self.assignment(*at));
        entries.clone().find(|entry| entry.title.is_some()).or_else(|| entries.next()).expect("it is written somewhere")
    }

    /// The day when an assignment is to be done: as written nearest to the plan.
    pub fn assignment_due(&self, joined: &JoinedAssignment) -> Option<Date> {
        joined.entries.iter().rev().find_map(|at| Some(self.assignment(*at).due.as_ref()?.value))
    }

    /// Who answers for an assignment: as written nearest to the plan.
    pub fn responsible_for<'a>(&'a self, joined: &JoinedAssignment) -> Option<&'a At<String>> {
        joined.entries.iter().rev().find_map(|at| self.assignment(*at).responsible.as_ref())
    }

    /// The plans of a year whose organisation is called so, each with its head.
    pub fn plans_called<'a>(&'a self, name: &'a str, year: Option<i16>) -> impl Iterator<Item = (usize, &'a Head)> {
        self.documents.heads().enumerate().filter(move |(_, head)| {
            head.is_plan() && head.year.as_ref().map(|year| year.value) == year && is_called(&head.organisation, name)
        })
    }
}
