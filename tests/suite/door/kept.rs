//! Nothing that depends on a file that cannot be read is written: the old pages stay, byte for byte.

use super::{plan, scene};
use crate::workspace::Workspace;

/// A model in which goals have another name, so that pages by the built-in one would be others.
const MODEL: &str = "vp: 1\nstyrmodell:\n  nivåer:\n    - {nyckel: löften, rubrik: Löften, ägare: enhet}\n";

fn with_model() -> Workspace {
    let plan = plan("").replace("enhetsmål", "löften");
    let workspace = scene(&[("vp.yaml", MODEL), ("plans/a/plan.yaml", &plan), ("plans/plan.yaml", &plan)]);
    workspace.vp_in("ws", ["build"]).end();
    assert!(workspace.read("ws/build/plan.md").contains("Löften"));
    workspace
}

/// Every page with its text.
fn pages(workspace: &Workspace) -> Vec<(String, String)> {
    let files = workspace.files("ws/build").into_iter();
    files.map(|file| (workspace.read(&format!("ws/build/{file}")), file)).collect()
}

/// With errors in vp.yaml nothing is made by it, and its errors are told alone.
#[track_caller]
fn stops(workspace: &Workspace, code: &str) {
    let before = pages(workspace);
    let all = workspace.files("ws");
    let check = workspace.vp_in("ws", ["check"]).end().exits(1);
    assert!(check.out.contains(code), "{}", check.out);
    let places: Vec<&str> =
        check.out.lines().filter_map(|line| line.split_once("--> ")).map(|(_, place)| place).collect();
    assert!(!places.is_empty() && places.iter().all(|place| place.starts_with("vp.yaml:")), "{}", check.out);
    let build = workspace.vp_in("ws", ["build"]).end().exits(1);
    assert!(build.err.contains(code), "{}", build.err);
    workspace.vp_in("ws", ["build", "plans/a/plan.yaml", "--out", "build"]).end().exits(1);
    workspace.vp_in("ws", ["status"]).end().exits(2);
    workspace.vp_in("ws", ["new", "year", "2027"]).end().exits(2);
    workspace.vp_in("ws", ["new", "follow-up", "plans/a/plan.yaml", "--period", "T1"]).end().exits(2);
    let diff = workspace.vp_in("ws", ["diff", "plans/a/plan.yaml", "plans/plan.yaml"]).end().exits(2);
    assert!(diff.out.is_empty() && diff.err.contains("vp.yaml"), "{}", diff.err);
    workspace.vp_in("ws", ["schema", "--write"]).end().exits(2);
    let baseline = workspace.vp_in("ws", ["check", "--write-baseline", "känt.json"]).end();
    assert!(baseline.code != 0 && !workspace.path("ws/känt.json").exists());
    assert_eq!(pages(workspace), before);
    assert_eq!(workspace.files("ws"), all, "something was written");
}

#[test]
fn settings_that_cannot_be_read_stop_everything() {
    for (text, code) in [
        (format!("{MODEL}språk: \"sv\n").into_bytes(), "VP0102"),
        (format!("{MODEL}\tspråk: sv\n").into_bytes(), "VP0102"),
        (format!("{MODEL}a: *b\n").into_bytes(), "VP0109"),
        ([MODEL.as_bytes(), b"# \xe5\n"].concat(), "VP0101"),
        ([MODEL.as_bytes(), " ".repeat(8 * 1024 * 1024).as_bytes()].concat(), "VP0101"),
        (b"[]\n".to_vec(), "VP0105"),
        (b"vp\n".to_vec(), "VP0105"),
        (MODEL.replace("nivåer", "stadgar").into_bytes(), "VP0103"),
        (MODEL.replace("nyckel: löften", "nyckel: [löften]").into_bytes(), "VP0105"),
        (MODEL.replace("vp: 1", "vp: 2").into_bytes(), "VP0107"),
        (format!("{MODEL}mappar: {{planer: [a]}}\n").into_bytes(), "VP0105"),
    ] {
        let workspace = with_model();
        std::fs::write(workspace.path("ws/vp.yaml"), text).expect("a file can be written");
        stops(&workspace, code);
    }
    let workspace = with_model();
    std::fs::remove_file(workspace.path("ws/vp.yaml")).expect("it is there");
    std::fs::create_dir(workspace.path("ws/vp.yaml")).expect("a folder can be made");
    stops(&workspace, "VP0101");
}

