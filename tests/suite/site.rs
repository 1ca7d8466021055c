//! A site in memory: what a build writes, and what a check finds.

use std::collections::BTreeMap;
use std::path::Path;

use vp::compare::last_year;
use vp::diagnostic::{Language, Severity};
use vp::lint::check::{Check, Over, check_over};
use vp::lint::report::text;
use vp::print::site::{Content, Site, SiteFile};
use vp::print::templates::own;
use vp::print::ways::Ways;
use vp::print::{index, render};
use vp::read::load;
use vp::read::workspace::picture;
use vp::terminal::Style;

use crate::workspace::{REPOSITORY, Workspace};

/// The day on which all is checked.
const TODAY: &str = "2030-01-01";

fn bytes(content: Content) -> Vec<u8> {
    match content {
        Content::Page(bytes) => bytes,
        Content::Picture(path) => {
            picture::read(&vp::read::files::Files::default(), &path).expect("the picture is there").0
        }
    }
}

/// Every file of a workspace in memory, by its path.
fn in_memory(loaded: &load::Loaded) -> BTreeMap<String, Vec<u8>> {
    let (templates, broken) = own::of(loaded);
    let site = Site::new(loaded, &templates, render::FORMATS);
    let sources: Vec<_> = Site::sources(loaded).collect();
    let over = Over { today: TODAY.parse().ok(), ..Over::default() };
    let built = site.build(Check::new(loaded, over), broken.clone(), &sources, |_, files| files);
    let found = check_over(loaded, over, broken);
    assert_eq!(format!("{:?}", built.findings), format!("{found:?}"), "a build finds what a check finds");
    let mut findings = built.findings;
    findings.retain(|finding| finding.level > Severity::Info);
    let is_built = |file: &load::File| built.documents.iter().any(|(known, _)| known.source == file.source);
    let entries = site.entries(&sources, &findings, is_built, Language::Swedish);
    let listed = index::Listed { entries: &entries, pages: site.pages().all(), findings: false };
    let index = index::page(listed, &templates, &loaded.sources, Language::Swedish).expect("the template is sound");
    let mut all = BTreeMap::from([("index.html".to_owned(), index.into_bytes())]);
    for (file, files) in built.documents {
        // A document by itself is the same.
        let alone = site.files(file, None).expect("the templates are sound").files;
        assert_eq!(format!("{files:?}"), format!("{alone:?}"));
        for SiteFile { path, content, .. } in files {
            assert!(all.insert(path.clone(), bytes(content)).is_none(), "{path} is there twice");
        }
    }
    let neighbours = Ways::new(loaded);
    for (document, page) in site.pages().comparisons() {
        let page_text = last_year::page(loaded, &templates, (*document, page), &neighbours, Language::Swedish);
        all.insert(format!("{}.html", page.path), page_text.expect("the template is sound").into_bytes());
    }
    for page in site.pages().all().iter().filter(|page| page.is_whole) {
        for SiteFile { path, content, .. } in site.page_files(page).expect("the templates are sound") {
            assert!(all.insert(path.clone(), bytes(content)).is_none(), "{path} is there twice");
        }
    }
    all
}

#[test]
fn a_site_in_memory_is_what_a_build_writes() {
    for folder in ["tests/browser/prov", "examples/uppfoljning", "examples/mistakes/VP0603", "plans"] {
        let folder = Path::new(REPOSITORY).join(folder);
        let workspace = Workspace::with([("", ""); 0]);
        let build = ["build", "-o", "ut", "-f", "all", "--lang", "sv", "--on", TODAY];
        workspace.vp(build).paths(&[&folder]).end();
        let mut written = workspace.files("ut");
        written.retain(|path| !path.starts_with('.'));
        let memory = in_memory(&load::load(Some(&folder), None).expect("the folder is there"));
        assert_eq!(memory.keys().cloned().collect::<Vec<_>>(), written);
        for (path, bytes) in memory {
            let there = std::fs::read(workspace.path(&format!("ut/{path}"))).expect("the file is there");
            assert!(bytes == there, "{path} is another");
        }
    }
}

#[test]
fn texts_that_are_read_again_and_documents_that_are_packed_give_the_same_site_and_the_same_findings() {
    for folder in ["tests/browser/prov", "examples/uppfoljning", "examples/mistakes/VP0603", "plans"] {
        let folder = Path::new(REPOSITORY).join(folder);
        let load =
            |most| load::Workspace::default().holding(most).load(Some(&folder), None).expect("the folder is there");
        let (kept, again) = (load(None), load(Some(0)));
        assert!(again.resolved.documents.are_packed() && !kept.resolved.documents.are_packed());
        assert!(in_memory(&kept) == in_memory(&again), "{}", folder.display());
        let over = Over { today: TODAY.parse().ok(), ..Over::default() };
        let found = |loaded: &load::Loaded| {
            let findings = check_over(loaded, over, Vec::new());
            text::write(&findings, &loaded.sources, Language::Swedish, Style::Plain)
        };
        assert_eq!(found(&kept), found(&again));
        assert_eq!(again.sources.changed(), None);
    }
}

#[test]
fn a_file_that_becomes_another_while_it_is_checked_is_told() {
    let workspace = Workspace::with([
        ("plans/2025/plan.yaml", "vp: 1\ndokument: verksamhetsplan\når: 2025\ninledning: Så är det.\n"),
        ("plans/2024/plan.yaml", "vp: 1\ndokument: verksamhetsplan\når: 2024\ninledning: Så var det.\n"),
    ]);
    for (most, told) in [(Some(0), true), (None, false)] {
        workspace.write("plans/2025/plan.yaml", "vp: 1\ndokument: verksamhetsplan\når: 2025\ninledning: Så är det.\n");
        let loaded = load::Workspace::default().holding(most).load(Some(workspace.root()), None);
        let loaded = loaded.expect("the folder is there");
        workspace.write("plans/2025/plan.yaml", "vp: 1\n");
        check_over(&loaded, Over::default(), Vec::new());
        let path = loaded.sources.changed();
        assert_eq!(path.is_some_and(|path| path.ends_with("plans/2025/plan.yaml")), told, "{most:?}");
    }
}
