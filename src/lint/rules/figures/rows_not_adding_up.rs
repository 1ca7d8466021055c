//! Rows of the budget, or of an income statement, that do not add up to the written sum.

pub(crate) mod income_statement;

use rust_decimal::Decimal;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::figures::income_statement_of;
use crate::model::number::print_decimal;
use crate::model::{Amounts, At, Budget, BudgetRow, CarriedResult};
use crate::msg;
use crate::source::Span;

/// VP0801.
pub static RULE: Rule = Rule {
    code: "VP0801",
    name: "rows-not-adding-up",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "raderna blir inte den summa som står skriven",
        "the rows do not make the sum that is written",
    ),
    what: Bilingual::fixed(
        "Beloppen i en kolumn av budgeten blir tillsammans något annat än det belopp som står i `totalt`, eller beloppen i en kolumn av resultaträkningen något annat än `summa_intäkter` eller `summa_kostnader`, eller så är en av raderna själv en summa av dem ovanför, eller så blir `ingående` och `årets` i `resultatenhet` inte `utgående`. En rad utan belopp räknas som noll, och ett netto eller en avvikelse som inte är skriven räknas ut av de andra beloppen. En summas avvikelse jämförs med raderna bara när den inte kan räknas ut av summans egna belopp (VP0803).",
        "The amounts of one column of the budget together make something other than the amount written in `totalt`, or those of one column of the income statement something other than `summa_intäkter` or `summa_kostnader`, or one of the rows is itself a sum of those above it, or `ingående` and `årets` of `resultatenhet` do not make `utgående`. A row without an amount counts as nothing, and a net or a deviation that is not written is computed from the other amounts. The deviation of a sum is compared with the rows only where it cannot be computed from the sum's own amounts (VP0803).",
    ),
    why: Bilingual::fixed(
        "Den som läser tabellen räknar efter, och en summa som inte stämmer gör att ingen siffra i dokumentet blir trodd. Felet är oftast en rad som ändrats sent. En skillnad på högst en halv enhet av den sista skrivna siffran för varje rad kan vara avrundning och är en upplysning.",
        "Readers of the table add it up, and a sum that is wrong makes every figure of the document doubtful. Most often a row was changed late. A difference of at most half a unit of the last written digit for each row may be rounding and is an info.",
    ),
    fixes: Fixes::NONE,
};

/// The keys of the four amounts, in the order of [`Amounts::in_order`].
const COLUMNS: [&str; 4] = ["kostnader", "intäkter", "netto", "förändring"];

/// Reports each column whose written sum is not that of its rows.
pub fn check(subject: &Subject, sink: &mut Sink) {
    if let Some(income_statement) = income_statement_of(subject.document) {
        income_statement::check(income_statement, sink);
    }
    let economy = subject.document.follow_up.as_ref().and_then(|follow_up| follow_up.economy.as_ref());
    if let Some(carried) = economy.and_then(|economy| economy.carried_result.as_ref()) {
        check_carried(carried, sink);
    }
    let Some(budget) = subject.document.economy.as_ref().and_then(|economy| economy.budget.as_ref()) else { return };
    let amounts = |row: &BudgetRow| row.amounts.in_order().map(|amount| amount.map(|amount| amount.value)).to_vec();
    if let Some(row) = first_sum(budget.rows.iter().map(|row| (row.name.as_str(), amounts(row)))) {
        sink.push(sum_among_rows(&budget.rows[row].name, budget.rows[row].span, "totalt"));
        return;
    }
    let Some((_, total)) = &budget.total else { return };
    for (column, written) in total.in_order().into_iter().enumerate() {
        let (Some(written), Some((sum, rows))) = (written, sum(budget, column)) else { continue };
        if sum == written.value {
            continue;
        }
        let amounts = budget.rows.iter().filter_map(|row| amount(&row.amounts, column));
        sink.push(finding((COLUMNS[column], "totalt"), written, (sum, rows), amounts));
    }
}

/// Reports a result carried over that is not what came from the years before and was made in the year.
fn check_carried(carried: &CarriedResult, sink: &mut Sink) {
    let [Some(opening), Some(of_year), Some(closing)] = carried.in_order() else { return };
    let made = opening.value.saturating_add(of_year.value);
    if made != closing.value {
        let amounts = [opening.value, of_year.value].into_iter();
        let rows = (made, opening.span.to(of_year.span));
        sink.push(finding(("resultatenhet", "utgående"), closing, rows, amounts));
    }
}

