//! What stands where in a text of keys, however broken it is: half of what is typed cannot be read as YAML.
//!
//! Lines are put under one another by their indentation, and what is between brackets by the brackets. Of a text that can be
//! read this is the same tree that the reader has.

mod brackets;
mod line;

use std::ops::Range;

use self::line::Line;

/// The keys of a text, in its order.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Each with its place.
    pub(super) keys: Vec<Key>,
    /// Texts of several lines below `|` or `>`, each with the number of its key.
    blocks: Vec<(usize, Range<usize>)>,
    /// What stands between brackets that are in no others.
    flows: Vec<Flow>,
}

/// What stands between brackets.
#[derive(Debug)]
struct Flow {
    /// The key that it is the value of, or an entry of the list below.
    key: usize,
    /// The entry of a list that it is.
    item: Option<usize>,
    /// With the brackets; as far as it may go on where they are not closed.
    range: Range<usize>,
}

/// A key.
#[derive(Debug)]
pub(super) struct Key {
    /// Its place, with quotation marks where it has such.
    pub(super) range: Range<usize>,
    /// Its words.
    pub(super) name: String,
    /// How many bytes stand before it on its line; of a key between brackets that of the line's first key.
    pub(super) column: usize,
    /// The number of the key that it stands below.
    pub(super) parent: Option<usize>,
    /// Where the entry of a list begins that it stands in, if it does.
    pub(super) item: Option<usize>,
    /// What follows it on its line, without blanks and comments.
    pub(super) value: Range<usize>,
    /// Where the last of what belongs to it ends.
    pub(super) end: usize,
    /// Whether it stands between brackets.
    pub(super) is_flow: bool,
}

/// What is typed at a place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A key below another, or at the top.
    Key {
        /// The key that it stands below.
        parent: Option<usize>,
        /// The entry of a list that it stands in.
        item: Option<usize>,
        /// What is typed of it.
        typed: Range<usize>,
        /// The column that it belongs at, where it begins its line.
        column: usize,
        /// The key that is there already.
        there: Option<usize>,
        /// Whether it stands between brackets.
        is_flow: bool,
    },
    /// A value of a key, or one of a list of values.
    Value {
        /// The key.
        key: usize,
        /// What is typed of it, within quotation marks where it has such.
        typed: Range<usize>,
    },
    /// Running text of a key.
    Text(usize),
    /// A comment, or nothing that anything is known of.
    Nothing,
}

