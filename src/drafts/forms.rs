//! What is to be reported of a plan at an occasion, as a file or a printed form to fill in. Nothing is written here.

pub mod asked;
mod assignments;
mod comment;
mod economy;
pub mod page;
pub mod plans;
pub mod yaml;

use std::collections::HashSet;

use crate::diagnostic::Language;
use crate::model::steering::EXPECTED_RESULT;
use crate::model::{At, Document, Prose};
use crate::plan_format::fields::folded_key;
use crate::read::load::Loaded;
use crate::resolve::reports::prefill::{Prefill, When};
use crate::resolve::{EntryRef, ItemRef, JoinedGoal, Plan, Report, names};

/// Longest name of a role or group in a file's name, in letters.
const LONGEST_NAME: usize = 60;

/// What somebody asks for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Everything that was loaded.
    pub loaded: &'a Loaded,
    /// Number of the plan's document.
    pub plan: usize,
    /// Number of the occasion in the steering model.
    pub occasion: usize,
    /// The role or group whose part of the report it is; `None` for the whole.
    pub who: Option<&'a str>,
    /// Whether what other files of the report have already is left out.
    pub without_others: bool,
    /// The language of the comments. Keys and printed words are Swedish.
    pub language: Language,
}

/// Why there is nothing to fill in.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing in the plan has this responsible; these there are.
    Nobody(Vec<String>),
    /// Nothing is to be reported at the occasion by this one, as it is spelled in the plan.
    Nothing(String),
    /// All of it stands in these files already.
    Everything(Vec<String>),
}

/// What is to be filled in.
pub struct Form<'a> {
    wish: Request<'a>,
    plan: &'a Plan,
    prefill: Prefill<'a>,
    /// The role or group as the plan spells it.
    who: Option<String>,
    /// The goals in the order of print, those with something to fill in.
    goals: Vec<GoalPart>,
    /// The numbers of the assignments to report, in the order of print.
    assignments: Vec<usize>,
    /// What stands in other files of the report.
    elsewhere: Vec<Elsewhere>,
    /// What no key names: it must be given an id of its own.
    unnamed: Vec<Unnamed>,
    /// The file that has the income statement, where another has.
    income_statement_in: Option<String>,
}

/// A goal with what is to be filled in about it.
struct GoalPart {
    /// Its number in the plan's goals.
    goal: usize,
    /// Its key, where it is to be assessed.
    key: Option<String>,
    indicators: Vec<Item>,
    activities: Vec<Item>,
}

/// An indicator or activity with its key.
struct Item {
    at: ItemRef,
    key: String,
}

/// The part of a report that something stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Goals,
    Indicators,
    Activities,
}

struct Elsewhere {
    section: Section,
    file: String,
    key: String,
}

struct Unnamed {
    section: Section,
    name: String,
}

/// How much there is to fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Goals to assess.
    pub goals: usize,
    /// Indicators.
    pub indicators: usize,
    /// Activities.
    pub activities: usize,
    /// Assignments.
    pub assignments: usize,
}

impl<'a> Form<'a> {
    /// Chooses what is to be filled in.
    ///
    /// Errors: nothing is, and why.
    pub fn new(wish: Request<'a>) -> Result<Form<'a>, Refusal> {
        let resolved = &wish.loaded.resolved;
        let plan = &resolved.plans[wish.plan];
        let who = match wish.who {
            Some(wanted) => Some(spelled(wish.loaded, plan, wanted)?),
            None => None,
        };
        let prefill = resolved.prefill(wish.plan, wish.occasion);
        let mut form = Form {
            wish,
            plan,
            prefill,
            who,
            goals: Vec::new(),
            assignments: Vec::new(),
            elsewhere: Vec::new(),
            unnamed: Vec::new(),
            income_statement_in: None,
        };
        let report = form.prefill.report().filter(|_| wish.without_others);
        form.income_statement_in = report.and_then(|report| form.income_statement_in(report));
        let mut taken = [HashSet::new(), HashSet::new(), HashSet::new()];
        for goal in plan.in_print() {
            form.add_goal(goal, report, &mut taken);
        }
        form.assignments = (0..plan.assignments.len()).filter(|number| form.is_open_assignment(*number)).collect();
        match &form.who {
            Some(who) if form.count().is_nothing() && form.unnamed.is_empty() => Err(match form.elsewhere.is_empty() {
                true => Refusal::Nothing(who.clone()),
                false => {
                    let mut files: Vec<String> = form.elsewhere.into_iter().map(|elsewhere| elsewhere.file).collect();
                    files.sort();
                    files.dedup();
                    Refusal::Everything(files)
                }
            }),
            _ => Ok(form),
        }
    }

    /// How much there is to fill in.
    pub fn count(&self) -> Count {
        Count {
            goals: self.goals.iter().filter(|part| part.key.is_some()).count(),
            indicators: self.goals.iter().map(|part| part.indicators.len()).sum(),
            activities: self.goals.iter().map(|part| part.activities.len()).sum(),
            assignments: self.assignments.len(),
        }
    }

    /// The name of the file without extension: `t1`, `t1-mottagningsgruppen`.
    pub fn name(&self) -> String {
        name(self.occasion_key(), self.who.as_deref())
    }

    /// The name of the file of answers, which says whose they are: `barnenheten-t1-2026-svar.json`.
    fn answers_name(&self) -> String {
        let document = self.wish.loaded.resolved.document(self.plan);
        let year = document.year.as_ref().map(|year| year.value.to_string());
        let parts = [shortened(&names::slug(document.organisation.name())), self.name()].into_iter().chain(year);
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        format!("{}-svar.json", parts.join("-"))
    }

    fn occasion_key(&self) -> &'a str {
        &self.wish.loaded.resolved.settings.steering.occasions[self.wish.occasion].key
    }

