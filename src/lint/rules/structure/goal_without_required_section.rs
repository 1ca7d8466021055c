//! Goals without a section that the steering model asks for at their level.

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::{At, Steering};
use crate::msg;
use crate::source::Span;

/// VP0202.
pub static RULE: Rule = Rule {
    code: "VP0202",
    name: "goal-without-required-section",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("målet saknar ett avsnitt som ska finnas", "the goal lacks a section that is asked for"),
    what: Bilingual::fixed(
        "Styrmodellen säger vilka avsnitt varje nivå ska ha, till exempel förväntat resultat och uppföljning. Målet saknar ett eller flera av dem. Mål i samma plan som saknar detsamma sägs tillsammans. Ett avsnitt som finns men är tomt räknas inte hit, och inte heller det som läggs till ett mål i planen ovanför.",
        "The steering model says which sections each level must have, for instance expected result and follow-up. The goal lacks one or more of them. Goals of one plan that lack the same are told together. A section that is there but empty does not count here, nor does an addition to a goal of the plan above.",
    ),
    why: Bilingual::fixed(
        "Den som läser planen ska kunna se vad målet leder till, hur det nås och hur det följs upp. Det som saknas i planen går inte att följa upp när året är slut.",
        "Whoever reads the plan must see what the goal leads to, how it is reached and how it is followed up. What is missing in the plan cannot be followed up at the end of the year.",
    ),
    fixes: Fixes::NONE,
};

/// A finding points at no more goals than this.
const MOST_SHOWN: usize = 12;

/// Reports the goals that lack the same required sections together.
pub fn check(subject: &Subject, sink: &mut Sink) {
    let steering = &subject.resolved.settings.steering;
    let mut lacking: Vec<(Vec<usize>, Vec<&At<String>>)> = Vec::new();
    for decided in subject.resolved.decided_by(subject.plan) {
        let has = |section: usize| decided.goal.sections.iter().any(|entry| entry.section == section);
        let asked = steering.levels[decided.goal.level].sections.iter();
        let missing: Vec<usize> =
            asked.filter(|asked| asked.required && !has(asked.section)).map(|asked| asked.section).collect();
        if missing.is_empty() {
            continue;
        }
        // An exception stands beside one goal and holds for that alone.
        let mut same = lacking.iter_mut().filter(|_| !has_exception(subject, decided.title.span));
        match same.find(|(sections, goals)| *sections == missing && !has_exception(subject, goals[0].span)) {
            Some((_, goals)) => goals.push(decided.title),
            None => lacking.push((missing, vec![decided.title])),
        }
    }
    for (missing, goals) in lacking {
        sink.push(finding(steering, &missing, &goals));
    }
}

/// Whether an exception from this rule stands on a line, or alone above it.
fn has_exception(subject: &Subject, place: Span) -> bool {
    let source = subject.sources.get(place.source);
    let own = source.line_of(place.start);
    let text = |line: usize| source.text.get(source.line_range(line)).unwrap_or_default();
    let names_it = |line: usize| text(line).contains('#') && text(line).contains(RULE.code);
    let mut above = (0..own).rev().take_while(|line| text(*line).trim_start().starts_with('#'));
    names_it(own) || above.any(names_it)
}

fn finding(steering: &Steering, missing: &[usize], goals: &[&At<String>]) -> Diagnostic {
    let sections = || missing.iter().map(|section| &steering.sections[*section]);
    let headings: Vec<String> =
        sections().map(|section| section.heading.clone().unwrap_or_else(|| section.key.replace('_', " "))).collect();
    let Bilingual { sv, en } = Bilingual::all_of(&headings);
    let (title, more) = (goals[0].as_str(), goals.len() - 1);
    let message = match more {
        0 => msg!("målet ”{title}” saknar {sv}", "the goal \"{title}\" lacks {en}"),
        _ => msg!("målet ”{title}” och {more} till saknar {sv}", "the goal \"{title}\" and {more} more lack {en}"),
    };
    let mut finding = Diagnostic::new(&RULE, goals[0].span, message);
    for goal in goals.iter().skip(1).take(MOST_SHOWN) {
        finding = finding.other(goal.span, msg!("det här också", "this one too"));
    }
    let keys: Vec<String> = sections().map(|section| section.key.clone()).collect();
    let (first, rest) = (&keys[0], &keys[1..]);
    finding.help(match rest {
        [] => msg!(
            "skriv {first}: | och texten indragen på raden under",
            "write {first}: | and the text indented on the line below",
        ),
        _ => {
            let Bilingual { sv, en } = Bilingual::all_of(rest);
            msg!(
                "skriv {first}: | och texten indragen på raden under, och sedan {sv} på samma sätt",
                "write {first}: | and the text indented on the line below, and then {en} in the same way",
            )
        }
    })
}
