//! The head of a table in a line of text: words of columns, one after another.

use crate::import::document::known::{Head, Known, fold, is_year};

/// A column of a table of text: what it holds, and after how many characters of the line its head begins.
pub(crate) type Column = (Head, usize);

/// Most words of a column's head.
const MOST_WORDS: usize = 5;

/// Most words of a whole head.
const MOST_WORDS_OF_ALL: usize = 30;

/// The columns that a line is the head of; none where it is no head. A table is one of indicators or of activities.
pub(crate) fn columns(known: &Known, line: &str) -> Option<Vec<Column>> {
    known.asked.columns.of(line, || find_columns(known, line))
}

fn find_columns(known: &Known, line: &str) -> Option<Vec<Column>> {
    if line.contains('\t') || line.chars().count() > 200 {
        return None;
    }
    let words = words(line);
    if words.len() > MOST_WORDS_OF_ALL {
        return None;
    }
    let mut columns: Vec<Column> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = |count: usize| {
            let (start, end) = (words[at].0, words[at + count - 1].1);
            let text: String = line.chars().skip(start).take(end - start).collect();
            known.head(&text).map(|head| (head, count, start))
        };
        let most = MOST_WORDS.min(words.len() - at);
        match (1..=most).rev().find_map(word) {
            // Of most lines the first word tells that they are no head.
            Some((head, ..)) if columns.is_empty() && !matches!(head, Head::Indicator | Head::Activity) => return None,
            Some((head, count, start)) => {
                columns.push((head, start));
                at += count;
            }
            // A year, or what is left of a mark, stands between.
            None if is_year(&words[at].2) || (at == 0 && words[0].2.is_empty()) => at += 1,
            None => return None,
        }
    }
    (columns.len() > 1).then_some(columns)
}

/// Every word of some heads, folded.
fn words_of(heads: &[&String]) -> Vec<String> {
    heads.iter().flat_map(|head| fold(head).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// The words of the head of a table of outcomes.
fn words_of_outcomes(known: &Known) -> Vec<String> {
    let labels = known.labels;
    let heads = [
        &labels.indicator,
        &labels.outcome,
        &labels.outcome_men,
        &labels.outcome_women,
        &labels.outcome_of,
        &labels.target,
        &labels.council_target,
        &labels.period,
        &labels.assessment,
    ];
    words_of(&heads)
}

/// Whether a line has a word of the head of a table of outcomes.
fn begins_outcomes(known: &Known, line: &str) -> bool {
    known.asked.outcomes.of(line, || {
        let all = words_of_outcomes(known);
        line.split_whitespace().map(fold).any(|word| all.contains(&word))
    })
}

/// Whether some lines are the head of a table of outcomes whose words were set in several lines, in whatever order a
/// program took them from the page.
pub(crate) fn is_outcomes(known: &Known, lines: &[&str]) -> bool {
    // The first line is of the head too: a line of the table before has none of its words.
    if !lines.first().is_some_and(|first| begins_outcomes(known, first)) {
        return false;
    }
    let labels = known.labels;
    let all = words_of_outcomes(known);
    let folded: Vec<String> =
        lines.iter().flat_map(|line| line.split_whitespace()).map(fold).filter(|word| !word.is_empty()).collect();
    let is_of_head = |word: &String| {
        all.contains(word)
            || is_year(word)
            || word.split(' ').all(|part| part.chars().count() <= 2 || all.iter().any(|known| known == part))
            || known.steering.occasions.iter().any(|occasion| fold(&occasion.key) == *word)
    };
    let has = |word: &str| folded.iter().any(|own| own == &fold(word));
    let outcome = fold(&labels.outcome_of);
    // OCR joins words that stand close, and splits others: most words decide, and those that every such head has.
    let own = folded.iter().filter(|word| is_of_head(word)).count();
    let is_head = own * 10 >= folded.len() * 8 && folded.len() >= 4 && lines.len() <= 8;
    is_head && has(&outcome) && (has(&labels.period) || has(&labels.target) || has(&labels.indicator))
        || is_head && folded.iter().filter(|word| **word == outcome).count() >= 2
}

/// Whether some lines are no more than the rest of such a head: words of it, and what is left of marks.
pub(crate) fn is_rest_of_outcomes(known: &Known, lines: &[&str]) -> bool {
    let words: Vec<String> = lines.iter().flat_map(|line| line.split_whitespace()).map(fold).collect();
    let labels = known.labels;
    let heads = [
        &labels.indicator,
        &labels.outcome,
        &labels.outcome_men,
        &labels.outcome_women,
        &labels.target,
        &labels.council_target,
        &labels.period,
    ];
    let all = words_of(&heads);
    let is_own = |word: &String| all.contains(word);
    let own = words.iter().filter(|word| is_own(word)).count();
    lines.len() <= 5
        && own > 0
        && words
            .iter()
            .all(|word| is_own(word) || is_year(word) || word.split(' ').all(|part| part.chars().count() <= 3))
}

/// The words of a line: where each begins and ends, in characters, and the word folded.
fn words(line: &str) -> Vec<(usize, usize, String)> {
    let mut words = Vec::new();
    let mut start = None;
    let letters: Vec<char> = line.chars().chain([' ']).collect();
    for (at, letter) in letters.iter().enumerate() {
        match (letter.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push((from, at, fold(&letters[from..at].iter().collect::<String>())));
                start = None;
            }
            _ => {}
        }
    }
    words
}
