//! Indicators and activities out of the rows of tables.

use super::Walk;
use super::marks::{judged, labelled, status, without_marks};
use crate::import::document::block::{Cell, Place, Row, Words};
use crate::import::document::known::{Head, Known, fold, is_year};
use crate::import::document::recognised::{Activity, Indicator, Left};

/// An indicator or activity of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// An indicator, by its number in the goal.
    Indicator(usize),
    /// An activity, likewise.
    Activity(usize),
}

/// The cells of a row under the heads of their columns.
pub(crate) struct Cells<'t> {
    /// The row.
    pub(crate) row: &'t Row,
    /// The heads.
    pub(crate) heads: &'t [Option<Head>],
}

impl Cells<'_> {
    /// The cell under a head.
    pub(crate) fn cell(&self, head: Head) -> Option<&Cell> {
        let column = self.heads.iter().position(|own| *own == Some(head))?;
        self.cell_of_column(column)
    }

    fn cell_of_column(&self, column: usize) -> Option<&Cell> {
        let mut at = 0;
        for cell in &self.row.cells {
            if at == column {
                return Some(cell);
            }
            at += cell.span.max(1);
        }
        None
    }

    /// The words under a head.
    pub(crate) fn text(&self, head: Head) -> String {
        self.cell(head).map_or_else(String::new, |cell| cell.words.line())
    }
}

/// The indicator of a row; none where it has no name.
pub(crate) fn indicator(cells: &Cells, known: &Known) -> Option<Indicator> {
    let cell = cells.cell(Head::Indicator)?;
    let (mut lines, marks) = without_marks(&cell.words, known);
    if lines.is_empty() {
        return None;
    }
    let name = lines.remove(0);
    let mut indicator =
        Indicator { name, owner: marks.owner, is_guessed: cells.row.is_guessed, ..Indicator::default() };
    let mut description: Vec<String> = Vec::new();
    let labels = known.labels;
    // The same lines with what is bold in them, and what leads somewhere.
    let rich: Vec<&str> = cell.words.markdown.split("\\\n").map(str::trim).filter(|line| !line.is_empty()).collect();
    let before = rich.len().checked_sub(lines.len());
    for (at, line) in lines.into_iter().enumerate() {
        if let Some(responsible) = labelled(&line, &known.labels.responsible) {
            indicator.responsible = Some(responsible.to_owned());
        } else if let Some(source) = labelled(&line, &known.labels.origin) {
            indicator.source = Some(source.to_owned());
        } else if let Some(reason) = labelled(&line, &known.labels.reason) {
            reason.clone_into(&mut indicator.reason);
        } else if let Some(value) = labelled(&line, &known.labels.starting_value) {
            value.clone_into(&mut indicator.starting_value);
        } else if let Some(trend) = labelled(&line, &labels.trend).and_then(|words| trend(words, known)) {
            indicator.trend = Some(trend);
        } else if let Some(targets) = labelled(&line, &labels.targets_by_year).and_then(by_year) {
            indicator.targets_by_year = targets;
        } else if let Some(benchmark) = benchmark(&line, known) {
            indicator.benchmark = benchmark;
        } else if labelled(&line, &known.labels.council_target).is_some_and(|words| judged(words, known).is_some()) {
            // How the outcome stands against the council's target is computed.
        } else {
            let own = before.and_then(|before| rich.get(before + at)).map(|own| (*own).to_owned());
            description.push(own.unwrap_or(line));
        }
    }
    indicator.description = description.join("\n\n");
    indicator.target = value(cells, Head::Target, known);
    indicator.council_target = value(cells, Head::CouncilTarget, known);
    indicator.periodicity = match cells.text(Head::Periodicity) {
        written if written.is_empty() => periodicity(&cells.text(Head::Period), known),
        written => written,
    };
    indicator.outcome = value(cells, Head::Outcome, known);
    (indicator.men, indicator.men_count) = of_gender(cells, Head::OutcomeMen, known);
    (indicator.women, indicator.women_count) = of_gender(cells, Head::OutcomeWomen, known);
    let of_years = cells.heads.iter().filter(|head| matches!(head, Some(Head::TargetIn(_)))).count();
    let is_beside = of_years == 1 && !indicator.targets_by_year.is_empty();
    for (column, head) in cells.heads.iter().enumerate() {
        let written =
            || cells.cell_of_column(column).map(|cell| plain_value(cell, known)).filter(|value| !value.is_empty());
        match head {
            Some(Head::OutcomeIn(year)) => indicator.series.extend(written().map(|value| (*year, value))),
            Some(Head::TargetIn(year)) if is_beside => {
                indicator.target_beside = written().map(|value| (*year, value));
            }
            Some(Head::TargetIn(year)) => indicator.targets_by_year.extend(written().map(|value| (*year, value))),
            _ => {}
        }
    }
    indicator.earlier = value(cells, Head::Earlier, known);
    if indicator.starting_value.is_empty() {
        indicator.starting_value = value(cells, Head::StartingValue, known);
    }
    indicator.forecast = value(cells, Head::Forecast, known);
    indicator.direction = direction(&cells.text(Head::Movement), &indicator, known);
    indicator.assessment = cells
        .cell(Head::Assessment)
        .and_then(|cell| without_marks(&cell.words, known).1.assessment.or_else(|| judged(&cell.words.line(), known)));
    indicator.assessment = indicator.assessment.or(marks.assessment);
    let written = Some(cells.text(Head::Assessment)).filter(|text| !text.is_empty());
    let written = written.unwrap_or_else(|| cells.text(Head::Status));
    if indicator.assessment.is_none()
        && let Some(number) = known.loose_assessment(&written)
    {
        indicator.assessment = Some(number);
        indicator.assessment_words = Some(written);
    }
    indicator.analysis = markdown(cells, Head::Comment);
    if indicator.source.is_none() {
        indicator.source = Some(cells.text(Head::Source)).filter(|text| !text.is_empty());
    }
    if indicator.responsible.is_none() {
        indicator.responsible = Some(cells.text(Head::Responsible)).filter(|text| !text.is_empty());
    }
    Some(indicator)
}

