//! The pages of the whole: how large they are where a thousand units in twenty boards have reported three times, and how
//! what they cost grows.
//!
//! `cargo bench --bench whole` measures the pages that are of no single document, and the list of all documents, for 250,
//! 500 and 1000 units. `cargo bench --bench whole -- --check` fails where a page is too large to open at once, or where
//! twice the units cost more than twice as much, with what other programs do to the processor meanwhile allowed for.

mod generate;
mod processor;

use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group};
use vp::diagnostic::Language;
use vp::print::index::{self, Listed};
use vp::print::render::FORMATS;
use vp::print::site::{Content, Site};
use vp::print::templates;
use vp::read::load::{self, Loaded};

use self::processor::{busy, check_or_measure};

/// How many units there are, each twice the one before.
const UNITS: [usize; 3] = [250, 500, 1000];

/// Boards, whatever the number of units.
const BOARDS: usize = 20;

/// Most bytes of the list of all documents.
const LARGEST_INDEX: usize = 600_000;

/// Most bytes of any other page of the whole: an indicator that a thousand report stands in two tables.
const LARGEST_PAGE: usize = 1_000_000;

/// Most times as much for twice the units: twice, and a quarter for what else the processor does.
const MOST: f64 = 2.5;

/// How many runs of each size the least is taken of.
const ROUNDS: usize = 5;

/// A workspace of so many units in a folder of its own.
fn laid_out(units: usize) -> (tempfile::TempDir, Loaded) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let size = generate::Size { units, units_per_board: units / BOARDS, years: 1, scale: 0.1, follow_ups: true };
    generate::write(folder.path(), &size).expect("the workspace is written");
    let loaded = load(folder.path());
    (folder, loaded)
}

fn load(root: &Path) -> Loaded {
    load::load(Some(root), None).expect("the workspace is there")
}

/// The name and size of every page of the whole; the list of all documents comes first.
fn pages(loaded: &Loaded) -> Vec<(String, usize)> {
    let (templates, _) = templates::own::of(loaded);
    let html = FORMATS.iter().copied().find(|format| format.name == "html").expect("there is HTML");
    let formats = [html];
    let site = Site::new(loaded, &templates, &formats);
    let files: Vec<_> = Site::sources(loaded).collect();
    let entries = site.entries(&files, &[], |_| true, Language::Swedish);
    let listed = Listed { entries: &entries, pages: site.pages().all(), findings: false };
    let list = index::page(listed, &templates, &loaded.sources, Language::Swedish).expect("the list is written");
    let of_site = site.pages().all().iter().flat_map(|page| site.page_files(page).expect("the page is written"));
    let sizes = of_site.map(|file| match file.content {
        Content::Page(bytes) => (file.path, bytes.len()),
        Content::Picture(_) => (file.path, 0),
    });
    std::iter::once(("index.html".to_owned(), list.len())).chain(sizes).collect()
}

fn whole(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pages of the whole");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(5));
    for units in UNITS {
        let (_folder, loaded) = laid_out(units);
        group.bench_function(BenchmarkId::from_parameter(units), |bencher| bencher.iter(|| pages(&loaded)));
    }
    group.finish();
}

/// The least of several runs from the files to the pages: nothing makes a run quicker than it is.
fn least(folder: &Path) -> Duration {
    let run = || {
        let before = busy();
        black_box(pages(&load(folder)));
        busy() - before
    };
    (0..ROUNDS).map(|_| run()).min().unwrap_or_default()
}

/// Tells how large the pages are and how what they cost grows; fails where either is too much.
#[expect(clippy::print_stdout, reason = "the benchmark says what it found")]
fn check_all() -> ExitCode {
    let mut faults = 0;
    let mut before: Option<Duration> = None;
    for units in UNITS {
        let (folder, loaded) = laid_out(units);
        let pages = pages(&loaded);
        drop(loaded);
        let list = pages.first().map_or(0, |(_, size)| *size);
        let (name, largest) = pages.iter().skip(1).max_by_key(|(_, size)| *size).cloned().unwrap_or_default();
        let time = least(folder.path());
        let ratio = before.map(|before| time.as_secs_f64() / before.as_secs_f64());
        let is_fault = list > LARGEST_INDEX || largest > LARGEST_PAGE || ratio.is_some_and(|ratio| ratio > MOST);
        faults += usize::from(is_fault);
        let growth = ratio.map_or_else(String::new, |ratio| format!(", x{ratio:.2}"));
        println!(
            "{units:5} units: list {} kB, largest page {name} {} kB of {}, {} ms{growth}{}",
            list / 1000,
            largest / 1000,
            pages.len(),
            time.as_millis(),
            if is_fault { "  too much" } else { "" },
        );
        before = Some(time);
    }
    println!(
        "at most {} kB a page, and {MOST} times as much for twice the units: {faults} faults",
        LARGEST_PAGE / 1000
    );
    if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

criterion_group!(benches, whole);

fn main() -> ExitCode {
    check_or_measure(check_all, benches)
}
