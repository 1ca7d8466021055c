//! A site in memory: what a build writes, and what a check finds.

use std::collections::BTreeMap;
use std::path::Path;

use vp::compare::last_year;
use vp::diagnostic::{Language, Severity};
use vp::lint::check::{Check, Over, check_over};
use vp::print::site::{Content, Site, SiteFile};
use vp::print::templates::own;
use vp::print::ways::Ways;
use vp::print::{index, render};
use vp::read::load;
use vp::read::workspace::picture;

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
fn in_memory(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let loaded = load::load(Some(folder), None).expect("the folder is there");
    let (templates, broken) = own::of(&loaded);
    let site = Site::new(&loaded, &templates, render::FORMATS);
    let sources: Vec<_> = Site::sources(&loaded).collect();
    let over = Over { today: TODAY.parse().ok(), ..Over::default() };
    let built = site.build(Check::new(&loaded, over), broken.clone(), &sources, |_, files| files);
    let found = check_over(&loaded, over, broken);
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
    let neighbours = Ways::new(&loaded);
    for (document, page) in site.pages().comparisons() {
        let text = last_year::page(&loaded, &templates, (*document, page), &neighbours, Language::Swedish);
        all.insert(format!("{}.html", page.path), text.expect("the template is sound").into_bytes());
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
        let memory = in_memory(&folder);
        assert_eq!(memory.keys().cloned().collect::<Vec<_>>(), written);
        for (path, bytes) in memory {
            let there = std::fs::read(workspace.path(&format!("ut/{path}"))).expect("the file is there");
            assert!(bytes == there, "{path} is another");
        }
    }
}
