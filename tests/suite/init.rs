//! `vp init`: what it makes builds at once and without findings, and it never writes over anything.
use crate::workspace::{Ran, Workspace};

fn assert_done(run: &Ran) {
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn what_init_makes_builds_and_checks_without_findings() {
    for (lang, unit) in [("sv", "Boendestödet"), ("en", "Hemtjänsten Norr")] {
        let folder = Workspace::new();
        assert_done(&folder.run(&["init", "--unit", unit, "--year", "2026", "--lang", lang]));
        let built = folder.run(&["build"]);
        assert_done(&built);
        let check = folder.run(&["check", "--strict", "--info"]);
        assert_done(&check);
        let words = if lang == "sv" { "inga fynd i 4 filer\n" } else { "no findings in 4 files\n" };
        assert_eq!(check.out, words, "the workspace speaks the language that it was made in");
        let page =
            folder.texts().into_iter().find(|(path, _)| path.ends_with("plan.html") && path.components().count() == 5);
        assert!(page.unwrap().1.contains(&format!("<title>Verksamhetsplan 2026 för {unit}</title>")));
    }
}

#[test]
fn comments_are_in_the_language_spoken_and_the_plan_in_swedish() {
    let text = |lang| {
        let folder = Workspace::new();
        assert_done(&folder.run(&["init", "--year", "2026", "--lang", lang]));
        folder.read("plans/2026/socialnamnden/exempelenheten/plan.yaml")
    };
    let (swedish, english) = (text("sv"), text("en"));
    assert!(swedish.contains("Så skrivs en plan") && !swedish.contains("How a plan"));
    assert!(english.contains("How a plan is written") && !english.contains("Så skrivs"));
    assert!(english.contains("titel: Den som söker stöd får svar samma vecka"));
}

#[test]
fn init_a_second_time_changes_nothing() {
    let folder = Workspace::new();
    assert_done(&folder.run(&["init", "--year", "2026", "--lang", "sv"]));
    folder.write("plans/2026/plan.yaml", "vp: 1\n");
    let before = folder.texts();
    let again = folder.run(&["init", "--year", "2026", "--lang", "sv"]);
    assert_eq!(again.code, 2);
    assert!(again.out.is_empty());
    assert!(again.err.contains("här finns redan en arbetsyta") && again.err.contains("\n  vp.yaml\n"), "{}", again.err);
    let next_year = folder.run(&["init", "--year", "2027", "--lang", "en"]);
    assert_eq!(next_year.code, 2, "one vp.yaml is one workspace");
    assert!(next_year.err.contains("there is a workspace here already"), "{}", next_year.err);
    assert_eq!(folder.texts(), before);
}

#[test]
fn a_single_file_in_the_way_stops_everything() {
    let folder = Workspace::new();
    folder.write("plans/2026/plan.yaml", "min plan");
    let run = folder.run(&["init", "--year", "2026", "--lang", "sv"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("dessa filer finns redan, inget skrevs:\n  plans/2026/plan.yaml\n"), "{}", run.err);
    assert_eq!(folder.texts().len(), 1);
}

#[test]
fn a_file_where_a_folder_belongs_is_said_in_words() {
    let folder = Workspace::new();
    folder.write("here", "");
    let run = folder.run(&["init", "here", "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: here is a file, not a folder\n"));
    folder.write("ws/plans", "");
    let run = folder.run(&["init", "ws", "--year", "2026", "--lang", "en"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("ws/plans/2026/plan.yaml could not be written"), "{}", run.err);
    assert!(run.err.contains("\n  ws/vp.yaml\nremove them and run vp init again"), "{}", run.err);
}

#[test]
fn odd_names_break_nothing_and_stay_in_the_folder() {
    for (unit, folder_name) in [
        ("A: \"b\" \\ ../x", "a-b-x"),
        ("../../../etc", "etc"),
        ("nej", "nej"),
        ("- # {[&*!|>'%@`", "exempelenheten"),
        ("", "exempelenheten"),
        ("   ", "exempelenheten"),
        ("Rad ett\nrad två: x\t#", "rad-ett-rad-tva-x"),
        ("{year} {unit} {language}", "year-unit-language"),
        ("#sv #en", "sv-en"),
        ("A\u{30a}ngaren \u{202e}\u{feff}👩‍🚒 <b>1 & 2</b>", "angaren-b-1-2-b"),
        ("con", "con-enheten"),
        (&"lång ".repeat(200), "lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang"),
    ] {
        let outer = Workspace::new();
        let made = outer.run(&["init", "ws", &format!("--unit={unit}"), "--year", "2026", "--lang", "sv"]);
        assert_done(&made);
        let path = format!("ws/plans/2026/socialnamnden/{folder_name}/plan.yaml");
        assert!(made.out.contains(&path), "{unit:?}: {}", made.out);
        assert!(outer.texts().keys().all(|path| path.starts_with("ws")));
        assert_done(&outer.run(&["build", "ws"]));
        let check = outer.run(&["check", "ws", "--strict", "--info"]);
        assert_eq!((check.code, check.out.as_str()), (0, "inga fynd i 4 filer\n"), "{unit:?}");
    }
}

#[test]
fn the_unit_is_printed_as_it_was_given() {
    let folder = Workspace::new();
    assert_done(&folder.run(&["init", "--unit", "A: \"b\" \\ ../x {year}", "--year", "2026"]));
    assert_done(&folder.run(&["build", "--format", "html"]));
    let page = folder.read("build/2026/socialnamnden/a-b-x-year/plan.html");
    let words = page.replace("&quot;", "\"").replace("&#x2f;", "/").replace("&#34;", "\"");
    assert!(words.contains("för A: \"b\" \\ ../x {year}</title>"), "{}", &words[..400]);
}

#[test]
fn years_have_bounds() {
    for year in ["1900", "2199"] {
        let folder = Workspace::new();
        assert_done(&folder.run(&["init", "--year", year]));
        assert_done(&folder.run(&["check", "--strict"]));
    }
    for year in ["1899", "2200", "26", "nästa", "-1", ""] {
        let folder = Workspace::new();
        let run = folder.run(&["init", &format!("--year={year}"), "--lang", "sv"]);
        assert_eq!(run.code, 2, "{year}");
        assert!(run.err.starts_with("fel: "), "{}", run.err);
        assert!(folder.texts().is_empty());
    }
}

#[test]
fn without_a_year_it_is_this_year() {
    let folder = Workspace::new();
    let made = folder.run_with(&["init"], &[("LC_ALL", "sv_SE.UTF-8")]);
    assert_done(&made);
    assert!(made.out.starts_with("En arbetsyta för Exempelenheten, 2"), "{}", made.out);
    assert_done(&folder.run(&["check", "--strict"]));
}

/// Somebody whose folder has an editor set up keeps it.
#[test]
fn files_of_editors_that_are_there_stay() {
    let folder = Workspace::new();
    folder.write(".editorconfig", "root = true\n");
    assert_done(&folder.run(&["init", "--year", "2026", "--lang", "sv"]));
    assert_eq!(folder.read(".editorconfig"), "root = true\n");
    let proposed: serde_json::Value = serde_json::from_str(&folder.read(".vscode/extensions.json")).unwrap();
    assert_eq!(proposed["recommendations"][0], "redhat.vscode-yaml");
    for (lang, words) in [("sv", "# Så sparar redigeringsprogram"), ("en", "# How editors save")] {
        let folder = Workspace::new();
        let run = folder.run(&["init", "--year", "2026", "--lang", lang]);
        assert!(run.out.contains("\n  .editorconfig\n  .vscode/extensions.json\n"), "{}", run.out);
        let text = folder.read(".editorconfig");
        assert!(text.starts_with(words) && text.contains("indent_size = 2\n") && !text.contains("root"), "{text}");
    }
}
