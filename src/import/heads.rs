//! Which table a sheet holds, by its heads, and which columns of it are taken in.

use crate::diagnostic::{Bilingual, near_name};
use crate::export::table::TableKind;
use crate::export::tables::assessments::ASSESSMENTS;
use crate::export::tables::outcomes::{Gender, OUTCOMES};
use crate::export::tables::statements::STATEMENTS;
use crate::import::row::{CellAt, Value};

/// A table whose rows are taken in.
#[derive(Debug)]
pub(super) struct TakenKind {
    /// The table of an export.
    pub(super) kind: &'static TableKind,
    /// The column by which a row is found.
    pub(super) id: &'static str,
    /// The columns that tell rows of one id apart.
    pub(super) keys: &'static [&'static str],
    /// The columns that are taken in.
    pub(super) taken: &'static [&'static str],
    /// The columns that follow from others: what they say is as old as the file.
    pub(super) derived: &'static [&'static str],
}

/// The tables whose rows are taken in, in the order in which their heads are looked for.
pub(super) static KINDS: [TakenKind; 3] = [
    TakenKind {
        kind: &OUTCOMES,
        id: "indicator_id",
        keys: &["year", "council", "board", "organisation", "occasion", "outcome_year", "from", "gender"],
        taken: &["outcome", "forecast", "assessment", "count"],
        derived: &[
            "outcome_in_print",
            "state",
            "compared_with",
            "basis",
            "assessed_by",
            "computed",
            "council_assessment",
            "place_on_scale",
        ],
    },
    TakenKind {
        kind: &ASSESSMENTS,
        id: "goal_id",
        keys: &["year", "council", "board", "organisation", "occasion"],
        taken: &["assessment", "forecast"],
        derived: &["assessment_in_print", "place_on_scale", "to_be_assessed"],
    },
    TakenKind {
        kind: &STATEMENTS,
        id: "row",
        keys: &["year", "council", "board", "organisation", "occasion", "side", "row_kind"],
        taken: &["outcome", "budget", "forecast"],
        derived: &["deviation", "outcome_kr", "budget_kr", "forecast_kr", "deviation_kr"],
    },
];

/// What stands below a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// A column of the table, by its place among all.
    Column(usize),
    /// The outcome of women or of men, beside that of all.
    Of(Gender),
}

/// The heads of a sheet.
#[derive(Debug)]
pub(super) struct Heads {
    /// Which of [`KINDS`] it is.
    pub(super) table: usize,
    /// The columns of the sheet that are known, each with what stands in it.
    pub(super) columns: Vec<(usize, Head)>,
}

impl Heads {
    /// The heads in a row; none where it is no row of heads.
    pub(super) fn of(cells: &[CellAt]) -> Option<Heads> {
        KINDS.iter().enumerate().find_map(|(table, taken)| {
            let mut columns: Vec<(usize, Head)> = Vec::new();
            for (column, value) in cells {
                let Value::Text(words) = value else { continue };
                let head = head(taken, words.trim());
                columns.extend(
                    head.filter(|head| !columns.iter().any(|(_, own)| own == head)).map(|head| (*column, head)),
                );
            }
            let has = |id: &&str| {
                let place = taken.kind.position(id).map(Head::Column);
                columns.iter().any(|(_, head)| Some(*head) == place)
            };
            let is_taken = taken.taken.iter().any(&has) || columns.iter().any(|(_, head)| matches!(head, Head::Of(_)));
            (has(&taken.id) && is_taken).then_some(Heads { table, columns })
        })
    }

    /// The table.
    pub(super) fn kind(&self) -> &'static TakenKind {
        &KINDS[self.table]
    }
}

/// What a head says: the name of a column in either language or in JSON, whatever its capitals, hyphens and blanks.
fn head(taken: &TakenKind, words: &str) -> Option<Head> {
    let words = folded(words);
    let is_it = |name: &str| folded(name) == words;
    let place =
        taken.kind.columns().position(|column| is_it(column.id) || is_it(&column.head.sv) || is_it(&column.head.en));
    let genders = [(Gender::Women, ["kvinnor", "women", "flickor"]), (Gender::Men, ["män", "men", "pojkar"])];
    let gender = || {
        let found = genders.iter().find(|(_, names)| names.iter().any(|name| is_it(name)))?;
        (taken.id == "indicator_id").then_some(Head::Of(found.0))
    };
    place.map(Head::Column).or_else(gender)
}

fn folded(words: &str) -> String {
    words.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The first head in a row that is nearly the name of a column that is needed, with that name in both languages.
pub(super) fn nearly(cells: &[CellAt]) -> Option<(String, Bilingual)> {
    let needed = KINDS.iter().flat_map(|taken| {
        let is_needed = |id: &str| id == taken.id || taken.taken.contains(&id);
        taken.kind.columns().filter(move |column| is_needed(column.id))
    });
    let needed: Vec<&Bilingual> = needed.map(|column| &column.head).collect();
    cells.iter().find_map(|(_, value)| {
        let Value::Text(words) = value else { return None };
        let words = words.trim();
        let names = needed.iter().flat_map(|head| [&*head.sv, &*head.en]);
        let near = near_name(words, names)?;
        let head = needed.iter().find(|head| head.sv == near || head.en == near)?;
        let is_whole = [&*head.sv, &*head.en].iter().any(|name| folded(name) == folded(words));
        (!is_whole).then(|| (words.to_owned(), (*head).clone()))
    })
}
