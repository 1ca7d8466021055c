//! Whatever a plan looks like, the next one can be read, means the same, and has all its comments.

use std::path::{Path, PathBuf};

use granit_parser::{Event, Parser};
use proptest::prelude::*;
use vp::model::{Document, Status, Target};
use vp::read::load::{Loaded, load};

use super::maker::{Maker, Plan};
use super::renewed;
use crate::generated::generate;
use crate::property::cases;
use crate::scene::Found;
use crate::workspace::{REPOSITORY, Workspace, files_below};

/// The comments of a text in order.
fn comments(text: &str) -> Vec<String> {
    let events = Parser::new_from_str(text).map_while(Result::ok);
    let words = events.filter_map(|(event, _)| match event {
        Event::Comment(words, _) => Some(words.trim().to_owned()),
        _ => None,
    });
    words.collect()
}

/// Whether the comments of `old` stand in `new` in their order, each whole, perhaps with more after it.
fn kept_in_order(old: &[String], new: &[String]) -> Result<(), String> {
    let mut rest = new.iter();
    for comment in old {
        if !rest.any(|other| other == comment || other.starts_with(&format!("{comment}  # "))) {
            return Err(format!("the comment is gone or out of its place: {comment}"));
        }
    }
    Ok(())
}

/// The findings that say that a file is not read as it should: the rule, the words of the file it is about, and the
/// message.
fn misread(found: &Found) -> Vec<[String; 3]> {
    let findings = found.findings.iter().filter(|finding| finding.rule.code.starts_with("VP01"));
    let texts = findings.map(|finding| {
        let about = found.loaded.sources.slice(finding.span);
        [finding.rule.code.to_owned(), about.to_string(), finding.message.en.to_string()]
    });
    texts.collect()
}

/// Whether a slip was there before. What is said of a key depends on what stands around it, and of that a new plan
/// leaves out what has ended: so the same rule of the same words is the same slip, as is the same message. A title that
/// names the plan's year names the new one's there.
fn is_known(slip: &[String; 3], before: &[[String; 3]]) -> bool {
    let is = |new: &str, old: &str| new == old || new == old.replace("2025", "2026");
    before.iter().any(|known| known[0] == slip[0] && (is(&slip[1], &known[1]) || is(&slip[2], &known[2])))
}

/// What next year's plan must share with this year's.
fn meaning(document: &Document, loaded: &Loaded) -> String {
    let texts: Vec<String> =
        document.prose().iter().map(|prose| prose.text(&loaded.sources).text.trim_end().to_owned()).collect();
    let own = document.organisation.own().map(|(tier, name)| (tier, name.as_str()));
    let mut words = format!("{own:?} {texts:?}");
    for goal in &document.goals {
        let text = |at: &Option<vp::model::At<String>>| at.as_ref().map(|at| at.value.clone());
        let parents: Vec<&str> = goal.parents.iter().map(|at| at.as_str()).collect();
        words += &format!(
            "\n{} {:?} {:?} {:?} {parents:?}",
            goal.level,
            text(&goal.id),
            text(&goal.number),
            text(&goal.title)
        );
        for indicator in &goal.indicators {
            let phrase = [&indicator.target, &indicator.council_target].map(|target| {
                let target = target.as_ref().map(|target| target.value.clone());
                target.filter(|target| matches!(target, Target::SetElsewhere(_)))
            });
            words += &format!("\n  {:?} {} {phrase:?}", text(&indicator.id), indicator.name.value);
            words += &format!(" {:?} {}", text(&indicator.periodicity), indicator.series.len());
        }
    }
    if let Some(budget) = document.economy.as_ref().and_then(|economy| economy.budget.as_ref()) {
        let rows: Vec<&str> = budget.rows.iter().map(|row| row.name.as_str()).collect();
        words += &format!("\n{rows:?} {:?} {}", budget.unit.as_ref().map(|unit| unit.value), budget.total.is_some());
    }
    words
}

/// Nothing of what holds for one year alone is left.
fn assert_unset(document: &Document) -> Result<(), TestCaseError> {
    let unset = |target: &Option<vp::model::At<Target>>| {
        target.as_ref().is_none_or(|target| matches!(target.value, Target::SetElsewhere(_)))
    };
    for indicator in document.goals.iter().flat_map(|goal| &goal.indicators) {
        prop_assert!(unset(&indicator.target) && unset(&indicator.council_target), "{indicator:?}");
    }
    prop_assert!(document.targets.iter().all(|set| unset(&Some(set.target.clone()))));
    if let Some(budget) = document.economy.as_ref().and_then(|economy| economy.budget.as_ref()) {
        let amounts = budget.rows.iter().map(|row| &row.amounts).chain(budget.total.iter().map(|(_, total)| total));
        prop_assert!(amounts.flat_map(|amounts| amounts.in_order()).all(|amount| amount.is_none()));
    }
    if let Some(cover) = &document.cover {
        prop_assert!(cover.date.is_none() && cover.reference.is_none());
        prop_assert!(cover.title.as_ref().is_none_or(|title| !title.value.contains("2025")));
    }
    Ok(())
}

