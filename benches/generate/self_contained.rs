//! One plan with every level in one file, the way an old plan is transcribed.

use std::collections::HashSet;

use super::UNIT_BYTES;
use super::goals::{Goal, Tier};
use super::history::{AREAS, Draft};
use super::plan::{self, Targets, Writer, Year};
use super::yaml::Yaml;

/// The organisation's streams of choices.
const KEY: &str = "en/fil";

/// A plan of about so many bytes: more give more goals at each level, fewer give shorter texts too.
pub fn write(bytes: usize, year: u16) -> String {
    let year = Year { year, first: year, areas: &[], board: &[], unit: &[] };
    let length = length_for(bytes);
    let writer = Writer { key: KEY, year: year.year, length };
    let mut end = Yaml::default();
    writer.end(&mut end, year.first);

    let mut yaml = plan::head(year.year, &[("nämnd", "Exempelby stadsdelsnämnd"), ("enhet", "Exempelenheten")]);
    writer.introduction(&mut yaml);
    yaml.section("mål", |yaml| {
        let mut draft = Draft::new("en/kommun", Tier::City, HashSet::new());
        let areas = (bytes / 8000).clamp(1, AREAS.iter().sum());
        let areas: Vec<_> = draft.areas(year.year).into_iter().take(areas).collect();
        plan::directions(yaml, areas.iter().map(|area| &area.above).collect::<HashSet<_>>().len());
        yaml.items("verksamhetsområdesmål", &areas, |yaml, area| plan::area_goal(yaml, area, &year, Targets::Both));

        let mut draft = draft.below("en/nämnd", Tier::Board);
        let boards: Vec<Goal> =
            (0..bytes / 7000 + 1).map(|number| draft.goal(&areas[number % areas.len()].id, year.year)).collect();
        yaml.items("nämndmål", &boards, |yaml, goal| plan::board_goal(yaml, goal, &year, &writer));

        let mut draft = draft.below("en/enhet", Tier::Unit);
        yaml.section("enhetsmål", |yaml| {
            for above in boards.iter().cycle() {
                let goal = draft.goal(&above.id, year.year);
                let left = bytes.saturating_sub(yaml.len() + end.len());
                // The last goal is as long as there is room.
                let writer = Writer { length: length.min(length_for(left * 20)), ..writer };
                yaml.item(|yaml| plan::unit_goal(yaml, &goal, &year, &writer));
                if yaml.len() + end.len() >= bytes {
                    break;
                }
            }
        });
    });
    yaml.finish() + &end.finish()
}

/// How long the texts of a plan of this size are, in thousandths: from the usual size on as long as a unit's.
fn length_for(bytes: usize) -> i64 {
    let share = bytes.min(UNIT_BYTES) * 1000 / UNIT_BYTES;
    i64::try_from(share).expect("at most a thousand")
}
