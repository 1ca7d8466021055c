//! The comparison of two years, stage by stage.
//!
//! `cargo bench --bench diff` matches 2,000 goals of one plan, every one with a new title. Three titles in four have one of
//! five beginnings, so that most goals hang together in one problem; with `threshold 20` every one hangs with most others.

mod generate;

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use vp::diff::{Options, assignment, likeness};

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

criterion_group!(benches, retitled);
criterion_main!(benches);
