//! Charts whose series have more or fewer values than there are categories, or values that cannot be drawn.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::{At, ChartValue, OwnChart};
use crate::msg;
use crate::source::Span;

/// VP0815.
pub static RULE: Rule = Rule {
    code: "VP0815",
    name: "chart-values-not-fitting",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "diagrammets värden passar inte dess kategorier, eller kan inte ritas",
        "the values of the chart do not fit its categories, or cannot be drawn",
    ),
    what: Bilingual::fixed(
        "En serie under `diagram` har fler eller färre värden än diagrammet har kategorier, eller årsmålet är varken ett enda eller ett för varje kategori. Ett decimalkomma inom hakparenteser delar ett värde i två. Eller ett värde är inget tal i diagrammets enhet; ett värde som saknas skrivs `saknas`.",
        "A series below `diagram` has more or fewer values than the chart has categories, or the target is neither one alone nor one for each category. A decimal comma within brackets divides one value into two. Or a value is no number in the chart's unit; a value that is missing is written `saknas`.",
    ),
    why: Bilingual::fixed(
        "Värdena hamnar vid fel kategori eller ritas inte, och den som läser diagrammet tror på det.",
        "The values end up at the wrong category or are not drawn, and whoever reads the chart believes it.",
    ),
    fixes: Fixes::NONE,
};

/// Reports each value that cannot be drawn, and each series and list of targets that does not fit the categories.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for chart in &subject.document.charts {
        let values = chart.series.iter().flat_map(|series| &series.values).chain(&chart.targets);
        values.for_each(|value| check_value(value, chart.unit(), sink));
    }
    for chart in subject.document.charts.iter().filter(|chart| !chart.categories.is_empty()) {
        for series in chart.series.iter().filter(|series| !series.values.is_empty()) {
            let name = series.name.as_str();
            let (values, categories) = (series.values.len(), chart.categories.len());
            if values != categories {
                let message = msg!(
                    "serien {name} har {values} värden, men diagrammet har {categories} kategorier",
                    "the series {name} has {values} values, but the chart has {categories} categories",
                );
                tell(chart, (series.name.span, values), message, sink);
            }
        }
        let (values, categories) = (chart.targets.len(), chart.categories.len());
        if let Some(first) = chart.targets.first().filter(|_| values > 1 && values != categories) {
            let message = msg!(
                "årsmålet har {values} värden, men diagrammet har {categories} kategorier",
                "the target has {values} values, but the chart has {categories} categories",
            );
            tell(chart, (first.span, values), message, sink);
        }
    }
}

fn tell(chart: &OwnChart, (span, values): (Span, usize), message: Bilingual, sink: &mut Sink) {
    let first = chart.categories[0].span;
    let finding = Diagnostic::new(&RULE, span, message)
        .other(first, msg!("här börjar kategorierna", "here the categories begin"));
    sink.push(finding.help(match values > chart.categories.len() {
        true => msg!(
            "skriv ett värde för varje kategori; inom hakparenteser skrivs decimaler med punkt: 4.5",
            "write one value for each category; within brackets decimals are written with a point: 4.5",
        ),
        false => msg!(
            "skriv ett värde för varje kategori, och saknas där inget värde finns",
            "write one value for each category, and saknas where there is no value",
        ),
    }));
}

/// Reports a value that is no number in the chart's unit.
fn check_value(value: &At<String>, unit: &str, sink: &mut Sink) {
    if ChartValue::read(value.as_str(), unit).is_some() {
        return;
    }
    let written = value.as_str();
    let message = msg!("{written} är inget tal som kan ritas", "{written} is no number that can be drawn");
    let finding = Diagnostic::new(&RULE, value.span, message);
    sink.push(match unit {
        "" => finding.help(msg!(
            "skriv talet för sig, till exempel 74, och vad det räknas i under enhet; ett värde som saknas skrivs saknas",
            "write the number alone, for instance 74, and what it is counted in below enhet; a value that is missing is written saknas",
        )),
        _ => finding.help(msg!(
            "skriv ett tal i {unit}, till exempel 74; ett värde som saknas skrivs saknas",
            "write a number in {unit}, for instance 74; a value that is missing is written saknas",
        )),
    });
}
