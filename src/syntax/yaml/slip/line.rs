//! A line taken apart: its indentation, its dash, its key and its value.

use crate::syntax::yaml::place::Text;

/// The length of a byte order mark.
const MARK: usize = '\u{feff}'.len_utf8();

/// A line of the text. All places are byte offsets of the whole text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'s> {
    /// Where it begins.
    pub(super) start: usize,
    /// Its text, without line break and blanks at the end.
    pub(super) text: &'s str,
    /// Where its indentation ends.
    pub(super) first: usize,
    /// Where its key or text begins, after the dashes of a list.
    pub(super) inner: usize,
    /// The colon after its key.
    pub(super) colon: Option<usize>,
    /// Where its value begins; its end where there is none.
    pub(super) value: usize,
}

impl<'s> Line<'s> {
    /// The line that a place stands on.
    pub(super) fn at(text: Text<'s>, at: usize) -> Line<'s> {
        let start = text.until(at).rfind('\n').map_or(0, |found| found + 1);
        let line = text.from(start).split('\n').next().unwrap_or("");
        let is_marked = start == 0 && line.starts_with('\u{feff}');
        let (start, line) = if is_marked { (MARK, &line[MARK..]) } else { (start, line) };
        let line = line.trim_end_matches([' ', '\t', '\r']);
        let first = start + line.len() - line.trim_start_matches([' ', '\t']).len();
        let mut inner = first;
        while let Some(rest) = line[inner - start..].strip_prefix("- ") {
            inner = start + line.len() - rest.trim_start_matches(' ').len();
        }
        let colon = colon(&line[inner - start..]).map(|found| inner + found);
        let from = colon.map_or(inner, |colon| colon + 1);
        let value = start + line.len() - line[from - start..].trim_start_matches([' ', '\t']).len();
        Line { start, text: line, first, inner, colon, value }
    }

    /// The line above.
    pub(super) fn previous(&self, text: Text<'s>) -> Option<Line<'s>> {
        let at = text.until(self.start).strip_suffix('\n')?.len();
        Some(Line::at(text, at))
    }

    /// The place after its last sign.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// What stands between two places of it, as far as they are on it.
    pub(super) fn piece(&self, from: usize, to: usize) -> &'s str {
        let to = to.saturating_sub(self.start).min(self.text.len());
        self.text.get(from.saturating_sub(self.start)..to).unwrap_or("")
    }

    /// How far it is indented, in columns.
    pub(super) fn indent(&self) -> usize {
        self.piece(self.start, self.first).chars().count()
    }

    /// The column of its key, from zero.
    pub(super) fn inner_column(&self) -> usize {
        self.piece(self.start, self.inner).chars().count()
    }

    /// Its key; empty where it has none.
    pub(super) fn key(&self) -> &'s str {
        self.colon.map_or("", |colon| self.piece(self.inner, colon).trim())
    }

    /// Its key, or what stands in place of one, with the dash before it.
    pub(super) fn until_value(&self) -> &'s str {
        self.piece(self.first, self.value).trim_end()
    }

    /// Its value.
    pub(super) fn value(&self) -> &'s str {
        self.piece(self.value, self.end())
    }

    /// Everything but its indentation.
    pub(super) fn words(&self) -> &'s str {
        self.piece(self.first, self.end())
    }

    /// Everything after its dash.
    pub(super) fn inner_words(&self) -> &'s str {
        self.piece(self.inner, self.end())
    }

    /// Whether it begins an entry of a list.
    pub(super) fn has_dash(&self) -> bool {
        self.inner > self.first || self.words() == "-"
    }

    /// Whether it holds nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.first == self.end()
    }

    /// Whether it is a comment.
    pub(super) fn is_comment(&self) -> bool {
        self.words().starts_with('#')
    }

    /// Whether its key looks like one of the format, not like words of a sentence before a colon.
    pub(super) fn has_plain_key(&self) -> bool {
        let key = self.key().trim_matches(['"', '\'']);
        key.chars().next().is_some_and(|first| first.is_lowercase() || first.is_ascii_digit())
            && !key.contains(char::is_whitespace)
    }
}

/// The colon that ends the key at the start of a text.
fn colon(line: &str) -> Option<usize> {
    let from = match line.chars().next()? {
        quote @ ('"' | '\'') => line[1..].find(quote)? + 2,
        '{' | '[' => return None,
        _ => 0,
    };
    let ends = |at: usize| line[at + 1..].chars().next().is_none_or(|next| next == ' ' || next == '\t');
    line[from..].match_indices(':').map(|(at, _)| from + at).find(|&at| ends(at))
}

#[cfg(test)]
mod tests {
    use super::Line;
    use crate::source::{Source, Sources};
    use crate::syntax::yaml::place::Text;

    #[test]
    fn a_line_is_taken_apart() {
        let source = Sources::default().add(Source::new("plan.yaml", ""));
        for (text, dash, key, value) in [
            ("  - titel: Parker: nu  \r\n", true, "titel", "Parker: nu"),
            ("år: 2025", false, "år", "2025"),
            ("    - - a", true, "", "a"),
            ("\"a: b\": c", false, "\"a: b\"", "c"),
            ("  {a: b}", false, "", "{a: b}"),
            ("namn:värde", false, "", "namn:värde"),
            ("namn:", false, "namn", ""),
            ("-", true, "", "-"),
            ("", false, "", ""),
        ] {
            let line = Line::at(Text::new(text, source), 0);
            assert_eq!((line.has_dash(), line.key(), line.value()), (dash, key, value), "{text}");
        }
    }
}
