//! A budget in the income statement that is not the plan's.

use rust_decimal::Decimal;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::figures::{BUDGET, SIDES, printed_income_statement};
use crate::model::number::print_decimal;
use crate::model::{At, Budget, IncomeStatement, Side, Unit};
use crate::msg;
use crate::source::Span;

/// VP0806.
pub static RULE: Rule = Rule {
    code: "VP0806",
    name: "budget-differing-from-plan",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "budgeten i rapporten är en annan än i planen",
        "the budget of the follow-up differs from the plan's",
    ),
    what: Bilingual::fixed(
        "Budgeten för kostnader, intäkter eller netto i rapportens resultaträkning är en annan än i planens budget med de budgetändringar som årets rapporter nämner till och med den. Är de skrivna i kr, tkr och mnkr räknas de om, och det som avrundningen kan förklara nämns inte: ett belopp i mnkr med en decimal kan vara 0,05 mnkr fel. Nettot jämförs bara när kostnader och intäkter inte finns på båda ställena, eller när en ändring inte säger vilken rad den gäller.",
        "The budget for costs, income or the net in the follow-up's income statement differs from that of the plan's budget with the changes (`budgetändringar`) that the year's follow-ups name up to it. Amounts in kr, tkr and mnkr are converted, and what rounding can explain is not mentioned: an amount in mnkr with one decimal may be 0,05 mnkr off. The net is compared only where costs and income are not in both places, or where a change does not say which row it applies to.",
    ),
    why: Bilingual::fixed(
        "Avvikelsen ska vara mot den budget som beslutades. Har budgeten ändrats under året behöver läsaren få veta det – `budgetändringar` trycks – annars ser resultatet bättre eller sämre ut än det är.",
        "The deviation is to be from the budget that was decided. If the budget was changed during the year readers need to know – `budgetändringar` are printed – otherwise the result looks better or worse than it is.",
    ),
    fixes: Fixes::NONE,
};

/// An amount of one table.
#[derive(Clone, Copy)]
struct Amount {
    value: Decimal,
    /// How much rounding may have changed it.
    rounding: Decimal,
    span: Span,
}

/// Reports costs and income of the budget that differ; the net where the two tables do not have both.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let economy = subject.resolved.documents[subject.report.plan].economy.as_ref();
    let Some(budget) = economy.and_then(|economy| economy.budget.as_ref()) else { return };
    let Some(income_statement) = printed_income_statement(subject) else { return };
    let (Some(At { value: here, .. }), Some(At { value: planned, .. })) =
        (income_statement.unit.as_ref(), budget.unit.as_ref())
    else {
        return;
    };
    let units = (*here, *planned);
    let economy = subject.resolved.economy(subject.report);
    let mut compared = 0;
    // A change of the net may have changed either side.
    for (side, key, _) in SIDES.into_iter().filter(|_| !economy.has_change_of_net_alone()) {
        if let (Some(reported), Some(plan)) = (of_side(income_statement, side), of_column(budget, side)) {
            check_one(key, (reported, plan), economy.change_of_side(side), units, sink);
            compared += 1;
        }
    }
    // Where both sides are compared the net follows from them, and their roundings add up in it.
    if let (0 | 1, Some(reported), Some(plan)) = (compared, net_of(income_statement), planned_net(budget)) {
        check_one("netto", (reported, plan), economy.change_of_net(), units, sink);
    }
}

