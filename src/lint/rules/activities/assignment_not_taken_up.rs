//! Assignments that nobody takes up.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink, near_name};
use crate::lint::rules::Plans;
use crate::model::{Assignment, Head};
use crate::msg;
use crate::resolve::assignments::{AssignmentRef, JoinedAssignment};
use crate::resolve::{Plan, Resolved};

/// VP0611.
pub static RULE: Rule = Rule {
    code: "VP0611",
    name: "assignment-not-taken-up",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("ingen tar hand om uppdraget", "nobody takes the assignment up"),
    what: Bilingual::fixed(
        "Ett uppdrag har ingen `ansvarig`, och ingen plan under den som ger det trycker det. Eller så nämner `ansvarig` en organisation vars plan samma år inte trycker det: den bygger inte på planen eller utelämnar uppdraget. Eller så liknar `ansvarig` en organisations namn utan att vara det.",
        "An assignment has no `ansvarig`, and no plan below the one that gives it prints it. Or `ansvarig` names an organisation whose plan of the same year does not print it: it does not build on the plan, or leaves the assignment out. Or `ansvarig` is like the name of an organisation without being it.",
    ),
    why: Bilingual::fixed(
        "Ett uppdrag från fullmäktige ska besvaras. Det som ingen har i sin plan glöms till årets slut.",
        "An assignment from the council is to be answered. What nobody has in their plan is forgotten until the year ends.",
    ),
    fixes: Fixes::NONE,
};

/// Reports the assignments of each plan that nobody takes up.
pub fn check(plans: &Plans, number: usize, sink: &mut Sink) {
    let resolved = plans.resolved;
    if !resolved.documents.head(number).is_plan() || !resolved.plans.ties(number).complete {
        return;
    }
    let plan = &resolved.plans[number];
    for (number, written) in resolved.document(plan).assignments.iter().enumerate() {
        let at = AssignmentRef { document: plan.document, assignment: number };
        let Some(joined) = plan.assignments.iter().find(|one| one.entries.contains(&at)) else { continue };
        // It is said where the one who answers is written; what nobody answers for, where it is given.
        let is_first = joined.entries.first() == Some(&at);
        if written.responsible.is_some() || is_first && resolved.responsible_for(joined).is_none() {
            one(resolved, plan, (at, joined, written), sink);
        }
    }
}

fn one(
    resolved: &Resolved,
    plan: &Plan,
    (at, joined, written): (AssignmentRef, &JoinedAssignment, &Assignment),
    sink: &mut Sink,
) {
    let document = resolved.document(plan);
    let year = document.year.as_ref().map(|year| year.value);
    let id = &joined.id;
    let prints = |other: usize| {
        let of = |one: &&JoinedAssignment| one.printed && one.entries.contains(&at);
        resolved.plans[other].assignments.iter().any(|one| of(&one))
    };
    let Some(name) = &written.responsible else {
        let mut below = resolved.plans.all_ties().filter(|below| below.above.contains(&plan.document));
        if !below.any(|below| prints(below.document)) {
            let place = written.title.as_ref().map_or(written.span, |title| title.span);
            let message = msg!("ingen svarar för uppdraget {id}", "nobody answers for the assignment {id}");
            sink.push(Diagnostic::new(&RULE, place, message).help(msg!(
                "skriv ansvarig: och organisationen eller rollen som svarar för det",
                "write ansvarig: and the organisation or role that answers for it",
            )));
        }
        return;
    };
    let written_name = name.as_str();
    let called: Vec<(usize, &Head)> = resolved.plans_called(written_name, year).collect();
    if let Some((_, other)) = called.first() {
        if !called.iter().any(|(number, _)| *number == plan.document || prints(*number)) {
            let message = msg!(
                "uppdraget {id} lämnas till {written_name}, vars plan inte har det",
                "the assignment {id} is passed on to {written_name}, whose plan does not have it",
            );
            sink.push(
                Diagnostic::new(&RULE, name.span, message)
                    .other(other.organisation_span, msg!("den planen", "that plan"))
                    .help(msg!(
                        "låt den planen bygga på den här med bygger_på, och ta bort {id} ur dess utelämna",
                        "let that plan build on this one with bygger_på, and remove {id} from its utelämna",
                    )),
            );
        }
        return;
    }
    let of_year = resolved
        .documents
        .heads()
        .filter(|other| other.is_plan() && other.year.as_ref().map(|year| year.value) == year);
    if let Some(near) = near_name(written_name, of_year.map(|other| other.organisation.name())) {
        let message = msg!(
            "uppdraget {id} lämnas till {written_name}, som ingen organisation heter",
            "the assignment {id} is passed on to {written_name}, and no organisation is called so",
        );
        sink.push(
            Diagnostic::new(&RULE, name.span, message)
                .help(msg!("skriv ansvarig: {near}", "write ansvarig: {near}"))
                .suggest(name.span, near),
        );
    }
}
