//! `vp check --baseline`: what was there is not shown, what is new is, and what is gone is told.

use serde_json::Value;

use crate::formats::told;
use crate::workspace::{Ran, Workspace};

const HEAD: &str = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Exempelby kommun, nämnd: \
                    Nämnden}\nmål:\n  nämndmål:\n    - id: mål\n      titel: Alla får svar\n      beskrivning: Vi svarar.\n      förväntat_resultat: Svar inom en vecka.\n      aktiviteter:\n";

const EARLY: &str = "        - {namn: Räkna, start: 2025-01-01, slut: 2025-12-31}\n";
const LATE: &str = "        - {namn: Läsa, start: 2027-01-01, slut: 2027-12-31}\n";
const INFO: &str = "        - {namn: Skriva, start: 2025-12-01, slut: 2026-12-31}\n";
const FILE: &str = "vp-baseline.json";

/// A workspace of two plans with two warnings and an info each.
fn folder() -> Workspace {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\nspråk: en\nregler: {VP0604: upplysning}\n");
    for name in ["a", "b"] {
        folder.write(&plan(name), &format!("{HEAD}{EARLY}{LATE}{INFO}").replace("Nämnden", &format!("Nämnden {name}")));
    }
    folder
}

fn plan(name: &str) -> String {
    format!("plans/{name}/plan.yaml")
}

fn check(folder: &Workspace, arguments: &[&str]) -> Ran {
    folder.run(&[&["check", "--strict"], arguments].concat())
}

fn write(folder: &Workspace, arguments: &[&str]) -> Ran {
    check(folder, &[&["--write-baseline", FILE], arguments].concat())
}

fn read(folder: &Workspace, arguments: &[&str]) -> Ran {
    check(folder, &[&["--baseline", FILE], arguments].concat())
}

/// Exit code, standard output and standard error.
#[track_caller]
fn assert_run(run: &Ran, code: i32, out: &str, err: &str) {
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (code, out, err));
}

#[test]
fn an_old_collection_starts_clean_and_shows_what_is_new() {
    let folder = folder();
    assert_eq!(check(&folder, &[]).code, 1);
    let hidden = "no findings in 2 files\n4 findings in the baseline are not shown\n";
    assert_run(&write(&folder, &[]), 0, hidden, "vp-baseline.json: 4 findings, 4 new, 0 gone\n");
    assert_run(&read(&folder, &[]), 0, hidden, "");
    // Edits elsewhere in the file, other line ends and another language change nothing.
    let edited =
        format!("# Planen\n\n{HEAD}        - {{namn: Ny, start: 2026-01-01, slut: 2026-12-31}}\n{LATE}{EARLY}");
    folder.write(&plan("a"), &edited.replace('\n', "\r\n"));
    assert_run(&read(&folder, &[]), 0, hidden, "");
    assert_eq!(read(&folder, &["--lang", "sv"]).out, "inga fynd i 2 filer\n4 fynd i baslinjen visas inte\n");
    // A second equal finding is new, and so is one at another place.
    folder.write(&plan("a"), &format!("{HEAD}{EARLY}{EARLY}{LATE}"));
    let run = read(&folder, &["--only", "VP0603"]);
    assert_eq!((run.code, told("text", &run.out).len()), (1, 1), "{}", run.out);
    assert!(run.out.ends_with("\n1 warning\n4 findings in the baseline are not shown\n"), "{}", run.out);
    folder.write(&plan("a"), &format!("{HEAD}{EARLY}{}", LATE.replace("Läsa", "Skriva")));
    let run = read(&folder, &[]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("\"Skriva\" does not take place in 2026"), "{}", run.out);
}

#[test]
fn what_is_gone_is_told_and_removed() {
    let folder = folder();
    write(&folder, &[]);
    folder.write(&plan("a"), &format!("{HEAD}{LATE}"));
    let gone = "1 finding of vp-baseline.json is gone:\n  plans/a/plan.yaml: VP0603: the activity \"Räkna\" does not take \
                place in 2026\n  --write-baseline vp-baseline.json removes it\n";
    let hidden = "no findings in 2 files\n3 findings in the baseline are not shown\n";
    assert_run(&read(&folder, &[]), 0, hidden, gone);
    let before = folder.read(FILE);
    assert_run(&write(&folder, &[]), 0, hidden, "vp-baseline.json: 3 findings, 0 new, 1 gone\n");
    // One line is gone, and the others are as they were.
    let removed: Vec<String> =
        before.lines().map(str::to_owned).filter(|line| !folder.read(FILE).contains(line)).collect();
    assert_eq!(removed.len(), 1, "{removed:?}");
    assert_run(&read(&folder, &[]), 0, hidden, "");
    // It comes back as a new one.
    folder.write(&plan("a"), &format!("{HEAD}{EARLY}{LATE}"));
    assert_eq!(read(&folder, &[]).code, 1);
    // A file that is gone has no findings.
    std::fs::remove_file(folder.root().join(plan("b"))).unwrap();
    let run = read(&folder, &[&plan("a")]);
    assert!(run.err.starts_with("2 findings of vp-baseline.json are gone:\n  plans/b/plan.yaml: "), "{}", run.err);
}

