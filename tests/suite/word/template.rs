//! The municipality's own template: what of it documents keep, and what not.

use roxmltree::Document;

use super::document::fit;
use super::{Parts, headings, is, packed, plain, style_names, style_of, text_of, value};
use crate::workspace::{PLAN, Workspace};

/// A template as Word in Swedish writes it: ids in Swedish, a head with the municipality's mark, sample text, a list of its own.
pub(super) fn swedish() -> Vec<(&'static str, String)> {
    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    const R: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let style = |kind: &str, id: &str, name: &str, rest: &str| {
        format!("<w:style w:type=\"{kind}\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{rest}</w:style>")
    };
    let styles = [
        style(
            "paragraph",
            "Rubrik1",
            "heading 1",
            "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:color w:val=\"AA0000\"/></w:rPr>",
        ),
        style("paragraph", "Rubrik2", "Heading 2,Egen rubrik", "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>"),
        style("paragraph", "Punktlista", "List Bullet", "<w:pPr><w:numPr><w:numId w:val=\"7\"/></w:numPr></w:pPr>"),
        style("paragraph", "Brdtext", "Body Text", ""),
        style("table", "Kommuntabell", "vp Tabell", ""),
        style("character", "VpMarke", "Något annat", ""),
    ];
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{KINDS}/{kind}\" Target=\"{target}\"/>")
    };
    let relations =
        |all: &[String]| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>", all.concat());
    let part = |name: &str, kind: &str| {
        format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{TYPES}.{kind}+xml\"/>")
    };
    let types = [
        part("document", "template.main"),
        part("styles", "styles"),
        part("numbering", "numbering"),
        part("settings", "settings"),
        part("header1", "header"),
        part("footer1", "footer"),
    ];
    vec![
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
                 ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
                 <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}</Types>",
                types.concat()
            ),
        ),
        ("_rels/.rels", relations(&[relation("rId1", "officeDocument", "word/document.xml")])),
        (
            "word/document.xml",
            format!(
                "<w:document {W} {R}><w:body><w:p><w:pPr><w:pStyle w:val=\"Rubrik1\"/></w:pPr><w:r><w:t>EXEMPELTEXT</w:t></w:r></w:p>\
                 <w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId5\"/><w:footerReference w:type=\"default\" r:id=\"rId6\"/>\
                 <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2000\" w:right=\"2000\" w:bottom=\"2000\" w:left=\"2500\" w:header=\"700\" \
                 w:footer=\"700\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            relations(&[
                relation("rId1", "styles", "styles.xml"),
                relation("rId2", "numbering", "numbering.xml"),
                relation("rId3", "settings", "settings.xml"),
                relation("rId4", "image", "media/prov.png"),
                relation("rId5", "header", "header1.xml"),
                relation("rId6", "footer", "footer1.xml"),
            ]),
        ),
        (
            "word/styles.xml",
            format!(
                "<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Gill Sans\"/><w:lang w:val=\"en-US\"/></w:rPr>\
                 </w:rPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>\
                 <w:rPr><w:lang w:val=\"en-GB\"/></w:rPr></w:style>{}</w:styles>",
                styles.concat()
            ),
        ),
        (
            "word/numbering.xml",
            format!(
                "<w:numbering {W}><w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/>\
                 <w:lvlText w:val=\"★\"/></w:lvl></w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>"
            ),
        ),
        (
            "word/settings.xml",
            format!(
                "<w:settings {W} {R}><w:attachedTemplate r:id=\"rId1\"/><w:documentProtection w:edit=\"readOnly\" w:enforcement=\"1\"/>\
                 <w:defaultTabStop w:val=\"720\"/><w:updateFields w:val=\"true\"/></w:settings>"
            ),
        ),
        (
            "word/_rels/settings.xml.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{KINDS}/attachedTemplate\" \
                 Target=\"file:///S:\\mallar\\Kommunmall.dotm\" TargetMode=\"External\"/></Relationships>"
            ),
        ),
        ("word/header1.xml", format!("<w:hdr {W} {R}><w:p><w:r><w:t>KOMMUNENS HUVUD</w:t></w:r></w:p></w:hdr>")),
        ("word/_rels/header1.xml.rels", relations(&[relation("rId1", "image", "media/logga.png")])),
        ("word/footer1.xml", format!("<w:ftr {W}><w:p><w:r><w:t>KOMMUNENS FOT</w:t></w:r></w:p></w:ftr>")),
        ("word/media/logga.png", "ett märke".to_owned()),
        ("word/media/prov.png", "en bild i exempeltexten".to_owned()),
    ]
}

/// The template with some of its files in another form.
pub(super) fn changed(change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let files: Vec<(&str, String)> = swedish().into_iter().map(|(name, text)| (name, change(name, text))).collect();
    packed(files.iter().map(|(name, text)| (*name, text.as_bytes())))
}

fn built(template: &[u8]) -> Parts {
    let plan = PLAN.to_owned() + "inledning: |\n  - en\n    - två\n\n  1. ett\n";
    let workspace = Workspace::with([("vp.yaml", "vp: 1\n"), ("plans/plan.yaml", plan.as_str())])
        .file("templates/dokument.dotx", template);
    workspace.vp(["build", "-f", "docx"]).end().exits(0);
    Parts::built(&workspace, "build/plan.docx")
}

