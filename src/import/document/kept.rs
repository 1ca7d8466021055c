//! That nothing is lost: every word of a document is in the files that are written, or in the list of what was not understood.

use std::collections::HashMap;

use crate::import::document::block::{Block, BlockKind, TextSort};
use crate::import::document::known::fold;
use crate::import::document::recognised::{Left, Recognised};
use crate::import::document::written::File;

/// A word of fewer letters may be a mark that a scan took for letters.
const SHORTEST: usize = 2;

/// Adds to the list what of a document is in no file. Gives how many words there are, and how many are in the files.
pub fn add_missing(out: &mut Recognised, blocks: &[Block], files: &[File]) -> (usize, usize) {
    let mut there: HashMap<String, usize> = HashMap::new();
    for file in files {
        if let Ok(text) = std::str::from_utf8(&file.bytes) {
            count(&mut there, text);
        }
    }
    let (mut all, mut found) = (0, 0);
    let mut listed: HashMap<String, usize> = HashMap::new();
    out.left.iter().chain(&out.furniture).for_each(|left| count(&mut listed, &left.words));
    for block in blocks {
        let is_furniture = matches!(block.kind, BlockKind::Text { sort: TextSort::Furniture, .. });
        if is_furniture {
            continue;
        }
        let mut missing = Vec::new();
        for word in words(&block.plain()) {
            all += 1;
            if take(&mut there, &word) {
                found += 1;
            } else if !take(&mut listed, &word) {
                missing.push(word);
            }
        }
        // What is printed of itself – labels, heads of tables – is in no file, and comes back in print.
        if missing.len() > 1 && !matches!(block.kind, BlockKind::Heading { .. }) && !is_label(&missing, out) {
            out.left.push(Left { place: block.place, words: missing.join(" ") });
        }
    }
    out.left.sort_by_key(|left| left.place);
    (all, found)
}

/// Whether words are those that a part is printed under.
fn is_label(_missing: &[String], _out: &Recognised) -> bool {
    false
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
    for word in words(text) {
        *words_there.entry(word).or_default() += 1;
    }
}

/// The words of a text as they are compared.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    // Markdown has signs within words, and YAML around them.
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().count() >= SHORTEST);
    words.map(fold).filter(|word| !word.is_empty())
}
