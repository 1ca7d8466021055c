//! What a follow-up reports of goals: how far each is met, or how it stands where its level is not assessed.

use super::{ANALYSIS, by_id};
use crate::diagnostic::Diagnostic;
use crate::model::{At, GoalReport, Status, Steering, Value};
use crate::msg;
use crate::plan_format::fields::rules::WRONG_KIND;
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, Synonyms, ValueShape, same_key};
use crate::plan_format::parts::assignments;
use crate::source::Span;
use crate::syntax::yaml::{Entry, Kind};

pub(super) const ASSESSMENT: Field = Field::new(
    "bedömning",
    ValueShape::Assessment,
    "Bedömningen, med ett av styrmodellens ord.",
    "The assessment, with one of the steering model's words.",
    "delvis",
)
.instead(&["måluppfyllelse", "uppfyllelse", "uppfylls"]);

/// What is reported of a goal.
pub static GOAL_REPORT: PartSchema = PartSchema {
    name: "mål i en uppföljning",
    about: (
        "Vad som rapporteras av ett mål. Målet är ett som planen trycker, eget eller ärvt.",
        "What is reported of a goal. The goal is one that the plan prints, own or inherited.",
    ),
    fields: &[
        ASSESSMENT,
        Field::new(
            "prognos",
            ValueShape::Assessment,
            "Bedömningen som väntas vid årets slut, med ett av styrmodellens ord, i en uppföljning inom året.",
            "The assessment that is expected at the end of the year, with one of the steering model's words, in a follow-up within it.",
            "helt",
        )
        .instead(&["prognos helår", "helårsprognos", "årsprognos"]),
        Field::new(
            "status",
            ValueShape::Word(assignments::STATUS),
            "Hur det står med ett mål på en nivå som inte bedöms (`bedöms: nej`), till exempel ett uppdrag.",
            "How a goal stands whose level is not assessed (`bedöms: nej`), such as an assignment.",
            "pågår",
        )
        .instead(&["läge"])
        .explained(assignments::STATUS_EXPLAINED)
        .meant(assignments::STATUS_MEANT),
        ANALYSIS,
        Field::new(
            "titel",
            ValueShape::Text,
            "Målets titel, för den som läser filen. Jämförs med planens, som trycks.",
            "The goal's title, for those who read the file. Compared with the plan's, which is printed.",
            "Barn och ungdomar har goda uppväxtvillkor",
        )
        .default("planens titel", "the plan's title"),
    ],
};

/// Reads what is reported of goals, by their ids.
pub(super) fn read(reader: &mut Reader, document: &Fields, steering: &Steering) -> Vec<GoalReport> {
    let fill = |reader: &mut Reader, fields: &Fields, report: &mut GoalReport| {
        report.title = reader.text(fields, "titel").read();
        report.assessment = match status_as_assessment(reader, fields, steering) {
            Some(place) => Value::Broken(place),
            None => assessment(reader, fields, steering, "bedömning"),
        };
        report.forecast = assessment(reader, fields, steering, "prognos").into();
        report.status = reader.word(fields, "status").map(|word| Status::ALL[word]);
        report.analysis = reader.prose_if_written(fields, "analys");
    };
    // A plan has its goals below their level; a follow-up has them by id.
    let is_level = |entry: &Entry| {
        let is_key = steering.levels.iter().any(|level| same_key(entry.key_text(), &level.key));
        is_key && by_id::holds_goals(&entry.value, &GOAL_REPORT)
    };
    let part = ("mål", &GOAL_REPORT);
    by_id::read_each(reader, document, part, GoalReport::of, is_level, fill, |report| &mut report.has_unread_keys)
}

/// The number of an assessment in the model's list; its printed words are understood too.
pub(super) fn assessment(reader: &mut Reader, fields: &Fields, steering: &Steering, key: &str) -> Value<usize> {
    let Some(entry) = fields.entry(key) else { return Value::Absent };
    let words: Vec<&str> = steering.assessments.iter().map(|assessment| assessment.key.as_str()).collect();
    reader.scalar(&entry.value, key).then(|text| match printed(steering, text.value.trim()) {
        Some(at) => Value::Read(At::new(at, text.span)),
        None => reader.one_of(text, &words, &Synonyms::NOTHING, key),
    })
}

/// The assessment that prints these words, at a goal, at an indicator or at an occasion.
fn printed(steering: &Steering, written: &str) -> Option<usize> {
    let own = steering.assessments.iter().position(|one| {
        same_key(&one.heading, written) || one.indicator_heading.as_ref().is_some_and(|words| same_key(words, written))
    });
    let mut at_occasions = steering.occasions.iter().flat_map(|occasion| &occasion.headings);
    own.or_else(|| at_occasions.find(|(_, words)| same_key(words, written)).map(|(number, _)| *number))
}

/// Reports `bedömning: klart` where the model has no such assessment: it says how far an assignment has come. Gives its place.
fn status_as_assessment(reader: &mut Reader, fields: &Fields, steering: &Steering) -> Option<Span> {
    if steering.levels.iter().all(|level| level.assessed) {
        return None;
    }
    let entry = fields.entry("bedömning")?;
    let Kind::Scalar { text, .. } = &entry.value.kind else { return None };
    let written = text.trim();
    let is_assessment = steering.assessments.iter().any(|one| same_key(&one.key, written));
    let status = assignments::status_word(written)?;
    if is_assessment || printed(steering, written).is_some() {
        return None;
    }
    let (place, key) = (reader.span(&entry.value), reader.span(&entry.key));
    let finding = Diagnostic::new(
        &WRONG_KIND,
        place,
        msg!("{written} är ingen bedömning i styrmodellen", "{written} is no assessment of the steering model"),
    );
    reader.sink.push(match fields.entry("status") {
        Some(other) => finding
            .other(reader.span(&other.key), msg!("här står läget redan", "how it stands is said here"))
            .help(msg!(
                "ta bort bedömning, om målets nivå inte bedöms: status säger hur det står",
                "remove bedömning if the goal's level is not assessed: status says how it stands",
            )),
        None => finding
            .help(msg!(
                "skriv status: {status} om målets nivå inte bedöms",
                "write status: {status} if the goal's level is not assessed",
            ))
            .suggest(key, "status"),
    });
    Some(place)
}
