//! Nothing that is written is lost in print, nothing is invented, and everything comes in the layout's order.
//!
//! Every word of a made-up plan is unique, so that each can be followed from the file to the page.

mod follow_up;
pub(crate) mod page;
mod plan;
mod prose;
mod report;
mod text;

use std::collections::HashSet;

use proptest::prelude::*;
use vp::diagnostic::Sink;
use vp::print::render::{self, Printer};
use vp::print::templates::Templates;
use vp::print::view::View;
use vp::read::load::{self, Loaded};
use vp::source::{Sources, Span};

use self::plan::Plan;
use self::report::Report;
use crate::page::fences;
use crate::property::cases;
use crate::workspace::{REPOSITORY, Workspace, read};

/// The words of a page: those of the cover and the contents, and those of the body.
pub(crate) struct Words {
    pub(crate) front: Vec<String>,
    pub(crate) body: Vec<String>,
}

/// The templates of blocks that docs/templates.md begins from, as files of a workspace.
fn beginnings() -> Vec<(String, String)> {
    let page = read(&std::path::Path::new(REPOSITORY).join("docs/templates.md"));
    let mut files: Vec<(String, String)> = Vec::new();
    for fence in fences(&page) {
        let name = fence.directive.as_deref().and_then(|file| file.strip_prefix("templates/"));
        let name = name.filter(|name| BLOCKS.contains(name)).map(|name| format!("mallar/{name}"));
        // The first of a name: later ones show what can be changed.
        if let Some(name) = name.filter(|name| files.iter().all(|(known, _)| known != name)) {
            files.push((name, fence.text));
        }
    }
    assert_eq!(files.len(), BLOCKS.len(), "docs/templates.md shows where to begin for each of {BLOCKS:?}");
    files
}

/// The templates of blocks that docs/templates.md shows.
const BLOCKS: [&str; 6] = [
    "html/heading.html.j2",
    "html/table.html.j2",
    "html/line.html.j2",
    "html/assessment.html.j2",
    "html/see.html.j2",
    "markdown/table.md.j2",
];

/// A plan's page in HTML, in Markdown and in JSON.
fn pages(plan: &Plan) -> [String; 3] {
    let workspace = Workspace::with(plan.files.iter().cloned().chain(beginnings()));
    let loaded = load::load(Some(&workspace.path("plan.yaml")), None).expect("the plan is there");
    let templates =
        Templates::load(&vp::plan_format::parts::settings::built_in(), None, &Sources::default(), &mut Sink::default());
    let document = loaded.files[0].document.unwrap_or_else(|| panic!("the plan can be read: {:?}", loaded.findings));
    let view = render::view(&loaded, &templates, document);
    written(&workspace, &view, &loaded, &templates)
}

/// A view in HTML, in Markdown and in JSON. The blocks that the formats write themselves, and those that the templates of the docs
/// write, must be the same.
fn written(workspace: &Workspace, view: &View, loaded: &Loaded, templates: &Templates) -> [String; 3] {
    let folder = workspace.path("mallar");
    let own = Templates::load(
        &loaded.resolved.settings,
        Some((&folder, "mallar", &loaded.door)),
        &loaded.sources,
        &mut Sink::default(),
    );
    ["html", "markdown", "json"].map(|name| {
        let format = render::find(name).expect("the format is there");
        let text = |templates: &Templates| {
            let mut pages = Printer::new(loaded, templates).pages(&[format], view.clone(), None, "plan");
            pages.remove(0).expect("the templates are without fault").text().expect("it is a text").to_owned()
        };
        let written = text(templates);
        assert_eq!(written, text(&own), "the templates of the docs write the same as the format");
        written
    })
}

/// A made-up report in HTML, in Markdown and in JSON.
fn pages_of_report<R>(make: impl FnOnce(Span) -> R, view: impl FnOnce(&R) -> &View<'static>) -> (R, [String; 3]) {
    let plan = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {enhet: Enhet}\n";
    let own = [("plan.yaml".to_owned(), plan.to_owned())];
    let workspace = Workspace::with(own.into_iter().chain(beginnings()));
    let loaded = load::load(Some(&workspace.path("plan.yaml")), None).expect("the plan is there");
    let templates =
        Templates::load(&vp::plan_format::parts::settings::built_in(), None, &Sources::default(), &mut Sink::default());
    let made = make(loaded.sources.whole(loaded.files[0].source));
    let pages = written(&workspace, view(&made), &loaded, &templates);
    (made, pages)
}

