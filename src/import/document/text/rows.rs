//! Tables whose columns nothing sets apart but their words: a row is a name, and values up to a word that ends it.

use super::head::Column;
use super::line::Line;
use super::value::{self, End};
use crate::import::document::block::{Cell, Place, Row, Table, Words};
use crate::import::document::known::{Head, Known, fold, is_year};

/// A table that is being read.
pub(crate) struct Rows<'k, 's> {
    known: &'k Known<'s>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// Lines of a name whose values have not come yet, with where they begin.
    name: Vec<String>,
    place: Place,
    /// Whether the lines before belong to the analysis of the last row.
    in_analysis: bool,
    /// Whether the last line ended a row, so that the next may go on with its name.
    just_ended: bool,
    /// Whether the table went over a page since the last row.
    is_broken: bool,
    /// Whether the goals whose indicators these are, are the council's.
    is_council: bool,
    /// The heads as they are written, for the words of the document.
    head: String,
}

impl<'k, 's> Rows<'k, 's> {
    /// A table with these columns.
    pub(crate) fn new(known: &'k Known<'s>, columns: Vec<Column>, head: &str, is_council: bool) -> Rows<'k, 's> {
        Rows {
            known,
            columns,
            rows: Vec::new(),
            name: Vec::new(),
            place: Place::default(),
            in_analysis: false,
            just_ended: false,
            is_broken: false,
            is_council,
            head: head.to_owned(),
        }
    }

    /// The columns of a table of outcomes as reports have them.
    pub(crate) fn of_outcomes() -> Vec<Column> {
        [
            Head::Indicator,
            Head::Outcome,
            Head::OutcomeMen,
            Head::OutcomeWomen,
            Head::Earlier,
            Head::Target,
            Head::CouncilTarget,
            Head::Period,
        ]
        .map(|head| (head, 0))
        .to_vec()
    }

    fn has(&self, head: Head) -> bool {
        self.columns.iter().any(|(own, _)| *own == head)
    }

    /// Whether another head is that of this table, which goes on after a page.
    pub(crate) fn goes_on_under(&mut self, columns: &[Column]) -> bool {
        let heads = |columns: &[Column]| columns.iter().map(|(head, _)| *head).collect::<Vec<_>>();
        let is_same = heads(columns) == heads(&self.columns);
        self.is_broken |= is_same;
        is_same
    }

    /// Says that the table goes on after a page.
    pub(crate) fn break_off(&mut self) {
        self.is_broken = true;
        self.in_analysis = false;
    }

    /// Whether the table is one of a report.
    pub(crate) fn is_report(&self) -> bool {
        self.has(Head::Period) || self.has(Head::Outcome) || self.has(Head::Deviation)
    }

    /// Whether the lines that come are those of an analysis.
    pub(crate) fn is_in_analysis(&self) -> bool {
        self.in_analysis
    }

    /// Whether a row ends in a line.
    pub(crate) fn ends_row(&self, line: &Line) -> bool {
        match self.has(Head::Activity) {
            true => value::of_activity(&line.text).is_some() || value::is_day(&line.text),
            false if self.has(Head::Period) => value::of_outcome(self.known, &line.text).is_some(),
            false => value::of_indicator(self.known, &line.text).is_some(),
        }
    }

    /// Takes a line into the table. `is_first` says that a blank line stands before it.
    pub(crate) fn take(&mut self, line: &Line, is_first: bool, place: Place) {
        if self.is_report() && self.known.is_analysis(&line.text) && !self.rows.is_empty() {
            self.flush_into_last();
            self.begin_analysis(&line.text, place);
            return;
        }
        if is_first && !self.in_analysis {
            self.just_ended = false;
        }
        let is_activity = self.has(Head::Activity);
        // Every cell may be a line of its own: the two days stand one after the other.
        if is_activity && value::is_day(&line.text) {
            match self.name.last().filter(|last| value::is_day(last)).cloned() {
                Some(start) => {
                    self.name.pop();
                    let end = End { end: vec![start, line.text.clone()], ..End::default() };
                    self.end_row(end, "", place);
                }
                None => self.name.push(line.text.clone()),
            }
            return;
        }
        let ended = match is_activity {
            true => value::of_activity(&line.text),
            false if self.has(Head::Period) => {
                value::of_outcome(self.known, &line.text).map(|end| (end, String::new()))
            }
            false => value::of_indicator(self.known, &line.text).map(|end| (end, String::new())),
        };
        if let Some((end, rest)) = ended.filter(|_| !self.in_analysis || is_first || self.ends_paragraph()) {
            self.end_row(end, &rest, place);
            return;
        }
        if self.in_analysis {
            self.add_to_analysis(&line.text, is_first);
            return;
        }
        let begins_small =
            line.text.starts_with(|letter: char| letter.is_lowercase() || matches!(letter, '%' | '(' | '/'));
        let goes_on = begins_small && self.name.is_empty() && (self.just_ended || self.is_broken || is_first);
        if goes_on && !self.rows.is_empty() {
            self.add_to_name(&line.text);
            return;
        }
        if self.name.is_empty() {
            self.place = place;
        }
        self.name.push(line.text.clone());
    }

