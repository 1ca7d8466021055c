//! What is true of one year only: the amounts of the budget, and the cover's date and number. What could not be read is left
//! as it is: it is fixed first.

use std::collections::HashSet;

use super::edit::Edits;
use super::list;
use super::value_in_text::ValueInText;
use super::year;
use crate::model::Document;

/// Where the values begin that were read.
struct KnownNames(HashSet<(u32, u32)>);

/// Empties the amounts of the budget's rows and of its total, and renews the year of its caption.
pub(super) fn edit_budget(edits: &mut Edits, text: &str, root: ValueInText, document: &Document, new: i16) {
    let read = document.economy.as_ref().and_then(|economy| economy.budget.as_ref());
    let rows = read.iter().flat_map(|budget| &budget.rows).map(|row| &row.amounts);
    let totals = read.iter().filter_map(|budget| budget.total.as_ref()).map(|(_, total)| total);
    let amounts = rows.chain(totals).flat_map(|amounts| amounts.in_order()).flatten();
    let known = KnownNames(amounts.map(|amount| (amount.span.start, amount.span.end)).collect());
    let Some(budget) = root.get("ekonomi").and_then(|economy| economy.value.get("budget")) else { return };
    if let Some(caption) = budget.value.get("rubrik").filter(|caption| caption.value.words().is_some()) {
        year::reword(edits, caption.value, text, document, new);
    }
    for row in budget.value.get("rader").map(|rows| rows.value.items()).unwrap_or_default() {
        let name = row.get("namn").and_then(|name| name.value.words());
        // Only a row that shares its line with others needs a name there.
        edit_amounts(edits, &known, row, name.filter(|_| row.flow.is_some()));
    }
    if let Some(total) = budget.value.get("totalt") {
        edit_amounts(edits, &known, total.value, total.value.flow.map(|_| "totalt"));
    }
}

fn edit_amounts(edits: &mut Edits, known: &KnownNames, row: ValueInText, about: Option<&str>) {
    for key in ["kostnader", "intäkter", "netto", "förändring"] {
        empty(edits, known, row, key, about);
    }
}

/// Empties the cover's date and reference number, and renews the year of its title.
pub(super) fn edit_cover(edits: &mut Edits, text: &str, root: ValueInText, document: &Document, new: i16) {
    let read = document.cover.as_ref();
    let date = read.and_then(|cover| cover.date.as_ref()).map(|date| (date.span.start, date.span.end));
    let reference =
        read.and_then(|cover| cover.reference.as_ref()).map(|reference| (reference.span.start, reference.span.end));
    let known = KnownNames(date.into_iter().chain(reference).collect());
    let Some(cover) = root.get("försättsblad") else { return };
    if let Some(title) = cover.value.get("titel").filter(|title| title.value.words().is_some()) {
        year::reword(edits, title.value, text, document, new);
    }
    for key in ["datum", "diarienummer"] {
        empty(edits, &known, cover.value, key, None);
    }
}

/// Empties what is true of last year's decision alone, and takes away what was decided to change since.
pub(super) fn edit_decision(edits: &mut Edits, text: &str, root: ValueInText, document: &Document) {
    if let (Some(pair), Some(read)) = (root.get("beslut"), &document.decision) {
        let date = read.date.as_ref().map(|date| date.span);
        let texts = [&read.paragraph, &read.version].map(|text| text.as_ref().map(|text| text.span));
        let spans = std::iter::once(date).chain(texts).flatten();
        let known = KnownNames(spans.map(|span| (span.start, span.end)).collect());
        for key in ["datum", "paragraf", "version"] {
            empty(edits, &known, pair.value, key, pair.value.flow.map(|_| "beslut"));
        }
    }
    if let Some(pair) = root.get("ändringar") {
        list::remove(edits, text, &pair, &vec![true; pair.value.items().len()]);
    }
}

fn empty(edits: &mut Edits, known: &KnownNames, map: ValueInText, key: &str, about: Option<&str>) {
    let Some(pair) = map.get(key).filter(|pair| known.0.contains(&(pair.value.node.start, pair.value.node.end))) else {
        return;
    };
    if let Some(words) = pair.value.words() {
        // On a line of its own the key says what it was.
        let words = if pair.value.flow.is_some() { format!("{key} {words}") } else { words.to_owned() };
        pair.empty(edits, about, &words);
    }
}
