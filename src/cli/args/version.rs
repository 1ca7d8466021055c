//! What `vp --version` says: the version, the revision that the program is made from, and what it is made with.

use crate::diagnostic::{Bilingual, Language};
use crate::msg;

/// The version as manual pages and reports have it, which is the same wherever the program is built.
pub(in crate::cli) const NUMBER: &str = env!("CARGO_PKG_VERSION");

/// The first characters of the revision in git; empty where it is not known.
const REVISION: &str = env!("VP_REVISION");

/// The parts that one chooses when the program is built, with a comma between them.
const FEATURES: &str = env!("VP_FEATURES");

/// The version in words. The first line is for programs too: the number, and in parentheses the revision where it is known.
pub(super) fn of(language: Language) -> String {
    words(REVISION, FEATURES).get(language).to_owned()
}

fn words(revision: &str, features: &str) -> Bilingual {
    let revision = if revision.is_empty() { String::new() } else { format!(" ({revision})") };
    if features.is_empty() {
        return msg!("{NUMBER}{revision}\ntillval: inga", "{NUMBER}{revision}\nfeatures: none");
    }
    msg!("{NUMBER}{revision}\ntillval: {features}", "{NUMBER}{revision}\nfeatures: {features}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_and_features_are_told_where_they_are_known() {
        let said = |revision, features| words(revision, features).get(Language::English).to_owned();
        assert_eq!(said("", ""), format!("{NUMBER}\nfeatures: none"));
        assert_eq!(said("0123456789", "pdf, x"), format!("{NUMBER} (0123456789)\nfeatures: pdf, x"));
        assert!(REVISION.chars().all(|character| character.is_ascii_hexdigit()));
    }
}
