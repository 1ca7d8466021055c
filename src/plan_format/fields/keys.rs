//! Keys that the table does not have, that stand twice, or that are written so that they look like others.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::characters::{self, Unseen};
use crate::diagnostic::{Applicability, Bilingual, Diagnostic, near_name};
use crate::model::At;
use crate::msg;
use crate::plan_format::fields::around::Around;
use crate::plan_format::fields::reader::NearMiss;
use crate::plan_format::fields::{PartSchema, Reader, ValueShape, has_key, rules, same_key};
use crate::source::Span;
use crate::syntax::yaml::rules::ANCHOR_OR_ALIAS;
use crate::syntax::yaml::{Entry, Kind, Node, Style, with_space, write};

/// A map with more entries than this has its keys folded to be looked up.
const SHORT_MAP: usize = 32;

impl Reader<'_> {
    /// Remembers a key in decomposed Unicode, as some programs on macOS write å, ä, ö. It is read all the same.
    pub fn decomposed(&mut self, entry: &Entry) {
        if !is_nfc(entry.key_text()) {
            let span = self.span(&entry.key);
            // The key as it stands, with quotation marks where it has such.
            let whole: String = self.text[span.start as usize..span.end as usize].nfc().collect();
            self.decomposed.push((span, whole));
        }
    }

    /// The one finding for all such keys of the file: whoever wrote one so wrote them all so.
    pub(super) fn keys_in_decomposed_unicode(&mut self) -> Option<Diagnostic> {
        let mut keys = std::mem::take(&mut self.decomposed);
        keys.sort_by_key(|(span, _)| span.start);
        let ((first, name), (last, _)) = (keys.first()?, keys.last()?);
        let name = name.trim_matches(['"', '\'']);
        let message = match keys.len() - 1 {
            0 => msg!(
                "nyckeln {name} är skriven med lösa prickar och ringar",
                "the key {name} is written with separate dots and rings",
            ),
            others => msg!(
                "nyckeln {name} och {others} till är skrivna med lösa prickar och ringar",
                "the key {name} and {others} more are written with separate dots and rings",
            ),
        };
        let help = match keys.len() {
            1 => msg!("skriv om nyckeln för hand: {name}", "type the key again: {name}"),
            _ => msg!("vp check --fix skriver om dem alla", "vp check --fix rewrites all of them"),
        };
        let whole = first.to(*last);
        let (mut text, mut from) = (String::new(), whole.start as usize);
        for (span, key) in &keys {
            text.push_str(&self.text[from..span.start as usize]);
            text.push_str(key);
            from = span.end as usize;
        }
        Some(Diagnostic::new(&rules::DECOMPOSED_KEY, *first, message).help(help).fix(whole, text))
    }

    pub(super) fn twice(&mut self, entry: &Entry, first: &Entry) {
        self.duplicate(self.span(&entry.key), self.span(&first.key), entry.key_text());
    }

    /// Reports a key that stands twice.
    pub fn duplicate(&mut self, span: Span, first: Span, key: &str) {
        self.pass_over();
        self.sink.push(
            Diagnostic::new(&rules::DUPLICATE_KEY, span, msg!("{key} står två gånger", "{key} is given twice"))
                .label(msg!("den här läses inte", "this one is not read"))
                .other(first, msg!("den första", "the first one"))
                .help(msg!("behåll en av dem, eller skriv ihop dem", "keep one of them, or join them")),
        );
    }

    /// Where the keys of an entry of a list begin anew, because the next entry has no dash; reported once, and what stands
    /// there is not read. A single key that stands twice is only that.
    pub(super) fn next_without_dash(&mut self, node: &Node, entries: &[Entry]) -> Option<usize> {
        let before = self.text.get(..node.start as usize)?.trim_end_matches(' ');
        let in_braces = self.text.get(node.start as usize..)?.starts_with('{');
        if in_braces || !before.ends_with('-') {
            return None;
        }
        // Nearly all maps are short, and looking through those is cheaper than folding their keys.
        let is_again = |at: usize| has_key(&entries[..at], entries[at].key_text());
        let around = (entries.len() > SHORT_MAP).then(|| Around::of(entries));
        let first = (1..entries.len()).find(|at| match &around {
            Some(around) => around.came(*at, entries[*at].key_text()),
            None => is_again(*at),
        })?;
        let own = &entries[..first];
        let is_own = |entry: &&Entry| match &around {
            Some(around) => around.came(first, entry.key_text()),
            None => has_key(own, entry.key_text()),
        };
        let repeated = entries[first..].iter().filter(is_own).count();
        if repeated < 2 {
            return None;
        }
        let start = entries[first].key.start as usize;
        let (span, line) = (self.span(&entries[first].key), self.text[start..].lines().next().unwrap_or("").trim_end());
        let finding = Diagnostic::new(
            &rules::DUPLICATE_KEY,
            span,
            msg!("här börjar en ny post, men strecket saknas", "a new entry begins here, but the dash is missing",),
        )
        .other(self.span(&entries[0].key), msg!("här börjar posten ovanför", "here the entry above begins"))
        .help(msg!("skriv bindestreck och blanksteg: - {line}", "write a hyphen and a space: - {line}"));
        let blanks = start.checked_sub(2).filter(|at| self.text.get(*at..start) == Some("  "));
        self.sink.push(match blanks {
            Some(at) => finding.suggest(span.at(at, start), "- "),
            None => finding,
        });
        self.pass_over();
        Some(first)
    }

    /// Reports an unknown key with the key that was most likely meant. Gives the key that is there after all, but for
    /// this slip.
    pub(super) fn unknown_key(
        &mut self,
        around: &Around,
        number: usize,
        entry: &Entry,
        part: &'static PartSchema,
        also: &[&str],
    ) -> Option<NearMiss> {
        let (earlier, after) = (around.before(number), around.after(number));
        let written = entry.key_text();
        let span = self.span(&entry.key);
        if written == "<<" {
            self.sink.push(
                Diagnostic::new(
                    &ANCHOR_OR_ALIAS,
                    span,
                    msg!(
                        "<< är en genväg som inte ingår i formatet",
                        "<< is a shortcut that is not part of the format",
                    ),
                )
                .help(msg!("skriv ut nycklarna där de ska stå", "write the keys out where they belong")),
            );
            return None;
        }
        let is_empty = matches!(entry.value.kind, Kind::Empty);
        let beside =
            is_empty.then(|| self.no_space(span, written, part).or_else(|| self.no_colon(span, written, part)));
        if let Some(at) = beside.flatten() {
            return Some(NearMiss::Beside(at));
        }
        let shape = earlier.last().and_then(|before| shape_of(before.key_text(), part));
        if self.decimal_comma(entry, earlier.last(), after.first(), shape) || self.comma(earlier, entry, after, part) {
            return None;
        }
        if let Some(at) = self.belongs_below(entry, part, around, number) {
            return at.map(NearMiss::Beside);
        }
        let known: Vec<&str> = part.fields.iter().map(|field| field.key).chain(also.iter().copied()).collect();
        let joined = written.replace(' ', "_");
        let instead = part
            .fields
            .iter()
            .find(|field| field.instead.iter().any(|words| same_key(&words.replace(' ', "_"), &joined)))
            .map(|field| (field.key, Applicability::Likely));
        let with_blank =
            || known.iter().copied().find(|key| same_key(&joined, key)).map(|key| (key, Applicability::Certain));
        let meant = instead.or_else(with_blank);
        if meant.is_none() && self.belongs_elsewhere(entry, part, around, number) {
            return None;
        }
        // A key that has its place elsewhere in the format is no misspelling.
        let near = || {
            let key = self.sink.near_name(written, known.iter().copied())?;
            let applicability = Applicability::of_name(written, key);
            (!self.is_key_of_the_format(written, part)).then_some((key, applicability))
        };
        // Of two keys that are the same only the first is read: fixed so, one of the texts would be lost.
        let is_there = |key: &str| around.came(number, key) || around.comes(number, key);
        let meant = meant.or_else(near).map(|(key, applicability)| match is_there(key) {
            true => (key, Applicability::Likely),
            false => (key, applicability),
        });
        let after_block = earlier.last().is_some_and(|before| {
            matches!(before.value.kind, Kind::Scalar { style: Style::Literal | Style::Folded, .. })
        });
        if meant.is_none() && after_block {
            let (text, name) = (earlier.last().map_or("", Entry::key_text), part.name);
            self.sink.push(
                Diagnostic::new(
                    &rules::UNKNOWN_KEY,
                    span,
                    msg!("okänd nyckel {written} i {name}", "unknown key {written} in {name}",),
                )
                .help(msg!(
                    "hör raden till texten under {text}, dra in den lika långt som den",
                    "if the line belongs to the text below {text}, indent it as far as that text",
                )),
            );
            return None;
        }
        self.report_unknown_key(span, written, part.name, meant, known);
        let (meant, _) = meant?;
        let of_part = part.fields.iter().position(|field| field.key == meant).map(NearMiss::Key);
        of_part.or_else(|| also.iter().position(|key| *key == meant).map(NearMiss::Other))
    }

    /// Whether a key is one of this part, or of a part of a document.
    fn is_key_of_the_format(&self, written: &str, part: &'static PartSchema) -> bool {
        let mut parts: Vec<&'static PartSchema> = vec![part];
        parts.extend(self.kinds.iter().map(|(_, part)| *part));
        let mut at = 0;
        while let Some(part) = parts.get(at).copied() {
            if part.fields.iter().any(|field| same_key(written, field.key)) {
                return true;
            }
            for inner in part.fields.iter().filter_map(|field| field.shape.part()) {
                if !parts.iter().any(|known| std::ptr::eq(*known, inner)) {
                    parts.push(inner);
                }
            }
            at += 1;
        }
        false
    }

    /// `namn:Parken`: without the space after the colon all of it is the key. Gives the number of the key meant.
    fn no_space(&mut self, span: Span, written: &str, part: &'static PartSchema) -> Option<usize> {
        let (key, value) = written.split_once(':')?;
        let at = part.fields.iter().position(|field| same_key(key, field.key))?;
        let start = span.start as usize + self.text.get(span.start as usize..)?.find(':')?;
        let colon = span.at(start, start + 1);
        let (help, is_certain) = with_space(key, value);
        let finding = Diagnostic::new(
            &rules::UNKNOWN_KEY,
            colon,
            msg!("kolonet efter {key} saknar blanksteg efter sig", "the colon after {key} has no space after it",),
        )
        .help(help);
        self.sink.push(if is_certain { finding.fix(colon, ": ") } else { finding });
        Some(at)
    }

    /// `{bedömning delvis}`: without the colon all of it is the key. Gives the number of the key meant.
    fn no_colon(&mut self, span: Span, written: &str, part: &'static PartSchema) -> Option<usize> {
        let (key, value) = written.split_once(' ')?;
        let at = part.fields.iter().position(|field| same_key(key, field.key))?;
        // Two words of a key, such as antal män, have an underscore between them.
        let joined = written.replace(' ', "_");
        if part.fields.iter().any(|field| same_key(&joined, field.key)) {
            return None;
        }
        let finding = Diagnostic::new(
            &rules::UNKNOWN_KEY,
            span,
            msg!("kolonet efter {key} saknas", "the colon after {key} is missing"),
        )
        .help(msg!("skriv {key}: {value}", "write {key}: {value}"));
        let end = span.start as usize + key.len();
        let is_plain = self.text.get(span.start as usize..end) == Some(key);
        let has_colon = self.text.get(span.end as usize..).is_some_and(|rest| rest.trim_start().starts_with(':'));
        self.sink.push(match is_plain && !has_colon {
            true => finding.fix(span.at(end, end), ":"),
            false => finding,
        });
        Some(at)
    }

    /// The same where it is the only line of a map, which makes a text of it.
    pub(super) fn no_space_in_text(&mut self, node: &Node, part: &'static PartSchema) -> bool {
        match &node.kind {
            Kind::Scalar { text, style: Style::Plain } => self.no_space(self.span(node), text, part).is_some(),
            _ => false,
        }
    }

    /// `{namn: Anna, enhetschef}`: within braces the comma ends the text, and the rest looks like a key.
    fn comma(&mut self, earlier: &[Entry], entry: &Entry, after: &[Entry], part: &'static PartSchema) -> bool {
        let Some(before) = earlier.last() else { return false };
        let is_rest = |one: &Entry, two: &Entry| {
            let from = (one.value.end.max(one.key.end)) as usize;
            let between = self.text.get(from..two.key.start as usize);
            matches!(two.value.kind, Kind::Empty)
                && between.is_some_and(|between| between.trim() == ",")
                && !part.fields.iter().any(|field| same_key(two.key_text(), field.key))
        };
        let names = || part.fields.iter().map(|field| field.key);
        // Several words before a colon are no key: `väntar, en chef var borta: influensa`.
        let is_sentence = |one: &Entry, two: &Entry| {
            let from = (one.value.end.max(one.key.end)) as usize;
            let key = two.key_text();
            matches!(two.value.kind, Kind::Scalar { style: Style::Plain, .. })
                && self.text.get(from..two.key.start as usize).is_some_and(|between| between.trim() == ",")
                && key.contains(' ')
                && key.starts_with(char::is_lowercase)
                && !names().any(|name| same_key(&key.replace(' ', "_"), name))
                && near_name(key, names()).is_none()
        };
        let goes_on = |one: &Entry, two: &Entry| is_rest(one, two) || is_sentence(one, two);
        let is_text_of = |entry: &Entry| {
            matches!(shape_of(entry.key_text(), part), Some(ValueShape::Text | ValueShape::Prose))
                && matches!(entry.value.kind, Kind::Scalar { style: Style::Plain, .. })
        };
        if !(is_rest(before, entry) || is_sentence(before, entry) && earlier.iter().rev().any(is_text_of)) {
            return false;
        }
        let is_field = names().any(|name| same_key(before.key_text(), name));
        // The second comma of a text is said with its first.
        if earlier.len() > 1 && !is_field && goes_on(&earlier[earlier.len() - 2], before) {
            return true;
        }
        if !matches!(before.value.kind, Kind::Scalar { style: Style::Plain, .. }) {
            return false;
        }
        let mut last = entry;
        for next in after {
            if !goes_on(last, next) {
                break;
            }
            last = next;
        }
        let end = self.span(if matches!(last.value.kind, Kind::Empty) { &last.key } else { &last.value });
        let span = self.span(&before.value).to(end);
        self.broken.insert(before.value.start);
        let key = before.key_text();
        let text = self.text.get(span.start as usize..span.end as usize).unwrap_or("");
        let wanted = text.trim_matches(['”', '“']);
        let shape = shape_of(key, part);
        // Some of it may be a key whose colon is missing, and a list has brackets.
        let is_text = matches!(shape, Some(ValueShape::Text | ValueShape::Prose))
            && wanted == text
            && !text.contains(['\\', '\n', '"'])
            && !text.split([',', ' ']).any(|word| near_name(word, names()).is_some());
        let applicability = if is_text { Applicability::Certain } else { Applicability::Likely };
        self.sink.push(divided_text(span, key, wanted).fix_with(span, write::quoted(wanted), applicability));
        true
    }

    /// Reports a sign that nobody sees in a value that cannot be read; gives whether there is one.
    pub fn unseen(&mut self, span: Span) -> bool {
        let text = self.text.get(span.start as usize..span.end as usize).unwrap_or("");
        // Figures may hold no-break spaces, so those are not what is wrong with a value.
        let unseen = |character: char| characters::unseen(character).filter(|what| *what != Unseen::NoBreakSpace);
        let Some((at, character, what)) =
            text.char_indices().find_map(|(at, character)| Some((at, character, unseen(character)?)))
        else {
            return false;
        };
        let start = span.start as usize + at;
        let (Bilingual { sv, en }, point) = (what.name(), characters::code_point(character));
        let place = span.at(start, start + character.len_utf8());
        let finding =
            Diagnostic::new(&rules::WRONG_KIND, place, msg!("här står {sv} ({point})", "there is {en} here ({point})"))
                .help(msg!("radera det, eller skriv om ordet för hand", "delete it, or type the word again"));
        self.sink.push(if what == Unseen::LineBreak { finding } else { finding.fix(place, "") });
        true
    }

    /// Reports a key that nothing accepts; `meant` is the near one, `known` all that there are.
    pub fn report_unknown_key(
        &mut self,
        span: Span,
        written: &str,
        place: &str,
        meant: Option<(&str, Applicability)>,
        known: Vec<&str>,
    ) {
        let finding = Diagnostic::new(
            &rules::UNKNOWN_KEY,
            span,
            msg!("okänd nyckel {written} i {place}", "unknown key {written} in {place}",),
        );
        let finding = match meant {
            Some((meant, applicability)) => {
                finding.help(msg!("skriv {meant}", "write {meant}")).fix_with(span, meant, applicability)
            }
            None => {
                let known = known.join(", ");
                finding.help(msg!("nycklar som finns här: {known}", "keys that exist here: {known}"))
            }
        };
        self.sink.push(finding);
    }

    /// Whether an entry of a map without a table is the rest of the one before it, which a comma divided; reported.
    pub(super) fn divided(&mut self, entry: &Entry, before: Option<&Entry>, after: &[Entry]) -> bool {
        self.decimal_comma(entry, before, after.first(), Some(ValueShape::Target)) || self.text_divided(entry, before)
    }

    /// `{BBIC: Barns behov, i centrum}`: the same of a text.
    fn text_divided(&mut self, entry: &Entry, before: Option<&Entry>) -> bool {
        let Some(Entry { key, value: Node { kind: Kind::Scalar { style: Style::Plain, .. }, start, end } }) = before
        else {
            return false;
        };
        let between = self.text.get(*end as usize..entry.key.start as usize).map(str::trim);
        let has_colon = self.text.get(entry.key.end as usize..).is_some_and(|rest| rest.trim_start().starts_with(':'));
        if between != Some(",") || has_colon || !matches!(entry.value.kind, Kind::Empty) {
            return false;
        }
        let span = self.span(key).at(*start as usize, entry.key.end as usize);
        let text = self.text.get(*start as usize..entry.key.end as usize).unwrap_or("");
        let key = self.text.get(key.start as usize..key.end as usize).unwrap_or("");
        self.broken.insert(*start);
        self.sink.push(divided_text(span, key, text).suggest(span, write::quoted(text)));
        true
    }

    /// `{netto: 14,6}` is two entries to YAML: netto 14, and a key 6 without value.
    fn decimal_comma(
        &mut self,
        entry: &Entry,
        before: Option<&Entry>,
        after: Option<&Entry>,
        shape: Option<ValueShape>,
    ) -> bool {
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
        let is_number = matches!(shape, Some(ValueShape::Amount | ValueShape::Outcome | ValueShape::Target));
        // 1,234,5 is no number with one decimal comma.
        let rest = self.text.get(entry.key.end as usize..).unwrap_or("");
        let is_without_value = after.is_some_and(|after| matches!(after.value.kind, Kind::Empty));
        let goes_on = is_without_value
            && rest
                .strip_prefix(',')
                .is_some_and(|rest| rest.starts_with(|character: char| character.is_ascii_digit()));
        let is_certain = is_number && !goes_on;
        let applicability = if is_certain { Applicability::Certain } else { Applicability::Likely };
        let wanted = format!("{whole}.{digits}");
        match is_certain {
            true => drop(self.rejoined.insert(before.value.start, At::new(wanted.clone(), span))),
            false => drop(self.broken.insert(before.value.start)),
        }
        self.sink.push(
            Diagnostic::new(
                &rules::WRONG_KIND,
                span,
                msg!(
                    "decimalkomma inom {{ }}: {whole},{digits} läses som två uppgifter",
                    "a decimal comma within {{ }}: {whole},{digits} is read as two entries",
                ),
            )
            .label(msg!("inom klamrar avslutar ett komma uppgiften", "within braces a comma ends the entry"))
            .help(msg!(
                "skriv {key}: {wanted} eller {key}: \"{whole},{digits}\"",
                "write {key}: {wanted} or {key}: \"{whole},{digits}\"",
            ))
            .fix_with(span, wanted, applicability),
        );
        true
    }
}

/// A text within braces that a comma divides.
fn divided_text(span: Span, key: &str, text: &str) -> Diagnostic {
    let wanted = write::quoted(text);
    let message = msg!("ett komma i en text inom {{ }} delar den", "a comma in a text within {{ }} divides it");
    Diagnostic::new(&rules::WRONG_KIND, span, message)
        .label(msg!("inom klamrar avslutar ett komma uppgiften", "within braces a comma ends the entry"))
        .help(msg!("skriv {key}: {wanted}", "write {key}: {wanted}"))
}

/// What a key of a table asks for.
fn shape_of(key: &str, part: &PartSchema) -> Option<ValueShape> {
    part.fields.iter().find(|field| same_key(key, field.key)).map(|field| field.shape)
}
