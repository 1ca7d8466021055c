//! `vp diff`: what is compared with what, through every way of naming it, and what is said where that cannot be.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod revisions;

use crate::workspace::{Ran, Workspace};
use serde_json::Value;

/// A plan of an organisation, with these lines after its head.
pub(crate) fn plan(year: u16, organisation: &str, more: &str) -> String {
    format!("vp: 1\ndokument: verksamhetsplan\når: {year}\norganisation: {{{organisation}}}\n{more}")
}

const GOAL: &str = "mål:\n  nämndmål:\n    - {id: tid, titel: Stöd i rätt tid}\n";

/// Three years of a city with two boards: a unit that changes its name, one that stays, and one of the same name as
/// another under the other board.
pub(crate) fn city() -> Workspace {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\nspråk: sv\n");
    for year in [2023, 2024, 2025] {
        let write = |path: &str, text: String| folder.write(&format!("plans/{year}/{path}"), &text);
        write("plan.yaml", plan(year, "kommun: Staden", ""));
        write("norr/plan.yaml", plan(year, "kommun: Staden, nämnd: Norr", &format!("bygger_på: ../plan.yaml\n{GOAL}")));
        write(
            "norr/vuxna/plan.yaml",
            plan(year, "kommun: Staden, nämnd: Norr, enhet: Vuxna", "bygger_på: ../plan.yaml\n"),
        );
        if year == 2025 {
            write(
                "norr/barn/plan.yaml",
                plan(year, "kommun: Staden, nämnd: Norr, enhet: Barn, tidigare: [Familj]", ""),
            );
            write("norr/barn/t1.yaml", "vp: 1\ndokument: tertialrapport\nperiod: T1\n".to_owned());
        } else {
            write("norr/familj/plan.yaml", plan(year, "kommun: Staden, nämnd: Norr, enhet: Familj", ""));
        }
        if year == 2024 {
            write("soder/vuxna/plan.yaml", plan(year, "kommun: Staden, nämnd: Söder, enhet: Vuxna", ""));
        }
    }
    folder
}

/// The comparison as a program reads it.
pub(crate) fn json(folder: &Workspace, arguments: &[&str]) -> Value {
    let run = folder.run(&[&["diff", "-f", "json"], arguments].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&run.out).unwrap()
}

/// The files of each pair, with `–` for those that have none beside them.
pub(crate) fn files(compared: &Value) -> Vec<(String, String)> {
    let file = |name: &Value| name["file"].as_str().unwrap().to_owned();
    let list = |key: &str| compared[key].as_array().unwrap().clone();
    let pairs = list("plans").into_iter().map(|pair| (file(&pair["old"]), file(&pair["new"])));
    let old = list("only_old").into_iter().map(|name| (file(&name), "–".to_owned()));
    let new = list("only_new").into_iter().map(|name| ("–".to_owned(), file(&name)));
    pairs.chain(old).chain(new).collect()
}

fn names(compared: &Value) -> (&str, &str) {
    (compared["old"].as_str().unwrap(), compared["new"].as_str().unwrap())
}

/// Looks at which files are beside which; without `plans/` and `/plan.yaml`.
#[track_caller]
fn compares(folder: &Workspace, arguments: &[&str], called: (&str, &str), expected: &[(&str, &str)]) {
    let compared = json(folder, arguments);
    assert_eq!(names(&compared), called);
    let short = |file: &str| {
        let file = file.trim_start_matches("./").trim_start_matches("plans/").trim_end_matches("plan.yaml");
        file.trim_end_matches('/').to_owned()
    };
    let found: Vec<(String, String)> = files(&compared).iter().map(|(old, new)| (short(old), short(new))).collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(old, new)| (old.as_str(), new.as_str())).collect();
    assert_eq!(found, expected, "{arguments:?}");
}

/// Looks at what is said where nothing can be compared.
#[track_caller]
pub(crate) fn refuses(run: &Ran, words: &str) {
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (2, "", words));
}

const LATEST: &[(&str, &str)] = &[
    ("2024/norr/familj", "2025/norr/barn"),
    ("2024/norr", "2025/norr"),
    ("2024/norr/vuxna", "2025/norr/vuxna"),
    ("2024", "2025"),
    ("2024/soder/vuxna", "–"),
];

