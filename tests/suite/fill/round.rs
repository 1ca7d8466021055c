//! Answers of any kind, drawn at random: the follow-up says just these, and the rest of it is as it was.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{PATH, REPORT, answers, fill, page, workspace, write};
use crate::property::cases;

/// A text as people write, and as they do not.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-ZÅÄÖ][a-zåäö ,:#\"'-]{0,60}[.]",
        "[A-Za-zåäö]{1,12}(\n{1,3}[-#>*|{}&!%@`\"' a-zåäö:0-9]{0,80}){1,6}[a-z]",
        "[!-~]{1,30}",
    ]
    .prop_filter("a text says something", |text| !text.trim().is_empty())
}

fn figure() -> impl Strategy<Value = String> {
    // Below two figures a share may be meant, which is told.
    (2..100_u32, prop::option::of(0..100_u32)).prop_map(|(whole, part)| match part {
        Some(part) => format!("{whole},{part:02}"),
        None => whole.to_string(),
    })
}

/// What is answered: kind, id, key and value.
fn answered() -> impl Strategy<Value = Vec<(&'static str, &'static str, &'static str, String)>> {
    let word = |words: &'static [&'static str]| prop::sample::select(words).prop_map(str::to_owned);
    let statuses = word(&["genomförd", "pågår", "försenad", "ej påbörjad", "avbruten"]);
    let all = (
        prop::option::of(word(&["helt", "delvis", "ej"])),
        prop::option::of(figure()),
        prop::option::of(figure()),
        prop::option::of(text()),
        prop::option::of(statuses),
        prop::option::of(text()),
        prop::option::of(text()),
        prop::option::of(figure()),
        prop::option::of(text()),
    );
    all.prop_map(|(assessment, outcome, women, analysis, status, deviation, how, amount, summary)| {
        [
            ("goal", "svar", "bedömning", assessment),
            ("indicator", "sjuk", "utfall", outcome),
            ("indicator", "sjuk", "kvinnor", women),
            ("indicator", "sjuk", "analys", analysis),
            ("activity", "lots", "status", status),
            ("activity", "lots", "avvikelse", deviation),
            ("activity", "lots", "analys", how),
            ("costs", "Lokaler", "utfall", amount),
            ("report", "", "sammanfattande_analys", summary),
        ]
        .into_iter()
        .filter_map(|(kind, id, key, value)| Some((kind, id, key, value?)))
        .collect()
    })
}

/// Takes the lines of what was answered away, so that what is left is what was there.
fn without_new(new: &str, old: &str) -> Vec<String> {
    let mut old: Vec<&str> = old.lines().collect();
    let mut kept = Vec::new();
    for line in new.lines() {
        if old.first() == Some(&line) {
            kept.push(old.remove(0).to_owned());
        }
    }
    kept
}

/// What the lines of the follow-up are that no answer of these touches.
const UNTOUCHED: [&str; 12] = [
    "# Norrs berättelse",
    "vp: 1",
    "mål:",
    "  svar:   # bedöms av chefen",
    "    analys: | # höstens",
    "      Köerna är kortare.",
    "indikatorer:",
    "  tid: {utfall: 88.50 %, analys: \"Räknat i diariet, alla ärenden.\"}  # preliminärt",
    "    # Ur personalsystemet.",
    "    belopp_i: tkr",
    "      - {namn: Personal, budget: 1200}",
    "      - namn: Lokaler",
];

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn the_follow_up_says_what_was_answered_and_else_what_it_said(answered in answered(), has_carriage_returns in any::<bool>()) {
        let report = if has_carriage_returns { REPORT.replace('\n', "\r\n") } else { REPORT.to_owned() };
        let workspace = workspace(&report);
        let page = page(&workspace, None);
        let mut of: Vec<(&str, &str, Value)> = Vec::new();
        for (kind, id, key, value) in &answered {
            match of.iter_mut().find(|(own, other, _)| own == kind && other == id) {
                Some((.., values)) => values[key] = json!(value),
                None => of.push((kind, id, json!({*key: value}))),
            }
        }
        write(&workspace, "svar.json", &answers(&page, &of));
        let run = fill(&workspace, &["svar.json"]);
        prop_assert_eq!(run.code, 0, "{:?}", run);
        let new = workspace.read(PATH);
        prop_assert_eq!(new.contains("\r\n"), has_carriage_returns);
        // A form made of it now has all of it filled in: nothing is left to take in.
        let again = fill(&workspace, &["svar.json"]);
        prop_assert_eq!(again.err, "nothing to fill in\n", "{}", new);
        let old = UNTOUCHED.join("\n");
        prop_assert_eq!(without_new(&new, &old), UNTOUCHED.map(str::to_owned).to_vec(), "{}", new);
        // Empty answers leave every byte.
        if answered.is_empty() {
            prop_assert_eq!(new, report);
        }
    }
}
