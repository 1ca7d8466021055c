//! `vp check --rule`, `--only`, `--ignore` and `--level`: the same selection in every format, in what is fixed and in the exit
//! code.

use vp::diagnostic::Severity;
use vp::lint::rules;

use crate::formats::told;
use crate::workspace::{Ran, Workspace};

const FORMATS: [&str; 6] = ["text", "json", "sarif", "github", "gitlab", "junit"];

const PLAN: &str = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Exempelby kommun, nämnd: \
                    Nämnden}\nmål:\n  nämndmål:\n    - id: mål\n      titel: Alla får svar\n      beskrivning: Vi svarar.\n      förväntat_resultat: Svar inom en vecka.\n      indikatorer:\n        - \
                    {namn: Svar i tid, årsmål: 92 %, periodicitet: Tertail, riktning: högre}\n      aktiviteter:\n        - \
                    {namn: Räkna svaren, start: 2025-01-01, slut: 2025-12-31}\n        - {namn: Läsa svaren, start: \
                    2025-12-01, slut: 2026-12-31}\n";

fn folder() -> Workspace {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\nspråk: en\nregler: {VP0603: fel, VP0604: upplysning}\n");
    folder.write("plans/plan.yaml", PLAN);
    folder
}

fn check(folder: &Workspace, arguments: &[&str]) -> Ran {
    folder.run(&[&["check"], arguments].concat())
}

/// The codes that every format tells of, and the exit code; they are the same in all.
#[track_caller]
fn codes(folder: &Workspace, arguments: &[&str]) -> (Vec<String>, i32) {
    let run = |format: &str| {
        let run = check(folder, &[arguments, &["--format", format]].concat());
        assert_eq!(run.err, "", "{arguments:?}");
        let mut codes: Vec<String> = told(format, &run.out).into_iter().map(|one| one.code).collect();
        codes.sort();
        (codes, run.code)
    };
    let found = run("text");
    for format in FORMATS {
        assert_eq!(run(format), found, "{format}: {arguments:?}");
    }
    found
}

#[track_caller]
fn assert_codes(folder: &Workspace, arguments: &[&str], expected: &[&str], code: i32) {
    assert_eq!(
        codes(folder, arguments),
        (expected.iter().map(|code| (*code).to_owned()).collect(), code),
        "{arguments:?}"
    );
}

#[test]
fn a_level_of_the_command_line_goes_before_that_of_the_settings() {
    let folder = folder();
    assert_codes(&folder, &[], &["VP0401", "VP0603"], 1);
    let level = |word: &str| {
        let rule = format!("VP0603={word}");
        check(&folder, &["--rule", "VP0401=av", "--info", "--only", "VP06", "--rule", &rule])
    };
    for (word, name, code) in [
        ("fel", "error", 1),
        ("error", "error", 1),
        ("varning", "warning", 0),
        ("Warning", "warning", 0),
        ("info", "info", 0),
    ] {
        let run = level(word);
        assert!(run.out.contains(&format!("{name}[VP0603]")), "{word}: {}", run.out);
        assert_eq!(run.code, code, "{word}");
    }
    for word in ["av", "off"] {
        assert!(!level(word).out.contains("VP0603"), "{word}");
    }
    assert_codes(&folder, &["--rule", "VP0603=av", "--rule", "VP0401=varning"], &["VP0401"], 0);
    assert_codes(&folder, &["--rule", "activity-outside-year=varning", "--rule", "vp0401=AV"], &["VP0603"], 0);
    assert_codes(&folder, &["--rule", "VP0603=av", "--rule", "VP0603=fel"], &["VP0401", "VP0603"], 1);
    // A rule that is off by itself is turned on.
    assert!(codes(&folder, &["--rule", "activity-without-responsible=varning"]).0.contains(&"VP0609".to_owned()));
}

