//! Forms and editors that write in one follow-up at random, also between the moment when it is read and the one when it is
//! written: nothing of an editor's edit is lost, and every answer that is said to be written is in the file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use serde_json::{Value, json};
use vp::fill::taken::{Occasion, asked};
use vp::preview::{Body, Posted, Question};
use vp::read::load::load;

use super::edits::{Asking, with_preview};
use super::forms::{sent, workspace};
use crate::property::cases;

const FORM: &str = "norr/plan/t1";
const PATH: &str = "plans/norr/t1.yaml";

const REPORT: &str = "# Norrs första tertial
vp: 1
dokument: tertialrapport
period: T1
sammanfattande_analys:
indikatorer:
  tid:
    utfall: 80 %
    analys: |
      Räknat i diariet.
aktiviteter:
  lots:
    status: pågår
    avvikelse:
";

/// What can be answered: kind, id and key.
const SLOTS: [(&str, &str, &str); 5] = [
    ("indicator", "tid", "utfall"),
    ("indicator", "tid", "analys"),
    ("activity", "lots", "status"),
    ("activity", "lots", "avvikelse"),
    ("report", "", "sammanfattande_analys"),
];

/// What somebody does.
#[derive(Clone, Debug)]
enum Step {
    /// A window fetches what the follow-up says.
    Look(usize),
    /// A window answers some of what is asked, while an editor may save.
    Answer(usize, Vec<(usize, u32)>, Option<Edit>),
    /// An editor saves.
    Edit(Edit),
    /// The preview hears of what has changed.
    Renew,
}

/// What an editor does to the file.
#[derive(Clone, Debug)]
enum Edit {
    /// A comment comes in before a key at the top.
    Comment(usize),
    /// A figure, a word or a line is another.
    Value(usize, u32),
    Removed,
    Broken,
    Mended,
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (0..8_usize).prop_map(Edit::Comment),
        4 => (0..3_usize, 0..40_u32).prop_map(|(slot, value)| Edit::Value(slot, value)),
        1 => Just(Edit::Removed),
        1 => Just(Edit::Broken),
        2 => Just(Edit::Mended),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let values = prop::collection::vec((0..SLOTS.len(), 0..40_u32), 1..4);
    prop_oneof![
        2 => (0..2_usize).prop_map(Step::Look),
        6 => (0..2_usize, values, prop::option::of(edit())).prop_map(|(tab, values, edit)| Step::Answer(tab, values, edit)),
        3 => edit().prop_map(Step::Edit),
        1 => Just(Step::Renew),
    ]
}

/// An answer of a number.
fn answer(slot: usize, number: u32) -> String {
    match slot {
        0 => format!("{},5", 10 + number),
        1 => format!("Analys {number}.\n\nI två stycken, med: kolon och # tecken."),
        2 => ["genomförd", "pågår", "försenad", "ej påbörjad"][number as usize % 4].to_owned(),
        3 => format!("Avvikelse {number}: dröjer"),
        _ => format!("Sammanfattning {number}"),
    }
}

/// An editor, and what it has put in.
#[derive(Default)]
struct Editor {
    comments: usize,
}

impl Editor {
    fn make(&mut self, path: &Path, edit: &Edit) {
        let text = fs::read_to_string(path).unwrap_or_default();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        match edit {
            Edit::Comment(at) => {
                let is_top = |line: &String| line.starts_with(|sign: char| sign.is_alphabetic());
                let tops: Vec<usize> = (0..lines.len()).filter(|line| is_top(&lines[*line])).collect();
                let Some(line) = at.checked_rem(tops.len()).map(|at| tops[at]) else { return };
                self.comments += 1;
                lines.insert(line, format!("# redaktör {}", self.comments));
            }
            Edit::Value(slot, number) => {
                let (key, value) = match slot {
                    0 => ("    utfall:", format!(" {number} %")),
                    1 => ("    status:", format!(" {}", answer(2, *number))),
                    _ => ("    avvikelse:", format!(" Redaktören {number}")),
                };
                let Some(line) = lines.iter_mut().find(|line| line.starts_with(key)) else { return };
                *line = format!("{key}{value}");
            }
            Edit::Removed => return drop(fs::remove_file(path)),
            Edit::Broken => lines.push("mål: [".to_owned()),
            Edit::Mended => {
                lines.retain(|line| line != "mål: [");
                if lines.is_empty() {
                    lines = REPORT.lines().map(str::to_owned).collect();
                }
            }
        }
        if path.exists() || matches!(edit, Edit::Mended) {
            fs::write(path, lines.join("\n") + "\n").expect("it is ours");
        }
    }
}

