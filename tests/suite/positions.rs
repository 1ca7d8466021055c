//! Findings stand where the text meant stands, whatever stands before it.

use crate::scene::Found;
use crate::workspace::Workspace;
use vp::diagnostic::Language;

const HEAD: &str = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: Parkenheten}\n";

/// The text without the marks «», and the text between them.
fn unmarked(marked: &str) -> (String, &str) {
    let (before, rest) = marked.split_once('«').expect("the place is marked");
    let (meant, after) = rest.split_once('»').expect("the place is marked");
    (format!("{before}{meant}{after}"), meant)
}

/// Line and column of the mark, counted here anew: code points from 1, a byte order mark is none.
fn counted(marked: &str) -> (usize, usize) {
    let before = &marked[..marked.find('«').expect("the place is marked")];
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |found| found + 1);
    (line, before[start..].trim_start_matches('\u{feff}').chars().count() + 1)
}

/// The file holds one finding of this code, at the mark.
fn assert_found(found: &Found, path: &str, marked: &str, code: &str) {
    let (_, meant) = unmarked(marked);
    let here: Vec<_> = found.findings.iter().filter(|finding| finding.rule.code == code).collect();
    assert_eq!(here.len(), 1, "{code} in\n{marked}\nfound: {}", found.report(Language::Swedish));
    assert_eq!(found.text(here[0].span), meant, "{marked}");
    let source = found.loaded.sources.get(here[0].span.source);
    let position = source.position(here[0].span.start);
    let (line, column) = counted(marked);
    assert_eq!((position.line, position.column), (line, column), "{marked}");
    assert!(source.path.ends_with(path), "{} is not {path}", source.path);
    let report = found.report(Language::English);
    assert!(report.contains(&format!("{path}:{line}:{column}\n")), "no {path}:{line}:{column} in\n{report}");
}

/// The same text as written on other systems: line ends, a byte order mark, letters in both Unicode forms.
fn variants(marked: &str) -> Vec<String> {
    let decomposed = |text: &str| text.replace('å', "a\u{30a}").replace('ä', "a\u{308}").replace('ö', "o\u{308}");
    // Only a comment and texts are decomposed: keys in that form have a finding of their own.
    let before =
        |text: &str| format!("# Två rader för å, ä och ö 😀\n# {}\n{text}", decomposed("Grönområden på åtta håll"));
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let plain = before(marked);
    vec![
        marked.to_owned(),
        plain.clone(),
        crlf(&plain),
        format!("\u{feff}{plain}"),
        format!("\u{feff}{}", crlf(marked)),
    ]
}

fn assert_all(code: &str, body: &str) {
    for marked in variants(&format!("{HEAD}{body}")) {
        let (text, _) = unmarked(&marked);
        assert_found(&Workspace::plan(text).check(), "plan.yaml", &marked, code);
    }
}

#[test]
fn after_letters_in_both_forms_and_emoji() {
    let goal = "mål:\n  enhetsmål:\n    - titel: Ga\u{308}ss o\u{308}verallt på ängarna 😀🦆\n";
    assert_all("VP0103", &format!("{goal}      «ansvarigt»: Chefen\n"));
    assert_all("VP0301", &format!("{goal}      till: «ingenting»\n"));
}

#[test]
fn within_a_line_after_letters_emoji_and_tabs() {
    let activity = "mål:\n  enhetsmål:\n    - titel: Gäss\n      aktiviteter:\n";
    assert_all("VP0105", &format!("{activity}        - {{namn: \"Å\tä\to\u{308} 😀\", slut: «2025-02-30»}}\n"));
    assert_all("VP0103", &format!("{activity}        - {{namn: 'Fa\u{30a}glar  på taket', «slutt»: 2025-02-20}}\n"));
}

#[test]
fn after_a_text_of_several_lines() {
    let text = "inledning: |\n  Första raden, ga\u{308}rna lång 😀.\n\n    - indragen\tmed tabb\n  Sista raden.\n\n";
    assert_all("VP0103", &format!("{text}«inledningar»: x\n"));
    let folded = "inledning: >-\n  Första raden\n  åäö 😀\n";
    assert_all("VP0103", &format!("{folded}«övrigtt»: x\n"));
}

#[test]
fn where_reading_stops() {
    assert_all("VP0102", "mål:\n  enhetsmål:\n    - titel: Å\u{308} 😀«:» ärter\n");
    assert_all("VP0102", "inledning: |\n  Åter\n  och åter 😀\n«\t»mål: x\n");
    assert_all("VP0109", "mål:\n  enhetsmål:\n    - titel: «*ängar»\n");
}

#[test]
fn within_a_text_of_several_lines() {
    assert_all(
        "VP0108",
        "inledning: |\n  Ga\u{30a} hit 😀:\n\n    «![Karta över ån](bilder/finns-inte.png)» och vidare\n  slut\n",
    );
    assert_all("VP0108", "mål:\n  enhetsmål:\n    - titel: A\n      arbetssätt: |\n        å\n        «![K](k.png)»\n");
}

#[test]
fn within_a_text_in_a_file_of_its_own() {
    let plan = format!("{HEAD}inledning: {{fil: texter/å.md}}\n");
    for marked in variants("## Vårt uppdrag\n\nVi ska\u{308} 😀 «![Karta](karta.png)» här\n") {
        let (text, _) = unmarked(&marked);
        let scene = Workspace::plan(&plan).file("texter/å.md", text);
        assert_found(&scene.check(), "texter/å.md", &marked, "VP0108");
    }
}

#[test]
fn of_both_places_that_disagree() {
    let marked = format!("{HEAD}årsmål: {{}}\n«årsmål»: {{}}\n");
    let found = Workspace::plan(unmarked(&marked).0).check();
    assert_found(&found, "plan.yaml", &marked, "VP0104");
    let finding = found.findings.iter().find(|finding| finding.rule.code == "VP0104").expect("it was found above");
    let other = &finding.others[0];
    assert_eq!(found.text(other.span), "årsmål");
    assert_eq!(found.loaded.sources.get(other.span.source).position(other.span.start).line, 5);
}
