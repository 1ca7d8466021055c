//! Figures that can hardly be what was meant: a share above everything, or a point that has moved.

use rust_decimal::Decimal;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::follow_up::indicators;
use crate::lint::rules::indicators::typed;
use crate::lint::rules::sentences::{is_one_of, words};
use crate::lint::rules::{ReportSubject, Subject};
use crate::model::number::print_decimal;
use crate::model::{At, Indicator, Outcome, Quantity, Target};
use crate::msg;
use crate::source::Span;

/// VP0412.
pub static RULE: Rule = Rule {
    code: "VP0412",
    name: "implausible-figure",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "andelen är över 100 % eller under noll, eller talet är tio gånger för stort",
        "the share is above 100 % or below zero, or the figure is ten times too large",
    ),
    what: Bilingual::fixed(
        "En indikator som mäter en andel (”Andel …”, frånvaro, svarsfrekvens) har ett årsmål eller ett utfall över 100 % eller under 0 %, också för ett av könen. Eller så är ett utfall tio, hundra eller tusen gånger så stort eller litet som både årsmålet och det som rapporterades före: det sägs som varning. Har ingen rapporterat före gäller det frånvaro som är tio gånger årsmålet.",
        "An indicator that measures a share (\"Andel …\", absence, response rate) has a target or an outcome above 100 % or below 0 %, also of one gender. Or an outcome is ten, a hundred or a thousand times as large or small as both the target and what was reported before: that is told as a warning. Where nothing was reported before it is absence of ten times the target.",
    ),
    why: Bilingual::fixed(
        "Ett decimaltecken har fallit bort, eller talet är ett annat än det som skulle stå där. Bedömningen räknas ut av det och blir lika fel.",
        "A decimal comma has been lost, or the figure is another than the one that was to stand there. The assessment is computed from it and becomes as wrong.",
    ),
    fixes: Fixes::NONE,
};

/// Reports targets of shares that no share can have.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for indicator in
        subject.document.goals.iter().flat_map(|goal| &goal.indicators).filter(|indicator| is_share(indicator))
    {
        let targets = [("kf_årsmål", &indicator.council_target), ("årsmål", &indicator.target)];
        let targets = targets.into_iter().filter_map(|(key, target)| Some((key.to_owned(), target.as_ref()?)));
        let series = indicator.series.iter().map(|(year, at)| (format!("serie {}", year.value), at));
        sink.extend(beyond(indicator, targets.chain(series).filter_map(|(key, at)| figure(key, at))));
    }
    for &(number, item) in &subject.plan.targets {
        let indicator = subject.resolved.indicator(item);
        if is_share(indicator) {
            let at = &subject.document.targets[number].target;
            sink.extend(beyond(indicator, figure("årsmål".to_owned(), at).into_iter()));
        }
    }
}

/// Reports outcomes of shares that no share can have, and outcomes whose point has moved.
pub fn check_report(subject: &ReportSubject, sink: &mut Sink) {
    for (_, item) in indicators(subject) {
        let Some(entry) = subject.resolved.indicator_entry(subject.report, item) else { continue };
        let indicator = subject.resolved.indicator(item);
        let of_share = || {
            let outcomes = entry.outcomes().filter_map(|(key, at)| {
                Some(Figure { key: key.to_owned(), span: at.span, quantity: at.value.quantity()? })
            });
            beyond(indicator, outcomes)
        };
        if let Some(found) = is_share(indicator).then(of_share).flatten() {
            sink.push(found);
            continue;
        }
        sink.extend(moved_point(subject, item, indicator));
    }
}

struct Figure<'a> {
    key: String,
    span: Span,
    quantity: &'a Quantity,
}

fn figure(key: String, at: &At<Target>) -> Option<Figure<'_>> {
    Some(Figure { key, span: at.span, quantity: at.value.quantity()? })
}