/// Puts the values of years where they belong: a report says its own year's outcome and that of the year before, a plan its
/// own year's target.
pub(crate) fn place_years(indicator: &mut Indicator, year: Option<i16>, is_report: bool) {
    match indicator.target_beside.take() {
        Some((of, value)) if Some(of) == year && indicator.target.is_empty() => indicator.target = value,
        // What says something else than the list of the same year is not lost.
        Some(target) if !indicator.targets_by_year.contains(&target) => indicator.targets_by_year.push(target),
        _ => {}
    }
    let Some(year) = year else { return };
    if is_report {
        for (of, value) in std::mem::take(&mut indicator.series) {
            if of == year && indicator.outcome.is_empty() {
                indicator.outcome = value;
            } else if of == year - 1 && indicator.earlier.is_empty() {
                indicator.earlier = value;
            } else {
                indicator.series.push((of, value));
            }
        }
    } else if !indicator.analysis.is_empty() {
        // A plan says nothing of how it went: what stands beside an indicator tells what it is.
        let more = std::mem::take(&mut indicator.analysis);
        add(Some(&mut indicator.description), &more);
    }
    if indicator.target.is_empty()
        && let Some((_, own)) = indicator.targets_by_year.iter().find(|(of, _)| *of == year)
    {
        indicator.target = own.clone();
        // Its own year's alone is the target.
        if indicator.targets_by_year.len() == 1 {
            indicator.targets_by_year.clear();
        }
    }
}

/// Whether a row says the outcome of a gender of the indicator before it: "varav kvinnor".
pub(crate) fn is_of_last(last: Option<&mut Indicator>, row: &Indicator) -> bool {
    let Some(last) = last.filter(|_| !row.outcome.is_empty()) else { return false };
    let name = fold(&row.name);
    let of = match name.strip_prefix("varav ").unwrap_or(&name) {
        "kvinnor" | "flickor" | "kvinnor flickor" => &mut last.women,
        "man" | "pojkar" | "man pojkar" => &mut last.men,
        _ => return false,
    };
    let is_free = of.is_empty();
    if is_free {
        of.clone_from(&row.outcome);
    }
    is_free
}

/// A value without the marks in its cell; a dash says that there is none.
fn value(cells: &Cells, head: Head, known: &Known) -> String {
    let Some(cell) = cells.cell(head) else { return String::new() };
    let whole = cell.words.line();
    if ["–", "-", "—"].contains(&whole.as_str()) {
        return if head == Head::Outcome { "saknas".to_owned() } else { String::new() };
    }
    plain_value(cell, known)
}

fn plain_value(cell: &Cell, known: &Known) -> String {
    let whole = cell.words.line();
    match whole.starts_with('[') {
        true => without_marks(&cell.words, known).0.join(" "),
        false if ["–", "-", "—"].contains(&whole.as_str()) => String::new(),
        false => whole,
    }
}

/// The value of one gender, and of how many it is: "70 %" above "Antal: 41".
fn of_gender(cells: &Cells, head: Head, known: &Known) -> (String, String) {
    let Some(cell) = cells.cell(head) else { return Default::default() };
    let mut lines: Vec<&str> = cell.words.plain.lines().map(str::trim).collect();
    let count = lines.last().and_then(|last| labelled(last, &known.labels.count)).map(str::to_owned);
    let Some(count) = count.filter(|count| !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit())) else {
        let written = plain_value(cell, known);
        return (written, String::new());
    };
    lines.pop();
    (lines.join(" ").trim().to_owned(), count)
}

