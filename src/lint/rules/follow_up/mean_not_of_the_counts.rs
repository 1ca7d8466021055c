//! An outcome of all that the outcomes and the numbers of men and women cannot make.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::follow_up::genders_not_fitting_total::{Total, fits, total_of};
use crate::lint::rules::follow_up::{indicators, typed};
use crate::model::number::print_decimal;
use crate::model::{IndicatorReport, Quantity};
use crate::msg;

/// VP0515.
pub static RULE: Rule = Rule {
    code: "VP0515",
    name: "mean-not-of-the-counts",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "utfallet för alla är inte det vägda medelvärdet av männens och kvinnornas",
        "the outcome of all is not the weighted mean of men's and women's",
    ),
    what: Bilingual::fixed(
        "`antal_män` och `antal_kvinnor` är givna, och utfallet för alla kan inte vara det medelvärde som antalen ger av utfallen för män och kvinnor, hur de än är avrundade. Det gäller andelar, index och annat som är medelvärden.",
        "`antal_män` and `antal_kvinnor` are given, and the outcome of all cannot be the mean that the numbers make of the outcomes of men and women, however they are rounded. This goes for shares, indices and whatever else is a mean.",
    ),
    why: Bilingual::fixed(
        "Oftast har någon tagit medelvärdet av de två talen utan att väga dem. Är den ena gruppen mycket större blir det ett helt annat tal än det rätta.",
        "Mostly somebody took the mean of the two figures without weighing them. Where one group is much larger that is quite another figure than the right one.",
    ),
    fixes: Fixes::NONE,
};

/// Reports outcomes of all that no rounding makes the weighted mean.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    for (_, item) in indicators(subject) {
        let Some(entry) = subject.resolved.indicator_entry(subject.report, item) else { continue };
        sink.extend(finding(subject.resolved.indicator(item).name.as_str(), entry));
    }
}

fn finding(name: &str, entry: &IndicatorReport) -> Option<Diagnostic> {
    let (all, men, women) = (entry.outcome.as_ref()?, entry.men.as_ref()?, entry.women.as_ref()?);
    let figures = [all.value.quantity()?, men.value.quantity()?, women.value.quantity()?];
    let (men_count, women_count) = (entry.men_count.as_ref()?, entry.women_count.as_ref()?);
    // What lies outside both is said by itself, and what is their sum is no mean.
    if fits(figures) != Some(true) || total_of(&figures[0].unit) != Total::Between {
        return None;
    }
    let [least, most] = mean([figures[1], figures[2]], [men_count.value, women_count.value])?;
    let near = half(figures[0]);
    if (least.saturating_sub(near)..=most.saturating_add(near)).contains(&figures[0].value) {
        return None;
    }
    let scale = figures[0].value.scale();
    let mean = least.saturating_add(most).checked_div(Decimal::TWO)?;
    let right = mean.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
    let unit = &figures[0].unit;
    let right = format!("{} {unit}", print_decimal(right)).trim_end().to_owned();
    let (total, of_men, of_women) = (typed(&all.value), men_count.value, women_count.value);
    // Where the other way round gives the written figure, the two columns have most likely changed places.
    let is_fitting = |[least, most]: [Decimal; 2]| {
        (least.saturating_sub(near)..=most.saturating_add(near)).contains(&figures[0].value)
    };
    let is_swapped = self::mean([figures[2], figures[1]], [men_count.value, women_count.value]).is_some_and(is_fitting);
    let finding =
        Diagnostic::new(
            &RULE,
            all.span,
            msg!(
                "utfallet {total} för ”{name}” är inte medelvärdet av {of_men} män och {of_women} kvinnor: det blir {right}",
                "the outcome {total} of \"{name}\" is not the mean of {of_men} men and {of_women} women: that is {right}",
            ),
        )
        .other(men.span, msg!("män, {of_men} av dem", "men, {of_men} of them"))
        .other(women.span, msg!("kvinnor, {of_women} av dem", "women, {of_women} of them"));
    Some(match is_swapped {
        true => finding.help(msg!(
            "med mäns och kvinnors tal i omvänd ordning stämmer det: har de bytt plats? annars skriv utfall: {right}",
            "with the figures of men and women the other way round it is right: have they changed places? otherwise write utfall: {right}",
        )),
        false => finding.help(msg!(
            "skriv utfall: {right}, eller rätta det antal eller utfall som är fel",
            "write utfall: {right}, or fix the number or the outcome that is wrong",
        )),
    })
}

/// Half of the last decimal that is written.
fn half(figure: &Quantity) -> Decimal {
    Decimal::new(5, (figure.value.scale() + 1).min(28))
}

/// The least and the most that the mean of two rounded figures can be.
fn mean([one, two]: [&Quantity; 2], counts: [usize; 2]) -> Option<[Decimal; 2]> {
    let [of_one, of_two] = counts.map(Decimal::from);
    let all = of_one.checked_add(of_two).filter(|all| !all.is_zero())?;
    let weighed =
        |one: Decimal, two: Decimal| one.checked_mul(of_one)?.checked_add(two.checked_mul(of_two)?)?.checked_div(all);
    let least = weighed(one.value.saturating_sub(half(one)), two.value.saturating_sub(half(two)))?;
    let most = weighed(one.value.saturating_add(half(one)), two.value.saturating_add(half(two)))?;
    Some([least, most])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_weighed_and_every_figure_may_be_rounded() {
        let range = |one: &str, two: &str, counts| {
            let read = |written| Quantity::read(written).expect("a quantity");
            mean([&read(one), &read(two)], counts).map(|range| range.map(|end| end.round_dp(2).normalize().to_string()))
        };
        assert_eq!(range("80 %", "82 %", [118, 12]), Some(["79.68".into(), "80.68".into()]));
        assert_eq!(range("80,0 %", "82,0 %", [1, 1]), Some(["80.95".into(), "81.05".into()]));
        assert_eq!(range("80 %", "82 %", [0, 0]), None);
    }
}
