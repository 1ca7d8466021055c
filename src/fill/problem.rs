//! What of the answers is not taken in, and where it stands.

use crate::diagnostic::Bilingual;

/// Something that is not taken in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, by its number among those that were read; none where it is about a follow-up.
    pub file: Option<usize>,
    /// Line and column in it, from 1; none where it is about the whole file.
    pub place: Option<(usize, usize)>,
    /// What is wrong, as a phrase.
    pub words: Bilingual,
    /// What to do.
    pub help: Option<Bilingual>,
}
