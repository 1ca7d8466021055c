//! What a build writes: the index, the same bytes everywhere, nothing outside the output folder.

use super::{broken, doubtful, flawed, good, two_years};
use crate::workspace::{Workspace, read};

#[test]
fn the_index_lists_by_year_and_organisation_with_what_was_found() {
    let workspace = two_years();
    workspace.write("plans/2026/å/min plan.yaml", &doubtful("Åkern"));
    workspace.write("plans/2026/trasig.yaml", &broken("Trasig"));
    workspace.vp(["build", "--findings"]).end().exits(1);
    let index = workspace.read("build/index.html").replace("&#x2f;", "/");
    let order = [
        ">2026<",
        "2026/a/plan.html\">Ankan<",
        "2026/%C3%A5/min%20plan.html\">Åkern<",
        "VP0603",
        "2026/o/plan.html\">Örnen<",
        ">2025<",
        "2025/a/plan.html",
        "trasig.yaml",
        "Byggdes inte",
    ];
    let mut rest = index.as_str();
    for words in order {
        let (_, after) = rest.split_once(words).unwrap_or_else(|| panic!("{words} does not come next in\n{rest}"));
        rest = after;
    }
    assert_eq!(index.matches("Inga fynd").count(), 3, "{index}");
}

#[test]
fn every_link_of_the_index_leads_to_a_page() {
    let workspace = two_years();
    workspace.write("plans/2026/å ä/min%plan#1.yaml", &good("Åkern"));
    workspace.write("plans/trasig.yaml", &broken("Trasig"));
    workspace.vp(["build"]).end().exits(1);
    let index = workspace.read("build/index.html");
    let index = index.replace("&#x2f;", "/");
    let links: Vec<&str> = index.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let pages: Vec<&str> =
        links.into_iter().filter(|link| !link.starts_with('#') && !link.starts_with("data:")).collect();
    assert_eq!(pages.len(), 9, "{pages:?}");
    for link in pages {
        assert!(workspace.path("build").join(decoded(link)).is_file(), "{link}");
    }
}

fn decoded(link: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = link.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: String = rest.by_ref().take(2).map(char::from).collect();
            bytes.push(u8::from_str_radix(&digits, 16).expect("two digits follow %"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("links are UTF-8")
}

#[test]
fn the_same_input_gives_the_same_bytes_everywhere() {
    let workspace = two_years();
    workspace.write("plans/2026/fel/plan.yaml", &flawed("Felet"));
    workspace.write("plans/2026/trasig.yaml", &broken("Trasig"));
    let other = two_years();
    other.write("plans/2026/fel/plan.yaml", &flawed("Felet"));
    other.write("plans/2026/trasig.yaml", &broken("Trasig"));
    let absolute = other.path("plans");
    workspace.vp(["build", "plans", "--out", "a"]).env("RAYON_NUM_THREADS", "1").end().exits(1);
    workspace.vp(["build", "plans", "--out", "b"]).env("RAYON_NUM_THREADS", "2").end().exits(1);
    workspace.vp_in("plans/2025", ["build", "../../plans", "--out", "../../c"]).end().exits(1);
    workspace.vp(["build", "--out", "d"]).paths(&[&absolute]).end().exits(1);
    let files = workspace.files("a");
    assert!(workspace.read("a/index.html").replace("&#x2f;", "/").contains("2026/trasig.yaml"));
    for folder in ["a", "b", "c", "d"] {
        assert_eq!(workspace.files(folder), files);
        for file in &files {
            let text = workspace.read(&format!("{folder}/{file}")).replace("&#x2f;", "/");
            assert!(text == workspace.read(&format!("a/{file}")).replace("&#x2f;", "/"), "{folder}/{file} differs");
            for place in [workspace.root(), other.root()] {
                assert!(!text.contains(&*place.to_string_lossy()), "{folder}/{file} names {}", place.display());
            }
            assert!(!text.contains("plans/"), "{folder}/{file} names the plans' folder");
        }
    }
}

#[test]
fn line_ends_do_not_matter() {
    let text = "\u{feff}vp: 1
dokument: verksamhetsplan
år: 2026
organisation: {enhet: E}
inledning: |
  Ett stycke
  på två rader.

  - ett
  - två

  ```
  kod

  rad
  ```
mål:
  enhetsmål:
    - titel: Ett
      beskrivning: >
        Vikt
        text
      uppföljning: {fil: texter/uppföljning.md}
      kommentar: \"Text
        i citattecken\"
";
    let prose = "## Rubrik\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n";
    let unix = Workspace::with([("plan.yaml", text), ("texter/uppföljning.md", prose)]);
    let (text, prose) = (text.replace('\n', "\r\n"), prose.replace('\n', "\r\n"));
    let windows = Workspace::with([("plan.yaml", text.as_str()), ("texter/uppföljning.md", prose.as_str())]);
    for workspace in [&unix, &windows] {
        workspace.vp(["build"]).end().exits(0);
    }
    for page in ["build/plan.html", "build/plan.md"] {
        assert_eq!(windows.read(page), unix.read(page));
        assert!(!windows.read(page).contains('\r'));
    }
}

#[test]
fn pictures_come_with_the_page_and_nothing_comes_from_outside() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let inside = good("E").replace("Allt går väl.", "\"![Våra grupper](bilder/grupper.svg)\"");
    let workspace = Workspace::with([("plans/a/plan.yaml", inside.as_str()), ("plans/a/bilder/grupper.svg", svg)]);
    workspace.vp(["build"]).end().exits(0);
    assert_eq!(workspace.read("build/a/plan-bilder/grupper.svg"), svg);
    assert!(workspace.read("build/a/plan.md").contains("![Våra grupper](plan-bilder/grupper.svg)"));
    assert!(workspace.read("build/a/plan.html").contains("data:image/svg+xml;base64,"));
    assert_eq!(workspace.files("").len(), 6);

    let outside = good("E").replace("Allt går väl.", "\"![Bild](../../../hemlig.svg)\"");
    let workspace = Workspace::with([("a/b/plans/plan.yaml", outside.as_str()), ("hemlig.svg", svg)]);
    workspace.vp_in("a/b", ["build"]).end().exits(1);
    assert_eq!(workspace.files("a/b/build"), ["index.html", "plan.html", "plan.md"]);
    assert!(!read(&workspace.path("a/b/build/plan.html")).contains("base64"));
}

#[test]
fn a_picture_is_found_from_the_text_that_names_it() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let plan = good("E").replace("Allt går väl.", "{fil: ../texter/inledning.md}");
    let workspace = Workspace::with([
        ("plans/a/plan.yaml", plan.as_str()),
        ("plans/texter/inledning.md", "![Våra grupper](grupper.svg)\n"),
        ("plans/texter/grupper.svg", svg),
    ]);
    workspace.vp(["build"]).end().exits(0);
    assert_eq!(workspace.read("build/a/plan-bilder/grupper.svg"), svg);
    assert!(workspace.read("build/a/plan.html").contains("data:image/svg+xml;base64,"));
}
