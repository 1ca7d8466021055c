//! What a plan gets from the plans above it, and in which order it is printed.

mod chain;
mod chosen;
mod order;

use std::path::Path;

use vp::diagnostic::{Language, Sink};
use vp::print::render;
use vp::print::templates::Templates;
use vp::print::view::{Block, Mark, Table, TableKind};
use vp::read::load::{self, Loaded};
use vp::source::Sources;

use crate::workspace::{REPOSITORY, Workspace};

/// The municipality's plan of most cases.
const CITY: &str = "
organisation: {kommun: Kommunen}
mål:
  inriktningsmål:
    - {nr: '1.', titel: Inriktning ett}
    - {nr: '2.', titel: Inriktning två}
  verksamhetsområdesmål:
    - nr: 1.1
      till: 1
      titel: Område ett
      indikatorer:
        - {id: a, namn: Mått A, kf_årsmål: 10}
        - {id: b, namn: Mått B, kf_årsmål: 20, årsmål: 21}
      aktiviteter:
        - {id: kommunens, namn: Kommunens aktivitet}
        - {id: andra, namn: Kommunens andra}
    - {nr: '3.10', till: 2, titel: Område tio}
";

/// The board's plan of most cases.
const BOARD: &str = "
organisation: {kommun: Kommunen, nämnd: Nämnden}
bygger_på: ../plan.yaml
mål:
  nämndmål:
    - id: n1
      till: 1.1
      titel: Nämndmål ett
      indikatorer:
        - {id: n-mått, namn: Nämndens mått, årsmål: 5}
      aktiviteter:
        - {id: n-aktivitet, namn: Nämndens aktivitet}
    - {id: n2, till: '3.10', titel: Nämndmål två}
";

/// A plan with its first lines.
fn plan(body: &str) -> String {
    format!("vp: 1\ndokument: verksamhetsplan\når: 2026\n{}", body.trim_start())
}

/// The files of a unit below the municipality and the board above.
fn unit(body: &str) -> Vec<(&'static str, String)> {
    let head = "organisation: {kommun: Kommunen, nämnd: Nämnden, enhet: Enheten}\nbygger_på: ../plan.yaml\n";
    vec![
        ("plans/plan.yaml", plan(CITY)),
        ("plans/n/plan.yaml", plan(BOARD)),
        ("plans/n/e/plan.yaml", plan(&format!("{head}{}", body.trim_start()))),
    ]
}

/// What is printed of the unit's goals, a line for each heading and each row, and the codes of what was found.
fn printed<T: AsRef<str>>(files: &[(&str, T)], page: &str) -> (Vec<String>, Vec<String>) {
    let workspace = Workspace::with(files.iter().map(|(path, text)| (*path, text.as_ref())));
    let loaded = load::load(Some(workspace.root()), None).expect("the workspace is there");
    (outline(&loaded, page), found(&loaded))
}

pub(crate) fn outline(loaded: &Loaded, page: &str) -> Vec<String> {
    let file = loaded.files.iter().find(|file| file.page() == Some(page)).expect("the page is there");
    let templates =
        Templates::load(&vp::plan_format::parts::settings::built_in(), None, &Sources::default(), &mut Sink::default());
    let view = render::view(loaded, &templates, file.document.expect("the plan can be read"));
    let mut lines = Vec::new();
    for block in &view.blocks {
        match block {
            // What only counts what stands below has tests of its own.
            Block::Heading(heading) if heading.title.ends_with("i korthet") => {}
            Block::Table(table) if is_overview(table) => {}
            Block::Heading(heading) => {
                let number = heading.number.as_ref().map(ToString::to_string);
                let parts = [heading.label.as_ref().map(|label| format!("{label}:")), number];
                let mut words: Vec<String> = parts.into_iter().flatten().collect();
                words.push(heading.title.to_string());
                lines.push(format!("{} {}", "#".repeat(heading.level.into()), words.join(" ")).trim_end().to_owned());
            }
            Block::See { words, .. } => lines.push(format!("Se {words}")),
            Block::Line(line) => lines.push(format!("{}: {}", line.label, line.text)),
            Block::Assessment(mark) => lines.push(format!("[{}]", mark.words)),
            Block::Table(table) => lines.extend(rows(table, loaded)),
            Block::Chart(chart) => lines.extend(rows(&chart.table, loaded)),
            // No document has lists in lists.
            Block::Tree(_) => {}
            Block::Prose { prose, .. } => lines.push(prose.text(&loaded.sources).text.trim().to_owned()),
        }
    }
    lines
}

