//! The rows of a file beside the tables of an export: what they say otherwise and is taken in, and what is not.

mod lost;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;

use rust_decimal::Decimal;

use crate::diagnostic::Bilingual;
use crate::export::cell::Cell;
use crate::export::tables::outcomes::Gender;
use crate::import::change::Change;
use crate::import::current::{Current, of_organisation, words};
use crate::import::heads::{Head, Heads, KINDS, nearly};
use crate::import::problem::{Place, Problem};
use crate::import::row::{CellAt, Rows, Value};
use crate::import::values;
use crate::model::Steering;
use crate::msg;
use crate::resolve::names::plain_name;

use self::lost::Key;

const fn both(sv: &'static str, en: &'static str) -> Bilingual {
    Bilingual::fixed(sv, en)
}

/// Heads are looked for in so many rows of a sheet: titles and empty lines may stand above them.
const MOST_ABOVE: usize = 20;

/// So many problems are told; the others are counted.
const MOST_PROBLEMS: usize = 100;

/// Why a cell that says something else is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Left {
    /// The column is not taken in.
    Column,
    /// It is empty.
    Emptied,
}

/// The row of today's table that a row of the file is about.
struct Found {
    row: usize,
    /// Women or men, where today's row is that of all.
    of: Option<Gender>,
}

enum State {
    /// Looking for the heads.
    Above(usize),
    Below(Heads),
    /// The sheet holds nothing that is taken in.
    Done,
}

/// Takes rows.
pub struct Taker<'t> {
    current: &'t Current<'t>,
    steering: &'t Steering,
    period: Option<Value>,
    sheet: String,
    state: State,
    has_table: bool,
    /// A head that is nearly one that is needed, and that one.
    near: Option<(String, Bilingual)>,
    /// The changes, in the order of the file.
    pub changes: Vec<Change>,
    problems: Vec<Problem>,
    more: usize,
    left: BTreeMap<(Place, Left), (Bilingual, usize, usize)>,
    /// What was said already of each cell of the tables of today.
    said: HashMap<(usize, usize, &'static str, &'static str), (Value, Place)>,
    /// Follow-ups that are not there yet, each once.
    not_there: HashSet<String>,
    cells: Vec<Cell<'t>>,
}

