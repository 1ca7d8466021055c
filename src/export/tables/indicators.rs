//! The indicators that each plan prints: what is measured, and the targets.

use crate::export::cell::Word;
use crate::export::place::Place;
use crate::export::scene::{GoalHead, Scene, TargetCells};
use crate::export::table::{both, table};
use crate::model::{Benchmark, Indicator, Tier};
use crate::resolve::{Plan, names};

/// An indicator of a plan.
pub struct IndicatorRow<'a> {
    place: Place<'a>,
    goal: GoalHead<'a>,
    id: String,
    indicator: &'a Indicator,
    is_inherited: bool,
    decided_by: &'a str,
    owner: Tier,
    target: TargetCells<'a>,
    council: TargetCells<'a>,
    occasions: String,
    description: Option<String>,
}

table! {
    /// The table of indicators.
    INDICATORS of IndicatorRow, "indicators", both("indikatorer", "indicators"), both("Indikatorer", "Indicators"),
    both("En indikator som en plan trycker: vad som mäts och vilka mål som är satta.", "An indicator that a plan prints: what is measured, and which targets are set.");
    "goal_id" Id (both("Mål-id", "Goal id")) (both("Id för målet som indikatorn står på.", "The id of the goal that the indicator stands on.")) |row| &row.goal.id;
    "goal" Name (both("Mål", "Goal")) (both("Målets titel.", "The goal's title.")) |row| row.goal.title;
    "level" Name (both("Målnivå", "Level")) (both("Målets nivå i styrmodellen.", "The goal's level in the steering model.")) |row| row.goal.level;
    "top_goal" Name (both("Översta mål", "Topmost goal")) (both("Titeln på det översta målet i målkedjan.", "The title of the topmost goal of the chain.")) |row| row.goal.top_title;
    "indicator_id" Id (both("Indikator-id", "Indicator id")) (both("Indikatorns id.", "The indicator's id.")) |row| &row.id;
    "indicator" Name (both("Indikator", "Indicator")) (both("Vad som mäts.", "What is measured.")) |row| &row.indicator.name;
    "inherited" Answer (both("Ärvd", "Inherited")) (both(
        "Ja om indikatorn står i en plan ovanför. Filtrera på nej för att räkna varje indikator en gång.",
        "Yes where the indicator is in a plan above. Filter by no to count each indicator once.",
    )) |row| row.is_inherited;
    "decided_by" Name (both("Beslutad av", "Decided by")) (both("Organisationen vars plan indikatorn står i.", "The organisation in whose plan the indicator is.")) |row| row.decided_by;
    "owner" Word (both("Ägare", "Owner")) (both("Vems indikator det är.", "Whose indicator it is.")) |row| Word::from(row.owner);
    "target" Name (both("Årsmål", "Target")) (both("Årsmålet som det trycks.", "The target as it is printed.")) |row| &row.target.text;
    "target_number" Figure (both("Årsmål, tal", "Target, number")) (both("Årsmålets tal; av ett intervall det lägsta.", "The target's number; of a range the lowest.")) |row| row.target.number;
    "target_upper" Figure (both("Årsmål, högst", "Target, upper")) (both("Det högsta talet i ett intervall.", "The highest number of a range.")) |row| row.target.upper;
    "unit" Word (both("Enhet", "Unit")) (both("Enheten som årsmålet är räknat i, till exempel %. Talet 90 med enheten % är 90 procent.", "The unit of the target, such as %. The number 90 with the unit % is 90 per cent.")) |row| match row.target.unit.is_empty() {
        true => &*row.council.unit,
        false => &*row.target.unit,
    };
    "council_target" Name (both("KF:s årsmål", "Council's target")) (both("Fullmäktiges årsmål som det trycks.", "The council's target as it is printed.")) |row| &row.council.text;
    "council_target_number" Figure (both("KF:s årsmål, tal", "Council's target, number")) (both("Talet i fullmäktiges årsmål.", "The number of the council's target.")) |row| row.council.number;
    "direction" Word (both("Riktning", "Direction")) (both("Vad som är bättre: högre, lägre eller inom ett intervall.", "What is better: higher, lower or within a range.")) |row| row.indicator.direction.as_ref().map(|direction| Word::from(direction.value));
    "periodicity" Word (both("Periodicitet", "Periodicity")) (both("Hur ofta indikatorn rapporteras, som det är skrivet.", "How often the indicator is reported, as it is written.")) |row| row.indicator.periodicity.as_ref();
    "occasions" Name (both("Tillfällen", "Occasions")) (both("Tillfällena då den rapporteras.", "The occasions at which it is reported.")) |row| &row.occasions;
    "by_gender" Answer (both("Könsuppdelad", "By gender")) (both("Om utfallet också ges för kvinnor och män.", "Whether the outcome is given for women and men too.")) |row| row.indicator.by_gender.as_ref().map(|answer| answer.value);
    "counted" Answer (both("Ackumulerad", "Counted")) (both("Om utfallet räknas från årets början.", "Whether the outcome is counted from the beginning of the year.")) |row| row.indicator.counted.as_ref().map(|answer| answer.value);
    "key_figure" Answer (both("Nyckeltal", "Key figure")) (both("Om den följs utan årsmål med avsikt.", "Whether it is followed without a target by intent.")) |row| row.indicator.key_figure.as_ref().map(|answer| answer.value);
    "starting_value" Name (both("Utgångsvärde", "Starting value")) (both("Läget när målen sattes.", "Where it stood when the targets were set.")) |row| row.indicator.starting_value.as_ref().map(|value| value.value.print());
    "trend" Word (both("Trend", "Trend")) (both("Vart måttet har gått de senaste åren.", "Where the measure has gone in the last years.")) |row| row.indicator.trend.as_ref().map(|trend| Word::from(trend.value));
    "benchmark" Name (both("Jämförelse", "Benchmark")) (both("Hur det är hos andra.", "How others stand.")) |row| row.indicator.benchmark.as_deref().map(Benchmark::print);
    "responsible" Name (both("Ansvarig", "Responsible")) (both("Den roll eller grupp som ansvarar.", "The role or group that answers for it.")) |row| row.indicator.responsible.as_ref();
    "source" Name (both("Källa", "Source")) (both("Varifrån siffrorna kommer.", "Where the figures come from.")) |row| row.indicator.origin.as_ref();
    "kolada" Id (both("Kolada", "Kolada")) (both("Måttets id i Kolada.", "The measure's id in Kolada.")) |row| row.indicator.kolada.as_ref().map(|id| id.value.to_string());
    "description" Prose (both("Beskrivning", "Description")) (both("Vad indikatorn mäter.", "What the indicator measures.")) |row| row.description.as_ref();
}

/// The rows of a plan.
pub(super) fn rows<'a>(scene: Scene<'a, '_>, plan: &'a Plan) -> Vec<IndicatorRow<'a>> {
    let resolved = scene.resolved();
    let place = scene.place(plan.document);
    let occasions = &resolved.settings.steering.occasions;
    let rows = super::in_print(plan, |goal| &goal.indicators).into_iter().map(|(number, item)| {
        let indicator = resolved.indicator(item);
        let reported = resolved.occasions_of(item).unwrap_or_default().iter();
        IndicatorRow {
            place: place.clone(),
            goal: scene.goal(plan, number),
            id: names::indicator_id(indicator),
            indicator,
            is_inherited: item.on.document != plan.document,
            decided_by: scene.decided_by(item.on),
            owner: resolved.owner(&plan.goals[number], item),
            target: TargetCells::of(resolved.target(plan, item).map(|target| &target.value)),
            council: TargetCells::of(indicator.council_target.as_ref().map(|target| &target.value)),
            occasions: reported.map(|occasion| occasions[*occasion].key.as_str()).collect::<Vec<_>>().join(", "),
            description: scene.plain(indicator.description.as_ref()),
        }
    });
    rows.collect()
}
