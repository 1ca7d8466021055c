//! What a writer wrote in a text, and Markdown leaves out of print.

mod fix;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::{Subject, Text};
use crate::msg;
use crate::syntax::prose::{Lost, WhyLost, lost};

/// VP0916.
pub static RULE: Rule = Rule {
    code: "VP0916",
    name: "text-not-printed",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "något som är skrivet kommer inte med i tryck",
        "something that is written is not printed",
    ),
    what: Bilingual::fixed(
        "En rad i en tabell har fler celler än rubrikraden, så att de sista inte har någon kolumn. Ett lodstreck (|) delar en cell också inom kod, om det inte skrivs `\\|`. En rad som `[Obs]: text` läses som adressen till en länk, och trycks inte om ingen länk hänvisar till den eller om den definierar samma sak en gång till. En länk eller en bild står i en bilds alternativtext, där bara orden blir kvar. Som varning: en numrerad lista hoppar över ett nummer och trycks med andra nummer än de skrivna, eller ord står efter språket på raden som börjar ett kodblock. HTML och skriptlänkar har en egen regel, VP0906.",
        "A row of a table has more cells than the header row, so that the last ones have no column. A bar (|) divides a cell within code too, unless it is written `\\|`. A line such as `[Note]: text` is read as the address of a link, and is not printed where no link refers to it or where it defines the same a second time. A link or a picture is in a picture's alternative text, of which only the words are left. As a warning: a numbered list skips a number and is printed with other numbers than those written, or words are after the language on the line that begins a code block. HTML and script links have a rule of their own, VP0906.",
    ),
    why: Bilingual::fixed(
        "Den som har skrivit texten tror att den står i dokumentet, men läsaren får den aldrig. En siffra eller en åtgärd i en cell som försvinner saknas i det som nämnden beslutar om.",
        "Whoever wrote the text believes that it is in the document, but the reader never gets it. A figure or a measure in a cell that vanishes is missing from what the board decides on.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed(
            "lodstreck inom kod i en tabell, när raden då får lika många celler som rubrikraden",
            "bars within code in a table, where the row then has as many cells as the header row",
        )),
        likely: None,
    },
};

/// A help repeats at most so many characters of what is lost.
const MOST_REPEATED: usize = 40;

/// Reports what is left out, each at its place.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for text in subject.texts {
        for found in lost(&text.parsed) {
            let finding = finding(text, &found);
            sink.push(match fix::in_code(text, &found) {
                Some((span, row)) => finding.fix(span, row),
                None => finding,
            });
        }
    }
}

fn finding(text: &Text, found: &Lost) -> Diagnostic {
    let written = shortened(&text.parsed.text[found.range.clone()]);
    let new = |message: Bilingual| Diagnostic::new(&RULE, text.text.span(found.range.clone()), message);
    match &found.why {
        WhyLost::Cells { cells, columns, .. } => new(msg!(
            "raden har {cells} celler men rubrikraden {columns}: ”{written}” trycks inte",
            "the row has {cells} cells but the header row {columns}: \"{written}\" is not printed",
        ))
        .label(msg!("har ingen kolumn", "has no column"))
        .help(msg!(
            "hör strecket till texten i en cell, skriv \\|; annars ge rubrikraden och streckraden en kolumn till",
            "if the bar belongs to the text of a cell, write \\|; otherwise give the header row and the row of dashes one more column",
        )),
        WhyLost::UnusedLabel => {
            let finding = new(msg!(
                "”{written}” läses som adressen till en länk, och trycks inte",
                "\"{written}\" is read as the address of a link, and is not printed",
            ))
            .label(msg!("ingen länk hänvisar hit", "no link refers to it"));
            match is_address(&written) {
                true => finding
                    .lower(Severity::Warning)
                    .help(msg!("ta bort raden, eller skriv länken som [text](adress)", "remove the line, or write the link as [text](address)")),
                false => finding.help(msg!(
                    "ska raden stå som text, skriv \\ före den första hakparentesen: \\{written}",
                    "if the line is to be printed as text, write \\ before the first bracket: \\{written}",
                )),
            }
        }
        WhyLost::SecondLabel => new(msg!(
            "”{written}” står två gånger som adress, och bara den första gäller",
            "\"{written}\" is given twice as an address, and only the first one applies",
        ))
        .help(msg!(
            "ge den ett annat namn inom hakparenteserna, eller ta bort raden",
            "give it another name within the brackets, or remove the line",
        )),
        WhyLost::Number { printed } => new(msg!(
            "punkten trycks med nummer {printed}, inte {written}",
            "the item is printed with the number {printed}, not {written}",
        ))
        .lower(Severity::Warning)
        .label(msg!("en numrerad lista räknas från sitt första nummer", "a numbered list is counted from its first number"))
        .help(msg!(
            "skriv numren i följd; ska numret stå som det är skrivet, skriv \\ före punkten: {written}\\.",
            "write the numbers in order; if the number is to be printed as written, write \\ before the full stop: {written}\\.",
        )),
        WhyLost::AfterLanguage => new(msg!(
            "”{written}” står efter kodblockets språk och trycks inte",
            "\"{written}\" comes after the language of the code block and is not printed",
        ))
        .lower(Severity::Warning)
        .help(msg!("skriv texten på en egen rad före kodblocket", "write the text on a line of its own before the code block")),
        WhyLost::InPicture => new(msg!(
            "{written} står i en bilds alternativtext, där bara orden blir kvar",
            "{written} is in a picture's alternative text, of which only the words are left",
        ))
        .help(msg!("flytta det ut ur hakparenteserna, till texten efter bilden", "move it out of the brackets, to the text after the picture")),
    }
}

/// The beginning of a text on one line.
fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(MOST_REPEATED) {
        Some((at, _)) => format!("{} …", text[..at].trim_end()),
        None => text,
    }
}

/// Whether what is defined looks like the address of a page, a file or a person.
fn is_address(definition: &str) -> bool {
    let target = definition.split_once("]:").map_or("", |(_, target)| target.trim());
    target.contains(['/', '@', '#']) || target.trim_end_matches(['.', '>']).contains('.')
}
