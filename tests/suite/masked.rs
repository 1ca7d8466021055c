//! Personal identity numbers are masked in whatever is said of a file, and stay in the document as they were written.

mod everywhere;

use crate::workspace::Workspace;

/// The Swedish Tax Agency's number for tests.
const NUMBER: &str = "121212-1212";
const MASKED: &str = "121212-****";

/// A workspace whose findings quote the number in every way that there is.
fn workspace() -> Workspace {
    let text = format!(
        "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {{kommun: K, enhet: Parken}}\n{NUMBER}: x\nmål:\n  enhetsmål:\n    \
         - titel: Eva {NUMBER}\n      till: finns-inte {NUMBER}\n      arbetssätt: |\n        Eva {NUMBER} får stöd av parken.\n      \
         resursanvändning: |\n        Eva {NUMBER} får stöd av parken.\n      aktiviteter:\n        - namn: Möte {NUMBER}\n          \
         start: 2024-01-01\n          slut: 2024-12-31\n        - namn: Möte {NUMBER}\n          tittel: y\n          start: {NUMBER}\n"
    );
    let report = format!(
        "vp: 1\ndokument: tertialrapport\nperiod: T1\nmål:\n  eva-{NUMBER}: {{bedömning: {NUMBER}}}\naktiviteter:\n  {NUMBER}: \
         {{status: pågår}}\n"
    );
    Workspace::with([
        ("plans/plan.yaml", text),
        ("plans/t1.yaml", report),
        ("plans/2026/Eva 121212-1212.yaml", format!("vp: 1\ndokument: {NUMBER}\n")),
        ("plans/2026/brevet.yaml", format!("vp: 1\n\tdokument: [{NUMBER}\n")),
    ])
}

#[test]
fn no_report_shows_a_number() {
    let workspace = workspace();
    for arguments in [
        &["check", "--info"][..],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["check", "--format", "github"],
        &["check", "--format", "gitlab"],
        &["check", "--format", "junit"],
        &["check", "--diff"],
        &["build"],
        &["status"],
        &["check", "--write-baseline", "baslinje.json"],
        &["check", "--baseline", "baslinje.json"],
    ] {
        for language in ["sv", "en"] {
            let paths: Vec<&std::path::Path> = arguments.iter().map(std::path::Path::new).collect();
            let ran = workspace.vp([]).paths(&paths).env("VP_LANG", language).end();
            assert!(ran.code < 2, "{arguments:?}: {}", ran.err);
            for text in [&ran.out, &ran.err] {
                assert!(!text.contains("1212-1212") && !text.contains("12121212"), "{arguments:?}: {text}");
            }
            if arguments != ["check", "--diff"] {
                assert!(ran.out.contains(MASKED) || ran.err.contains(MASKED), "{arguments:?}: {}", ran.err);
            }
        }
    }
    assert!(!workspace.read("baslinje.json").contains(NUMBER) && workspace.read("baslinje.json").contains(MASKED));
}

#[test]
fn the_document_keeps_what_is_written_and_its_findings_are_masked() {
    let workspace = Workspace::with([(
        "plans/plan.yaml",
        format!(
            "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {{kommun: K, enhet: Parken}}\nmål:\n  enhetsmål:\n    - titel: Eva\n      \
             till: eva {NUMBER}\n      arbetssätt: Eva {NUMBER} får stöd.\n"
        ),
    )]);
    workspace.vp(["build"]).end().exits(1);
    assert!(workspace.read("build/plan.html").contains(NUMBER), "nobody's words are changed");
    let index = workspace.read("build/index.html");
    assert!(index.contains(MASKED) && !index.contains(NUMBER), "{index}");
}

#[test]
fn places_hold_in_a_line_with_a_number() {
    let workspace = Workspace::with([(
        "plans/plan.yaml",
        format!("vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {{enhet: Åå {NUMBER}, enet: x}}\n"),
    )]);
    let ran = workspace.vp(["check", "--only", "VP0103"]).end().exits(1);
    let lines: Vec<&str> = ran.out.lines().collect();
    let line = lines.iter().position(|line| line.contains("Åå 121212-****, enet")).expect("the line is shown");
    let place = lines[line].find("enet").map(|at| lines[line][..at].chars().count());
    assert_eq!(lines[line + 1].find('^').map(|at| lines[line + 1][..at].chars().count()), place, "{}", ran.out);
}

#[test]
fn an_edit_is_made_with_what_is_written_and_never_shown_masked() {
    let text = format!(
        "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {{kommun: K, enhet: Parken}}\nmål:\n  enhetsmål:\n    - tittel: Eva {NUMBER}\n      arbetssätt: x\n"
    );
    let workspace = Workspace::with([("plans/plan.yaml", text.as_str())]);
    let ran = workspace.vp(["check", "--diff", "--lang", "en"]).end().exits(1);
    assert_eq!(ran.out, "");
    let words = "plans/plan.yaml: changes near a personal identity number are not shown; vp check --fix makes them\n";
    assert!(ran.err.contains(words), "{}", ran.err);
    workspace.vp(["check", "--fix"]).end().exits(1);
    assert_eq!(workspace.read("plans/plan.yaml"), text.replace("tittel", "titel"));
}

