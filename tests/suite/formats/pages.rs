//! The pages on the formats: what they show is what happens, and they name every format and every key.

use std::path::Path;

use crate::page::Page;
use crate::sample::Sample;
use crate::workspace::{Workspace, read};

/// A finding with everything that one can have, and a path that cannot be checked.
fn json() -> serde_json::Value {
    let folder = Workspace::new();
    folder.write("plan.yaml", include_str!("../../../examples/mistakes/VP0603/plan.yaml"));
    folder.write("felstavad.yaml", include_str!("../../../examples/mistakes/VP0103/plan.yaml"));
    let run = folder.run(&["check", "--lang", "en", "--format", "json", "plan.yaml", "felstavad.yaml", "saknas"]);
    serde_json::from_str(&run.out).expect("the output is JSON")
}

#[test]
fn the_pages_on_the_check_work_and_are_complete() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sample = Sample::default();
    sample.add_json(&json(), &["level"]);
    let mut names = sample.names();
    names.extend(vp::lint::report::FORMATS.iter().map(|format| format.name.to_owned()));
    assert!(names.len() > 25, "{names:?}");
    for page in ["kontroll.md", "check.md"] {
        let text = read(&root.join("docs").join(page));
        Page::new(page, &text).run_in(&Workspace::new());
        let missing: Vec<_> = names.iter().filter(|name| !text.contains(&format!("`{name}`"))).collect();
        assert!(missing.is_empty(), "docs/{page} does not name {missing:?}");
    }
}
