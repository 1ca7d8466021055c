//! Follow-ups of the project with slips made in them: whatever is read of them stands in print, and what is said of them
//! has its place in a file.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;
use vp::diagnostic::Sink;
use vp::model::FollowUp;
use vp::print::render;
use vp::print::templates::Templates;
use vp::read::load::Loaded;
use vp::source::Sources;

use super::page;
use crate::property::cases;
use crate::scene::Found;
use crate::workspace::{REPOSITORY, Workspace, files_below, read};

/// A workspace, and which of its files is the follow-up to make slips in.
struct Case {
    files: Vec<(String, String)>,
    follow_up: usize,
}

/// Every follow-up of the project that is right, with the files that it needs: those of its plans and its own.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let mut cases = Vec::new();
    for folder in ["plans/2022", "plans/2024", "plans/2025", "examples/uppfoljning", "tests/browser/prov"] {
        let root = Path::new(REPOSITORY).join(folder);
        let is_text = |path: &PathBuf| path.extension().is_some_and(|end| end == "yaml" || end == "md");
        let paths = files_below(&root).into_iter().filter(|path| is_text(&PathBuf::from(path)));
        let files: Vec<(String, String)> = paths.map(|path| (path.clone(), read(&root.join(path)))).collect();
        let is_follow_up = |text: &str| text.contains("\nperiod: ");
        for (follow_up, _) in files.iter().enumerate().filter(|(_, (_, text))| is_follow_up(text)) {
            cases.push(Case { files: files.clone(), follow_up });
        }
    }
    cases
});

impl Case {
    /// Checks the workspace with another text in the follow-up's place, and looks at its pages. Gives how many words
    /// were looked for.
    fn look(&self, text: &str) -> Result<usize, TestCaseError> {
        let (path, _) = &self.files[self.follow_up];
        let scene = self.files.iter().fold(Workspace::new(), |scene, (path, text)| scene.file(path, text));
        let found = scene.file(path, text).check();
        let templates = Templates::load(
            &vp::plan_format::parts::settings::built_in(),
            None,
            &Sources::default(),
            &mut Sink::default(),
        );
        let mut count = 0;
        for (number, document) in found.loaded.resolved.documents.all().enumerate() {
            let is_it = found.loaded.sources.get(document.source).path.ends_with(path.as_str());
            if is_it && document.follow_up.is_some() && found.loaded.is_printable(number) {
                look_at(&found, number, &templates)?;
                count += words_of(number, &found.loaded).len();
            }
        }
        Ok(count)
    }
}

/// Looks at the page that a follow-up is printed on.
fn look_at(found: &Found, number: usize, templates: &Templates) -> Result<(), TestCaseError> {
    let loaded = &found.loaded;
    let own = loaded.files.iter().find(|file| file.document == Some(number)).expect("every document has a file");
    let view = render::view(loaded, templates, own.printed_with.unwrap_or(number));
    // What is reported twice, in one report or in two of one occasion, is printed once, which is said.
    let is_printed_once = found.codes().iter().any(|code| ["VP0114", "VP0512"].contains(code));
    for name in ["html", "markdown"] {
        let format = render::find(name).expect("the format is there");
        let text = render::Printer::new(loaded, templates).pages(&[format], view.clone(), None, "sida").remove(0);
        let text = text.expect("the templates are without fault").text().expect("it is a text").to_owned();
        let words = if name == "html" { page::of_html(&text) } else { page::of_markdown(&text) };
        if name == "html" {
            page::check_html(&text).map_err(TestCaseError::fail)?;
        }
        let printed: HashSet<&str> = words
            .front
            .iter()
            .chain(&words.body)
            .flat_map(|word| word.split(|character: char| !character.is_alphabetic()))
            .collect();
        let expected = if is_printed_once { Vec::new() } else { words_of(number, loaded) };
        for word in &expected {
            prop_assert!(printed.contains(word.as_str()), "{word} is lost in {name}: {text}");
        }
    }
    Ok(())
}