#[test]
fn every_file_is_looked_at_and_its_name() {
    let plan = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: K, enhet: Parken}\n";
    let workspace = Workspace::with([
        ("vp.yaml", format!("vp: 1 # {NUMBER}\n")),
        ("templates/ord.yaml", format!("inledning: Om {NUMBER}\n")),
        ("templates/html/cover.html.j2", format!("{{# {NUMBER} #}}\n")),
        ("plans/2026/Eva_1212121212.yaml", plan.to_owned()),
        ("plans/2027/121212-1212/plan.yaml", plan.replace("Parken", "Ån")),
        ("plans/2028/plan.yaml", format!("vp: 1\n\tdokument: [{NUMBER}\n")),
        ("plans/2029/plan.yaml", format!("{}inledning: {{fil: text.md}}\n", plan.replace("Parken", "Sjön"))),
        ("plans/2029/text.md", "Eva 121212-\n1212 får stöd.\n".to_owned()),
    ]);
    let ran = workspace.vp(["check", "--only", "VP0904", "--lang", "en"]).end().exits(1);
    for place in [
        "vp.yaml:1:9",
        "templates/ord.yaml:1:15",
        "templates/html/cover.html.j2:1:4",
        "plans/2026/Eva_121212****.yaml:1:1",
        "plans/2027/121212-****/plan.yaml:1:1",
        "plans/2028/plan.yaml:2:13",
        "plans/2029/text.md:1:5",
    ] {
        assert!(ran.out.contains(&format!("--> {place}\n")), "{place}: {}", ran.out);
    }
    assert!(ran.out.matches("[VP0904]").count() == 7 && !ran.out.contains("1212-1212"), "{}", ran.out);
}

/// What a command says of files and of what is in them, whatever it is about and however it ends.
#[test]
fn no_command_says_a_number() {
    let plan = |year: i16, title: &str| {
        format!(
            "vp: 1\ndokument: verksamhetsplan\når: {year}\norganisation: {{kommun: K, enhet: Eva {NUMBER}}}\nmål:\n  enhetsmål:\n    - id: m\n      \
             titel: {title}\n      arbetssätt: Eva {NUMBER} får stöd.\n      ansvarig: Eva {NUMBER}\n      indikatorer:\n        - {{namn: \
             Andel {NUMBER}, årsmål: 10 %, ansvarig: Eva {NUMBER}}}\n      aktiviteter:\n        - {{namn: Möte {NUMBER}, start: \
             {year}-01-01, slut: {year}-12-31, ansvarig: Eva {NUMBER}}}\n        - {{namn: Kurs {NUMBER}, start: {year}-01-01, slut: \
             {year}-02-01}}\n"
        )
    };
    let (old, new) = (format!("2025/{NUMBER}"), format!("2026/{NUMBER}"));
    let workspace = Workspace::with([
        ("vp.yaml".to_owned(), "vp: 1\n".to_owned()),
        (format!("plans/{old}/plan.yaml"), plan(2025, "Stöd i tid")),
        (format!("plans/{new}/plan.yaml"), plan(2026, &format!("Stöd till {NUMBER} i tid"))),
        (format!("plans/{new}/t1.yaml"), "vp: 1\ndokument: tertialrapport\nperiod: T1\n".to_owned()),
    ]);
    let old_plan = format!("plans/{old}/plan.yaml");
    let new_plan = format!("plans/{new}/plan.yaml");
    let missing = format!("plans/{new}/plann.yaml");
    let nobody = format!("Evy {NUMBER}");
    let commands: &[&[&str]] = &[
        &["check", "--info"],
        &["check", "--summary"],
        &["check", "--summary", "--by", "unit"],
        &["check", &missing],
        &["check", "--fix"],
        &["build"],
        &["build", &missing],
        &["build", "-o", NUMBER],
        &["build", "-f", "json", "-o", "data"],
        &["build", "-f", "docx", "-o", "word"],
        &["status"],
        &["status", "--on", "2026-12-31"],
        &["status", "--on", "2026-12-31", "-f", "json"],
        &["status", "--on", "2026-12-31", "-f", "csv"],
        &["status", "--on", "2026-12-31", "-f", "markdown"],
        &["status", "--on", "2026-12-31", "-f", "html"],
        &["status", "--for", &nobody],
        &["status", &missing],
        &["diff"],
        &["diff", "-f", "json"],
        &["diff", "-f", "markdown"],
        &["diff", "-f", "html"],
        &["diff", "2025", "2026", "--org", "Bo"],
        &["diff", &old_plan, &new_plan],
        &["diff", &format!("plans/{old}"), &format!("plans/{new}")],
        &["diff", &old_plan, &missing],
        &["new", "year", "2027", &new_plan],
        &["new", "year", "2027", &new_plan],
        &["new", "year", "2027", &missing],
        &["new", "follow-up", &new_plan, "--period", "T2"],
        &["new", "follow-up", &new_plan, "--period", "T2"],
        &["new", "follow-up", &new_plan, "--period", "T2", "--for", &nobody],
        &["new", "follow-up", &new_plan, "--period", "VB", "-f", "html"],
        &["new", "follow-up", "--period", NUMBER],
        &["init", NUMBER, "--unit", &nobody],
        &["init", NUMBER, "--unit", &nobody],
        &["schema", "--workspace", NUMBER],
        &["schema", "--workspace", &missing],
        &["explain", NUMBER],
        &[NUMBER],
    ];
    let mut worked = 0;
    for arguments in commands {
        for language in ["sv", "en"] {
            let paths: Vec<&std::path::Path> = arguments.iter().map(std::path::Path::new).collect();
            let ran = workspace.vp([]).paths(&paths).env("VP_LANG", language).end();
            worked += usize::from(ran.code < 2 && (ran.out + &ran.err).contains("121212-****"));
            let ran = workspace.vp([]).paths(&paths).env("VP_LANG", language).end();
            for text in [&ran.out, &ran.err] {
                assert!(!text.contains("1212-1212") && !text.contains("12121212"), "{arguments:?}: {text}");
            }
        }
    }
    assert!(worked > 30, "most commands work and speak of what is masked: {worked}");
}
