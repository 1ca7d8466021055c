//! Values: each is what its key asks for, or is reported.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::diagnostic::{Applicability, Diagnostic};
use crate::model::{At, Prose, ProseBody, Target, Value, number};
use crate::msg;
use crate::plan_format::fields::meant::number_within;
use crate::plan_format::fields::{FILE, Fields, NamedFile, Reader, rules, same_key};
use crate::plan_format::fields::{dates, periods};
use crate::source::Span;
use crate::syntax::yaml::{Kind, Node, Style};

/// The extensions of texts in files of their own.
pub const TEXT_FILES: &[&str] = &["md", "txt"];

impl Reader<'_> {
    /// A figure as it was meant where a comma divided it, else the text of a scalar.
    pub fn figure(&mut self, node: &Node, key: &str) -> Value<String> {
        match self.rejoined.get(&node.start) {
            Some(whole) => Value::Read(whole.clone()),
            None => self.scalar(node, key).map(str::to_owned),
        }
    }

    /// The text of a scalar; anything else is reported under `key`.
    pub fn scalar<'n>(&mut self, node: &'n Node, key: &str) -> Value<&'n str> {
        match &node.kind {
            Kind::Scalar { .. } if self.broken.contains(&node.start) => Value::Broken(self.span(node)),
            Kind::Scalar { text, .. } => Value::Read(At::new(text.as_ref(), self.span(node))),
            Kind::Empty => Value::Absent,
            Kind::List(_) | Kind::Map(_) => {
                self.wrong_kind(
                    node,
                    msg!("{key} ska vara en text", "{key} must be a text"),
                    msg!(
                        "skriv texten på samma rad som {key}; börjar den med {{ eller [, sätt den inom citattecken",
                        "write the text on the same line as {key}; if it begins with {{ or [, put it in quotation marks",
                    ),
                );
                Value::Broken(self.span(node))
            }
        }
    }

    /// A short text.
    pub fn text(&mut self, fields: &Fields, key: &str) -> Value<String> {
        let Some(entry) = fields.entry(key) else { return Value::Absent };
        self.scalar(&entry.value, key).map(|text| text.trim().to_owned())
    }

    /// A text, or a list of texts.
    pub fn texts(&mut self, fields: &Fields, key: &str) -> Vec<At<String>> {
        let Some(entry) = fields.entry(key) else { return Vec::new() };
        let nodes = match &entry.value.kind {
            Kind::List(items) => items.iter().collect(),
            _ => vec![&entry.value],
        };
        let texts = nodes.into_iter().filter_map(|node| self.scalar(node, key).read());
        let mut texts: Vec<At<String>> = texts.map(|text| At::new(text.value.trim().to_owned(), text.span)).collect();
        // Most keys have one, and there are thousands of them.
        texts.shrink_to_fit();
        texts
    }

    /// Markdown in place or in a file. A key with nothing after it is a text without words.
    pub fn prose(&mut self, fields: &Fields, key: &str) -> Option<Prose> {
        let entry = fields.entry(key)?;
        Some(self.prose_of(&entry.value, key))
    }

    /// Markdown that a form leaves empty to be filled in: nothing is written until something is.
    pub fn prose_if_written(&mut self, fields: &Fields, key: &str) -> Option<Prose> {
        let entry = fields.entry(key)?;
        let is_blank = match &entry.value.kind {
            Kind::Empty => true,
            Kind::Scalar { text, .. } => text.trim().is_empty(),
            _ => false,
        };
        if is_blank { None } else { self.prose(fields, key) }
    }

    /// The prose that a value is.
    pub fn prose_of(&mut self, node: &Node, key: &str) -> Prose {
        let span = self.span(node);
        match &node.kind {
            Kind::Empty => Prose { span, body: ProseBody::Verbatim(span) },
            Kind::Scalar { text, style } => {
                let start = node.start as usize;
                let body = match style {
                    Style::Literal if !text.is_empty() => {
                        let line = self.line_start(start);
                        ProseBody::Block { lines: span.at(line, node.end as usize), indent: (start - line) as u32 }
                    }
                    Style::Quoted if self.text.get(start + 1..(node.end as usize).saturating_sub(1)) == Some(text) => {
                        ProseBody::Verbatim(span.at(start + 1, node.end as usize - 1))
                    }
                    Style::Plain if self.text.get(start..node.end as usize) == Some(text) => ProseBody::Verbatim(span),
                    _ => ProseBody::Unfolded(text.as_ref().into()),
                };
                Prose { span, body }
            }
            Kind::Map(entries) => {
                let in_braces = self.text[node.start as usize..].starts_with('{');
                if !in_braces && !entries.iter().any(|entry| same_key(entry.key_text(), "fil")) {
                    self.text_read_as_keys(node, key);
                    return self.block_as_written(node);
                }
                let fields = self.fields(node, &FILE);
                let path = fields.and_then(|fields| self.text(&fields, "fil").read());
                let body = path.map_or(ProseBody::Missing, |path| self.named_file(&path));
                Prose { span, body }
            }
            Kind::List(_) => {
                self.wrong_kind(
                    node,
                    msg!("{key} ska vara löpande text", "{key} must be running text"),
                    msg!(
                        "skriv {key}: | och texten indragen på raderna under; punkter i texten börjar med - efter |",
                        "write {key}: | and the text indented on the lines below; bullets in the text begin with - after the |",
                    ),
                );
                self.block_as_written(node)
            }
        }
    }

    /// The lines of a text that was read as a list or as keys, so that it is not said to be missing too.
    fn block_as_written(&self, node: &Node) -> Prose {
        let (span, start) = (self.span(node), node.start as usize);
        let line = self.line_start(start);
        let is_indented = self.text[line..start].chars().all(|character| character == ' ');
        let body = match is_indented {
            true => ProseBody::Block { lines: span.at(line, node.end as usize), indent: (start - line) as u32 },
            false => ProseBody::Verbatim(span),
        };
        Prose { span, body }
    }

    /// A text without `|` whose first line ends with a colon.
    fn text_read_as_keys(&mut self, node: &Node, key: &str) {
        let before = self.text[..node.start as usize].trim_end();
        let place = match before.ends_with(':') {
            true => self.span(node).at(before.len() - 1, before.len()),
            false => self.first_line(node),
        };
        self.sink.push(
            Diagnostic::new(
                &rules::WRONG_KIND,
                place,
                msg!(
                    "{key} ska vara löpande text, men läses som nycklar",
                    "{key} must be running text, but is read as keys",
                ),
            )
            .help(msg!(
                "skriv {key}: | och texten indragen på raderna under",
                "write {key}: | and the text indented on the lines below",
            )),
        );
    }

    /// The text in a file that is named; reported where it cannot be had.
    pub fn named_file(&mut self, path: &At<String>) -> ProseBody {
        let (span, name) = (path.span, path.as_str());
        let finding = match self.files.get(name).cloned().unwrap_or(NamedFile::Missing(None)) {
            NamedFile::Read(id) => return ProseBody::File(id),
            NamedFile::Unreadable => return ProseBody::Refused,
            NamedFile::Missing(near) => {
                self.sink.push(rules::missing_file(span, name, near.as_deref()));
                return ProseBody::Missing;
            }
            NamedFile::Outside => rules::outside_file(span, name),
            NamedFile::Hidden => rules::hidden_file(span, name),
            NamedFile::OtherKind => rules::file_of_other_kind(span, name, TEXT_FILES),
            NamedFile::NoFile => rules::no_plain_file(span, name),
        };
        self.sink.push(finding);
        ProseBody::Refused
    }

    /// A year of four digits.
    pub fn year(&mut self, fields: &Fields, key: &str) -> Value<i16> {
        fields.entry(key).map_or(Value::Absent, |entry| self.year_of(&entry.value, key))
    }

    /// The year that a value is.
    pub fn year_of(&mut self, node: &Node, key: &str) -> Value<i16> {
        self.scalar(node, key).then(|text| match text.value.trim().parse::<i16>() {
            Ok(year) if (1900..=2199).contains(&year) => Value::Read(At::new(year, text.span)),
            _ => {
                let written = text.value;
                // ”2025” with the marks that Word sets, or 25. Digits that stand apart are no year: 20-25 is none, and 2²025 neither.
                let digits: String = written.chars().filter(char::is_ascii_digit).collect();
                let meant = match digits.len() {
                    _ if !written.contains(&digits) => None,
                    4 if digits.starts_with(['1', '2']) => Some(digits),
                    2 if digits == written.trim() => Some(format!("20{digits}")),
                    _ => None,
                };
                let message = msg!("{written} är inget årtal", "{written} is not a year");
                match meant.filter(|_| !self.unseen(text.span)) {
                    // The key of a list of years is itself the year.
                    Some(year) if key == "år" => self.sink.push(
                        Diagnostic::new(&rules::WRONG_KIND, text.span, message)
                            .help(msg!("skriv {key}: {year}", "write {key}: {year}"))
                            .suggest(text.span, year),
                    ),
                    _ => self.wrong_kind(
                        node,
                        message,
                        msg!(
                            "skriv fyra siffror, till exempel {key}: 2025",
                            "write four digits, for instance {key}: 2025"
                        ),
                    ),
                }
                Value::Broken(text.span)
            }
        })
    }

    /// A whole number.
    pub fn number(&mut self, fields: &Fields, key: &str) -> Value<usize> {
        let Some(entry) = fields.entry(key) else { return Value::Absent };
        self.scalar(&entry.value, key).then(|text| match text.value.trim().parse::<usize>() {
            Ok(number) => Value::Read(At::new(number, text.span)),
            Err(_) => {
                let written = text.value;
                self.wrong_kind(
                    &entry.value,
                    msg!("{written} är inget heltal", "{written} is not a whole number"),
                    msg!("skriv bara siffror, till exempel {key}: 10", "write digits only, for instance {key}: 10"),
                );
                Value::Broken(text.span)
            }
        })
    }

    /// A year, or one that begins in one year and ends in the next, `2025/2026`: then the first of the two, and true.
    pub fn years(&mut self, fields: &Fields, key: &str) -> (Value<i16>, bool) {
        if let Some(entry) = fields.entry(key)
            && let Kind::Scalar { text, .. } = &entry.value.kind
            && let Some(first) = first_of_two_years(text.trim())
        {
            return (Value::Read(At::new(first, self.span(&entry.value))), true);
        }
        (self.year(fields, key), false)
    }

    /// A date, or a time in words; what was written where it is one. `is_last` tells whether the last day of a time is
    /// meant, or the first.
    pub fn day(&mut self, fields: &Fields, key: &str, is_last: bool) -> (Value<Date>, Option<Box<str>>) {
        let Some(entry) = fields.entry(key) else { return (Value::Absent, None) };
        let text = match self.scalar(&entry.value, key) {
            Value::Read(text) => text,
            Value::Broken(span) => return (Value::Broken(span), None),
            Value::Absent => return (Value::Absent, None),
        };
        let written = text.value.trim();
        // Without a year of the plan nobody knows the days, but that it is a time can be seen in any year.
        let any = || (Date::constant(2000, 1, 1), Date::constant(2000, 12, 31));
        match periods::read(written, self.year_of_plan.unwrap_or_else(any)) {
            Some(days) if self.year_of_plan.is_some() => {
                let day = if is_last { days.1 } else { days.0 };
                (Value::Read(At::new(day, text.span)), Some(written.into()))
            }
            Some(_) => (Value::Broken(text.span), Some(written.into())),
            None => (self.date_in(text, key), None),
        }
    }

    /// A date that exists.
    pub fn date(&mut self, fields: &Fields, key: &str) -> Value<Date> {
        let Some(entry) = fields.entry(key) else { return Value::Absent };
        self.scalar(&entry.value, key).then(|text| self.date_in(text, key))
    }

    fn date_in(&mut self, text: At<&str>, key: &str) -> Value<Date> {
        let written = text.value.trim();
        let shaped = written.len() == 10
            && written.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        match written.parse::<Date>() {
            Ok(date) if shaped => Value::Read(At::new(date, text.span)),
            _ => {
                self.no_date(written, text.span, key, shaped);
                Value::Broken(text.span)
            }
        }
    }

    /// Reports a date that does not exist, or that is written in another way.
    fn no_date(&mut self, written: &str, span: Span, key: &str, shaped: bool) {
        if self.unseen(span) {
            return;
        }
        let message = match shaped {
            true => msg!("datumet {written} finns inte", "the date {written} does not exist"),
            // One that is understood is a date, written in another way.
            false if dates::meant(written, key).is_some() => {
                msg!("{written} är inte skrivet som år-månad-dag", "{written} is not written as year-month-day",)
            }
            false => msg!("{written} är inget datum", "{written} is not a date"),
        };
        let finding = Diagnostic::new(&rules::WRONG_KIND, span, message);
        self.sink.push(match (shaped.then(|| dates::last_of_month(written)).flatten(), dates::meant(written, key)) {
            (Some(last), _) => {
                let (month, days) = (dates::month_in_words(last), last.day());
                let (sv, en) = (&month.sv, &month.en);
                finding
                    .help(msg!(
                        "{sv} har {days} dagar: skriv till exempel {key}: {last}",
                        "{en} has {days} days: write for instance {key}: {last}",
                    ))
                    .suggest(span, last.to_string())
            }
            (None, Some((date, Applicability::Certain))) => {
                finding.help(msg!("skriv {key}: {date}", "write {key}: {date}")).fix(span, date.to_string())
            }
            (None, Some((date, Applicability::Likely))) => {
                let words = dates::in_words(date);
                let (sv, en) = (&words.sv, &words.en);
                finding
                    .help(msg!("menas {sv}, skriv {key}: {date}", "if {en} is meant, write {key}: {date}",))
                    .suggest(span, date.to_string())
            }
            (None, None) => finding.help(msg!(
                "skriv år-månad-dag, till exempel {key}: 2025-12-31",
                "write year-month-day, for instance {key}: 2025-12-31",
            )),
        });
    }

    /// `ja` or `nej`; `true` and `false` are met with the word to write.
    pub fn yes_no(&mut self, fields: &Fields, key: &str) -> Value<bool> {
        let Some(entry) = fields.entry(key) else { return Value::Absent };
        self.scalar(&entry.value, key).then(|text| self.yes_no_in(text, key))
    }

    fn yes_no_in(&mut self, text: At<&str>, key: &str) -> Value<bool> {
        let word = text.value.trim().to_lowercase();
        let span = text.span;
        match word.as_str() {
            "ja" => Value::Read(At::new(true, span)),
            "nej" => Value::Read(At::new(false, span)),
            _ if self.unseen(span) => Value::Broken(span),
            _ => {
                let meant = match word.as_str() {
                    "true" | "yes" | "on" | "sant" => Some("ja"),
                    "false" | "no" | "off" | "falskt" => Some("nej"),
                    _ => None,
                };
                let words = meant.unwrap_or("ja eller nej");
                let words_en = meant.unwrap_or("ja (yes) or nej (no)");
                let finding = Diagnostic::new(
                    &rules::WRONG_KIND,
                    span,
                    msg!("{key} är varken ja eller nej: {word}", "{key} is neither ja (yes) nor nej (no): {word}",),
                )
                .help(msg!("skriv {key}: {words}", "write {key}: {words_en}"));
                self.sink.push(match meant {
                    Some(meant) => finding.fix(span, meant),
                    None => finding,
                });
                Value::Broken(span)
            }
        }
    }

    /// A target: a number with or without unit, a range, or a phrase. Nothing written is nothing set.
    pub fn target(&mut self, fields: &Fields, key: &str) -> Value<Target> {
        fields.entry(key).map_or(Value::Absent, |entry| self.target_of(&entry.value, key))
    }

    /// The target that a value is.
    pub fn target_of(&mut self, node: &Node, key: &str) -> Value<Target> {
        self.figure(node, key)
            .absent_if(|written| written.trim().is_empty())
            .map(|written| Target::read(written.trim()))
    }

    /// A number, written the Swedish way or with a point.
    pub fn amount(&mut self, fields: &Fields, key: &str) -> Value<Decimal> {
        let Some(entry) = fields.entry(key) else { return Value::Absent };
        self.figure(&entry.value, key).then(|text| match number::read_decimal(text.as_str()) {
            Some(value) => Value::Read(At::new(value, text.span)),
            None => {
                let written = text.as_str();
                let help = match number_within(written) {
                    // A share of something is no amount, and its number says nothing of how large it is.
                    Some(_) if written.trim_end().ends_with(['%', '‰']) => msg!(
                        "skriv ett belopp, till exempel {key}: 14.6; det som mäts i procent står under indikatorer",
                        "write an amount, for instance {key}: 14.6; what is measured in per cent is below indikatorer",
                    ),
                    Some(number) => {
                        msg!("skriv bara talet: {key}: {number}", "write the number alone: {key}: {number}")
                    }
                    None => msg!(
                        "skriv bara talet, till exempel {key}: 14.6",
                        "write the number alone, for instance {key}: 14.6"
                    ),
                };
                self.wrong_kind(
                    &entry.value,
                    msg!(
                        "{key} ska vara ett tal, men här står {written}",
                        "{key} must be a number, but this says {written}"
                    ),
                    help,
                );
                Value::Broken(text.span)
            }
        })
    }
}

/// The first of two years, one after the other: "2025/2026", "2025/26".
fn first_of_two_years(written: &str) -> Option<i16> {
    let (first, second) = written.split_once(['/', '–'])?;
    let year = dates::year(first.trim())?;
    let next = (year + 1).to_string();
    let second = second.trim();
    (second == next || second == &next[2..]).then_some(year)
}
