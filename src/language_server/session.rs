//! One editor's session, from its greeting to its farewell: messages are read here and put into the inbox of the worker.

use std::thread;

use gen_lsp_types as types;
use lsp_server::{Connection, Message, Notification, RequestId, Response};
use serde_json::{Value, json};

use super::inbox::inbox;
use super::positions::Encoding;
use super::worker::{Client, Worker};
use super::{Surroundings, address};
use crate::diagnostic::Language;

/// How a session ended where it should not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The editor went away without a word.
    Disconnected,
    /// It said something else than the protocol has at that point.
    OutOfOrder,
    /// The thread that answers could not be made, or ended.
    NoWorker,
}

/// Serves an editor until it says farewell.
///
/// Errors: the session was broken off.
pub fn serve(connection: &Connection, surroundings: Box<dyn Surroundings>) -> Result<(), Broken> {
    let (id, params) = connection.initialize_start().map_err(|_| Broken::OutOfOrder)?;
    let client = client(&params);
    let result = json!({
        "capabilities": capabilities(&client),
        "serverInfo": {"name": "vp", "version": env!("CARGO_PKG_VERSION")},
    });
    // Not until it has heard this does the editor say anything else, and not every one of them waits with it until then.
    connection.sender.send(Response::new_ok(id, result).into()).map_err(|_| Broken::Disconnected)?;
    let (slot, inbox) = inbox();
    let sender = connection.sender.clone();
    // An editor that is gone hears nothing; that it is gone is found where messages are read.
    let out = Box::new(move |message| drop(sender.send(message)));
    let mut worker = Worker::new(client, surroundings, inbox, out);
    let worker = thread::Builder::new().name("answers".to_owned()).spawn(move || worker.run());
    let worker = worker.map_err(|_| Broken::NoWorker)?;
    let mut has_farewell = false;
    let mut end = Err(Broken::Disconnected);
    for message in &connection.receiver {
        match &message {
            Message::Notification(note) if note.method == "exit" => {
                end = if has_farewell { Ok(()) } else { Err(Broken::OutOfOrder) };
                break;
            }
            Message::Notification(note) if note.method == "$/cancelRequest" => {
                if let Some(id) = cancelled(note) {
                    slot.cancel(&id);
                }
                continue;
            }
            Message::Request(request) if request.method == "shutdown" => has_farewell = true,
            _ => {}
        }
        if !slot.put(message) {
            end = Err(Broken::NoWorker);
            break;
        }
    }
    // What waits is not answered any longer: the worker ends where it finds that nothing more will come.
    drop(slot);
    worker.join().map_err(|_| Broken::NoWorker)?;
    end
}

fn cancelled(note: &Notification) -> Option<RequestId> {
    match note.params.get("id")? {
        Value::Number(number) => Some(RequestId::from(i32::try_from(number.as_i64()?).ok()?)),
        Value::String(text) => Some(RequestId::from(text.clone())),
        _ => None,
    }
}

/// What the editor says of itself. What it does not say it cannot do.
fn client(params: &Value) -> Client {
    let at = |path: &str| params.pointer(path);
    let is = |path: &str| at(path).and_then(Value::as_bool).unwrap_or(false);
    let known = at("/capabilities/general/positionEncodings").and_then(Value::as_array);
    let known: Vec<&str> = known.into_iter().flatten().filter_map(Value::as_str).collect();
    let folders = at("/workspaceFolders").and_then(Value::as_array);
    let mut folders: Vec<&str> =
        folders.into_iter().flatten().filter_map(|folder| folder.get("uri")?.as_str()).collect();
    if folders.is_empty() {
        folders.extend(at("/rootUri").and_then(Value::as_str));
    }
    Client {
        encoding: Encoding::agreed(&known),
        language: at("/locale").and_then(Value::as_str).and_then(language),
        folders: folders.into_iter().filter_map(address::path).collect(),
        takes_versions: is("/capabilities/workspace/workspaceEdit/documentChanges"),
        prepares_names: is("/capabilities/textDocument/rename/prepareSupport"),
        takes_watchers: is("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration"),
        takes_nested_symbols: is("/capabilities/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
    }
}

/// The language of a locale: `sv-SE`, `en`.
fn language(locale: &str) -> Option<Language> {
    let word = locale.split(['-', '_']).next()?.to_ascii_lowercase();
    match word.as_str() {
        "sv" => Some(Language::Swedish),
        "en" => Some(Language::English),
        _ => None,
    }
}

/// What the server can do.
fn capabilities(client: &Client) -> types::ServerCapabilities {
    let rename = match client.prepares_names {
        true => types::RenameProvider::RenameOptions(types::RenameOptions {
            prepare_provider: Some(true),
            ..Default::default()
        }),
        false => types::RenameProvider::Bool(true),
    };
    types::ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(types::TextDocumentSync::Options(types::TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(types::TextDocumentSyncKind::Incremental),
            save: Some(types::Save::Bool(true)),
            ..Default::default()
        })),
        completion_provider: Some(types::CompletionOptions {
            // What comes after a key, in a list, between brackets, in an insert, and in a path.
            trigger_characters: Some([" ", ":", "-", "[", "{", ",", "/", "\n"].map(str::to_owned).to_vec()),
            ..Default::default()
        }),
        hover_provider: Some(types::HoverProvider::Bool(true)),
        definition_provider: Some(types::DefinitionProvider::Bool(true)),
        references_provider: Some(types::ReferencesProvider::Bool(true)),
        rename_provider: Some(rename),
        code_action_provider: Some(types::CodeActionProvider::CodeActionOptions(types::CodeActionOptions {
            code_action_kinds: Some(vec![types::CodeActionKind::QuickFix, types::CodeActionKind::SourceFixAll]),
            ..Default::default()
        })),
        document_symbol_provider: Some(types::DocumentSymbolProvider::Bool(true)),
        folding_range_provider: Some(types::FoldingRangeProvider::Bool(true)),
        workspace: Some(types::WorkspaceOptions {
            workspace_folders: Some(types::WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(types::ChangeNotifications::Bool(true)),
            }),
            ..Default::default()
        }),
        ..Default::default()
    }
}
