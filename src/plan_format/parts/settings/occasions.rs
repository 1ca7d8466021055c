//! `rapporttillfällen` and `periodicitet` of the steering model: when is reported, what, and in which words.

use crate::diagnostic::Diagnostic;
use crate::model::{At, Occasion, Periodicity, Steering};
use crate::msg;
use crate::plan_format::fields::{Entries, Field, Fields, PartSchema, Reader, Synonyms, ValueShape, rules};
use crate::syntax::yaml::{Entry, Kind, Node};

/// The keys of an occasion.
pub static OCCASION: PartSchema = PartSchema {
    name: "rapporttillfällen",
    about: (
        "Ett rapporttillfälle. Utan annat än dagen räcker en rad: `T1: 04-30`.",
        "A reporting occasion. With nothing but the day a line is enough: `T1: 04-30`.",
    ),
    fields: &[
        Field::new(
            "till",
            ValueShape::Text,
            "Den dag som redovisas till, månad-dag.",
            "The day that is reported up to, month-day.",
            "04-30",
        )
        .needed()
        .instead(&["dag", "datum", "slut"]),
        Field::new(
            "rubrik",
            ValueShape::Text,
            "Rapportens namn i dokumentet.",
            "The report's name in the document.",
            "Tertialrapport 1",
        )
        .default("slaget av dokument och tillfället", "the kind of document and the occasion"),
        Field::new(
            "bedömningar",
            ValueShape::Map(Entries::Assessments, "bedömning och ord", "assessment and words"),
            "Målens bedömningar med andra ord vid det här tillfället.",
            "The goals' assessments in other words at this occasion.",
            "{helt: Bedöms uppfyllas helt}",
        )
        .default("bedömningarnas `rubrik`", "the `rubrik` of the assessments"),
    ],
};

/// Reads the occasions and the periodicities.
pub(super) fn read(reader: &mut Reader, fields: &Fields, steering: &mut Steering) {
    let mut occasions: Vec<Occasion> = Vec::new();
    for entry in reader.entries(fields, "rapporttillfällen") {
        occasions.extend(occasion(reader, entry, steering));
    }
    if !occasions.is_empty() {
        let before = std::mem::replace(&mut steering.occasions, occasions);
        // A year's occasions come in the order of their days, whatever the order of writing.
        let begins = steering.year_begins;
        steering.occasions.sort_by_key(|occasion| (occasion.month_day < begins, occasion.month_day));
        let has_others = before.len() != steering.occasions.len()
            || before.iter().any(|old| steering.occasions.iter().all(|occasion| occasion.key != old.key));
        if has_others && !before.is_empty() && fields.entry("periodicitet").is_none() {
            report_without_periodicity(reader, fields, steering);
        }
        // Periodicities that the file does not write anew keep those of their occasions that there still are.
        let now = |old: &usize| steering.occasions.iter().position(|occasion| occasion.key == before[*old].key);
        for periodicity in &mut steering.periodicities {
            periodicity.occasions = periodicity.occasions.iter().filter_map(now).collect();
        }
    }
    let mut periodicities = Vec::new();
    for entry in reader.entries(fields, "periodicitet") {
        let keys: Vec<&str> = steering.occasions.iter().map(|occasion| occasion.key.as_str()).collect();
        let occasions = reader.list_of(&entry.value, entry.key_text()).into_iter().filter_map(|node| {
            let word = reader.scalar(node, "periodicitet").read()?;
            reader.one_of(word, &keys, &Synonyms::NOTHING, "rapporttillfällen").read().map(|at| at.value)
        });
        let occasions = occasions.collect();
        let name = entry.key_text().to_owned();
        periodicities.push(Periodicity { years: Periodicity::years_of(&name), name, occasions, is_written: true });
    }
    if !periodicities.is_empty() {
        steering.periodicities = periodicities;
    }
    // What every model knows is of the occasions that the year has now.
    steering.periodicities.retain(|one| one.is_written);
    for rare in Periodicity::rare(steering.occasions.len()) {
        if steering.periodicity(&rare.name).is_none() {
            steering.periodicities.push(rare);
        }
    }
}

fn occasion(reader: &mut Reader, entry: &Entry, steering: &Steering) -> Option<Occasion> {
    let key = entry.key_text().to_owned();
    let Kind::Map(_) = &entry.value.kind else {
        let day = reader.scalar(&entry.value, "rapporttillfällen").read()?;
        let month_day = month_day(reader, day.value, &entry.value)?;
        return Some(Occasion { key, month_day, heading: None, headings: Vec::new() });
    };
    let fields = reader.fields(&entry.value, &OCCASION)?;
    let day = reader.text(&fields, "till").read()?;
    let month_day = month_day(reader, day.as_str(), &fields.entry("till")?.value)?;
    let heading = reader.text(&fields, "rubrik").read().map(|words| words.value).filter(|words| !words.is_empty());
    let known: Vec<&str> = steering.assessments.iter().map(|one| one.key.as_str()).collect();
    let mut headings = Vec::new();
    for entry in reader.entries(&fields, "bedömningar") {
        let word = At::new(entry.key_text(), reader.span(&entry.key));
        let Some(number) = reader.one_of(word, &known, &Synonyms::NOTHING, "bedömningar").read() else { continue };
        let Some(words) = reader.scalar(&entry.value, "bedömningar").read() else { continue };
        headings.push((number.value, words.value.trim().to_owned()));
    }
    Some(Occasion { key, month_day, heading, headings })
}

/// Other occasions than before leave the words for how often something is reported without a meaning.
fn report_without_periodicity(reader: &mut Reader, fields: &Fields, steering: &Steering) {
    let Some(entry) = fields.entry("rapporttillfällen") else { return };
    let keys = steering.occasions.iter().map(|occasion| occasion.key.as_str()).collect::<Vec<_>>().join(", ");
    let span = reader.span(&entry.key);
    reader.sink.push(
        Diagnostic::new(
            &rules::MISSING_KEY,
            span,
            msg!(
                "rapporttillfällena är andra än förut, men periodicitet säger inte vad som redovisas vid dem",
                "the occasions are others than before, but periodicitet does not say what is reported at them",
            ),
        )
        .help(msg!(
            "skriv periodicitet: under styrmodell, till exempel {{År: [{keys}]}}, med ett ord för varje sätt som indikatorer redovisas på",
            "write periodicitet: below styrmodell, for instance {{År: [{keys}]}}, with a word for each way that indicators are reported",
        )),
    );
}

/// A month and a day of it.
pub(super) fn month_day(reader: &mut Reader, written: &str, node: &Node) -> Option<(i8, i8)> {
    let parts = written.trim().split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    match parts {
        // 2024 is a leap year: 02-29 may be written.
        Some((month, day)) if jiff::civil::Date::new(2024, month, day).is_ok() => Some((month, day)),
        _ => {
            reader.wrong_kind(
                node,
                msg!("{written} är ingen dag på året", "{written} is not a day of the year"),
                msg!("skriv månad-dag, till exempel 04-30", "write month-day, for instance 04-30"),
            );
            None
        }
    }
}
