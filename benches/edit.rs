//! One text of a loaded workspace is changed, and all is loaded and checked anew, as an editor does at each change.
//!
//! `cargo bench --bench edit` changes a unit's plan, a board's and the city's in turn. A unit's is to take at most 100 ms among
//! 1,000 plans. Beside it stands the same without anything that was kept, and what an editor waits for: from a letter that is typed
//! until it is told what was found, and until it is told what may be written. `VP_BENCH_UNITS` sets the number of unit plans.

mod generate;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main};
use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};
use vp::diagnostic::{Diagnostic, Language};
use vp::language_server::{Surroundings, serve};
use vp::lint::check::check;
use vp::lint::check::memory::Memory;
use vp::print::render;
use vp::read::load::{Loaded, Workspace, load};

/// The plans that are changed, by how deep they lie.
const CHANGED: [(&str, usize); 3] = [("the city's plan", 3), ("a board's plan", 4), ("a unit's plan", 5)];

fn edits(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let units = std::env::var("VP_BENCH_UNITS").ok().and_then(|number| number.parse().ok()).unwrap_or(1000);
    let size = generate::Size { units, units_per_board: 20, years: 1, scale: 1.0, follow_ups: false };
    generate::write(folder.path(), &size).expect("the workspace is written");
    let mut group = criterion.benchmark_group(format!("{units} plans, one text changed"));
    group.sample_size(20).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(10));
    for (name, depth) in CHANGED {
        let path = plan(folder.path(), depth);
        let (mut workspace, mut memory) = (Workspace::default(), Memory::default());
        let mut check_anew = |text: &str| {
            workspace.files.set_unsaved(&path, text);
            let loaded = workspace.load(Some(folder.path()), None).expect("the workspace is there");
            memory.check(&loaded).len()
        };
        #[expect(clippy::disallowed_methods, reason = "the benchmark changes what it wrote itself")]
        let text = std::fs::read_to_string(&path).expect("the plan is there");
        let texts = [text.clone(), format!("{text}# ändrad\n"), text.replacen("titel: ", "titel: Ny ", 1)];
        let found = texts.each_ref().map(|text| check_anew(text));
        let mut at = 0;
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                at = (at + 1) % texts.len();
                assert_eq!(black_box(check_anew(&texts[at])), found[at]);
            });
        });
    }
    group.bench_function("anew", |bencher| {
        bencher.iter(|| {
            let loaded = load(Some(folder.path()), None).expect("the workspace is there");
            black_box(check(&loaded)).len()
        });
    });
    as_an_editor(&mut group, folder.path());
    group.finish();
}

/// Nothing but what `vp lsp` has from the computer.
struct Own;

impl Surroundings for Own {
    fn asked_language(&self) -> Option<Language> {
        Some(Language::English)
    }

    fn usual_language(&self) -> Language {
        Language::English
    }

    fn today(&self) -> Option<jiff::civil::Date> {
        None
    }

    fn of_pages(&mut self, loaded: &Loaded) -> Vec<Diagnostic> {
        render::findings(loaded)
    }

    fn forget(&mut self) {}
}

/// An editor that has a unit's plan open.
struct Editor {
    connection: Connection,
    address: String,
    version: i32,
    /// The line of a title, and where it ends.
    title: (usize, usize),
}

impl Editor {
    fn say(&self, message: impl Into<Message>) {
        self.connection.sender.send(message.into()).expect("the server listens");
    }

    fn tell(&self, method: &str, params: Value) {
        self.say(Notification::new(method.to_owned(), params));
    }

    /// Listens until something is said that is what was waited for.
    fn hear(&self, is_it: impl Fn(&Message) -> bool) {
        while !is_it(&self.connection.receiver.recv().expect("the server says something")) {}
    }

    /// Types a letter at the end of a title, or takes it back.
    fn type_letter(&mut self) {
        self.version += 1;
        let (line, end) = self.title;
        let is_taken_back = self.version % 2 == 1;
        let place = |column: usize| json!({"line": line, "character": column});
        let range = json!({"start": place(end), "end": place(end + usize::from(is_taken_back))});
        let text = if is_taken_back { "" } else { "r" };
        let document = json!({"uri": self.address, "version": self.version});
        let changes = json!([{"range": range, "text": text}]);
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    fn wait_for_findings(&self) {
        let version = self.version;
        self.hear(|message| matches!(message, Message::Notification(note) if note.params["version"] == version));
    }

    fn ask(&self, method: &str, line: usize) {
        let position = json!({"line": line, "character": 0});
        let params = json!({"textDocument": {"uri": self.address}, "position": position});
        self.say(Request::new(self.version.into(), method.to_owned(), params));
        let number = self.version.into();
        self.hear(|message| matches!(message, Message::Response(answer) if answer.id == number));
    }
}

fn as_an_editor(group: &mut BenchmarkGroup<WallTime>, root: &Path) {
    let (connection, server) = Connection::memory();
    let server = std::thread::spawn(move || serve(&server, Box::new(Own)));
    let path = plan(root, 5);
    #[expect(clippy::disallowed_methods, reason = "the benchmark reads what it wrote itself")]
    let text = std::fs::read_to_string(&path).expect("the plan is there");
    let title = text.lines().enumerate().find(|(_, line)| line.trim_start().starts_with("titel: ")).expect("a title");
    let title = (title.0, title.1.encode_utf16().count());
    let mut editor = Editor { connection, address: format!("file://{}", path.display()), version: 1, title };
    let params = json!({"capabilities": {}, "rootUri": format!("file://{}", root.display())});
    editor.say(Request::new(0.into(), "initialize".to_owned(), params));
    let item = json!({"uri": editor.address, "languageId": "yaml", "version": 1, "text": text});
    editor.tell("textDocument/didOpen", json!({"textDocument": item}));
    editor.wait_for_findings();
    group.bench_function("a letter, until the findings are told", |bencher| {
        bencher.iter(|| {
            editor.type_letter();
            editor.wait_for_findings();
        });
    });
    let lines = text.lines().count();
    for method in ["textDocument/completion", "textDocument/hover"] {
        group.bench_function(format!("a letter, until {method} is answered"), |bencher| {
            bencher.iter(|| {
                editor.type_letter();
                editor.ask(method, lines);
            });
        });
    }
    editor.say(Request::new((-1).into(), "shutdown".to_owned(), Value::Null));
    editor.tell("exit", Value::Null);
    server.join().expect("it does not panic").expect("it is told to go");
}

/// A plan that lies so many folders deep.
fn plan(root: &Path, depth: usize) -> PathBuf {
    let files = walkdir::WalkDir::new(root).min_depth(depth).max_depth(depth).sort_by_file_name();
    let mut plans = files.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    plans.next().expect("there is a plan of every rank").into_path()
}

criterion_group!(benches, edits);
criterion_main!(benches);
