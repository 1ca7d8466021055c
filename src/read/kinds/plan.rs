//! `verksamhetsplan`: an organisation's plan for a year.

use crate::model::{Document, DocumentKind, Goal, Organisation, Settings};
use crate::plan_format::fields::rules::{MISSING_KEY, UNKNOWN_KEY};
use crate::plan_format::fields::{Entries, Field, Fields, PartSchema, Reader, ValueShape};
use crate::plan_format::parts::{assignments, cover, decision, economy, goals, indicators, organisation};
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
            "beslut",
            ValueShape::Part(&decision::DECISION),
            "Beslutet om planen. Nyckeln ensam säger att planen är ett utkast.",
            "The decision on the plan. The key alone says that the plan is a draft.",
            "{organ: Socialnämnden, datum: 2025-01-28, paragraf: 12}",
        ),
        Field::new(
            "ändringar",
            ValueShape::Parts(&decision::AMENDMENT),
            "Beslut som har ändrat planen under året.",
            "Decisions that have changed the plan during the year.",
            "- {datum: 2025-06-18, paragraf: 84, gäller: [sip-möten]}",
        )
        .default("planen gäller som den beslutades", "the plan holds as it was decided"),
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
            "uppdrag",
            ValueShape::Parts(&assignments::ASSIGNMENT),
            "Uppdragen, och vem de lämnas vidare till.",
            "The assignments, and whom they are passed on to.",
            "- {id: u7, nr: KF 7, titel: Pröva sommarskola för barn i familjehem, ansvarig: Socialnämnden}",
        )
        .default("de som ärvs av planerna ovanför", "those inherited from the plans above"),
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

/// The rules of what may be the name of a goal, an indicator or an activity, or hold such, and is not read.
const LOSES_A_NAME: [&str; 2] = [UNKNOWN_KEY.code, MISSING_KEY.code];

fn read(reader: &mut Reader, fields: &Fields, settings: &Settings, source: SourceId) -> Document {
    let organisation = reader.part(fields, "organisation");
    let organisation_span = organisation.as_ref().map_or(fields.span.at(0, 0), |fields| fields.span);
    let (known, meant) = (reader.sink.iter().count(), reader.recovered_keys);
    let mut goals = goals::read(reader, fields, &settings.steering);
    let unread = reader.sink.iter().skip(known).filter(|found| LOSES_A_NAME.contains(&found.rule.code)).count();
    let has_lost_goals = reader.has_lost_goals || unread > reader.recovered_keys - meant;
    let year = reader.year(fields, "år").read();
    set_targets_of_year(&mut goals, year.as_ref().map(|year| year.value));
    Document {
        year,
        organisation: organisation.map_or_else(Organisation::default, |fields| organisation::read(reader, &fields)),
        builds_on: reader.text(fields, "bygger_på").read(),
        covers: reader.texts(fields, "omfattar"),
        leaves_out: reader.texts(fields, "utelämna"),
        cover: reader.part(fields, "försättsblad").map(|fields| cover::read(reader, &fields)),
        decision: decision::read(reader, fields),
        amendments: decision::read_amendments(reader, fields),
        introduction: reader.prose(fields, "inledning"),
        goals,
        has_lost_goals,
        targets: indicators::read_targets(reader, fields, &settings.steering),
        assignments: assignments::read(reader, fields),
        economy: economy::read(reader, fields),
        other: reader.prose(fields, "övrigt"),
        appendices: cover::read_appendices(reader, fields),
        ..Document::empty(source, DocumentKind::Plan, organisation_span)
    }
}

/// Of targets for several years the one of the plan's own is its target, where no other is written.
fn set_targets_of_year(goals: &mut [Goal], year: Option<i16>) {
    for indicator in goals.iter_mut().flat_map(|goal| &mut goal.indicators).filter(|one| one.target.is_none()) {
        let of_year = indicator.targets_by_year.iter().find(|(of, _)| Some(of.value) == year);
        indicator.target = of_year.map(|(_, target)| target.clone());
    }
}
