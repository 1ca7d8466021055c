//! The pieces of a line of a text that keeps the columns of the page.

use super::line::Line;

/// A piece of a line between gaps of two blanks and more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    /// The character of the page that it begins at.
    pub(super) start: usize,
    /// The character after its last.
    pub(super) end: usize,
    /// Its words.
    pub(super) text: String,
}

impl Segment {
    /// The pieces on either side of a blank, by the number of the character; none where one would be empty.
    pub(super) fn split_at(&self, at: usize) -> Option<(Segment, Segment)> {
        let letters: Vec<char> = self.text.chars().collect();
        let inner = at.checked_sub(self.start).filter(|inner| *inner < letters.len())?;
        if !letters[inner].is_whitespace() {
            return None;
        }
        let piece = |from: usize, to: usize| {
            let own: String = letters[from..to].iter().collect();
            let trimmed = own.trim();
            let before = own.chars().take_while(|letter| letter.is_whitespace()).count();
            let start = self.start + from + before;
            Segment { start, end: start + trimmed.chars().count(), text: trimmed.to_owned() }
        };
        let (one, other) = (piece(0, inner), piece(inner, letters.len()));
        (!one.text.is_empty() && !other.text.is_empty()).then_some((one, other))
    }

    /// By how many characters it stands between two others.
    pub(super) fn overlap(&self, start: usize, end: usize) -> usize {
        self.end.min(end).saturating_sub(self.start.max(start))
    }
}

/// The pieces of a line.
pub(super) fn segments(line: &Line) -> Vec<Segment> {
    // Most lines of running text have no gap at all.
    if !line.text.is_empty() && !has_gap(&line.text) {
        let text = line.text.clone();
        return vec![Segment { start: line.indent, end: line.indent + text.chars().count(), text }];
    }
    let mut segments: Vec<Segment> = Vec::new();
    let mut blanks = 2;
    for (at, letter) in line.text.chars().enumerate() {
        if letter.is_whitespace() {
            blanks += 1;
            continue;
        }
        let at = line.indent + at;
        match segments.last_mut() {
            // Two blanks after a sentence are a way of typing.
            Some(last)
                if blanks < 2 || blanks == 2 && last.text.ends_with(['.', '!', '?']) && last.text.contains(' ') =>
            {
                last.text.extend((0..blanks).map(|_| ' '));
                last.text.push(letter);
                last.end = at + 1;
            }
            _ => segments.push(Segment { start: at, end: at + 1, text: letter.to_string() }),
        }
        blanks = 0;
    }
    segments
}

/// Whether there is anything but single blanks within words.
fn has_gap(text: &str) -> bool {
    let is_other = |letter: char| letter.is_whitespace() && letter != ' ';
    text.contains("  ") || text.contains(is_other) || text.starts_with(' ') || text.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        let trimmed = text.trim_start();
        let indent = text.chars().count() - trimmed.chars().count();
        Line { text: trimmed.to_owned(), indent, page: None, number: 1, is_furniture: false }
    }

    #[test]
    fn gaps_of_two_blanks_set_pieces_apart_and_a_sentence_does_not_end_one() {
        let pieces = segments(&line("  Andel nöjda   64 %  Tas fram av"));
        let own: Vec<_> = pieces.iter().map(|piece| (piece.start, piece.end, piece.text.as_str())).collect();
        assert_eq!(own, [(2, 13, "Andel nöjda"), (16, 20, "64 %"), (22, 33, "Tas fram av")]);
        assert_eq!(segments(&line("Vi växer här.  Det är bra")).len(), 1);
        let (one, other) = pieces[2].split_at(25).expect("a blank stands there");
        assert_eq!((one.text.as_str(), other.text.as_str(), other.start), ("Tas", "fram av", 26));
        assert_eq!(pieces[2].split_at(24), None);
    }
}
