//! What checks and builds of very many plans cost, as whole programs: the table of docs/scale.md.
//!
//! `cargo bench --bench scale -- 1000 4000` writes workspaces of so many units, each with a plan and its three follow-ups of
//! usual length, checks and builds each with one thread, and tells the time of the processor and the memory. Without
//! numbers it takes 250 and 500 units. With `--plans` no unit has follow-ups. `cargo bench --bench scale -- --check` fails where
//! a unit more takes more memory than it may. It asks Linux what it has counted, and measures nothing elsewhere.

#![expect(clippy::disallowed_methods, reason = "a benchmark asks the system what it has counted")]

mod generate;

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Units where none are named.
const UNITS: [usize; 2] = [250, 500];

/// Units of the check: so few that all texts are in memory.
const UNITS_OF_CHECK: [usize; 2] = [250, 750];

/// How much memory a unit more may take in a build, in bytes, with its plan, three follow-ups and their texts, which are a third.
const MOST_OF_A_UNIT: u64 = 460_000;

/// Units of a board.
const UNITS_PER_BOARD: usize = 50;

/// What Linux counts the time of processors in, each second.
const TICKS: f64 = 100.0;

/// How often a running program is asked for its memory.
const PAUSE: Duration = Duration::from_millis(10);

/// What a program has cost.
struct Cost {
    /// Seconds of the processor, for the program and for the system.
    seconds: f64,
    /// The most memory that it had, in bytes.
    memory: u64,
}

/// The time of the processor that all programs ended so far have taken; none where it is not counted.
fn ended() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, which may hold anything, ends with the last parenthesis.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(13)? + ticks(14)?) / TICKS)
}

/// The most memory that a running program has had.
fn memory(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

/// Runs `vp`, and tells what it cost; none where that is not counted.
fn run(arguments: &[&OsStr]) -> Option<Cost> {
    let before = ended()?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_vp"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let mut most = 0;
    while child.try_wait().ok()?.is_none() {
        most = most.max(memory(child.id()).unwrap_or(0));
        sleep(PAUSE);
    }
    Some(Cost { seconds: ended()? - before, memory: most })
}

/// What was measured of a workspace.
struct Measured {
    files: usize,
    bytes: u64,
    check: Cost,
    build: Cost,
}

/// Checks and builds a workspace of so many units; none where nothing is counted.
fn measure(units: usize, follow_ups: bool) -> Option<Measured> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let size = generate::Size { units, units_per_board: UNITS_PER_BOARD, years: 1, scale: 1.0, follow_ups };
    let (files, bytes) = generate::write(folder.path(), &size).expect("the workspace is written");
    let out = folder.path().join("ut");
    let folder: &Path = folder.path();
    let of = |words: &[&'static str]| {
        let mut arguments: Vec<&OsStr> = words.iter().map(OsStr::new).collect();
        arguments.extend([OsStr::new("--jobs"), OsStr::new("1"), folder.as_os_str()]);
        if words.first() == Some(&"build") {
            arguments.extend([OsStr::new("--out"), out.as_os_str()]);
        }
        run(&arguments)
    };
    Some(Measured { files, bytes, check: of(&["check"])?, build: of(&["build", "--format", "html"])? })
}

/// Fails where a unit more takes too much memory.
#[expect(clippy::print_stdout, reason = "the benchmark says what it found")]
fn check() -> ExitCode {
    let [few, many] = UNITS_OF_CHECK;
    let (Some(of_few), Some(of_many)) = (measure(few, true), measure(many, true)) else {
        println!("this system does not tell what a program costs");
        return ExitCode::SUCCESS;
    };
    let grows = of_many.build.memory.saturating_sub(of_few.build.memory) / (many - few) as u64;
    println!("a unit takes {grows} bytes of memory; {MOST_OF_A_UNIT} are allowed");
    if grows > MOST_OF_A_UNIT { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

#[expect(clippy::print_stdout, reason = "the benchmark says what it found")]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let has = |word: &str| arguments.iter().any(|argument| argument == word);
    if has("--check") {
        return check();
    }
    let named: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    println!("| units | files | MB | check | MB of memory | build of HTML | MB of memory |");
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for units in if named.is_empty() { UNITS.to_vec() } else { named } {
        let Some(Measured { files, bytes, check, build }) = measure(units, !has("--plans")) else {
            println!("this system does not tell what a program costs");
            return ExitCode::SUCCESS;
        };
        println!(
            "| {units} | {files} | {} | {:.1} s | {} | {:.1} s | {} |",
            bytes / 1_000_000,
            check.seconds,
            check.memory / 1_000_000,
            build.seconds,
            build.memory / 1_000_000,
        );
    }
    ExitCode::SUCCESS
}
