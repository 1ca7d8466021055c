//! Outcomes per gender that do not fit the outcome of all.

use rust_decimal::Decimal;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::follow_up::{indicators, typed};
use crate::lint::rules::text::outcome_of_small_group::is_small;
use crate::model::number::{NO_BREAK_SPACE, print_decimal};
use crate::model::{At, Indicator, IndicatorReport, Outcome, Quantity, Value};
use crate::msg;

/// VP0506.
pub static RULE: Rule = Rule {
    code: "VP0506",
    name: "genders-not-fitting-total",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "utfallen per kön stämmer inte med utfallet för alla",
        "the outcomes per gender do not fit the outcome of all",
    ),
    what: Bilingual::fixed(
        "En andel eller ett index för alla ligger utanför utfallen för män och kvinnor, eller ett antal är inte deras summa. Ett tal utan enhet kan vara vilketdera som helst och rapporteras bara när det är ingetdera. Att bara ett kön har utfall, eller inget fast indikatorn är `könsuppdelad`, är en varning.",
        "A share or an index of all lies outside the outcomes of men and women, or a count is not their sum. A figure without a unit may be either and is reported only where it is neither. That only one gender has an outcome, or none though the indicator is `könsuppdelad`, is a warning.",
    ),
    why: Bilingual::fixed(
        "Minst ett av talen är fel, och tabellen säger inte vilket. Oftast har två siffror bytt plats eller ett tal hämtats från en annan rad.",
        "At least one of the figures is wrong, and the table does not say which. Most often two digits have changed places or a figure was taken from another line.",
    ),
    fixes: Fixes::NONE,
};

/// Units that count: the figure of all is the sum.
const COUNTED: [&str; 8] = ["st", "st.", "stycken", "antal", "personer", "barn", "ungdomar", "elever"];

/// How the figure of all hangs together with those of men and women.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Total {
    /// It lies between them: a share, an index.
    Between,
    /// It is their sum.
    Sum,
    /// The unit does not tell.
    Either,
}

/// Reports figures that do not fit, and genders that are missing.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    for (_, item) in indicators(subject) {
        let Some(entry) = subject.resolved.indicator_entry(subject.report, item) else { continue };
        let indicator = subject.resolved.indicator(item);
        sink.extend(outside(indicator, entry).or_else(|| incomplete(indicator, entry)));
    }
}

fn outside(indicator: &Indicator, entry: &IndicatorReport) -> Option<Diagnostic> {
    let (all, men, women) = (entry.outcome.as_ref()?, entry.men.as_ref()?, entry.women.as_ref()?);
    let figures = [all.value.quantity()?, men.value.quantity()?, women.value.quantity()?];
    if fits(figures)? {
        return None;
    }
    let name = indicator.name.as_str();
    let [total, of_men, of_women] = [all, men, women].map(|outcome| typed(&outcome.value));
    let sum = figures[1].value.saturating_add(figures[2].value);
    let sum = typed_number(sum, &figures[0].unit);
    let (message, help) = match total_of(&figures[0].unit) {
        Total::Between => (
            msg!(
                "utfallet {total} för ”{name}” ligger inte mellan män {of_men} och kvinnor {of_women}",
                "the outcome {total} of \"{name}\" does not lie between men {of_men} and women {of_women}",
            ),
            msg!(
                "rätta det tal som är fel: utfallet för alla kan inte vara högre eller lägre än för både män och kvinnor",
                "fix the figure that is wrong: the outcome of all cannot be above or below that of both men and women",
            ),
        ),
        Total::Sum => (
            msg!(
                "utfallet {total} för ”{name}” är inte summan av män {of_men} och kvinnor {of_women}",
                "the outcome {total} of \"{name}\" is not the sum of men {of_men} and women {of_women}",
            ),
            msg!(
                "skriv utfall: {sum}, eller rätta det tal som är fel",
                "write utfall: {sum}, or fix the figure that is wrong",
            ),
        ),
        Total::Either => (
            msg!(
                "utfallet {total} för ”{name}” ligger inte mellan män {of_men} och kvinnor {of_women} och är inte deras summa",
                "the outcome {total} of \"{name}\" does not lie between men {of_men} and women {of_women} and is not their sum",
            ),
            msg!(
                "rätta det tal som är fel; är det ett antal, skriv utfall: {sum}",
                "fix the figure that is wrong; if it is a count, write utfall: {sum}",
            ),
        ),
    };
    Some(
        Diagnostic::new(&RULE, all.span, message)
            .label(msg!("alla", "all"))
            .other(men.span, msg!("män", "men"))
            .other(women.span, msg!("kvinnor", "women"))
            .help(help),
    )
}

/// Whether the figures of all, men and women fit; `None` where they are counted in different units.
pub(super) fn fits([all, men, women]: [&Quantity; 3]) -> Option<bool> {
    if !all.same_unit(men) || !all.same_unit(women) {
        return None;
    }
    let scales = [all, men, women].map(|figure| figure.value.scale());
    let [least, most] = [scales.iter().min()?, scales.iter().max()?].map(|scale| *scale);
    let half = |scale: u32| Decimal::new(5, (scale + 1).min(28));
    let (low, high) = (men.value.min(women.value), men.value.max(women.value));
    let near = half(least);
    let is_between = low.saturating_sub(near) <= all.value && all.value <= high.saturating_add(near);
    // Each of the three may be rounded where they have decimals; whole numbers are counts.
    let near = if most == 0 { Decimal::ZERO } else { half(least).saturating_mul(Decimal::from(3)) };
    let is_sum = men.value.saturating_add(women.value).saturating_sub(all.value).abs() <= near;
    Some(match total_of(&all.unit) {
        Total::Between => is_between,
        Total::Sum => is_sum,
        Total::Either => is_between || is_sum,
    })
}

