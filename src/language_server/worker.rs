//! The worker: takes messages in their order, answers them, and when nothing is waiting goes on with what is to be found.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use gen_lsp_types as types;
use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::documents::{Document, Documents};
use super::inbox::{Inbox, Next};
use super::project::{Placed, Project, Told};
use super::{Encoding, Surroundings, address, requests};
use crate::diagnostic::Language;
use crate::model::Settings;
use crate::plan_format::parts::settings::built_in;
use crate::read::files::Files;
use crate::read::parse::said_at;
use crate::read::workspace;
use crate::source::SourceId;

/// So often the disk is looked at while nothing else is to be done.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// What the editor can do, and what it has open.
#[derive(Debug)]
pub(super) struct Client {
    /// The units of columns.
    pub(super) encoding: Encoding,
    /// The language that it shows itself in.
    pub(super) language: Option<Language>,
    /// The folders that it has open.
    pub(super) folders: Vec<PathBuf>,
    /// Whether an edit may say of which state of a text it is.
    pub(super) takes_versions: bool,
    /// Whether it asks whether an id can be another before it asks for which.
    pub(super) prepares_names: bool,
    /// Whether it can be asked to watch files.
    pub(super) takes_watchers: bool,
    /// Whether the symbols of a text may lie within one another.
    pub(super) takes_nested_symbols: bool,
}

/// Why a request is not answered.
#[derive(Debug)]
pub(super) struct Refused {
    code: i32,
    words: String,
}

impl Refused {
    /// It cannot be done, for a reason that people can read.
    pub(super) fn because(words: impl Into<String>) -> Refused {
        Refused { code: lsp_server::ErrorCode::RequestFailed as i32, words: words.into() }
    }

    fn unreadable() -> Refused {
        Refused { code: lsp_server::ErrorCode::InvalidParams as i32, words: "unreadable parameters".to_owned() }
    }

    fn unknown(method: &str) -> Refused {
        Refused { code: lsp_server::ErrorCode::MethodNotFound as i32, words: format!("unknown method {method}") }
    }

    fn cancelled() -> Refused {
        Refused { code: lsp_server::ErrorCode::RequestCanceled as i32, words: "cancelled".to_owned() }
    }
}

/// The parameters of a message.
pub(super) fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refused> {
    serde_json::from_value(params).map_err(|_| Refused::unreadable())
}

/// Where messages to the editor go.
pub(super) type Out = Box<dyn Fn(Message) + Send>;

/// Everything that is known of the editor and its workspaces.
pub(super) struct Worker {
    pub(super) client: Client,
    surroundings: Box<dyn Surroundings>,
    inbox: Inbox,
    out: Out,
    pub(super) documents: Documents,
    /// The files with all texts that are open.
    files: Files,
    pub(super) projects: Vec<Project>,
    /// Whether the projects may be others than they were.
    is_moved: bool,
    built_in: Settings,
}

/// A text that something is asked of, with what is around it.
pub(super) struct Asked<'w> {
    /// The text.
    pub(super) document: &'w Document,
    /// Everything that is open.
    pub(super) documents: &'w Documents,
    /// What was loaded around it, where it is a part of anything.
    pub(super) placed: Option<Placed<'w>>,
    /// The settings that it is read by.
    pub(super) settings: &'w Settings,
    /// The files around it.
    pub(super) files: &'w Files,
    /// The language to answer in.
    pub(super) language: Language,
    /// What the editor can do.
    pub(super) client: &'w Client,
    /// The project that it is a part of.
    pub(super) project: Option<&'w Project>,
    /// Its sources, once they have been looked up.
    pub(super) here: OnceCell<Vec<(SourceId, usize)>>,
}

impl Worker {
    pub(super) fn new(client: Client, surroundings: Box<dyn Surroundings>, inbox: Inbox, out: Out) -> Worker {
        Worker {
            client,
            surroundings,
            inbox,
            out,
            documents: Documents::default(),
            files: Files::default(),
            projects: Vec::new(),
            is_moved: true,
            built_in: built_in(),
        }
    }

