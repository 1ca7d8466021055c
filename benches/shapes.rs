//! Files with the same mistake many times over: what they cost must grow no faster than they do.
//!
//! `cargo bench --bench shapes` checks each shape at a size and at four times that size, from the file to the findings with
//! their fingerprints and the report as text, or to the comparison with another plan of that shape. Four times the input is
//! to take at most five times as long.
//!
//! `cargo bench --bench shapes -- --check` looks at just that, in less than a minute, and fails where it is not so. It
//! counts the processor's time, not the clock's, and takes the least of several runs of both sizes that take turns, so
//! that a busy machine makes it slower and not wrong.

mod processor;

use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group};
use vp::compare::diff::pairs::{Candidate, pairs};
use vp::compare::diff::{Options, Side};
use vp::diagnostic::Language;
use vp::lint::check;
use vp::lint::fingerprint;
use vp::lint::report::text::write;
use vp::read::load;
use vp::terminal::Style;

use self::processor::{busy, check_or_measure};

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
    ("identity numbers on one line", 4_000, |size| plan(format!("inledning: {}\n", "121212-1212 ".repeat(size)))),
    ("years of a series", 2_000, |size| {
        let years = lines(size, |at| format!("{}: {at}, ", 1000 + at));
        plan(format!(
            "mål:\n  enhetsmål:\n    - titel: A\n      indikatorer:\n        - {{namn: M, serie: {{{years}}}}}\n"
        ))
    }),
    ("exceptions", 5_000, |size| plan(lines(size, |at| format!("# vp: tillåt VP0603 skäl {at}\nokänd{at}: x\n")))),
    ("exceptions above one line", 5_000, |size| {
        plan(lines(size, |at| format!("# vp: tillåt VP0103 skäl {at}\n")) + "okänd: x\n")
    }),
    ("exceptions for a text of many lines", 2_000, |size| {
        let text = lines(size, |_| "  {{ utfall okänd }}\n".to_owned());
        plan(lines(size, |at| format!("# vp: tillåt VP0311 skäl {at}\n")) + "inledning: |\n" + &text)
    }),
    ("a chain of plans", 300, |size| {
        let names: &'static [String] = Vec::leak((0..=4 * size).map(|at| format!("p{at}.yaml")).collect());
        let one = |at: usize| (names[at].as_str(), format!("{HEAD}bygger_på: p{}.yaml\n", at + 1));
        (0..size).map(one).chain([(names[size].as_str(), HEAD.to_owned())]).collect()
    }),
    ("a report twice", 1_500, |size| {
        let rows = lines(size, |at| format!("  {}: {{bedömning: helt}}\n", id(at)));
        let report = format!("vp: 1\ndokument: tertialrapport\nperiod: T1\nplan: plan.yaml\nmål:\n{rows}");
        vec![
            ("plan.yaml", format!("{HEAD}mål:\n  nämndmål:\n{}", goals(size))),
            ("t1.yaml", report.clone()),
            ("t1-b.yaml", report),
        ]
    }),
    ("indicators of a report", 1_500, |size| {
        let own =
            lines(size, |at| format!("        - {{id: m{at}, namn: Mått {at}, årsmål: 1, periodicitet: Tertial}}\n"));
        let rows = lines(size, |at| format!("  m{at}: {{utfall: 1}}\n"));
        vec![
            ("plan.yaml", format!("{HEAD}mål:\n  enhetsmål:\n    - titel: A\n      indikatorer:\n{own}")),
            ("t1.yaml", format!("vp: 1\ndokument: tertialrapport\nperiod: T1\nplan: plan.yaml\nindikatorer:\n{rows}")),
        ]
    }),
    ("compared: goals of one title", 1_000, |size| {
        plan(format!("mål:\n  enhetsmål:\n{}", lines(size, |_| format!("    - titel: {SENTENCE}\n"))))
    }),
    ("compared: goals of like titles", 1_000, |size| {
        plan(format!("mål:\n  enhetsmål:\n{}", lines(size, |at| format!("    - titel: Delmål {at}\n"))))
    }),
    ("compared: indicators", 1_000, |size| {
        let own = lines(size, |at| format!("        - {{namn: Mått {at}, årsmål: {at}}}\n"));
        plan(format!("mål:\n  enhetsmål:\n    - titel: A\n      indikatorer:\n{own}"))
    }),
    ("compared: activities", 1_000, |size| {
        let own = lines(size, |at| format!("        - {{namn: Arbete {at}, start: 2026-01-01, slut: 2026-02-01}}\n"));
        plan(format!("mål:\n  enhetsmål:\n    - titel: A\n      aktiviteter:\n{own}"))
    }),
    ("compared: budget rows", 1_000, |size| {
        let rows = lines(size, |at| format!("      - {{namn: Rad {at}, netto: {at}}}\n"));
        plan(format!("ekonomi:\n  budget:\n    belopp_i: tkr\n    rader:\n{rows}"))
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

/// The plan compared with itself, as another year's would be.
fn comparison(folder: &Path) -> usize {
    let loaded = load::load(Some(folder), None).expect("the files are there");
    let (resolved, sources) = (&loaded.resolved, &*loaded.sources);
    let plan =
        || vec![Candidate { side: Side { resolved, sources, plan: 0 }, path: "plan.yaml".to_owned(), place: None }];
    let (old, new) = (plan(), plan());
    let names = ("2025".to_owned(), "2026".to_owned());
    black_box(pairs(&old, &new).compare(names, &old, &new, Options::default())).plans.len()
}

/// What is done with a shape.
fn work(name: &str) -> fn(&Path) -> usize {
    if name.starts_with("compared: ") { comparison } else { findings }
}

/// The files of a shape in a folder of their own, and how many bytes they have.
fn laid_out(files: Vec<(&str, String)>) -> (tempfile::TempDir, u64) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut bytes = 0;
    for (path, text) in files {
        bytes += text.len() as u64;
        #[expect(clippy::disallowed_methods, reason = "the benchmark writes its own input")]
        std::fs::write(folder.path().join(path), text).expect("the file is written");
    }
    (folder, bytes)
}

fn shapes(criterion: &mut Criterion) {
    for (name, size, files) in SHAPES {
        let mut group = criterion.benchmark_group(*name);
        group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
        for size in [*size, 4 * size] {
            let (folder, bytes) = laid_out(files(size));
            group.throughput(Throughput::Bytes(bytes));
            group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
                bencher.iter(|| work(name)(folder.path()));
            });
        }
        group.finish();
    }
}

