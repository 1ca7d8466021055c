//! `sammanställning`: the keys of a document of what the plans below say of a plan's goals at an occasion.

use crate::model::{Document, DocumentKind, RollUpDocument, Settings};
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, ValueShape, same_key};
use crate::plan_format::parts::cover;
use crate::source::SourceId;

/// The keys of a roll-up.
pub static ROLL_UP: PartSchema = PartSchema {
    name: DocumentKind::RollUp.key(),
    about: (
        "En sammanställning av hur planerna nedanför bedömer en plans mål vid ett tillfälle. Den räknas ut ur deras uppföljningar; år och organisation hämtas ur planen.",
        "A roll-up of how the plans below assess a plan's goals at an occasion. It is computed from their follow-ups; year and organisation are the plan's.",
    ),
    fields: &[
        Field::new("vp", ValueShape::Version, "Formatets version.", "The format's version.", "1").needed(),
        Field::new(
            "dokument",
            ValueShape::Word(&[DocumentKind::RollUp.key()]),
            "Slaget av dokument.",
            "The kind of document.",
            DocumentKind::RollUp.key(),
        )
        .needed()
        .explained(&[(
            "En sammanställning av uppföljningarna i planerna nedanför.",
            "A roll-up of the follow-ups of the plans below.",
        )]),
        Field::new(
            "period",
            ValueShape::Occasion,
            "Tillfället vars uppföljningar sammanställs.",
            "The occasion whose follow-ups are rolled up.",
            "VB",
        )
        .needed()
        .instead(&["tertial", "tillfälle", "rapporttillfälle"]),
        Field::new(
            "plan",
            ValueShape::Text,
            "Filen med planen vars mål sammanställs, räknad från den här filen.",
            "The file of the plan whose goals are rolled up, from this file.",
            "plan.yaml",
        )
        .default("plan.yaml bredvid", "plan.yaml beside it"),
        Field::new(
            "försättsblad",
            ValueShape::Part(&cover::COVER),
            "Försättsbladet.",
            "The cover.",
            "{datum: 2026-02-05}",
        ),
        Field::new(
            "inledning",
            ValueShape::Prose,
            "Inledningen, med egna underrubriker.",
            "The introduction, with headings of its own.",
            "Sammanställningen bygger på enheternas verksamhetsberättelser.",
        ),
        Field::new(
            "övrigt",
            ValueShape::Prose,
            "Övrigt, med egna underrubriker.",
            "Other matters, with headings of its own.",
            "Två enheter rapporterar först i februari.",
        ),
    ],
};

/// Reads a roll-up.
pub fn read(reader: &mut Reader, fields: &Fields, settings: &Settings, source: SourceId) -> Document {
    let start = fields.span.at(fields.span.start as usize, fields.span.start as usize);
    let place = fields.entry("dokument").map_or(start, |entry| reader.span(&entry.value));
    let period = reader.text(fields, "period").read().filter(|period| !period.value.is_empty());
    let roll_up = RollUpDocument {
        occasion: period.as_ref().and_then(|period| {
            settings.steering.occasions.iter().position(|known| same_key(period.value.trim(), &known.key))
        }),
        period,
        place,
    };
    // Read where files are found; here it is only known.
    let _ = reader.text(fields, "plan");
    Document {
        cover: reader.part(fields, "försättsblad").map(|fields| cover::read(reader, &fields)),
        introduction: reader.prose(fields, "inledning"),
        other: reader.prose(fields, "övrigt"),
        roll_up: Some(Box::new(roll_up)),
        ..Document::empty(source, DocumentKind::RollUp, place)
    }
}
