//! What the plans below say of a goal: in a board's report, as a document by itself, and on the pages of the whole.

use std::collections::BTreeSet;

use crate::workspace::Workspace;

const COUNCIL: &str = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Kommunen}\nmål:\n  \
    inriktningsmål: [{id: k, titel: Ett gott liv}]\n  verksamhetsområdesmål:\n    - id: stöd\n      till: k\n      \
    titel: Stöd i tid\n      indikatorer:\n        - {id: nöjda, namn: Andel nöjda, kf_årsmål: 80 %, periodicitet: År, riktning: högre}\n    \
    - {id: miljö, till: k, titel: Ren luft}\n";

const BOARD: &str = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: Kommunen, nämnd: Nämnden}\n\
    bygger_på: ../plan.yaml\nmål:\n  nämndmål:\n    - {id: barn, till: stöd, titel: Trygga barn}\n    \
    - {id: gamla, till: stöd, titel: Trygga äldre}\n";

fn unit(name: &str, goals: &str) -> String {
    format!(
        "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {{kommun: Kommunen, nämnd: Nämnden, enhet: {name}}}\n\
         bygger_på: ../plan.yaml\nmål:\n  enhetsmål:\n{goals}"
    )
}

fn report(rest: &str) -> String {
    format!("vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\n{rest}")
}

/// A council, a board and four units: one with two goals, one that assesses the board's goal itself, one without a report,
/// and one whose goal serves none.
fn whole() -> Workspace {
    let one = "    - {id: a, till: barn, titel: Första}\n    - {id: b, till: barn, titel: Andra}\n";
    Workspace::with([
        ("plans/2026/plan.yaml", COUNCIL.to_owned()),
        ("plans/2026/n/plan.yaml", BOARD.to_owned()),
        (
            "plans/2026/n/vb.yaml",
            report(
                "mål: {stöd: {bedömning: delvis}, barn: {bedömning: delvis}}\nindikatorer: {nöjda: {utfall: 75 %}}\n",
            ),
        ),
        ("plans/2026/n/ett/plan.yaml", unit("Örnen", one)),
        (
            "plans/2026/n/ett/vb.yaml",
            report(
                "mål: {a: {bedömning: helt}, b: {bedömning: ej}}\nindikatorer: {nöjda: {utfall: 70 %, föregående: 60 %}}\n",
            ),
        ),
        ("plans/2026/n/tva/plan.yaml", unit("Ankan", "    - {id: c, till: barn, titel: Tredje}\n")),
        (
            "plans/2026/n/tva/vb.yaml",
            report(
                "mål: {barn: {bedömning: helt}, c: {bedömning: delvis}}\nindikatorer: {nöjda: {utfall: 90 %, föregående: 95 %}}\n",
            ),
        ),
        ("plans/2026/n/tre/plan.yaml", unit("Tranan", "    - {id: d, till: barn, titel: Fjärde}\n")),
        ("plans/2026/n/fyra/plan.yaml", unit("Svanen", "    - {id: e, titel: Femte}\n")),
    ])
}

/// The rows of the table below a caption, from its head.
fn table<'t>(page: &'t str, caption: &str) -> Vec<&'t str> {
    let from = page.find(caption).unwrap_or_else(|| panic!("no {caption} in\n{page}"));
    let rows = page[from..].lines().skip_while(|line| !line.starts_with('|'));
    rows.take_while(|line| line.starts_with('|')).collect()
}

#[test]
fn a_report_of_a_board_tells_what_every_unit_says_of_each_goal() {
    let workspace = whole();
    workspace.vp(["build"]).end();
    let page = workspace.read("build/2026/n/vb.md");
    assert!(page.contains("## Sammanställning\n"), "{page}");
    assert!(page.contains("2 av 4 enheter har rapporterat. Inte rapporterat: Svanen, Tranan."), "{page}");
    let rows = table(&page, "**Nämndmål: Trygga barn**");
    let cells = |row: usize| -> Vec<String> {
        let words = rows[row].trim_matches('|').split(" | ").map(|cell| match cell.trim().split_once("](") {
            Some((words, _)) if !cell.contains("●") => words.trim_start_matches('[').to_owned(),
            _ => cell.trim().to_owned(),
        });
        words.take(3).collect()
    };
    assert_eq!(rows.len(), 7, "{rows:#?}");
    // What the unit says of the goal itself goes before its own goals under it.
    assert_eq!(cells(2), ["Ankan", "Samma mål", "[● Uppfylls helt]"]);
    assert_eq!(cells(3)[..2], ["Ankan", "Tredje"]);
    assert_eq!(cells(4)[..2], ["Tranan", "Fjärde"]);
    assert!(rows[4].contains("[– Inte rapporterat]"), "{}", rows[4]);
    assert_eq!(cells(5), ["Örnen", "Första", "[● Uppfylls helt]"]);
    assert_eq!(cells(6)[..2], ["Örnen", "Andra"]);
    assert!(
        page.contains(
            "2 av 3 enheter har bedömt målet (3 bedömningar): 2 uppfylls helt, 0 uppfylls delvis, 1 uppfylls ej. \
             Inte bedömt: Tranan."
        ),
        "{page}"
    );
    // Nobody below works on it.
    assert!(!page.contains("**Nämndmål: Trygga äldre**"), "{page}");
}

