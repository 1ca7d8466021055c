//! What is true of one year only: the amounts of the budget, and the cover's date and number.

use super::edit::Edits;
use super::written::Written;
use super::year;

/// Empties the amounts of the budget's rows and of its total, and renews the year of its caption.
pub(super) fn edit_budget(edits: &mut Edits, text: &str, root: Written, old: i16, new: i16) {
    let Some(budget) = root.get("ekonomi").and_then(|economy| economy.value.get("budget")) else { return };
    if let Some(caption) = budget.value.get("rubrik").filter(|caption| caption.value.words().is_some()) {
        year::reword(edits, caption.value, text, old, new);
    }
    for row in budget.value.get("rader").map(|rows| rows.value.items()).unwrap_or_default() {
        let name = row.get("namn").and_then(|name| name.value.words());
        // Only a row that shares its line with others needs a name there.
        edit_amounts(edits, row, name.filter(|_| row.flow.is_some()));
    }
    if let Some(total) = budget.value.get("totalt") {
        edit_amounts(edits, total.value, total.value.flow.map(|_| "totalt"));
    }
}

fn edit_amounts(edits: &mut Edits, row: Written, about: Option<&str>) {
    for key in ["kostnader", "intäkter", "netto", "förändring"] {
        empty(edits, row, key, about);
    }
}

/// Empties the cover's date and reference number, and renews the year of its title.
pub(super) fn edit_cover(edits: &mut Edits, text: &str, root: Written, old: i16, new: i16) {
    let Some(cover) = root.get("försättsblad") else { return };
    if let Some(title) = cover.value.get("titel").filter(|title| title.value.words().is_some()) {
        year::reword(edits, title.value, text, old, new);
    }
    for key in ["datum", "diarienummer"] {
        empty(edits, cover.value, key, None);
    }
}

fn empty(edits: &mut Edits, map: Written, key: &str, about: Option<&str>) {
    let Some(pair) = map.get(key) else { return };
    if let Some(words) = pair.value.words() {
        // On a line of its own the key says what it was.
        let words = if pair.value.flow.is_some() { format!("{key} {words}") } else { words.to_owned() };
        pair.empty(edits, about, &words);
    }
}
