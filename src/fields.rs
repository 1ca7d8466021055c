//! The table of a part's keys, and the reader that follows it. The format reference is written from the same tables.

pub mod rules;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::both;
use crate::diagnostic::{Diagnostic, Sink, near_name};
use crate::model::{At, Prose, ProseBody, Target, number};
use crate::source::{SourceId, Span};
use crate::yaml::rules::ANCHOR_OR_ALIAS;
use crate::yaml::{Entry, Kind, Node, Style};

/// A part of a document: a map with known keys.
#[derive(Debug)]
pub struct Part {
    /// Its name in the format reference: the Swedish key it stands under.
    pub name: &'static str,
    /// What it is, in Swedish and English.
    pub about: (&'static str, &'static str),
    /// Its keys, in the order of the reference.
    pub fields: &'static [Field],
}

/// One key of a part.
#[derive(Debug)]
pub struct Field {
    /// The key as written in a file.
    pub key: &'static str,
    /// Printed words that people write instead of the key; met with the key in the message.
    pub instead: &'static [&'static str],
    /// What its value is.
    pub shape: Shape,
    /// Whether it must be there.
    pub needed: bool,
    /// What it means, in Swedish and English.
    pub about: (&'static str, &'static str),
    /// A value as it may be written.
    pub example: &'static str,
    /// What holds where the key is absent, in Swedish and English; empty where nothing does.
    pub default: (&'static str, &'static str),
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A short text, read exactly as written.
    Text,
    /// Markdown, in place or as `{fil: …}`.
    Prose,
    /// A year of four digits.
    Year,
    /// A whole number.
    Number,
    /// A date, `2025-12-31`.
    Date,
    /// `ja` or `nej`.
    YesNo,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A text, or a list of texts.
    Texts,
    /// A number with or without unit, a range, or "Tas fram av …".
    Target,
    /// A number.
    Amount,
    /// A part of its own.
    Part(&'static Part),
    /// A list of such parts.
    Parts(&'static Part),
    /// A map whose keys are not fixed; said in words, Swedish and English.
    Map(&'static str, &'static str),
}

impl Field {
    /// A key that may be absent.
    pub const fn new(
        key: &'static str,
        shape: Shape,
        sv: &'static str,
        en: &'static str,
        example: &'static str,
    ) -> Field {
        Field { key, instead: &[], shape, needed: false, about: (sv, en), example, default: ("", "") }
    }

    /// The same key, but it must be there.
    pub const fn needed(mut self) -> Field {
        self.needed = true;
        self
    }

    /// The same key with what holds where it is absent.
    pub const fn default(mut self, sv: &'static str, en: &'static str) -> Field {
        self.default = (sv, en);
        self
    }

    /// The same key with words that people write instead of it.
    pub const fn instead(mut self, words: &'static [&'static str]) -> Field {
        self.instead = words;
        self
    }
}

/// What came of a file that a document names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedFile {
    /// It was read.
    Read(SourceId),
    /// There is no such file.
    Missing,
    /// It lies outside the workspace, or a link leads out of it.
    Outside,
    /// It is there but cannot be read as text; reported at the file itself.
    Unreadable,
}

/// Reads parts of one file by their tables.
pub struct Reader<'a> {
    source: SourceId,
    text: &'a str,
    files: &'a BTreeMap<String, NamedFile>,
    /// What was found wrong.
    pub sink: Sink,
}

/// A map read by its table: the entry of each key.
pub struct Fields<'n, 's> {
    /// The table.
    pub part: &'static Part,
    /// The map's place.
    pub span: Span,
    slots: Vec<Option<&'n Entry<'s>>>,
    /// Entries whose key is not in the table, where the caller allows such.
    pub others: Vec<&'n Entry<'s>>,
}

impl<'n, 's> Fields<'n, 's> {
    /// The entry of a key of the table.
    pub fn entry(&self, key: &str) -> Option<&'n Entry<'s>> {
        let at = self.part.fields.iter().position(|field| field.key == key);
        debug_assert!(at.is_some(), "{key} is not in the table of {}", self.part.name);
        self.slots[at?]
    }

    /// The keys of the table that are written, in the table's order.
    pub fn written(&self) -> Vec<&'static str> {
        let fields = self.part.fields.iter().zip(&self.slots);
        fields.filter(|(_, slot)| slot.is_some()).map(|(field, _)| field.key).collect()
    }
}