#[test]
fn a_report_that_says_no_to_it_and_a_year_that_nobody_below_has_reported_have_no_such_part() {
    let workspace = whole();
    let own = workspace.read("plans/2026/n/vb.yaml");
    workspace.write("plans/2026/n/vb.yaml", &format!("{own}innehåll: {{sammanställning: nej}}\n"));
    workspace.vp(["build"]).end();
    assert!(!workspace.read("build/2026/n/vb.md").contains("Sammanställning"));
    workspace.write("plans/2026/n/vb.yaml", &own);
    for unit in ["ett", "tva"] {
        std::fs::remove_file(workspace.path(&format!("plans/2026/n/{unit}/vb.yaml"))).unwrap();
    }
    workspace.vp(["build"]).end();
    assert!(!workspace.read("build/2026/n/vb.md").contains("Sammanställning"));
}

#[test]
fn the_council_hears_how_many_boards_say_that_a_goal_is_met() {
    let workspace = whole();
    workspace.write("plans/2026/m/plan.yaml", &BOARD.replace("Nämnden", "Miljönämnden"));
    workspace.write("plans/2026/m/vb.yaml", &report("mål: {stöd: {bedömning: helt}}\n"));
    workspace.write("plans/2026/sammanstallning.yaml", "vp: 1\ndokument: sammanställning\nperiod: VB\n");
    workspace.vp(["build"]).end();
    let page = workspace.read("build/2026/sammanstallning.md");
    assert!(page.contains("# Sammanställning VB 2026 för Kommunen\n"), "{page}");
    assert!(page.contains("2 av 2 nämnder har rapporterat."), "{page}");
    assert!(
        page.contains(
            "1 av 2 nämnder bedömer att målet uppfylls helt. 2 av 2 nämnder har bedömt målet: 1 uppfylls helt, 1 uppfylls \
             delvis, 0 uppfylls ej."
        ),
        "{page}"
    );
    // Units stand under the goals of their board.
    assert!(!page.contains("Ankan"), "{page}");
}

#[test]
fn a_roll_up_of_an_occasion_that_there_is_not_is_told_and_one_without_its_plan_is_not_built() {
    let workspace = whole();
    workspace.write("plans/2026/n/s.yaml", "vp: 1\ndokument: sammanställning\nperiod: VBB\n");
    let found = workspace.vp(["check", "plans/2026/n/s.yaml"]).end();
    assert!(found.out.contains("styrmodellen har inget tillfälle VBB"), "{}", found.out);
    workspace.write("plans/2026/n/s.yaml", "vp: 1\ndokument: sammanställning\nperiod: VB\nplan: saknas.yaml\n");
    let built = workspace.vp(["build"]).end();
    assert!(built.err.contains("saknas.yaml"), "{}", built.err);
    assert!(!workspace.path("build/2026/n/s.html").exists());
    // One more of the same occasion.
    for name in ["s", "t"] {
        workspace.write(&format!("plans/2026/n/{name}.yaml"), "vp: 1\ndokument: sammanställning\nperiod: VB\n");
    }
    let found = workspace.vp(["check"]).end();
    assert!(found.out.contains("planen har redan en sammanställning"), "{}", found.out);
}

#[test]
fn the_red_thread_has_every_goal_in_its_place_and_every_gap() {
    let workspace = whole();
    workspace.vp(["build"]).end();
    let page = workspace.read("build/2026/roda-traden.md");
    let indent = |words: &str| {
        let line = page.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("no {words} in\n{page}"));
        line.len() - line.trim_start().len()
    };
    assert_eq!(["[Ett gott liv]", "[Stöd i tid]", "[Trygga barn]", "[Tredje]"].map(indent), [0, 2, 4, 6]);
    assert!(
        page.contains("Nämnden, Nämndmål: [Trygga äldre](n/plan.md#nämndmål-trygga-äldre) – Enhetsmål saknas"),
        "{page}"
    );
    let (_, gaps) = page.split_once("## Mål som ingen arbetar med\n").expect("there are gaps");
    let (gaps, rest) = gaps.split_once("## Mål som inte bidrar till något mål ovanför\n").expect("a goal serves none");
    assert!(
        gaps.contains("[Ren luft]") && gaps.contains("[Trygga äldre]") && !gaps.contains("[Trygga barn]"),
        "{gaps}"
    );
    let (astray, rest) = rest.split_once("## Planer utan mål i tråden\n").expect("a plan has no goal in it");
    assert!(astray.contains("Svanen, Enhetsmål: [Femte]"), "{astray}");
    assert!(rest.contains("- [Svanen](n/fyra/plan.md)"), "{rest}");
    assert!(rest.contains("[Andel nöjda 2026](indikatorer/nojda.md)"), "{rest}");
}

