//! An editor's workspace: after any edits of texts, settings and pictures, saved or not, what is found is what a program
//! that knows nothing of before finds in the same files. And what is found in one file is found of it alone.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{TestCaseError, TestCaseResult, TestRunner};
use vp::diagnostic::{Diagnostic, Language};
use vp::lint::check::memory::Memory;
use vp::lint::check::{Over, check};
use vp::lint::report::text;
use vp::read::load::{Loaded, Reach, Workspace as Loader, load};
use vp::terminal::Style;

use crate::generated::generate::{self, Size};
use crate::property::cases;
use crate::workspace::Workspace;

/// A plan that names a text and a picture, beside those that are generated.
const OWN: &str = "\
vp: 1
dokument: verksamhetsplan
år: 2025
bygger_på: ../plan.yaml
organisation: {kommun: Exempelby kommun, nämnd: Nämnden, enhet: Enhet Å, tidigare: [Enhet A]}
inledning: {fil: inledning.md}
mål:
  nämndmål:
    - {nr: 9, titel: Allt är klart, indikatorer: [{id: delad, namn: Delad, årsmål: 3 %, periodicitet: År}]}
  enhetsmål:
    - id: mål
      till: 9
      titel: Barn är delaktiga
      indikatorer:
        - {id: a, namn: Mått A, årsmål: 14.6 %, periodicitet: Tertial, serie: {2023: 12 %}}
      aktiviteter: [{id: ut, namn: Åka ut, start: 2025-02-01, slut: 2025-04-30, ansvarig: Chefen}]
";
const BOARD: &str = "\
vp: 1
dokument: verksamhetsplan
år: 2025
organisation: {kommun: Exempelby kommun, nämnd: Nämnden}
mål:
  nämndmål:
    - {id: trygg, titel: Alla är trygga, indikatorer: [{id: t, namn: Trygga, årsmål: Tas fram av enheterna}]}
";
const TEXT: &str = "Så gör vi **alltid**. ![En karta](karta.svg)\n\nVi blev {{ utfall a 2023 }} och 15,0 procent.\n";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
const REPORT: &str = "\
vp: 1
dokument: tertialrapport
period: T2
indikatorer: {a: {utfall: 14.1 %, analys: Nära.}}
aktiviteter: {ut: {status: genomförd}}
";
const SETTINGS: [&str; 5] = [
    "vp: 1\nspråk: sv\n",
    "vp: 1\nregler: {VP0603: fel, VP0207: av}\n",
    "vp: 1\ngränser: {mål: 2, resultat: 2 %}\n",
    "vp: 1\nmappar: {planer: planer}\n",
    "vp: 1\n  språk sv\n",
];
/// Lines that stand in the place of others.
const SLIPS: [&str; 12] = [
    "år: 2024",
    "år: 2025",
    "bygger_på: ../plan.yaml",
    "bygger_på: ../../plan.yaml",
    "organisation: {kommun: Exempelby kommun, nämnd: Nämnden, enhet: Enhet A}",
    "organisation: {kommun: Exempelby kommun, nämnd: Nämnden, enhet: Enhet Å}",
    "plan: ../å/plan.yaml",
    "period: T1",
    "organistion: {kommun: Annan kommun}",
    "inledning: {fil: inledning.md}",
    "\tmål:",
    "övrigt: \"öppet citat",
];

