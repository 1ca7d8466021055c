//! How wide the columns of a table are: each has room for its longest word where there is any, and the rest goes to those that
//! have more to say.

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Measure {
    /// The characters of the longest word.
    word: usize,
    /// Those of the longest text.
    text: usize,
}

/// A text longer than this is broken into lines in any case.
const MOST_IN_LINE: usize = 60;

/// What a cell has at its sides, in twentieths of a point.
const SIDES: u32 = 180;

impl Measure {
    /// Measures a text of a cell. A no-break space parts no words.
    pub(super) fn add(&mut self, text: &str) {
        let word = text.split([' ', '\n']).map(|word| word.chars().count()).max().unwrap_or(0);
        self.word = self.word.max(word);
        self.text = self.text.max(text.chars().count().min(MOST_IN_LINE));
    }
}

/// How wide a letter is in a cell, and a small one, counted so that most words have room.
const LETTER: u32 = 102;
const SMALL_LETTER: u32 = 86;

fn sum(widths: &[u32]) -> u32 {
    widths.iter().sum()
}

/// The widths that columns need for their longest words. The first says what its rows are about: it has a quarter of the
/// table where its words fill that.
fn least(measures: &[Measure], letter: u32, whole: u32) -> Vec<u32> {
    let mut least: Vec<u32> = measures.iter().map(|one| one.word as u32 * letter + SIDES).collect();
    if let (Some(first), Some(measure)) = (least.first_mut(), measures.first()) {
        *first = (*first).max((measure.text as u32 * letter + SIDES).min(whole / 4));
    }
    least
}

/// The widths of columns in a table as wide as `whole`, and whether its letters are to be small. `is_own` tells whether the
/// letters are ours: a template may have wider ones.
pub(super) fn widths(measures: &[Measure], whole: u32, is_own: bool) -> (Vec<u32>, bool) {
    let wide = |letter: u32| if is_own { letter } else { letter * 115 / 100 };
    let is_small = sum(&least(measures, wide(LETTER), whole)) > whole;
    let letter = wide(if is_small { SMALL_LETTER } else { LETTER });
    let least_widths = least(measures, letter, whole);
    let full = measures.iter().zip(&least_widths);
    let full: Vec<u32> = full.map(|(one, least)| (one.text as u32 * letter + SIDES).max(*least)).collect();
    let (sum_of_least, sum_of_full) = (sum(&least_widths), sum(&full));
    let part = |of: u32, all: u32, room: u32| (u64::from(of) * u64::from(room) / u64::from(all.max(1))) as u32;
    let mut widths: Vec<u32> = match sum_of_least >= whole {
        // Words are broken wherever they are.
        true => least_widths.iter().map(|least| part(*least, sum_of_least, whole)).collect(),
        false if sum_of_full <= whole => full.iter().map(|full| part(*full, sum_of_full, whole)).collect(),
        false => {
            let room = whole - sum_of_least;
            let more = full.iter().zip(&least_widths);
            more.map(|(full, least)| least + part(full - least, sum_of_full - sum_of_least, room)).collect()
        }
    };
    // What is lost by rounding.
    let given = sum(&widths);
    if let Some(first) = widths.first_mut() {
        *first += whole.saturating_sub(given);
    }
    (widths, is_small)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str]) -> Vec<Measure> {
        let measure = |text: &&str| {
            let mut measure = Measure::default();
            measure.add(text);
            measure
        };
        texts.iter().map(measure).collect()
    }

    #[test]
    fn a_column_has_room_for_its_longest_word() {
        let texts =
            ["En indikator med ett långt namn som bryts på flera rader i sin cell", "Periodicitet", "2026-12-31"];
        let (widths, is_small) = widths(&of(&texts), 9_000, true);
        assert_eq!(widths.iter().sum::<u32>(), 9_000);
        assert!(
            !is_small && widths[1] >= 12 * LETTER && widths[2] >= 10 * LETTER && widths[0] > widths[1],
            "{widths:?}"
        );
    }

    #[test]
    fn a_table_of_too_many_columns_fits_the_page() {
        let (widths, is_small) = widths(&of(&["Verksamhetsområdesmål"; 9]), 9_000, false);
        assert_eq!((widths.iter().sum::<u32>(), is_small), (9_000, true));
        assert!(widths.iter().all(|width| *width >= 900));
    }
}
