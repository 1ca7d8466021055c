//! The file of a follow-up: what is reported of a plan, by the ids of the plan.

use super::plan::{counted_in, cover};
use super::yaml::{Lines, in_braces};
use crate::import::document::known::Known;
use crate::import::document::recognised::{Activity, Assignment, Goal, Indicator, Recognised, Statement, StatementRow};
use crate::model::Outcome;
use crate::msg;

/// Writes the file of a follow-up of the plan in a file.
pub(crate) fn write(lines: &mut Lines, out: &Recognised, known: &Known, plan: &str) {
    lines.raw(0, "vp", "1");
    lines.raw(0, "dokument", out.kind.key());
    let occasion = out.occasion.and_then(|number| known.steering.occasions.get(number));
    if out.is_occasion_guessed {
        lines.look_at(
            0,
            &msg!(
                "dokumentet säger inte vilket tillfälle det gäller",
                "the document does not say of which occasion it is"
            ),
        );
    }
    lines.text(0, "period", occasion.map_or("", |occasion| occasion.key.as_str()));
    if plan != "plan.yaml" {
        lines.text(0, "plan", plan);
    }
    cover(lines, &out.cover);
    for (key, prose) in [("inledning", &out.introduction), ("sammanfattande_analys", &out.summary)] {
        // A follow-up has no introduction of its own: it stands first in the summary.
        if prose.is_there && !(key == "inledning" && prose.is_empty()) {
            lines.space();
            lines.prose(0, "sammanfattande_analys", prose);
        }
    }
    goals(lines, out, known);
    let indicators: Vec<&Indicator> =
        out.goals.iter().flat_map(|goal| &goal.indicators).filter(|own| says_something(own)).collect();
    if !indicators.is_empty() {
        lines.space();
        lines.open(0, "indikatorer");
        indicators.into_iter().for_each(|own| indicator(lines, own, known));
    }
    let activities: Vec<&Activity> = out
        .goals
        .iter()
        .flat_map(|goal| &goal.activities)
        .filter(|own| own.status.is_some() || !own.deviation.is_empty() || !own.analysis.is_empty())
        .collect();
    if !activities.is_empty() {
        lines.space();
        lines.open(0, "aktiviteter");
        activities.into_iter().for_each(|own| activity(lines, own));
    }
    assignments(lines, out);
    if let Some(statement) = &out.statement {
        economy(lines, statement, known);
    }
    for (key, prose) in [("systematiskt_kvalitetsarbete", &out.quality), ("övrigt", &out.other)] {
        if prose.is_there {
            lines.space();
            lines.prose(0, key, prose);
        }
    }
}

fn says_something(indicator: &Indicator) -> bool {
    let values = [
        &indicator.outcome,
        &indicator.men,
        &indicator.women,
        &indicator.men_count,
        &indicator.women_count,
        &indicator.earlier,
        &indicator.forecast,
        &indicator.analysis,
    ];
    values.into_iter().any(|value| !value.is_empty()) || indicator.assessment.is_some()
}

fn goals(lines: &mut Lines, out: &Recognised, known: &Known) {
    let has_report = |goal: &&Goal| goal.assessment.is_some() || goal.forecast.is_some() || goal.analysis.is_there;
    let own: Vec<&Goal> = out.goals.iter().filter(has_report).collect();
    if own.is_empty() {
        return;
    }
    lines.space();
    lines.open(0, "mål");
    let key = |number: usize| known.steering.assessments.get(number).map_or("", |assessment| assessment.key.as_str());
    for goal in own {
        lines.open(2, &in_braces(&goal.id));
        if let Some(number) = goal.assessment {
            lines.word(4, "bedömning", key(number), goal.assessment_words.as_deref());
        }
        if let Some(number) = goal.forecast {
            lines.text(4, "prognos", key(number));
        }
        if !goal.analysis.is_empty() {
            lines.prose(4, "analys", &goal.analysis);
        }
    }
}

fn indicator(lines: &mut Lines, indicator: &Indicator, known: &Known) {
    lines.open(2, &in_braces(&indicator.id));
    if indicator.is_guessed {
        lines.look_at(
            4,
            &msg!(
                "vad som hör till vilken rad och kolumn gick inte att se helt säkert",
                "what belongs to which row and column could not be seen for certain"
            ),
        );
    }
    let values = [
        ("utfall", &indicator.outcome),
        ("män", &indicator.men),
        ("kvinnor", &indicator.women),
        ("antal_män", &indicator.men_count),
        ("antal_kvinnor", &indicator.women_count),
        ("föregående", &indicator.earlier),
        ("prognos", &indicator.forecast),
    ];
    for (key, value) in values {
        if matches!(Outcome::read(value), Outcome::Unreadable(_)) && !value.is_empty() {
            lines.look_at(4, &msg!("utfallet går inte att läsa", "the outcome cannot be read"));
        }
        lines.text(4, key, value);
    }
    if let Some(number) = indicator.assessment
        && let Some(assessment) = known.steering.assessments.get(number)
    {
        lines.word(4, "bedömning", &assessment.key, indicator.assessment_words.as_deref());
    }
    if !indicator.analysis.is_empty() {
        lines.markdown(4, "analys", &indicator.analysis);
    }
}

