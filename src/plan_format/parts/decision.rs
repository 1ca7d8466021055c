//! `beslut` and `ändringar`: the decision on a plan, and what was decided to change since.

use crate::model::{Amendment, At, Decision};
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, ValueShape};
use crate::syntax::yaml::Kind;

/// The keys of `beslut`.
pub static DECISION: PartSchema = PartSchema {
    name: "beslut",
    about: (
        "Beslutet om planen, som trycks på försättsbladet. Står nyckeln där utan datum och paragraf trycks ”Utkast”.",
        "The decision on the plan, which is printed on the cover. Where the key is there without datum and paragraf, \"Utkast\" (draft) is printed.",
    ),
    fields: &[
        Field::new("organ", ValueShape::Text, "Vem som beslutade.", "Who decided.", "Socialnämnden").instead(&[
            "nämnd",
            "av",
            "beslutat av",
        ]),
        Field::new("datum", ValueShape::Date, "Dagen för beslutet.", "The day of the decision.", "2025-01-28"),
        PARAGRAPH,
        Field::new(
            "version",
            ValueShape::Text,
            "Den tagg eller commit i git som har planen som den beslutades. `vp check` jämför planen med den.",
            "The tag or commit of git that has the plan as it was decided. `vp check` compares the plan with it.",
            "beslut-2025",
        )
        .default("planen jämförs inte", "the plan is not compared")
        .instead(&["revision", "tagg", "commit"]),
    ],
};

/// The keys of a change.
pub static AMENDMENT: PartSchema = PartSchema {
    name: "ändringar",
    about: (
        "Ett beslut som ändrar planen under året. Verksamhetsberättelsen trycker ändringarna.",
        "A decision that changes the plan during the year. The verksamhetsberättelse prints the changes.",
    ),
    fields: &[
        Field::new("datum", ValueShape::Date, "Dagen för beslutet.", "The day of the decision.", "2025-06-18"),
        PARAGRAPH,
        Field::new(
            "gäller",
            ValueShape::Texts,
            "Målen, indikatorerna och aktiviteterna som ändrades (id eller nr).",
            "The goals, indicators and activities that were changed (id or nr).",
            "[sip-möten]",
        )
        .needed()
        .instead(&["avser", "id"]),
        Field::new(
            "text",
            ValueShape::Text,
            "Vad ändringen är.",
            "What the change is.",
            "Årsmålet sänks från 60 till 45.",
        ),
    ],
};

const PARAGRAPH: Field =
    Field::new("paragraf", ValueShape::Text, "Paragrafen i protokollet.", "The paragraph of the minutes.", "12")
        .instead(&["§", "paragrafnummer"]);

/// Reads `beslut` of a plan. The key alone, with nothing after it, says that the plan is to be decided.
pub fn read(reader: &mut Reader, document: &Fields) -> Option<Decision> {
    let entry = document.entry("beslut")?;
    let empty = Decision::empty(reader.span(&entry.key));
    if let Kind::Empty = entry.value.kind {
        return Some(empty);
    }
    let fields = reader.part(document, "beslut")?;
    Some(Decision {
        body: written(reader, &fields, "organ"),
        date: reader.date(&fields, "datum"),
        paragraph: written(reader, &fields, "paragraf"),
        version: written(reader, &fields, "version"),
        ..empty
    })
}

/// Reads `ändringar` of a plan.
pub fn read_amendments(reader: &mut Reader, document: &Fields) -> Vec<Amendment> {
    let nodes = reader.list(document, "ändringar");
    let amendments = nodes.into_iter().filter_map(|node| {
        let fields = reader.fields(node, &AMENDMENT)?;
        Some(Amendment {
            span: fields.span,
            date: reader.date(&fields, "datum"),
            paragraph: written(reader, &fields, "paragraf"),
            applies_to: reader.texts(&fields, "gäller"),
            text: written(reader, &fields, "text"),
        })
    });
    amendments.collect()
}

/// A short text with words in it.
fn written(reader: &mut Reader, fields: &Fields, key: &str) -> Option<At<String>> {
    reader.text(fields, key).read().filter(|text| !text.value.is_empty())
}
