//! Templates that are none, cannot be read, or would do something by themselves: each is refused in words, and the documents
//! that are there stay.

use std::io::{Cursor, Write};

use super::packed;
use super::template::{changed, swedish};
use crate::workspace::{PLAN, Workspace};

/// A template with these files besides its own.
fn with(files: &[(&str, &[u8])]) -> Vec<u8> {
    let own = swedish();
    packed(own.iter().map(|(name, text)| (*name, text.as_bytes())).chain(files.iter().copied()))
}

/// A template with a part replaced.
fn replaced(part: &str, from: &str, to: &str) -> Vec<u8> {
    let bytes = changed(|name, text| if name == part { text.replace(from, to) } else { text });
    assert_ne!(bytes, changed(|_, text| text), "{part} has {from}");
    bytes
}

/// A zip whose part unpacks to far more than it is.
fn bomb(part: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in swedish() {
        zip.start_file(name, options).expect("a file can be begun");
        zip.write_all(text.as_bytes()).expect("a file can be written");
    }
    zip.start_file(part, options.compression_method(zip::CompressionMethod::Deflated)).expect("a file can be begun");
    let block = vec![b' '; 1024 * 1024];
    for _ in 0..80 {
        zip.write_all(&block).expect("a file can be written");
    }
    let bytes = zip.finish().expect("the zip can be ended").into_inner();
    assert!(bytes.len() < 1024 * 1024, "it is small as long as it is packed");
    bytes
}

fn many_parts() -> Vec<u8> {
    let names: Vec<String> = (0..3_000).map(|number| format!("word/del{number}.xml")).collect();
    let own = swedish();
    let own = own.iter().map(|(name, text)| (*name, text.as_bytes()));
    packed(own.chain(names.iter().map(|name| (name.as_str(), b"<a/>".as_slice()))))
}

/// Each template that is refused, and what is said of it.
fn refused() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
             Target=\"{target}\" TargetMode=\"External\"/></Relationships>"
        )
    };
    let whole = changed(|_, text| text);
    let head = "word/_rels/header1.xml.rels";
    let deep = "<w:p>".repeat(100_000);
    vec![
        ("nothing", Vec::new(), "mallen är ingen Word-fil"),
        ("text", b"En mall".to_vec(), "mallen är ingen Word-fil"),
        ("another zip", packed([("a.txt", b"a".as_slice())]), "mallen är ingen Word-fil"),
        ("old or locked", [&[0xd0, 0xcf, 0x11, 0xe0], [0; 600].as_slice()].concat(), "mallen är låst med lösenord"),
        ("half", whole[..whole.len() / 2].to_vec(), "mallen är ingen Word-fil"),
        ("macros", with(&[("word/vbaProject.bin", b"x")]), "mallen har makron"),
        (
            "a type with macros",
            replaced("[Content_Types].xml", "template.main", "macroEnabledTemplate.main"),
            "mallen har makron",
        ),
        ("a bomb", bomb("word/media/stor.png"), "mallen är för stor när den packas upp"),
        ("many parts", many_parts(), "mallen är för stor när den packas upp"),
        (
            "a workbook",
            replaced("[Content_Types].xml", "wordprocessingml", "spreadsheetml"),
            "mallen är ingen Word-fil",
        ),
        ("broken styles", replaced("word/styles.xml", "</w:styles>", "</w:stil>"), "word/styles.xml går inte att läsa"),
        (
            "a broken text",
            replaced("word/document.xml", "</w:body>", "<w:body>"),
            "word/document.xml går inte att läsa",
        ),
        ("another prefix", replaced("word/styles.xml", "w:", "x:"), "word/styles.xml går inte att läsa"),
        (
            "entities",
            replaced("word/header1.xml", "<w:hdr", "<!DOCTYPE a [<!ENTITY a \"b\">]><w:hdr"),
            "word/header1.xml går inte att läsa",
        ),
        ("a deep text", replaced("word/document.xml", "<w:body>", &format!("<w:body>{deep}")), "mallen är trasig"),
        (
            "the strict form",
            replaced(
                "word/document.xml",
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            ),
            "Strict Open XML",
        ),
        (
            "a picture from elsewhere",
            replaced(head, "</Relationships>", &relation("image", "https://exempel.se/spar.png")),
            "mallen hämtar https://exempel.se/spar.png utifrån",
        ),
        ("an object", replaced(head, "/image\"", "/oleObject\""), "mallen har ett inbäddat objekt i word/header1.xml"),
        (
            "a field that runs",
            replaced(
                "word/header1.xml",
                "<w:r>",
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\x</w:instrText></w:r><w:r>",
            ),
            "mallen hämtar DDEAUTO utifrån",
        ),
        (
            "a simple field that fetches",
            replaced("word/footer1.xml", "<w:r>", "<w:fldSimple w:instr=\" includepicture x \"/><w:r>"),
            "mallen hämtar INCLUDEPICTURE utifrån",
        ),
        ("a way out", with(&[("word/../../ut.xml", b"<a/>")]), "word/../../ut.xml går inte att läsa"),
        ("a way out of Windows", with(&[("..\\ut.xml", b"<a/>")]), "går inte att läsa"),
        ("two of one name", with(&[("WORD/styles.xml", b"<a/>")]), "WORD/styles.xml går inte att läsa"),
    ]
}

#[test]
fn a_hostile_template_is_refused_and_the_documents_stay() {
    let workspace = Workspace::with([("vp.yaml", "vp: 1\n"), ("plans/plan.yaml", PLAN)]);
    workspace.vp(["build", "-f", "html,docx"]).end().exits(0);
    let before = std::fs::read(workspace.path("build/plan.docx")).expect("the document is built");
    workspace.write("plans/plan.yaml", &PLAN.replace("Alla får svar", "Alla får ett svar"));
    for (what, template, words) in refused() {
        let workspace = &workspace;
        std::fs::create_dir_all(workspace.path("templates")).expect("the folder can be made");
        std::fs::write(workspace.path("templates/dokument.dotx"), &template).expect("the template can be written");
        let ran = workspace.vp(["build", "-f", "html,docx"]).end().exits(1);
        assert!(ran.err.contains(words), "{what}: {}", ran.err);
        assert_eq!(ran.err.matches("VP0112").count(), 1, "{what} is told once: {}", ran.err);
        let english = workspace.vp(["check", "--lang", "en"]).end().exits(1);
        assert!(english.out.contains("the template "), "{what}: {}", english.out);
        let after = std::fs::read(workspace.path("build/plan.docx")).expect("the document is there");
        assert_eq!(before, after, "{what}: the document stays");
    }
    // The pages do not need it.
    let ran = workspace.vp(["build", "-f", "html"]).end().exits(1);
    assert!(ran.err.contains("VP0112") && workspace.read("build/plan.html").contains("Alla får ett svar"));
}

#[test]
fn no_byte_of_a_template_that_is_another_stops_the_program() {
    let whole = changed(|_, text| text);
    for at in (0..whole.len()).step_by(37) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        // Refused or not, but never a panic.
        let _ = vp::print::templates::word::WordTemplate::read(&bytes);
        let _ = vp::print::templates::word::WordTemplate::read(&whole[..at]);
    }
}
