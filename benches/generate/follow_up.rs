//! Follow-ups of a unit's plan: two reports within the year and one of all of it.

use super::budget;
use super::goals::{Goal, Indicator};
use super::place::Place;
use super::plan::{Reached, Writer, Year};
use super::random::Random;
use super::yaml::Yaml;

/// The occasions: name, last month and day, and the periodicities that are due.
pub const OCCASIONS: [(&str, (u8, u8), &[&str]); 3] = [
    ("T1", (4, 30), &["Tertial", "Månad", "Kvartal"]),
    ("T2", (8, 31), &["Tertial", "Månad", "Kvartal", "Halvår"]),
    ("VB", (12, 31), &["Tertial", "Månad", "Kvartal", "Halvår", "År"]),
];

/// The follow-up of a unit's plan at one of the occasions.
pub fn write(place: &Place, year: &Year, occasion: usize, scale: i64) -> String {
    let (period, until, due) = OCCASIONS[occasion];
    let is_last = occasion + 1 == OCCASIONS.len();
    let key = format!("{}/{period}", place.unit_key);
    let writer = Writer { key: &key, year: year.year, length: scale };
    let reached = Reached::new(&place.unit_key, year);
    let goals: Vec<&Goal> =
        reached.areas.iter().copied().chain(reached.boards.iter().copied()).chain(year.unit).collect();
    let mut yaml = Yaml::default();
    yaml.value("vp", 1);
    yaml.value("dokument", if is_last { "verksamhetsberättelse" } else { "tertialrapport" });
    yaml.value("period", period);
    writer.prose(&mut yaml, "sammanfattande_analys", "", 1200, if is_last { 3800 } else { 2000 });
    yaml.section("mål", |yaml| {
        let assessed = goals.iter().filter(|goal| is_last || year.unit.iter().any(|own| own.id == goal.id));
        for goal in assessed {
            yaml.section(&format!("\"{}\"", goal.id), |yaml| {
                // Never better than any goal below.
                yaml.value("bedömning", "delvis");
                writer.prose(yaml, "analys", &goal.id, 150, if is_last { 700 } else { 300 });
            });
        }
    });
    yaml.section("indikatorer", |yaml| {
        let indicators = goals.iter().flat_map(|goal| &goal.indicators);
        for indicator in indicators.filter(|indicator| due.contains(&indicator.periodicity)) {
            yaml.section(&indicator.id, |yaml| {
                outcome(yaml, indicator, &key, year.year);
                writer.prose(yaml, "analys", &indicator.id, 60, if is_last { 400 } else { 160 });
            });
        }
    });
    yaml.section("aktiviteter", |yaml| {
        let activities = goals.iter().flat_map(|goal| &goal.activities);
        for activity in activities.filter(|activity| !reached.left_out.contains(&activity.id)) {
            let late = activity.start <= until && Random::named(&format!("{key}/{}", activity.id)).percent(10);
            yaml.section(&activity.id, |yaml| {
                yaml.value(
                    "status",
                    match late {
                        true => "försenad",
                        false if activity.start > until => "ej påbörjad",
                        false if activity.end > until => "pågår",
                        false => "genomförd",
                    },
                );
                if late {
                    yaml.value("avvikelse", "Starten blev senare än planerat");
                }
                writer.prose(yaml, "analys", &activity.id, 60, 250);
            });
        }
    });
    yaml.section("ekonomi", |yaml| {
        yaml.section("resultaträkning", |yaml| {
            budget::income_statement(yaml, &place.unit_key, year.first, year.year, is_last);
        });
        writer.prose(yaml, "analys", "ekonomi", 300, 1200);
    });
    if is_last {
        writer.prose(&mut yaml, "systematiskt_kvalitetsarbete", "", 600, 2400);
        writer.prose(&mut yaml, "övrigt", "", 200, 700);
    }
    yaml.finish()
}

/// The outcome, and those of the genders, which it lies between or is the sum of.
fn outcome(yaml: &mut Yaml, indicator: &Indicator, key: &str, year: u16) {
    let (all, men, women) = indicator.outcomes(key, year);
    yaml.value("utfall", all);
    if indicator.by_gender {
        yaml.value("män", men);
        yaml.value("kvinnor", women);
    }
}
