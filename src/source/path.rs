//! Paths as text, without a look at what is there.

use std::path::{Component, Path, PathBuf};

/// The path without `.` and `a/..`. What would lead above the root, or above where a relative path begins, is left out.
pub fn straight(path: &Path) -> PathBuf {
    let mut straight = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                straight.pop();
            }
            part => straight.push(part),
        }
    }
    straight
}

/// A path with `/` as a part of an address: every byte that has a meaning there, every space and every byte outside ASCII
/// by its number, as RFC 3986 (section 2.1) has it.
pub fn percent_encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_made_straight_without_a_look_at_what_is_there() {
        for (path, expected) in
            [("a/./b", "a/b"), ("a/../b", "b"), ("../a", "a"), ("/../a", "/a"), ("a/b/../../c", "c")]
        {
            assert_eq!(straight(Path::new(path)), Path::new(expected), "{path}");
        }
    }

    #[test]
    fn what_has_a_meaning_in_an_address_stands_by_its_number() {
        assert_eq!(percent_encoded("plans/å b/50%.html#1"), "plans/%C3%A5%20b/50%25.html%231");
    }
}
