//! The command: which plans, where to, which files come along, and what is said.
use crate::workspace::{Ran, Workspace};

const CITY: &str = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {kommun: Staden}\nmål:\n  verksamhetsområdesmål:\n    - id: vuxna\n      titel: Vuxna\n      indikatorer:\n        - {id: index, namn: Index, kf_årsmål: 80, periodicitet: År, riktning: högre, serie: {2023: 70, 2024: 71}}\n";

const UNIT: &str = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {kommun: Staden, enhet: Enheten}\nbygger_på: ../plan.yaml\ninledning: {fil: texter/inledning.md}\növrigt: |\n  ![Karta](bilder/karta.svg) ![Delad](../../../delat/delad.svg)\nårsmål:\n  index: 75\n";

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

fn workspace() -> Workspace {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\nspråk: sv\n");
    folder.write("plans/2025/plan.yaml", CITY);
    folder.write("plans/2025/enhet/plan.yaml", UNIT);
    folder.write(
        "plans/2025/enhet/texter/inledning.md",
        "Hej ![Bild](../bilder/bild.svg) ![Delad](../../../../delat/delad.svg)\n",
    );
    for picture in ["plans/2025/enhet/bilder/karta.svg", "plans/2025/enhet/bilder/bild.svg", "delat/delad.svg"] {
        folder.write(picture, SVG);
    }
    folder
}

fn assert_code(run: &Ran, code: i32) {
    assert_eq!(run.code, code, "{run:?}");
}

/// No finding that says that a plan is not read as it should.
fn assert_readable(folder: &Workspace) {
    let check = folder.run(&["check", "--info"]);
    assert!(!check.out.contains("[VP01"), "{}", check.out);
}

#[test]
fn every_plan_of_the_latest_year_is_renewed_with_its_files() {
    let folder = workspace();
    folder.write("plans/2024/plan.yaml", &CITY.replace("2025", "2024"));
    let before = folder.texts();
    let run = folder.run(&["new", "year", "2026"]);
    assert_code(&run, 0);
    let after = folder.texts();
    assert!(before.iter().all(|(path, text)| after[path] == *text), "what was there is as it was");
    let new: Vec<String> =
        after.keys().filter(|path| !before.contains_key(*path)).map(|path| path.display().to_string()).collect();
    assert_eq!(
        new,
        [
            "plans/2026/enhet/bilder/bild.svg",
            "plans/2026/enhet/bilder/karta.svg",
            "plans/2026/enhet/plan.yaml",
            "plans/2026/enhet/texter/inledning.md",
            "plans/2026/plan.yaml",
        ]
    );
    let unit = folder.read("plans/2026/enhet/plan.yaml");
    let outcome = "index:   # 2025: årsmål 75, utfall 2024: 71\n";
    assert_eq!(unit, UNIT.replace("år: 2025", "år: 2026").replace("index: 75\n", outcome));
    let intro = "plans/2025/enhet/texter/inledning.md";
    assert_eq!(folder.read(&intro.replace("2025", "2026")), folder.read(intro));
    assert!(folder.read("plans/2026/plan.yaml").contains("  # 2025: fullmäktiges årsmål 80, utfall 2024: 71\n"));
    assert_readable(&folder);
    let (city_at, unit_at) = (run.out.find("plans/2026/plan.yaml,"), run.out.find("plans/2026/enhet/plan.yaml,"));
    assert!(city_at.is_some() && city_at < unit_at, "top-down: {}", run.out);
    assert!(!run.out.contains("finns inte än"), "{}", run.out);
    // The targets of all plans together are those that each plan counts.
    let counts = run.out.lines().filter_map(|line| line.strip_prefix("  årsmål att sätta: ")?.parse::<usize>().ok());
    let in_all = format!("\n2 planer skrivna: {} årsmål att sätta, ", counts.sum::<usize>());
    assert!(run.out.contains(&in_all), "{in_all} {}", run.out);
    let again = folder.run(&["new", "year", "2026"]);
    assert_code(&again, 2);
    assert!(
        again.err.contains("dessa filer finns redan, inget skrevs:\n  plans/2026/enhet/plan.yaml\n"),
        "{}",
        again.err
    );
    assert_eq!(folder.texts(), after);
}

