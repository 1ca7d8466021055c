//! A path as the reference that formats for other programs ask for: every sign that means something else is `%` and its
//! number.

use crate::source::percent_encoded;

/// The reference of a path. A relative path stays relative; an absolute one, which only a path outside the folder that the
/// program is run in is, becomes a `file:` address.
pub(super) fn of(path: &str) -> String {
    let slashed = path.strip_prefix(r"\\?\").unwrap_or(path);
    let is_drive = matches!(slashed.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    if let Some(share) = slashed.strip_prefix(r"\\") {
        return format!("file://{}", percent_encoded(&share.replace('\\', "/")));
    }
    if is_drive {
        let (drive, rest) = slashed.split_at(2);
        return format!("file:///{drive}{}", percent_encoded(&rest.replace('\\', "/")));
    }
    if slashed.starts_with('/') { format!("file://{}", percent_encoded(slashed)) } else { percent_encoded(slashed) }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn paths_of_every_system_become_references() {
        for (path, reference) in [
            ("plans/plan.yaml", "plans/plan.yaml"),
            ("plans/Råd & stöd #1/plan 100%.yaml", "plans/R%C3%A5d%20%26%20st%C3%B6d%20%231/plan%20100%25.yaml"),
            ("a:b/c?.yaml", "file:///a:b/c%3F.yaml"),
            ("år:b/c.yaml", "%C3%A5r%3Ab/c.yaml"),
            ("../annan/plan.yaml", "../annan/plan.yaml"),
            ("a\\b.yaml", "a%5Cb.yaml"),
            ("/tmp/å/plan.yaml", "file:///tmp/%C3%A5/plan.yaml"),
            ("C:/Planer/å/plan.yaml", "file:///C:/Planer/%C3%A5/plan.yaml"),
            (r"\\?\C:/Planer/plan.yaml", "file:///C:/Planer/plan.yaml"),
            (r"\\server\planer/å.yaml", "file://server/planer/%C3%A5.yaml"),
            ("a\u{30a}", "a%CC%8A"),
        ] {
            assert_eq!(of(path), reference);
        }
    }
}
