//! A session of an editor with the server, over a connection in memory.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::civil::Date;
use lsp_server::{Connection, Message, Notification, Request, Response, ResponseError};
use serde_json::{Value, json};
use vp::diagnostic::{Diagnostic, Language};
use vp::language_server::{Broken, Surroundings, serve};
use vp::print::render;
use vp::read::load::Loaded;

use crate::workspace::Workspace;

/// Longer than this nothing is waited for: a session that hangs is a fault.
const LONGEST: Duration = Duration::from_secs(60);

/// What the command line would know.
struct Own;

impl Surroundings for Own {
    fn asked_language(&self) -> Option<Language> {
        None
    }

    fn usual_language(&self) -> Language {
        Language::English
    }

    fn today(&self) -> Option<Date> {
        None
    }

    fn of_pages(&mut self, loaded: &Loaded) -> Vec<Diagnostic> {
        render::findings(loaded)
    }

    fn forget(&mut self) {}
}

/// An editor with a workspace open.
pub(super) struct Session {
    pub(super) workspace: Workspace,
    connection: Option<Connection>,
    server: Option<JoinHandle<Result<(), Broken>>>,
    next: i32,
    versions: BTreeMap<String, i32>,
    /// What the editor was told last of each file, by address.
    pub(super) told: BTreeMap<String, Value>,
    /// What the server said of itself.
    pub(super) capabilities: Value,
}

impl Session {
    /// With an editor that counts in UTF-16 and can do everything.
    pub(super) fn of(workspace: Workspace) -> Session {
        Session::counting(workspace, &["utf-16"])
    }

    /// With an editor that knows these units of columns.
    pub(super) fn counting(workspace: Workspace, units: &[&str]) -> Session {
        let capabilities = json!({
            "general": {"positionEncodings": units},
            "workspace": {"workspaceEdit": {"documentChanges": true}},
            "textDocument": {
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
                "rename": {"prepareSupport": true},
            },
        });
        Session::with(workspace, json!({"capabilities": capabilities, "locale": "en"}))
    }

    /// With an editor that says this of itself.
    pub(super) fn with(workspace: Workspace, mut params: Value) -> Session {
        let (client, server) = Connection::memory();
        let server = std::thread::spawn(move || serve(&server, Box::new(Own)));
        params["workspaceFolders"] = json!([{"uri": address(workspace.root()), "name": "w"}]);
        let mut session = Session {
            workspace,
            connection: Some(client),
            server: Some(server),
            next: 0,
            versions: BTreeMap::new(),
            told: BTreeMap::new(),
            capabilities: Value::Null,
        };
        session.capabilities = session.ask("initialize", params)["capabilities"].take();
        session.tell("initialized", json!({}));
        session
    }

    fn connection(&self) -> &Connection {
        self.connection.as_ref().expect("it is connected until the end")
    }

    pub(super) fn address(&self, path: &str) -> String {
        address(&self.workspace.path(path))
    }

    pub(super) fn tell(&self, method: &str, params: Value) {
        let message = Notification::new(method.to_owned(), params);
        self.connection().sender.send(message.into()).expect("the server listens");
    }

    /// Sends a request and gives its number.
    pub(super) fn send(&mut self, method: &str, params: Value) -> i32 {
        self.next += 1;
        let request = Request::new(self.next.into(), method.to_owned(), params);
        self.connection().sender.send(request.into()).expect("the server listens");
        self.next
    }

    /// The answer of a request; what the server tells meanwhile is kept.
    pub(super) fn answer(&mut self, number: i32) -> Result<Value, ResponseError> {
        loop {
            match self.hear() {
                Message::Response(Response { id, response_result }) if id == number.into() => {
                    return response_result;
                }
                Message::Response(other) => panic!("an answer of {:?} in place of {number}", other.id),
                _ => {}
            }
        }
    }

    fn hear(&mut self) -> Message {
        let message = self.connection().receiver.recv_timeout(LONGEST).expect("the server says something");
        if let Message::Notification(note) = &message
            && note.method == "textDocument/publishDiagnostics"
        {
            let address = note.params["uri"].as_str().expect("an address").to_owned();
            self.told.insert(address, note.params.clone());
        }
        message
    }

    /// Listens until something that was told is so.
    pub(super) fn until(&mut self, is_so: impl Fn(&BTreeMap<String, Value>) -> bool) {
        while !is_so(&self.told) {
            self.hear();
        }
    }

    pub(super) fn ask(&mut self, method: &str, params: Value) -> Value {
        let number = self.send(method, params);
        self.answer(number).unwrap_or_else(|refused| panic!("{method}: {}", refused.message))
    }

