//! Files made of real ones go through the whole program: nothing panics, every place is sound, every finding has its
//! place, and the same file is read the same way again.

mod files;
mod known;
mod two_ways;

use std::path::{Path, PathBuf};

use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseResult, TestRunner};
use vp::diagnostic::{Diagnostic, Language, Severity, Sink};
use vp::lint::check::check;
use vp::lint::fix::{Finding, edits, fix};
use vp::lint::report::{FORMATS, Report, text};
use vp::print::templates::Templates;
use vp::read::load::{self, Loaded};
use vp::source::{Source, Sources, Span};
use vp::status::Status;
use vp::syntax::yaml::{self, Kind, Node};
use vp::terminal::Style;

use self::files::{CONTRIBUTION, FOLLOW_UP, Made, PLAN, Real, SETTINGS, TEXT, made_of};
use crate::next_year::renewed;
use crate::property::cases;
use crate::scene::is_sound;
use crate::workspace::Workspace;

/// A workspace in which one file is another each time. What is made is never written: it stands in the file's place.
struct Bench {
    scene: Workspace,
    root: PathBuf,
    file: PathBuf,
}

impl Bench {
    fn new(files: &[(&str, &str)], changing: &str) -> Bench {
        let scene = files.iter().fold(Workspace::new(), |scene, (path, text)| scene.file(path, text));
        let root = scene.path("").canonicalize().expect("the folder is there");
        let file = root.join(changing);
        assert!(file.is_file(), "{changing} is one of the files");
        Bench { scene, root, file }
    }

    /// Every made file goes through; a failure is told with the smallest file that fails.
    fn try_all(&self, number: u32, own: &'static str) {
        let real = Real::of_repository();
        let outcome = TestRunner::new(cases(number)).run(&made_of(own, &real), |made| self.try_one(&made));
        if let Err(failure) = outcome {
            panic!("{failure}");
        }
    }

    fn try_one(&self, made: &Made) -> TestCaseResult {
        if self.file.extension().is_some_and(|extension| extension == "yaml") {
            read(&made.text)?;
        }
        let mut workspace = load::Workspace::default();
        workspace.files.set_unsaved(&self.file, made.text.as_str());
        let Some(loaded) = self.load(&mut workspace) else { return Ok(()) };
        known::is_sound(&loaded)?;
        let findings = check(&loaded);
        findings_are_sound(&findings, &loaded.sources)?;
        let report = text::write(&findings, &loaded.sources, Language::Swedish, Style::Plain);
        for finding in &findings {
            let source = loaded.sources.get(finding.span.source);
            let line = source.position(finding.span.start).line;
            prop_assert!(line <= source.line_count());
            let place = format!("{}:{line}:", source.path);
            // Of fifty and more of one sort not all are told.
            prop_assert!(findings.len() > 50 || report.contains(&place), "no {place} in {report}");
        }
        if made.is_tried_wholly {
            self.try_the_rest(&mut workspace, loaded, findings)?;
        }
        Ok(())
    }

    /// What is in the folder; nothing where the settings name another folder for the plans.
    fn load(&self, workspace: &mut load::Workspace) -> Option<Loaded> {
        workspace.load_any(Some(&self.root), None).ok()
    }

    /// Everything else that a command does with what was read.
    fn try_the_rest(
        &self,
        workspace: &mut load::Workspace,
        loaded: Loaded,
        findings: Vec<Diagnostic>,
    ) -> TestCaseResult {
        let again = self.load(workspace).expect("it was loaded before");
        let found_again = check(&again);
        let told = |findings: &[Diagnostic], loaded: &Loaded| {
            [Language::Swedish, Language::English]
                .map(|language| text::write(findings, &loaded.sources, language, Style::Coloured))
        };
        prop_assert_eq!(told(&findings, &loaded), told(&found_again, &again));
        print(&again);
        self.renew(&loaded);
        let status = Status::of(&loaded, date(2025, 9, 1));
        prop_assert_eq!(format!("{status:?}"), format!("{:?}", Status::of(&again, date(2025, 9, 1))));
        report(findings, loaded);
        let finding =
            Finding { find: &check, is_wanted: &|findings: &[Diagnostic], _: &Loaded| vec![true; findings.len()] };
        let Ok(fixed) = fix(Some(&self.root), workspace, &finding) else { return Ok(()) };
        let loaded = self.load(workspace).expect("it was fixed");
        findings_are_sound(&check(&loaded), &loaded.sources)?;
        if fixed.left.is_empty() {
            let again = fix(Some(&self.root), workspace, &finding).expect("the folder is there");
            prop_assert!(again.files.is_empty(), "a second time nothing is fixed: {:?}", again.files);
        }
        Ok(())
    }