/// Compares one amount with the plan's and what was decided of it since, which is counted as the report's amounts are.
fn check_one(
    key: &str,
    (reported, plan): (Amount, Amount),
    change: Option<Decimal>,
    (here, planned): (Unit, Unit),
    sink: &mut Sink,
) {
    let current = planned.convert(plan.value, here).map(|plan| plan.saturating_add(change.unwrap_or_default()));
    let difference = current.and_then(|current| reported.value.checked_sub(current));
    let rounding = planned.convert(plan.rounding, here).map(|plan| (reported.rounding, plan));
    let (Some(current), Some(difference), Some((one, other))) = (current, difference, rounding) else { return };
    if difference.abs() <= one.max(other) {
        return;
    }
    let (stands, word) = (print_decimal(reported.value), here.word());
    let (holds, planned_word) = (print_decimal(plan.value), planned.word());
    let message = match change {
        None => msg!(
            "budgeten för {key} är {stands} {word}, men i planen är den {holds} {planned_word}",
            "the budget for {key} is {stands} {word}, but in the plan it is {holds} {planned_word}",
        ),
        Some(change) => {
            let (change, current) = (print_decimal(change), print_decimal(current.normalize()));
            msg!(
                "budgeten för {key} är {stands} {word}, men planens {holds} {planned_word} och ändringarnas {change} {word} blir {current} {word}",
                "the budget for {key} is {stands} {word}, but the plan's {holds} {planned_word} and the changes of {change} {word} make {current} {word}",
            )
        }
    };
    let help = match change {
        None => msg!(
            "rätta budgeten; har den ändrats under året, skriv beslutet under budgetändringar",
            "fix the budget; if it was changed during the year, write the decision below budgetändringar",
        ),
        Some(_) => msg!(
            "skriv den gällande budgeten, med ändringarna inräknade, eller rätta budgetändringar",
            "write the current budget, changes included, or fix budgetändringar",
        ),
    };
    sink.push(
        Diagnostic::new(&RULE, reported.span, message)
            .label(msg!("i resultaträkningen", "in the income statement"))
            .other(plan.span, msg!("i planen, {holds} {planned_word}", "in the plan, {holds} {planned_word}"))
            .help(help),
    );
}

/// An amount as written: rounding is at most half of its last decimal.
fn written(amount: &At<Decimal>) -> Amount {
    let rounding = Decimal::new(5, (amount.value.scale() + 1).min(28));
    Amount { value: amount.value, rounding, span: amount.span }
}

/// The sum of rows, each of which may be rounded; `None` without any.
fn summed<'a>(amounts: impl Iterator<Item = &'a At<Decimal>>, span: Span) -> Option<Amount> {
    let sum = amounts.map(written).reduce(|sum, amount| Amount {
        value: sum.value.saturating_add(amount.value),
        rounding: sum.rounding.saturating_add(amount.rounding),
        span,
    });
    sum.map(|sum| Amount { span, ..sum })
}

fn of_side(income_statement: &IncomeStatement, side: Side) -> Option<Amount> {
    let sum = income_statement.written_sum(side).and_then(|(_, sum)| sum.in_order()[BUDGET]);
    let rows = income_statement.rows(side).iter().filter_map(|row| row.amounts.in_order()[BUDGET]);
    sum.map(written).or_else(|| summed(rows, income_statement.span))
}

fn net_of(income_statement: &IncomeStatement) -> Option<Amount> {
    let net = income_statement.net.as_ref().and_then(|(_, net)| net.in_order()[BUDGET]).map(written);
    net.or_else(|| {
        less(of_side(income_statement, Side::Costs), of_side(income_statement, Side::Income), income_statement.span)
    })
}

/// A side of the plan's budget.
fn of_column(budget: &Budget, side: Side) -> Option<Amount> {
    column(budget, if side == Side::Costs { 0 } else { 1 })
}

/// A column of the plan's budget: as written in the total, else summed.
fn column(budget: &Budget, column: usize) -> Option<Amount> {
    let total = budget.total.as_ref().and_then(|(_, total)| total.in_order()[column]);
    let rows = budget.rows.iter().filter_map(|row| row.amounts.in_order()[column]);
    total.map(written).or_else(|| summed(rows, budget.span))
}

/// The net of the plan's budget; summed only where every row has one.
fn planned_net(budget: &Budget) -> Option<Amount> {
    let is_written = budget.total.as_ref().is_some_and(|(_, total)| total.net.is_some());
    let in_rows = budget.rows.iter().all(|row| row.amounts.net.is_some());
    match is_written || in_rows {
        true => column(budget, 2),
        false => less(of_column(budget, Side::Costs), of_column(budget, Side::Income), budget.span),
    }
}

/// Costs less income, where both are known.
fn less(costs: Option<Amount>, income: Option<Amount>, span: Span) -> Option<Amount> {
    let (costs, income) = (costs?, income?);
    let rounding = costs.rounding.saturating_add(income.rounding);
    Some(Amount { value: costs.value.saturating_sub(income.value), rounding, span })
}
