//! The words of a line or a paragraph with their markup, and where a character of them needs a backslash.
//!
//! What is written is read back where anything of it could be markup. Where that does not give the same words, links and
//! breaks, every sign gets a backslash, and where that is not enough, the type faces go.

mod proof;
mod signs;

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use self::signs::{IS_SIGN, Signs, block_mark, is_blank, is_box, is_entity, is_sign};

/// Where words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// On lines of their own.
    Lines,
    /// In a heading, which is one line.
    Heading,
    /// In a bold line in place of a heading.
    Bold,
    /// In a cell of a table.
    Cell,
}

/// Markup between words.
#[derive(Debug)]
struct Markup {
    /// Where it stands.
    range: Range<usize>,
    /// What a reader makes of it, in the words of [`proof`]; nothing of a type face.
    read: Cow<'static, str>,
    /// Whether it is the mark of a type face.
    is_face: bool,
}

/// How words are spelled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// With backslashes only where a character would be read as markup.
    Plain,
    /// With one before every sign.
    Guarded,
}

/// Words as they are read, with markup between them.
pub(super) struct Words {
    place: Place,
    /// Words and markup.
    all: String,
    /// Where markup stands, in order.
    markup: Vec<Markup>,
    /// Type faces, by the places of their marks.
    faces: Vec<Face>,
    /// Whether all of them have the same mark, none is within another, and something stands between each two: then no reader
    /// can pair their marks in another way.
    are_faces_apart: bool,
    /// The type faces around the present place.
    open: Vec<Option<usize>>,
    /// The words of links and pictures.
    labels: Vec<Range<usize>>,
    /// Where the labels around the present place begin.
    open_labels: Vec<usize>,
}

/// Words in another type face.
struct Face {
    /// The mark before and after them.
    mark: &'static str,
    /// Where the first mark stands, and the second once it is known.
    at: (usize, Option<usize>),
}

impl Words {
    pub(super) fn new(place: Place) -> Words {
        let mut words = Words {
            place,
            all: String::new(),
            markup: Vec::new(),
            faces: Vec::new(),
            are_faces_apart: false,
            open: Vec::new(),
            labels: Vec::new(),
            open_labels: Vec::new(),
        };
        if place == Place::Bold {
            words.markup("**", "");
        }
        words
    }

    /// Adds words that are printed as they are.
    pub(super) fn text(&mut self, words: &str) {
        // Blanks at the start of a line are no part of it, and four would make code of it.
        let words = if self.begins_line() { words.trim_start_matches(is_blank_in_line) } else { words };
        if words.starts_with('[') {
            self.part_from_note();
        }
        let has_break = |one, other| memchr::memchr2(one, other, words.as_bytes()).is_some();
        match has_break(b'\n', b'\r') || has_break(b'\x0b', b'\x0c') {
            // A break that is written as a character, `&#10;`, ends no line.
            true => self.all.extend(words.chars().map(|one| if is_blank_in_line(one) { ' ' } else { one })),
            false => self.all.push_str(words),
        }
    }

    /// Adds markup, and what a reader makes of it.
    pub(super) fn markup(&mut self, markup: &str, read: impl Into<Cow<'static, str>>) {
        self.push(markup, read.into(), false);
    }

    fn push(&mut self, markup: &str, read: Cow<'static, str>, is_face: bool) {
        let start = self.all.len();
        self.all.push_str(markup);
        self.markup.push(Markup { range: start..self.all.len(), read, is_face });
    }

    /// Ends the line, with what must stand before the break.
    pub(super) fn end_line(&mut self, mark: &'static str) {
        if !self.may_break() {
            return;
        }
        match self.place {
            Place::Lines => self.markup(mark, if mark == "\n" { " " } else { "\n" }),
            Place::Heading | Place::Bold | Place::Cell => self.all.push(' '),
        }
    }

    /// Takes away the blanks at the end of the line, two of which would be a break of their own, and says whether the line may
    /// end here: one without words would end the paragraph.
    fn may_break(&mut self) -> bool {
        let end = self.all.trim_end_matches([' ', '\t']).len();
        self.all.truncate(end.max(self.markup.last().map_or(0, |last| last.range.end)));
        !self.begins_line()
    }

    /// Whether what is added now begins a line.
    fn begins_line(&self) -> bool {
        self.all.is_empty() || self.all.ends_with('\n')
    }

