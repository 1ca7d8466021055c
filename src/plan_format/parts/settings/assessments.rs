//! `bedömningar` of the steering model: the scale from best to worst, and what stands outside it.

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Sink};
use crate::model::{Assessment, At, Steering};
use crate::msg;
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, ValueShape, rules};
use crate::plan_format::parts::settings::share;

/// The keys of an assessment.
pub static ASSESSMENT: PartSchema = PartSchema {
    name: "bedömningar",
    about: ("En bedömning av ett mål eller en indikator.", "An assessment of a goal or an indicator."),
    fields: &[
        Field::new("nyckel", ValueShape::Text, "Ordet i uppföljningen.", "The word in the follow-up.", "helt").needed(),
        Field::new("rubrik", ValueShape::Text, "Orden i dokumentet.", "The words in the document.", "Uppfylls helt")
            .needed(),
        Field::new(
            "rubrik_indikator",
            ValueShape::Text,
            "Orden vid en indikator, när de är andra än vid ett mål.",
            "The words at an indicator, where they are others than at a goal.",
            "Målet nått",
        )
        .default("`rubrik`", "`rubrik`"),
        Field::new(
            "gräns",
            ValueShape::Share,
            "Hur stor del av årsmålet som räcker för bedömningen. Där lägre är bättre får utfallet vara lika mycket över målet.",
            "How much of the target is enough for the assessment. Where lower is better the outcome may be as much above it.",
            "75 %",
        )
        .default(
            "100 % för den bästa; för den andra av minst tre det som `tolerans` säger; den sista tar resten",
            "100 % for the best; for the second of three or more what `tolerans` says; the last takes the rest",
        ),
        Field::new(
            "utanför_skalan",
            ValueShape::YesNo,
            "Om ordet står utanför skalan, som Svårbedömt: det räknas aldrig ut och är aldrig ett missat mål.",
            "Whether the word is outside the scale, like Svårbedömt (hard to assess): it is never computed and never a missed target.",
            "ja",
        )
        .default("nej", "nej (no)"),
    ],
};

/// Reads the assessments, best first. Where they are those of `base` just so, the templates' words hold at indicators.
pub(super) fn read(reader: &mut Reader, fields: &Fields, steering: &mut Steering, base: &Steering) {
    let mut limits: Vec<(String, At<Decimal>)> = Vec::new();
    let mut assessments: Vec<Assessment> = reader
        .list(fields, "bedömningar")
        .into_iter()
        .filter_map(|node| {
            let fields = reader.fields(node, &ASSESSMENT)?;
            let key = reader.text(&fields, "nyckel").read()?.value;
            let heading = reader.text(&fields, "rubrik").read()?.value;
            let indicator_heading = reader.text(&fields, "rubrik_indikator").read().map(|words| words.value);
            let limit = share(reader, &fields, "gräns");
            if let (Some(limit), Some(entry)) = (limit, fields.entry("gräns")) {
                limits.push((key.clone(), At::new(limit, reader.span(&entry.value))));
            }
            let is_outside = reader.yes_no(&fields, "utanför_skalan").read().is_some_and(|word| word.value);
            Some(Assessment { key, heading, indicator_heading, limit, is_outside })
        })
        .collect();
    check_limits(&limits, &mut reader.sink);
    let words = |list: &[Assessment]| -> Vec<(String, String)> {
        list.iter().map(|one| (one.key.clone(), one.heading.clone())).collect()
    };
    if !base.assessments.is_empty() && words(&assessments) != words(&base.assessments) {
        for one in &mut assessments {
            one.indicator_heading.get_or_insert_with(|| one.heading.clone());
        }
    }
    if !assessments.is_empty() {
        steering.assessments = assessments;
    }
}

/// What asks for more stands before what asks for less: no word could be reached below one that takes all.
fn check_limits(limits: &[(String, At<Decimal>)], sink: &mut Sink) {
    for pair in limits.windows(2) {
        let [(before, above), (key, limit)] = pair else { continue };
        if limit.value < above.value {
            continue;
        }
        sink.push(
            Diagnostic::new(
                &rules::WRONG_KIND,
                limit.span,
                msg!(
                    "gränsen för {key} är inte lägre än den för {before}, som står före",
                    "the limit of {key} is not lower than that of {before}, which comes before it",
                ),
            )
            .other(above.span, msg!("gränsen för {before}", "the limit of {before}"))
            .help(msg!(
                "skriv bedömningarna med den bästa först, var och en med en lägre gräns än den före",
                "write the assessments with the best first, each with a lower limit than the one before",
            )),
        );
    }
}
