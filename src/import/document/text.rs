//! A text that was taken from a PDF or saved from a word processor: lines, of which nothing says what they are but their
//! words and what stands around them.

mod cell;
mod column;
mod column_rows;
mod columns;
mod contents;
mod head;
mod headings;
mod joined;
mod line;
mod paragraphs;
mod placed;
mod rows;
mod segment;
mod serial;
mod shape;
mod tabs;
mod value;

use self::headings::Fixed;
use self::joined::Wrap;
use self::line::Line;
pub(crate) use self::paragraphs::looks_like_heading;
use self::rows::Rows;
use crate::import::document::block::{Block, BlockKind, Place, Read, TextSort, Words};
use crate::import::document::known::{Head, Known, Part, fold};

/// How many lines after a table are looked at for another row of it.
const MOST_AHEAD: usize = 80;

/// More heads are those of no table.
const MOST_HEADS: usize = 20;

/// Fewer rows with empty lines between them are no table.
const LEAST_SPACED: usize = 3;

/// How many lines after their heading the contents may have.
const MOST_CONTENTS: usize = 250;

/// Reads a text.
pub(crate) fn read(text: &str, known: &Known) -> Read {
    let known = &known.of_document(text.lines().map(str::trim));
    let lines = line::lines(text, |line| head::columns(known, line).is_some());
    let running =
        lines.iter().filter(|line| !line.is_furniture && !line.text.contains('\t')).map(|line| line.text.as_str());
    let wrap = Wrap::of(running);
    let mut reader = Reader {
        known,
        wrap,
        blocks: Vec::new(),
        table: None,
        in_contents: false,
        is_council: false,
        skipped: 0,
        resume: None,
        in_overview: false,
        contents_end: None,
    };
    let mut groups: Vec<&[Line]> = lines.split(|line| line.text.trim().is_empty()).collect();
    groups.retain(|group| !group.is_empty());
    for number in 0..groups.len() {
        reader.group(&groups, number);
    }
    reader.close_table();
    let mut blocks = paragraphs::together(reader.blocks, &reader.wrap);
    paragraphs::guess_headings(&mut blocks, known);
    Read { blocks, ..Read::default() }
}

struct Reader<'k, 's> {
    known: &'k Known<'s>,
    wrap: Wrap,
    blocks: Vec<Block>,
    table: Option<Rows<'k, 's>>,
    in_contents: bool,
    is_council: bool,
    /// How many groups that come were taken with the head of a table.
    skipped: usize,
    /// Where the text goes on after a table that goes over several groups: the group, and the line in it.
    resume: Option<(usize, usize)>,
    /// Whether the lines are what is counted out of the rest, which is printed of itself.
    in_overview: bool,
    /// The line that the contents end before, where they have no numbers of pages.
    contents_end: Option<usize>,
}

fn place(line: &Line) -> Place {
    Place { page: line.page, line: line.number }
}

impl Reader<'_, '_> {
    fn group(&mut self, groups: &[&[Line]], number: usize) {
        let from = match self.resume {
            Some((group, _)) if number < group => usize::MAX,
            Some((group, line)) if number == group => line,
            _ => 0,
        };
        let group: Vec<&Line> = groups[number]
            .iter()
            .enumerate()
            .filter(|(at, line)| self.keep(line) && *at >= from)
            .map(|(_, line)| line)
            .collect();
        if from > 0 && group.is_empty() {
            return;
        }
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if self.in_contents {
            let is_before_end =
                group.first().is_some_and(|first| self.contents_end.is_some_and(|end| first.number < end));
            self.in_contents = contents::goes_on(&group) || group.is_empty() || is_before_end;
        }
        if !group.is_empty() && (self.in_contents || contents::is_contents(&group)) {
            // The text may begin right below the contents.
            let end = self
                .contents_end
                .and_then(|end| group.iter().position(|line| line.number >= end))
                .unwrap_or(group.len());
            self.furniture(&group[..end]);
            if end == group.len() {
                return;
            }
            self.in_contents = false;
            let rest = group[end..].to_vec();
            return self.lines(&rest, groups, number);
        }
        self.lines(&group, groups, number);
    }

