//! Files with the same mistake many times over: what they cost must grow no faster than they do.
//!
//! `cargo bench --bench shapes` checks each shape at a size and at four times that size, from the file to the findings with
//! their fingerprints and the report as text. Four times the input is to take at most five times as long.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use vp::diagnostic::Language;
use vp::lint::check;
use vp::lint::fingerprint;
use vp::lint::report::text::write;
use vp::read::load;
use vp::terminal::Style;

const HEAD: &str = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {kommun: K, nämnd: N, enhet: Enheten}\n";
const SENTENCE: &str =
    "Alla barn och unga har goda och jämlika uppväxtvillkor och kan utvecklas i en trygg och rik miljö";

/// A shape: its name, its size, and its files at a size.
type Shape = (&'static str, usize, fn(usize) -> Vec<(&'static str, String)>);

const SHAPES: &[Shape] = &[
    ("unknown keys in a block", 20_000, |size| plan(lines(size, |at| format!("okänd{at}: x\n")))),
    ("unknown keys on one line", 20_000, |size| {
        plan(format!("ekonomi: {{{}}}\n", lines(size, |at| format!("okänd{at}: x, "))))
    }),
    ("misspelt keys in a block", 20_000, |size| plan(lines(size, |at| format!("inledningg{at}: x\n")))),
    ("unknown till", 1_500, |size| {
        let own = lines(size, |at| format!("    - {{titel: Mål {at}, till: {}x}}\n", id(at)));
        plan(format!("mål:\n  nämndmål:\n{}  enhetsmål:\n{own}", goals(size)))
    }),
    ("unknown omfattar", 1_500, |size| {
        let named = lines(size, |at| format!("{}x, ", id(at)));
        let above = HEAD.replace(", enhet: Enheten", "");
        vec![
            ("above.yaml", format!("{above}mål:\n  nämndmål:\n{}", goals(size))),
            ("plan.yaml", format!("{HEAD}bygger_på: above.yaml\nomfattar: [{named}]\n")),
        ]
    }),
    ("unknown ids in a follow-up", 1_500, |size| {
        let rows = lines(size, |at| format!("  {}x: {{bedömning: helt}}\n", id(at)));
        vec![
            ("plan.yaml", format!("{HEAD}mål:\n  nämndmål:\n{}", goals(size))),
            ("t1.yaml", format!("vp: 1\ndokument: tertialrapport\nperiod: T1\nmål:\n{rows}")),
        ]
    }),
    ("two long ids", 100_000, |size| {
        let id = "a".repeat(size);
        plan(format!(
            "mål:\n  nämndmål:\n    - {{id: {id}, titel: A}}\n  enhetsmål:\n    - {{titel: B, till: b{id}}}\n"
        ))
    }),
    ("long titles in place of ids", 1_500, |size| {
        let above = lines(size, |at| format!("    - titel: {SENTENCE} {at}\n"));
        let own = lines(size, |at| format!("    - {{titel: Mål {at}, till: {SENTENCE} {at}x}}\n"));
        plan(format!("mål:\n  nämndmål:\n{above}  enhetsmål:\n{own}"))
    }),
];

fn plan(rest: String) -> Vec<(&'static str, String)> {
    vec![("plan.yaml", format!("{HEAD}{rest}"))]
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

fn id(at: usize) -> String {
    format!("nämndens-mål-om-stöd-{at}")
}

fn goals(count: usize) -> String {
    lines(count, |at| format!("    - {{id: {}, titel: Nämndmål {at}}}\n", id(at)))
}

/// Everything that `vp check` does but printing.
fn findings(folder: &Path) -> usize {
    let loaded = load::load(Some(folder), None).expect("the files are there");
    let findings = check::check(&loaded);
    let names = fingerprint::of(&findings, &loaded.sources);
    black_box(write(&findings, &loaded.sources, Language::Swedish, Style::Plain));
    names.len()
}

fn shapes(criterion: &mut Criterion) {
    for (name, size, files) in SHAPES {
        let mut group = criterion.benchmark_group(*name);
        group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
        for size in [*size, 4 * size] {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let mut bytes = 0;
            for (path, text) in files(size) {
                bytes += text.len() as u64;
                #[expect(clippy::disallowed_methods, reason = "the benchmark writes its own input")]
                std::fs::write(folder.path().join(path), text).expect("the file is written");
            }
            group.throughput(Throughput::Bytes(bytes));
            group.bench_function(BenchmarkId::from_parameter(size), |bencher| bencher.iter(|| findings(folder.path())));
        }
        group.finish();
    }
}

criterion_group!(benches, shapes);
criterion_main!(benches);