/// The words that a page may have besides those of the plan.
fn fixed() -> HashSet<String> {
    let words = read(&std::path::Path::new(REPOSITORY).join("templates/ord.yaml"));
    let model = read(&std::path::Path::new(REPOSITORY).join("src/plan_format/parts/stockholm.yaml"));
    let of_model = model.lines().skip_while(|line| !line.ends_with(" ord:")).skip(1);
    let words = words.lines().filter(|line| !line.starts_with('#')).chain(of_model);
    let words = words.filter_map(|line| line.split_once(": "));
    let others =
        "KF:s inriktningsmål KF:s mål för verksamhetsområdet Nämndmål Enhetsmål mnkr Tertial 2026 Tas fram av ca";
    let words = words.flat_map(|(_, value)| page::words(value)).chain(page::words(others));
    words.map(|word| bare(&word).to_owned()).collect()
}

/// A word without the signs around it, such as the brackets of a mark.
fn bare(word: &str) -> &str {
    word.trim_matches(|character: char| !character.is_alphanumeric())
}

/// Looks at one page against the plan that it was made from.
fn look(plan: &Plan, words: &Words) -> Result<(), TestCaseError> {
    let known: HashSet<&str> = plan.body.iter().chain(&plan.front).map(|word| word.text.as_str()).collect();
    let fixed = fixed();
    for word in words.front.iter().chain(&words.body) {
        let is_known = known.contains(word.as_str()) || fixed.contains(bare(word));
        // Appendices are numbered.
        let is_number = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_digit());
        prop_assert!(is_known || is_number, "{word} is invented in the page of\n{}", plan.files[0].1);
    }
    let titles: HashSet<&str> = plan.body.iter().filter(|word| word.is_title).map(|word| word.text.as_str()).collect();
    let own: HashSet<&str> = plan.body.iter().map(|word| word.text.as_str()).collect();
    let expected: Vec<&str> = plan.body.iter().filter(|word| !word.is_title).map(|word| word.text.as_str()).collect();
    let printed = || words.body.iter().map(String::as_str).filter(|word| own.contains(word));
    let found: Vec<&str> = printed().filter(|word| !titles.contains(word)).collect();
    if let Some(at) = (0..found.len().max(expected.len())).find(|at| found.get(*at) != expected.get(*at)) {
        let near = |words: &[&str]| words.iter().skip(at).take(5).copied().collect::<Vec<_>>().join(" ");
        let (found, expected) = (near(&found), near(&expected));
        return Err(TestCaseError::fail(format!("{found} stands for {expected} in the page of\n{}", plan.files[0].1)));
    }
    // A title is printed again where the goal stands under a second parent.
    let mut rest = printed();
    for word in &plan.body {
        prop_assert!(
            rest.any(|next| next == word.text),
            "{} is lost or late in the page of\n{}",
            word.text,
            plan.files[0].1
        );
    }
    Ok(())
}

/// Looks at the cover: every word, in the layout's order.
fn look_at_cover(plan: &Plan, words: &Words) -> Result<(), TestCaseError> {
    let mut rest = words.front.iter();
    for word in &plan.front {
        prop_assert!(
            rest.any(|next| *next == word.text),
            "{} is lost or late in the page of\n{}",
            word.text,
            plan.files[0].1
        );
    }
    Ok(())
}

/// A made plan in HTML and as a document of Word.
pub(crate) fn html_and_docx(choices: Choices) -> (String, Vec<u8>) {
    let plan = Plan::of(choices.0);
    let workspace = Workspace::with(plan.files.iter().cloned());
    let loaded = load::load(Some(&workspace.path("plan.yaml")), None).expect("the plan is there");
    let templates = vp::print::templates::own::of(&loaded).0;
    let document = loaded.files[0].document.unwrap_or_else(|| panic!("the plan can be read: {:?}", loaded.findings));
    let formats = ["html", "docx"].map(|name| render::find(name).expect("the format is there"));
    let view = render::view(&loaded, &templates, document);
    let mut pages = Printer::new(&loaded, &templates).pages(&formats, view, None, "plan").into_iter();
    let mut page = || pages.next().expect("each format has a page").expect("the templates are without fault");
    (page().text().expect("it is a text").to_owned(), page().bytes)
}

