//! What was recognised as files: plans, follow-ups and contributions, the texts of appendices, the pictures, and the list of
//! what was not understood.

mod contribution;
mod follow_up;
pub mod ids;
mod left;
mod plan;
pub mod words;
mod yaml;

use std::collections::BTreeSet;

use self::yaml::Lines;
use crate::diagnostic::{Bilingual, Language};
use crate::import::document::known::Known;
use crate::import::document::recognised::Recognised;
use crate::model::{DocumentKind, Steering, Tier};
use crate::msg;

/// The name of the list of what was not understood of a plan.
const LEFT_FILE: &str = "inte-forstatt";

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path from the folder that is written to, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// How many comments in it say that something was guessed.
    pub guesses: usize,
}

/// Which part of a plan a file holds.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The rank of the organisation that decides it; none where the file holds all.
    pub tier: Option<Tier>,
    /// Its name, where the document does not say whose it is.
    pub name: Option<String>,
    /// The goals, as numbers.
    pub goals: Vec<usize>,
    /// Whether it is the organisation's whose document it is.
    pub is_own: bool,
    /// The plan above, from this file.
    pub builds_on: Option<String>,
    /// What has to be looked at in the names.
    pub note: Option<Bilingual>,
}

/// How files are written.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'w> {
    /// The language of the comments.
    pub language: Language,
    /// Whether the goals of those above go into plans of their own.
    pub splits: bool,
    /// Whether there is a plan already that a report is of, and what its file is called.
    pub plan: Option<&'w str>,
}

/// The files of a document, from the folder of its plan; those of plans above lie in the folders above it.
pub fn files(out: &Recognised, known: &Known, wish: Wish) -> Vec<File> {
    let mut files = Vec::new();
    let whole = Part { goals: (0..out.goals.len()).collect(), is_own: true, ..Part::default() };
    let mut yaml = |path: &str, write: &dyn Fn(&mut Lines)| {
        let mut lines = Lines::new(wish.language);
        write(&mut lines);
        files.push(File { path: path.to_owned(), guesses: lines.guesses, bytes: lines.text.into_bytes() });
    };
    let source = |lines: &mut Lines, about: Bilingual| lines.comment(0, &about);
    if out.kind == DocumentKind::Contribution {
        yaml("bidrag.yaml", &|lines| contribution::write(lines, out, &whole));
    } else {
        let parts = if wish.splits { split(out, known) } else { vec![("plan.yaml".to_owned(), whole)] };
        if wish.plan.is_none() {
            for (path, part) in &parts {
                yaml(path, &|lines| {
                    if out.is_report() {
                        source(
                            lines,
                            msg!(
                                "Planen som rapporten följer upp, så mycket av den som rapporten trycker.",
                                "The plan that the report follows up, as much of it as the report prints.",
                            ),
                        );
                    }
                    plan::write(lines, out, known, part);
                });
            }
        }
        if out.is_report() {
            let occasion = out.occasion.and_then(|number| known.steering.occasions.get(number));
            let name = occasion.map_or_else(|| "rapport".to_owned(), |occasion| ids::folder(&occasion.key));
            yaml(&format!("{name}.yaml"), &|lines| {
                follow_up::write(lines, out, known, wish.plan.unwrap_or("plan.yaml"))
            });
        }
    }
    for (number, appendix) in out.appendices.iter().enumerate().filter(|(_, appendix)| !appendix.text.is_empty()) {
        let path = appendix_file(number, &appendix.title);
        files.push(File { path, bytes: format!("{}\n", appendix.text.markdown).into_bytes(), guesses: 0 });
    }
    for picture in &out.pictures {
        files.push(File { path: picture.path.clone(), bytes: picture.bytes.clone(), guesses: 0 });
    }
    files
}

/// The list of what was not understood, and of what is printed of itself; none where there is neither.
pub fn left(out: &Recognised, known: &Known, language: Language) -> Option<File> {
    let text = left::text(out, language)?;
    let occasion = out.occasion.filter(|_| out.is_report()).and_then(|number| known.steering.occasions.get(number));
    let path = match (out.kind, occasion) {
        (DocumentKind::Contribution, _) => format!("{LEFT_FILE}-bidrag.md"),
        (_, Some(occasion)) => format!("{LEFT_FILE}-{}.md", ids::folder(&occasion.key)),
        _ => format!("{LEFT_FILE}.md"),
    };
    Some(File { path, bytes: text.into_bytes(), guesses: 0 })
}

/// The file of an appendix's text.
fn appendix_file(number: usize, title: &str) -> String {
    format!("bilagor/{}-{}.md", number + 1, ids::folder(title))
}

/// The organisations above whose goals a document has, from the highest: their ranks, and their names where it says them.
pub fn above(out: &Recognised, steering: &Steering) -> Vec<(Tier, Option<String>)> {
    let own = out.names.last().map_or(Tier::Unit, |(tier, _)| *tier);
    let owners = out.goals.iter().map(|goal| steering.levels[goal.level].owner);
    let tiers: BTreeSet<Tier> = owners.filter(|tier| *tier < own).collect();
    let name = |tier: Tier| out.names.iter().find(|(of, _)| *of == tier).map(|(_, name)| name.clone());
    tiers.into_iter().map(|tier| (tier, name(tier))).collect()
}

/// What an organisation of a rank is called where the document does not say it.
pub fn usual_name(tier: Tier) -> &'static str {
    match tier {
        Tier::Municipality => "Kommunen",
        Tier::Region => "Regionen",
        Tier::Board => "Nämnden",
        Tier::Company => "Bolaget",
        Tier::Administration => "Förvaltningen",
        Tier::Department => "Avdelningen",
        Tier::Unit | Tier::Group => "Enheten",
    }
}

/// The parts of a plan by who decides them: each in a folder below that of the one above.
fn split(out: &Recognised, known: &Known) -> Vec<(String, Part)> {
    let owner = |goal: usize| known.steering.levels[out.goals[goal].level].owner;
    let own = out.names.last().map_or(Tier::Unit, |(tier, _)| *tier);
    let above = above(out, known.steering);
    let count = above.len();
    let mut parts: Vec<(String, Part)> = Vec::new();
    for (number, (tier, name)) in above.into_iter().enumerate() {
        let note = name.is_none().then(|| {
            msg!(
                "dokumentet säger inte vad organisationen ovanför heter",
                "the document does not say what the organisation above is called"
            )
        });
        let goals = (0..out.goals.len()).filter(|goal| owner(*goal) == tier).collect();
        let builds_on = (number > 0).then(|| "../plan.yaml".to_owned());
        let path = format!("{}plan.yaml", "../".repeat(count - number));
        let name = Some(name.unwrap_or_else(|| usual_name(tier).to_owned()));
        parts.push((path, Part { tier: Some(tier), name, goals, is_own: false, builds_on, note }));
    }
    let goals = (0..out.goals.len()).filter(|goal| owner(*goal) >= own).collect();
    let builds_on = (count > 0).then(|| "../plan.yaml".to_owned());
    parts.push(("plan.yaml".to_owned(), Part { goals, is_own: true, builds_on, ..Part::default() }));
    parts
}
