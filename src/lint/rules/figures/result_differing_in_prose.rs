//! A surplus or a deficit in a report's text that is not the one of its income statement.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::figures::{BUDGET, DEVIATION, FORECAST};
use crate::lint::rules::sentences::{
    ABOUT, EARLIER_MONTHS, Figure, NamesInText, OTHER_TIME, WordList, is_one_of, word_list, words, year_of,
};
use crate::model::number::print_decimal;
use crate::model::{IncomeStatement, Side, Tier, Unit};
use crate::msg;
use crate::resolve::Report;
use crate::source::Span;

/// VP0811.
pub static RULE: Rule = Rule {
    code: "VP0811",
    name: "result-differing-in-prose",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "textens över- eller underskott är ett annat än resultaträkningens",
        "the text's surplus or deficit is not the income statement's",
    ),
    what: Bilingual::fixed(
        "En mening i rapporten säger överskott, underskott eller nettobudget med ett belopp som inte är resultaträkningens, avrundat som det är skrivet, eller säger överskott där tabellen ger ett underskott. Inom året jämförs bara en resultaträkning med prognos. Meningar om en enskild rad, om andra år och tillfällen, om andra organisationer och om ungefärliga belopp jämförs inte.",
        "A sentence of the report says överskott, underskott or nettobudget with an amount that is not the income statement's, rounded as it is written, or speaks of a surplus where the table gives a deficit. Within the year only an income statement with a forecast is compared. Sentences about a single row, about other years and occasions, about other organisations and about approximate amounts are not compared.",
    ),
    why: Bilingual::fixed(
        "Resultatet är det som nämnden läser först, och texten skrivs ofta före den sista körningen ur ekonomisystemet. Två olika resultat i ett beslutsunderlag gör båda osäkra.",
        "The result is what the board reads first, and the text is often written before the last run of the accounts. Two results in one basis for a decision make both uncertain.",
    ),
    fixes: Fixes::NONE,
};

/// Words of another time, of others, or of what is only near.
static NOT_THIS: WordList = word_list![OTHER_TIME, EARLIER_MONTHS, ABOUT;
    "tertialrapport",
    "varav",
    "befarade",
    "befarat",
    "ingående",
    "utgående",
    "ackumulerat",
    "ackumulerade",
    "eget",
    "skulle",
    "kan",
    "risk",
    "risken",
    "delar",
    "åtgärder",
    "åtgärderna",
];

/// Organisations that are not the report's own unless it is of their rank.
const OTHERS: &[(&str, Tier)] = &[
    ("kommunen", Tier::Municipality),
    ("staden", Tier::Municipality),
    ("nämnden", Tier::Board),
    ("nämndens", Tier::Board),
    ("avdelningen", Tier::Department),
    ("avdelningens", Tier::Department),
    ("enheten", Tier::Unit),
    ("enhetens", Tier::Unit),
];

/// Reports surpluses, deficits and net budgets in the texts of a follow-up.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(report) = subject.resolved.report_of(subject.plan.document) else { return };
    let Some(statement) = statement_of(subject, report) else { return };
    let Some(unit) = statement.unit.as_ref().map(|unit| unit.value) else { return };
    let is_whole_year = report.occasion.is_none_or(|occasion| subject.resolved.is_last(occasion));
    if !is_whole_year && !statement.has_forecast() {
        return;
    }
    let net = statement.printed_net();
    let rows = || statement.income.iter().chain(&statement.costs);
    let names = NamesInText::of(rows().map(|row| row.name.as_str()));
    let year = year_of(subject.document);
    for (text, figures) in subject.figures() {
        for figure in figures {
            let Some(said_unit) = figure.money() else { continue };
            let Some(said) = Said::of(figure) else { continue };
            let amounts = figures.iter().filter(|other| other.is_beside(figure) && other.money().is_some()).count();
            if amounts > 0
                || NOT_THIS.is_in(figure.sentence())
                || figure.is_of_another_year(year)
                || speaks_of_others(figure, subject)
                || !names.named_in(figure.sentence()).is_empty()
            {
                continue;
            }
            let Some(holds) = net[said.column()].and_then(|amount| unit.convert(amount, said_unit)) else { continue };
            let is_it = |amount: Decimal| {
                let rounded =
                    amount.round_dp_with_strategy(figure.value.scale(), RoundingStrategy::MidpointAwayFromZero);
                said.reads(rounded) == Some(figure.value) || said.reads(amount) == Some(figure.value)
            };
            // What a single row says may be what the sentence is about, under another name.
            let in_rows =
                [(Side::Income, &statement.income), (Side::Costs, &statement.costs)].into_iter().any(|(side, rows)| {
                    let amounts = rows.iter().filter_map(|row| row.amounts.completed(side)[said.column()]);
                    amounts.filter_map(|amount| unit.convert(amount, said_unit)).any(is_it)
                });
            if is_it(holds) || in_rows {
                continue;
            }
            let place = place(statement, said.column());
            let figure = (text.text.span(figure.range.clone()), figure.value);
            sink.push(finding(figure, said, (holds, said_unit), (place, net[said.column()], unit)));
        }
    }
}

