//! The settings of a workspace that prints what the document calls its columns, and that has its levels of goals.

use super::File;
use super::yaml::{Lines, in_braces};
use crate::diagnostic::{Bilingual, Language};
use crate::import::document::recognised::OwnLevel;
use crate::msg;

/// What a document calls things, where those are other words than the steering model's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnModel {
    /// The levels of goals, from the highest; none where they are those of the model.
    pub levels: Vec<OwnLevel>,
    /// Words over columns, each by its key in ord.yaml.
    pub words: Vec<(&'static str, String)>,
}

impl OwnModel {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.levels.is_empty() && self.words.is_empty()
    }
}

/// A vp.yaml with what a document calls things.
pub fn settings(own: &OwnModel, language: Language) -> File {
    let mut lines = Lines::new(language);
    lines.raw(0, "vp", "1");
    write(&mut lines, own, true);
    File { path: "vp.yaml".to_owned(), guesses: lines.guesses, bytes: lines.text.into_bytes() }
}

/// The lines of a vp.yaml that hold them.
pub fn lines(own: &OwnModel, language: Language) -> String {
    let mut lines = Lines::new(language);
    write(&mut lines, own, false);
    lines.text
}

fn write(lines: &mut Lines, own: &OwnModel, is_told: bool) {
    lines.open(0, "styrmodell");
    if !own.levels.is_empty() {
        if is_told {
            lines.look_at(
                2,
                &msg!(
                    "nivåerna är dokumentets; vems målen är följer av orden",
                    "the levels are the document's; whose the goals are follows from the words"
                ),
            );
        }
        lines.open(2, "nivåer");
        for OwnLevel { key, heading, owner } in &own.levels {
            let owner = owner.key().to_owned();
            lines.braces(4, &[("nyckel", in_braces(key)), ("rubrik", in_braces(heading)), ("ägare", owner)]);
        }
    }
    if !own.words.is_empty() {
        if is_told {
            let about = Bilingual::fixed(
                "Dokumentets egna ord i tabellernas huvuden. {år} blir dokumentets år.",
                "The document's own words over the columns of tables. {år} becomes the document's year.",
            );
            lines.comment(2, &about);
        }
        lines.open(2, "ord");
        for (key, text) in &own.words {
            lines.text(4, key, text);
        }
    }
}
