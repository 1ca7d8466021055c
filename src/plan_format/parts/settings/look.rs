//! `utseende` of vp.yaml: a municipality's identity on its pages.

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Colour, Look};
use crate::msg;
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, ValueShape, rules};

/// The keys of `utseende`.
pub static LOOK: PartSchema = PartSchema {
    name: "utseende",
    about: (
        "Kommunens märke, färg och typsnitt på sidorna. Allt annat i utseendet bestämmer [mallarna](mallar.md).",
        "The municipality's mark, colour and typeface on its pages. All else of the look is for the [templates](templates.md) to say.",
    ),
    fields: &[
        Field::new(
            "logotyp",
            ValueShape::Text,
            "Bildfil som står på försättsbladet och överst på listan över dokumenten, räknat från den mapp där vp.yaml ligger. Den läggs i varje sida.",
            "Picture file on the cover and at the top of the list of documents, from the folder of vp.yaml. It is put into every page.",
            "bilder/vapen.svg",
        ),
        Field::new(
            "färg",
            ValueShape::Colour,
            "Färgen på rubriker, linjer och länkar, med citattecken. Är den för ljus för att läsas på vitt används en mörkare, och i mörkt läge en ljusare.",
            "The colour of labels, rules and links, in quotation marks. Where it is too light to be read on white a darker one is used, and on a dark screen a lighter one.",
            "\"#004f9f\"",
        )
        .default("\"#17466f\"", "\"#17466f\""),
        Field::new(
            "typsnitt",
            ValueShape::Texts,
            "Typsnitt för all text. Det första som läsarens dator har används; inga hämtas.",
            "Typefaces of all text. The first that the reader's computer has is used; none are fetched.",
            "[Stockholm Type, Calibri]",
        )
        .default("de inbyggda", "the built-in ones"),
    ],
};

/// Reads `utseende`. What cannot be used is left out with a warning: a page without its colour is still the page.
pub(super) fn read(reader: &mut Reader, fields: &Fields) -> Look {
    let colour = reader.text(fields, "färg").read().and_then(|written| {
        let (shown, colour) = (written.as_str(), Colour::read(written.as_str()));
        match colour {
            None => reader.sink.push(
                Diagnostic::new(
                    &rules::WRONG_KIND,
                    written.span,
                    msg!("{shown} är ingen färg", "{shown} is not a colour"),
                )
                .lower(Severity::Warning)
                .help(msg!(
                    "skriv # och sex siffror ur 0–9 och a–f, med citattecken: \"#004f9f\"",
                    "write # and six digits of 0–9 and a–f, in quotation marks: \"#004f9f\"",
                )),
            ),
            Some(colour) if !colour.is_readable() => {
                let (shown, darker) = (colour.print(), colour.on_light().print());
                reader.sink.push(
                    Diagnostic::new(
                        &rules::WRONG_KIND,
                        written.span,
                        msg!(
                            "färgen {shown} är för ljus: ord i den går inte att läsa på vitt",
                            "the colour {shown} is too light: words in it cannot be read on white",
                        ),
                    )
                    .lower(Severity::Warning)
                    .help(msg!(
                        "sidorna får {darker} i stället; skriv den, eller en annan mörkare färg",
                        "the pages get {darker} instead; write that, or another darker colour",
                    ))
                    .suggest(written.span, format!("\"{darker}\"")),
                );
            }
            Some(_) => {}
        }
        colour
    });
    let mut typefaces = Vec::new();
    for name in reader.texts(fields, "typsnitt") {
        match is_typeface(name.as_str()) {
            true if name.value.trim().is_empty() => {}
            true => typefaces.push(name.value),
            false => reader.sink.push(
                Diagnostic::new(
                    &rules::WRONG_KIND,
                    name.span,
                    msg!(
                        "typsnittets namn har tecken som inga typsnitt har",
                        "the typeface's name has characters that no typeface has"
                    ),
                )
                .lower(Severity::Warning)
                .help(msg!(
                    "skriv namnet som det står i ordbehandlaren, till exempel Calibri",
                    "write the name as a word processor shows it, for instance Calibri",
                )),
            ),
        }
    }
    let logo = reader.text(fields, "logotyp").read().filter(|name| !name.value.is_empty());
    Look { logo, logo_file: None, colour, typefaces }
}

/// Whether a style sheet can name it as it is.
fn is_typeface(name: &str) -> bool {
    !name.contains(|letter: char| letter.is_control() || "\"'\\{};".contains(letter)) && !name.contains("</")
}
