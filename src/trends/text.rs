//! How indicators have gone as text for people: a line for each year, with a bar as long as its outcome.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{IndicatorTrend, Trends, time};
use crate::diagnostic::{Bilingual, Language};
use crate::identity::shown;
use crate::model::{Direction, Outcome, Target};
use crate::msg;
use crate::read::load::Loaded;
use crate::resolve::inserts::Change;

/// So many characters long is the longest bar.
const LONGEST: i64 = 24;

/// All of them, with a line break at the end.
pub fn write(trends: &Trends, loaded: &Loaded, language: Language) -> String {
    let mut text = String::new();
    let mut before: Option<&str> = None;
    for told in &trends.indicators {
        let name = told.organisation_name();
        if before != Some(name) {
            text.push_str(&format!("{}{}\n", if before.is_some() { "\n" } else { "" }, shown(name)));
            before = Some(name);
        }
        indicator(told, loaded, language, &mut text);
    }
    text
}

fn indicator(told: &IndicatorTrend, loaded: &Loaded, language: Language, text: &mut String) {
    let say = |words: Bilingual| words.get(language).to_owned();
    let direction = told.direction.map(|direction| say(self::direction(direction)));
    let direction = direction.map_or_else(String::new, |words| format!(", {words}"));
    text.push_str(&format!("\n  {} ({}){direction}\n", shown(&told.name), shown(&told.id)));
    let times: Vec<String> = told.trend.points.iter().map(|point| time(loaded, point)).collect();
    let outcomes: Vec<String> =
        told.trend.points.iter().map(|point| point.outcome.as_ref().map_or_else(String::new, Outcome::print)).collect();
    let widest = |words: &[String]| words.iter().map(|words| words.chars().count()).max().unwrap_or(0);
    let (time_width, outcome_width) = (widest(&times), widest(&outcomes));
    let most = told.trend.points.iter().filter_map(|point| drawn(told, point)).map(|value| value.abs()).max();
    for (point, (time, outcome)) in told.trend.points.iter().zip(times.iter().zip(&outcomes)) {
        if point.is_new_measure {
            text.push_str(&format!("    -- {}\n", say(Bilingual::fixed("nytt mått", "new measure"))));
        }
        let bar = drawn(told, point).zip(most).map_or_else(String::new, |(value, most)| bar(value, most));
        let target = point.target.as_ref().map(Target::print).map_or_else(String::new, |target| {
            let words = msg!("mål {target}", "target {target}");
            format!("  {}", say(words))
        });
        let line = format!(
            "    {time:<time_width$}  {outcome:>outcome_width$}  {bar:<width$}{target}",
            width = usize::try_from(LONGEST).unwrap_or(0)
        );
        text.push_str(shown(line.trim_end()).as_ref());
        text.push('\n');
    }
    if let Some(change) = told.change {
        text.push_str(&format!("    {}\n", say(words(change))));
    }
}

/// The outcome in the unit that the trend is drawn in.
fn drawn(told: &IndicatorTrend, point: &crate::resolve::inserts::TrendPoint) -> Option<Decimal> {
    let latest = told.trend.latest()?;
    point.quantity().filter(|quantity| quantity.same_unit(latest)).map(|quantity| quantity.value)
}

/// A bar; of what is below nothing it is of another kind.
fn bar(value: Decimal, most: Decimal) -> String {
    let halves = value.abs().checked_div(most).unwrap_or_default() * Decimal::from(2 * LONGEST);
    let halves = halves.round().to_usize().unwrap_or(0);
    let (whole, half) = if value.is_sign_negative() { ("░", "") } else { ("█", "▌") };
    whole.repeat(halves / 2) + if halves % 2 == 1 { half } else { "" }
}

/// Which way is better.
pub(super) fn direction(direction: Direction) -> Bilingual {
    match direction {
        Direction::Higher => Bilingual::fixed("högre är bättre", "higher is better"),
        Direction::Lower => Bilingual::fixed("lägre är bättre", "lower is better"),
        Direction::Range => Bilingual::fixed("inom intervallet är bra", "within the range is good"),
    }
}

/// How the last outcome stands to the one before.
pub(super) fn words(change: Change) -> Bilingual {
    match change {
        Change::Better => Bilingual::fixed("↗ bättre", "↗ better"),
        Change::Unchanged => Bilingual::fixed("→ oförändrat", "→ unchanged"),
        Change::Worse => Bilingual::fixed("↘ sämre", "↘ worse"),
        Change::Higher => Bilingual::fixed("högre", "higher"),
        Change::Lower => Bilingual::fixed("lägre", "lower"),
        Change::NewMeasure => Bilingual::fixed("nytt mått", "new measure"),
    }
}