#[test]
fn rules_and_families_are_chosen_and_left_out() {
    let folder = folder();
    assert_codes(&folder, &["--only", "VP06"], &["VP0603"], 1);
    assert_codes(&folder, &["--only", "vp04"], &["VP0401"], 1);
    assert_codes(&folder, &["--only", "VP02,VP0401"], &["VP0401"], 1);
    assert_codes(&folder, &["--only", "VP02", "--only", "indicator-without-periodicity"], &["VP0401"], 1);
    assert_codes(&folder, &["--only", "VP09"], &[], 0);
    assert_codes(&folder, &["--ignore", "VP06"], &["VP0401"], 1);
    assert_codes(&folder, &["--ignore", "VP0401, VP0603"], &[], 0);
    assert_codes(&folder, &["--only", "VP04,VP06", "--ignore", "VP0401"], &["VP0603"], 1);
    assert_codes(&folder, &["--only", "VP06", "--level", "info"], &["VP0603", "VP0604"], 1);
    assert_codes(&folder, &["--only", "VP06", "--info"], &["VP0603", "VP0604"], 1);
}

#[test]
fn the_lowest_level_shown_is_the_lowest_that_counts() {
    let folder = folder();
    let as_warnings = ["--rule", "VP0401=varning", "--rule", "VP0603=varning"];
    let with = |level: &'static str| [&as_warnings[..], &["--strict", "--level", level]].concat();
    assert_codes(&folder, &with("varning"), &["VP0401", "VP0603"], 1);
    assert_codes(&folder, &with("WARNING"), &["VP0401", "VP0603"], 1);
    assert_codes(&folder, &with("fel"), &[], 0);
    assert_codes(&folder, &with("error"), &[], 0);
}

#[test]
fn what_is_not_shown_is_not_mended() {
    for arguments in [
        &["--only", "VP06"][..],
        &["--ignore", "VP0401"],
        &["--rule", "VP0401=av"],
        &["--rule", "VP0401=varning", "--level", "fel"],
    ] {
        let folder = folder();
        check(&folder, &[arguments, &["--fix"]].concat());
        assert_eq!(folder.read("plans/plan.yaml"), PLAN, "{arguments:?}");
        assert_eq!(check(&folder, &[arguments, &["--diff"]].concat()).out, "", "{arguments:?}");
    }
    let folder = folder();
    check(&folder, &["--only", "VP0401", "--fix"]);
    assert_eq!(folder.read("plans/plan.yaml"), PLAN.replace("Tertail", "Tertial"));
}

#[test]
fn what_cannot_be_silenced_is_neither_lowered_nor_left_out() {
    let folder = folder();
    for rule in rules::all().into_iter().map(|entry| entry.rule).filter(|rule| !rule.can_be_silenced) {
        for level in ["av", "upplysning", "varning", "fel"] {
            let run = check(&folder, &["--lang", "en", "--rule", &format!("{}={level}", rule.code)]);
            assert_eq!((run.code, run.out.as_str()), (2, ""));
            let words = format!("error: {} cannot be given another level\n", rule.code);
            assert!(run.err.starts_with(&words), "{}", run.err);
        }
        let run = check(&folder, &["--ignore", rule.name]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(&format!("{} cannot be ignored", rule.code)), "{}", run.err);
    }
    // In a family that holds both sorts only the others are left out.
    let insert = PLAN.replace("titel: Alla får svar\n", "titel: Alla får svar\n      till: ingenting\n");
    folder.write("plans/plan.yaml", &insert);
    let before = codes(&folder, &["--only", "VP03", "--info"]);
    assert!(before.0.contains(&"VP0301".to_owned()), "{before:?}");
    assert_codes(&folder, &["--only", "VP03", "--ignore", "VP03", "--info"], &["VP0301"], 1);
}

#[test]
fn nothing_found_is_not_nothing_looked_at() {
    let folder = folder();
    folder.write("plans/trasig.yaml", "vp: 1\ndokument: verksamhetsplan\n\tår: 2026\n");
    folder.write("plans/annat.yaml", "övrigtt: x\n");
    assert_codes(&folder, &["--only", "VP09"], &["VP0102", "VP0107"], 1);
    folder.write("vp.yaml", "vp: 1\nreglr: {VP0603: fel}\n");
    assert!(codes(&folder, &["--only", "VP09"]).0.contains(&"VP0103".to_owned()));
}

