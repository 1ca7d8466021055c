//! Paths and links that lead out of the workspace.

use super::{SECRET, nothing_is_seen, plan, scene};
use crate::workspace::Workspace;

const SETTINGS: (&str, &str) = ("vp.yaml", "vp: 1\n");
const LIES_OUTSIDE: &str = "lies outside the workspace";

#[test]
fn a_plan_above_outside_the_workspace_is_not_read() {
    for with_settings in [true, false] {
        for up in [false, true] {
            let absolute = |workspace: &Workspace| workspace.path("ute/plan.yaml").to_string_lossy().into_owned();
            let workspace = scene(&[]);
            let name = if up { "../../ute/plan.yaml".to_owned() } else { absolute(&workspace) };
            if with_settings {
                workspace.write("ws/vp.yaml", SETTINGS.1);
            }
            workspace.write("ws/plans/plan.yaml", &plan(&format!("bygger_på: {name}\n")));
            let report = nothing_is_seen(&workspace, &["VP0108", LIES_OUTSIDE, "plans/plan.yaml:5:12"]);
            assert_eq!(report.out.matches("error[").count(), 1, "{}", report.out);
            assert!(!workspace.files("ws/build").contains(&"plan.md".to_owned()), "goals above are missing in it");
        }
    }
}

#[test]
fn a_plan_followed_up_outside_the_workspace_is_not_read() {
    let names = [
        "/etc/passwd",
        "../../ute/plan.yaml",
        "../../ute/text.md",
        "/proc/self/environ",
        "/dev/zero",
        "../../ute",
        "/",
    ];
    for name in names {
        let report = format!("vp: 1\ndokument: tertialrapport\ntillfälle: T1\nplan: {name}\n");
        let workspace = scene(&[SETTINGS, ("plans/plan.yaml", &plan("")), ("plans/t1.yaml", &report)]);
        let report = nothing_is_seen(&workspace, &["VP0108", LIES_OUTSIDE, "plans/t1.yaml:4:7"]);
        assert!(!report.out.contains("root:"), "{}", report.out);
    }
}

#[test]
fn whether_a_file_outside_is_there_cannot_be_told() {
    for name in ["/finns/inte.yaml", "../../ute/finns-inte.yaml", "../../finns/inte.yaml", "/etc/finns-inte.yaml"] {
        let text = plan(&format!("bygger_på: {name}\ninledning: {{fil: {}}}\n", name.replace("yaml", "md")));
        let workspace = scene(&[SETTINGS, ("plans/plan.yaml", &text)]);
        let report = nothing_is_seen(&workspace, &[]);
        assert_eq!(report.out.matches(LIES_OUTSIDE).count(), 2, "{name}: {}", report.out);
    }
}

#[test]
fn texts_and_pictures_outside_are_not_read() {
    for rest in ["inledning: {fil: ../../ute/text.md}\n", "inledning: \"![B](../../ute/bild.svg)\"\n"] {
        for settings in [&[SETTINGS][..], &[]] {
            let workspace = scene(settings);
            workspace.write("ws/plans/plan.yaml", &plan(rest));
            nothing_is_seen(&workspace, &["VP0108", LIES_OUTSIDE]);
        }
    }
}

#[test]
fn texts_are_texts_and_nothing_hidden_is_read() {
    for (name, file) in [
        ("../.git/config", ".git/config"),
        ("../.env", ".env"),
        (".dold.md", "plans/.dold.md"),
        (".dold/text.md", "plans/.dold/text.md"),
        ("plan.md.bak", "plans/plan.md.bak"),
        ("id_rsa", "plans/id_rsa"),
        ("../vp.yaml", "vp.yaml2"),
    ] {
        let workspace =
            scene(&[SETTINGS, ("plans/plan.yaml", &plan(&format!("inledning: {{fil: {name}}}\n"))), (file, SECRET)]);
        nothing_is_seen(&workspace, &["VP0108", name, "plans/plan.yaml:5:18"]);
    }
    for name in ["../.env", "../.dold/plan.yaml", "../lösenord.txt"] {
        let file = name.trim_start_matches("../");
        let workspace = scene(&[SETTINGS, ("plans/plan.yaml", &plan(&format!("bygger_på: {name}\n"))), (file, SECRET)]);
        nothing_is_seen(&workspace, &["VP0108", name, "plans/plan.yaml:5:12"]);
    }
    let workspace = scene(&[
        SETTINGS,
        ("plans/plan.yaml", &plan("inledning: {fil: TEXT.MD}\n")),
        ("plans/TEXT.MD", "Vi är många.\n"),
    ]);
    workspace.vp_in("ws", ["build"]).end().exits(0);
    assert!(workspace.read("ws/build/plan.md").contains("Vi är många."));
}

