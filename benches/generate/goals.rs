//! Goals, indicators and activities as they stand in one year.

use super::random::Random;

/// Whose goal it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    City,
    Board,
    Unit,
}

/// A goal as it stands in one year's plan.
#[derive(Clone)]
pub struct Goal {
    pub id: String,
    /// The id or nr of the goal above.
    pub above: String,
    pub title: String,
    pub responsible: Option<&'static str>,
    /// The goal of the year before that this one continues.
    pub replaces: Option<String>,
    /// The year in which its prose was written anew.
    pub edition: u16,
    pub indicators: Vec<Indicator>,
    pub activities: Vec<Activity>,
}

/// What is measured. Figures are tenths.
#[derive(Clone)]
pub struct Indicator {
    pub id: String,
    pub name: String,
    pub periodicity: &'static str,
    pub lower_is_better: bool,
    pub by_gender: bool,
    /// Whether the city leaves the target to the boards.
    pub set_by_board: bool,
    /// Whether outcomes of the years before it stand in the plan.
    pub with_series: bool,
    /// The first year in which it is measured.
    pub since: u16,
    pub measure: Measure,
    /// The first target.
    pub base: i64,
    /// How often the target was raised.
    pub raised: i64,
}

/// In what an indicator is measured.
#[derive(Clone, Copy)]
pub enum Measure {
    Percent,
    SmallPercent,
    Count,
    Days,
}

/// Something done during a part of the year.
#[derive(Clone)]
pub struct Activity {
    pub id: String,
    pub name: String,
    pub responsible: Option<&'static str>,
    /// Month and day.
    pub start: (u8, u8),
    pub end: (u8, u8),
}

impl Activity {
    pub fn start(&self, year: u16) -> String {
        format!("{year}-{:02}-{:02}", self.start.0, self.start.1)
    }

    pub fn end(&self, year: u16) -> String {
        format!("{year}-{:02}-{:02}", self.end.0, self.end.1)
    }
}

impl Indicator {
    /// The target of those who own the indicator.
    pub fn target(&self) -> String {
        self.written(self.better_by(self.raised))
    }

    /// A target set below them: a more ambitious one, unless it is awaited from there.
    pub fn own_target(&self) -> String {
        self.written(self.better_by(self.raised + if self.set_by_board { 0 } else { 2 }))
    }

    /// An outcome of this place in this year, the same whoever asks.
    pub fn outcome(&self, place: &str, year: u16) -> String {
        let mut random = Random::named(&format!("{place}/{}/utfall/{year}", self.id));
        self.written(self.within_limits(self.base * random.between(80, 110) / 100))
    }

    /// An outcome, and those for men and for women: a share lies between them, a count is their sum.
    pub fn outcomes(&self, place: &str, year: u16) -> (String, String, String) {
        let mut random = Random::named(&format!("{place}/{}/utfall/{year}", self.id));
        let all = self.within_limits(self.base * random.between(80, 110) / 100);
        let (men, women) = match self.measure {
            Measure::Count => {
                let men = all * random.between(30, 70) / 1000 * 10;
                (men, all - men)
            }
            _ => {
                let apart = all * random.between(0, 8) / 1000 * 10;
                (all - apart, all + apart)
            }
        };
        (self.written(all), self.written(men), self.written(women))
    }

    fn better_by(&self, steps: i64) -> i64 {
        let step = if matches!(self.measure, Measure::SmallPercent) { 1 } else { 10 };
        self.within_limits(self.base + if self.lower_is_better { -step } else { step } * steps)
    }

    fn within_limits(&self, tenths: i64) -> i64 {
        match self.measure {
            Measure::Percent => tenths.clamp(10, 990),
            Measure::SmallPercent => tenths.clamp(5, 990),
            Measure::Count | Measure::Days => tenths.max(10) / 10 * 10,
        }
    }

    fn written(&self, tenths: i64) -> String {
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let unit = match self.measure {
            Measure::Percent | Measure::SmallPercent => " %",
            Measure::Count => "",
            Measure::Days => " dagar",
        };
        match tenth {
            0 => format!("{whole}{unit}"),
            tenth => format!("{whole},{tenth}{unit}"),
        }
    }
}
