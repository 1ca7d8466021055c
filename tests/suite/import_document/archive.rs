//! Ten years of documents become a workspace that is checked, whose indicators have gone somewhere, and whose years are compared.

use crate::workspace::Workspace;

/// The plan of a year. Its goal is put in other words now and then.
fn plan(year: i32) -> String {
    let title =
        ["Familjer får svar inom utlovad tid", "Familjer får besked inom utlovad tid"][usize::from(year >= 2020)];
    let target = 70 + (year - 2015) * 2;
    format!(
        "vp: 1\ndokument: verksamhetsplan\når: {year}\norganisation: {{nämnd: Exempelby socialnämnd, enhet: Norra enheten}}\n\
inledning: Enheten ger stöd till barn och deras familjer.\nmål:\n  nämndmål:\n    - {{id: svar, titel: Den som frågar får svar}}\n  enhetsmål:\n    - id: tid\n      till: svar\n      titel: {title}\n      förväntat_resultat: Färre ringer två gånger.\n      indikatorer:\n        - {{id: väntetid, namn: Andel som får svar inom tre dagar, årsmål: {target} %, periodicitet: Tertial, riktning: högre}}\n      aktiviteter:\n        - {{id: telefon, namn: Telefonen bemannas hela dagen, start: {year}-01-01, slut: {year}-12-31}}\n"
    )
}

fn report(year: i32) -> String {
    let outcome = 69 + (year - 2015) * 2;
    format!(
        "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nmål:\n  tid: {{bedömning: helt}}\nindikatorer:\n  väntetid: {{utfall: {outcome} %}}\naktiviteter:\n  telefon: {{status: genomförd}}\n"
    )
}

#[test]
fn ten_years_become_a_workspace_that_is_compared_and_drawn() {
    let years = (2015..2025).filter(|year| *year != 2018);
    let mut files = Vec::new();
    for year in years.clone() {
        files.push((format!("plans/{year}/norra/plan.yaml"), plan(year)));
        files.push((format!("plans/{year}/norra/vb.yaml"), report(year)));
    }
    // What was written before lies elsewhere: the archive has its pages alone.
    let (source, workspace) = (Workspace::with(files), Workspace::new());
    let archive = workspace.path("arkiv").to_string_lossy().into_owned();
    // What the plans lack does not stop their pages.
    let built = source.run(&["build", "-f", "docx", "-o", &archive]);
    assert!(built.code < 2, "{}", built.err);
    let ran = workspace.run_with(&["import", "documents", "arkiv"], &[("VP_LANG", "sv")]);
    assert_eq!(ran.err.lines().count(), 18, "{}", ran.err);
    assert!(ran.code < 2 && !ran.err.contains("inte förstått: 1"), "{}", ran.err);
    // What a person must decide is named; nothing that is written is wrong.
    let found = workspace.run(&["check"]).out;
    assert!(found.contains("VP0409") && !found.contains("VP0306") && !found.contains("VP01"), "{found}");
    let trend = workspace.run(&["trend"]).exits(0).out;
    for year in years {
        assert!(trend.contains(&format!("{year}  {}\u{a0}%", 69 + (year - 2015) * 2)), "{year} is in {trend}");
    }
    assert!(!trend.contains("2018"), "{trend}");
    let plan = workspace.read("plans/2020/norra-enheten/plan.yaml");
    assert!(
        plan.contains(
            "      # kontrollera: målet liknar ett i en annan plan\n      ersätter: [familjer-får-svar-inom-utlovad-tid]\n"
        ),
        "{plan}"
    );
    let compared = workspace.run_with(&["diff", "2017", "2020"], &[("VP_LANG", "sv")]).exits(0).out;
    assert!(
        compared.contains("Omformulerat, enligt ”ersätter”") && compared.contains("höjs från 74\u{a0}% till 80\u{a0}%"),
        "{compared}"
    );
}
