//! A contribution's keys: presentation, glossary, and the areas with their questions.

use std::collections::HashMap;
use std::collections::hash_map::Entry::{Occupied, Vacant};

use crate::model::{Area, At, Contribution, Document, DocumentKind, Question, Settings, Term};
use crate::plan_format::fields::{Entries, Field, Fields, PartSchema, Reader, ValueShape};
use crate::plan_format::parts::{charts, cover, organisation};
use crate::source::{SourceId, Span};
use crate::syntax::yaml::{Kind, Node};

/// The keys of a contribution.
pub static CONTRIBUTION: PartSchema = PartSchema {
    name: DocumentKind::Contribution.key(),
    about: (
        "Ett bidrag till en kvalitetsutmärkelse: en presentation av organisationen och svar på utmärkelsens frågor, område för område.",
        "A contribution to a quality award: a presentation of the organisation and answers to the award's questions, area by area.",
    ),
    fields: &[
        Field::new("vp", ValueShape::Version, "Formatets version.", "The format's version.", "1").needed(),
        Field::new(
            "dokument",
            ValueShape::Word(&[DocumentKind::Contribution.key()]),
            "Slaget av dokument.",
            "The kind of document.",
            DocumentKind::Contribution.key(),
        )
        .needed()
        .explained(&[("Ett bidrag till en kvalitetsutmärkelse.", "A contribution to a quality award.")]),
        Field::new("år", ValueShape::Year, "Utmärkelsens år.", "The year of the award.", "2025").needed(),
        Field::new(
            "organisation",
            ValueShape::Part(&organisation::ORGANISATION),
            "Vems bidrag det är.",
            "Whose contribution it is.",
            "{enhet: Barnenheten}",
        )
        .needed(),
        Field::new(
            "plan",
            ValueShape::Text,
            "Filen med planen som bidraget hämtar uppgifter ur, räknad från den här filen. Planen får gälla ett annat år.",
            "The file of the plan that the contribution draws on, from this file. The plan may be for another year.",
            "../2024/plan.yaml",
        )
        .default("bidraget hämtar inget ur någon plan", "the contribution draws on no plan")
        .instead(&["verksamhetsplan", "bygger på"]),
        Field::new("försättsblad", ValueShape::Part(&cover::COVER), "Försättsbladet.", "The cover.", "{datum: 2025-05-20}"),
        Field::new(
            "presentation",
            ValueShape::Prose,
            "Presentationen av organisationen, med egna underrubriker. Den trycks under organisationens namn.",
            "The presentation of the organisation, with headings of its own. It is printed under the organisation's name.",
            "{fil: texter/presentation.md}",
        )
        .instead(&["inledning", "om enheten", "om verksamheten", "presentation av enheten", "presentation av verksamheten"]),
        Field::new(
            "ordlista",
            ValueShape::Map(Entries::Terms, "begrepp och betydelse", "term and meaning"),
            "Ordlistan: varje begrepp med sin betydelse.",
            "The glossary: each term with its meaning.",
            "{BBIC: Barns behov i centrum}",
        )
        .instead(&["begrepp", "förkortningar", "ordförklaringar", "begreppslista"]),
        Field::new(
            "områden",
            ValueShape::Parts(&AREA),
            "Områdena, i ordning.",
            "The areas, in order.",
            "- {rubrik: Målgrupp, frågor: […]}",
        )
        .instead(&["område", "avsnitt", "kapitel"]),
        Field::new(
            "avslutning",
            ValueShape::Prose,
            "Avslutningen, efter det sista området.",
            "The closing, after the last area.",
            "Vi fortsätter att lyssna.",
        )
        .instead(&["slutord", "sammanfattning", "avslut"]),
        Field::new(
            "bilagor",
            ValueShape::Parts(&cover::APPENDIX),
            "Bilagorna.",
            "The appendices.",
            "- {titel: Enkäten till barnen}",
        ),
        charts::KEY,
    ],
};

/// The keys of an area.
pub static AREA: PartSchema = PartSchema {
    name: "områden",
    about: ("Ett område med sina frågor.", "An area with its questions."),
    fields: &[
        Field::new("rubrik", ValueShape::Text, "Områdets rubrik.", "The area's heading.", "Målgrupp")
            .needed()
            .instead(&["titel", "område", "namn"]),
        Field::new(
            "ingress",
            ValueShape::Prose,
            "Det som gäller hela området, före frågorna.",
            "What is said of the whole area, before the questions.",
            "Barnen är med i allt som rör dem.",
        )
        .instead(&["inledning", "text", "beskrivning"]),
        Field::new(
            "frågor",
            ValueShape::Parts(&QUESTION),
            "Frågorna, i ordning.",
            "The questions, in order.",
            "- {fråga: Hur gör ni målgruppen delaktig?, svar: …}",
        )
        .instead(&["fråga"]),
    ],
};