/// What the follow-up says of each slot, read anew; nothing where it cannot be read.
fn said(folder: &Path) -> Option<BTreeMap<usize, Option<String>>> {
    let loaded = load(Some(folder), None).expect("the plan is there");
    if loaded.files.iter().any(|file| file.document.is_none()) {
        return None;
    }
    let plan = (0..loaded.resolved.documents.len()).find(|number| loaded.resolved.documents[*number].is_plan())?;
    let all = asked(&loaded, &Occasion { plan, occasion: 0 });
    let value = |(kind, id, key): (&str, &str, &str)| {
        let thing = all.iter().find(|one| one.kind.name() == kind && one.id == id).expect("it is asked for");
        thing.value(key).expect("it is a key of it").now.clone()
    };
    Some(SLOTS.into_iter().map(value).enumerate().collect())
}

/// A window: what it shows.
#[derive(Clone, Default)]
struct Tab {
    shown: BTreeMap<usize, Option<String>>,
    report: Vec<String>,
}

fn look(asking: &Asking) -> Option<Tab> {
    let Body::Json(json) = asking.ask(Question::Values(FORM.to_owned())).body else { panic!("values were asked for") };
    let told: Value = serde_json::from_slice(&json).expect("it is JSON");
    if told["why"].is_string() {
        return None;
    }
    let things = told["things"].as_array().expect("a list");
    let value = |(kind, id, key): (&str, &str, &str)| {
        let thing = things.iter().find(|one| one["kind"] == kind && one["id"] == id).expect("it is asked for");
        thing["values"][key].as_str().map(str::to_owned)
    };
    let report =
        told["report"].as_array().expect("a list").iter().map(|file| file.as_str().expect("a path").to_owned());
    Some(Tab { shown: SLOTS.into_iter().map(value).enumerate().collect(), report: report.collect() })
}

fn comments(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().filter(|line| line.starts_with("# redaktör")).map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn nothing_of_an_editor_is_lost_and_every_answer_that_is_said_to_be_written_is_there(steps in prop::collection::vec(step(), 14)) {
        let workspace = workspace(REPORT);
        let (folder, path) = (workspace.root().to_path_buf(), workspace.path(PATH));
        let editor = Mutex::new(Editor::default());
        // At which load from now on an editor saves, and what.
        let (left, armed) = (AtomicUsize::new(0), Mutex::new(None::<Edit>));
        // What the editor left, the last time that it saved in the middle.
        let left_by_editor = Mutex::new(None);
        let loaded = || {
            if left.load(Ordering::SeqCst) == 0 || left.fetch_sub(1, Ordering::SeqCst) != 1 {
                return;
            }
            if let Some(edit) = armed.lock().expect("nobody fails with it").take() {
                editor.lock().expect("nobody fails with it").make(&path, &edit);
                *left_by_editor.lock().expect("nobody fails with it") = Some((said(&folder), comments(&path), path.exists()));
            }
        };
        with_preview(&folder, &loaded, |mut asking| {
            let Body::Form(page) = asking.ask(Question::Form(FORM.to_owned())).body else { panic!("a form was asked for") };
            let page = String::from_utf8(page).expect("it is text");
            let first = look(&asking).expect("it can be read");
            let mut tabs = [first.clone(), first];
            for (at, step) in steps.iter().enumerate() {
                match step {
                    Step::Renew => asking.renew(),
                    Step::Edit(edit) => editor.lock().expect("nobody fails with it").make(&path, edit),
                    Step::Look(tab) => {
                        asking.renew();
                        if let Some(now) = look(&asking) {
                            tabs[*tab] = now;
                        }
                    }
                    Step::Answer(tab, values, during) => {
                        let tab = &mut tabs[*tab];
                        let mut of: BTreeMap<usize, String> = BTreeMap::new();
                        of.extend(values.iter().map(|(slot, number)| (*slot, answer(*slot, *number))));
                        let body = posted(&page, tab, &of);
                        let before = (said(&folder), comments(&path), path.exists());
                        *left_by_editor.lock().expect("nobody fails with it") = None;
                        *armed.lock().expect("nobody fails with it") = during.clone();
                        // The third time all is read that the answers are held against.
                        left.store(if during.is_some() { 3 } else { 0 }, Ordering::SeqCst);
                        let reply = asking.fill(Posted { form: FORM.to_owned(), answers: body });
                        left.store(0, Ordering::SeqCst);
                        let saved = left_by_editor.lock().expect("nobody fails with it").take();
                        // Whether answers of the window could be written in a file like that.
                        let is_bad = |(said, _, is_there): &(_, Vec<String>, bool)| -> bool {
                            let said: &Option<BTreeMap<usize, Option<String>>> = said;
                            said.is_none() || (!is_there && !tab.report.is_empty())
                        };
                        let was_bad = is_bad(&before) || saved.as_ref().is_some_and(is_bad);
                        let at_first = before.0.clone();
                        let (known, marks, was_there) = saved.unwrap_or(before);
                        let context = format!("{step:?} after {:?}", &steps[..at]);
                        assert_eq!(comments(&path), marks, "comments: {context}");
                        let now = said(&folder);
                        match reply.body {
                            Body::Unfilled(_) => {
                                assert_eq!(now, known, "nothing was written: {context}");
                                assert_eq!(path.exists(), was_there, "{context}");
                                assert!(was_bad, "refused in vain: {context}");
                            }
                            Body::Filled(json) => {
                                let reply: Value = serde_json::from_slice(&json).expect("it is JSON");
                                let (known, now) = (known.expect("it could be read"), now.expect("it can be read"));
                                settle(&reply, tab, &of, [at_first.as_ref().unwrap_or(&known), &known, &now], &context);
                            }
                            other => panic!("{other:?}: {context}"),
                        }
                    }
                }
            }
        });
    }
}

