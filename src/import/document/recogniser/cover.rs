//! The cover: lines whose form tells what they are – dates, telephone numbers, addresses – and a few labels.

use super::kind::{labelled_name, names_in_line, tier_of};
use crate::import::document::block::{Block, BlockKind, Place, TextSort};
use crate::import::document::known::{Known, fold};
use crate::import::document::recognised::{Left, Recognised};
use crate::model::Tier;

/// What the lines that come are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Anything,
    Officers,
    To,
    Contact,
}

/// Most lines that an address has.
const MOST_ADDRESS: usize = 6;

/// Reads the cover. A document that is none of those that are known has no other part than this, which is its introduction.
pub(crate) fn recognise(out: &mut Recognised, blocks: &[Block], known: &Known, is_none_of_these: bool) {
    if is_none_of_these {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { level, words } => {
                    let depth = level.map_or(2, |level| level.clamp(2, 5));
                    let line = format!("{} {}", "#".repeat(usize::from(depth)), words.markdown.replace("\\\n", " "));
                    out.introduction.push(&line, false, block.place);
                }
                BlockKind::Text { words, sort } => {
                    out.introduction.push(&words.markdown, *sort == TextSort::List, block.place)
                }
                BlockKind::Table(table) => out.introduction.push(&table.markdown(), false, block.place),
            }
        }
        return;
    }
    let mut lines: Vec<(Place, String)> = Vec::new();
    for block in blocks {
        match &block.kind {
            // A table beside the title has a label in each row, and what it says.
            BlockKind::Table(table) => {
                for row in &table.rows {
                    let cells = row.columns();
                    match &cells[..] {
                        [label, said] if !label.is_empty() && !said.is_empty() => {
                            lines.push((row.place, format!("{}: {said}", label.trim_end_matches(':'))));
                        }
                        _ => out.left.push(Left { place: row.place, words: cells.join(" ") }),
                    }
                }
            }
            _ => lines.extend(block.plain().lines().map(|line| (block.place, line.trim().to_owned()))),
        }
    }
    out.left.retain(|left| !left.words.trim().is_empty());
    lines.retain(|(_, line)| !line.is_empty());
    names(out, &mut lines);
    let name = out.organisation().map(fold);
    let mut reader = Reader { out, known, mode: Mode::Anything, name, has_title: false };
    for (number, (place, line)) in lines.iter().enumerate() {
        reader.line(*place, line, lines.get(number + 1).map(|(_, next)| next.as_str()));
    }
    let to = out.cover.to.clone();
    if let Some(board) = to.filter(|to| tier_of(to, Tier::Unit) == Tier::Board)
        && !out.names.iter().any(|(tier, _)| *tier == Tier::Board)
    {
        out.names.insert(0, (Tier::Board, board));
    }
    out.names.sort_by_key(|(tier, _)| *tier);
}

/// Takes the names of the organisation from the municipality down, where they stand first.
fn names(out: &mut Recognised, lines: &mut Vec<(Place, String)>) {
    let Some(own) = out.organisation().map(fold) else { return };
    let Some(last) = lines.iter().take(8).position(|(_, line)| fold(line) == own) else { return };
    let are_names = lines[..last].iter().all(|(_, line)| {
        line.starts_with(char::is_uppercase) && !line.contains([':', '@']) && line.parse::<jiff::civil::Date>().is_err()
    });
    let last = match lines.get(last + 1) {
        Some((_, next)) if tier_of(next, Tier::Unit) == Tier::Administration => last + 1,
        _ => last,
    };
    let begins =
        lines.first().is_some_and(|(_, line)| matches!(tier_of(line, Tier::Unit), Tier::Municipality | Tier::Region));
    if !are_names || !begins {
        return;
    }
    let before: Vec<String> = lines.drain(..=last).map(|(_, line)| line).collect();
    let count = before.len();
    let mut names: Vec<(Tier, String)> = Vec::new();
    for (number, name) in before.into_iter().enumerate() {
        let usual = if number + 1 == count { Tier::Unit } else { Tier::Department };
        match tier_of(&name, usual) {
            Tier::Administration if number + 1 < count || fold(&name) != own => out.administration = Some(name),
            tier => names.push((tier, name)),
        }
    }
    out.names = names;
}

