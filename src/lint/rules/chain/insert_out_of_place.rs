//! Inserts, `{{ … }}`, that cannot be printed where they stand.

use super::inserts::Found;
use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::msg;
use crate::resolve::inserts::{MOST_PARTS, NoRoom, Unprinted};

/// VP0313.
pub static RULE: Rule = Rule {
    code: "VP0313",
    name: "insert-out-of-place",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("infogningen får inte plats där den står", "the insert does not fit where it is"),
    what: Bilingual::fixed(
        "Ett mål eller en tabell kan bara infogas ensam på en rad, utanför listor, citat, tabellceller och fotnoter. I rubriker och i bilders alternativtext infogas ingenting. En text kan inte infoga sig själv. I dokumentet trycks texten som den står.",
        "A goal or a table can only be inserted alone on a line, outside lists, quotations, cells of tables and footnotes. Nothing is inserted in headings and in the alternative texts of pictures. A text cannot insert itself. In the document the text is printed as it stands.",
    ),
    why: Bilingual::fixed(
        "Den som läser dokumentet ser klamrar i stället för siffran eller tabellen.",
        "Readers of the document see braces instead of the figure or the table.",
    ),
    fixes: Fixes::NONE,
};

/// Reports inserts without room.
pub(super) fn tell(unprinted: &[Found], sink: &mut Sink) {
    for found in unprinted {
        let Unprinted::NoRoom(no_room) = found.why else { continue };
        let (message, help) = match no_room {
            NoRoom::NotAlone => (
                Bilingual::fixed(
                    "ett mål eller en tabell kan inte stå i en mening, en lista eller ett citat",
                    "a goal or a table cannot be in a sentence, a list or a quotation",
                ),
                Bilingual::fixed(
                    "skriv infogningen ensam på en rad; bara utfall, årsmål och kf_årsmål kan stå i en mening",
                    "write the insert alone on a line; only utfall, årsmål and kf_årsmål can be in a sentence",
                ),
            ),
            NoRoom::Heading => (
                Bilingual::fixed(
                    "i rubriker och bilders alternativtext infogas ingenting",
                    "nothing is inserted in headings and alternative texts",
                ),
                Bilingual::fixed("flytta infogningen till texten under", "move the insert to the text below"),
            ),
            NoRoom::Cell => (
                Bilingual::fixed(
                    "i en indikators beskrivning får inget mål och ingen tabell plats",
                    "there is no room for a goal or a table in the description of an indicator",
                ),
                Bilingual::fixed(
                    "flytta infogningen till en av målets texter",
                    "move the insert to one of the goal's texts",
                ),
            ),
            NoRoom::Circular => (
                Bilingual::fixed(
                    "texten infogar något som den själv är en del av",
                    "the text inserts something that it is itself a part of",
                ),
                Bilingual::fixed(
                    "ta bort infogningen, eller infoga bara en tabell",
                    "remove the insert, or insert no more than a table",
                ),
            ),
            NoRoom::TooMany => (
                msg!(
                    "dokumentet infogar mer än {MOST_PARTS} mål och tabeller",
                    "the document inserts more than {MOST_PARTS} goals and tables",
                ),
                Bilingual::fixed("ta bort några av infogningarna", "remove some of the inserts"),
            ),
        };
        sink.push(Diagnostic::new(&RULE, found.span, message).help(help));
    }
}
