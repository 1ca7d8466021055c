//! What `vp check --fix` fixes, and what it leaves to the writer: each kind of fix with comments and å, ä, ö around it, in
//! files with either line end.

use std::fs;
use std::path::Path;

use vp::diagnostic::{Applicability, Diagnostic, Severity};
use vp::lint::check::check;
use vp::lint::fix::{Finding, Fixed, fix};
use vp::read::load::{self, Loaded};

use crate::page::{Page, fences};
use crate::scene::Found;
use crate::workspace::{Workspace, read};

pub(crate) fn fixed(path: &Path) -> Fixed {
    fix(
        Some(path),
        &mut load::Workspace::default(),
        &Finding { find: &check, is_wanted: &|findings: &[Diagnostic], _: &Loaded| vec![true; findings.len()] },
    )
    .expect("the path is there")
}

/// Fixes a folder and writes what came of it.
pub(crate) fn fix_files(path: &Path) -> Fixed {
    let fixed = fixed(path);
    for file in &fixed.files {
        fs::write(&file.path, &file.after).expect("a file can be written");
    }
    fixed
}

/// A plan of one goal: `top` stands before the goals, `goal` at the end of the goal.
fn plan(top: &str, goal: &str) -> String {
    format!(
        "# Så här är planen skriven – å, ä och ö\nvp: 1\ndokument: verksamhetsplan\når: 2025   # året\norganisation: \
         {{kommun: Exempelby kommun, nämnd: Nämnden}}\n{top}mål:\n  nämndmål:\n    # Målet är nämndens.\n    - id: mål\n      \
         titel: Barn är delaktiga\n      beskrivning: Så är det.\n{goal}# Slut på filen, åäö\n"
    )
}

/// An indicator written in braces.
fn indicator(rest: &str) -> String {
    plan("", &format!("      indikatorer:\n        - {{id: a, namn: Mått på delaktighet, {rest}}}   # måttet\n"))
}

/// The text is fixed to the expected one, with either line end and with a byte order mark, and then there is nothing left
/// to fix.
#[track_caller]
fn assert_fixed(written: &str, expected: &str) {
    for (ends, mark) in [("\n", ""), ("\r\n", ""), ("\n", "\u{feff}"), ("\r\n", "\u{feff}")] {
        let as_file = |text: &str| format!("{mark}{}", text.replace('\n', ends));
        let scene = Workspace::plan(as_file(written));
        let fixed = fix_files(&scene.path(""));
        assert!(fixed.left.is_empty(), "{:?}", fixed.left);
        let text = fs::read_to_string(scene.path("plan.yaml")).expect("the plan is there");
        assert_eq!(text, as_file(expected), "line ends {ends:?}");
        assert!(self::fixed(&scene.path("")).files.is_empty(), "a second time nothing is fixed");
    }
}

/// The slip in a whole plan is fixed by putting one text for another, and everything else stays.
#[track_caller]
fn assert_replaced(plan: &str, slip: &str, right: &str) {
    assert_eq!(plan.matches(slip).count(), 1, "{slip} is once in {plan}");
    assert_fixed(plan, &plan.replace(slip, right));
}

#[test]
fn keys() {
    assert_replaced(&plan("inledninng: |   # här\n  Vi är många.\n", ""), "inledninng", "inledning");
    assert_replaced(
        &plan("", "      förväntat resultat: Så blir det.   # å\n"),
        "förväntat resultat",
        "förväntat_resultat",
    );
    assert_replaced(
        &plan("", "      \"indikatorrer\":   # å\n        - namn: Mått\n"),
        "\"indikatorrer\"",
        "indikatorer",
    );
    assert_replaced(&indicator("periodicitet:Tertial"), "periodicitet:Tertial", "periodicitet: Tertial");
    assert_replaced(&indicator("periodicitet Tertial"), "periodicitet Tertial", "periodicitet: Tertial");
    assert_replaced(&plan("", "").replace("nämndmål:", "nämndsmål:"), "nämndsmål:", "nämndmål:");
}