/// The keys of a question.
pub static QUESTION: PartSchema = PartSchema {
    name: "frågor",
    about: ("En fråga med sitt svar.", "A question with its answer."),
    fields: &[
        Field::new(
            "nr",
            ValueShape::Text,
            "Frågans nummer, genom hela dokumentet. Det trycks med punkt efter.",
            "The question's number, through the whole document. It is printed with a full stop after it.",
            "7",
        )
        .default("ett mer än frågan före", "one more than the question before")
        .instead(&["nummer"]),
        Field::new("fråga", ValueShape::Text, "Frågan.", "The question.", "Hur gör ni målgruppen delaktig?")
            .needed()
            .instead(&["rubrik", "titel"]),
        Field::new(
            "svar",
            ValueShape::Prose,
            "Svaret, med egna underrubriker.",
            "The answer, with headings of its own.",
            "Barnen väljer själva var vi träffas.",
        )
        .default("frågan trycks ensam", "the question is printed alone")
        .instead(&["text", "beskrivning", "analys"]),
    ],
};

/// A short text on one line, as a heading and a cell have it: what is copied from a form is often divided over several.
fn line(text: At<String>) -> At<String> {
    At::new(text.value.split_whitespace().collect::<Vec<_>>().join(" "), text.span)
}

/// Reads a contribution.
pub fn read(reader: &mut Reader, fields: &Fields, settings: &Settings, source: SourceId) -> Document {
    let organisation = reader.part(fields, "organisation");
    let organisation_span = organisation.as_ref().map_or(fields.span.at(0, 0), |fields| fields.span);
    let contribution = Contribution {
        plan: reader.text(fields, "plan").read().filter(|plan| !plan.value.is_empty()),
        presentation: reader.prose(fields, "presentation"),
        glossary: read_glossary(reader, fields),
        areas: reader.list(fields, "områden").into_iter().filter_map(|node| read_area(reader, node)).collect(),
        closing: reader.prose(fields, "avslutning"),
    };
    Document {
        year: reader.year(fields, "år").read(),
        organisation: organisation
            .map(|fields| organisation::read(reader, &fields, &settings.steering))
            .unwrap_or_default(),
        cover: reader.part(fields, "försättsblad").map(|fields| cover::read(reader, &fields)),
        appendices: cover::read_appendices(reader, fields),
        charts: charts::read(reader, fields),
        contribution: Some(Box::new(contribution)),
        ..Document::empty(source, DocumentKind::Contribution, organisation_span)
    }
}

/// Terms are the writer's own words: unlike keys, two that differ in their capitals are two.
fn read_glossary(reader: &mut Reader, document: &Fields) -> Vec<Term> {
    let mut glossary: Vec<Term> = Vec::new();
    let mut first: HashMap<String, Span> = HashMap::new();
    for entry in reader.entries(document, "ordlista") {
        let term = line(At::new(entry.key_text().to_owned(), reader.span(&entry.key)));
        match first.entry(term.value.clone()) {
            Occupied(first) => {
                reader.duplicate(term.span, *first.get(), &term.value);
                continue;
            }
            Vacant(place) => place.insert(term.span),
        };
        let meaning = match &entry.value.kind {
            Kind::Empty => At::new(String::new(), term.span),
            _ => match reader.scalar(&entry.value, &term.value).read() {
                Some(text) => line(At::new(text.value.to_owned(), text.span)),
                None => continue,
            },
        };
        glossary.push(Term { term, meaning });
    }
    glossary
}

fn read_area(reader: &mut Reader, node: &Node) -> Option<Area> {
    let fields = reader.fields(node, &AREA)?;
    let questions = reader.list(&fields, "frågor");
    Some(Area {
        heading: reader.text(&fields, "rubrik").read().map(line),
        preamble: reader.prose(&fields, "ingress"),
        questions: questions.into_iter().filter_map(|node| read_question(reader, node)).collect(),
    })
}

fn read_question(reader: &mut Reader, node: &Node) -> Option<Question> {
    let (question, has_unread_keys) = reader.noticing(|reader| {
        let fields = reader.fields(node, &QUESTION)?;
        Some(Question {
            span: fields.span,
            number: reader.text(&fields, "nr").read().map(line),
            question: reader.text(&fields, "fråga").read().map(line),
            answer: reader.prose(&fields, "svar"),
            has_unread_keys: false,
        })
    });
    Some(Question { has_unread_keys, ..question? })
}