#[test]
fn without_settings_a_plan_reaches_the_plans_above_it_and_no_further() {
    let unit = "bygger_på: ../plan.yaml\ninledning: {fil: ../texter/t.md}\n";
    let board = plan("bygger_på: ../plan.yaml\n").replace("enhet: E", "nämnd: N").replace("enhetsmål", "nämndmål");
    let city = plan("").replace(", enhet: E", "").replace("enhetsmål", "inriktningsmål");
    let files = [
        ("a/plan.yaml", city.as_str()),
        ("a/n/plan.yaml", &board),
        ("a/n/e/plan.yaml", &plan(unit)),
        ("a/n/texter/t.md", "Texten.\n"),
    ];
    for asked in ["a/n/e/plan.yaml", "a/n/e", "a/n", "a", "."] {
        let workspace = scene(&files);
        let ran = workspace.vp_in("ws", ["check", asked, "--only", "VP01"]).end().exits(0);
        assert!(ran.out.starts_with("inga fynd i "), "{asked}: {}", ran.out);
    }
    // What is no document makes nobody reach higher, nor does a folder that is not above.
    let workspace =
        scene(&[("a/e/plan.yaml", &plan("bygger_på: ../hemlig.yaml\n")), ("a/hemlig.yaml", "nyckel: HEMLIGT-4711\n")]);
    let ran = workspace.vp_in("ws/a/e", ["check", "--lang", "en"]).end().exits(1);
    assert!(ran.out.contains(LIES_OUTSIDE) && !ran.out.contains(SECRET), "{}", ran.out);
    let workspace = scene(&[
        ("a/e/plan.yaml", &plan("bygger_på: ../f/plan.yaml\n")),
        ("a/f/plan.yaml", &plan("").replace("enhet: E", "enhet: F")),
    ]);
    let ran = workspace.vp_in("ws", ["check", "a/e", "--lang", "en"]).end().exits(1);
    assert!(ran.out.contains(LIES_OUTSIDE), "{}", ran.out);
    workspace.vp_in("ws", ["check", "a", "--only", "VP01"]).end().exits(0);
}

#[test]
fn folders_of_the_settings_outside_the_workspace_are_refused() {
    for (key, name) in [
        ("planer", "../ute"),
        ("mallar", "../ute"),
        ("ut", "../ute"),
        ("mallar", "/usr/lib"),
        ("planer", "/"),
        ("ut", "a/../../ute"),
    ] {
        let settings = format!("vp: 1\nmappar: {{{key}: {name}}}\n");
        let workspace = scene(&[("vp.yaml", &settings), ("plans/plan.yaml", &plan(""))]);
        let report = nothing_is_seen(&workspace, &["VP0108", name, LIES_OUTSIDE]);
        let column = 10 + key.chars().count() + 2;
        assert!(report.out.contains(&format!("vp.yaml:2:{column}\n")), "{}", report.out);
        assert_eq!(workspace.files("ute").len(), 6, "{key}");
    }
    // Asked for on the command line it is the user's own choice.
    let workspace = scene(&[SETTINGS, ("plans/plan.yaml", &plan(""))]);
    workspace.vp_in("ws", ["build", "--out", "../sidor"]).end().exits(0);
    assert_eq!(workspace.files("sidor").len(), 3);
    let workspace =
        scene(&[("vp.yaml", "vp: 1\nmappar: {planer: ., mallar: ./a/../m, ut: x/y}\n"), ("plan.yaml", &plan(""))]);
    workspace.vp_in("ws", ["build"]).end().exits(0);
    assert_eq!(workspace.files("ws/x/y").len(), 3);
}