#[test]
fn decomposed_keys() {
    assert_replaced(&plan("", "").replace("år:", "a\u{30a}r:"), "a\u{30a}r:", "år:");
    let quoted = plan("", "      \"fo\u{308}rva\u{308}ntat_resultat\": Bra.   # a\u{30a} är kvar i kommentaren\n");
    assert_replaced(&quoted, "\"fo\u{308}rva\u{308}ntat_resultat\"", "\"förväntat_resultat\"");
}

#[test]
fn figures_and_texts_in_braces() {
    assert_replaced(&indicator("årsmål: 14,6 %, periodicitet: År"), "14,6", "14.6");
    assert_replaced(&indicator("kf_årsmål: 1 234,5, årsmål: 9"), "1 234,5", "1 234.5");
    let text = plan("", "      aktiviteter:\n        - {namn: Åka, äta och vila, slut: 2025-12-31}   # å\n");
    assert_replaced(&text, "Åka, äta och vila", "\"Åka, äta och vila\"");
}

#[test]
fn fixed_words() {
    assert_replaced(&indicator("periodicitet: Tertail"), "Tertail", "Tertial");
    assert_replaced(&indicator("riktning: högrre"), "högrre", "högre");
    assert_replaced(&indicator("könsuppdelad: true"), "true", "ja");
    assert_replaced(&indicator("riktning: hö\u{200b}gre"), "\u{200b}", "");
    assert_replaced(
        &plan("", "").replace("verksamhetsplan\n", "verksamhetspaln\n"),
        "verksamhetspaln",
        "verksamhetsplan",
    );
}

#[test]
fn signs_that_stop_the_reading() {
    assert_replaced(
        &plan("", "      ansvarig:Chefen på Ängen\n      nr:1\n").replace("nr:1", "nr: 1"),
        "ansvarig:",
        "ansvarig: ",
    );
    // Reading stops at each, so that each is fixed in a round of its own.
    let two = plan("", "      ansvarig:Chefen\n      nr:1\n");
    assert_fixed(&two, &two.replace("ansvarig:", "ansvarig: ").replace("nr:", "nr: "));
    assert_replaced(&plan("", "").replace("- id:", "–  id:"), "–  id:", "- id:");
    assert_replaced(&plan("", "").replace("- id:", "-id:"), "-id:", "- id:");
    assert_replaced(&plan("", "").replace("      titel", "     \u{a0}titel"), "\u{a0}titel", " titel");
    assert_replaced(&plan("", "").replace("titel", "ti\u{ad}tel"), "\u{ad}", "");
    assert_replaced(&plan("", "").replace("Nämnden}", "Nämnden]"), "Nämnden]", "Nämnden}");
}

#[test]
fn pasted_lists() {
    let list = |lines: &str| plan(&format!("inledning: |\n{lines}\n  Efter listan, å.\n"), "");
    assert_fixed(
        &list("  Vi ska:\n  • åka\n  •\täta, och det\n    länge\n  • vila\n"),
        &list("  Vi ska:\n\n  - åka\n  - äta, och det\n    länge\n  - vila\n"),
    );
    assert_fixed(&list("  • Åka.\n"), &list("  - Åka.\n"));
    assert_fixed(&list("  -Åka\n  -Äta\n"), &list("  - Åka\n  - Äta\n"));
    assert_fixed(&list("  Vi ska\n  – åka\n  – äta.\n"), &list("  Vi ska\n\n  - åka\n  - äta.\n"));
}

#[test]
fn a_text_in_a_file_of_its_own_is_mended_there() {
    let text = "Vi ska:\r\n• åka\r\n• äta\r\n";
    let written = plan("inledning: {fil: texter/å.md}\n", "");
    let scene = Workspace::plan(&written).file("texter/å.md", text);
    let fixed = fix_files(&scene.path(""));
    assert_eq!(fixed.files.len(), 1);
    assert_eq!(fs::read_to_string(scene.path("plan.yaml")).expect("the plan is there"), written);
    let text = fs::read_to_string(scene.path("texter/å.md")).expect("the text is there");
    assert_eq!(text, "Vi ska:\r\n\r\n- åka\r\n- äta\r\n");
    assert!(self::fixed(&scene.path("")).files.is_empty());
}

