//! The comparison of two years, stage by stage.
//!
//! `cargo bench --bench diff` loads two years of 1,000 units (`VP_BENCH_UNITS` sets another number) and compares them:
//! `load and compare` is to take at most twice as long as `load`, on one thread and on two. It takes some 1.4 times as
//! long; with the words of every rewritten text told apart, as `vp diff --text` asks, nearly three times.
//! Then it matches 2,000 goals of one plan, every one with a new title. Three titles in four have one of five beginnings, so
//! that most goals hang together in one problem; with `threshold 20` every one hangs with most others.

mod generate;

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use vp::compare::diff::pairs::{Candidate, pairs};
use vp::compare::diff::{Comparison, Options, Side, assignment, likeness};
use vp::read::load::{self, Loaded};

const GOALS: usize = 2000;

fn retitled(criterion: &mut Criterion) {
    let (old, new) = generate::titles::retitled(GOALS);
    let old: Vec<&str> = old.iter().map(String::as_str).collect();
    let new: Vec<&str> = new.iter().map(|(_, title)| title.as_str()).collect();
    let mut group = criterion.benchmark_group(format!("match {GOALS} retitled goals in one plan"));
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(5));
    for threshold in [Options::default().likeness, 20] {
        let named = |stage| BenchmarkId::new(stage, format!("threshold {threshold}"));
        let pairs = likeness::candidates(&old, &new, threshold);
        group.bench_function(named("candidates"), |bencher| {
            bencher.iter(|| likeness::candidates(&old, &new, threshold));
        });
        group.bench_function(named("assignment"), |bencher| bencher.iter(|| assignment::best(&pairs)));
    }
    group.finish();
}

/// The plans of a year.
fn candidates(loaded: &Loaded, year: i16) -> Vec<Candidate<'_>> {
    let (files, resolved, sources) = (&loaded.files, &loaded.resolved, &*loaded.sources);
    let plans = files.iter().filter_map(|file| {
        let document = &resolved.documents[file.document?];
        let is_meant = document.is_plan() && document.year.as_ref().is_some_and(|written| written.value == year);
        is_meant.then_some(Candidate {
            side: Side { resolved, sources, plan: file.document? },
            path: sources.get(file.source).path.clone(),
            place: None,
        })
    });
    plans.collect()
}

fn compare(loaded: &Loaded, options: Options) -> Comparison {
    let (old, new) = (candidates(loaded, 2024), candidates(loaded, 2025));
    let names = ("2024".to_owned(), "2025".to_owned());
    pairs(&old, &new).compare(names, &old, &new, options)
}

fn load(root: &Path) -> Loaded {
    load::load(Some(root), None).expect("the workspace is there")
}

/// Two years of a whole workspace.
fn years(criterion: &mut Criterion) {
    let units = std::env::var("VP_BENCH_UNITS").ok().and_then(|number| number.parse().ok()).unwrap_or(1000);
    for follow_ups in [false, true] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let size = generate::Size { units, units_per_board: 20, years: 2, scale: 1.0, follow_ups };
        generate::write(folder.path(), &size).expect("the workspace is written");
        let with = if follow_ups { " with three follow-ups each" } else { "" };
        for threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a thread pool");
            let name = format!("two years of {units} plans{with}, {threads} threads");
            let mut group = criterion.benchmark_group(name);
            group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(10));
            let run = |work: &(dyn Fn() + Sync)| pool.install(work);
            group.bench_function("load", |bencher| {
                bencher.iter(|| run(&|| drop(black_box(load(folder.path())))));
            });
            let loaded = load(folder.path());
            let count = compare(&loaded, Options::default()).plans.len();
            assert_eq!(count, 1 + units.div_ceil(20) + units, "every plan has one beside it");
            for (stage, show_text) in [("compare", false), ("compare with words", true)] {
                let options = Options { show_text, ..Options::default() };
                group.bench_function(stage, |bencher| {
                    bencher.iter(|| run(&|| drop(black_box(compare(&loaded, options)))));
                });
            }
            drop(loaded);
            for (stage, show_text) in [("load and compare", false), ("load and compare with words", true)] {
                let options = Options { show_text, ..Options::default() };
                group.bench_function(stage, |bencher| {
                    bencher.iter(|| run(&|| drop(black_box(compare(&load(folder.path()), options)))));
                });
            }
            group.finish();
        }
    }
}

criterion_group!(benches, years, retitled);
criterion_main!(benches);