fn look(made: &Plan) -> Result<(), TestCaseError> {
    let scene = Workspace::new().file("2025/plan.yaml", &made.text);
    let (from, to) = (scene.path("2025/plan.yaml"), scene.path("2026/plan.yaml"));
    let old = Found::of(&from);
    prop_assert_eq!(misread(&old), Vec::<[String; 3]>::new());
    let status = |name: &str| made.activities.iter().find(|activity| activity.name == name)?.status;
    let plan = renewed(&old.loaded, &from, &to, 2026, &|_| None, &status);
    let Ok(plan) = plan else { return Err(TestCaseError::fail(format!("refused: {plan:?}"))) };
    let scene = scene.file("2026/plan.yaml", &plan.text);
    let new = Found::of(&scene.path("2026/plan.yaml"));
    prop_assert_eq!(misread(&new), Vec::<[String; 3]>::new(), "{}", plan.text);
    let (before, after) = (&old.loaded.resolved.documents[0], &new.loaded.resolved.documents[0]);
    prop_assert_eq!(after.year.as_ref().map(|year| year.value), Some(2026));
    prop_assert_eq!(meaning(before, &old.loaded), meaning(after, &new.loaded), "{}", plan.text);
    assert_unset(after)?;
    let activities = after.goals.iter().flat_map(|goal| &goal.activities);
    let dates: Vec<(String, Option<i16>)> = activities
        .map(|activity| (activity.name.value.clone(), activity.end.as_ref().map(|end| end.value.year())))
        .collect();
    let on = made.activities.iter().filter(|activity| activity.goes_on());
    let expected: Vec<(String, Option<i16>)> =
        on.map(|activity| (activity.name.clone(), activity.end.as_ref().map(|_| 2026))).collect();
    prop_assert_eq!(dates, expected, "{}", plan.text);
    let stays = |of: &Option<usize>| of.is_none_or(|number| made.activities[number].goes_on());
    let expected: Vec<&str> = made.comments.iter().filter(|(_, of)| stays(of)).map(|(word, _)| word.as_str()).collect();
    let after: Vec<String> = comments(&plan.text);
    let words: Vec<&str> =
        after.iter().flat_map(|comment| comment.split(' ')).filter(|word| word.starts_with('§')).collect();
    prop_assert_eq!(words, expected, "{}", plan.text);
    prop_assert_eq!(plan.text.contains("\r\n"), made.text.contains("\r\n"));
    prop_assert_eq!(plan.text.starts_with('\u{feff}'), made.text.starts_with('\u{feff}'));
    prop_assert_eq!(plan.text.ends_with('\n'), made.text.ends_with('\n'));
    Ok(())
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn whatever_way_a_plan_is_written(choices in proptest::collection::vec(any::<u16>(), 0..400)) {
        let made = Maker::plan(choices);
        look(&made).map_err(|error| TestCaseError::fail(format!("{error}\n--- the plan:\n{}", made.text)))?;
    }
}

/// What somebody may slip into a plan.
const PIECES: &[&str] = &[
    ":",
    ": ",
    "- ",
    "-",
    "{",
    "}",
    "[",
    "]",
    ", ",
    ",",
    "#",
    " # ",
    "\n",
    "\n\n",
    "  ",
    "\"",
    "'",
    "|\n",
    ">\n",
    "? ",
    "å",
    "a\u{30a}",
    "\t",
    "\u{a0}",
    "\r\n",
    "\r",
    "!",
    "&a ",
    "*a",
    "2025",
    "år: 2025\n",
    "fil: x",
    "...",
    "---\n",
    "aktiviteter: []\n",
    "slut: 2025-01-01\n",
    "\u{2028}",
    "\u{85}",
    "\u{feff}",
];