    /// Adds code.
    pub(super) fn code(&mut self, code: &str) {
        // Right beside each other the fences of two would be one.
        if self.all.ends_with('`') && self.markup.last().is_some_and(|last| last.range.end == self.all.len()) {
            self.all.push(' ');
        }
        let longest = code.split(|character| character != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let has_marks = code.starts_with('`') || code.ends_with('`');
        let loses_blanks = code.starts_with(' ') && code.ends_with(' ') && !code.trim_matches(' ').is_empty();
        let pad = if has_marks || loses_blanks { " " } else { "" };
        let written =
            if self.place == Place::Cell { Cow::Owned(code.replace('|', "\\|")) } else { Cow::Borrowed(code) };
        self.markup(&format!("{fence}{pad}{written}{pad}{fence}"), proof::code(code));
    }

    /// Begins words in another type face.
    pub(super) fn open(&mut self, mark: &'static str) {
        // All of a bold line is bold already.
        if self.place == Place::Bold && mark == "**" {
            self.open.push(None);
            return;
        }
        self.open.push(Some(self.faces.len()));
        self.faces.push(Face { mark, at: (self.all.len(), None) });
        self.push(mark, Cow::Borrowed(""), true);
    }

    /// Ends the words that were begun last.
    pub(super) fn close(&mut self) {
        let Some(Some(face)) = self.open.pop() else { return };
        self.faces[face].at.1 = Some(self.all.len());
        self.push(self.faces[face].mark, Cow::Borrowed(""), true);
    }

    /// Begins the words of a link or a picture.
    pub(super) fn open_label(&mut self, mark: &'static str) {
        self.part_from_note();
        self.markup(mark, mark);
        self.open_labels.push(self.all.len());
    }

    /// Adds a blank behind the mark of a note, which a bracket right after it would make the words of a reference.
    fn part_from_note(&mut self) {
        let end = self.all.len();
        if self.all.ends_with(']') && self.markup.last().is_some_and(|last| last.range.end == end) {
            self.all.push(' ');
        }
    }

    /// The words of the link that was begun last.
    pub(super) fn label(&self) -> &str {
        self.open_labels.last().map_or("", |start| &self.all[*start..])
    }

    /// Ends the words of a link or a picture, with what follows them.
    pub(super) fn close_label(&mut self, target: &str) {
        let Some(start) = self.open_labels.pop() else { return };
        self.labels.push(start..self.all.len());
        self.markup(target, "]");
    }

    /// Makes of the link that was begun last its address alone, within angle brackets where it must be.
    pub(super) fn make_address(&mut self, is_bare: bool) {
        let Some(start) = self.open_labels.pop() else { return };
        let address = self.all.split_off(start);
        self.all.truncate(start - 1);
        self.markup.pop();
        let is_apart = |before: char| !before.is_alphanumeric() && !"/:@.-+=&#%_\\".contains(before);
        match is_bare && self.all.chars().next_back().is_none_or(is_apart) {
            true => self.markup(&address, format!("[{address}]")),
            false => self.markup(&format!("<{address}>"), format!("[{address}]")),
        }
    }

    /// All of it as Markdown, without blanks at its ends; empty where nothing is left.
    pub(super) fn written(mut self) -> String {
        if self.place == Place::Bold {
            let end = self.all.trim_end_matches([' ', '\t']).len();
            if end <= 2 {
                return String::new();
            }
            self.all.truncate(end);
            self.markup("**", "");
        }
        self.decide_faces();
        self.drop_last_breaks();
        if self.are_plain() {
            self.all.truncate(self.all.trim_end_matches([' ', '\t', '\n']).len());
            return self.all;
        }
        let out = self.spelled(Spelling::Plain);
        if !self.needs_proof() || self.reads_as(&out) {
            return out;
        }
        let out = self.spelled(Spelling::Guarded);
        if self.reads_as(&out) {
            return out;
        }
        let faces: Vec<usize> = self.markup.iter().filter(|one| one.is_face).map(|one| one.range.start).collect();
        self.remove(&faces);
        self.drop_last_breaks();
        self.spelled(Spelling::Guarded)
    }

    fn spelled(&self, spelling: Spelling) -> String {
        let mut out = String::with_capacity(self.all.len() + self.all.len() / 16);
        let signs = Signs::of(self, spelling);
        let mut copied = 0;
        for Markup { range, read, .. } in &self.markup {
            self.write_words(copied..range.start, &signs, &mut out);
            out.push_str(&self.all[range.clone()]);
            copied = range.end;
            out.push_str(self.blank_behind(read, copied));
        }
        self.write_words(copied..self.all.len(), &signs, &mut out);
        out.truncate(out.trim_end_matches([' ', '\t', '\n']).len());
        out
    }
}

impl Words {
    /// The blank that parts the mark of a note from a bracket which has come right behind it.
    fn blank_behind(&self, read: &str, at: usize) -> &'static str {
        if read.starts_with("[^") && self.all[at..].starts_with('[') { " " } else { "" }
    }

