//! The rows of the follow-ups' income statements, with their sums.

use rust_decimal::Decimal;

use crate::export::cell::{Word, word};
use crate::export::place::Place;
use crate::export::scene::{OccasionHead, Scene, in_kronor};
use crate::export::table::{Written, both, table};
use crate::model::{Figures, Side, Unit};
use crate::resolve::Plan;
use crate::source::Span;

/// A row of an income statement, a sum of it, or its net.
pub struct StatementRow<'a> {
    place: Place<'a>,
    occasion: OccasionHead<'a>,
    side: Option<Side>,
    name: &'a str,
    kind: Word,
    /// Outcome, budget, forecast, deviation.
    figures: Figures,
    change: Option<Decimal>,
    unit: Option<Unit>,
    document: usize,
    /// Where it is written; none of a sum that is computed.
    part: Option<Span>,
}

table! {
    /// The table of income statements.
    STATEMENTS of StatementRow, "statements", both("resultatrakning", "statements"), both("Resultaträkning", "Income statements"),
    both("En rad i en uppföljnings resultaträkning, en summa eller nettot. Filtrera på radtyp innan du summerar.", "A row of a follow-up's income statement, a sum or the net. Filter by the sort of row before adding up."),
    written |row| row.part.map(|part| Written::Amounts { document: row.document, part });
    "occasion" Word (both("Tillfälle", "Occasion")) (both("Rapporttillfället, till exempel T1 eller VB.", "The occasion, such as T1 or VB.")) |row| row.occasion.key;
    "occasion_date" Date (both("Till och med", "Until")) (both("Dagen som uppföljningen gäller till och med.", "The day up to which the follow-up reports.")) |row| row.occasion.date;
    "side" Word (both("Sida", "Side")) (both("Intäkter eller kostnader; tomt för nettot.", "Income or costs; empty for the net.")) |row| row.side.map(|side| match side {
        Side::Income => word("income", "intäkter", "income"),
        Side::Costs => word("costs", "kostnader", "costs"),
    });
    "row" Name (both("Rad", "Row")) (both("Vad raden gäller.", "What the row is about.")) |row| row.name;
    "row_kind" Word (both("Radtyp", "Sort of row")) (both("Rad, summa av en sida, eller netto.", "Row, sum of a side, or net.")) |row| row.kind;
    "outcome" Figure (both("Utfall", "Outcome")) (both("Utfallet till och med tillfället, i enheten.", "The outcome up to the occasion, in the unit.")) |row| row.figures[0];
    "budget" Figure (both("Budget", "Budget")) (both("Årets gällande budget, i enheten.", "The year's current budget, in the unit.")) |row| row.figures[1];
    "budget_change" Figure (both("Budgetändring", "Budget change")) (both("Årets beslutade ändringar av budgeten, som ingår i den gällande.", "The year's decided changes of the budget, which the current one includes.")) |row| row.change;
    "forecast" Figure (both("Prognos", "Forecast")) (both("Prognosen för hela året, i enheten.", "The forecast of the whole year, in the unit.")) |row| row.figures[2];
    "deviation" Figure (both("Avvikelse", "Deviation")) (both("Avvikelsen mot budgeten, i enheten. Minus är alltid sämre än budget.", "The deviation from the budget, in the unit. A minus is always worse than the budget.")) |row| row.figures[3];
    "unit" Word (both("Enhet", "Unit")) (both("Vad beloppen är räknade i.", "What the amounts are counted in.")) |row| row.unit.map(Unit::word);
    "outcome_kr" Figure (both("Utfall, kr", "Outcome, kr")) (both("Utfallet i kronor, så att enheter kan läggas ihop.", "The outcome in kronor, so that organisations can be added up.")) |row| in_kronor(row.figures[0], row.unit);
    "budget_kr" Figure (both("Budget, kr", "Budget, kr")) (both("Budgeten i kronor.", "The budget in kronor.")) |row| in_kronor(row.figures[1], row.unit);
    "forecast_kr" Figure (both("Prognos, kr", "Forecast, kr")) (both("Prognosen i kronor.", "The forecast in kronor.")) |row| in_kronor(row.figures[2], row.unit);
    "deviation_kr" Figure (both("Avvikelse, kr", "Deviation, kr")) (both("Avvikelsen i kronor.", "The deviation in kronor.")) |row| in_kronor(row.figures[3], row.unit);
}

/// The rows of a plan's reports.
pub(super) fn rows<'a>(scene: Scene<'a, '_>, plan: &'a Plan) -> Vec<StatementRow<'a>> {
    let resolved = scene.resolved();
    let mut rows = Vec::new();
    for report in resolved.reports_on(plan.document) {
        let economy = resolved.economy(report);
        let Some(statement) = economy.statement else { continue };
        let written_in = |part: &&usize| {
            let follow_up = resolved.documents[**part].follow_up.as_deref();
            let written = follow_up.and_then(|follow_up| follow_up.economy.as_ref()?.income_statement.as_ref());
            written.is_some_and(|written| std::ptr::eq(written, statement))
        };
        let document = report.parts.iter().find(written_in).copied().unwrap_or(report.parts[0]);
        let place = scene.place(document);
        let occasion = scene.occasion(report);
        let unit = statement.unit.as_ref().map(|unit| unit.value);
        let of = |side, (name, kind), part, figures, change| StatementRow {
            place: place.clone(),
            occasion: occasion.clone(),
            side,
            name,
            kind,
            figures,
            change,
            unit,
            document,
            part,
        };
        for side in [Side::Income, Side::Costs] {
            let written = statement.rows(side);
            for (number, row) in written.iter().enumerate() {
                let change = economy.change_of_row(side, number);
                let figures = row.amounts.completed(side);
                let named = (row.name.as_str(), word("row", "rad", "row"));
                rows.push(of(Some(side), named, Some(row.span), figures, change));
            }
            if !written.is_empty() || statement.written_sum(side).is_some() {
                let (sum, change) = (statement.printed_sums(side), economy.change_of_side(side));
                let part = statement.written_sum(side).map(|(span, _)| *span);
                rows.push(of(Some(side), ("", word("sum", "summa", "sum")), part, sum, change));
            }
        }
        let net = statement.printed_net();
        if net.iter().any(Option::is_some) {
            let part = statement.net.as_ref().map(|(span, _)| *span);
            rows.push(of(None, ("", word("net", "netto", "net")), part, net, economy.change_of_net()));
        }
    }
    rows
}
