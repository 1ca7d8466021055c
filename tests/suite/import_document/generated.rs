//! Whatever plan, report or contribution is made up: what `vp` prints of it is read again as what prints the same page.

mod made;

use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{TestCaseResult, TestRunner};
use vp::diagnostic::{Language, Sink};
use vp::import::document::Imported;
use vp::import::document::beside;
use vp::import::document::known::Known;
use vp::import::document::matching::Matching;
use vp::import::document::recogniser::Asked;
use vp::import::document::written::words::{self, OwnModel};
use vp::import::document::written::{File, Wish};
use vp::import::document::{self, read_printed};
use vp::model::Settings;
use vp::plan_format::parts::settings::{built_in, of_text};
use vp::print::render::{self, Printer};
use vp::print::templates::{self, Templates};
use vp::read::load::{self, Loaded};
use vp::source::Sources;

use self::made::{Made, Sort};
use crate::property::cases;
use crate::workspace::Workspace;

/// The page of a file in a format.
fn page(loaded: &Loaded, templates: &Templates, name: &str, format: &str) -> Vec<u8> {
    let file = loaded
        .files
        .iter()
        .find(|file| file.path.ends_with(name))
        .unwrap_or_else(|| panic!("{name} is among the files"));
    let document = file.document.unwrap_or_else(|| panic!("{name} can be read: {:?}", loaded.findings));
    let view = render::view(loaded, templates, document);
    let format = render::find(format).expect("the format is there");
    let mut pages = Printer::new(loaded, templates).pages(&[format], view, None, "sida");
    pages.remove(0).expect("the page is printed").bytes
}

/// What a page becomes in a model.
fn imported(extension: &str, bytes: &[u8], settings: &Settings, templates: &Templates) -> Imported {
    let known = Known::new(&settings.steering, &templates.labels);
    let read = document::read(extension, bytes, &known).expect("the page is read");
    let wish = Wish { language: Language::Swedish, splits: false, plan: None };
    document::import(read, &known, Asked::default(), wish, &|_| Matching::default())
}

/// What a page becomes where nobody knows the model that it was printed in, with the settings that are written beside it.
fn as_of_others(extension: &str, bytes: &[u8]) -> (Imported, Option<File>) {
    let load = |settings: &Settings| Templates::load(settings, None, &Sources::default(), &mut Sink::default());
    let mut settings = built_in();
    let mut page = imported(extension, bytes, &settings, &load(&settings));
    let mut own = OwnModel { levels: page.recognised.own_levels.clone(), words: Vec::new() };
    if !own.levels.is_empty() {
        let file = words::settings(&own, Language::Swedish);
        settings = of_text(&String::from_utf8(file.bytes).expect("it is text")).expect("it is a model");
        page = imported(extension, bytes, &settings, &load(&settings));
    }
    own.words.clone_from(&page.recognised.own_words);
    let file = (!own.is_empty()).then(|| words::settings(&own, Language::Swedish));
    (page, file)
}

fn try_one(made: &Made, format: &str) -> TestCaseResult {
    let before = Workspace::with(made.files.clone());
    let loaded = load::load(Some(&before.path(made.printed)), None).expect("the workspace is there");
    let templates = templates::own::of(&loaded).0;
    let (name, extension) = (made.printed, if format == "markdown" { "md" } else { format });
    let bytes = page(&loaded, &templates, name, format);
    let settings = &loaded.resolved.settings;
    let is_of_others = made.files.iter().any(|(path, _)| path == "vp.yaml");
    let (imported, settings) = match is_of_others {
        false => (imported(extension, &bytes, settings, &templates), None),
        true => as_of_others(extension, &bytes),
    };
    let after = imported
        .files
        .iter()
        .chain(&settings)
        .filter(|file| !file.path.starts_with("inte-forstatt"))
        .fold(Workspace::new(), |workspace, file| workspace.file(&file.path, &file.bytes));
    let again = load::load(Some(&after.path(name)), None).expect("the workspace is there");
    let templates_after = templates::own::of(&again).0;
    let texts = || {
        let files = imported
            .files
            .iter()
            .chain(&settings)
            .filter(|file| file.path.ends_with(".yaml") || file.path.ends_with(".md"));
        files.map(|file| format!("--- {}\n{}", file.path, String::from_utf8_lossy(&file.bytes))).collect::<String>()
    };
    let printed = |bytes: &[u8]| read_printed(&String::from_utf8_lossy(bytes));
    let left = &imported.recognised.left;
    prop_assert!(left.is_empty(), "{left:?} were not understood of {:#?}\n{}", made.files, texts());
    let original = printed(&page(&loaded, &templates, name, "markdown"));
    let result = printed(&page(&again, &templates_after, name, "markdown"));
    let (shown, measure) = beside::page("", &original, &result, Language::English);
    let differs: Vec<&str> = shown.lines().filter(|line| line.contains("<del>") || line.contains("<ins>")).collect();
    prop_assert!(
        measure.same == measure.lines && differs.is_empty(),
        "as {format}: {} of {} lines:\n{}\nof {}\n{}",
        measure.same,
        measure.lines,
        differs.join("\n"),
        made.files.iter().map(|(path, text)| format!("--- {path}\n{text}")).collect::<String>(),
        texts()
    );
    Ok(())
}

/// Every made-up document of a sort goes round.
fn round(make: fn(Sort, Vec<u16>) -> Made, sort: Sort, format: &str, number: u32) {
    let choices = proptest::collection::vec(any::<u16>(), 0..400);
    let tried = TestRunner::new(cases(number)).run(&choices, |choices| try_one(&make(sort, choices), format));
    if let Err(failure) = tried {
        panic!("{failure}");
    }
}

#[test]
fn plans_print_the_same_page_again() {
    for format in ["markdown", "html", "docx"] {
        round(Made::of, Sort::Plan, format, 12);
    }
}

#[test]
fn reports_print_the_same_page_again() {
    for (at, format) in ["markdown", "html", "docx"].into_iter().enumerate() {
        round(Made::of, Sort::Report(["t1", "t2", "vb"][at]), format, 8);
        round(Made::of, Sort::Report(["t2", "vb", "t1"][at]), format, 8);
    }
}

#[test]
fn contributions_print_the_same_page_again() {
    for format in ["markdown", "html", "docx"] {
        round(Made::of, Sort::Contribution, format, 8);
    }
}

#[test]
fn documents_of_others_print_the_same_page_again_with_their_own_words() {
    for format in ["markdown", "html", "docx"] {
        round(Made::of_others, Sort::Plan, format, 8);
        round(Made::of_others, Sort::Report("vb"), format, 8);
    }
}

#[test]
fn what_is_made_up_can_be_read() {
    let made = Made::of(Sort::Report("vb"), (0..400).map(|at| at * 7 + 1).collect());
    let workspace = Workspace::with(made.files.clone());
    let loaded = load::load(Some(&workspace.path(made.printed)), None).expect("the workspace is there");
    assert!(loaded.findings.is_empty(), "{:?}\n{:#?}", loaded.findings, made.files);
    assert!(Path::new(made.printed).extension().is_some());
}
