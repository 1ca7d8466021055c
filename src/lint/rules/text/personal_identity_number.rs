//! Personal identity numbers in a document that is going to be public.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::identity::{Found, numbers};
use crate::lint::rules::FileSubject;
use crate::msg;

/// VP0904.
pub static RULE: Rule = Rule {
    code: "VP0904",
    name: "personal-identity-number",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("ett personnummer står i filen", "a personal identity number is in the file"),
    what: Bilingual::fixed(
        "Någonstans i filen, i en text, ett namn, på försättsbladet, i en kommentar eller i filens namn, står ett personnummer eller samordningsnummer: ett datum som finns och fyra siffror, där den sista är den rätta kontrollsiffran. Det hittas med vilket streck eller mellanrum som helst, utan något och över en radbrytning. Alla filer ses igenom, även vp.yaml, ord.yaml och de som inte går att läsa. Nummer som raden kallar telefon, konto, organisationsnummer, ärende eller faktura räknas bara om de har bindestreck.",
        "Somewhere in the file, in a text, a name, on the cover, in a comment or in the file's name, there is a personal identity number or a co-ordination number: a date that exists and four digits, the last of which is the right check digit. It is found with any dash or space, with none, and over a line break. All files are looked at, vp.yaml, ord.yaml and unreadable ones too. Numbers that the line calls a telephone, an account, an organisation number, a case or an invoice count only if they have a hyphen.",
    ),
    why: Bilingual::fixed(
        "Planer är allmänna handlingar och läggs på webben. Ett personnummer pekar ut en människa, ofta ett barn eller någon som har kontakt med socialtjänsten, och behövs aldrig i en plan.",
        "Plans are public documents and are put on the web. The number points out a person, often a child or somebody in touch with the social services, and is never needed in a plan.",
    ),
    fixes: Fixes::NONE,
};

/// A birth after the plan's year is no birth; without a year none is too late.
const LATEST: i32 = 2199;

/// Reports every personal identity number in a file, and in its name.
pub fn check(subject: &FileSubject, sink: &mut Sink) {
    let source = subject.sources.get(subject.file);
    if subject.sources.is_named_after_somebody(subject.file) {
        let path = source.shown_path();
        let finding = Diagnostic::new(
            &RULE,
            subject.sources.start(subject.file),
            msg!("{path} heter som ett personnummer", "{path} is named after a personal identity number"),
        );
        sink.push(finding.help(msg!(
            "byt namn på filen eller mappen: namnet syns i sidans adress",
            "rename the file or the folder: its name shows in the page's address",
        )));
    }
    let whole = subject.sources.whole(subject.file);
    for Found { start, end, birth, is_reserve } in numbers(&source.text, subject.year.unwrap_or(LATEST)) {
        let finding = Diagnostic::new(
            &RULE,
            whole.at(start, end),
            msg!("{birth}-**** är ett personnummer", "{birth}-**** is a personal identity number",),
        )
        .help(msg!(
            "ta bort numret; behöver någon nämnas, skriv en roll eller ett ärendenummer",
            "remove the number; if somebody must be mentioned, write a role or a case number",
        ));
        sink.push(match is_reserve {
            true => finding.label(msg!("ett tillfälligt nummer för en människa", "a temporary number of a person")),
            false => finding.label(msg!("kontrollsiffran stämmer", "the check digit is right")),
        });
    }
}
