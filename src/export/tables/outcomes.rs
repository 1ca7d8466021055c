//! The outcomes of the indicators: a row for all, and one for women and one for men, at each occasion.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::export::cell::{Word, word};
use crate::export::place::Place;
use crate::export::scene::{GoalHead, OccasionHead, Scene, TargetCells};
use crate::export::table::{Written, both, table};
use crate::model::{At, IndicatorReport, Outcome, Target, Value};
use crate::resolve::reports::{EntryRef, ItemKind};
use crate::resolve::{ItemRef, Plan, Report, Thing, names};

/// For whom an outcome is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// All.
    All,
    /// Women and girls.
    Women,
    /// Men and boys.
    Men,
}

impl Gender {
    /// All of them.
    pub const ALL: [Gender; 3] = [Gender::All, Gender::Women, Gender::Men];

    /// The word.
    pub fn word(self) -> Word {
        match self {
            Gender::All => word("all", "alla", "all"),
            Gender::Women => word("women", "kvinnor", "women"),
            Gender::Men => word("men", "män", "men"),
        }
    }
}

/// Where an outcome stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Report,
    Series,
}

/// What is known of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Figure,
    Missing,
    About,
    Unreadable,
    NotReported,
}

impl State {
    fn word(self) -> Word {
        match self {
            State::Figure => word("figure", "tal", "number"),
            State::Missing => word("missing", "saknas", "missing"),
            State::About => word("approximate", "ungefärligt", "approximate"),
            State::Unreadable => word("unreadable", "oläsligt", "unreadable"),
            State::NotReported => word("not_reported", "inte rapporterat", "not reported"),
        }
    }
}

/// An outcome of an indicator.
pub struct OutcomeRow<'a> {
    place: Place<'a>,
    goal: GoalHead<'a>,
    id: String,
    name: &'a str,
    is_inherited: bool,
    is_in_plan: bool,
    occasion: OccasionHead<'a>,
    of_year: Option<i16>,
    from: From,
    gender: Gender,
    outcome: Option<Cow<'a, Outcome>>,
    state: State,
    count: Option<usize>,
    forecast: Option<&'a Outcome>,
    previous: Option<Outcome>,
    target: TargetCells<'a>,
    against: Option<Decimal>,
    basis: Option<Word>,
    assessment: Option<&'a str>,
    assessed_by: Option<Word>,
    computed: Option<&'a str>,
    council: Option<&'a str>,
    rank: Option<Word>,
    analysis: Option<String>,
    written: Option<Written>,
}

