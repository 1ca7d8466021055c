//! Which goal, indicator or activity of the plan each entry of a report is about.

use std::cell::OnceCell;
use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::collections::{HashMap, HashSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::unreported::Unreported;
use super::{EntryRef, Group, ItemKind, Outside, Report, assignments, economy, follow_up_of};
use crate::diagnostic::{Bilingual, Diagnostic, Sink};
use crate::model::{At, FollowUp};
use crate::msg;
use crate::resolve::finder::{Finder, kind_of};
use crate::resolve::known::KnownNames;
use crate::resolve::{Context, ItemRef, Plan, Thing, names, rules};
use crate::source::{SourceId, Span};

/// A help names at most so many ids.
const MOST_NAMED: usize = 12;

/// Of more things without an entry nobody can say which was meant.
const MOST_MEANT: usize = 3;

/// Finds what each entry is about; reports those that the plan does not have, and what is reported twice.
pub(super) fn join(context: &Context, plan: &Plan, group: Group, sink: &mut Sink) -> Report {
    let printed = Printed::of(plan);
    let finder = Finder::new(context, plan.document, &plan.above);
    let mut report = Report {
        plan: plan.document,
        occasion: group.occasion,
        parts: group.parts,
        goals: vec![None; plan.goals.len()],
        indicators: FxHashMap::default(),
        activities: FxHashMap::default(),
        assignments: Vec::new(),
        assignments_outside: Vec::new(),
        outside: Vec::new(),
        earlier: Vec::new(),
        last_year: None,
        may_lack_a_part: false,
        previous: FxHashMap::default(),
    };
    let mut joining = Joining {
        context,
        plan,
        printed,
        finder,
        parts: report.parts.clone(),
        occasion: report.occasion,
        twice: Vec::new(),
        hidden: Vec::new(),
        known: Default::default(),
        unreported: Unreported::default(),
        sink,
    };
    for document in report.parts.clone() {
        let Some(follow_up) = context.follow_up(document) else { continue };
        for sort in [ItemKind::Goal, ItemKind::Indicator, ItemKind::Activity] {
            for (entry, id) in ids(follow_up, sort).into_iter().enumerate() {
                let at = EntryRef { document, entry };
                match joining.enter(&mut report, id, sort, at) {
                    Ok(None) => {}
                    Ok(Some(first)) => {
                        joining.twice(id, ids(follow_up_of(context.documents, first), sort)[first.entry]);
                    }
                    Err(other) => report.outside.push(other.at(sort, at)),
                }
            }
        }
    }
    joining.report_hidden();
    joining.report_twice();
    joining.statements(&report.parts);
    assignments::join(context, plan, &mut report, joining.sink);
    economy::check(context, &report.parts, joining.sink);
    report
}

/// The ids of a follow-up's entries of one sort.
pub(super) fn ids(follow_up: &FollowUp, sort: ItemKind) -> Vec<&At<String>> {
    match sort {
        ItemKind::Goal => follow_up.goals.iter().map(|entry| &entry.id).collect(),
        ItemKind::Indicator => follow_up.indicators.iter().map(|entry| &entry.id).collect(),
        ItemKind::Activity => follow_up.activities.iter().map(|entry| &entry.id).collect(),
    }
}

/// What a plan prints.
pub(super) struct Printed<'p> {
    plan: &'p Plan,
    items: FxHashSet<ItemRef>,
    activities: FxHashSet<ItemRef>,
}

impl<'p> Printed<'p> {
    pub(super) fn of(plan: &'p Plan) -> Printed<'p> {
        Printed {
            plan,
            items: plan.goals.iter().flat_map(|goal| goal.indicators.iter().copied()).collect(),
            activities: plan.goals.iter().flat_map(|goal| goal.activities.iter().copied()).collect(),
        }
    }

    /// The numbers of the printed goals among these things, each once.
    pub(super) fn goals(&self, things: &[Thing]) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for thing in things {
            if let Thing::Goal(at) = thing
                && let Some(goal) = self.plan.joined(*at).filter(|goal| self.plan.goals[*goal].printed)
                && !found.contains(&goal)
            {
                found.push(goal);
            }
        }
        found
    }

