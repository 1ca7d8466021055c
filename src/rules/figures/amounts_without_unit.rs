//! A budget table that does not say what its amounts are counted in.

use crate::both;
use crate::diagnostic::{Both, Diagnostic, Level, Rule, Sink};
use crate::rules::Subject;

/// VP0805.
pub static RULE: Rule = Rule {
    code: "VP0805",
    name: "amounts-without-unit",
    level: Level::Error,
    can_be_silenced: true,
    summary: Both::fixed(
        "budgeten säger inte vad beloppen räknas i",
        "the budget does not say what its amounts are counted in",
    ),
    what: Both::fixed(
        "Budgeten har rader eller en summa men ingen uppgift om beloppen är i kr, tkr eller mnkr.",
        "The budget has rows or a total, but does not tell whether the amounts are in kr, tkr or mnkr.",
    ),
    why: Both::fixed(
        "Utan enhet kan 35,5 vara kronor eller miljoner. Enheten trycks i tabellens huvud och behövs för att beloppen ska kunna jämföras med förra året och med uppföljningen.",
        "Without a unit, 35,5 may be kronor or millions. The unit is printed in the head of the table, and is needed to compare the amounts with last year and with the follow-up.",
    ),
};

/// Reports a budget with amounts and no unit.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(budget) = subject.document.economy.as_ref().and_then(|economy| economy.budget.as_ref()) else { return };
    let first = budget.rows.first().map(|row| row.name.span).or(budget.total.as_ref().map(|(span, _)| *span));
    let Some(first) = first.filter(|_| budget.unit.is_none() && !budget.unit_written) else { return };
    let last_year = subject.plan.last_year.and_then(|number| subject.resolved.documents[number].economy.as_ref());
    let known = last_year.and_then(|economy| economy.budget.as_ref()?.unit.as_ref()).map(|unit| unit.value.word());
    let finding = Diagnostic::new(
        &RULE,
        budget.span,
        both!(
            "budgeten saknar uppgift om vad beloppen räknas i",
            "the budget does not say what its amounts are counted in",
        ),
    )
    .label(both!("belopp_i saknas här", "belopp_i is missing here"))
    .other(first, both!("här börjar beloppen", "the amounts begin here"));
    sink.push(finding.help(match known {
        Some(unit) => both!(
            "skriv belopp_i: {unit} på en egen rad under budget, om beloppen räknas i samma som förra året",
            "write belopp_i: {unit} on a line of its own below budget, if the amounts are counted as last year",
        ),
        None => both!(
            "skriv belopp_i: kr, belopp_i: tkr eller belopp_i: mnkr på en egen rad under budget",
            "write belopp_i: kr, belopp_i: tkr or belopp_i: mnkr on a line of its own below budget",
        ),
    }));
}