table! {
    /// The table of outcomes.
    OUTCOMES of OutcomeRow, "outcomes", both("utfall", "outcomes"), both("Utfall", "Outcomes"),
    both(
        "Ett utfall av en indikator vid ett tillfälle, för alla, för kvinnor eller för män. Summera inte över kön.",
        "An outcome of an indicator at an occasion: for all, for women or for men. Do not add up over gender.",
    ), written |row| row.written;
    "occasion" Word (both("Tillfälle", "Occasion")) (both("Rapporttillfället, till exempel T1 eller VB. Tomt för utfall ur serie.", "The occasion, such as T1 or VB. Empty for outcomes of a series.")) |row| row.occasion.key;
    "occasion_date" Date (both("Till och med", "Until")) (both("Dagen som uppföljningen gäller till och med.", "The day up to which the follow-up reports.")) |row| row.occasion.date;
    "outcome_year" Year (both("Utfallsår", "Outcome year")) (both("Året som utfallet är från: planens år, eller ett tidigare i indikatorns serie.", "The year that the outcome is of: the plan's, or an earlier one of the indicator's series.")) |row| row.of_year;
    "from" Word (both("Hämtat ur", "From")) (both("Uppföljning, eller serie: tidigare års utfall som står i planen.", "Follow-up, or series: outcomes of earlier years that are in the plan.")) |row| match row.from {
        From::Report => word("follow_up", "uppföljning", "follow-up"),
        From::Series => word("series", "serie", "series"),
    };
    "goal_id" Id (both("Mål-id", "Goal id")) (both("Id för målet som indikatorn står på.", "The id of the goal that the indicator stands on.")) |row| &row.goal.id;
    "goal" Name (both("Mål", "Goal")) (both("Målets titel.", "The goal's title.")) |row| row.goal.title;
    "level" Name (both("Målnivå", "Level")) (both("Målets nivå i styrmodellen.", "The goal's level in the steering model.")) |row| row.goal.level;
    "top_goal" Name (both("Översta mål", "Topmost goal")) (both("Titeln på det översta målet i målkedjan.", "The title of the topmost goal of the chain.")) |row| row.goal.top_title;
    "indicator_id" Id (both("Indikator-id", "Indicator id")) (both("Indikatorns id.", "The indicator's id.")) |row| &row.id;
    "indicator" Name (both("Indikator", "Indicator")) (both("Vad som mäts.", "What is measured.")) |row| row.name;
    "inherited" Answer (both("Ärvd", "Inherited")) (both("Ja om indikatorn står i en plan ovanför.", "Yes where the indicator is in a plan above.")) |row| row.is_inherited;
    "in_plan" Answer (both("I planen", "In the plan")) (both("Nej om uppföljningen rapporterar något som planen inte har.", "No where the follow-up reports something that the plan does not have.")) |row| row.is_in_plan;
    "gender" Word (both("Kön", "Gender")) (both("Alla, kvinnor eller män.", "All, women or men.")) |row| row.gender.word();
    "outcome" Figure (both("Utfall", "Outcome")) (both("Utfallets tal, i enheten bredvid. Tomt där det inte är ett tal.", "The outcome's number, in the unit beside it. Empty where it is not a number.")) |row| row.outcome.as_ref().and_then(|outcome| outcome.quantity()).map(|quantity| quantity.value);
    "unit" Word (both("Enhet", "Unit")) (both("Enheten, till exempel %. Talet 98,2 med enheten % är 98,2 procent.", "The unit, such as %. The number 98.2 with the unit % is 98.2 per cent.")) |row| match row.outcome.as_ref().and_then(|outcome| outcome.quantity()) {
        Some(quantity) => quantity.unit.clone(),
        None => row.target.unit.to_string(),
    };
    "outcome_in_print" Name (both("Utfall i tryck", "Outcome in print")) (both("Utfallet som det trycks, också där det inte är ett tal: ca 45, <5.", "The outcome as it is printed, also where it is not a number: ca 45, <5.")) |row| row.outcome.as_ref().map(|outcome| outcome.print());
    "state" Word (both("Läge", "State")) (both(
        "Tal, ungefärligt, saknas (beslutat att det inte finns), oläsligt eller inte rapporterat.",
        "Number, approximate, missing (decided that there is none), unreadable or not reported.",
    )) |row| row.state.word();
    "count" Count (both("Antal", "Count")) (both("Hur många kvinnor eller män som utfallet bygger på.", "How many women or men the outcome rests on.")) |row| row.count;
    "forecast" Figure (both("Prognos", "Forecast")) (both("Det utfall som väntas för hela året.", "The outcome that is expected of the whole year.")) |row| row.forecast.and_then(Outcome::quantity).map(|quantity| quantity.value);
    "previous" Figure (both("Förra året", "Last year")) (both("Utfallet vid samma tillfälle året före.", "The outcome of the same occasion of the year before.")) |row| row.previous.as_ref().and_then(Outcome::quantity).map(|quantity| quantity.value);
    "target" Name (both("Årsmål", "Target")) (both("Årsmålet som det trycks.", "The target as it is printed.")) |row| &row.target.text;
    "target_number" Figure (both("Årsmål, tal", "Target, number")) (both("Årsmålets tal; av ett intervall det lägsta.", "The target's number; of a range the lowest.")) |row| row.target.number;
    "compared_with" Figure (both("Jämfört med", "Compared with")) (both("Talet som utfallet eller prognosen är bedömt mot vid tillfället.", "The number that the outcome or the forecast is judged against at the occasion.")) |row| row.against;
    "basis" Word (both("Grund", "Basis")) (both("Vad som är jämfört med vad.", "What is compared with what.")) |row| row.basis;
    "assessment" Word (both("Bedömning", "Assessment")) (both("Bedömningen i tryck: den skrivna, annars den beräknade.", "The assessment in print: the one written, else the computed one.")) |row| row.assessment;
    "assessed_by" Word (both("Bedömd av", "Assessed by")) (both("Skriven i uppföljningen, eller beräknad.", "Written in the follow-up, or computed.")) |row| row.assessed_by;
    "computed" Word (both("Beräknad bedömning", "Computed assessment")) (both("Den beräknade bedömningen, också där en annan är skriven.", "The computed assessment, also where another is written.")) |row| row.computed;
    "council_assessment" Word (both("Mot KF:s årsmål", "Against the council's target")) (both("Bedömningen mot fullmäktiges årsmål, där det är ett annat.", "The assessment against the council's target, where that is another.")) |row| row.council;
    "place_on_scale" Word (both("Läge på skalan", "Place on the scale")) (both("Bäst, mellan eller sämst, eller utanför skalan: lika i alla kommuner.", "Best, between or worst, or outside the scale: the same in all municipalities.")) |row| row.rank;
    "analysis" Prose (both("Analys", "Analysis")) (both("Analysen av indikatorn.", "The analysis of the indicator.")) |row| row.analysis.as_ref();
}

