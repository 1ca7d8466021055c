//! Kolada's answer: values of measures by municipality, year and gender, as rows of outcomes for the indicators that name the measures
//! by `kolada`.
//!
//! Kolada (kolada.se, kept by RKA) answers `/data/kpi/{id}/municipality/{code}/year/{year}` with
//! `{"values": [{"kpi", "municipality", "period", "values": [{"gender": "T"|"K"|"M", "value", "status"}]}]}`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

use crate::diagnostic::Bilingual;
use crate::export::cell::Cell;
use crate::export::tables::outcomes::Gender;
use crate::import::current::{Current, words};
use crate::import::row::{CellAt, Rows, Shown, Value};
use crate::import::taken::Taker;
use crate::model::KoladaId;
use crate::msg;

/// The columns of the rows that values become.
const HEADS: [&str; 8] = ["year", "council", "board", "organisation", "indicator_id", "occasion", "gender", "outcome"];
/// How many of them say whose indicator it is.
const OWN: usize = 5;

/// An answer of Kolada.
#[derive(Debug)]
pub struct Answer {
    values: Vec<Measured>,
    /// The codes of the municipalities that it has values of.
    municipalities: BTreeSet<String>,
    /// The units, such as schools, that it has values of.
    units: BTreeSet<String>,
    /// Whether there are more pages of it.
    goes_on: bool,
}

/// The values of a measure in a municipality and a year.
#[derive(Debug)]
struct Measured {
    measure: String,
    municipality: String,
    year: i16,
    values: Vec<GenderValue>,
}

#[derive(Debug)]
struct GenderValue {
    gender: Gender,
    value: Option<Decimal>,
    /// Why there is no value, in Kolada's word.
    status: String,
}

/// An indicator that names a measure.
struct Named {
    /// Year, council, board, organisation and id, as cells of a row.
    own: Vec<CellAt>,
    by_gender: bool,
}

