//! `verksamhetsplan`: an organisation's plan for a year.

use crate::model::{Document, DocumentKind, Organisation, Settings};
use crate::plan_format::fields::{Entries, Field, Fields, PartSchema, Reader, ValueShape};
use crate::plan_format::parts::{cover, economy, goals, indicators, organisation};
use crate::read::kinds::{KindReader, Lead};
use crate::source::SourceId;

/// How it is read.
pub static READER: KindReader =
    KindReader { kind: DocumentKind::Plan, part: &PLAN, leads_to: Lead { key: "bygger_på", default: None }, read };

/// The keys of a plan.
pub static PLAN: PartSchema = PartSchema {
    name: DocumentKind::Plan.key(),
    about: (
        "En organisations plan för ett år. En plan bygger på planen ovanför (`bygger_på`) och ärver dess mål, eller innehåller alla nivåer själv.",
        "An organisation's plan for a year. A plan builds on the plan above it (`bygger_på`) and inherits its goals, or holds every level itself.",
    ),
    fields: &[
        Field::new("vp", ValueShape::Version, "Formatets version.", "The format's version.", "1").needed(),
        Field::new(
            "dokument",
            ValueShape::Word(&[DocumentKind::Plan.key()]),
            "Slaget av dokument.",
            "The kind of document.",
            DocumentKind::Plan.key(),
        )
        .needed()
        .explained(&[("En organisations plan för ett år.", "An organisation's plan for a year.")]),
        Field::new("år", ValueShape::Year, "Året som planen gäller.", "The year of the plan.", "2025").needed(),
        Field::new(
            "organisation",
            ValueShape::Part(&organisation::ORGANISATION),
            "Vems plan det är.",
            "Whose plan it is.",
            "{enhet: Barnenheten}",
        )
        .needed(),
        Field::new(
            "bygger_på",
            ValueShape::Text,
            "Filen med planen ovanför, räknad från den här filen. Dess mål ärvs.",
            "The file of the plan above, from this file. Its goals are inherited.",
            "../plan.yaml",
        )
        .default("planen är fristående", "the plan stands alone"),
        Field::new(
            "omfattar",
            ValueShape::Texts,
            "Ärvda mål, indikatorer eller aktiviteter (id eller nr) som ska visas fast inget eget mål står under dem.",
            "Inherited goals, indicators or activities (id or nr) to show though no goal of the plan's own is below them.",
            "[innovativa-verksamheter]",
        )
        .default("inget läggs till", "nothing is added"),
        Field::new(
            "utelämna",
            ValueShape::Texts,
            "Ärvda mål, indikatorer eller aktiviteter som inte rör organisationen.",
            "Inherited goals, indicators or activities that do not concern the organisation.",
            "[seniorer-digitalt]",
        )
        .default("inget utelämnas", "nothing is left out"),
        Field::new(
            "försättsblad",
            ValueShape::Part(&cover::COVER),
            "Försättsbladet.",
            "The cover.",
            "{datum: 2025-02-20}",
        ),
        Field::new(
            "inledning",
            ValueShape::Prose,
            "Inledningen, med egna underrubriker.",
            "The introduction, with headings of its own.",
            "{fil: texter/inledning.md}",
        ),
        Field::new(
            "mål",
            ValueShape::Map(
                Entries::Levels(&goals::GOAL),
                "en nyckel för varje nivå i styrmodellen, med en lista av mål",
                "a key for each level of the steering model, with a list of goals",
            ),
            "Målen.",
            "The goals.",
            "{enhetsmål: […]}",
        ),
        Field::new(
            "årsmål",
            ValueShape::Map(
                Entries::Targets(&indicators::SET_TARGET),
                "id med årsmål, eller med [nycklar](#årsmål-för-en-ärvd-indikator)",
                "id with a target, or with [keys](#årsmål-för-en-ärvd-indikator)",
            ),
            "Organisationens egna årsmål för ärvda indikatorer, med indikatorns id.",
            "The organisation's own targets for inherited indicators, by the indicator's id.",
            "{sjukfrånvaro: 4.5 %}",
        )
        .default("närmaste årsmål ovanför gäller", "the nearest target above holds"),
        Field::new(
            "ekonomi",
            ValueShape::Part(&economy::ECONOMY),
            "Ekonomi och budget.",
            "Economy and budget.",
            "{budget: {…}}",
        ),
        Field::new(
            "övrigt",
            ValueShape::Prose,
            "Övrigt, med egna underrubriker.",
            "Other matters, with headings of their own.",
            "Enheten arbetar med Agenda 2030.",
        ),
        Field::new(
            "bilagor",
            ValueShape::Parts(&cover::APPENDIX),
            "Bilagorna.",
            "The appendices.",
            "- {titel: Kompetensförsörjningsplan 2025}",
        ),
    ],
};

fn read(reader: &mut Reader, fields: &Fields, settings: &Settings, source: SourceId) -> Document {
    let organisation = reader.part(fields, "organisation");
    let organisation_span = organisation.as_ref().map_or(fields.span.at(0, 0), |fields| fields.span);
    let (goals, passed_over) = reader.noticing(|reader| goals::read(reader, fields, &settings.steering));
    Document {
        year: reader.year(fields, "år").read(),
        organisation: organisation.map_or_else(Organisation::default, |fields| organisation::read(reader, &fields)),
        builds_on: reader.text(fields, "bygger_på").read(),
        covers: reader.texts(fields, "omfattar"),
        leaves_out: reader.texts(fields, "utelämna"),
        cover: reader.part(fields, "försättsblad").map(|fields| cover::read(reader, &fields)),
        introduction: reader.prose(fields, "inledning"),
        goals,
        has_lost_goals: passed_over || reader.has_lost_levels,
        targets: indicators::read_targets(reader, fields, &settings.steering),
        economy: economy::read(reader, fields),
        other: reader.prose(fields, "övrigt"),
        appendices: cover::read_appendices(reader, fields),
        ..Document::empty(source, DocumentKind::Plan, organisation_span)
    }
}
