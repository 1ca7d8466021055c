//! The ids in pages: short, plain, given once, and the same whatever changes elsewhere.

use std::collections::BTreeSet;

use crate::workspace::{REPOSITORY, Workspace};

/// The values of an attribute in a page.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let begin = format!(" {attribute}=\"");
    let rests = page.split(begin.as_str()).skip(1);
    rests.map(|rest| rest.split('"').next().expect("the attribute ends")).collect()
}

/// The ids of a page; each is there once, and links within the page lead to one.
fn ids(page: &str) -> BTreeSet<&str> {
    let all = values(page, "id");
    let ids: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(ids.len(), all.len(), "an id is there twice: {all:?}");
    for link in values(page, "href").into_iter().filter_map(|link| link.strip_prefix('#')) {
        // A browser reads signs by their numbers.
        let link = link.replace("%C3%A5", "å");
        assert!(ids.contains(link.as_str()), "nothing has the id {link}");
    }
    ids
}

fn plan(introduction: &str, goals: &str) -> Workspace {
    let introduction = introduction.replace('\n', "\n  ");
    Workspace::with([(
        "plans/plan.yaml",
        format!(
            "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {{enhet: Norra}}\ninledning: |\n  {introduction}\nmål:\n  enhetsmål:\n{goals}"
        ),
    )])
}

/// The page of a plan in HTML.
fn page(introduction: &str, goals: &str) -> String {
    let workspace = plan(introduction, goals);
    workspace.vp(["build", "plans"]).end();
    workspace.read("build/plan.html")
}

const GOALS: &str = "    - {id: trygghet, titel: Barn är trygga, förväntat_resultat: Fler., arbetssätt: Vi frågar.}\n    - {nr: 1.2, titel: Åtgärder, förväntat_resultat: Fler.}\n    - titel: Vi lyssnar\n      förväntat_resultat: |\n        ## Så gör vi\n        Text[^1].\n\n        [^1]: Not.\n";

#[test]
fn an_id_says_what_it_stands_under() {
    let page = page("## Så gör vi\n\nText.", GOALS);
    let ids = ids(&page);
    for id in [
        "verksamhetsplan-2025-for-norra",
        "innehallsforteckning",
        "inledning",
        "inledning-sa-gor-vi",
        "trygghet",
        "trygghet-forvantat-resultat",
        "trygghet-arbetssatt",
        "enhetsmal-1-2",
        "enhetsmal-1-2-forvantat-resultat",
        "vi-lyssnar",
        "vi-lyssnar-forvantat-resultat-sa-gor-vi",
        "vi-lyssnar-forvantat-resultat-fotnot",
    ] {
        assert!(ids.contains(id), "{id} is not among {ids:?}");
    }
}

#[test]
fn what_is_written_elsewhere_changes_no_id() {
    let before = page("Text.", GOALS);
    let first = "    - {titel: Ett nytt mål, förväntat_resultat: Fler., arbetssätt: Vi frågar.}\n";
    // The inserted goal is a copy, and does not take the id of the goal in its own place.
    let introduction = "## Förväntat resultat\n\n{{ mål trygghet }}\n\n## Vi lyssnar\n\nText[^1].\n\n[^1]: Not.";
    let after = page(introduction, &format!("{first}{GOALS}"));
    let (before, after) = (ids(&before), ids(&after));
    assert!(before.is_subset(&after), "{:?} are gone", before.difference(&after).collect::<Vec<_>>());
    assert!(after.contains("inledning-forvantat-resultat-trygghet"), "{after:?}");
}

#[test]
fn a_former_id_that_a_text_links_to_leads_to_its_heading_still() {
    let linked = "Se [resultatet](#förväntat-resultat-1) och [målet](#enhetsm%C3%A5l-vi-lyssnar).";
    let page = page(linked, GOALS);
    let ids = ids(&page);
    assert!(ids.contains("förväntat-resultat-1") && !ids.contains("förväntat-resultat"), "{ids:?}");
    let heading =
        "<h3 id=\"enhetsmal-1-2-forvantat-resultat\" class=\"section\"><span id=\"förväntat-resultat-1\"></span>";
    assert!(page.contains(heading), "{page}");
    assert!(
        page.contains("<span id=\"enhetsmål-vi-lyssnar\"></span><span class=\"label\">Enhetsmål:</span> Vi lyssnar")
    );
}

#[test]
fn a_link_from_another_documents_text_keeps_the_former_id_too() {
    let workspace = plan("Text.", GOALS);
    workspace.write(
        "plans/annan.yaml",
        "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: Södra}\ninledning: Se [deras](plan.html#förväntat-resultat-2).\n",
    );
    workspace.vp(["build", "plans"]).end();
    let page = workspace.read("build/plan.html");
    assert!(page.contains("<span id=\"förväntat-resultat-2\"></span>"), "{page}");
}

#[test]
fn the_ids_of_every_page_are_short_and_plain() {
    let workspace = Workspace::with([("plans/x", "")]);
    workspace.vp(["build", &format!("{REPOSITORY}/plans"), "--out", "build"]).end();
    let pages = walkdir::WalkDir::new(workspace.path("build")).into_iter().map(|entry| entry.expect("it can be read"));
    let pages = pages.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "html"));
    let mut count = 0;
    for entry in pages {
        let page = std::fs::read_to_string(entry.path()).expect("the page can be read");
        for id in ids(&page) {
            let is_plain =
                |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-';
            assert!(id.len() <= 60 && id.chars().all(is_plain), "{id} in {}", entry.path().display());
            count += 1;
        }
    }
    assert!(count > 500, "{count}");
}