    fn lines(&mut self, group: &[&Line], groups: &[&[Line]], number: usize) {
        let mut at = 0;
        while at < group.len() {
            if self.in_overview && self.ends_overview(group[at]) {
                self.in_overview = false;
            }
            at += match self.in_overview || self.in_contents {
                true => {
                    self.furniture(&group[at..=at]);
                    1
                }
                false => self.next(group, at, groups, number),
            };
        }
    }

    /// Whether a part begins in a line that is not counted out of the rest.
    fn ends_overview(&self, line: &Line) -> bool {
        // The goals that all others hang under are in no table of it.
        let is_highest = self.known.level(&line.text).is_some_and(|found| found.level == 0);
        is_highest
            || matches!(
                self.known.part(&line.text),
                Some(
                    Part::Introduction
                        | Part::Summary
                        | Part::GoalsFollowedUp
                        | Part::Economy
                        | Part::Quality
                        | Part::Other
                )
            )
    }

    /// Where the contents end that have no numbers of pages: where their first line stands again.
    fn end_of_contents(&self, groups: &[&[Line]], number: usize, at: usize) -> Option<usize> {
        let heading = groups[number].iter().filter(|line| !line.is_furniture).nth(at)?.number;
        let mut lines = groups[number..]
            .iter()
            .flat_map(|group| group.iter())
            .filter(|line| line.number > heading && !line.is_furniture);
        let first = fold(&lines.next()?.text);
        lines
            .take(MOST_CONTENTS)
            .find(|line| fold(&line.text) == first || self.known.part(&line.text) == Some(Part::Appendices))
            .map(|line| line.number)
    }

    /// Whether a line is of the text; one that stands on every page is told apart.
    fn keep(&mut self, line: &Line) -> bool {
        if line.is_furniture {
            let words = Words::plain(&line.text);
            self.blocks.push(Block::text(place(line), TextSort::Furniture, words));
        }
        !line.is_furniture
    }

    fn furniture(&mut self, lines: &[&Line]) {
        for line in lines {
            self.blocks.push(Block::text(place(line), TextSort::Furniture, Words::plain(line.text.replace('\t', " "))));
        }
    }

    /// Takes what begins at a line of a group. Gives how many lines that were.
    fn next(&mut self, group: &[&Line], at: usize, groups: &[&[Line]], number: usize) -> usize {
        let line = group[at];
        let is_first = at == 0;
        if line.text.contains('\t') {
            self.close_table();
            let count = group[at..].iter().take_while(|line| line.text.contains('\t')).count();
            self.blocks.extend(tabs::tables(&group[at..at + count]));
            return count;
        }
        if let Some(count) = self.take_head(group, at, groups, number) {
            return count;
        }
        if self.table.is_none()
            && let Some(count) = self
                .take_columns(group, at)
                .or_else(|| (at == 0).then(|| self.take_spaced(group, groups, number)).flatten())
        {
            return count;
        }
        match self.fixed(group, at) {
            Some(Fixed::Goal) => return self.goal(group, at),
            Some(Fixed::Heading) if self.is_in_report() && self.known.is_analysis(&line.text) => {}
            Some(Fixed::Heading) => {
                self.close_table();
                let part = self.known.part(&line.text);
                self.in_contents = part == Some(Part::Contents);
                self.in_overview = part == Some(Part::Overview);
                if self.in_contents {
                    self.contents_end = self.end_of_contents(groups, number, at);
                }
                self.blocks.push(Block::heading(place(line), None, Words::plain(&line.text)));
                return 1;
            }
            Some(Fixed::Assessment) => {
                self.close_table();
                self.blocks.push(Block::paragraph(place(line), &line.text));
                return 1;
            }
            None => {}
        }
        if is_first && self.table.is_some() && !self.goes_on(groups, number) {
            self.close_table();
        }
        if let Some(table) = &mut self.table {
            table.take(line, is_first, place(line));
            return 1;
        }
        let rest = &group[at..];
        let is_text = |next: &usize| {
            self.fixed(group, at + next).is_none()
                && !group[at + next].text.contains('\t')
                && head::columns(self.known, &group[at + next].text).is_none()
                && !serial::begins(self.known, group[at + next])
                && !columns::begins_in(self.known, &group[at + next..])
        };
        let count = 1 + (1..rest.len()).take_while(is_text).count();
        self.blocks.extend(paragraphs::blocks(&rest[..count], &self.wrap));
        count
    }

