//! What was decided to change in a plan: rows of a table, or lines that begin with a day or a paragraph of the minutes.

use super::Walk;
use super::tables::Sorted;
use crate::import::document::block::{Block, Place, Row, Table, Words};
use crate::import::document::known::{Head, fold};
use crate::import::document::recognised::{Amendment, Changed, Recognised};
use crate::plan_format::fields::day_in_words;

/// Shortest name that is looked for in the text of a change, in letters.
const SHORTEST_NAME: usize = 6;

/// A change as it is read, before it is known what it is about.
pub(super) struct Read {
    amendment: Amendment,
    /// What it says that it is about.
    about: Option<String>,
    /// What stands in the document, for changes of which nobody sees what they are about.
    original: Original,
    place: Place,
}

enum Original {
    /// A line of a text, as Markdown, and whether it is an item of a list.
    Line(String, bool),
    /// A row, and the head above it.
    Row(Row, Row),
}

/// The changes under one heading.
#[derive(Default)]
pub(super) struct Changes {
    /// The heading, its level, and its place.
    heading: Option<(Words, Place)>,
    all: Vec<Read>,
}

impl Walk<'_, '_> {
    /// Begins the changes below a heading.
    pub(super) fn begin_amendments(&mut self, block: &Block, words: &Words) {
        self.changes.push(Changes { heading: Some((words.clone(), block.place)), all: Vec::new() });
    }

    /// Takes the rows of a table of changes.
    pub(super) fn take_amendments(&mut self, table: &Table, sorted: &Sorted) {
        let head = table.rows[sorted.head_rows - 1].clone();
        let column = |head: Head| sorted.heads.iter().position(|own| *own == Some(head));
        for row in &table.rows[sorted.head_rows.min(table.rows.len())..] {
            let cells = row.columns();
            let text = |head: Head| column(head).and_then(|at| cells.get(at)).cloned().unwrap_or_default();
            let (day, decision, what) = (text(Head::Decided), text(Head::Decision), text(Head::Amendment));
            let place = row.place;
            // The day may stand beside the paragraph in one column.
            let (own_day, paragraph) = day_and_paragraph(&decision);
            let date = day_in_words(&day).or(own_day);
            // What no key has must not be lost: then the row stays one.
            let is_whole = date.is_some() || day.trim().is_empty();
            let rest = sorted.heads.iter().zip(&cells).any(|(head, cell)| head.is_none() && !cell.is_empty());
            let amendment = Amendment { date, paragraph, text: what, ..Amendment::default() };
            let about = column(Head::AppliesTo).and_then(|at| cells.get(at)).filter(|about| !about.is_empty());
            let about = about.filter(|_| is_whole && !rest).cloned();
            let read = Read { amendment, about, original: Original::Row(row.clone(), head.clone()), place };
            self.changes_here().push(read);
        }
    }

    /// Takes the lines of a text below the heading of changes.
    pub(super) fn text_of_amendments(&mut self, words: &Words, is_list: bool, place: Place) {
        let plain: Vec<&str> = words.plain.lines().collect();
        let marked: Vec<&str> = words.markdown.lines().collect();
        for (at, line) in plain.iter().enumerate() {
            let line = line.trim().trim_start_matches(['-', '–', '•']).trim();
            let markdown = if marked.len() == plain.len() { marked[at] } else { line };
            let markdown = markdown.trim_end_matches('\\');
            let (day, paragraph) = day_and_paragraph(line.split_once(':').map_or(line, |(before, _)| before));
            let what = line.split_once(':').map_or("", |(_, what)| what.trim());
            let is_change = (day.is_some() || paragraph.is_some()) && !what.is_empty();
            let text = if is_change { what.to_owned() } else { String::new() };
            let amendment = Amendment { date: day, paragraph, text, ..Amendment::default() };
            let original = Original::Line(markdown.to_owned(), is_list);
            self.changes_here().push(Read { amendment, about: None, original, place });
        }
    }

    fn changes_here(&mut self) -> &mut Vec<Read> {
        if self.changes.is_empty() {
            self.changes.push(Changes::default());
        }
        let last = self.changes.len() - 1;
        &mut self.changes[last].all
    }
}

