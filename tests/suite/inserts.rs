//! `{{ … }}` in texts: which figure and which part is printed where, and what is said where nothing is.

mod as_written;

use crate::scene::Found;
use crate::workspace::Workspace;

/// A board and its unit over three years, with follow-ups of two of them; nothing is reported of 2022.
fn workspace() -> Vec<(String, String)> {
    let board = "vp: 1\ndokument: verksamhetsplan\når: YEAR\norganisation: {nämnd: Socialnämnden}\nmål:\n  nämndmål:\n    - id: trygghet\n      titel: Barn är trygga\n      beskrivning: Nämnden följer {{ årsmål ami }}.\n      indikatorer:\n        - {id: ami, namn: AMI, årsmål: 80, kf_årsmål: 82, periodicitet: Tertial, riktning: högre}\n";
    let unit = "vp: 1\ndokument: verksamhetsplan\når: YEAR\norganisation: {nämnd: Socialnämnden, enhet: Norra}\nbygger_på: ../plan.yaml\nårsmål: {ami: 7OWN}\nmål:\n  enhetsmål:\n    - id: delaktighet\n      till: trygghet\n      titel: Barn är med\n      förväntat_resultat: Fler är med.\n      arbetssätt: Vi frågar.\n      indikatorer:\n        - id: möten\n          namn: Antal möten\n          årsmål: 25\n          periodicitet: År\n          riktning: högre\n          serie: {2021: 11, 2022: 12}\n      aktiviteter:\n        - {id: kurs, namn: Hålla kurs, start: YEAR-02-01, slut: YEAR-06-30}\n";
    let mut files = Vec::new();
    for (year, own) in [("2023", "3"), ("2024", "4"), ("2025", "5")] {
        files.push((format!("plans/{year}/plan.yaml"), board.replace("YEAR", year)));
        let unit = unit.replace("YEAR", year).replace("OWN", own);
        files.push((format!("plans/{year}/norra/plan.yaml"), unit));
    }
    let mut report = |path: &str, text: &str| files.push((format!("plans/{path}.yaml"), format!("vp: 1\n{text}")));
    report(
        "2023/norra/vb",
        "dokument: verksamhetsberättelse\nperiod: VB\nindikatorer: {ami: {utfall: 71}, möten: {utfall: 13}}\n",
    );
    report(
        "2024/norra/t1",
        "dokument: tertialrapport\nperiod: T1\nindikatorer: {ami: {utfall: 72, kvinnor: 74, män: 70}}\n",
    );
    report(
        "2024/norra/t2",
        "dokument: tertialrapport\nperiod: T2\nindikatorer: {ami: {utfall: \"73,5\"}, möten: {utfall: saknas, analys: Räknas om.}}\n",
    );
    files
}

/// The Markdown of a page of the workspace in which a text is the value of a key.
fn printed(file: &str, key: &str, text: &str) -> String {
    let workspace = Workspace::with(workspace());
    let path = format!("plans/{file}.yaml");
    let text = text.replace('\n', "\n  ");
    workspace.write(&path, &format!("{}{key}: |\n  {text}\n", workspace.read(&path)));
    workspace.vp(["build", "--format", "md", "plans"]).end();
    let page = workspace.read(&format!("build/{file}.md"));
    let heading = if key == "inledning" { "## Inledning" } else { "## Övrigt" };
    let start = page.find(&format!("\n{heading}\n")).expect("the part is printed") + heading.len() + 2;
    let end = page[start..].find("\n## ").map_or(page.len(), |end| start + end);
    page[start..end].trim().replace('\u{a0}', "_")
}