    /// Takes lines whose cells are set apart by blanks.
    fn take_columns(&mut self, group: &[&Line], at: usize) -> Option<usize> {
        let least = group[at..].iter().take(MOST_AHEAD).map(|line| line.indent).min().unwrap_or(0);
        let tabbed: Vec<Line> = group[at..]
            .iter()
            .map_while(|line| Some(Line { text: tabs::tabbed(line, least)?, ..(*line).clone() }))
            .collect();
        if tabbed.len() < 2 {
            return None;
        }
        self.blocks.extend(tabs::tables(&tabbed.iter().collect::<Vec<_>>()));
        Some(tabbed.len())
    }

    /// Takes a table whose rows have an empty line between them, and cells that are set apart by blanks.
    fn take_spaced(&mut self, group: &[&Line], groups: &[&[Line]], number: usize) -> Option<usize> {
        let first = tabs::spaced(group)?;
        let mut rows = vec![first];
        for next in &groups[number + 1..] {
            let own: Vec<&Line> = next.iter().filter(|line| !line.is_furniture).collect();
            match tabs::spaced(&own) {
                Some(row) => rows.push(row),
                None => break,
            }
        }
        if rows.len() < LEAST_SPACED {
            return None;
        }
        self.skipped = rows.len() - 1;
        self.blocks.extend(tabs::tables(&rows.iter().collect::<Vec<_>>()));
        Some(group.len())
    }

    fn is_in_report(&self) -> bool {
        self.table.as_ref().is_some_and(Rows::is_report)
    }

    /// Takes the head of a table that begins at a line, or goes on after a page.
    fn take_head(&mut self, group: &[&Line], at: usize, groups: &[&[Line]], number: usize) -> Option<usize> {
        let line = group[at];
        let is_heading = |line: &Line| self.known.level(&line.text).is_some() || self.is_fixed_heading(&line.text);
        // The lines of a group stand one after another.
        let own_number = |line: &Line| line.number - groups[number][0].number;
        let own = own_number(line);
        if let Some(read) = columns::read(self.known, &self.wrap.words, groups, number, own, &is_heading) {
            self.close_table();
            let place = place(line);
            self.blocks.push(Block { place, kind: BlockKind::Table(read.table) });
            self.resume = Some(read.end);
            // Of the group that is being read, all that belongs to the table.
            let (end_group, end_line) = read.end;
            let left = match end_group == number {
                true => group[at..].iter().take_while(|line| own_number(line) < end_line).count(),
                false => group.len() - at,
            };
            return Some(left.max(1));
        }
        if let Some(left) = self.take_serial(group, at, groups, number) {
            return Some(left);
        }
        if let Some(columns) = head::columns(self.known, &line.text) {
            self.open(columns, &line.text);
            return Some(1);
        }
        if let Some((columns, words, lines, more)) = self.head_in_lines(group, at, groups, number) {
            self.open(columns, &words);
            self.skipped = more;
            return Some(lines);
        }
        // The first word may stand alone, above the others.
        let is_alone = group.len() == 1 && matches!(fold(&line.text).as_str(), "aktivitet" | "indikator");
        if is_alone && let Some(next) = groups.get(number + 1).and_then(|next| next.first()) {
            let whole = format!("{} {}", line.text, next.text);
            if head::columns(self.known, &whole).is_some() {
                return Some(1);
            }
        }
        if let Some(before) =
            number.checked_sub(1).map(|before| groups[before]).filter(|before| before.len() == 1 && at == 0)
        {
            let whole = format!("{} {}", before[0].text, line.text);
            let is_alone = matches!(fold(&before[0].text).as_str(), "aktivitet" | "indikator");
            if let Some(columns) = Some(()).filter(|()| is_alone).and_then(|()| head::columns(self.known, &whole)) {
                self.open(columns, &whole);
                return Some(1);
            }
        }
        let ends_row =
            |line: &&&Line| value::of_outcome(self.known, &line.text).is_some_and(|end| !end.name.is_empty());
        let texts: Vec<&str> =
            group[at..].iter().take(8).take_while(|line| !ends_row(line)).map(|line| line.text.as_str()).collect();
        if self.is_in_report() && texts.len() == group.len() - at && head::is_rest_of_outcomes(self.known, &texts) {
            self.table.as_mut().map(Rows::break_off);
            return Some(texts.len());
        }
        let count = (1..=texts.len()).rev().find(|count| head::is_outcomes(self.known, &texts[..*count]))?;
        self.open(Rows::of_outcomes(), &texts[..count].join(" "));
        Some(count)
    }