/// Finds what changes are about, now that all goals are read. Those of which nobody sees it stay text, below their heading.
pub(super) fn recognise(out: &mut Recognised, all: Vec<Changes>) {
    for Changes { heading, all } in all {
        let mut rest: Vec<Read> = Vec::new();
        for mut read in all {
            let is_said = read.amendment.date.is_some() || read.amendment.paragraph.is_some();
            let (found, is_guessed) = match (&read.about, is_said) {
                (_, false) => (Vec::new(), false),
                (Some(about), true) => about_named(about, out),
                (None, true) => (in_text(&read.amendment.text, out).into_iter().collect(), true),
            };
            if found.is_empty() {
                rest.push(read);
                continue;
            }
            read.amendment.applies_to = found;
            read.amendment.is_guessed = is_guessed;
            out.amendments.push(read.amendment);
        }
        if rest.is_empty() {
            continue;
        }
        if let Some((words, place)) = heading {
            out.other.push(&format!("## {}", words.markdown.replace("\\\n", " ").trim()), false, place);
        }
        let mut table: Option<(Place, Table)> = None;
        for Read { original, place, .. } in rest {
            match original {
                Original::Line(line, is_list) => out.other.push(&line, is_list, place),
                Original::Row(row, mut head) => {
                    head.is_head = true;
                    let new = || (place, Table { caption: String::new(), rows: vec![head] });
                    table.get_or_insert_with(new).1.rows.push(row);
                }
            }
        }
        if let Some((place, table)) = table {
            out.other.push(&table.markdown(), false, place);
        }
    }
}

/// The day and the paragraph of "2026-06-17, SN § 58": the body that decided stands before the paragraph.
fn day_and_paragraph(words: &str) -> (Option<String>, Option<String>) {
    let day = day_in_words(words);
    let at = words.find('§').or_else(|| words.find("paragraf "));
    let paragraph = at.map(|at| {
        let before = words[..at].trim_end();
        let is_body = |word: &&str| word.starts_with(char::is_uppercase);
        let body = before.rsplit([' ', ',', '(']).next().filter(is_body);
        let number = words[at..].trim_start_matches(['§', ' ']).trim_start_matches("paragraf").trim();
        let number: String = number.chars().take_while(|letter| !",;)".contains(*letter)).collect();
        let number = number.split_whitespace().next().unwrap_or_default().to_owned();
        match body {
            Some(body) if !number.is_empty() => format!("{body} § {number}"),
            _ => number,
        }
    });
    (day, paragraph.filter(|paragraph| !paragraph.is_empty()))
}

/// What a list of names is about, and whether parts of names alone say it; nothing where one of them is no goal, indicator or
/// activity of the plan.
fn about_named(about: &str, out: &Recognised) -> (Vec<Changed>, bool) {
    let of = |parts: &mut dyn Iterator<Item = &str>| {
        let all: Option<Vec<(Changed, bool)>> = parts.map(|part| named(part.trim(), out)).collect();
        all.filter(|all| !all.is_empty())
    };
    let parted = || {
        let mut parts = about.split([';', ',']).flat_map(|part| part.split(" och "));
        of(&mut parts.by_ref().filter(|part| !part.trim().is_empty()))
    };
    let whole = || of(&mut std::iter::once(about));
    let is_exact = |all: &Vec<(Changed, bool)>| all.iter().all(|(_, is_guessed)| !is_guessed);
    // A part of a list says less than the whole list.
    let all =
        whole().filter(is_exact).or_else(|| of(&mut about.split(';')).filter(is_exact)).or_else(parted).or_else(whole);
    let all = all.unwrap_or_default();
    let is_guessed = all.iter().any(|(_, is_guessed)| *is_guessed);
    (all.into_iter().map(|(what, _)| what).collect(), is_guessed)
}

/// Something that a plan has, its name and its number folded.
struct Thing {
    what: Changed,
    name: String,
    number: Option<String>,
}

/// All that a plan has.
fn things(out: &Recognised) -> Vec<Thing> {
    let mut all = Vec::new();
    let thing = |what: Changed, name: &str| Thing { what, name: fold(name), number: None };
    for (at, goal) in out.goals.iter().enumerate() {
        let number = goal.number.as_deref().map(|number| fold(number.trim_end_matches(['.', ':', '-', '–', ' '])));
        all.push(Thing { number, ..thing(Changed::Goal(at), &goal.title) });
        let indicators = goal.indicators.iter().enumerate();
        all.extend(indicators.map(|(own, indicator)| thing(Changed::Indicator(at, own), &indicator.name)));
        let activities = goal.activities.iter().enumerate();
        all.extend(activities.map(|(own, activity)| thing(Changed::Activity(at, own), &activity.name)));
    }
    all.retain(|thing| !thing.name.is_empty() || thing.number.is_some());
    all
}