impl<'t> Taker<'t> {
    /// Nothing taken yet. `period` is the occasion of rows that name none.
    pub fn new(current: &'t Current<'t>, steering: &'t Steering, period: Option<&str>) -> Taker<'t> {
        Taker {
            current,
            steering,
            period: period.map(|period| Value::Text(period.into())),
            sheet: String::new(),
            state: State::Above(0),
            has_table: false,
            near: None,
            changes: Vec::new(),
            problems: Vec::new(),
            more: 0,
            left: BTreeMap::new(),
            said: HashMap::new(),
            not_there: HashSet::new(),
            cells: Vec::new(),
        }
    }

    /// Whether some sheet holds a table that is taken in.
    pub fn has_table(&self) -> bool {
        self.has_table
    }

    /// A head of a file without such a table that is nearly one that is needed, and that one.
    pub fn near_head(&self) -> Option<&(String, Bilingual)> {
        self.near.as_ref()
    }

    /// What was not taken in, and how many problems more there are.
    pub fn into_problems(self) -> (Vec<Change>, Vec<Problem>, usize) {
        let mut problems = self.problems;
        for ((place, left), (head, count, first)) in self.left {
            let Bilingual { sv, en } = &head;
            let words = match (left, count) {
                (Left::Column, 1) => msg!(
                    "kolumnen {sv} tas inte in, men säger annat än planerna på rad {first}",
                    "the column {en} is not taken in, but says otherwise than the plans in row {first}",
                ),
                (Left::Column, _) => msg!(
                    "kolumnen {sv} tas inte in, men säger annat än planerna i {count} celler, först på rad {first}",
                    "the column {en} is not taken in, but says otherwise than the plans in {count} cells, first in row {first}",
                ),
                (Left::Emptied, 1) => msg!(
                    "kolumnen {sv} är tömd på rad {first}: en tom cell ändrar ingenting",
                    "the column {en} is emptied in row {first}: an empty cell changes nothing",
                ),
                (Left::Emptied, _) => msg!(
                    "kolumnen {sv} är tömd i {count} celler, först på rad {first}: en tom cell ändrar ingenting",
                    "the column {en} is emptied in {count} cells, first in row {first}: an empty cell changes nothing",
                ),
            };
            let help = (left == Left::Column).then_some(Bilingual::fixed(
                "ändra det i planen eller uppföljningen själv",
                "change it in the plan or the follow-up itself",
            ));
            problems.push(Problem { place: Place { row: 0, column: None, ..place }, words, help });
        }
        (self.changes, problems, self.more)
    }

    /// Tells what is not taken in of the present sheet as a whole.
    pub(super) fn tell(&mut self, words: Bilingual, help: Option<Bilingual>) {
        self.problem(0, None, words, help);
    }

    fn problem(&mut self, row: usize, column: Option<usize>, words: Bilingual, help: Option<Bilingual>) {
        match self.problems.len() < MOST_PROBLEMS {
            true => self.problems.push(Problem { place: self.place(row, column), words, help }),
            false => self.more += 1,
        }
    }

    fn place(&self, row: usize, column: Option<usize>) -> Place {
        Place { sheet: self.sheet.clone(), row, column }
    }

    /// Takes a row below heads.
    fn below(&mut self, heads: &Heads, number: usize, cells: &[CellAt]) {
        let taken = heads.kind();
        let value_at = |column: usize| cells.iter().find(|(at, _)| *at == column).map(|(_, value)| value);
        let column_of = |id: &str| {
            let place = taken.kind.position(id)?;
            heads.columns.iter().find(|(_, head)| *head == Head::Column(place)).map(|(column, _)| *column)
        };
        let value_of = |id: &str| column_of(id).and_then(value_at);
        let says_something = heads.columns.iter().any(|(column, head)| {
            let is_taken = match head {
                Head::Of(_) => true,
                Head::Column(place) => taken.taken.iter().any(|id| taken.kind.position(id) == Some(*place)),
            };
            is_taken && value_at(*column).is_some()
        });
        let id = value_of(taken.id).map(Value::words).unwrap_or_default();
        if id.is_empty() && taken.id != "row" {
            if says_something {
                let head = &taken.kind.columns().find(|column| column.id == taken.id).map(|column| column.head.clone());
                let Bilingual { sv, en } = head.clone().unwrap_or(Bilingual::fixed("id", "id"));
                self.problem(number, column_of(taken.id), msg!("{sv} saknas", "{en} is missing"), None);
            }
            return;
        }
        let is_series = value_of("from").is_some_and(values::is_series);
        if says_something && !is_series && value_of("occasion").is_none() && self.period.is_none() {
            let help = both(
                "skriv --period T1, eller lägg till kolumnen Tillfälle",
                "write --period T1, or add the column Occasion",
            );
            self.problem(
                number,
                column_of("occasion"),
                both("tillfället saknas", "the occasion is missing"),
                Some(help),
            );
            return;
        }
        for gender in [None, Some(Gender::Women), Some(Gender::Men)] {
            let wide = gender.map(Head::Of);
            let wide_column = wide.and_then(|wide| heads.columns.iter().find(|(_, head)| *head == wide));
            let wide_value = wide_column.and_then(|(column, _)| value_at(*column).map(|value| (*column, value)));
            if gender.is_some() && wide_value.is_none() {
                continue;
            }
            if gender.is_none() && !says_something && !self.is_there(heads, &id) {
                return;
            }
            let keys: Vec<Key> = taken
                .keys
                .iter()
                .filter_map(|key| {
                    let own = value_of(key).cloned();
                    let own = match *key {
                        "gender" if gender.is_some() => gender.map(|gender| Value::Text(gender.word().id.into())),
                        "gender" => own.map(values::gender_meant).or(Some(Value::Text(Gender::All.word().id.into()))),
                        "occasion" => own.or_else(|| self.period.clone()),
                        _ => own,
                    };
                    // A table of others' has no rows of series.
                    let own = if *key == "from" { own.or(Some(Value::Text("follow_up".into()))) } else { own };
                    Some((*key, column_of(key), own?))
                })
                .collect();
            let Some(found) = self.found(heads.table, &id, &keys, number, says_something, column_of(taken.id)) else {
                return;
            };
            let mut today = std::mem::take(&mut self.cells);
            self.current.tables[heads.table].cells(found.row, &mut today);
            if let Some(gender) = found.of {
                // Of women or men alone nothing is known yet.
                let kept = |id: &str| !taken.taken.contains(&id) && id != "gender";
                for (cell, column) in today.iter_mut().zip(taken.kind.columns()).filter(|(_, column)| !kept(column.id))
                {
                    *cell = if column.id == "gender" { Cell::Word(gender.word()) } else { Cell::Empty };
                }
            }
            let row = found.row;
            let is_computed = |today: &[Cell]| {
                let by = taken.kind.position("assessed_by").and_then(|place| today.get(place));
                matches!(by, Some(Cell::Word(word)) if word.id == "computed")
            };
            match wide_value {
                Some((column, value)) => self.compare(heads, row, &today, number, ("outcome", column), Some(value)),
                None => {
                    for (column, head) in &heads.columns {
                        let Head::Column(place) = head else { continue };
                        let Some(of) = taken.kind.columns().nth(*place) else { continue };
                        let value = value_at(*column);
                        let value = match of.id {
                            // By the keys the row was found, in whatever words they stand.
                            id if taken.derived.contains(&id) || taken.keys.contains(&id) => continue,
                            // So does a sum that nobody wrote.
                            _ if taken.id == "row" && self.current.tables[heads.table].written(row).is_none() => {
                                continue;
                            }
                            "assessment" if value.is_none() && is_computed(&today) => continue,
                            // An assessment that was computed is nobody's to take in.
                            "assessment" if value.is_some() && value == value_of("computed") => continue,
                            // What is no number may be written where it is printed, too.
                            "outcome" if value.is_none() => {
                                let printed =
                                    taken.kind.position("outcome_in_print").and_then(|place| today.get(place));
                                let said = value_of("outcome_in_print").filter(|said| !values::is_dash(said));
                                said.filter(|said| printed.is_some_and(|cell| !values::is_same(Some(said), cell)))
                            }
                            _ => value,
                        };
                        self.compare(heads, row, &today, number, (of.id, *column), value);
                    }
                }
            }
            self.cells = today;
        }
    }

    fn is_there(&self, heads: &Heads, id: &str) -> bool {
        self.current.by_id[heads.table].contains_key(&plain_name(id))
    }

    /// The row of today's table that a row of the file is about; otherwise why there is none, or more than one.
    fn found(
        &mut self,
        table: usize,
        id: &str,
        keys: &[Key],
        number: usize,
        says_something: bool,
        id_column: Option<usize>,
    ) -> Option<Found> {
        let taken = &KINDS[table];
        let organisation =
            keys.iter().find(|(key, ..)| *key == "organisation").map(|(.., value)| plain_name(&value.words()));
        let all = &self.current.by_id[table];
        let rows = match &organisation {
            Some(organisation) => all.get(&of_organisation(&plain_name(id), organisation)),
            None => all.get(&plain_name(id)),
        };
        let mut rows: Vec<usize> = rows.cloned().unwrap_or_default();
        let mut lost: Option<Key> = None;
        let mut of = None;
        for (key, column, value) in keys {
            let place = taken.kind.position(key)?;
            let mut keep = |wanted: &Value| -> Vec<usize> {
                let is_it = |row: &usize| {
                    self.current.tables[table].cells(*row, &mut self.cells);
                    values::is_same(Some(wanted), &self.cells[place])
                };
                rows.iter().copied().filter(is_it).collect()
            };
            let mut kept = keep(value);
            let gender = [Gender::Women, Gender::Men].into_iter().find(|gender| values::is_gender(value, *gender));
            if *key == "gender" && kept.is_empty() && gender.is_some() {
                // Nobody has asked for women and men: then they are reported beside the row of all.
                kept = keep(&Value::Text(Gender::All.word().id.into()));
                of = gender;
            }
            if kept.is_empty() && !rows.is_empty() {
                lost = Some((key, *column, value.clone()));
            }
            rows = kept;
        }
        match rows[..] {
            [row] => return Some(Found { row, of }),
            // What says nothing need not be found.
            _ if !says_something => {}
            [] => self.not_found(taken, id, keys, lost, number, id_column),
            [..] => {
                let count = rows.len();
                let missing = taken.keys.iter().find(|key| !keys.iter().any(|(own, ..)| own == *key));
                let head = missing.and_then(|key| taken.kind.columns().find(|column| column.id == *key));
                let help = head.map(|column| {
                    let Bilingual { sv, en } = &column.head;
                    msg!("lägg till kolumnen {sv}", "add the column {en}")
                });
                let words = msg!("{id} finns på {count} ställen", "{id} is in {count} places");
                self.problem(number, id_column, words, help);
            }
        }
        None
    }

    /// Takes a cell, where it says something else than today's row.
    fn compare(
        &mut self,
        heads: &Heads,
        row: usize,
        today: &[Cell],
        number: usize,
        (name, column): (&'static str, usize),
        value: Option<&Value>,
    ) {
        let taken = heads.kind();
        let at = |id: &str| taken.kind.position(id).and_then(|place| today.get(place));
        let gender = match at("gender") {
            Some(Cell::Word(word)) => word.id,
            _ => "",
        };
        let is_taken = taken.taken.contains(&name);
        let own = at(name).unwrap_or(&Cell::Empty);
        if is_taken && let Some(value) = value {
            // What one row says of a thing, another may not say otherwise.
            match self.said.get(&(heads.table, row, name, gender)) {
                Some((other, place)) if other != value => {
                    let Bilingual { sv, en } = place.words();
                    let words = msg!("säger annat än {sv} om samma sak", "says otherwise than {en} of the same thing");
                    let help = both("behåll en av dem", "keep one of them");
                    self.problem(number, Some(column), words, Some(help));
                    return;
                }
                Some(_) => return,
                None => {
                    let place = self.place(number, Some(column));
                    self.said.insert((heads.table, row, name, gender), (value.clone(), place));
                }
            }
        }
        // An outcome that is no number stands beside the column of numbers.
        let is_printed = |value: &Value| {
            let printed = at("outcome_in_print").filter(|_| name == "outcome" && matches!(own, Cell::Empty));
            printed.is_some_and(|cell| values::is_same(Some(value), cell))
        };
        // That there is none is said by a word of the files, which no document prints.
        let is_missing = |value: &Value| {
            let is_none = matches!(at("state"), Some(Cell::Word(word)) if word.id == "missing");
            name == "outcome" && is_none && value.words().to_lowercase() == "saknas"
        };
        if values::is_same(value, own) || value.is_some_and(|value| is_printed(value) || is_missing(value)) {
            return;
        }
        let key = match (taken.id, name, gender) {
            ("indicator_id", "outcome", "all") | ("row", "outcome", _) => Some("utfall"),
            ("indicator_id", "outcome", "women") => Some("kvinnor"),
            ("indicator_id", "outcome", "men") => Some("män"),
            ("indicator_id", "count", "women") => Some("antal_kvinnor"),
            ("indicator_id", "count", "men") => Some("antal_män"),
            ("indicator_id", "forecast", "all") | ("goal_id" | "row", "forecast", _) => Some("prognos"),
            ("indicator_id", "assessment", "all") | ("goal_id", "assessment", _) => Some("bedömning"),
            ("row", "budget", _) => Some("budget"),
            _ => None,
        };
        let written = self.current.tables[heads.table].written(row);
        let (Some(key), Some(written), Some(value)) = (key, written, value) else {
            // What else is emptied says nothing.
            if value.is_some() || is_taken {
                let left = if value.is_none() { Left::Emptied } else { Left::Column };
                self.left(heads, name, number, left);
            }
            return;
        };
        let unit = at("unit").map(words).unwrap_or_default();
        let figure = |id: &&str| match at(id) {
            Some(Cell::Figure(number)) => Some(*number),
            _ => None,
        };
        let known: Vec<Decimal> =
            ["target_number", "outcome", "previous", "forecast"].iter().filter_map(figure).collect();
        let new = match (taken.id, name) {
            ("indicator_id", "count") => values::count(value),
            ("row", _) => values::amount(value),
            (_, "assessment") | ("goal_id", "forecast") => values::assessment(value, self.steering),
            _ => values::figure(value, &unit, &known),
        };
        match new {
            Ok(value) => {
                let place = self.place(number, Some(column));
                let id = at(taken.id).map(|cell| words(cell).into_owned()).unwrap_or_default();
                self.changes.push(Change { place, written, id, key, value });
            }
            Err((words, help)) => self.problem(number, Some(column), words, help),
        }
    }

    fn left(&mut self, heads: &Heads, name: &str, number: usize, left: Left) {
        let Some(column) = heads.kind().kind.columns().position(|column| column.id == name) else { return };
        let head = heads.kind().kind.columns().nth(column).map(|column| column.head.clone());
        let place = Place { column: Some(column), ..self.place(0, None) };
        let entry = self.left.entry((place, left));
        entry.or_insert_with(|| (head.unwrap_or(Bilingual::fixed("", "")), 0, number)).1 += 1;
    }
}

impl Rows for Taker<'_> {
    fn sheet(&mut self, name: &str) {
        self.sheet = name.to_owned();
        self.state = State::Above(0);
    }

    fn row(&mut self, number: usize, cells: &[CellAt]) -> ControlFlow<()> {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Above(above) => match Heads::of(cells) {
                Some(heads) => {
                    self.has_table = true;
                    self.state = State::Below(heads);
                }
                None if above < MOST_ABOVE => {
                    self.near = self.near.take().or_else(|| nearly(cells));
                    self.state = State::Above(above + 1);
                }
                None => return ControlFlow::Break(()),
            },
            State::Below(heads) => {
                self.below(&heads, number, cells);
                self.state = State::Below(heads);
            }
            State::Done => return ControlFlow::Break(()),
        }
        ControlFlow::Continue(())
    }
}
