//! Nothing is lost: every word of a document is in a file, or in the list of what was not understood.

use std::collections::HashSet;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::import;
use crate::property::cases;
use crate::workspace::Workspace;

/// Lines of which documents are made, in whatever order.
const LINES: [&str; 30] = [
    "",
    "",
    "Verksamhetsplan 2025 för Norra enheten",
    "Inledning",
    "Innehållsförteckning",
    "Inledning ........ 3",
    "KF:s inriktningsmål: 1. Trygghet",
    "KF:s mål för verksamhetsområdet:",
    "1.1 Stöd ges i tid",
    "Nämndmål: Svar",
    "Enhetsmål: A - Telefonen bemannas",
    "Beskrivning",
    "Förväntat resultat",
    "Uppföljning",
    "Analys",
    "Uppfylls helt",
    "Indikator\tÅrsmål\tKF:s årsmål\tPeriodicitet",
    "Andel besvarade\t85 %\t90 %\tTertial",
    "Aktivitet Startdatum Slutdatum",
    "Utbilda alla 2025-01-01 2025-12-31",
    "- öppettiderna blir längre",
    "och sedan fortsätter meningen i nästa rad",
    "Vi ger råd till alla som frågar, varje dag i veckan, hela året.",
    "Redovisning av ekonomi",
    "Budget 2025",
    "Lokaler\t4,5\t0,5\t4,0",
    "Övrigt",
    "Bilagor",
    "Bilaga 1: Kompetensplan",
    "Handläggare",
];

/// The words that say something, small.
fn words(text: &str) -> HashSet<String> {
    let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.chars().count() > 3);
    words.map(str::to_lowercase).collect()
}

#[test]
fn every_word_of_a_document_is_in_the_files_or_in_the_list() {
    // What parts and columns are printed under comes back in print.
    let printed = words(
        &LINES[2..]
            .iter()
            .filter(|line| !line.contains(['.', '-', ':']))
            .copied()
            .chain(["inriktningsmål verksamhetsområdet nämndmål enhetsmål bilaga indikator årsmål periodicitet"])
            .collect::<Vec<_>>()
            .join(" "),
    );
    let documents = proptest::collection::vec(proptest::sample::select(&LINES[..]), 1..40);
    let tried = TestRunner::new(cases(60)).run(&documents, |lines| {
        let text = lines.join("\n");
        let workspace = Workspace::with([("text.txt", text.as_str())]);
        let ran = import(&workspace, &["text.txt", "-o", "ut"]);
        prop_assert!(ran.code < 2, "{}", ran.err);
        let files = workspace.files("ut").iter().map(|path| workspace.read(&format!("ut/{path}"))).collect::<String>();
        let there = words(&files);
        let lost: Vec<String> =
            words(&text).into_iter().filter(|word| !there.contains(word) && !printed.contains(word)).collect();
        prop_assert!(lost.is_empty(), "{lost:?} of\n{text}\n--- is not in\n{files}");
        Ok(())
    });
    if let Err(failure) = tried {
        panic!("{failure}");
    }
}
