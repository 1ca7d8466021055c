//! Random edits of a workspace: after each of them every page is the one that a build from nothing writes, or the last good
//! one, which says so.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};

use proptest::prelude::*;
use vp::diagnostic::{Bilingual, Language};
use vp::preview::{Answer, Body, Message, Newest, Posted, Preview, Question, World};
use vp::read::files::Files;
use vp::read::files::watch::Watch;

use crate::property::cases;
use crate::workspace::{REPOSITORY, Workspace, files_below, read};

/// The day of all, as `environment` sets it for runs of the program.
const TODAY: &str = "2031-01-01";

/// Who asks a preview without a server between.
pub(super) struct Asking {
    inbox: Sender<Message>,
    watch: Watch,
}

impl Asking {
    pub(super) fn ask(&self, question: Question) -> Answer {
        let (answer, answered) = mpsc::channel();
        self.inbox.send(Message::Asked(question, answer)).expect("it runs");
        answered.recv().expect("it answers")
    }

    /// What becomes of answers.
    pub(super) fn fill(&self, posted: Posted) -> Answer {
        let (answer, answered) = mpsc::channel();
        self.inbox.send(Message::Filled(posted, answer)).expect("it runs");
        answered.recv().expect("it answers")
    }

    fn file(&self, path: &str) -> Option<Vec<u8>> {
        match self.ask(Question::File(path.to_owned())).body {
            Body::File(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Whether a page is shown as the files are, as they were, or not at all.
    fn state(&self, path: &str) -> String {
        let Body::Json(json) = self.ask(Question::Panel(path.to_owned())).body else { panic!("a panel was asked for") };
        let panel: serde_json::Value = serde_json::from_slice(&json).expect("a panel is JSON");
        panel["page"].as_str().expect("a page is shown somehow").to_owned()
    }

    /// Has all that changed read, without waiting for it to settle.
    pub(super) fn renew(&mut self) {
        let (done, read) = mpsc::channel();
        self.inbox.send(Message::Changed(self.watch.changes(), done)).expect("it runs");
        read.recv().expect("it has read them");
    }
}

/// Runs a preview of a folder, and does something with it. `loaded` is called each time that the workspace has been loaded.
pub(super) fn with_preview(folder: &Path, loaded: &(dyn Fn() + Sync), run: impl FnOnce(Asking)) {
    let files = Files::watched();
    let (inbox, messages) = mpsc::channel();
    let watch = Watch::new(&files, []);
    std::thread::scope(|scope| {
        let files = &files;
        scope.spawn(move || {
            let world = World {
                language: &|_| {
                    loaded();
                    Language::Swedish
                },
                today: &|| TODAY.parse().ok(),
                words: &|_| Bilingual::fixed("mappen saknas", "the folder is missing"),
                replacing: &|_| Bilingual::fixed("filen kan inte skrivas", "the file cannot be written"),
                forms: true,
            };
            let mut preview = Preview::new(Some(folder.to_path_buf()), files, world, Arc::new(Newest::default()));
            let begun = preview.begin().expect("the folder is there");
            preview.run(begun, &messages);
        });
        run(Asking { inbox, watch });
    });
}

/// What is done to a workspace.
#[derive(Clone, Debug)]
enum Edit {
    /// A figure in a file becomes another.
    Figure(usize, usize),
    /// A line is left out, or stands there twice.
    Line(usize, usize, bool),
    /// A file ends in something that is no YAML.
    Broken(usize),
    /// A file is as it was at first.
    Restored(usize),
    /// A file is removed.
    Removed(usize),
    /// The unit's folder has another name, or its own again.
    Renamed,
    /// The template of headings is this one, or none.
    Template(usize),
    /// vp.yaml is this one.
    Settings(usize),
}

const TEMPLATES: [Option<&str>; 4] = [
    None,
    Some("<h{{ block.level }} class=\"egen\">{{ block.title }}</h{{ block.level }}>\n"),
    Some("<h2>{{ block.title </h2>\n"),
    // Fails on some pages alone.
    Some("<h2>{% if block.level == 3 %}{{ block.finns.inte }}{% endif %}{{ block.title }}</h2>\n"),
];

const SETTINGS: [&str; 4] = [
    "vp: 1\nspråk: sv\n",
    "vp: 1\nspråk: sv\nindex: {fynd: ja}\n",
    "vp: 1\nspråk: sv\nmappar: {planer: [\n",
    "vp: 1\nspråk: sv\nregler: {VP0603: fel}\n",
];

fn edit() -> impl Strategy<Value = Edit> {
    let (file, line) = (0..8_usize, 0..400_usize);
    prop_oneof![
        3 => (file.clone(), line.clone()).prop_map(|(file, at)| Edit::Figure(file, at)),
        3 => (file.clone(), line, any::<bool>()).prop_map(|(file, at, twice)| Edit::Line(file, at, twice)),
        1 => file.clone().prop_map(Edit::Broken),
        3 => file.clone().prop_map(Edit::Restored),
        1 => file.prop_map(Edit::Removed),
        1 => Just(Edit::Renamed),
        1 => (0..TEMPLATES.len()).prop_map(Edit::Template),
        1 => (0..SETTINGS.len()).prop_map(Edit::Settings),
    ]
}

/// A workspace that is edited.
struct Scene {
    workspace: Workspace,
    first: Vec<(String, Vec<u8>)>,
    builds: usize,
}

impl Scene {
    fn new() -> Scene {
        let workspace = Workspace::with([("vp.yaml", SETTINGS[0])]);
        let from = Path::new(REPOSITORY).join("tests/browser/prov");
        let mut first = Vec::new();
        for path in files_below(&from) {
            let bytes = fs::read(from.join(&path)).expect("it is there");
            let to = workspace.path(&format!("plans/{path}"));
            fs::create_dir_all(to.parent().expect("it has a folder")).expect("it is ours");
            fs::write(&to, &bytes).expect("it is ours");
            first.push((path, bytes));
        }
        first.retain(|(path, _)| path.ends_with(".yaml") || path.ends_with(".md"));
        Scene { workspace, first, builds: 0 }
    }

    fn make(&self, edit: &Edit) {
        let path = |file: usize| {
            let (path, bytes) = &self.first[file % self.first.len()];
            (self.workspace.path(&format!("plans/{path}")), bytes)
        };
        let changed = |file: usize, change: &dyn Fn(&mut Vec<String>)| {
            let (path, _) = path(file);
            if path.is_file() {
                let mut lines: Vec<String> = read(&path).lines().map(str::to_owned).collect();
                change(&mut lines);
                fs::write(&path, lines.join("\n") + "\n").expect("it is ours");
            }
        };
        match edit {
            Edit::Figure(file, at) => changed(*file, &|lines| {
                let from = at % lines.len().max(1);
                if let Some(line) =
                    lines.iter_mut().skip(from).find(|line| line.contains(|sign: char| sign.is_ascii_digit()))
                {
                    *line = line
                        .chars()
                        .map(|sign| {
                            if sign == '9' {
                                '1'
                            } else if sign.is_ascii_digit() {
                                '9'
                            } else {
                                sign
                            }
                        })
                        .collect();
                }
            }),
            Edit::Line(file, at, is_twice) => changed(*file, &|lines| {
                if let Some(at) = at.checked_rem(lines.len()) {
                    let line = lines.remove(at);
                    if *is_twice {
                        lines.insert(at, line.clone());
                        lines.insert(at, line);
                    }
                }
            }),
            Edit::Broken(file) => changed(*file, &|lines| lines.push("mål: [".to_owned())),
            Edit::Restored(file) => {
                let (path, bytes) = path(*file);
                fs::create_dir_all(path.parent().expect("it has a folder")).expect("it is ours");
                fs::write(path, bytes).expect("it is ours");
            }
            Edit::Removed(file) => drop(fs::remove_file(path(*file).0)),
            Edit::Renamed => {
                let (one, other) = (self.workspace.path("plans/enhet"), self.workspace.path("plans/omdöpt"));
                let (from, to) = if one.exists() { (one, other) } else { (other, one) };
                if from.exists() {
                    let _ = fs::remove_dir_all(&to);
                    fs::rename(from, to).expect("it is ours");
                }
            }
            Edit::Template(which) => match TEMPLATES[*which] {
                Some(text) => self.workspace.write("templates/html/heading.html.j2", text),
                None => drop(fs::remove_dir_all(self.workspace.path("templates"))),
            },
            Edit::Settings(which) => self.workspace.write("vp.yaml", SETTINGS[*which]),
        }
    }

    /// What a build from nothing writes; the paths of its files, below its folder.
    fn built(&mut self) -> (std::path::PathBuf, Vec<String>) {
        self.builds += 1;
        let out =
            format!("../{}-{}", self.workspace.root().file_name().expect("a name").to_string_lossy(), self.builds);
        self.workspace.vp(["build", "--out", &out]).end();
        let out = self.workspace.path(&out);
        let paths = files_below(&out);
        (out, paths)
    }
}

proptest! {
    #![proptest_config(cases(4))]

    #[test]
    fn what_is_served_is_what_a_build_from_nothing_writes(edits in prop::collection::vec(edit(), 12)) {
        let mut scene = Scene::new();
        let folder = scene.workspace.root().to_path_buf();
        let mut known: BTreeSet<String> = BTreeSet::new();
        with_preview(&folder, &|| {}, |mut asking| {
            for (at, edit) in std::iter::once(None).chain(edits.iter().map(Some)).enumerate() {
                if let Some(edit) = edit {
                    scene.make(edit);
                    asking.renew();
                }
                let (out, paths) = scene.built();
                // Which pages fail is known when they have been looked at; what a template spoils stands in the list.
                for path in paths.iter().filter(|path| *path != "index.html").chain(&known) {
                    asking.file(path);
                }
                for path in &paths {
                    let built = fs::read(out.join(path)).expect("it was written");
                    let served = asking.file(path);
                    let is_same = served.as_ref() == Some(&built);
                    assert!(is_same, "{path} is another after {:?}: {}", &edits[..at], differs(&built, served.as_deref()));
                    assert_eq!(asking.state(path), "current", "{path} after {:?}", &edits[..at]);
                }
                for path in known.iter().filter(|path| !paths.contains(path)) {
                    let shown = asking.state(path);
                    assert_ne!(shown, "current", "{path} is not built after {:?}", &edits[..at]);
                    assert_eq!(asking.file(path).is_some(), shown == "before", "{path}");
                }
                known.extend(paths);
                fs::remove_dir_all(out).unwrap_or_default();
            }
        });
    }
}

/// Where two texts part.
fn differs(built: &[u8], served: Option<&[u8]>) -> String {
    let Some(served) = served else { return "it is not served".to_owned() };
    let (built, served) = (String::from_utf8_lossy(built), String::from_utf8_lossy(served));
    let part = built.lines().zip(served.lines()).find(|(built, served)| built != served);
    part.map_or_else(|| "one goes on".to_owned(), |(built, served)| format!("\n  built:  {built}\n  served: {served}"))
}
