//! A number in every kind of place of a workspace, and every report of it in every format.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use vp::compare::diff::pairs::{Candidate, pairs};
use vp::compare::diff::{Options, Side};
use vp::compare::words;
use vp::diagnostic::{Language, Severity, Sink};
use vp::lint::check::check;
use vp::lint::fingerprint;
use vp::lint::fix::{self, Finding, fix};
use vp::lint::report::{self, Report};
use vp::print::templates::Templates;
use vp::read::files::{FileTree, Files};
use vp::read::load::{Loaded, Workspace};
use vp::source::{Source, Sources};
use vp::status::{self, Status};
use vp::syntax::yaml::{self, Kind, Node, Style};
use vp::terminal;

use super::NUMBER;
use crate::workspace::{REPOSITORY, files_below};

/// The workspaces that together have every key that plans are written with.
const FOLDERS: [&str; 4] = ["examples/uppfoljning", "examples/annan-kommun", "examples/bidrag", "examples/arvd"];

/// Where the number is put into a file: after which byte, and what kind of place that is.
type Place = (usize, String);

/// The places of a file of YAML: after each key and each text, one for each path of keys.
fn places(text: &str) -> Vec<Place> {
    let sources = Sources::default();
    let id = sources.add(Source::new("", ""));
    let tree = yaml::read(text, id, &mut Sink::default());
    let (mut places, mut known) = (Vec::new(), BTreeSet::new());
    if let Some(root) = &tree.root {
        add(root, text, "", &mut known, &mut places);
    }
    places
}

fn add(node: &Node, text: &str, path: &str, known: &mut BTreeSet<String>, places: &mut Vec<Place>) {
    let mut place = |node: &Node, path: String| {
        if let Some(at) = end_of(node, text).filter(|_| known.insert(path.clone())) {
            places.push((at, path));
        }
    };
    place(node, path.to_owned());
    if let Kind::Map(entries) = &node.kind {
        entries.iter().for_each(|entry| place(&entry.key, format!("{path}/{} as a key", entry.key_text())));
    }
    match &node.kind {
        Kind::Map(entries) => {
            for entry in entries {
                add(&entry.value, text, &format!("{path}/{}", entry.key_text()), known, places);
            }
        }
        Kind::List(items) => items.iter().for_each(|item| add(item, text, path, known, places)),
        _ => {}
    }
}

/// Where the words of a text end in the file.
fn end_of(node: &Node, text: &str) -> Option<usize> {
    let end = node.end as usize;
    match &node.kind {
        Kind::Scalar { style: Style::Plain, .. } => Some(end),
        Kind::Scalar { style: Style::Quoted, .. } => Some(end - 1),
        Kind::Scalar { .. } => Some(text[..end].trim_end().len()),
        _ => None,
    }
}

fn root() -> PathBuf {
    PathBuf::from("/ws")
}

fn load(files: &[(String, Vec<u8>)]) -> Option<(Workspace, Loaded)> {
    let mut tree = FileTree::default();
    for (path, bytes) in files {
        tree.put(&root().join(path), bytes.as_slice());
    }
    let mut workspace = Workspace::of(Files::of_tree(tree));
    let loaded = workspace.load_any(Some(&root()), None).ok()?;
    Some((workspace, loaded))
}

fn candidates(loaded: &Loaded) -> Vec<Candidate<'_>> {
    let (files, resolved, sources) = (&loaded.files, &loaded.resolved, &*loaded.sources);
    let plans = files.iter().filter_map(|file| {
        let plan = file.document.filter(|number| resolved.documents[*number].is_plan())?;
        let path = sources.get(file.source).path.clone();
        Some(Candidate { side: Side { resolved, sources, plan }, path: path.clone(), place: Some(path) })
    });
    plans.collect()
}

