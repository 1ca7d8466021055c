//! Word documents as others write them: styles by their names and what they are based on, bold headings, merged cells, lists,
//! notes, what was changed, and text boxes.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::import;
use crate::workspace::Workspace;

const STYLES: &str = r#"<w:styles>
<w:style w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Rubrik2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Eget"><w:name w:val="Egen rubrik"/><w:basedOn w:val="Rubrik2"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:styleId="Innehll1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Lista"><w:name w:val="List Bullet"/></w:style>
</w:styles>"#;

const NOTES: &str = r#"<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>Enligt lagen.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

pub(super) fn paragraph(style: &str, words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

pub(super) fn cell(words: &str, properties: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>")
}

pub(super) fn document(body: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    for (name, text) in
        [("word/document.xml", body.as_str()), ("word/styles.xml", STYLES), ("word/footnotes.xml", NOTES)]
    {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn plan_of(body: &str) -> String {
    let workspace = Workspace::new().file("plan.docx", document(body));
    let ran = import(&workspace, &["plan.docx", "-o", "ut"]);
    assert!(ran.code < 2, "{}", ran.err);
    workspace.read("ut/plan.yaml")
}

#[test]
fn styles_and_what_they_are_based_on_make_headings() {
    let plan = plan_of(
        &[
            paragraph("", "Verksamhetsplan 2025 för Norra enheten"),
            paragraph("Innehll1", "Inledning 2"),
            paragraph("Rubrik1", "Inledning"),
            paragraph("", "Vi ger stöd."),
            paragraph("Eget", "Vilka vi är"),
            paragraph("Lista", "ett"),
            paragraph("Lista", "två"),
            paragraph("Rubrik1", "Enhetsmål: Alla får svar"),
            paragraph("Rubrik2", "Förväntat resultat"),
            paragraph("", "Svar ges."),
        ]
        .concat(),
    );
    assert!(plan.contains("inledning: |\n  Vi ger stöd.\n\n  ## Vilka vi är\n\n  - ett\n  - två\n"), "{plan}");
    assert!(plan.contains("      titel: Alla får svar\n      förväntat_resultat: |\n        Svar ges.\n"), "{plan}");
}

#[test]
fn bold_paragraphs_are_headings_where_no_styles_are() {
    let bold = |words: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p>");
    let plan = plan_of(
        &[
            paragraph("", "Verksamhetsplan 2025 för Norra enheten"),
            bold("Inledning"),
            paragraph("", "Vi ger stöd."),
            bold("Enhetsmål: Alla får svar"),
            bold("Arbetssätt"),
            paragraph("", "Telefonen bemannas."),
        ]
        .concat(),
    );
    assert!(plan.contains("inledning: |\n  Vi ger stöd.\n"), "{plan}");
    assert!(plan.contains("      arbetssätt: |\n        Telefonen bemannas.\n"), "{plan}");
}

#[test]
fn cells_that_were_merged_changes_notes_and_boxes_are_read() {
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&[cell("Aktivitet", "<w:gridSpan w:val=\"2\"/>"), cell("Startdatum", ""), cell("Slutdatum", "")]),
        row(&[
            cell("Möten", "<w:vMerge w:val=\"restart\"/>"),
            cell("", ""),
            cell("2025-01-01", ""),
            cell("2025-06-30", "")
        ]),
        row(&[cell("Besök", "<w:gridSpan w:val=\"2\"/>"), cell("2025-02-01", ""), cell("2025-12-31", "")]),
    );
    let changed = "<w:p><w:r><w:t>Vi ger </w:t></w:r><w:ins><w:r><w:t>gott</w:t></w:r></w:ins><w:del><w:r><w:delText>inget</w:delText></w:r></w:del>\
        <w:r><w:t xml:space=\"preserve\"> stöd</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>och råd</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r>\
        <w:r><w:instrText>PAGE</w:instrText></w:r><mc:AlternateContent><mc:Choice><w:r><w:t> en gång</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t> två gånger</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>";
    let plan = plan_of(
        &[
            paragraph("", "Verksamhetsplan 2025 för Norra enheten"),
            paragraph("Rubrik1", "Inledning"),
            changed.to_owned(),
            paragraph("Rubrik1", "Enhetsmål: Alla får svar"),
            table,
        ]
        .concat(),
    );
    assert!(plan.contains("  Vi ger gott stöd-och råd[^2] en gång\n\n  [^2]: Enligt lagen.\n"), "{plan}");
    for (name, start, end) in [("Möten", "2025-01-01", "2025-06-30"), ("Besök", "2025-02-01", "2025-12-31")] {
        assert!(
            plan.contains(&format!("          namn: {name}\n          start: {start}\n          slut: {end}\n")),
            "{plan}"
        );
    }
    assert!(!plan.contains("inget") && !plan.contains("två gånger") && !plan.contains("PAGE"), "{plan}");
}
