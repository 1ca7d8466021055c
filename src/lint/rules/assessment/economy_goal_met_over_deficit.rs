//! Goals of a balanced budget that are assessed best over a deficit.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::ReportSubject;
use crate::lint::rules::assessment::{goals, printed};
use crate::lint::rules::figures::{BUDGET, DEVIATION, printed_income_statement};
use crate::lint::rules::sentences::words;
use crate::model::Rank;
use crate::model::number::print_decimal;
use crate::msg;

/// VP0708.
pub static RULE: Rule = Rule {
    code: "VP0708",
    name: "economy-goal-met-over-deficit",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målet om budget i balans har högsta bedömning, men nettot går över budget",
        "the goal of a balanced budget has the highest assessment, but the net is over budget",
    ),
    what: Bilingual::fixed(
        "Ett mål vars titel handlar om att hålla budgeten eller ha en ekonomi i balans har styrmodellens bästa bedömning, och resultaträkningens netto går över budget med mer än 1 %, eller än `resultat` under `gränser` i vp.yaml. Inom året räknas bara en resultaträkning med prognos. Av mål under varandra sägs det om det lägsta.",
        "A goal whose title is about keeping the budget or a balanced economy has the steering model's best assessment, and the net of the income statement is over budget by more than 1 %, or than `resultat` under `gränser` in vp.yaml. Within the year only an income statement with a forecast counts. Of goals under each other the lowest is told.",
    ),
    why: Bilingual::fixed(
        "Målet och tabellen står i samma rapport och säger emot varandra. Nämnden beslutar efter bedömningen, revisorerna läser tabellen.",
        "The goal and the table stand in the same report and contradict each other. The board decides by the assessment, the auditors read the table.",
    ),
    fixes: Fixes::NONE,
};

/// Reports each goal of the economy that is assessed best over a deficit.
pub fn check(subject: &ReportSubject, sink: &mut Sink) {
    let steering = &subject.resolved.settings.steering;
    let Some(limit) = subject.resolved.settings.limits.result else { return };
    let (Some(occasion), Some(statement)) = (subject.report.occasion, printed_income_statement(subject)) else {
        return;
    };
    if !subject.resolved.is_last(occasion) && !statement.has_forecast() {
        return;
    }
    let net = statement.printed_net();
    let (Some(deviation), Some(budget)) = (net[DEVIATION], net[BUDGET]) else { return };
    let share = deviation.checked_div(budget).map(|share| share.abs()).filter(|share| *share > limit);
    let Some(share) = share.filter(|_| deviation.is_sign_negative()) else { return };
    let goals = goals(subject);
    let mut is_met = vec![false; subject.plan.goals.len()];
    for goal in goals.iter().filter(|goal| is_of_the_economy(&goal.title)) {
        let assessed = goal.assessed();
        is_met[goal.number] = assessed.is_some_and(|(_, assessment)| steering.rank(assessment.value) == Rank::Best);
    }
    let percent = share.saturating_mul(Decimal::ONE_HUNDRED);
    let percent = print_decimal(percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize());
    let unit = statement.unit.as_ref().map_or_else(String::new, |unit| format!(" {}", unit.value.word()));
    let over = format!("{}{unit}", print_decimal(deviation.abs()));
    let written = statement.net.as_ref().map(|(_, net)| net);
    let place = written.and_then(|net| net.deviation.as_ref()).map_or(statement.span, |deviation| deviation.span);
    for goal in goals.iter().filter(|goal| is_met[goal.number]) {
        let Some((entry, assessment)) = goal.assessed() else { continue };
        if subject.plan.goals[goal.number].children.iter().any(|child| is_met[child.goal]) {
            continue;
        }
        let (title, stands, id) = (&goal.title, printed(steering, assessment.value), entry.id.as_str());
        sink.push(
            Diagnostic::new(
                &RULE,
                assessment.span,
                msg!(
                    "målet ”{title}” har bedömningen ”{stands}”, men nettot går {over}, {percent} %, över budget",
                    "the goal \"{title}\" is assessed as \"{stands}\", but the net is {over}, {percent} %, over budget",
                ),
            )
            .other(place, msg!("resultaträkningens netto", "the net of the income statement"))
            .help(msg!(
                "skriv en annan bedömning under {id} och i analysen vad som görs för att nå balans, eller rätta resultaträkningen",
                "write another assessment under {id} and in the analysis what is done to reach balance, or fix the income statement",
            )),
        );
    }
}

/// Whether a goal is about keeping the budget: a word for the economy, and one for balance.
fn is_of_the_economy(title: &str) -> bool {
    const ECONOMY: &[&str] = &["budget", "ekonomi", "kostnad", "nettokostnad"];
    const BALANCE: &[&str] =
        &["håll", "balans", "rym", "följ", "ram", "hållbar", "god", "nolla", "underskott", "klarar", "sund", "stabil"];
    /// Words that say both.
    const WHOLE: &[&str] =
        &["budgetbalans", "budgetdisciplin", "budgetföljsamhet", "budgethållning", "kostnadskontroll"];
    let begins = |among: &[&str]| {
        words(title).map(str::to_lowercase).any(|word| among.iter().any(|known| word.starts_with(known)))
    };
    begins(WHOLE) || begins(ECONOMY) && begins(BALANCE)
}

#[cfg(test)]
mod tests {
    use super::is_of_the_economy;

    #[test]
    fn goals_of_the_economy_are_known_by_their_titles() {
        for title in [
            "Enheten håller sin budget",
            "God budgetföljsamhet",
            "Kostnadskontroll",
            "Budgeten är i balans",
            "En ekonomi i balans och en god arbetsgivare",
            "Verksamhetens kostnader ryms inom tilldelad ram",
            "Stockholm har en budget i balans och långsiktigt hållbara finanser",
        ] {
            assert!(is_of_the_economy(title), "{title}");
        }
        for title in ["Barn är delaktiga i sin utredning", "Budgeten görs mer begriplig", "Cirkulär ekonomi främjas"]
        {
            assert!(!is_of_the_economy(title), "{title}");
        }
    }
}
