//! Activities that nobody answers for.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::At;
use crate::msg;

/// VP0609.
pub static RULE: Rule = Rule {
    code: "VP0609",
    name: "activity-without-responsible",
    level: Severity::Off,
    can_be_silenced: true,
    summary: Bilingual::fixed("ingen ansvarar för aktiviteten", "nobody answers for the activity"),
    what: Bilingual::fixed(
        "Varken aktiviteten eller målet som den står på har `ansvarig`. Regeln är av tills vp.yaml slår på den.",
        "Neither the activity nor the goal that it is on has `ansvarig`. The rule is off until vp.yaml turns it on.",
    ),
    why: Bilingual::fixed(
        "Det som alla ansvarar för gör ofta ingen. En roll eller en grupp räcker, det behöver inte vara ett namn.",
        "What everybody answers for is often done by nobody. A role or a group is enough; it need not be a person's name.",
    ),
    fixes: Fixes::NONE,
};

/// Reports activities without anyone responsible, on them or on their goal.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let named = |responsible: &Option<At<String>>| responsible.as_ref().is_some_and(|name| !name.value.is_empty());
    for joined in subject.plan.goals.iter().filter(|goal| goal.own) {
        if joined.entries.iter().any(|at| named(&subject.resolved.goal(*at).responsible)) {
            continue;
        }
        let own = joined.entries.iter().filter(|at| at.document == subject.plan.document);
        for activity in own.flat_map(|at| &subject.resolved.goal(*at).activities) {
            if named(&activity.responsible) {
                continue;
            }
            let name = activity.name.as_str();
            sink.push(
                Diagnostic::new(
                    &RULE,
                    activity.name.span,
                    msg!("ingen ansvarar för aktiviteten ”{name}”", "nobody answers for the activity \"{name}\"",),
                )
                .help(msg!(
                    "skriv ansvarig: och en roll eller grupp, på aktiviteten eller på målet",
                    "write ansvarig: and a role or group, on the activity or on the goal",
                )),
            );
        }
    }
}