    /// Chooses the mark of each type face so that it is read as one; those that cannot be go.
    fn decide_faces(&mut self) {
        let mut gone = Vec::new();
        for number in 0..self.faces.len() {
            let Face { mark, at: (first, Some(second)) } = self.faces[number] else {
                gone.push(self.faces[number].at.0);
                continue;
            };
            let other = match mark {
                "*" => "_",
                "**" => "__",
                mark => mark,
            };
            let after_star = self.all[..first].ends_with('*') && self.is_markup(first - 1);
            // Three stars are read as slanted words that begin with bold ones, and never the other way round.
            let begins_slanted = mark == "**" && self.faces[..number].iter().rev().any(|face| face.at.0 + 1 == first);
            let marks = if after_star && !begins_slanted { [other, mark] } else { [mark, other] };
            match marks.into_iter().find(|mark| first + mark.len() < second && self.is_read(mark, first, second)) {
                Some(mark) => {
                    self.all.replace_range(first..first + mark.len(), mark);
                    self.all.replace_range(second..second + mark.len(), mark);
                }
                None => gone.extend([first, second]),
            }
        }
        let is_apart = |pair: &[Face]| {
            pair[0].mark == pair[1].mark && pair[0].at.1.is_some_and(|end| end + pair[0].mark.len() < pair[1].at.0)
        };
        self.are_faces_apart = gone.is_empty() && self.place != Place::Bold && self.faces.windows(2).all(is_apart);
        if !gone.is_empty() {
            self.remove(&gone);
        }
    }

    /// Takes away the ends of lines behind which nothing stands: what is last then ends the text, and is written so.
    fn drop_last_breaks(&mut self) {
        loop {
            let end = self.all.trim_end_matches([' ', '\t']).len();
            match self.markup.last() {
                Some(last) if last.range.end == end && self.all[last.range.clone()].ends_with('\n') => {
                    self.all.truncate(last.range.start);
                    self.markup.pop();
                }
                _ => return,
            }
        }
    }

    /// Takes away the markup that begins at these places.
    fn remove(&mut self, gone: &[usize]) {
        let gone: HashSet<usize> = gone.iter().copied().collect();
        let (all, markup) = (std::mem::take(&mut self.all), std::mem::take(&mut self.markup));
        // The ends of what was looked at, and how much has gone until then.
        let mut moved: Vec<(usize, usize)> = vec![(0, 0)];
        let mut copied = 0;
        for one in markup {
            let range = one.range.clone();
            self.keep_words(&all[copied..range.start], copied, &mut moved);
            copied = range.end;
            // Where a mark was all that stood on a line, the line goes with it.
            let is_break = all[range.clone()].ends_with('\n');
            if !gone.contains(&range.start) && (!is_break || self.may_break()) {
                let start = self.all.len();
                self.all.push_str(&all[range]);
                self.markup.push(Markup { range: start..self.all.len(), ..one });
            }
            moved.push((copied, copied - self.all.len()));
        }
        self.keep_words(&all[copied..], copied, &mut moved);
        let place = |at: usize| {
            let before = moved.partition_point(|(end, _)| *end <= at);
            at - moved[before - 1].1
        };
        for label in &mut self.labels {
            *label = place(label.start)..place(label.end);
        }
    }

    /// Adds words of which the first stood at this place. What stood behind markup may begin a line now, and then not with
    /// blanks.
    fn keep_words(&mut self, words: &str, at: usize, moved: &mut Vec<(usize, usize)>) {
        let kept = if self.begins_line() { words.trim_start_matches([' ', '\t']) } else { words };
        let start = at + words.len() - kept.len();
        moved.push((start, start - self.all.len()));
        self.all.push_str(kept);
    }