    /// Works until nothing more comes.
    pub(super) fn run(&mut self) {
        loop {
            let next = if self.has_work() { self.inbox.next() } else { self.inbox.wait(LOOK_AGAIN) };
            match next {
                Next::Message(Message::Request(request)) => self.answer(request),
                Next::Message(Message::Notification(note)) => self.take(note),
                // Whatever the editor answers is not waited for.
                Next::Message(Message::Response(_)) => {}
                Next::Nothing if self.has_work() => self.work(),
                Next::Nothing => self.projects.iter_mut().for_each(Project::look_at_disk),
                Next::Closed => return,
            }
        }
    }

    fn send(&self, message: impl Into<Message>) {
        // An editor that is gone hears nothing; that it is gone is found where messages are read.
        (self.out)(message.into());
    }

    fn tell(&self, told: Vec<Told>) {
        for told in told {
            self.send(Notification::new("textDocument/publishDiagnostics".to_owned(), told));
        }
    }

    fn has_work(&self) -> bool {
        self.is_moved || self.projects.iter().any(Project::has_work)
    }

    /// Goes a step further with what is to be found, and gives up where anything comes.
    fn work(&mut self) {
        self.settle();
        let Some(number) = self.projects.iter().position(Project::has_work) else { return };
        let watch = self.inbox.watch();
        self.check(number, &|| watch.has_more());
    }

    /// Checks a project a step further and tells of it; false where it gave up.
    fn check(&mut self, number: usize, stop: &(dyn Fn() -> bool + Sync)) -> bool {
        if !self.projects[number].check(&mut *self.surroundings, stop) {
            return false;
        }
        let language = self.language(self.projects[number].as_loaded().map(|loaded| &loaded.resolved.settings));
        let news = self.projects[number].news(&self.documents, language, self.client.encoding);
        self.tell(news);
        true
    }

    /// The language to speak: the one that was asked for, else Swedish where the editor is in Swedish, else the workspace's,
    /// else the editor's. Most editors are in English, whatever their users are.
    fn language(&self, settings: Option<&Settings>) -> Language {
        let editor = self.client.language;
        let swedish = editor.filter(|language| *language == Language::Swedish);
        let workspace = settings.and_then(|settings| settings.language);
        let chosen = self.surroundings.asked_language().or(swedish).or(workspace).or(editor);
        chosen.unwrap_or_else(|| self.surroundings.usual_language())
    }

    /// Takes what the editor tells.
    fn take(&mut self, note: Notification) {
        let params = note.params;
        match note.method.as_str() {
            "initialized" => self.ask_for_watchers(),
            "textDocument/didOpen" => {
                if let Ok(types::DidOpenTextDocumentParams { text_document }) = read(params)
                    && let Some(document) =
                        self.documents.open(text_document, self.client.folders.first().map(PathBuf::as_path))
                {
                    let (path, text) = (document.path.clone(), document.text().to_owned());
                    self.set_unsaved(&path, &text);
                    self.is_moved = true;
                }
            }
            "textDocument/didChange" => {
                if let Ok(types::DidChangeTextDocumentParams { text_document, content_changes }) = read(params) {
                    let (version, address) = (text_document.version, text_document.text_document_identifier.uri.0);
                    let encoding = self.client.encoding;
                    if let Some(document) = self.documents.change(&address, version, content_changes, encoding) {
                        let (path, text) = (document.path.clone(), document.text().to_owned());
                        self.set_unsaved(&path, &text);
                        // It may have become a document just now.
                        let real = self.files.real_or_as_is(&path);
                        self.is_moved |= !self.projects.iter().any(|project| project.holds(&real));
                    }
                }
            }
            "textDocument/didClose" => {
                if let Ok(types::DidCloseTextDocumentParams { text_document }) = read(params)
                    && let Some(document) = self.documents.close(&text_document.uri.0)
                {
                    self.each_files(|files| {
                        files.drop_unsaved(&document.path);
                        files.forget(&document.path);
                    });
                    self.is_moved = true;
                }
            }
            "textDocument/didSave" => {
                if let Ok(types::DidSaveTextDocumentParams { text_document, .. }) = read(params)
                    && let Some(path) = address::path(&text_document.uri.0)
                {
                    // Whoever saves may have made the file and its folders, and commits afterwards.
                    self.each_files(|files| files.forget(&path));
                    self.surroundings.forget();
                    self.is_moved = true;
                }
            }
            "workspace/didChangeWatchedFiles" => {
                if let Ok(types::DidChangeWatchedFilesParams { changes }) = read(params) {
                    let paths: Vec<PathBuf> = changes.iter().filter_map(|event| address::path(&event.uri.0)).collect();
                    for path in &paths {
                        self.each_files(|files| files.forget(path));
                    }
                    // Of a folder that comes or goes nothing is told of what is in it.
                    if paths.iter().any(|path| !self.files.is_file(path)) {
                        self.projects.iter_mut().for_each(Project::look_at_disk);
                    }
                    self.is_moved |= !paths.is_empty();
                }
            }
            "workspace/didChangeWorkspaceFolders" => {
                if let Ok(types::DidChangeWorkspaceFoldersParams { event }) = read(params) {
                    let paths = |folders: &[types::WorkspaceFolder]| -> Vec<PathBuf> {
                        folders.iter().filter_map(|folder| address::path(&folder.uri.0)).collect()
                    };
                    let gone = paths(&event.removed);
                    self.client.folders.retain(|folder| !gone.contains(folder));
                    self.client.folders.extend(paths(&event.added));
                    self.is_moved = true;
                }
            }
            _ => {}
        }
    }

