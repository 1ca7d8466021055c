//! The pages on comparisons: what they show runs, and they name every key and word of the JSON.

use std::collections::BTreeSet;
use std::path::Path;

use crate::page::Page;
use crate::program::{Folder, read};

#[test]
fn the_pages_on_comparisons_work_and_name_every_key() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shape = read(&root.join("src/comparison/json.rs"));
    let code = shape.split("/// The version of the shape.").nth(1).unwrap();
    let words =
        code.split('"').skip(1).step_by(2).filter(|word| word.starts_with(char::is_alphabetic) && !word.contains(' '));
    let structs = shape.split("#[derive(Serialize)]").skip(1).map(|part| part.split("\n}\n").next().unwrap());
    let fields = structs.flat_map(str::lines).filter_map(|line| line.strip_prefix("    ")?.split_once(": "));
    let names: BTreeSet<&str> = words.chain(fields.map(|(name, _)| name)).filter(|word| *word != "unchanged").collect();
    assert!(names.len() > 60, "{names:?}");
    for page in ["jamforelse.md", "diff.md"] {
        let text = read(&root.join("docs").join(page));
        Page::new(page, &text).run_in(&Folder::new());
        let missing: Vec<_> = names.iter().filter(|name| !text.contains(&format!("`{name}`"))).collect();
        assert!(missing.is_empty(), "docs/{page} does not name {missing:?}");
    }
}
