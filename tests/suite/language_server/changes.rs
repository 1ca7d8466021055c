//! Any edits whatever: what the editor is told is what a program finds that has only the files.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestRunner;
use serde_json::json;
use vp::diagnostic::{Language, Severity};
use vp::lint::check::{Over, check_over};
use vp::print::render;
use vp::read::load::Reach;
use vp::read::load::Workspace as Loader;

use super::session::{Session, place, position};
use super::town;
use crate::property::cases;
use crate::workspace::Workspace;

/// What is typed or pasted: letters in both forms, signs of two units, every line break, and what opens and closes.
const TYPED: [&str; 20] = [
    "",
    "å",
    "a\u{30a}",
    "😀",
    "\r\n",
    "\n",
    "\n  ",
    ": ",
    "- ",
    "{",
    "}",
    "\"",
    "|",
    "#",
    "id: tid\n",
    "{{ utfall tid }}",
    "\t",
    "period: T2\n",
    "  enhetsmål:\n",
    "titel: Ny",
];

/// The files that are open.
const OPEN: [&str; 4] = ["plans/2026/plan.yaml", "plans/2026/t1.yaml", "plans/2026/om.md", "vp.yaml"];

#[derive(Clone, Debug)]
struct Edit {
    file: usize,
    from: Index,
    length: usize,
    typed: &'static str,
    /// Whether the whole text is sent, as some editors do.
    is_whole: bool,
}

fn edit() -> impl Strategy<Value = Edit> {
    let length = prop_oneof![6 => Just(0), 3 => 1..4usize, 1 => 4..60usize];
    // The settings stop everything where they are wrong, so they are changed seldom.
    let file = prop_oneof![6 => Just(0usize), 3 => Just(1usize), 2 => Just(2usize), 1 => Just(3usize)];
    (file, any::<Index>(), length, select(TYPED.as_slice()), prop::bool::weighted(0.1))
        .prop_map(|(file, from, length, typed, is_whole)| Edit { file, from, length, typed, is_whole })
}

/// A finding: its file, its code, its level, where it begins, and its words.
type Shown = (String, String, u64, [u32; 2], String);

/// What a program finds that has only the files.
fn found(workspace: &Workspace) -> BTreeSet<Shown> {
    let root = workspace.root().canonicalize().expect("it is there");
    let mut loader = Loader::default();
    let Ok(loaded) = loader.load_any_to_check(Some(&root), Reach::Whole) else { return BTreeSet::new() };
    let of_pages = render::findings(&loaded);
    let all = check_over(&loaded, Over::default(), of_pages).into_iter().map(|finding| {
        let source = loaded.sources.get(finding.span.source);
        let path = Path::new(&source.path).strip_prefix(&root).map_or_else(|_| source.path.clone(), shown);
        let severity = match finding.level {
            Severity::Error => 1,
            Severity::Warning => 2,
            _ => 4,
        };
        // No place is within a line break.
        let end = source.line_range(source.line_of(finding.span.start)).end;
        let at = position(&source.text, (finding.span.start as usize).min(end));
        let words = finding.message.get(Language::English).replace(&shown(&root), "");
        (path, finding.rule.code.to_owned(), severity, at, words)
    });
    all.collect()
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// What the editor was told.
fn told(session: &Session) -> BTreeSet<Shown> {
    let root = session.workspace.root().canonicalize().expect("it is there");
    let prefix = super::session::address(&root);
    let all = session.told.iter().flat_map(|(address, told)| {
        let path = address.strip_prefix(&prefix).unwrap_or(address).trim_start_matches('/').to_owned();
        let diagnostics = told["diagnostics"].as_array().cloned().unwrap_or_default();
        diagnostics.into_iter().map(move |one| (path.clone(), one))
    });
    let all = all.map(|(path, one)| {
        let start = &one["range"]["start"];
        let at = ["line", "character"].map(|key| start[key].as_u64().expect("a number") as u32);
        let words = one["message"].as_str().expect("words").replace(&shown(&root), "");
        let code = one["code"].as_str().expect("a code").to_owned();
        (path, code, one["severity"].as_u64().expect("a number"), at, words)
    });
    all.collect()
}

/// The words of what was told have what to do after the message.
fn assert_same(told: &BTreeSet<Shown>, found: &BTreeSet<Shown>, text: &str) -> Result<(), TestCaseError> {
    let key = |(path, code, severity, at, _): &Shown| (path.clone(), code.clone(), *severity, *at);
    let [told_keys, found_keys] = [told, found].map(|all| all.iter().map(key).collect::<BTreeSet<_>>());
    prop_assert_eq!(&told_keys, &found_keys, "{}", text);
    for (one, other) in told.iter().zip(found) {
        prop_assert!(one.4.starts_with(&other.4), "{} in place of {}", one.4, other.4);
    }
    Ok(())
}

#[test]
fn after_any_edits_the_editor_is_told_what_the_files_hold() {
    // Twenty sessions of twenty-five edits.
    TestRunner::new(cases(20))
        .run(&prop::collection::vec(edit(), 25), |edits| {
            let saved = town();
            let mut session = Session::of(town());
            let mut texts: Vec<String> = OPEN.iter().map(|path| session.open_saved(path)).collect();
            for edit in edits {
                let (path, text) = (OPEN[edit.file], &mut texts[edit.file]);
                let boundaries: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
                // Between the two signs of a line break there is no place.
                let is_place = |at: &&usize| !(text[..**at].ends_with('\r') && text[**at..].starts_with('\n'));
                let boundaries: Vec<usize> = boundaries.iter().filter(is_place).copied().collect();
                let first = edit.from.index(boundaries.len());
                let last = (first + edit.length).min(boundaries.len() - 1);
                let (from, to) = (boundaries[first], boundaries[last]);
                let range = json!({"start": place(position(text, from)), "end": place(position(text, to))});
                text.replace_range(from..to, edit.typed);
                match edit.is_whole {
                    true => session.set(path, text),
                    false => session.change(path, json!([{"range": range, "text": edit.typed}])),
                }
                saved.write(path, text);
                // Whatever is asked there is answered, however broken the text is.
                let at = place(position(text, from + edit.typed.len()));
                let params = json!({"textDocument": {"uri": session.address(path)}, "position": at});
                for method in ["completion", "hover", "definition", "documentSymbol", "foldingRange"] {
                    session.ask(&format!("textDocument/{method}"), params.clone());
                }
                session.settle("plans/2026/plan.yaml");
                assert_same(&told(&session), &found(&saved), text)?;
            }
            prop_assert_eq!(session.end(), Ok(()));
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}
