//! `organisation`: whose document it is.

use crate::model::{Organisation, Tier};
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, ValueShape};

/// The keys of `organisation`.
pub static ORGANISATION: PartSchema = PartSchema {
    name: "organisation",
    about: (
        "Vems dokument det är. Namnen skrivs uppifrån och ner; det djupaste är den som planen gäller.",
        "Whose document it is. The names are written from the top down; the deepest is the one whose plan it is.",
    ),
    fields: &[
        Field::new("kommun", ValueShape::Text, "Kommunens namn.", "The municipality's name.", "Stockholms stad"),
        Field::new("nämnd", ValueShape::Text, "Nämndens namn.", "The board's name.", "Hägersten-Älvsjö stadsdelsnämnd"),
        Field::new(
            "förvaltning",
            ValueShape::Text,
            "Förvaltningens namn; trycks där formuläret har plats för det.",
            "The administration's name; printed where the form has room for it.",
            "Hägersten-Älvsjö stadsdelsförvaltning",
        ),
        Field::new(
            "avdelning",
            ValueShape::Text,
            "Avdelningens namn.",
            "The department's name.",
            "Individ- och familjeomsorg",
        ),
        Field::new("enhet", ValueShape::Text, "Enhetens namn.", "The unit's name.", "Barnenheten"),
        Field::new("grupp", ValueShape::Text, "Gruppens namn.", "The group's name.", "Mottagningsgruppen"),
        Field::new(
            "chef",
            ValueShape::Text,
            "Chefens titel; trycks där formuläret har plats för den.",
            "The head's title; printed where the form has room for it.",
            "Enhetschef",
        ),
        Field::new(
            "tidigare",
            ValueShape::Texts,
            "Tidigare namn, så att åren kan jämföras efter ett namnbyte eller en sammanslagning.",
            "Earlier names, so that years can be compared after a change of name or a merger.",
            "[Familjeenheten]",
        )
        .default("inga", "none"),
    ],
};

/// Reads `organisation`.
pub fn read(reader: &mut Reader, fields: &Fields) -> Organisation {
    let names = Tier::ALL
        .into_iter()
        .filter_map(|tier| reader.text(fields, tier.key()).read().map(|name| (tier, name)))
        .filter(|(_, name)| !name.value.is_empty())
        .collect();
    Organisation {
        names,
        administration: reader.text(fields, "förvaltning").read(),
        head: reader.text(fields, "chef").read(),
        formerly: reader.texts(fields, "tidigare"),
    }
}