/// Everything that is said of a workspace, each with what it is.
fn said(files: &[(String, Vec<u8>)], before: &Loaded, templates: &Templates) -> Vec<(String, String)> {
    let Some((mut workspace, loaded)) = load(files) else { return Vec::new() };
    let mut said = Vec::new();
    let today = date(2025, 9, 1);
    let status = Status::of(&loaded, today);
    said.push(("status as JSON".to_owned(), status::json::write(&status)));
    said.push(("status as CSV".to_owned(), status::table::csv(&status, Language::Swedish)));
    said.push(("status as Markdown".to_owned(), status::table::markdown(&status, Language::Swedish)));
    said.push(("status as HTML".to_owned(), status::table::html(&status, Language::English)));
    said.push((
        "status".to_owned(),
        status::text::write(&status, status::text::Extent::Full, Language::Swedish, terminal::Style::Coloured),
    ));
    for (old, new) in [(before, &loaded), (&loaded, before)] {
        let names = (format!("plans {NUMBER}"), "B".to_owned());
        let options = Options { show_text: true, ..Options::default() };
        let (one, other) = (candidates(old), candidates(new));
        let compared = pairs(&one, &other).compare(names, &one, &other, options);
        for format in words::FORMATS {
            let how = words::Options {
                language: Language::Swedish,
                show_text: true,
                style: terminal::Style::Coloured,
                ways: &[],
            };
            let text = words::write(format, &compared, how, templates, &new.sources);
            said.push((format!("diff as {}", format.name), text.expect("the built-in template works")));
        }
    }
    let finding = Finding { find: &check, is_wanted: &|findings, _| vec![true; findings.len()] };
    if let Ok(fixed) = fix(Some(&root()), &mut workspace, &finding) {
        let patches = fixed.files.iter().map(|file| fix::diff::write(file).text);
        said.push(("the patch".to_owned(), patches.collect()));
    }
    let findings = check(&loaded);
    let names = fingerprint::of(&findings, &loaded.sources);
    let mut report = Report::new(Language::Swedish, Severity::Error, terminal::Style::Coloured, Path::new("/"));
    let sources = loaded.files.iter().map(|file| file.source).collect();
    report.add(
        findings.into_iter().zip(names.into_iter().map(Some)).collect(),
        std::sync::Arc::clone(&loaded.sources),
        sources,
        Language::Swedish,
    );
    said.extend(
        report::FORMATS.iter().map(|format| (format!("check as {}", format.name), report::write(format, &report))),
    );
    said
}

#[test]
fn a_number_in_any_place_is_masked_in_every_report() {
    let templates =
        Templates::load(&vp::plan_format::parts::settings::built_in(), None, &Sources::default(), &mut Sink::default());
    let (mut kinds, mut all) = (BTreeSet::new(), 0);
    for folder in FOLDERS {
        let folder = Path::new(REPOSITORY).join(folder);
        let files: Vec<(String, Vec<u8>)> = files_below(&folder)
            .into_iter()
            .map(|path| (path.clone(), std::fs::read(folder.join(&path)).expect("the file is there")))
            .collect();
        let (_, before) = load(&files).expect("the example can be read");
        for at in 0..files.len() {
            let text = String::from_utf8(files[at].1.clone()).expect("the examples are texts");
            let mut places = if files[at].0.ends_with(".yaml") { places(&text) } else { Vec::new() };
            // A comment, and the file's name.
            places.push((text.len(), "comment".to_owned()));
            for (byte, kind) in places {
                if !kinds.insert(kind.clone()) {
                    continue;
                }
                all += 1;
                for number in [NUMBER.to_owned(), NUMBER.replace('-', ""), NUMBER.replace('-', " ")] {
                    let number = format!(" personnummer {number}");
                    let mut changed = files.clone();
                    let number = if kind == "comment" { format!("# {number}\n") } else { number };
                    changed[at].1.splice(byte..byte, number.bytes());
                    check_said(&changed, &before, &templates, &kind);
                }
            }
            let mut renamed = files.clone();
            renamed[at].0 = match files[at].0.rsplit_once('/') {
                Some((folder, name)) => format!("{folder}/Eva {NUMBER}/{NUMBER} {name}"),
                None => format!("{NUMBER}-{}", files[at].0),
            };
            check_said(&renamed, &before, &templates, &renamed[at].0);
        }
    }
    assert!(all > 150, "the examples have most keys: {all}");
}

#[track_caller]
fn check_said(files: &[(String, Vec<u8>)], before: &Loaded, templates: &Templates, place: &str) {
    for (what, text) in said(files, before, templates) {
        for shown in ["1212-1212", "121212 1212", "1212121212"] {
            if let Some(at) = text.find(shown) {
                let from = text[..at].rfind('\n').map_or(0, |line| line + 1);
                panic!("{what} shows the number of {place}: {}", text[from..].lines().next().unwrap_or_default());
            }
        }
    }
}