    fn ends_paragraph(&self) -> bool {
        let last = self.rows.last().and_then(|row| row.cells.first());
        last.is_none_or(|cell| cell.words.plain.trim_end().ends_with(['.', '!', '?']))
    }

    fn end_row(&mut self, end: End, rest: &str, place: Place) {
        self.in_analysis = false;
        let place = if self.name.is_empty() { place } else { self.place };
        let mut name = self.name.join(" ");
        self.name.clear();
        if !end.name.is_empty() {
            name = format!("{name} {}", end.name).trim().to_owned();
        }
        let mut end = end;
        // "Tas fram av nämnd/styrel" and "se" stand in a narrow cell, and were lines of their own before the last.
        if let Some(at) = name.to_lowercase().find("tas fram").filter(|_| !self.has(Head::Activity)) {
            let target = mended(&name[at..]);
            name.truncate(at);
            let (own, values) = values_of(name.trim());
            name = own;
            let after = std::mem::take(&mut end.values);
            end.values = values.into_iter().chain([(target, 0)]).chain(after).collect();
        } else if end.values.is_empty() && !self.has(Head::Activity) {
            let (own, values) = values_of(&name);
            (name, end.values) = (own, values);
        }
        // A scan loses the sign of per cent at the end of a narrow cell, in which it is a line of its own.
        let has_percent = end.values.iter().any(|(value, _)| value.ends_with('%'));
        if self.has(Head::Period) && has_percent {
            let numbers = end
                .values
                .iter_mut()
                .filter(|(value, _)| value.chars().all(|letter| letter.is_ascii_digit() || letter == ','));
            numbers.for_each(|(value, _)| value.push_str(" %"));
        }
        let name = match self.is_report() {
            true => without_marks(&name),
            false => name,
        };
        let (cells, is_guessed) = self.cells(&name, &end, rest);
        let mut row = Row::of_texts(place, cells);
        row.is_guessed = is_guessed;
        self.rows.push(row);
        self.just_ended = true;
        self.is_broken = false;
    }

    /// The cells of a row, and whether it was guessed which value stands where.
    fn cells(&self, name: &str, end: &End, rest: &str) -> (Vec<String>, bool) {
        let mut cells = vec![String::new(); self.columns.len()];
        let place_of = |head: Head| self.columns.iter().position(|(own, _)| *own == head);
        if let Some(first) = cells.first_mut() {
            *first = name.to_owned();
        }
        let ends = if self.has(Head::Activity) {
            vec![Head::Start, Head::End]
        } else if self.has(Head::Period) {
            vec![Head::Period]
        } else {
            vec![Head::Periodicity]
        };
        for (head, text) in ends.into_iter().zip(&end.end) {
            if let Some(at) = place_of(head) {
                cells[at].clone_from(text);
            }
        }
        if let Some(at) = place_of(Head::Deviation) {
            rest.clone_into(&mut cells[at]);
        }
        let (heads, is_guessed) = self.heads_of(&end.values);
        for (head, (value, _)) in heads.into_iter().zip(&end.values) {
            match place_of(head) {
                Some(at) if cells[at].is_empty() => cells[at].clone_from(value),
                Some(at) => cells[at] = format!("{} {value}", cells[at]),
                None => cells[0] = format!("{} {value}", cells[0]),
            }
        }
        (cells, is_guessed)
    }

