//! `verksamhetsplan`: an organisation's plan for a year.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::model::{Document, DocumentKind, Goal, Organisation, Settings};
use crate::msg;
use crate::plan_format::fields::rules::{UNKNOWN_KEY, WRONG_KIND};
use crate::plan_format::fields::{Entries, Field, Fields, PartSchema, Reader, ValueShape};
use crate::plan_format::parts::{
    assignments, charts, contents, cover, decision, economy, goals, indicators, organisation,
};
use crate::read::kinds::{KindReader, Lead};
use crate::source::SourceId;
use crate::syntax::yaml::Kind;

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
        Field::new(
            "år",
            ValueShape::Years,
            "Året som planen gäller, eller de två år som ett läsår sträcker sig över: `2025/2026`.",
            "The year of the plan, or the two years that a school year goes over: `2025/2026`.",
            "2025",
        )
        .needed(),
        Field::new(
            "period",
            ValueShape::Part(&PERIOD),
            "Planens första och sista dag, när de är andra än årets.",
            "The plan's first and last day, where they are others than the year's.",
            "{start: 2025-08-01, slut: 2026-07-31}",
        )
        .default(
            "kalenderåret, eller det år som styrmodellens `året_börjar` säger; ett läsår från 1 juli",
            "the calendar year, or the year that the steering model's `året_börjar` says; a school year from 1 July",
        ),
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
        contents::KEY,
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
        charts::KEY,
    ],
};

/// The keys of `period`.
pub static PERIOD: PartSchema = PartSchema {
    name: "period",
    about: ("De dagar som planen gäller.", "The days that the plan is for."),
    fields: &[
        Field::new("start", ValueShape::Date, "Första dagen.", "The first day.", "2025-08-01").needed(),
        Field::new("slut", ValueShape::Date, "Sista dagen.", "The last day.", "2026-07-31").needed(),
    ],
};

/// The first day of a school year.
const SCHOOL_YEAR: (i8, i8) = (7, 1);

fn read(reader: &mut Reader, fields: &Fields, settings: &Settings, source: SourceId) -> Document {
    let (year, is_of_two) = reader.years(fields, "år");
    let year = year.read();
    let begins = match settings.steering.year_begins {
        (1, 1) if is_of_two => SCHOOL_YEAR,
        begins => begins,
    };
    let of_year = |year: i16, (month, day): (i8, i8)| {
        let first = Date::new(year, month, day).ok()?;
        Some((first, first.checked_add(1.year()).ok()?.yesterday().ok()?))
    };
    let days = read_period(reader, fields, source).or_else(|| of_year(year.as_ref()?.value, begins));
    reader.year_of_plan = days;
    let is_calendar_year = days == year.as_ref().and_then(|year| of_year(year.value, (1, 1)));
    let organisation = reader.part(fields, "organisation");
    let organisation_span = organisation.as_ref().map_or(fields.span.at(0, 0), |fields| fields.span);
    let (mut goals, passed_over) = reader.noticing(|reader| goals::read(reader, fields, &settings.steering));
    set_targets_of_year(&mut goals, year.as_ref().map(|year| year.value));
    Document {
        year,
        period: days.filter(|_| !is_calendar_year),
        organisation: organisation
            .map_or_else(Organisation::default, |fields| organisation::read(reader, &fields, &settings.steering)),
        builds_on: reader.text(fields, "bygger_på").read(),
        covers: reader.texts(fields, "omfattar"),
        leaves_out: reader.texts(fields, "utelämna"),
        cover: reader.part(fields, "försättsblad").map(|fields| cover::read(reader, &fields)),
        prints: contents::read(reader, fields),
        decision: decision::read(reader, fields),
        amendments: decision::read_amendments(reader, fields),
        introduction: reader.prose(fields, "inledning"),
        goals,
        has_lost_goals: passed_over || reader.has_lost_levels,
        targets: indicators::read_targets(reader, fields, &settings.steering),
        assignments: assignments::read(reader, fields),
        economy: economy::read(reader, fields),
        other: reader.prose(fields, "övrigt"),
        appendices: cover::read_appendices(reader, fields),
        charts: charts::read(reader, fields),
        ..Document::empty(source, DocumentKind::Plan, organisation_span)
    }
}

/// The days of `period`, where they are in order.
fn read_period(reader: &mut Reader, fields: &Fields, source: SourceId) -> Option<(Date, Date)> {
    let entry = fields.entry("period")?;
    if let Kind::Scalar { .. } = entry.value.kind {
        let finding = Diagnostic::new(
            &UNKNOWN_KEY,
            entry.key.span(source),
            msg!(
                "period med ett tillfälle hör till en tertialrapport eller verksamhetsberättelse, inte till en plan",
                "period with an occasion belongs to a tertialrapport or verksamhetsberättelse, not to a plan",
            ),
        );
        reader.sink.push(finding.help(msg!(
            "skriv period: i uppföljningen; en plans egna dagar skrivs period: {{start: 2025-08-01, slut: 2026-07-31}}",
            "write period: in the follow-up; a plan's own days are written period: {{start: 2025-08-01, slut: 2026-07-31}}",
        )));
        return None;
    }
    let period = reader.part(fields, "period")?;
    let first = reader.date(&period, "start").read();
    let last = reader.date(&period, "slut").read();
    let (first, last) = first.zip(last)?;
    if first.value < last.value {
        return Some((first.value, last.value));
    }
    reader.sink.push(
        Diagnostic::new(
            &WRONG_KIND,
            last.span,
            msg!("planen slutar innan den börjar", "the plan ends before it begins"),
        )
        .other(first.span, msg!("här börjar den", "here it begins"))
        .help(msg!("skriv en sista dag efter den första", "write a last day after the first")),
    );
    None
}

/// Of targets for several years the one of the plan's own is its target, where no other is written.
fn set_targets_of_year(goals: &mut [Goal], year: Option<i16>) {
    for indicator in goals.iter_mut().flat_map(|goal| &mut goal.indicators).filter(|one| one.target.is_none()) {
        let of_year = indicator.targets_by_year.iter().find(|(of, _)| Some(of.value) == year);
        indicator.target = of_year.map(|(_, target)| target.clone());
    }
}