    /// Why a request is refused.
    pub(super) fn refused(&mut self, method: &str, params: Value) -> String {
        let number = self.send(method, params);
        self.answer(number).expect_err("it is refused").message
    }

    /// Opens a text, be it of a file that is not there.
    pub(super) fn open(&mut self, path: &str, text: &str) {
        let address = self.address(path);
        self.versions.insert(path.to_owned(), 1);
        let item = json!({"uri": address, "languageId": "yaml", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": item}));
    }

    /// Opens a file as it is on the disk.
    pub(super) fn open_saved(&mut self, path: &str) -> String {
        let text = self.workspace.read(path);
        self.open(path, &text);
        text
    }

    /// Changes an open text.
    pub(super) fn change(&mut self, path: &str, changes: Value) {
        let version = self.versions.get_mut(path).expect("it is open");
        *version += 1;
        let document = json!({"uri": address(&self.workspace.path(path)), "version": *version});
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Puts another text in the place of an open one.
    pub(super) fn set(&mut self, path: &str, text: &str) {
        self.change(path, json!([{"text": text}]));
    }

    pub(super) fn close(&mut self, path: &str) {
        let address = self.address(path);
        self.tell("textDocument/didClose", json!({"textDocument": {"uri": address}}));
    }

    /// Waits until all is found that there is in the workspace of an open text: what can be done is told only then.
    pub(super) fn settle(&mut self, path: &str) {
        self.actions(path, [0, 0], [0, 0]);
    }

    /// What can be done between two places.
    pub(super) fn actions(&mut self, path: &str, from: [u32; 2], to: [u32; 2]) -> Vec<Value> {
        let document = json!({"uri": self.address(path)});
        let range = json!({"start": place(from), "end": place(to)});
        let params = json!({"textDocument": document, "range": range, "context": {"diagnostics": []}});
        self.ask("textDocument/codeAction", params).as_array().cloned().unwrap_or_default()
    }

    /// The parameters of a request about the place that `‸` marks in a text.
    pub(super) fn at(&self, path: &str, text: &str) -> Value {
        let offset = text.find('‸').expect("the place is marked");
        json!({"textDocument": {"uri": self.address(path)}, "position": place(position(text, offset))})
    }

    /// What the editor was told last of a file.
    pub(super) fn diagnostics(&self, path: &str) -> Vec<Value> {
        let told = self.told.get(&self.address(path));
        told.and_then(|told| told["diagnostics"].as_array().cloned()).unwrap_or_default()
    }

    /// The codes of what the editor was told last of a file.
    pub(super) fn codes(&self, path: &str) -> Vec<String> {
        let codes = self.diagnostics(path).into_iter().map(|one| one["code"].as_str().expect("a code").to_owned());
        codes.collect()
    }

    /// Says farewell; gives what the server makes of the session.
    pub(super) fn end(mut self) -> Result<(), Broken> {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        let server = self.server.take().expect("it runs until the end");
        server.join().expect("it does not panic")
    }

    /// Goes away without a word.
    pub(super) fn vanish(mut self) -> Result<(), Broken> {
        self.connection = None;
        let server = self.server.take().expect("it runs until the end");
        server.join().expect("it does not panic")
    }
}

/// The address of a path, as editors write it.
pub(super) fn address(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| {
        let folder = path.parent().expect("a folder");
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        folder.join(path.file_name().expect("a name"))
    });
    let encoded = path.to_str().expect("a text").bytes().map(|byte| match byte {
        b'/' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    format!("file://{}", encoded.collect::<String>())
}

pub(super) fn place([line, character]: [u32; 2]) -> Value {
    json!({"line": line, "character": character})
}

/// Line and column of a byte of a text, from zero, in units of UTF-16.
pub(super) fn position(text: &str, offset: usize) -> [u32; 2] {
    let before = text[..offset].replace("\r\n", "\n").replace('\r', "\n");
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or("").encode_utf16().count();
    [line as u32, column as u32]
}

/// A text with the edits of an answer made, each of which must be of that text.
pub(super) fn edited(text: &str, edits: &[Value]) -> String {
    let offset = |place: &Value| {
        let wanted = [&place["line"], &place["character"]].map(|number| number.as_u64().expect("a number") as u32);
        let is_within_break = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
        let boundaries = (0..=text.len()).filter(|at| text.is_char_boundary(*at) && !is_within_break(*at));
        boundaries.into_iter().find(|at| position(text, *at) == wanted).expect("a place of the text")
    };
    let mut ranges: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (offset(&range["start"]), offset(&range["end"]), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    ranges.sort_by_key(|(start, ..)| std::cmp::Reverse(*start));
    let mut text = text.to_owned();
    for (start, end, new) in ranges {
        text.replace_range(start..end, new);
    }
    text
}