    /// The first printed indicator or activity among these things.
    pub(super) fn item(&self, things: &[Thing], sort: ItemKind) -> Option<ItemRef> {
        things.iter().find_map(|thing| match (thing, sort) {
            (Thing::Indicator(item), ItemKind::Indicator) if self.items.contains(item) => Some(*item),
            (Thing::Activity(item), ItemKind::Activity) if self.activities.contains(item) => Some(*item),
            _ => None,
        })
    }
}

/// What an id names that is nothing printed in the plan.
struct Other {
    /// What it names instead.
    thing: Option<Thing>,
    /// The id that was most likely meant.
    near: Option<String>,
}

impl Other {
    fn at(self, sort: ItemKind, at: EntryRef) -> Outside {
        Outside { sort, at, thing: self.thing, near: self.near }
    }
}

struct Joining<'a> {
    context: &'a Context<'a>,
    plan: &'a Plan,
    printed: Printed<'a>,
    finder: Finder<'a>,
    /// The files of the report.
    parts: Vec<usize>,
    occasion: Option<usize>,
    /// What is in a plan above but not shown in the plan that is followed up: the id, and what it names.
    hidden: Vec<(At<String>, Thing)>,
    /// What is reported twice: the id, and the one that it was reported under first.
    twice: Vec<(At<String>, At<String>)>,
    /// The ids of each sort that could have been meant, where that had to be looked up.
    known: [OnceCell<KnownNames>; 3],
    /// The ids of each sort that the plan has and the report has no entry of, where that had to be looked up.
    unreported: Unreported,
    sink: &'a mut Sink,
}