impl Answer {
    /// Reads an answer; none where JSON is something else.
    pub fn read(bytes: &[u8]) -> Option<Answer> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        // An export may be large, and has no list of this name.
        memchr::memmem::find(bytes, b"\"kpi\"")?;
        let json: Json = serde_json::from_slice(bytes).ok()?;
        let list = json.get("values")?.as_array()?;
        let is_measured = |entry: &Json| entry.get("kpi").is_some() && entry.get("period").is_some();
        if !list.iter().any(is_measured) {
            return None;
        }
        let goes_on = ["next_page", "next_url"].iter().any(|key| json.get(key).is_some_and(Json::is_string));
        let mut answer =
            Answer { values: Vec::new(), municipalities: BTreeSet::new(), units: BTreeSet::new(), goes_on };
        for entry in list.iter().filter_map(Json::as_object) {
            let (Some(measure), Some(year)) = (text(entry, "kpi"), text(entry, "period")) else { continue };
            let Ok(year) = year.parse() else { continue };
            let Some(municipality) = text(entry, "municipality") else {
                answer.units.extend(text(entry, "ou"));
                continue;
            };
            answer.municipalities.insert(municipality.clone());
            let values = entry.get("values").and_then(Json::as_array).into_iter().flatten();
            let values = values.filter_map(Json::as_object).filter_map(of_gender).collect();
            answer.values.push(Measured { measure, municipality, year, values });
        }
        Some(answer)
    }

    /// The municipality whose values are taken: the one that is chosen, else the only one.
    ///
    /// Errors: the answer has no values of it, or those of several and none is chosen.
    pub fn municipality<'a>(&'a self, chosen: Option<&'a str>) -> Result<&'a str, Bilingual> {
        let all: Vec<&str> = self.municipalities.iter().map(String::as_str).collect();
        let (sv, en) = (listed(&all, "och"), listed(&all, "and"));
        match (chosen, &all[..]) {
            (_, []) => {
                Err(Bilingual::fixed("den har inga värden för någon kommun", "it has no values of a municipality"))
            }
            (Some(chosen), _) if self.municipalities.contains(chosen) => Ok(chosen),
            (Some(chosen), _) => Err(msg!(
                "den har inga värden för kommunen {chosen}, men för {sv}",
                "it has no values of the municipality {chosen}, but of {en}",
            )),
            (None, [only]) => Ok(only),
            (None, [first, ..]) => Err(msg!(
                "den har värden för flera kommuner, {sv}: välj en med --municipality {first}, eller skriv kommunkod: {first} i vp.yaml",
                "it has values of several municipalities, {en}: choose one by --municipality {first}, or write kommunkod: {first} in vp.yaml",
            )),
        }
    }

    /// Gives the values of a municipality as rows, each of the occasion.
    pub fn give(&self, municipality: &str, occasion: &str, current: &Current, taker: &mut Taker) {
        taker.sheet("");
        if self.goes_on {
            let words = Bilingual::fixed(
                "Koladas svar har fler sidor än den här",
                "Kolada's answer has more pages than this one",
            );
            let help = Bilingual::fixed(
                "hämta dem också, och läs in dem var för sig",
                "fetch them too, and read in each by itself",
            );
            taker.tell(words, Some(help));
        }
        if let Some(first) = self.units.first() {
            let count = self.units.len();
            let words = msg!(
                "värden för enheter tas inte in: {first} med flera, {count} i allt",
                "values of units are not taken in: {first} and others, {count} in all",
            );
            let alone = msg!("värden för enheten {first} tas inte in", "values of the unit {first} are not taken in");
            taker.tell(if count > 1 { words } else { alone }, None);
        }
        let named = named(current);
        let mut without: BTreeMap<&str, BTreeSet<i16>> = BTreeMap::new();
        for measured in self.values.iter().filter(|measured| measured.municipality == municipality) {
            let (measure, year) = (measured.measure.as_str(), measured.year);
            match KoladaId::read(measure).and_then(|id| named.get(&(id, year))) {
                Some(all) => all.iter().for_each(|named| measured.give(named, occasion, taker)),
                None => _ = without.entry(measure).or_default().insert(year),
            }
        }
        for (measure, years) in without {
            let is_known = KoladaId::read(measure).is_some_and(|id| named.keys().any(|(own, _)| *own == id));
            taker.sheet(measure);
            let years: Vec<String> = years.iter().map(i16::to_string).collect();
            let years: Vec<&str> = years.iter().map(String::as_str).collect();
            let (sv, en) = (listed(&years, "och"), listed(&years, "and"));
            match is_known {
                true => taker.tell(
                    msg!(
                        "ingen plan för {sv} har en indikator med kolada: {measure}",
                        "no plan of {en} has an indicator with kolada: {measure}",
                    ),
                    Some(Bilingual::fixed(
                        "äldre utfall skrivs under serie på indikatorn",
                        "older outcomes are written below serie of the indicator",
                    )),
                ),
                false => taker.tell(
                    msg!("ingen indikator här har kolada: {measure}", "no indicator here has kolada: {measure}"),
                    Some(msg!(
                        "skriv kolada: {measure} på den indikator som mäter det",
                        "write kolada: {measure} on the indicator that measures it",
                    )),
                ),
            }
        }
    }
}

impl Measured {
    /// Gives a row for each gender that the indicator is reported by.
    fn give(&self, named: &Named, occasion: &str, taker: &mut Taker) {
        let mut missing: Option<&GenderValue> = None;
        for value in &self.values {
            if value.gender != Gender::All && !named.by_gender {
                continue;
            }
            let word = value.gender.word();
            // As Kolada names them, in whatever language.
            let suffix = match value.gender {
                Gender::All => "",
                Gender::Women => "K",
                Gender::Men => "M",
            };
            let Some(number) = value.value else {
                missing = missing.or(Some(value));
                continue;
            };
            let place = format!("{} {} {suffix}", self.measure, self.year);
            taker.sheet(place.trim_end());
            let heads = HEADS.iter().enumerate().map(|(column, head)| (column, Value::Text(Arc::from(*head))));
            let heads: Vec<CellAt> = heads.collect();
            let mut cells = named.own.clone();
            cells.push((OWN, Value::Text(Arc::from(occasion))));
            cells.push((OWN + 1, Value::Text(Arc::from(word.id))));
            cells.push((OWN + 2, Value::Number(as_shown(number), Shown::Measured)));
            if taker.row(0, &heads).is_continue() {
                // One row stands below its own head.
                let _ = taker.row(0, &cells);
            }
        }
        if let Some(value) = missing {
            taker.sheet(&format!("{} {}", self.measure, self.year));
            let status = if value.status.is_empty() { String::new() } else { format!(" ({})", value.status) };
            taker.tell(msg!("Kolada har inget värde{status}", "Kolada has no value{status}"), None);
        }
    }
}

