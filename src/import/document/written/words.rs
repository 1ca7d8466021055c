//! The settings of a workspace that prints what the document calls its columns.

use super::File;
use super::yaml::Lines;
use crate::diagnostic::{Bilingual, Language};

/// A vp.yaml with printed words: each by its key in ord.yaml.
pub fn settings(words: &[(&'static str, String)], language: Language) -> File {
    let mut lines = Lines::new(language);
    lines.raw(0, "vp", "1");
    let about = Bilingual::fixed(
        "Dokumentets egna ord i tabellernas huvuden. {år} blir dokumentets år.",
        "The document's own words over the columns of tables. {år} becomes the document's year.",
    );
    lines.comment(0, &about);
    write(&mut lines, words);
    File { path: "vp.yaml".to_owned(), bytes: lines.text.into_bytes(), guesses: 0 }
}

/// The lines of a vp.yaml that hold printed words.
pub fn lines(words: &[(&'static str, String)], language: Language) -> String {
    let mut lines = Lines::new(language);
    write(&mut lines, words);
    lines.text
}

fn write(lines: &mut Lines, words: &[(&'static str, String)]) {
    lines.open(0, "styrmodell");
    lines.open(2, "ord");
    for (key, text) in words {
        lines.text(4, key, text);
    }
}