fn activity(lines: &mut Lines, activity: &Activity) {
    lines.open(2, &in_braces(&activity.id));
    lines.word(4, "status", activity.status.unwrap_or_default(), activity.status_words.as_deref());
    lines.text(4, "avvikelse", &activity.deviation);
    if !activity.analysis.is_empty() {
        lines.markdown(4, "analys", &activity.analysis);
    }
}

fn assignments(lines: &mut Lines, out: &Recognised) {
    let says = |own: &&Assignment| own.status.is_some() || !own.answer.is_empty() || own.matter.is_some();
    let own: Vec<&Assignment> = out.assignments.iter().filter(says).collect();
    if own.is_empty() {
        return;
    }
    lines.space();
    lines.open(0, "uppdrag");
    for assignment in own {
        lines.open(2, &in_braces(&assignment.id));
        lines.word(4, "status", assignment.status.unwrap_or_default(), assignment.status_words.as_deref());
        if !assignment.answer.is_empty() {
            lines.markdown(4, "svar", &assignment.answer);
        }
        lines.text(4, "ärende", assignment.matter.as_deref().unwrap_or_default());
    }
}

fn economy(lines: &mut Lines, statement: &Statement, known: &Known) {
    let has_rows = !statement.income.is_empty() || !statement.costs.is_empty();
    let has_rest = !statement.changes.is_empty() || !statement.measures.is_empty() || statement.carried.is_some();
    if !has_rows && !has_rest && statement.analysis.is_empty() && statement.heading.is_none() {
        return;
    }
    lines.space();
    lines.open(0, "ekonomi");
    let usual = &known.labels.economy_report;
    lines.text(2, "rubrik", statement.heading.as_deref().filter(|heading| *heading != usual).unwrap_or_default());
    if has_rows {
        lines.open(2, "resultaträkning");
        counted_in(lines, statement.unit.as_ref());
        for (key, rows) in [("intäkter", &statement.income), ("kostnader", &statement.costs)] {
            if !rows.is_empty() {
                lines.open(4, key);
                rows.iter().for_each(|own| row(lines, own));
            }
        }
        for (key, sum) in ["summa_intäkter", "summa_kostnader", "summa_netto"].into_iter().zip(&statement.sums) {
            let Some(sum) = sum else { continue };
            guessed(lines, 4, sum);
            let pairs: Vec<String> = amounts(sum).map(|(key, value)| format!("{key}: {value}")).collect();
            if !pairs.is_empty() {
                lines.raw(4, key, &format!("{{{}}}", pairs.join(", ")));
            }
        }
    }
    below_statement(lines, statement);
    if !statement.analysis.is_empty() {
        lines.prose(2, "analys", &statement.analysis);
    }
}

/// The changes of the budget, the measures, and the result that is carried over.
fn below_statement(lines: &mut Lines, statement: &Statement) {
    lines.text(2, "belopp_i", statement.unit_of_rest.as_deref().unwrap_or_default());
    let filled = |pairs: Vec<(&'static str, String)>| {
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<(&'static str, String)>>()
    };
    let text = |text: &str| if text.is_empty() { String::new() } else { in_braces(text) };
    if !statement.changes.is_empty() {
        lines.open(2, "budgetändringar");
    }
    for change in &statement.changes {
        let [words, date, decision, applies_to, amount] = &change.cells;
        let pairs = vec![
            ("datum", date.clone()),
            ("beslut", text(decision)),
            ("belopp", amount.clone()),
            ("gäller", text(applies_to)),
            ("text", text(words)),
        ];
        lines.braces(4, &filled(pairs));
    }
    if !statement.measures.is_empty() {
        lines.open(2, "åtgärder");
    }
    for measure in &statement.measures {
        let pairs = vec![
            ("namn", text(&measure.name)),
            ("effekt", measure.effect.clone()),
            ("klar", text(&measure.due)),
            ("ansvarig", text(measure.responsible.as_deref().unwrap_or_default())),
            ("status", measure.status.unwrap_or_default().to_owned()),
        ];
        lines.braces(4, &filled(pairs));
    }
    if let Some(carried) = &statement.carried {
        let keys = ["ingående", "årets", "utgående"].into_iter().zip(carried);
        let pairs: Vec<String> =
            keys.filter(|(_, value)| !value.is_empty()).map(|(key, value)| format!("{key}: {value}")).collect();
        if !pairs.is_empty() {
            lines.raw(2, "resultatenhet", &format!("{{{}}}", pairs.join(", ")));
        }
    }
}

fn row(lines: &mut Lines, own: &StatementRow) {
    guessed(lines, 6, own);
    let named = std::iter::once(("namn", in_braces(&own.name)));
    lines.braces(6, &named.chain(amounts(own)).collect::<Vec<_>>());
}

fn guessed(lines: &mut Lines, indent: usize, row: &StatementRow) {
    if row.is_guessed {
        lines.look_at(
            indent,
            &msg!(
                "beloppen stod utan kolumner, och går inte ihop",
                "the amounts stood without columns, and do not agree"
            ),
        );
    }
}

fn amounts(row: &StatementRow) -> impl Iterator<Item = (&'static str, String)> + '_ {
    let keys = ["utfall", "budget", "prognos", "avvikelse"];
    keys.into_iter()
        .zip(&row.amounts)
        .filter(|(_, amount)| !amount.is_empty())
        .map(|(key, amount)| (key, amount.clone()))
}
