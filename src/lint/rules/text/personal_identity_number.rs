//! Personal identity numbers in a document that is going to be public.

use crate::both;
use crate::diagnostic::{Both, Diagnostic, Level, Rule, Sink};
use crate::identity::numbers;
use crate::lint::rules::Subject;
use crate::model::ProseBody;

/// VP0904.
pub static RULE: Rule = Rule {
    code: "VP0904",
    name: "personal-identity-number",
    level: Level::Error,
    can_be_silenced: true,
    summary: Both::fixed("ett personnummer står i filen", "a personal identity number is in the file"),
    what: Both::fixed(
        "Någonstans i filen, i en text, ett namn, på försättsbladet eller i en kommentar, står ett personnummer eller samordningsnummer: ett datum som finns och fyra siffror, där den sista är den rätta kontrollsiffran.",
        "Somewhere in the file, in a text, a name, on the cover or in a comment, stands a personal identity number or a co-ordination number: a date that exists and four digits, the last of which is the right check digit.",
    ),
    why: Both::fixed(
        "Planer är allmänna handlingar och läggs på webben. Ett personnummer pekar ut en människa, ofta ett barn eller någon som har kontakt med socialtjänsten, och behövs aldrig i en plan.",
        "Plans are public documents and are put on the web. The number points out a person, often a child or somebody in touch with the social services, and is never needed in a plan.",
    ),
};

/// Reports every personal identity number of the plan's file and of the files that hold its texts.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let mut files = vec![subject.document.source];
    for text in subject.texts {
        if let ProseBody::File(id) = text.prose.body {
            files.push(id);
        }
    }
    files.sort();
    files.dedup();
    // A birth after the plan's year is no birth.
    let latest = subject.document.year.as_ref().map_or(2199, |year| i32::from(year.value));
    for file in files {
        let whole = subject.sources.whole(file);
        for (start, end) in numbers(&subject.sources.get(file).text, latest) {
            let written = subject.sources.slice(whole.at(start, end));
            let birth = &written[..written.len().min(if written.as_bytes()[6].is_ascii_digit() { 8 } else { 6 })];
            sink.push(
                Diagnostic::new(
                    &RULE,
                    whole.at(start, end),
                    both!("{birth}-**** är ett personnummer", "{birth}-**** is a personal identity number",),
                )
                .label(both!("kontrollsiffran stämmer", "the check digit is right"))
                .help(both!(
                    "ta bort numret; behöver någon nämnas, skriv en roll eller ett ärendenummer",
                    "remove the number; if somebody must be mentioned, write a role or a case number",
                )),
            );
        }
    }
}