    fn set_unsaved(&mut self, path: &Path, text: &str) {
        self.each_files(|files| files.set_unsaved(path, text));
    }

    /// Does something with the files of every project, and of those that are to come.
    fn each_files(&mut self, with: impl Fn(&mut Files)) {
        with(&mut self.files);
        for project in &mut self.projects {
            with(&mut project.workspace.files);
            project.changed();
        }
    }

    fn ask_for_watchers(&self) {
        if !self.client.takes_watchers {
            return;
        }
        let watchers = json!({"watchers": [{"globPattern": "**/*"}]});
        let registration =
            json!({"id": "files", "method": "workspace/didChangeWatchedFiles", "registerOptions": watchers});
        let params = json!({"registrations": [registration]});
        self.send(Request::new("watch".to_owned().into(), "client/registerCapability".to_owned(), params));
    }

    /// Finds the projects of the folders and texts that are open; those of none are left.
    fn settle(&mut self) {
        if !std::mem::take(&mut self.is_moved) {
            return;
        }
        let mut wanted: Vec<PathBuf> = Vec::new();
        let mut want = |path: PathBuf| {
            if !wanted.contains(&path) {
                wanted.push(path);
            }
        };
        self.client.folders.iter().filter_map(|folder| self.root_around(folder)).for_each(&mut want);
        for document in self.documents.iter() {
            let folder = document.path.ancestors().skip(1).find(|folder| self.files.is_folder(folder));
            folder.and_then(|folder| self.root_around(folder)).into_iter().for_each(&mut want);
        }
        // Those that are there by themselves stay until it is known whether they still are.
        let alone_before = self.projects.iter().map(|project| &project.asked).filter(|asked| self.files.is_file(asked));
        let all: Vec<PathBuf> = wanted.iter().chain(alone_before).cloned().collect();
        self.keep(&all);
        // A document that no workspace reads is looked at by itself; other files of the same language are nobody's.
        self.load();
        let alone: Vec<PathBuf> = {
            let real = |document: &Document| self.files.real_or_as_is(&document.path);
            let is_alone = |document: &&Document| {
                let real = real(document);
                said_at(document.text(), "dokument").is_some()
                    && !self.projects.iter().any(|project| project.asked != real && project.holds(&real))
            };
            self.documents.iter().filter(is_alone).map(real).collect()
        };
        wanted.extend(alone);
        self.keep(&wanted);
    }

    /// Leaves the projects that are not wanted, and makes those that are.
    fn keep(&mut self, wanted: &[PathBuf]) {
        let (kept, left): (Vec<Project>, Vec<Project>) =
            std::mem::take(&mut self.projects).into_iter().partition(|project| wanted.contains(&project.asked));
        self.projects = kept;
        for project in left {
            let told = project.farewell();
            self.tell(told);
        }
        for path in wanted {
            if !self.projects.iter().any(|project| project.asked == *path) {
                self.projects.push(Project::new(path.clone(), self.files.clone()));
            }
        }
    }

    /// Loads every project anew of which something has changed.
    fn load(&mut self) {
        for project in &mut self.projects {
            project.loaded();
        }
    }