struct Reader<'o, 'k, 's> {
    out: &'o mut Recognised,
    known: &'k Known<'s>,
    mode: Mode,
    name: Option<String>,
    has_title: bool,
}

impl Reader<'_, '_, '_> {
    fn line(&mut self, place: Place, line: &str, next: Option<&str>) {
        let labels = self.known.labels;
        let folded = fold(line);
        let are_names = matches!(self.mode, Mode::Anything | Mode::Contact) && self.are_names(line);
        let cover = &mut self.out.cover;
        let is_title = |title: &str| {
            title == line || line.chars().count() > 8 && title.starts_with(line) && line.ends_with(labels.for_.as_str())
        };
        if cover.title.as_deref().is_some_and(is_title) {
            self.has_title = true;
            self.mode = Mode::Anything;
        } else if let Some(day) = day_alone(after(line, "Datum").as_deref().unwrap_or(line)) {
            cover.date = Some(day);
        } else if folded == fold(&labels.officers) {
            self.mode = Mode::Officers;
        } else if folded == fold(&labels.to) {
            self.mode = Mode::To;
        } else if folded == fold(&format!("{} {}", labels.officers, labels.to)) {
            // Two columns that were read as one line: the names end where the organisation's begins.
            self.two_columns(next.unwrap_or_default());
        } else if let Some(numbers) = after(line, &labels.telephone) {
            self.telephones_of_officers(&numbers);
        } else if let Some(reference) = reference_in(line, &labels.reference) {
            cover.reference = Some(reference);
        } else if let Some(number) = number_after(line, &labels.appendix) {
            cover.appendix = Some(number);
        } else if let Some(rest) = decided(line, &labels.decided_by) {
            self.decided(rest);
            // The page has one word for it, and the document may have another.
            self.out.furniture.push(Left { place, words: line.to_owned() });
        } else if self.name.as_deref() == Some(folded.as_str()) {
            self.mode = if self.mode == Mode::To { self.to(line) } else { Mode::Contact };
        } else if are_names {
            // They are said under the organisation.
        } else if line.contains('@') {
            let all = line.split([',', ' ', ';']).filter(|word| word.contains('@'));
            let all: Vec<String> = all.map(str::to_owned).collect();
            cover.emails.extend(all);
        } else if is_telephone(line) {
            let all = line.split([',', ';']).map(|number| number.trim().to_owned()).filter(|number| !number.is_empty());
            let all: Vec<String> = all.collect();
            cover.telephones.extend(all);
        } else if is_web(line) && self.has_title {
            cover.web = Some(line.to_owned());
        } else {
            self.other(place, line);
        }
    }

    fn to(&mut self, line: &str) -> Mode {
        self.out.cover.to = Some(line.to_owned());
        Mode::Anything
    }

    fn other(&mut self, place: Place, line: &str) {
        match self.mode {
            Mode::Officers if !self.known_in_columns(line) => {
                let names = line.split(',').map(str::trim).filter(|name| !name.is_empty());
                self.out.cover.officers.extend(names.map(|name| (name.to_owned(), None)));
            }
            Mode::Officers => {}
            Mode::To => self.mode = self.to(line),
            // A label, or a sentence, is no line of an address.
            Mode::Contact
                if self.out.cover.address.len() < MOST_ADDRESS
                    && line.chars().count() < 60
                    && !line.contains(": ")
                    && !(line.ends_with('.') && line.contains(' ')) =>
            {
                let chief = self.out.cover.address.is_empty() && fold(line).ends_with("chef");
                match chief {
                    true => self.out.chief = Some(line.to_owned()),
                    false => self.out.cover.address.push(line.to_owned()),
                }
            }
            _ => self.out.left.push(Left { place, words: line.to_owned() }),
        }
    }

    /// Whether a line was taken already, as two columns.
    fn known_in_columns(&self, line: &str) -> bool {
        let folded = fold(line);
        let to = self.out.cover.to.as_deref().map(fold);
        to.is_some_and(|to| folded.ends_with(&to) && !self.out.cover.officers.is_empty())
    }

    fn two_columns(&mut self, next: &str) {
        self.mode = Mode::Officers;
        let Some((_, name)) = self.out.names.last() else { return };
        if let Some(officers) = next.strip_suffix(name.as_str()) {
            self.out.cover.to = Some(name.clone());
            let names = officers.split(',').map(str::trim).filter(|name| !name.is_empty());
            self.out.cover.officers.extend(names.map(|name| (name.to_owned(), None)));
        }
    }

    fn telephones_of_officers(&mut self, numbers: &str) {
        let officers = &mut self.out.cover.officers;
        let all: Vec<&str> = numbers.split(',').map(str::trim).collect();
        if officers.len() == all.len() {
            for (officer, number) in officers.iter_mut().zip(all) {
                officer.1 = Some(number.to_owned());
            }
        } else if let Some(last) = officers.last_mut() {
            last.1 = Some(numbers.to_owned());
        } else {
            self.out.cover.telephones.push(numbers.to_owned());
        }
    }

    /// Whether a line has the names of the organisation and of those above it alone.
    fn are_names(&self, line: &str) -> bool {
        let is_known = |name: &str| {
            let known = self.out.names.iter().map(|(_, name)| name).chain(&self.out.administration);
            known.map(|known| fold(known)).any(|known| known == fold(name))
        };
        let names = labelled_name(line).map(|name| vec![name]).or_else(|| names_in_line(line));
        names.is_some_and(|names| names.iter().all(|(_, name)| is_known(name)))
    }

    /// "Beslutad av Socialnämnden 2025-01-28 § 12".
    fn decided(&mut self, rest: &str) {
        let day = rest.split_whitespace().find(|word| word.parse::<jiff::civil::Date>().is_ok());
        let paragraph = rest.split_once('§').map(|(_, number)| number.trim().to_owned());
        let end = day.and_then(|day| rest.find(day)).or_else(|| rest.find('§')).unwrap_or(rest.len());
        let body = rest[..end].trim();
        let known = self.out.names.iter().map(|(_, name)| name).find(|name| fold(name) == fold(body));
        let body = known.cloned().unwrap_or_else(|| body.to_owned());
        self.out.cover.decision = Some((body, day.map(str::to_owned), paragraph));
    }
}

