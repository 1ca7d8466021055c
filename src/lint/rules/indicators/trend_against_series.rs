//! A written trend that the figures of the series go against.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::{At, Indicator, Target, Trend};
use crate::msg;

/// VP0416.
pub static RULE: Rule = Rule {
    code: "VP0416",
    name: "trend-against-series",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("trenden säger emot serien", "the trend goes against the series"),
    what: Bilingual::fixed(
        "Indikatorns `trend` är `upp` fast talen i `serie` har sjunkit, eller `ned` fast de har stigit: både från det näst sista året till det sista och från det första till det sista. `upp` betyder att talet stiger, också när det är dåligt.",
        "The indicator's `trend` is `upp` (up) though the figures in `serie` have fallen, or `ned` (down) though they have risen: both from the last year but one to the last and from the first to the last. `upp` means that the figure rises, also where that is bad.",
    ),
    why: Bilingual::fixed(
        "Trenden trycks bredvid talen. En pil åt fel håll är det första en revisor ser, och ofta står den kvar från förra årets plan.",
        "The trend is printed beside the figures. An arrow the wrong way is what an auditor sees first, and often it is left from last year's plan.",
    ),
    fixes: Fixes::NONE,
};

/// Reports trends that the indicator's own series goes against.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for indicator in subject.document.goals.iter().flat_map(|goal| &goal.indicators) {
        let (Some(trend), Some((moved, before, last))) = (&indicator.trend, moved(indicator)) else { continue };
        let is_against = matches!((trend.value, moved), (Trend::Up, Trend::Down) | (Trend::Down, Trend::Up));
        if !is_against {
            continue;
        }
        let (written, right) = (trend.value.word(), moved.word());
        let ((year, figure), (last_year, last_figure)) = (printed(before), printed(last));
        sink.push(
            Diagnostic::new(
                &RULE,
                trend.span,
                msg!(
                    "trend är {written}, men serien går från {figure} {year} till {last_figure} {last_year}",
                    "trend is {written}, but the series goes from {figure} in {year} to {last_figure} in {last_year}",
                ),
            )
            .other(last.1.span, msg!("här står {last_figure}", "this says {last_figure}"))
            .help(msg!(
                "skriv trend: {right}, eller rätta talen i serie",
                "write trend: {right}, or correct the figures in serie",
            )),
        );
    }
}

type YearFigure = (At<i16>, At<Target>);

/// Where the figures have moved, as their last step and the whole way say alike, with the last two of them.
fn moved(indicator: &Indicator) -> Option<(Trend, &YearFigure, &YearFigure)> {
    let mut years: Vec<&YearFigure> = indicator.series.iter().collect();
    years.sort_by_key(|(year, _)| year.value);
    let (first, [before, last]) = (*years.first()?, *years.last_chunk::<2>()?);
    let step = between(before, last)?;
    (step == between(first, last)?).then_some((step, before, last))
}

fn between(one: &YearFigure, other: &YearFigure) -> Option<Trend> {
    let (one, other) = (one.1.value.quantity()?, other.1.value.quantity()?);
    let is_comparable = one.same_unit(other) && one.upper.is_none() && other.upper.is_none();
    is_comparable.then(|| match other.value.cmp(&one.value) {
        std::cmp::Ordering::Greater => Trend::Up,
        std::cmp::Ordering::Less => Trend::Down,
        std::cmp::Ordering::Equal => Trend::Same,
    })
}

fn printed((year, figure): &YearFigure) -> (i16, String) {
    (year.value, figure.value.print())
}
