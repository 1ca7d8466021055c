//! `vp import outcomes`: what was edited in a table is changed in the follow-ups, and nothing else.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod hostile;
mod round;

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::workspace::{PLAN, Ran, Workspace};

/// A follow-up in every dress: comments, braces, blocks, quotation marks.
const REPORT: &str = "# Norrs berättelse
vp: 1
dokument: verksamhetsberättelse
period: VB
mål:
  svar:   # bedöms av chefen
    bedömning: delvis  # höstens bedömning
    analys: Köerna är kortare.
indikatorer:
  tid: {utfall: 88.50 %, analys: \"Räknat i diariet, alla ärenden.\"}  # preliminärt
  sjuk:
    # Ur personalsystemet.
    utfall: 5,1 %
ekonomi:
  resultaträkning:
    belopp_i: tkr
    kostnader:
      - {namn: Personal, utfall: 1250, budget: 1200}
      - namn: Lokaler
        utfall: 400  # hyran
";

fn workspace() -> Workspace {
    let indicators =
        "        - {id: sjuk, namn: Sjukfrånvaro, årsmål: 5 %, riktning: lägre, periodicitet: År, könsuppdelad: ja}
        - {id: antal, namn: Antal besök, årsmål: 12, riktning: högre, periodicitet: År}
";
    let plan = PLAN.replace("      aktiviteter:\n", &format!("{indicators}      aktiviteter:\n"));
    Workspace::with([("plans/2026/norr/plan.yaml", plan.as_str()), ("plans/2026/norr/vb.yaml", REPORT)])
}

fn report(workspace: &Workspace) -> String {
    workspace.read("plans/2026/norr/vb.yaml")
}

fn import(workspace: &Workspace, arguments: &[&str]) -> Ran {
    let arguments: Vec<&Path> = arguments.iter().map(Path::new).collect();
    workspace.vp(["import", "outcomes"]).paths(&arguments).end()
}

/// Writes an export anew as a spreadsheet program would, with other values in some cells: those of a sheet, of a row that holds
/// some words, and below a head.
fn edit(workspace: &Workspace, file: &str, edits: &[(&str, &[&str], &str, f64)]) {
    let mut book: Xlsx<_> = open_workbook(workspace.path(file)).unwrap();
    let sheets = book.worksheets();
    let mut new = Workbook::new();
    for (name, range) in sheets {
        let sheet = new.add_worksheet();
        sheet.set_name(&name).unwrap();
        let heads: Vec<String> = range.rows().next().into_iter().flatten().map(Data::to_string).collect();
        for (row, cells) in range.rows().enumerate() {
            let says = |words: &[&str]| words.iter().all(|words| cells.iter().any(|cell| *cell == **words));
            for (column, cell) in cells.iter().enumerate() {
                let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                let edited = edits.iter().find(|(of, words, head, _)| {
                    *of == name && row > 0 && heads[usize::from(column)] == *head && says(words)
                });
                match (edited, cell) {
                    (Some((.., number)), _) => _ = sheet.write_number(row, column, *number).unwrap(),
                    (None, Data::Float(number)) => _ = sheet.write_number(row, column, *number).unwrap(),
                    (None, Data::DateTime(day)) => {
                        let day = ExcelDateTime::from_serial_datetime(day.as_f64()).unwrap();
                        let format = Format::new().set_num_format("yyyy-mm-dd");
                        sheet.write_datetime_with_format(row, column, &day, &format).unwrap();
                    }
                    (None, Data::Empty) => {}
                    (None, other) => _ = sheet.write_string(row, column, other.to_string()).unwrap(),
                }
            }
        }
    }
    new.save(workspace.path(file)).unwrap();
}

#[test]
fn an_export_that_nobody_edited_changes_nothing() {
    let workspace = workspace();
    for (arguments, file) in [
        (vec!["-o", "a.xlsx"], "a.xlsx"),
        (vec!["-o", "a.xlsx", "--lang", "en"], "a.xlsx"),
        (vec!["-o", "a.json"], "a.json"),
        (vec!["-f", "csv", "--table", "utfall", "-o", "a.csv"], "a.csv"),
        (vec!["-f", "csv", "--table", "resultatrakning", "-o", "b.csv", "--lang", "en"], "b.csv"),
    ] {
        let arguments: Vec<&Path> = arguments.iter().map(Path::new).collect();
        workspace.vp(["export"]).paths(&arguments).end().exits(0);
        let ran = import(&workspace, &[file]).exits(0);
        assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", "ingenting att ändra\n"), "{file}");
        assert_eq!(report(&workspace), REPORT);
    }
}

#[test]
fn exactly_what_was_edited_is_changed() {
    let workspace = workspace();
    workspace.vp(["export", "-o", "a.xlsx"]).end().exits(0);
    edit(
        &workspace,
        "a.xlsx",
        &[
            ("Utfall", &["tid", "alla"], "Utfall", 91.25),
            ("Utfall", &["sjuk", "alla"], "Utfall", 4.9),
            ("Utfall", &["sjuk", "kvinnor"], "Utfall", 5.5),
            ("Utfall", &["sjuk", "kvinnor"], "Antal", 120.0),
            ("Utfall", &["antal", "alla"], "Utfall", 14.0),
            ("Resultaträkning", &["Personal"], "Utfall", 1260.5),
            ("Resultaträkning", &["Lokaler"], "Budget", 390.0),
        ],
    );
    let expected = REPORT
        .replace("88.50 %", "91.25 %")
        .replace(
            "    utfall: 5,1 %\n",
            "    kvinnor: 5,5 %\n    antal_kvinnor: 120\n    utfall: 4,9 %\n  antal: {utfall: 14}\n",
        )
        .replace("utfall: 1250,", "utfall: 1260.5,")
        .replace("namn: Lokaler\n", "namn: Lokaler\n        budget: 390\n");
    let shown = import(&workspace, &["a.xlsx", "--diff"]).exits(1);
    assert_eq!(report(&workspace), REPORT);
    assert!(
        shown.out.contains("\n-    utfall: 5,1 %\n") && shown.out.contains("\n+  antal: {utfall: 14}\n"),
        "{}",
        shown.out
    );
    assert_eq!(shown.err, "7 att ändra i 1 fil\n");
    let ran = import(&workspace, &["a.xlsx"]).exits(0);
    assert_eq!(ran.err, "plans/2026/norr/vb.yaml: 7 ändrade\n7 ändrade i 1 fil\n");
    assert_eq!(report(&workspace), expected);
    assert_eq!(import(&workspace, &["a.xlsx"]).exits(0).err, "ingenting att ändra\n");
    // The check reads it as it was meant.
    let check = workspace.vp(["check"]).end();
    assert!(!check.out.contains("[VP01") && !check.out.contains("[VP0501"), "{}", check.out);
}

#[test]
fn a_table_of_ones_own_needs_an_id_and_what_is_ambiguous() {
    let workspace = workspace();
    let csv = "Indikator-id,Organisation,Utfall,Kvinnor,Prognos\ntid,Norr,\"92,5\",93,\nantal,Norr,ca 15,,\n";
    let workspace = workspace.file("a.csv", csv);
    let ran = import(&workspace, &["a.csv", "--period", "VB"]).exits(0);
    assert!(ran.err.ends_with("3 ändrade i 1 fil\n"), "{}", ran.err);
    let text = report(&workspace);
    assert!(text.contains("  tid: {kvinnor: 93 %, utfall: 92.5 %, analys: "), "{text}");
    assert!(text.contains("  antal: {utfall: ca 15}\n"), "{text}");
}

#[test]
fn per_cent_is_told_from_shares_by_how_the_cell_shows_it() {
    let workspace = workspace();
    let percent = Format::new().set_num_format("0.00%");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in ["Indikator-id", "Organisation", "Tillfälle", "Utfall"].into_iter().enumerate() {
        sheet.write_string(0, u16::try_from(column).unwrap(), head).unwrap();
    }
    for (row, id) in [(1, "tid"), (2, "sjuk"), (3, "antal")] {
        for (column, words) in [id, "Norr", "VB"].into_iter().enumerate() {
            sheet.write_string(row, u16::try_from(column).unwrap(), words).unwrap();
        }
    }
    sheet.write_number_with_format(1, 3, 0.9818, &percent).unwrap();
    sheet.write_number(2, 3, 0.049).unwrap();
    sheet.write_number_with_format(3, 3, 0.15, &percent).unwrap();
    book.save(workspace.path("a.xlsx")).unwrap();
    let ran = import(&workspace, &["a.xlsx"]).exits(1);
    assert_eq!(report(&workspace), REPORT.replace("88.50 %", "98.18 %"));
    assert!(
        ran.err.contains("a.xlsx Sheet1!D3: 0,049 kan vara 4,9 % eller 0,049 %\n  visa cellen som procent"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("a.xlsx Sheet1!D4: cellen visar 15 %, men indikatorn mäts inte i procent"), "{}", ran.err);
}

#[test]
fn what_cannot_be_taken_in_is_told_with_its_place_and_changes_nothing() {
    let workspace = workspace();
    for (row, told) in [
        ("tidd;Norr;VB;90;", "rad 2: planen har ingen indikator tidd\n  menas tid?"),
        ("tid;Nor;VB;90;", "ingen plan med Organisation Nor\n  menas Norr?"),
        (
            "tid;Norr;T1;90;",
            "plans/2026/norr/plan.yaml har ingen uppföljning för T1\n  vp new follow-up plans/2026/norr/plan.yaml --period T1 skriver en",
        ),
        ("tid;Norr;T9;90;", "inget tillfälle heter T9"),
        ("tid;Norr;;90;", "tillfället saknas\n  skriv --period T1"),
        (";Norr;VB;90;", "Indikator-id saknas"),
        ("tid;Norr;VB;bra;", "bra är inget utfall\n  skriv ett tal"),
        ("tid;Norr;VB;90 dagar;", "90 dagar är inte i %"),
        ("tid;Norr;VB;98000;", "98000 % är orimligt mycket"),
        ("tid;Norr;VB;;nästan", "nästan är ingen bedömning\n  skriv något av "),
        ("tid;Norr;VB;90;\ntid;Norr;VB;91;", "rad 3"),
    ] {
        workspace.write("a.csv", &format!("Indikator-id;Organisation;Tillfälle;Utfall;Bedömning\n{row}\n"));
        let ran = import(&workspace, &["a.csv", "--diff"]).exits(1);
        let told_of = told.split("\n").all(|line| ran.err.contains(line.trim_start_matches("rad 2: ")));
        assert!(told_of || told == "rad 3" && ran.err.contains("D3: säger annat än D2"), "{row}\n{}", ran.err);
        assert_eq!(report(&workspace), REPORT);
    }
    // What the plan says is not changed by a table.
    workspace.vp(["export", "-f", "csv", "--table", "utfall", "-o", "a.csv"]).end().exits(0);
    let text = workspace.read("a.csv").replace(";Svar i tid;", ";Svar inom en vecka;").replace(";5,1;", ";;");
    workspace.write("a.csv", &text);
    let ran = import(&workspace, &["a.csv"]).exits(1);
    assert!(ran.err.contains("kolumnen Indikator tas inte in, men säger annat än planerna på rad 2"), "{}", ran.err);
    assert!(ran.err.contains("kolumnen Utfall är tömd på rad"), "{}", ran.err);
    assert_eq!(report(&workspace), REPORT);
}

#[test]
fn cells_without_a_figure_are_told() {
    let workspace = workspace();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in ["Indikator-id", "Organisation", "Tillfälle", "Utfall"].into_iter().enumerate() {
        sheet.write_string(0, u16::try_from(column).unwrap(), head).unwrap();
    }
    for (row, id) in [(1, "tid"), (2, "sjuk"), (3, "antal")] {
        for (column, words) in [id, "Norr", "VB"].into_iter().enumerate() {
            sheet.write_string(row, u16::try_from(column).unwrap(), words).unwrap();
        }
    }
    let day = ExcelDateTime::from_ymd(2026, 4, 3).unwrap();
    sheet.write_datetime_with_format(2, 3, &day, &Format::new().set_num_format("d/m")).unwrap();
    sheet.write_boolean(3, 3, true).unwrap();
    book.save(workspace.path("a.xlsx")).unwrap();
    let ran = import(&workspace, &["a.xlsx"]).exits(1);
    assert!(ran.err.contains("Sheet1!D3: cellen är ett datum: 2026-04-03"), "{}", ran.err);
    assert!(ran.err.contains("Sheet1!D4: ja är inget tal"), "{}", ran.err);
    assert_eq!(report(&workspace), REPORT);
}

/// An archive of these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of one sheet with this data, as a program writes it that computes nothing.
fn workbook(data: &str) -> Vec<u8> {
    archive(&[
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/a.xml\"/></Relationships>",
        ),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"Blad\" r:id=\"r1\"/></sheets></workbook>"),
        ("xl/worksheets/a.xml", &format!("<worksheet><sheetData>{data}</sheetData></worksheet>")),
    ])
}

