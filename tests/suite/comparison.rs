//! A comparison in words: every kind of change in every format and both languages.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod build;
mod formats;
mod pages;
mod plans;
mod sentences;

/// Every kind of change, written by the templates of a folder: with the words of texts, and without.
pub(crate) fn everything_by_templates(folder: &std::path::Path) -> [String; 2] {
    use vp::diagnostic::Language::Swedish;
    use vp::terminal::Style::Plain;
    [true, false].map(|text| build::with_templates(Some(folder), "html", &build::everything(), Swedish, text, Plain))
}
