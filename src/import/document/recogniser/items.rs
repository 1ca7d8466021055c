//! Indicators and activities out of the rows of tables.

use super::Walk;
use crate::import::document::block::{Cell, Place, Row, Words, on_one_line};
use crate::import::document::known::{Head, Known, fold, is_year};
use crate::import::document::recognised::{Activity, Indicator, Left};
use crate::model::Tier;

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
    fn cell(&self, head: Head) -> Option<&Cell> {
        let column = self.heads.iter().position(|own| *own == Some(head))?;
        let mut at = 0;
        for cell in &self.row.cells {
            if at == column {
                return Some(cell);
            }
            at += cell.span.max(1);
        }
        None
    }

    fn text(&self, head: Head) -> String {
        self.cell(head).map_or_else(String::new, |cell| cell.words.line())
    }
}

/// Marks at the beginning of a cell, in brackets: whose an indicator is, how something stands.
#[derive(Default)]
struct Marks {
    owner: Option<Tier>,
    status: Option<&'static str>,
    assessment: Option<usize>,
}

/// The keys of the words for how an activity stands, each with the word of a follow-up.
const STATUSES: [(&str, &str); 5] = [
    ("genomförd", "genomförd"),
    ("pågår", "pågår"),
    ("försenad", "försenad"),
    ("ej_påbörjad", "ej påbörjad"),
    ("avbruten", "avbruten"),
];

/// The keys of the words for whose an indicator is.
const OWNERS: [(&str, Tier); 8] = [
    ("ägare_kommun", Tier::Municipality),
    ("ägare_region", Tier::Region),
    ("ägare_nämnd", Tier::Board),
    ("ägare_bolag", Tier::Company),
    ("ägare_förvaltning", Tier::Administration),
    ("ägare_avdelning", Tier::Department),
    ("ägare_enhet", Tier::Unit),
    ("ägare_grupp", Tier::Group),
];

/// The keys of the words for how an outcome stands, from the best of the scale to the worst.
const OUTCOMES: [[&str; 2]; 3] =
    [["målet_nått", "i_takt"], ["nära_målet", "nära_takten"], ["målet_ej_nått", "efter_målet"]];

fn take_mark(marks: &mut Marks, words: &str, known: &Known) -> bool {
    let folded = fold(words);
    let owner = OWNERS.into_iter().find(|(key, tier)| {
        // One word may stand for several ranks; those that the model has count.
        fold(&known.labels.word(key)) == folded && known.steering.levels.iter().any(|level| level.owner == *tier)
    });
    if let Some((_, tier)) = owner {
        marks.owner = Some(tier);
        return true;
    }
    if let Some(status) = status(words, known) {
        marks.status = Some(status);
        return true;
    }
    if let Some(number) = judged(words, known) {
        marks.assessment = Some(number);
        return true;
    }
    fold(&known.labels.no_outcome) == folded || words.chars().all(|letter| !letter.is_alphanumeric())
}

/// How an activity stands, in the word of a follow-up.
fn status(words: &str, known: &Known) -> Option<&'static str> {
    let folded = fold(words);
    let found = STATUSES.iter().find(|(key, word)| fold(&known.labels.word(key)) == folded || fold(word) == folded);
    found.map(|(_, word)| *word)
}

/// How an outcome was assessed.
fn judged(words: &str, known: &Known) -> Option<usize> {
    let folded = fold(words);
    let place = OUTCOMES.iter().position(|keys| keys.iter().any(|key| fold(&known.labels.word(key)) == folded));
    let scale: Vec<usize> = known.steering.scale().collect();
    let by_place = place.and_then(|place| match place {
        0 => scale.first(),
        2 => scale.last(),
        _ => scale.get(1).filter(|_| scale.len() > 2),
    });
    by_place.copied().or_else(|| known.assessment(words))
}

/// A cell's lines without the marks before them.
fn without_marks(words: &Words, known: &Known) -> (Vec<String>, Marks) {
    let mut marks = Marks::default();
    let mut lines: Vec<String> = words.plain.lines().map(on_one_line).filter(|line| !line.is_empty()).collect();
    while let Some(first) = lines.first_mut() {
        let inner = first.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let Some((inner, rest)) = inner
            && take_mark(&mut marks, inner.trim_start_matches(|letter: char| !letter.is_alphanumeric()), known)
        {
            *first = rest.trim().to_owned();
        } else if let Some((word, rest)) = loose_mark(first, known) {
            take_mark(&mut marks, &word, known);
            *first = rest;
        } else {
            // Signs that no word begins with: arrows, dots, those of fonts that are not there.
            let bare =
                first.trim_start_matches(|letter: char| !letter.is_alphanumeric() && !"\"”'(-–<>±".contains(letter));
            *first = bare.to_owned();
            if !first.is_empty() {
                break;
            }
        }
        if first.is_empty() {
            lines.remove(0);
        }
    }
    (lines, marks)
}