/// What stands after the word that a plan was decided: "Antagen av Socialnämnden 2025-01-28 § 12".
fn decided<'l>(line: &'l str, label: &str) -> Option<&'l str> {
    let others = ["Antagen av", "Fastställd av", "Beslutad av", "Beslutad i", "Godkänd av", "Antagen i"];
    let labels = std::iter::once(label).chain(others);
    let mut found = labels.filter_map(|label| {
        let begin = line.get(..label.len())?;
        let rest = line[label.len()..].strip_prefix(' ')?;
        (fold(begin) == fold(label) && !rest.trim().is_empty()).then(|| rest.trim())
    });
    found.next()
}

/// A day that a line holds and nothing else.
fn day_alone(line: &str) -> Option<String> {
    (line.len() == 10 && line.parse::<jiff::civil::Date>().is_ok()).then(|| line.to_owned())
}

/// The reference number after one of the words for it.
fn reference_in(line: &str, label: &str) -> Option<String> {
    [label, "Diarienummer", "Dnr", "Ärendenummer"].into_iter().find_map(|label| after(line, label))
}

/// What stands after a label and a colon.
fn after(line: &str, label: &str) -> Option<String> {
    let (before, after) = line.split_once(':')?;
    (fold(before) == fold(label) && !after.trim().is_empty()).then(|| after.trim().to_owned())
}

/// "7" of "Bilaga 7".
fn number_after(line: &str, word: &str) -> Option<String> {
    let (before, number) = line.split_once(' ')?;
    let is_number = !number.is_empty() && number.trim().chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    (fold(before) == fold(word) && is_number).then(|| number.trim().to_owned())
}

fn is_telephone(line: &str) -> bool {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    digits >= 7
        && line.chars().all(|letter| letter.is_ascii_digit() || " -–+(),;/".contains(letter))
        && !line.contains("20\u{a0}")
}

fn is_web(line: &str) -> bool {
    let has_point = line.trim_end_matches('/').split('.').filter(|part| !part.is_empty()).count() > 1;
    !line.contains(char::is_whitespace) && has_point && line.chars().any(char::is_alphabetic) && !line.ends_with('.')
}