#[test]
fn an_outcome_is_that_of_the_documents_own_time() {
    for (file, insert, expected) in [
        // A plan looks back, a follow-up speaks of its own occasion.
        ("2025/norra/plan", "utfall ami", "73,5"),
        ("2025/norra/plan", "utfall ami 2024", "73,5"),
        ("2025/norra/plan", "utfall ami T1 2024", "72"),
        ("2025/norra/plan", "utfall ami t1 kvinnor 2024", "74"),
        ("2025/norra/plan", "utfall ami 2023", "71"),
        ("2024/norra/plan", "utfall ami", "71"),
        ("2024/norra/t1", "utfall ami", "72"),
        ("2024/norra/t1", "utfall ami 2024", "72"),
        ("2024/norra/t2", "utfall ami", "73,5"),
        ("2024/norra/t2", "utfall ami T1", "72"),
        ("2024/norra/t2", "utfall ami 2024", "73,5"),
        // The workspace's follow-ups come before the series.
        ("2025/norra/plan", "utfall möten 2023", "13"),
        ("2025/norra/plan", "utfall möten 2022", "12"),
        ("2025/norra/plan", "utfall möten VB 2021", "11"),
    ] {
        let text = printed(file, "övrigt", &format!("Det blev {{{{ {insert} }}}}."));
        assert_eq!(text, format!("Det blev {expected}."), "{insert} in {file}");
    }
}

#[test]
fn a_target_is_the_one_that_the_documents_plan_prints() {
    for (file, insert, expected) in [
        ("2025/norra/plan", "årsmål ami", "75"),
        ("2025/plan", "årsmål ami", "80"),
        ("2024/norra/t1", "årsmål ami", "74"),
        ("2025/norra/plan", "årsmål ami 2023", "73"),
        ("2025/norra/plan", "kf_årsmål ami", "82"),
    ] {
        let text = printed(file, "övrigt", &format!("Målet är {{{{ {insert} }}}}."));
        assert_eq!(text, format!("Målet är {expected}."), "{insert} in {file}");
    }
}

#[test]
fn an_inherited_text_says_what_its_own_plan_says() {
    let workspace = Workspace::with(workspace());
    workspace.vp(["build", "plans"]).end();
    for page in ["2025/plan", "2025/norra/plan"] {
        assert!(workspace.read(&format!("build/{page}.md")).contains("Nämnden följer 80.\n"), "{page}");
        assert!(workspace.read(&format!("build/{page}.html")).contains("Nämnden följer 80.</p>"), "{page}");
    }
}

#[test]
fn a_goal_is_printed_in_the_form_of_the_document() {
    let plan = printed("2025/norra/plan", "inledning", "## Så\n\n{{ mål delaktighet }}\n\nSlut.");
    assert_eq!(
        plan,
        "### Så\n\n#### Enhetsmål: Barn är med\n\n##### Förväntat resultat\n\nFler är med.\n\n##### Arbetssätt\n\nVi frågar.\n\n\
         | Indikator | Årsmål | KF:s årsmål | Periodicitet | Utveckling |\n| --- | --- | --- | --- | --- |\n| [Enhet] Antal möten | 25 | | År | ↗ Bättre |\n\n\
         | Aktivitet | Startdatum | Slutdatum |\n| --- | --- | --- |\n| Hålla kurs | 2025-02-01 | 2025-06-30 |\n\nSlut."
    );
    let report = printed("2024/norra/t2", "övrigt", "{{ mål delaktighet }}");
    assert!(report.starts_with(
        "### Enhetsmål: Barn är med\n\n#### Förväntat resultat\n\nFler är med.\n\n| Indikator | Periodens"
    ));
    assert!(!report.contains("Arbetssätt"), "{report}");
}

