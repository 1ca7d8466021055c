//! The pages on the formats: what they show is what happens, and they name every format and every key.

use std::path::Path;

use crate::page::Page;
use crate::program::{Folder, read};

#[test]
fn the_pages_on_the_check_work_and_are_complete() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shape = read(&root.join("src/report/json.rs"));
    let structs = shape.split("#[derive(Serialize)]").skip(1).filter_map(|part| part.split("\n}\n").next());
    let fields = structs.flat_map(str::lines).filter_map(|line| line.strip_prefix("    ")?.split_once(": "));
    let mut names: Vec<&str> = fields.map(|(name, _)| name).collect();
    names.extend(vp::report::FORMATS.iter().map(|format| format.name));
    assert!(names.len() > 25, "{names:?}");
    for page in ["kontroll.md", "check.md"] {
        let text = read(&root.join("docs").join(page));
        Page::new(page, &text).run_in(&Folder::new());
        let missing: Vec<_> = names.iter().filter(|name| !text.contains(&format!("`{name}`"))).collect();
        assert!(missing.is_empty(), "docs/{page} does not name {missing:?}");
    }
}
