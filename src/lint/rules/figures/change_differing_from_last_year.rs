//! A change against last year that last year's plan contradicts.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::number::print_decimal;
use crate::model::{Amounts, Budget, BudgetRow, Document, Unit};
use crate::msg;
use crate::source::Span;

/// VP0804.
pub static RULE: Rule = Rule {
    code: "VP0804",
    name: "change-differing-from-last-year",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "förändringen stämmer inte med förra årets plan",
        "the change does not agree with last year's plan",
    ),
    what: Bilingual::fixed(
        "Förändringen på en rad i budgeten, eller i totalt, är inte skillnaden mellan årets netto och nettot på raden med samma namn i förra årets plan. Är planerna skrivna i kr, tkr och mnkr räknas de om, och skillnaden avrundas till lika många decimaler som förändringen har. Rader som inte finns i båda planerna jämförs inte.",
        "The change of a row of the budget, or of totalt, is not the difference between this year's net and the net of the row of the same name in last year's plan. Plans in kr, tkr and mnkr are converted, and the difference is rounded to as many decimals as the change has. Rows that are not in both plans are not compared.",
    ),
    why: Bilingual::fixed(
        "Förändringen är det som nämnden frågar om. Räknas den mot något annat än den beslutade planen, till exempel en prognos eller en senare omfördelning, behöver texten säga det.",
        "The change is what the board asks about. If it is counted against something other than the decided plan, such as a forecast or a later reallocation, the text needs to say so.",
    ),
    fixes: Fixes::NONE,
};

/// Reports written changes that the two plans contradict; the total only where every row agrees.
pub fn check(subject: &Subject, sink: &mut Sink) {
    // After a merger of several organisations, one of last year's plans is not the whole of last year.
    if subject.document.organisation.formerly.len() > 1 {
        return;
    }
    let Some(last_document) = subject.plan.last_year.map(|number| &subject.resolved.documents[number]) else { return };
    let (Some(now), Some(last)) = (budget(subject.document), budget(last_document)) else { return };
    let (Some(now_unit), Some(last_unit)) = (now.unit.as_ref(), last.unit.as_ref()) else { return };
    let units = (now_unit.value, last_unit.value);
    let mut agrees = true;
    for row in &now.rows {
        let Some(earlier) = same_name(last, row) else { continue };
        let Some(net) = earlier.amounts.known_net() else { continue };
        let place = earlier.amounts.net.as_ref().map_or(earlier.name.span, |net| net.span);
        agrees &= check_one(row.name.as_str(), &row.amounts, (net, place), units, sink);
    }
    if let (true, Some((_, total))) = (agrees, &now.total)
        && let Some(earlier) = total_net(last)
    {
        check_one("totalt", total, earlier, units, sink);
    }
}

fn budget(document: &Document) -> Option<&Budget> {
    document.economy.as_ref()?.budget.as_ref()
}

/// The row of this name; `None` where none or several have it.
fn same_name<'b>(budget: &'b Budget, row: &BudgetRow) -> Option<&'b BudgetRow> {
    let name = row.name.value.to_lowercase();
    let mut rows = budget.rows.iter().filter(|other| other.name.value.to_lowercase() == name);
    let first = rows.next()?;
    rows.next().is_none().then_some(first)
}

/// The net of the whole budget and its place, written or summed.
fn total_net(budget: &Budget) -> Option<(Decimal, Span)> {
    if let Some((span, total)) = &budget.total
        && let Some(net) = total.known_net()
    {
        return Some((net, total.net.as_ref().map_or(*span, |net| net.span)));
    }
    let nets: Option<Vec<Decimal>> = budget.rows.iter().map(|row| row.amounts.known_net()).collect();
    let nets = nets.filter(|nets| !nets.is_empty())?;
    Some((nets.into_iter().fold(Decimal::ZERO, Decimal::saturating_add), budget.span))
}

fn check_one(name: &str, amounts: &Amounts, earlier: (Decimal, Span), units: (Unit, Unit), sink: &mut Sink) -> bool {
    let (Some(change), Some(net)) = (&amounts.change, amounts.known_net()) else { return true };
    let (unit, last_unit) = units;
    let converted = last_unit.convert(earlier.0, unit);
    let Some(difference) = converted.and_then(|last| net.checked_sub(last)) else { return true };
    let decimals = change.value.scale();
    let half = Decimal::new(5, (decimals + 1).min(28));
    if difference.saturating_sub(change.value).abs() <= half {
        return true;
    }
    let rounded = difference.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    let (stands, makes) = (print_decimal(change.value), print_decimal(rounded));
    let (now, last) = (print_decimal(net), print_decimal(earlier.0));
    let (word, last_word) = (unit.word(), last_unit.word());
    let mut finding = Diagnostic::new(
        &RULE,
        change.span,
        msg!(
            "{name}: förändringen är {stands}, men mot förra årets plan är den {makes}",
            "{name}: the change is {stands}, but against last year's plan it is {makes}",
        ),
    )
    .label(msg!("här står {stands}", "this says {stands}"));
    if let Some(net) = &amounts.net {
        finding = finding.other(net.span, msg!("årets netto, {now} {word}", "this year's net, {now} {word}"));
    }
    sink.push(
        finding
            .other(earlier.1, msg!("förra årets netto, {last} {last_word}", "last year's net, {last} {last_word}"))
            .help(msg!(
                "skriv förändring: {rounded}, eller rätta årets belopp",
                "write förändring: {rounded}, or fix this year's amounts"
            )),
    );
    false
}