#[test]
fn tables_hold_the_rows_asked_for() {
    let rows =
        |text: &str| text.lines().filter(|line| line.starts_with("| ")).skip(2).map(str::to_owned).collect::<Vec<_>>();
    let all = rows(&printed("2025/norra/plan", "övrigt", "{{ tabell indikatorer }}"));
    assert_eq!(
        all,
        ["| [Nämnd] AMI | 73,5 | 75 | 82 | Tertial | |", "| [Enhet] Antal möten | | 25 | | År | ↗ Bättre |"]
    );
    // Last year's outcome, and how it has gone, have columns where a row has any.
    let of_goal = rows(&printed("2025/norra/plan", "övrigt", "{{ indikatorer delaktighet }}"));
    assert_eq!(of_goal, ["| [Enhet] Antal möten | 25 | | År | ↗ Bättre |"]);
    let of_one = rows(&printed("2025/norra/plan", "övrigt", "{{ indikator ami }}"));
    assert_eq!(of_one, ["| [Nämnd] AMI | 73,5 | 75 | 82 | Tertial |"]);
    let activity = rows(&printed("2025/norra/plan", "övrigt", "{{ aktivitet kurs }}"));
    assert_eq!(activity, ["| Hålla kurs | 2025-02-01 | 2025-06-30 |"]);
    assert_eq!(rows(&printed("2025/norra/plan", "övrigt", "{{ tabell aktiviteter delaktighet }}")), activity);
    // One that is not due is shown all the same when it is asked for.
    let outcome = rows(&printed("2024/norra/t1", "övrigt", "{{ indikator möten }}"));
    assert_eq!(outcome, ["| [Enhet] Antal möten | | 25 | 2024 |"]);
}

#[test]
fn money_is_inserted_with_its_unit() {
    let scene = || {
        let plan = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: Norra}\ninledning: |\n  {{ budget }}\nekonomi:\n  budget:\n    belopp_i: mnkr\n    rader:\n      - {namn: Lokaler, kostnader: 2.5, intäkter: 0.5, netto: 2.0}\n";
        let report = "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\nsammanfattande_analys: |\n  {{ resultaträkning }}\n\n  {{ tabell budget }}\nekonomi:\n  resultaträkning:\n    belopp_i: tkr\n    kostnader:\n      - {namn: Lokaler, utfall: 2600, budget: 2500, avvikelse: -100}\n";
        Workspace::with([("plans/plan.yaml", plan), ("plans/vb.yaml", report)])
    };
    let workspace = scene();
    workspace.vp(["build", "plans"]).end();
    let plan = workspace.read("build/plan.md");
    assert_eq!(plan.matches("| Lokaler | 2,5 | 0,5 | 2,0 |").count(), 2, "{plan}");
    let report = workspace.read("build/vb.md");
    assert_eq!(report.matches("Beloppen anges i tkr").count(), 2, "{report}");
    assert_eq!(report.matches("| Lokaler | 2\u{a0}600 | 2\u{a0}500 | −100 |").count(), 2, "{report}");
    assert_eq!(report.matches("| Lokaler | 2,5 | 0,5 | 2,0 |").count(), 1, "{report}");
}

/// What is said of a text in the plan of 2025: the code, the place and the help.
fn said(text: &str) -> Vec<(String, String, String)> {
    let scene = workspace().into_iter().fold(Workspace::new(), |scene, (path, text)| match path.as_str() {
        "plans/2025/norra/plan.yaml" => scene,
        _ => scene.file(&path, text),
    });
    let (_, plan) = workspace().into_iter().find(|(path, _)| path == "plans/2025/norra/plan.yaml").expect("a plan");
    let text = text.replace('\n', "\n  ");
    let found = scene.file("plans/2025/norra/plan.yaml", format!("{plan}övrigt: |\n  {text}\n")).check();
    about_inserts(&found)
}

fn about_inserts(found: &Found) -> Vec<(String, String, String)> {
    let findings = found.findings.iter().filter(|finding| finding.rule.name.contains("insert"));
    let said = findings.map(|finding| {
        let help = finding.help.as_ref().map_or(String::new(), |help| help.sv.to_string());
        (finding.rule.code.to_owned(), found.text(finding.span).to_owned(), help)
    });
    said.collect()
}

