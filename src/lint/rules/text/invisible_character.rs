//! Characters that nobody sees, in plans and texts.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::characters::{Unseen, code_point, unseen};
use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;
use crate::source::{Source, SourceId, Span};

/// VP0917.
pub static RULE: Rule = Rule {
    code: "VP0917",
    name: "invisible-character",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("ett tecken som ingen ser står i texten", "the text has a character that nobody sees"),
    what: Bilingual::fixed(
        "Ett tecken utan bredd, ett mjukt bindestreck, ett tecken som vänder skrivriktningen eller ett radbrott som bara vissa program ser. De följer med när text klistras in från Word, pdf-filer och webbsidor. Hårda blanksteg är tillåtna, och det som skrift i andra riktningar behöver.",
        "A character without width, a soft hyphen, a character that turns the direction of writing, or a line break that only some programs see. They come along when text is pasted from Word, from PDF files and from web pages. No-break spaces are allowed, and so is what scripts of other directions need.",
    ),
    why: Bilingual::fixed(
        "Två ord eller två id ser likadana ut men är inte lika: de hittas inte vid sökning, jämförs inte med varandra och läses fel av skärmläsare.",
        "Two words or two ids look the same and are not: a search does not find them, they are not compared with each other, and screen readers read them wrongly.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed(
            "osynliga tecken tas bort; ett osynligt radbrott i en rubrik eller ett namn blir ett blanksteg",
            "invisible characters are removed; an invisible line break in a title or a name becomes a space",
        )),
        likely: None,
    },
};

/// Reports, once for each line and character, what nobody sees.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let texts: Vec<Span> = subject.texts.iter().map(|text| text.text.span(0..text.text.text.len())).collect();
    let files: BTreeSet<SourceId> = texts.iter().map(|text| text.source).chain([subject.document.source]).collect();
    for id in files {
        let source = subject.sources.get(id);
        let mut found = places(&source.text).into_iter().peekable();
        while let Some((at, character, what)) = found.next() {
            let line = source.line_range(source.line_of(at as u32));
            let mut last = at;
            while let Some((next, ..)) = found.next_if(|(next, other, _)| *other == character && *next < line.end) {
                last = next;
            }
            let words = &source.text[line];
            if is_needed(what, words) {
                continue;
            }
            let place = subject.sources.whole(id).at(at, at + character.len_utf8());
            let is_in_text = texts.iter().any(|text| text.contains(place));
            sink.push(finding(&source, place, character, what, at..last + character.len_utf8(), is_in_text));
        }
    }
}

/// So many bytes are looked at in one go.
const PIECE: usize = 64;

/// The characters of a text that nobody sees, but for no-break spaces and a byte order mark before all.
fn places(text: &str) -> Vec<(usize, char, Unseen)> {
    let mut found = Vec::new();
    // All of them begin with one of these bytes, and few others do: most pieces of a text have none.
    let first = |byte: u8| matches!(byte, 0x0b | 0x0c | 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef);
    let pieces = text.as_bytes().chunks(PIECE).enumerate();
    let pieces = pieces.filter(|(_, piece)| piece.iter().fold(false, |any, byte| any | first(*byte)));
    let bytes = pieces.flat_map(|(number, piece)| (number * PIECE..).zip(piece));
    for (at, _) in bytes.filter(|(_, byte)| first(**byte)) {
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        match unseen(character) {
            None | Some(Unseen::NoBreakSpace) => {}
            Some(Unseen::Nothing) if at == 0 => {}
            Some(what) => found.push((at, character, what)),
        }
    }
    found
}

/// Whether what stands on a line needs a character: other scripts join letters and turn the direction, and so do pictures
/// of letters.
fn is_needed(what: Unseen, line: &str) -> bool {
    match what {
        Unseen::Joiner => line.chars().any(|character| {
            character.is_alphabetic() && character > '\u{24f}' || character >= '\u{1f000}' || character == '\u{fe0f}'
        }),
        Unseen::Direction => line.chars().any(
            |character| matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'),
        ),
        _ => false,
    }
}

fn finding(
    source: &Source,
    place: Span,
    character: char,
    what: Unseen,
    all: Range<usize>,
    is_in_text: bool,
) -> Diagnostic {
    let (Bilingual { sv, en }, point) = (what.name(), code_point(character));
    let count = source.text[all.clone()].matches(character).count();
    let message = msg!("här står {sv} ({point})", "there is {en} here ({point})");
    let finding = Diagnostic::new(&RULE, place, message);
    let finding = match count {
        1 => finding,
        _ => finding.label(msg!("det första av {count} på raden", "the first of {count} on the line")),
    };
    match what {
        Unseen::LineBreak if is_in_text => finding.help(msg!(
            "radera det och tryck retur där raden ska brytas",
            "delete it and press return where the line is to break",
        )),
        Unseen::LineBreak => finding
            .help(msg!("skriv ett vanligt blanksteg i stället", "type an ordinary space in its place"))
            .fix(place.at(all.start, all.end), source.text[all].replace(character, " ")),
        _ => finding
            .help(msg!("radera det, eller skriv om ordet för hand", "delete it, or type the word again"))
            .fix(place.at(all.start, all.end), source.text[all].replace(character, "")),
    }
}
