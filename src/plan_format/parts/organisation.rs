//! `organisation`: whose document it is.

use crate::model::{At, Organisation, Steering, Tier};
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
        Field::new("region", ValueShape::Text, "Regionens namn.", "The region's name.", "Region Gotland"),
        Field::new("nämnd", ValueShape::Text, "Nämndens namn.", "The board's name.", "Hägersten-Älvsjö stadsdelsnämnd"),
        Field::new(
            "bolag",
            ValueShape::Text,
            "Det kommunala bolagets namn.",
            "The name of the company that the municipality owns.",
            "Exempelbostäder AB",
        ),
        Field::new(
            "förvaltning",
            ValueShape::Text,
            "Förvaltningens namn. Planen är förvaltningens egen där styrmodellen har en nivå med `ägare: förvaltning`, eller där ingen nämnd nämns; annars är den nämndens, och namnet trycks där formuläret har plats för det.",
            "The administration's name. The plan is the administration's own where the steering model has a level with `ägare: förvaltning`, or where no board is named; else it is the board's, and the name is printed where the form has room for it.",
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

/// Reads `organisation`. An administration is a rank of its own where the model gives it goals, or where it stands
/// without a board.
pub fn read(reader: &mut Reader, fields: &Fields, steering: &Steering) -> Organisation {
    let mut names: Vec<(Tier, At<String>)> = Tier::ALL
        .into_iter()
        .filter_map(|tier| reader.text(fields, tier.key()).read().map(|name| (tier, name)))
        .filter(|(_, name)| !name.value.is_empty())
        .collect();
    let has_goals = steering.levels.iter().any(|level| level.owner == Tier::Administration);
    let has_board = names.iter().any(|(tier, _)| *tier == Tier::Board);
    let place = names.iter().position(|(tier, _)| *tier == Tier::Administration);
    let administration = place.filter(|_| has_board && !has_goals).map(|place| names.remove(place).1);
    Organisation {
        names,
        administration,
        head: reader.text(fields, "chef").read(),
        formerly: reader.texts(fields, "tidigare"),
    }
}