    /// Next year's plan of each that can have one.
    fn renew(&self, loaded: &Loaded) {
        for file in &loaded.files {
            let document = file.document.map(|number| &loaded.resolved.documents[number]);
            let year = document.and_then(|document| document.year.as_ref()).map(|year| year.value);
            if let (Some(document), Some(year)) = (document, year)
                && document.is_plan()
            {
                let to = self.scene.path("nästa/plan.yaml");
                drop(renewed(loaded, &file.path, &to, year.saturating_add(1), &|_| None, &|_| None));
            }
        }
    }
}

/// The tree of a text: every node within its text and within the one around it, one after another.
fn read(text: &str) -> TestCaseResult {
    let sources = Sources::default();
    let id = sources.add(Source::new("plan.yaml", text));
    // Line ends are as a file's when it is read.
    let source = sources.get(id);
    let text = source.text.as_str();
    let mut sink = Sink::default();
    let tree = yaml::read(text, id, &mut sink);
    findings_are_sound(&sink.into_vec(), &sources)?;
    if let Some(root) = &tree.root {
        nodes_are_sound(root, text)?;
    }
    let directives = tree.directives.iter().map(|(start, end)| Span { source: id, start: *start, end: *end });
    for span in directives {
        prop_assert!(is_sound(&sources, span), "{span:?}");
    }
    Ok(())
}

fn nodes_are_sound(node: &Node, text: &str) -> TestCaseResult {
    let (start, end) = (node.start as usize, node.end as usize);
    prop_assert!(text.get(start..end).is_some(), "{start}..{end} is not a place");
    let below: Vec<&Node> = match &node.kind {
        Kind::Empty | Kind::Scalar { .. } => Vec::new(),
        Kind::List(items) => items.iter().collect(),
        Kind::Map(entries) => entries.iter().flat_map(|entry| [&entry.key, &entry.value]).collect(),
    };
    let mut from = node.start;
    for below in below {
        prop_assert!(below.start >= from, "{} begins before {from}, where the one before it ends", below.start);
        prop_assert!(below.end <= node.end, "{} ends after {}, where what is around it ends", below.end, node.end);
        from = below.end;
        nodes_are_sound(below, text)?;
    }
    Ok(())
}

/// Every place is one, and every fix can be made.
fn findings_are_sound(findings: &[Diagnostic], sources: &Sources) -> TestCaseResult {
    for finding in findings {
        let others = finding.others.iter().map(|other| other.span);
        let fix = finding.fix.iter().map(|fix| fix.span);
        for span in std::iter::once(finding.span).chain(others).chain(fix) {
            prop_assert!(is_sound(sources, span), "{}: {span:?}: {}", finding.rule.code, finding.message.en);
        }
        if let Some((_, number)) = finding.message.en.split_once("(U+") {
            // What is said of a figure stands at the whole figure.
            let words = sources.slice(finding.span);
            let mut points = words.chars().map(|character| format!("{:04X})", u32::from(character)));
            prop_assert!(points.any(|point| point == number), "U+{number} is not in {:?}", &*words);
        }
        if let Some(fix) = &finding.fix {
            let edit = edits::Edit { range: fix.span.start as usize..fix.span.end as usize, text: fix.text.clone() };
            prop_assert_eq!(edits::apply(&sources.get(fix.span.source).text, &[edit]).1, 1);
        }
    }
    Ok(())
}

