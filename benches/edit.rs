//! One text of a loaded workspace is changed, and all is loaded and checked anew, as an editor does at each change.
//!
//! `cargo bench --bench edit` changes a unit's plan, a board's and the city's in turn. A unit's is to take at most 100 ms among
//! 1,000 plans. Beside it stands the same without anything that was kept. `VP_BENCH_UNITS` sets the number of unit plans.

mod generate;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use vp::lint::check::check;
use vp::lint::check::memory::Memory;
use vp::read::load::{Workspace, load};

/// The plans that are changed, by how deep they lie.
const CHANGED: [(&str, usize); 3] = [("the city's plan", 3), ("a board's plan", 4), ("a unit's plan", 5)];

fn edits(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let units = std::env::var("VP_BENCH_UNITS").ok().and_then(|number| number.parse().ok()).unwrap_or(1000);
    let size = generate::Size { units, units_per_board: 20, years: 1, scale: 1.0, follow_ups: false };
    generate::write(folder.path(), &size).expect("the workspace is written");
    let mut group = criterion.benchmark_group(format!("{units} plans, one text changed"));
    group.sample_size(20).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(10));
    for (name, depth) in CHANGED {
        let path = plan(folder.path(), depth);
        let (mut workspace, mut memory) = (Workspace::default(), Memory::default());
        let mut check_anew = |text: &str| {
            workspace.files.set_unsaved(&path, text);
            let loaded = workspace.load(Some(folder.path()), None).expect("the workspace is there");
            memory.check(&loaded).len()
        };
        #[expect(clippy::disallowed_methods, reason = "the benchmark changes what it wrote itself")]
        let text = std::fs::read_to_string(&path).expect("the plan is there");
        let texts = [text.clone(), format!("{text}# ändrad\n"), text.replacen("titel: ", "titel: Ny ", 1)];
        let found = texts.each_ref().map(|text| check_anew(text));
        let mut at = 0;
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                at = (at + 1) % texts.len();
                assert_eq!(black_box(check_anew(&texts[at])), found[at]);
            });
        });
    }
    group.bench_function("anew", |bencher| {
        bencher.iter(|| {
            let loaded = load(Some(folder.path()), None).expect("the workspace is there");
            black_box(check(&loaded)).len()
        });
    });
    group.finish();
}

/// A plan that lies so many folders deep.
fn plan(root: &Path, depth: usize) -> PathBuf {
    let files = walkdir::WalkDir::new(root).min_depth(depth).max_depth(depth).sort_by_file_name();
    let mut plans = files.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    plans.next().expect("there is a plan of every rank").into_path()
}

criterion_group!(benches, edits);
criterion_main!(benches);