/// The words of a cell as Markdown, a paragraph for each of its lines.
pub(crate) fn markdown(cells: &Cells, head: Head) -> String {
    cells.cell(head).map_or_else(String::new, |cell| cell.words.markdown.replace("\\\n", "\n\n"))
}

/// Where a measure is wished to go, in the word of a file.
fn trend(words: &str, known: &Known) -> Option<&'static str> {
    let all = [("trend_upp", "upp"), ("trend_ned", "ned"), ("trend_oförändrad", "oförändrad")];
    let found = all.into_iter().find(|(key, _)| fold(&known.labels.word(key)) == fold(words));
    found.map(|(_, word)| word)
}

/// Whether higher is better, by what a report says of an outcome that is higher or lower than the one before.
fn direction(movement: &str, indicator: &Indicator, known: &Known) -> Option<&'static str> {
    let number = |value: &str| -> Option<f64> {
        let digits: String = value.chars().filter(|letter| !letter.is_whitespace()).collect();
        let end = digits.find(|letter: char| !letter.is_ascii_digit() && letter != ',').unwrap_or(digits.len());
        digits[..end].replace(',', ".").parse().ok()
    };
    let word = fold(movement.rsplit(char::is_whitespace).next()?);
    let is_better = match word {
        word if word == fold(&known.labels.better) => true,
        word if word == fold(&known.labels.worse) => false,
        _ => return None,
    };
    let last = indicator.series.iter().max_by_key(|(year, _)| *year).map(|(_, value)| value);
    let earlier = Some(&indicator.earlier).filter(|value| !value.is_empty()).or(last)?;
    let (outcome, earlier) = (number(&indicator.outcome)?, number(earlier)?);
    let is_higher = match outcome.partial_cmp(&earlier)? {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => return None,
    };
    Some(if is_higher == is_better { "högre" } else { "lägre" })
}

/// "2026 92 %, 2028 95 %" as years and values.
fn by_year(words: &str) -> Option<Vec<(i16, String)>> {
    let all = words.split(", ").map(|part| {
        let (year, value) = part.trim().split_once(char::is_whitespace)?;
        Some((year.parse().ok().filter(|_| is_year(year))?, value.trim().to_owned()))
    });
    all.collect()
}

/// "Jämförelse 2024: riket 81 %, liknande kommuner 83 % (Kolada N15419)" as the keys of a file.
fn benchmark(line: &str, known: &Known) -> Option<Vec<(String, String)>> {
    let (label, words) = line.split_once(':')?;
    let label = fold(label);
    let rest = label.strip_prefix(&fold(&known.labels.benchmark))?.trim().to_owned();
    if !(rest.is_empty() || is_year(&rest)) {
        return None;
    }
    let words = words.trim();
    let (figures, source) = match words.strip_suffix(')').and_then(|words| words.rsplit_once(" (")) {
        Some((figures, source)) => (figures, Some(source)),
        None => (words, None),
    };
    let all = figures.split(", ").map(|part| {
        let at = part.find(|letter: char| letter.is_ascii_digit()).filter(|at| *at > 0)?;
        Some((part[..at].trim().to_owned(), part[at..].trim().to_owned()))
    });
    let mut all: Vec<(String, String)> = all.collect::<Option<_>>()?;
    all.extend(source.map(|source| ("källa".to_owned(), source.to_owned())));
    all.extend((!rest.is_empty()).then_some(("år".to_owned(), rest)));
    Some(all)
}

/// How often something is reported whose period says "VB 2022", or "2022" alone.
fn periodicity(period: &str, known: &Known) -> String {
    let all = &known.steering.periodicities;
    let own = all.iter().filter(|periodicity| periodicity.is_written);
    let found = match period.split_once(' ') {
        Some((occasion, _)) if known.occasion(occasion).is_some() => own
            .clone()
            .map(|periodicity| periodicity.occasions.len())
            .max()
            .and_then(|most| own.clone().rfind(|periodicity| periodicity.occasions.len() == most)),
        _ if is_year(period) => {
            let least = own.clone().map(|periodicity| periodicity.occasions.len()).min();
            own.clone().rfind(|periodicity| Some(periodicity.occasions.len()) == least)
        }
        _ => None,
    };
    found.map_or_else(String::new, |periodicity| periodicity.name.clone())
}