/// Most times as long for four times the input.
const MOST: f64 = 5.0;

/// What is allowed above that for what other programs do to the processor's memory meanwhile. A square gives sixteen.
const ALLOWED: f64 = 1.2;

/// How many runs of both sizes there are before a shape is found to be too slow.
const ROUNDS: usize = 8;

/// How many times as long four times the input takes: the least of each, as nothing makes a run quicker than it is.
fn ratio(name: &str, size: usize, files: fn(usize) -> Vec<(&'static str, String)>) -> (f64, Duration) {
    let (one, _) = laid_out(files(size));
    let (four, _) = laid_out(files(4 * size));
    let time = |folder: &Path| {
        let before = busy();
        black_box(work(name)(folder));
        busy() - before
    };
    let (mut least, mut least_of_four) = (Duration::MAX, Duration::MAX);
    for round in 0..ROUNDS {
        // The small size is quick, and of few runs the least is not yet steady.
        for _ in 0..3 {
            least = least.min(time(one.path()));
        }
        least_of_four = least_of_four.min(time(four.path()));
        if round > 0 && least_of_four.as_secs_f64() <= MOST * least.as_secs_f64() {
            break;
        }
    }
    (least_of_four.as_secs_f64() / least.as_secs_f64(), least_of_four)
}

/// Tells how each shape grows, and fails where one grows too much.
#[expect(clippy::print_stdout, reason = "the benchmark says what it found")]
fn check_all() -> ExitCode {
    let mut too_slow = 0;
    for (name, size, files) in SHAPES {
        let (ratio, time) = ratio(name, *size, *files);
        let is_too_slow = ratio > MOST * ALLOWED;
        too_slow += usize::from(is_too_slow);
        let words = if is_too_slow { "  too slow" } else { "" };
        println!("{name:32} x{ratio:<5.2} ({} ms){words}", time.as_millis());
    }
    println!("four times the input is to take at most {MOST} times as long: {too_slow} shapes take longer");
    if too_slow == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

criterion_group!(benches, shapes);

fn main() -> ExitCode {
    check_or_measure(check_all, benches)
}
