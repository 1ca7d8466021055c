//! How pages look by vp.yaml, and the ways between them: the municipality's mark, colour and typeface, and the list of all
//! documents.

use crate::workspace::Workspace;

const PLAN: &str = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Lillby, nämnd: Nämnden, enhet: Enheten}\n\
                    mål: {enhetsmål: [{titel: Ett mål}]}\n";

const MARK: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><script>alert(1)</script><path d=\"M0 0h9v9z\"/></svg>";

fn workspace(look: &str) -> Workspace {
    Workspace::with([
        ("vp.yaml", format!("vp: 1\nutseende: {look}\n").as_str()),
        ("plans/plan.yaml", PLAN),
        ("bilder/vapen.svg", MARK),
    ])
}

#[test]
fn the_mark_the_colour_and_the_typeface_are_on_every_page() {
    let workspace = workspace("{logotyp: bilder/vapen.svg, färg: \"#004f9f\", typsnitt: [Lillby Sans, Calibri]}");
    workspace.vp(["build"]).end();
    for page in ["build/plan.html", "build/index.html"] {
        let html = workspace.read(page);
        // The picture is in the page as data, which no browser runs.
        assert!(html.contains("<img class=\"logo\" src=\"data:image&#x2f;svg+xml;base64,"), "{page}");
        assert!(!html.contains("<script"), "{page}");
        assert!(html.contains("--accent: #004f9f;"), "{page}");
        assert!(html.contains("--sans: \"Lillby Sans\", \"Calibri\", "), "{page}");
    }
}

#[test]
fn a_colour_that_cannot_be_read_on_white_is_found_and_a_darker_one_is_used() {
    let workspace = workspace("{färg: \"#ffdd00\"}");
    let ran = workspace.vp(["build", "--lang", "en"]).end();
    assert!(ran.err.contains("the colour #ffdd00 is too light") && ran.err.contains("vp.yaml:2:18"), "{}", ran.err);
    let html = workspace.read("build/plan.html");
    let (_, colour) = html.split_once("screen { :root { --accent: ").expect("the page has a colour");
    assert!(!colour.starts_with("#ffdd00"), "{}", &colour[..7]);
    // On a dark screen it can be read as it is.
    assert!(html.contains("--accent: #ffdd00;"), "{}", &colour[..120]);
}

#[test]
fn what_is_no_colour_typeface_or_picture_is_said_at_its_place() {
    for (look, message) in [
        ("{färg: blå}", "blå is not a colour"),
        ("{typsnitt: [\"x; } body { display: none\"]}", "characters that no typeface has"),
        ("{logotyp: bilder/vapn.svg}", "bilder/vapn.svg"),
        ("{logotyp: ../vapen.svg}", "../vapen.svg"),
        ("{logotyp: plans/plan.yaml}", "is not a picture that can be printed"),
        ("{logga: bilder/vapen.svg}", "logga"),
    ] {
        let workspace = workspace(look);
        let ran = workspace.vp(["check", "--lang", "en"]).end();
        let at_place = ran.out.lines().any(|line| line.trim_start().starts_with("--> vp.yaml:2:"));
        assert!(ran.out.contains(message) && at_place, "{look}: {}", ran.out);
    }
}

#[test]
fn findings_are_published_when_they_are_asked_for() {
    let workspace = Workspace::plan(PLAN.replace("Ett mål", "TODO"));
    let index = |arguments: &[&str]| {
        workspace.run(&[&["build", "-o", "ut"], arguments].concat());
        workspace.read("ut/index.html")
    };
    assert!(!index(&[]).contains("<code>VP"));
    assert!(index(&["--findings"]).contains("<code>VP"));
    workspace.write("vp.yaml", "vp: 1\nindex: {fynd: ja}\nmappar: {planer: .}\n");
    assert!(index(&[]).contains("<code>VP"));
}

