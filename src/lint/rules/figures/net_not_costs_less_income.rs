//! A net that is not costs less income.

pub(crate) mod income_statement;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::figures::income_statement_of;
use crate::lint::rules::figures::rows_not_adding_up::is_rounded_net;
use crate::model::number::print_decimal;
use crate::model::{Amounts, Budget};
use crate::msg;

/// VP0802.
pub static RULE: Rule = Rule {
    code: "VP0802",
    name: "net-not-costs-less-income",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("netto är inte kostnader minus intäkter", "the net is not costs less income"),
    what: Bilingual::fixed(
        "Ett netto är inte kostnader minus intäkter: på en rad i budgeten, i `totalt` eller i en kolumn av resultaträkningens `summa_netto`. Ett belopp som inte är skrivet räknas som noll. `totalt` och `summa_netto` nämns inte här om redan radernas summa är en annan (VP0801), och nettots avvikelse bara när den inte kan räknas ut av nettots egna belopp (VP0803).",
        "A net is not costs less income: in a row of the budget, in `totalt`, or in a column of the income statement's `summa_netto`. An amount that is not written counts as nothing. `totalt` and `summa_netto` are not mentioned here where the rows already make a different sum (VP0801), and the deviation of the net only where it cannot be computed from the net's own amounts (VP0803).",
    ),
    why: Bilingual::fixed(
        "De tre beloppen säger emot varandra, och läsaren kan inte veta vilket av dem som är beslutat. Netto skrivs med plus när kostnaderna är störst. En skillnad på högst en enhet av den sista skrivna siffran kan vara avrundning och är en upplysning.",
        "The three amounts contradict each other, and readers cannot know which of them was decided. The net is written with a plus when the costs are larger. A difference of at most one unit of the last written digit may be rounding and is an info.",
    ),
    fixes: Fixes::NONE,
};

/// Reports rows, and totals, whose net is wrong.
pub fn check(subject: &Subject, sink: &mut Sink) {
    if let Some(income_statement) = income_statement_of(subject.document) {
        income_statement::check(income_statement, sink);
    }
    let Some(budget) = subject.document.economy.as_ref().and_then(|economy| economy.budget.as_ref()) else { return };
    for row in &budget.rows {
        check_one(row.name.as_str(), &row.amounts, sink);
    }
    if let Some((_, total)) = &budget.total
        && !contradicted(budget, total)
    {
        check_one("totalt", total, sink);
    }
}

fn check_one(name: &str, amounts: &Amounts, sink: &mut Sink) {
    let (Some(net), Some(computed)) = (&amounts.net, amounts.computed_net()) else { return };
    if net.value == computed {
        return;
    }
    let (stands, makes) = (print_decimal(net.value), print_decimal(computed));
    let mut finding = Diagnostic::new(
        &RULE,
        net.span,
        msg!(
            "{name}: kostnader minus intäkter blir {makes}, men netto är {stands}",
            "{name}: costs less income make {makes}, but the net is {stands}",
        ),
    )
    .label(msg!("här står {stands}", "this says {stands}"));
    if let Some(costs) = &amounts.costs {
        finding = finding.other(costs.span, msg!("kostnader", "costs"));
    }
    if let Some(income) = &amounts.income {
        finding = finding.other(income.span, msg!("intäkter", "income"));
    }
    let written = amounts.in_order().into_iter().take(3).flatten().map(|amount| amount.value);
    if net.value != -computed && is_rounded_net(written, computed.saturating_sub(net.value)) {
        sink.push(rounded(finding));
        return;
    }
    sink.push(finding.help(match net.value == -computed {
        true => msg!(
            "skriv netto: {computed}; netto är kostnader minus intäkter, alltså plus när kostnaderna är störst",
            "write netto: {computed}; the net is costs less income, so plus when the costs are larger",
        ),
        false => msg!(
            "skriv netto: {computed}, eller rätta kostnader eller intäkter",
            "write netto: {computed}, or fix the costs or the income",
        ),
    }));
}

/// The finding about a difference that may be rounding.
fn rounded(finding: Diagnostic) -> Diagnostic {
    finding.lower(Severity::Info).help(msg!(
        "skillnaden kan vara avrundning: då behöver inget göras; annars rätta netto, kostnader eller intäkter",
        "the difference may be rounding: then nothing needs doing; otherwise fix the net, the costs or the income",
    ))
}

/// Whether the rows make other sums than the total says: that is VP0801's finding, and the net often its consequence.
fn contradicted(budget: &Budget, total: &Amounts) -> bool {
    let written = total.in_order();
    let sums = budget.sums();
    (0..3).any(|column| match (written[column], sums[column]) {
        (Some(written), Some(sum)) => written.value != sum,
        _ => false,
    })
}
