//! Times in words, plans for a school year, and what is reported in some years only.

use crate::workspace::Workspace;

const HEAD: &str = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Lillby, enhet: Parken}\n";

fn activity(times: &str) -> String {
    format!("{HEAD}mål:\n  enhetsmål:\n    - titel: Ett\n      aktiviteter:\n        - {{namn: Gräva, {times}}}\n")
}

#[test]
fn a_time_in_words_is_read_as_days_and_printed_as_written() {
    for (times, start, end, cells) in [
        ("slut: 2026-06-30", None, "2026-06-30", "| Gräva | | 2026-06-30 |"),
        ("klart: Q1 2026", None, "2026-03-31", "| Gräva | | Q1 2026 |"),
        ("start: v. 10, slut: v. 12", Some("2026-03-02"), "2026-03-22", "| Gräva | v. 10 | v. 12 |"),
        ("klart: löpande", None, "2026-12-31", "| Gräva | | löpande |"),
        ("start: hösten 2026, klart: våren 2027", Some("2026-08-01"), "2027-06-30", "| hösten 2026 | våren 2027 |"),
        ("start: 2026-02-01, slut: andra halvåret", Some("2026-02-01"), "2026-12-31", "| andra halvåret |"),
    ] {
        let found = Workspace::plan(activity(times)).check();
        let codes = found.codes();
        let wrong = ["VP0105", "VP0601", "VP0602", "VP0603"];
        assert!(!codes.iter().any(|code| wrong.contains(code)), "{times}: {codes:?}");
        let read = &found.loaded.resolved.documents[0].goals[0].activities[0];
        let date = |value: &vp::model::Value<jiff::civil::Date>| value.as_ref().map(|date| date.value.to_string());
        assert_eq!((date(&read.start).as_deref(), date(&read.end).as_deref()), (start, Some(end)), "{times}");
        let workspace = Workspace::with([("plan.yaml", activity(times))]);
        workspace.vp(["build", "plan.yaml", "--format", "markdown"]).end();
        let page = workspace.read("build/plan.md");
        assert!(page.contains(cells), "{times}: {page}");
    }
}

#[test]
fn what_is_no_time_is_reported_and_so_are_two_ends() {
    for (times, code) in [
        ("klart: snart", "VP0105"),
        ("slut: 2026-02-30", "VP0105"),
        ("klart: v. 60", "VP0105"),
        ("slut: 2026-06-30, klart: hösten", "VP0105"),
        ("start: 2026-02-01", "VP0601"),
        ("klart: hösten 2024", "VP0603"),
        ("start: hösten, slut: våren", "VP0602"),
    ] {
        let codes = Workspace::plan(activity(times)).check().codes();
        assert!(codes.contains(&code), "{times}: {codes:?}");
    }
}

#[test]
fn a_school_year_begins_in_one_year_and_ends_in_the_next() {
    let model = "vp: 1\nstyrmodell:\n  nivåer: [{nyckel: mål, rubrik: Mål, ägare: nämnd}]\n  året_börjar: 08-01\n  \
                 rapporttillfällen: {Höst: 12-31, Vår: 07-31}\n  periodicitet: {Läsår: [Vår]}\n";
    let plan = "vp: 1\ndokument: verksamhetsplan\når: 2025/2026\norganisation: {kommun: Lillby, nämnd: Skolnämnden}\nmål:\n  \
                mål: [{id: m, titel: Läsa, aktiviteter: [{id: a, namn: Öva, start: hösten, klart: våren, ansvarig: Rektorn}]}]\n";
    let found = Workspace::new().file("vp.yaml", model).file("plans/plan.yaml", plan).check();
    assert_eq!(found.codes(), [""; 0], "{:?}", found.findings);
    let resolved = &found.loaded.resolved;
    let until = |occasion| resolved.reported_until(0, occasion).expect("the plan has a year").to_string();
    assert_eq!((until(0), until(1)), ("2025-12-31".to_owned(), "2026-07-31".to_owned()));
    assert!(resolved.is_last(1));
    let workspace = Workspace::with([("vp.yaml", model), ("plans/2025/plan.yaml", plan)]);
    workspace.vp(["build", "--format", "markdown"]).end().exits(0);
    assert!(workspace.read("build/2025/plan.md").contains("# Verksamhetsplan 2025/2026 för Skolnämnden"));
    workspace.vp(["new", "year", "2026"]).end().exits(0);
    assert!(workspace.read("plans/2026/plan.yaml").contains("år: 2026/2027"));
}

#[test]
fn the_days_of_a_plan_can_be_written() {
    let plan = |period: &str| format!("{}period: {{{period}}}\n", HEAD.replace("2026", "2025/26"));
    let days = |text: String| {
        Workspace::plan(text).check().loaded.resolved.documents[0].days().map(|(a, b)| format!("{a}–{b}"))
    };
    assert_eq!(days(plan("start: 2025-08-15, slut: 2026-06-10")).as_deref(), Some("2025-08-15–2026-06-10"));
    assert_eq!(days(HEAD.replace("2026", "2025/2026")).as_deref(), Some("2025-07-01–2026-06-30"));
    assert_eq!(days(HEAD.to_owned()).as_deref(), Some("2026-01-01–2026-12-31"));
    let found = Workspace::plan(plan("start: 2026-08-15, slut: 2026-06-10")).check();
    assert!(found.codes().contains(&"VP0105"), "{:?}", found.codes());
    let found = Workspace::plan(HEAD.replace("2026", "2025/2027")).check();
    assert!(found.codes().contains(&"VP0105"), "{:?}", found.codes());
}

#[test]
fn every_second_year_is_asked_for_in_the_years_between_only() {
    let plan = |year: i16, serie: &str| {
        format!(
            "vp: 1\ndokument: verksamhetsplan\når: {year}\norganisation: {{kommun: Lillby, enhet: Parken}}\nmål:\n  enhetsmål: \
             [{{id: m, titel: Ett, indikatorer: [{{id: i, namn: Nöjda, årsmål: 80 %, riktning: högre, periodicitet: Vartannat \
             år{serie}}}]}}]\n"
        )
    };
    let report = "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nmål: {m: {bedömning: helt, analys: Bra.}}\n";
    let asks = |scene: Workspace| scene.check().codes().iter().any(|code| ["VP0502", "VP0505"].contains(code));
    let alone = |serie: &str| {
        Workspace::new().file("plans/2026/plan.yaml", plan(2026, serie)).file("plans/2026/vb.yaml", report)
    };
    assert!(asks(alone("")), "nobody knows of a year before");
    assert!(asks(alone(", serie: {2024: 70 %}")));
    assert!(!asks(alone(", serie: {2025: 70 %}")));
    let with_last_year = |outcome: &str| {
        alone("")
            .file("plans/2025/plan.yaml", plan(2025, ""))
            .file("plans/2025/vb.yaml", format!("{report}{outcome}"))
            .check()
    };
    let of_this_year = |outcome: &str| {
        let found = with_last_year(outcome);
        let sources = &found.loaded.sources;
        let is_of_2026 = |finding: &&vp::diagnostic::Diagnostic| sources.get(finding.span.source).path.contains("2026");
        found.findings.iter().filter(is_of_2026).any(|finding| ["VP0502", "VP0505"].contains(&finding.rule.code))
    };
    assert!(!of_this_year("indikatorer: {i: {utfall: 81 %}}\n"));
    assert!(of_this_year(""));
}
