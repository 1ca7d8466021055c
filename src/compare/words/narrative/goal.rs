//! A goal that differs: what became of it, and a row for each thing that changed.

use super::{NarrativePart, Row, State, Voice, activity, arrow, clean, indicator, plain, reworded, title};
use crate::compare::diff::summary::GoalChange;
use crate::compare::diff::{GoalDiff, LevelDiff, Name};
use crate::diagnostic::Bilingual;
use crate::msg;

/// The look of a goal of which only what stands under it changed.
pub(super) const CHANGED: &str = "changed";

pub(super) fn part(level: &LevelDiff, goal: &GoalDiff, voice: Voice) -> NarrativePart {
    let name = goal.new.as_ref().or(goal.old.as_ref()).or_else(|| goal.merged.first().or(goal.split.first()));
    NarrativePart {
        label: Some(plain(&level.heading)),
        title: name.map(title).unwrap_or_default(),
        states: states(goal, voice),
        rows: rows(goal, voice),
    }
}

/// Everything that became of a goal: it may have moved and been reworded too.
fn states(goal: &GoalDiff, voice: Voice) -> Vec<State> {
    let state = |kind, tag: Bilingual, sentence: Option<Bilingual>| State {
        kind,
        tag: voice.say(&tag),
        sentence: sentence.map(|sentence| voice.say(&sentence)),
    };
    let names = |names: Vec<&Name>| {
        let names: Vec<String> = names.into_iter().map(|name| voice.quote(&title(name))).collect();
        voice.list(&names)
    };
    let mut states = Vec::new();
    if !goal.merged.is_empty() {
        let all = names(goal.old.iter().chain(&goal.merged).collect());
        let sentence = msg!("Sammanslaget av {all}", "Merged from {all}");
        states.push(state("merged", Bilingual::fixed("Sammanslaget", "Merged"), Some(sentence)));
    }
    if !goal.split.is_empty() {
        let all = names(goal.new.iter().chain(&goal.split).collect());
        let sentence = msg!("Delat i {all}", "Split into {all}");
        states.push(state("split", Bilingual::fixed("Delat", "Split"), Some(sentence)));
    }
    match goal.sort() {
        GoalChange::New => states.push(state("new", Bilingual::fixed("Nytt mål", "New goal"), None)),
        GoalChange::Ended => states.push(state("ended", Bilingual::fixed("Avslutat mål", "Ended goal"), None)),
        GoalChange::Changed if goal.is_only_renumbered() => {
            states.push(state(CHANGED, Bilingual::fixed("Nytt nummer", "New number"), None));
        }
        GoalChange::Changed => states.push(state(CHANGED, Bilingual::fixed("Ändrat", "Changed"), None)),
        _ => {}
    }
    let moved = goal.moved.as_ref().map(|change| {
        let none = || voice.say(&Bilingual::fixed("inget mål ovanför", "no goal above"));
        let side = |above: &[Name]| if above.is_empty() { none() } else { names(above.iter().collect()) };
        let (old, new) = (side(&change.old), side(&change.new));
        msg!("Flyttat från {old} till {new}", "Moved from {old} to {new}")
    });
    let level = goal.level.as_ref().map(|change| {
        let (old, new) = (plain(&change.old), plain(&change.new));
        msg!("Flyttat från nivån {old} till nivån {new}", "Moved from the level {old} to the level {new}")
    });
    let moves: Vec<String> = moved.iter().chain(&level).map(|sentence| voice.say(sentence)).collect();
    if !moves.is_empty() {
        let tag = voice.say(&Bilingual::fixed("Flyttat", "Moved"));
        states.push(State { kind: "moved", tag, sentence: Some(moves.join(". ")) });
    }
    if goal.title.is_some() {
        let tag = Bilingual::fixed("Omformulerat", "Reworded");
        let sentence = reworded(goal.how, tag.clone());
        let says_more = sentence != tag;
        states.push(state("reworded", tag, says_more.then_some(sentence)));
    }
    states
}

fn rows(goal: &GoalDiff, voice: Voice) -> Vec<Row> {
    let mut rows = Vec::new();
    let numbers = goal.old.as_ref().zip(goal.new.as_ref()).map(|(old, new)| (&old.number, &new.number));
    if let Some((old, new)) = numbers.filter(|(old, new)| old != new) {
        let none = Bilingual::fixed("inget", "none");
        let side = |number: &Option<String>| number.as_deref().map_or_else(|| voice.say(&none), plain);
        let subject = voice.say(&Bilingual::fixed("Nummer", "Number"));
        let (old, new) = (side(old), side(new));
        let sentence = format!("{subject}: {}", arrow(Some(&old), Some(&new)));
        rows.push(Row::change("number", subject, sentence, Some(old), Some(new)));
    }
    if let Some(words) = &goal.title {
        let subject = voice.say(&Bilingual::fixed("Titel", "Title"));
        rows.push(Row::words("title", subject.clone(), format!("{subject}:"), clean(words)));
    }
    if let Some(change) = &goal.responsible {
        rows.push(voice.responsible(goal.old.as_ref().map(|_| &change.old), goal.new.as_ref().map(|_| &change.new)));
    }
    rows.extend(goal.texts.iter().map(|text| voice.text(text)));
    rows.extend(goal.indicators.iter().flat_map(|one| indicator::rows(one, voice)));
    rows.extend(goal.activities.iter().flat_map(|one| activity::rows(one, voice)));
    rows
}
