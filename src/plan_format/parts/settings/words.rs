//! `ord` and `tomt_trycks` of the steering model: how it is printed.

use crate::model::{ModelWord, Steering};
use crate::plan_format::fields::{Fields, Reader};

/// The words that are about the occasions; all others are about the levels.
const OF_OCCASIONS: [&str; 2] = ["tertialrapport", "verksamhetsberättelse"];

/// Reads the words of the model. Those of `base` hold for its levels and its occasions: another model never prints them.
pub(super) fn read(reader: &mut Reader, fields: &Fields, steering: &mut Steering, base: &Steering) {
    let levels = |model: &Steering| -> Vec<String> { model.levels.iter().map(|level| level.key.clone()).collect() };
    let occasions =
        |model: &Steering| -> Vec<String> { model.occasions.iter().map(|occasion| occasion.key.clone()).collect() };
    let has_own_levels = levels(steering) != levels(base);
    let has_own_occasions = occasions(steering) != occasions(base);
    steering.words.retain(|key, _| match OF_OCCASIONS.contains(&key.as_str()) {
        true => !has_own_occasions,
        false => !has_own_levels,
    });
    steering.prints_empty &= !has_own_levels;
    for entry in reader.entries(fields, "ord") {
        let key = entry.key_text().to_owned();
        let place = Some(reader.span(&entry.key));
        if let Some(text) = reader.scalar(&entry.value, &key).read() {
            steering.words.insert(key, ModelWord { text: text.value.trim().to_owned(), place });
        }
    }
    if let Some(is) = reader.yes_no(fields, "tomt_trycks").read() {
        steering.prints_empty = is.value;
    }
}
