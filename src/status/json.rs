//! The status as JSON for programs. The shape is that of docs/status.md; a change that could break a reader raises the
//! version.

use std::borrow::Cow;

use serde::Serialize;

use crate::identity::shown;
use crate::status::{Count, Due, DueKind, Ended, Note, OccasionStatus, PlanStatus, Responsible, State, Status, Why};

/// A text of a plan or the name of a file, with personal identity numbers masked.
type Shown<'s> = Cow<'s, str>;

/// The version of the shape.
const VERSION: u8 = 1;

/// The whole status, with a line break at its end.
pub fn write(status: &Status) -> String {
    let shape = JsonStatus {
        version: VERSION,
        on: status.today.to_string(),
        plans: status.plans.iter().map(plan).collect(),
        notes: status.notes.iter().map(note).collect(),
    };
    let text = serde_json::to_string_pretty(&shape).expect("texts, numbers and lists can be written as JSON");
    text + "\n"
}

#[derive(Serialize)]
struct JsonStatus<'s> {
    version: u8,
    on: String,
    plans: Vec<PlanShape<'s>>,
    notes: Vec<NoteShape<'s>>,
}

#[derive(Serialize)]
struct PlanShape<'s> {
    year: i16,
    name: Shown<'s>,
    organisation: Vec<NameShape<'s>>,
    file: Shown<'s>,
    followed_up: bool,
    occasions: Vec<OccasionShape<'s>>,
    ended: Vec<EndedShape<'s>>,
}

#[derive(Serialize)]
struct NameShape<'s> {
    rank: &'static str,
    name: Shown<'s>,
}

#[derive(Serialize)]
struct OccasionShape<'s> {
    occasion: Shown<'s>,
    date: String,
    state: &'static str,
    overdue: bool,
    next: bool,
    files: Vec<Shown<'s>>,
    goals: CountShape,
    indicators: CountShape,
    activities: CountShape,
    assignments: CountShape,
    below: Option<BelowShape>,
    responsible: Vec<ResponsibleShape<'s>>,
}

/// The plans right below, and how many of them have a report.
#[derive(Serialize)]
struct BelowShape {
    plans: usize,
    reported: usize,
}

#[derive(Serialize)]
struct CountShape {
    due: usize,
    reported: usize,
    missing: usize,
}

#[derive(Serialize)]
struct ResponsibleShape<'s> {
    name: Option<Shown<'s>>,
    due: usize,
    reported: usize,
    missing: Vec<ThingShape<'s>>,
}

#[derive(Serialize)]
struct ThingShape<'s> {
    kind: &'static str,
    id: Shown<'s>,
    name: Shown<'s>,
}

#[derive(Serialize)]
struct EndedShape<'s> {
    kind: &'static str,
    id: Shown<'s>,
    name: Shown<'s>,
    responsible: Option<Shown<'s>>,
    end: String,
    status: Option<&'static str>,
    reported: Option<ReportedShape<'s>>,
}

#[derive(Serialize)]
struct ReportedShape<'s> {
    occasion: Shown<'s>,
    file: Shown<'s>,
}

#[derive(Serialize)]
struct NoteShape<'s> {
    file: Shown<'s>,
    reason: &'static str,
}

fn plan(plan: &PlanStatus) -> PlanShape<'_> {
    PlanShape {
        year: plan.year,
        name: shown(plan.name()),
        organisation: plan
            .organisation
            .iter()
            .map(|(tier, name)| NameShape { rank: tier.name(), name: shown(name) })
            .collect(),
        file: shown(&plan.path),
        followed_up: plan.is_followed_up,
        occasions: plan.occasions.iter().map(occasion).collect(),
        ended: plan.ended.iter().map(ended).collect(),
    }
}

fn occasion(occasion: &OccasionStatus) -> OccasionShape<'_> {
    OccasionShape {
        occasion: shown(&occasion.key),
        date: occasion.date.to_string(),
        state: match occasion.state {
            State::NotYet => "not_yet",
            State::Open => "open",
            State::UnderWay => "under_way",
            State::Complete => "complete",
        },
        overdue: occasion.is_overdue(),
        next: occasion.is_next,
        files: occasion.files.iter().map(|file| shown(file)).collect(),
        goals: count(occasion.count(DueKind::Goal)),
        indicators: count(occasion.count(DueKind::Indicator)),
        activities: count(occasion.count(DueKind::Activity)),
        assignments: count(occasion.count(DueKind::Assignment)),
        below: occasion.below.map(|share| BelowShape { plans: share.all, reported: share.of }),
        responsible: occasion.by.iter().map(responsible).collect(),
    }
}

fn count(count: Count) -> CountShape {
    CountShape { due: count.due, reported: count.reported, missing: count.missing() }
}

fn responsible(responsible: &Responsible) -> ResponsibleShape<'_> {
    let count = Count::of(responsible.due.iter());
    ResponsibleShape {
        name: responsible.name.as_deref().map(shown),
        due: count.due,
        reported: count.reported,
        missing: responsible.due.iter().filter(|due| !due.is_reported).map(thing).collect(),
    }
}

fn thing(due: &Due) -> ThingShape<'_> {
    ThingShape { kind: kind(due.sort), id: shown(&due.id), name: shown(&due.name) }
}

fn kind(sort: DueKind) -> &'static str {
    match sort {
        DueKind::Goal => "goal",
        DueKind::Indicator => "indicator",
        DueKind::Activity => "activity",
        DueKind::Assignment => "assignment",
    }
}

fn ended(ended: &Ended) -> EndedShape<'_> {
    EndedShape {
        kind: kind(ended.sort),
        id: shown(&ended.id),
        name: shown(&ended.name),
        responsible: ended.responsible.as_deref().map(shown),
        end: ended.end.to_string(),
        status: ended.last.as_ref().map(|last| last.status.name()),
        reported: ended
            .last
            .as_ref()
            .map(|last| ReportedShape { occasion: shown(&last.occasion), file: shown(&last.path) }),
    }
}

fn note(note: &Note) -> NoteShape<'_> {
    let reason = match note.why {
        Why::Unreadable => "unreadable",
        Why::AboveUnreadable => "above_unreadable",
        Why::NoYear => "no_year",
        Why::NoPlan => "no_plan",
        Why::NoPeriod => "no_period",
    };
    NoteShape { file: shown(&note.path), reason }
}