#[test]
fn what_cannot_be_inserted_is_said_at_its_place() {
    for (text, code, place, help) in [
        ("{{ utfal ami }}", "VP0310", "utfal", "skriv utfall"),
        ("{{ utfall ami", "VP0310", "{{ utfall ami", "skriv }} där"),
        ("{{}}", "VP0310", "{{}}", "till exempel {{ budget }}"),
        ("{{ mål }}", "VP0310", "mål", "skriv {{ mål NAMN }}"),
        ("{{ utfall ami i fjol }}", "VP0310", "i", "{{ utfall NAMN 2021 }}"),
        ("Å {{ utfall amii }} ä", "VP0311", "amii", "skriv ami"),
        ("{{ indikator delaktighet }}", "VP0311", "delaktighet", "skriv {{ mål delaktighet }}"),
        ("{{ utfall ami T3 }}", "VP0310", "T3", "{{ utfall NAMN }}"),
        ("{{ utfall ami 2021 }}", "VP0312", "ami", "utfall finns för 2023 och 2024"),
        ("{{ utfall möten T1 2023 }}", "VP0312", "möten", "rapportera utfallet"),
        ("{{ utfall möten kvinnor 2022 }}", "VP0312", "möten", "rapportera utfallet"),
        ("{{ utfall möten 2024 }}", "VP0312", "möten", "2021, 2022 och 2023"),
        ("{{ kf_årsmål möten }}", "VP0312", "möten", ""),
        ("{{ årsmål ami 2020 }}", "VP0312", "ami", ""),
        ("{{ budget }}", "VP0312", "{{ budget }}", "under ekonomi:"),
        ("{{ resultaträkning }}", "VP0312", "{{ resultaträkning }}", "i rapporten"),
        ("{{ aktiviteter trygghet }}", "VP0312", "{{ aktiviteter trygghet }}", ""),
        ("Om {{ mål delaktighet }}", "VP0313", "{{ mål delaktighet }}", "ensam på en rad"),
        ("- {{ indikator ami }}", "VP0313", "{{ indikator ami }}", "ensam på en rad"),
        ("## Om {{ utfall ami }}", "VP0313", "{{ utfall ami }}", "texten under"),
    ] {
        let said = said(text);
        let [(found, at, told)] = &said[..] else { panic!("{text}: {said:?}") };
        assert_eq!((found.as_str(), at.as_str()), (code, place), "{text}");
        assert!(told.contains(help), "{text}: {told}");
    }
    assert_eq!(said("`{{ mål x }}` \\{{ mål y }}\n\n```\n{{ mål z }}\n```"), []);
}

#[test]
fn what_cannot_be_inserted_is_printed_as_written() {
    let text = "Om {{ mål delaktighet }} och {{ utfall amii }} i `{{ kod }}`.";
    assert_eq!(printed("2025/norra/plan", "övrigt", text), text);
}

/// A plan whose goals a and b have these texts.
fn goals(a: &str, b: &str) -> Workspace {
    let goal = |id: &str, text: &str| {
        format!(
            "    - id: {id}\n      titel: Mål {id}\n      förväntat_resultat: |\n        {}\n",
            text.replace('\n', "\n        ")
        )
    };
    let plan = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: Norra}\nmål:\n  enhetsmål:\n";
    Workspace::plan(format!("{plan}{}{}", goal("a", a), goal("b", b)))
}

#[test]
fn a_text_that_inserts_itself_is_found_and_ends() {
    let codes = |scene: Workspace| {
        about_inserts(&scene.check()).into_iter().map(|(code, at, _)| (code, at)).collect::<Vec<_>>()
    };
    let circular = |at: &str| ("VP0313".to_owned(), at.to_owned());
    assert_eq!(codes(goals("{{ mål a }}", "Text.")), [circular("{{ mål a }}")]);
    assert_eq!(codes(goals("{{ mål b }}", "{{ mål a }}")), [circular("{{ mål b }}"), circular("{{ mål a }}")]);
    // The circle is reported where it is closed, not where it is met.
    assert_eq!(codes(goals("{{ mål b }}", "{{ mål b }}")), [circular("{{ mål b }}")]);
    assert_eq!(codes(goals("{{ mål b }}", "Text.")), []);
}