/// The one thing that a name or a number is of: "Nämndmål 1.1", "1.1", or what it is called; and whether a part of the name alone
/// says it.
fn named(written: &str, out: &Recognised) -> Option<(Changed, bool)> {
    let folded = fold(written);
    let all = things(out);
    let only = |is: &dyn Fn(&Thing) -> bool| {
        let mut found = all.iter().filter(|thing| is(thing));
        found.next().filter(|_| found.next().is_none()).map(|thing| thing.what)
    };
    let last = written.split_whitespace().last().map(|word| fold(word.trim_end_matches('.'))).unwrap_or_default();
    let is_number = last.starts_with(|first: char| first.is_ascii_digit()) && folded.split(' ').count() <= 5;
    let has_number = |thing: &Thing, number: &str| thing.number.as_deref() == Some(number);
    let is_long = |name: &str| name.chars().count() >= SHORTEST_NAME;
    let exact = only(&|thing| thing.name == folded)
        .or_else(|| only(&|thing| has_number(thing, &folded)))
        .or_else(|| only(&|thing| is_number && has_number(thing, &last)));
    let in_part = || {
        only(&|thing| is_long(&folded) && has_words(&thing.name, &folded))
            .or_else(|| only(&|thing| is_long(&thing.name) && has_words(&folded, &thing.name)))
    };
    exact.map(|what| (what, false)).or_else(|| in_part().map(|what| (what, true)))
}

/// What the text of a change is about: the longest name in it.
fn in_text(text: &str, out: &Recognised) -> Option<Changed> {
    let folded = fold(text);
    let all = things(out);
    let mut found: Vec<_> = all
        .iter()
        .filter(|thing| thing.name.chars().count() >= SHORTEST_NAME && has_words(&folded, &thing.name))
        .map(|thing| (thing.name.len(), thing.what))
        .collect();
    found.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    match found[..] {
        [(_, only)] => Some(only),
        [(first, thing), (second, _), ..] if first > second => Some(thing),
        _ => None,
    }
}

/// Whether folded words have others whole within them.
fn has_words(all: &str, words: &str) -> bool {
    format!(" {all} ").contains(&format!(" {words} "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::recognised::{Goal, Indicator};

    #[test]
    fn days_and_paragraphs_are_read() {
        for (written, day, paragraph) in [
            ("2026-06-17", Some("2026-06-17"), None),
            ("2026-06-17 § 58", Some("2026-06-17"), Some("58")),
            ("SN § 58", None, Some("SN § 58")),
            ("17 juni 2026, § 58", Some("2026-06-17"), Some("58")),
            ("Nämnden (BUN § 7)", None, Some("BUN § 7")),
            ("Målet", None, None),
        ] {
            let expected = (day.map(str::to_owned), paragraph.map(str::to_owned));
            assert_eq!(day_and_paragraph(written), expected, "{written}");
        }
    }

    #[test]
    fn a_change_is_about_what_it_names_alone() {
        let indicator = |name: &str| Indicator { name: name.to_owned(), ..Indicator::default() };
        let goal = Goal {
            title: "Barn läser mer".to_owned(),
            number: Some("1.2.".to_owned()),
            indicators: vec![indicator("Lånade böcker"), indicator("Lånade böcker per barn")],
            ..Goal::default()
        };
        let out = Recognised { goals: vec![goal], ..Recognised::default() };
        assert_eq!(about_named("Nämndmål 1.2", &out), (vec![Changed::Goal(0)], false));
        assert_eq!(
            about_named("1.2 och Lånade böcker", &out),
            (vec![Changed::Goal(0), Changed::Indicator(0, 0)], false)
        );
        assert_eq!(about_named("böcker per barn", &out), (vec![Changed::Indicator(0, 1)], true));
        assert_eq!(about_named("Simhallen", &out), (Vec::new(), false));
        assert_eq!(in_text("Målet för lånade böcker per barn höjs till 12.", &out), Some(Changed::Indicator(0, 1)));
        assert_eq!(in_text("Målen höjs.", &out), None);
    }
}
