//! Figures with a point or a comma before three digits, which may stand between thousands.

use rust_decimal::Decimal;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::figures::income_statement_of;
use crate::lint::rules::follow_up::indicators;
use crate::lint::rules::{ReportSubject, Subject};
use crate::model::number::print_decimal;
use crate::model::{At, Document, Indicator, Quantity, Target, Unit};
use crate::msg;
use crate::source::{Sources, Span};

/// VP0809.
pub static RULE: Rule = Rule {
    code: "VP0809",
    name: "point-between-thousands",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "en punkt eller ett komma före tre siffror kan stå mellan tusental",
        "a point or a comma before three digits may separate thousands",
    ),
    what: Bilingual::fixed(
        "Ett tal har sin enda punkt eller sitt enda komma före exakt tre siffror, som `12.500`, och läses som tolv och en halv. Regeln frågar när tabellens övriga belopp i kronor eller tusental, eller indikatorns övriga tal, är minst 1 000 eller saknar decimaler: då menas oftast tolvtusen femhundra. Procent, miljoner och tal som börjar med noll tas inte upp.",
        "A number has its only point or comma before exactly three digits, such as `12.500`, and is read as twelve and a half. The rule asks where the other amounts of the table in kronor or thousands, or the other figures of the indicator, are at least 1 000 or have no decimals: then twelve thousand five hundred is usually meant. Percentages, millions and numbers that begin with a zero are left alone.",
    ),
    why: Bilingual::fixed(
        "Läses talet fel blir det tusen gånger för litet, och summan kan stämma ändå när alla rader är skrivna så.",
        "Read wrongly the number is a thousand times too small, and the sum may agree all the same where every row is written so.",
    ),
    fixes: Fixes::NONE,
};

/// A figure as written.
struct Figure {
    value: Decimal,
    span: Span,
}

impl Figure {
    fn of(amount: &At<Decimal>) -> Figure {
        Figure { value: amount.value, span: amount.span }
    }

    /// The figure of a target or an outcome that is no range and no share.
    fn of_quantity(quantity: Option<&Quantity>, span: Span) -> Option<Figure> {
        let quantity = quantity.filter(|quantity| quantity.upper.is_none() && quantity.unit != "%")?;
        Some(Figure { value: quantity.value, span })
    }

    /// The number as it would be with a space between thousands, where it may be meant so.
    fn with_thousands(&self, sources: &Sources) -> Option<Decimal> {
        let written = sources.slice(self.span);
        let written = written.trim_matches(['"', '\'', ' ']);
        let end = written.find(|character: char| !matches!(character, '0'..='9' | '.' | ',' | '-' | '−' | '–' | '+'));
        let number = &written[..end.unwrap_or(written.len())];
        let digits = number.trim_start_matches(['-', '−', '–', '+']);
        let (whole, rest) = digits.split_once(['.', ','])?;
        let is_group = |digits: &str, of: std::ops::RangeInclusive<usize>| {
            of.contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
        };
        let is_meant = is_group(rest, 3..=3) && is_group(whole, 1..=3) && !whole.starts_with('0');
        // A fourth digit after a space would be a group of its own.
        let goes_on = end
            .is_some_and(|end| written[end..].trim_start().starts_with(|character: char| character.is_ascii_digit()));
        (is_meant && !goes_on).then(|| self.value.saturating_mul(Decimal::ONE_THOUSAND).normalize())
    }

    fn is_whole_or_large(&self) -> bool {
        self.value.scale() == 0 || self.value.abs() >= Decimal::ONE_THOUSAND
    }
}

/// Asks about the amounts of a document's tables, and about the figures of each indicator that it writes.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let document = subject.document;
    for figures in tables(document) {
        ask(&figures, false, subject.sources, sink);
    }
    for indicator in document.goals.iter().flat_map(|goal| &goal.indicators) {
        ask(&planned(indicator), true, subject.sources, sink);
    }
}

/// Asks about the outcomes of each indicator, beside the figures of the plan.
pub fn check_report(subject: &ReportSubject, sink: &mut Sink) {
    for (_, item) in indicators(subject) {
        let Some(entry) = subject.resolved.indicator_entry(subject.report, item) else { continue };
        let outcomes: Vec<Figure> = entry
            .outcomes()
            .filter_map(|(_, outcome)| Figure::of_quantity(outcome.value.quantity(), outcome.span))
            .collect();
        let own = outcomes.len();
        let mut figures = outcomes;
        let target = subject.resolved.compared_target_as_written(subject.plan, item);
        figures.extend(target.and_then(|(_, target)| Figure::of_quantity(target.value.quantity(), target.span)));
        // The plan's figures among themselves are asked about in the plan.
        let asked: Vec<usize> = (0..own).collect();
        ask_among(&figures, &asked, true, subject.sources, sink);
    }
}