#[test]
fn a_formula_without_a_saved_result_is_told() {
    let text = |words: &str| format!("<c t=\"inlineStr\"><is><t>{words}</t></is></c>");
    let heads: String = ["Indikator-id", "Organisation", "Tillfälle", "Utfall"].map(text).concat();
    let start: String = ["tid", "Norr", "VB"].map(text).concat();
    for (cell, told) in [
        ("<c><f>A1</f></c>", "Blad!D2: formeln har inget sparat värde\n  öppna filen"),
        ("<c t=\"str\"><f>A1</f><v></v></c>", "Blad!D2: formeln har inget sparat värde"),
        ("<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "Blad!D2: cellen visar felet #DIV/0!"),
        ("<c><v>1e999999999</v></c>", "Blad!D2: 1e999999999 är inte i %"),
    ] {
        let data = format!("<row>{heads}</row><row>{start}{cell}</row>");
        let workspace = workspace().file("a.xlsx", workbook(&data));
        let ran = import(&workspace, &["a.xlsx"]).exits(1);
        assert!(ran.err.contains(told), "{cell}\n{}", ran.err);
        assert_eq!(report(&workspace), REPORT);
    }
    // Entities of a file's own stand for nothing, and far columns are none of a table's.
    let bomb =
        format!("<row>{heads}</row><row>{start}<c r=\"XFD2\"><v>1</v></c><c r=\"D2\" t=\"str\"><v>&lol;</v></c></row>");
    let workspace = workspace().file("a.xlsx", workbook(&bomb));
    assert!(import(&workspace, &["a.xlsx"]).exits(1).err.contains("är inget utfall"));
    let workspace = workspace.file("b.xlsx", workbook("<row><c><v>1</row>"));
    assert!(import(&workspace, &["b.xlsx"]).exits(2).err.contains("filen är trasig"));
}

#[test]
fn files_that_are_broken_or_none_are_refused() {
    let workspace = workspace();
    workspace.vp(["export", "-o", "whole.xlsx"]).end().exits(0);
    #[expect(clippy::disallowed_methods, reason = "a test breaks a file")]
    let whole = std::fs::read(workspace.path("whole.xlsx")).unwrap();
    let wide = format!("Indikator-id;Utfall{}\n{}\n", ";x".repeat(100_000), ";1".repeat(100_000));
    for (name, bytes) in [
        ("a.xlsx", whole[..whole.len() / 2].to_vec()),
        ("b.xlsx", b"vp: 1\n".to_vec()),
        ("c.xlsx", Vec::new()),
        ("d.json", b"{\"outcomes\": [".to_vec()),
        ("e.csv", vec![0xff, 0xd8, 0xff, 0x00, 0x80]),
        ("f.csv", b"a;b\n1;2\n".to_vec()),
        ("g.txt", b"a;b\n1;2\n".to_vec()),
        ("h.ods", whole.clone()),
        ("i.json", "[".repeat(100_000).into_bytes()),
    ] {
        let workspace = Workspace::with([("plan.yaml", PLAN)]).file(name, bytes);
        let ran = import(&workspace, &[name]).exits(2);
        assert!(ran.err.starts_with(&format!("fel: {name} ")), "{}", ran.err);
    }
    let workspace = workspace.file("wide.csv", wide);
    assert!(import(&workspace, &["wide.csv"]).exits(1).err.contains("Indikator-id saknas"));
    assert!(import(&workspace, &["not-there.xlsx"]).exits(2).err.contains("not-there.xlsx"));
}

/// A workbook of LibreOffice, as it writes per cent, days and repeated cells.
#[test]
fn a_workbook_of_libreoffice_is_read() {
    let cell = |words: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>")
    };
    let heads: String = ["Indikator-id", "Organisation", "Tillfälle", "Kön", "Utfall"].map(cell).concat();
    let start = ["tid", "Norr", "VB", "alla"].map(cell).concat();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\">\
         <office:body><office:spreadsheet><table:table table:name=\"Utfall &amp; mer\">\
         <table:table-row>{heads}</table:table-row>\
         <table:table-row>{start}<table:table-cell office:value-type=\"percentage\" office:value=\"0.9\"><text:p>90 %</text:p></table:table-cell>\
         <table:table-cell table:number-columns-repeated=\"1000000000\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let workspace = workspace().file("a.ods", archive(&[("content.xml", &content)]));
    import(&workspace, &["a.ods"]).exits(0);
    assert_eq!(report(&workspace), REPORT.replace("88.50 %", "90 %"));
}

