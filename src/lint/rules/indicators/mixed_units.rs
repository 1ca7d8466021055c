//! Figures of one indicator that are counted in different units.

use rust_decimal::Decimal;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::follow_up::indicators;
use crate::lint::rules::indicators::typed;
use crate::lint::rules::{ReportSubject, Subject};
use crate::model::number::read_decimal;
use crate::model::{At, Indicator, Quantity, Target};
use crate::msg;
use crate::resolve::ItemRef;
use crate::source::Span;

/// VP0404.
pub static RULE: Rule = Rule {
    code: "VP0404",
    name: "mixed-units",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("indikatorns tal har olika enheter", "the indicator's figures have different units"),
    what: Bilingual::fixed(
        "`årsmål`, `kf_årsmål` och `serie` för samma indikator räknas i olika enheter, eller så har ett av dem ingen enhet. I en uppföljning gäller det `utfall`, `män`, `kvinnor` och `föregående` mot det årsmål som utfallet jämförs med. `%` och `procent` är samma enhet.",
        "`årsmål`, `kf_årsmål` and `serie` of one indicator are counted in different units, or one of them has none. In a follow-up this applies to `utfall`, `män`, `kvinnor` and `föregående` against the target that the outcome is compared with. `%` and `procent` are the same unit.",
    ),
    why: Bilingual::fixed(
        "80 och 80 % är inte samma mål. Tal med olika enheter kan inte jämföras, så bedömningen uteblir och läsaren får gissa.",
        "80 and 80 % are not the same target. Figures of different units cannot be compared, so there is no assessment and the reader must guess.",
    ),
    fixes: Fixes::NONE,
};

/// A figure with the words for where it stands.
struct Figure<'a> {
    key: String,
    span: Span,
    quantity: &'a Quantity,
}

impl<'a> Figure<'a> {
    fn new(key: &str, at: &'a At<Target>) -> Option<Figure<'a>> {
        Some(Figure { key: key.to_owned(), span: at.span, quantity: at.value.quantity()? })
    }
}

/// Reports figures written here whose unit differs from the indicator's council target, else its target, else its series.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for indicator in subject.document.goals.iter().flat_map(|goal| &goal.indicators) {
        let figures = figures(indicator);
        let Some((reference, rest)) = figures.split_first() else { continue };
        let series = figures.len() - series(indicator).count();
        let differs = |figure: &&Figure| !figure.quantity.same_unit(reference.quantity);
        // A series without its unit is one slip, not one for each year.
        let (targets, outcomes) = rest.split_at(series.saturating_sub(1));
        for figure in targets.iter().filter(differs).chain(outcomes.iter().find(differs)) {
            sink.push(finding(indicator, figure, reference));
        }
    }
    for &(number, item) in &subject.plan.targets {
        let at = &subject.document.targets[number].target;
        let Some(figure) = Figure::new("årsmål", at) else { continue };
        let indicator = subject.resolved.indicator(item);
        let reference = figures(indicator).into_iter().next().or_else(|| set_above(subject, item));
        if let Some(reference) = reference.filter(|reference| !reference.quantity.same_unit(figure.quantity)) {
            sink.push(finding(indicator, &figure, &reference));
        }
    }
}

/// Reports outcomes whose unit differs from the target that they are compared with: of several in one unit, the first.
pub fn check_report(subject: &ReportSubject, sink: &mut Sink) {
    for (_, item) in indicators(subject) {
        let planned = targets_in_two_units(subject.resolved.indicator(item));
        let target = subject.resolved.compared_target_as_written(subject.plan, item);
        let Some(target) = target.and_then(|(key, at)| Figure::new(key, at)) else { continue };
        let Some(entry) = subject.resolved.indicator_entry(subject.report, item) else { continue };
        let mut said: Vec<&Quantity> = Vec::new();
        for (key, outcome) in entry.outcomes() {
            let Some(quantity) = outcome.value.quantity() else { continue };
            // That the plan's own targets differ in unit is said there, and not again of each report.
            if planned.iter().any(|planned| planned.same_unit(quantity)) {
                continue;
            }
            if quantity.same_unit(target.quantity) || said.iter().any(|other| other.same_unit(quantity)) {
                continue;
            }
            said.push(quantity);
            let figure = Figure { key: key.to_owned(), span: outcome.span, quantity };
            sink.push(finding(subject.resolved.indicator(item), &figure, &target));
        }
    }
}

