//! `omfattar` and `utelämna`: names of activities that the plan above no longer has are taken away.

use super::activity;
use super::edit::Edits;
use super::list;
use super::value_in_text::ValueInText;
use super::{Count, Request};
use crate::resolve::names::{activity_id, goal_id, indicator_id, key, number_key};
use crate::resolve::{GoalRef, ItemRef};

/// Takes the names away whose activities have ended.
pub(super) fn edit(edits: &mut Edits, text: &str, root: ValueInText, wish: &Request, count: &mut Count) {
    for pair in ["omfattar", "utelämna"].iter().filter_map(|key| root.get(key)) {
        if let Some(name) = ended(&pair.value, wish) {
            pair.empty(edits, None, name);
            count.no_longer_named.push(name.to_owned());
        }
        let items = pair.value.items();
        let gone: Vec<bool> = items.iter().map(|item| ended(item, wish).is_some()).collect();
        if list::remove(edits, text, &pair, &gone) {
            count.no_longer_named.extend(items.iter().filter_map(|item| ended(item, wish)).map(str::to_owned));
        }
    }
}

/// The name that a value is, where what it names has ended.
fn ended<'n>(value: &ValueInText<'n, '_>, wish: &Request) -> Option<&'n str> {
    value.words().filter(|name| has_ended(wish, name))
}

/// Whether a name is that of activities above alone, and all of them have ended.
fn has_ended(wish: &Request, name: &str) -> bool {
    let resolved = &wish.loaded.resolved;
    let name = key(name);
    let mut ended = false;
    for number in resolved.plans[wish.document].above.iter().copied() {
        for (goal, written) in resolved.documents[number].goals.iter().enumerate() {
            let is_number = written.number.as_ref().is_some_and(|nr| number_key(nr.as_str()) == number_key(&name));
            if is_number || goal_id(written) == name || written.indicators.iter().any(|one| indicator_id(one) == name) {
                return false;
            }
            let on = GoalRef { document: number, goal };
            for (item, one) in written.activities.iter().enumerate().filter(|(_, one)| activity_id(one) == name) {
                if !activity::is_left_out(one, ItemRef { on, item }, &wish.last) {
                    return false;
                }
                ended = true;
            }
        }
    }
    ended
}
