//! Why a row of a file is about nothing: its organisation, its id or its follow-up is not there.

use std::collections::BTreeSet;

use crate::diagnostic::{Bilingual, near_name};
use crate::export::cell::Cell;
use crate::export::table::Table;
use crate::export::tables::outcomes::Gender;
use crate::import::current::words;
use crate::import::heads::TakenKind;
use crate::import::row::Value;
use crate::import::taken::{MOST_PROBLEMS, Taker};
use crate::import::values;
use crate::msg;
use crate::resolve::names::plain_name;

/// A key of a row: its column in the tables, in the file, and what it says.
pub(super) type Key = (&'static str, Option<usize>, Value);

impl<'t> Taker<'t> {
    /// Tells why a row is about nothing: the organisation, the id, or the follow-up is not there.
    pub(super) fn not_found(
        &mut self,
        taken: &'static TakenKind,
        id: &str,
        keys: &[Key],
        lost: Option<Key>,
        number: usize,
        id_column: Option<usize>,
    ) {
        if self.problems.len() >= MOST_PROBLEMS {
            self.more += 1;
            return;
        }
        let of_whom: Vec<String> =
            keys.iter().filter(|(key, ..)| *key != "gender").map(|(.., value)| value.words()).collect();
        let of_whom = of_whom.join("\n");
        if self.not_there.contains(&of_whom) {
            return;
        }
        let planned = self.current.planned[usize::from(taken.id != "indicator_id")];
        let of = ["year", "council", "board", "organisation"];
        let position = |key: &str| planned.kind.position(key);
        let mut cells: Vec<Cell> = Vec::new();
        let mut rows: Vec<usize> = (0..planned.count()).collect();
        for (key, column, value) in keys.iter().filter(|(key, ..)| of.contains(key)) {
            let Some(place) = position(key) else { continue };
            let names: Vec<String> = match rows.len() < 50_000 {
                true => rows
                    .iter()
                    .map(|row| {
                        planned.cells(*row, &mut cells);
                        words(&cells[place]).into_owned()
                    })
                    .collect(),
                false => Vec::new(),
            };
            rows.retain(|row| {
                planned.cells(*row, &mut cells);
                values::is_same(Some(value), &cells[place])
            });
            if rows.is_empty() {
                let said = value.words();
                let years = || {
                    let known: BTreeSet<&str> =
                        names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
                    let known = known.into_iter().collect::<Vec<_>>().join(", ");
                    (*key == "year" && !known.is_empty()).then(|| msg!("här finns {known}", "there are {known}"))
                };
                let head = taken.kind.columns().find(|own| own.id == *key).map(|own| own.head.clone());
                let Bilingual { sv, en } = head.unwrap_or(Bilingual::fixed("", ""));
                let help = near_name(&said, names.iter().map(String::as_str))
                    .map(|near| msg!("menas {near}?", "is {near} meant?"));
                let help = years().or(help);
                self.problem(
                    number,
                    *column,
                    msg!("här finns ingen plan med {sv} {said}", "there is no plan here with {en} {said}"),
                    help,
                );
                return;
            }
        }
        if taken.id != "row"
            && let Some(place) = position(taken.id)
        {
            let mut ids: Vec<String> = Vec::new();
            let is_known = rows.iter().any(|row| {
                planned.cells(*row, &mut cells);
                let own = words(&cells[place]);
                let is_it = plain_name(&own) == plain_name(id);
                if !is_it && ids.len() < 5_000 {
                    ids.push(own.into_owned());
                }
                is_it
            });
            if !is_known {
                let help =
                    near_name(id, ids.iter().map(String::as_str)).map(|near| msg!("menas {near}?", "is {near} meant?"));
                let words = match taken.id {
                    "indicator_id" => msg!("planen har ingen indikator {id}", "the plan has no indicator {id}"),
                    _ => msg!("planen har inget mål {id}", "the plan has no goal {id}"),
                };
                self.problem(number, id_column, words, help);
                return;
            }
        }
        let occasion =
            keys.iter().find(|(key, ..)| *key == "occasion").map(|(_, column, value)| (*column, value.words()));
        let Some((column, occasion)) = occasion else { return };
        let known = &self.steering.occasions;
        if !known.iter().any(|own| plain_name(&own.key) == plain_name(&occasion)) {
            let all = known.iter().map(|own| own.key.as_str()).collect::<Vec<_>>().join(", ");
            self.problem(
                number,
                column,
                msg!("inget tillfälle heter {occasion}", "no occasion is called {occasion}"),
                Some(msg!("här finns {all}", "there are {all}")),
            );
            return;
        }
        if let Some(("gender", column, value)) = &lost
            && !Gender::ALL.iter().any(|gender| values::is_gender(value, *gender))
        {
            let said = value.words();
            let help = Bilingual::fixed("skriv alla, kvinnor eller män", "write all, women or men");
            self.problem(
                number,
                *column,
                msg!("{said} är inget kön som utfall ges för", "{said} is no gender that outcomes are given for"),
                Some(help),
            );
            return;
        }
        let file = rows.first().and_then(|row| {
            planned.cells(*row, &mut cells);
            position("file").map(|place| words(&cells[place]).into_owned())
        });
        let has_report = lost.as_ref().is_some_and(|(key, ..)| !["occasion", "year", "organisation"].contains(key));
        if taken.id == "row" {
            let help = Bilingual::fixed("skriv raden i uppföljningen först", "write the row in the follow-up first");
            self.problem(
                number,
                id_column,
                msg!("uppföljningen {occasion} har ingen rad {id}", "the follow-up {occasion} has no row {id}"),
                Some(help),
            );
        } else if has_report || self.has_occasion(taken, &rows, planned, &occasion) {
            self.problem(
                number,
                id_column,
                msg!("{id} rapporteras inte vid {occasion}", "{id} is not reported at {occasion}"),
                None,
            );
        } else {
            let file = file.unwrap_or_default();
            self.not_there.insert(of_whom);
            self.problem(
                number,
                column,
                msg!("{file} har ingen uppföljning för {occasion}", "{file} has no follow-up for {occasion}"),
                Some(msg!(
                    "vp new follow-up {file} --period {occasion} skriver en",
                    "vp new follow-up {file} --period {occasion} writes one",
                )),
            );
        }
    }

    /// Whether a plan has a follow-up of an occasion, by the rows of its outcomes and assessments.
    fn has_occasion(&self, taken: &TakenKind, rows: &[usize], planned: Table<'t>, occasion: &str) -> bool {
        let table = self.current.tables[usize::from(taken.id != "indicator_id")];
        let mut cells: Vec<Cell> = Vec::new();
        let Some(row) = rows.first() else { return false };
        planned.cells(*row, &mut cells);
        // Year, council, board and organisation come first in every table.
        let head: Vec<Cell> = cells[..4].to_vec();
        let Some(place) = table.kind.position("occasion") else { return false };
        (0..table.count()).any(|row| {
            table.cells(row, &mut cells);
            cells[..4] == head[..] && plain_name(&words(&cells[place])) == plain_name(occasion)
        })
    }
}
