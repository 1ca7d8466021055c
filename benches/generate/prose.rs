//! Prose that looks like Swedish administrative text: Markdown with all that plans use of it.

use super::random::Random;
use super::words::{ADJECTIVES, FIRST_PARTS, NOUNS, PREPOSITIONS, VERBS};

/// A writer of prose with a stream of its own.
pub struct Prose {
    random: Random,
    heading: &'static str,
}

impl Prose {
    /// The writer of this name, whose headings are of the second level.
    pub fn named(name: &str) -> Prose {
        Prose { random: Random::named(name), heading: "##" }
    }

    /// The same writer below a heading of the second level.
    pub fn below_heading(self) -> Prose {
        Prose { heading: "###", ..self }
    }

    /// A title or name of about so many words, with a capital and no full stop.
    pub fn phrase(&mut self, fewest: i64, most: i64) -> String {
        capital(&self.words(fewest, most).join(" "))
    }

    /// Markdown of about `bytes` bytes: paragraphs, lists, some headings, rarely a table or a quotation.
    pub fn text(&mut self, bytes: usize) -> String {
        let mut text = self.paragraph(bytes);
        while text.len() < bytes {
            let left = bytes - text.len();
            let block = match self.random.between(1, 100) {
                1..=70 => self.paragraph(left),
                71..=86 => self.list(),
                // A heading is followed by something, or it would be an empty section.
                87..=96 => self.heading.to_owned() + " " + &self.phrase(1, 4) + "\n\n" + &self.paragraph(left),
                97..=99 => self.table(),
                _ => format!("> {}\n>\n> – Medarbetare", self.sentence()),
            };
            text = text + "\n\n" + &block;
        }
        text
    }

    /// Up to six sentences, fewer when the bytes are spent.
    fn paragraph(&mut self, bytes: usize) -> String {
        let mut text = self.sentence();
        for _ in 1..self.random.between(2, 6) {
            if text.len() > bytes {
                break;
            }
            text = text + " " + &self.sentence();
        }
        text
    }

    fn sentence(&mut self) -> String {
        let mut words = self.words(6, 22);
        if self.random.percent(30) {
            let last = words.len() - 1;
            words[last].push(',');
            words.push("vilket".to_owned());
            words.push(self.random.pick(VERBS).to_owned());
            self.noun_phrase(&mut words);
        }
        if self.random.percent(4) {
            self.mark(&mut words, |word, _| format!("**{word}**"));
        }
        if self.random.percent(3) {
            self.mark(&mut words, |word, _| format!("*{word}*"));
        }
        if self.random.percent(2) {
            self.mark(&mut words, |word, random| format!("[{word}](https://exempelby.example/{})", random.pick(NOUNS)));
        }
        capital(&words.join(" ")) + "."
    }

    /// Puts Markdown around one word that is neither the first nor marked already.
    fn mark(&mut self, words: &mut [String], markup: impl Fn(&str, &mut Random) -> String) {
        let place = 1 + self.random.index(words.len() - 1);
        if words[place].chars().all(char::is_alphabetic) {
            words[place] = markup(&words[place], &mut self.random);
        }
    }

    fn list(&mut self) -> String {
        let numbered = self.random.percent(15);
        let mut lines = Vec::new();
        for number in 1..=self.random.between(3, 7) {
            let text = self.phrase(5, 16);
            lines.push(if numbered { format!("{number}. {text}.") } else { format!("- {text}.") });
            if !numbered && self.random.percent(6) {
                lines.push(format!("  - {}.", self.phrase(3, 8)));
            }
        }
        lines.join("\n")
    }

    fn table(&mut self) -> String {
        let mut text = "| Område | Antal |\n| --- | ---: |".to_owned();
        for _ in 0..self.random.between(2, 5) {
            text += &format!("\n| {} | {} |", self.phrase(1, 5), self.random.between(1, 400));
        }
        text
    }

    /// Subject, verb, object and as much more as the number of words wants.
    fn words(&mut self, fewest: i64, most: i64) -> Vec<String> {
        let wanted = usize::try_from(self.random.between(fewest, most)).expect("no fewer than no words");
        let mut words = Vec::new();
        self.noun_phrase(&mut words);
        if words.len() + 1 < wanted {
            words.push(self.random.pick(VERBS).to_owned());
            self.noun_phrase(&mut words);
        }
        while words.len() + 1 < wanted {
            let joint = if self.random.percent(30) { "och" } else { self.random.pick(PREPOSITIONS) };
            words.push(joint.to_owned());
            self.noun_phrase(&mut words);
        }
        words
    }

    fn noun_phrase(&mut self, words: &mut Vec<String>) {
        if self.random.percent(50) {
            words.push(self.random.pick(ADJECTIVES).to_owned());
        }
        let first = if self.random.percent(25) { self.random.pick(FIRST_PARTS) } else { "" };
        words.push(format!("{first}{}", self.random.pick(NOUNS)));
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect()
}
