//! The list of all documents in vp.yaml: what it tells, and what is written beside it.

use crate::model::Settings;
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, ValueShape};

/// The keys of `index`.
pub static INDEX: PartSchema = PartSchema {
    name: "index",
    about: ("Listan över alla dokument.", "The list of all documents."),
    fields: &[
        Field::new(
            "fynd",
            ValueShape::YesNo,
            "Om varje dokuments fynd står på listan. `vp build --findings` gör detsamma för ett bygge.",
            "Whether each document's findings stand on the list. `vp build --findings` does the same for one build.",
            "ja",
        )
        .default("nej", "nej (no)"),
        Field::new(
            "jämförelse",
            ValueShape::YesNo,
            "Om `vp build` skriver en sida om vad som skiljer varje plan från förra årets, när båda finns. Planen och listan länkar till den.",
            "Whether `vp build` writes a page on what differs between each plan and last year's, where both are there. The plan and the list lead to it.",
            "nej",
        )
        .default("ja", "ja (yes)"),
    ],
};

/// Reads what is written under `index`.
pub(super) fn read(reader: &mut Reader, index: &Fields, settings: &mut Settings) {
    let mut says = |key: &'static str| reader.yes_no(index, key).read().map(|is| is.value);
    settings.lists_findings = says("fynd").unwrap_or(false);
    settings.compares_years = says("jämförelse").unwrap_or(true);
}