/// The rows of a plan.
pub(super) fn rows<'a>(scene: Scene<'a, '_>, plan: &'a Plan) -> Vec<OutcomeRow<'a>> {
    let resolved = scene.resolved();
    let items = super::in_print(plan, |goal| &goal.indicators);
    let mut rows = Vec::new();
    for report in resolved.reports_on(plan.document) {
        for (number, item) in items.iter().filter(|(_, item)| resolved.shows_indicator(report, *item)) {
            of_report(scene, plan, report, (*number, *item), &mut rows);
        }
        for outside in report.outside.iter().filter(|outside| outside.sort == ItemKind::Indicator) {
            of_outside(scene, report, outside.at, outside.thing, &mut rows);
        }
    }
    let place = scene.place(plan.document);
    for (number, item) in items.iter().filter(|(_, item)| item.on.document == plan.document) {
        let indicator = resolved.indicator(*item);
        for (year, figure) in &indicator.series {
            rows.push(OutcomeRow {
                of_year: Some(year.value),
                from: From::Series,
                ..OutcomeRow::new(
                    place.clone(),
                    scene.goal(plan, *number),
                    names::indicator_id(indicator),
                    indicator.name.as_str(),
                    Some(Cow::Owned(Outcome::of_series(&figure.value))),
                )
            });
        }
    }
    rows
}

impl<'a> OutcomeRow<'a> {
    fn new(
        place: Place<'a>,
        goal: GoalHead<'a>,
        id: String,
        name: &'a str,
        outcome: Option<Cow<'a, Outcome>>,
    ) -> OutcomeRow<'a> {
        OutcomeRow {
            goal,
            id,
            name,
            is_inherited: false,
            is_in_plan: true,
            occasion: OccasionHead::default(),
            of_year: place.year,
            place,
            from: From::Report,
            gender: Gender::All,
            state: match outcome.as_deref() {
                None => State::NotReported,
                Some(Outcome::Figure(_)) => State::Figure,
                Some(Outcome::Missing) => State::Missing,
                Some(Outcome::About(_)) => State::About,
                Some(Outcome::Unreadable(_)) => State::Unreadable,
            },
            outcome,
            count: None,
            forecast: None,
            previous: None,
            target: TargetCells::default(),
            against: None,
            basis: None,
            assessment: None,
            assessed_by: None,
            computed: None,
            council: None,
            rank: None,
            analysis: None,
            written: None,
        }
    }

    /// The rows of women and men beside this one.
    fn genders(&self, entry: Option<&'a IndicatorReport>, is_asked: bool, rows: &mut Vec<OutcomeRow<'a>>) {
        for gender in [Gender::Women, Gender::Men] {
            let of = |entry: &'a IndicatorReport| match gender {
                Gender::Women => (&*entry.women, &*entry.women_count),
                _ => (&*entry.men, &*entry.men_count),
            };
            let (outcome, count) = entry.map(of).map_or((None, None), |(outcome, count)| (Some(outcome), Some(count)));
            if !is_asked && outcome.is_none_or(Value::is_absent) && count.is_none_or(Value::is_absent) {
                continue;
            }
            let row = OutcomeRow::new(
                self.place.clone(),
                self.goal.clone(),
                self.id.clone(),
                self.name,
                outcome.and_then(borrowed),
            );
            rows.push(OutcomeRow {
                gender,
                is_inherited: self.is_inherited,
                is_in_plan: self.is_in_plan,
                occasion: self.occasion.clone(),
                state: state(outcome, row.state),
                count: count.and_then(Value::as_ref).map(|count| count.value),
                target: self.target.clone(),
                written: self.written,
                ..row
            });
        }
    }
}

fn borrowed(outcome: &Value<Outcome>) -> Option<Cow<'_, Outcome>> {
    outcome.as_ref().map(|outcome| Cow::Borrowed(&outcome.value))
}