/// The indicators that name a measure, by measure and year, each where it is written: those who inherit it have their own outcomes.
fn named(current: &Current) -> BTreeMap<(KoladaId, i16), Vec<Named>> {
    let table = current.planned[0];
    let mut all: BTreeMap<(KoladaId, i16), Vec<Named>> = BTreeMap::new();
    let place = |id: &str| table.kind.position(id).unwrap_or_default();
    let (kolada, inherited, by_gender) = (place("kolada"), place("inherited"), place("by_gender"));
    let own: Vec<usize> = HEADS[..OWN].iter().map(|id| place(id)).collect();
    let mut cells: Vec<Cell> = Vec::new();
    for row in 0..table.count() {
        table.cells(row, &mut cells);
        let (Some(id), Cell::Answer(false)) = (KoladaId::read(&words(&cells[kolada])), &cells[inherited]) else {
            continue;
        };
        let Cell::Whole(year) = cells[own[0]] else { continue };
        let Ok(year) = i16::try_from(year) else { continue };
        let values = own.iter().enumerate().filter_map(|(column, place)| {
            let said = words(&cells[*place]);
            (!said.is_empty()).then(|| (column, Value::Text(Arc::from(said.as_ref()))))
        });
        let named = Named { own: values.collect(), by_gender: matches!(cells[by_gender], Cell::Answer(true)) };
        all.entry((id, year)).or_default().push(named);
    }
    all
}

fn of_gender(value: &Map<String, Json>) -> Option<GenderValue> {
    if value.get("isdeleted").and_then(Json::as_bool) == Some(true) {
        return None;
    }
    let gender = match text(value, "gender")?.as_str() {
        "T" => Gender::All,
        "K" => Gender::Women,
        "M" => Gender::Men,
        _ => return None,
    };
    let number = text(value, "value").and_then(|digits| Value::number(&digits));
    Some(GenderValue { gender, value: number, status: text(value, "status").unwrap_or_default() })
}

/// A text or a number; none of what is empty or null.
fn text(map: &Map<String, Json>, key: &str) -> Option<String> {
    match map.get(key)? {
        Json::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A value with no more decimals than a reader wants: one from ten and up, else two. Kolada computes with many.
fn as_shown(value: Decimal) -> Decimal {
    let decimals = if value.abs() >= Decimal::TEN { 1 } else { 2 };
    value.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// "2019, 2020 och 2021".
fn listed(all: &[&str], and: &str) -> String {
    match all {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [before @ .., last] => format!("{} {and} {last}", before.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_decimals_that_are_read() {
        for (value, shown) in
            [("78.81040892", "78.8"), ("85", "85"), ("2.345", "2.35"), ("0.5", "0.5"), ("-10.25", "-10.3")]
        {
            assert_eq!(as_shown(value.parse().expect("a number")).to_string(), shown);
        }
    }

    #[test]
    fn what_is_no_answer_of_koladas_is_told_from_one() {
        for other in
            ["", "[]", "{\"values\": []}", "{\"outcomes\": [{\"kpi\": 1}]}", "{\"values\": [{\"kpi\": \"N1\"}]}", "{"]
        {
            assert!(Answer::read(other.as_bytes()).is_none(), "{other}");
        }
        let answer = "\u{feff}{\"values\": [{\"kpi\": \"N15419\", \"municipality\": \"0180\", \"period\": \"2024\", \"values\": [{}]}]}";
        let answer = Answer::read(answer.as_bytes()).expect("an answer");
        assert_eq!((answer.municipality(None), answer.values[0].year), (Ok("0180"), 2024));
    }
}