/// A row of choices that a plan is made of; the plan tells more than they do.
pub(crate) struct Choices(Vec<u16>);

impl std::fmt::Debug for Choices {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "{} choices", self.0.len())
    }
}

pub(crate) fn choices(most: usize) -> impl Strategy<Value = Choices> {
    proptest::collection::vec(any::<u16>(), 0..most).prop_map(Choices)
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn from_plan_to_html(choices in choices(500)) {
        let plan = Plan::of(choices.0);
        let [html, ..] = pages(&plan);
        let words = page::of_html(&html);
        look(&plan, &words)?;
        look_at_cover(&plan, &words)?;
        page::check_html(&html).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn from_plan_to_json(choices in choices(500)) {
        let plan = Plan::of(choices.0);
        let [.., json] = pages(&plan);
        let words = page::of_json(&crate::data::valid(&json).map_err(TestCaseError::fail)?);
        look(&plan, &words)?;
        look_at_cover(&plan, &words)?;
    }

    #[test]
    fn from_plan_to_markdown(choices in choices(500)) {
        let plan = Plan::of(choices.0);
        let [_, markdown, _] = pages(&plan);
        let words = page::of_markdown(&markdown);
        look(&plan, &words)?;
        look_at_cover(&plan, &words)?;
    }

    #[test]
    fn from_report_to_each_format(choices in choices(400)) {
        let (report, [html, markdown, json]) = pages_of_report(|place| Report::of(choices.0, place), |report| &report.view);
        let plan = |body| Plan { files: vec![(String::new(), format!("{:#?}", report.view))], front: Vec::new(), body };
        look(&plan(report.html.clone()), &page::of_html(&html))?;
        page::check_html(&html).map_err(TestCaseError::fail)?;
        look(&plan(report.markdown), &page::of_markdown(&markdown))?;
        let json = crate::data::valid(&json).map_err(TestCaseError::fail)?;
        look(&plan(report.html), &page::of_json(&json))?;
    }

    #[test]
    fn the_same_plan_gives_the_same_pages(choices in choices(300)) {
        let plan = Plan::of(choices.0);
        prop_assert_eq!(pages(&plan), pages(&plan));
    }
}

#[test]
fn every_page_of_the_repository_is_well_formed() {
    let workspace = Workspace::with([("", ""); 0]);
    for folder in [
        "plans",
        "examples/arvd",
        "examples/annan-kommun",
        "examples/fristaende",
        "examples/minsta",
        "examples/uppfoljning",
    ] {
        let folder = std::path::Path::new(REPOSITORY).join(folder);
        workspace.vp(["build", "--format", "html", "--out", "ut"]).paths(&[&folder]).end();
        let pages = workspace.files("ut");
        assert!(pages.len() > 1);
        for page in pages {
            if let Err(wrong) = page::check_html(&workspace.read(&format!("ut/{page}"))) {
                panic!("{}: {page}: {wrong}", folder.display());
            }
        }
        std::fs::remove_dir_all(workspace.path("ut")).expect("the folder is ours");
    }
}

#[test]
fn what_a_report_alone_has_in_html() {
    let (_, [html, ..]) = pages_of_report(report::sample, |view| view);
    if let Err(wrong) = page::check_html(&html) {
        panic!("{wrong}");
    }
    let (_, body) = html.split_once(">Inledning</h2>\n").expect("the page has its heading");
    assert_eq!(body.split("</main>").next(), Some(report::HTML));
}

#[test]
fn what_a_report_alone_has_in_markdown() {
    let (_, [_, markdown, _]) = pages_of_report(report::sample, |view| view);
    let (_, body) = markdown.split_once("\n## Inledning\n\n").expect("the page has its heading");
    assert_eq!(body, report::MARKDOWN);
}