/// What stands there but cannot be read is not unreported.
fn state(outcome: Option<&Value<Outcome>>, state: State) -> State {
    if outcome.is_some_and(Value::is_broken) { State::Unreadable } else { state }
}

fn of_report<'a>(
    scene: Scene<'a, '_>,
    plan: &'a Plan,
    report: &'a Report,
    (number, item): (usize, ItemRef),
    rows: &mut Vec<OutcomeRow<'a>>,
) {
    let resolved = scene.resolved();
    let indicator = resolved.indicator(item);
    let standing = resolved.standing(report, item);
    let entry = standing.entry;
    let document = report.indicators.get(&item).map_or(report.parts[0], |at| at.document);
    let outcome = entry.map(|entry| &entry.outcome);
    let row = OutcomeRow::new(
        scene.place(document),
        scene.goal(plan, number),
        names::indicator_id(indicator),
        indicator.name.as_str(),
        outcome.and_then(borrowed),
    );
    let previous = entry.and_then(|entry| entry.previous.as_ref()).map(|written| written.value.clone());
    let judged = standing.judgement.as_ref();
    let row = OutcomeRow {
        is_inherited: item.on.document != plan.document,
        occasion: scene.occasion(report),
        state: state(outcome, row.state),
        forecast: entry.and_then(|entry| entry.forecast.as_ref()).map(|forecast| &forecast.value),
        previous: previous.or_else(|| resolved.previous(report, item).map(|previous| previous.outcome.value)),
        target: TargetCells::of(resolved.target(plan, item).map(|target: &At<Target>| &target.value)),
        against: judged.map(|judged| judged.against.value),
        basis: judged.map(|judged| Word::from(judged.basis)),
        assessment: scene.assessment(standing.assessment()),
        assessed_by: assessed_by(standing.written, standing.computed()),
        computed: scene.assessment(standing.computed()),
        council: scene.assessment(standing.council.as_ref().map(|judged| judged.assessment)),
        rank: standing.assessment().map(|number| Word::from(resolved.settings.steering.rank(number))),
        analysis: scene.plain(entry.and_then(|entry| entry.analysis.as_ref())),
        written: Some(Written::Entry { document, list: ItemKind::Indicator, id: entry.map(|entry| entry.id.span) }),
        ..row
    };
    let is_by_gender = indicator.by_gender.as_ref().is_some_and(|answer| answer.value);
    let mut genders = Vec::new();
    row.genders(entry, is_by_gender, &mut genders);
    rows.push(row);
    rows.append(&mut genders);
}

fn assessed_by(written: Option<usize>, computed: Option<usize>) -> Option<Word> {
    match (written, computed) {
        (Some(_), _) => Some(word("written", "skriven", "written")),
        (None, Some(_)) => Some(word("computed", "beräknad", "computed")),
        (None, None) => None,
    }
}

/// What is reported though the plan does not print it.
fn of_outside<'a>(
    scene: Scene<'a, '_>,
    report: &'a Report,
    at: EntryRef,
    thing: Option<Thing>,
    rows: &mut Vec<OutcomeRow<'a>>,
) {
    let resolved = scene.resolved();
    let entry = resolved.indicator_report(at);
    let name = match thing {
        Some(Thing::Indicator(item)) => resolved.indicator(item).name.as_str(),
        _ => entry.name.as_ref().map_or("", |name| name.as_str()),
    };
    let (place, id) = (scene.place(at.document), entry.id.value.clone());
    let row = OutcomeRow::new(place, GoalHead::default(), id, name, borrowed(&entry.outcome));
    let written = entry.assessment.as_ref().map(|assessment| assessment.value);
    let row = OutcomeRow {
        is_in_plan: false,
        occasion: scene.occasion(report),
        state: state(Some(&entry.outcome), row.state),
        forecast: entry.forecast.as_ref().map(|forecast| &forecast.value),
        previous: entry.previous.as_ref().map(|previous| previous.value.clone()),
        assessment: scene.assessment(written),
        assessed_by: assessed_by(written, None),
        rank: written.map(|number| Word::from(resolved.settings.steering.rank(number))),
        analysis: scene.plain(entry.analysis.as_ref()),
        written: Some(Written::Entry { document: at.document, list: ItemKind::Indicator, id: Some(entry.id.span) }),
        ..row
    };
    let mut genders = Vec::new();
    row.genders(Some(entry), false, &mut genders);
    rows.push(row);
    rows.append(&mut genders);
}
