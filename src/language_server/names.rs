//! What is named at a place of a text, and what an editor shows of it.

use super::worker::Asked;
use crate::diagnostic::{Bilingual, Language};
use crate::msg;
use crate::plan_format::fields::same_key;
use crate::read::load::Loaded;
use crate::resolve::inserts::Through;
use crate::resolve::mentions::{Mention, Named};
use crate::resolve::{ItemRef, Thing};
use crate::source::SourceId;

/// So many outcomes are shown of an indicator, the latest.
const MOST_OUTCOMES: usize = 4;

/// The sources of a text, each with the number of the document that it is a part of. A text that two documents name is two
/// sources.
pub(super) fn here(asked: &Asked) -> Vec<(SourceId, usize)> {
    let find = || {
        let Some(placed) = &asked.placed else { return Vec::new() };
        let real = asked.files.real_or_as_is(&asked.document.path);
        let files = placed.loaded.files.iter().filter_map(|file| Some((file, file.document?)));
        let sources = files.flat_map(|(file, document)| file.own_sources().map(move |source| (source, document)));
        sources.filter(|(source, _)| placed.real(*source) == real).collect()
    };
    asked.here.get_or_init(find).clone()
}

/// What is named at a place.
pub(super) fn at(asked: &Asked, offset: usize) -> Option<(usize, Mention)> {
    let loaded = asked.placed.as_ref()?.loaded;
    here(asked).into_iter().find_map(|(source, document)| {
        let mentions = loaded.resolved.mentions_in(document, &loaded.sources);
        let is_here = |mention: &Mention| {
            let span = mention.span;
            span.source == source && span.start as usize <= offset && offset <= span.end as usize
        };
        // The smallest place that holds it: a text in quotation marks is one place whatever it names.
        let here = mentions.into_iter().filter(is_here).min_by_key(|mention| mention.span.end - mention.span.start);
        here.map(|mention| (document, mention))
    })
}

/// What a thing is called in a sentence.
pub(super) fn sort_of(named: Named) -> Bilingual {
    match named {
        Named::Thing(Thing::Goal(_)) => Bilingual::fixed("målet", "the goal"),
        Named::Thing(Thing::Indicator(_)) => Bilingual::fixed("indikatorn", "the indicator"),
        Named::Thing(Thing::Activity(_)) => Bilingual::fixed("aktiviteten", "the activity"),
        Named::Assignment(_) => Bilingual::fixed("uppdraget", "the assignment"),
    }
}

/// What an editor shows of a thing that a document names, as Markdown.
pub(super) fn card(loaded: &Loaded, document: usize, named: Named, language: Language) -> String {
    let resolved = &loaded.resolved;
    let say = |words: Bilingual| words.get(language).to_owned();
    let title = resolved.words_of(named).map_or("", |title| title.as_str());
    let owner = &resolved.documents[named.document()];
    let of = owner.organisation.own().map(|(_, name)| name.value.clone());
    let of: Vec<String> = of.into_iter().chain(owner.year_words(0)).collect();
    let mut lines = Vec::new();
    match named {
        Named::Thing(Thing::Goal(at)) => {
            let goal = resolved.goal(at);
            let level = &resolved.settings.steering.levels[goal.level].heading;
            let number = goal.number.as_ref().map_or(String::new(), |number| format!(" {}", number.value));
            lines.push(format!("**{level}{number}** {title}"));
            lines.extend(
                goal.responsible
                    .as_ref()
                    .map(|who| say(msg!("Ansvarig: {who}", "Responsible: {who}", who = who.value))),
            );
        }
        Named::Thing(Thing::Indicator(at)) => {
            lines.push(format!("**{}** {title}", say(Bilingual::fixed("Indikator", "Indicator"))));
            lines.extend(of_indicator(loaded, document, at, language));
        }
        Named::Thing(Thing::Activity(at)) => {
            let activity = resolved.activity(at);
            lines.push(format!("**{}** {title}", say(Bilingual::fixed("Aktivitet", "Activity"))));
            let days: Vec<String> = activity.printed_start().into_iter().chain(activity.printed_end()).collect();
            if !days.is_empty() {
                lines.push(days.join(" – "));
            }
            lines.extend(
                activity
                    .responsible
                    .as_ref()
                    .map(|who| say(msg!("Ansvarig: {who}", "Responsible: {who}", who = who.value))),
            );
        }
        Named::Assignment(at) => {
            let assignment = resolved.assignment_at(at);
            lines.push(format!("**{}** {title}", say(Bilingual::fixed("Uppdrag", "Assignment"))));
            lines.extend(assignment.decision.as_ref().map(|decision| decision.value.clone()));
        }
    }
    lines.push(format!("`{}` · {}", resolved.called(named), of.join(" ")));
    crate::identity::shown(&lines.join("\n\n")).into_owned()
}

