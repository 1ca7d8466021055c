//! `nivåer` of the steering model: each level of goals, and the sections that it asks for.

use crate::model::{Asked, Level, Section, Tier};
use crate::plan_format::fields::{Field, PartSchema, Reader, ValueShape, same_key};
use crate::plan_format::parts::settings::SECTIONS;
use crate::syntax::yaml::{Kind, Node};

/// The keys of a level.
pub static LEVEL: PartSchema = PartSchema {
    name: "nivåer",
    about: ("En nivå av mål.", "A level of goals."),
    fields: &[
        Field::new("nyckel", ValueShape::Text, "Nyckeln under `mål` i planerna.", "The key below `mål` in the plans.", "enhetsmål").needed(),
        Field::new("rubrik", ValueShape::Text, "Orden före målets titel i dokumentet.", "The words before the goal's title in the document.", "Enhetsmål").needed(),
        Field::new("ägare", ValueShape::Word(OWNERS), "Vems mål det är.", "Whose goals these are.", "enhet").needed().explained(OWNERS_EXPLAINED),
        Field::new(
            "bedöms",
            ValueShape::YesNo,
            "Om nivåns mål ska bedömas i årets sista uppföljning.",
            "Whether the level's goals are to be assessed in the year's last follow-up.",
            "nej",
        )
        .default("ja", "ja (yes)"),
        Field::new("avsnitt", ValueShape::PartsOrTexts(&SECTION), "Avsnitten som varje mål på nivån ska ha: ett namn, eller en uppgift med nyckel, rubrik och krav.", "The sections that each goal of the level must have: a name, or an entry with key, heading and whether it is required.", "[beskrivning, {nyckel: utveckling, krav: nej}]").default("inga", "none"),
    ],
};

/// In the order of [`Tier::ALL`].
pub(in crate::plan_format::parts) const OWNERS: &[&str] = &[
    Tier::ALL[0].key(),
    Tier::ALL[1].key(),
    Tier::ALL[2].key(),
    Tier::ALL[3].key(),
    Tier::ALL[4].key(),
    Tier::ALL[5].key(),
    Tier::ALL[6].key(),
    Tier::ALL[7].key(),
];

/// Whose they are, owner by owner.
pub(in crate::plan_format::parts) const OWNERS_EXPLAINED: &[(&str, &str)] = &[
    ("Kommunens.", "The municipality's."),
    ("Regionens.", "The region's."),
    ("Nämndens.", "The board's."),
    ("Bolagets.", "The company's."),
    ("Förvaltningens.", "The administration's."),
    ("Avdelningens.", "The department's."),
    ("Enhetens.", "The unit's."),
    ("Gruppens.", "The group's."),
];

/// The keys of a section.
pub static SECTION: PartSchema = PartSchema {
    name: "avsnitt på en nivå",
    about: ("Ett avsnitt som nivån frågar efter.", "A section that the level asks for."),
    fields: &[
        Field::new(
            "nyckel",
            ValueShape::Text,
            "Nyckeln i målet. En ny nyckel ger ett nytt avsnitt.",
            "The key in the goal. A new key makes a new section.",
            "utveckling",
        )
        .needed(),
        Field::new("rubrik", ValueShape::Text, "Rubriken i dokumentet.", "The heading in the document.", "Nästa steg")
            .default("ordlistans ord", "the glossary's word"),
        Field::new(
            "krav",
            ValueShape::YesNo,
            "Om ett mål utan avsnittet ska anmärkas.",
            "Whether a goal without the section is reported.",
            "nej",
        )
        .default("ja", "ja (yes)"),
    ],
};

/// Reads one level; sections that the model does not have yet are added to it.
pub(super) fn read(reader: &mut Reader, node: &Node, sections: &mut Vec<Section>) -> Option<Level> {
    let fields = reader.fields(node, &LEVEL)?;
    let owner = reader.word(&fields, "ägare").read().map_or(Tier::Unit, |word| Tier::ALL[word.value]);
    let mut asked = Vec::new();
    for node in reader.list(&fields, "avsnitt") {
        let (key, heading, required) = match &node.kind {
            Kind::Scalar { text, .. } => (text.trim().to_owned(), None, true),
            _ => {
                let Some(fields) = reader.fields(node, &SECTION) else { continue };
                let Some(key) = reader.text(&fields, "nyckel").read() else { continue };
                let required = reader.yes_no(&fields, "krav").read().is_none_or(|word| word.value);
                (key.value, reader.text(&fields, "rubrik").read().map(|text| text.value), required)
            }
        };
        let section = match sections.iter().position(|section| same_key(&section.key, &key)) {
            Some(at) => at,
            None => {
                sections.push(Section { key: key.clone(), heading: None });
                sections.len() - 1
            }
        };
        // Listed twice it is still printed once.
        if asked.iter().any(|asked: &Asked| asked.section == section) {
            continue;
        }
        if section >= SECTIONS.len() && sections[section].heading.is_none() {
            sections[section].heading.clone_from(&heading);
        }
        asked.push(Asked { section, heading, required });
    }
    Some(Level {
        key: reader.text(&fields, "nyckel").read()?.value,
        heading: reader.text(&fields, "rubrik").read()?.value,
        owner,
        assessed: reader.yes_no(&fields, "bedöms").read().is_none_or(|word| word.value),
        sections: asked,
    })
}
