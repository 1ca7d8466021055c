//! The command line: arguments, environment, standard output, exit codes. They are here and nowhere else.

mod args;
mod build;
mod check;
mod clock;
mod completions;
mod diff;
mod explain;
mod export;
mod fill;
mod guide;
mod import;
mod import_document;
mod init;
mod language;
mod lsp;
mod man;
mod fix;
mod new;
mod console;
mod progress;
mod schema;
mod serve;
mod signals;
mod status;
mod trend;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;

use crate::diagnostic::{Bilingual, Diagnostic, Language, Severity};
use crate::lint::fix::FixedFile;
use crate::lint::report::text;
use crate::msg;
use crate::read::load::{self, Loaded};
use crate::read::workspace::WorldError;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Nothing at error level.
    Clean,
    /// Findings at error level.
    Findings,
    /// The command could not do its work.
    Failed,
}

/// Runs the program with these arguments, the program's name first.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let language = language::before_loading(&arguments);
    let result = completions::answer(&arguments).unwrap_or_else(|| commanded(arguments, language));
    progress::end();
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // Whoever closed the pipe has read enough.
        Err(error) if console::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            console::error(language, &format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Runs the command that the arguments name.
fn commanded(arguments: Vec<OsString>, language: Language) -> anyhow::Result<Outcome> {
    match args::read(arguments, language) {
        args::Read::Run { command, jobs } => {
            signals::watch();
            progress::watch(language);
            threads(jobs);
            run_command(*command)
        }
        args::Read::Shown(outcome) => Ok(outcome),
    }
}

/// Makes the threads that files are read with, as many as are asked for and the system gives; where it gives none, this one
/// does everything.
///
/// They are made before they are handed over: a pool that lacks a thread while it is built is none, and another cannot be
/// built in its place.
fn threads(jobs: Option<usize>) {
    let set = || std::env::var("RAYON_NUM_THREADS").ok().and_then(|number| number.parse().ok());
    let wanted = jobs
        .or_else(set)
        .filter(|number| *number > 0)
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let mut waiting = Vec::new();
    for _ in 0..wanted {
        let (hand_over, wait) = mpsc::channel::<rayon::ThreadBuilder>();
        let thread = move || wait.recv().map_or((), rayon::ThreadBuilder::run);
        match std::thread::Builder::new().spawn(thread) {
            Ok(_) => waiting.push(hand_over),
            Err(_) => break,
        }
    }
    let pool = rayon::ThreadPoolBuilder::new();
    let made = match waiting.len() {
        0 => pool.num_threads(1).use_current_thread().build_global(),
        count => {
            let start = move |thread| {
                let sent = waiting.pop().map(|waiting| waiting.send(thread).is_ok());
                if sent == Some(true) { Ok(()) } else { Err(std::io::ErrorKind::NotFound.into()) }
            };
            pool.num_threads(count).spawn_handler(start).build_global()
        }
    };
    // Where somebody has made threads already, those are taken.
    drop(made);
}

fn run_command(command: args::Command) -> anyhow::Result<Outcome> {
    match command {
        args::Command::Build(options) if options.watches => build::run(&options),
        args::Command::Build(options) => among_readers(|| build::run(&options)),
        args::Command::Check(options) => among_readers(|| check::run(&options)),
        args::Command::Completions(options) => completions::run(&options),
        args::Command::Diff(options) => diff::run(&options),
        args::Command::Explain(options) => explain::run(&options),
        args::Command::Export(options) => export::run(&options),
        args::Command::Fill(options) => fill::run(&options),
        args::Command::Guide(options) => guide::run(&options),
        args::Command::Import(options) => import::run(&options),
        args::Command::Init(options) => init::run(&options),
        args::Command::Lsp(options) => lsp::run(&options),
        args::Command::Man(options) => man::run(&options),
        args::Command::New(options) => new::run(&options),
        args::Command::Schema(options) => schema::run(&options),
        args::Command::Serve(options) => serve::run(&options),
        args::Command::Status(options) => status::run(&options),
        args::Command::Trend(options) => trend::run(&options),
    }
}

/// Runs a command on one of the threads that files are read with. What these have given back of memory is their own, and what
/// is done between reading and printing would take as much anew.
fn among_readers(command: impl FnOnce() -> anyhow::Result<Outcome> + Send) -> anyhow::Result<Outcome> {
    rayon::scope(|_| command())
}

/// The outcome of these findings; with `strict` a warning counts as an error.
fn outcome<'f>(findings: impl IntoIterator<Item = &'f Diagnostic>, strict: Strict) -> Outcome {
    let least = match strict {
        Strict::Warnings => Severity::Warning,
        Strict::Errors => Severity::Error,
    };
    if findings.into_iter().any(|finding| finding.level >= least) { Outcome::Findings } else { Outcome::Clean }
}

/// Takes what came of loading, and from then on speaks the workspace's language; `None` where nothing was loaded, which is
/// said.
fn told(loaded: Result<Loaded, WorldError>, wanted: Option<Language>, language: &mut Language) -> Option<Loaded> {
    match loaded {
        Ok(loaded) => {
            *language = language::choose(wanted, loaded.resolved.settings.language);
            progress::speak(*language);
            Some(loaded)
        }
        Err(error) => {
            console::error(*language, console::world(&error).get(*language));
            None
        }
    }
}

/// Loads what a path means, and takes it as [`told_usable`] does.
fn usable(path: Option<&Path>, wanted: Option<Language>, language: &mut Language) -> Option<Loaded> {
    told_usable(load::load(path, None), wanted, language)
}

/// As [`told`], but not where vp.yaml has errors: whoever would act on what it does not say is told of them.
fn told_usable(
    loaded: Result<Loaded, WorldError>,
    wanted: Option<Language>,
    language: &mut Language,
) -> Option<Loaded> {
    let loaded = told(loaded, wanted, language)?;
    if loaded.is_stopped {
        say_findings(&loaded, *language);
        console::error(*language, SETTINGS_WRONG.get(*language));
        return None;
    }
    Some(loaded)
}

/// Why nothing is done where vp.yaml has errors.
const SETTINGS_WRONG: Bilingual = Bilingual::fixed(
    "vp.yaml har fel, så inget gjordes: rätta dem först",
    "vp.yaml has errors, so nothing was done: fix them first",
);

/// Writes what reading found to standard error.
fn say_findings(loaded: &Loaded, language: Language) {
    let findings = crate::lint::check::check_over(loaded, Default::default(), crate::print::render::findings(loaded));
    console::note(&text::write(&findings, &loaded.sources, language, console::STYLE));
    console::note(&format!("{}\n", text::summary(&findings, language)));
}

/// Shows what would change in a file, as a patch on standard output.
fn show_changes(file: &FixedFile, language: Language) -> anyhow::Result<Outcome> {
    let diff = crate::lint::fix::diff::write(file);
    console::exactly(&diff.text)?;
    let shown = &file.shown;
    if diff.left_out > 0 {
        let words = msg!(
            "{shown}: ändringar intill ett personnummer visas inte",
            "{shown}: changes near a personal identity number are not shown",
        );
        console::note(&format!("{}\n", words.get(language)));
    }
    Ok(Outcome::Findings)
}

/// The paths that a command was given; none means the workspace around the current folder.
fn asked(paths: &[PathBuf]) -> Vec<Option<&Path>> {
    if paths.is_empty() { vec![None] } else { paths.iter().map(|path| Some(path.as_path())).collect() }
}

/// From which level on findings set the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strict {
    /// Errors alone.
    Errors,
    /// Warnings too.
    Warnings,
}
