//! `försättsblad` and `bilagor`: the cover and the appendices.

use std::borrow::Cow;

use crate::model::{Appendix, Contact, Cover, Officer, Prose};
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, ValueShape};

/// The keys of the cover.
pub static COVER: PartSchema = PartSchema {
    name: "försättsblad",
    about: (
        "Försättsbladet. Allt är frivilligt och trycks bara där det är skrivet.",
        "The cover. Everything is optional and printed only where written.",
    ),
    fields: &[
        Field::new(
            "titel",
            ValueShape::Text,
            "Dokumentets titel.",
            "The document's title.",
            "Verksamhetsplan 2025 för Barnenheten",
        )
        .default("av dokument, år och organisation", "from document, year and organisation"),
        Field::new("datum", ValueShape::Date, "Datum för dokumentet.", "The document's date.", "2025-02-20"),
        Field::new(
            "diarienummer",
            ValueShape::Text,
            "Ärendets diarienummer.",
            "The matter's reference number.",
            "2019-9-1.1",
        ),
        Field::new(
            "bilaga",
            ValueShape::Text,
            "Vilken bilaga i nämndens handlingar dokumentet är.",
            "Which appendix of the board's papers the document is.",
            "7",
        ),
        Field::new(
            "till",
            ValueShape::Text,
            "Vem dokumentet lämnas till.",
            "To whom the document is handed.",
            "Hägersten-Älvsjö stadsdelsnämnd",
        ),
        Field::new(
            "handläggare",
            ValueShape::Parts(&OFFICER),
            "De som handlagt ärendet.",
            "The officers in charge.",
            "- {namn: Enhetschef, telefon: 08-465 004 00}",
        ),
        Field::new(
            "kontakt",
            ValueShape::Part(&CONTACT),
            "Hur man når organisationen.",
            "How to reach the organisation.",
            "{adress: [Box 490], webb: exempel.se}",
        ),
        Field::new(
            "förslag_till_beslut",
            ValueShape::Prose,
            "Förslaget till beslut.",
            "The proposal for decision.",
            "Nämnden godkänner planen.",
        ),
    ],
};

/// The keys of an officer.
pub static OFFICER: PartSchema = PartSchema {
    name: "handläggare",
    about: ("En handläggare på försättsbladet.", "An officer on the cover."),
    fields: &[
        Field::new("namn", ValueShape::Text, "Namn eller funktion.", "Name or function.", "Enhetschef").needed(),
        Field::new("telefon", ValueShape::Text, "Telefon.", "Telephone.", "08-465 004 00"),
        Field::new("e_post", ValueShape::Text, "E-post.", "E-mail.", "barnenheten@exempel.se").instead(&[
            "epost",
            "e-postadress",
            "mejl",
        ]),
    ],
};

/// The keys of `kontakt`.
pub static CONTACT: PartSchema = PartSchema {
    name: "kontakt",
    about: ("Hur man når organisationen.", "How to reach the organisation."),
    fields: &[
        Field::new(
            "adress",
            ValueShape::Texts,
            "Adressens rader.",
            "The lines of the address.",
            "[Box 490, 104 51 Stockholm]",
        ),
        Field::new("telefon", ValueShape::Texts, "Telefonnummer.", "Telephone numbers.", "[08-465 004 00]"),
        Field::new("e_post", ValueShape::Texts, "E-postadresser.", "E-mail addresses.", "[barnenheten@exempel.se]")
            .instead(&["epost", "e-postadress", "mejl"]),
        Field::new("webb", ValueShape::Text, "Webbplats.", "Web site.", "exempel.se"),
    ],
};

/// The keys of an appendix.
pub static APPENDIX: PartSchema = PartSchema {
    name: "bilagor",
    about: ("En bilaga till dokumentet.", "An appendix of the document."),
    fields: &[
        Field::new(
            "titel",
            ValueShape::Text,
            "Bilagans titel.",
            "The appendix's title.",
            "Kompetensförsörjningsplan 2025",
        )
        .needed(),
        Field::new(
            "fil",
            ValueShape::Text,
            "Markdown-fil med bilagans text, som trycks sist i dokumentet.",
            "A Markdown file with the appendix's text, printed last in the document.",
            "bilagor/kompetens.md",
        )
        .default("bara titeln trycks", "the title alone is printed"),
    ],
};

/// Reads the cover.
pub fn read(reader: &mut Reader, fields: &Fields) -> Cover {
    let officers = reader
        .list(fields, "handläggare")
        .into_iter()
        .filter_map(|node| {
            let fields = reader.fields(node, &OFFICER)?;
            Some(Officer {
                name: reader.text(&fields, "namn").read()?,
                telephone: reader.text(&fields, "telefon").read(),
                email: reader.text(&fields, "e_post").read(),
            })
        })
        .collect();
    let contact = reader.part(fields, "kontakt").map(|fields| Contact {
        address: reader.texts(&fields, "adress"),
        telephone: reader.texts(&fields, "telefon"),
        email: reader.texts(&fields, "e_post"),
        web: reader.text(&fields, "webb").read(),
    });
    Cover {
        span: fields.span,
        title: reader.text(fields, "titel").read(),
        date: reader.date(fields, "datum").read(),
        reference: reader.text(fields, "diarienummer").read(),
        appendix: reader.text(fields, "bilaga").read(),
        to: reader.text(fields, "till").read(),
        officers,
        contact,
        proposal: reader.prose(fields, "förslag_till_beslut"),
        written: fields.written().into_iter().map(Cow::Borrowed).collect(),
    }
}

/// Reads `bilagor` of a document.
pub fn read_appendices(reader: &mut Reader, document: &Fields) -> Vec<Appendix> {
    reader
        .list(document, "bilagor")
        .into_iter()
        .filter_map(|node| {
            let fields = reader.fields(node, &APPENDIX)?;
            let title = reader.text(&fields, "titel").read()?;
            let text = reader.text(&fields, "fil").read();
            let text = text.map(|path| Prose { span: path.span, body: reader.named_file(&path) });
            Some(Appendix { title, text })
        })
        .collect()
}
