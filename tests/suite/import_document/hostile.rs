//! Files that are made to cause trouble: each is refused in words, and nothing is written.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::import;
use crate::workspace::Workspace;

/// A Word document whose body is made of a beginning and many pieces.
pub(super) fn document(begin: &str, piece: &str, times: usize, end: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<w:document><w:body>").unwrap();
    zip.write_all(begin.as_bytes()).unwrap();
    for _ in 0..times {
        zip.write_all(piece.as_bytes()).unwrap();
    }
    zip.write_all(end.as_bytes()).unwrap();
    zip.write_all(b"</w:body></w:document>").unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_is_made_to_cause_trouble_is_refused() {
    let large = "den är större än vad som läses, eller har fler tabeller i varandra";
    let not_this = "den är inte i det format som filändelsen säger";
    let entities = "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w:p><w:r><w:t>&a;</w:t></w:r></w:p>";
    let piece = "å".repeat(1 << 16);
    for (name, bytes, words) in [
        ("tabeller.docx", document("", "<w:tbl><w:tr><w:tc>", 10_000, ""), "filen är trasig"),
        ("bomb.docx", document("<w:p><w:r><w:t>", &piece, 600, "</w:t></w:r></w:p>"), large),
        ("entiteter.docx", document(entities, "", 0, ""), "filen är trasig"),
        ("ingen.docx", b"<html>".to_vec(), not_this),
        ("tabeller.html", "<table><tr><td>".repeat(10_000).into_bytes(), large),
    ] {
        let workspace = Workspace::new().file(name, bytes);
        let ran = import(&workspace, &[name, "-o", "ut"]).exits(2);
        assert!(ran.err.contains(words), "{name}: {}", ran.err);
        assert!(workspace.files("ut").is_empty(), "{name}: nothing is written");
    }
}

#[test]
fn long_and_odd_texts_are_read() {
    for (name, text) in [
        ("tom.txt", String::new()),
        ("rad.txt", "ord ".repeat(200_000)),
        ("rader.txt", "Nämndmål:\n".repeat(2_000)),
        ("tabbar.txt", "\t\t\t\n".repeat(20_000)),
        ("taggar.html", "<p".repeat(20_000)),
        ("tecken.txt", "\u{0}\u{7}a\u{feff}\u{2028}b\u{c}c".to_owned()),
        ("citat.md", "> ".repeat(2_000) + "hej"),
    ] {
        let workspace = Workspace::with([(name, text.as_str())]);
        let ran = import(&workspace, &[name, "-o", "ut"]);
        assert!(ran.code < 2, "{name}: {}", ran.err);
        let found = workspace.run(&["check", "ut"]);
        assert!(!found.out.contains("VP0001") && !found.out.contains("VP0002"), "{name}: {}", found.out);
    }
}
