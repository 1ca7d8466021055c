//! A budget that is smaller than the budgets of the organisations that it is for.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::{Plans, Survey};
use crate::model::number::print_decimal;
use crate::model::{Budget, Head, Unit};
use crate::msg;
use crate::resolve::Resolved;
use crate::resolve::names::plain_name;
use crate::source::Span;

/// VP0813.
pub static RULE: Rule = Rule {
    code: "VP0813",
    name: "budget-below-its-parts",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "budgeten är mindre än budgetarna under den",
        "the budget is smaller than the budgets under it",
    ),
    what: Bilingual::fixed(
        "En rad i budgeten heter som en organisation vars plan bygger på den här, och radens netto är mindre än den planens. Eller så är budgetens hela netto mindre än summan av de planer för samma år som bygger direkt på den.",
        "A row of the budget has the name of an organisation whose plan builds on this one, and the row's net is smaller than that plan's. Or the whole net of the budget is smaller than the sum of the plans of the same year that build directly on it.",
    ),
    why: Bilingual::fixed(
        "Nämnden fördelar ramen till sina enheter. Räcker den inte till det som enheterna planerar för, har någon av dem fel belopp, och felet syns först när pengarna är slut.",
        "The board divides its frame among its units. Where it does not cover what the units plan for, one of them has the wrong amount, and the fault shows only when the money is gone.",
    ),
    fixes: Fixes::NONE,
};

/// The net of a budget as it is known: in the total, else over the rows.
struct Net {
    amount: Decimal,
    unit: Unit,
    span: Span,
}

fn net_of(budget: &Budget) -> Option<Net> {
    let unit = budget.unit.as_ref()?.value;
    if let Some((span, total)) = &budget.total {
        let place = total.net.as_ref().map_or(*span, |net| net.span);
        return Some(Net { amount: total.known_net()?, unit, span: place });
    }
    let nets: Option<Vec<Decimal>> = budget.rows.iter().map(|row| row.amounts.known_net()).collect();
    let sum = nets?.into_iter().reduce(Decimal::saturating_add)?;
    let last = budget.rows.last().map_or(budget.span, |row| row.name.span);
    Some(Net { amount: sum, unit, span: last })
}

/// By the plans above: whose budgets the plans have that build directly on each, and their nets.
#[derive(Default)]
struct Parts(BTreeMap<usize, Vec<(String, Net)>>);

/// Begins to look for them.
pub fn survey(_: &Plans) -> Box<dyn Survey> {
    Box::new(Parts::default())
}

impl Survey for Parts {
    fn look(&mut self, plans: &Plans, number: usize, _: &mut Sink) {
        let (resolved, documents) = (plans.resolved, &plans.resolved.documents);
        let (own, ties) = (documents.head(number), resolved.plans.ties(number));
        if ties.copy_of.is_some() {
            return;
        }
        let year = |head: &Head| head.year.as_ref().map(|year| year.value);
        let is_below = |above: &&usize| {
            let above = documents.head(**above);
            year(above) == year(own) && above.organisation.tier() < own.organisation.tier()
        };
        if let Some(above) = ties.above.first().filter(is_below)
            && let Some(net) = budget(resolved, number).and_then(net_of)
        {
            self.0.entry(*above).or_default().push((own.organisation.name().to_owned(), net));
        }
    }

    /// Compares each budget with those of the plans that build directly on its plan.
    fn end(self: Box<Self>, plans: &Plans, sink: &mut Sink) {
        plans.resolved.each(self.0.keys().copied(), |resolved, number| {
            if let (Some(above), Some(parts)) = (budget(resolved, number), self.0.get(&number)) {
                compare(above, parts, sink);
            }
        });
    }
}

/// Compares a budget with those of the plans right below, each with its organisation's name.
fn compare(budget_above: &Budget, parts: &[(String, Net)], sink: &mut Sink) {
    let Some(unit) = budget_above.unit.as_ref().map(|unit| unit.value) else { return };
    let known = sink.iter().count();
    for row in &budget_above.rows {
        let own = plain_name(row.name.as_str());
        let part = parts.iter().find(|(name, _)| plain_name(name) == own);
        let (Some((name, net)), Some(amount)) = (part, row.amounts.known_net()) else { continue };
        let place = row.amounts.net.as_ref().map_or(row.name.span, |net| net.span);
        if let Some(needed) = more_than(amount, unit, net) {
            sink.push(of_row(name, (amount, place), (needed, net), unit));
        }
    }
    // A row that is too small is why the sum is.
    if sink.iter().count() > known {
        return;
    }
    let Some(whole) = net_of(budget_above) else { return };
    let sum = parts.iter().map(|(_, net)| net.unit.convert(net.amount, unit)).collect::<Option<Vec<Decimal>>>();
    let Some(sum) = sum.and_then(|nets| nets.into_iter().reduce(Decimal::saturating_add)) else { return };
    let all = Net { amount: sum, unit, span: parts[0].1.span };
    if let (true, Some(needed)) = (parts.len() > 1, more_than(whole.amount, unit, &all)) {
        sink.push(of_whole(parts, (whole.amount, whole.span), needed, unit));
    }
}

fn budget(resolved: &Resolved, number: usize) -> Option<&Budget> {
    resolved.documents[number].economy.as_ref()?.budget.as_ref()
}

/// What is needed, in the unit and with the decimals of what there is, where that is more.
fn more_than(amount: Decimal, unit: Unit, net: &Net) -> Option<Decimal> {
    let needed = net.unit.convert(net.amount, unit)?;
    let needed = match unit == net.unit {
        true => needed,
        false => needed.round_dp_with_strategy(amount.scale(), RoundingStrategy::MidpointAwayFromZero),
    };
    (needed > amount).then_some(needed.normalize())
}

fn of_row(name: &str, (amount, place): (Decimal, Span), (needed, net): (Decimal, &Net), unit: Unit) -> Diagnostic {
    let (here, there, word) = (print_decimal(amount), print_decimal(needed), unit.word());
    Diagnostic::new(
        &RULE,
        place,
        msg!(
            "budgeten för {name} är {here} {word}, mindre än {there} {word} i dess egen plan",
            "the budget for {name} is {here} {word}, less than {there} {word} in its own plan",
        ),
    )
    .other(net.span, msg!("nettot i planen för {name}", "the net in the plan of {name}"))
    .help(msg!(
        "skriv {there} här, eller rätta budgeten för {name} till {here} {word}",
        "write {there} here, or fix the budget of {name} to {here} {word}",
    ))
}

/// A finding points at no more plans than this.
const MOST_SHOWN: usize = 6;

fn of_whole(parts: &[(String, Net)], (amount, place): (Decimal, Span), needed: Decimal, unit: Unit) -> Diagnostic {
    let (here, there, word, count) = (print_decimal(amount), print_decimal(needed), unit.word(), parts.len());
    let mut finding = Diagnostic::new(
        &RULE,
        place,
        msg!(
            "budgetens netto är {here} {word}, mindre än {there} {word} i de {count} planerna under den",
            "the net of the budget is {here} {word}, less than {there} {word} in the {count} plans under it",
        ),
    );
    for (name, net) in parts.iter().take(MOST_SHOWN) {
        let (own, own_word) = (print_decimal(net.amount), net.unit.word());
        finding = finding.other(net.span, msg!("{name}: {own} {own_word}", "{name}: {own} {own_word}"));
    }
    finding.help(msg!(
        "rätta det belopp som är fel: budgeten här ska minst räcka till planerna under den",
        "fix the amount that is wrong: the budget here must at least cover the plans under it",
    ))
}