/// The plain words of a follow-up's texts.
fn words_of(number: usize, loaded: &Loaded) -> Vec<String> {
    let document = &loaded.resolved.documents[number];
    let Some(follow_up) = &document.follow_up else { return Vec::new() };
    let prose = document.prose().into_iter().map(|prose| prose.text(&loaded.sources).text.to_string());
    let texts: Vec<String> = prose.chain(short_texts(follow_up)).collect();
    // Of links, notes, code and what looks like HTML not every word is printed.
    let is_plain = |text: &&String| !text.contains(['[', '<', '`', '&', '\\', '\u{0}']);
    let words = texts.iter().filter(is_plain).flat_map(|text| text.split_whitespace());
    let words = words.map(|word| word.trim_matches(|character: char| ".,;!?()”\"".contains(character)));
    words.filter(|word| word.len() > 3 && word.chars().all(char::is_alphabetic)).map(str::to_owned).collect()
}

fn short_texts(follow_up: &FollowUp) -> impl Iterator<Item = String> {
    follow_up.activities.iter().filter_map(|report| report.deviation.as_ref()).map(|text| text.value.clone())
}

/// What is put into a follow-up.
const PIECES: &[&str] = &[
    "period: T1\n",
    "plan: plan.yaml\n",
    "för: Gruppen\n",
    "mål:\n",
    "indikatorer:\n",
    "aktiviteter:\n",
    "ekonomi:\n",
    "  resultaträkning:\n",
    "    summa_netto: {utfall: 1}\n",
    "  annat:\n",
    "  annat: {analys: Utanför planen.}\n",
    "    bedömning: helt\n",
    "    utfall: 98,18 %\n",
    "    utfall: saknas\n",
    "    män: <5\n",
    "    status: klar\n",
    "    avvikelse: Senare.\n",
    "    analys: |\n      - En punkt\n\n      ## En rubrik\n",
    "    analys: {fil: plan.yaml}\n",
    "- ",
    "  ",
    "\t",
    ": ",
    ":",
    ", ",
    "{",
    "}",
    "|",
    "\"",
    "#",
    "\n",
    "%",
    "-",
    "99999999999999999999999999999999",
    "enhetsmål:\n",
    "1.1",
    "å",
    "\u{a0}",
    "\u{feff}",
    "\0",
];

