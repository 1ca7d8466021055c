//! `ekonomi`: resource use and the budget.

use crate::model::{Amounts, Budget, BudgetRow, Economy, Unit, Value};
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, ValueShape};
use crate::plan_format::parts::units::{UNITS, UNITS_EXPLAINED, UNITS_MEANT};
use crate::syntax::yaml::Kind;

/// The keys of `ekonomi`.
pub static ECONOMY: PartSchema = PartSchema {
    name: "ekonomi",
    about: ("Redovisningen av ekonomi.", "The account of the economy."),
    fields: &[
        Field::new("rubrik", ValueShape::Text, "Avsnittets rubrik.", "The part's heading.", "Uppföljning av ekonomi")
            .default("Redovisning av ekonomi", "Redovisning av ekonomi"),
        Field::new(
            "resursanvändning",
            ValueShape::Prose,
            "Hur resurserna används.",
            "How the resources are used.",
            "Två tjänster …",
        ),
        Field::new(
            "budget",
            ValueShape::Part(&BUDGET),
            "Budgeten: text, tabell eller båda.",
            "The budget: prose, table or both.",
            "{belopp_i: mnkr, rader: […]}",
        ),
    ],
};

/// The keys of `budget`.
pub static BUDGET: PartSchema = PartSchema {
    name: "budget",
    about: (
        "Årets budget. Rubriken är alltid ”Budget” och året.",
        "The year's budget. The heading is always \"Budget\" and the year.",
    ),
    fields: &[
        Field::new("rubrik", ValueShape::Text, "Tabellens överskrift.", "The table's caption.", "VP budget 2019"),
        Field::new(
            "text",
            ValueShape::Prose,
            "Text före tabellen.",
            "Prose before the table.",
            "Enhetens budget är 20 mnkr.",
        ),
        Field::new(
            "belopp_i",
            ValueShape::Word(UNITS),
            "Vad beloppen räknas i. Måste finnas när det finns rader.",
            "What the amounts are counted in. Must be there when there are rows.",
            "mnkr",
        )
        .explained(UNITS_EXPLAINED)
        .meant(UNITS_MEANT),
        Field::new(
            "rader",
            ValueShape::Parts(&ROW),
            "Tabellens rader i ordning.",
            "The table's rows in order.",
            "- {namn: Administration, kostnader: 14.6, intäkter: 0.0, netto: 14.6}",
        ),
        Field::new(
            "totalt",
            ValueShape::Part(&TOTAL),
            "Summaraden som den är beslutad. Jämförs med summorna; saknas den räknas den ut.",
            "The total as decided. Compared with the sums; computed where absent.",
            "{kostnader: 35.5, intäkter: 1.0, netto: 34.5}",
        )
        .default("radernas summor", "the sums of the rows"),
    ],
};

/// The keys of a row.
pub static ROW: PartSchema = PartSchema {
    name: "rader",
    about: (
        "En rad i budgeten. Inom klamrar skrivs decimaler med punkt: 14.6.",
        "A row of the budget. Within braces decimals are written with a point: 14.6.",
    ),
    fields: &[
        Field::new("namn", ValueShape::Text, "Vad raden gäller.", "What the row is about.", "Administration").needed(),
        COSTS,
        INCOME,
        NET,
        CHANGE,
    ],
};

/// The keys of the total.
pub static TOTAL: PartSchema = PartSchema {
    name: "totalt",
    about: ("Budgetens summarad.", "The budget's total."),
    fields: &[COSTS, INCOME, NET, CHANGE],
};

const COSTS: Field = Field::new("kostnader", ValueShape::Amount, "Kostnader.", "Costs.", "14.6");
const INCOME: Field = Field::new("intäkter", ValueShape::Amount, "Intäkter.", "Income.", "0.0");
const NET: Field = Field::new("netto", ValueShape::Amount, "Kostnader minus intäkter.", "Costs less income.", "14.6");
const CHANGE: Field = Field::new(
    "förändring",
    ValueShape::Amount,
    "Ökning (+) eller minskning (−) mot förra året.",
    "Increase (+) or decrease (−) against last year.",
    "-0.3",
);

/// Reads `ekonomi`. The key alone, with nothing after it, prints its heading.
pub fn read(reader: &mut Reader, document: &Fields) -> Option<Economy> {
    let entry = document.entry("ekonomi")?;
    let span = reader.span(&entry.key);
    if let Kind::Empty = entry.value.kind {
        return Some(Economy { span, heading: None, resource_use: None, budget: None });
    }
    let fields = reader.part(document, "ekonomi")?;
    let budget = read_budget(reader, &fields);
    Some(Economy {
        span,
        heading: reader.text(&fields, "rubrik").read(),
        resource_use: reader.prose(&fields, "resursanvändning"),
        budget,
    })
}

fn read_budget(reader: &mut Reader, economy: &Fields) -> Option<Budget> {
    let entry = economy.entry("budget")?;
    let span = reader.span(&entry.key);
    let empty = Budget { span, heading: None, text: None, unit: Value::Absent, rows: Vec::new(), total: None };
    let bare = match &entry.value.kind {
        Kind::Empty => true,
        Kind::Scalar { text, .. } => text.trim().is_empty(),
        _ => false,
    };
    if bare {
        return Some(empty);
    }
    let fields = reader.part(economy, "budget")?;
    let rows = reader
        .list(&fields, "rader")
        .into_iter()
        .filter_map(|node| {
            let fields = reader.fields(node, &ROW)?;
            Some(BudgetRow {
                span: fields.span,
                name: reader.text(&fields, "namn").read()?,
                amounts: amounts(reader, &fields),
            })
        })
        .collect();
    let unit = reader.word(&fields, "belopp_i");
    Some(Budget {
        heading: reader.text(&fields, "rubrik").read(),
        text: reader.prose(&fields, "text"),
        unit: unit.map(|word| Unit::ALL[word]),
        rows,
        total: reader.part(&fields, "totalt").map(|fields| (fields.span, amounts(reader, &fields))),
        ..empty
    })
}

fn amounts(reader: &mut Reader, fields: &Fields) -> Amounts {
    Amounts {
        costs: reader.amount(fields, "kostnader").read(),
        income: reader.amount(fields, "intäkter").read(),
        net: reader.amount(fields, "netto").read(),
        change: reader.amount(fields, "förändring").read(),
    }
}