#[test]
fn one_file_in_the_way_stops_everything() {
    for taken in ["plans/2026/plan.yaml", "plans/2026/enhet/texter/inledning.md", "plans/2026/enhet/bilder/karta.svg"] {
        let folder = workspace();
        folder.write(taken, "annat");
        let before = folder.texts();
        let run = folder.run(&["new", "year", "2026", "--lang", "en"]);
        assert_code(&run, 2);
        assert_eq!(run.err, format!("error: these files exist already, nothing was written:\n  {taken}\n"));
        assert_eq!(folder.texts(), before);
    }
}

#[test]
fn a_file_where_the_years_folder_belongs_is_said_in_words() {
    let folder = workspace();
    folder.write("plans/2026", "");
    let before = folder.texts();
    let run = folder.run(&["new", "year", "2026"]);
    assert_code(&run, 2);
    assert!(run.err.contains("kunde inte skrivas") && run.err.ends_with("Inget skrevs\n"), "{}", run.err);
    assert_eq!(folder.texts(), before);
}

#[test]
fn a_copy_that_is_there_already_is_left_as_it_is() {
    let folder = workspace();
    folder.write("plans/2026/enhet/bilder/karta.svg", SVG);
    let run = folder.run(&["new", "year", "2026"]);
    assert_code(&run, 0);
    assert!(
        run.out.contains("  kopierad: plans/2026/enhet/bilder/bild.svg\n") && !run.out.contains("karta"),
        "{}",
        run.out
    );
    assert_readable(&folder);
}

#[test]
fn a_plan_whose_plan_above_is_missing_is_written_and_says_so() {
    let folder = workspace();
    let run = folder.run(&["new", "year", "2026", "plans/2025/enhet/plan.yaml"]);
    assert_code(&run, 0);
    assert!(
        run.out.contains("planen ovanför finns inte än: plans/2026/plan.yaml\n    vp new year 2026 plans/2025/plan.yaml skriver den\n"),
        "{}",
        run.out
    );
    assert_code(&folder.run(&["new", "year", "2026", "plans/2025/plan.yaml"]), 0);
    assert_readable(&folder);
}

#[test]
fn a_plan_elsewhere_finds_the_plan_above_and_the_files_that_stay() {
    let folder = workspace();
    folder.write("plans/2025/enhet/plan.yaml", &UNIT.replace("texter/inledning.md", "../gemensam.md"));
    folder.write("plans/2025/gemensam.md", "Gemensamt ![Bild](enhet/bilder/bild.svg)\n");
    let run = folder.run(&["new", "year", "2026", "plans/2025/enhet/plan.yaml", "--to", "plans/2026/a/b/ny.yaml"]);
    assert_code(&run, 0);
    let text = folder.read("plans/2026/a/b/ny.yaml");
    assert!(text.contains("bygger_på: ../../plan.yaml\n"), "{text}");
    assert!(text.contains("{fil: ../../../2025/gemensam.md}"), "{text}");
    assert!(text.contains("![Karta](bilder/karta.svg) ![Delad](../../../../delat/delad.svg)"), "{text}");
    assert_eq!(folder.read("plans/2026/a/b/bilder/karta.svg"), SVG);
    assert_code(&folder.run(&["new", "year", "2026", "plans/2025/plan.yaml"]), 0);
    assert_readable(&folder);
}

#[test]
fn pictures_of_a_copied_text_that_stay_are_found_from_its_new_place() {
    let folder = workspace();
    let run = folder.run(&["new", "year", "2026", "plans/2025/enhet/plan.yaml", "--to", "ny/plan.yaml"]);
    assert_code(&run, 0);
    assert_eq!(
        folder.read("ny/texter/inledning.md"),
        "Hej ![Bild](../bilder/bild.svg) ![Delad](../../delat/delad.svg)\n"
    );
    assert!(folder.read("ny/plan.yaml").contains("bygger_på: ../plans/2026/plan.yaml\n"));
}