/// Keys are the same whatever their Unicode form, capitals, and `-` or `_`.
pub fn same_key(written: &str, key: &str) -> bool {
    written == key || folded(written) == folded(key)
}

fn folded(key: &str) -> String {
    key.nfc().flat_map(char::to_lowercase).map(|sign| if sign == '-' { '_' } else { sign }).collect()
}

impl<'a> Reader<'a> {
    /// A reader of one file. `files` tells what came of each file that it names.
    pub fn new(source: SourceId, text: &'a str, files: &'a BTreeMap<String, NamedFile>) -> Reader<'a> {
        Reader { source, text, files, sink: Sink::default() }
    }

    /// A node's place.
    pub fn span(&self, node: &Node) -> Span {
        node.span(self.source)
    }

    /// Reads a map by its table; unknown keys are reported with the near one, keys written twice with the first.
    pub fn fields<'n, 's>(&mut self, node: &'n Node<'s>, part: &'static Part) -> Option<Fields<'n, 's>> {
        self.fields_and(node, part, |_| false)
    }

    /// As [`Reader::fields`], but keeps entries with keys that `also` accepts.
    pub fn fields_and<'n, 's>(
        &mut self,
        node: &'n Node<'s>,
        part: &'static Part,
        also: impl Fn(&str) -> bool,
    ) -> Option<Fields<'n, 's>> {
        let entries = match &node.kind {
            Kind::Map(entries) => entries,
            _ => {
                let keys = part.fields.iter().take(3).map(|field| field.key).collect::<Vec<_>>().join(", ");
                self.wrong_kind(
                    node,
                    both!("{name} ska bestå av nycklar med värden", "{name} must consist of keys with values", name = part.name),
                    both!("skriv nycklarna på egna rader: {keys} …", "write the keys on lines of their own: {keys} …"),
                );
                return None;
            }
        };
        let mut fields =
            Fields { part, span: self.span(node), slots: vec![None; part.fields.len()], others: Vec::new() };
        for (number, entry) in entries.iter().enumerate() {
            let written = entry.key_text();
            match self.find_key(entry, part) {
                Some(at) => match fields.slots[at] {
                    None => fields.slots[at] = Some(entry),
                    Some(first) => self.twice(entry, first),
                },
                None if also(written) => match fields.others.iter().find(|other| same_key(other.key_text(), written)) {
                    Some(first) => self.twice(entry, first),
                    None => fields.others.push(entry),
                },
                None => self.unknown_key(entry, entries.get(number.wrapping_sub(1)), part),
            }
        }
        for (field, slot) in part.fields.iter().zip(&fields.slots) {
            let missing = slot.is_none_or(|entry| matches!(entry.value.kind, Kind::Empty));
            if field.needed && missing {
                let place = slot.map_or(self.first_line(node), |entry| self.span(&entry.key));
                self.sink.push(
                    Diagnostic::new(&rules::MISSING_KEY, place, both!(
                        "{key} saknas i {name}",
                        "{key} is missing in {name}",
                        key = field.key, name = part.name,
                    ))
                    .help(both!("skriv till exempel {key}: {example}", "write for instance {key}: {example}",
                        key = field.key, example = field.example)),
                );
            }
        }
        Some(fields)
    }

    fn find_key(&mut self, entry: &Entry, part: &'static Part) -> Option<usize> {
        let written = entry.key_text();
        let exact = part.fields.iter().position(|field| field.key == written);
        if exact.is_some() {
            return exact;
        }
        let at = part.fields.iter().position(|field| same_key(written, field.key))?;
        self.decomposed(entry);
        Some(at)
    }

    /// Reports a key in decomposed Unicode, as some programs on macOS write å, ä, ö. It is read all the same.
    pub fn decomposed(&mut self, entry: &Entry) {
        let written = entry.key_text();
        if !is_nfc(written) {
            let composed: String = written.nfc().collect();
            let span = self.span(&entry.key);
            self.sink.push(
                Diagnostic::new(&rules::DECOMPOSED_KEY, span, both!(
                    "nyckeln {composed} är skriven med lösa prickar och ringar",
                    "the key {composed} is written with separate dots and rings",
                ))
                .help(both!("skriv om nyckeln för hand: {composed}", "type the key anew: {composed}"))
                .fix(span, composed),
            );
        }
    }

    fn twice(&mut self, entry: &Entry, first: &Entry) {
        self.duplicate(self.span(&entry.key), self.span(&first.key), entry.key_text());
    }

    /// Reports a key that stands twice.
    pub fn duplicate(&mut self, span: Span, first: Span, key: &str) {
        self.sink.push(
            Diagnostic::new(&rules::DUPLICATE_KEY, span, both!("{key} står två gånger", "{key} stands twice"))
                .label(both!("den här läses inte", "this one is not read"))
                .other(first, both!("den första", "the first one"))
                .help(both!("behåll en av dem, eller skriv ihop dem", "keep one of them, or join them")),
        );
    }

    /// Reports an unknown key, with the key that was most likely meant.
    fn unknown_key(&mut self, entry: &Entry, before: Option<&Entry>, part: &'static Part) {
        let written = entry.key_text();
        let span = self.span(&entry.key);
        if written == "<<" {
            self.sink.push(
                Diagnostic::new(&ANCHOR_OR_ALIAS, span, both!(
                    "<< är en genväg som inte ingår i formatet",
                    "<< is a shortcut that is not part of the format",
                ))
                .help(both!("skriv ut nycklarna där de ska stå", "write the keys out where they belong")),
            );
            return;
        }
        if self.decimal_comma(entry, before) {
            return;
        }
        let meant = part
            .fields
            .iter()
            .find(|field| field.instead.iter().any(|words| same_key(&words.replace(' ', "_"), &written.replace(' ', "_"))))
            .or_else(|| part.fields.iter().find(|field| same_key(&written.replace(' ', "_"), field.key)))
            .map(|field| field.key)
            .or_else(|| near_name(written, part.fields.iter().map(|field| field.key)));
        self.report_unknown_key(span, written, part.name, meant, part.fields.iter().map(|field| field.key).collect());
    }

    /// Reports a key that nothing accepts; `meant` is the near one, `known` all that there are.
    pub fn report_unknown_key(&mut self, span: Span, written: &str, place: &str, meant: Option<&str>, known: Vec<&str>) {
        let finding = Diagnostic::new(&rules::UNKNOWN_KEY, span, both!(
            "okänd nyckel {written} i {place}",
            "unknown key {written} in {place}",
        ));
        let finding = match meant {
            Some(meant) => finding.help(both!("skriv {meant}", "write {meant}")).fix(span, meant),
            None => {
                let known = known.join(", ");
                finding.help(both!("nycklar som finns här: {known}", "keys that exist here: {known}"))
            }
        };
        self.sink.push(finding);
    }

    /// `{netto: 14,6}` is two entries to YAML: netto 14, and a key 6 without value.
    fn decimal_comma(&mut self, entry: &Entry, before: Option<&Entry>) -> bool {
        let digits = entry.key_text();
        let Some(before) = before else { return false };
        let Kind::Scalar { text: whole, style: Style::Plain } = &before.value.kind else { return false };
        let joined = self.text.get(before.value.end as usize..entry.key.start as usize) == Some(",");
        let numbers = digits.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
            && whole.bytes().last().is_some_and(|byte| byte.is_ascii_digit());
        if !(joined && numbers && matches!(entry.value.kind, Kind::Empty)) {
            return false;
        }
        let span = self.span(&before.value).to(self.span(&entry.key));
        let key = before.key_text();
        self.sink.push(
            Diagnostic::new(&rules::WRONG_KIND, span, both!(
                "decimalkomma inom {{ }}: {whole},{digits} läses som två uppgifter",
                "a decimal comma within {{ }}: {whole},{digits} is read as two entries",
            ))
            .label(both!("inom klamrar avslutar ett komma uppgiften", "within braces a comma ends the entry"))
            .help(both!(
                "skriv {key}: {whole}.{digits} eller {key}: \"{whole},{digits}\"",
                "write {key}: {whole}.{digits} or {key}: \"{whole},{digits}\"",
            ))
            .fix(span, format!("{whole}.{digits}")),
        );
        true
    }

    /// Where to say that something is missing in a map: its first line.
    pub fn first_line(&self, node: &Node) -> Span {
        let start = node.start as usize;
        let end = self.text[start..].find('\n').map_or(self.text.len(), |found| start + found);
        let end = end.min((node.end as usize).max(start));
        self.span(node).at(start, start + self.text[start..end].trim_end().len())
    }

    /// Reports a value of the wrong kind.
    pub fn wrong_kind(&mut self, node: &Node, message: crate::diagnostic::Both, help: crate::diagnostic::Both) {
        let span = self.first_line(node);
        self.sink.push(Diagnostic::new(&rules::WRONG_KIND, span, message).help(help));
    }

    /// The text of a scalar; anything else is reported under `key`.
    pub fn scalar<'n>(&mut self, node: &'n Node, key: &str) -> Option<At<&'n str>> {
        match &node.kind {
            Kind::Scalar { text, .. } => Some(At::new(text.as_ref(), self.span(node))),
            Kind::Empty => None,
            Kind::List(_) | Kind::Map(_) => {
                self.wrong_kind(
                    node,
                    both!("{key} ska vara en text", "{key} must be a text"),
                    both!(
                        "skriv texten på samma rad som {key}; börjar den med {{ eller [, sätt den inom citattecken",
                        "write the text on the same line as {key}; if it begins with {{ or [, put it in quotation marks",
                    ),
                );
                None
            }
        }
    }

    /// A short text.
    pub fn text(&mut self, fields: &Fields, key: &str) -> Option<At<String>> {
        let entry = fields.entry(key)?;
        let text = self.scalar(&entry.value, key)?;
        Some(At::new(text.value.trim().to_owned(), text.span))
    }

    /// A text, or a list of texts.
    pub fn texts(&mut self, fields: &Fields, key: &str) -> Vec<At<String>> {
        let Some(entry) = fields.entry(key) else { return Vec::new() };
        let nodes = match &entry.value.kind {
            Kind::List(items) => items.iter().collect(),
            _ => vec![&entry.value],
        };
        let texts = nodes.into_iter().filter_map(|node| self.scalar(node, key));
        texts.map(|text| At::new(text.value.trim().to_owned(), text.span)).collect()
    }

    /// Markdown in place or in a file. A key with nothing after it is a text without words.
    pub fn prose(&mut self, fields: &Fields, key: &str) -> Option<Prose> {
        let entry = fields.entry(key)?;
        self.prose_of(&entry.value, key)
    }

    /// The prose that a value is.
    pub fn prose_of(&mut self, node: &Node, key: &str) -> Option<Prose> {
        let span = self.span(node);
        match &node.kind {
            Kind::Empty => Some(Prose { span, body: ProseBody::Verbatim(span) }),
            Kind::Scalar { text, style } => {
                let start = node.start as usize;
                let body = match style {
                    Style::Literal if !text.is_empty() => {
                        let line = self.text[..start].rfind('\n').map_or(0, |found| found + 1);
                        ProseBody::Block { lines: span.at(line, node.end as usize), indent: (start - line) as u32 }
                    }
                    Style::Quoted if self.text.get(start + 1..(node.end as usize).saturating_sub(1)) == Some(text) => {
                        ProseBody::Verbatim(span.at(start + 1, node.end as usize - 1))
                    }
                    Style::Plain if self.text.get(start..node.end as usize) == Some(text) => ProseBody::Verbatim(span),
                    _ => ProseBody::Unfolded(text.as_ref().into()),
                };
                Some(Prose { span, body })
            }
            Kind::Map(_) => {
                let fields = self.fields(node, &FILE)?;
                let path = self.text(&fields, "fil")?;
                let body = self.named_file(&path).map_or(ProseBody::Missing, ProseBody::File);
                Some(Prose { span, body })
            }
            Kind::List(_) => {
                self.wrong_kind(
                    node,
                    both!("{key} ska vara löpande text", "{key} must be running text"),
                    both!(
                        "skriv {key}: | och texten indragen på raderna under; punkter i texten börjar med - efter |",
                        "write {key}: | and the text indented on the lines below; bullets in the text begin with - after the |",
                    ),
                );
                None
            }
        }
    }

    /// The file that a text names; reported where it cannot be had.
    pub fn named_file(&mut self, path: &At<String>) -> Option<SourceId> {
        let name = path.as_str();
        match self.files.get(name).copied().unwrap_or(NamedFile::Missing) {
            NamedFile::Read(id) => return Some(id),
            NamedFile::Unreadable => {}
            NamedFile::Missing => self.sink.push(rules::missing_file(path.span, name)),
            NamedFile::Outside => self.sink.push(rules::outside_file(path.span, name)),
        }
        None
    }

    /// A year of four digits.
    pub fn year(&mut self, fields: &Fields, key: &str) -> Option<At<i16>> {
        let entry = fields.entry(key)?;
        self.year_of(&entry.value, key)
    }

    /// The year that a value is.
    pub fn year_of(&mut self, node: &Node, key: &str) -> Option<At<i16>> {
        let text = self.scalar(node, key)?;
        match text.value.trim().parse::<i16>() {
            Ok(year) if (1900..=2199).contains(&year) => Some(At::new(year, text.span)),
            _ => {
                let written = text.value;
                self.wrong_kind(
                    node,
                    both!("{written} är inget årtal", "{written} is no year"),
                    both!("skriv fyra siffror, till exempel {key}: 2025", "write four digits, for instance {key}: 2025"),
                );
                None
            }
        }
    }

    /// A whole number.
    pub fn number(&mut self, fields: &Fields, key: &str) -> Option<At<usize>> {
        let entry = fields.entry(key)?;
        let text = self.scalar(&entry.value, key)?;
        match text.value.trim().parse::<usize>() {
            Ok(number) => Some(At::new(number, text.span)),
            Err(_) => {
                let written = text.value;
                self.wrong_kind(
                    &entry.value,
                    both!("{written} är inget heltal", "{written} is no whole number"),
                    both!("skriv bara siffror, till exempel {key}: 10", "write digits only, for instance {key}: 10"),
                );
                None
            }
        }
    }

    /// A date that exists.
    pub fn date(&mut self, fields: &Fields, key: &str) -> Option<At<Date>> {
        let entry = fields.entry(key)?;
        let text = self.scalar(&entry.value, key)?;
        let written = text.value.trim();
        let shaped = written.len() == 10 && written.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        match written.parse::<Date>() {
            Ok(date) if shaped => Some(At::new(date, text.span)),
            _ if shaped => {
                self.wrong_kind(
                    &entry.value,
                    both!("datumet {written} finns inte", "the date {written} does not exist"),
                    both!("se efter hur många dagar månaden har", "look up how many days the month has"),
                );
                None
            }
            _ => {
                self.wrong_kind(
                    &entry.value,
                    both!("{written} är inget datum", "{written} is no date"),
                    both!("skriv år-månad-dag, till exempel {key}: 2025-12-31", "write year-month-day, for instance {key}: 2025-12-31"),
                );
                None
            }
        }
    }

    /// `ja` or `nej`; `true` and `false` are met with the word to write.
    pub fn yes_no(&mut self, fields: &Fields, key: &str) -> Option<At<bool>> {
        let entry = fields.entry(key)?;
        let text = self.scalar(&entry.value, key)?;
        let word = text.value.trim().to_lowercase();
        let span = text.span;
        match word.as_str() {
            "ja" => Some(At::new(true, span)),
            "nej" => Some(At::new(false, span)),
            _ => {
                let meant = match word.as_str() {
                    "true" | "yes" | "on" | "sant" => Some("ja"),
                    "false" | "no" | "off" | "falskt" => Some("nej"),
                    _ => None,
                };
                let words = meant.unwrap_or("ja eller nej");
                let words_en = meant.unwrap_or("ja (yes) or nej (no)");
                let finding = Diagnostic::new(&rules::WRONG_KIND, span, both!(
                    "{key} är varken ja eller nej: {word}",
                    "{key} is neither ja (yes) nor nej (no): {word}",
                ))
                .help(both!("skriv {key}: {words}", "write {key}: {words_en}"));
                self.sink.push(match meant {
                    Some(meant) => finding.fix(span, meant),
                    None => finding,
                });
                None
            }
        }
    }

    /// One of the words of the field's table, as its number there.
    pub fn word(&mut self, fields: &Fields, key: &str) -> Option<At<usize>> {
        let entry = fields.entry(key)?;
        let field = fields.part.fields.iter().find(|field| field.key == key)?;
        let Shape::Word(words) = field.shape else { return None };
        let text = self.scalar(&entry.value, key)?;
        self.one_of(text, words, key)
    }

    /// Which of `words` a text is.
    pub fn one_of(&mut self, text: At<&str>, words: &[&str], key: &str) -> Option<At<usize>> {
        let written = text.value.trim();
        if let Some(at) = words.iter().position(|word| same_key(written, word)) {
            return Some(At::new(at, text.span));
        }
        let known = words.join(", ");
        let finding = Diagnostic::new(&rules::WRONG_KIND, text.span, both!(
            "{written} är inget ord för {key}",
            "{written} is no word for {key}",
        ));
        self.sink.push(match near_name(written, words.iter().copied()) {
            Some(near) => finding.help(both!("skriv {near}", "write {near}")).fix(text.span, near),
            None => finding.help(both!("skriv ett av orden {known}", "write one of the words {known}")),
        });
        None
    }

    /// A target: a number with or without unit, a range, or a phrase. Nothing written is nothing set.
    pub fn target(&mut self, fields: &Fields, key: &str) -> Option<At<Target>> {
        let entry = fields.entry(key)?;
        self.target_of(&entry.value, key)
    }

    /// The target that a value is.
    pub fn target_of(&mut self, node: &Node, key: &str) -> Option<At<Target>> {
        let text = self.scalar(node, key)?;
        let written = text.value.trim();
        (!written.is_empty()).then(|| At::new(Target::read(written), text.span))
    }

    /// A number, written the Swedish way or with a point.
    pub fn amount(&mut self, fields: &Fields, key: &str) -> Option<At<Decimal>> {
        let entry = fields.entry(key)?;
        let text = self.scalar(&entry.value, key)?;
        match number::read_decimal(text.value) {
            Some(value) => Some(At::new(value, text.span)),
            None => {
                let written = text.value;
                self.wrong_kind(
                    &entry.value,
                    both!("{key} ska vara ett tal, men här står {written}", "{key} must be a number, but here stands {written}"),
                    both!("skriv bara talet, till exempel {key}: 14.6", "write the number alone, for instance {key}: 14.6"),
                );
                None
            }
        }
    }

    /// A part under a key.
    pub fn part<'n, 's>(&mut self, fields: &Fields<'n, 's>, key: &str) -> Option<Fields<'n, 's>> {
        let entry = fields.entry(key)?;
        let field = fields.part.fields.iter().find(|field| field.key == key)?;
        let Shape::Part(part) = field.shape else { return None };
        if let Kind::Empty = entry.value.kind {
            return None;
        }
        self.fields(&entry.value, part)
    }

    /// The entries of a list of parts. A map where a list is asked for is read as a list of one and reported.
    pub fn list<'n, 's>(&mut self, fields: &Fields<'n, 's>, key: &str) -> Vec<&'n Node<'s>> {
        fields.entry(key).map_or_else(Vec::new, |entry| self.list_of(&entry.value, key))
    }

    /// The entries of a value that is a list.
    pub fn list_of<'n, 's>(&mut self, node: &'n Node<'s>, key: &str) -> Vec<&'n Node<'s>> {
        match &node.kind {
            Kind::List(items) => items.iter().collect(),
            Kind::Empty => Vec::new(),
            Kind::Map(_) => {
                self.wrong_kind(
                    node,
                    both!("{key} ska vara en lista", "{key} must be a list"),
                    both!("sätt ett streck och ett blanksteg framför varje post: - …", "put a dash and a space before each entry: - …"),
                );
                vec![node]
            }
            Kind::Scalar { .. } => {
                self.wrong_kind(
                    node,
                    both!("{key} ska vara en lista, inte en text", "{key} must be a list, not a text"),
                    both!("skriv posterna på raderna under, var och en efter ett streck: - …", "write the entries on the lines below, each after a dash: - …"),
                );
                Vec::new()
            }
        }
    }
}

/// `{fil: texter/inledning.md}` in place of a text.
pub static FILE: Part = Part {
    name: "text i egen fil",
    about: (
        "I stället för en text på plats: en Markdown-fil bredvid planen.",
        "In place of a text: a Markdown file beside the plan.",
    ),
    fields: &[Field::new(
        "fil",
        Shape::Text,
        "Filens sökväg, räknad från den fil som nämner den. Filen måste ligga i arbetsytan.",
        "The file's path, from the file that names it. The file must lie within the workspace.",
        "texter/inledning.md",
    )
    .needed()],
};
