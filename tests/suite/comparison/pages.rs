//! The pages on comparisons: what they show runs, and they name every key and word of the JSON.

use std::path::Path;

use vp::compare::diff::{How, TargetChangeKind};

use super::build::{everything, indicator, swedish, target, with};
use crate::page::Page;
use crate::sample::Sample;
use crate::workspace::{Workspace, read};

/// Every way in which two names are found to be one.
const HOW: [How; 4] = [How::Id, How::Replaces, How::Number, How::Likeness(50)];

/// Every kind of change of a target. A new one has to be named here and in docs/.
fn target_changes() -> [TargetChangeKind; 5] {
    use TargetChangeKind::{Dropped, Loosened, Other, Set, Tightened};
    match Set {
        Set | Dropped | Tightened(_) | Loosened(_) | Other => {}
    }
    match HOW[0] {
        How::Id | How::Replaces | How::Number | How::Likeness(_) => {}
    }
    [Set, Dropped, Tightened(None), Loosened(None), Other]
}

#[test]
fn the_pages_on_comparisons_work_and_name_every_key() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let by_how = HOW.map(|how| with(|goal| goal.how = Some(how)));
    let by_target = target_changes().map(|kind| {
        let changed = Some(target("1", "2", kind));
        with(|goal| goal.indicators = vec![vp::compare::diff::IndicatorDiff { target: changed, ..indicator("i", "I") }])
    });
    let mut sample = Sample::default();
    for comparison in by_how.iter().chain(&by_target).chain([&everything()]) {
        let json = serde_json::from_str(&swedish("json", comparison)).unwrap();
        sample.add_json(&json, &["change", "by", "kind", "column"]);
    }
    let names = sample.names();
    assert!(names.len() > 60, "{names:?}");
    for page in ["jamforelse.md", "diff.md"] {
        let text = read(&root.join("docs").join(page));
        Page::new(page, &text).run_in(&Workspace::new());
        let missing: Vec<_> = names.iter().filter(|name| !text.contains(&format!("`{name}`"))).collect();
        assert!(missing.is_empty(), "docs/{page} does not name {missing:?}");
    }
}
