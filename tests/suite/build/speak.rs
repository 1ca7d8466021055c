//! Where findings go, which paths they name, and in which language.

use super::{broken, doubtful, flawed, good, two_years};
use crate::workspace::Workspace;

#[test]
fn check_reports_on_standard_output_and_build_on_standard_error() {
    let workspace = Workspace::with([("plan.yaml", flawed("E"))]);
    let ran = workspace.vp(["check"]).end().exits(1);
    assert!(ran.out.starts_with("fel[VP0301]: ") && ran.out.ends_with("\n1 fel\n"), "{}", ran.out);
    assert_eq!(ran.err, "");
    assert!(workspace.files("build").is_empty());
    let ran = workspace.vp(["build"]).end().exits(1);
    assert!(ran.err.starts_with("fel[VP0301]: ") && ran.err.contains("\n1 fel\n"), "{}", ran.err);
    assert_eq!(ran.out, "");
}

#[test]
fn files_are_named_as_they_were_asked_for() {
    let workspace = Workspace::with([("plans/a/plan.yaml", flawed("E"))]);
    let absolute = workspace.path("plans/a/plan.yaml");
    let place = |text: &str| {
        let line = text.lines().find(|line| line.contains("--> ")).expect("a finding has a place");
        line.split_once("--> ").map_or("", |(_, place)| place).to_owned()
    };
    for (folder, argument, shown) in [
        ("", "plans/a/plan.yaml", "plans/a/plan.yaml"),
        ("", "./plans/a/", "plans/a/plan.yaml"),
        ("", "plans", "plans/a/plan.yaml"),
        ("", ".", "plans/a/plan.yaml"),
        ("plans/a", "../a/plan.yaml", "../a/plan.yaml"),
        ("plans/a", "../..", "../../plans/a/plan.yaml"),
        ("plans", "a", "a/plan.yaml"),
    ] {
        let ran = workspace.vp_in(folder, ["check", argument]).end().exits(1);
        assert_eq!(place(&ran.out), format!("{shown}:8:13"), "{argument} in {folder}");
    }
    let ran = workspace.vp(["check"]).end().exits(1);
    assert_eq!(place(&ran.out), "plans/a/plan.yaml:8:13");
    let ran = workspace.vp(["check"]).paths(&[&absolute]).end().exits(1);
    assert_eq!(place(&ran.out), format!("{}:8:13", absolute.display()));
}

#[test]
fn findings_of_several_paths_are_summed() {
    let workspace = Workspace::with([("a.yaml", flawed("A")), ("b.yaml", doubtful("B")), ("c.yaml", broken("C"))]);
    let ran = workspace.vp(["check", "a.yaml", "b.yaml", "c.yaml"]).end().exits(1);
    assert!(ran.out.ends_with("\n2 fel, 1 varning\n"), "{}", ran.out);
}

#[test]
fn the_lowest_level_is_shown_on_request() {
    let workspace = Workspace::with([
        ("vp.yaml", "vp: 1\nregler: {VP0603: upplysning}\n".to_owned()),
        ("plans/plan.yaml", doubtful("E")),
    ]);
    assert_eq!(workspace.vp(["check", "--strict"]).end().exits(0).out, "inga fynd i 1 fil\n");
    let ran = workspace.vp(["check", "--strict", "--info"]).end().exits(0);
    assert!(ran.out.contains("upplysning[VP0603]") && ran.out.ends_with("1 upplysning\n"), "{}", ran.out);
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let workspace = Workspace::with([("plan.yaml", flawed("E"))]);
    for arguments in [["check", "plan.yaml"], ["explain", "--all"], ["check", "--help"]] {
        let ran = workspace.vp(arguments).end_unread().exits(0);
        assert_eq!(ran.err, "", "{arguments:?}");
    }
}

#[test]
fn the_language_is_the_one_asked_for_then_the_workspaces_then_the_locales() {
    let settings = |language: &str| format!("vp: 1\n{language}");
    for (flag, variable, setting, locale, swedish) in [
        (Some("en"), Some("sv"), "språk: sv", "sv_SE.UTF-8", false),
        (Some("sv"), Some("en"), "språk: en", "en_GB.UTF-8", true),
        (None, Some("en"), "språk: sv", "sv_SE.UTF-8", false),
        (None, Some("sv_SE.UTF-8"), "språk: en", "C", true),
        (None, Some("xx"), "språk: sv", "C", true),
        (None, None, "språk: en", "sv_SE.UTF-8", false),
        (None, None, "språk: sv", "C", true),
        (None, None, "", "sv_SE.UTF-8", true),
        (None, None, "", "de_DE.UTF-8", false),
        (None, None, "", "", false),
    ] {
        let workspace = Workspace::with([("vp.yaml", settings(setting)), ("plans/plan.yaml", good("E"))]);
        let run = match flag {
            Some(flag) => workspace.vp(["check", "--lang", flag]),
            None => workspace.vp(["check"]),
        };
        let run = match variable {
            Some(word) => run.env("VP_LANG", word),
            None => run.without("VP_LANG"),
        };
        let ran = run.env("LANG", locale).end().exits(0);
        let expected = if swedish { "inga fynd i 1 fil\n" } else { "no findings in 1 file\n" };
        assert_eq!(ran.out, expected, "{flag:?} {variable:?} {setting} {locale}");
    }
}

#[test]
fn the_locale_is_read_as_other_programs_read_it() {
    let workspace = Workspace::with([("plan.yaml", good("E"))]);
    let ran = workspace.vp(["check"]).without("VP_LANG").env("LANG", "en_US").env("LC_MESSAGES", "sv_SE").end();
    assert_eq!(ran.out, "inga fynd i 1 fil\n");
    let run = workspace.vp(["check"]).without("VP_LANG").env("LANG", "sv_SE").env("LC_MESSAGES", "sv_SE");
    assert_eq!(run.env("LC_ALL", "C").end().out, "no findings in 1 file\n");
}

#[test]
fn help_and_usage_errors_speak_the_same_language() {
    let workspace = two_years();
    let ran = workspace.vp(["build", "--help"]).end().exits(0);
    assert!(ran.out.contains("Användning: ") && ran.err.is_empty(), "{}", ran.out);
    let ran = workspace.vp(["build", "--help", "--lang", "en"]).end().exits(0);
    assert!(ran.out.contains("Usage: "), "{}", ran.out);
    let ran = workspace.vp(["build", "--fromat", "md"]).end().exits(2);
    assert!(ran.err.starts_with("fel: flaggan --fromat finns inte\n"), "{}", ran.err);
    let ran = workspace.vp(["--lang=en", "bild"]).end().exits(2);
    assert!(ran.err.starts_with("error: there is no command bild\n"), "{}", ran.err);
    workspace.write("vp.yaml", "vp: 1\nspråk: sv\n");
    let ran = workspace.vp(["build", "--fromat", "md"]).without("VP_LANG").end().exits(2);
    assert!(ran.err.starts_with("fel: "), "{}", ran.err);
}

#[test]
fn colour_is_for_terminals() {
    let workspace = Workspace::with([("plan.yaml", flawed("E"))]);
    let ran = workspace.vp(["check"]).without("NO_COLOR").end().exits(1);
    assert!(!ran.out.contains('\u{1b}'), "{}", ran.out);
}