/// The activity of a row; none where it has no name.
pub(crate) fn activity(cells: &Cells, known: &Known) -> Option<Activity> {
    let cell = cells.cell(Head::Activity).or_else(|| cells.cell(Head::Measure))?;
    let (lines, marks) = without_marks(&cell.words, known);
    let mut name: Vec<String> = Vec::new();
    let mut activity = Activity { is_guessed: cells.row.is_guessed, ..Activity::default() };
    for line in lines {
        if let Some(responsible) = labelled(&line, &known.labels.responsible) {
            activity.responsible = Some(responsible.to_owned());
        } else if labelled(&line, &known.labels.reported).is_none_or(|words| known.occasion(words).is_none()) {
            name.push(line);
        }
    }
    activity.name = name.join(" ");
    activity.start = cells.text(Head::Start);
    activity.end = Some(cells.text(Head::End)).filter(|end| !end.is_empty()).unwrap_or_else(|| cells.text(Head::Due));
    let written = cells.text(Head::Status);
    activity.status = marks.status.or_else(|| status(&written, known));
    if activity.status.is_none()
        && let Some(other) = known.other_status(&written)
    {
        activity.status = Some(other.word());
        activity.status_words = Some(written);
    }
    activity.deviation = cells.text(Head::Deviation);
    activity.analysis = markdown(cells, Head::Comment);
    if activity.responsible.is_none() {
        activity.responsible = Some(cells.text(Head::Responsible)).filter(|text| !text.is_empty());
    }
    (!activity.name.is_empty()).then_some(activity)
}

/// The analysis that a row holds, which goes over the whole table, as Markdown.
pub(crate) fn analysis(row: &Row, known: &Known) -> Option<String> {
    let mut filled = row.cells.iter().filter(|cell| !cell.words.is_empty());
    let cell = filled.next().filter(|_| filled.next().is_none())?;
    let mut lines = cell
        .words
        .markdown
        .split("\\\n")
        .flat_map(|part| part.split("\n\n"))
        .map(str::trim_end)
        .filter(|line| !line.trim().is_empty());
    let first = lines.next()?.trim_start();
    let is_label = known.is_analysis(first.trim_matches('*'));
    let is_wide = row.cells.len() == 1 && cell.span > 1;
    if !is_label && !is_wide {
        return None;
    }
    let first = (!is_label).then_some(first);
    let mut text = String::new();
    let mut was_item = false;
    for line in first.into_iter().chain(lines) {
        let own = line.trim_start();
        let is_item = own.starts_with("- ") || own.starts_with("1. ");
        if !text.is_empty() {
            text.push_str(if is_item && was_item { "\n" } else { "\n\n" });
        }
        text.push_str(line);
        was_item = is_item;
    }
    Some(text)
}

/// Adds to an analysis.
pub(crate) fn add(analysis: Option<&mut String>, more: &str) {
    let Some(analysis) = analysis else { return };
    if !analysis.is_empty() && !more.is_empty() {
        analysis.push_str("\n\n");
    }
    analysis.push_str(more);
}

impl Walk<'_, '_> {
    /// Takes a text below a table that is the analysis of one of its rows: "Analys – <namn>", and what stands below it.
    pub(super) fn analysis_of_item(&mut self, goal: usize, words: &Words, place: Place) -> bool {
        let goal = &mut self.out.goals[goal];
        let line = words.line();
        let label = format!("{} – ", self.known.labels.analysis);
        if let Some(name) = line.strip_prefix(&label).map(fold) {
            let indicator = goal.indicators.iter().position(|own| fold(&own.name) == name).map(Item::Indicator);
            let activity = || goal.activities.iter().position(|own| fold(&own.name) == name).map(Item::Activity);
            self.item = indicator.or_else(activity);
            if self.item.is_some() {
                self.out.furniture.push(Left { place, words: line });
            }
            return self.item.is_some();
        }
        self.add_to_answer(&words.markdown)
    }

    /// Adds to the analysis of the row, or to the answer to the assignment, that is being read; false where none is.
    pub(super) fn add_to_answer(&mut self, markdown: &str) -> bool {
        let goal = self.goal.and_then(|goal| self.out.goals.get_mut(goal));
        let assignments = &mut self.out.assignments;
        let text = match (self.item, self.slot, goal) {
            (Some(Item::Indicator(number)), _, Some(goal)) => {
                goal.indicators.get_mut(number).map(|own| &mut own.analysis)
            }
            (Some(Item::Activity(number)), _, Some(goal)) => {
                goal.activities.get_mut(number).map(|own| &mut own.analysis)
            }
            (_, super::Slot::Assignments, _) => {
                self.answered.and_then(|at| assignments.get_mut(at)).map(|own| &mut own.answer)
            }
            _ => None,
        };
        let is_there = text.is_some();
        add(text, markdown);
        is_there
    }
}