#[test]
fn what_may_mean_something_else_is_left() {
    let list = |lines: &str| plan(&format!("inledning: |\n{lines}"), "");
    for left in [
        // Speech.
        list("  – Jag vill ha gungor.\n  – Jag med!\n"),
        // The last line may be a paragraph of its own.
        list("  • åka\n  • äta\n  Sedan är vi klara.\n"),
        list("  · åka\n"),
        list("  • 1. åka\n  • 2. äta\n"),
        list("  • åka\n    ◦ långt\n  • äta\n  Slut.\n"),
        list("  • åka\n\n    indraget\n"),
        // Two texts for one key: one of them would be lost.
        plan("inledning: Ett.\ninledninng: Två.\n", ""),
        plan("", "      till: [kf, nämnd}\n").replace("till: [kf, nämnd}", "nr: [a: 1}"),
        plan("", "      kommentar: x\n"),
        indicator("riktning: högst"),
        plan("bygger_på: ../plna.yaml\n", ""),
        plan("", "").replace("vp: 1", "vp: 2"),
        plan("", "      till: 1,2\n").replace("till: 1,2", "indikatorer: [{namn: Mått, id: 1,2}]"),
        indicator("årsmål: 1,234,5"),
    ] {
        let scene = Workspace::plan(&left);
        let fixed = fixed(&scene.path(""));
        assert!(fixed.files.is_empty() && fixed.left.is_empty(), "{left}\n{:?}", fixed.files);
    }
}

#[test]
fn a_near_reference_is_proposed_and_not_made() {
    let unit = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {kommun: Exempelby kommun, nämnd: Nämnden, enhet: \
                Enheten}\nbygger_på: ../plan.yaml\nmål:\n  enhetsmål:\n    - {id: eget, till: delaktighett, titel: Vårt mål}\n";
    let scene = Workspace::plan(plan("", "").replace("id: mål", "id: delaktighet")).file("enhet/plan.yaml", unit);
    let found = scene.check();
    let finding = found.findings.iter().find(|finding| finding.rule.code == "VP0301").expect("it is found");
    let fix = finding.fix.as_ref().expect("it is proposed");
    assert_eq!((fix.text.as_str(), fix.applicability), ("delaktighet", Applicability::Likely));
    assert!(fixed(&scene.path("")).files.is_empty());
}

#[test]
fn what_is_allowed_or_off_is_not_mended() {
    let list = plan("inledning: |   # vp: tillåt VP0907 så ska det se ut\n  • åka\n  • äta\n", "");
    let scene = Workspace::plan(&list);
    assert!(fixed(&scene.path("")).files.is_empty());
    let list = list.replace("# vp: tillåt VP0907 så ska det se ut", "");
    let scene = Workspace::new().file("vp.yaml", "vp: 1\nregler: {VP0907: av}\n").file("plans/plan.yaml", &list);
    assert!(fixed(&scene.path("")).files.is_empty());
    assert_eq!(
        fixed(Workspace::plan(&list).path("").as_path()).files.len(),
        1,
        "it is the exception that holds it back"
    );
}

#[test]
fn only_what_was_asked_for_is_mended() {
    let slip = plan("", "").replace("titel:", "tittel:");
    let scene = Workspace::new()
        .file("vp.yaml", "vp: 1\nspråkk: sv\n")
        .file("plans/a/plan.yaml", &slip)
        .file("plans/b/plan.yaml", &slip);
    let of = |path: &str| -> Vec<String> {
        let fixed = fixed(&scene.path(path));
        let root = scene.path("").canonicalize().expect("it is there");
        let path = |path: &Path| path.strip_prefix(&root).expect("it lies below").to_string_lossy().replace('\\', "/");
        fixed.files.iter().map(|file| path(&file.path)).collect()
    };
    assert_eq!(of("plans/a/plan.yaml"), ["plans/a/plan.yaml"]);
    assert_eq!(of("plans/b"), ["plans/b/plan.yaml"]);
    assert_eq!(of(""), ["plans/a/plan.yaml", "plans/b/plan.yaml", "vp.yaml"]);
}