#[test]
fn a_build_compares_the_years_unless_the_workspace_will_not_have_it() {
    let plan = |year: u16, target: u8| {
        format!(
            "vp: 1\ndokument: verksamhetsplan\når: {year}\norganisation: {{enhet: Parken}}\nmål:\n  enhetsmål:\n    - id: e\n      \
             titel: Ett mål\n      indikatorer: [{{id: i, namn: Andel nöjda, årsmål: {target} %}}]\n"
        )
    };
    let files = [("plans/2025/plan.yaml", plan(2025, 70)), ("plans/2026/plan.yaml", plan(2026, 80))];
    let page = "build/2026/plan-jamforelse.html";
    let workspace = Workspace::with(files);
    workspace.vp(["build"]).end();
    let compared = workspace.read(page);
    assert!(compared.contains("2025 → 2026") && compared.contains("<td data-label=\"2026\"><div>80"), "{compared}");
    let way = "<a href=\"plan-jamforelse.html\">Jämförelse med 2025</a>";
    assert!(workspace.read("build/2026/plan.html").contains(way));
    assert!(!workspace.read("build/2025/plan.html").contains("Jämförelse med"));
    let list = workspace.read("build/index.html");
    assert!(list.contains("<a href=\"2026/plan-jamforelse.html\">Jämförelse med 2025</a>"), "{list}");
    assert!(!workspace.read("build/2026/plan.md").contains("jamforelse"));
    for back in ["../index.html", "plan.html", "../2025/plan.html"] {
        assert!(compared.contains(&format!("<li><a href=\"{back}\">")), "{back}: {compared}");
    }
    assert!(compared.contains("<span aria-current=\"page\">Jämförelse med 2025</span>"), "{compared}");

    // What is not asked for any more is left over as any page is.
    workspace.write("vp.yaml", "vp: 1\nindex: {jämförelse: nej}\n");
    workspace.vp(["build", "--clean"]).end();
    assert!(!workspace.path(page).exists());
    assert!(!workspace.read("build/2026/plan.html").contains("Jämförelse med"));
}

#[test]
fn the_index_is_a_tree_that_is_folded_where_it_is_large_and_every_way_leads_somewhere() {
    for (units, folds) in [(3, 0), (12, 1)] {
        let board = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Lillby, nämnd: Nämnden}\n\
                     mål: {nämndmål: [{id: n, titel: Nämndens mål}]}\n";
        let council = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Lillby}\n";
        let workspace = Workspace::with([("plans/plan.yaml", council), ("plans/namnd/plan.yaml", board)]);
        for number in 1..=units {
            let plan = format!(
                "vp: 1\ndokument: verksamhetsplan\når: 2026\nbygger_på: ../plan.yaml\norganisation: {{enhet: Enhet {number}}}\n\
                 mål: {{enhetsmål: [{{id: e, titel: Ett mål, till: n}}]}}\n"
            );
            workspace.write(&format!("plans/namnd/e{number}/plan.yaml"), &plan);
        }
        let report = "vp: 1\ndokument: tertialrapport\nperiod: T1\nmål: {e: {bedömning: ej, analys: Nej.}}\n";
        workspace.write("plans/namnd/e1/t1.yaml", report);
        workspace.vp(["build", "-o", "ut", "-f", "html"]).end();
        let index = workspace.read("ut/index.html");
        assert_eq!(index.matches("<details>").count(), folds, "{index}");
        assert!(index.contains("<h1>Lillby</h1>"), "{index}");
        assert!(index.contains("<span class=\"status missed\">Uppfylls ej: 1</span>"), "{index}");
        let files = workspace.files("ut");
        for page in files.iter().filter(|file| file.ends_with(".html")) {
            let html = workspace.read(&format!("ut/{page}"));
            let ways = html.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(link, _)| link);
            for link in ways.filter(|link| link.ends_with(".html")) {
                let link = link.replace("&#x2f;", "/");
                let mut path: Vec<&str> = page.split('/').collect();
                path.pop();
                for part in link.split('/') {
                    if part == ".." {
                        path.pop();
                    } else {
                        path.push(part);
                    }
                }
                assert!(files.contains(&path.join("/")), "{page} leads to {link}");
            }
        }
        let unit = workspace.read("ut/namnd/e1/t1.html");
        assert!(unit.contains("<a href=\"../plan.html\">Planen ovanför</a>"), "{unit}");
        assert!(unit.contains("<span aria-current=\"page\">T1</span>"), "{unit}");
    }
}
