//! How indicators have gone as tables: for spreadsheets a row for each outcome, in Markdown a table for each indicator.

use super::{IndicatorTrend, Trends, text, time};
use crate::diagnostic::{Bilingual, Language};
use crate::identity::shown;
use crate::model::number::print_decimal;
use crate::model::{Outcome, Target};
use crate::read::load::Loaded;
use crate::status::table::{BYTE_ORDER_MARK, push};

/// The heads of the columns of times.
fn heads() -> [Bilingual; 5] {
    [
        Bilingual::fixed("tid", "time"),
        Bilingual::fixed("utfall", "outcome"),
        Bilingual::fixed("kvinnor/flickor", "women/girls"),
        Bilingual::fixed("män/pojkar", "men/boys"),
        Bilingual::fixed("årsmål", "target"),
    ]
}

/// The cells of each point. Without a unit where `is_bare`, as a spreadsheet counts them.
fn rows(told: &IndicatorTrend, loaded: &Loaded, is_bare: bool) -> Vec<[String; 5]> {
    let outcome = |outcome: &Option<Outcome>| match outcome {
        Some(Outcome::Figure(quantity)) if is_bare => {
            print_decimal(quantity.value).replace('\u{a0}', "").replace('−', "-")
        }
        Some(outcome) => outcome.print(),
        None => String::new(),
    };
    let row = |point: &crate::resolve::inserts::TrendPoint| {
        let target = match &point.target {
            Some(Target::Quantity(quantity)) if is_bare && quantity.upper.is_none() => {
                print_decimal(quantity.value).replace('\u{a0}', "").replace('−', "-")
            }
            Some(target) => target.print(),
            None => String::new(),
        };
        [time(loaded, point), outcome(&point.outcome), outcome(&point.women), outcome(&point.men), target]
    };
    told.trend.points.iter().map(row).collect()
}

/// A row for each time, with commas between and a byte order mark first.
pub fn csv(trends: &Trends, loaded: &Loaded, language: Language) -> String {
    let mut all = String::from(BYTE_ORDER_MARK);
    let first = [
        Bilingual::fixed("organisation", "organisation"),
        Bilingual::fixed("id", "id"),
        Bilingual::fixed("indikator", "indicator"),
        Bilingual::fixed("enhet", "unit"),
    ];
    let cells = first.into_iter().chain(heads()).map(|head| head.get(language).to_owned());
    push(&mut all, &cells.collect::<Vec<_>>());
    for told in &trends.indicators {
        // Each outcome in its own unit: a measure may have been counted in another.
        for (row, point) in rows(told, loaded, true).into_iter().zip(&told.trend.points) {
            let unit = point.quantity().map_or(told.unit.as_str(), |quantity| &quantity.unit);
            let mut cells = [told.organisation_name(), &told.id, &told.name, unit].map(str::to_owned).to_vec();
            cells.extend(row);
            push(&mut all, &cells);
        }
    }
    all
}

/// A heading for each organisation and a table for each indicator; a column that no row needs is left out.
pub fn markdown(trends: &Trends, loaded: &Loaded, language: Language) -> String {
    let plain = |words: &str| {
        let words = shown(words).replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut all = String::new();
    let mut before: Option<&str> = None;
    for told in &trends.indicators {
        let name = told.organisation_name();
        if before != Some(name) {
            all.push_str(&format!("{}## {}\n\n", if before.is_some() { "\n" } else { "" }, plain(name)));
        } else {
            all.push('\n');
        }
        before = Some(name);
        all.push_str(&format!("### {}\n\n", plain(&told.name)));
        let (heads, rows) = used(told, loaded, language);
        let line = |cells: &[String]| {
            format!("| {} |\n", cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" | "))
        };
        all.push_str(&line(&heads));
        all.push_str(&format!("|{}\n", " --- |".repeat(heads.len())));
        rows.iter().for_each(|row| all.push_str(&line(row)));
        if let Some(change) = told.change {
            all.push_str(&format!("\n{}\n", text::words(change).get(language)));
        }
    }
    all
}

/// The heads and rows with the columns in which something stands.
pub(super) fn used(told: &IndicatorTrend, loaded: &Loaded, language: Language) -> (Vec<String>, Vec<Vec<String>>) {
    let rows = rows(told, loaded, false);
    let heads = heads().map(|head| head.get(language).to_owned());
    let is_used = |column: &usize| *column < 2 || rows.iter().any(|row| !row[*column].is_empty());
    let columns: Vec<usize> = (0..heads.len()).filter(is_used).collect();
    let of = |cells: &[String; 5]| columns.iter().map(|column| cells[*column].clone()).collect();
    (of(&heads), rows.iter().map(of).collect())
}