#[test]
fn without_settings_what_the_years_folder_shares_is_copied_too() {
    let folder = Workspace::new();
    folder.write("plans/2025/plan.yaml", CITY);
    folder.write(
        "plans/2025/enhet/plan.yaml",
        &UNIT.replace("texter/inledning.md", "../delat/text.md").replace("../../../delat/delad", "../delat/delad"),
    );
    folder.write("plans/2025/delat/text.md", "Text ![Delad](delad.svg)\n");
    folder.write("plans/2025/delat/delad.svg", SVG);
    folder.write("plans/2025/enhet/bilder/karta.svg", SVG);
    assert_code(&folder.run(&["new", "year", "2026", "--lang", "sv"]), 0);
    assert_eq!(folder.read("plans/2026/delat/text.md"), "Text ![Delad](delad.svg)\n");
    let check = folder.run(&["check", "plans/2026/enhet/plan.yaml"]);
    assert!(!check.out.contains("[VP01"), "{}", check.out);
}

#[test]
fn names_of_what_has_ended_above_go_and_others_stay() {
    let city = format!(
        "{CITY}      aktiviteter:\n        - {{id: klar, namn: Klar, slut: 2025-06-30}}\n        - {{namn: Lång Väg, slut: 2026-06-30}}\n"
    );
    for (old, new) in [
        ("utelämna: [klar, lång-väg, index]  # x\n", "utelämna: [lång-väg, index]  # x\n"),
        ("utelämna: [klar]\n", ""),
        ("utelämna: klar\nomfattar: vuxna\n", "utelämna:   # 2025: klar\nomfattar: vuxna\n"),
        ("omfattar:\n  - vuxna\n  # nog\n  - klar\n", "omfattar:\n  - vuxna\n"),
    ] {
        let folder = workspace();
        folder.write("plans/2025/plan.yaml", &city);
        folder.write("plans/2025/enhet/plan.yaml", &format!("{UNIT}{old}"));
        let run = folder.run(&["new", "year", "2026"]);
        assert_code(&run, 0);
        let text = folder.read("plans/2026/enhet/plan.yaml");
        assert!(text.ends_with(&format!("utfall 2024: 71\n{new}")), "{text}");
        assert!(run.out.contains("nämner inte längre klar: den är avslutad"), "{}", run.out);
        let check = folder.run(&["check", "plans/2026/enhet/plan.yaml"]);
        assert!(!check.out.contains("VP0306"), "{}", check.out);
    }
    let folder = Workspace::new();
    folder.write("stad-2025.yaml", &city);
    let unit = format!("{UNIT}utelämna: [klar]\n").replace("../plan.yaml", "stad-2025.yaml");
    folder.write("enhet-2025.yaml", &unit);
    folder.write("texter/inledning.md", "Hej\n");
    assert_code(&folder.run(&["new", "year", "2026", "enhet-2025.yaml", "--to", "enhet-2026.yaml"]), 0);
    assert!(folder.read("enhet-2026.yaml").ends_with("utelämna: [klar]\n"), "the plan above is still that of 2025");
}

#[test]
fn the_plan_of_the_current_folder_is_meant_there() {
    let folder = workspace();
    let run = folder.run_in("plans/2025/enhet", &["new", "year", "2026", "--lang", "en"]);
    assert_code(&run, 0);
    let out = &run.out;
    assert!(out.starts_with("../../2026/enhet/plan.yaml, from plan.yaml\n"), "{out}");
    assert!(out.contains("vp new year 2026 ../plan.yaml writes it"), "{out}");
    assert!(!folder.root().join("plans/2026/plan.yaml").exists());
}

