//! What `vp` has printed is read again as what it was printed from.

use std::path::Path;

use vp::diagnostic::Language;
use vp::import::document::{beside, read_printed};

use crate::workspace::{REPOSITORY, Workspace, read};

/// Plans and reports whose pages show nothing of other years, below plans/.
const DOCUMENTS: [&str; 12] = [
    "2019/plan",
    "2019/ostermalm/plan",
    "2019/ostermalm/familjeenheten/plan",
    "2020/spanga-tensta/plan",
    "2020/spanga-tensta/barn-och-ungdomsenheten/plan",
    "2022/plan",
    "2022/hagersten-alvsjo/plan",
    "2022/hagersten-alvsjo/familjeenheten/plan",
    "2022/hagersten-alvsjo/familjeenheten/vb",
    "2024/plan",
    "2024/hagersten-alvsjo/familjeenheten/plan",
    "2024/hagersten-alvsjo/familjeenheten/vb",
];

fn round(format: &str, extension: &str) {
    let workspace = Workspace::new();
    let plans = format!("{REPOSITORY}/plans");
    for (format, out) in [(format, "printed"), ("markdown", "before")] {
        let out = workspace.path(out).to_string_lossy().into_owned();
        workspace.run(&["build", &plans, "-f", format, "-o", &out]);
    }
    for document in DOCUMENTS {
        let page = format!("printed/{document}.{extension}");
        let folder = format!("again/{}", document.replace('/', "-"));
        let ran = workspace.run(&["import", "document", &page, "-o", &format!("{folder}/plans/x")]);
        assert!(ran.code < 2, "{document}: {}", ran.err);
        let out = workspace.path(&format!("{folder}/out")).to_string_lossy().into_owned();
        workspace.run(&["build", &format!("{folder}/plans"), "-f", "markdown", "-o", &out]);
        let name = document.rsplit('/').next().unwrap();
        let after = read_printed(&read(Path::new(&out).join(format!("x/{name}.md")).as_path()));
        let before = read_printed(&workspace.read(&format!("before/{document}.md")));
        let (page, measure) = beside::page(document, &before, &after, Language::English);
        assert!(measure.lines > 20, "{document} has a page");
        assert_eq!(measure.same, measure.lines, "{document} as {format}: {page}");
    }
}

#[test]
fn markdown_prints_the_same_page_again() {
    round("markdown", "md");
}

#[test]
fn pages_print_the_same_page_again() {
    round("html", "html");
}

#[test]
fn word_documents_print_the_same_page_again() {
    round("docx", "docx");
}