impl Outline {
    /// The keys of a text.
    pub(super) fn of(text: &str) -> Outline {
        let mut outline = Outline::default();
        let mut open: Vec<usize> = Vec::new();
        let mut items: Vec<(usize, usize)> = Vec::new();
        let lines: Vec<Line> = line::lines(text);
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            at += 1;
            if line.is_blank() {
                continue;
            }
            for (column, offset) in &line.dashes {
                items.retain(|(known, _)| known < column);
                items.push((*column, *offset));
                open.retain(|key| {
                    outline.keys[*key].column < *column
                        || outline.keys[*key].column == *column && outline.is_open(*key, line.start)
                });
            }
            let Some(key) = &line.key else {
                outline.close(&open, line);
                if let Some(key) = open.last().copied().filter(|_| text[line.words.clone()].starts_with(['{', '['])) {
                    // An entry of a list, or a value on a line of its own.
                    let indent = line.dashes.last().map_or(outline.keys[key].column, |(column, _)| *column);
                    let item = line.dashes.last().map(|(_, offset)| *offset);
                    let end = outline.flow(Flow { key, item, range: line.words.clone() }, (&lines, at, indent), text);
                    at += lines[at..].iter().take_while(|line| line.start < end).count();
                    for known in &open {
                        outline.keys[*known].end = outline.keys[*known].end.max(end);
                    }
                }
                continue;
            };
            open.retain(|known| outline.keys[*known].column < key.column);
            items.retain(|(column, _)| *column < key.column);
            let parent = open.last().copied();
            let least = parent.map_or(0, |parent| outline.keys[parent].column);
            let item = items.last().filter(|(column, offset)| {
                *column >= least && parent.is_none_or(|parent| *offset > outline.keys[parent].range.start)
            });
            let number = outline.keys.len();
            outline.keys.push(Key {
                range: key.range.clone(),
                name: key.name.clone(),
                column: key.column,
                parent,
                item: item.map(|(_, offset)| *offset),
                value: key.value.clone(),
                end: key.value.end.max(key.range.end),
                is_flow: false,
            });
            open.push(number);
            outline.close(&open, line);
            at = outline.rest_of(number, &lines, at, text);
            let end = outline.keys[number].end;
            for known in &open {
                outline.keys[*known].end = outline.keys[*known].end.max(end);
            }
        }
        outline
    }

    /// Whether a key has nothing after it on its line, so that a list may begin below it in its own column.
    fn is_open(&self, key: usize, before: usize) -> bool {
        self.keys[key].value.is_empty() && self.keys[key].range.start < before
    }

    /// What is on a line belongs to all keys that are open.
    fn close(&mut self, open: &[usize], line: &Line) {
        for key in open {
            self.keys[*key].end = self.keys[*key].end.max(line.end);
        }
    }

    /// What goes on after the line of a key: the lines of a text, and what is between brackets. Gives the next line.
    fn rest_of(&mut self, number: usize, lines: &[Line], next: usize, text: &str) -> usize {
        let (value, column) = (self.keys[number].value.clone(), self.keys[number].column);
        let belongs = |line: &Line| line.is_blank() || line.indent > column;
        match text[value.clone()].chars().next() {
            Some('|' | '>') => {
                let count = lines[next..].iter().take_while(|line| belongs(line)).count();
                let body = &lines[next..next + count];
                let from = body.first().map_or(value.end, |line| line.start);
                let last = body.iter().rev().find(|line| !line.is_blank());
                self.keys[number].end = last.map_or(value.end, |line| line.end);
                let end = body.last().map_or(from, |line| line.end);
                self.blocks.push((number, from..end));
                next + count
            }
            Some('{' | '[') => {
                let end = self.flow(Flow { key: number, item: None, range: value }, (lines, next, column), text);
                self.keys[number].value.end = end;
                self.keys[number].end = end;
                next + lines[next..].iter().take_while(|line| line.start < end).count()
            }
            Some(quote @ ('"' | '\'')) => {
                let count = lines[next..].iter().take_while(|line| belongs(line)).count();
                let most = lines[next..next + count].last().map_or(value.end, |line| line.end).max(value.end);
                let end = line::quoted(text, value.start, quote, most).unwrap_or(value.end);
                self.keys[number].value.end = end.max(value.start);
                self.keys[number].end = end;
                next + lines[next..].iter().take_while(|line| line.start < end).count()
            }
            _ => next,
        }
    }

    /// Reads what is between brackets, which goes on over the lines that are indented farther than `indent`. Gives where it
    /// ends.
    fn flow(&mut self, flow: Flow, (lines, next, indent): (&[Line], usize, usize), text: &str) -> usize {
        let belongs = |line: &&Line| line.is_blank() || line.indent > indent;
        let last = lines[next..].iter().take_while(belongs).last();
        let most = last.map_or(flow.range.end, |line| line.end).max(flow.range.end);
        let Flow { key, item, range } = flow;
        let end = brackets::read(self, (key, item), text, range.start..most);
        self.flows.push(Flow { key, item, range: range.start..end });
        end
    }

    /// The keys that stand below a key, or in one entry of the list below it.
    pub(super) fn below(&self, parent: Option<usize>, item: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        let is = move |key: &Key| key.parent == parent && key.item == item;
        self.keys.iter().enumerate().filter(move |(_, key)| is(key)).map(|(number, _)| number)
    }

    /// A key and those that it stands below, the outermost first.
    pub(super) fn chain(&self, key: Option<usize>) -> Vec<usize> {
        let mut chain: Vec<usize> = std::iter::successors(key, |key| self.keys[*key].parent).collect();
        chain.reverse();
        chain
    }

    /// The key whose words are at a place.
    pub(super) fn key_at(&self, offset: usize) -> Option<usize> {
        self.keys.iter().position(|key| key.range.start <= offset && offset <= key.range.end)
    }

    /// What is typed at a place.
    pub(super) fn slot(&self, text: &str, offset: usize) -> Slot {
        if let Some((key, _)) = self.blocks.iter().find(|(key, body)| {
            body.start <= offset && offset <= body.end && (self.column_of(text, offset) > self.keys[*key].column)
        }) {
            return Slot::Text(*key);
        }
        if let Some(number) = self.key_at(offset) {
            let key = &self.keys[number];
            return Slot::Key {
                parent: key.parent,
                item: key.item,
                typed: key.range.clone(),
                column: key.column,
                there: Some(number),
                is_flow: key.is_flow,
            };
        }
        let line_start = text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        if line::has_comment(&text[line_start..offset]) {
            return Slot::Nothing;
        }
        let around = self.flows.iter().rev().find(|flow| flow.range.start < offset && offset <= flow.range.end);
        if let Some(flow) = around.filter(|flow| !brackets::is_closed(&text[flow.range.start..offset])) {
            return brackets::slot(self, flow, text, offset);
        }
        // What follows a key on its line, and a text in quotation marks over several.
        let before = self.keys.iter().enumerate().rev().find(|(_, key)| key.range.end < offset);
        if let Some((number, key)) = before
            && (key.range.start >= line_start || offset <= key.value.end)
        {
            let typed = match key.value.is_empty() {
                true => offset..offset,
                false => line::within_quotes(text, key.value.start.min(offset)..key.value.end.max(offset)),
            };
            return Slot::Value { key: number, typed };
        }
        self.slot_of_line(text, line_start, offset)
    }

    fn column_of(&self, text: &str, offset: usize) -> usize {
        offset - text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1)
    }

    /// What is typed on a line that has no key.
    fn slot_of_line(&self, text: &str, line_start: usize, offset: usize) -> Slot {
        let line_end = text[line_start..].find(['\n', '\r']).map_or(text.len(), |at| line_start + at);
        let line = line::read(text, line_start, line_end);
        let written = line.words.clone();
        let is_typed = !written.is_empty();
        let column = if is_typed { written.start - line_start } else { offset - line_start };
        let typed = if is_typed { written.start.min(offset)..written.end.max(offset) } else { offset..offset };
        // The nearest key before that this stands below, as those between have ended.
        let mut least = usize::MAX;
        let mut parent = None;
        for (number, key) in
            self.keys.iter().enumerate().rev().filter(|(_, key)| key.range.start < line_start && !key.is_flow)
        {
            if key.column >= least {
                continue;
            }
            least = key.column;
            let is_own_list = line.dashes.first().is_some_and(|(dash, _)| *dash == key.column) && key.value.is_empty();
            if key.column < column && (line.dashes.is_empty() || key.column < line.dashes[0].0 || is_own_list) {
                parent = Some(number);
                break;
            }
        }
        let dash = line.dashes.last().map(|(_, offset)| *offset);
        let item = dash.or_else(|| {
            // The entry that the keys before it in the same column stand in.
            let same = self.keys.iter().rev().find(|key| {
                key.range.start < line_start && key.parent == parent && key.column == column && !key.is_flow
            });
            same.and_then(|key| key.item)
        });
        Slot::Key { parent, item, typed, column, there: None, is_flow: false }
    }
}

#[cfg(test)]
mod tests;