#[test]
fn what_cannot_be_done_is_said_in_words() {
    let folder = workspace();
    folder.write("plan-2025.yaml", CITY);
    folder.write("plans/2025/trasig/plan.yaml", "vp: [\n");
    folder.write("tom/README.md", "");
    for (arguments, words) in [
        (&["2026", "plan-2025.yaml"][..], "plan-2025.yaml ligger inte i någon mapp som heter 2025"),
        (&["2025", "plans/2025/plan.yaml"], "plans/2025/plan.yaml är planen för 2025, inte för ett år före 2025"),
        (&["2026", "plans/2025/trasig/plan.yaml"], "vp check plans/2025/trasig/plan.yaml visar varför"),
        (&["2026"], "en plan går inte att läsa, inget skrevs:\n  plans/2025/trasig/plan.yaml\n"),
        (&["2020"], "här finns ingen plan för ett år före 2020"),
        (&["2026", "tom"], "inga planer hittades i tom: "),
        (&["2026", "--to", "x.yaml"], "--to namnger en fil, men här är 2 planer"),
        (&["2026", "saknas.yaml"], "finns inte"),
        (&["26"], "skriv ett årtal från 1900 till 2199"),
        (&[], "ÅR saknas efter kommandot"),
    ] {
        let before = folder.texts();
        let run = folder.run(&[&["new", "year", "--lang", "sv"], arguments].concat());
        assert_code(&run, 2);
        assert!(run.err.starts_with("fel: ") && run.err.contains(words), "{arguments:?}: {}", run.err);
        assert!(run.out.is_empty());
        assert_eq!(folder.texts(), before);
    }
    let run = folder.run(&["new", "year", "2026", "plan-2025.yaml", "--to", "plan-2026.yaml", "--lang", "en"]);
    assert_code(&run, 0);
    assert!(run.out.starts_with("plan-2026.yaml, from plan-2025.yaml\n  targets to set: 1\n"), "{}", run.out);
}

#[test]
fn the_group_shows_its_commands() {
    for (language, about) in
        [("sv", "Skriver nästa års planer utifrån årets"), ("en", "Writes next year's plans from this year's")]
    {
        let folder = Workspace::new();
        let help = folder.run(&["new", "--help", "--lang", language]);
        assert_code(&help, 0);
        assert!(help.out.contains(about), "{}", help.out);
        assert_eq!(folder.run(&["new", "--lang", language]).code, 2);
        let year = folder.run(&["new", "year", "--help", "--lang", language]);
        assert!(year.out.contains("vp new year ") && year.out.starts_with(about), "{}", year.out);
    }
}

#[test]
fn the_years_follow_ups_say_what_was_reached_and_what_goes_on() {
    let folder = Workspace::new();
    let plan = "vp: 1
dokument: verksamhetsplan
år: 2025
organisation: {kommun: Staden, enhet: Enheten}
mål:
  enhetsmål:
    - id: ett
      titel: Ett
      indikatorer:
        - id: index
          namn: Index
          årsmål: 80   # beslutat i maj
          serie: {2024: 71}
        - id: möten
          namn: Möten
          årsmål: 25
      aktiviteter:
        - {id: klar, namn: Klar, start: 2025-01-01, slut: 2026-03-31}
        - {id: sen, namn: Sen, start: 2025-01-01, slut: 2025-10-31}
        - {id: tyst, namn: Tyst, start: 2025-01-01, slut: 2025-10-31}
";
    folder.write("plans/2025/enhet/plan.yaml", plan);
    let report = |kind: &str, period: &str, body: &str| format!("vp: 1\ndokument: {kind}\nperiod: {period}\n{body}\n");
    folder.write(
        "plans/2025/enhet/t1.yaml",
        &report(
            "tertialrapport",
            "T1",
            "indikatorer: {möten: {utfall: 9}, index: {utfall: 70}}\naktiviteter: {klar: {status: genomförd}}",
        ),
    );
    folder.write(
        "plans/2025/enhet/vb.yaml",
        &report(
            "verksamhetsberättelse",
            "VB",
            "indikatorer: {index: {utfall: 76}, möten: {utfall: saknas}}\naktiviteter: {sen: {status: försenad}}",
        ),
    );
    let run = folder.run(&["new", "year", "2026", "plans/2025/enhet/plan.yaml"]);
    assert_code(&run, 0);
    let next = folder.read("plans/2026/enhet/plan.yaml");
    assert!(next.contains("årsmål:   # beslutat i maj  # 2025: årsmål 80, utfall VB 2025: 76\n"), "{next}");
    assert!(next.contains("årsmål:   # 2025: årsmål 25, utfall T1 2025: 9\n"), "{next}");
    assert!(next.contains("{id: sen, namn: Sen, start: 2026-01-01, slut: 2026-10-31}"), "{next}");
    assert!(!next.contains("Klar") && !next.contains("Tyst"), "{next}");
}
