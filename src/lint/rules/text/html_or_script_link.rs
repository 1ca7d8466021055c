//! Raw HTML and script links, which the document leaves out.

use std::ops::Range;

use crate::characters::is_of_word;
use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::{Subject, Text};
use crate::msg;
use crate::syntax::prose::{Dropped, dropped};

/// VP0906.
pub static RULE: Rule = Rule {
    code: "VP0906",
    name: "html-or-script-link",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "HTML eller en skriptlänk kommer inte med i dokumentet",
        "HTML or a script link is left out of the document",
    ),
    what: Bilingual::fixed(
        "En text innehåller HTML, det vill säga något inom < och >, eller en länk som inte leder till en webbsida, en fil eller en adress. Taggar utelämnas, ett stycke som börjar med en tagg utelämnas helt, och länken trycks som vanlig text. Kommentarer (<!-- … -->) får finnas och trycks aldrig.",
        "A text holds HTML, that is something within < and >, or a link that leads to no web page, file or address. Tags are left out, a paragraph that begins with a tag is left out altogether, and the link is printed as plain text. Comments (<!-- … -->) may be there and are never printed.",
    ),
    why: Bilingual::fixed(
        "Dokumentet ska bli likadant i alla format och får inte kunna köra program hos läsaren. Utan varning skulle ord inom < och > bara försvinna.",
        "The document must be the same in every format, and must not be able to run programs on the reader's computer. Without a warning, words within < and > would just vanish.",
    ),
    fixes: Fixes::NONE,
};

/// Reports what is left out; of a pair of tags, the first.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for text in subject.texts {
        let mut opened: Vec<&str> = Vec::new();
        for (range, why) in dropped(&text.parsed) {
            let written = &text.parsed.text[range.clone()];
            match (why, tag_name(written)) {
                (Dropped::Link, _) => sink.push(link(text, range)),
                (Dropped::Html, (name, true)) if opened.contains(&name) && is_tags_alone(written) => {}
                (Dropped::Html, (name, _)) => {
                    opened.push(name);
                    sink.push(html(text, range, name));
                }
            }
        }
    }
}

fn link(text: &Text, range: Range<usize>) -> Diagnostic {
    let written = &text.parsed.text[range.clone()];
    Diagnostic::new(
        &RULE,
        text.text.span(range),
        msg!("länken {written} trycks som vanlig text", "the link {written} is printed as plain text",),
    )
    .label(msg!("leder inte till en webbsida, en fil eller en adress", "leads to no web page, file or address"))
    .help(msg!(
        "skriv en adress som börjar med https:// eller mailto:, eller en fil i arbetsytan",
        "write an address that begins with https:// or mailto:, or a file of the workspace",
    ))
}

fn html(text: &Text, range: Range<usize>, name: &str) -> Diagnostic {
    let written = &text.parsed.text[range.clone()];
    let first = written.lines().next().unwrap_or(written).trim_end();
    let tag = first.find('>').map_or(first, |end| &first[..=end]);
    let lines = written.lines().count();
    let finding = Diagnostic::new(
        &RULE,
        text.text.span(range.clone()),
        msg!("{tag} är HTML och kommer inte med i dokumentet", "{tag} is HTML and is left out of the document",),
    );
    let finding = match lines {
        1 => finding,
        _ => {
            finding.label(msg!("{lines} rader utelämnas, härifrån räknat", "{lines} lines are left out, from here on"))
        }
    };
    finding.help(match name.to_ascii_lowercase().as_str() {
        "b" | "strong" => msg!("skriv **ordet** för fet stil", "write **the word** for bold"),
        "i" | "em" => msg!("skriv *ordet* för kursiv stil", "write *the word* for italics"),
        "br" => msg!("lämna en tom rad för nytt stycke", "leave an empty line for a new paragraph"),
        "a" => {
            msg!("skriv länken så här: [text](https://adress)", "write the link like this: [text](https://address)")
        }
        "img" => msg!(
            "skriv bilden så här: ![vad bilden visar](bilder/fil.png)",
            "write the picture like this: ![what it shows](bilder/file.png)"
        ),
        "ul" | "ol" | "li" => {
            msg!("skriv listan med ”- ” först på varje rad", "write the list with \"- \" first on each line")
        }
        "table" | "tr" | "td" | "th" => msg!(
            "skriv tabellen så här: | Område | Antal | på första raden och | --- | --- | under den",
            "write the table like this: | Area | Number | on the first row and | --- | --- | below it",
        ),
        "div" | "span" | "p" | "u" | "font" | "center" | "sup" | "sub" | "script" | "style" | "iframe" => {
            msg!("ta bort taggarna och skriv texten utan dem", "remove the tags and write the text without them")
        }
        // A word that somebody put within < and >, as in "<namn>".
        _ => msg!(
            "skriv \\{tag} om tecknen < och > ska synas, annars ta bort dem",
            "write \\{tag} if the characters < and > are to be seen, otherwise remove them"
        ),
    })
}

/// Whether nothing stands outside of tags, which then take nothing with them.
fn is_tags_alone(written: &str) -> bool {
    let outside = written.split('<').map(|part| part.split_once('>').map_or(part, |(_, after)| after));
    outside.into_iter().all(|words| !words.contains(is_of_word))
}

/// The name of a tag, and whether the tag ends something.
fn tag_name(written: &str) -> (&str, bool) {
    let inner = written.trim_start_matches('<');
    let (inner, ends) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let end = inner.find(|character: char| !is_of_word(character)).unwrap_or(inner.len());
    (&inner[..end], ends)
}
