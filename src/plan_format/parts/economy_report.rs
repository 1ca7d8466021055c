//! `ekonomi` of a follow-up: the income statement, changes of the budget, measures for a budget in balance, the result that is
//! carried over, and the analysis.

use crate::model::{At, BudgetChange, CarriedResult, CorrectiveMeasure, EconomyReport, Status, Unit};
use crate::plan_format::fields::{Field, Fields, PartSchema, Reader, ValueShape};
use crate::plan_format::parts::follow_up::{STATUS, STATUS_EXPLAINED, STATUS_MEANT};
use crate::plan_format::parts::income_statement::{self, STATEMENT};
use crate::plan_format::parts::units::{UNITS, UNITS_EXPLAINED, UNITS_MEANT};
use crate::syntax::yaml::Kind;

/// The keys of `ekonomi` in a follow-up.
pub static ECONOMY: PartSchema = PartSchema {
    name: "ekonomi i en uppföljning",
    about: ("Ekonomin vid tillfället.", "The economy at the occasion."),
    fields: &[
        Field::new("rubrik", ValueShape::Text, "Avsnittets rubrik.", "The part's heading.", "Uppföljning av ekonomi")
            .default("Uppföljning av ekonomi", "Uppföljning av ekonomi"),
        Field::new(
            "resultaträkning",
            ValueShape::Part(&STATEMENT),
            "Resultaträkningen.",
            "The income statement.",
            "{belopp_i: tkr, intäkter: […], kostnader: […]}",
        ),
        Field::new(
            "belopp_i",
            ValueShape::Word(UNITS),
            "Vad beloppen räknas i, där resultaträkningen inte säger det.",
            "What the amounts are counted in, where the income statement does not say it.",
            "tkr",
        )
        .default("samma som i resultaträkningen", "the same as in the income statement")
        .explained(UNITS_EXPLAINED)
        .meant(UNITS_MEANT),
        Field::new(
            "budgetändringar",
            ValueShape::Parts(&BUDGET_CHANGE),
            "Beslut som har ändrat årets budget sedan förra rapporten. De som står i årets tidigare rapporter gäller också.",
            "Decisions that have changed the year's budget since the report before. Those in the year's earlier reports hold too.",
            "- {datum: 2025-06-18, beslut: SN § 84, belopp: 400, gäller: Personalkostnader}",
        )
        .default("årets budget är den beslutade", "the year's budget is the one that was decided")
        .instead(&["budgetändring", "budgetjusteringar", "budgetjustering", "ändringar", "tilläggsbudget"]),
        Field::new(
            "åtgärder",
            ValueShape::Parts(&MEASURE),
            "Åtgärder för en budget i balans, med den effekt som inte redan är räknad i prognosen.",
            "Measures for a budget in balance, with the effect that the forecast does not count already.",
            "- {namn: Skriva om avtalen om köpt vård, effekt: 320, klar: 2025-09-30}",
        )
        .instead(&["åtgärd", "åtgärdsplan", "åtgärder för budget i balans"]),
        Field::new(
            "resultatenhet",
            ValueShape::Part(&CARRIED),
            "Resultatet som en resultatenhet för med sig mellan åren.",
            "The result that a unit carries over between the years.",
            "{ingående: 210, årets: 130, utgående: 340}",
        )
        .instead(&["resultatfond", "resultatöverföring"]),
        Field::new(
            "analys",
            ValueShape::Prose,
            "Analysen av resultatet. En tom analys trycks inte.",
            "The analysis of the result. An empty one is not printed.",
            "Köpen av vård blev dyrare än beräknat.",
        ),
    ],
};

/// The keys of a change of the budget.
pub static BUDGET_CHANGE: PartSchema = PartSchema {
    name: "budgetändringar",
    about: (
        "Ett beslut som ändrar årets budget. `budget` i resultaträkningen är den gällande, med ändringarna inräknade; i tryck står den beslutade, ändringarna och den gällande.",
        "A decision that changes the year's budget. `budget` in the income statement is the current one, changes included; printed are the decided budget, the changes and the current one.",
    ),
    fields: &[
        Field::new("datum", ValueShape::Date, "Dagen för beslutet.", "The day of the decision.", "2025-06-18"),
        Field::new(
            "beslut",
            ValueShape::Text,
            "Vem som beslutade, och var det står.",
            "Who decided, and where it stands.",
            "SN § 84",
        ),
        Field::new(
            "belopp",
            ValueShape::Amount,
            "Hur mycket större budgeten blir; minus för mindre.",
            "How much larger the budget becomes; minus for smaller.",
            "400",
        )
        .needed()
        .instead(&["summa", "ändring", "ökning"]),
        Field::new(
            "gäller",
            ValueShape::Text,
            "Raden i resultaträkningen som ändras, eller `intäkter` eller `kostnader`.",
            "The row of the income statement that is changed, or `intäkter` (income) or `kostnader` (costs).",
            "Personalkostnader",
        )
        .default("nettot", "the net")
        .instead(&["avser", "rad"]),
        Field::new("text", ValueShape::Text, "Vad ändringen är.", "What the change is.", "Medel för sommarvikarier"),
    ],
};

