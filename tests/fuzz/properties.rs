//! What holds of every workspace, whatever is in its files.
//!
//! - Nothing panics, and no run is longer than the harness waits.
//! - Every finding stands at a place of its file, between whole signs, and each report of findings is the same again.
//! - No report shows a personal identity number that VP0904 knows.
//! - Pages are whole: from their first line to their last, without scripts.
//! - `--fix` a second time changes nothing.
//! - A plan compared with itself is the same, but where something is there twice.
//! - The program writes nowhere but in its output folder, and its exit code is 0, 1 or 2.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Once;

use jiff::civil::date;
use vp::compare::diff::pairs::{Candidate, pairs};
use vp::compare::diff::{Options, Side};
use vp::compare::words;
use vp::diagnostic::{Diagnostic, Language, Severity, Sink};
use vp::drafts::forms::{Form, Request, plans};
use vp::drafts::next_year;
use vp::identity;
use vp::lint::check::check;
use vp::lint::fingerprint;
use vp::lint::fix::{self, Finding, fix};
use vp::lint::report::{self, Report};
use vp::print::render::{self, Printer};
use vp::print::templates::{self, Templates};
use vp::read::files::{FileTree, Files};
use vp::read::load::{Loaded, Workspace};
use vp::source::Sources;
use vp::status::{self, Status};
use vp::terminal::Style;

use crate::case::Case;

/// How much of the program a run goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Depth {
    /// Reading, joining, checking, and the report as text.
    Check,
    /// Everything but the command line.
    All,
    /// The program itself too.
    Program,
}

impl Depth {
    /// That of a run.
    pub(crate) fn of(number: u64) -> Depth {
        match number {
            _ if number % 1000 == 999 => Depth::Program,
            _ if number % 8 == 7 => Depth::All,
            _ => Depth::Check,
        }
    }
}

type Outcome = Result<(), String>;

/// Fails with these words where something does not hold.
macro_rules! holds {
    ($condition:expr, $($words:tt)*) => {
        if !$condition {
            return Err(format!($($words)*));
        }
    };
}

/// What workspaces are gone through with, one after another.
pub(crate) struct Bench {
    /// The built-in templates, which are compiled once.
    built_in: Templates,
    /// A workspace that others are compared with.
    base: Loaded,
}

/// The rules for things that are there twice.
const TWICE: &[&str] = &["VP0114", "VP0303", "VP0304"];

/// The workspace that others are compared with, from the repository's folder.
const BASE: &str = "examples/fixed/VP0309";

