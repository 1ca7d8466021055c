//! Goals and indicators with last year's id and other words.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::{At, Tier};
use crate::msg;
use crate::resolve::{Thing, names};

/// VP0317.
pub static RULE: Rule = Rule {
    code: "VP0317",
    name: "reworded-since-last-year",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målet eller indikatorn har förra årets id men en annan lydelse",
        "the goal or the indicator has last year's id but other words",
    ),
    what: Bilingual::fixed(
        "Ett mål eller en indikator har samma skrivna id som i förra årets plan, men en annan titel eller ett annat namn, och inget `ersätter`. Stora bokstäver och skiljetecken spelar ingen roll.",
        "A goal or an indicator has the same written id as in last year's plan, but another title or name, and no `ersätter`. Capitals and punctuation do not matter.",
    ),
    why: Bilingual::fixed(
        "Id:t säger att det är samma mål, och åren jämförs. Orden avgör om det är det: ”är delaktiga” och ”informeras” är två mål, och utfallen hör inte ihop.",
        "The id says that it is the same goal, and the years are compared. The words decide whether it is: \"take part\" and \"are informed\" are two goals, and the outcomes do not belong together.",
    ),
    fixes: Fixes::NONE,
};

/// Compares what is decided here with what has the same id in last year's plan.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let Some(last) = subject.plan.last_year else { return };
    let resolved = subject.resolved;
    let tier = subject.document.organisation.tier().min(Tier::Unit);
    let levels = &resolved.settings.steering.levels;
    for goal in subject.document.goals.iter().filter(|goal| levels[goal.level].owner >= tier) {
        if let (Some(id), Some(title), true) = (&goal.id, &goal.title, goal.replaces.is_empty()) {
            let before = resolved.named_in(last, id.as_str()).find_map(|thing| match thing {
                Thing::Goal(at) => Some(resolved.goal(at)),
                _ => None,
            });
            let before = before.filter(|before| before.id.is_some()).and_then(|before| before.title.as_ref());
            sink.extend(finding(id, title, before, msg!("målet", "the goal")));
        }
        for indicator in &goal.indicators {
            let Some(id) = indicator.id.as_ref().filter(|_| indicator.replaces.is_empty()) else { continue };
            let before = resolved.indicator_named(last, id.as_str()).map(|at| resolved.indicator(at));
            let before = before.filter(|before| before.id.is_some()).map(|before| &before.name);
            sink.extend(finding(id, &indicator.name, before, msg!("indikatorn", "the indicator")));
        }
    }
}

fn finding(id: &At<String>, now: &At<String>, before: Option<&At<String>>, what: Bilingual) -> Option<Diagnostic> {
    let before = before.filter(|before| before.value != now.value)?;
    if names::slug(before.as_str()) == names::slug(now.as_str()) {
        return None;
    }
    let (id, words, Bilingual { sv, en }) = (id.as_str(), before.as_str(), &what);
    Some(
        Diagnostic::new(
            &RULE,
            now.span,
            msg!(
                "{sv} {id} löd ”{words}” förra året",
                "{en} {id} said \"{words}\" last year",
            ),
        )
        .label(msg!("lydelsen i år", "the words this year"))
        .other(before.span, msg!("förra årets lydelse", "last year's words"))
        .help(msg!(
            "är det något annat i år, ge det ett eget id och skriv ersätter: [{id}]; är det detsamma, skriv # vp: tillåt VP0317 och vem som beslutade den nya lydelsen",
            "if it is something else this year, give it an id of its own and write ersätter: [{id}]; if it is the same, write # vp: tillåt VP0317 and who decided the new words",
        )),
    )
}