pub(super) fn total_of(unit: &str) -> Total {
    let unit = unit.to_lowercase();
    if ["%", "procent", "‰", "promille"].contains(&unit.as_str()) || unit.contains("index") || unit.contains(" per ")
    {
        Total::Between
    } else if COUNTED.contains(&unit.as_str()) {
        Total::Sum
    } else {
        Total::Either
    }
}

fn typed_number(value: Decimal, unit: &str) -> String {
    let text = print_decimal(value).replace(NO_BREAK_SPACE, " ");
    if unit.is_empty() { text } else { format!("{text} {unit}") }
}

/// One gender alone, or none where the plan asks for both. Of a group too small to tell about none is asked for.
fn incomplete(indicator: &Indicator, entry: &IndicatorReport) -> Option<Diagnostic> {
    if entry.has_unread_keys
        || [&*entry.men_count, &*entry.women_count]
            .into_iter()
            .filter_map(Value::as_ref)
            .any(|count| is_small(count.value))
    {
        return None;
    }
    let is_given = |outcome: &&At<Outcome>| outcome.value != Outcome::Missing;
    let name = indicator.name.as_str();
    let (given, other) = match (&*entry.men, &*entry.women) {
        (Value::Read(men), Value::Absent) => (men, ("kvinnor", "women")),
        (Value::Absent, Value::Read(women)) => (women, ("män", "men")),
        (Value::Absent, Value::Absent) => return neither(indicator, entry),
        (Value::Read(_) | Value::Broken(_), _) | (_, Value::Broken(_)) => return None,
    };
    let given = Some(given).filter(is_given)?;
    let (key, en) = other;
    Some(
        Diagnostic::new(
            &RULE,
            given.span,
            msg!("”{name}” har utfall för bara ett kön", "\"{name}\" has an outcome of only one gender"),
        )
        .lower(Severity::Warning)
        .label(msg!("utfallet för {key} saknas", "the outcome of {en} is missing"))
        .help(msg!(
            "skriv också {key}: …; finns inget utfall, skriv {key}: saknas",
            "write {key}: … too; if there is no outcome, write {key}: saknas",
        )),
    )
}

fn neither(indicator: &Indicator, entry: &IndicatorReport) -> Option<Diagnostic> {
    let by_gender = indicator.by_gender.as_ref().filter(|by_gender| by_gender.value)?;
    let outcome = entry.outcome.as_ref().filter(|outcome| outcome.value != Outcome::Missing)?;
    let name = indicator.name.as_str();
    Some(
        Diagnostic::new(
            &RULE,
            outcome.span,
            msg!(
                "”{name}” är könsuppdelad men har inga utfall för män och kvinnor",
                "\"{name}\" is divided by gender but has no outcomes of men and women",
            ),
        )
        .lower(Severity::Warning)
        .label(msg!("bara utfallet för alla", "only the outcome of all"))
        .other(by_gender.span, msg!("könsuppdelad i planen", "könsuppdelad in the plan"))
        .help(msg!(
            "skriv män: … och kvinnor: … under utfall; finns inget utfall, skriv saknas efter nyckeln",
            "write män: … and kvinnor: … below utfall; if there is no outcome, write saknas after the key",
        )),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_lie_between_counts_are_summed_and_rounding_is_allowed() {
        let fits = |all, men, women| {
            let read = |written| Quantity::read(written).expect("a quantity");
            fits([&read(all), &read(men), &read(women)])
        };
        for (all, men, women, expected) in [
            ("75,11 %", "78,22 %", "81,11 %", Some(false)),
            ("75,11", "78,22", "81,11", Some(false)),
            ("75,11 %", "78,22", "81,11 %", None),
            ("80 procent", "78,22 %", "81,11%", Some(true)),
            ("159,33 %", "78,22 %", "81,11 %", Some(false)),
            ("78 %", "78,22 %", "81,11 %", Some(true)),
            ("77 %", "78,22 %", "81,11 %", Some(false)),
            ("78,2 %", "78,3 %", "81 %", Some(true)),
            ("78,25", "78,3", "81,1", Some(true)),
            ("78,2", "78,3", "81,1", Some(false)),
            ("9", "4", "5", Some(true)),
            ("9", "4", "6", Some(false)),
            ("5", "4", "6", Some(true)),
            ("5 barn", "4 barn", "6 barn", Some(false)),
            ("10 barn", "4 barn", "6 barn", Some(true)),
            ("12,4 dagar", "3,1 dagar", "9,2 dagar", Some(true)),
            ("12,7 dagar", "3,1 dagar", "9,2 dagar", Some(false)),
            ("-3", "-4", "-2", Some(true)),
        ] {
            assert_eq!(fits(all, men, women), expected, "{all} of {men} and {women}");
        }
    }
}
