//! `resultaträkning` of a follow-up: the income statement.

use crate::model::{IncomeStatement, IncomeStatementAmounts, IncomeStatementRow, Unit};
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, ValueShape};
use crate::plan_format::parts::units::{UNITS, UNITS_EXPLAINED, UNITS_MEANT};

/// The keys of `resultaträkning`.
pub static STATEMENT: PartSchema = PartSchema {
    name: "resultaträkning",
    about: (
        "Intäkter och kostnader. Det som inte skrivs räknas ut: avvikelser, summor och netto.",
        "Income and costs. What is not written is computed: deviations, sums and net.",
    ),
    fields: &[
        Field::new(
            "belopp_i",
            ValueShape::Word(UNITS),
            "Vad beloppen räknas i. Måste finnas när det finns rader.",
            "What the amounts are counted in. Must be there when there are rows.",
            "tkr",
        )
        .explained(UNITS_EXPLAINED)
        .meant(UNITS_MEANT),
        Field::new(
            "intäkter",
            ValueShape::Parts(&ROW),
            "Intäkternas rader i ordning.",
            "The rows of income in order.",
            "- {namn: Bidrag, utfall: 22067, budget: 5800}",
        ),
        Field::new(
            "kostnader",
            ValueShape::Parts(&ROW),
            "Kostnadernas rader i ordning.",
            "The rows of costs in order.",
            "- {namn: Lokalkostnader, utfall: 8429, budget: 6800}",
        ),
        SUM_OF_INCOME,
        Field {
            key: "summa_kostnader",
            instead: &["summa kostnad", "kostnader totalt"],
            about: ("Kostnadernas summa. Jämförs med raderna.", "The sum of costs. Compared with the rows."),
            ..SUM_OF_INCOME
        },
        Field {
            key: "summa_netto",
            instead: &["netto", "nettokostnad", "nettokostnader", "resultat"],
            about: (
                "Kostnader minus intäkter; avvikelsen är intäkternas och kostnadernas tillsammans.",
                "Costs less income; the deviation is that of income and costs together.",
            ),
            default: ("räknas ut", "computed"),
            ..SUM_OF_INCOME
        },
    ],
};

const SUM_OF_INCOME: Field = Field::new(
    "summa_intäkter",
    ValueShape::Part(&SUM),
    "Intäkternas summa. Jämförs med raderna.",
    "The sum of income. Compared with the rows.",
    "{utfall: 25116, budget: 8900, avvikelse: 16216}",
)
.default("radernas summa", "the sum of the rows");

/// The keys of a row.
pub static ROW: PartSchema = PartSchema {
    name: "rader i resultaträkningen",
    about: (
        "En rad. Inom klamrar skrivs decimaler med punkt: 14.6.",
        "A row. Within braces decimals are written with a point: 14.6.",
    ),
    fields: &[
        Field::new("namn", ValueShape::Text, "Vad raden gäller.", "What the row is about.", "Personalkostnader")
            .needed(),
        OUTCOME,
        BUDGET,
        FORECAST,
        DEVIATION,
    ],
};

/// The keys of a sum.
pub static SUM: PartSchema = PartSchema {
    name: "summor i resultaträkningen",
    about: ("En summa som den är beslutad.", "A sum as decided."),
    fields: &[OUTCOME, BUDGET, FORECAST, DEVIATION],
};

const OUTCOME: Field = Field::new(
    "utfall",
    ValueShape::Amount,
    "Utfallet: årets, eller till och med tillfället.",
    "The outcome: of the year, or up to the occasion.",
    "87460",
);
const BUDGET: Field = Field::new(
    "budget",
    ValueShape::Amount,
    "Årets budget; den gällande, där budgeten har ändrats under året.",
    "The year's budget; the current one, where the budget was changed during the year.",
    "81200",
);
const FORECAST: Field = Field::new(
    "prognos",
    ValueShape::Amount,
    "Prognosen för året, i en rapport inom det.",
    "The forecast for the year, in a report within it.",
    "86900",
);
const DEVIATION: Field = Field::new(
    "avvikelse",
    ValueShape::Amount,
    "Intäkter: utfall minus budget. Kostnader: budget minus utfall. Finns en prognos gäller den i stället för utfallet. Ett minus är alltid dåligt.",
    "Income: outcome less budget. Costs: budget less outcome. Where there is a forecast it takes the place of the outcome. A minus is always bad.",
    "-6260",
)
.default("räknas ut", "computed");

/// Reads `resultaträkning` of the economy of a follow-up.
pub fn read(reader: &mut Reader, economy: &Fields) -> Option<IncomeStatement> {
    let span = economy.entry("resultaträkning").map(|entry| reader.span(&entry.key))?;
    let fields = reader.part(economy, "resultaträkning")?;
    let unit = reader.word(&fields, "belopp_i");
    let mut sum = |key| reader.part(&fields, key).map(|fields| (fields.span, amounts(reader, &fields)));
    let (income_sum, cost_sum, net) = (sum("summa_intäkter"), sum("summa_kostnader"), sum("summa_netto"));
    Some(IncomeStatement {
        span,
        unit: unit.map(|word| Unit::ALL[word]),
        income: rows(reader, &fields, "intäkter"),
        costs: rows(reader, &fields, "kostnader"),
        income_sum,
        cost_sum,
        net,
    })
}

fn rows(reader: &mut Reader, income_statement: &Fields, key: &str) -> Vec<IncomeStatementRow> {
    let nodes = reader.list(income_statement, key);
    let rows = nodes.into_iter().filter_map(|node| {
        let fields = reader.fields(node, &ROW)?;
        Some(IncomeStatementRow {
            span: fields.span,
            name: reader.text(&fields, "namn").read()?,
            amounts: amounts(reader, &fields),
        })
    });
    let mut rows: Vec<IncomeStatementRow> = rows.collect();
    rows.shrink_to_fit();
    rows
}

fn amounts(reader: &mut Reader, fields: &Fields) -> IncomeStatementAmounts {
    IncomeStatementAmounts {
        outcome: reader.amount(fields, "utfall").read(),
        budget: reader.amount(fields, "budget").read(),
        forecast: reader.amount(fields, "prognos").read(),
        deviation: reader.amount(fields, "avvikelse").read(),
    }
}
