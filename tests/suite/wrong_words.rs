//! Words of the command line and names of files that are wrong: what was most likely meant is said, in both languages.

use crate::workspace::Workspace;

const PLAN: &str = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Staden, enhet: Norr}\n";

#[test]
fn a_wrong_word_gets_the_one_that_was_meant() {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\n");
    folder.write("plans/2026/plan.yaml", PLAN);
    for (arguments, sv, en) in [
        ("chek", "menade du check?", "did you mean check?"),
        ("kontrol", "menade du kontrollera?", "did you mean kontrollera?"),
        ("granskning", "menade du granska?", "did you mean granska?"),
        ("pdf", "menade du build?", "did you mean build?"),
        ("rapport", "menade du new follow-up?", "did you mean new follow-up?"),
        ("new rapport", "menade du follow-up?", "did you mean follow-up?"),
        ("new T1", "menade du follow-up --period T1?", "did you mean follow-up --period T1?"),
        ("new 2027", "menade du year 2027?", "did you mean year 2027?"),
        ("new year 20x5", "ÅR kan inte vara 20x5\n  skriv ett årtal", "YEAR cannot be 20x5\n  write a year"),
        ("check --lang svenska", "--lang kan inte vara svenska\n  menade du sv?", "menade du sv?"),
        ("check --lang engelska", "did you mean en?", "did you mean en?"),
        ("check --lang fi", "skriv sv (svenska) eller en (engelska)", "write sv (Swedish) or en (English)"),
        ("check --only VP99", "familjerna är VP01", "the families are VP01"),
        ("check --only goal", "vp explain goal dem", "vp explain goal those"),
        ("check --strikt", "menade du --strict?", "did you mean --strict?"),
        ("check --level varn", "menade du varning?", "write one of error, warning, info"),
        ("build --strict", "--strict finns hos vp check", "--strict is an option of vp check"),
        ("build --ut x", "menade du --out?", "did you mean --out?"),
        (
            "build -f pdf",
            "bygg det med cargo build --release --features pdf",
            "build it with cargo build --release --features pdf",
        ),
        ("build -f htlm", "menade du html?", "did you mean html?"),
        ("status -f xlsx", "csv går att öppna i Excel", "Excel can open csv"),
        ("status --year 20x5", "skriv till exempel --on 2025-12-31", "write for instance --on 2025-12-31"),
        ("status 2026", "menade du plans/2026?", "did you mean plans/2026?"),
        ("check plans/2026/Plan.yml", "menade du plans/2026/plan.yaml?", "did you mean plans/2026/plan.yaml?"),
        ("check Plans/2025/plan.yaml", "menade du plans?", "did you mean plans?"),
        ("explain personnumer", "menade du personnummer?", "did you mean personnummer?"),
        ("schema plann", "menade du verksamhetsplan?", "did you mean verksamhetsplan?"),
    ] {
        for (language, expected) in [("sv", sv), ("en", en)] {
            let words: Vec<&str> = arguments.split(' ').collect();
            let run = folder.run_with(&words, &[("VP_LANG", language)]);
            assert_eq!(run.code, 2, "{arguments}: {run:?}");
            assert!(run.err.contains(expected), "{arguments}: {}", run.err);
        }
    }
}

#[test]
fn a_file_that_a_plan_names_wrongly_has_a_near_one() {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\n");
    let plan = format!(
        "{PLAN}inledning: {{fil: Texter\\inledning.md}}\növrigt: |\n  ![Karta](texter/kart.png) och [rutinen](texter/rutn.pdf), mejla a@b.se\n"
    );
    folder.write("plans/2026/plan.yaml", &plan);
    for file in ["texter/inledning.md", "texter/karta.png", "texter/rutin.pdf"] {
        folder.write(&format!("plans/2026/{file}"), "Text.\n");
    }
    let run = folder.run(&["check", "--lang", "en"]);
    for words in ["write texter/inledning.md", "write texter/karta.png", "if texter/rutin.pdf is meant, write that"] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    assert!(!run.out.contains("a@b.se, which"), "an address of mail is not a file: {}", run.out);
}

#[test]
fn names_in_another_unicode_form_are_the_same() {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\n");
    folder.write(
        "plans/2026/na\u{308}mnd/plan.yaml",
        "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Staden, nämnd: N}\n",
    );
    folder.write("plans/2026/norr/plan.yaml", &PLAN.replace("år: 2026", "år: 2026\nbygger_på: ../nämnd/plan.yaml"));
    let run = folder.run(&["check", "plans/2026/nämnd/plan.yaml"]);
    assert_eq!(run.code, 0, "{run:?}");
    for path in ["plans", "plans/2026/norr/plan.yaml"] {
        let run = folder.run(&["check", "--only", "VP0108", path]);
        assert_eq!((run.code, run.out.contains("VP0108")), (0, false), "{run:?}");
    }
}