    fn is_markup(&self, at: usize) -> bool {
        let found = self.markup.partition_point(|one| one.range.end <= at);
        self.markup.get(found).is_some_and(|one| one.range.contains(&at))
    }

    /// Whether a mark at two places is read as the beginning and the end of a type face.
    fn is_read(&self, mark: &str, first: usize, second: usize) -> bool {
        let around = |at: usize| (self.before(at), self.all[at + mark.len()..].chars().next());
        let is_tight = |outside: Option<char>, inside: Option<char>| {
            !is_blank(inside) && (!is_sign(inside) || is_blank(outside) || is_sign(outside))
        };
        let [(before, begins), (ends, after)] = [around(first), around(second)];
        let is_between_letters = |outside: Option<char>| !is_blank(outside) && !is_sign(outside);
        is_tight(before, begins)
            && is_tight(after, ends)
            && !(mark.starts_with('_') && (is_between_letters(before) || is_between_letters(after)))
    }

    fn before(&self, at: usize) -> Option<char> {
        self.all[..at].chars().next_back()
    }

    /// Writes words, with a backslash where one would be read as markup.
    fn write_words(&self, range: Range<usize>, signs: &Signs, out: &mut String) {
        let text = &self.all[range.clone()];
        let begins_line = self.place == Place::Lines && matches!(self.before(range.start), None | Some('\n'));
        let rest = &self.all[range.start..];
        let line = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest, |end| &rest[..end]);
        let begins_block = if begins_line { block_mark(line, range.start == 0) } else { None };
        if signs.is_guarded {
            write_guarded(text, out);
            return;
        }
        if !signs.are_any && begins_block.is_none() && signs.closing.is_none() {
            out.push_str(text);
            return;
        }
        let mut copied = 0;
        for (at, byte) in text.bytes().enumerate() {
            let place = range.start + at;
            let is_decided = begins_block == Some(at) || signs.closing == Some(place);
            // Every sign is an ASCII character, and so is what begins a block or closes a heading.
            if !is_decided && !IS_SIGN[usize::from(byte)] {
                continue;
            }
            let before = self.before(place);
            let next = self.all[place + 1..].chars().next();
            let needs_backslash = is_decided
                || match byte {
                    b'\\' => next.is_none_or(|next| next == '\n' || next.is_ascii_punctuation()),
                    b'`' => true,
                    b'*' => signs.stars > 1 && !(is_blank(before) && is_blank(next)),
                    b'~' => signs.tildes > 1 && !(is_blank(before) && is_blank(next)),
                    b'_' => {
                        let is_letter = |other: Option<char>| !is_blank(other) && !is_sign(other);
                        let is_alone = is_blank(before) && is_blank(next) || is_letter(before) && is_letter(next);
                        signs.lines > 1 && !is_alone
                    }
                    b'[' => {
                        next == Some('^')
                            || at == 0 && before == Some(']') && !out.ends_with(' ')
                            || self.is_in_label(place, signs)
                            || begins_line && at == 0 && is_box(rest)
                    }
                    b']' => matches!(next, Some('(' | '[' | ':')) || self.is_in_label(place, signs),
                    b'<' => next.is_none_or(|next| next.is_ascii_alphabetic() || "/!?\n".contains(next)),
                    b'&' => is_entity(&self.all[place + 1..]),
                    b'|' => self.place == Place::Cell,
                    b'!' => next == Some('[') && place + 1 == range.end,
                    b':' => at == 0 && before == Some(']'),
                    _ => false,
                };
            if needs_backslash {
                out.push_str(&text[copied..at]);
                out.push('\\');
                copied = at;
            }
            if byte == b'\0' {
                out.push_str(&text[copied..at]);
                out.push('\u{fffd}');
                copied = at + 1;
            }
        }
        out.push_str(&text[copied..]);
    }

    fn is_in_label(&self, place: usize, signs: &Signs) -> bool {
        let after = signs.labels.partition_point(|label| label.end <= place);
        signs.labels.get(after).is_some_and(|label| label.contains(&place))
    }
}

/// Whether a character takes room in a line and shows nothing: what the ends of lines are written as, too.
fn is_blank_in_line(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n'..='\r')
}

/// Writes words with a backslash before every sign that could be markup anywhere.
fn write_guarded(text: &str, out: &mut String) {
    for character in text.chars() {
        if character.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(if character == '\0' { '\u{fffd}' } else { character });
    }
}