/// The finding about a row that is the sum of those above it, and so is counted once more.
fn sum_among_rows(name: &At<String>, span: Span, key: &str) -> Diagnostic {
    let written = name.as_str();
    Diagnostic::new(
        &RULE,
        span,
        msg!(
            "raden ”{written}” är summan av raderna ovanför och räknas en gång till",
            "the row \"{written}\" is the sum of the rows above it and is counted once more",
        ),
    )
    .help(msg!(
        "ta bort raden: summan räknas ut av vp, eller skrivs efter {key}:",
        "remove the row: vp computes the sum, or it is written after {key}:",
    ))
}

/// The number of the first row that is called a sum and is that of the rows above it.
fn first_sum<'a>(rows: impl Iterator<Item = (&'a str, Vec<Option<Decimal>>)>) -> Option<usize> {
    let mut sums: Vec<Decimal> = Vec::new();
    for (number, (name, amounts)) in rows.enumerate() {
        sums.resize(amounts.len(), Decimal::ZERO);
        let name = name.to_lowercase();
        let is_called_so = ["summa", "totalt", "total"].iter().any(|word| name.starts_with(word));
        let mut written =
            amounts.iter().zip(&sums).filter_map(|(amount, sum)| Some((amount.as_ref()?, sum))).peekable();
        if number > 0 && is_called_so && written.peek().is_some() && written.all(|(amount, sum)| amount == sum) {
            return Some(number);
        }
        for (sum, amount) in sums.iter_mut().zip(amounts) {
            *sum = sum.saturating_add(amount.unwrap_or_default());
        }
    }
    None
}

/// The finding about one column: its key and that of the sum, the sum as written, what the rows make, and their amounts.
fn finding(
    (key, sum_key): (&str, &str),
    written: &At<Decimal>,
    (sum, rows): (Decimal, Span),
    amounts: impl Iterator<Item = Decimal>,
) -> Diagnostic {
    let (stands, makes) = (print_decimal(written.value), print_decimal(sum));
    let finding = Diagnostic::new(
        &RULE,
        written.span,
        msg!(
            "raderna under {key} blir {makes}, men i {sum_key} står {stands}",
            "the rows under {key} make {makes}, but {sum_key} says {stands}",
        ),
    )
    .label(msg!("här står {stands}", "this says {stands}"))
    .other(rows, msg!("raderna, som blir {makes}", "the rows, which make {makes}"));
    let difference = sum.saturating_sub(written.value);
    let by = print_decimal(difference.abs());
    if is_rounding(amounts, written.value, difference) {
        return finding.lower(Severity::Info).help(msg!(
            "skillnaden, {by}, kan vara avrundning: då behöver inget göras; annars rätta raden som är fel",
            "the difference, {by}, may be rounding: then nothing needs doing; otherwise fix the row that is wrong",
        ));
    }
    finding.help(msg!(
        "skillnaden är {by}: rätta raden som är fel, eller skriv raden som fattas; är det summan som är fel, skriv {key}: {sum} i {sum_key}",
        "the difference is {by}: fix the row that is wrong, or write the row that is missing; if it is the sum that is wrong, write {key}: {sum} in {sum_key}",
    ))
}

fn amount(amounts: &Amounts, column: usize) -> Option<Decimal> {
    match column {
        2 => amounts.known_net(),
        _ => amounts.in_order()[column].map(|amount| amount.value),
    }
}

/// The sum of a column and the place from its first amount to its last; `None` where no row has one.
fn sum(budget: &Budget, column: usize) -> Option<(Decimal, Span)> {
    let mut found: Option<(Decimal, Span)> = None;
    for row in &budget.rows {
        let Some(value) = amount(&row.amounts, column) else { continue };
        let span = row.amounts.in_order()[column].map_or(row.span, |amount| amount.span);
        found = Some(match found {
            Some((sum, first)) => (sum.saturating_add(value), first.to(span)),
            None => (value, span),
        });
    }
    found
}

/// Whether rounding each row could have made the difference: at most half of the last written place for each, and half of
/// its own for a sum that is written with fewer places.
fn is_rounding(amounts: impl Iterator<Item = Decimal>, written: Decimal, difference: Decimal) -> bool {
    let half = |scale: u32| Decimal::new(5, (scale + 1).min(28));
    let scales: Vec<u32> = amounts.map(|amount| amount.scale()).collect();
    let places = scales.iter().copied().max().unwrap_or(0);
    let of_rows = half(places).saturating_mul(Decimal::from(scales.len()));
    let of_sum = if written.scale() < places { half(written.scale()) } else { Decimal::ZERO };
    difference.abs() <= of_rows.saturating_add(of_sum)
}

/// Whether rounding costs and income could have made the difference of a net: at most one of the last written place.
pub(crate) fn is_rounded_net(amounts: impl Iterator<Item = Decimal>, difference: Decimal) -> bool {
    let places = amounts.map(|amount| amount.scale()).max().unwrap_or(0);
    difference.abs() <= Decimal::new(1, places.min(28))
}