    fn add_goal(&mut self, goal: usize, report: Option<&Report>, taken: &mut [HashSet<String>; 3]) {
        let resolved = &self.wish.loaded.resolved;
        let plan = self.plan;
        let joined = &plan.goals[goal];
        let mut part = GoalPart { goal, key: None, indicators: Vec::new(), activities: Vec::new() };
        let mut keep = |form: &mut Form, section: Section, key: Option<String>, at: Option<EntryRef>, name: &str| {
            // Two ids that differ by their capitals alone are one key to a reader of the file.
            let key = key.filter(|key| taken[section as usize].insert(folded_key(key)));
            match (key, at) {
                (Some(key), Some(at)) => {
                    form.elsewhere.push(Elsewhere { section, file: form.file_name(at.document), key });
                    None
                }
                (None, _) => {
                    form.unnamed.push(Unnamed { section, name: name.to_owned() });
                    None
                }
                (key, None) => key,
            }
        };
        let of_goal = goal_responsible(self.wish.loaded, joined);
        if resolved.settings.steering.levels[joined.level].assessed && self.is_wanted(None, of_goal) {
            let title = heading(self.wish.loaded, joined);
            let at = report.and_then(|report| report.goals[goal]);
            let key = self.prefill.goal_key(goal);
            part.key = keep(self, Section::Goals, key, at, &title);
        }
        for &at in &joined.indicators {
            let indicator = resolved.indicator(at);
            if resolved.is_due(self.wish.occasion, at) == Some(false)
                || !self.is_wanted(indicator.responsible.as_ref(), of_goal)
            {
                continue;
            }
            let there = report.and_then(|report| report.indicators.get(&at).copied());
            let key = self.prefill.indicator_key(at);
            let key = keep(self, Section::Indicators, key, there, indicator.name.as_str());
            part.indicators.extend(key.map(|key| Item { at, key }));
        }
        for &at in &joined.activities {
            let activity = resolved.activity(at);
            if !self.prefill.is_open(at) || !self.is_wanted(activity.responsible.as_ref(), of_goal) {
                continue;
            }
            let there = report.and_then(|report| report.activities.get(&at).copied());
            let key = self.prefill.activity_key(at);
            let key = keep(self, Section::Activities, key, there, activity.name.as_str());
            part.activities.extend(key.map(|key| Item { at, key }));
        }
        if part.key.is_some() || !part.indicators.is_empty() || !part.activities.is_empty() {
            self.goals.push(part);
        }
    }

    /// Whether something with this responsible, or without one on a goal with this one, is asked for.
    fn is_wanted(&self, own: Option<&At<String>>, of_goal: Option<&At<String>>) -> bool {
        let responsible = own.filter(|own| !own.value.is_empty()).or(of_goal);
        self.who.as_ref().is_none_or(|who| responsible.is_some_and(|name| same_name(name.as_str(), who)))
    }

    /// The name of a document's file.
    fn file_name(&self, document: usize) -> String {
        let loaded = self.wish.loaded;
        let path = loaded.sources.path(loaded.resolved.documents.head(document).source);
        path.rsplit('/').next().unwrap_or(path).to_owned()
    }

    fn income_statement_in(&self, report: &Report) -> Option<String> {
        let has_one = |part: &&usize| {
            let follow_up = self.wish.loaded.resolved.documents[**part].follow_up.as_ref();
            follow_up.and_then(|follow_up| follow_up.economy.as_ref()?.income_statement.as_ref()).is_some()
        };
        report.parts.iter().find(has_one).map(|part| self.file_name(*part))
    }