/// Whether an indicator measures a part of a whole, by its name: what is measured against a budget or another year may be
/// more than all of it.
fn is_share(indicator: &Indicator) -> bool {
    const SHARES: &[&str] = &["andel", "andelen", "andelar", "svarsfrekvens", "svarsfrekvensen"];
    const PARTS: &[&str] = &["frånvaro", "frånvaron", "närvaro", "närvaron", "närvarograd"];
    const NOT: &[&str] = &[
        "budget",
        "budgeten",
        "budgetföljsamhet",
        "förändring",
        "ökning",
        "minskning",
        "jämfört",
        "förhållande",
        "förbrukning",
        "avvikelse",
        "kostnadstäckning",
        "täckningsgrad",
        "självkostnad",
        "beläggning",
        "uppräknad",
        "ökningen",
    ];
    let name = indicator.name.as_str();
    // A letter has as many bytes whether it is a capital or not.
    let end_of = |word: &'_ str, part: &str| word.get(word.len().checked_sub(part.len())?..).map(str::to_lowercase);
    let may_be = |word: &str| word.ends_with(['o', 'O', 'n', 'N', 'd', 'D']);
    let is_part =
        |word: &str| may_be(word) && PARTS.iter().any(|part| end_of(word, part).is_some_and(|end| end == *part));
    words(name).any(|word| is_one_of(word, SHARES) || is_part(word)) && !words(name).any(|word| is_one_of(word, NOT))
}

