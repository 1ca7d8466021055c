//! What the benchmarks measure is sound: nothing is found at error level, every page is built, and goals find each other.

#[path = "../../benches/generate/mod.rs"]
pub(crate) mod generate;

use vp::compare::diff::{Options, assignment, likeness};
use vp::diagnostic::{Diagnostic, Severity};
use vp::lint::check::check;
use vp::read::load::load;

use self::generate::Size;
use crate::workspace::Workspace;

#[test]
fn generated_plans_with_follow_ups_have_no_errors() {
    let size = Size { units: 4, units_per_board: 2, years: 2, scale: 0.3, follow_ups: true };
    let workspace = Workspace::with(generate::workspace(&size));
    let loaded = load(Some(workspace.root()), None).expect("the workspace is there");
    let errors: Vec<Diagnostic> =
        check(&loaded).into_iter().filter(|finding| finding.level == Severity::Error).collect();
    let shown = vp::lint::report::text::write(
        &errors,
        &loaded.sources,
        vp::diagnostic::Language::English,
        vp::terminal::Style::Plain,
    );
    assert!(errors.is_empty(), "{shown}");
    // One year's plans of the city and two boards, and four files of each unit.
    assert_eq!(loaded.files.len(), 2 * (1 + 2 + 4 * 4));
    assert_eq!(loaded.resolved.reports.len(), 2 * 4 * 3);
    assert!(loaded.files.iter().all(|file| file.document.is_some()));
}

#[test]
fn retitled_goals_find_each_other() {
    let (old, new) = generate::titles::retitled(400);
    let old: Vec<&str> = old.iter().map(String::as_str).collect();
    let titles: Vec<&str> = new.iter().map(|(_, title)| title.as_str()).collect();
    let pairs = likeness::candidates(&old, &titles, Options::default().likeness);
    let taken = assignment::best(&pairs);
    let right = taken.iter().filter(|(old, at)| new[*at].0 == *old).count();
    assert!(right >= 380, "{right} of 400 found their own title");
    assert!(taken.len() - right <= 4, "{} of 400 found another's", taken.len() - right);
}