/// An edit of a workspace. Files and lines are chosen among those that there are.
#[derive(Clone, Debug)]
enum Edit {
    /// A line is another; one of the first, where most is decided, as often as any.
    Line { file: Index, line: Index, is_of_head: bool, slip: Slip },
    /// The file is a copy of another's, or there is one more.
    Copy { from: Index, to: &'static str },
    /// The file is no more.
    Remove(Index),
    /// The settings are others.
    Settings(&'static str),
    /// The text that a plan names.
    Text(&'static str),
    /// The picture that the text names is there or not.
    Picture(bool),
    /// All texts are saved.
    Save,
}

#[derive(Clone, Debug)]
enum Slip {
    Gone,
    Twice,
    Deeper,
    Line(&'static str),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let slip = prop_oneof![
        Just(Slip::Gone),
        Just(Slip::Twice),
        Just(Slip::Deeper),
        select(SLIPS.as_slice()).prop_map(Slip::Line)
    ];
    let line = (any::<Index>(), any::<Index>(), any::<bool>(), slip)
        .prop_map(|(file, line, is_of_head, slip)| Edit::Line { file, line, is_of_head, slip });
    let paths = ["plans/ny/plan.yaml", "plans/n/å/plan - Kopia.yaml", "plans/n/å/t1.yaml", "plans/n/å/plan.yaml"];
    let texts = [TEXT, "Kort.\n", "![x](borta.svg) {{ utfall b }}\n", "![En karta](../karta.svg)"];
    let edit = prop_oneof![
        6 => line,
        2 => (any::<Index>(), select(paths.to_vec())).prop_map(|(from, to)| Edit::Copy { from, to }),
        1 => any::<Index>().prop_map(Edit::Remove),
        1 => select(SETTINGS.to_vec()).prop_map(Edit::Settings),
        2 => select(texts.to_vec()).prop_map(Edit::Text),
        1 => any::<bool>().prop_map(Edit::Picture),
        1 => Just(Edit::Save),
    ];
    prop::collection::vec(edit, 1..7)
}

/// A workspace as an editor has it, and the same with all files saved.
struct Bench {
    edited: Workspace,
    loader: Loader,
    memory: Memory,
    saved: Workspace,
}

impl Bench {
    fn new() -> Bench {
        let size = Size { units: 3, units_per_board: 2, years: 2, scale: 0.01, follow_ups: true };
        let mut files: Vec<(String, String)> = generate::workspace(&size).collect();
        let own = [
            ("vp.yaml", SETTINGS[0]),
            ("plans/n/plan.yaml", BOARD),
            ("plans/n/å/plan.yaml", OWN),
            ("plans/n/å/t2.yaml", REPORT),
            ("plans/n/å/inledning.md", TEXT),
            ("plans/n/å/karta.svg", SVG),
            ("plans/n/å/anteckning.txt", "vp: 1\ndokument: tertialrapport\n"),
        ];
        files.extend(own.map(|(path, text)| (path.to_owned(), text.to_owned())));
        Bench {
            edited: Workspace::with(files.iter().map(|(path, text)| (path, text))),
            loader: Loader::default(),
            memory: Memory::default(),
            saved: Workspace::with(files.iter().map(|(path, text)| (path, text))),
        }
    }

    fn documents(&self) -> Vec<String> {
        let files = self.saved.files("plans");
        files.into_iter().filter(|file| file.ends_with(".yaml")).map(|file| format!("plans/{file}")).collect()
    }

    /// Puts a text in the place of a file's.
    fn set(&mut self, path: &str, text: &str) {
        self.saved.write(path, text);
        self.loader.files.set_unsaved(&self.edited.path(path), text);
    }

    fn save(&mut self, path: &str) {
        let text = self.saved.read(path);
        self.edited.write(path, &text);
        self.loader.files.saved(&self.edited.path(path));
    }

    fn remove(&mut self, path: &str) {
        for workspace in [&self.edited, &self.saved] {
            // What was never saved is not there.
            drop(std::fs::remove_file(workspace.path(path)));
        }
        self.loader.files.drop_unsaved(&self.edited.path(path));
        self.loader.files.forget(&self.edited.path(path));
    }

    fn make(&mut self, edit: &Edit) {
        let documents = self.documents();
        match edit {
            Edit::Line { file, line, is_of_head, slip } if !documents.is_empty() => {
                let path = &documents[file.index(documents.len())];
                let text = self.saved.read(path);
                let mut lines: Vec<&str> = text.lines().collect();
                let among = if *is_of_head { lines.len().min(8) } else { lines.len() };
                if among == 0 {
                    return;
                }
                let at = line.index(among);
                let deeper = format!(" {}", lines[at]);
                match slip {
                    Slip::Gone => drop(lines.remove(at)),
                    Slip::Twice => lines.insert(at, lines[at]),
                    Slip::Deeper => lines[at] = &deeper,
                    Slip::Line(other) => lines[at] = other,
                }
                self.set(path, &format!("{}\n", lines.join("\n")));
            }
            Edit::Copy { from, to } if !documents.is_empty() => {
                let text = self.saved.read(&documents[from.index(documents.len())]);
                self.set(to, &text);
            }
            Edit::Remove(file) if !documents.is_empty() => self.remove(&documents[file.index(documents.len())]),
            Edit::Line { .. } | Edit::Copy { .. } | Edit::Remove(_) => {}
            Edit::Settings(text) => self.set("vp.yaml", text),
            Edit::Text(text) => self.set("plans/n/å/inledning.md", text),
            Edit::Picture(is_there) => {
                let path = "plans/n/å/karta.svg";
                self.remove(path);
                if *is_there {
                    self.saved.write(path, SVG);
                    self.edited.write(path, SVG);
                    self.loader.files.forget(&self.edited.path(path));
                }
            }
            Edit::Save => {
                for path in documents.iter().map(String::as_str).chain(["vp.yaml", "plans/n/å/inledning.md"]) {
                    self.save(path);
                }
            }
        }
    }

    /// What is found by who has been there all the time, and by who comes anew.
    fn is_found_anew(&mut self) -> TestCaseResult {
        let here = self.loader.load_any(Some(self.edited.root()), None);
        let anew = Loader::default().load_any(Some(self.saved.root()), None);
        let (Ok(here), Ok(anew)) = (&here, &anew) else {
            prop_assert_eq!(here.is_ok(), anew.is_ok());
            return Ok(());
        };
        let found = told(&self.memory.check(here), here, self.edited.root());
        prop_assert_eq!(found, told(&check(anew), anew, self.saved.root()));
        Ok(())
    }

    /// What is found in one file, with all around it and with what it needs.
    fn is_found_alone(&self) -> TestCaseResult {
        for path in self.documents() {
            let path = self.saved.path(&path);
            let found = |reach| {
                let loaded = Loader::default().load_to_check(Some(&path), reach);
                let loaded = loaded.map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
                Ok::<_, TestCaseError>(told(&check(&loaded), &loaded, self.saved.root()))
            };
            prop_assert_eq!(found(Reach::Needed)?, found(Reach::Whole)?);
        }
        Ok(())
    }
}

/// The findings in words, in which the folder's own path does not stand.
fn told(findings: &[Diagnostic], loaded: &Loaded, root: &Path) -> String {
    let words = text::write(findings, &loaded.sources, Language::Swedish, Style::Plain);
    words.replace(&root.display().to_string(), "")
}

fn after_any_edits(number: u32, test: impl Fn(&mut Bench, &[Edit]) -> TestCaseResult) {
    let outcome = TestRunner::new(cases(number)).run(&edits(), |edits| test(&mut Bench::new(), &edits));
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

#[test]
fn after_any_edits_the_same_is_found_as_anew() {
    after_any_edits(6, |bench, edits| {
        bench.is_found_anew()?;
        for edit in edits {
            bench.make(edit);
            bench.is_found_anew()?;
        }
        Ok(())
    });
}

#[test]
fn one_file_alone_has_the_findings_that_it_has_in_the_whole() {
    after_any_edits(3, |bench, edits| {
        edits.iter().for_each(|edit| bench.make(edit));
        bench.is_found_alone()
    });
}

/// What is not changed is not read anew, nor judged: else all of this were for nothing.
#[test]
fn a_text_that_is_not_changed_keeps_its_document() {
    let mut bench = Bench::new();
    let root = bench.edited.root().to_path_buf();
    let before = bench.loader.load(Some(&root), None).expect("the workspace is there");
    bench.set("plans/n/å/plan.yaml", &OWN.replace("Mått A", "Mått Å"));
    let after = bench.loader.load(Some(&root), None).expect("the workspace is there");
    let changed: Vec<&str> = before
        .files
        .iter()
        .zip(&after.files)
        .inspect(|(one, two)| assert_eq!(one.source, two.source))
        .filter(|(one, two)| one.read != two.read)
        .map(|(file, _)| before.sources.path(file.source))
        .collect();
    // The file that is called as no document is looked at each time.
    assert_eq!(changed.len(), 2, "{changed:?}");
    assert!(changed[1].ends_with("å/plan.yaml"), "{changed:?}");
    bench.loader.files.reset();
    let again = bench.loader.load(Some(&root), None).expect("the workspace is there");
    let kept = after.files.iter().zip(&again.files).filter(|(one, two)| one.read == two.read).count();
    assert_eq!(kept, after.files.len() - 1);
}

/// A new file that is only in an editor is found as one on the disk, with the folders that it would lie in.
#[test]
fn a_new_file_is_seen_before_it_is_saved() {
    let workspace = Workspace::with([("plans/plan.yaml", BOARD)]);
    let mut loader = Loader::default();
    loader.files.set_unsaved(&workspace.path("plans/a/b/plan.yaml"), OWN.replace("../plan.yaml", "../../plan.yaml"));
    loader.files.set_unsaved(&workspace.path("plans/a/b/inledning.md"), "Ny.\n");
    let loaded = loader.load(Some(workspace.root()), None).expect("the workspace is there");
    let pages: Vec<&str> = loaded.files.iter().filter_map(|file| file.page()).collect();
    assert_eq!(pages, ["a/b/plan", "plan"]);
    let new = loaded.files[0].document.expect("it is a plan");
    assert_eq!(loaded.resolved.plans[new].above.len(), 1);
    assert_eq!(loaded.files[0].texts.len(), 1);
    let alone = loader.load(Some(&workspace.path("plans/a/b/plan.yaml")), None).expect("the file is there");
    assert_eq!(alone.asked().count(), 1);
    loader.files.drop_all_unsaved();
    let loaded = loader.load(Some(workspace.root()), None).expect("the workspace is there");
    assert_eq!(loaded.files.len(), 1);
    assert_eq!(load(Some(workspace.root()), None).expect("the workspace is there").files.len(), 1);
}

/// The folders of a new file are new on the disk when it is saved, and the file is seen there.
#[test]
fn a_new_file_in_a_new_folder_is_seen_when_it_is_saved() {
    let workspace = Workspace::with([("plans/plan.yaml", BOARD)]);
    let mut loader = Loader::default();
    let text = OWN.replace("../plan.yaml", "../../plan.yaml");
    loader.files.set_unsaved(&workspace.path("plans/a/b/plan.yaml"), text.as_str());
    let pages = |loader: &mut Loader| {
        let loaded = loader.load(Some(workspace.root()), None).expect("the workspace is there");
        loaded.files.iter().filter_map(|file| file.page().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(pages(&mut loader), ["a/b/plan", "plan"]);
    workspace.write("plans/a/b/plan.yaml", &text);
    loader.files.saved(&workspace.path("plans/a/b/plan.yaml"));
    assert_eq!(pages(&mut loader), ["a/b/plan", "plan"]);
}

/// An occasion that others report is missed, and one that nobody reports is not: that hangs on reports of other plans,
/// which one file alone does not need else.
#[test]
fn an_occasion_that_others_report_is_missed_alone_and_after_edits() {
    let mut bench = Bench::new();
    // It may be the report that seems to be missing.
    bench.remove("plans/n/å/anteckning.txt");
    let says_so = |bench: &Bench| {
        let loaded = load(Some(bench.saved.root()), None).expect("the workspace is there");
        check(&loaded).iter().any(|finding| finding.rule.code == "VP0509")
    };
    assert!(says_so(&bench));
    bench.is_found_alone().expect("as in the whole");
    bench.is_found_anew().expect("as anew");
    let is_of_t1 = |path: &String| bench.saved.read(path).contains("period: T1");
    let others: Vec<String> = bench.documents().into_iter().filter(is_of_t1).collect();
    assert!(!others.is_empty());
    for path in others {
        bench.remove(&path);
    }
    assert!(!says_so(&bench));
    bench.is_found_alone().expect("as in the whole");
    bench.is_found_anew().expect("as anew");
}

/// A check that gives up remembers what it had found, and the next one goes on from there to the same end.
#[test]
fn a_check_that_gives_up_comes_to_an_end_by_and_by() {
    let mut bench = Bench::new();
    let root = bench.edited.root().to_path_buf();
    let loaded = bench.loader.load(Some(&root), None).expect("the workspace is there");
    let shown = |findings: &[Diagnostic]| -> Vec<String> {
        findings
            .iter()
            .map(|finding| format!("{} {:?} {}", finding.rule.code, finding.span, finding.message.en))
            .collect()
    };
    let mut given_up = 0;
    for most in 0..200 {
        let asked = AtomicUsize::new(0);
        let stop = || asked.fetch_add(1, Ordering::SeqCst) >= most;
        match bench.memory.check_unless(&loaded, Over::default(), Vec::new(), &stop) {
            Some(found) => {
                assert_eq!(shown(&found), shown(&check(&loaded)));
                assert!(given_up > 5, "{given_up}");
                return;
            }
            None => given_up += 1,
        }
    }
    panic!("it never came to an end");
}