/// The figures of a share that lie beyond all or nothing: the first, with the others as further places.
fn beyond<'a>(indicator: &Indicator, figures: impl Iterator<Item = Figure<'a>>) -> Option<Diagnostic> {
    let is_beyond = |figure: &Figure| {
        let is_percent = figure.quantity.unit == "%" || figure.quantity.unit.eq_ignore_ascii_case("procent");
        is_percent && (figure.quantity.highest() > Decimal::ONE_HUNDRED || figure.quantity.value < Decimal::ZERO)
    };
    let mut wrong = figures.filter(is_beyond);
    let first = wrong.next()?;
    let (name, key, stands) = (indicator.name.as_str(), &first.key, typed(first.quantity));
    let mut finding = Diagnostic::new(
        &RULE,
        first.span,
        msg!(
            "{key}: {stands} för ”{name}” kan inte stämma: en andel är mellan 0 och 100 %",
            "{key}: {stands} of \"{name}\" cannot be right: a share is between 0 and 100 %",
        ),
    );
    for other in wrong {
        let stands = typed(other.quantity);
        finding = finding.other(other.span, msg!("{stands} också", "{stands} too"));
    }
    let tenth = first.quantity.value.checked_div(Decimal::TEN).map(|tenth| tenth.normalize());
    let tenth =
        tenth.filter(|tenth| first.quantity.upper.is_none() && (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(tenth));
    Some(match tenth {
        Some(tenth) => {
            let tenth = print_decimal(tenth);
            finding.help(msg!(
                "saknas ett decimaltecken, skriv {tenth} %; mäts något annat än en andel, säg det i namnet",
                "if a decimal comma is missing, write {tenth} %; if something other than a share is measured, say so in the name",
            ))
        }
        None => finding.help(msg!(
            "rätta talet; mäts något annat än en andel, säg det i namnet",
            "fix the figure; if something other than a share is measured, say so in the name",
        )),
    })
}

/// An outcome that is a power of ten from the target and from what was reported before.
fn moved_point(subject: &ReportSubject, item: crate::resolve::ItemRef, indicator: &Indicator) -> Option<Diagnostic> {
    let (resolved, report) = (subject.resolved, subject.report);
    let entry = resolved.indicator_entry(report, item)?;
    let outcome = entry.outcome.as_ref()?;
    let now = outcome.value.quantity()?;
    let (_, target_at) = resolved.compared_target_as_written(subject.plan, item)?;
    let target = target_at.value.quantity().filter(|target| target.upper.is_none())?;
    let reported = resolved.previous(report, item).map(|before| before.outcome);
    let earlier = reported.or_else(|| entry.previous.as_ref().cloned()).or_else(|| {
        let mut earlier = report.earlier.iter().rev().map(|number| &resolved.reports[*number]);
        earlier.find_map(|report| resolved.indicator_entry(report, item)?.outcome.as_ref().cloned())
    });
    let Some(before) = earlier else { return lost_point(indicator, outcome, (target, target_at.span)) };
    let before: At<Outcome> = before;
    let known = before.value.quantity()?;
    if !now.same_unit(target) || !now.same_unit(known) {
        return None;
    }
    let moved = [10, 100, 1000].into_iter().find_map(|power| {
        let power = Decimal::from(power);
        let smaller = now.value.checked_div(power)?;
        let larger = now.value.checked_mul(power)?;
        let is_near = |figure: Decimal| is_like(figure, target.value) && is_like(figure, known.value);
        // Small counts go from twelve to one by themselves.
        let is_large = target.value >= Decimal::from(20) && known.value >= Decimal::from(20);
        match () {
            () if is_near(smaller) => Some(smaller),
            () if is_large && is_near(larger) => Some(larger),
            () => None,
        }
    })?;
    let (name, stands, aimed, was) = (indicator.name.as_str(), typed(now), typed(target), typed(known));
    let meant = typed(&Quantity { value: moved.normalize(), upper: None, unit: now.unit.clone() });
    Some(
        Diagnostic::new(
            &RULE,
            outcome.span,
            msg!(
                "utfallet {stands} för ”{name}” är långt från både årsmålet {aimed} och {was} före: kommat kan ha flyttats",
                "the outcome {stands} of \"{name}\" is far from both the target {aimed} and {was} before: the decimal comma may have moved",
            ),
        )
        .lower(Severity::Warning)
        .other(target_at.span, msg!("årsmålet är {aimed}", "the target is {aimed}"))
        .other(before.span, msg!("före: {was}", "before: {was}"))
        .help(msg!(
            "menas {meant}, skriv det; stämmer talet, skriv i analysen vad som har hänt och # vp: tillåt VP0412 med skälet på raden",
            "if {meant} is meant, write that; if the figure is right, write in the analysis what has happened, and # vp: tillåt VP0412 with the reason on the line",
        )),
    )
}

/// Where nothing was reported before: a share of those who are away that is small by its target, in whole percents ten times
/// as large. Nobody has 82 % on sick leave.
fn lost_point(indicator: &Indicator, outcome: &At<Outcome>, (target, place): (&Quantity, Span)) -> Option<Diagnostic> {
    let now = outcome.value.quantity()?;
    let is_absence = words(indicator.name.as_str()).any(|word| {
        let lower = word.to_lowercase();
        lower.ends_with("frånvaro") || lower.ends_with("frånvaron")
    });
    let is_small = target.unit == "%" && target.value <= Decimal::from(15);
    let meant = now.value.checked_div(Decimal::TEN)?;
    let is_slip = now.same_unit(target) && now.value.scale() == 0 && is_like(meant, target.value);
    if !(is_absence && is_small && is_slip) {
        return None;
    }
    let (name, stands, aimed) = (indicator.name.as_str(), typed(now), typed(target));
    let meant = typed(&Quantity { value: meant.normalize(), upper: None, unit: now.unit.clone() });
    Some(
        Diagnostic::new(
            &RULE,
            outcome.span,
            msg!(
                "utfallet {stands} för ”{name}” är långt från årsmålet {aimed}: ett decimaltecken kan saknas",
                "the outcome {stands} of \"{name}\" is far from the target {aimed}: a decimal comma may be missing",
            ),
        )
        .lower(Severity::Warning)
        .other(place, msg!("årsmålet är {aimed}", "the target is {aimed}"))
        .help(msg!(
            "menas {meant}, skriv det; stämmer talet, skriv i analysen vad som har hänt och # vp: tillåt VP0412 med skälet på raden",
            "if {meant} is meant, write that; if the figure is right, write in the analysis what has happened, and # vp: tillåt VP0412 with the reason on the line",
        )),
    )
}

/// Whether two figures are within a third of each other.
fn is_like(one: Decimal, two: Decimal) -> bool {
    let (least, most) = (one.min(two), one.max(two));
    least > Decimal::ZERO && most.saturating_mul(Decimal::TWO) <= least.saturating_mul(Decimal::from(3))
}