/// A board's plan with so many goals, each with one of the unit below it.
fn with_goals(count: usize) -> Workspace {
    let goals = |line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let board = goals(&|at| format!("    - {{id: n{at}, till: stöd, titel: Nämndmål {at}}}\n"));
    let own = goals(&|at| format!("    - {{id: e{at}, till: n{at}, titel: Enhetens {at}}}\n"));
    let (head, _) = BOARD.split_once("    - {id: barn").expect("the board has goals");
    Workspace::with([
        ("plans/2026/plan.yaml", COUNCIL.to_owned()),
        ("plans/2026/n/plan.yaml", format!("{head}{board}")),
        ("plans/2026/n/ett/plan.yaml", unit("Örnen", &own)),
    ])
}

#[test]
fn a_red_thread_of_many_goals_goes_on_below_each_board_on_a_page_of_its_own() {
    let workspace = with_goals(501);
    workspace.vp(["build", "--format", "html,markdown"]).end();
    let page = workspace.read("build/2026/roda-traden.md");
    assert!(page.contains("Nämndmål: [Nämndmål 500](n/plan.md"), "{page}");
    assert!(page.contains("[Mål under (1)](roda-traden/namnden.md)") && !page.contains("Enhetens 500"), "{page}");
    let below = workspace.read("build/2026/roda-traden/namnden.md");
    assert!(below.contains("# Röda tråden 2026: Nämnden"), "{below}");
    assert!(below.contains("Örnen, Enhetsmål: [Enhetens 500](../n/ett/plan.md"), "{below}");
    // The list of all documents leads to the year's, which leads on.
    let list = workspace.read("build/index.html");
    assert!(list.contains("2026/roda-traden.html") && !list.contains("roda-traden/namnden"), "{list}");
    let html = workspace.read("build/2026/roda-traden/namnden.html");
    assert!(
        html.contains("<a href=\"../../index.html\">") && html.contains("<a href=\"../roda-traden.html\">"),
        "{html}"
    );

    let whole = with_goals(498);
    whole.vp(["build"]).end();
    assert!(!whole.path("build/2026/roda-traden").exists());
    assert!(whole.read("build/2026/roda-traden.md").contains("Enhetens 497"));
}

#[test]
fn what_one_plan_alone_says_is_told_without_counting() {
    let workspace = whole();
    workspace.write("plans/2026/vb.yaml", "vp: 1\ndokument: verksamhetsberättelse\nperiod: VB\n");
    workspace.vp(["build"]).end();
    let page = workspace.read("build/2026/vb.md");
    assert!(
        page.contains("Nämnden har bedömt målet: uppfylls delvis.") && !page.contains("1 av 1 nämnder har bedömt"),
        "{page}"
    );
}

#[test]
fn a_plan_that_assesses_the_goal_itself_does_not_repeat_its_title() {
    let workspace = whole();
    workspace.vp(["build"]).end();
    let page = workspace.read("build/2026/n/vb.md");
    let rows = table(&page, "**Nämndmål: Trygga barn**");
    assert!(rows[0].starts_with("| Enhet | Enhetsmål |"), "{rows:?}");
    assert!(rows.iter().any(|row| row.contains("Ankan") && row.contains("Samma mål")), "{rows:?}");
    assert!(rows.iter().all(|row| !row.contains("Trygga barn]")), "{rows:?}");
}

