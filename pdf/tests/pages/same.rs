//! The same plans give the same bytes, and what says what a file is stands in it.

use crate::workspace::{build, repository};

#[test]
fn the_same_plans_give_the_same_bytes() {
    let path = repository().join("tests/browser/prov");
    let (one, two) = (build(&path, &["pdf"]), build(&path, &["pdf"]));
    assert!(one.pages.len() > 3);
    assert_eq!(one.pages, two.pages);
}

#[test]
fn a_file_says_which_standards_it_is_written_by() {
    let built = build(&repository().join("examples/minsta"), &["pdf"]);
    let text = String::from_utf8_lossy(built.pdf()).into_owned();
    for said in
        ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
    {
        assert!(text.contains(said), "{said}");
    }
}