#[test]
fn of_a_template_folder_only_templates_are_read() {
    let workspace = scene(&[
        ("vp.yaml", "vp: 1\nmappar: {mallar: .}\n"),
        ("plans/plan.yaml", &plan("")),
        ("stor.bin", "x"),
        (".dold/base.html.j2", "{{ fel"),
    ]);
    let large = std::fs::File::create(workspace.path("ws/stor.txt")).expect("a file can be made");
    large.set_len(100 * 1024 * 1024).expect("a sparse file can be made");
    workspace.vp_in("ws", ["check", "--only", "VP01"]).end().exits(0);
}

#[cfg(unix)]
mod links {
    use super::super::{link, nothing_is_seen, pipe, plan, scene};
    use super::{LIES_OUTSIDE, SECRET, SETTINGS};
    use crate::workspace::Workspace;

    /// A sound workspace.
    fn sound() -> Workspace {
        scene(&[SETTINGS, ("plans/a/plan.yaml", &plan(""))])
    }

    #[test]
    fn a_link_among_the_plans_is_named_and_not_read() {
        for target in ["../../../ute/plan.yaml", "/etc/passwd", "/proc/self/environ", "/dev/zero", "../../../ute"] {
            for settings in [true, false] {
                let workspace = sound();
                if !settings {
                    std::fs::remove_file(workspace.path("ws/vp.yaml")).expect("it is there");
                }
                link(&workspace, target, "ws/plans/b/plan.yaml");
                let report = nothing_is_seen(&workspace, &["VP0108", "plans/b/plan.yaml:1:1", LIES_OUTSIDE]);
                assert!(!report.out.contains("root:"), "{}", report.out);
                let index = workspace.read("ws/build/index.html").replace("&#x2f;", "/");
                assert!(index.contains("b/plan.yaml") && workspace.files("ws/build").contains(&"a/plan.md".to_owned()));
            }
        }
    }

    #[test]
    fn a_link_within_the_workspace_is_followed_but_not_to_what_is_hidden() {
        let workspace = sound();
        workspace.write("ws/delat/plan.yaml", &plan("").replace("enhet: E", "enhet: F"));
        link(&workspace, "../../delat/plan.yaml", "ws/plans/b/plan.yaml");
        workspace.vp_in("ws", ["build"]).end().exits(0);
        assert!(workspace.files("ws/build").contains(&"b/plan.md".to_owned()));
        let workspace = sound();
        workspace.write("ws/.env", &format!("a: {SECRET}\n"));
        link(&workspace, "../../.env", "ws/plans/b/plan.yaml");
        nothing_is_seen(&workspace, &["VP0108", "plans/b/plan.yaml:1:1"]);
    }

    #[test]
    fn a_link_in_a_folder_of_a_path_is_followed_before_it_is_judged() {
        for rest in [
            "bygger_på: mapp/plan.yaml\n",
            "inledning: {fil: mapp/text.md}\n",
            "inledning: \"![B](mapp/bild.svg)\"\n",
            "inledning: {fil: mapp/../ute/text.md}\n",
        ] {
            let workspace = scene(&[SETTINGS, ("plans/plan.yaml", &plan(rest))]);
            link(&workspace, "../../ute", "ws/plans/mapp");
            nothing_is_seen(&workspace, &["VP0108", LIES_OUTSIDE]);
        }
    }

