//! Fixed words: what is written another way is fixed, and what says something else is told and never fixed.

use vp::diagnostic::{Applicability, Language, near_word};
use vp::plan_format::fields::{Field, PartSchema, ValueShape};
use vp::plan_format::parts::settings::SETTINGS;
use vp::read::kinds::KINDS;

use crate::fix::fix_files;
use crate::workspace::Workspace;

const HEAD: &str = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: Parkenheten}\n";

/// Every key of the format whose value is one of a few words.
fn fields() -> Vec<&'static Field> {
    let mut parts: Vec<&'static PartSchema> = KINDS.iter().map(|kind| kind.part).chain([&SETTINGS]).collect();
    let mut fields: Vec<&'static Field> = Vec::new();
    let mut at = 0;
    while let Some(part) = parts.get(at).copied() {
        at += 1;
        for field in part.fields {
            if matches!(field.shape, ValueShape::Word(_)) {
                fields.push(field);
            }
            if let Some(inner) =
                field.shape.part().filter(|inner| !parts.iter().any(|part| std::ptr::eq(*part, *inner)))
            {
                parts.push(inner);
            }
        }
    }
    assert!(fields.len() > 8, "{}", fields.len());
    fields
}

/// A plan or a follow-up with a word as the value of a key; the place is where the word stands.
fn scene(key: &str, word: &str) -> Option<Workspace> {
    let plan = |rest: &str| Some(Workspace::plan(format!("{HEAD}{rest}")));
    match key {
        "belopp_i" => {
            plan(&format!("ekonomi:\n  budget:\n    belopp_i: {word}\n    rader: [{{namn: A, kostnader: 5}}]\n"))
        }
        "riktning" => plan(&format!(
            "mål:\n  enhetsmål:\n    - titel: A\n      indikatorer:\n        - {{namn: B, årsmål: 5, riktning: {word}}}\n"
        )),
        "slag" => {
            let chart =
                format!("diagram:\n  - {{id: b, slag: {word}, kategorier: [A], serier: [{{namn: C, värden: [1]}}]}}\n");
            Some(Workspace::plan(format!("{HEAD}{chart}")))
        }
        "status" => {
            let goals = "mål:\n  enhetsmål:\n    - titel: A\n      aktiviteter: [{namn: B, slut: 2025-12-31}]\n";
            let report = "vp: 1\ndokument: tertialrapport\nperiod: T1\naktiviteter:\n";
            Some(
                Workspace::plan(format!("{HEAD}{goals}")).file("t1.yaml", format!("{report}  b: {{status: {word}}}\n")),
            )
        }
        "språk" => {
            Some(Workspace::new().file("plans/plan.yaml", HEAD).file("vp.yaml", format!("vp: 1\nspråk: {word}\n")))
        }
        "språk_i_tryck" => {
            let settings = format!("vp: 1\nspråk_i_tryck: {word}\n");
            Some(Workspace::new().file("plans/plan.yaml", HEAD).file("vp.yaml", settings))
        }
        "uppdrag" => {
            let report = "vp: 1\ndokument: tertialrapport\nperiod: T1\nuppdrag:\n";
            let plan = format!("{HEAD}uppdrag: [{{titel: B, ansvarig: Enhetschef}}]\n");
            Some(Workspace::plan(plan).file("t1.yaml", format!("{report}  b: {{status: {word}}}\n")))
        }
        _ => None,
    }
}

/// What the value of a field is tried as: how assignments stand has words of its own.
fn tried_as(field: &Field) -> &'static str {
    match field.shape {
        ValueShape::Word(words) if field.key == "status" && words.contains(&"klart") => "uppdrag",
        _ => field.key,
    }
}

/// The finding on a word: its message, its help and its edit.
fn said(scene: &Workspace, word: &str) -> (String, String, Option<(String, Applicability)>) {
    let found = scene.check();
    let on_word = found
        .findings
        .iter()
        .find(|finding| finding.rule.code == "VP0105" && found.text(finding.span).trim_matches('"') == word);
    let finding = on_word.unwrap_or_else(|| panic!("{word} is found\n{}", found.report(Language::Swedish)));
    let label = finding.label.as_ref().map_or("", |label| label.get(Language::Swedish));
    let help = finding.help.as_ref().map_or("", |help| help.get(Language::Swedish));
    (label.to_owned(), help.to_owned(), finding.fix.as_ref().map(|fix| (fix.text.clone(), fix.applicability)))
}

