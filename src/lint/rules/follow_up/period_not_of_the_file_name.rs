//! Follow-ups whose file is named after another occasion than the one that they report.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::follow_up::occasion_name;
use crate::model::DocumentKind;
use crate::msg;

/// VP0516.
pub static RULE: Rule = Rule {
    code: "VP0516",
    name: "period-not-of-the-file-name",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("filen heter som ett annat tillfälle", "the file is named after another occasion"),
    what: Bilingual::fixed(
        "Uppföljningens fil heter som ett av styrmodellens tillfällen, `t1.yaml`, men `period` nämner ett annat. Det gäller också ett namn som börjar med tillfället: `t1-mottagningen.yaml`. Filer som heter något annat räknas inte.",
        "The follow-up's file is named after one of the steering model's occasions, `t1.yaml`, but `period` names another. A name that begins with the occasion counts too: `t1-mottagningen.yaml`. Files with other names do not.",
    ),
    why: Bilingual::fixed(
        "En av de två är fel, oftast för att filen är en kopia av den förra rapporten. Perioden avgör vad som ska rapporteras och vad utfallen jämförs med, så siffrorna hamnar vid fel tillfälle.",
        "One of the two is wrong, most often because the file is a copy of the report before it. The period decides what is to be reported and what outcomes are compared with, so that the figures end up at the wrong occasion.",
    ),
    fixes: Fixes {
        certain: None,
        likely: Some(Bilingual::fixed("tillfället i filens namn", "the occasion in the file's name")),
    },
};

/// Looks at the name of each file of the report.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let occasions = &subject.resolved.settings.steering.occasions;
    let Some(own) = subject.report.occasion else { return };
    for part in &subject.parts {
        let Some(period) = &part.follow_up.period else { continue };
        // A period that the kind of document cannot have is said by itself.
        if subject.resolved.is_last(own) != (part.document.kind == DocumentKind::AnnualReport) {
            continue;
        }
        let path = subject.sources.path(part.document.source);
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.split('.').next().unwrap_or(name).to_lowercase();
        let is_called = |key: &str| {
            let rest = stem.strip_prefix(&key.to_lowercase());
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let called = (0..occasions.len()).find(|at| is_called(&occasions[*at].key));
        // Two occasions may begin alike: `Delår` and `Delår 2`.
        let Some(other) = called.filter(|other| *other != own && !is_called(&occasions[own].key)) else { continue };
        let (stands, other) = (occasion_name(subject, own), occasion_name(subject, other));
        let finding = Diagnostic::new(
            &RULE,
            period.span,
            msg!(
                "perioden är {stands}, men filen heter {name}",
                "the period is {stands}, but the file is called {name}"
            ),
        );
        sink.push(
            finding
                .help(msg!(
                    "skriv period: {other}; är det namnet som är fel, byt namn på filen",
                    "write period: {other}; if it is the name that is wrong, rename the file",
                ))
                .suggest(period.span, other),
        );
    }
}
