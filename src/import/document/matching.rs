//! What the plans of a workspace already call things: a goal, an indicator or an activity of the same name keeps its id.

use std::collections::{HashMap, HashSet};

use std::path::Path;

use crate::import::document::known::fold;
use crate::model::{Document, DocumentKind};
use crate::read::load::Loaded;
use crate::resolve::names::{activity_id, goal_id, indicator_id, plain_name};

/// The ids of a workspace by the names of what they name.
#[derive(Debug, Default)]
pub struct Matching {
    goals: HashMap<(usize, String), String>,
    /// Goals of plans of other years: year, level, title, id.
    earlier: Vec<(i16, usize, String, String)>,
    /// The year of the document.
    year: Option<i16>,
    indicators: HashMap<String, String>,
    activities: HashMap<String, String>,
    assignments: HashMap<String, String>,
    /// The file of the plan of the same organisation and year, below the folder of plans.
    plan: Option<std::path::PathBuf>,
    /// The ids of that plan and those above it.
    of_plan: HashSet<String>,
}

impl Matching {
    /// The ids in the plans of an organisation, and in those above them; of the year of the document first.
    pub fn of(loaded: &Loaded, organisation: Option<&str>, year: Option<i16>) -> Matching {
        let mut matching = Matching { year, ..Matching::default() };
        let name = organisation.map(plain_name);
        let is_own = |document: &Document| {
            let names = std::iter::once(document.organisation.name())
                .chain(document.organisation.formerly.iter().map(|name| name.as_str()));
            document.kind == DocumentKind::Plan && names.map(plain_name).any(|own| Some(own) == name)
        };
        let year_of = |document: &Document| document.year.as_ref().map(|year| year.value);
        let resolved = &loaded.resolved;
        let mut own: Vec<usize> =
            (0..resolved.documents.len()).filter(|number| is_own(&resolved.documents[*number])).collect();
        // The same year first, then the years nearest to it.
        own.sort_by_key(|number| {
            let of = year_of(&resolved.documents[*number]);
            (of.zip(year).map_or(i16::MAX, |(of, year)| (of - year).abs()), *number)
        });
        for number in own {
            let document = &resolved.documents[number];
            let is_same_year = year_of(document) == year && year.is_some();
            if is_same_year && matching.plan.is_none() {
                matching.plan = loaded.paths.get(&document.source).cloned();
            }
            let chain = std::iter::once(number).chain(resolved.plans[number].above.iter().copied());
            for of in chain {
                matching.add(&resolved.documents[of], is_same_year);
            }
        }
        // A plan above may have come with the document of another unit.
        for document in resolved
            .documents
            .all()
            .filter(|document| document.is_plan() && year.is_some() && year_of(document) == year)
        {
            matching.add(document, true);
        }
        matching
    }

    fn add(&mut self, document: &Document, is_same_year: bool) {
        for assignment in &document.assignments {
            if let (Some(id), Some(title)) = (&assignment.id, &assignment.title) {
                self.assignments.entry(fold(title.as_str())).or_insert_with(|| id.value.clone());
            }
        }
        for goal in &document.goals {
            let id = goal_id(goal);
            let title = goal.title.as_ref().map(|title| title.value.clone()).unwrap_or_default();
            let key = (goal.level, fold(&title));
            if !is_same_year {
                let year = document.year.as_ref().map_or(i16::MIN, |year| year.value);
                self.earlier.push((year, goal.level, title, id.clone()));
            } else {
                self.of_plan.insert(id.clone());
            }
            self.goals.entry(key).or_insert(id);
            for indicator in &goal.indicators {
                self.indicators.entry(fold(indicator.name.as_str())).or_insert_with(|| indicator_id(indicator));
            }
            for activity in &goal.activities {
                self.activities.entry(fold(activity.name.as_str())).or_insert_with(|| activity_id(activity));
            }
        }
    }

    /// The id of an assignment with this title.
    pub fn assignment(&self, title: &str) -> Option<&str> {
        self.assignments.get(&fold(title)).map(String::as_str)
    }

    /// Takes no plan for that of a report that lies in another folder than the report is written to.
    pub fn only_in(mut self, folder: &Path) -> Matching {
        let real = |path: &Path| path.canonicalize().ok();
        self.plan = self.plan.filter(|plan| plan.parent().and_then(real) == real(folder));
        self
    }

    /// The file of the plan that a report of this organisation and year is of.
    pub fn plan(&self) -> Option<&std::path::Path> {
        self.plan.as_deref()
    }

    /// The id of a goal with this title.
    pub fn goal(&self, level: usize, title: &str, _number: Option<&str>) -> Option<&str> {
        self.goals.get(&(level, fold(title))).map(String::as_str)
    }

    /// The id of an indicator of this name.
    pub fn indicator(&self, name: &str) -> Option<&str> {
        self.indicators.get(&fold(name)).map(String::as_str)
    }

    /// The id of an activity of this name.
    pub fn activity(&self, name: &str) -> Option<&str> {
        self.activities.get(&fold(name)).map(String::as_str)
    }

    /// The goal of the plan before that a goal most likely goes on: most of their words are the same. Without a plan before, of the
    /// plan after.
    pub fn earlier_goal(&self, level: usize, title: &str) -> Vec<String> {
        let own = words(title);
        let share = |other: &str| {
            let other = words(other);
            let common = own.intersection(&other).count() * 2;
            common * 100 / (own.len() + other.len()).max(1)
        };
        let years = || self.earlier.iter().map(|(year, ..)| *year);
        let before = years().filter(|of| self.year.is_some_and(|year| *of < year)).max();
        let Some(nearest) = before.or_else(|| years().min()) else { return Vec::new() };
        let same = self.earlier.iter().filter(|(year, of, ..)| *year == nearest && *of == level);
        let best = same.map(|(_, _, title, id)| (share(title), id)).max();
        best.filter(|(share, _)| *share >= 60).map(|(_, id)| id.clone()).into_iter().collect()
    }
}

/// The words of a title that say something.
fn words(title: &str) -> HashSet<String> {
    fold(title).split(' ').filter(|word| word.chars().count() > 3).map(str::to_owned).collect()
}