/// The keys of a measure for a budget in balance.
pub static MEASURE: PartSchema = PartSchema {
    name: "åtgärder",
    about: (
        "Något som görs för en budget i balans. Effekten av en avbruten åtgärd räknas inte.",
        "Something that is done for a budget in balance. The effect of a measure that was given up is not counted.",
    ),
    fields: &[
        Field::new("namn", ValueShape::Text, "Vad som görs.", "What is done.", "Skriva om avtalen om köpt vård")
            .needed()
            .instead(&["åtgärd", "titel"]),
        Field::new(
            "effekt",
            ValueShape::Amount,
            "Hur mycket bättre årets resultat blir.",
            "How much better the result of the year becomes.",
            "320",
        )
        .instead(&["belopp", "besparing"]),
        Field::new(
            "klar",
            ValueShape::Date,
            "Dagen då den ska vara klar.",
            "The day when it is to be done.",
            "2025-09-30",
        )
        .instead(&["klart", "slut", "slutdatum"]),
        Field::new(
            "ansvarig",
            ValueShape::Text,
            "Vem som svarar för den: en roll eller grupp.",
            "Who answers for it: a role or a group.",
            "Enhetschef",
        ),
        Field::new("status", ValueShape::Word(STATUS), "Hur den står.", "How it stands.", "pågår")
            .instead(&["läge"])
            .explained(STATUS_EXPLAINED)
            .meant(STATUS_MEANT),
    ],
};

/// The keys of the result that is carried over.
pub static CARRIED: PartSchema = PartSchema {
    name: "resultatenhet",
    about: (
        "Resultatet som enheten för med sig mellan åren: överskott är plus, underskott minus.",
        "The result that the unit carries over between the years: a surplus is plus, a deficit minus.",
    ),
    fields: &[
        Field::new("ingående", ValueShape::Amount, "Från åren före.", "From the years before.", "210")
            .instead(&["ingående resultat", "ingående balans"]),
        Field::new("årets", ValueShape::Amount, "Årets resultat.", "The result of the year.", "130")
            .instead(&["årets resultat"]),
        Field::new("utgående", ValueShape::Amount, "Till året efter.", "To the year after.", "340")
            .default("ingående och årets tillsammans", "ingående and årets together")
            .instead(&["utgående resultat", "utgående balans"]),
    ],
};

/// Reads `ekonomi` of a follow-up. The key alone, with nothing after it, prints its heading.
pub fn read(reader: &mut Reader, document: &Fields) -> Option<EconomyReport> {
    let entry = document.entry("ekonomi")?;
    let empty = EconomyReport::empty(reader.span(&entry.key));
    if let Kind::Empty = entry.value.kind {
        return Some(empty);
    }
    let fields = reader.part(document, "ekonomi")?;
    let unit = reader.word(&fields, "belopp_i").map(|word| Unit::ALL[word]);
    let mut income_statement = income_statement::read(reader, &fields);
    if let Some(statement) = income_statement.as_mut().filter(|statement| statement.unit.is_absent()) {
        statement.unit = unit.clone();
    }
    Some(EconomyReport {
        heading: reader.text(&fields, "rubrik").read(),
        unit,
        income_statement,
        budget_changes: read_budget_changes(reader, &fields),
        measures: read_measures(reader, &fields),
        carried_result: read_carried(reader, &fields),
        analysis: reader.prose_if_written(&fields, "analys"),
        ..empty
    })
}

fn read_budget_changes(reader: &mut Reader, economy: &Fields) -> Vec<BudgetChange> {
    let nodes = reader.list(economy, "budgetändringar");
    let changes = nodes.into_iter().filter_map(|node| {
        let fields = reader.fields(node, &BUDGET_CHANGE)?;
        Some(BudgetChange {
            span: fields.span,
            date: reader.date(&fields, "datum"),
            decision: written(reader, &fields, "beslut"),
            applies_to: written(reader, &fields, "gäller"),
            text: written(reader, &fields, "text"),
            amount: reader.amount(&fields, "belopp").read()?,
        })
    });
    changes.collect()
}

fn read_measures(reader: &mut Reader, economy: &Fields) -> Vec<CorrectiveMeasure> {
    let nodes = reader.list(economy, "åtgärder");
    let measures = nodes.into_iter().filter_map(|node| {
        let fields = reader.fields(node, &MEASURE)?;
        let status = reader.word(&fields, "status").read();
        Some(CorrectiveMeasure {
            span: fields.span,
            effect: reader.amount(&fields, "effekt").read(),
            due: reader.date(&fields, "klar"),
            responsible: written(reader, &fields, "ansvarig"),
            status: status.map(|word| At::new(Status::ALL[word.value], word.span)),
            name: written(reader, &fields, "namn")?,
        })
    });
    measures.collect()
}

fn read_carried(reader: &mut Reader, economy: &Fields) -> Option<CarriedResult> {
    let span = economy.entry("resultatenhet").map(|entry| reader.span(&entry.key))?;
    let fields = reader.part(economy, "resultatenhet")?;
    let carried = CarriedResult {
        span,
        opening: reader.amount(&fields, "ingående").read(),
        of_year: reader.amount(&fields, "årets").read(),
        closing: reader.amount(&fields, "utgående").read(),
    };
    // A form leaves its keys empty.
    let is_written = carried.in_order().iter().any(Option::is_some);
    is_written.then_some(carried)
}

/// A short text with words in it.
fn written(reader: &mut Reader, fields: &Fields, key: &str) -> Option<At<String>> {
    reader.text(fields, key).read().filter(|text| !text.value.is_empty())
}
