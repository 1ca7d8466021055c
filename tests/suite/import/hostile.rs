//! Files that are made to cause trouble, or are not what their names say: each is refused in words, and nothing is written.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{REPORT, archive, import, report, workbook, workspace};

const RELATIONS: &str = "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/a.xml\"/></Relationships>";
const BOOK: &str = "<workbook><sheets><sheet name=\"Blad\" r:id=\"r1\"/></sheets></workbook>";

/// A workbook of which one part unpacks to so many million times a piece of text.
fn bomb(part: &str, begin: &str, piece: &str, times: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in
        [("xl/_rels/workbook.xml.rels", RELATIONS), ("xl/workbook.xml", BOOK), ("xl/worksheets/a.xml", "<worksheet/>")]
    {
        if name != part {
            zip.start_file(name, options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
    }
    zip.start_file(part, options).unwrap();
    zip.write_all(begin.as_bytes()).unwrap();
    let block = piece.repeat((1 << 20) / piece.len());
    for _ in 0..times {
        zip.write_all(block.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20, "it is small as long as it is packed: {}", bytes.len());
    bytes
}

/// The file of an old Excel, or of one that is locked: a container with a stream of this name.
fn container(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(1024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2048, 0);
    bytes
}

#[test]
fn files_that_unpack_to_more_than_is_read_are_refused() {
    let large = "filen är större än vad som läses";
    for (what, bytes) in [
        ("a.xlsx", bomb("xl/worksheets/a.xml", "<worksheet><sheetData>", "<row><c><v>1</v></c></row>", 64)),
        ("b.xlsx", bomb("xl/worksheets/a.xml", "<worksheet><sheetData><row><c><v>", "1", 64)),
        ("c.xlsx", bomb("xl/sharedStrings.xml", "<sst>", "<si><t>a</t></si>", 64)),
        ("d.xlsx", bomb("xl/styles.xml", "<styleSheet><cellXfs>", "<xf numFmtId=\"9\"/>", 64)),
        ("e.xlsx", bomb("xl/workbook.xml", "<workbook><sheets>", "<sheet name=\"a\"/>", 64)),
        // Smaller than what is read in all, but a text that no cell holds, a tag that no element has.
        ("f.xlsx", bomb("xl/worksheets/a.xml", "<worksheet><sheetData><row><c t=\"str\"><v>", "å", 4)),
        ("g.xlsx", bomb("xl/worksheets/a.xml", "<worksheet><sheetData ", "a=\"1\" ", 4)),
        ("h.xlsx", bomb("xl/worksheets/a.xml", "<worksheet><!-- ", "a", 4)),
        ("i.ods", bomb("content.xml", "<office:document-content>", "<text:p/>", 64)),
    ] {
        let workspace = workspace().file(what, bytes);
        let ran = import(&workspace, &[what]).exits(2);
        assert!(ran.err.contains(large), "{what}: {}", ran.err);
        assert_eq!(report(&workspace), REPORT);
    }
    let many: Vec<String> = (0..5_000).map(|number| format!("xl/del{number}.xml")).collect();
    let many = archive(&many.iter().map(|name| (name.as_str(), "<a/>")).collect::<Vec<_>>());
    let workspace = workspace().file("a.xlsx", many);
    assert!(import(&workspace, &["a.xlsx"]).exits(2).err.contains(large));
}

#[test]
fn files_that_are_not_what_their_names_say_are_told_apart() {
    let sheet = "<worksheet><sheetData/></worksheet>";
    let entities = "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
    let parts = |sheet: &str| {
        archive(&[("xl/_rels/workbook.xml.rels", RELATIONS), ("xl/workbook.xml", BOOK), ("xl/worksheets/a.xml", sheet)])
    };
    let locked_ods = archive(&[
        (
            "META-INF/manifest.xml",
            "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>",
        ),
        ("content.xml", "\u{1}\u{2}"),
    ]);
    for (name, bytes, words) in [
        ("a.xlsx", container("Workbook"), "filen är i det gamla formatet .xls: öppna den och spara den som .xlsx"),
        ("b.xlsx", container("EncryptedPackage"), "filen är skyddad med lösenord: spara den utan lösenord"),
        ("c.ods", locked_ods, "filen är skyddad med lösenord: spara den utan lösenord"),
        ("d.xlsx", b"<html><table>".to_vec(), "filen är inte i det format som filändelsen säger"),
        ("e.xlsx", b"Indikator-id;Utfall\ntid;90\n".to_vec(), "filen är inte i det format som filändelsen säger"),
        ("f.xlsx", archive(&[("content.xml", sheet)]), "filen är inte i det format som filändelsen säger"),
        ("g.ods", parts(sheet), "filen är inte i det format som filändelsen säger"),
        ("h.xlsx", b"PK\x03\x04 cut off".to_vec(), "filen är trasig"),
        ("i.xlsx", parts(&format!("{entities}{sheet}")), "filen är trasig"),
        ("j.xlsx", parts(&"<a>".repeat(10_000)), "filen är trasig"),
        ("k.ods", archive(&[("content.xml", &"<table:table>".repeat(10_000))]), "filen är trasig"),
        ("l.json", b"\"utfall\"".to_vec(), "filen är inte i det format som filändelsen säger"),
        ("m.json", format!("{{\"outcomes\": {}", "[".repeat(100_000)).into_bytes(), "filen är trasig"),
        ("n.csv", b"Indikator-id;Utfall;Analys\ntid;90;\"vi\nsjuk;5;\n".to_vec(), "citattecknet på rad 2 stängs inte"),
    ] {
        let workspace = workspace().file(name, bytes);
        let ran = import(&workspace, &[name]).exits(2);
        assert!(ran.err.contains(words), "{name}: {}", ran.err);
        assert!(
            import(&workspace, &[name, "--lang", "en"]).exits(2).err.contains(" cannot be read in: the "),
            "{name}"
        );
        assert_eq!(report(&workspace), REPORT);
    }
}

#[test]
fn what_a_sheet_says_of_its_size_is_not_believed() {
    let row = |number: usize, cells: &str| format!("<row r=\"{number}\">{cells}</row>");
    let text = |cell: &str, words: &str| format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{words}</t></is></c>");
    let heads = [("A1", "Indikator-id"), ("B1", "Organisation"), ("C1", "Tillfälle"), ("D1", "Utfall")];
    let heads: String = heads.iter().map(|(cell, words)| text(cell, words)).collect();
    let far = 1_048_576;
    let own: String = ["tid", "Norr", "VB"]
        .iter()
        .zip(["A", "B", "C"])
        .map(|(words, column)| text(&format!("{column}{far}"), words))
        .collect();
    let many = "<c r=\"XFD1\"><v>1</v></c>".repeat(20_000);
    let data =
        format!("{}{}", row(1, &format!("{heads}{many}")), row(far, &format!("{own}<c r=\"D{far}\"><v>93</v></c>")));
    let bytes = workbook(&data);
    let mut parts = crate::word::Parts::of(&bytes);
    let sheet =
        parts.text("xl/worksheets/a.xml").replace("<sheetData>", "<dimension ref=\"A1:XFD1048576\"/><sheetData>");
    parts.0.insert("xl/worksheets/a.xml".to_owned(), sheet.into_bytes());
    let workspace = workspace().file("a.xlsx", parts.packed());
    let ran = import(&workspace, &["a.xlsx"]).exits(0);
    assert_eq!(report(&workspace), REPORT.replace("88.50 %", "93 %"), "{}", ran.err);
}
