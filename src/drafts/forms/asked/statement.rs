//! The rows of the income statement that a form asks for.

use rust_decimal::Decimal;

use super::{Asked, AskedKind, AskedValue, Reported, ValueKind};
use crate::diagnostic::Sink;
use crate::drafts::forms::Form;
use crate::drafts::forms::economy::STATEMENT;
use crate::model::{At, IncomeStatement, IncomeStatementRow, Side, Unit};
use crate::syntax::yaml::{self, Kind, Node};

impl Form<'_> {
    /// The rows: those of the report, else those that a new file has. A report whose files have no statement is asked for none:
    /// where it would stand in them nobody can tell.
    pub(in crate::drafts::forms) fn statement_rows(&self) -> Vec<Asked> {
        if let Some((document, statement)) = self.statement() {
            let sides = [Side::Income, Side::Costs].into_iter();
            return sides
                .flat_map(|side| statement.rows(side).iter().map(move |row| (side, row)))
                .filter(|(_, row)| !row.name.value.is_empty())
                .map(|(side, row)| self.row(side, &row.name.value, Some((document, row))))
                .collect();
        }
        if self.prefill.report().is_some() || !self.has_economy() {
            return Vec::new();
        }
        usual_rows().into_iter().map(|(side, name)| self.row(side, &name, None)).collect()
    }

    /// What the amounts are counted in.
    pub(in crate::drafts::forms) fn statement_unit(&self) -> &'static str {
        let own = self.statement().and_then(|(_, statement)| statement.unit.as_ref()).map(|unit| unit.value);
        // The one that a new file has.
        own.unwrap_or(Unit::Tkr).word()
    }

    fn statement(&self) -> Option<(usize, &IncomeStatement)> {
        let parts = self.prefill.report().into_iter().flat_map(|report| &report.parts);
        parts.into_iter().find_map(|part| {
            let follow_up = self.wish.loaded.resolved.documents[*part].follow_up.as_deref()?;
            Some((*part, follow_up.economy.as_ref()?.income_statement.as_ref()?))
        })
    }

    fn row(&self, side: Side, name: &str, there: Option<(usize, &IncomeStatementRow)>) -> Asked {
        let value = |key: &'static str, now: Option<&At<Decimal>>| AskedValue {
            key,
            kind: ValueKind::Amount,
            now: now.map(|amount| amount.value.to_string().replace('.', ",")),
        };
        let [outcome, budget, forecast, _] = there.map_or([None; 4], |(_, row)| row.amounts.in_order());
        let mut values = vec![value("utfall", outcome), value("budget", budget)];
        // The last report has the outcome of the year; before it there is a forecast.
        if !self.is_last() || forecast.is_some() {
            values.push(value("prognos", forecast));
        }
        Asked {
            kind: AskedKind::Row(side),
            id: name.to_owned(),
            name: name.to_owned(),
            said: Vec::new(),
            texts: String::new(),
            is_due: false,
            values,
            reported: there.map(|(document, row)| Reported { document, at: row.span }),
        }
    }
}

/// The rows of a new file's income statement.
fn usual_rows() -> Vec<(Side, String)> {
    let text = crate::describe::comments::in_language(STATEMENT, crate::diagnostic::Language::Swedish);
    let sources = crate::source::Sources::default();
    let source = sources.add(crate::source::Source::new("statement.yaml", text.clone()));
    let tree = yaml::read(&text, source, &mut Sink::default());
    let mut rows = Vec::new();
    let statement = tree.root.as_ref().and_then(|root| root.get("resultaträkning"));
    for (key, side) in [("intäkter", Side::Income), ("kostnader", Side::Costs)] {
        let list = statement.and_then(|statement| statement.value.get(key)).map(|list| &list.value.kind);
        let Some(Kind::List(list)) = list else { continue };
        let name = |row: &Node| match row.get("namn").map(|name| &name.value.kind) {
            Some(Kind::Scalar { text, .. }) => Some(text.to_string()),
            _ => None,
        };
        rows.extend(list.iter().filter_map(name).map(|name| (side, name)));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::usual_rows;

    #[test]
    fn a_new_file_has_rows_of_both_sides() {
        let rows = usual_rows();
        assert_eq!(rows.len(), 10);
        assert_eq!(rows[0].1, "Taxor och avgifter");
        assert_eq!(rows[9].1, "Övriga kostnader");
    }
}
