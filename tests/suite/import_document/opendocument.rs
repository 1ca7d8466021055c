//! Documents of LibreOffice: headings by their levels and styles, lists, cells that go over others, notes, and what was changed.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::import;
use crate::workspace::Workspace;

const STYLES: &str = r#"<office:automatic-styles>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"/>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/></text:list-style>
</office:automatic-styles>"#;

/// A document whose body is a beginning and many pieces.
pub(super) fn document(begin: &str, piece: &str, times: usize, end: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(format!("<office:document-content>{STYLES}<office:body><office:text>{begin}").as_bytes()).unwrap();
    for _ in 0..times {
        zip.write_all(piece.as_bytes()).unwrap();
    }
    zip.write_all(format!("{end}</office:text></office:body></office:document-content>").as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn plan_of(body: &str) -> String {
    let workspace = Workspace::new().file("plan.odt", document(body, "", 0, ""));
    let ran = import(&workspace, &["plan.odt", "-o", "ut"]);
    assert!(ran.code < 2, "{}", ran.err);
    workspace.read("ut/plan.yaml")
}

fn paragraph(words: &str) -> String {
    format!("<text:p text:style-name=\"Standard\">{words}</text:p>")
}

#[test]
fn levels_styles_lists_and_notes_are_read() {
    let list = |style: &str, items: [&str; 2]| {
        let items = items.map(|item| format!("<text:list-item>{}</text:list-item>", paragraph(item)));
        format!("<text:list text:style-name=\"{style}\">{}</text:list>", items.concat())
    };
    let note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Enligt lagen.</text:p></text:note-body></text:note>";
    let plan = plan_of(
        &[
            "<text:tracked-changes><text:deletion><text:p>Inget av detta.</text:p></text:deletion></text:tracked-changes>",
            "<text:p text:style-name=\"Title\">Verksamhetsplan 2025 för Norra enheten</text:p>",
            "<text:table-of-content><text:p>Inledning 2</text:p></text:table-of-content>",
            "<text:h text:outline-level=\"1\">Inledning</text:h>",
            &paragraph(&format!(
                "Vi ger <text:span text:style-name=\"T1\">gott</text:span>\n   stöd{note}<text:s text:c=\"1\"/>varje dag<text:span text:style-name=\"T2\"> dolt</text:span>."
            )),
            "<text:p text:style-name=\"P1\">Vilka vi är</text:p>",
            &list("L2", ["ett", "två"]),
            &paragraph("Och sedan:"),
            &list("L1", ["först", "sist"]),
            "<text:h text:outline-level=\"1\">Enhetsmål: Alla får svar</text:h>",
            "<text:h text:outline-level=\"2\">Förväntat resultat</text:h>",
            &paragraph("Svar ges."),
        ]
        .concat(),
    );
    let introduction = "inledning: |\n  Vi ger **gott** stöd[^1] varje dag.\n\n  [^1]: Enligt lagen.\n\n  ## Vilka vi är\n\n  - ett\n  - två\n\n  Och sedan:\n\n  1. först\n  1. sist\n";
    assert!(plan.contains(introduction), "{plan}");
    assert!(plan.contains("      titel: Alla får svar\n      förväntat_resultat: |\n        Svar ges.\n"), "{plan}");
    assert!(!plan.contains("Inget") && !plan.contains("dolt") && !plan.contains("Inledning 2"), "{plan}");
}

#[test]
fn cells_over_others_stand_in_their_columns() {
    let cell = |words: &str, span: usize| {
        format!("<table:table-cell table:number-columns-spanned=\"{span}\"><text:p>{words}</text:p></table:table-cell>")
    };
    let covered = "<table:covered-table-cell/>";
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let head = row(&[cell("Aktivitet", 2), covered.to_owned(), cell("Startdatum", 1), cell("Slutdatum", 1)]);
    let first = row(&[cell("Möten", 2), covered.to_owned(), cell("2025-01-01", 1), cell("2025-06-30", 1)]);
    let second = row(&[
        cell("Besök", 1),
        "<table:table-cell table:number-columns-repeated=\"1\"/>".to_owned(),
        cell("2025-02-01", 1),
        cell("2025-12-31", 1),
    ]);
    let plan = plan_of(&format!(
        "{}<text:h text:outline-level=\"1\">Enhetsmål: Alla får svar</text:h><table:table><table:table-header-rows>{head}</table:table-header-rows>{first}{second}</table:table>",
        paragraph("Verksamhetsplan 2025 för Norra enheten")
    ));
    for (name, start, end) in [("Möten", "2025-01-01", "2025-06-30"), ("Besök", "2025-02-01", "2025-12-31")] {
        let activity = format!("          namn: {name}\n          start: {start}\n          slut: {end}\n");
        assert!(plan.contains(&activity), "{plan}");
    }
}