    /// "T1 2025"; the year alone where there is no occasion.
    fn when(&self, when: When) -> String {
        let occasions = &self.wish.loaded.resolved.settings.steering.occasions;
        let occasion = when.occasion.map(|occasion| occasions[occasion].key.clone());
        let year = when.year.map(|year| year.to_string());
        occasion.into_iter().chain(year).collect::<Vec<_>>().join(" ")
    }
}

/// The name of a follow-up's file without extension, by the occasion and the role or group whose part it is.
pub fn name(occasion: &str, who: Option<&str>) -> String {
    let key = names::slug(occasion);
    let key = if key.is_empty() { "uppföljning".to_owned() } else { key };
    let Some(who) = who else { return key };
    let who = shortened(&names::slug(who));
    format!("{key}-{}", if who.is_empty() { "del" } else { &who })
}

/// The name of the page to fill in.
pub fn page_name(name: &str) -> String {
    format!("{name}-formulär.html")
}

fn shortened(slug: &str) -> String {
    let short: String = slug.chars().take(LONGEST_NAME).collect();
    short.trim_end_matches('-').to_owned()
}

impl Count {
    fn is_nothing(&self) -> bool {
        self.goals + self.indicators + self.activities + self.assignments == 0
    }
}

/// "Nämndmål: 1.4.1 Trygga barn".
fn heading(loaded: &Loaded, goal: &JoinedGoal) -> String {
    let label = &loaded.resolved.settings.steering.levels[goal.level].heading;
    let title = loaded.resolved.origin(goal).title.as_ref().map(|title| title.as_str());
    let words = [number(loaded, goal), title];
    format!("{label}: {}", words.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn number<'a>(loaded: &'a Loaded, goal: &JoinedGoal) -> Option<&'a str> {
    goal.entries.iter().find_map(|at| loaded.resolved.goal(*at).number.as_ref()).map(|number| number.as_str())
}

fn goal_responsible<'a>(loaded: &'a Loaded, goal: &JoinedGoal) -> Option<&'a At<String>> {
    let found = goal.entries.iter().filter_map(|at| loaded.resolved.goal(*at).responsible.as_ref());
    found.into_iter().find(|name| !name.value.is_empty())
}

/// Whether a follow-up is the part of a role or group; of nobody, whether it is of the whole.
pub fn is_part_of(document: &Document, who: Option<&str>) -> bool {
    let part = document.follow_up.as_ref().and_then(|follow_up| follow_up.part.as_ref());
    match (part, who) {
        (Some(part), Some(who)) => same_name(part.as_str(), who),
        (part, who) => part.is_none() && who.is_none(),
    }
}

/// Names are compared without capitals, and spaces do not count for more than one.
fn same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| {
        let lower = names::key(name).to_lowercase();
        lower.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    plain(one) == plain(other)
}

/// The responsible who is asked for, as the plan spells it.
fn spelled(loaded: &Loaded, plan: &Plan, wanted: &str) -> Result<String, Refusal> {
    let resolved = &loaded.resolved;
    let mut names: Vec<String> = Vec::new();
    for goal in plan.in_print().into_iter().map(|goal| &plan.goals[goal]) {
        let indicators = goal.indicators.iter().filter_map(|at| resolved.indicator(*at).responsible.as_ref());
        let activities = goal.activities.iter().filter_map(|at| resolved.activity(*at).responsible.as_ref());
        for name in goal_responsible(loaded, goal).into_iter().chain(indicators).chain(activities) {
            if !name.value.is_empty() && !names.iter().any(|known| same_name(known, name.as_str())) {
                names.push(name.value.clone());
            }
        }
    }
    let printed = plan.assignments.iter().filter(|joined| joined.printed);
    for name in printed.filter_map(|joined| resolved.responsible_for(joined)) {
        if !name.value.is_empty() && !names.iter().any(|known| same_name(known, name.as_str())) {
            names.push(name.value.clone());
        }
    }
    match names.iter().position(|known| same_name(known, wanted)) {
        Some(found) => Ok(names.swap_remove(found)),
        None => Err(Refusal::Nobody(names)),
    }
}

/// The expected result of a goal: whoever wrote it, in order.
fn expected<'a>(loaded: &'a Loaded, goal: &JoinedGoal) -> Vec<&'a Prose> {
    let sections = goal.entries.iter().flat_map(|at| &loaded.resolved.goal(*at).sections);
    sections.filter(|section| section.section == EXPECTED_RESULT).map(|section| &section.prose).collect()
}