/// The answers of a window, based on what it shows.
fn posted(page: &str, tab: &Tab, of: &BTreeMap<usize, String>) -> String {
    let mut things: BTreeMap<(&str, &str), (Value, Value)> = BTreeMap::new();
    for (slot, text) in of {
        let (kind, id, key) = SLOTS[*slot];
        let (values, before) = things.entry((kind, id)).or_insert((json!({}), json!({})));
        values[key] = json!(text);
        if let Some(shown) = &tab.shown[slot] {
            before[key] = json!(shown);
        }
    }
    let values: Vec<(&str, &str, Value)> =
        things.iter().map(|((kind, id), (values, _))| (*kind, *id, values.clone())).collect();
    let before: Vec<Value> = things.into_values().map(|(_, before)| before).collect();
    let report: Vec<&str> = tab.report.iter().map(String::as_str).collect();
    sent(page, &values, &before, &report)
}

/// Each answer is written where the window showed what the file said, and only there; all else is as it was.
fn settle(
    reply: &Value,
    tab: &mut Tab,
    of: &BTreeMap<usize, String>,
    [at_first, known, now]: [&BTreeMap<usize, Option<String>>; 3],
    context: &str,
) {
    let is_told = |list: &str, slot: usize| {
        let (kind, id, key) = SLOTS[slot];
        let is_it = |one: &Value| one["kind"] == kind && one["id"] == id && one["key"] == key;
        reply[list].as_array().expect("a list").iter().any(is_it)
    };
    for slot in 0..SLOTS.len() {
        let (is_written, is_refused) = (is_told("written", slot), is_told("refused", slot));
        let Some(text) = of.get(&slot) else {
            assert!(!is_written && !is_refused, "{slot} was not answered: {context}");
            assert_eq!(now[&slot], known[&slot], "{slot} was not answered: {context}");
            continue;
        };
        assert_ne!(is_written, is_refused, "{slot}: {context}");
        if is_written {
            assert_eq!(now[&slot].as_ref(), Some(text), "{slot} is said to be written: {context}");
            assert!(
                known[&slot] == tab.shown[&slot] || known[&slot].as_ref() == Some(text),
                "{slot} was another: {context}"
            );
            tab.shown.insert(slot, now[&slot].clone());
        } else {
            assert_eq!(now[&slot], known[&slot], "{slot} is refused: {context}");
            let is_as_shown = |said: &BTreeMap<usize, Option<String>>| said[&slot] == tab.shown[&slot];
            assert!(!is_as_shown(known) || !is_as_shown(at_first), "{slot} is refused in vain: {context}");
        }
    }
    let report = reply["report"].as_array().expect("a list").iter();
    tab.report = report.map(|file| file.as_str().expect("a path").to_owned()).collect();
}
