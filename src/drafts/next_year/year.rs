//! The year where it stands in words and in paths.

use std::path::{Path, PathBuf};

use super::edit::Edits;
use super::value_in_text::ValueInText;
use crate::model::Document;

/// Replaces a document's year in one of its texts by the new one, wherever it stands for itself.
pub(super) fn reword(edits: &mut Edits, value: ValueInText, text: &str, document: &Document, new: i16) {
    let Some(old) = document.year.as_ref() else { return };
    let range = value.range();
    let (raw, old, new) = (&text[range.clone()], old.value.to_string(), new.to_string());
    for (at, _) in raw.match_indices(&old) {
        let (before, after) = (&raw[..at], &raw[at + old.len()..]);
        if !is_part(before, after) {
            edits.replace(range.start + at..range.start + at + old.len(), new.as_str());
        }
    }
}

/// Whether the digits belong to something else: a longer number, a date, a span of years, the code of a sign.
fn is_part(before: &str, after: &str) -> bool {
    let digit = |text: Option<char>| text.is_some_and(|character| character.is_ascii_digit());
    let joint = ['-', '–', '/', '.', ',', ':'];
    let joined_after = after.strip_prefix(joint).is_some_and(|rest| digit(rest.chars().next()));
    let joined_before = before.strip_suffix(joint).is_some_and(|rest| digit(rest.chars().next_back()));
    let code = before.trim_end_matches(|character: char| character.is_ascii_hexdigit());
    let is_code = ["\\u", "\\U", "\\x"].iter().any(|start| code.ends_with(start));
    digit(before.chars().next_back()) || digit(after.chars().next()) || joined_after || joined_before || is_code
}

/// A path below the old year's folder as one below the new year's: the last part that is the year is replaced. `None`
/// where there is no such part.
pub fn moved(path: &Path, old: i16, new: i16) -> Option<PathBuf> {
    let folder = folder(path, old)?;
    let below = path.strip_prefix(&folder).ok()?;
    Some(folder.with_file_name(new.to_string()).join(below))
}

/// The old year's folder that a path lies in.
pub(super) fn folder(path: &Path, old: i16) -> Option<PathBuf> {
    let old = old.to_string();
    path.ancestors().skip(1).find(|folder| folder.file_name().is_some_and(|name| *name == *old)).map(Path::to_path_buf)
}

/// How a file is named from a folder, with `/`; both are plain and have the same root.
pub(super) fn relative(folder: &Path, file: &Path) -> String {
    let shared = folder.components().zip(file.components()).take_while(|(one, two)| one == two).count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = file.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_its_own_word_or_nothing() {
        for (before, after, part) in [
            ("Plan ", "", false),
            ("VP", ".", false),
            ("", "–2027", true),
            ("2024/", "", true),
            ("1", "", true),
            ("den ", "-03-01", true),
            ("\\u", "", true),
            ("(", ")", false),
        ] {
            assert_eq!(is_part(before, after), part, "{before}2025{after}");
        }
    }

    #[test]
    fn the_nearest_folder_of_the_year_is_replaced() {
        let moved = |path: &str| moved(Path::new(path), 2025, 2026);
        assert_eq!(moved("/2025/plans/2025/x/plan.yaml"), Some("/2025/plans/2026/x/plan.yaml".into()));
        assert_eq!(moved("/plans/plan-2025.yaml"), None);
        assert_eq!(moved("/plans/2025"), None);
    }

    #[test]
    fn paths_lead_from_folder_to_file() {
        assert_eq!(relative(Path::new("/a/2026/x"), Path::new("/a/2025/y/z.md")), "../../2025/y/z.md");
        assert_eq!(relative(Path::new("/a"), Path::new("/a/z.md")), "z.md");
    }
}
