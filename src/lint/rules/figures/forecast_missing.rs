//! Reports within the year whose income statement has no forecast.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::figures::{SIDES, is_partly_forecast, printed_income_statement};
use crate::lint::rules::follow_up::occasion_name;
use crate::model::{IncomeStatement, IncomeStatementRow, Side};
use crate::msg;

/// VP0812.
pub static RULE: Rule = Rule {
    code: "VP0812",
    name: "forecast-missing",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "resultaträkningen inom året har ingen prognos",
        "the income statement within the year has no forecast",
    ),
    what: Bilingual::fixed(
        "En rapport före årets sista tillfälle har en resultaträkning med utfall och budget, men ingen rad och ingen summa har `prognos`. Eller så har några rader en och andra ingen.",
        "A report before the year's last occasion has an income statement with outcomes and budget, but no row and no sum has `prognos`. Or some rows have one and others none.",
    ),
    why: Bilingual::fixed(
        "Utfallet i april säger inte hur året slutar. Nämnden ska kunna fatta beslut medan det går att göra något, och lagen om kommunal bokföring och redovisning utgår från en helårsprognos i delårsrapporten.",
        "The outcome in April does not say how the year will end. The board should be able to decide while something can be done, and the law on municipal accounts takes a forecast for the whole year for granted in the interim report.",
    ),
    fixes: Fixes::NONE,
};

/// Reports an income statement without any forecast.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let Some(occasion) = subject.report.occasion.filter(|occasion| !subject.resolved.is_last(*occasion)) else {
        return;
    };
    let Some(statement) = printed_income_statement(subject) else { return };
    if statement.has_forecast() {
        sink.extend(SIDES.iter().flat_map(|(side, ..)| rows_without(statement, *side)));
        return;
    }
    let mut rows = statement.income.iter().chain(&statement.costs);
    let Some(first) = rows.find(|row| row.amounts.outcome.is_some() && row.amounts.budget.is_some()) else { return };
    let occasion = occasion_name(subject, occasion);
    sink.push(
        Diagnostic::new(
            &RULE,
            first.name.span,
            msg!(
                "resultaträkningen vid {occasion} har utfall och budget men ingen prognos för året",
                "the income statement at {occasion} has outcomes and budget but no forecast for the year",
            ),
        )
        .label(msg!("den första raden", "the first row"))
        .help(msg!(
            "skriv prognos: efter budget: på varje rad, det som hela året väntas bli",
            "write prognos: after budget: on each row, what the whole year is expected to be",
        )),
    );
}

/// The rows without a forecast where others of their side have one: the sum of the year cannot be told.
fn rows_without(statement: &IncomeStatement, side: Side) -> Vec<Diagnostic> {
    if !is_partly_forecast(statement, side) {
        return Vec::new();
    }
    let lacks = |row: &&IncomeStatementRow| {
        row.amounts.forecast.is_none() && (row.amounts.outcome.is_some() || row.amounts.budget.is_some())
    };
    let finding = |row: &IncomeStatementRow| {
        let name = row.name.as_str();
        Diagnostic::new(
            &RULE,
            row.name.span,
            msg!(
                "raden ”{name}” har ingen prognos, fast andra rader har det",
                "the row \"{name}\" has no forecast, though other rows have one",
            ),
        )
        .help(msg!(
            "skriv prognos: på raden, det som hela året väntas bli; annars går summan inte att räkna",
            "write prognos: in the row, what the whole year is expected to be; otherwise the sum cannot be computed",
        ))
    };
    statement.rows(side).iter().filter(lacks).map(finding).collect()
}