fn is_overview(table: &Table) -> bool {
    matches!(table.kind, TableKind::Overview | TableKind::Goals | TableKind::Departing)
}

fn rows(table: &Table, loaded: &Loaded) -> Vec<String> {
    let rows = table.rows.iter().flat_map(|row| {
        let marks = || row.cells.iter().flat_map(|cell| &cell.marks);
        let (how, whose): (Vec<&Mark>, Vec<&Mark>) = marks().partition(|mark| mark.kind.says_how());
        let marks: String = how.into_iter().chain(whose).map(|mark| format!("[{}] ", mark.words)).collect();
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.content.print().into_owned()).collect();
        let line = format!("{marks}{}", cells.join(" | ")).trim_end_matches([' ', '|']).to_owned();
        let analysis = row.analysis.map(|prose| format!("> {}", prose.text(&loaded.sources).text.trim()));
        std::iter::once(line).chain(analysis)
    });
    rows.collect()
}

/// What reading and joining found: the code and the words at the place.
pub(crate) fn found(loaded: &Loaded) -> Vec<String> {
    let findings = loaded.findings.iter();
    findings.map(|finding| format!("{} {}", finding.rule.code, loaded.sources.slice(finding.span))).collect()
}

/// Looks at what a unit below [`CITY`] and [`BOARD`] prints, and that nothing is found.
#[track_caller]
fn prints(body: &str, expected: &str) {
    let (lines, found) = printed(&unit(body), "n/e/plan");
    assert_eq!(lines, trimmed(expected), "of the unit's\n{body}");
    assert!(found.is_empty(), "{found:?}");
}

/// As [`prints`], with files of its own.
#[track_caller]
fn prints_of<T: AsRef<str>>(files: &[(&str, T)], page: &str, expected: &str, findings: &[&str]) {
    let (lines, found) = printed(files, page);
    assert_eq!(lines, trimmed(expected));
    assert_eq!(found, findings);
}

fn trimmed(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[test]
fn an_inherited_plan_is_the_same_as_the_self_contained_one() {
    let workspace = Workspace::with([("", ""); 0]);
    let examples = Path::new(REPOSITORY).join("examples");
    for example in ["fristaende", "arvd"] {
        workspace.vp(["build", "--out", example]).paths(&[&examples.join(example)]).end().exits(0);
    }
    let unit = "arvd/2026/omsorgsnamnden/aldreomsorgen/hemtjansten-norr/plan";
    for extension in ["html", "md"] {
        let (one, other) = (format!("fristaende/plan.{extension}"), format!("{unit}.{extension}"));
        // The ways to other pages are those of the workspace.
        let read = |page: &str| {
            let text = workspace.read(page);
            match text.split_once("<nav class=\"ways\"") {
                Some((before, after)) => before.to_owned() + after.split_once("</nav>").map_or("", |(_, after)| after),
                None => text,
            }
        };
        assert!(read(&one) == read(&other), "{one} and {other} differ");
    }
}

#[test]
fn messages_name_the_plan_that_they_are_about() {
    let files = unit("mål: {enhetsmål: [{titel: E, till: n3}]}");
    let workspace = Workspace::with(files.iter().map(|(path, text)| (*path, text.as_str())));
    let loaded = load::load(Some(workspace.root()), None).expect("the workspace is there");
    let finding = &loaded.findings[0];
    assert!(loaded.sources.get(finding.span.source).path.ends_with("plans/n/e/plan.yaml"));
    assert_eq!(finding.message.get(Language::English), "no goal is called n3");
}
