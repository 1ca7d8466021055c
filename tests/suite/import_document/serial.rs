//! Texts of a PDF in which the cells of tables stand one after another: a name belongs to the values that it was printed
//! beside, and what cannot be told stays a text.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use vp::import::document::block::{BlockKind, Table};
use vp::import::document::known::Known;
use vp::import::document::read;
use vp::model::Steering;
use vp::print::templates;
use vp::read::load;

use super::import;
use crate::property::cases;
use crate::workspace::Workspace;

/// A plan around what is tried.
fn plan(body: &str) -> String {
    format!(
        "Verksamhetsplan 2025 för Norra enheten\n\nInledning\n\nEnheten ger stöd till barn.\n\n\
         KF:s mål för verksamhetsområdet: 1.1 Stöd ges i tid\n\n{body}\n\n\
         Enhetsmål: Familjer får svar inom tre dagar\n\nFörväntat resultat\n\nFärre ringer två gånger.\n"
    )
}

/// A report around what is tried.
fn report(body: &str) -> String {
    format!(
        "Verksamhetsberättelse 2025 för Norra enheten\n\nSammanfattande analys\n\nÅret var bra.\n\n\
         KF:s mål för verksamhetsområdet: 1.1 Stöd ges i tid\n● Uppfylls helt\n\n{body}\n\n\
         Enhetsmål: Familjer får svar inom tre dagar\n● Uppfylls helt\n"
    )
}

/// The tables of a text, row by row: the cells with what their lines are joined by.
fn tables(text: &str) -> Vec<Vec<Vec<String>>> {
    let workspace = Workspace::with([("plan.yaml", "vp: 1\ndokument: verksamhetsplan\n")]);
    let loaded = load::load(Some(&workspace.path("plan.yaml")), None).expect("the file is there");
    let steering: &Steering = &loaded.resolved.settings.steering;
    let templates = templates::own::of(&loaded).0;
    let known = Known::new(steering, &templates.labels);
    let blocks = read("txt", text.as_bytes(), &known).expect("a text is read").blocks;
    let cells = |table: &Table| {
        let row =
            |row: &vp::import::document::block::Row| row.cells.iter().map(|cell| cell.words.plain.clone()).collect();
        table.rows.iter().map(row).collect()
    };
    let tables = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(cells(table)),
        _ => None,
    });
    tables.collect()
}

fn is(text: &str, expected: &[&[&str]]) {
    let found = tables(text);
    let [table] = &found[..] else { panic!("one table is expected: {found:#?}") };
    let expected: Vec<Vec<String>> =
        expected.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    assert_eq!(*table, expected);
}

#[test]
fn indicators_have_the_values_that_follow_their_names() {
    let body = "Indikator\n\nUtfall\n2024\n\nÅrsm\nål\n\nKF:s\nårsmål\n\nPeriodicitet\n\n\
                KF Andel svar inom\n\n76 %\n\n80 %\n\n90 %\n\nTertial\n\ntre dagar\n\n\
                KF Sjukfrånvaro dag 1-\n\n9,8 %\n\n8,5 %\n\nTas fram av\nnämnd/styrelse\n\nTertial\n\n14";
    is(
        &plan(body),
        &[
            &["Indikator", "Utfall 2024", "Årsmål", "KF:s årsmål", "Periodicitet"],
            &["KF Andel svar inom tre dagar", "76 %", "80 %", "90 %", "Tertial"],
            &["KF Sjukfrånvaro dag 1-14", "9,8 %", "8,5 %", "Tas fram av nämnd/styrelse", "Tertial"],
        ],
    );
}

#[test]
fn heads_may_come_after_the_first_cells_and_values_stand_side_by_side() {
    let body = "Indikator\n\nUtfall 2024\n\nKF Klimatpåverkan från\n\n1,8 kg CO2 per kg\nlivsmedel\n\nlivsmedel\n\n\
                Årsmå KF:s årsmål\nl\n\nPeriodicitet\n\n1,5 kg CO2 per kg År\nlivsmedel";
    is(
        &plan(body),
        &[
            &["Indikator", "Utfall 2024", "Årsmål", "KF:s årsmål", "Periodicitet"],
            &[
                "KF Klimatpåverkan från livsmedel",
                "1,8 kg CO2 per kg livsmedel",
                "",
                "1,5 kg CO2 per kg livsmedel",
                "År",
            ],
        ],
    );
}

#[test]
fn days_that_were_broken_are_whole_and_a_table_goes_on_after_its_page() {
    let body = "Aktivitet\n\nStartdatu\nm\n\nSlutdatum\n\nÖppna en mottagning i\nnorra kommundelen\n\n2025-0101\n\n2025-1231\n\
                \u{c}Aktivitet\n\nStartdatu\nm\n\nSlutdatum\n\nUtbilda alla handläggare\n\n2025-0201\n\n2025-1031";
    is(
        &plan(body),
        &[
            &["Aktivitet", "Startdatum", "Slutdatum"],
            &["Öppna en mottagning i norra kommundelen", "2025-01-01", "2025-12-31"],
            &["Utbilda alla handläggare", "2025-02-01", "2025-10-31"],
        ],
    );
}

