//! The table of contents in a text: lines that end in the number of a page.

use super::line::Line;

/// Whether lines are those of a table of contents: most of them end in the number of a page, set apart from their words.
pub(crate) fn is_contents(lines: &[&Line]) -> bool {
    let numbered = lines.iter().filter(|line| ends_in_page(&line.text)).count();
    numbered >= 3 && numbered * 10 >= lines.len() * 5
}

/// Whether lines after the heading of the contents are of them.
pub(crate) fn goes_on(lines: &[&Line]) -> bool {
    lines.iter().any(|line| ends_in_page(&line.text))
}

/// Whether a line ends in the number of a page, after dots, a tab or blanks.
fn ends_in_page(text: &str) -> bool {
    let words = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = text.len() - words.len();
    let is_apart =
        words.ends_with('\t') || words.ends_with("  ") || words.trim_end().ends_with("..") || words.ends_with(". ");
    (1..=3).contains(&digits) && is_apart && words.chars().any(char::is_alphabetic)
        // A row of figures is no line of contents.
        && words.trim_end().matches('\t').count() == 0
        && !words.trim_end().ends_with(|letter: char| letter.is_ascii_digit())
}