thread_local! {
    /// Where the last panic was.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

static HOOK: Once = Once::new();

impl Bench {
    pub(crate) fn new() -> Bench {
        HOOK.call_once(|| {
            std::panic::set_hook(Box::new(|info| {
                PANIC.with(|panic| *panic.borrow_mut() = info.to_string());
            }));
        });
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join(BASE);
        Bench {
            base: Workspace::default().load_any(Some(&base), None).expect("the example is there"),
            built_in: Templates::load(
                &vp::plan_format::parts::settings::built_in(),
                None,
                &Sources::default(),
                &mut Sink::default(),
            ),
        }
    }

    /// Whether everything holds of a workspace.
    pub(crate) fn run(&self, case: &Case, depth: Depth) -> Outcome {
        let numbers = numbers_of(case);
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            self.go_through(&files_of(case), &numbers, depth)?;
            if depth == Depth::Program { program(case) } else { Ok(()) }
        }));
        outcome.unwrap_or_else(|_| Err(PANIC.with(|panic| panic.borrow().clone())))
    }

    fn go_through(&self, files: &Files, numbers: &[String], depth: Depth) -> Outcome {
        let Some(loaded) = load(files) else { return Ok(()) };
        let findings = check(&loaded);
        sound(&findings, &loaded)?;
        let words = told(&findings, &loaded);
        unmasked(numbers, "the text report", &words)?;
        if depth == Depth::Check {
            return Ok(());
        }
        let again = load(files).ok_or("it cannot be loaded again")?;
        holds!(words == told(&check(&again), &again), "two runs differ");
        self.pages(&loaded)?;
        // What has the id of another cannot be told from it, and of two plans that are one neither can be chosen.
        let is_twice = |finding: &Diagnostic| TWICE.contains(&finding.rule.code);
        let is_same = compared(&again, &loaded, &self.built_in)?;
        holds!(is_same || findings.iter().any(is_twice), "plans differ from themselves");
        compared(&self.base, &loaded, &self.built_in)?;
        compared(&loaded, &self.base, &self.built_in)?;
        self.drafts(&loaded)?;
        let status = Status::of(&loaded, date(2025, 9, 1));
        drop(status::json::write(&status));
        unmasked(
            numbers,
            "the status",
            &status::text::write(&status, status::text::Extent::Folded, Language::English, Style::Plain),
        )?;
        reported(numbers, findings, loaded)?;
        fixed_twice(files, numbers)
    }

    /// Every page in every format, with the workspace's own templates where it has some.
    fn pages(&self, loaded: &Loaded) -> Outcome {
        let own = loaded
            .root
            .as_ref()
            .is_some_and(|root| loaded.door.files().is_there(&root.join(&loaded.resolved.settings.templates)));
        let own = own.then(|| templates::own::of(loaded).0);
        let templates = own.as_ref().unwrap_or(&self.built_in);
        let printer = Printer::new(loaded, templates);
        for document in 0..loaded.resolved.documents.len() {
            let view = render::view(loaded, templates, document);
            let pages = printer.pages(render::FORMATS, view, None, "plan");
            for (page, format) in pages.into_iter().zip(render::FORMATS) {
                // A template of the workspace's own may do anything.
                let Ok(page) = page else {
                    holds!(own.is_some(), "a built-in template fails");
                    continue;
                };
                if format.name == "html" && own.is_none() {
                    let (text, start) = (page.text().unwrap_or_default(), "<!DOCTYPE html>\n");
                    holds!(text.starts_with(start) && text.ends_with("</html>\n"), "a page is not whole");
                    holds!(!text.contains("<script"), "a page has a script");
                    let count = |words: &str| text.matches(words).count();
                    holds!(count("<table") == count("</table>"), "a page has half a table");
                    holds!(count("<main") == 1 && count("</main>") == 1, "a page has {} main parts", count("<main"));
                }
            }
        }
        Ok(())
    }

    /// Next year's plans, and the forms of every occasion.
    fn drafts(&self, loaded: &Loaded) -> Outcome {
        let to = Path::new(ROOT).join("next/plan.yaml");
        for file in &loaded.files {
            let Some(number) = file.document else { continue };
            let document = &loaded.resolved.documents[number];
            let Some(year) = document.year.as_ref().filter(|_| document.is_plan()).map(|year| year.value) else {
                continue;
            };
            let last = next_year::LastYear {
                new: year.saturating_add(1),
                begins: (1, 1),
                outcome: &|_| None,
                status: &|_| None,
            };
            let wish = next_year::Request { loaded, document: number, from: &file.path, to: &to, last };
            drop(next_year::plan(&wish));
        }
        for plan in plans::candidates(loaded, 2025).into_iter().take(2) {
            for occasion in 0..loaded.resolved.settings.steering.occasions.len().min(3) {
                let language = Language::Swedish;
                let wish = Request { loaded, plan, occasion, who: None, without_others: false, language };
                if let Ok(form) = Form::new(wish) {
                    drop(form.yaml());
                    holds!(form.page(&self.built_in).is_ok(), "a form cannot be printed");
                }
            }
        }
        Ok(())
    }
}

/// Where a workspace lies among its files.
const ROOT: &str = "/ws";

/// The files of a workspace, in memory: most runs take less time than writing them would.
fn files_of(case: &Case) -> Files {
    let mut tree = FileTree::default();
    tree.put_folder(Path::new(ROOT));
    for (path, bytes) in &case.files {
        tree.put(&Path::new(ROOT).join(path), bytes.as_slice());
    }
    Files::of_tree(tree)
}

fn load(files: &Files) -> Option<Loaded> {
    Workspace::of(files.clone()).load_any(Some(Path::new(ROOT)), None).ok()
}

/// What is fixed is fixed once.
fn fixed_twice(files: &Files, numbers: &[String]) -> Outcome {
    let finding =
        Finding { find: &check, is_wanted: &|findings: &[Diagnostic], _: &Loaded| vec![true; findings.len()] };
    let mut workspace = Workspace::of(files.clone());
    let Ok(first) = fix(Some(Path::new(ROOT)), &mut workspace, &finding) else { return Ok(()) };
    for file in &first.files {
        unmasked(numbers, "the patch", &fix::diff::write(file).text)?;
    }
    if first.left.is_empty() && !first.files.is_empty() {
        let second = fix(Some(Path::new(ROOT)), &mut workspace, &finding).map_err(|_| "it cannot be loaded again")?;
        holds!(second.files.is_empty(), "a second time something else is fixed: {:?}", second.files);
    }
    Ok(())
}

