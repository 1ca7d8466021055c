//! Activities: those that have ended are left out, and those that go on get later dates where theirs have passed.

use jiff::ToSpan;

use super::edit::Edits;
use super::list;
use super::value_in_text::ValueInText;
use super::{Count, LastYear};
use crate::model::{Activity, Status};
use crate::plan_format::fields::is_continuous;
use crate::resolve::{GoalRef, ItemRef};

/// What becomes of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It stands in the new plan as it is.
    Kept,
    /// It goes on, so many years later.
    Later(i16),
    /// It has ended.
    LeftOut,
}

/// The year that an activity ends in, as the plans count their years; none of what goes on without an end.
fn year_of_end(activity: &Activity, last: &LastYear) -> Option<i16> {
    let end = activity.end.as_ref()?.value;
    if activity.end_words.as_deref().is_some_and(is_continuous) {
        return None;
    }
    let is_before = (end.month(), end.day()) < last.begins;
    Some(if is_before { end.year() - 1 } else { end.year() })
}

/// What becomes of an activity. Without a status the dates decide; one without an end has not ended.
fn fate(end: Option<i16>, status: Option<Status>, new: i16) -> Fate {
    match (end, status) {
        (_, Some(status)) if status.is_final() => Fate::LeftOut,
        (None, _) => Fate::Kept,
        (Some(year), _) if year >= new => Fate::Kept,
        (Some(year), Some(_)) => Fate::Later(new - year),
        (Some(_), None) => Fate::LeftOut,
    }
}

/// Whether next year's plan is without an activity.
pub(super) fn is_left_out(activity: &Activity, at: ItemRef, last: &LastYear) -> bool {
    fate(year_of_end(activity, last), (last.status)(at), last.new) == Fate::LeftOut
}

/// Edits the activities of a goal.
pub(super) fn edit(
    edits: &mut Edits,
    text: &str,
    written: ValueInText,
    (at, activities): (GoalRef, &[Activity]),
    last: &LastYear,
    count: &mut Count,
) {
    let Some(list) = written.get("aktiviteter") else { return };
    let items = list.value.items();
    let mut fates = vec![(None, Fate::Kept); items.len()];
    for (place, written) in items.iter().enumerate() {
        let start = written.node.start;
        let Some(item) = activities.iter().position(|activity| activity.span.start == start) else { continue };
        let activity = &activities[item];
        let status = (last.status)(ItemRef { on: at, item });
        let fate = fate(year_of_end(activity, last), status, last.new);
        fates[place] = (Some(activity), fate);
    }
    let gone: Vec<bool> = fates.iter().map(|(_, fate)| *fate == Fate::LeftOut).collect();
    let removed = list::remove(edits, text, &list, &gone);
    for (written, (activity, fate)) in items.iter().zip(fates) {
        let Some(activity) = activity else { continue };
        let name = activity.name.value.clone();
        match fate {
            Fate::LeftOut if removed => count.left_out.push(name),
            Fate::LeftOut | Fate::Kept => count.carried.push(name),
            Fate::Later(years) => {
                count.carried.push(name);
                move_dates(edits, *written, activity, years);
            }
        }
    }
}

fn move_dates(edits: &mut Edits, written: ValueInText, activity: &Activity, years: i16) {
    let times = [
        ("start", &activity.start, &activity.start_words),
        ("slut", &activity.end, &activity.end_words),
        ("klart", &activity.end, &activity.end_words),
    ];
    for (key, date, words) in times {
        let (Some(pair), Some(date)) = (written.get(key), date.as_ref()) else { continue };
        if let Some(words) = words {
            move_words(edits, pair.value, words, years);
            continue;
        }
        // The last of February is the 28th where the later year has no 29th.
        let Ok(later) = date.value.checked_add(i64::from(years).years()) else { continue };
        let (old, new) = (date.value.to_string(), later.to_string());
        pair.value.reword(edits, &old, &new);
        // On a line of its own the key says what it was.
        let words = if pair.value.flow.is_some() { format!("{key} {old}") } else { old };
        pair.value.note(edits, written.flow.map(|_| activity.name.value.as_str()), &words);
    }
}

/// A time in words is moved where it names a year; without one it is of the year that its plan is for.
fn move_words(edits: &mut Edits, value: ValueInText, words: &str, years: i16) {
    let later: String = words
        .split_inclusive(|character: char| !character.is_ascii_digit())
        .map(|part| {
            let digits = part.trim_end_matches(|character: char| !character.is_ascii_digit());
            match digits.parse::<i16>().ok().filter(|_| digits.len() == 4) {
                Some(year) => format!("{}{}", year + years, &part[digits.len()..]),
                None => part.to_owned(),
            }
        })
        .collect();
    if later != words {
        value.reword(edits, words, &later);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_decides_and_where_there_is_none_the_end() {
        for (end, status, expected) in [
            (Some(2025), None, Fate::LeftOut),
            (Some(2024), None, Fate::LeftOut),
            (Some(2026), None, Fate::Kept),
            (None, None, Fate::Kept),
            (None, Some(Status::Done), Fate::LeftOut),
            (Some(2027), Some(Status::Cancelled), Fate::LeftOut),
            (Some(2026), Some(Status::Ongoing), Fate::Kept),
            (Some(2025), Some(Status::Late), Fate::Later(1)),
            (Some(2023), Some(Status::NotStarted), Fate::Later(3)),
        ] {
            assert_eq!(fate(end, status, 2026), expected, "{end:?} {status:?}");
        }
    }
}
