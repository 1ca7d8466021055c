//! Names of organisations that are spelled otherwise than in the plan above.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink, is_another, near_word};
use crate::lint::rules::Subject;
use crate::msg;
use crate::resolve::assignments::is_called;
use crate::resolve::names::plain_name;

/// VP0319.
pub static RULE: Rule = Rule {
    code: "VP0319",
    name: "organisation-differing-from-above",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "organisationen ovanför heter något annat i planen ovanför",
        "the organisation above has another name in the plan above",
    ),
    what: Bilingual::fixed(
        "Planen bygger på en annan, och kommunen, nämnden eller någon annan ovanför heter inte likadant i de två. Ett namn som står under `tidigare` i planen ovanför räknas som samma namn.",
        "The plan builds on another, and the municipality, the board or another above is not called the same in the two. A name that stands below `tidigare` in the plan above counts as the same.",
    ),
    why: Bilingual::fixed(
        "Namnet trycks på försättsbladet, och förteckningen och läget grupperar planerna efter det. Ett skrivfel gör två nämnder av en; ett annat namn tyder på att planen bygger på fel plan.",
        "The name is printed on the cover, and the index and the status group plans by it. A slip makes two boards of one; another name suggests that the plan builds on the wrong plan.",
    ),
    fixes: Fixes {
        certain: None,
        likely: Some(Bilingual::fixed("namnet som i planen ovanför", "the name as in the plan above")),
    },
};

/// Compares the names above the plan's own with those of the plan that it builds on.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(above) = subject.plan.above.first().map(|above| &subject.resolved.documents.head(*above).organisation)
    else {
        return;
    };
    let own = subject.document.organisation.tier();
    for (tier, name) in &subject.document.organisation.names {
        let Some((_, other)) = above.names.iter().find(|(other, _)| other == tier).filter(|_| *tier < own) else {
            continue;
        };
        let is_its_name = *tier == above.tier() && is_called(above, name.as_str());
        if is_its_name || plain_name(name.as_str()) == plain_name(other.as_str()) {
            continue;
        }
        let (written, right) = (name.as_str(), other.as_str());
        let finding = Diagnostic::new(
            &RULE,
            name.span,
            msg!("{written} heter {right} i planen ovanför", "{written} is called {right} in the plan above"),
        )
        .other(other.span, msg!("i planen ovanför", "in the plan above"));
        let is_near = near_word(written, [right]).is_some() && !is_another(written, right);
        sink.push(match is_near {
            true => finding
                .help(msg!("skriv {right}, eller rätta planen ovanför", "write {right}, or fix the plan above"))
                .suggest(name.span, right),
            false => finding.help(msg!(
                "skriv {right}; är det en annan organisation, låt bygger_på nämna dess plan",
                "write {right}; if it is another organisation, let bygger_på name its plan",
            )),
        });
    }
}