#[test]
fn parts_within_parts_have_an_end() {
    // Each of these texts holds the next ten times: without an end they would make a page of ten thousand million parts.
    let mut plan =
        "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: Norra}\nmål:\n  enhetsmål:\n".to_owned();
    for level in 0..10 {
        let text = format!("        {{{{ mål m{} }}}}\n", level + 1).repeat(10);
        plan.push_str(&format!("    - id: m{level}\n      titel: Mål {level}\n      förväntat_resultat: |\n{text}"));
    }
    plan.push_str("    - {id: m10, titel: Sist}\n");
    let workspace = Workspace::with([("plans/plan.yaml", plan.as_str())]);
    let ran = workspace.vp(["check", "plans"]).end();
    assert!(ran.out.contains("500"), "{}", ran.out);
    workspace.vp(["build", "plans"]).end();
    let page = workspace.read("build/plan.md");
    assert!(page.contains("{{ mål m") && page.len() < 1_000_000, "{}", page.len());
}

/// The answer of a contribution that draws on the unit's plan of a year, as Markdown.
fn answered(year: &str, text: &str) -> String {
    let workspace = Workspace::with(workspace());
    let text = text.replace('\n', "\n          ");
    let contribution = format!(
        "vp: 1\ndokument: bidrag\når: {year}\norganisation: {{enhet: Norra}}\nplan: plan.yaml\nområden:\n  - rubrik: Målen\n    frågor:\n      - fråga: Hur går det?\n        svar: |\n          {text}\n"
    );
    workspace.write(&format!("plans/{year}/norra/bidrag.yaml"), &contribution);
    workspace.vp(["build", "--format", "md", "plans"]).end();
    let page = workspace.read(&format!("build/{year}/norra/bidrag.md"));
    let (_, answer) = page.rsplit_once("Hur går det?\n").expect("the question is printed");
    answer.trim().replace('\u{a0}', "_")
}

#[test]
fn a_contribution_tells_what_the_years_latest_follow_up_says() {
    let text = "Nu {{ utfall ami }}, i fjol {{ utfall ami 2023 }}, mot {{ årsmål ami }}.";
    assert_eq!(answered("2024", text), "Nu 73,5, i fjol 71, mot 74.");
    let table = answered("2024", "{{ indikator ami }}");
    assert!(table.contains("| [Nämnd] AMI | 73,5 | 74 | 82 | T2 2024 | [◐ Nära målet] |"), "{table}");
    // Goals are shown as they were planned.
    assert!(answered("2024", "{{ mål delaktighet }}").contains("##### Arbetssätt"));
}

#[test]
fn a_contribution_shows_the_outcomes_of_years_beside_the_plans_targets() {
    let table = answered("2025", "{{ tabell indikatorer }}");
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(
        rows,
        [
            "| Indikator | Utfall 2021 | Utfall 2022 | Utfall 2023 | Utfall 2024 | Årsmål | KF:s årsmål | Periodicitet |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
            "| [Nämnd] AMI | | | 71 | 73,5 | 75 | 82 | Tertial |",
            "| [Enhet] Antal möten | 11 | 12 | 13 | | 25 | | År |",
        ]
    );
}

#[test]
fn a_contribution_without_a_plan_has_nothing_to_insert() {
    let contribution = |plan: &str| {
        format!(
            "vp: 1\ndokument: bidrag\når: 2025\norganisation: {{enhet: Norra}}\n{plan}avslutning: |\n  Det blev {{{{ utfall ami }}}}.\n"
        )
    };
    let found = Workspace::new().file("bidrag.yaml", contribution("")).check();
    let said = about_inserts(&found);
    assert_eq!((said.len(), said[0].0.as_str()), (1, "VP0311"));
    assert!(said[0].2.contains("plan:"), "{}", said[0].2);
    // A plan that cannot be had is reported once, where it is named.
    let found = Workspace::new().file("bidrag.yaml", contribution("plan: borta.yaml\n")).check();
    assert_eq!(found.codes(), ["VP0108"]);
}
