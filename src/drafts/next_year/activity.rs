//! Activities: those that have ended are left out, and those that go on get later dates where theirs have passed.

use jiff::ToSpan;
use jiff::civil::Date;

use super::edit::Edits;
use super::list;
use super::value_in_text::ValueInText;
use super::{Count, LastYear};
use crate::model::{Activity, Status};
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

/// What becomes of an activity. Without a status the dates decide; one without an end has not ended.
fn fate(end: Option<Date>, status: Option<Status>, new: i16) -> Fate {
    match (end.map(|end| end.year()), status) {
        (_, Some(status)) if status.is_final() => Fate::LeftOut,
        (None, _) => Fate::Kept,
        (Some(year), _) if year >= new => Fate::Kept,
        (Some(year), Some(_)) => Fate::Later(new - year),
        (Some(_), None) => Fate::LeftOut,
    }
}

/// Whether next year's plan is without an activity.
pub(super) fn is_left_out(activity: &Activity, at: ItemRef, last: &LastYear) -> bool {
    fate(activity.end.as_ref().map(|end| end.value), (last.status)(at), last.new) == Fate::LeftOut
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
        let fate = fate(activity.end.as_ref().map(|end| end.value), status, last.new);
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
    for (key, date) in [("start", &activity.start), ("slut", &activity.end)] {
        let (Some(pair), Some(date)) = (written.get(key), date.as_ref()) else { continue };
        // The last of February is the 28th where the later year has no 29th.
        let Ok(later) = date.value.checked_add(i64::from(years).years()) else { continue };
        let (old, new) = (date.value.to_string(), later.to_string());
        pair.value.reword(edits, &old, &new);
        // On a line of its own the key says what it was.
        let words = if pair.value.flow.is_some() { format!("{key} {old}") } else { old };
        pair.value.note(edits, written.flow.map(|_| activity.name.value.as_str()), &words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_decides_and_where_there_is_none_the_end() {
        let date = |text: &str| Some(text.parse::<Date>().expect("a date"));
        for (end, status, expected) in [
            (date("2025-12-31"), None, Fate::LeftOut),
            (date("2024-06-30"), None, Fate::LeftOut),
            (date("2026-01-31"), None, Fate::Kept),
            (None, None, Fate::Kept),
            (None, Some(Status::Done), Fate::LeftOut),
            (date("2027-01-31"), Some(Status::Cancelled), Fate::LeftOut),
            (date("2026-01-31"), Some(Status::Ongoing), Fate::Kept),
            (date("2025-06-30"), Some(Status::Late), Fate::Later(1)),
            (date("2023-06-30"), Some(Status::NotStarted), Fate::Later(3)),
        ] {
            assert_eq!(fate(end, status, 2026), expected, "{end:?} {status:?}");
        }
    }
}