impl Joining<'_> {
    /// Puts an entry at what its id names. Gives the entry that is there already, which stays; otherwise what the id names
    /// instead.
    fn enter(
        &mut self,
        report: &mut Report,
        id: &At<String>,
        sort: ItemKind,
        at: EntryRef,
    ) -> Result<Option<EntryRef>, Other> {
        let items = match sort {
            ItemKind::Goal => {
                let place = &mut report.goals[self.goal(id)?];
                let first = *place;
                *place = first.or(Some(at));
                return Ok(first);
            }
            ItemKind::Indicator => &mut report.indicators,
            ItemKind::Activity => &mut report.activities,
        };
        Ok(match items.entry(self.item(id, sort)?) {
            Occupied(first) => Some(*first.get()),
            Vacant(place) => {
                place.insert(at);
                None
            }
        })
    }

    /// The number of the goal that an id names among the plan's goals; otherwise what it names instead.
    fn goal(&mut self, id: &At<String>) -> Result<usize, Other> {
        let things = self.finder.find(id.as_str());
        match self.printed.goals(&things)[..] {
            [goal] => Ok(goal),
            [] => {
                let thing = things.first().copied();
                Err(Other { thing, near: self.not_in_plan(id, ItemKind::Goal, thing) })
            }
            [first, second, ..] => {
                self.ambiguous(id, first, second);
                Err(Other { thing: None, near: None })
            }
        }
    }

    /// The indicator or activity that an id names; otherwise what it names instead.
    fn item(&mut self, id: &At<String>, sort: ItemKind) -> Result<ItemRef, Other> {
        let things = self.finder.find(id.as_str());
        match self.printed.item(&things, sort) {
            Some(item) => Ok(item),
            None => {
                let thing = things.first().copied();
                Err(Other { thing, near: self.not_in_plan(id, sort, thing) })
            }
        }
    }

    fn twice(&mut self, id: &At<String>, first: &At<String>) {
        self.twice.push((id.clone(), first.clone()));
    }

    /// Reports what is reported twice: once where two files report many things both, as a copy does.
    fn report_twice(&mut self) {
        let twice = std::mem::take(&mut self.twice);
        let files = |(id, first): &(At<String>, At<String>)| (id.span.source, first.span.source);
        let mut counts: HashMap<(SourceId, SourceId), usize> = HashMap::new();
        for both_places in &twice {
            *counts.entry(files(both_places)).or_default() += 1;
        }
        let mut told: HashSet<(SourceId, SourceId)> = HashSet::new();
        for both_places @ (id, first) in &twice {
            let same = counts[&files(both_places)];
            let is_copy = same > 1 && id.span.source != first.span.source;
            let is_first = told.insert(files(both_places));
            if is_copy && !is_first {
                continue;
            }
            let (name, others) = (id.as_str(), same - 1);
            let message = match is_copy {
                true => msg!(
                    "{name} och {others} till rapporteras i två filer",
                    "{name} and {others} more are reported in two files",
                ),
                false => msg!("{name} rapporteras två gånger", "{name} is reported twice"),
            };
            let help = match is_copy {
                true => msg!(
                    "är den ena filen en kopia, ta bort den; annars behåll vart och ett på ett ställe",
                    "if one of the files is a copy, remove it; otherwise keep each in one place",
                ),
                false => msg!("behåll en av dem, eller skriv ihop dem", "keep one of them, or join them"),
            };
            self.sink.push(
                Diagnostic::new(&rules::REPORTED_TWICE, id.span, message)
                    .label(msg!("den här trycks inte", "this one is not printed"))
                    .other(first.span, msg!("här rapporteras samma sak", "here the same is reported"))
                    .help(help),
            );
        }
    }

    /// A report has one income statement, whatever the number of its files.
    fn statements(&mut self, parts: &[usize]) {
        let spans: Vec<Span> = parts
            .iter()
            .filter_map(|part| self.context.follow_up(*part)?.economy.as_ref()?.income_statement.as_ref())
            .map(|income_statement| income_statement.span)
            .collect();
        let [first, more @ ..] = &spans[..] else { return };
        for span in more {
            self.sink.push(
                Diagnostic::new(
                    &rules::REPORTED_TWICE,
                    *span,
                    msg!("resultaträkningen rapporteras två gånger", "the income statement is reported twice"),
                )
                .label(msg!("den här trycks inte", "this one is not printed"))
                .other(*first, msg!("här är den första", "here is the first one"))
                .help(msg!("behåll en av dem", "keep one of them")),
            );
        }
    }

    fn ambiguous(&mut self, id: &At<String>, first: usize, second: usize) {
        let name = id.as_str();
        let span = |goal: usize| self.finder.span_of(Thing::Goal(self.plan.goals[goal].entries[0]));
        let level = self.plan.goals[second].level;
        let key = &self.context.settings.steering.levels[level].key;
        self.sink.push(
            Diagnostic::new(
                &rules::AMBIGUOUS_NUMBER,
                id.span,
                msg!("flera mål har numret {name}", "{name} is the number of more than one goal"),
            )
            .other(span(first), msg!("ett av dem", "one of them"))
            .other(span(second), msg!("ett annat", "another"))
            .help(msg!(
                "skriv nivån framför, till exempel {key}/{name}, eller målets id",
                "write the level before it, for instance {key}/{name}, or the goal's id",
            )),
        );
    }

    /// Reports an id that names nothing printed; the id of the plan that was most likely meant.
    fn not_in_plan(&mut self, id: &At<String>, sort: ItemKind, thing: Option<Thing>) -> Option<String> {
        let chain = std::iter::once(&self.plan.document).chain(&self.plan.above);
        if !self.plan.complete || chain.into_iter().any(|at| self.context.documents.head(*at).has_lost_goals) {
            return None;
        }
        let name = id.as_str();
        let is_same_sort = matches!(
            (thing, sort),
            (Some(Thing::Goal(_)), ItemKind::Goal)
                | (Some(Thing::Indicator(_)), ItemKind::Indicator)
                | (Some(Thing::Activity(_)), ItemKind::Activity)
        );
        if let Some(thing) = thing.filter(|_| is_same_sort) {
            self.hidden.push((id.clone(), thing));
            return None;
        }
        let wanted = match sort {
            ItemKind::Goal => Bilingual::fixed("mål", "goal"),
            ItemKind::Indicator => Bilingual::fixed("indikator", "indicator"),
            ItemKind::Activity => Bilingual::fixed("aktivitet", "activity"),
        };
        let (wanted_sv, wanted_en) = (&wanted.sv, &wanted.en);
        let message = match thing {
            Some(thing) => {
                let is = kind_of(thing);
                let (sv, en) = (&is.sv, &is.en);
                msg!("{name} är {sv}, inte {wanted_sv}", "{name} is {en}, not a {wanted_en}")
            }
            None if self.known(sort).has_title(name) => match sort {
                ItemKind::Goal => {
                    msg!("”{name}” är målets titel, inte dess id", "\"{name}\" is the goal's title, not its id")
                }
                ItemKind::Indicator => {
                    msg!("”{name}” är indikatorns namn, inte dess id", "\"{name}\" is the indicator's name, not its id")
                }
                ItemKind::Activity => {
                    msg!("”{name}” är aktivitetens namn, inte dess id", "\"{name}\" is the activity's name, not its id")
                }
            },
            None => match sort {
                ItemKind::Goal => msg!("inget mål i planen heter {name}", "no goal of the plan is called {name}"),
                _ => msg!("ingen {wanted_sv} i planen heter {name}", "no {wanted_en} of the plan is called {name}"),
            },
        };
        let mut finding = Diagnostic::new(&rules::NOT_IN_PLAN, id.span, message);
        if let Some(thing) = thing {
            finding = finding.other(self.finder.span_of(thing), msg!("här står det", "it is here"));
        }
        let known = known_of(&self.known, sort).get_or_init(|| known(self.context, self.plan, sort));
        let near = known.near(name, self.sink).or_else(|| known.near_title(name, self.sink));
        let unreported = self.unreported.of(sort, self.context, self.plan, (&self.parts, self.occasion));
        let help = match near {
            None if thing.is_none() && (1..=MOST_MEANT).contains(&unreported.len()) => {
                let first = &unreported[0];
                let (ids, title) = (unreported.join(", "), known.title(first));
                match unreported.len() {
                    1 => msg!(
                        "har id:t ändrats, skriv {first}: ”{title}” står i planen men har ingen rad; annars ta bort raden",
                        "if the id was changed, write {first}: \"{title}\" is in the plan but has no line; else remove the line",
                    ),
                    _ => msg!(
                        "har id:t ändrats, skriv ett av dem som står i planen men inte har någon rad: {ids}; annars ta bort raden",
                        "if the id was changed, write one of those that are in the plan but have no line: {ids}; else remove the line",
                    ),
                }
            }
            Some(near) => {
                let title = known.title(near);
                finding = finding.suggest(id.span, near);
                msg!("skriv {near}: ”{title}”", "write {near}: \"{title}\"")
            }
            None if known.is_empty() => msg!(
                "planen har ingen {wanted_sv} att rapportera: se efter att plan: nämner rätt fil",
                "the plan has no {wanted_en} to report: see that plan: names the right file",
            ),
            None if known.count() <= MOST_NAMED => {
                let ids = known.first(MOST_NAMED);
                msg!("skriv ett av planens id: {ids}", "write one of the plan's ids: {ids}")
            }
            None => msg!(
                "skriv det id som står i planen; vp new follow-up skriver en fil med alla",
                "write the id that is in the plan; vp new follow-up writes a file with all of them",
            ),
        };
        let near = near.map(str::to_owned);
        self.sink.push(finding.help(help));
        near
    }

    /// Reports what a plan above has and the followed plan does not show: once for the whole report, as one moved `till` or one
    /// `utelämna` takes many things away.
    fn report_hidden(&mut self) {
        let hidden = std::mem::take(&mut self.hidden);
        let Some((id, thing)) = hidden.first() else { return };
        let (name, more) = (id.as_str(), hidden.len() - 1);
        let message = match more {
            0 => msg!(
                "{name} finns i en plan ovanför, men inte i planen som följs upp",
                "{name} is in a plan above, but not in the plan that is followed up",
            ),
            _ => msg!(
                "{name} och {more} till finns i en plan ovanför, men inte i planen som följs upp",
                "{name} and {more} more are in a plan above, but not in the plan that is followed up",
            ),
        };
        let mut finding = Diagnostic::new(&rules::NOT_IN_PLAN, id.span, message)
            .other(self.finder.span_of(*thing), msg!("här står det", "here it stands"));
        for (other, _) in hidden.iter().skip(1).take(MOST_NAMED) {
            finding = finding.other(other.span, msg!("inte heller det här", "nor is this"));
        }
        // The goals that nothing in the plan leads to are what took the rest away.
        let goals = hidden.iter().filter(|(_, thing)| matches!(thing, Thing::Goal(_)));
        let goals: Vec<&str> = goals.map(|(id, _)| id.as_str()).collect();
        let shown = match &goals[..] {
            [] => name.to_owned(),
            goals => goals.join(", "),
        };
        self.sink.push(finding.help(match more {
            0 => msg!(
                "ta bort raden, eller låt planen visa det med omfattar: [{name}]",
                "remove the line, or let the plan show it with omfattar: [{name}]",
            ),
            _ => msg!(
                "har ett mål i planen fått ett annat till: eller fallit bort, rätta det där; annars ta bort raderna, eller låt planen visa dem med omfattar: [{shown}]",
                "if a goal of the plan was given another till: or was dropped, fix it there; else remove the lines, or let the plan show them with omfattar: [{shown}]",
            ),
        }));
    }

    fn known(&self, sort: ItemKind) -> &KnownNames {
        known_of(&self.known, sort).get_or_init(|| known(self.context, self.plan, sort))
    }
}

