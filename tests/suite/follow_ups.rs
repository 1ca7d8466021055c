//! What is found in follow-ups, in the corners that the rules' examples do not reach.

use std::path::Path;

use crate::scene::Found;
use crate::workspace::Workspace;
use vp::diagnostic::Severity;

/// A unit's plan with these lines under its goal.
fn plan(of_goal: &str) -> String {
    format!(
        "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {{kommun: Exempelby kommun, nämnd: Nämnden}}\nmål:\n  \
         nämndmål:\n    - id: mål\n      titel: Barn är delaktiga\n      beskrivning: Så är det.\n      \
         förväntat_resultat: Barnen vet.\n{of_goal}"
    )
}

const TERTIAL: &str = "      indikatorer:\n        - {id: a, namn: Mått A, årsmål: 80 %, periodicitet: Tertial, riktning: \
                       högre, könsuppdelad: nej}\n";

const YEARLY: &str = "      indikatorer:\n        - {id: a, namn: Mått A, årsmål: 80 %, periodicitet: År, riktning: högre, \
                      könsuppdelad: ja}\n";

const ACTIVITIES: &str = "      aktiviteter:\n        - {id: vår, namn: Vårens, start: 2025-02-01, slut: 2025-04-30}\n        \
                          - {id: höst, namn: Höstens, start: 2025-09-01, slut: 2025-11-30}\n";

fn report(period: &str, body: &str) -> String {
    let kind = if period == "VB" { "verksamhetsberättelse" } else { "tertialrapport" };
    format!("vp: 1\ndokument: {kind}\nperiod: {period}\n{body}")
}

/// What these files bring: of each finding of a follow-up's rules the code, the file and the text at its place.
fn found<T: AsRef<str>>(files: &[(&str, T)]) -> Vec<String> {
    let mut scene = Workspace::new();
    for (path, text) in files {
        scene = scene.file(path, text.as_ref());
    }
    told(&scene.check())
}

fn told(found: &Found) -> Vec<String> {
    const OTHERS: [&str; 3] = ["VP0404", "VP0905", "VP0105"];
    let wanted =
        |code: &str| code.starts_with("VP05") || OTHERS.contains(&code) || ["VP0605", "VP0606"].contains(&code);
    let findings = found.findings.iter().filter(|finding| wanted(finding.rule.code));
    let lines = findings.map(|finding| {
        let path = &found.loaded.sources.get(finding.span.source).path;
        let path = Path::new(path).file_stem().unwrap_or_default().to_string_lossy();
        let mild = if finding.level < finding.rule.level { " mild" } else { "" };
        format!("{}{mild} {path}: {}", finding.rule.code, found.text(finding.span))
    });
    lines.collect()
}

#[track_caller]
fn assert_found<T: AsRef<str>>(files: &[(&str, T)], expected: &[&str]) {
    assert_eq!(found(files), expected);
}

/// Another plan of the same year whose reports are all there: so the archive does not begin in the middle of it.
fn neighbour() -> [(String, String); 3] {
    let plan = plan("").replace("nämnd: Nämnden", "nämnd: Grannämnden");
    let [first, second] = ["T1", "T2"].map(|period| report(period, "mål: {mål: {analys: Det går.}}\n"));
    [("granne/plan.yaml".to_owned(), plan), ("granne/t1.yaml".to_owned(), first), ("granne/t2.yaml".to_owned(), second)]
}

