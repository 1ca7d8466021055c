//! How goals come, change and go from year to year.

use std::collections::HashSet;

use super::goals::{Activity, Goal, Indicator, Measure, Tier};
use super::prose::Prose;
use super::random::Random;
use super::words::{ADJECTIVES, NOUNS, RESPONSIBLE};

/// One organisation's goals of each year, and every id used so far by it and those above.
pub struct History {
    years: Vec<Vec<Goal>>,
    ids: HashSet<String>,
}

impl History {
    /// The goals of the year that comes so many years after the first.
    pub fn at(&self, position: u16) -> &[Goal] {
        &self.years[usize::from(position)]
    }

    fn len(&self) -> u16 {
        u16::try_from(self.years.len()).expect("the years were counted in an u16")
    }
}

/// How many goals the city states for each of its three directions.
pub const AREAS: [usize; 3] = [3, 3, 3];

/// The city's goals for its areas; they have numbers for ids.
pub fn city(first_year: u16, years: u16) -> History {
    let mut draft = Draft::new("kommun", Tier::City, HashSet::new());
    let start = draft.areas(first_year);
    draft.grow(start, first_year, years, None)
}

/// The goals of a board: one or two for each of the city's.
pub fn board(name: &str, city: &History, first_year: u16) -> History {
    let mut draft = Draft::new(name, Tier::Board, city.ids.clone());
    let mut start = Vec::new();
    for area in &city.years[0] {
        for _ in 0..draft.random.between(1, 2) {
            start.push(draft.goal(&area.id, first_year));
        }
    }
    draft.grow(start, first_year, city.len(), Some(city))
}

/// The goals of a unit: none, one or two for each of the board's, at least one altogether.
pub fn unit(name: &str, board: &History, first_year: u16) -> History {
    let mut draft = Draft::new(name, Tier::Unit, board.ids.clone());
    let mut start = Vec::new();
    for above in &board.years[0] {
        let count = match draft.random.between(1, 100) {
            1..=8 if !start.is_empty() => 0,
            1..=70 => 1,
            _ => 2,
        };
        for _ in 0..count {
            start.push(draft.goal(&above.id, first_year));
        }
    }
    draft.grow(start, first_year, board.len(), Some(board))
}

/// Writes goals with ids that are new in its organisation and those above.
pub struct Draft {
    name: String,
    tier: Tier,
    random: Random,
    ids: HashSet<String>,
}

impl Draft {
    pub fn new(name: &str, tier: Tier, ids: HashSet<String>) -> Draft {
        Draft { name: name.to_owned(), tier, random: Random::named(name), ids }
    }

    /// The same ids, for the goals of a level below.
    pub fn below(self, name: &str, tier: Tier) -> Draft {
        Draft::new(name, tier, self.ids)
    }

    /// The city's goals, numbered within their direction.
    pub fn areas(&mut self, year: u16) -> Vec<Goal> {
        let numbers = (1..).zip(AREAS).flat_map(|(direction, areas)| (1..=areas).map(move |area| (direction, area)));
        numbers
            .map(|(direction, area): (usize, usize)| Goal {
                id: format!("{direction}.{area}"),
                ..self.goal(&direction.to_string(), year)
            })
            .collect()
    }

    /// One goal below another.
    pub fn goal(&mut self, above: &str, year: u16) -> Goal {
        let id = self.id();
        let title = self.prose(&id).phrase(5, 13);
        let (indicators, activities) = match self.tier {
            Tier::City => (self.random.between(1, 2), 0),
            Tier::Board => (self.random.between(0, 1), self.random.between(0, 3)),
            Tier::Unit => (self.random.between(0, 1), self.random.between(0, 1)),
        };
        let responsible = self.tier == Tier::Unit && self.random.percent(60);
        Goal {
            above: above.to_owned(),
            title,
            responsible: responsible.then(|| self.random.pick(RESPONSIBLE)),
            replaces: None,
            edition: year,
            indicators: (0..indicators).map(|_| self.indicator(year)).collect(),
            activities: (0..activities).map(|_| self.activity()).collect(),
            id,
        }
    }

