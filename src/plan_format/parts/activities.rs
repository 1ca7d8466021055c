//! `aktiviteter` of a goal.

use crate::diagnostic::Diagnostic;
use crate::model::Activity;
use crate::msg;
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, ValueShape, rules};

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
        Field::new(
            "start",
            ValueShape::Day,
            "Första dagen: ett datum, eller en tid i ord som ”Q1 2026”, ”v. 26”, ”hösten 2026” och ”löpande”. Orden trycks som de står.",
            "The first day: a date, or a time in words such as \"Q1 2026\", \"v. 26\" (week 26), \"hösten 2026\" (the autumn) and \"löpande\" (all the time). The words are printed as they are.",
            "2025-01-01",
        )
        .instead(&["startdatum", "från"]),
        Field::new(
            "slut",
            ValueShape::Day,
            "Sista dagen: ett datum, eller en tid i ord, som då räknas till sin sista dag.",
            "The last day: a date, or a time in words, which then counts to its last day.",
            "2025-12-31",
        )
        .instead(&["slutdatum"]),
        Field::new(
            "klart",
            ValueShape::Day,
            "När den senast ska vara klar. Skrivs i stället för `slut`, och behöver ingen start.",
            "When it is to be done at the latest. Written instead of `slut`, and needs no start.",
            "hösten 2025",
        )
        .instead(&["klar", "klart_senast", "klar_senast", "färdig", "färdigt", "deadline"]),
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
            let (start, start_words) = reader.day(&fields, "start", false);
            let end_key = end_key(reader, &fields);
            let (end, end_words) = reader.day(&fields, end_key, true);
            Some(Activity {
                span: fields.span,
                id: reader.text(&fields, "id").read(),
                name: reader.text(&fields, "namn").read()?,
                start,
                end,
                start_words,
                end_words,
                responsible: reader.text(&fields, "ansvarig").read(),
                replaces: reader.texts(&fields, "ersätter"),
            })
        })
        .collect();
    // Most goals have one or two; over a thousand plans the room for more would double the model.
    activities.shrink_to_fit();
    activities
}

/// The key that says when an activity ends. Two of them are reported.
fn end_key(reader: &mut Reader, fields: &Fields) -> &'static str {
    match (fields.entry("slut"), fields.entry("klart")) {
        (None, Some(_)) => "klart",
        (Some(end), Some(done)) => {
            let finding = Diagnostic::new(
                &rules::WRONG_KIND,
                reader.span(&done.key),
                msg!("aktiviteten har både slut och klart", "the activity has both slut and klart"),
            );
            let finding = finding.other(reader.span(&end.key), msg!("slut står här", "slut is here"));
            reader.sink.push(finding.help(msg!("ta bort en av raderna", "remove one of the lines")));
            "slut"
        }
        _ => "slut",
    }
}
