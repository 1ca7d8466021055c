//! Writes workspaces of any size with made-up plans, for benchmarks and for tests of large inputs.
//!
//! Words are plain Swedish vocabulary joined at random; no sentence is taken from a real document. The figures agree
//! with each other, so that a check finds no errors and measures what it costs to find none.
//!
//! ```text
//! words, random ── prose ── goals ── history ──┬── plan ──┬── self_contained, workspace
//!                    │        yaml ── budget ──┘          └── follow_up
//!                    └── titles
//! ```
//!
//! The modules name each other by `super::`, as their place in the crate differs between a benchmark and a test.
#![expect(unreachable_pub, reason = "a benchmark is a crate of its own that exports nothing")]
#![allow(dead_code, reason = "each benchmark and test takes what it needs of this module")]

mod budget;
mod follow_up;
mod goals;
mod history;
mod place;
mod plan;
mod prose;
mod random;
mod self_contained;
pub mod titles;
mod words;
mod yaml;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;

use goals::Goal;
use history::History;
use place::Place;
use plan::Year;

/// The year of the newest plans.
const LAST_YEAR: u16 = 2025;

/// About how large a unit's plan is at a scale of 1.
const UNIT_BYTES: usize = 58_000;

/// How large a workspace is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Units, each of which has a plan in every year.
    pub units: usize,
    /// Units of one board.
    pub units_per_board: usize,
    /// Years with plans, of which 2025 is the last.
    pub years: usize,
    /// The length of the units' prose: 1.0 is usual.
    pub scale: f64,
    /// Whether each unit's plan has its three follow-ups.
    pub follow_ups: bool,
}

/// Every file of the workspace: its path from the root with `/`, and its text. The same size gives the same bytes, and
/// the first ten units of a size of 10 are those of a size of 1000.
pub fn workspace(size: &Size) -> impl Iterator<Item = (String, String)> + use<> {
    let (units, units_per_board) = (size.units, size.units_per_board.max(1));
    let world = Rc::new(World::new(size));
    let city: Vec<_> = (0..world.years).map(|at| world.city_plan(at)).collect();
    let boards = (0..units.div_ceil(units_per_board)).flat_map(move |board| {
        let goals = world.board_goals(board);
        let plans: Vec<_> = (0..world.years).map(|at| world.board_plan(board, &goals, at)).collect();
        let world = Rc::clone(&world);
        let of_board = units_per_board.min(units - board * units_per_board);
        plans.into_iter().chain((0..of_board).flat_map(move |unit| world.unit_files(board, &goals, unit)))
    });
    city.into_iter().chain(boards)
}

/// Writes the workspace below a folder; gives the number of files and of bytes.
pub fn write(root: &Path, size: &Size) -> io::Result<(usize, u64)> {
    let (mut files, mut bytes) = (0, 0);
    for (path, text) in workspace(size) {
        let path = root.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        File::create(path)?.write_all(text.as_bytes())?;
        files += 1;
        bytes += text.len() as u64;
    }
    Ok((files, bytes))
}

/// One self-contained plan (all levels in one file) of about this many bytes, at least some five thousand.
pub fn self_contained(bytes: usize) -> String {
    self_contained::write(bytes, LAST_YEAR)
}

/// What all plans have in common.
struct World {
    first: u16,
    years: u16,
    /// In thousandths, so that all arithmetic is exact from here on.
    scale: i64,
    follow_ups: bool,
    city: History,
}

impl World {
    fn new(size: &Size) -> World {
        let years = u16::try_from(size.years).unwrap_or(u16::MAX).clamp(1, 100);
        let first = LAST_YEAR + 1 - years;
        World {
            first,
            years,
            scale: (size.scale * 1000.0).round() as i64,
            follow_ups: size.follow_ups,
            city: history::city(first, years),
        }
    }

    fn year<'a>(&'a self, at: u16, board: &'a [Goal], unit: &'a [Goal]) -> Year<'a> {
        Year { year: self.first + at, first: self.first, areas: self.city.at(at), board, unit }
    }

    fn board_goals(&self, board: usize) -> History {
        history::board(&Place::new(board, 0).board_key, &self.city, self.first)
    }

    fn city_plan(&self, at: u16) -> (String, String) {
        let year = self.year(at, &[], &[]);
        (format!("plans/{}/plan.yaml", year.year), plan::city(&year))
    }

    fn board_plan(&self, board: usize, goals: &History, at: u16) -> (String, String) {
        let (place, year) = (Place::new(board, 0), self.year(at, goals.at(at), &[]));
        (format!("{}/plan.yaml", place.board_folder(year.year)), plan::board(&place, &year))
    }

    /// The files of a unit in all years.
    fn unit_files(&self, board: usize, above: &History, unit: usize) -> Vec<(String, String)> {
        let place = Place::new(board, unit);
        let goals = history::unit(&place.unit_key, above, self.first);
        let files = |at| {
            let year = self.year(at, above.at(at), goals.at(at));
            let folder = place.unit_folder(year.year);
            let mut files = vec![(format!("{folder}/plan.yaml"), plan::unit(&place, &year, self.scale))];
            let occasions = follow_up::OCCASIONS.iter().enumerate().filter(|_| self.follow_ups);
            files.extend(occasions.map(|(number, (period, ..))| {
                let path = format!("{folder}/{}.yaml", period.to_lowercase());
                (path, follow_up::write(&place, &year, number, self.scale))
            }));
            files
        };
        (0..self.years).flat_map(files).collect()
    }
}