#[test]
fn an_indicator_that_several_report_has_a_page_with_its_lowest_middle_and_highest() {
    let workspace = whole();
    workspace.vp(["build"]).end();
    let page = workspace.read("build/2026/indikatorer/nojda.md");
    // The board's own figure is of all its units and is no organisation beside them.
    for line in ["Lägst: 70\u{a0}% (Örnen)", "Median: 80\u{a0}% (2 enheter)", "Högst: 90\u{a0}% (Ankan)"] {
        assert!(page.contains(line), "{line} in\n{page}");
    }
    let rows = table(&page, "## Efter organisation");
    assert_eq!(rows.len(), 5, "{rows:#?}");
    assert!(rows[2].contains("[Ankan]") && rows[3].contains("[Nämnden]") && rows[4].contains("[Örnen]"), "{rows:#?}");
    assert!(rows[2].contains("| 90\u{a0}% | 80\u{a0}% | 95\u{a0}% | Sämre | +10\u{a0}procentenheter |"), "{}", rows[2]);
    assert!(rows[4].contains("| 60\u{a0}% | Bättre | −10\u{a0}procentenheter |"), "{}", rows[4]);
    let rows = table(&page, "## Efter avvikelse från årsmålet");
    assert!(rows[2].contains("[Örnen]") && rows[4].contains("[Ankan]"), "{rows:#?}");
    assert!(workspace.read("build/2026/indikatorer/nojda.html").contains("<svg "));
}

/// The ids of a page, and the addresses that it links to.
fn ids_and_links(page: &str) -> (BTreeSet<String>, Vec<String>) {
    let of = |key: &str| -> Vec<String> {
        let values = page.split(key).skip(1).filter_map(|rest| rest.split_once('"'));
        values.map(|(value, _)| value.replace("&#x2f;", "/")).collect()
    };
    (of(" id=\"").into_iter().collect(), of(" href=\""))
}

#[test]
fn every_way_from_page_to_page_leads_to_a_heading_that_is_there() {
    let workspace = whole();
    workspace.write("plans/2026/n/sammanstallning.yaml", "vp: 1\ndokument: sammanställning\nperiod: VB\n");
    workspace.vp(["build", "--format", "html"]).end();
    let mut count = 0;
    for page in workspace.files("build/2026").iter().filter(|page| page.ends_with(".html")) {
        let path = workspace.path(&format!("build/2026/{page}"));
        let (_, links) = ids_and_links(&workspace.read(&format!("build/2026/{page}")));
        for link in links.iter().filter(|link| link.contains(".html")) {
            let (file, id) = link.split_once('#').map_or((link.as_str(), None), |(file, id)| (file, Some(id)));
            let target = path.parent().unwrap().join(file);
            assert!(target.is_file(), "{page}: {link}");
            let text = crate::workspace::read(&target);
            assert!(id.is_none_or(|id| ids_and_links(&text).0.contains(id)), "{page}: {link}");
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
}

#[test]
fn pages_of_the_whole_are_written_by_a_build_of_the_whole_and_are_gone_with_their_year() {
    let workspace = whole();
    workspace.vp(["build", "plans/2026/n"]).end();
    assert!(
        !workspace.path("build/2026/roda-traden.html").exists() && !workspace.path("build/roda-traden.html").exists()
    );
    workspace.vp(["build"]).end();
    assert!(workspace.read("build/.vp-build.json").contains("2026/indikatorer/nojda.html"));
    let again = workspace.vp(["build"]).end();
    assert!(again.err.contains("0 skrivna"), "{}", again.err);
    std::fs::remove_file(workspace.path("plans/2026/n/ett/vb.yaml")).unwrap();
    std::fs::remove_file(workspace.path("plans/2026/n/tva/vb.yaml")).unwrap();
    let cleaned = workspace.vp(["build", "--clean"]).end();
    assert!(cleaned.err.contains("nojda.html"), "{}", cleaned.err);
    assert!(!workspace.path("build/2026/indikatorer/nojda.html").exists());
    assert!(workspace.path("build/2026/roda-traden.html").exists());
}

#[test]
fn a_document_that_is_called_as_a_page_of_the_whole_keeps_its_page() {
    let workspace = whole();
    workspace.write(
        "plans/2026/roda-traden.yaml",
        &unit("Måsen", "    - {id: m, till: barn, titel: Egen}\n").replace("../", "n/"),
    );
    workspace.vp(["build"]).end();
    assert!(workspace.read("build/2026/roda-traden.md").contains("för Måsen"));
    assert!(workspace.read("build/2026/roda-traden-2.md").contains("# Röda tråden 2026"));
}

#[test]
fn no_page_of_the_whole_shows_an_identity_number() {
    let number = "19121212-1212";
    let workspace = whole();
    let named = unit(&format!("Ankan {number}"), &format!("    - {{id: c, till: barn, titel: Tredje {number}}}\n"));
    workspace.write("plans/2026/n/tva/plan.yaml", &named);
    workspace.vp(["build", "--format", "html,markdown,json"]).end();
    for page in ["roda-traden", "indikatorer/nojda", "n/vb"] {
        for extension in ["html", "md", "json"] {
            let text = workspace.read(&format!("build/2026/{page}.{extension}"));
            assert!(!text.contains(number), "{page}.{extension}");
        }
    }
}