/// The place of what is known of a sort.
fn known_of(known: &[OnceCell<KnownNames>; 3], sort: ItemKind) -> &OnceCell<KnownNames> {
    match sort {
        ItemKind::Goal => &known[0],
        ItemKind::Indicator => &known[1],
        ItemKind::Activity => &known[2],
    }
}

/// The ids that could have been meant, with their titles.
fn known(context: &Context, plan: &Plan, sort: ItemKind) -> KnownNames {
    let goals = plan.goals.iter().filter(|goal| goal.printed);
    let title = |text: Option<&At<String>>| text.map_or_else(String::new, |text| text.value.clone());
    match sort {
        ItemKind::Goal => KnownNames::of(goals.map(|goal| {
            let entries = goal.entries.iter().map(|at| context.goal(*at));
            let decided = entries.clone().find(|entry| entry.title.is_some());
            let decided = decided.unwrap_or_else(|| context.goal(goal.entries[0]));
            (names::goal_id(decided), title(decided.title.as_ref()))
        })),
        ItemKind::Indicator => KnownNames::of(
            goals
                .flat_map(|goal| &goal.indicators)
                .map(|item| &context.goal(item.on).indicators[item.item])
                .map(|indicator| (names::indicator_id(indicator), indicator.name.value.clone())),
        ),
        ItemKind::Activity => KnownNames::of(
            goals
                .flat_map(|goal| &goal.activities)
                .map(|item| &context.goal(item.on).activities[item.item])
                .map(|activity| (names::activity_id(activity), activity.name.value.clone())),
        ),
    }
}