#[test]
fn errors_that_change_no_page_stop_nothing() {
    for slip in [
        "regler: {VP0603: kanske}\n",
        "regler: {VP9999: av}\n",
        "gränser: {mål: x}\n",
        "gränser: {måål: 3}\n",
        "språkk: sv\n",
    ] {
        let workspace = with_model();
        let before = pages(&workspace);
        workspace.write("ws/vp.yaml", &format!("{MODEL}{slip}"));
        workspace
            .write("ws/plans/b/plan.yaml", &plan("").replace("enhetsmål", "löften").replace("enhet: E", "enhet: B"));
        workspace.vp_in("ws", ["build"]).end().exits(1);
        assert!(workspace.read("ws/build/b/plan.md").contains("Löften"), "{slip}");
        let kept = |pages: Vec<(String, String)>| -> Vec<(String, String)> {
            pages.into_iter().filter(|(_, file)| file != "index.html" && !file.starts_with("b/")).collect()
        };
        assert_eq!(kept(pages(&workspace)), kept(before), "{slip}");
    }
}

#[test]
fn a_misspelt_key_of_the_settings_is_mended_with_the_plans() {
    let workspace = with_model();
    workspace.write("ws/vp.yaml", &MODEL.replace("rubrik", "rubrikk"));
    workspace.vp_in("ws", ["check", "--fix"]).end();
    assert_eq!(workspace.read("ws/vp.yaml"), MODEL);
}

#[test]
fn words_and_templates_that_cannot_be_read_keep_the_pages() {
    let large = " ".repeat(8 * 1024 * 1024 + 1);
    for (name, text) in [
        ("ord.yaml", "mål_utan: \"Mål\nett: två\n"),
        ("ord.yaml", "- ett\n"),
        ("ord.yaml", "ett\n"),
        ("ord.yaml", "innehåll: [a, b]\n"),
        ("ord.yaml", "innehåll: &a b\n"),
        ("ord.yaml", large.as_str()),
        ("html/page.html.j2", large.as_str()),
        ("markdown/page.md.j2", "{{ fel"),
        ("html/style.css", large.as_str()),
    ] {
        let workspace = with_model();
        let before = pages(&workspace);
        workspace.write(&format!("ws/templates/{name}"), text);
        let check = workspace.vp_in("ws", ["check"]).end().exits(1);
        assert!(check.out.contains(&format!("templates/{name}:")), "{name}: {}", check.out);
        if name == "ord.yaml" {
            let build = workspace.vp_in("ws", ["build"]).end().exits(1);
            assert_eq!(pages(&workspace), before, "{text:.40}");
            assert_eq!(
                build.err.matches("templates/ord.yaml:").count(),
                check.out.matches("templates/ord.yaml:").count()
            );
        }
    }
    let workspace = with_model();
    let before = pages(&workspace);
    std::fs::create_dir_all(workspace.path("ws/templates/ord.yaml")).expect("a folder can be made");
    workspace.vp_in("ws", ["build"]).end().exits(1);
    assert_eq!(pages(&workspace), before);
    // The folder itself may be no folder.
    let workspace = with_model();
    workspace.write("ws/templates", "x");
    workspace.vp_in("ws", ["build"]).end().exits(1);
    assert_eq!(pages(&workspace), before);
}

#[test]
fn pages_stay_where_a_template_or_a_text_that_they_print_cannot_be_read() {
    let own = "inledning: {fil: t.md}\n";
    let workspace = scene(&[
        ("vp.yaml", "vp: 1\n"),
        ("plans/plan.yaml", &plan(own)),
        ("plans/t.md", "Vi är många.\n"),
        ("plans/b/plan.yaml", &plan("").replace("enhet: E", "enhet: B")),
    ]);
    workspace.vp_in("ws", ["build"]).end().exits(0);
    let before = workspace.read("ws/build/plan.md");
    assert!(before.contains("Vi är många."));
    std::fs::write(workspace.path("ws/plans/t.md"), b"Vi \xe4r m\xe5nga.\n").expect("a file can be written");
    workspace.write("ws/plans/b/plan.yaml", &plan("").replace("enhet: E", "enhet: C"));
    workspace.vp_in("ws", ["build"]).end().exits(1);
    assert_eq!(workspace.read("ws/build/plan.md"), before);
    assert!(workspace.read("ws/build/b/plan.md").contains("för C"), "the others are built");
    let index = workspace.read("ws/build/index.html");
    assert!(index.contains("Byggdes inte"), "{index}");
    // A template that one format uses: neither of the two pages is written, so that they say the same.
    std::fs::write(workspace.path("ws/plans/t.md"), "Vi är få.\n").expect("a file can be written");
    workspace.write("ws/templates/html/page.html.j2", "{{ fel");
    workspace.vp_in("ws", ["build", "--format", "md,html"]).end().exits(1);
    assert_eq!(workspace.read("ws/build/plan.md"), before);
}
