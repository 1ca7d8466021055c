//! `vp export`: the same rows as a workbook, as CSV and as JSON, and what it refuses to do.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::collections::BTreeMap;

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::workspace::{PLAN, Ran, Workspace};

/// A report with every sort of outcome, and texts that a spreadsheet would take for formulas.
const REPORT: &str = "vp: 1
dokument: verksamhetsberättelse
period: VB
mål:
  svar: {bedömning: delvis, analys: '=HYPERLINK(\"http://exempel.se\")'}
indikatorer:
  tid: {utfall: 88.50 %, män: 87 %, antal_män: 1200, kvinnor: <5, analys: 'Ring 19121212-1212; *snart*'}
  okänd: {utfall: ca 4}
aktiviteter:
  lots: {status: genomförd, avvikelse: '@sen'}
ekonomi:
  resultaträkning:
    belopp_i: tkr
    kostnader:
      - {namn: '-Löner', utfall: 1250.5, budget: 1200}
";

fn workspace() -> Workspace {
    let plan = PLAN.replace("källa: Diariet", "könsuppdelad: ja, källa: \"+46 diariet\"");
    Workspace::with([("plans/2026/norr/plan.yaml", plan.as_str()), ("plans/2026/norr/vb.yaml", REPORT)])
}

fn export<const N: usize>(workspace: &Workspace, arguments: [&str; N]) -> Ran {
    let all: Vec<&std::path::Path> = arguments.iter().map(std::path::Path::new).collect();
    workspace.vp(["export", "--on", "2027-02-01"]).paths(&all).end()
}

fn json(workspace: &Workspace) -> Value {
    serde_json::from_str(&export(workspace, ["-f", "json"]).exits(0).out).unwrap()
}

/// The rows of each sheet of a workbook, the head first.
fn sheets(workspace: &Workspace, file: &str) -> BTreeMap<String, Vec<Vec<Data>>> {
    let mut book: Xlsx<_> = open_workbook(workspace.path(file)).unwrap();
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.cells().all(|(.., formula)| formula.is_empty()), "{name} has a formula");
    }
    book.worksheets().into_iter().map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect())).collect()
}

#[test]
fn csv_is_what_a_swedish_excel_reads_byte_for_byte() {
    let workspace = workspace();
    let ran = export(&workspace, ["-f", "csv", "--table", "utfall"]).exits(0);
    let place = "2026;Staden;;Norr;enhet;verksamhetsberättelse;plans/2026/norr/vb.yaml;VB;2026-12-31;2026;uppföljning";
    let thing = "svar;Alla får svar;Enhetsmål;Alla får svar;tid;Svar i tid;nej;ja";
    let expected = format!(
        "\u{feff}År;Kommun;Nämnd;Organisation;Slag;Dokument;Fil;Tillfälle;Till och med;Utfallsår;Hämtat ur;Mål-id;Mål;Målnivå;\
         Översta mål;Indikator-id;Indikator;Ärvd;I planen;Kön;Utfall;Enhet;Utfall i tryck;Läge;Antal;Prognos;Förra året;Årsmål;\
         Årsmål, tal;Jämfört med;Grund;Bedömning;Bedömd av;Beräknad bedömning;Mot KF:s årsmål;Läge på skalan;Analys\r\n\
         {place};{thing};alla;88,50;%;88,50\u{a0}%;tal;;;;90\u{a0}%;90;90;utfall mot årsmål;delvis;beräknad;delvis;;mellan;\
         \"Ring 19121212-****; snart\"\r\n\
         {place};{thing};kvinnor;;%;<5;ungefärligt;;;;90\u{a0}%;90;;;;;;;;\r\n\
         {place};{thing};män;87;%;87\u{a0}%;tal;1200;;;90\u{a0}%;90;;;;;;;;\r\n\
         {place};;;;;okänd;;nej;nej;alla;;;ca 4;ungefärligt;;;;;;;;;;;;;\r\n"
    );
    assert_eq!(ran.out, expected);
    let read = |table| export(&workspace, ["-f", "csv", "--table", table]).exits(0).out;
    assert!(read("bedömningar").contains(";\"'=HYPERLINK("), "{}", read("bedömningar"));
    assert!(read("aktivitetslagen").contains(";genomförd;;'@sen;"), "{}", read("aktivitetslagen"));
    assert!(read("indikatorer").contains(";'+46 diariet;"), "{}", read("indikatorer"));
    let statements = read("resultaträkning");
    // A number below nothing is a number.
    assert!(
        statements.contains(";kostnader;'-Löner;rad;1250,5;1200;;;-50,5;tkr;1250500;1200000;;-50500\r\n"),
        "{statements}"
    );
}

