//! How indicators have gone through the years, for each organisation: what `vp trend` tells. Data first; as text, as tables,
//! as a page with charts and as JSON in files of their own.

pub mod json;
pub mod page;
pub mod table;
pub mod text;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::model::{At, Direction, Tier, swedish};
use crate::plan_format::fields::same_key;
use crate::read::load::Loaded;
use crate::resolve::ItemRef;
use crate::resolve::inserts::{Change, Through, Trend, TrendPoint};
use crate::resolve::names::indicator_id;

/// Which indicators are asked for, of whom and when.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Ids, or words of names; all indicators where there are none.
    pub indicators: Vec<String>,
    /// An organisation's own name.
    pub organisation: Option<String>,
    /// The years.
    pub years: Option<RangeInclusive<i16>>,
    /// Whether each occasion stands for itself.
    pub by_occasion: bool,
}

/// Why there is nothing to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// No indicator is called so; these there are.
    Indicator(String, Vec<String>),
    /// No organisation is called so; these there are.
    Organisation(String, Vec<String>),
    /// None of the indicators has an outcome in those years.
    NoOutcome,
}

/// How indicators have gone: by organisation in Swedish order, in each in the order of print.
#[derive(Debug)]
pub struct Trends {
    /// The indicators.
    pub indicators: Vec<IndicatorTrend>,
}

/// How one indicator of an organisation has gone.
#[derive(Debug)]
pub struct IndicatorTrend {
    /// The organisation's names, from the municipality down.
    pub organisation: Vec<(Tier, String)>,
    /// The number of the document that it is told from: the organisation's latest.
    pub document: usize,
    /// The indicator's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is counted in; empty where it is a bare number.
    pub unit: String,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// What is known, with the keys of the occasions.
    pub trend: Trend,
    /// How the last outcome stands to the one before.
    pub change: Option<Change>,
}

impl IndicatorTrend {
    /// The organisation's own name.
    pub fn organisation_name(&self) -> &str {
        self.organisation.last().map_or("", |(_, name)| name)
    }
}

/// A plan that no later one of the organisation follows, with the document that knows most of it.
struct Latest {
    plan: usize,
    document: usize,
}

impl Trends {
    /// How the indicators that are asked for have gone.
    ///
    /// Errors: nothing is called so, or there is nothing to tell.
    pub fn of(loaded: &Loaded, wish: &Wish) -> Result<Trends, Unknown> {
        let mut all = latest(loaded, wish.by_occasion);
        let resolved = &loaded.resolved;
        let name = |plan: usize| resolved.documents.head(plan).organisation.name().to_owned();
        if let Some(asked) = &wish.organisation {
            let names: BTreeSet<String> = all.iter().map(|latest| name(latest.plan)).collect();
            all.retain(|latest| name(latest.plan).to_lowercase() == asked.trim().to_lowercase());
            if all.is_empty() {
                return Err(Unknown::Organisation(asked.clone(), names.into_iter().collect()));
            }
        }
        let items: Vec<(&Latest, ItemRef)> = all
            .iter()
            .flat_map(|latest| items(loaded, latest.plan).into_iter().map(move |item| (latest, item)))
            .collect();
        for asked in &wish.indicators {
            if !items.iter().any(|(_, item)| is_called(loaded, *item, asked)) {
                let ids: BTreeSet<String> =
                    items.iter().map(|(_, item)| indicator_id(resolved.indicator(*item))).collect();
                return Err(Unknown::Indicator(asked.clone(), ids.into_iter().collect()));
            }
        }
        let is_wanted = |item: &ItemRef| {
            wish.indicators.is_empty() || wish.indicators.iter().any(|asked| is_called(loaded, *item, asked))
        };
        let through = if wish.by_occasion { Through::Occasions } else { Through::Years };
        let wanted = items.iter().filter(|(_, item)| is_wanted(item));
        let mut indicators: Vec<IndicatorTrend> = wanted
            .filter_map(|(latest, item)| {
                let trend = resolved.trend(latest.document, *item, wish.years.as_ref(), through)?;
                Some(one(loaded, latest, trend))
            })
            .collect();
        if indicators.is_empty() {
            return Err(Unknown::NoOutcome);
        }
        let order = swedish();
        indicators.sort_by(|one, two| {
            let names = one.organisation.iter().zip(&two.organisation);
            let mut compared = names.map(|((_, one), (_, two))| order.compare(one, two));
            let first = compared.find(|ordering| ordering.is_ne());
            first.unwrap_or_else(|| one.organisation.len().cmp(&two.organisation.len()))
        });
        Ok(Trends { indicators })
    }
}

