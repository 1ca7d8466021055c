//! `aktiviteter` of a goal.

use crate::model::Activity;
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, ValueShape};

/// The keys of an activity.
pub static ACTIVITY: PartSchema = PartSchema {
    name: "aktiviteter",
    about: ("Något som ska göras för att nå målet.", "Something to be done to reach the goal."),
    fields: &[
        Field::new(
            "id",
            ValueShape::Text,
            "Aktivitetens id: unikt i planen och alla planer ovanför. Skriv ett, så håller det när namnet ändras.",
            "The activity's id: unique in the plan and all plans above. Write one, and it holds when the name changes.",
            "öppna-insatser",
        )
        .default("av namnet", "from the name"),
        Field::new(
            "namn",
            ValueShape::Text,
            "Vad som ska göras.",
            "What is to be done.",
            "Alla medarbetare går stadens utbildning i dataskydd",
        )
        .needed()
        .instead(&["aktivitet", "titel"]),
        Field::new("start", ValueShape::Date, "Första dagen.", "The first day.", "2025-01-01").instead(&["startdatum"]),
        Field::new("slut", ValueShape::Date, "Sista dagen.", "The last day.", "2025-12-31").instead(&["slutdatum"]),
        Field::new(
            "ansvarig",
            ValueShape::Text,
            "Vem som svarar för den: en roll eller grupp.",
            "Who answers for it: a role or a group.",
            "Mottagningsgruppen",
        ),
        Field::new(
            "ersätter",
            ValueShape::Texts,
            "Id i tidigare års planer som den fortsätter.",
            "Ids in earlier years' plans that it continues.",
            "[öppna-insatser-2024]",
        )
        .default("inget", "nothing"),
    ],
};

/// Reads the activities of a goal.
pub fn read(reader: &mut Reader, goal: &Fields) -> Vec<Activity> {
    let nodes = reader.list(goal, "aktiviteter");
    let mut activities: Vec<Activity> = nodes
        .into_iter()
        .filter_map(|node| {
            let fields = reader.fields(node, &ACTIVITY)?;
            Some(Activity {
                span: fields.span,
                id: reader.text(&fields, "id").read(),
                name: reader.text(&fields, "namn").read()?,
                start: reader.date(&fields, "start"),
                end: reader.date(&fields, "slut"),
                responsible: reader.text(&fields, "ansvarig").read(),
                replaces: reader.texts(&fields, "ersätter"),
            })
        })
        .collect();
    // Most goals have one or two; over a thousand plans the room for more would double the model.
    activities.shrink_to_fit();
    activities
}