#[test]
fn a_workbook_has_numbers_days_and_texts_and_is_the_same_each_time() {
    let workspace = workspace();
    export(&workspace, ["-o", "a.xlsx"]).exits(0);
    export(&workspace, ["-o", "b.xlsx"]).exits(0);
    #[expect(clippy::disallowed_methods, reason = "a test looks at what was written")]
    let bytes = |name: &str| std::fs::read(workspace.path(name)).unwrap();
    assert!(bytes("a.xlsx") == bytes("b.xlsx") && bytes("a.xlsx").len() > 10_000);
    let sheets = sheets(&workspace, "a.xlsx");
    let cell = |sheet: &str, row: usize, head: &str| {
        let rows = &sheets[sheet];
        let column = rows[0].iter().position(|cell| *cell == *head);
        rows[row][column.unwrap_or_else(|| panic!("{sheet} has no {head}"))].clone()
    };
    assert_eq!(cell("Utfall", 1, "Utfall"), Data::Float(88.5));
    assert_eq!(cell("Utfall", 1, "Enhet"), Data::String("%".into()));
    assert_eq!(cell("Utfall", 1, "Analys"), Data::String("Ring 19121212-****; snart".into()));
    assert_eq!(cell("Utfall", 2, "Utfall"), Data::Empty);
    assert_eq!(cell("Bedömningar", 1, "Analys"), Data::String("=HYPERLINK(\"http://exempel.se\")".into()));
    assert_eq!(cell("Resultaträkning", 1, "Avvikelse"), Data::Float(-50.5));
    let Data::DateTime(day) = cell("Aktiviteter", 1, "Slut") else { panic!("a day") };
    assert_eq!(day.to_ymd_hms_milli(), (2026, 12, 31, 0, 0, 0, 0));
    let overview: Vec<String> = sheets["Översikt"].iter().flatten().map(Data::to_string).collect();
    assert!(overview.contains(&"Mål efter bedömning, VB 2026".to_owned()), "{overview:?}");
    assert_eq!(&overview[overview.len() - 3..], ["Norr", "1", "0"], "{overview:?}");
    // Every column of every table is explained.
    let explained: Vec<(String, String)> =
        sheets["Förklaring"].iter().map(|row| (row[0].to_string(), row[1].to_string())).collect();
    for (name, rows) in sheets.iter().filter(|(name, _)| !["Översikt", "Förklaring"].contains(&name.as_str())) {
        for head in &rows[0] {
            assert!(explained.contains(&(name.clone(), head.to_string())), "{head} of {name}");
        }
    }
}

