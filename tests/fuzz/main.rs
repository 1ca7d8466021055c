//! Files that nobody would write, made of those in the repository, through everything that the program does with files.
//!
//! ```sh
//! cargo test --test fuzz                                   # a few hundred, the same each time
//! VP_FUZZ=4711x100000 cargo test --release --test fuzz     # so many from the seed 4711
//! VP_FUZZ=4711x60s cargo test --release --test fuzz        # as many as a minute has room for
//! VP_FUZZ_CASE=folder cargo test --test fuzz               # the files of a folder, as they are
//! ```
//!
//! A run is one made workspace. Every run reads, joins, checks and reports; of eight one also goes through every format
//! of findings, pages and comparisons, `--fix` twice, next year's plans, the forms and the status; of a thousand one
//! also through the program itself, in a folder beside which nothing may change. What holds of each stands in
//! [`properties`]. What fails is made as small as it can be and printed with the words that repeat it; it is then laid
//! into tests/fuzz/found, whose files every run begins with.
#![expect(clippy::disallowed_methods, reason = "the harness makes its own files")]
#![expect(clippy::print_stderr, clippy::print_stdout, reason = "the harness says what it found")]

mod case;
mod mutation;
#[path = "../suite/pieces.rs"]
mod pieces;
mod properties;
mod random;
mod smaller;

use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use self::case::Case;
use self::properties::Bench;
use self::random::Random;

/// How many runs there are where nobody asks for another number, and from which seed.
const FEW: (u64, u64) = (2025, 400);

/// No run may take longer than this, in a program with all its checks on a machine with much else to do.
const LONGEST: Duration = Duration::from_secs(120);

/// How many runs are made.
enum Asked {
    Runs(u64),
    Seconds(u64),
}

fn main() -> ExitCode {
    // A test runner's own arguments have no meaning here, but for a list of its tests.
    if std::env::args().any(|argument| argument == "--list") {
        println!("made_files_go_through: test");
        return ExitCode::SUCCESS;
    }
    if let Ok(folder) = std::env::var("VP_FUZZ_CASE") {
        let outcome = Bench::new().run(&Case::of_folder(Path::new(&folder)), properties::Depth::All);
        println!("{outcome:?}");
        return if outcome.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let (seed, asked) = match std::env::var("VP_FUZZ") {
        Ok(words) => read(&words).unwrap_or_else(|| panic!("VP_FUZZ={words} should be SEEDxRUNS or SEEDxSECONDSs")),
        Err(_) => (FEW.0, Asked::Runs(FEW.1)),
    };
    // One thread: the same seed gives the same runs, and each has the whole of one processor.
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("there is a thread to be had");
    one.install(|| run(seed, &asked))
}

fn read(words: &str) -> Option<(u64, Asked)> {
    let (seed, number) = words.split_once('x')?;
    let asked = match number.strip_suffix('s') {
        Some(seconds) => Asked::Seconds(seconds.parse().ok()?),
        None => Asked::Runs(number.parse().ok()?),
    };
    Some((seed.parse().ok()?, asked))
}

fn run(seed: u64, asked: &Asked) -> ExitCode {
    let start = Instant::now();
    let real = case::of_repository();
    let bench = Bench::new();
    let watch = Watch::new();
    for case in case::found() {
        watch.begins(0, &case);
        if let Err(words) = bench.run(&case, properties::Depth::All) {
            eprintln!("{}: {words}", case.name);
            return ExitCode::FAILURE;
        }
    }
    let mut number = 0;
    let mut deep = 0;
    loop {
        match asked {
            Asked::Runs(runs) if number >= *runs => break,
            Asked::Seconds(seconds) if start.elapsed() >= Duration::from_secs(*seconds) => break,
            _ => {}
        }
        let mut random = Random::new(seed, number);
        let case = mutation::made(&real, &mut random);
        let depth = properties::Depth::of(number);
        deep += u64::from(depth != properties::Depth::Check);
        watch.begins(number, &case);
        if let Err(words) = bench.run(&case, depth) {
            let small = smaller::smallest(&case, |case| bench.run(case, depth).is_err());
            let words = bench.run(&small, depth).err().unwrap_or(words);
            eprintln!("run {number} of the seed {seed} fails: {words}\n\n{small}");
            if let Ok(folder) = std::env::var("VP_FUZZ_KEEP") {
                small.write(&Path::new(&folder).join(format!("{seed}-{number}")));
                number += 1;
                continue;
            }
            return ExitCode::FAILURE;
        }
        number += 1;
        if number % 100_000 == 0 {
            eprintln!("{number} runs, {deep} of them through everything, {} s", start.elapsed().as_secs());
        }
    }
    watch.ends();
    println!("{number} runs from the seed {seed}, {deep} of them through everything: nothing found");
    ExitCode::SUCCESS
}

/// Tells and stops where a run does not end.
struct Watch {
    current: Arc<Mutex<Option<(u64, Case)>>>,
    count: Arc<AtomicU64>,
}

impl Watch {
    fn new() -> Watch {
        let watch = Watch { current: Arc::default(), count: Arc::default() };
        let (current, count) = (Arc::clone(&watch.current), Arc::clone(&watch.count));
        std::thread::spawn(move || {
            loop {
                let before = count.load(Ordering::Relaxed);
                std::thread::sleep(LONGEST);
                let current = current.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some((number, case)) = current.as_ref().filter(|_| count.load(Ordering::Relaxed) == before) {
                    eprintln!("run {number} takes longer than {LONGEST:?}\n\n{case}");
                    std::process::abort();
                }
            }
        });
        watch
    }

    fn begins(&self, number: u64, case: &Case) {
        self.count.fetch_add(1, Ordering::Relaxed);
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = Some((number, case.clone()));
    }

    fn ends(&self) {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
