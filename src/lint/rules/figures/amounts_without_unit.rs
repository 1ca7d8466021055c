//! A budget or an income statement that does not say what its amounts are counted in.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::figures::income_statement_of;
use crate::model::{At, Budget, EconomyReport, IncomeStatement, IncomeStatementAmounts, Unit};
use crate::msg;

/// VP0805.
pub static RULE: Rule = Rule {
    code: "VP0805",
    name: "amounts-without-unit",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "budgeten eller resultaträkningen säger inte vad beloppen räknas i",
        "the budget or the income statement does not say what its amounts are counted in",
    ),
    what: Bilingual::fixed(
        "Budgeten eller resultaträkningen har rader eller en summa men ingen uppgift om beloppen är i kr, tkr eller mnkr; eller `ekonomi` i en uppföljning utan resultaträkning har budgetändringar, åtgärder eller ett resultat att föra med sig, men ingen enhet.",
        "The budget or the income statement has rows or a sum, but does not say whether the amounts are in kr, tkr or mnkr; or `ekonomi` of a follow-up without an income statement has changes of the budget, measures or a result to carry over and does not say it.",
    ),
    why: Bilingual::fixed(
        "Utan enhet kan 35,5 vara kronor eller miljoner. Enheten trycks vid tabellen och behövs för att beloppen ska kunna jämföras med förra året och mellan planen och rapporten.",
        "Without a unit, 35,5 may be kronor or millions. The unit is printed by the table, and is needed to compare the amounts with last year, and the plan with the follow-up.",
    ),
    fixes: Fixes::NONE,
};

/// Reports a budget or an income statement with amounts and no unit.
pub fn check(subject: &Subject, sink: &mut Sink) {
    if let Some(budget) = subject.document.economy.as_ref().and_then(|economy| economy.budget.as_ref()) {
        check_budget(subject, budget, sink);
    }
    if let Some(income_statement) = income_statement_of(subject.document) {
        check_income_statement(subject, income_statement, sink);
    }
    if let Some(economy) = subject.document.follow_up.as_ref().and_then(|follow_up| follow_up.economy.as_ref()) {
        check_beside_statement(subject, economy, sink);
    }
}

/// What stands beside an income statement of the same report is counted as that is.
fn check_beside_statement(subject: &Subject, economy: &EconomyReport, sink: &mut Sink) {
    let report = subject.resolved.report_of(subject.plan.document);
    let has_statement = report.is_some_and(|report| subject.resolved.economy(report).statement.is_some());
    let Some(first) = economy.amounts().map(|amount| amount.span).min_by_key(|span| span.start) else { return };
    if !economy.unit.is_absent() || economy.income_statement.is_some() || has_statement {
        return;
    }
    sink.push(
        Diagnostic::new(
            &RULE,
            economy.span,
            msg!(
                "ekonomi saknar uppgift om vad beloppen räknas i",
                "ekonomi does not say what its amounts are counted in",
            ),
        )
        .label(msg!("belopp_i saknas här", "belopp_i is missing here"))
        .other(first, msg!("här börjar beloppen", "the amounts begin here"))
        .help(msg!(
            "skriv belopp_i: kr, belopp_i: tkr eller belopp_i: mnkr på en egen rad under ekonomi",
            "write belopp_i: kr, belopp_i: tkr or belopp_i: mnkr on a line of its own below ekonomi",
        )),
    );
}

fn check_budget(subject: &Subject, budget: &Budget, sink: &mut Sink) {
    let first = budget.rows.first().map(|row| row.name.span).or(budget.total.as_ref().map(|(span, _)| *span));
    let Some(first) = first.filter(|_| budget.unit.is_absent()) else { return };
    let last_year = subject.plan.last_year.and_then(|number| subject.resolved.documents[number].economy.as_ref());
    let known = last_year.and_then(|economy| economy.budget.as_ref()?.unit.as_ref()).map(|unit| unit.value.word());
    let finding = Diagnostic::new(
        &RULE,
        budget.span,
        msg!(
            "budgeten saknar uppgift om vad beloppen räknas i",
            "the budget does not say what its amounts are counted in",
        ),
    )
    .label(msg!("belopp_i saknas här", "belopp_i is missing here"))
    .other(first, msg!("här börjar beloppen", "the amounts begin here"));
    sink.push(finding.help(match known {
        Some(unit) => msg!(
            "skriv belopp_i: {unit} på en egen rad under budget, om beloppen räknas i samma som förra året",
            "write belopp_i: {unit} on a line of its own below budget, if the amounts are in the same unit as last year",
        ),
        None => msg!(
            "skriv belopp_i: kr, belopp_i: tkr eller belopp_i: mnkr på en egen rad under budget",
            "write belopp_i: kr, belopp_i: tkr or belopp_i: mnkr on a line of its own below budget",
        ),
    }));
}

fn check_income_statement(subject: &Subject, income_statement: &IncomeStatement, sink: &mut Sink) {
    let rows = income_statement.income.iter().chain(&income_statement.costs).map(|row| &row.amounts);
    let sums = [&income_statement.income_sum, &income_statement.cost_sum, &income_statement.net].into_iter().flatten();
    let amounts = rows.chain(sums.map(|(_, sum)| sum)).flat_map(IncomeStatementAmounts::in_order).flatten();
    let first = amounts.map(|amount| amount.span).min_by_key(|span| span.start);
    let Some(first) = first.filter(|_| income_statement.unit.is_absent()) else { return };
    let finding = Diagnostic::new(
        &RULE,
        income_statement.span,
        msg!(
            "resultaträkningen saknar uppgift om vad beloppen räknas i",
            "the income statement does not say what its amounts are counted in",
        ),
    )
    .label(msg!("belopp_i saknas här", "belopp_i is missing here"))
    .other(first, msg!("här börjar beloppen", "the amounts begin here"));
    sink.push(match known_unit(subject) {
        Some(unit) => {
            let word = unit.value.word();
            finding.other(unit.span, msg!("förra gången räknades de i {word}", "last time they were in {word}")).help(
                msg!(
                    "skriv belopp_i: {word} på en egen rad under resultaträkning, om beloppen räknas i samma som då",
                    "write belopp_i: {word} on a line of its own below resultaträkning, if the amounts are in that unit",
                ),
            )
        }
        None => finding.help(msg!(
            "skriv belopp_i: kr, belopp_i: tkr eller belopp_i: mnkr på en egen rad under resultaträkning",
            "write belopp_i: kr, belopp_i: tkr or belopp_i: mnkr on a line of its own below resultaträkning",
        )),
    });
}

/// The unit of the income statement before this one: of the year, else of last year.
fn known_unit<'a>(subject: &Subject<'a>) -> Option<&'a At<Unit>> {
    let resolved = subject.resolved;
    let report = resolved.report_of(subject.plan.document)?;
    let before = report.earlier.iter().rev().chain(&report.last_year);
    let parts = before.flat_map(|number| &resolved.reports[*number].parts);
    parts.filter_map(|part| income_statement_of(&resolved.documents[*part])?.unit.as_ref()).next()
}
