//! How indicators have gone as JSON for programs. The shape is that of docs/trend.md; a change that could break a reader
//! raises the version.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Serialize;

use super::{IndicatorTrend, Trends};
use crate::identity::shown;
use crate::model::{Direction, Outcome, Target};
use crate::read::load::Loaded;
use crate::resolve::inserts::{Change, TrendPoint};

/// The version of the shape.
const VERSION: u8 = 1;

/// All of them, with a line break at the end.
pub fn write(trends: &Trends, loaded: &Loaded) -> String {
    let shape = TrendsShape {
        version: VERSION,
        indicators: trends.indicators.iter().map(|told| indicator(told, loaded)).collect(),
    };
    let text = serde_json::to_string_pretty(&shape).expect("texts, numbers and lists can be written as JSON");
    text + "\n"
}

#[derive(Serialize)]
struct TrendsShape<'t> {
    version: u8,
    indicators: Vec<IndicatorShape<'t>>,
}

#[derive(Serialize)]
struct IndicatorShape<'t> {
    organisation: Vec<NameShape<'t>>,
    id: Cow<'t, str>,
    name: Cow<'t, str>,
    unit: Option<Cow<'t, str>>,
    direction: Option<&'static str>,
    change: Option<&'static str>,
    points: Vec<PointShape>,
}

#[derive(Serialize)]
struct NameShape<'t> {
    rank: &'static str,
    name: Cow<'t, str>,
}

#[derive(Serialize)]
struct PointShape {
    year: i16,
    occasion: Option<String>,
    outcome: Option<FigureShape>,
    women: Option<FigureShape>,
    men: Option<FigureShape>,
    target: Option<FigureShape>,
    new_measure: bool,
}

/// A figure as it is printed; its number as digits with a point, where it is one.
#[derive(Serialize)]
struct FigureShape {
    text: String,
    number: Option<String>,
    unit: Option<String>,
}

fn indicator<'t>(told: &'t IndicatorTrend, loaded: &Loaded) -> IndicatorShape<'t> {
    let names = told.organisation.iter().map(|(tier, name)| NameShape { rank: tier.name(), name: shown(name) });
    IndicatorShape {
        organisation: names.collect(),
        id: shown(&told.id),
        name: shown(&told.name),
        unit: Some(shown(&told.unit)).filter(|unit| !unit.is_empty()),
        direction: told.direction.map(|direction| match direction {
            Direction::Higher => "higher",
            Direction::Lower => "lower",
            Direction::Range => "range",
        }),
        change: told.change.map(|change| match change {
            Change::Better => "better",
            Change::Unchanged => "unchanged",
            Change::Worse => "worse",
            Change::Higher => "higher",
            Change::Lower => "lower",
            Change::NewMeasure => "new_measure",
        }),
        points: told.trend.points.iter().map(|point| self::point(point, loaded)).collect(),
    }
}

fn point(point: &TrendPoint, loaded: &Loaded) -> PointShape {
    let outcome =
        |outcome: &Option<Outcome>| outcome.as_ref().map(|outcome| figure(outcome.print(), outcome.quantity()));
    let occasion = |occasion: usize| loaded.resolved.settings.steering.occasions[occasion].key.clone();
    PointShape {
        year: point.year,
        occasion: point.occasion.map(occasion),
        outcome: outcome(&point.outcome),
        women: outcome(&point.women),
        men: outcome(&point.men),
        target: point.target.as_ref().map(|target: &Target| figure(target.print(), target.quantity())),
        new_measure: point.is_new_measure,
    }
}

fn figure(text: String, quantity: Option<&crate::model::Quantity>) -> FigureShape {
    let number = |value: Decimal| if value.is_zero() { value.abs().to_string() } else { value.to_string() };
    FigureShape {
        text: shown(&text).into_owned(),
        number: quantity.map(|quantity| number(quantity.value)),
        unit: quantity.map(|quantity| quantity.unit.clone()).filter(|unit| !unit.is_empty()),
    }
}
