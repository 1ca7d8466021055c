//! A written deviation that the sign rule contradicts.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::figures::net_not_costs_less_income::income_statement::contradiction as contradicted_net;
use crate::lint::rules::figures::rows_not_adding_up::income_statement::contradiction as contradicted_sum;
use crate::lint::rules::figures::{DEVIATION, SIDES, against_the_sign_rule, income_statement_of};
use crate::model::number::print_decimal;
use crate::model::{IncomeStatementAmounts, Side};
use crate::msg;

/// VP0803.
pub static RULE: Rule = Rule {
    code: "VP0803",
    name: "deviation-against-sign-rule",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "avvikelsen är en annan än den som beloppen ger",
        "the deviation is not what the amounts give",
    ),
    what: Bilingual::fixed(
        "På en rad i resultaträkningen, eller i en summa, står en avvikelse som inte är utfall minus budget för intäkter eller budget minus utfall för kostnader och netto. Finns en prognos gäller den i stället för utfallet. En summa nämns inte här om redan dess belopp är fel (VP0801, VP0802).",
        "A row of the income statement, or a sum, has a deviation that is not outcome less budget for income, or budget less outcome for costs and the net. Where there is a forecast it takes the place of the outcome. A sum is not mentioned here where its amounts are wrong already (VP0801, VP0802).",
    ),
    why: Bilingual::fixed(
        "Med den regeln är ett minus alltid dåligt. Byter tecknet betydelse från rad till rad kan läsaren inte se var pengarna tog slut. Beror skillnaden på avrundning kan beloppen skrivas med en decimal till, eller raden få ett undantag.",
        "By that rule a minus is always bad. Where the sign changes its meaning from row to row, readers cannot see where the money went. Where rounding makes the difference, write the amounts with one more decimal, or make an exception for the line.",
    ),
    fixes: Fixes::NONE,
};

/// Reports rows and sums whose written deviation is wrong.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(income_statement) = income_statement_of(subject.document) else { return };
    for (side, _, sum_key) in SIDES {
        for row in income_statement.rows(side) {
            check_one(subject, row.name.as_str(), (&row.amounts, side), sink);
        }
        let is_sound = (0..DEVIATION).all(|column| contradicted_sum(income_statement, side, column).is_none());
        if let Some((_, sum)) = income_statement.written_sum(side).filter(|_| is_sound) {
            check_one(subject, sum_key, (sum, side), sink);
        }
    }
    let is_sound = (0..DEVIATION).all(|column| contradicted_net(income_statement, column).is_none());
    if let Some((_, net)) = income_statement.net.as_ref().filter(|_| is_sound) {
        check_one(subject, "summa_netto", (net, Side::Costs), sink);
    }
}

fn check_one(subject: &Subject, name: &str, (amounts, side): (&IncomeStatementAmounts, Side), sink: &mut Sink) {
    let (Some(written), Some(computed)) = (&amounts.deviation, against_the_sign_rule(amounts, side)) else { return };
    let (stands, makes) = (print_decimal(written.value), print_decimal(computed));
    let (reached_sv, reached_en) = match amounts.forecast {
        Some(_) => ("prognos", "forecast"),
        None => ("utfall", "outcome"),
    };
    let message = match side {
        Side::Income => msg!(
            "{name}: {reached_sv} minus budget blir {makes}, men avvikelsen är {stands}",
            "{name}: {reached_en} less budget makes {makes}, but the deviation is {stands}",
        ),
        Side::Costs => msg!(
            "{name}: budget minus {reached_sv} blir {makes}, men avvikelsen är {stands}",
            "{name}: budget less {reached_en} makes {makes}, but the deviation is {stands}",
        ),
    };
    let mut finding =
        Diagnostic::new(&RULE, written.span, message).label(msg!("här står {stands}", "this says {stands}"));
    if let Some(reached) = amounts.forecast.as_ref().or(amounts.outcome.as_ref()) {
        finding = finding.other(reached.span, msg!("{reached_sv}", "{reached_en}"));
    }
    if let Some(budget) = &amounts.budget {
        finding = finding.other(budget.span, msg!("budget", "budget"));
    }
    let is_turned = written.value == -computed;
    sink.push(finding.help(match side {
        Side::Income if is_turned => msg!(
            "skriv avvikelse: {computed}; för intäkter är mer än budgeten plus",
            "write avvikelse: {computed}; for income more than the budget is a plus",
        ),
        Side::Costs if is_turned => msg!(
            "skriv avvikelse: {computed}; för kostnader och netto är mer än budgeten minus",
            "write avvikelse: {computed}; for costs and the net more than the budget is a minus",
        ),
        _ if amounts.forecast.is_none() && is_within_year(subject) => msg!(
            "skriv prognos: för året, som avvikelsen räknas mot, eller avvikelse: {computed}",
            "write prognos: for the year, which the deviation is counted from, or avvikelse: {computed}",
        ),
        _ => msg!(
            "skriv avvikelse: {computed}, eller rätta {reached_sv} eller budget",
            "write avvikelse: {computed}, or fix the {reached_en} or the budget",
        ),
    }));
}

/// Whether the report is one of an occasion before the year's last.
fn is_within_year(subject: &Subject) -> bool {
    let occasion = subject.resolved.report_of(subject.plan.document).and_then(|report| report.occasion);
    occasion.is_some_and(|occasion| !subject.resolved.is_last(occasion))
}