/// The target and the last outcomes of an indicator.
fn of_indicator(loaded: &Loaded, document: usize, item: ItemRef, language: Language) -> Vec<String> {
    let resolved = &loaded.resolved;
    let say = |words: Bilingual| words.get(language).to_owned();
    let indicator = resolved.indicator(item);
    let mut lines = Vec::new();
    let Some(plan) = resolved.plan_of(document) else { return lines };
    if let Some(target) = resolved.target(plan, item) {
        let target = target.value.print();
        lines.push(say(msg!("Årsmål: {target}", "Target: {target}")));
    }
    if let Some(target) = &indicator.council_target {
        lines.push(say(msg!(
            "Fullmäktiges årsmål: {target}",
            "Council's target: {target}",
            target = target.value.print()
        )));
    }
    let outcomes = outcomes(loaded, plan.document, item);
    if !outcomes.is_empty() {
        let outcomes = outcomes.join(" · ");
        lines.push(say(msg!("Utfall: {outcomes}", "Outcomes: {outcomes}")));
    }
    lines.extend(
        indicator
            .periodicity
            .as_ref()
            .map(|word| say(msg!("Redovisas: {word}", "Reported: {word}", word = word.value))),
    );
    lines
}

/// The latest outcomes that are known of an indicator of a plan, each with its time.
fn outcomes(loaded: &Loaded, plan: usize, item: ItemRef) -> Vec<String> {
    let resolved = &loaded.resolved;
    // A plan is older than its follow-ups and knows none of them: the last of these knows the others.
    let latest = resolved.reports_on(plan).last().and_then(|report| report.parts.first().copied()).unwrap_or(plan);
    let Some(trend) = resolved.trend(latest, item, None, Through::Occasions) else { return Vec::new() };
    let points = trend.points.iter().filter_map(|point| {
        let outcome = point.outcome.as_ref()?.print();
        let occasion = point.occasion.and_then(|number| resolved.settings.steering.occasions.get(number));
        let occasion = occasion.map_or(String::new(), |occasion| format!("{} ", occasion.key));
        Some(format!("{occasion}{}: {outcome}", point.year))
    });
    let points: Vec<String> = points.collect();
    points[points.len().saturating_sub(MOST_OUTCOMES)..].to_vec()
}

/// What is said of a thing on one line, beside its id in a list: its title, and of an indicator its target and last outcome.
pub(super) fn short(loaded: &Loaded, document: usize, named: Named) -> String {
    let resolved = &loaded.resolved;
    let title = resolved.words_of(named).map_or(String::new(), |title| title.value.clone());
    let figures = match (named, resolved.plan_of(document)) {
        (Named::Thing(Thing::Indicator(item)), Some(plan)) => {
            let target = resolved.target(plan, item).map(|target| target.value.print());
            target.into_iter().chain(outcomes(loaded, plan.document, item).pop()).collect::<Vec<_>>().join(" · ")
        }
        _ => String::new(),
    };
    let words = if figures.is_empty() { title } else { format!("{title} ({figures})") };
    crate::identity::shown(&words).into_owned()
}

/// Whether a name as written is a word, whatever its form.
pub(super) fn is_word(written: &str, word: &str) -> bool {
    same_key(written.trim(), word)
}