/// The latest plan of each organisation. Within a year only its occasions are comparable with anything: told by years, a
/// plan's own year counts when it is over.
fn latest(loaded: &Loaded, by_occasion: bool) -> Vec<Latest> {
    let resolved = &loaded.resolved;
    let is_told = |number: &usize| {
        let document = &resolved.documents[*number];
        document.is_plan() && document.year.is_some() && loaded.is_printable(*number)
    };
    let asked = loaded.asked_documents().map(|number| resolved.report_of(number).map_or(number, |report| report.plan));
    let plans: BTreeSet<usize> = asked.filter(is_told).collect();
    let followed: BTreeSet<usize> = plans.iter().filter_map(|number| resolved.plans[*number].before).collect();
    let is_latest = |number: &usize| !followed.contains(number) && resolved.plans[*number].copy_of.is_none();
    let of = |plan: usize| {
        let reports = resolved
            .reports_on(plan)
            .filter(|report| report.occasion.is_some_and(|occasion| by_occasion || resolved.is_last(occasion)));
        let last = reports.last().and_then(|report| report.parts.first().copied());
        Latest { plan, document: last.unwrap_or(plan) }
    };
    plans.into_iter().filter(is_latest).map(of).collect()
}

/// The indicators that a plan prints, in the order of print.
fn items(loaded: &Loaded, plan: usize) -> Vec<ItemRef> {
    let plan = &loaded.resolved.plans[plan];
    let mut found: Vec<ItemRef> = Vec::new();
    for item in plan.in_print().into_iter().flat_map(|goal| &plan.goals[goal].indicators) {
        if !found.contains(item) {
            found.push(*item);
        }
    }
    found
}

/// Whether a text is an indicator's id, or a part of its name.
fn is_called(loaded: &Loaded, item: ItemRef, asked: &str) -> bool {
    let indicator = loaded.resolved.indicator(item);
    let is_part = || indicator.name.as_str().to_lowercase().contains(&asked.trim().to_lowercase());
    same_key(asked.trim(), &indicator_id(indicator)) || is_part()
}

fn one(loaded: &Loaded, latest: &Latest, trend: Trend) -> IndicatorTrend {
    let resolved = &loaded.resolved;
    let plan = &resolved.plans[latest.plan];
    let indicator = resolved.indicator(trend.item);
    IndicatorTrend {
        organisation: resolved.documents[latest.plan]
            .organisation
            .names
            .iter()
            .map(|(tier, name)| (*tier, name.value.clone()))
            .collect(),
        document: latest.document,
        id: indicator_id(indicator),
        name: indicator.name.as_str().to_owned(),
        unit: trend.latest().map_or_else(String::new, |latest| latest.unit.clone()),
        direction: indicator.direction.as_ref().map(|direction: &At<Direction>| direction.value),
        change: resolved.change(plan, &trend),
        trend,
    }
}

/// The time of a point: `2025`, or `T1 2025`.
fn time(loaded: &Loaded, point: &TrendPoint) -> String {
    match point.occasion {
        Some(occasion) => format!("{} {}", loaded.resolved.settings.steering.occasions[occasion].key, point.year),
        None => point.year.to_string(),
    }
}