/// One slip: where, as a share of the text, and which.
#[derive(Clone, Debug)]
enum Slip {
    Insert(&'static str),
    RemoveLine,
    RepeatLine,
    SwapLines,
    Indent,
    Dedent,
    Cut(usize),
}

fn slips() -> impl Strategy<Value = Vec<(u16, Slip)>> {
    let slip = prop_oneof![
        4 => select(PIECES).prop_map(Slip::Insert),
        2 => Just(Slip::RemoveLine),
        1 => Just(Slip::RepeatLine),
        1 => Just(Slip::SwapLines),
        2 => Just(Slip::Indent),
        2 => Just(Slip::Dedent),
        2 => (1usize..9).prop_map(Slip::Cut),
    ];
    proptest::collection::vec((any::<u16>(), slip), 1..4)
}

fn with_slips(text: &str, slips: &[(u16, Slip)]) -> String {
    let mut text = text.to_owned();
    for (share, slip) in slips {
        let mut at = text.len() * usize::from(*share) / usize::from(u16::MAX);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line = text[..at].rfind('\n').map_or(0, |found| found + 1);
        let end = text[at..].find('\n').map_or(text.len(), |found| at + found + 1);
        match slip {
            // Whole lines are put in as lines.
            Slip::Insert(piece) if piece.ends_with('\n') => text.insert_str(line, piece),
            Slip::Insert(piece) => text.insert_str(at, piece),
            Slip::RemoveLine => text.replace_range(line..end, ""),
            Slip::RepeatLine => text = format!("{}{}", &text[..end], &text[line..]),
            Slip::SwapLines => {
                let next = text[end..].find('\n').map_or(text.len(), |found| end + found + 1);
                let swapped = format!("{}{}", &text[end..next], &text[line..end]);
                text.replace_range(line..next, &swapped);
            }
            Slip::Indent => text.insert_str(line, "  "),
            Slip::Dedent if text[line..].starts_with("  ") => text.replace_range(line..line + 2, ""),
            Slip::Dedent => {}
            Slip::Cut(count) => {
                let cut = text[at..].char_indices().nth(*count).map_or(text.len(), |(cut, _)| at + cut);
                text.replace_range(at..cut, "");
            }
        }
    }
    text
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn what_is_read_of_a_follow_up_is_printed(case in 0..CASES.len(), slips in slips()) {
        let case = &CASES[case];
        case.look(&with_slips(&case.files[case.follow_up].1, &slips))?;
    }
}

#[test]
fn every_follow_up_of_the_project_is_printed_whole() {
    assert!(CASES.len() > 10, "the follow-ups are found");
    let mut count = 0;
    for case in CASES.iter() {
        let (path, text) = &case.files[case.follow_up];
        match case.look(text) {
            Ok(words) => count += words,
            Err(wrong) => panic!("{path}: {wrong}"),
        }
    }
    assert!(count > 2_000, "{count} words are few");
}

/// The kind of document is known all the same, and with it the plan that is followed up.
#[test]
fn a_follow_up_whose_kind_has_a_misspelt_key_is_printed_whole() {
    for case in CASES.iter() {
        let (path, text) = &case.files[case.follow_up];
        for key in ["\n:dokument:", "\ndokumnet:"] {
            let slipped = text.replace("\ndokument:", key);
            assert_ne!(slipped, *text);
            let counts = [text, &slipped].map(|text| case.look(text).unwrap_or_else(|wrong| panic!("{path}: {wrong}")));
            assert_eq!(counts[0], counts[1], "{path}");
        }
    }
}

#[test]
fn what_stands_outside_the_plan_is_printed_with_its_names_and_marks() {
    let plan = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: Enheten}\nmål:\n  enhetsmål:\n    - {id: eget, titel: Vårt mål}\n";
    let report = "vp: 1\ndokument: tertialrapport\nperiod: T1\nmål:\n  annat: {titel: Ett annat mål, bedömning: ej}\n  namnlöst: {bedömning: helt}\n\
                  indikatorer:\n  mått: {namn: Ett annat mått, utfall: 5, bedömning: delvis}\n  inget: {utfall: saknas}\n\
                  aktiviteter:\n  kurs: {namn: En annan kurs, status: avbruten, avvikelse: För dyr.}\n";
    let found = Workspace::plan(plan).file("t1.yaml", report).check();
    let templates =
        Templates::load(&vp::plan_format::parts::settings::built_in(), None, &Sources::default(), &mut Sink::default());
    let number =
        found.loaded.resolved.documents.all().position(|document| document.follow_up.is_some()).expect("one is");
    let view = render::view(&found.loaded, &templates, number);
    assert_eq!(view.kind, "Tertialrapport T1", "the foot of each page tells which of the year's reports it is");
    let format = render::find("markdown").expect("the format is there");
    let page = render::Printer::new(&found.loaded, &templates)
        .pages(&[format], view, None, "sida")
        .remove(0)
        .expect("it is made");
    let page = page.text().expect("it is a text");
    let (_, outside) = page.split_once("\n## Rapporterat utanför planen\n").expect("it has its heading");
    let rows = [
        "### Ett annat mål",
        "**○ Uppfylls ej**",
        "### namnlöst",
        "**● Uppfylls helt**",
        "| Ett annat mått | 5 | | [◐ Nära målet] |",
        "| inget | – | | [– Utfall saknas] |",
        "| [× Avbruten] En annan kurs |",
        "För dyr.",
    ];
    let mut rest = outside;
    for row in rows {
        let (_, after) = rest.split_once(row).unwrap_or_else(|| panic!("{row} is lost or late in\n{outside}"));
        rest = after;
    }
}