#[test]
fn a_file_that_would_be_worse_is_left_and_the_others_are_mended() {
    // The date is no date, and that is an error which the missing space hid.
    let hidden = plan("", "      aktiviteter:\n        - {namn: Åka, slut:snart}\n");
    // Reading stops at the first slip, and then at one that only the writer can fix.
    let unreadable = plan("", "      ansvarig:Chefen\n      nr: a: b\n");
    let right = plan("", "").replace("titel:", "tittel:");
    let scene =
        Workspace::new().file("plans/a.yaml", &hidden).file("plans/b.yaml", &unreadable).file("plans/c.yaml", &right);
    let fixed = fix_files(&scene.path(""));
    let why: Vec<&str> = fixed.left.iter().map(|left| left.why.en.as_ref()).collect();
    assert!(why[0].contains("one more error: VP0105 on line 13"), "{why:?}");
    assert!(why[1].contains("could still not be read: VP0102 on line 13"), "{why:?}");
    assert_eq!(fixed.files.iter().map(|file| file.shown.rsplit('/').next()).collect::<Vec<_>>(), [Some("c.yaml")]);
    assert_eq!(fs::read_to_string(scene.path("plans/a.yaml")).expect("it is there"), hidden);
    assert_eq!(fs::read_to_string(scene.path("plans/b.yaml")).expect("it is there"), unreadable);
    // Again the same is left, and nothing is fixed.
    let again = self::fixed(&scene.path(""));
    assert_eq!((again.files.len(), again.left.len()), (0, 2));
}

#[test]
fn an_error_below_a_mended_key_was_there_before() {
    let plan = plan(
        "",
        "      indikatorrer:\n        - namn: Mått\n          riktning: åt sidan\n          periodicitet: År\n",
    );
    let scene = Workspace::plan(&plan);
    assert_eq!(fix_files(&scene.path("")).files.len(), 1);
    let found = scene.check();
    let errors = found.findings.iter().filter(|finding| finding.level == Severity::Error);
    assert_eq!(errors.map(|finding| finding.rule.code).collect::<Vec<_>>(), ["VP0105"]);
}

#[test]
fn every_rule_with_a_mend_tells_of_it() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/mistakes");
    let mut seen = 0;
    for folder in fs::read_dir(examples).expect("the examples are there").filter_map(Result::ok) {
        if !folder.path().is_dir() {
            continue;
        }
        for finding in Found::of(&folder.path()).findings {
            let Some(fix) = &finding.fix else { continue };
            seen += 1;
            let words = match fix.applicability {
                Applicability::Certain => &finding.rule.fixes.certain,
                Applicability::Likely => &finding.rule.fixes.likely,
            };
            assert!(
                words.is_some(),
                "{} does not tell of a fix that is {:?}: {}",
                finding.rule.code,
                fix.applicability,
                finding.message.en
            );
        }
    }
    assert!(seen > 8, "{seen} fixes in the examples");
}

// The command.

fn folder() -> Workspace {
    let folder = Workspace::new();
    folder.write("plans/plan.yaml", &plan("", "      ansvarrig: Chefen   # åäö\n").replace("Barn är", "Barn\u{e4}r"));
    folder
}

#[test]
fn the_command_mends_and_shows_what_remains() {
    let folder = folder();
    let before = folder.run(&["check", "--lang", "sv"]);
    assert_eq!(before.code, 1);
    let run = folder.run(&["check", "--fix", "--lang", "sv"]);
    assert_eq!(run.err, "plans/plan.yaml: 1 rättad\n");
    assert!(!run.out.contains("VP0103"), "{}", run.out);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(folder.read("plans/plan.yaml").contains("      ansvarig: Chefen   # åäö\n"));
    let again = folder.run(&["check", "--fix", "--lang", "sv"]);
    assert_eq!((again.err.as_str(), again.out.as_str()), ("", run.out.as_str()));
}