    /// The folder of the workspace that a folder lies in: the one with vp.yaml, else the one with a folder of plans.
    fn root_around(&self, folder: &Path) -> Option<PathBuf> {
        let real = self.files.real(folder).ok()?;
        let settings = workspace::place(&self.files, Some(&real)).ok()?.settings_folder;
        let plans = &self.built_in.plans;
        let below = || real.ancestors().find(|folder| folder.ends_with(plans)).and_then(Path::parent);
        let own = || self.files.is_folder(&real.join(plans)).then_some(real.as_path());
        settings.or_else(|| below().or_else(own).map(Path::to_path_buf))
    }

    /// Answers a request, unless nobody waits for that any longer.
    fn answer(&mut self, request: Request) {
        let Request { id, method, params } = request;
        let result = match self.inbox.is_cancelled(&id) {
            true => Err(Refused::cancelled()),
            false => self.result(&id, &method, params),
        };
        self.inbox.answered(&id);
        let response = match result {
            Ok(result) => Response::new_ok(id, result),
            Err(Refused { code, words }) => Response::new_err(id, code, words),
        };
        self.send(response);
    }

    fn result(&mut self, id: &RequestId, method: &str, params: Value) -> Result<Value, Refused> {
        if method == "shutdown" {
            return Ok(Value::Null);
        }
        let handler = requests::handler(method).ok_or_else(|| Refused::unknown(method))?;
        let address = params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or_default().to_owned();
        self.settle();
        let Some(document) = self.documents.get(&address) else { return Ok(Value::Null) };
        let real = self.files.real_or_as_is(&document.path);
        self.load();
        let number = self.project_of(&real);
        if let (Some(number), true) = (number, handler.needs_findings) {
            let watch = self.inbox.watch();
            while self.projects[number].has_work() {
                if !self.check(number, &|| watch.is_cancelled(id)) {
                    return Err(Refused::cancelled());
                }
            }
        }
        let mended = number.filter(|_| handler.mends).and_then(|number| self.mend(number, &address, &params));
        let answer = self.asked(number, &address, |asked| (handler.answer)(asked, params));
        if let (Some((path, text)), Some(number)) = (mended, number) {
            self.projects[number].workspace.files.set_unsaved(&path, text);
            self.projects[number].changed();
        }
        answer
    }

    /// Where a text cannot be read as it stands, which it seldom can while a line is typed, it is read without that line for
    /// once: what can be named there is still known. Gives the text as it stands, to be put back.
    fn mend(&mut self, number: usize, address: &str, params: &Value) -> Option<(PathBuf, String)> {
        let document = self.documents.get(address)?;
        let real = self.files.real_or_as_is(&document.path);
        let project = &mut self.projects[number];
        let files = &project.workspace.files;
        let file = project.as_loaded()?.files.iter().find(|file| files.real_or_as_is(&file.path) == real)?;
        if file.document.is_some() {
            return None;
        }
        let position = read(params.get("position")?.clone()).ok()?;
        let at = document.places(self.client.encoding).offset(position);
        let source = &document.source;
        let line = source.line_range(source.line_of(at as u32));
        let mut text = source.text.clone();
        text.replace_range(line, "");
        let as_it_stands = (document.path.clone(), document.text().to_owned());
        project.workspace.files.set_unsaved(&as_it_stands.0, text);
        project.changed();
        project.loaded();
        Some(as_it_stands)
    }

    /// Asks something of a text with what is around it.
    fn asked(
        &self,
        number: Option<usize>,
        address: &str,
        ask: impl FnOnce(&Asked) -> Result<Value, Refused>,
    ) -> Result<Value, Refused> {
        let Some(document) = self.documents.get(address) else { return Ok(Value::Null) };
        let project = number.map(|number| &self.projects[number]);
        let loaded = project.and_then(Project::as_loaded);
        let settings = loaded.map_or(&self.built_in, |loaded| &loaded.resolved.settings);
        let asked = Asked {
            document,
            documents: &self.documents,
            placed: loaded.map(|loaded| Placed::new(loaded, &self.documents)),
            settings,
            files: &self.files,
            language: self.language(Some(settings)),
            client: &self.client,
            project,
            here: OnceCell::new(),
        };
        ask(&asked)
    }

    /// The project that a file is read in, else the one whose folder it lies in.
    fn project_of(&self, real: &Path) -> Option<usize> {
        let reads = |project: &Project| project.holds(real);
        let around = |project: &Project| real.starts_with(&project.asked);
        self.projects.iter().position(reads).or_else(|| self.projects.iter().position(around))
    }
}
