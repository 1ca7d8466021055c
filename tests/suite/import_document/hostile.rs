//! Files that are made to cause trouble: each is refused in words, and nothing is written.

use std::io::{Cursor, Write};
use std::time::Instant;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{import, opendocument};
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
        (
            "tabeller.odt",
            opendocument::document("", "<table:table><table:table-row><table:table-cell>", 10_000, ""),
            "filen är trasig",
        ),
        ("bomb.odt", opendocument::document("<text:p>", &piece, 600, "</text:p>"), large),
        (
            "entiteter.odt",
            opendocument::document(
                "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><text:p>&a;</text:p>",
                "",
                0,
                "",
            ),
            "filen är trasig",
        ),
        ("word.odt", document("", "", 0, ""), not_this),
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

/// The built-in model, and the words that it prints.
fn built_in() -> (vp::model::Settings, vp::print::view::Labels) {
    let settings = vp::plan_format::parts::settings::built_in();
    let (sources, mut sink) = (vp::source::Sources::default(), vp::diagnostic::Sink::default());
    let labels = vp::print::templates::Templates::load(&settings, None, &sources, &mut sink).labels;
    (settings, labels)
}

/// How often a text that took too long is tried again: the machine may have been busy with something else.
const TRIES: usize = 5;

#[test]
fn four_times_the_text_takes_no_more_than_some_four_times_as_long() {
    let (settings, labels) = built_in();
    let known = vp::import::document::known::Known::new(&settings.steering, &labels);
    let seconds = |text: &str| {
        let start = Instant::now();
        let read = vp::import::document::read("txt", text.as_bytes(), &known);
        assert!(read.is_ok());
        start.elapsed().as_secs_f64()
    };
    for (piece, times) in [
        ("Indikator        Årsmål        Utfall\n", 600),
        ("-\n", 20_000),
        ("Kostnader\n\nNetto\n\n", 600),
        ("Indikator\nÅrsmål\nUtfall\nAnalys\nÅret var bra för alla.\n\n", 1_500),
    ] {
        // Four times as much of what was looked at again from every line on took sixteen times as long.
        let grows = || seconds(&piece.repeat(4 * times)) / seconds(&piece.repeat(times));
        assert!((0..TRIES).any(|_| grows() < 10.0), "{piece:?}");
    }
}

#[test]
fn a_file_that_was_cut_off_anywhere_is_read_or_refused() {
    let plan = super::PLAN;
    let (settings, labels) = built_in();
    let known = vp::import::document::known::Known::new(&settings.steering, &labels);
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let word = document(&plan.lines().map(paragraph).collect::<String>().repeat(20), "", 0, "");
    let open = opendocument::document(
        &plan.lines().map(|line| format!("<text:p>{line}</text:p>")).collect::<String>(),
        "",
        0,
        "",
    );
    let page = plan.lines().map(|line| format!("<p class=\"MsoListParagraph\">{line}")).collect::<String>();
    let all: [(&str, Vec<u8>); 5] = [
        ("docx", word),
        ("odt", open),
        ("html", page.into_bytes()),
        ("md", plan.as_bytes().to_vec()),
        ("txt", plan.as_bytes().to_vec()),
    ];
    for (format, bytes) in &all {
        for end in (0..bytes.len()).step_by(97) {
            if let Ok(read) = vp::import::document::read(format, &bytes[..end], &known) {
                let asked = vp::import::document::recogniser::Asked::default();
                let out = vp::import::document::recogniser::recognise(read, &known, asked);
                assert!(out.goals.len() < 10, "{format} {end}");
            }
        }
        // A file of another format than its name says is refused, or is a text.
        for (other, _) in all.iter().filter(|(other, _)| other != format) {
            let read = vp::import::document::read(other, bytes, &known);
            assert!(read.is_ok() || ["docx", "odt"].contains(other), "{format} as {other}");
        }
    }
}
