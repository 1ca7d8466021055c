//! Plans that build on a plan of another year, and reports that follow one.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Plans;
use crate::model::Head;
use crate::msg;
use crate::resolve::names::plain_name;
use crate::source::Span;

/// VP0314.
pub static RULE: Rule = Rule {
    code: "VP0314",
    name: "plan-of-another-year",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("planen bygger på en plan för ett annat år", "the plan builds on a plan of another year"),
    what: Bilingual::fixed(
        "`bygger_på` leder till en plan för ett annat år. Eller så leder `plan` i en rapport till en plan för ett annat år än planen som ligger i samma mapp och är samma organisations.",
        "`bygger_på` leads to a plan of another year. Or `plan` in a report leads to a plan of another year than the plan that lies in the same folder and is of the same organisation.",
    ),
    why: Bilingual::fixed(
        "Mål och årsmål från fel år trycks i planen, och rapporten mäter mot dem. Felet kommer när förra årets fil kopieras och sökvägen följer med.",
        "Goals and targets of the wrong year are printed in the plan, and the follow-up measures against them. The slip comes when last year's file is copied and the path comes along.",
    ),
    fixes: Fixes::NONE,
};

/// Looks at what each plan builds on, and at what each report follows.
pub fn check(plans: &Plans, number: usize, sink: &mut Sink) {
    let resolved = plans.resolved;
    let (plan, document) = (resolved.plans.ties(number), &resolved.documents[number]);
    if let (Some(written), Some(above)) = (&document.builds_on, plan.above.first()) {
        let above = resolved.documents.head(*above);
        if let (Some(own), Some(other)) = (&document.year, &above.year)
            && own.value != other.value
        {
            let (year, of) = (own.value, other.value);
            sink.push(
                Diagnostic::new(
                    &RULE,
                    written.span,
                    msg!(
                        "planen för {year} bygger på en plan för {of}",
                        "the plan for {year} builds on a plan for {of}",
                    ),
                )
                .other(other.span, msg!("planen ovanför gäller {of}", "the plan above is for {of}"))
                .help(help(plans, number, written.as_str(), (year, of))),
            );
        }
    }
    let Some(written) = document.follow_up.as_ref().and_then(|follow_up| follow_up.plan.as_ref()) else { return };
    let Some(followed) = resolved.plan_number_of(number).map(|plan| resolved.documents.head(plan)) else { return };
    let near = resolved.first_plan_beside(number, plans.sources).map(|near| resolved.documents.head(near));
    let near = near.filter(|near| is_of_the_same(near, followed));
    let years = near.and_then(|near| Some((near.year.as_ref()?.value, followed.year.as_ref()?.value)));
    let Some((year, of)) = years.filter(|(year, of)| year != of) else { return };
    let span: Span = followed.year.as_ref().map_or(followed.organisation_span, |year| year.span);
    sink.push(
        Diagnostic::new(
            &RULE,
            written.span,
            msg!(
                "rapporten ligger vid planen för {year}, men följer upp planen för {of}",
                "the report lies beside the plan for {year}, but follows the plan for {of}",
            ),
        )
        .other(span, msg!("planen som följs upp gäller {of}", "the plan that is followed is for {of}"))
        .help(msg!(
            "ta bort plan:, så följs planen i samma mapp; är det rätt plan, flytta rapporten till dess mapp",
            "remove plan:, and the plan in the same folder is followed; if the plan is right, move the report to its folder",
        )),
    );
}

fn is_of_the_same(one: &Head, two: &Head) -> bool {
    let name = |head: &Head| plain_name(head.organisation.name());
    one.organisation.tier() == two.organisation.tier() && name(one) == name(two)
}

/// The path of the same file of this year, where there is one; else what to look for.
fn help(plans: &Plans, number: usize, written: &str, (year, of): (i16, i16)) -> Bilingual {
    let documents = &plans.resolved.documents;
    let path = |head: &Head| plans.sources.path(head.source).to_owned();
    let (own, other) = (path(documents.head(number)), of.to_string());
    let right = plans.resolved.plans.ties(number).above.first().map(|above| {
        let parts = path(documents.head(*above));
        let parts = parts.split('/').map(|part| if part == other { year.to_string() } else { part.to_owned() });
        parts.collect::<Vec<String>>().join("/")
    });
    let right = right.filter(|right| *right != own);
    match right.filter(|right| documents.heads().any(|known| path(known) == *right)) {
        Some(right) => {
            let right = relative(&own, &right);
            msg!("skriv {right}; är det året som är fel, rätta år:", "write {right}; if the year is wrong, fix år:")
        }
        None => msg!(
            "skriv sökvägen till planen för {year} i stället för {written}; är det året som är fel, rätta år:",
            "write the path of the plan for {year} in place of {written}; if the year is wrong, fix år:",
        ),
    }
}

/// The path from the folder of one file to another.
fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let folders = from.len() - 1;
    let common = from[..folders].iter().zip(&to).take_while(|(one, two)| one == two).count();
    let up = std::iter::repeat_n("..", folders - common);
    up.chain(to[common..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn the_path_leads_from_the_folder_of_the_file() {
        assert_eq!(relative("plans/2026/s/f/plan.yaml", "plans/2026/s/plan.yaml"), "../plan.yaml");
        assert_eq!(relative("2026/f/plan.yaml", "2025/plan.yaml"), "../../2025/plan.yaml");
        assert_eq!(relative("plan.yaml", "kommun.yaml"), "kommun.yaml");
    }
}