    /// The columns of values, and whether they were guessed.
    fn heads_of(&self, values: &[(String, usize)]) -> (Vec<Head>, bool) {
        let is_elsewhere = |value: &str| fold(value).starts_with("tas");
        let numbers = values.iter().filter(|(value, _)| !is_elsewhere(value)).count();
        let has_elsewhere = numbers < values.len();
        use Head::{CouncilTarget, Earlier, Outcome, OutcomeMen, OutcomeWomen, Target};
        if self.has(Head::Period) {
            let heads: &[Head] = match (numbers, has_elsewhere) {
                (6.., _) => &[Outcome, OutcomeMen, OutcomeWomen, Earlier, Target, CouncilTarget],
                (5, true) => &[Outcome, OutcomeMen, OutcomeWomen, Earlier, Target],
                (5, false) => &[Outcome, OutcomeMen, OutcomeWomen, Earlier, CouncilTarget],
                (4, false) => &[Outcome, Earlier, Target, CouncilTarget],
                (3, _) => &[Outcome, Earlier, Target],
                (_, _) => &[Outcome, Earlier, Target, OutcomeMen],
            };
            let heads = heads.iter().copied().take(numbers).chain(has_elsewhere.then_some(CouncilTarget)).collect();
            return (heads, !(numbers == 6 || numbers == 5 && has_elsewhere || numbers == 0));
        }
        let by_place: Vec<Head> = values.iter().filter_map(|(_, at)| self.column_at(*at)).collect();
        if by_place.len() == values.len() && !values.is_empty() {
            return (by_place, false);
        }
        let own: Vec<Head> = [Target, CouncilTarget].into_iter().filter(|head| self.has(*head)).collect();
        match (numbers, own.len()) {
            (0, _) => (vec![CouncilTarget], false),
            (count, columns) if count == columns => (own, false),
            (1, _) if has_elsewhere => (vec![Target, CouncilTarget], false),
            (1, _) => (vec![if self.is_council { CouncilTarget } else { Target }], true),
            _ => (vec![Target; values.len()], true),
        }
    }

    /// The target column that stands above a character of a line, where columns are set apart.
    fn column_at(&self, at: usize) -> Option<Head> {
        let is_apart = self.columns.windows(2).all(|pair| pair[1].1 > pair[0].1 + 14 || pair[1].1 == 0);
        if !is_apart || at == 0 || self.columns.iter().skip(1).any(|(_, start)| *start == 0) {
            return None;
        }
        let of_values = self.columns.iter().filter(|(head, _)| matches!(head, Head::Target | Head::CouncilTarget));
        of_values
            .min_by_key(|(_, start)| start.abs_diff(at))
            .filter(|(_, start)| start.abs_diff(at) <= 12)
            .map(|(head, _)| *head)
    }

    fn add_to_name(&mut self, text: &str) {
        let council = self.columns.iter().position(|(head, _)| *head == Head::CouncilTarget);
        let Some(row) = self.rows.last_mut() else { return };
        let text = &if self.columns.iter().any(|(head, _)| *head == Head::Period) {
            without_scanned(text)
        } else {
            text.to_owned()
        };
        // "av" and "nämnd" of "Tas fram av nämnd" stand in a narrow cell, beside the lines of the name.
        let mut text = text.clone();
        if let Some(cell) =
            council.and_then(|at| row.cells.get_mut(at)).filter(|cell| fold(&cell.words.plain).starts_with("tas"))
            && let Some(last) = text.split_whitespace().last().map(str::to_owned)
            && is_rest_of_target(&last)
        {
            let between =
                if cell.words.plain.ends_with('/') || last.starts_with("tyrelse") || last.starts_with("styrelse") {
                    ""
                } else {
                    " "
                };
            cell.words = Words::plain(format!("{}{between}{last}", cell.words.plain));
            text.truncate(text.rfind(&last).unwrap_or(0));
        }
        let Some(cell) = row.cells.first_mut() else { return };
        let name = format!("{} {}", cell.words.plain, text.trim()).replace(" %", "");
        cell.words = Words::plain(name.trim());
    }

    fn flush_into_last(&mut self) {
        let rest = self.name.join(" ");
        self.name.clear();
        if !rest.is_empty() {
            self.add_to_name(&rest);
        }
    }

    fn begin_analysis(&mut self, label: &str, place: Place) {
        let cell = Cell { words: Words::plain(label), span: self.columns.len() };
        self.rows.push(Row { place, cells: vec![cell], ..Row::default() });
        self.in_analysis = true;
    }

