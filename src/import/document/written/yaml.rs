//! The lines of a file that is written: keys with their values, texts, and what has to be looked at.

use std::fmt::Write;

use crate::diagnostic::{Bilingual, Language};
use crate::import::document::recognised::Prose;
use crate::syntax::yaml::write;

/// What a comment begins with that says that something was guessed, in either language: it is what one searches for.
pub(crate) const LOOK_AT: &str = "kontrollera";

/// A file that is being written.
pub(crate) struct Lines {
    /// What it holds so far.
    pub(crate) text: String,
    /// The language of its comments.
    pub(crate) language: Language,
    /// How many comments say that something was guessed.
    pub(crate) guesses: usize,
}

impl Lines {
    /// An empty file.
    pub(crate) fn new(language: Language) -> Lines {
        Lines { text: String::with_capacity(8 * 1024), language, guesses: 0 }
    }

    fn line(&mut self, indent: usize, words: &str) {
        // Writing to a text does not fail.
        let _ = writeln!(self.text, "{:indent$}{words}", "");
    }

    /// An empty line.
    pub(crate) fn space(&mut self) {
        self.text.push('\n');
    }

    /// A comment.
    pub(crate) fn comment(&mut self, indent: usize, words: &Bilingual) {
        let words = words.get(self.language).replace('\n', " ");
        self.line(indent, &format!("# {words}"));
    }

    /// A comment that says that something was guessed.
    pub(crate) fn look_at(&mut self, indent: usize, words: &Bilingual) {
        self.guesses += 1;
        let words = words.get(self.language).replace('\n', " ");
        self.line(indent, &format!("# {LOOK_AT}: {words}"));
    }

    /// A key that others stand below.
    pub(crate) fn open(&mut self, indent: usize, key: &str) {
        self.line(indent, &format!("{key}:"));
    }

    /// A key with a text; nothing where it is empty.
    pub(crate) fn text(&mut self, indent: usize, key: &str, text: &str) {
        if !text.trim().is_empty() {
            self.line(indent, &format!("{key}: {}", write::value(&plain(text))));
        }
    }

    /// A key with a word of the format's, and the words of the document for it in a comment where they are others.
    pub(crate) fn word(&mut self, indent: usize, key: &str, word: &str, said: Option<&str>) {
        let said = said.map_or_else(String::new, |said| format!(" # {}", plain(said)));
        if !word.is_empty() {
            self.line(indent, &format!("{key}: {}{said}", write::value(word)));
        }
    }

    /// A key with a value that is written as it is.
    pub(crate) fn raw(&mut self, indent: usize, key: &str, value: &str) {
        self.line(indent, &format!("{key}: {value}"));
    }

    /// The first key of an entry of a list.
    pub(crate) fn entry(&mut self, indent: usize, key: &str, text: &str) {
        self.line(indent, &format!("- {key}: {}", write::value(&plain(text))));
    }

    /// An entry of a list in braces.
    pub(crate) fn braces(&mut self, indent: usize, pairs: &[(&str, String)]) {
        let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        self.line(indent, &format!("- {{{}}}", pairs.join(", ")));
    }

    /// A key with several texts.
    pub(crate) fn texts<S: AsRef<str>>(&mut self, indent: usize, key: &str, texts: &[S]) {
        if !texts.is_empty() {
            let all: Vec<String> = texts.iter().map(|text| in_braces(text.as_ref())).collect();
            self.line(indent, &format!("{key}: [{}]", all.join(", ")));
        }
    }

    /// A running text, where it is there; an empty one is a heading without a text.
    pub(crate) fn prose(&mut self, indent: usize, key: &str, prose: &Prose) {
        if !prose.is_there {
            return;
        }
        for note in &prose.notes {
            self.look_at(indent, note);
        }
        self.markdown(indent, key, &prose.markdown);
    }

    /// A running text.
    pub(crate) fn markdown(&mut self, indent: usize, key: &str, markdown: &str) {
        let lines: Vec<String> = markdown.lines().map(plain_line).collect();
        if lines.iter().all(|line| line.trim().is_empty()) {
            self.line(indent, &format!("{key}: \"\""));
            return;
        }
        self.line(indent, &format!("{key}: |"));
        // A text that began with blanks would say how far all of it is indented.
        for line in lines
            .iter()
            .skip_while(|line| line.trim().is_empty())
            .enumerate()
            .map(|(number, line)| if number == 0 { line.trim_start() } else { line.as_str() })
        {
            match line.trim().is_empty() {
                true => self.text.push('\n'),
                false => self.line(indent + 2, line),
            }
        }
    }
}

/// A text as a value within brackets or braces.
pub(crate) fn in_braces(text: &str) -> String {
    write::value(&plain(text))
}

/// A text on one line, without what files may not hold.
fn plain(text: &str) -> String {
    text.split_whitespace().map(plain_line).collect::<Vec<_>>().join(" ")
}

/// A line without characters that files may not hold.
fn plain_line(line: &str) -> String {
    let is_kept = |letter: &char| {
        *letter == '\t'
            || !(letter.is_control()
                || matches!(letter, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}'))
    };
    line.chars().filter(is_kept).collect()
}