/// The amounts of the budget and of the income statement, where they are in kronor or thousands.
fn tables(document: &Document) -> Vec<Vec<Figure>> {
    let is_small = |unit: Option<&At<Unit>>| unit.is_some_and(|unit| matches!(unit.value, Unit::Kr | Unit::Tkr));
    let mut tables = Vec::new();
    let budget = document.economy.as_ref().and_then(|economy| economy.budget.as_ref());
    if let Some(budget) = budget.filter(|budget| is_small(budget.unit.as_ref())) {
        let amounts = budget.rows.iter().map(|row| &row.amounts).chain(budget.total.iter().map(|(_, total)| total));
        tables.push(amounts.flat_map(|amounts| amounts.in_order()).flatten().map(Figure::of).collect());
    }
    if let Some(income_statement) =
        income_statement_of(document).filter(|income_statement| is_small(income_statement.unit.as_ref()))
    {
        let rows = income_statement.income.iter().chain(&income_statement.costs).map(|row| &row.amounts);
        let sums =
            [&income_statement.income_sum, &income_statement.cost_sum, &income_statement.net].into_iter().flatten();
        let amounts = rows.chain(sums.map(|(_, amounts)| amounts));
        tables.push(amounts.flat_map(|amounts| amounts.in_order()).flatten().map(Figure::of).collect());
    }
    let economy = document.follow_up.as_ref().and_then(|follow_up| follow_up.economy.as_ref());
    if let Some(economy) = economy.filter(|economy| matches!(economy.unit(), Some(Unit::Kr | Unit::Tkr))) {
        tables.push(economy.amounts().map(Figure::of).collect());
    }
    tables
}

/// The figures of an indicator in a plan.
fn planned(indicator: &Indicator) -> Vec<Figure> {
    let figure = |target: &At<Target>| Figure::of_quantity(target.value.quantity(), target.span);
    let targets = indicator.target.iter().chain(&indicator.council_target);
    let series = indicator.series.iter().map(|(_, value)| value);
    let checkpoints = indicator.checkpoints.iter().map(|(_, value)| value);
    let years = indicator.targets_by_year.iter().map(|(_, value)| value).chain(&indicator.starting_value);
    let is_new = |value: &&At<Target>| indicator.target.as_ref().is_none_or(|target| target.span != value.span);
    let others = indicator.benchmark.iter().flat_map(|benchmark| &benchmark.others).map(|(_, value)| value);
    let more = years.filter(is_new).chain(others);
    targets.chain(series).chain(checkpoints).chain(more).filter_map(figure).collect()
}

fn ask(figures: &[Figure], needs_others: bool, sources: &Sources, sink: &mut Sink) {
    let all: Vec<usize> = (0..figures.len()).collect();
    ask_among(figures, &all, needs_others, sources, sink);
}

/// Asks once for all figures of a table that may be meant otherwise, at the first of those that are asked about.
fn ask_among(figures: &[Figure], asked: &[usize], needs_others: bool, sources: &Sources, sink: &mut Sink) {
    let meant: Vec<Option<Decimal>> = figures.iter().map(|figure| figure.with_thousands(sources)).collect();
    let mut others =
        figures.iter().zip(&meant).filter(|(_, meant)| meant.is_none()).map(|(figure, _)| figure).peekable();
    if (needs_others && others.peek().is_none()) || !others.all(Figure::is_whole_or_large) {
        return;
    }
    let mut found = asked.iter().filter_map(|at| Some((&figures[*at], meant[*at]?)));
    let Some((first, thousands)) = found.next() else { return };
    let (written, read) = (sources.slice(first.span), print_decimal(first.value.normalize()));
    let spaced = print_decimal(thousands).replace(crate::model::number::NO_BREAK_SPACE, " ");
    let mut finding = Diagnostic::new(
        &RULE,
        first.span,
        msg!("{written} läses som {read}, men kan vara {spaced}", "{written} is read as {read}, but may be {spaced}",),
    );
    for (figure, _) in found {
        finding = finding.other(figure.span, msg!("skrivet på samma sätt", "written in the same way"));
    }
    sink.push(finding.help(msg!(
        "menas {spaced}, skriv {spaced} eller {thousands}; menas {read}, skriv det utan de tre decimalerna",
        "if {spaced} is meant, write {spaced} or {thousands}; if {read} is meant, write it without the three decimals",
    )));
}