/// A mark without brackets before a name, and the name: "KF Sjukfrånvaro", "Ej påbörjad Skriva en rutin".
fn loose_mark(line: &str, known: &Known) -> Option<(String, String)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    (1..=2.min(words.len().saturating_sub(1))).find_map(|count| {
        let mark = words[..count].join(" ");
        let begins = words[count].starts_with(|first: char| first.is_uppercase());
        let is_owner = OWNERS.iter().any(|(key, _)| known.labels.word(key) == mark);
        let is_status = STATUSES.iter().any(|(key, _)| known.labels.word(key) == mark);
        (begins && (is_owner || is_status)).then(|| (mark, words[count..].join(" ")))
    })
}

/// The line after a label: "Ansvarig: Enhetschefen".
fn labelled<'l>(line: &'l str, label: &str) -> Option<&'l str> {
    let (before, after) = line.split_once(':')?;
    (fold(before) == fold(label)).then(|| after.trim())
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
    for line in lines {
        if let Some(responsible) = labelled(&line, &known.labels.responsible) {
            indicator.responsible = Some(responsible.to_owned());
        } else if let Some(source) = labelled(&line, &known.labels.origin) {
            indicator.source = Some(source.to_owned());
        } else if let Some(reason) = labelled(&line, &known.labels.reason) {
            reason.clone_into(&mut indicator.reason);
        } else if let Some(value) = labelled(&line, &known.labels.starting_value) {
            value.clone_into(&mut indicator.starting_value);
        } else if labelled(&line, &known.labels.council_target).is_some_and(|words| judged(words, known).is_some()) {
            // How the outcome stands against the council's target is computed.
        } else {
            description.push(line);
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
    indicator.men = value(cells, Head::OutcomeMen, known);
    indicator.women = value(cells, Head::OutcomeWomen, known);
    indicator.earlier = value(cells, Head::Earlier, known);
    indicator.forecast = value(cells, Head::Forecast, known);
    indicator.assessment = cells
        .cell(Head::Assessment)
        .and_then(|cell| without_marks(&cell.words, known).1.assessment.or_else(|| judged(&cell.words.line(), known)));
    indicator.assessment = indicator.assessment.or(marks.assessment);
    if indicator.responsible.is_none() {
        indicator.responsible = Some(cells.text(Head::Responsible)).filter(|text| !text.is_empty());
    }
    Some(indicator)
}

/// A value without the marks in its cell; a dash says that there is none.
fn value(cells: &Cells, head: Head, known: &Known) -> String {
    let Some(cell) = cells.cell(head) else { return String::new() };
    let whole = cell.words.line();
    if ["–", "-", "—"].contains(&whole.as_str()) {
        return if head == Head::Outcome { "saknas".to_owned() } else { String::new() };
    }
    match whole.starts_with('[') {
        true => without_marks(&cell.words, known).0.join(" "),
        false => whole,
    }
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
    let cell = cells.cell(Head::Activity)?;
    let (lines, marks) = without_marks(&cell.words, known);
    let mut name: Vec<String> = Vec::new();
    let mut activity = Activity::default();
    for line in lines {
        match labelled(&line, &known.labels.responsible) {
            Some(responsible) => activity.responsible = Some(responsible.to_owned()),
            None => name.push(line),
        }
    }
    activity.name = name.join(" ");
    activity.start = cells.text(Head::Start);
    activity.end = cells.text(Head::End);
    activity.status = marks.status.or_else(|| status(&cells.text(Head::Status), known));
    activity.deviation = cells.text(Head::Deviation);
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
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let first = lines.next()?;
    let is_label = known.is_analysis(first.trim_matches('*'));
    let is_wide = row.cells.len() == 1 && cell.span > 1;
    if !is_label && !is_wide {
        return None;
    }
    let first = (!is_label).then_some(first);
    Some(first.into_iter().chain(lines).collect::<Vec<_>>().join("\n\n"))
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
        match self.item {
            Some(Item::Indicator(number)) => {
                add(goal.indicators.get_mut(number).map(|own| &mut own.analysis), &words.markdown)
            }
            Some(Item::Activity(number)) => {
                add(goal.activities.get_mut(number).map(|own| &mut own.analysis), &words.markdown)
            }
            None => return false,
        }
        true
    }
}
