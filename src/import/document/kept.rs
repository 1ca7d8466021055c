//! That nothing is lost: every word of a document is in the files that are written, or in the list of what was not understood.

use std::collections::{HashMap, HashSet};

use crate::import::document::block::{Block, BlockKind, TextSort};
use crate::import::document::known::{Known, fold};
use crate::import::document::recognised::{Left, Recognised};
use crate::import::document::recogniser::{TOTALS, printed_cells};
use crate::import::document::written::File;

/// A word of fewer letters may be a mark that a scan took for letters.
const SHORTEST: usize = 2;

/// Adds to the list what of a document is in no file. Gives how many words there are, and how many are in the files.
pub fn add_missing(out: &mut Recognised, blocks: &[Block], files: &[File], known: &Known) -> (usize, usize) {
    let mut there: HashMap<String, usize> = HashMap::new();
    for file in files {
        if let Ok(text) = std::str::from_utf8(&file.bytes) {
            count(&mut there, text);
        }
    }
    let (mut all, mut found) = (0, 0);
    let mut listed: HashMap<String, usize> = HashMap::new();
    out.left.iter().chain(&out.furniture).for_each(|left| count(&mut listed, &left.words));
    let ever: HashSet<String> = there.keys().chain(listed.keys()).cloned().collect();
    for block in blocks {
        if matches!(block.kind, BlockKind::Text { sort: TextSort::Furniture | TextSort::Comment, .. }) {
            continue;
        }
        let plain = block.plain();
        let mut missing = Vec::new();
        for (word, written) in words(&plain) {
            all += 1;
            if take(&mut there, &word) {
                found += 1;
            } else if !take(&mut listed, &word) {
                missing.push((word, written));
            }
        }
        // What parts and columns are printed under is in no file, and comes back in print. What stands several times in a document,
        // as the name of a row over its analysis, may stand fewer times in the files; but no sentence is lost so.
        let printed = printed_words(block, known);
        missing.retain(|(word, _)| !known.is_printed(word) && !printed.contains(word));
        let count = words(&plain).count();
        let is_lost = missing.iter().any(|(word, _)| !ever.contains(word)) || missing.len() * 2 > count && count > 3;
        if is_lost {
            let words = missing.into_iter().map(|(_, written)| written).collect::<Vec<_>>().join(" ");
            out.left.push(Left { place: block.place, words });
        }
    }
    out.left.sort_by_key(|left| left.place);
    (all, found)
}

/// The words of a table that are printed of themselves, in these words or in others.
fn printed_words(block: &Block, known: &Known) -> HashSet<String> {
    let BlockKind::Table(table) = &block.kind else { return HashSet::new() };
    let cells = printed_cells(table, known);
    // The sum is printed under the word of the page.
    let firsts = table.rows.iter().filter_map(|row| row.columns().into_iter().next());
    let sums = firsts.filter(|name| TOTALS.contains(&fold(name).as_str()));
    cells.into_iter().chain(sums).flat_map(|cell| words(&cell).collect::<Vec<_>>()).map(|(word, _)| word).collect()
}

fn take(words: &mut HashMap<String, usize>, word: &str) -> bool {
    match words.get_mut(word) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    }
}

fn count(words_there: &mut HashMap<String, usize>, text: &str) {
    for (word, _) in words(text) {
        // Files have no blanks within figures: 27527 is "27 527", and 27527.5 is "27 527,5".
        let (whole, decimals) = word.split_once('.').map_or((word.as_str(), None), |(whole, rest)| (whole, Some(rest)));
        if whole.len() > 3 && whole.len() < 10 && whole.bytes().all(|byte| byte.is_ascii_digit()) {
            let mut rest = whole;
            while !rest.is_empty() {
                let (group, after) = rest.split_at(if rest.len() % 3 == 0 { 3 } else { rest.len() % 3 });
                let group = match decimals.filter(|_| after.is_empty()) {
                    Some(decimals) => format!("{group}.{decimals}"),
                    None => group.to_owned(),
                };
                *words_there.entry(group).or_default() += 1;
                rest = after;
            }
        }
        *words_there.entry(word).or_default() += 1;
    }
}

/// The words of a text as they are compared, and as they are written.
fn words(text: &str) -> impl Iterator<Item = (String, String)> + '_ {
    // Markdown has signs within words, and YAML around them.
    // "KF:s" is one word.
    let words = text
        .split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, ':' | ',' | '.'))
        .flat_map(parts)
        .map(|word| word.trim_matches(':'))
        .filter(|word| word.chars().count() >= SHORTEST);
    words.map(|word| (compared(word), word.to_owned())).filter(|(word, _)| !word.is_empty())
}

/// Words between commas and points; a figure with decimals is one.
fn parts(words: &str) -> impl Iterator<Item = &str> {
    let bare = words.trim_matches([',', '.', ':']);
    let is_whole = is_decimal(bare);
    let all = (!is_whole).then(|| bare.split([',', '.']));
    all.into_iter().flatten().chain(is_whole.then_some(bare))
}

/// Whether a word is a figure with decimals.
fn is_decimal(word: &str) -> bool {
    let are_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    word.split_once([',', '.']).is_some_and(|(whole, rest)| are_digits(whole) && are_digits(rest))
}

/// A word as it is compared: a figure has a point before its decimals.
fn compared(word: &str) -> String {
    if is_decimal(word) { word.replace(',', ".") } else { fold(word) }
}
