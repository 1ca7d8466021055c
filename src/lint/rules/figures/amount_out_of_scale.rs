//! Amounts of an income statement that are counted in something else than the budget beside them.

use rust_decimal::Decimal;

use super::{BUDGET, COLUMNS, FORECAST, SIDES, printed_income_statement};
use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::model::IncomeStatementAmounts;
use crate::model::number::print_decimal;
use crate::msg;

/// VP0817.
pub static RULE: Rule = Rule {
    code: "VP0817",
    name: "amount-out-of-scale",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "beloppet är hundra gånger så stort som budgeten, eller har annat tecken",
        "the amount is a hundred times the budget, or has another sign",
    ),
    what: Bilingual::fixed(
        "På en rad i resultaträkningen är utfallet eller prognosen minst hundra gånger så stort som radens budget. Eller så har det ett annat tecken än budgeten, och är minst en tiondel av den.",
        "In a row of the income statement the outcome or the forecast is at least a hundred times the row's budget. Or it has another sign than the budget, and is at least a tenth of it.",
    ),
    why: Bilingual::fixed(
        "Ett sådant belopp är nästan alltid hämtat i kronor till en tabell i tkr, eller ur ett system där kostnader är negativa. Det går in i summan och i nettot.",
        "Such an amount was nearly always taken in kronor for a table in tkr, or from a system in which costs are negative. It goes into the sum and the net.",
    ),
    fixes: Fixes::NONE,
};

/// The columns that are held against the budget.
const HELD: [usize; 2] = [0, FORECAST];

/// Reports each row by its first amount that is out of scale.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let Some(statement) = printed_income_statement(subject) else { return };
    for row in SIDES.iter().flat_map(|(side, ..)| statement.rows(*side)) {
        let Some((column, times)) = out_of_scale(&row.amounts) else { continue };
        let Some(written) = written(&row.amounts, column) else { continue };
        let (key, name, amount) = (COLUMNS[column], row.name.as_str(), print_decimal(written.value));
        let finding = |message| {
            let budget = row.amounts.budget.as_ref().map(|budget| budget.span);
            let finding = Diagnostic::new(&RULE, written.span, message);
            budget.into_iter().fold(finding, |finding, span| finding.other(span, msg!("budgeten", "the budget")))
        };
        sink.push(match times {
            Some(times) => {
                let times = print_decimal(times.round_dp(0).normalize());
                finding(msg!(
                    "{key} {amount} för ”{name}” är {times} gånger budgeten",
                    "{key} {amount} of \"{name}\" is {times} times the budget",
                ))
                .help(msg!(
                    "skriv beloppet i det som belopp_i säger, som budgeten",
                    "write the amount in what belopp_i says, as the budget is",
                ))
            }
            None => finding(msg!(
                "{key} {amount} för ”{name}” har ett annat tecken än budgeten",
                "{key} {amount} of \"{name}\" has another sign than the budget",
            ))
            .help(msg!(
                "kostnader och intäkter skrivs båda utan minus; är beloppet rätt, skriv # vp: tillåt VP0817 med skälet på raden",
                "costs and income are both written without a minus; if the amount is right, write # vp: tillåt VP0817 with the reason on the line",
            )),
        });
    }
}

fn written(amounts: &IncomeStatementAmounts, column: usize) -> Option<&crate::model::At<Decimal>> {
    if column == FORECAST { amounts.forecast.as_ref() } else { amounts.outcome.as_ref() }
}

/// The first column that is out of scale, and how many times the budget it is where its size tells.
fn out_of_scale(amounts: &IncomeStatementAmounts) -> Option<(usize, Option<Decimal>)> {
    let figures = amounts.figures();
    let budget = figures[BUDGET].filter(|budget| !budget.is_zero())?;
    HELD.into_iter().find_map(|column| {
        let share = figures[column]?.checked_div(budget)?;
        if share.abs() >= Decimal::ONE_HUNDRED {
            return Some((column, Some(share.abs())));
        }
        (share <= Decimal::new(-1, 1)).then_some((column, None))
    })
}