/// What a run did not look at is neither told as gone nor removed.
#[test]
fn a_part_of_a_run_leaves_the_rest_alone() {
    let folder = folder();
    write(&folder, &["--info"]);
    let whole = folder.read(FILE);
    assert_eq!(whole.matches("plans/b/plan.yaml").count(), whole.matches("plans/a/plan.yaml").count());
    for arguments in [
        &[&*plan("a")][..],
        &["plans/a"],
        &["--only", "VP04"],
        &["--only", "VP0603"],
        &["--ignore", "VP0603"],
        &["--level", "fel"],
        &["--rule", "VP0603=av"],
        &[],
    ] {
        assert_run(&read(&folder, &[arguments, &["--format", "github"]].concat()), 0, "", "");
        let run = write(&folder, arguments);
        assert!(run.err.ends_with(" findings, 0 new, 0 gone\n"), "{arguments:?}: {}", run.err);
        assert_eq!(folder.read(FILE), whole, "{arguments:?}");
    }
    // Nor where a file cannot be read: its findings are still there behind the error.
    folder.write(&plan("a"), "vp: 1\n\tår: 2026\n");
    let run = read(&folder, &["--format", "github"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_eq!(told("github", &run.out).len(), 1);
    assert_eq!(write(&folder, &[]).code, 1);
    assert_eq!(folder.read(FILE), whole);
}

#[test]
fn only_what_is_shown_is_written() {
    let folder = folder();
    let count = |arguments: &[&str]| {
        let _ = std::fs::remove_file(folder.root().join(FILE));
        write(&folder, arguments);
        let text = folder.read(FILE);
        assert!(serde_json::from_str::<Value>(&text).is_ok());
        text.matches("\"fingerprint\"").count()
    };
    assert_eq!(count(&["--level", "fel"]), 0);
    assert_eq!(count(&["--only", "VP09"]), 0);
    assert_eq!(count(&[&plan("a")]), 2);
    assert_eq!(count(&[]), 4);
    assert_eq!(count(&["--info"]), 6);
}

/// What makes text vanish is never hidden, not even by a line that somebody wrote.
#[test]
fn what_cannot_be_silenced_is_always_shown() {
    let folder = folder();
    folder.write(&plan("b"), &format!("{HEAD}{EARLY}övrigtt: x\n").replace("Nämnden", "Nämnden b"));
    let run = write(&folder, &[]);
    assert_eq!(run.code, 1);
    assert!(run.out.starts_with("error[VP0103]"), "{}", run.out);
    assert!(
        run.out.ends_with("\n1 error; vp check --fix fixes it\n3 findings in the baseline are not shown\n"),
        "{}",
        run.out
    );
    let text = folder.read(FILE);
    assert!(!text.contains("VP0103"), "{text}");
    let json: Value = serde_json::from_str(&read(&folder, &["--format", "json"]).out).unwrap();
    let name = json["findings"][0]["fingerprint"].as_str().unwrap();
    let entry =
        format!("\"path\":\"plans/b/plan.yaml\",\"code\":\"VP0103\",\"message\":\"\",\"fingerprint\":\"{name}\"");
    folder.write(FILE, &text.replacen("[\n", &format!("[\n    {{{entry}}},\n"), 1));
    let run = read(&folder, &[]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("error[VP0103]"), "{}", run.out);
    assert!(run.err.starts_with("1 finding of vp-baseline.json is gone:\n  plans/b/plan.yaml: VP0103"), "{}", run.err);
}

#[test]
fn the_file_is_good_in_a_diff() {
    let folder = folder();
    write(&folder, &["--lang", "sv"]);
    let text = folder.read(FILE);
    assert!(text.starts_with(
        "{\n  \"version\": 1,\n  \"findings\": [\n    {\"path\":\"plans/a/plan.yaml\",\"code\":\"VP0603\",\"message\":"
    ));
    assert_eq!(text.lines().count(), 9, "{text}");
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("\"path\"")).collect();
    let sorted = lines.iter().map(|line| line.trim_end_matches(',')).is_sorted();
    assert!(sorted && lines.len() == 4, "{text}");
    // The words are the workspace's, whoever writes the file; and a file that holds the same is not touched.
    assert!(text.contains("does not take place in 2026"), "{text}");
    let at = || std::fs::metadata(folder.root().join(FILE)).unwrap().modified().unwrap();
    let before = at();
    write(&folder, &["--lang", "en"]);
    assert_eq!((folder.read(FILE), at()), (text, before));
    let others: Vec<_> = folder.texts().into_keys().filter(|path| path.to_string_lossy().contains(".vp-")).collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn a_file_that_is_no_baseline_stops_the_command_and_is_left_alone() {
    let folder = folder();
    let good = "\"path\": \"a\", \"code\": \"VP0603\", \"message\": \"\"";
    for (text, words) in [
        ("", "is not a baseline"),
        ("vp: 1\n", "is not a baseline"),
        ("{}", "is not a baseline"),
        ("{\n<<<<<<< HEAD\n", "is broken: line 2 is not JSON"),
        ("{\"version\": 7, \"findings\": []}", "is a baseline of version 7, and this vp reads version 1"),
        (
            &format!("{{\"version\": 1, \"findings\": [{{{good}, \"fingerprint\": \"x\"}}]}}"),
            "finding number 1 is not as",
        ),
        ("{\"version\": 1, \"findings\": [{}]}", "finding number 1 is not as"),
    ] {
        folder.write(FILE, text);
        for run in [read(&folder, &[]), write(&folder, &[])] {
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{text}");
            assert!(run.err.starts_with("error: vp-baseline.json ") && run.err.contains(words), "{text}: {}", run.err);
        }
        assert_eq!(folder.read(FILE), text);
    }
    std::fs::remove_file(folder.root().join(FILE)).unwrap();
    let run = read(&folder, &[]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("does not exist\n  vp check --write-baseline vp-baseline.json writes it"), "{}", run.err);
    for run in [check(&folder, &["--baseline", "plans"]), check(&folder, &["--write-baseline", "plans"])] {
        assert!(run.code == 2 && run.err.contains("plans cannot be read"), "{}", run.err);
    }
    for more in [["--baseline", "x"], ["--diff", "--strict"]] {
        assert_eq!(write(&folder, &more).code, 2);
    }
    // A path that cannot be checked could hold anything.
    let run = write(&folder, &["plans", "saknas"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("vp-baseline.json is not written"), "{}", run.err);
    assert!(!folder.root().join(FILE).exists());
}

#[test]
fn names_do_not_shift_when_an_equal_finding_is_known() {
    let folder = folder();
    write(&folder, &[]);
    folder.write(&plan("a"), &format!("{HEAD}{EARLY}{EARLY}{EARLY}{LATE}"));
    let names = |arguments: &[&str]| -> Vec<String> {
        let text = check(&folder, &[arguments, &["--format", "json", "--only", "VP0603"]].concat()).out;
        let json: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["summary"]["in_baseline"], if arguments.is_empty() { 0 } else { 4 });
        let findings = json["findings"].as_array().unwrap();
        findings.iter().map(|finding| finding["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let (all, new) = (names(&[]), names(&["--baseline", FILE]));
    assert_eq!((all.len(), new.len()), (6, 2));
    assert_eq!(all[1..3], new);
}

#[test]
fn what_is_known_is_not_mended() {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\nspråk: en\n");
    let line = "      indikatorer:\n        - {namn: Mått, årsmål: 9 %, periodicitet: Tertail, riktning: högre}\n";
    let text = format!("{HEAD}        - {{namn: Räkna, start: 2026-01-01, slut: 2026-12-31}}\n{line}");
    folder.write(&plan("a"), &text);
    write(&folder, &[]);
    assert_run(&read(&folder, &["--diff"]), 0, "", "no findings in 1 file\n1 finding in the baseline is not shown\n");
    read(&folder, &["--fix"]);
    assert_eq!(folder.read(&plan("a")), text);
    let second = line.lines().nth(1).unwrap().replace("Mått", "Annat mått");
    folder.write(&plan("a"), &format!("{text}{second}\n"));
    read(&folder, &["--fix"]);
    assert_eq!(folder.read(&plan("a")), format!("{text}{}\n", second.replace("Tertail", "Tertial")));
    // Written anew, the file holds what fixing left.
    let run = write(&folder, &["--fix"]);
    assert_eq!((run.code, run.out.as_str()), (0, "no findings in 1 file\n"), "{}", run.err);
    assert_eq!(folder.read(&plan("a")).matches("Tertial").count(), 2);
    assert!(run.err.ends_with("vp-baseline.json: 0 findings, 0 new, 1 gone\n"), "{}", run.err);
}

#[test]
fn a_baseline_is_for_one_workspace() {
    let folder = Workspace::new();
    for name in ["ett", "två"] {
        folder.write(&format!("{name}/vp.yaml"), "vp: 1\n");
        folder.write(&format!("{name}/{}", plan("a")), &format!("{HEAD}{EARLY}"));
    }
    let run = write(&folder, &["--lang", "en", "ett", "två"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("error: a baseline is for one workspace only"), "{}", run.err);
    assert!(!folder.root().join(FILE).exists());
    assert_eq!(write(&folder, &["ett"]).code, 0);
    // The other workspace is not fixed either.
    let path = format!("två/{}", plan("a"));
    let slip = format!("{HEAD}{EARLY}").replace("titel:", "tittel:");
    folder.write(&path, &slip);
    assert_eq!(read(&folder, &["ett", "två", "--fix"]).code, 2);
    assert_eq!(folder.read(&path), slip);
    read(&folder, &["två", "--fix"]);
    assert_eq!(folder.read(&path), format!("{HEAD}{EARLY}"));
    // A path given twice is one path, and so are a folder and a file of it.
    let run = read(&folder, &["ett", "ett", "ett/plans/a"]);
    assert_eq!(
        (run.code, run.out.as_str(), run.err.as_str()),
        (0, "no findings in 1 file\n1 finding in the baseline is not shown\n", "")
    );
}
