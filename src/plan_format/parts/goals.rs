//! `mål`: the goals, in one flat list for each level of the steering model.

use super::{activities, indicators};
use std::cell::OnceCell;

use crate::diagnostic::{Applicability, Diagnostic};
use crate::model::{ExtraSection, Goal, GoalSection, Steering};
use crate::msg;
use crate::plan_format::fields::rules::UNKNOWN_KEY;
use crate::plan_format::fields::{self, Field, Fields, PartSchema, Reader, ValueShape, same_key};
use crate::syntax::yaml::{Entry, Kind, Node};

/// The keys of a goal, besides the steering model's sections.
pub static GOAL: PartSchema = PartSchema {
    name: "mål",
    about: (
        "Ett mål. Under `mål` i planen står en nyckel för varje nivå i styrmodellen, med en platt lista av mål som pekar uppåt med `till`.",
        "A goal. Below `mål` of the plan there is a key for each level of the steering model, with a flat list of goals that point upwards with `till`.",
    ),
    fields: &[
        Field::new(
            "id",
            ValueShape::Text,
            "Målets id: unikt i planen och alla planer ovanför. Skriv ett, så håller det när titeln ändras.",
            "The goal's id: unique in the plan and all plans above. Write one, and it holds when the title changes.",
            "delaktighet",
        )
        .default("av nr, annars av titeln", "from nr, otherwise from the title"),
        Field::new(
            "nr",
            ValueShape::Text,
            "Nummer eller bokstav; trycks som det är skrivet.",
            "Number or letter; printed as written.",
            "1.3",
        )
        .default("inget nummer", "no number")
        .instead(&["nummer"]),
        Field::new(
            "till",
            ValueShape::Texts,
            "Målet eller målen ovanför: id, nr eller nivå/nr.",
            "The goal or goals above: id, nr or level/nr.",
            "goda-uppväxtvillkor",
        )
        .default(
            "målet står överst, eller bland mål utan koppling",
            "the goal is topmost, or among goals that are not connected",
        ),
        Field::new(
            "titel",
            ValueShape::Text,
            "Målets lydelse. Får utelämnas för ett mål som står i planen ovanför.",
            "The goal's wording. May be left out for a goal that is in the plan above.",
            "Barn har goda uppväxtvillkor",
        )
        .default("titeln i planen ovanför", "the title in the plan above")
        .instead(&["mål", "namn", "rubrik"]),
        Field::new(
            "ansvarig",
            ValueShape::Text,
            "Vem som svarar för målet: en roll eller grupp.",
            "Who answers for the goal: a role or a group.",
            "Enhetschef",
        ),
        Field::new(
            "ersätter",
            ValueShape::Texts,
            "Id i tidigare års planer som målet fortsätter, slår ihop eller delar.",
            "Ids in earlier years' plans that the goal continues, merges or splits.",
            "[barns-delaktighet]",
        )
        .default("inget", "nothing"),
        Field::new(
            "avsnitt",
            ValueShape::Parts(&EXTRA),
            "Egna avsnitt, som trycks efter styrmodellens.",
            "Further sections, printed after the steering model's.",
            "- {rubrik: Samverkan, text: …}",
        ),
        Field::new(
            "indikatorer",
            ValueShape::Parts(&indicators::INDICATOR),
            "Målets indikatorer, i tryckt ordning.",
            "The goal's indicators, in the order of print.",
            "- {namn: …, periodicitet: Tertial}",
        )
        .instead(&["indikator"]),
        Field::new(
            "aktiviteter",
            ValueShape::Parts(&activities::ACTIVITY),
            "Målets aktiviteter, i tryckt ordning.",
            "The goal's activities, in the order of print.",
            "- {namn: …, slut: 2025-12-31}",
        )
        .instead(&["aktivitet"]),
    ],
};

/// The keys of an entry of `avsnitt`.
pub static EXTRA: PartSchema = PartSchema {
    name: "avsnitt",
    about: ("Ett eget avsnitt med egen rubrik.", "A section with a heading of its own."),
    fields: &[
        Field::new("rubrik", ValueShape::Text, "Rubriken.", "The heading.", "Samverkan").needed(),
        Field::new("text", ValueShape::Prose, "Texten.", "The text.", "Enheten möter skolan varje månad."),
    ],
};

