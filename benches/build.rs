//! The whole build and each of its stages, over generated workspaces, on one thread and on all.
//!
//! `cargo bench` prints each stage beside reading the YAML into the located tree alone (`tree`), which is the measure:
//! machines are noisy, so only ratios within one run mean anything. The whole of `vp check` with every rule on, from the
//! files to the findings, is to take at most one and a half times `read and tree`. `VP_BENCH_UNITS` sets the number of unit plans.

mod generate;

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use vp::diagnostic::{Severity, Sink};
use vp::lint::check;
use vp::lint::fingerprint;
use vp::lint::rules;
use vp::print::render;
use vp::print::site::{Content, Site, SiteFile};
use vp::print::templates;
use vp::read::load::{self, Loaded};
use vp::source::{Source, Sources};
use vp::syntax::yaml;

fn units() -> usize {
    std::env::var("VP_BENCH_UNITS").ok().and_then(|number| number.parse().ok()).unwrap_or(1000)
}

/// Every stage over one workspace, on as many threads as `threads` says.
fn stages(criterion: &mut Criterion, threads: usize, follow_ups: bool) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let size = generate::Size { units: units(), units_per_board: 20, years: 1, scale: 1.0, follow_ups };
    let (_, bytes) = generate::write(folder.path(), &size).expect("the workspace is written");
    let texts = texts(folder.path());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a thread pool");
    let with = if follow_ups { " with three follow-ups each" } else { "" };
    let mut group = criterion.benchmark_group(format!("{} plans{with}, {threads} threads", size.units));
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(10));
    group.throughput(Throughput::Bytes(bytes));
    if threads == 1 {
        group.bench_function("tree", |bencher| bencher.iter(|| trees(&texts)));
        group.bench_function("read and tree", |bencher| bencher.iter(|| read_trees(folder.path())));
    }
    let loaded = load(folder.path());
    group.bench_function("load", |bencher| bencher.iter(|| pool.install(|| load(folder.path()))));
    group.bench_function("check", |bencher| bencher.iter(|| pool.install(|| check::check(&loaded))));
    group.bench_function("load and check, every rule on", |bencher| {
        bencher.iter(|| pool.install(|| check_every_rule(folder.path())));
    });
    for format in render::FORMATS {
        group.bench_function(BenchmarkId::new("pages", format.name), |bencher| {
            bencher.iter(|| pool.install(|| pages(&loaded, &[format])));
        });
    }
    group.bench_function("build", |bencher| bencher.iter(|| pool.install(|| build(folder.path()))));
    group.finish();
}

fn texts(root: &Path) -> Vec<String> {
    let loaded = load(root);
    loaded.files.iter().map(|file| loaded.sources.get(file.source).text.clone()).collect()
}

/// Reads every text into the located tree alone.
fn trees(texts: &[String]) -> usize {
    let sources = Sources::default();
    let id = sources.add(Source::new("plan.yaml", ""));
    let mut sink = Sink::default();
    texts.iter().filter(|text| black_box(yaml::read(text, id, &mut sink)).root.is_some()).count()
}

/// Reads every file of the workspace from the disk into the located tree alone.
fn read_trees(root: &Path) -> usize {
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().filter_map(Result::ok);
    let sources = Sources::default();
    let mut sink = Sink::default();
    let trees = files.filter(|entry| entry.file_type().is_file()).map(|entry| {
        #[expect(clippy::disallowed_methods, reason = "the benchmark measures what reading alone costs")]
        let text = std::fs::read_to_string(entry.path()).expect("the file is there");
        let id = sources.add(Source::new("plan.yaml", text));
        black_box(yaml::read(&sources.get(id).text, id, &mut sink)).root.is_some()
    });
    trees.filter(|has_root| *has_root).count()
}

/// Everything that `vp check` does but writing the report, with the rules that are off by themselves on, and with limits.
fn check_every_rule(root: &Path) -> usize {
    let mut loaded = load(root);
    let limits = &mut loaded.resolved.joined_mut().expect("nobody else has it").settings.limits;
    (limits.goals, limits.result, limits.answer) = (Some(10), Some(rust_decimal::Decimal::new(1, 2)), Some(500));
    let off = rules::all().into_iter().map(|entry| entry.rule).filter(|rule| rule.level == Severity::Off);
    let on: Vec<_> = off.map(|rule| (rule, Severity::Info)).collect();
    let findings = check::check_over(&loaded, check::Over { levels: &on, today: None }, Vec::new());
    fingerprint::of(&findings, &loaded.sources).len()
}

fn load(root: &Path) -> Loaded {
    load::load(Some(root), None).expect("the workspace is there")
}

/// Everything that `vp build` does but writing the files.
fn build(path: &Path) -> usize {
    let loaded = load(path);
    let (templates, broken) = templates::own::of(&loaded);
    let site = Site::new(&loaded, &templates, render::FORMATS);
    let files: Vec<_> = Site::sources(&loaded).collect();
    let size = |file: SiteFile| match file.content {
        Content::Page(bytes) => bytes.len(),
        Content::Picture(_) => 0,
    };
    let check = check::Check::new(&loaded, check::Over::default());
    let built = site.build(check, broken, &files, |_, files| files.into_iter().map(size).sum::<usize>());
    black_box(built.findings);
    built.documents.into_iter().map(|(_, size)| size).sum()
}

/// Renders every document and drops each page before the next, as the build does.
fn pages(loaded: &Loaded, formats: &[&'static render::Format]) -> usize {
    use rayon::prelude::*;
    let (templates, _) = templates::own::of(loaded);
    let printer = render::Printer::new(loaded, &templates);
    (0..loaded.resolved.documents.len())
        .into_par_iter()
        .map(|document| {
            let view = render::view(loaded, &templates, document);
            let pages = printer.pages(formats, view, None, "plan");
            pages.into_iter().flatten().map(|page| page.bytes.len()).sum::<usize>()
        })
        .sum()
}

/// One plan from its file to its pages.
fn one_plan(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("plan.yaml");
    #[expect(clippy::disallowed_methods, reason = "the benchmark writes its own input")]
    std::fs::write(&path, generate::self_contained(70_000)).expect("the plan is written");
    criterion.bench_function("one plan, file to pages", |bencher| bencher.iter(|| build(&path)));
}

fn all(criterion: &mut Criterion) {
    stages(criterion, 1, false);
    stages(criterion, 2, false);
    stages(criterion, 1, true);
    one_plan(criterion);
}

criterion_group!(benches, all);
criterion_main!(benches);