#[test]
fn cells_may_stand_column_by_column() {
    let body = "Aktivitet\nStartdatum\nSlutdatum\n\nÖppna en mottagning\nUtbilda alla handläggare\n\n\
                2025-01-01\n2025-02-01\n\n2025-12-31\n2025-10-31";
    is(
        &plan(body),
        &[
            &["Aktivitet", "Startdatum", "Slutdatum"],
            &["Öppna en mottagning", "2025-01-01", "2025-12-31"],
            &["Utbilda alla handläggare", "2025-02-01", "2025-10-31"],
        ],
    );
}

#[test]
fn a_mark_begins_a_row_and_what_departs_stands_beside_the_name() {
    let body = "Aktivitet\n\nStartdatum\n\nSlutdatum\n\n● Genomförd\n\n2025-02-01\n\n2025-10-31\n\n\
                Blev klar i november, tre\nveckor efter planen.\n\nUtbilda alla handläggare i\nsamtal\n\nAvvikels\ne\n\n\
                Analys\nAlla är utbildade.\n◐ Pågår\n\nÖppna en mottagning\n\n2025-01-01\n\n2025-12-31";
    is(
        &report(body),
        &[
            &["Aktivitet", "Startdatum", "Slutdatum", "Avvikelse"],
            &[
                "● Genomförd\nUtbilda alla handläggare i samtal",
                "2025-02-01",
                "2025-10-31",
                "Blev klar i november, tre veckor efter planen.",
            ],
            &["Analys\nAlla är utbildade."],
            &["◐ Pågår\nÖppna en mottagning", "2025-01-01", "2025-12-31", ""],
        ],
    );
}

#[test]
fn values_may_stand_above_the_analysis_of_the_row_before_their_name() {
    let body = "Indikator\n\nPeriodens\nutfall\n\nUtfall\nmän/poj\nkar\n\nUtfall\nkvinnor/flickor\n\nÅrsmål\n\nPerio\nd\n\nBedömni\nng\n\n\
                Enhet Antal barn som har\nen plan\nAnsvarig:\nMottagningsgruppen\n\n27\n\n15\n\n12\n\n25\n\nVB\n2025\n\n● Målet\nnått\n\n\
                92 %\n\n95 %\n\nVB\n2025\n\n◐ Nära\nmålet\n\nAnalys\nTvå fler än målet.\nEnhet Andel klara inom\n14 dagar\n\n93 %\n\n94 %\n\n\
                Analys\nDet högsta utfallet hittills.";
    let head = [
        "Indikator",
        "Periodens utfall",
        "Utfall män/pojkar",
        "Utfall kvinnor/flickor",
        "Årsmål",
        "Period",
        "Bedömning",
    ];
    is(
        &report(body),
        &[
            &head,
            &[
                "Enhet Antal barn som har en plan\nAnsvarig: Mottagningsgruppen",
                "27",
                "15",
                "12",
                "25",
                "VB 2025",
                "● Målet nått",
            ],
            &["Analys\nTvå fler än målet."],
            &["Enhet Andel klara inom 14 dagar", "93 %", "94 %", "92 %", "95 %", "VB 2025", "◐ Nära målet"],
            &["Analys\nDet högsta utfallet hittills."],
        ],
    );
}

#[test]
fn names_of_amounts_that_stand_apart_are_in_the_order_of_the_rows() {
    let body = "Uppföljning av ekonomi\n\nAnalys av resultaträkning – uppföljning av driftbudget\nBeloppen anges i tkr\n\
                Utfall t.o.m. 202508-31\n\nBudget\n2025\n\nAvvikels\ne\n\n21 150\n\n20 900\n\n250\n\n21 150 20 900\n\n250\n\nPersonalkostnader\n\n14 450\n\n\
                13 60\n0\n\n−850\n\nSumma kostnader\n\n14 450\n\n13 600\n\n−850\n\nSumma netto\n\n13 300\n\n12 700\n\n−600\n\n\
                Intäkter\nBidrag\nSumma intäkter\nKostnader";
    let text = report("").replace("Enhetsmål:", &format!("{body}\n\nEnhetsmål:"));
    is(
        &text,
        &[
            &["", "Utfall t.o.m. 2025-08-31", "Budget 2025", "Avvikelse"],
            &["Intäkter", "", "", ""],
            &["Bidrag", "21 150", "20 900", "250"],
            &["Summa intäkter", "21 150", "20 900", "250"],
            &["Kostnader", "", "", ""],
            &["Personalkostnader", "14 450", "13 600", "−850"],
            &["Summa kostnader", "14 450", "13 600", "−850"],
            &["Summa netto", "13 300", "12 700", "−600"],
        ],
    );
}