/// Reads `mål` of a document.
pub fn read(reader: &mut Reader, document: &Fields, steering: &Steering) -> Vec<Goal> {
    let Some(entry) = document.entry("mål") else { return Vec::new() };
    let entries = match &entry.value.kind {
        Kind::Map(entries) => entries,
        Kind::Empty => return Vec::new(),
        _ => {
            let first = steering.levels.last().map_or("", |level| level.key.as_str());
            reader.pass_over();
            reader.wrong_kind(
                &entry.value,
                msg!("under mål ska varje nivå ha en egen nyckel", "below mål each level has a key of its own"),
                msg!(
                    "skriv nivån först, till exempel {first}:, och målen indragna under den",
                    "write the level first, for instance {first}:, and the goals indented below it"
                ),
            );
            return Vec::new();
        }
    };
    let mut goals = Vec::new();
    let mut seen = vec![None; steering.levels.len()];
    // Looked up at the first key that is no level, and once for all of them.
    let levels_here: OnceCell<Vec<&str>> = OnceCell::new();
    let is_there = |key: &str| {
        let levels = || steering.levels.iter().map(|level| level.key.as_str());
        levels_here.get_or_init(|| levels().filter(|level| fields::has_key(entries, level)).collect()).contains(&key)
    };
    for entry in entries {
        let written = entry.key_text();
        let span = reader.span(&entry.key);
        let exact = steering.levels.iter().position(|level| same_key(written, &level.key));
        let Some(level) = exact.or_else(|| level_meant(reader, entry, is_there, steering)) else {
            reader.pass_over();
            continue;
        };
        if let Some(first) = seen[level] {
            reader.duplicate(span, first, written);
            continue;
        }
        seen[level] = Some(span);
        reader.decomposed(entry);
        for node in reader.list_of(&entry.value, &steering.levels[level].key) {
            goals.extend(read_goal(reader, node, level, steering));
        }
    }
    // Levels in the model's order, whatever the order of the keys; within a level the order of the file.
    goals.sort_by_key(|goal| goal.level);
    goals.shrink_to_fit();
    goals
}

/// Reports a key that is no level. Gives the level that was meant, unless it stands here as well.
fn level_meant(
    reader: &mut Reader,
    entry: &Entry,
    is_there: impl Fn(&str) -> bool,
    steering: &Steering,
) -> Option<usize> {
    let (written, span) = (entry.key_text(), reader.span(&entry.key));
    let known: Vec<&str> = steering.levels.iter().map(|level| level.key.as_str()).collect();
    if GOAL.fields.iter().any(|field| same_key(field.key, written)) {
        let last = known.last().unwrap_or(&"");
        reader.sink.push(
            Diagnostic::new(
                &UNKNOWN_KEY,
                span,
                msg!(
                    "{written} hör till ett av målen, inte direkt till mål",
                    "{written} belongs to one of the goals, not directly to mål",
                ),
            )
            .help(msg!(
                "flytta {written} till det mål under {last} som det gäller, rakt under målets titel",
                "move {written} to the goal below {last} that it is about, right below the goal's titel",
            )),
        );
        return None;
    }
    let printed = steering.levels.iter().find(|level| same_key(written, &level.heading));
    let sink = &mut reader.sink;
    let near = || sink.near_name(written, known.iter().copied()).map(|key| (key, Applicability::of_name(written, key)));
    let meant = printed.map(|level| (level.key.as_str(), Applicability::Certain)).or_else(near);
    let meant = meant.map(|(key, applicability)| match is_there(key) {
        true => (key, Applicability::Likely),
        false => (key, applicability),
    });
    reader.report_unknown_key(span, written, "mål", meant, known);
    let (key, _) = meant.filter(|(key, _)| !is_there(key))?;
    steering.levels.iter().position(|level| level.key == key)
}

fn read_goal(reader: &mut Reader, node: &Node, level: usize, steering: &Steering) -> Option<Goal> {
    let sections: Vec<&str> = steering.sections.iter().map(|section| section.key.as_str()).collect();
    let fields = reader.fields_and(node, &GOAL, &sections)?;
    let mut sections: Vec<GoalSection> = Vec::new();
    for (section, entry) in &fields.others {
        let section = *section;
        if same_key(entry.key_text(), &steering.sections[section].key) {
            reader.decomposed(entry);
        }
        let prose = reader.prose_of(&entry.value, entry.key_text());
        sections.push(GoalSection { section, key: reader.span(&entry.key), prose });
    }
    sections.sort_by_key(|entry| entry.section);
    sections.shrink_to_fit();
    let extra = reader
        .list(&fields, "avsnitt")
        .into_iter()
        .filter_map(|node| {
            let fields = reader.fields(node, &EXTRA)?;
            Some(ExtraSection { heading: reader.text(&fields, "rubrik").read()?, prose: reader.prose(&fields, "text") })
        })
        .collect();
    Some(Goal {
        span: fields.span,
        level,
        id: reader.text(&fields, "id").read(),
        number: reader.text(&fields, "nr").read(),
        title: reader.text(&fields, "titel").read(),
        parents: reader.texts(&fields, "till"),
        responsible: reader.text(&fields, "ansvarig").read(),
        replaces: reader.texts(&fields, "ersätter"),
        sections,
        extra,
        indicators: indicators::read(reader, &fields, steering),
        activities: activities::read(reader, &fields),
    })
}
