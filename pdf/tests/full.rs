//! A template that takes more and more memory. Alone in its file: nothing is set after that in the same program.

use std::sync::Arc;
use std::time::Duration;

#[test]
fn a_document_that_grows_without_end_is_given_up() {
    let main = "#{ let a = \"växer\"; while a.len() > 0 { a += a } }";
    let job = vp_pdf::Job {
        main: "document.typ".to_owned(),
        files: vec![("document.typ".to_owned(), main.as_bytes().to_vec())],
        fonts: Arc::new(vp_pdf::Fonts::new(&[]).0),
        ident: String::new(),
        creator: String::new(),
        patience: Some(vp_pdf::Patience { time: Duration::from_secs(300), memory: 400 * 1024 * 1024 }),
    };
    let problems = vp_pdf::set(job).unwrap_err();
    assert_eq!(problems[0].message, "it takes too much memory");
}
