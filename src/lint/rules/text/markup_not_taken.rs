//! Markdown that a writer wrote and that is printed with its signs, as code, or run together.

mod folded;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::{Subject, Text};
use crate::msg;
use crate::syntax::prose::{Meant, Untaken, untaken};

/// VP0918.
pub static RULE: Rule = Rule {
    code: "VP0918",
    name: "markup-not-taken",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "skriven Markdown fungerar inte utan trycks som den står",
        "written Markdown does not work and is printed as it stands",
    ),
    what: Bilingual::fixed(
        "Stjärnor kring fet stil står inte tätt intill orden (`**Ansvarig: **Chefen`), en fotnot eller en länk hänvisar till något som inte är skrivet (`[^1]`, `[riktlinjen][rl]`), en adress har ett mellanslag i sig (`[bilaga](bilaga 2.pdf)`), en rubrik saknar mellanslag (`##Rubrik`), eller ett kodblock saknar slut, så att allt efter det trycks som kod. Eller så står texten efter `>` i stället för `|`, och då läggs raderna ihop: listor, tabeller och stycken försvinner.",
        "Asterisks around bold type are not close to the words (`**Responsible: **Head`), a footnote or a link refers to something that is not written (`[^1]`, `[the guide][g]`), an address has a space in it (`[appendix](appendix 2.pdf)`), a heading lacks its space (`##Heading`), or a block of code has no end, so that all that follows is printed as code. Or the text stands after `>` in place of `|`, and its lines are joined: lists, tables and paragraphs are gone.",
    ),
    why: Bilingual::fixed(
        "Den som skrev ser det inte i filen, men läsaren möter stjärnor, hakparenteser eller en lista som blivit en enda rad, och länken leder ingenstans.",
        "Whoever wrote it does not see it in the file, but the reader meets asterisks, brackets or a list that has become one line, and the link leads nowhere.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed(
            "blanksteg kring stjärnor, vinkelparenteser om en adress med mellanslag, mellanslag efter `#`, länkar där ord och adress står isär, och `|` i stället för `>`",
            "spaces around asterisks, angle brackets around an address with a space, a space after `#`, links whose words and address stand apart, and `|` in place of `>`",
        )),
        likely: Some(Bilingual::fixed("fet stil i stället för `==`", "bold type in place of `==`")),
    },
};

/// Reports what did not take, each at its place.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for text in subject.texts {
        sink.extend(folded::finding(text.prose, subject.sources));
        for found in untaken(&text.parsed) {
            let finding = finding(text, &found);
            sink.push(match found.fixed.filter(|_| text.prose.is_editable()) {
                // Words between other signs were perhaps to be seen so.
                Some((range, with)) if found.what == Meant::Highlight => finding.suggest(text.text.span(range), with),
                Some((range, with)) => finding.fix(text.text.span(range), with),
                None => finding,
            });
        }
    }
}

fn finding(text: &Text, found: &Untaken) -> Diagnostic {
    let written = &text.parsed.text[found.range.clone()];
    let new = |message: Bilingual| Diagnostic::new(&RULE, text.text.span(found.range.clone()), message);
    let fixed = found.fixed.as_ref().map(|(_, with)| with.trim_end());
    match found.what {
        Meant::Type => {
            let character = written.get(..2).unwrap_or("**");
            let finding = new(msg!(
                "tecknen {character} trycks i stället för att ge stil åt orden",
                "the characters {character} are printed and do not set the words in type"
            ));
            finding.help(match fixed {
                Some(fixed) => msg!(
                    "låt {character} stå tätt intill orden, och sätt mellanslag efter: {fixed}",
                    "put {character} close to the words, with a space after: {fixed}",
                ),
                None => msg!(
                    "låt {character} stå tätt intill orden, med mellanslag utanför; ska tecknen synas, skriv \\ före vart och ett",
                    "put {character} close to the words, with a space outside; if the characters are to be seen, write \\ before each",
                ),
            })
        }
        Meant::TypeWithoutEnd => new(msg!(
            "{written} har inget slut och trycks som det är skrivet",
            "{written} has no end and is printed as it is written"
        ))
        .help(msg!(
            "skriv {written} även efter det sista ordet i samma stycke, eller ta bort tecknen",
            "write {written} after the last word too, in the same paragraph, or remove the characters",
        )),
        Meant::Note => new(msg!("fotnoten {written} är inte skriven", "the footnote {written} is not written"))
            .label(msg!("trycks som det är skrivet", "printed as it is written"))
            .help(msg!(
                "skriv fotnoten på en egen rad i samma text: {written}: texten i fotnoten",
                "write the footnote on a line of its own in the same text: {written}: the text of the footnote",
            )),
        Meant::Label => new(msg!(
            "länken {written} hänvisar till en adress som inte är skriven",
            "the link {written} refers to an address that is not written"
        ))
        .label(msg!("trycks som det är skrivet", "printed as it is written"))
        .help(msg!("skriv länken som [text](adress)", "write the link as [text](address)")),
        Meant::Address => {
            let finding = new(msg!("länken {written} trycks som text", "the link {written} is printed as text"));
            finding.help(match fixed {
                Some(fixed) => msg!(
                    "en adress med mellanslag skrivs inom vinkelparenteser: ({fixed})",
                    "an address with a space is written in angle brackets: ({fixed})"
                ),
                None => msg!(
                    "skriv länken som [text](adress), med adressen utan mellanslag",
                    "write the link as [text](address), the address without spaces"
                ),
            })
        }
        Meant::Apart => {
            let fixed = fixed.unwrap_or_default();
            new(msg!("länken {written} trycks som text", "the link {written} is printed as text"))
                .help(msg!("skriv {fixed}", "write {fixed}"))
        }
        Meant::Picture => new(msg!("bilden {written} har ingen fil", "the picture {written} has no file")).help(msg!(
            "skriv bildens fil efter, inom parentes: {written}(bild.png)",
            "write the picture's file after it, in parentheses: {written}(picture.png)",
        )),
        Meant::Heading => {
            let (hashes, words) = written.split_at(written.len() - written.trim_start_matches('#').len());
            new(msg!("{written} blir ingen rubrik", "{written} does not make a heading")).help(msg!(
                "skriv {hashes} {words} med mellanslag efter {hashes}",
                "write {hashes} {words} with a space after {hashes}",
            ))
        }
        Meant::Box => new(msg!("{written} blir ingen ruta", "{written} does not make a box")).help(match written {
            "[]" => msg!("skriv - [ ] med mellanslag i rutan", "write - [ ] with a space in the box"),
            _ => msg!("skriv - {written} först på raden", "write - {written} at the start of the line"),
        }),
        Meant::Uneven => new(msg!(
            "stjärnorna i {written} är olika många före och efter, och en av dem trycks",
            "{written} has more asterisks on one side than on the other, and one of them is printed",
        ))
        .help(msg!(
            "skriv en stjärna på var sida för kursiv stil och två för fet",
            "write one asterisk on each side for italics, and two for bold type",
        )),
        Meant::Highlight => {
            let fixed = fixed.unwrap_or_default();
            new(msg!("tecknen == trycks som de står", "the characters == are printed as they stand"))
                .help(msg!("skriv {fixed} för fet stil", "write {fixed} for bold type"))
        }
        Meant::Fence => new(msg!(
            "kodblocket har inget slut: allt efter {written} trycks som kod",
            "the block of code has no end: all after {written} is printed as code"
        ))
        .help(msg!(
            "skriv {written} på en egen rad där koden slutar, eller ta bort raden om texten inte är kod",
            "write {written} on a line of its own where the code ends, or remove the line if the text is not code",
        )),
    }
}
