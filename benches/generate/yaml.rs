//! Writes YAML the way a person does: block style, few quotes, prose in literal block scalars.

use std::fmt::Display;

/// A document being written. The values are made of this generator's own words, none of which needs quotes.
#[derive(Default)]
pub struct Yaml {
    text: String,
    depth: usize,
    starts_item: bool,
}

impl Yaml {
    /// How many bytes have been written.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// The finished document.
    pub fn finish(self) -> String {
        self.text
    }

    /// `key: value`.
    pub fn value(&mut self, key: &str, value: impl Display) {
        self.line(&format!("{key}: {value}"));
    }

    /// `key: [a, b]`, and nothing at all for no values.
    pub fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            self.line(&format!("{key}: [{}]", values.join(", ")));
        }
    }

    /// `key: |` and the text below it.
    pub fn prose(&mut self, key: &str, text: &str) {
        self.line(&format!("{key}: |"));
        self.depth += 1;
        for line in text.lines() {
            match line {
                "" => self.text.push('\n'),
                line => self.line(line),
            }
        }
        self.depth -= 1;
    }

    /// `key:` with what `inside` writes below it.
    pub fn section(&mut self, key: &str, inside: impl FnOnce(&mut Yaml)) {
        self.line(&format!("{key}:"));
        self.depth += 1;
        inside(self);
        self.depth -= 1;
    }

    /// `key:` with a list of mappings below it, and nothing at all for an empty list.
    pub fn items<T>(&mut self, key: &str, items: &[T], mut inside: impl FnMut(&mut Yaml, &T)) {
        if items.is_empty() {
            return;
        }
        self.section(key, |yaml| items.iter().for_each(|item| yaml.item(|yaml| inside(yaml, item))));
    }

    /// One mapping of a list: a dash before the first line that `inside` writes.
    pub fn item(&mut self, inside: impl FnOnce(&mut Yaml)) {
        self.starts_item = true;
        self.depth += 1;
        inside(self);
        self.depth -= 1;
    }

    /// One mapping of a list, on one line.
    pub fn flow_item(&mut self, entries: &str) {
        self.line(&format!("- {{{entries}}}"));
    }

    fn line(&mut self, line: &str) {
        match self.starts_item {
            true => self.text += &("  ".repeat(self.depth - 1) + "- "),
            false => self.text += &"  ".repeat(self.depth),
        }
        self.starts_item = false;
        self.text += line;
        self.text.push('\n');
    }
}