#[test]
fn the_two_latest_years_are_compared_where_nothing_is_said() {
    let folder = city();
    compares(&folder, &[], ("2024", "2025"), LATEST);
    compares(&folder, &["2024", "2025"], ("2024", "2025"), LATEST);
    let backwards: Vec<(&str, &str)> = vec![
        ("2025/norr/barn", "2024/norr/familj"),
        ("2025/norr", "2024/norr"),
        ("2025/norr/vuxna", "2024/norr/vuxna"),
        ("2025", "2024"),
        ("–", "2024/soder/vuxna"),
    ];
    compares(&folder, &["2025", "2024"], ("2025", "2024"), &backwards);
    // A board takes the units below it along.
    compares(
        &folder,
        &["2023", "2025", "--org", "Norr"],
        ("2023", "2025"),
        &[("2023/norr/familj", "2025/norr/barn"), ("2023/norr", "2025/norr"), ("2023/norr/vuxna", "2025/norr/vuxna")],
    );
}

#[test]
fn an_organisation_goes_by_its_name_an_earlier_one_or_its_folders() {
    let folder = city();
    for name in ["Barn", "barn", "BARN", "familj", " Familj "] {
        compares(&folder, &["--org", name], ("2024", "2025"), &[("2024/norr/familj", "2025/norr/barn")]);
    }
    compares(
        &folder,
        &["2023", "2024", "--org", "familj"],
        ("2023", "2024"),
        &[("2023/norr/familj", "2024/norr/familj")],
    );
    compares(
        &folder,
        &["--org", "vuxna"],
        ("2024", "2025"),
        &[("2024/norr/vuxna", "2025/norr/vuxna"), ("2024/soder/vuxna", "–")],
    );
    folder.write("plans/2026/plan.yaml", &plan(2026, "kommun: Staden", ""));
    compares(&folder, &["--org", "barn"], ("2024", "2025"), &[("2024/norr/familj", "2025/norr/barn")]);
    compares(
        &folder,
        &["plans/2024", "plans/2025", "--org", "barn"],
        ("plans/2024", "plans/2025"),
        &[("2024/norr/familj", "2025/norr/barn")],
    );
}

#[test]
fn an_organisation_that_is_not_there_is_answered_with_those_that_are() {
    let folder = city();
    refuses(
        &folder.run(&["diff", "--org", "Barm"]),
        "fel: ingen plan är för Barm\n  menade du Barn?\n  här finns Familj, Norr, Vuxna, Staden, Barn\n",
    );
    refuses(
        &folder.run(&["diff", "2023", "2024", "--org", "söder och norr", "--lang", "en"]),
        "error: there is no plan of söder och norr\n  here are Familj, Norr, Vuxna, Staden\n",
    );
    for number in 0..20 {
        folder
            .write(&format!("plans/2025/x/{number:02}/plan.yaml"), &plan(2025, &format!("enhet: Enhet {number}"), ""));
    }
    let run = folder.run(&["diff", "2024", "2025", "--org", "ingen alls"]);
    assert!(run.err.ends_with("Enhet 6 och 13 till\n"), "{}", run.err);
    refuses(
        &folder.run(&["diff", "--org", "Enhet 7"]),
        "fel: Enhet 7 har ingen plan för något annat år att jämföra med\n",
    );
}

#[test]
fn folders_are_compared_by_place_then_by_organisation() {
    let folder = city();
    compares(&folder, &["plans/2024/", "./plans/2025"], ("plans/2024", "plans/2025"), LATEST);
    folder.write("2024/a/plan.yaml", &plan(2024, "enhet: A", ""));
    folder.write("2024/b/plan.yaml", &plan(2024, "enhet: B", ""));
    folder.write("ny/a/plan.yaml", &plan(2025, "enhet: Något annat", ""));
    folder.write("ny/c/plan.yaml", &plan(2025, "enhet: B", ""));
    let pairs = [("2024/a", "ny/a"), ("2024/b", "ny/c")];
    compares(&folder, &["./2024", "ny"], ("2024", "ny"), &pairs);
}

#[test]
fn two_files_are_compared_because_they_are_named() {
    let folder = city();
    compares(
        &folder,
        &["plans/2023/norr/vuxna/plan.yaml", "plans/2025/plan.yaml"],
        ("plans/2023/norr/vuxna/plan.yaml", "plans/2025/plan.yaml"),
        &[("2023/norr/vuxna", "2025")],
    );
    let alone = Workspace::new();
    alone.write("a.yaml", &plan(2025, "enhet: A", ""));
    alone.write("b.yml", &plan(2025, "enhet: A", GOAL));
    assert_eq!(json(&alone, &["a.yaml", "b.yml"])["same"], false);
    assert_eq!(json(&alone, &["a.yaml", "a.yaml"])["same"], true);
}

#[test]
fn a_board_goal_that_changed_shows_in_the_units_plan() {
    let folder = city();
    let path = "plans/2025/norr/vuxna/plan.yaml";
    let text = folder.read(path) + "mål:\n  enhetsmål:\n    - {till: tid, titel: Barn får hjälp}\n";
    folder.write(path, &text);
    folder.write(&path.replace("2025", "2024"), &text.replace("2025", "2024"));
    let same = |folder: &Workspace| json(folder, &["2024", "2025", "--org", "vuxna"])["plans"][0]["same"].clone();
    assert_eq!(same(&folder), true);
    let board = "plans/2025/norr/plan.yaml";
    folder.write(board, &folder.read(board).replace("Stöd i rätt tid", "Stöd i god tid"));
    assert_eq!(same(&folder), false);
}