/// The income statement that a report prints.
fn statement_of<'a>(subject: &Subject<'a>, report: &Report) -> Option<&'a IncomeStatement> {
    let documents = report.parts.iter().map(|part| &subject.resolved.documents[*part]);
    documents.into_iter().find_map(|document| super::income_statement_of(document))
}

/// What a sentence says of the net.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Surplus,
    Deficit,
    NetBudget,
}

impl Said {
    /// What a figure is the amount of: a word for it within the last words before it, and a small word between.
    fn of(figure: &Figure) -> Option<Said> {
        const BETWEEN: &[&str] =
            &["på", "om", "med", "är", "uppgår", "till", "blev", "var", "totalt", "motsvarande", "av"];
        let word = figure.words_before().find(|word| !is_one_of(word, BETWEEN))?;
        match word.to_lowercase().as_str() {
            "överskott" | "överskottet" => Some(Said::Surplus),
            "underskott" | "underskottet" => Some(Said::Deficit),
            "nettobudget" | "nettobudgeten" => Some(Said::NetBudget),
            _ => None,
        }
    }

    fn column(self) -> usize {
        match self {
            Said::NetBudget => BUDGET,
            Said::Surplus | Said::Deficit => DEVIATION,
        }
    }

    /// How an amount of the table is said; `None` where it is the opposite.
    fn reads(self, amount: Decimal) -> Option<Decimal> {
        match self {
            Said::NetBudget => Some(amount),
            Said::Surplus => (!amount.is_sign_negative()).then_some(amount),
            Said::Deficit => (!amount.is_sign_positive() || amount.is_zero()).then(|| amount.abs()),
        }
    }

    fn words(self) -> [&'static str; 2] {
        match self {
            Said::Surplus => ["ett överskott på", "a surplus of"],
            Said::Deficit => ["ett underskott på", "a deficit of"],
            Said::NetBudget => ["nettobudgeten", "the net budget"],
        }
    }
}

fn speaks_of_others(figure: &Figure, subject: &Subject) -> bool {
    let own = subject.document.organisation.tier();
    words(figure.sentence()).any(|word| OTHERS.iter().any(|(other, tier)| *tier != own && is_one_of(word, &[other])))
}

/// Where the amount stands: in the written net, else the income statement.
fn place(statement: &IncomeStatement, column: usize) -> Span {
    let net = statement.net.as_ref().map(|(_, net)| net.in_order());
    let amount = net.and_then(|amounts| amounts[column].or(amounts[FORECAST].filter(|_| column == DEVIATION)));
    amount.map_or(statement.span, |amount| amount.span)
}

fn finding(
    (span, value): (Span, Decimal),
    said: Said,
    (holds, said_unit): (Decimal, Unit),
    (place, written, unit): (Span, Option<Decimal>, Unit),
) -> Diagnostic {
    let ([said_sv, said_en], stands, word) = (said.words(), print_decimal(value), said_unit.word());
    let (table, own) = (print_decimal(written.unwrap_or(holds)), unit.word());
    let right = match said {
        Said::NetBudget => Said::NetBudget,
        _ if holds.is_sign_negative() => Said::Deficit,
        _ => Said::Surplus,
    };
    let ([right_sv, right_en], right) = (right.words(), print_decimal(holds.abs().normalize()));
    let column = match said {
        Said::NetBudget => ["nettobudget", "net budget"],
        _ => ["avvikelse", "deviation"],
    };
    let [column_sv, column_en] = column;
    Diagnostic::new(
        &RULE,
        span,
        msg!(
            "texten säger {said_sv} {stands} {word}, men resultaträkningens {column_sv} är {table} {own}",
            "the text says {said_en} {stands} {word}, but the income statement's {column_en} is {table} {own}",
        ),
    )
    .label(msg!("här står {stands} {word}", "this says {stands} {word}"))
    .other(place, msg!("resultaträkningen ger {table} {own}", "the income statement gives {table} {own}"))
    .help(msg!(
        "skriv {right_sv} {right} {word} i texten, eller rätta resultaträkningen",
        "write {right_en} {right} {word} in the text, or fix the income statement",
    ))
}
