//! Lines put together to the paragraphs that they were wrapped from.

use std::collections::HashSet;

/// How the lines of a text are wrapped.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wrap {
    /// How long a full line is, in characters; none where every paragraph is a line.
    pub(crate) width: Option<usize>,
    /// Every word of the text, for hyphens at the ends of lines.
    pub(crate) words: Vocabulary,
}

/// The words of a text, in small letters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    all: HashSet<String>,
    /// Those that stand within a line, and so are whole.
    inner: HashSet<String>,
}

impl Vocabulary {
    fn of<'l>(lines: impl Iterator<Item = &'l str>) -> Vocabulary {
        let mut words = Vocabulary::default();
        for line in lines {
            let mut own = line.split_whitespace().map(|word| bare(word).to_lowercase()).peekable();
            words.all.extend(own.next());
            while let Some(word) = own.next() {
                if own.peek().is_some() && !words.inner.contains(&word) {
                    words.inner.insert(word.clone());
                }
                words.all.insert(word);
            }
        }
        words
    }

    /// Whether a word stands anywhere.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.all.contains(&bare(word).to_lowercase())
    }

    /// Whether a word stands within a line, and so is no part of another.
    pub(crate) fn has_whole(&self, word: &str) -> bool {
        self.inner.contains(&bare(word).to_lowercase())
    }
}

/// A line longer than this was not wrapped.
const LONGEST_WRAPPED: usize = 180;

impl Wrap {
    /// How a text of these lines is wrapped.
    pub(crate) fn of<'l>(lines: impl Iterator<Item = &'l str> + Clone) -> Wrap {
        let mut lengths: Vec<usize> =
            lines.clone().map(|line| line.chars().count()).filter(|length| *length > 40).collect();
        lengths.sort_unstable();
        let long = lengths.iter().filter(|length| **length > LONGEST_WRAPPED).count();
        let is_wrapped = long * 25 < lengths.len().max(1) && lengths.len() > 3;
        let width = is_wrapped.then(|| lengths[lengths.len() / 2]);
        let words = Vocabulary::of(lines);
        Wrap { width, words }
    }

    /// The paragraph that some lines make: a full line goes on in the next, another ends.
    pub(crate) fn joined(&self, lines: &[&str]) -> String {
        let Some(width) = self.width else { return lines.join("\n") };
        let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        let mut out = String::new();
        for (at, line) in lines.iter().enumerate() {
            out.push_str(line);
            let Some(next) = lines.get(at + 1) else { break };
            let first = next.split_whitespace().next().unwrap_or_default();
            let with_next = line.chars().count() + 1 + first.chars().count();
            let is_full = longest * 4 >= width * 3 && with_next * 100 > longest * 97;
            let goes_on = first.starts_with(|letter: char| letter.is_lowercase() || letter == '(')
                && !line.ends_with(['.', '!', '?', ':']);
            match is_full || goes_on {
                true => self.go_on(&mut out, first),
                false => out.push('\n'),
            }
        }
        out
    }

    /// Ends a line that goes on with a word: a hyphen at its end may be the word's own.
    pub(crate) fn go_on(&self, out: &mut String, next: &str) {
        if out.ends_with('\u{ad}') {
            out.pop();
            return;
        }
        let is_cut = out.ends_with('-') && next.starts_with(char::is_lowercase);
        if !is_cut || ["och", "eller", "samt", "respektive"].contains(&bare(next)) {
            if !out.ends_with('/') || self.words.has(next) {
                out.push(' ');
            }
            return;
        }
        let before = out.trim_end_matches('-').rsplit(char::is_whitespace).next().unwrap_or_default().to_owned();
        let (begin, end) = (bare(&before).to_lowercase(), bare(next).to_lowercase());
        let is_name = before.chars().filter(|letter| letter.is_uppercase()).count() > 1
            || before.ends_with(|letter: char| letter.is_ascii_digit());
        let keeps = self.words.has(&format!("{begin}-{end}")) || is_name;
        if !keeps {
            out.pop();
        }
    }
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '-').trim_end_matches('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_lines_go_on_and_short_ones_end() {
        let text = [
            "Enheten arbetar för att alla som söker stöd ska få ett svar inom den tid som är utlovad",
            "och för att ingen ska behöva fråga två gånger. Det är grunden för hela verksamheten och",
            "för alla som arbetar här.",
            "Handläggare",
            "Gruppledare",
            "Enheten arbetar för att alla som söker stöd ska få svar i rätt tid, och för fler sam-",
            "hällsvägledare och LSS-",
            "handläggare.",
        ];
        let wrap = Wrap::of(text.iter().copied().cycle().take(2 * text.len()));
        assert_eq!(wrap.joined(&text[..3]).lines().count(), 1);
        assert_eq!(wrap.joined(&text[3..5]), "Handläggare\nGruppledare");
        assert!(wrap.joined(&text[5..]).contains("fler samhällsvägledare och LSS-handläggare."));
    }

    #[test]
    fn a_text_with_a_paragraph_on_each_line_is_not_wrapped() {
        let long = "ord ".repeat(80);
        let wrap =
            Wrap::of([long.as_str(), long.as_str(), "Kort rad som inte är full men över fyrtio tecken"].into_iter());
        assert_eq!(wrap.width, None);
        assert_eq!(wrap.joined(&["ett", "två"]), "ett\ntvå");
    }
}