#[test]
fn a_rule_that_does_not_exist_leads_to_the_near_one() {
    let folder = folder();
    for (arguments, words) in [
        (&["--rule", "VPO603=fel"][..], "no rule is called VPO603\n  did you mean VP0603?"),
        (&["--rule", "activity-outside-yaer=fel"], "did you mean activity-outside-year?"),
        (&["--only", "VP06,activity-outside-yer"], "did you mean activity-outside-year?"),
        (&["--ignore", "helt annat"], "vp explain lists all rules"),
        (&["--only", "VP77"], "no rule is called VP77"),
        (&["--only", "VPåå"], "no rule is called VPåå"),
        (&["--only", ""], "no rule is called"),
        (&["--rule", "VP06=av"], "VP06 is a family"),
        (&["--rule", "VP0603"], "VP0603 lacks its level\n  write VP0603=error"),
        (&["--rule", "VP0603=fell"], "fell is not a level\n  write VP0603=error"),
        (&["--level", "av"], "write one of error, warning, info"),
        (&["--level", "fel", "--info"], "cannot be used together with --"),
    ] {
        let run = check(&folder, arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
        assert!(run.err.ends_with("  vp check --help shows what can be written\n"), "{}", run.err);
    }
    let run = check(&folder, &["--lang", "sv", "--rule", "VP0603=fell"]);
    assert!(run.err.starts_with("fel: fell är ingen nivå\n  skriv VP0603=fel,"), "{}", run.err);
}

/// An exception is judged by what its rule says, not by what is shown; and not at all where nobody asked the rule.
#[test]
fn an_exception_is_unused_only_where_its_rule_says_nothing() {
    let folder = folder();
    let line = "        - {namn: Räkna";
    let excepted = |code: &str| PLAN.replace(line, &format!("        # vp: tillåt {code} beslutat av nämnden\n{line}"));
    folder.write("plans/plan.yaml", &excepted("VP0603"));
    assert_codes(&folder, &[], &["VP0401"], 1);
    for arguments in [
        &["--only", "VP0309"][..],
        &["--ignore", "VP0603", "--only", "VP03"],
        &["--rule", "VP0603=av", "--only", "VP03"],
        &["--rule", "VP0603=info", "--only", "VP03"],
        &["--level", "fel", "--rule", "VP0603=varning", "--only", "VP03"],
    ] {
        assert_codes(&folder, arguments, &[], 0);
    }
    folder.write("vp.yaml", "vp: 1\nspråk: en\nregler: {VP0603: av}\n");
    assert_codes(&folder, &["--only", "VP03"], &[], 0);
    // Turned on where it stands, the exception matches; a rule that says nothing has no need of one.
    assert_codes(&folder, &["--rule", "VP0603=fel", "--only", "VP03,VP06"], &[], 0);
    folder.write("plans/plan.yaml", &excepted("VP0602"));
    assert_codes(&folder, &["--only", "VP0309"], &["VP0309"], 0);
    assert_codes(&folder, &["--only", "VP06", "--rule", "VP0603=av"], &[], 0);
    assert_codes(&folder, &["--only", "VP0309", "--rule", "VP0309=av"], &[], 0);
    assert_codes(&folder, &["--only", "VP0309", "--rule", "VP0602=av"], &[], 0);
    // In a file that could not be read nothing was looked at.
    folder.write(
        "plans/plan.yaml",
        &excepted("VP0603").replace("titel: Alla", "titel:\tAlla: [").replace("år:", "\tår:"),
    );
    let (found, code) = codes(&folder, &[]);
    assert_eq!(code, 1);
    assert!(!found.contains(&"VP0309".to_owned()) && found.contains(&"VP0102".to_owned()), "{found:?}");
}

#[test]
fn no_rule_is_forgotten_by_its_family() {
    for entry in rules::all() {
        let family = rules::family(&entry.rule.code[..4]).expect("every rule has a family");
        assert!(family.rules.iter().any(|own| own.rule.code == entry.rule.code));
    }
    assert!(rules::family("vp04").is_some() && rules::family("VP").is_none() && rules::family("å").is_none());
    assert_eq!(Severity::from_word("Fel"), Some(Severity::Error));
}

#[test]
fn a_rule_to_explain_that_does_not_exist_leads_to_those_near() {
    let folder = Workspace::new();
    for (word, words) in [
        ("VP603", "did you mean VP0603?"),
        ("activity-outside-yaer", "did you mean activity-outside-year?"),
        ("vp0777", "VP07 has VP0701, "),
        ("xyzzy", "vp explain lists them all"),
        ("VPåå", "vp explain lists them all"),
    ] {
        let run = folder.run(&["explain", word, "--lang", "en"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{word}");
        assert!(run.err.starts_with(&format!("error: no rule is called {word}")), "{}", run.err);
        assert!(run.err.contains(words), "{word}: {}", run.err);
    }
    for word in ["VP0603", "vp0603", " VP0603 ", "Activity-Outside-Year"] {
        let run = folder.run(&["explain", word, "--lang", "en"]);
        assert!(run.code == 0 && run.out.starts_with("# VP0603 activity-outside-year\n"), "{word}: {}", run.err);
    }
    // Without a code, with a family and with a word the rules are listed that it means.
    let codes = |arguments: &[&str]| -> Vec<String> {
        let run = folder.run(&[&["explain", "--lang", "sv"], arguments].concat());
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        run.out.lines().filter_map(|line| line.strip_prefix("  VP")?.get(..4)).map(str::to_owned).collect()
    };
    let every: Vec<String> = rules::all().into_iter().map(|entry| entry.rule.code[2..].to_owned()).collect();
    assert_eq!(codes(&[]), every);
    assert!(codes(&["VP06"]).iter().all(|code| code.starts_with("06")) && codes(&["vp06"]).len() > 5);
    let of_activities = codes(&["aktivitet"]);
    assert!(of_activities.contains(&"0603".to_owned()) && of_activities.len() < every.len(), "{of_activities:?}");
    // The catalogue marks what is fixed for certain, as the page of the rule does.
    let all = folder.run(&["explain", "--all", "--lang", "en"]).out;
    for rule in rules::all().into_iter().map(|entry| entry.rule) {
        let row = all.lines().find(|line| line.starts_with(&format!("| [{}]", rule.code))).expect("the rule has a row");
        let own = folder.run(&["explain", rule.code, "--lang", "en"]).out;
        assert_eq!(row.contains(" | fixes | "), own.contains("**Fixed by `vp check --fix`:**"), "{row}");
    }
    assert!(all.matches(" | fixes | ").count() > 5, "{all}");
}

/// A text that is a dash alone is the milder case of VP0912, which is an error: a level that is chosen goes for it too, but
/// nobody who lowers the rule raises it.
#[test]
fn a_level_that_is_chosen_is_that_of_milder_cases_too() {
    let folder = folder();
    folder.write("plans/plan.yaml", &format!("{PLAN}inledning: TODO\növrigt: \"–\"\n"));
    let levels = |arguments: &[&str]| -> Vec<String> {
        let run = check(&folder, &[&["--only", "VP0912", "--info", "--lang", "en"], arguments].concat());
        let lines = run.out.lines().filter_map(|line| line.split_once("[VP0912]"));
        lines.map(|(level, _)| level.to_owned()).collect()
    };
    assert_eq!(levels(&[]), ["error", "warning"]);
    assert_eq!(levels(&["--rule", "VP0912=error"]), ["error", "error"]);
    assert_eq!(levels(&["--rule", "VP0912=warning"]), ["warning", "warning"]);
    assert_eq!(levels(&["--rule", "VP0912=info"]), ["info", "info"]);
    folder.write("vp.yaml", "vp: 1\nregler: {placeholder-left: fel}\n");
    assert_eq!(levels(&[]), ["error", "error"]);
    // Of a rule that is a warning, a milder case is information.
    folder.write("vp.yaml", "vp: 1\n");
    let short = "övrigt: |\n  Ett kort\n  Två kort\n  Tre kort\n  Fyra kort\n";
    folder.write("plans/plan.yaml", &format!("{PLAN}{short}"));
    let level = |arguments: &[&str]| {
        let run = check(&folder, &[&["--only", "VP0907", "--info", "--lang", "en"], arguments].concat());
        run.out.split_once("[VP0907]").map(|(level, _)| level.to_owned())
    };
    assert_eq!(level(&[]).as_deref(), Some("info"));
    assert_eq!(level(&["--rule", "VP0907=warning"]).as_deref(), Some("warning"));
    assert_eq!(level(&["--rule", "VP0907=error"]).as_deref(), Some("error"));
}
