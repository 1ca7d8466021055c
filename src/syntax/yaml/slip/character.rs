//! Signs that mean something other than themselves where they stand, and signs that nobody sees.

use crate::characters::{Unseen, code_point, unseen};
use crate::diagnostic::{Bilingual, Diagnostic};
use crate::msg;
use crate::syntax::yaml::slip::Slip;
use crate::syntax::yaml::slip::line::Line;
use crate::syntax::yaml::slip::quote::quoted;

/// The name of a character that is in the way where it stands, because nobody sees it; `None` for any other.
fn invisible(character: char) -> Option<Bilingual> {
    unseen(character).map(Unseen::name)
}

/// The byte order mark.
const MARK: char = '\u{feff}';

/// Signs that no text may begin with unless it stands in quotation marks.
const RESERVED: &[char] = &['&', '*', '!', '%', '@', '`', '?', '|', '>', '{', '[', '}', ']', ',', '-'];

impl Slip<'_> {
    /// A control sign, an invisible sign, or a tab where the indentation, the dash or the key stands.
    pub(super) fn strange_char(&self) -> Option<Diagnostic> {
        let line = self.line_at(self.offset);
        let control = self
            .text
            .character(self.offset)
            .filter(|character| character.is_control() && !"\t\r\n".contains(*character));
        if control.is_some() {
            return Some(self.control(self.offset));
        }
        let before = self.text.get(line.start..self.offset);
        if let Some((at, character)) = before.char_indices().find(|(_, character)| breaks_lines(*character)) {
            return Some(self.unseen(line.start + at, character));
        }
        let from_here = self.text.get(self.offset..line.end());
        if let Some(at) = from_here.find(|character: char| character.is_control() && character != '\t') {
            return Some(self.control(self.offset + at));
        }
        let mut lines = vec![line];
        lines.extend(self.line_above(&line).filter(|above| above.start > self.before.end));
        let invisible = lines.iter().rev().find_map(|line| self.invisible_in(line));
        // A byte order mark is no part of a text to the parser, wherever it stands.
        let mark = || {
            let marked = lines.iter().rev().find_map(|line| Some(line.start + line.text.find(MARK)?))?;
            Some(self.unseen(marked, MARK))
        };
        invisible.or_else(mark).or_else(|| {
            let tab = self.text.get(line.start..line.first).find('\t')?;
            (self.before.text.is_none_or(|(_, style)| style != crate::syntax::yaml::Style::Quoted))
                .then(|| self.tab_at(line.start + tab))
        })
    }

    fn control(&self, at: usize) -> Diagnostic {
        let character = code_point(self.text.character(at).unwrap_or('\0'));
        self.report(
            self.char_at(at),
            msg!(
                "ett styrtecken som inte hör hemma i en text ({character})",
                "a control character that does not belong in a text ({character})",
            ),
            msg!("radera tecknet", "delete the character"),
        )
    }

    /// An invisible sign before the key, in it, or around the dash and the colon.
    fn invisible_in(&self, line: &Line) -> Option<Diagnostic> {
        let words = line.text.trim_start_matches([' ', '\t']);
        let until = line.colon.map_or_else(
            || words.find(':').map_or(words.len(), |colon| colon + ':'.len_utf8() + next_length(&words[colon + 1..])),
            |colon| colon.saturating_sub(line.first),
        );
        let (at, character) =
            words[..until.min(words.len())].char_indices().find(|(_, character)| invisible(*character).is_some())?;
        Some(self.unseen(line.first + at, character))
    }

    /// The finding for an invisible sign.
    pub(super) fn unseen(&self, at: usize, character: char) -> Diagnostic {
        let name = invisible(character).unwrap_or(Unseen::Nothing.name());
        let (sv, en) = (&name.sv, &name.en);
        let point = code_point(character);
        let message = msg!("här står {sv} ({point})", "there is {en} here ({point})");
        let help = match character {
            character if is_space(character) => msg!(
                "radera det och skriv ett vanligt blanksteg; Word skriver ofta hårda blanksteg",
                "delete it and type an ordinary space; Word often writes no-break spaces",
            ),
            character if breaks_lines(character) => msg!(
                "radera det och tryck retur där raden ska brytas",
                "delete it and press return where the line is to break",
            ),
            _ => msg!("radera det, eller skriv om ordet för hand", "delete it, or type the word again"),
        };
        let finding = self.report(self.char_at(at), message, help);
        match character {
            character if is_space(character) => finding.fix(self.char_at(at), " "),
            character if breaks_lines(character) => finding,
            _ => finding.fix(self.char_at(at), ""),
        }
    }

    /// The parser may report a tab one line early: the tab in the indentation of this line or of the next.
    pub(super) fn tab(&self) -> Diagnostic {
        let from = self.line_at(self.offset).start;
        let mut start = from;
        let at = self.text.from(from).split_inclusive('\n').take(3).find_map(|line| {
            let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
            let found = line[..blanks].find('\t').map(|tab| start + tab);
            start += line.len();
            found
        });
        let at =
            at.or_else(|| self.text.from(self.offset).find('\t').map(|tab| self.offset + tab)).unwrap_or(self.offset);
        self.tab_at(at)
    }

    fn tab_at(&self, at: usize) -> Diagnostic {
        let in_indentation = at < self.line_at(at).first;
        self.report(
            self.char_at(at),
            match in_indentation {
                true => msg!("en tabb i början av raden", "a tab at the start of the line"),
                false => msg!("en tabb där det ska vara blanksteg", "a tab where there must be spaces"),
            },
            msg!(
                "radera tabben och använd blanksteg, två för varje nivå",
                "delete the tab and use spaces, two for each level",
            ),
        )
    }

    /// `titel: *Viktigt* mål`: the value begins with a sign that means something else.
    pub(super) fn char_at_start(&self, line: &Line) -> Option<Diagnostic> {
        if let Some(found) = self.char_within_braces(line) {
            return Some(found);
        }
        let value = line.value();
        let character = value.chars().next().filter(|character| RESERVED.contains(character))?;
        let follows = value[character.len_utf8()..].chars().next();
        let list = character == '-' && (line.colon.is_none() || follows.is_some_and(|next| next != ' '));
        let question = character == '?' && follows.is_some_and(|next| next != ' ');
        let elsewhere = self.offset < line.value && line.colon.is_some();
        if list || question || elsewhere || (line.colon.is_none() && !line.has_dash()) {
            return None;
        }
        Some(self.reserved(line, character))
    }

    /// `{utfall: -, budget: 800}`: a value within braces begins with such a sign.
    fn char_within_braces(&self, line: &Line) -> Option<Diagnostic> {
        if !line.value().starts_with('{') || self.offset <= line.value {
            return None;
        }
        let until = (self.offset + 1).min(line.end());
        let before = self.text.get(line.value..self.text.floor(until));
        let colon = line.value + before.rfind(": ")?;
        let after = self.text.get(colon + 1..line.end());
        let rest = after.trim_start();
        let at = colon + 1 + after.len() - rest.len();
        let character =
            rest.chars().next().filter(|character| RESERVED.contains(character) && !"{[}],".contains(*character))?;
        let value = rest[..rest.find([',', '}']).unwrap_or(rest.len())].trim_end();
        let key_from = line.value + self.text.get(line.value..colon).rfind(['{', ','])? + 1;
        Some(self.reserved_value(self.text.get(key_from..colon + 1).trim(), value, at, character))
    }

    /// The finding for a value that begins with a sign of YAML's own.
    pub(super) fn reserved(&self, line: &Line, character: char) -> Diagnostic {
        self.reserved_value(line.until_value(), line.value(), line.value, character)
    }

    fn reserved_value(&self, before: &str, value: &str, at: usize, character: char) -> Diagnostic {
        let wanted = quoted(value);
        let message = msg!(
            "texten börjar med {character}, som betyder något annat här",
            "the text begins with {character}, which means something else here",
        );
        let help = match character {
            '|' => {
                let rest = value.trim_start_matches('|').trim();
                msg!(
                    "skriv texten på raden under {before} |, indragen två blanksteg: {rest}",
                    "write the text on the line below {before} |, indented by two spaces: {rest}",
                )
            }
            '%' if value.trim_start_matches('%').trim().starts_with(|character: char| character.is_ascii_digit()) => {
                let number = value.trim_start_matches('%').trim();
                msg!(
                    "skriv procenttecknet efter talet: {before} {number} %",
                    "write the percent sign after the number: {before} {number} %"
                )
            }
            '-' if value == "-" => msg!(
                "finns inget värde, ta bort strecket; en indikator utan utfall har utfall: saknas",
                "if there is no value, remove the hyphen; an indicator without outcome has utfall: saknas",
            ),
            '-' => msg!(
                "sätt texten inom citattecken: {before} {wanted}; en lista börjar på raden under",
                "put the text in quotation marks: {before} {wanted}; a list begins on the line below",
            ),
            _ => msg!(
                "sätt texten inom citattecken: {before} {wanted}",
                "put the text in quotation marks: {before} {wanted}",
            ),
        };
        self.report(self.char_at(at), message, help)
    }
}

/// Whether a sign is a space that keeps lines together.
fn is_space(character: char) -> bool {
    unseen(character) == Some(Unseen::NoBreakSpace)
}

/// Whether a sign ends a line in other programs than YAML.
fn breaks_lines(character: char) -> bool {
    unseen(character) == Some(Unseen::LineBreak)
}

/// The length of the sign that a text begins with.
fn next_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}