#[test]
fn assignments_have_what_stands_after_their_numbers() {
    let body = "Nr\n\nUppdrag\n\nAnsvarig\n\nKlart\nsenast\n\nSDN\n1\n\nRedovisa hur barn får vara med i sina\nutredningar\n\n\
                Enhete 2025-12-31\nn\n\nMål: 1.3";
    is(
        &plan(body),
        &[
            &["Nr", "Uppdrag", "Ansvarig", "Klart senast"],
            &["SDN 1", "Redovisa hur barn får vara med i sina utredningar\nMål: 1.3", "Enheten", "2025-12-31"],
        ],
    );
}

#[test]
fn what_cannot_be_told_to_belong_together_stays_a_text_and_every_word_is_kept() {
    let body =
        "Indikator\n\nÅrsmål\n\nPeriodicitet\n\n64 %\n\nTertial\n\n70 %\n\nTertial\n\nKF Andel svar inom tre dagar";
    let text = plan(body);
    assert_eq!(tables(&text), Vec::<Vec<Vec<String>>>::new());
    let workspace = Workspace::with([("gammal.txt", text.as_str())]);
    let ran = import(&workspace, &["gammal.txt", "-o", "ut"]);
    assert!(ran.code < 2, "{}", ran.err);
    let files: String = workspace.files("ut").iter().map(|path| workspace.read(&format!("ut/{path}"))).collect();
    for words in ["64 %", "70 %", "KF Andel svar inom tre dagar"] {
        assert!(files.contains(words), "{words}\n--- is not in\n{files}");
    }
    assert!(!files.contains("årsmål: 64"), "{files}");
}

#[test]
fn which_of_several_targets_a_number_is_has_to_be_looked_at() {
    let body = "Indikator\n\nÅrsmål\n\nKF:s årsmål\n\nPeriodicitet\n\nKF Andel svar inom tre dagar\n\n64 %\n\nTertial";
    let workspace = Workspace::with([("gammal.txt", plan(body).as_str())]);
    import(&workspace, &["gammal.txt", "-o", "ut"]).exits(0);
    let plan = workspace.read("ut/plan.yaml");
    assert!(
        plan.contains("# kontrollera: vad som hör till vilken rad och kolumn gick inte att se helt säkert\n"),
        "{plan}"
    );
    assert!(plan.contains("kf_årsmål: 64 %\n"), "{plan}");
}

/// A name of some words, on lines of at most a number of characters.
fn wrapped(name: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split(' ') {
        match lines.last_mut().filter(|line| line.chars().count() + 1 + word.chars().count() <= width) {
            Some(line) => *line = format!("{line} {word}"),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Made-up rows of indicators as a program takes them from a page: a name, whose lines after the first may come after the
/// values.
fn rows() -> impl Strategy<Value = Vec<(String, u16, u16, bool, bool)>> {
    let words =
        prop::sample::select(vec!["svar", "barn", "stöd", "samtal", "insatser", "klara", "i", "tid", "med", "planer"]);
    let name = prop::collection::vec(words, 1..5).prop_map(|words| format!("KF Andel {}", words.join(" ")));
    prop::collection::vec((name, 1..99_u16, 1..99_u16, any::<bool>(), any::<bool>()), 1..6)
}

#[test]
fn made_up_tables_are_read_as_they_were_printed() {
    let tried = TestRunner::new(cases(40)).run(&rows(), |rows| {
        let mut body = "Indikator\n\nUtfall 2024\n\nÅrsmål\n\nKF:s årsmål\n\nPeriodicitet\n\n".to_owned();
        let mut expected =
            vec![["Indikator", "Utfall 2024", "Årsmål", "KF:s årsmål", "Periodicitet"].map(str::to_owned)];
        for (name, target, council, is_set, is_split) in &rows {
            let lines = wrapped(name, 26);
            let (first, rest) = lines.split_at(if *is_split && lines.len() == 2 { 1 } else { lines.len() });
            let (council, council_lines) = match is_set {
                true => (format!("{council} %"), format!("{council} %")),
                false => ("Tas fram av nämnd".to_owned(), "Tas fram av\nnämnd".to_owned()),
            };
            body.push_str(&format!("{}\n\n40 %\n\n{target} %\n\n{council_lines}\n\nTertial\n\n", first.join("\n")));
            if !rest.is_empty() {
                body.push_str(&format!("{}\n\n", rest.join("\n")));
            }
            expected.push([name.clone(), "40 %".to_owned(), format!("{target} %"), council, "Tertial".to_owned()]);
        }
        let found = tables(&plan(&body));
        prop_assert_eq!(found.len(), 1, "{}", body);
        let found: Vec<Vec<String>> = found[0].clone();
        let expected: Vec<Vec<String>> = expected.into_iter().map(Vec::from).collect();
        prop_assert_eq!(found, expected, "{}", body);
        Ok(())
    });
    if let Err(failure) = tried {
        panic!("{failure}");
    }
}
