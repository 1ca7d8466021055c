//! What a part refers to: pictures, other parts, and addresses elsewhere.

use super::xml;
use crate::print::templates::word::package::Relation;

/// The beginning of the names of what parts are to each other.
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// The relations of a part, each with an id that the template does not use.
pub(super) struct Relations {
    /// What ids begin with.
    prefix: String,
    /// What each is, its address, and whether it lies elsewhere.
    all: Vec<(String, String, bool)>,
}

impl Relations {
    /// None yet, beside those of a template.
    pub(super) fn beside(others: &[Relation]) -> Relations {
        let mut prefix = "rVp".to_owned();
        // The template may be a document that was built before.
        while others.iter().any(|other| other.id.starts_with(&prefix)) {
            prefix.push('p');
        }
        Relations { prefix, all: Vec::new() }
    }

    /// The id of what is in the package.
    pub(super) fn part(&mut self, kind: &str, target: &str) -> String {
        self.id(kind, target, false)
    }

    /// The id of an address.
    pub(super) fn address(&mut self, address: &str) -> String {
        self.id("hyperlink", &encoded(address), true)
    }

    fn id(&mut self, kind: &str, target: &str, is_external: bool) -> String {
        let kind = format!("{KINDS}{kind}");
        let known = self.all.iter().position(|(one, other, _)| *one == kind && other == target);
        let number = known.unwrap_or(self.all.len());
        if known.is_none() {
            self.all.push((kind, target.to_owned(), is_external));
        }
        format!("{}{}", self.prefix, number + 1)
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The relations as a part, after those of the template.
    pub(super) fn part_after(&self, others: &str) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
        );
        out.push_str(others);
        for (number, (kind, target, is_external)) in self.all.iter().enumerate() {
            write(&format!("{}{}", self.prefix, number + 1), kind, target, *is_external, &mut out);
        }
        out.push_str("</Relationships>");
        out
    }
}

/// Writes a relation.
pub(super) fn write(id: &str, kind: &str, target: &str, is_external: bool, out: &mut String) {
    for (before, value) in [("<Relationship Id=\"", id), ("\" Type=\"", kind), ("\" Target=\"", target)] {
        out.push_str(before);
        xml::write_value(out, value);
    }
    out.push_str(if is_external { "\" TargetMode=\"External\"/>" } else { "\"/>" });
}

/// An address without characters that no address has: Word takes a document for broken over one of them.
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let bytes = address.as_bytes();
    let mut has_fragment = false;
    for (at, &byte) in bytes.iter().enumerate() {
        let is_number = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
        let is_whole = match byte {
            b'%' => is_number(at + 1) && is_number(at + 2),
            b'#' => !std::mem::replace(&mut has_fragment, true),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'@' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*'
            | b'+' | b',' | b';' | b'=' => true,
            byte => byte.is_ascii_alphanumeric(),
        };
        match is_whole {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_no_characters_that_none_has() {
        for (address, written) in [
            ("https://exempel.se/a?b=c&d#e", "https://exempel.se/a?b=c&d#e"),
            ("plan-filer/Bilaga 1 å.pdf", "plan-filer/Bilaga%201%20%C3%A5.pdf"),
            ("a#b#c", "a#b%23c"),
            ("50 %[1]", "50%20%25%5B1%5D"),
        ] {
            assert_eq!(encoded(address), written);
        }
    }
}