    fn indicator(&mut self, year: u16) -> Indicator {
        let id = self.id();
        let random = &mut self.random;
        let (measure, base, begins) = match random.between(1, 100) {
            1..=62 => (Measure::Percent, random.between(50, 92) * 10, "Andel"),
            63..=70 => (Measure::SmallPercent, random.between(35, 95), "Andel"),
            71..=92 => (Measure::Count, random.between(20, 400) * 10, "Antal"),
            _ => (Measure::Days, random.between(15, 120) * 10, "Tid för"),
        };
        let lower = matches!(measure, Measure::SmallPercent | Measure::Days) || random.percent(12);
        let periodicity = random.between(1, 100);
        Indicator {
            lower_is_better: lower,
            by_gender: matches!(measure, Measure::Percent) && random.percent(50),
            set_by_board: self.tier == Tier::City && random.percent(35),
            with_series: self.tier == Tier::Unit && random.percent(20),
            periodicity: match periodicity {
                1..=80 => "Tertial",
                81..=88 => "Halvår",
                _ => "År",
            },
            name: format!("{begins} {}", self.prose(&id).phrase(4, 14).to_lowercase()),
            id,
            since: year,
            measure,
            base,
            raised: 0,
        }
    }

    fn activity(&mut self) -> Activity {
        let id = self.id();
        let name = self.prose(&id).phrase(8, 20);
        let start_month = u8::try_from(self.random.between(1, 6)).expect("a month");
        let responsible = self.random.percent(25);
        Activity {
            id,
            name,
            responsible: responsible.then(|| self.random.pick(RESPONSIBLE)),
            start: (start_month, if self.random.percent(15) { 15 } else { 1 }),
            end: self.random.pick(&[(6, 30), (8, 31), (10, 31), (11, 30), (12, 31), (12, 31)]),
        }
    }

    fn prose(&self, id: &str) -> Prose {
        Prose::named(&format!("{}/{id}/namn", self.name))
    }

    fn id(&mut self) -> String {
        loop {
            let first = if self.random.percent(70) { NOUNS } else { ADJECTIVES };
            let made = format!("{}-{}", self.random.pick(first), self.random.pick(NOUNS));
            // Two words are what people write; only when these are taken comes a number.
            let id = match self.ids.contains(&made) {
                true => format!("{made}-{}", self.random.between(2, 999)),
                false => made,
            };
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }

    /// The years after the first: goals are reworded, replaced, dropped and added, and keep pointing at what is above.
    fn grow(mut self, start: Vec<Goal>, first_year: u16, years: u16, parents: Option<&History>) -> History {
        let mut history = vec![start];
        for position in 1..years {
            let year = first_year + position;
            self.random = Random::named(&format!("{}/{year}", self.name));
            let mut goals = self.next_year(&history[usize::from(position) - 1], year);
            if let Some(parents) = parents {
                goals.iter_mut().for_each(|goal| relink(goal, parents.at(position - 1), parents.at(position)));
            }
            history.push(goals);
        }
        History { years: history, ids: self.ids }
    }

    fn next_year(&mut self, before: &[Goal], year: u16) -> Vec<Goal> {
        let mut now = Vec::new();
        for (position, goal) in before.iter().enumerate() {
            let mut goal = Goal { replaces: None, ..goal.clone() };
            // The first goal always goes on, so that no plan is ever without any.
            let fate = if self.tier == Tier::City || position == 0 { 100 } else { self.random.between(1, 100) };
            match fate {
                1..=5 => {
                    let replaces = Some(goal.id);
                    now.push(Goal { replaces, ..self.goal(&goal.above, year) });
                    continue;
                }
                6..=7 => continue,
                8..=12 => now.push(self.goal(&goal.above, year)),
                13..=26 => goal.indicators.push(self.indicator(year)),
                _ => {}
            }
            if self.random.percent(12) {
                goal.title = Prose::named(&format!("{}/{}/namn/{year}", self.name, goal.id)).phrase(5, 13);
            }
            if self.random.percent(45) {
                goal.edition = year;
            }
            for indicator in &mut goal.indicators {
                indicator.raised += i64::from(self.random.percent(35));
            }
            now.push(goal);
        }
        now
    }
}

/// Points a goal whose goal above is gone at the one that replaces it, else at one of the same area, else at the first.
fn relink(goal: &mut Goal, before: &[Goal], now: &[Goal]) {
    if now.iter().any(|above| above.id == goal.above) {
        return;
    }
    let gone = before.iter().find(|above| above.id == goal.above);
    let heir = now.iter().find(|above| above.replaces.as_ref() == Some(&goal.above));
    let sibling = now.iter().find(|above| gone.is_some_and(|gone| gone.above == above.above));
    goal.above = heir.or(sibling).unwrap_or(&now[0]).id.clone();
}
