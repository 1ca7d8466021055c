//! Changes to a text as written: what is replaced, and the comments that are put at the ends of its lines.

use std::collections::BTreeMap;
use std::ops::Range;

/// The changes to one text, in the order in which they were found. None of them adds a line.
#[derive(Debug, Default)]
pub(super) struct Edits {
    changes: Vec<(Range<usize>, String)>,
    /// The comments by the end of their line.
    notes: BTreeMap<usize, Vec<Note>>,
}

/// What a comment says.
#[derive(Debug)]
struct Note {
    /// What it is about, where the line holds several.
    about: Option<String>,
    words: String,
}

impl Edits {
    /// Puts other words at a place.
    pub(super) fn replace(&mut self, range: Range<usize>, with: impl Into<String>) {
        self.changes.push((range, with.into()));
    }

    /// Takes a place away.
    pub(super) fn remove(&mut self, range: Range<usize>) {
        self.replace(range, "");
    }

    /// Puts a comment at the end of the line of a place, after whatever stands there.
    pub(super) fn note(&mut self, text: &str, at: usize, about: Option<&str>, words: &str) {
        let note = Note { about: about.map(on_one_line), words: on_one_line(words) };
        self.notes.entry(line_end(text, at)).or_default().push(note);
    }

    /// The changed text. `year` stands at the beginning of every comment.
    pub(super) fn apply(mut self, text: &str, year: i16) -> String {
        self.changes.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(text.len() + 1024);
        let mut at = 0;
        let mut notes = self.notes.into_iter().peekable();
        for (range, with) in self.changes {
            while let Some((end, words)) = notes.next_if(|(end, _)| *end <= range.start) {
                // A comment on a line that is gone is gone too.
                if end >= at {
                    out.push_str(&text[at..end]);
                    write_note(&mut out, &words, year);
                    at = end;
                }
            }
            if range.start >= at {
                out.push_str(&text[at..range.start]);
                out.push_str(&with);
                at = range.end;
            }
        }
        for (end, words) in notes.filter(|(end, _)| *end >= at).collect::<Vec<_>>() {
            out.push_str(&text[at..end]);
            write_note(&mut out, &words, year);
            at = end;
        }
        out.push_str(&text[at..]);
        // The last lines are gone where a text without a line break at its end has one now.
        if !text.ends_with('\n') && out.ends_with('\n') {
            out.truncate(out.trim_end_matches(['\n', '\r', ' ', '\t']).len());
        }
        out
    }
}

fn write_note(out: &mut String, notes: &[Note], year: i16) {
    let kept = out.trim_end_matches([' ', '\t']).len();
    out.truncate(kept);
    out.push_str(if out.ends_with(':') { "   # " } else { "  # " });
    out.push_str(&format!("{year}: "));
    let mut before: Option<&Option<String>> = None;
    for note in notes {
        match (before, &note.about) {
            (Some(before), about) if before == about => out.push_str(", "),
            (Some(_), _) => out.push_str("; "),
            (None, _) => {}
        }
        if let Some(about) = note.about.as_ref().filter(|_| before != Some(&note.about)) {
            out.push_str(about);
            out.push_str(": ");
        }
        out.push_str(&note.words);
        before = Some(&note.about);
    }
}

/// Words as they can stand in a comment: one line, without signs that cannot be seen.
fn on_one_line(words: &str) -> String {
    let unseen = |character: char| {
        character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    let visible: String = words.chars().map(|character| if unseen(character) { ' ' } else { character }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The start of the line of a place.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |found| found + 1)
}

/// The end of the line of a place, before its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    if text[at..end].ends_with('\r') { end - 1 } else { end }
}

/// The start of the line after that of a place; the text's end where there is none.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |found| at + found + 1)
}

/// Where a sign stands in what lies between two values: outside of comments.
pub(super) fn find_between(text: &str, range: Range<usize>, wanted: u8) -> Option<usize> {
    let mut in_comment = false;
    for (offset, byte) in text.as_bytes().get(range.clone()).unwrap_or_default().iter().enumerate() {
        match byte {
            b'\n' => in_comment = false,
            _ if in_comment => {}
            byte if *byte == wanted => return Some(range.start + offset),
            b'#' => in_comment = true,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_come_last_on_their_line_and_joined() {
        let text = "a: 80 %   # skäl\r\nb: {x: 1, y: 2}\r\nc: 3";
        let mut edits = Edits::default();
        edits.remove(3..7);
        edits.note(text, 3, None, "årsmål\n80\u{a0}%");
        for (about, words) in [("b", "x 1"), ("b", "y 2"), ("c", "z 3")] {
            edits.note(text, 22, Some(about), words);
        }
        edits.remove(text.len() - 2..text.len());
        edits.note(text, text.len(), None, "c 3");
        let changed = edits.apply(text, 2025);
        assert_eq!(
            changed,
            "a:    # skäl  # 2025: årsmål 80 %\r\nb: {x: 1, y: 2}  # 2025: b: x 1, y 2; c: z 3\r\nc:   # 2025: c 3"
        );
    }

    #[test]
    fn what_is_gone_takes_its_comments_with_it_and_leaves_no_line_break_at_the_end() {
        let text = "a: 1\nb: 2\nc: 3";
        let mut edits = Edits::default();
        edits.note(text, 6, None, "b");
        edits.remove(5..14);
        assert_eq!(edits.apply(text, 2025), "a: 1");
    }

    #[test]
    fn signs_are_found_outside_of_comments() {
        let text = ": # a - b\n  - c";
        assert_eq!(find_between(text, 0..text.len(), b'-'), Some(12));
        assert_eq!(find_between(text, 0..9, b'-'), None);
    }
}