#[test]
fn what_cannot_be_compared_is_answered_with_what_can() {
    let folder = city();
    let possible = "  jämför två filer, två mappar, två år (2024 2025) eller två revisioner (--rev A..B); utan argument de två senaste åren\n";
    for (arguments, words) in [
        (&["2024"][..], format!("fel: det behövs två att jämföra\n{possible}")),
        (&["plans/2024"], format!("fel: det behövs två att jämföra\n{possible}")),
        (&["2024", "plans"], format!("fel: ett år kan bara jämföras med ett år\n{possible}")),
        (&["plans/2024/plan.yaml", "2025"], format!("fel: ett år kan bara jämföras med ett år\n{possible}")),
        (
            &["plans/2024", "plans/2025/plan.yaml"],
            format!("fel: plans/2024 är en mapp och plans/2025/plan.yaml en fil\n{possible}"),
        ),
        (&["plans/2024", "plans/2021"], "fel: plans/2021 finns inte\n".to_owned()),
        (&["2021", "2024"], "fel: här finns ingen plan för 2021: här finns 2023, 2024, 2025\n".to_owned()),
        (
            &["plans/2025/norr/barn/t1.yaml", "plans/2025/plan.yaml"],
            "fel: plans/2025/norr/barn/t1.yaml är ingen verksamhetsplan\n".to_owned(),
        ),
        (&["plans/2024", "tom"], "fel: inga planer hittades i tom: där finns ingen fil som slutar på .yaml, inte heller i mapparna under\n  lägg planerna där; vp init MAPP gör en arbetsyta med en första plan\n".to_owned()),
        (
            &["plans/2024/plan.yaml", "plans/2025/plan.yaml", "--org", "barn"],
            "fel: --org väljer bland planerna i två år, mappar eller revisioner, och här är två filer\n".to_owned(),
        ),
        (
            &["plans", "plans", "--rev", "HEAD"],
            "fel: --rev jämför hela arbetsytan: skriv ingen plan, mapp eller år till, men gärna --org\n".to_owned(),
        ),
    ] {
        folder.write("tom/läs.md", "");
        refuses(&folder.run(&[&["diff"], arguments].concat()), &words);
    }
    folder.write("2024/plan.yaml", &plan(2024, "enhet: A", ""));
    let run = folder.run(&["diff", "2024", "plans", "--lang", "en"]);
    assert!(
        run.err.starts_with("error: a year can be compared only with a year; the folder 2024 is written ./2024\n"),
        "{}",
        run.err
    );
    let run = folder.run(&["diff", "1999", "2025"]);
    assert_eq!(run.code, 2);
    for arguments in [&["a", "b", "c"][..], &["--likeness", "0"], &["--likeness", "101"], &["-f", "pdf"], &["--org"]] {
        let run = folder.run(&[&["diff"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
    }
    let run = folder.run(&["diff", "-f", "pdf"]);
    assert!(run.err.contains("formaten är text, markdown, html, json; en PDF får du"), "{}", run.err);
}

#[test]
fn one_year_is_nothing_to_compare() {
    let folder = Workspace::new();
    let run = folder.run(&["diff", "--lang", "en"]);
    assert!(run.code == 2 && run.err.starts_with("error: no plans were found in this folder: "), "{}", run.err);
    folder.write("plans/plan.yaml", &plan(2025, "enhet: A", ""));
    refuses(
        &folder.run(&["diff", "--lang", "en"]),
        "error: all plans here are for the same year: there is nothing to compare with\n",
    );
}

const BROKEN: &str = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: [\n";

#[test]
fn a_plan_that_cannot_be_read_is_named() {
    let folder = city();
    let words = |path: &str| {
        format!("fel: en plan går inte att läsa, så inget jämfördes:\n  {path}\nvp check {path} visar varför\n")
    };
    let path = "plans/2025/norr/ny/plan.yaml";
    folder.write(path, BROKEN);
    for arguments in [&["diff"][..], &["diff", "2024", "2025"], &["diff", "plans/2024", "plans/2025"]] {
        refuses(&folder.run(arguments), &words(path));
    }
    refuses(&folder.run(&["diff", "plans/2024/plan.yaml", path]), &words(path));
    // It is none of these.
    compares(
        &folder,
        &["2023", "2024", "--org", "familj"],
        ("2023", "2024"),
        &[("2023/norr/familj", "2024/norr/familj")],
    );
    compares(&folder, &["2024", "2025", "--org", "barn"], ("2024", "2025"), &[("2024/norr/familj", "2025/norr/barn")]);
    refuses(&folder.run(&["diff", "2024", "2025", "--org", "ny"]), &words(path));
}

#[test]
fn a_later_plan_that_cannot_be_read_is_not_passed_over() {
    let folder = city();
    folder.write("plans/nästa.yaml", &BROKEN.replace("2025", "2026"));
    refuses(
        &folder.run(&["diff"]),
        "fel: en plan går inte att läsa, så inget jämfördes:\n  plans/nästa.yaml\nvp check plans/nästa.yaml visar varför\n",
    );
    compares(&folder, &["2024", "2025"], ("2024", "2025"), LATEST);
    // Of a report that cannot be read no plan is missing.
    let folder = city();
    folder.write("plans/2025/norr/barn/t2.yaml", "vp: 1\ndokument: tertialrapport\nperiod: [\n");
    compares(&folder, &[], ("2024", "2025"), LATEST);
}

#[test]
fn a_plan_above_that_cannot_be_read_is_named() {
    let folder = city();
    let broken = "plans/2025/plan.yaml";
    folder.write(broken, BROKEN);
    let words =
        format!("fel: en plan går inte att läsa, så inget jämfördes:\n  {broken}\nvp check {broken} visar varför\n");
    for arguments in [
        &["2024", "2025", "--org", "norr"][..],
        &["plans/2024/norr/vuxna", "plans/2025/norr/vuxna"],
        &["plans/2024/norr/vuxna/plan.yaml", "plans/2025/norr/vuxna/plan.yaml"],
    ] {
        refuses(&folder.run(&[&["diff"], arguments].concat()), &words);
    }
}

#[test]
fn the_exit_code_says_whether_something_differs_only_when_asked() {
    let folder = Workspace::new();
    folder.write("a.yaml", &plan(2025, "enhet: A", ""));
    folder.write("b.yaml", &plan(2025, "enhet: A", GOAL));
    let code = |arguments: &[&str]| folder.run(&[&["diff"], arguments].concat()).code;
    for format in ["text", "md", "HTML", "json"] {
        assert_eq!(code(&["a.yaml", "b.yaml", "-f", format]), 0);
        assert_eq!(code(&["a.yaml", "b.yaml", "-f", format, "--exit-code"]), 1);
        assert_eq!(code(&["a.yaml", "a.yaml", "-f", format, "--exit-code"]), 0);
    }
    assert_eq!(code(&["a.yaml", "c.yaml", "--exit-code"]), 2);
    // What is found in the plans does not matter: this goal has no unit goal below it, and no title.
    folder.write("c.yaml", &plan(2025, "enhet: A", "mål: {nämndmål: [{id: x}]}\n"));
    assert_eq!(code(&["c.yaml", "c.yaml", "--exit-code"]), 0);
    let folder = city();
    assert_eq!(folder.run(&["diff", "--org", "soder", "2024", "2025", "--exit-code"]).code, 2);
    assert_eq!(folder.run(&["diff", "--org", "vuxna", "2024", "2025", "--exit-code"]).code, 1, "one is only in 2024");
}

#[test]
fn the_likeness_decides_what_is_one_goal() {
    let folder = Workspace::new();
    let goal = |title: &str| plan(2025, "enhet: A", &format!("mål:\n  enhetsmål:\n    - titel: {title}\n"));
    folder.write("a.yaml", &goal("Barn och unga får stöd i rätt tid"));
    folder.write("b.yaml", &goal("Barn och unga får stöd i god tid av oss"));
    let out = |likeness: &str| folder.run(&["diff", "a.yaml", "b.yaml", "--likeness", likeness, "-f", "json"]).out;
    assert_eq!(out("50"), folder.run(&["diff", "a.yaml", "b.yaml", "-f", "json"]).out);
    assert_ne!(out("30"), out("100"));
}

#[test]
fn it_is_spoken_as_the_workspace_speaks_and_programs_read_the_same() {
    let folder = city();
    let run = |lang: &str, format: &str| folder.run(&["diff", "--lang", lang, "-f", format]).out;
    assert_ne!(run("sv", "text"), run("en", "text"));
    assert_eq!(folder.run(&["diff"]).out, run("sv", "text"));
    assert_eq!(run("sv", "json"), run("en", "json"));
    for lang in ["sv", "en"] {
        let help = folder.run(&["diff", "--help", "--lang", lang]);
        for option in ["--org", "--rev", "--likeness", "--text", "--format", "--exit-code"] {
            assert!(help.code == 0 && help.out.contains(option), "{}", help.out);
        }
    }
}
