//! `innehåll`: what a document prints besides what is written in it.

use crate::model::Prints;
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, ValueShape};

/// The keys of `innehåll`.
pub static CONTENTS: PartSchema = PartSchema {
    name: "innehåll",
    about: (
        "Vad som trycks utöver det som står i filen.",
        "What is printed besides what stands in the file.",
    ),
    fields: &[
        Field::new(
            "översikt",
            ValueShape::YesNo,
            "Om dokumentet börjar med läget i korthet: hur många mål, indikatorer och aktiviteter det har och hur de står. Räknas ut.",
            "Whether the document begins with its state at a glance: how many goals, indicators and activities it has and how they stand. Computed.",
            "nej",
        )
        .default("ja", "ja (yes)"),
        Field::new(
            "sammanställning",
            ValueShape::YesNo,
            "Om en uppföljning berättar hur planerna nedanför bedömer målen, när någon av dem har följts upp vid samma tillfälle. Räknas ut.",
            "Whether a follow-up tells how the plans below assess the goals, where one of them has been followed up at the same occasion. Computed.",
            "nej",
        )
        .default("ja", "ja (yes)"),
        Field::new(
            "utveckling",
            ValueShape::YesNo,
            "Om tabeller med indikatorer visar hur utfallet har rört sig, där tre år eller fler är kända. Räknas ut.",
            "Whether tables of indicators show how the outcome has moved, where three years or more are known. Computed.",
            "nej",
        )
        .default("ja", "ja (yes)")
        .instead(&["trend", "trender"]),
    ],
};

/// The key of a document.
pub const KEY: Field = Field::new(
    "innehåll",
    ValueShape::Part(&CONTENTS),
    "Vad som trycks utöver det som står i filen.",
    "What is printed besides what stands in the file.",
    "{översikt: nej}",
)
.default("allt trycks", "everything is printed");

/// Reads `innehåll` of a document.
pub fn read(reader: &mut Reader, document: &Fields) -> Prints {
    let Some(fields) = reader.part(document, "innehåll") else { return Prints::default() };
    let mut is_printed = |key: &str| reader.yes_no(&fields, key).read().is_none_or(|word| word.value);
    Prints {
        overview: is_printed("översikt"),
        movement: is_printed("utveckling"),
        roll_up: is_printed("sammanställning"),
    }
}