    fn add_to_analysis(&mut self, text: &str, is_first: bool) {
        let Some(cell) = self.rows.last_mut().and_then(|row| row.cells.first_mut()) else { return };
        let is_label = self.known.is_analysis(&cell.words.plain);
        let between = if is_first || is_label { "\n" } else { " " };
        cell.words.go_on(between, text);
    }

    /// The table, and the lines after it that are none of its.
    pub(crate) fn end(mut self) -> (Option<Table>, Vec<String>) {
        let rest = std::mem::take(&mut self.name);
        if self.rows.is_empty() {
            return (None, std::iter::once(self.head).chain(rest).collect());
        }
        let year = self.head.split_whitespace().find(|word| is_year(word));
        let earlier = year.map(|year| format!("{} {year}", self.known.labels.outcome_of));
        let words = self.columns.iter().map(|(head, _)| match (head, &earlier) {
            (Head::Earlier, Some(earlier)) => earlier.clone(),
            _ => word_of(self.known, *head),
        });
        let mut head = Row::of_texts(self.rows[0].place, words);
        head.is_head = true;
        super::cell::set_markup(&mut self.rows);
        let rows = std::iter::once(head).chain(self.rows).collect();
        (Some(Table { caption: String::new(), rows }), rest)
    }
}

/// Values at the end of a name.
fn values_of(name: &str) -> (String, Vec<(String, usize)>) {
    let with_end = value::of_values(name);
    (with_end.name, with_end.values)
}

/// Words of a narrow cell without the breaks that it has put into them.
fn mended(words: &str) -> String {
    let mut out = String::new();
    for word in words.split_whitespace() {
        let is_rest = word.chars().count() <= 6
            && word.starts_with(char::is_lowercase)
            && out.contains('/')
            && !["av", "och", "nämnd"].contains(&word);
        if !out.is_empty() && !is_rest {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether a word at the end of a line is of a target that somebody else is to set.
fn is_rest_of_target(word: &str) -> bool {
    let folded = fold(word);
    folded == "av" || folded.starts_with("namnd") || folded.ends_with("tyrelse")
}

/// Words without the marks in them, which a scan takes for letters.
fn without_scanned(words: &str) -> String {
    let is_mark = |word: &&str| {
        let letters = word.chars().filter(|letter| letter.is_alphanumeric()).count();
        letters <= 1 && word.chars().any(|letter| matches!(letter, '‘' | '’' | '§' | '©' | '®' | '@' | '¥'))
    };
    words.split_whitespace().filter(|word| !is_mark(word)).collect::<Vec<_>>().join(" ")
}

/// A name without the marks before it and in it.
fn without_marks(name: &str) -> String {
    let name = without_scanned(name);
    let mut rest = name.as_str();
    while let Some((first, after)) = rest.split_once(char::is_whitespace) {
        if first.chars().filter(|letter| letter.is_alphabetic()).count() > 1 {
            break;
        }
        rest = after.trim_start();
    }
    rest.to_owned()
}

/// The printed word of a column.
pub(crate) fn word_of(known: &Known, head: Head) -> String {
    let labels = known.labels;
    let word = match head {
        Head::Indicator => &labels.indicator,
        Head::Activity => &labels.activity,
        Head::Target => &labels.target,
        Head::CouncilTarget => &labels.council_target,
        Head::Periodicity => &labels.periodicity,
        Head::Period => &labels.period,
        Head::Start => &labels.start,
        Head::End => &labels.end,
        Head::Outcome => &labels.outcome,
        Head::OutcomeMen => &labels.outcome_men,
        Head::OutcomeWomen => &labels.outcome_women,
        Head::Earlier => return "Föregående utfall".to_owned(),
        Head::OutcomeIn(year) => return format!("{} {year}", labels.outcome_of),
        Head::TargetIn(year) => return format!("{} {year}", labels.target),
        Head::Due => &labels.due,
        Head::Assignment => &labels.assignment,
        Head::Number => &labels.number,
        Head::Measure => &labels.measure,
        Head::Source => &labels.origin,
        Head::Comment => return "Kommentar".to_owned(),
        Head::Deviation => &labels.deviation,
        Head::Assessment => &labels.assessment,
        Head::Status => &labels.state,
        Head::Responsible => &labels.responsible,
        Head::Forecast => &labels.forecast_of_year,
        _ => return String::new(),
    };
    word.clone()
}
