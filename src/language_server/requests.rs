//! The requests that are answered, each with what answers it.

use gen_lsp_types as types;
use serde::Serialize;
use serde_json::Value;

use super::worker::{Asked, Refused, read};
use super::{actions, completion, definition, folding, hover, rename, symbols};

/// How a request is answered.
pub(super) struct Handler {
    /// Whether everything must have been found before.
    pub(super) needs_findings: bool,
    /// Whether a text that cannot be read is read without the line that is asked about.
    pub(super) mends: bool,
    /// Answers it.
    pub(super) answer: fn(&Asked, Value) -> Result<Value, Refused>,
}

/// How a request of this method is answered; `None` where it is not.
pub(super) fn handler(method: &str) -> Option<Handler> {
    let answer: fn(&Asked, Value) -> Result<Value, Refused> = match method {
        "textDocument/hover" => |asked, params| {
            let types::HoverParams { text_document_position_params, .. } = read(params)?;
            written(hover::at(asked, text_document_position_params.position))
        },
        "textDocument/completion" => |asked, params| {
            let types::CompletionParams { text_document_position_params, .. } = read(params)?;
            written(completion::at(asked, text_document_position_params.position))
        },
        "textDocument/definition" => |asked, params| {
            let types::DefinitionParams { text_document_position_params, .. } = read(params)?;
            written(definition::of(asked, text_document_position_params.position))
        },
        "textDocument/references" => |asked, params| {
            let types::ReferenceParams { text_document_position_params, context, .. } = read(params)?;
            let position = text_document_position_params.position;
            written(definition::references(asked, position, context.include_declaration))
        },
        "textDocument/prepareRename" => |asked, params| {
            let types::PrepareRenameParams { text_document_position_params, .. } = read(params)?;
            written(rename::prepare(asked, text_document_position_params.position)?)
        },
        "textDocument/rename" => |asked, params| {
            let types::RenameParams { text_document_position_params, new_name, .. } = read(params)?;
            written(rename::rename(asked, text_document_position_params.position, &new_name)?)
        },
        "textDocument/codeAction" => |asked, params| {
            let types::CodeActionParams { range, context, .. } = read(params)?;
            written(actions::within(asked, range, context.only.as_deref()))
        },
        "textDocument/documentSymbol" => |asked, _| written(symbols::of(asked)),
        "textDocument/foldingRange" => |asked, _| written(folding::of(asked)),
        _ => return None,
    };
    let (needs_findings, mends) = (method == "textDocument/codeAction", method == "textDocument/completion");
    Some(Handler { needs_findings, mends, answer })
}

/// An answer as it is sent.
fn written(answer: impl Serialize) -> Result<Value, Refused> {
    // Texts, numbers and lists can be written as JSON.
    serde_json::to_value(answer).map_err(|error| Refused::because(error.to_string()))
}