#[test]
fn a_document_has_the_look_of_the_template_and_none_of_its_text() {
    let parts = built(&changed(|_, text| text));
    fit(&parts);
    let text = parts.text("word/document.xml");
    assert!(!text.contains("EXEMPELTEXT"));
    assert!(text.contains("<w:pgMar w:top=\"2000\""));
    assert!(parts.text("word/header1.xml").contains("KOMMUNENS HUVUD"));
    assert!(parts.text("word/footer1.xml").contains("KOMMUNENS FOT") && !parts.0.contains_key("word/vpfooter.xml"));
    assert!(parts.0.contains_key("word/media/logga.png") && !parts.0.contains_key("word/media/prov.png"));
    let types = parts.text("[Content_Types].xml");
    assert!(types.contains("document.main+xml") && !types.contains("template.main"), "{types}");
    let styles = parts.text("word/styles.xml");
    assert!(styles.contains("AA0000") && styles.contains("Gill Sans"));
    assert_eq!(styles.matches("<w:lang w:val=\"sv-SE\"/>").count(), 2, "{styles}");
    let settings = parts.text("word/settings.xml");
    assert!(settings.contains("<w:defaultTabStop w:val=\"720\"/>"), "{settings}");
    for gone in ["attachedTemplate", "documentProtection", "updateFields"] {
        assert!(!settings.contains(gone), "{settings}");
    }
}

#[test]
fn styles_are_found_by_their_names_and_what_is_missing_is_added() {
    let parts = built(&changed(|_, text| text));
    let names = style_names(&parts);
    assert_eq!(names.get("Rubrik1").map(String::as_str), Some("heading 1"));
    assert!(!names.values().any(|name| name == "vp tabell" && !names.contains_key("Kommuntabell")));
    let tree = Document::parse(parts.text("word/document.xml")).expect("the text is XML");
    let paragraphs: Vec<_> = tree.descendants().filter(|node| is(node, "p")).collect();
    let style = |words: &str| {
        let found = paragraphs.iter().find(|paragraph| plain(&text_of(**paragraph)) == words);
        found.and_then(style_of).unwrap_or_else(|| panic!("{words} is printed")).to_owned()
    };
    assert_eq!((style("en"), style("Svaren kommer.")), ("Punktlista".to_owned(), "Brdtext".to_owned()));
    assert!(headings(&parts).contains(&(1, "Inledning".to_owned())), "{:?}", headings(&parts));
    // Word knows these only by what it has built in, and the template does not have them.
    let third = names.iter().find(|(_, name)| *name == "heading 3").expect("it was added");
    assert!(third.0.starts_with("Vp"));
    assert_eq!(names.values().filter(|name| *name == "vp märke").count(), 1);
    assert!(names.contains_key("VpMarkeX"), "an id that the template has is not taken: {names:?}");
    // The template's own mark on the first level, ours below it.
    let numbering = Document::parse(parts.text("word/numbering.xml")).expect("the lists are XML");
    let kind = |words: &str| {
        let paragraph =
            paragraphs.iter().find(|paragraph| plain(&text_of(**paragraph)) == words).expect("it is printed");
        let list = paragraph.descendants().find(|node| is(node, "numId")).expect("it is in a list");
        let list = value(&list, "val");
        let list = numbering.descendants().find(|node| is(node, "num") && value(node, "numId") == list);
        let kind = list.and_then(|list| list.children().find(|node| is(node, "abstractNumId")));
        kind.and_then(|kind| value(&kind, "val").map(str::to_owned)).expect("the list is of a kind")
    };
    assert_eq!((kind("en").as_str(), kind("två").as_str(), kind("ett").as_str()), ("3", "4", "5"));
}

#[test]
fn a_document_of_ours_can_be_a_template() {
    let parts = built(&changed(|_, text| text));
    let again = built(&parts.packed());
    fit(&again);
    assert_eq!(headings(&parts), headings(&again));
    let count = |parts: &Parts| style_names(parts).len();
    assert_eq!(count(&parts), count(&again), "no style is added twice");
}

#[test]
fn a_template_without_a_section_styles_or_language_is_one_too() {
    let parts = built(&changed(|name, text| match name {
        "word/document.xml" => {
            let (before, rest) = text.split_once("<w:sectPr>").expect("it has a section");
            before.to_owned() + rest.split_once("</w:sectPr>").expect("it ends").1
        }
        "word/styles.xml" => {
            let (before, _) = text.split_once("<w:docDefaults>").expect("it has defaults");
            before.to_owned() + "</w:styles>"
        }
        "word/_rels/document.xml.rels" => text.replace("numbering.xml", "saknas.xml"),
        _ => text,
    }));
    fit(&parts);
    assert!(parts.text("word/styles.xml").contains("<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"sv-SE\"/>"));
    assert!(parts.0.contains_key("word/vpfooter.xml"), "a foot is added where there is none");
}

#[test]
fn what_the_template_hangs_on_is_told_and_other_names_are_seen() {
    let workspace = Workspace::with([("vp.yaml", "vp: 1\n"), ("plans/plan.yaml", PLAN)])
        .file("templates/dokument.dotx", changed(|_, text| text));
    let ran = workspace.vp(["check", "--info"]).end();
    assert!(ran.out.contains("mallen bygger på Kommunmall.dotm"), "{}{}", ran.out, ran.err);
    for (name, words) in [
        ("templates/Kommunmall.dotx", "byt namn till dokument.dotx"),
        ("templates/dokument.dotm", "spara den som dokument.dotx, utan makron"),
        ("templates/dokument.docx", "dokument.docx läses inte: mallen är dokument.dotx"),
    ] {
        let workspace = Workspace::with([("vp.yaml", "vp: 1\n"), ("plans/plan.yaml", PLAN)])
            .file("templates/dokument.dotx", changed(|_, text| text))
            .file(name, changed(|_, text| text));
        let ran = workspace.vp(["check"]).end().exits(0);
        assert!(ran.out.contains(words), "{name}: {}", ran.out);
    }
}