    /// Takes a table whose cells stand one after another. Gives how many lines of the group are of it.
    fn take_serial(&mut self, group: &[&Line], at: usize, groups: &[&[Line]], number: usize) -> Option<usize> {
        let is_heading = |line: &Line| self.known.level(&line.text).is_some() || self.is_fixed_heading(&line.text);
        let own_number = |line: &Line| line.number - groups[number][0].number;
        let own = own_number(group[at]);
        let (known, words, is_council) = (self.known, &self.wrap.words, self.is_council);
        let text = serial::Text { known, words, groups, is_heading: &is_heading, is_council };
        let read = serial::read(text, number, own)?;
        self.close_table();
        self.blocks.extend(read.blocks);
        self.resume = Some(read.end);
        let (end_group, end_line) = read.end;
        let left = match end_group == number {
            true => group[at..].iter().take_while(|line| own_number(line) < end_line).count(),
            false => group.len() - at,
        };
        Some(left.max(1))
    }

    /// The head of a table whose cells are lines of their own: its columns, its words, and how many lines of the group and
    /// how many groups after it they are.
    fn head_in_lines(
        &self,
        group: &[&Line],
        at: usize,
        groups: &[&[Line]],
        number: usize,
    ) -> Option<(Vec<head::Column>, String, usize, usize)> {
        let named = |text: &str| self.known.head(text).filter(|_| text.chars().count() < 40);
        let first = named(&group[at].text).filter(|head| matches!(head, Head::Indicator | Head::Activity))?;
        let mut columns = vec![(first, 0)];
        let mut words = group[at].text.clone();
        let own = group[at + 1..].iter().take(MOST_HEADS).map_while(|line| Some((named(&line.text)?, &line.text)));
        for (head, text) in own {
            columns.push((head, 0));
            words.push(' ');
            words.push_str(text);
        }
        let lines = columns.len();
        let mut more = 0;
        if at + lines == group.len() {
            for next in &groups[number + 1..] {
                let own: Vec<&Line> = next.iter().filter(|line| !line.is_furniture).collect();
                let heads: Vec<Head> = own.iter().map_while(|line| named(&line.text)).collect();
                if heads.len() < own.len() || columns.len() > MOST_HEADS {
                    break;
                }
                more += 1;
                columns.extend(heads.into_iter().map(|head| (head, 0)));
                own.iter().for_each(|line| words.extend([" ", &line.text]));
            }
        }
        (columns.len() > 1).then_some((columns, words, lines, more))
    }

    fn open(&mut self, columns: Vec<head::Column>, words: &str) {
        if self.table.as_mut().is_some_and(|table| table.goes_on_under(&columns)) {
            return;
        }
        self.close_table();
        self.table = Some(Rows::new(self.known, columns, words, self.is_council));
    }

    fn close_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        let at = self.blocks.last().map_or_else(Place::default, |block| block.place);
        let (table, rest) = table.end();
        if let Some(table) = table {
            let at = table.rows.first().map_or(at, |row| row.place);
            self.blocks.push(Block { place: at, kind: BlockKind::Table(table) });
        }
        if !rest.is_empty() {
            let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
            self.blocks.push(Block::paragraph(at, self.wrap.joined(&rest)));
        }
    }

    /// Whether another row, or more of an analysis, comes before the next heading.
    fn goes_on(&self, groups: &[&[Line]], number: usize) -> bool {
        let Some(table) = &self.table else { return false };
        if table.is_in_analysis() {
            return true;
        }
        let lines =
            groups[number..].iter().flat_map(|group| group.iter()).filter(|line| !line.is_furniture).take(MOST_AHEAD);
        for line in lines {
            if table.ends_row(line) {
                return true;
            }
            let is_heading = self.known.level(&line.text).is_some() || self.is_fixed_heading(&line.text);
            if is_heading && !(table.is_report() && self.known.is_analysis(&line.text)) {
                return false;
            }
        }
        false
    }
}
