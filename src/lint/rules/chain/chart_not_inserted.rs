//! Charts that no text inserts.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;
use crate::plan_format::fields::same_key;
use crate::plan_format::parts::insert::{self, InsertCall};

/// VP0318.
pub static RULE: Rule = Rule {
    code: "VP0318",
    name: "chart-not-inserted",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("ingen text infogar diagrammet", "no text inserts the chart"),
    what: Bilingual::fixed(
        "Ett diagram under `diagram` infogas inte av någon av dokumentets texter. Det trycks inte.",
        "A chart below `diagram` is not inserted by any of the document's texts. It is not printed.",
    ),
    why: Bilingual::fixed(
        "Den som skrev siffrorna väntar sig att se dem i dokumentet.",
        "Whoever wrote the figures expects to see them in the document.",
    ),
    fixes: Fixes::NONE,
};

/// Reports charts that are not printed.
pub fn check(subject: &Subject, sink: &mut Sink) {
    if subject.document.charts.is_empty() {
        return;
    }
    let steering = &subject.resolved.settings.steering;
    let inserts = subject.texts.iter().flat_map(|text| text.parsed.inserts.iter().map(move |insert| (text, insert)));
    let named: Vec<&str> = inserts
        .filter_map(|(text, insert)| match insert::read(&text.parsed.text, insert.words.clone(), steering) {
            Ok(InsertCall::Chart(name, _)) => Some(name.text),
            _ => None,
        })
        .collect();
    for chart in &subject.document.charts {
        let id = chart.id.as_str();
        if named.iter().any(|name| same_key(name, id)) {
            continue;
        }
        sink.push(
            Diagnostic::new(
                &RULE,
                chart.id.span,
                msg!("ingen text infogar diagrammet {id}", "no text inserts the chart {id}"),
            )
            .help(msg!(
                "skriv {{{{ diagram {id} }}}} ensamt på en rad i den text där det ska stå, eller ta bort diagrammet",
                "write {{{{ diagram {id} }}}} alone on a line of the text where it is to be, or remove the chart",
            )),
        );
    }
}