#[test]
fn the_three_formats_have_the_same_rows() {
    let workspace = workspace();
    let json = json(&workspace);
    export(&workspace, ["-o", "a.xlsx", "--lang", "en"]).exits(0);
    export(&workspace, ["-f", "csv", "-o", "tables", "--lang", "en"]).exits(0);
    let sheets = sheets(&workspace, "a.xlsx");
    assert_eq!(workspace.files("tables").len(), vp::export::tables::ALL.len() + 1);
    for kind in vp::export::tables::ALL {
        let rows = json[kind.id].as_array().unwrap_or_else(|| panic!("{} is in JSON", kind.id));
        let sheet = &sheets[&*kind.title.en];
        let csv = workspace.read(&format!("tables/{}.csv", kind.file.en));
        assert_eq!(sheet.len(), rows.len() + 1, "{}", kind.id);
        assert_eq!(csv.matches("\r\n").count(), rows.len() + 1, "{}", kind.id);
        let ids: Vec<&str> = kind.columns().map(|column| column.id).collect();
        for row in rows {
            let row = row.as_object().unwrap();
            assert!(row.len() == ids.len() && ids.iter().all(|id| row.contains_key(*id)), "{}", kind.id);
        }
    }
    let outcome = &json["outcomes"][0];
    assert_eq!(outcome["outcome"].to_string(), "88.5");
    assert_eq!((&outcome["gender"], &outcome["basis"]), (&"all".into(), &"target".into()));
    assert_eq!(json["assessments"][0]["assessment"], "delvis");
    assert_eq!(json["activities"][0]["status"], "done");
    assert_eq!(json["budgets"].as_array().map(Vec::len), Some(0));
    let codes: Vec<&str> =
        json["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"VP0504"), "{codes:?}");
}

#[test]
fn findings_of_what_was_not_asked_for_are_left_out() {
    let other = PLAN.replace("Norr", "Söder") + "okänd: 1\n";
    let workspace = workspace().file("plans/2025/söder/plan.yaml", other.replace("2026", "2025"));
    let organisations = |json: &Value, table: &str| -> Vec<String> {
        let rows = json[table].as_array().unwrap().iter();
        rows.map(|row| format!("{} {}", row["organisation"].as_str().unwrap(), row["year"])).collect()
    };
    let read = |arguments: [&str; 2]| -> Value {
        let ran = export(&workspace, ["-f", "json", arguments[0], arguments[1]]).exits(0);
        serde_json::from_str(&ran.out).unwrap()
    };
    for arguments in [["--year", "2025"], ["--org", "söder"]] {
        let json = read(arguments);
        assert_eq!(organisations(&json, "goals"), ["Söder 2025"]);
        assert_eq!(organisations(&json, "findings").first().map(String::as_str), Some("Söder 2025"));
        assert!(organisations(&json, "findings").iter().all(|name| name == "Söder 2025"));
    }
    assert_eq!(organisations(&json(&workspace), "goals"), ["Söder 2025", "Norr 2026"]);
    let ran = export(&workspace, ["-f", "json", "--year", "2030"]).exits(2);
    assert_eq!(ran.err, "fel: här finns ingen plan för 2030\n  här finns 2025, 2026\n");
    let ran = export(&workspace, ["-f", "json", "--org", "Sdöer"]).exits(2);
    assert_eq!(ran.err, "fel: ingen organisation heter Sdöer\n  menade du Söder?\n");
}

#[test]
fn nothing_but_a_file_of_its_format_is_written_over() {
    let workspace = workspace();
    let plan = workspace.read("plans/2026/norr/plan.yaml");
    for (arguments, words) in [
        (vec!["-o", "plans/2026/norr/plan.yaml"], "slutar inte på .xlsx"),
        (vec!["-f", "csv", "--table", "mal", "-o", "plans/2026/norr/plan.yaml"], "slutar inte på .csv"),
        (vec!["-f", "json", "-o", "a.xlsx"], "slutar inte på .json"),
        (vec!["-f", "csv", "-o", "a.csv"], "en fil för varje tabell"),
        (vec!["-f", "csv", "-o", "plans/2026/norr/plan.yaml"], "kunde inte skrivas"),
        (vec!["-f", "csv"], "med -o"),
        (vec![], "-o planer.xlsx"),
    ] {
        let arguments: Vec<&std::path::Path> = arguments.iter().map(std::path::Path::new).collect();
        let ran = workspace.vp(["export"]).paths(&arguments).end().exits(2);
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    assert_eq!(workspace.read("plans/2026/norr/plan.yaml"), plan);
    assert_eq!(workspace.files("").len(), 2);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_rest_is_written() {
    let workspace = workspace().file("plans/2026/norr/t1.yaml", "vp: 1\n  dokument: [");
    let ran = export(&workspace, ["-o", "a.xlsx"]).exits(0);
    assert!(ran.err.contains("plans/2026/norr/t1.yaml är inte med: den kan inte läsas"), "{}", ran.err);
    assert!(sheets(&workspace, "a.xlsx")["Fynd"].len() > 2);
    let workspace = workspace.file("vp.yaml", "vp: 1\nokänd: 1\n");
    let ran = export(&workspace, ["-o", "b.xlsx"]).exits(2);
    assert!(ran.err.contains("vp.yaml"), "{}", ran.err);
    assert!(!workspace.path("b.xlsx").exists());
}

/// A plan and its report in which every text begins with what a spreadsheet takes for the begin of a formula.
fn dangerous(begin: &str) -> Workspace {
    let text = |words: &str| format!("\"{begin}{words}\"");
    let plan = format!(
        "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {{kommun: {kommun}, nämnd: {board}, enhet: {unit}}}\nmål:\n  enhetsmål:\n    - id: {id}\n      titel: {title}\n      nummer: {number}\n      ansvarig: {who}\n      förväntat_resultat: {result}\n      arbetssätt: {ways}\n      resursanvändning: {use_}\n      uppföljning: {follow}\n      indikatorer:\n        - {{id: {indicator}, namn: {name}, årsmål: {target}, periodicitet: Tertial, källa: {source}, beskrivning: {about}, ansvarig: {who}, jämförelse: {{{others}: 81 %}}}}\n      aktiviteter:\n        - {{id: {activity}, namn: {name}, start: 2026-01-01, slut: 2026-12-31, ansvarig: {who}, beskrivning: {about}}}\nekonomi:\n  budget:\n    belopp_i: tkr\n    rader: [{{namn: {row}, kostnader: 10, intäkter: 12}}]\n",
        kommun = text("staden"),
        board = text("nämnden"),
        unit = text("enheten"),
        id = text("mål"),
        title = text("titel"),
        number = text("1"),
        who = text("chefen"),
        result = text("resultat"),
        ways = text("sätt"),
        use_ = text("medel"),
        follow = text("sen"),
        indicator = text("indikator"),
        name = text("namn"),
        target = text("mycket"),
        source = text("källa"),
        about = text("om"),
        others = text("riket"),
        activity = text("aktivitet"),
        row = text("rad"),
    );
    let report = format!(
        "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nmål: {{{id}: {{bedömning: delvis, analys: {why}}}}}\nindikatorer: {{{indicator}: {{utfall: {outcome}, analys: {why}}}}}\naktiviteter: {{{activity}: {{status: försenad, avvikelse: {why}}}}}\nekonomi:\n  resultaträkning:\n    belopp_i: tkr\n    kostnader: [{{namn: {row}, utfall: 5, budget: 4}}]\n",
        id = text("mål"),
        indicator = text("indikator"),
        activity = text("aktivitet"),
        why = text("därför"),
        outcome = text("ungefär"),
        row = text("rad"),
    );
    Workspace::with([("plans/2026/norr/plan.yaml", plan), ("plans/2026/norr/vb.yaml", report)])
}

#[test]
fn no_cell_of_any_table_is_a_formula() {
    for begin in ["=", "+", "-", "@", "\\t=", "\\r=", "\\n=", " =", "＝", "=cmd|' /c x'!"] {
        let workspace = dangerous(begin);
        export(&workspace, ["-f", "csv", "-o", "tables"]).exits(0);
        let (mut guarded, mut count) = (std::collections::BTreeSet::new(), 0);
        for file in workspace.files("tables") {
            let text = workspace.read(&format!("tables/{file}"));
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(b';')
                .flexible(false)
                .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
            let heads = reader.headers().unwrap().clone();
            for record in reader.records() {
                for (head, field) in heads.iter().zip(&record.unwrap()) {
                    count += 1;
                    let is_number = !field.is_empty()
                        && field.chars().all(|letter| letter.is_ascii_digit() || "-,".contains(letter));
                    let first = field.trim_start_matches([' ', '\u{a0}']).chars().next();
                    let is_formula = first.is_some_and(|first| "=+-@＝＋－＠\t\r\n".contains(first));
                    assert!(is_number || !is_formula, "{begin:?} {file} {head}: {field:?}");
                    if field.starts_with('\'') {
                        guarded.insert(head.to_owned());
                    }
                }
            }
        }
        assert!(count > 200);
        if !begin.starts_with(['\\', ' ']) {
            for head in [
                "Kommun",
                "Nämnd",
                "Organisation",
                "Mål",
                "Indikator",
                "Källa",
                "Aktivitet",
                "Ansvarig",
                "Rad",
                "Analys",
                "Utfall i tryck",
            ] {
                assert!(guarded.contains(head), "{begin}: {head} of {guarded:?}");
            }
        }
        // In a workbook a text is a text, whatever it begins with; `sheets` finds no formula in any cell.
        export(&workspace, ["-o", "a.xlsx"]).exits(0);
        let sheets = sheets(&workspace, "a.xlsx");
        assert!(sheets.values().flatten().flatten().filter(|cell| matches!(cell, Data::String(_))).count() > 100);
    }
}