/// Every page in every format. A page may be refused, but not stop the program.
fn print(loaded: &Loaded) {
    let templates = Templates::load(&loaded.resolved.settings, None, &loaded.sources, &mut Sink::default());
    let printer = vp::print::render::Printer::new(loaded, &templates);
    for number in 0..loaded.resolved.documents.len() {
        let view = vp::print::render::view(loaded, &templates, number);
        let pages = printer.pages(vp::print::render::FORMATS, view, None, "plan");
        for (page, format) in pages.into_iter().zip(vp::print::render::FORMATS) {
            if let Ok(page) = page
                && format.name == "json"
                && let Err(wrong) = crate::data::valid(page.text().unwrap_or_default())
            {
                panic!("{wrong}");
            }
        }
    }
}

/// The findings in every format.
fn report(findings: Vec<Diagnostic>, loaded: Loaded) {
    let names = vp::lint::fingerprint::of(&findings, &loaded.sources);
    let mut report = Report::new(Language::English, Severity::Error, Style::Plain, Path::new("/"));
    let files = loaded.files.iter().map(|file| file.source).collect();
    report.add(
        findings.into_iter().zip(names.into_iter().map(Some)).collect(),
        std::sync::Arc::clone(&loaded.sources),
        files,
        Language::English,
    );
    for format in FORMATS {
        vp::lint::report::write(format, &report);
    }
}

const PICTURE: (&str, &str) = ("karta.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
const PLAN_AND_TEXT: &[(&str, &str)] = &[("plan.yaml", PLAN), ("arbetssätt.md", TEXT), PICTURE];
const PLAN_AND_REPORT: &[(&str, &str)] =
    &[("plan.yaml", PLAN), ("arbetssätt.md", "Så gör vi."), ("t2.yaml", FOLLOW_UP)];
const CONTRIBUTION_ALONE: &[(&str, &str)] = &[("bidrag.yaml", CONTRIBUTION)];
const SETTINGS_AND_PLAN: &[(&str, &str)] =
    &[("vp.yaml", SETTINGS), ("plans/plan.yaml", PLAN), ("plans/arbetssätt.md", "Så gör vi.")];

#[test]
fn a_plan() {
    Bench::new(PLAN_AND_TEXT, "plan.yaml").try_all(300, PLAN);
}

#[test]
fn a_text_of_a_plan() {
    Bench::new(PLAN_AND_TEXT, "arbetssätt.md").try_all(100, TEXT);
}

#[test]
fn a_report_on_a_plan() {
    Bench::new(PLAN_AND_REPORT, "t2.yaml").try_all(150, FOLLOW_UP);
}

#[test]
fn a_plan_that_is_reported_on() {
    Bench::new(PLAN_AND_REPORT, "plan.yaml").try_all(100, PLAN);
}

#[test]
fn a_contribution() {
    Bench::new(CONTRIBUTION_ALONE, "bidrag.yaml").try_all(100, CONTRIBUTION);
}

#[test]
fn the_settings() {
    Bench::new(SETTINGS_AND_PLAN, "vp.yaml").try_all(100, SETTINGS);
}

/// What these files are made of is sound: a slip in it would hide the slips that are put in.
#[test]
fn the_files_that_others_are_made_of_are_read() {
    for (files, changing) in [
        (PLAN_AND_TEXT, "plan.yaml"),
        (PLAN_AND_REPORT, "t2.yaml"),
        (CONTRIBUTION_ALONE, "bidrag.yaml"),
        (SETTINGS_AND_PLAN, "vp.yaml"),
    ] {
        let loaded = Bench::new(files, changing).load(&mut load::Workspace::default()).expect("the folder is there");
        assert!(loaded.files.iter().all(|file| file.document.is_some()), "{:?}", loaded.findings);
        let told: Vec<String> = check(&loaded)
            .iter()
            .filter(|found| found.level == Severity::Error)
            .map(|found| format!("{} {}", found.rule.code, found.message.en))
            .collect();
        assert_eq!(told, Vec::<String>::new(), "{changing}");
    }
}