#[test]
fn keys_in_decomposed_unicode_are_one_finding_and_one_fix() {
    let folder = Workspace::new();
    let plan = "vp: 1\ndokument: verksamhetsplan\na\u{30a}r: 2026\norganisation: {kommun: Staden, na\u{308}mnd: Nämnden}\nbudget_ö: x\n";
    folder.write("plan.yaml", plan);
    let run = folder.run(&["check", "--only", "VP0110", "--lang", "en"]);
    assert!(
        run.out.starts_with("warning[VP0110]: the key år and 1 more are written with separate dots and rings\n"),
        "{}",
        run.out
    );
    folder.run(&["check", "--only", "VP0110", "--fix"]);
    let expected = plan.replace("a\u{30a}r", "år").replace("na\u{308}mnd", "nämnd");
    assert_eq!(folder.read("plan.yaml"), expected);
}

#[test]
fn who_asks_for_one_file_hears_of_those_beside_it_that_are_misnamed() {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\n");
    folder.write("plans/2026/norr/plan.yaml", PLAN);
    folder.write("plans/2026/norr/t1.yaml.txt", "vp: 1\n");
    folder.write("plans/2026/norr/anteckning.txt", "Vi ses på måndag.\n");
    folder.write("plans/2026/plan.yml.txt", "vp: 1\n");
    let run = folder.run(&["check", "--only", "VP0113", "--lang", "en", "plans/2026/norr/plan.yaml"]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.starts_with("error[VP0113]: t1.yaml.txt is not read") && run.out.ends_with("\n1 error\n"),
        "{}",
        run.out
    );
    let run = folder.run(&["check", "--lang", "en", "plans/2026/norr/t1.yaml.txt"]);
    assert!(run.out.contains("error[VP0113]: t1.yaml.txt") && run.out.ends_with("\n1 error\n"), "{}", run.out);
    // What is written from the plan does not depend on them.
    let run = folder.run(&["new", "follow-up", "--period", "T1", "plans/2026/norr/plan.yaml"]);
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn files_that_were_meant_as_templates_are_named() {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\n");
    folder.write("plans/2026/plan.yaml", PLAN);
    for (file, meant) in [
        ("templates/ord.yml", "ord.yaml"),
        ("templates/html/page.html", "html/page.html.j2"),
        ("templates/html/styles.css", "html/style.css"),
        ("mallar/ord.yaml", "templates"),
    ] {
        folder.write(file, "");
        let run = folder.run(&["check", "--only", "VP0113", "--lang", "en"]);
        assert!(run.out.contains(meant), "{file}: {}", run.out);
        std::fs::remove_dir_all(folder.root().join(file.split('/').next().expect("a folder"))).expect("it is there");
    }
    folder.write("templates/html/styles.css", "p {}\n");
    folder.write("templates/html/cover.html.j2", "{% include \"html/styles.css\" %}");
    let run = folder.run(&["check", "--only", "VP0113", "--lang", "en"]);
    assert_eq!(run.code, 0, "{}", run.out);
}

#[test]
fn many_plans_are_told_in_few_lines_and_many_findings_are_counted() {
    let folder = Workspace::new();
    folder.write("vp.yaml", "vp: 1\n");
    for unit in 0..14 {
        let activity = "      aktiviteter:\n        - {namn: Plantera, start: 2026-01-01, slut: 2026-03-31}\n";
        let plan = format!(
            "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {{kommun: Staden, nämnd: Nämnd {}, enhet: Enhet {unit:02}}}\nmål:\n  enhetsmål:\n    - titel: Mål {unit}\n{}",
            unit % 2,
            if unit == 3 { activity } else { "" },
        );
        folder.write(&format!("plans/2026/e{unit:02}/plan.yaml"), &plan);
    }
    let run = folder.run(&["status", "--on", "2026-05-10", "--lang", "en"]);
    let expected = "  Nämnd 1  T1: 6 complete, 1 lacks something. 1 activity is past its end\n    Enhet 03  T1 nothing reported, 10 days overdue: 1 activity · 1 activity is past its end\n    Nothing missing: Enhet 01, Enhet 05, ";
    assert!(run.out.contains(expected), "{}", run.out);
    assert!(run.out.lines().count() < 14, "{}", run.out);
    let full = folder.run(&["status", "--on", "2026-05-10", "--full"]);
    assert!(full.out.contains("Plantera") && !full.out.contains("--full"), "{}", full.out);
    let run = folder.run(&["check", "--lang", "en"]);
    let last: Vec<&str> = run.out.lines().rev().take(4).collect();
    assert!(last[0].ends_with(" warnings") && last[2].starts_with("VP0"), "{}", run.out);
}
