//! A PDF says what its page says, and nothing stands off the paper.

use crate::html;
use crate::workspace::{Word, build, letters, repository, words};

/// Workspaces of the repository that have every kind of document.
const WORKSPACES: [&str; 9] = [
    "plans/2025",
    "plans/2022",
    "tests/browser/prov",
    "examples/uppfoljning",
    "examples/bidrag",
    "examples/arvd",
    "examples/storstad",
    "examples/annan-kommun",
    "examples/fristaende",
];

/// The sides of a page and its edges, in points, with what letters may reach over them.
const LEFT: f64 = 76.0;
const RIGHT: f64 = 520.0;
const HEIGHT: f64 = 842.0;
const EDGE: f64 = 30.0;

/// The words that stand where no text does, each with its page and its box.
pub(crate) fn outside(pdf: &[u8]) -> Vec<String> {
    let is_outside =
        |word: &Word| word.left < LEFT || word.right > RIGHT || word.top < EDGE || word.bottom > HEIGHT - EDGE;
    let told = |word: Word| {
        let Word { page, left, right, top, bottom, text } = word;
        format!("{text} on page {page}: {left} to {right}, {top} to {bottom}")
    };
    words(pdf).into_iter().filter(is_outside).map(told).collect()
}

/// What of a page its PDF does not have.
pub(crate) fn missing(page: &str, pdf: &[u8]) -> Vec<String> {
    let letters = letters(pdf);
    let mut missing = Vec::new();
    for block in html::blocks(page) {
        // What goes on over the end of a page has notes and heads of tables in it.
        if !letters.contains(&block.concat()) {
            missing.extend(block.into_iter().filter(|word| !letters.contains(word.as_str())));
        }
    }
    missing
}

#[test]
fn every_document_says_what_its_page_says() {
    let mut kinds = std::collections::BTreeSet::new();
    for workspace in WORKSPACES {
        let built = build(&repository().join(workspace), &["html", "pdf"]);
        let mut count = 0;
        for (path, pdf) in built.pages.iter().filter(|(path, _)| path.ends_with(".pdf")) {
            let page = path.replace(".pdf", ".html");
            let page = std::str::from_utf8(&built.pages[&page]).unwrap();
            let missing = missing(page, pdf);
            assert!(missing.is_empty(), "{workspace}: {path} lacks {missing:?}");
            let outside = outside(pdf);
            assert!(outside.is_empty(), "{workspace}: {path}: {outside:?}");
            kinds.insert(path.rsplit('/').next().unwrap().to_owned());
            count += 1;
        }
        assert!(count > 0, "{workspace}: {}", built.said);
        assert!(!built.said.contains("template"), "{workspace}: {}", built.said);
    }
    for kind in ["plan.pdf", "t1.pdf", "vb.pdf", "bidrag.pdf", "sammanstallning.pdf", "roda-traden.pdf"] {
        assert!(kinds.contains(kind), "{kinds:?}");
    }
}