proptest! {
    #![proptest_config(cases(300))]

    /// A plan with slips is refused, or its next plan has no other slips than it has itself.
    #[test]
    fn slips_are_neither_added_nor_stumbled_over(
        choices in proptest::collection::vec(any::<u16>(), 0..200),
        slips in proptest::collection::vec((any::<u16>(), proptest::sample::select(PIECES)), 1..3),
    ) {
        let mut text = Maker::plan(choices).text;
        for (at, piece) in slips {
            let mut at = usize::from(at) % (text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            text.insert_str(at, piece);
        }
        let scene = Workspace::new().file("2025/plan.yaml", &text);
        let (from, to) = (scene.path("2025/plan.yaml"), scene.path("2026/plan.yaml"));
        let old = Found::of(&from);
        if old.loaded.files[0].document.is_some()
            && let Ok(plan) = renewed(&old.loaded, &from, &to, 2026, &|_| None, &|_| None) {
                let scene = scene.file("2026/plan.yaml", &plan.text);
                let (before, after) = (misread(&old), misread(&Found::of(&scene.path("2026/plan.yaml"))));
                let new: Vec<_> = after.iter().filter(|slip| !is_known(slip, &before)).collect();
                prop_assert!(new.is_empty(), "{new:?}\n--- the plan:\n{text}\n--- the next:\n{}", plan.text);
        }
    }
}

/// Copies a folder's plans to a workspace and renews all of them, year after year.
#[track_caller]
fn renew(files: impl IntoIterator<Item = (String, String)>, years: &[&str]) {
    let folder = Workspace::new();
    for (path, text) in files {
        folder.write(&path, &text);
    }
    for year in years {
        let before = folder.texts();
        let run = folder.run(&["new", "year", year, "--lang", "en"]);
        assert_eq!(run.code, 0, "{run:?}");
        let check = folder.run(&["check", "--info", "--lang", "en"]);
        assert!(!check.out.contains("[VP01"), "{}", check.out);
        let after = folder.texts();
        let new: Vec<&PathBuf> = after.keys().filter(|path| !before.contains_key(*path)).collect();
        assert!(new.iter().any(|path| path.ends_with("plan.yaml")), "{new:?}");
        assert!(before.iter().all(|(path, text)| after[path] == *text));
    }
}

fn repository(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(REPOSITORY).join(folder);
    files_below(&root).into_iter().map(|path| (path.clone(), crate::workspace::read(&root.join(path)))).collect()
}

#[test]
fn the_plans_of_the_repository_are_renewed() {
    for year in ["2019", "2020", "2025"] {
        let files = repository("plans").into_iter().filter(|(path, _)| path.starts_with(year));
        renew(files.map(|(path, text)| (format!("plans/{path}"), text)), &["2026", "2027", "2030"]);
    }
    for folder in ["examples/arvd", "examples/annan-kommun"] {
        renew(repository(folder), &["2027", "2028"]);
    }
    renew(
        repository("examples/fristaende").into_iter().map(|(path, text)| (format!("plans/2026/{path}"), text)),
        &["2027"],
    );
}

#[test]
fn generated_plans_are_renewed() {
    let size = generate::Size { units: 3, units_per_board: 2, years: 2, scale: 0.3, follow_ups: true };
    renew(generate::workspace(&size), &["2026", "2027"]);
}

/// Every document of the repository, mistakes and all: no new slip, no lost comment.
#[test]
fn no_plan_of_the_repository_gets_a_new_slip_or_loses_a_comment() {
    let mut seen = 0;
    for folder in ["plans", "examples"] {
        let root = Path::new(REPOSITORY).join(folder);
        for path in files_below(&root).into_iter().filter(|path| path.ends_with(".yaml")) {
            let from = root.join(&path);
            let Ok(loaded) = load(Some(&from), None) else { continue };
            let file = loaded.files.iter().find(|file| file.path == from).expect("the file was read");
            let Some(document) = file.document else { continue };
            let Some(year) = loaded.resolved.documents[document].year.as_ref() else { continue };
            // Everything goes on, so that every comment must stay.
            let status = |_: &str| Some(Status::Late);
            let to = from.with_file_name("nästa.yaml");
            let plan = renewed(&loaded, &from, &to, year.value + 1, &|_| None, &status);
            let plan = plan.unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
            let text = &loaded.sources.get(file.source).text;
            kept_in_order(&comments(text), &comments(&plan.text)).unwrap_or_else(|lost| panic!("{path}: {lost}"));
            let codes = |text: &str| misread(&Found::of(&Workspace::new().file("nästa.yaml", text).path("nästa.yaml")));
            let (before, after) = (codes(text), codes(&plan.text));
            // The files that it names lie elsewhere.
            let is_new = |slip: &&[String; 3]| slip[0] != "VP0108" && !is_known(slip, &before);
            let new: Vec<_> = after.iter().filter(is_new).collect();
            assert!(new.is_empty(), "{path}: {new:?}");
            seen += 1;
        }
    }
    assert!(seen > 60, "{seen}");
}