fn figures(indicator: &Indicator) -> Vec<Figure<'_>> {
    let targets = [("kf_årsmål", &indicator.council_target), ("årsmål", &indicator.target)];
    let targets = targets.into_iter().filter_map(|(key, target)| Figure::new(key, target.as_ref()?));
    let checkpoints = indicator.checkpoints.iter().filter_map(|(_, at)| Figure::new("riktpunkt", at));
    let is_new = |at: &At<Target>| indicator.target.as_ref().is_none_or(|target| target.span != at.span);
    let years = indicator.targets_by_year.iter().filter(|(_, at)| is_new(at)).filter_map(|(year, at)| {
        let year = year.value;
        Figure::new(&format!("målvärden {year}"), at)
    });
    let starting_value = indicator.starting_value.iter().filter_map(|at| Figure::new("utgångsvärde", at));
    let others = indicator.benchmark.iter().flat_map(|benchmark| &benchmark.others);
    let others = others.filter_map(|(name, at)| Figure::new(name.as_str(), at));
    targets.chain(checkpoints).chain(years).chain(starting_value).chain(others).chain(series(indicator)).collect()
}

/// The council's target and the own one where they differ in unit; otherwise none.
fn targets_in_two_units(indicator: &Indicator) -> Vec<&Quantity> {
    let targets = indicator.council_target.iter().chain(&indicator.target);
    let quantities: Vec<&Quantity> = targets.filter_map(|at| at.value.quantity()).collect();
    match quantities[..] {
        [council, own] if !council.same_unit(own) => quantities,
        _ => Vec::new(),
    }
}

fn series(indicator: &Indicator) -> impl Iterator<Item = Figure<'_>> {
    indicator.series.iter().filter_map(|(year, at)| {
        let year = year.value;
        Figure::new(&format!("serie {year}"), at)
    })
}

/// The target that the nearest plan above sets for an indicator that has no figure where it is written.
fn set_above<'a>(subject: &Subject<'a>, item: ItemRef) -> Option<Figure<'a>> {
    let above = &subject.resolved.plans[*subject.plan.above.first()?];
    Figure::new("årsmål", subject.resolved.target(above, item)?)
}

fn finding(indicator: &Indicator, figure: &Figure, reference: &Figure) -> Diagnostic {
    let name = indicator.name.as_str();
    let (key, here) = (&figure.key, typed(figure.quantity));
    let (other_key, other) = (&reference.key, typed(reference.quantity));
    let finding = Diagnostic::new(
        &RULE,
        figure.span,
        msg!(
            "{key}: {here} och {other_key}: {other} för ”{name}” har olika enheter",
            "{key}: {here} and {other_key}: {other} of \"{name}\" have different units",
        ),
    )
    .label(unit(figure.quantity))
    .other(reference.span, unit(reference.quantity));
    if figure.quantity.unit.is_empty() {
        let figured = figure.quantity.value;
        if reference.quantity.unit == "%" && figured > Decimal::ZERO && figured < Decimal::ONE {
            let share = figured.saturating_mul(Decimal::ONE_HUNDRED).normalize();
            let share = typed(&Quantity { value: share, ..figure.quantity.clone() });
            return finding.help(msg!("är det en andel, skriv {share} %", "if it is a share, write {share} %"));
        }
        let with_unit = typed(&Quantity { unit: reference.quantity.unit.clone(), ..figure.quantity.clone() });
        return finding
            .help(msg!("skriv {with_unit} om det är samma enhet", "write {with_unit} if the unit is the same"));
    }
    if let Some(share) = share_of(figure.quantity).filter(|_| reference.quantity.unit == "%") {
        return finding
            .help(msg!("{here} är {share}: skriv {key}: {share}", "{here} is {share}: write {key}: {share}"));
    }
    finding.help(msg!("skriv samma enhet på båda ställena", "write the same unit in both places"))
}

/// `18 av 25` as a share, with one decimal where it needs one.
fn share_of(quantity: &Quantity) -> Option<String> {
    let all = quantity.unit.strip_prefix("av ")?;
    let all = read_decimal(all.split(' ').next()?).filter(|all| *all > Decimal::ZERO && *all >= quantity.value)?;
    let share = quantity.value.checked_div(all)?.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(1).normalize();
    Some(typed(&Quantity { value: share, upper: None, unit: String::from("%") }))
}

fn unit(quantity: &Quantity) -> Bilingual {
    let unit = &quantity.unit;
    match unit.is_empty() {
        _ if unit.starts_with("av ") => msg!("ett antal {unit}", "a number {unit}"),
        true => msg!("utan enhet", "without a unit"),
        false => msg!("enheten är {unit}", "the unit is {unit}"),
    }
}