#[test]
fn a_diff_shows_and_writes_nothing() {
    for arguments in [&["check", "--diff", "--lang", "en"][..], &["check", "--fix", "--diff", "--lang", "en"]] {
        let folder = folder();
        let before = folder.texts();
        let run = folder.run(arguments);
        assert_eq!(run.code, 1);
        assert!(run.out.starts_with("--- a/plans/plan.yaml\n+++ b/plans/plan.yaml\n@@ "), "{}", run.out);
        assert!(
            run.out.contains("\n-      ansvarrig: Chefen   # åäö\n+      ansvarig: Chefen   # åäö\n"),
            "{}",
            run.out
        );
        assert!(run.err.starts_with("plans/plan.yaml: 1 to fix\n"), "{}", run.err);
        assert_eq!(folder.texts(), before);
    }
    // Named twice a file is shown once.
    let folder = folder();
    let run = folder.run(&["check", "--diff", ".", "plans/plan.yaml"]);
    assert_eq!(run.out.matches("+++").count(), 1, "{}", run.out);
}

#[test]
fn infos_are_mended_where_they_are_shown() {
    let folder = Workspace::new();
    let list = plan("inledning: |\n  • åka\n  • äta\n", "");
    folder.write("vp.yaml", "vp: 1\nregler: {VP0907: upplysning}\n");
    folder.write("plans/plan.yaml", &list);
    folder.run(&["check", "--fix"]);
    assert_eq!(folder.read("plans/plan.yaml"), list);
    folder.run(&["check", "--fix", "--info"]);
    assert_eq!(folder.read("plans/plan.yaml"), list.replace("• ", "- "));
}

#[test]
fn a_file_that_may_not_be_written_is_told_and_the_others_are_mended() {
    let folder = folder();
    let slip = folder.read("plans/plan.yaml");
    folder.write("plans/b.yaml", &slip);
    let path = folder.root().join("plans/b.yaml");
    let mut permissions = fs::metadata(&path).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("it can be made read-only");
    let run = folder.run(&["check", "--fix", "--lang", "en"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("error: plans/b.yaml cannot be fixed: the file is read-only\n"), "{}", run.err);
    assert!(run.err.contains("plans/plan.yaml: 1 fixed\n"), "{}", run.err);
    assert_eq!(folder.read("plans/b.yaml"), slip);
    assert!(run.out.contains("VP0103"), "{}", run.out);
}

#[test]
fn the_pages_on_mending_work_and_name_every_rule() {
    for name in ["ratta.md", "fix.md"] {
        let text = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name));
        let folder = Workspace::new();
        Page::new(name, &text).run_in(&folder);
        // Standard error comes first on a terminal, and so the page shows it.
        let shown = fences(&text)
            .into_iter()
            .find_map(|fence| fence.text.strip_prefix("$ vp ").filter(|_| fence.syntax == "text").map(str::to_owned));
        let shown = shown.expect("the page shows a run");
        let (command, printed) = shown.split_once('\n').expect("it prints something");
        let run = folder.run(&command.split(' ').collect::<Vec<_>>());
        assert_eq!((run.err + &run.out).lines().next(), printed.lines().next());
        assert!(folder.read("plans/plan.yaml").contains("periodicitet: Tertial"));
        let codes = vp::lint::rules::all().into_iter().map(|entry| entry.rule).filter(|rule| {
            let has_fix = rule.fixes.certain.is_some() || rule.fixes.likely.is_some();
            has_fix && !text.contains(rule.code)
        });
        let missing: Vec<_> = codes.map(|rule| rule.code).collect();
        assert!(missing.is_empty(), "docs/{name} does not name {missing:?}");
    }
}
