//! Forms that are fetched ahead: what is not filled in before an occasion's day is no fault.

use crate::workspace::{PLAN, Workspace};

fn with_a_form() -> Workspace {
    let workspace = Workspace::with([("plans/2026/norr/plan.yaml", PLAN)]);
    let made = workspace.vp(["new", "follow-up", "--period", "T1"]).end().exits(0);
    assert!(made.out.starts_with("plans/2026/norr/t1.yaml\n"), "{}", made.out);
    workspace
}

#[test]
fn a_form_is_no_error_before_its_day_in_check_and_build() {
    let workspace = with_a_form();
    for command in ["check", "build"] {
        workspace.vp([command, "--on", "2026-04-29"]).end().exits(0);
        let ran = workspace.vp([command, "--on", "2026-04-30"]).end().exits(1);
        assert!(format!("{}{}", ran.out, ran.err).contains("fel[VP0502]"), "{}{}", ran.out, ran.err);
        // The day may also be that of the whole computer, as it is for the hook.
        workspace.vp([command]).env("VP_TODAY", "2026-03-01").end().exits(0);
        workspace.vp([command]).env("VP_TODAY", "2026-05-01").end().exits(1);
    }
    let ran = workspace.vp(["check", "--strict", "--on", "2026-03-01"]).end().exits(0);
    let words =
        "inga fynd i 2 filer\n2 uppgifter är inte ifyllda i rapporter vars dag inte har kommit; --info visar dem\n";
    assert_eq!(ran.out, words);
    let ran = workspace.vp(["check", "--info", "--on", "2026-03-01"]).end().exits(0);
    assert!(ran.out.contains("upplysning[VP0502]") && ran.out.contains("upplysning[VP0505]"), "{}", ran.out);
    assert!(!ran.out.contains("vars dag"), "{}", ran.out);
}

#[test]
fn what_is_filled_in_wrongly_is_an_error_on_any_day() {
    let workspace = with_a_form();
    let path = "plans/2026/norr/t1.yaml";
    let text = workspace.read(path).replacen("  tid:\n", "  tid:\n    utfal: 80 %\n", 1);
    workspace.write(path, &text);
    let ran = workspace.vp(["check", "--on", "2026-01-01"]).end().exits(1);
    assert!(ran.out.contains("fel[VP0103]") && !ran.out.contains("VP0502"), "{}", ran.out);
}

#[test]
fn a_level_of_the_workspace_is_not_raised() {
    let workspace = with_a_form();
    workspace.write("vp.yaml", "vp: 1\nregler: {VP0502: av}\n");
    let ran = workspace.vp(["check", "--info", "--on", "2026-01-01"]).end().exits(0);
    assert!(!ran.out.contains("VP0502") && ran.out.contains("upplysning[VP0505]"), "{}", ran.out);
}

#[test]
fn a_day_that_is_none_is_said() {
    let workspace = with_a_form();
    let ran = workspace.vp(["check", "--on", "1 mars 2026"]).end().exits(2);
    assert!(ran.err.contains("skriv år-månad-dag, till exempel 2025-05-10"), "{}", ran.err);
    let ran = workspace.vp(["check"]).env("VP_TODAY", "i dag").end().exits(2);
    assert_eq!(ran.err, "fel: VP_TODAY=i dag är ingen dag: skriv år-månad-dag, till exempel 2025-05-10\n");
}

fn two_years() -> Workspace {
    Workspace::with([
        ("plans/2026/norr/plan.yaml", PLAN.to_owned()),
        ("plans/2027/norr/plan.yaml", PLAN.replace("2026", "2027")),
    ])
}

#[test]
fn a_form_is_of_the_year_whose_occasion_lies_nearest() {
    for (today, arguments, path, why) in [
        (
            "2026-12-15",
            &["--period", "VB"][..],
            "plans/2026/norr/vb.yaml",
            "  VB 2026, den 2026-12-31, ligger närmast i dag, den 2026-12-15; --year väljer ett annat år\n",
        ),
        (
            "2027-02-01",
            &["--period", "T1"],
            "plans/2027/norr/t1.yaml",
            "  T1 2027, den 2027-04-30, ligger närmast i dag, den 2027-02-01; --year väljer ett annat år\n",
        ),
        ("2026-12-15", &["--period", "VB", "--year", "2027"], "plans/2027/norr/vb.yaml", "  mål: "),
        (
            "2027-01-20",
            &[],
            "plans/2026/norr/vb.yaml",
            "  VB 2026, den 2026-12-31, ligger närmast i dag, den 2027-01-20; --period och --year väljer annat\n",
        ),
        (
            "2026-03-01",
            &["--year", "2026"],
            "plans/2026/norr/t1.yaml",
            "  T1 2026, den 2026-04-30, ligger närmast i dag, den 2026-03-01; --period väljer ett annat\n",
        ),
    ] {
        let workspace = two_years();
        let arguments: Vec<&std::path::Path> = arguments.iter().map(std::path::Path::new).collect();
        let made = workspace.vp(["new", "follow-up"]).paths(&arguments).env("VP_TODAY", today).end().exits(0);
        let (first, rest) = made.out.split_once('\n').expect("there are lines");
        assert_eq!(first, path);
        assert!(rest.starts_with(why), "{rest}");
    }
}

#[test]
fn a_year_without_plans_is_said_with_those_that_there_are() {
    let ran = two_years().vp(["new", "follow-up", "--period", "T1", "--year", "2025"]).end().exits(2);
    assert_eq!(ran.err, "fel: här finns ingen plan för 2025\n  det finns planer för 2026, 2027\n");
}