fn with_plan(of_goal: &str, reports: &[(&'static str, &str)]) -> Vec<(String, String)> {
    let mut files = vec![("plan.yaml".to_owned(), plan(of_goal))];
    files.extend(neighbour());
    files
        .extend(reports.iter().map(|(period, body)| (format!("{}.yaml", period.to_lowercase()), report(period, body))));
    files
}

#[track_caller]
fn assert_reports(of_goal: &str, reports: &[(&'static str, &str)], expected: &[&str]) {
    let files = with_plan(of_goal, reports);
    let files: Vec<(&str, &String)> = files.iter().map(|(path, text)| (path.as_str(), text)).collect();
    assert_found(&files, expected);
}

const ASSESSED: &str = "mål:\n  mål: {bedömning: helt}\n";

#[test]
fn a_period_that_the_model_does_not_have_is_met_with_those_that_fit() {
    let of = |period: &'static str| {
        let scene = Workspace::plan(plan(TERTIAL)).file("t.yaml", report(period, "indikatorer: {a: {utfall: 90 %}}\n"));
        let found = scene.check();
        assert_eq!(told(&found), [format!("VP0501 t: {period}")]);
        let finding = found.findings.iter().find(|finding| finding.rule.code == "VP0501").expect("it was found");
        let help = finding.help.as_ref().expect("it helps").sv.to_string();
        (help, finding.fix.as_ref().map(|fix| fix.text.clone()))
    };
    assert_eq!(of("T4"), ("skriv period: T1 eller T2".to_owned(), None));
    assert_eq!(of("TT2"), ("skriv period: T2".to_owned(), Some("T2".to_owned())));
}

#[test]
fn the_model_decides_which_occasion_is_the_last() {
    let model = "vp: 1\nstyrmodell:\n  rapporttillfällen: {delår: 06-30, helår: 12-31}\n  periodicitet: {Tertial: [delår, helår]}\n";
    let one = |kind: &str, period: &str| {
        format!("vp: 1\ndokument: {kind}\nperiod: {period}\nindikatorer: {{a: {{utfall: 90 %}}}}\n{ASSESSED}")
    };
    let files = |first: &str, second: &str| {
        [
            ("vp.yaml", model.to_owned()),
            ("plans/plan.yaml", plan(TERTIAL)),
            ("plans/delår.yaml", one(first, "delår")),
            ("plans/helår.yaml", one(second, "helår")),
        ]
    };
    assert_found(&files("tertialrapport", "verksamhetsberättelse"), &[]);
    assert_found(&files("verksamhetsberättelse", "tertialrapport"), &["VP0501 delår: delår", "VP0501 helår: helår"]);
}

#[test]
fn an_outcome_is_asked_for_once_and_not_where_something_else_is_wrong() {
    for (body, expected) in [
        ("indikatorer: {samtal: {utfall: 90 %}}\n", &[][..]),
        ("indikatorer: {samtal: {analys: Kommer i maj.}}\n", &[]),
        ("indikatorer: {samtal: {utfall: saknas, analys: Kommer i maj.}}\n", &[]),
        ("", &["VP0502 t1: T1"]),
        ("indikatorer:\n", &["VP0502 t1: indikatorer"]),
        ("indikatorer:\n  samtal:\n", &["VP0502 t1: indikatorer"]),
        ("indikatorer:\n  samtal:\n    utfall:\n    analys: |\n", &["VP0502 t1: samtal"]),
        ("indikatorer: {samtal: {män: 90 %, kvinnor: 91 %}}\n", &["VP0502 t1: samtal"]),
        ("indikatorer: {samtal: 90 %}\n", &["VP0105 t1: 90 %"]),
        ("indikatorer: {samtal: {utfall: [90]}}\n", &["VP0105 t1: [90]"]),
        ("indikatorer:\n  - {samtal: {utfall: 90 %}}\n", &["VP0105 t1: - {samtal: {utfall: 90 %}}"]),
        ("indikatorer: {samtal: {utfal: 90 %}}\n", &[]),
        ("indikatorer: {samtall: {utfall: 90 %}}\n", &["VP0504 t1: samtall"]),
        ("indikatorer: {annat: {utfall: 90 %}}\n", &["VP0504 t1: annat"]),
    ] {
        let found =
            found(&[("plan.yaml", plan(&TERTIAL.replace("id: a", "id: samtal"))), ("t1.yaml", report("T1", body))]);
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(found, expected, "{body}");
    }
}

#[test]
fn what_is_missing_is_said_in_the_file_of_those_who_answer_for_it() {
    let of_goal = "      indikatorer:\n        - {id: a, namn: Mått A, årsmål: 8, periodicitet: Tertial, riktning: högre, \
                   ansvarig: gruppen}\n        - {id: b, namn: Mått B, årsmål: 8, periodicitet: Tertial, riktning: högre}\n";
    let part = report("T1", "för: Gruppen\nindikatorer:\n");
    let rest = report("T1", "");
    assert_found(
        &[("plan.yaml", plan(of_goal)), ("a-del.yaml", part), ("t1.yaml", rest)],
        &["VP0502 a-del: indikatorer", "VP0502 t1: T1"],
    );
}

#[test]
fn inherited_indicators_are_answered_for_and_own_goals_only() {
    let board = plan(TERTIAL);
    let unit = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {kommun: Exempelby kommun, nämnd: Nämnden, enhet: \
                Enheten}\nbygger_på: ../plan.yaml\nmål:\n  enhetsmål:\n    - {id: eget, till: mål, titel: Vårt mål}\n";
    let files = |body: &str| {
        [("plan.yaml", board.clone()), ("enhet/plan.yaml", unit.to_owned()), ("enhet/t1.yaml", report("T1", body))]
    };
    assert_found(&files(""), &["VP0502 t1: T1", "VP0505 mild t1: T1"]);
    assert_found(&files("indikatorer: {a: {utfall: 90 %}}\n"), &["VP0505 mild t1: T1"]);
    assert_found(
        &files("indikatorer: {a: {utfall: 90 %}}\nmål: {eget: {titel: Vårt mål}}\n"),
        &["VP0505 mild t1: eget"],
    );
    assert_found(&files("indikatorer: {a: {utfall: 90 %}}\nmål: {eget: {analys: Det går.}}\n"), &[]);
    assert_found(&files("indikatorer: {a: {utfall: 90 %}}\nmål: {egett: {analys: Det går.}}\n"), &["VP0504 t1: egett"]);
    // Nothing can be said to be missing where a plan above is.
    let lonely = unit.replace("../plan.yaml", "../borta.yaml");
    assert_found(&[("enhet/plan.yaml", lonely), ("enhet/t1.yaml", report("T1", ""))], &[]);
}

#[test]
fn an_outcome_at_another_occasion_is_one_that_says_something() {
    let told = |body: &str| found(&[("plan.yaml", plan(YEARLY)), ("t1.yaml", report("T1", body))]);
    assert_eq!(told("indikatorer: {a: {utfall: 9 %, män: 9 %, kvinnor: 9 %}}\n"), ["VP0503 t1: 9 %"]);
    assert_eq!(told("indikatorer: {a: {utfall: saknas, analys: Mäts i höst.}}\n"), [""; 0]);
    assert_eq!(told("indikatorer: {a: {utfall: }}\n"), ["VP0505 mild t1: T1"]);
}

#[test]
fn activities_are_reported_from_their_beginning_until_they_are_done() {
    assert_reports(ACTIVITIES, &[("T1", "aktiviteter:\n")], &["VP0505 mild t1: aktiviteter"]);
    let done = "aktiviteter: {vår: {status: genomförd}}\n";
    let form = "aktiviteter:\n  vår:\n    status:\n  höst:\n    status:\n    avvikelse:\n";
    let ended = format!("{ASSESSED}aktiviteter: {{höst: {{status: genomförd}}}}\n");
    assert_reports(ACTIVITIES, &[("T1", done), ("T2", form), ("VB", &ended)], &[]);
    let last = format!("{ASSESSED}{form}");
    assert_reports(ACTIVITIES, &[("T1", done), ("VB", &last)], &["VP0509 vb: VB", "VP0505 vb: höst"]);
    let ongoing = "aktiviteter: {vår: {status: pågår}}\n";
    assert_reports(ACTIVITIES, &[("T1", ongoing), ("T2", form)], &["VP0505 mild t2: vår"]);
    assert_reports(ACTIVITIES, &[("T1", "aktiviteter: {våren: {status: pågår}}\n")], &["VP0504 t1: våren"]);
    assert_reports(ACTIVITIES, &[("T1", "aktiviteter: {vår: {status: [pågår]}}\n")], &["VP0105 t1: [pågår]"]);
}

#[test]
fn what_has_the_id_of_something_else_needs_one_of_its_own() {
    let same = "      aktiviteter:\n        - {namn: Städa, start: 2025-02-01, slut: 2025-04-30}\n        - {namn: Städa!, \
                start: 2025-02-01, slut: 2025-04-30}\n";
    let scene =
        Workspace::plan(plan(same)).file("t1.yaml", report("T1", "aktiviteter: {städa: {status: genomförd}}\n"));
    let found = scene.check();
    assert_eq!(told(&found), ["VP0505 mild t1: aktiviteter"]);
    let finding = found.findings.iter().find(|finding| finding.rule.code == "VP0505").expect("it was found");
    assert!(finding.message.sv.contains("”Städa!”"), "{}", finding.message.sv);
    assert!(finding.help.as_ref().is_some_and(|help| help.sv.contains("skriv ett eget id: på ”Städa!”")));
    // Two written ids that are the same are said in the plan.
    let written = same.replace("{namn", "{id: s, namn");
    assert_reports(&written, &[("T1", "aktiviteter: {s: {status: genomförd}}\n")], &[]);
}

#[test]
fn an_indicator_due_only_within_the_year_is_reported_at_some_occasion() {
    let model = "vp: 1\nstyrmodell:\n  periodicitet: {Tertial: [T1]}\n";
    let files = |t1: &str, vb: &str| {
        [
            ("vp.yaml", model.to_owned()),
            ("plans/plan.yaml", plan(TERTIAL)),
            ("plans/t1.yaml", report("T1", t1)),
            ("plans/vb.yaml", report("VB", &format!("{ASSESSED}{vb}"))),
        ]
    };
    let given = "indikatorer: {a: {utfall: 81 %}}\n";
    assert_found(&files(given, ""), &[]);
    assert_found(&files("mål: {mål: {bedömning: helt}}\n", ""), &["VP0502 t1: T1", "VP0505 vb: VB"]);
    assert_found(&files(given, "indikatorer: {a: {utfall: }}\n"), &[]);
}

#[test]
fn a_status_is_wanted_once_the_end_has_passed_unless_it_was_given_before() {
    let words = "aktiviteter: {vår: {analys: Allt gick bra.}}\n";
    assert_reports(ACTIVITIES, &[("T1", words)], &["VP0605 t1: vår"]);
    let done = "aktiviteter: {vår: {status: genomförd}}\n";
    assert_reports(ACTIVITIES, &[("T1", done), ("T2", words)], &[]);
    let wrong = "aktiviteter: {vår: {status: klart, analys: Allt gick bra.}}\n";
    assert_reports(ACTIVITIES, &[("T1", wrong)], &["VP0105 t1: klart"]);
    let cancelled = "aktiviteter: {vår: {status: avbruten, analys: Pengarna tog slut.}}\n";
    assert_reports(ACTIVITIES, &[("T1", cancelled)], &["VP0606 t1: avbruten"]);
}

#[test]
fn genders_are_asked_for_where_the_plan_does_and_the_groups_are_not_too_small() {
    let told = |entry: &str| {
        let body = format!("{ASSESSED}indikatorer: {{a: {{{entry}}}}}\n");
        found(&[("plan.yaml", plan(&YEARLY.replace("År", "Tertial"))), ("t1.yaml", report("T1", &body))])
    };
    assert_eq!(told("utfall: 81 %"), ["VP0506 mild t1: 81 %"]);
    assert_eq!(told("utfall: saknas, analys: Mäts inte."), [""; 0]);
    assert_eq!(told("utfall: 81 %, män: 80 %"), ["VP0506 mild t1: 80 %"]);
    assert_eq!(told("utfall: 81 %, män: 80 %, kvinnor: saknas"), [""; 0]);
    assert_eq!(told("utfall: 81 %, antal_män: 3"), [""; 0]);
    assert_eq!(told("utfall: 81 %, antal_män: 30"), ["VP0506 mild t1: 81 %"]);
    assert_eq!(told("utfall: 81 %, män: 80 %, kvinnor: 82 %, antal_män: 4, antal_kvinnor: 5"), ["VP0905 t1: 80 %"]);
    assert_eq!(told("utfall: 81 %, män: saknas, kvinnor: 82 %, antal_män: 4"), [""; 0]);
    assert_eq!(told("utfall: 70 %, män: 80 %, kvinnor: 82 %"), ["VP0506 t1: 70 %"]);
    // Units that differ are said once for each unit, and nothing else is made of them.
    assert_eq!(told("utfall: 70, män: 80, kvinnor: 82 %"), ["VP0404 t1: 70"]);
    assert_eq!(told("utfall: 70, män: 80 st, kvinnor: 82 st"), ["VP0404 t1: 70", "VP0404 t1: 80 st"]);
}

#[test]
fn last_years_figure_comes_from_the_report_or_the_series() {
    let series = YEARLY.replace("könsuppdelad: ja", "könsuppdelad: nej, serie: {2024: 78 %}");
    let vb = |previous: &str| format!("{ASSESSED}indikatorer:\n  a:\n    utfall: 81 %\n    föregående: {previous}\n");
    assert_reports(&series, &[("VB", &vb("78,0 procent"))], &[]);
    assert_reports(&series, &[("VB", &vb("ca 79 %"))], &["VP0511 mild vb: ca 79 %"]);
    assert_reports(&series, &[("VB", &vb("saknas"))], &["VP0507 vb: saknas"]);
    // A figure without its unit is one slip.
    assert_reports(&series, &[("VB", &vb("78"))], &["VP0404 vb: 78"]);
    let before = plan(YEARLY).replace("2025", "2024");
    let last = report(
        "VB",
        &format!("plan: 2024.yaml\n{ASSESSED}indikatorer: {{a: {{utfall: 70 %, män: 70 %, kvinnor: 70 %}}}}\n"),
    );
    let found = found(&[
        ("2024.yaml", before),
        ("plan.yaml", plan(&series)),
        ("vb-2024.yaml", last),
        ("vb.yaml", report("VB", &vb("78 %"))),
    ]);
    // The series of the plan is wrong by the same report.
    assert_eq!(found, ["VP0514 plan: 78 %", "VP0507 vb: 78 %"]);
}

#[test]
fn a_gap_is_said_once_and_only_where_something_was_due() {
    let body = format!("{ASSESSED}indikatorer: {{a: {{utfall: 81 %}}}}\n");
    let body = body.as_str();
    assert_reports(TERTIAL, &[("VB", body)], &["VP0509 vb: VB"]);
    assert_reports(TERTIAL, &[("T2", body), ("VB", body)], &["VP0509 t2: T2"]);
    assert_reports(TERTIAL, &[("T1", body), ("VB", body)], &["VP0509 vb: VB"]);
    assert_reports(&YEARLY.replace("könsuppdelad: ja", "könsuppdelad: nej"), &[("VB", body)], &[]);
    // An archive that begins with the annual report lacks nothing.
    assert_found(&[("plan.yaml", plan(TERTIAL)), ("vb.yaml", report("VB", body))], &[]);
    // The report whose period is misspelt may be the missing one.
    let mut files = with_plan(TERTIAL, &[("T2", body)]);
    files.push(("fel.yaml".to_owned(), report("T 1", body)));
    let files: Vec<(&str, &String)> = files.iter().map(|(path, text)| (path.as_str(), text)).collect();
    assert_found(&files, &["VP0501 fel: T 1"]);
}

#[test]
fn a_single_file_outside_a_workspace_is_checked_with_the_reports_beside_it() {
    let done = report("T1", "aktiviteter: {vår: {status: genomförd}}\n");
    let scene = Workspace::plan(plan(ACTIVITIES)).file("t1.yaml", done).file("t2.yaml", report("T2", ASSESSED));
    let alone = Found::of(&scene.path("t2.yaml"));
    assert_eq!(told(&alone), [""; 0]);
    assert_eq!(alone.loaded.asked().count(), 1);
}

#[test]
fn wordings_are_the_same_whatever_their_spaces_and_signs() {
    let told = |body: &str| found(&[("plan.yaml", plan(TERTIAL)), ("t1.yaml", report("T1", body))]);
    assert_eq!(
        told(
            "indikatorer: {a: {utfall: 90 %, namn: 'Ma\u{30a}tt   A '}}\nmål: {mål: {titel: Barn a\u{308}r delaktiga}}\n"
        ),
        [""; 0]
    );
    assert_eq!(
        told("indikatorer: {a: {utfall: 90 %}}\nmål: {mål: {titel: Barn är med}}\n"),
        ["VP0510 t1: Barn är med"]
    );
}

#[test]
fn an_approximate_figure_is_an_info_and_words_are_a_mistake() {
    let body = "indikatorer: {a: {utfall: <5, män: 20–25 %, kvinnor: bra, föregående: se i fjol}}\n";
    let scene = Workspace::plan(plan(TERTIAL)).file("t1.yaml", report("T1", body));
    let found = scene.check();
    let told: Vec<(Severity, &str)> = found
        .findings
        .iter()
        .filter(|finding| finding.rule.code == "VP0511")
        .map(|finding| (finding.level, found.text(finding.span)))
        .collect();
    assert_eq!(
        told,
        [(Severity::Info, "<5"), (Severity::Info, "20–25 %"), (Severity::Error, "bra"), (Severity::Error, "se i fjol")]
    );
}