#[test]
fn a_raised_digit_is_none_of_a_figure() {
    let text = |words: &str| format!("<c t=\"inlineStr\"><is><t>{words}</t></is></c>");
    let heads: String = ["Indikator-id", "Organisation", "Tillfälle", "Utfall"].map(text).concat();
    let start: String = ["tid", "Norr", "VB"].map(text).concat();
    let pieces = "<c t=\"inlineStr\"><is><r><t>90</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r><r><t xml:space=\"preserve\"> %</t></r></is></c>";
    let excel = workbook(&format!("<row>{heads}</row><row>{start}{pieces}</row>"));
    let cell = |words: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>")
    };
    let heads: String = ["Indikator-id", "Organisation", "Tillfälle", "Utfall"].map(cell).concat();
    let row: String = ["tid", "Norr", "VB", "90<text:span text:style-name=\"R\">1</text:span> %"].map(cell).concat();
    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"R\"><style:text-properties style:text-position=\"33% 58%\"/>\
         </style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"Blad\"><table:table-row>{heads}</table:table-row>\
         <table:table-row>{row}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    );
    for (name, bytes) in [("a.xlsx", excel), ("a.ods", archive(&[("content.xml", &content)]))] {
        let workspace = workspace().file(name, bytes);
        let ran = import(&workspace, &[name]).exits(1);
        assert!(ran.err.contains("90¹ % är inget utfall"), "{name}: {}", ran.err);
        assert_eq!(report(&workspace), REPORT);
    }
}
