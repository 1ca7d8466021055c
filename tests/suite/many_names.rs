//! Thousands of misspelt names: each is found, the first are told what was meant, and no more is spent on the rest.

use crate::scene::Found;
use crate::workspace::Workspace;
use vp::diagnostic::Diagnostic;

const HEAD: &str = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: Parkenheten}\n";

fn of_code<'f>(found: &'f Found, code: &str) -> Vec<&'f Diagnostic> {
    found.findings.iter().filter(|finding| finding.rule.code == code).collect()
}

/// Each name is found once; as many as `told` of them are told what was meant, the first ones.
fn assert_first_are_told(found: &Found, code: &str, count: usize, told: std::ops::Range<usize>) {
    let findings = of_code(found, code);
    assert_eq!(findings.len(), count, "{code}");
    let with_fix = findings.iter().take_while(|finding| finding.fix.is_some()).count();
    assert!(told.contains(&with_fix), "{with_fix} of {count} {code} are told what was meant");
    assert!(findings[with_fix..].iter().all(|finding| finding.fix.is_none()), "{code}");
}

#[test]
fn unknown_keys_of_a_map() {
    let keys = |end: &str| (0..20_000).map(|at| format!("övrigtt_{at}: x{end}")).collect::<String>();
    let goal = |end: &str| (0..20_000).map(|at| format!("titell_{}: x{end}", letters(at))).collect::<String>();
    let found = Workspace::plan(format!("{HEAD}{}", keys("\n"))).check();
    assert_eq!(of_code(&found, "VP0103").len(), 20_000);
    let found = Workspace::plan(format!("{HEAD}mål: {{enhetsmål: [{{titel: A, {}nr: 1}}]}}\n", goal(", "))).check();
    assert_eq!(of_code(&found, "VP0103").len(), 20_000);
}

/// A number in letters, so that names are told apart by letters.
fn letters(mut number: usize) -> String {
    let mut letters = String::new();
    for _ in 0..4 {
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    letters
}

#[test]
fn unknown_goals_indicators_and_ids_of_a_follow_up() {
    let count = 700;
    let names = |start: &str| (0..count).map(|at| format!("{start}-{}", letters(at))).collect::<Vec<_>>();
    let ids = names("nämndens-mål-om-stöd");
    let board = ids.iter().map(|id| format!("    - {{id: {id}, titel: Mål {id}}}\n")).collect::<String>();
    let unit = ids.iter().map(|id| format!("    - {{titel: Eget {id}, till: {id}x}}\n")).collect::<String>();
    let found = Workspace::plan(format!("{HEAD}mål:\n  nämndmål:\n{board}  enhetsmål:\n{unit}")).check();
    assert_first_are_told(&found, "VP0301", count, 50..count);

    let report = ids.iter().map(|id| format!("  {id}x: {{bedömning: helt}}\n")).collect::<String>();
    let scene = Workspace::plan(format!("{HEAD}mål:\n  nämndmål:\n{board}"))
        .file("t1.yaml", format!("vp: 1\ndokument: tertialrapport\nperiod: T1\nmål:\n{report}"));
    assert_first_are_told(&scene.check(), "VP0504", count, 50..count);
}

#[test]
fn names_that_are_texts_have_no_near_name() {
    let long = "a".repeat(20_000);
    let goals =
        format!("mål:\n  nämndmål:\n    - {{id: {long}, titel: A}}\n  enhetsmål:\n    - {{titel: B, till: b{long}}}\n");
    let found = Workspace::plan(format!("{HEAD}{goals}")).check();
    assert_first_are_told(&found, "VP0301", 1, 0..1);
}