/// The program itself: whatever it does, it does in its output folder, and says so by its exit code.
fn program(case: &Case) -> Outcome {
    let folder = tempfile::tempdir().map_err(|error| format!("there is no temporary folder: {error}"))?;
    let root = folder.path().join("ws");
    std::fs::create_dir(&root).map_err(|error| error.to_string())?;
    case.write(&root);
    let before = files_below(folder.path());
    for arguments in [&["build", "-o", "../out"][..], &["check", "-f", "json"], &["status"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vp"));
        let output = command.args(arguments).current_dir(&root).env("VP_LANG", "en").output();
        let output = output.map_err(|error| format!("the program does not start: {error}"))?;
        let code = output.status.code();
        holds!(matches!(code, Some(0..=2)), "{arguments:?} ends with {code:?}");
        holds!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{arguments:?} panics");
    }
    let mut after = files_below(folder.path());
    after.retain(|path, _| !path.starts_with("out"));
    holds!(before == after, "something is written outside the output folder");
    Ok(())
}

fn files_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = walk.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("a walk stays below its start").to_path_buf();
            (path, std::fs::read(entry.path()).unwrap_or_default())
        })
        .collect()
}

fn sound(findings: &[Diagnostic], loaded: &Loaded) -> Outcome {
    for finding in findings {
        let others = finding.others.iter().map(|other| other.span);
        let fix = finding.fix.iter().map(|fix| fix.span);
        for span in std::iter::once(finding.span).chain(others).chain(fix) {
            let source = loaded.sources.get(span.source);
            let place = source.text.get(span.start as usize..span.end as usize);
            holds!(place.is_some(), "{}: {span:?} is no place: {}", finding.rule.code, finding.message.en);
        }
    }
    Ok(())
}

fn told(findings: &[Diagnostic], loaded: &Loaded) -> String {
    report::text::write(findings, &loaded.sources, Language::Swedish, Style::Plain)
}

/// The personal identity numbers in the files and their names, those of one line. What a report cuts off can look like
/// another.
fn numbers_of(case: &Case) -> Vec<String> {
    let texts = case.files.iter().flat_map(|(path, bytes)| [path.clone(), String::from_utf8_lossy(bytes).into_owned()]);
    let mut numbers: Vec<String> = texts
        .flat_map(|text| {
            let found = identity::numbers(&text, 2025);
            found.into_iter().map(|at| text[at.start..at.end].to_owned()).collect::<Vec<_>>()
        })
        .filter(|number| !number.contains('\n'))
        .collect();
    numbers.sort();
    numbers.dedup();
    numbers
}

/// No report shows a number.
fn unmasked(numbers: &[String], what: &str, words: &str) -> Outcome {
    if numbers.is_empty() {
        return Ok(());
    }
    for line in words.lines() {
        let found = identity::numbers(line, 2025);
        let shown =
            found.iter().map(|at| &line[at.start..at.end]).find(|shown| numbers.iter().any(|known| known == shown));
        holds!(shown.is_none(), "{what} shows {shown:?}");
    }
    Ok(())
}

/// The findings in every format and in both languages.
fn reported(numbers: &[String], findings: Vec<Diagnostic>, loaded: Loaded) -> Outcome {
    let names = fingerprint::of(&findings, &loaded.sources);
    let mut report = Report::new(Language::English, Severity::Error, Style::Plain, Path::new("/"));
    let files = loaded.files.iter().map(|file| file.source).collect();
    report.add(
        findings.into_iter().zip(names.into_iter().map(Some)).collect(),
        std::sync::Arc::clone(&loaded.sources),
        files,
        Language::English,
    );
    for format in report::FORMATS {
        let words = report::write(format, &report);
        unmasked(numbers, format.name, &words)?;
    }
    Ok(())
}

/// Compares the plans of two workspaces, in every format; whether they are the same.
fn compared(old: &Loaded, new: &Loaded, templates: &Templates) -> Result<bool, String> {
    fn candidates(loaded: &Loaded) -> Vec<Candidate<'_>> {
        let (files, resolved, sources) = (&loaded.files, &loaded.resolved, &*loaded.sources);
        let plans = files.iter().filter_map(|file| {
            let plan = file.document.filter(|number| resolved.documents[*number].is_plan())?;
            let path = sources.get(file.source).path.clone();
            let place = Path::new(&path).strip_prefix(loaded.root.as_deref()?).ok()?.display().to_string();
            Some(Candidate { side: Side { resolved, sources, plan }, path, place: Some(place) })
        });
        plans.collect()
    }
    let (old, new, sources) = (candidates(old), candidates(new), &new.sources);
    let options = Options { show_text: true, ..Options::default() };
    let compared = pairs(&old, &new).compare(("A".to_owned(), "B".to_owned()), &old, &new, options);
    for format in words::FORMATS {
        let options = words::Options { language: Language::Swedish, show_text: true, style: Style::Plain, ways: &[] };
        holds!(words::write(format, &compared, options, templates, sources).is_ok(), "{} fails", format.name);
    }
    Ok(words::is_same(&compared))
}