    #[test]
    fn texts_and_pictures_that_are_links_are_judged_by_where_they_lead() {
        for (rest, name, target) in [
            ("inledning: {fil: t.md}\n", "t.md", "../../ute/text.md"),
            ("inledning: {fil: t.md}\n", "t.md", "/etc/passwd"),
            ("inledning: \"![B](b.svg)\"\n", "b.svg", "../../ute/bild.svg"),
            ("bygger_på: o.yaml\n", "o.yaml", "../../ute/plan.yaml"),
        ] {
            let workspace = scene(&[SETTINGS, ("plans/plan.yaml", &plan(rest))]);
            link(&workspace, target, &format!("ws/plans/{name}"));
            nothing_is_seen(&workspace, &["VP0108", LIES_OUTSIDE]);
        }
        let workspace = scene(&[SETTINGS, ("plans/plan.yaml", &plan("inledning: {fil: t.md}\n")), (".env", SECRET)]);
        link(&workspace, "../.env", "ws/plans/t.md");
        nothing_is_seen(&workspace, &["VP0108", "hidden"]);
    }

    #[test]
    fn settings_words_and_templates_that_are_links_outside_are_not_read() {
        for (name, target) in [
            ("vp.yaml", "../ute/vp.yaml"),
            ("vp.yaml", "/etc/passwd"),
            ("templates/ord.yaml", "../../ute/ord.yaml"),
            ("templates/html/page.html.j2", "../../../ute/page.html.j2"),
            ("templates/html/extra.html.j2", "/etc/passwd"),
            ("templates/html", "../../ute"),
            ("templates", "../ute"),
            ("plans", "../ute"),
        ] {
            let workspace = sound();
            workspace.vp_in("ws", ["build"]).end().exits(0);
            let old = workspace.files("ws/build");
            if name == "plans" {
                std::fs::remove_dir_all(workspace.path("ws/plans")).expect("it is there");
            }
            let _ = std::fs::remove_file(workspace.path("ws").join(name));
            link(&workspace, target, &format!("ws/{name}"));
            nothing_is_seen(&workspace, &["VP0108", &format!("{name}:1:1\n"), LIES_OUTSIDE]);
            assert_eq!(workspace.files("ws/build"), old, "{name}");
        }
        let workspace = sound();
        workspace.write("ws/delat/ord.yaml", "avser: \n");
        link(&workspace, "../delat/ord.yaml", "ws/templates/ord.yaml");
        workspace.vp_in("ws", ["build"]).end().exits(0);
    }

    #[test]
    fn an_output_folder_that_is_a_link_outside_is_refused() {
        let workspace = sound();
        link(&workspace, "../ute", "ws/build");
        workspace.vp_in("ws", ["build"]).end().exits(1);
        assert_eq!(workspace.files("ute").len(), 6);
        workspace.vp_in("ws", ["build", "--out", "build"]).end().exits(0);
    }

    #[test]
    fn a_link_that_the_user_names_is_the_users_own_choice() {
        let workspace = scene(&[]);
        link(&workspace, "../ute/plan.yaml", "ws/min.yaml");
        let ran = workspace.vp_in("ws", ["check", "min.yaml"]).end().exits(1);
        assert!(ran.out.contains("VP0103"), "{}", ran.out);
        let absolute = workspace.path("ute/plan.yaml");
        workspace.vp_in("ws", ["check"]).paths(&[&absolute]).end().exits(1);
    }

    #[test]
    fn pipes_are_never_opened() {
        for (rest, name) in [
            ("", "plans/b.yaml"),
            ("inledning: {fil: t.md}\n", "plans/t.md"),
            ("inledning: \"![B](b.png)\"\n", "plans/b.png"),
            ("bygger_på: ../o.yaml\n", "o.yaml"),
            ("", "vp.yaml"),
            ("", "templates/ord.yaml"),
            ("", "templates/html/page.html.j2"),
            ("", "templates"),
        ] {
            let workspace = scene(&[("plans/plan.yaml", &plan(rest))]);
            if !pipe(&workspace, &format!("ws/{name}")) {
                return;
            }
            let report = nothing_is_seen(&workspace, &["VP01"]);
            assert!(report.out.contains("error["), "{name}: {}", report.out);
        }
        // One that is named is not waited for either.
        let workspace = scene(&[]);
        if pipe(&workspace, "ws/rör.yaml") {
            let ran = workspace.vp_in("ws", ["check", "rör.yaml"]).end().exits(1);
            assert!(ran.out.contains("VP0101"), "{}", ran.out);
        }
    }
}
