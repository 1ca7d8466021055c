//! The tags and words of a web page, one after another.

/// A tag, or the words between two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// An element begins: its name, its attributes, and whether it ends right away.
    Open(String, Vec<(String, String)>, bool),
    /// An element ends.
    Close(String),
    /// Words, with entities read.
    Words(String),
}

/// Elements whose content is no markup.
const RAW: [&str; 2] = ["script", "style"];

/// The named entities of Swedish and of typesetting.
const ENTITIES: [(&str, &str); 32] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("shy", ""),
    ("aring", "å"),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("Aring", "Å"),
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("eacute", "é"),
    ("Eacute", "É"),
    ("uuml", "ü"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("minus", "−"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("sect", "§"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("le", "≤"),
    ("ge", "≥"),
    ("thinsp", " "),
];

/// The tokens of a page.
pub(crate) fn tokens(text: &str) -> Tokens<'_> {
    Tokens { rest: text, raw: None }
}

/// The tokens of a page as they are read.
pub(crate) struct Tokens<'t> {
    rest: &'t str,
    /// The element whose end is looked for, as its content is no markup.
    raw: Option<String>,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if let Some(name) = self.raw.take() {
            let end = format!("</{name}");
            let at = find_caseless(self.rest, &end).unwrap_or(self.rest.len());
            self.rest = &self.rest[at..];
        }
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let at = self.rest.find('<').unwrap_or(self.rest.len());
            if at > 0 {
                let (words, rest) = self.rest.split_at(at);
                self.rest = rest;
                return Some(Token::Words(decoded(words)));
            }
            if let Some(rest) = self.rest.strip_prefix("<!--") {
                self.rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
                continue;
            }
            let inner = &self.rest[1..];
            if inner.starts_with(['!', '?']) {
                self.rest = inner.find('>').map_or("", |end| &inner[end + 1..]);
                continue;
            }
            if let Some(name) = inner.strip_prefix('/') {
                let end = name.find('>').unwrap_or(name.len());
                let own = name[..end].trim().to_ascii_lowercase();
                self.rest = name.get(end + 1..).unwrap_or("");
                return Some(Token::Close(own));
            }
            if !inner.starts_with(|first: char| first.is_ascii_alphabetic()) {
                // A sign that begins no tag.
                self.rest = inner;
                return Some(Token::Words("<".to_owned()));
            }
            return Some(self.open(inner));
        }
    }
}

impl Tokens<'_> {
    fn open(&mut self, inner: &str) -> Token {
        let end = tag_end(inner);
        let tag = &inner[..end];
        let length = 1 + end + usize::from(end < inner.len());
        self.rest = self.rest.get(length..).unwrap_or("");
        let name_end = tag.find(|letter: char| letter.is_whitespace() || letter == '/').unwrap_or(tag.len());
        let name = tag[..name_end].to_ascii_lowercase();
        let is_closed = tag.ends_with('/');
        if RAW.contains(&name.as_str()) && !is_closed {
            self.raw = Some(name.clone());
        }
        Token::Open(name, attributes(tag[name_end..].trim_end_matches('/')), is_closed)
    }
}

/// Where a tag ends: at the first sign for it that stands in no quotation marks.
fn tag_end(inner: &str) -> usize {
    let mut quote = None;
    for (at, letter) in inner.char_indices() {
        match (quote, letter) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    inner.find('>').unwrap_or(inner.len())
}

fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return all;
        }
        let end = rest.find(|letter: char| letter.is_whitespace() || letter == '=').unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let Some(after) = rest.strip_prefix('=') else {
            if end == 0 {
                return all;
            }
            all.push((name, String::new()));
            continue;
        };
        let after = after.trim_start();
        let (value, left) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = &after[1..];
                let end = inner.find(quote).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or(""))
            }
            _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
        };
        all.push((name, decoded(value)));
        rest = left;
    }
}

/// Words with their entities read; what is none stays as it is.
fn decoded(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let end = after.char_indices().take(12).find(|(_, letter)| *letter == ';').map(|(end, _)| end);
        let found = end.and_then(|end| Some((entity(&after[..end])?, end + 1)));
        match found {
            Some((letter, length)) => {
                out.push_str(&letter);
                rest = &after[length..];
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?).map(String::from);
    }
    ENTITIES.iter().find(|(own, _)| *own == name).map(|(_, letter)| (*letter).to_owned())
}

fn find_caseless(text: &str, what: &str) -> Option<usize> {
    text.as_bytes().windows(what.len()).position(|window| window.eq_ignore_ascii_case(what.as_bytes()))
}
