//! Addresses of files, as editors name them, and the paths that they stand for.

use std::path::{Path, PathBuf};

use crate::lint::report;
use crate::read::workspace::slashed;

/// The path of a `file:` address; `None` for any other, and for one that is no text.
pub(super) fn path(address: &str) -> Option<PathBuf> {
    let rest = address.strip_prefix("file://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = decoded(path.split(['?', '#']).next().unwrap_or(path))?;
    // `/C:/Planer` is a drive's path.
    let is_drive = matches!(path.as_bytes(), [b'/', letter, b':', ..] if letter.is_ascii_alphabetic());
    Some(match host {
        "" | "localhost" if is_drive && cfg!(windows) => PathBuf::from(&path[1..]),
        "" | "localhost" => PathBuf::from(path),
        host => PathBuf::from(format!("//{host}{path}")),
    })
}

/// What the file of an `untitled:` address would be called: nobody has saved it yet. `None` for any other.
pub(super) fn name_of_new(address: &str) -> Option<String> {
    let name = decoded(address.strip_prefix("untitled:")?.split(['?', '#']).next()?)?;
    let name = name.rsplit(['/', '\\']).next().filter(|name| !name.is_empty())?;
    let has_extension = [".yaml", ".yml"].iter().any(|extension| name.to_lowercase().ends_with(extension));
    Some(if has_extension { name.to_owned() } else { format!("{name}.yaml") })
}

/// The address of an absolute path.
pub(super) fn of(path: &Path) -> String {
    report::address(&slashed(path))
}

/// A text in which every byte that stood by its number stands for itself.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let number = match (first, after) {
            (b'%', [high, low, ..]) => {
                std::str::from_utf8(&[*high, *low]).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok())
            }
            _ => None,
        };
        bytes.push(number.unwrap_or(*first));
        rest = if number.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_its_path_and_back() {
        for path in ["/tmp/Råd & stöd #1/plan 100%.yaml", "/tmp/a\u{30a}/😀.yaml", "/a:b/c?.yaml"] {
            assert_eq!(super::path(&of(Path::new(path))).as_deref(), Some(Path::new(path)));
        }
        for (address, expected) in [
            ("file:///tmp/a%3Ab%20c.yaml", Some("/tmp/a:b c.yaml")),
            ("file://localhost/tmp/a", Some("/tmp/a")),
            ("file:///tmp/50%", Some("/tmp/50%")),
            ("untitled:Untitled-1", None),
            ("git:/tmp/a.yaml", None),
            ("file:///tmp/%FF", None),
        ] {
            assert_eq!(super::path(address), expected.map(PathBuf::from), "{address}");
            assert_eq!(name_of_new(address).is_some(), address.starts_with("untitled:"), "{address}");
        }
    }
}
