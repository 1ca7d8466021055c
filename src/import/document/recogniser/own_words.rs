//! What a document calls the columns of its tables, where that is other words than those that are printed.

use super::Walk;
use super::tables::{Sort, Sorted};
use crate::import::document::block::Table;
use crate::import::document::known::{Head, fold, is_near, is_year};
use crate::import::document::recognised::Recognised;
use crate::print::view::YEAR;

/// The words over columns, in the order of the document: the word's key, the words, and whether they are those that are printed.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnWords {
    said: Vec<(&'static str, String, bool)>,
}

impl OwnWords {
    /// The words that stand most often over the columns of a key, where they are others than those that are printed.
    pub(super) fn chosen(self) -> Vec<(&'static str, String)> {
        let mut chosen: Vec<(&'static str, String)> = Vec::new();
        let mut done: Vec<&str> = Vec::new();
        for (key, ..) in &self.said {
            if done.contains(key) {
                continue;
            }
            done.push(key);
            let own = || self.said.iter().filter(|(of, ..)| of == key);
            let count = |words: &str| own().filter(|(_, other, _)| other == words).count();
            // Of words that are as common the first are kept.
            let best = own().rev().max_by_key(|(_, words, _)| count(words));
            if let Some((_, words, false)) = best {
                chosen.push((key, words.clone()));
            }
        }
        chosen
    }
}

impl Walk<'_, '_> {
    /// Remembers the heads of a table in the words of the document.
    pub(super) fn remember_heads(&mut self, table: &Table, sorted: &Sorted) {
        let [row, ..] = &table.rows[..] else { return };
        if sorted.head_rows != 1 {
            return;
        }
        for (words, head) in row.columns().into_iter().zip(&sorted.heads) {
            let Some(head) = *head else { continue };
            let is_alone = sorted.heads.iter().filter(|other| **other == Some(head)).count() == 1;
            let Some(key) = key(head, sorted.sort, &words, &self.out) else { continue };
            let Some(words) = without_year(&words, self.out.year).filter(|_| is_alone) else { continue };
            let label = self.known.labels.with_place_for_year(key);
            let (said, printed) = (fold(&words), fold(&label));
            // A slip of a scan is no word of its own.
            match said == printed || is_near(&said, &printed) {
                true => self.own_words.said.push((key, label.into_owned(), true)),
                false => self.own_words.said.push((key, words, false)),
            }
        }
    }
}

/// The key in ord.yaml of a column that a plan prints.
fn key(head: Head, sort: Sort, words: &str, out: &Recognised) -> Option<&'static str> {
    Some(match (sort, head) {
        (Sort::Indicators, Head::Indicator) => "indikator",
        (Sort::Indicators, Head::Target) => "årsmål",
        (Sort::Indicators, Head::TargetIn(year)) if out.year == Some(year) => "årsmål",
        (Sort::Indicators, Head::CouncilTarget) => "kf_årsmål",
        (Sort::Indicators, Head::Periodicity) => "periodicitet",
        (Sort::Activities, Head::Activity) => "aktivitet",
        (Sort::Activities, Head::Start) => "startdatum",
        (Sort::Activities, Head::End) => "slutdatum",
        // A column of times in words may hold the first days, too.
        (Sort::Activities, Head::Due) if fold(words).starts_with("klar") => "slutdatum",
        (Sort::Budget, Head::Costs) => "kostnader",
        (Sort::Budget, Head::Income) => "intäkter",
        (Sort::Budget, Head::Net) => "netto",
        (Sort::Budget, Head::Change) => "förändring",
        _ => return None,
    })
}

/// The words of a head in any year: the document's is written as the place for it. None of words that name another year, and of
/// none.
fn without_year(words: &str, year: Option<i16>) -> Option<String> {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let own = year.map(|year| year.to_string());
    let is_other = |word: &str| is_year(word) && own.as_deref() != Some(word);
    if fold(&line).is_empty() || line.contains('{') || fold(&line).split(' ').any(is_other) {
        return None;
    }
    Some(match own {
        Some(year) => line.replace(&year, YEAR),
        None => line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_stand_most_often_are_chosen() {
        let said = |words: &[(&'static str, &str, bool)]| OwnWords {
            said: words.iter().map(|(key, words, is)| (*key, (*words).to_owned(), *is)).collect(),
        };
        let chosen =
            said(&[("årsmål", "Mål", false), ("årsmål", "Årsmål", true), ("indikator", "Mått", false)]).chosen();
        assert_eq!(chosen, [("årsmål", "Mål".to_owned()), ("indikator", "Mått".to_owned())]);
        let chosen = said(&[("årsmål", "Mål", false), ("årsmål", "Årsmål", true), ("årsmål", "Årsmål", true)]).chosen();
        assert_eq!(chosen, []);
    }

    #[test]
    fn a_head_of_another_year_is_no_word_of_every_year() {
        assert_eq!(without_year("Målvärde  2025", Some(2025)).as_deref(), Some("Målvärde {år}"));
        assert_eq!(without_year("Målvärde 2024", Some(2025)), None);
        assert_eq!(without_year("–", Some(2025)), None);
    }
}