#[test]
fn another_way_to_write_a_word_is_mended() {
    let mut seen = 0;
    for field in fields() {
        for (other, word) in field.meant.same {
            let Some(scene) = scene(tried_as(field), other) else { panic!("{} is not tried", field.key) };
            let (_, _, fix) = said(&scene, other);
            assert_eq!(fix, Some(((*word).to_owned(), Applicability::Certain)), "{other}");
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen}");
    for (written, word) in
        [("Mkr", "mnkr"), ("MSEK", "mnkr"), ("milj. kr", "mnkr"), ("Tusen kronor", "tkr"), ("KKR", "tkr")]
    {
        let (_, _, fix) = said(&scene("belopp_i", written).expect("units are tried"), written);
        assert_eq!(fix, Some((word.to_owned(), Applicability::Certain)), "{written}");
    }
}

#[test]
fn a_word_that_says_something_else_is_told_and_never_mended() {
    let mut seen = 0;
    for field in fields() {
        let ValueShape::Word(words) = field.shape else { continue };
        for (other, sv, _) in field.meant.others {
            let written = if *other == "%" { "\"%\"" } else { other };
            let Some(scene) = scene(tried_as(field), written) else { panic!("{} is not tried", field.key) };
            let (label, help, fix) = said(&scene, other);
            assert_eq!(label, format!("betyder {sv}"));
            assert_eq!(help, format!("skriv ett av orden {}", words.join(", ")), "{other}");
            assert_eq!(fix, None, "{other}");
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn the_lists_of_words_agree() {
    for field in fields() {
        let ValueShape::Word(words) = field.shape else { continue };
        for (other, word) in field.meant.same.iter().chain(field.meant.like) {
            assert!(words.contains(word), "{word} is not a word for {}", field.key);
            assert!(!words.contains(other), "{other} is itself a word for {}", field.key);
            assert!(!field.meant.others.iter().any(|(known, ..)| known == other), "{other} says something else");
        }
    }
}

#[test]
fn no_word_of_a_list_is_mended_to_another_of_it() {
    let models: [&[&str]; 9] = [
        &["helt", "delvis", "ej"],
        &["uppnått", "delvis uppnått", "ej uppnått"],
        &["påbörjad", "ej påbörjad", "opåbörjad"],
        &["acceptabel", "oacceptabel"],
        &["nivå 1", "nivå 2", "nivå 3"],
        &["T1", "T2", "T3", "VB"],
        &["grön", "gul", "röd"],
        &["hög", "låg", "ökar", "minskar"],
        &["Månad", "Kvartal", "Tertial", "Halvår", "År"],
    ];
    let lists = fields().into_iter().filter_map(|field| match field.shape {
        ValueShape::Word(words) => Some(words),
        _ => None,
    });
    for words in lists.chain(models) {
        for written in words {
            for word in words.iter().filter(|word| *word != written) {
                assert_eq!(Applicability::of_word(written, word), Applicability::Likely, "{written} is not {word}");
                assert_eq!(near_word(written, [*word]), None, "{written} is not {word}");
            }
        }
    }
}

#[test]
fn assessments_with_a_denial_or_another_number_are_never_taken_for_each_other() {
    let model = "vp: 1\nstyrmodell:\n  bedömningar:\n    - {nyckel: uppnått, rubrik: Målet är uppnått}\n    - {nyckel: nivå 2, rubrik: På väg}\n";
    let goals = "mål:\n  enhetsmål:\n    - {nr: 1, titel: A}\n";
    for (written, fix) in [
        ("ej uppnått", None),
        ("ouppnått", None),
        ("inte uppnått", None),
        ("delvis uppnått", None),
        ("nivå 3", None),
        ("nivå", None),
        ("uppnåtdt", Some(("uppnått", Applicability::Certain))),
        ("uppnådd", Some(("uppnått", Applicability::Likely))),
    ] {
        let report = format!("vp: 1\ndokument: tertialrapport\nperiod: T1\nmål:\n  \"1\": {{bedömning: {written}}}\n");
        let scene = Workspace::new().file("plans/plan.yaml", format!("{HEAD}{goals}"));
        let scene = scene.file("vp.yaml", model).file("plans/t1.yaml", report);
        let (_, help, found) = said(&scene, written);
        let found = found.as_ref().map(|(text, applicability)| (text.as_str(), *applicability));
        assert_eq!(found, fix, "{written}: {help}");
    }
}

#[test]
fn billions_are_a_unit_and_another_currency_is_none() {
    let billions = scene("belopp_i", "mdkr").expect("units are tried");
    assert!(!billions.check().report(Language::English).contains("belopp_i"));
    // Another currency is no unit of this one, however alike the words are.
    let scene = scene("belopp_i", "mnok").expect("units are tried");
    let report = scene.check().report(Language::English);
    assert!(report.contains("mnok is not a word for belopp_i"), "{report}");
    assert!(report.contains("means millions of Norwegian kroner"), "{report}");
    assert!(report.contains("write one of the words kr, tkr, mnkr, mdkr, euro, teuro, meuro"), "{report}");
    assert!(fix_files(&scene.path("")).files.is_empty(), "nothing is fixed");
}
