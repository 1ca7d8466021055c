//! The files that a path may lead to.

use std::path::Path;

use gen_lsp_types as types;

use super::Offer;
use crate::language_server::worker::Asked;
use crate::read::files::FileKind;

/// The files with some extensions, and the folders, that a path may lead to of which so much is typed.
pub(super) fn offered(asked: &Asked, typed: &str, extensions: &[&str]) -> Vec<Offer> {
    let Some(folder) = asked.document.path.parent() else { return Vec::new() };
    let before = typed.rfind('/').map_or("", |at| &typed[..at + 1]);
    if before.starts_with('/') {
        return Vec::new();
    }
    let Ok(listed) = asked.files.list(&folder.join(before)) else { return Vec::new() };
    let own = asked.document.path.file_name();
    let shown = listed.iter().filter(|one| !one.name.as_encoded_bytes().starts_with(b"."));
    let mut offers: Vec<Offer> = Vec::new();
    for one in shown {
        let name = one.name.to_string_lossy();
        let extension =
            Path::new(&*name).extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
        let is_wanted = extension.is_some_and(|extension| extensions.contains(&extension.as_str()));
        let is_own = before.is_empty() && own == Some(one.name.as_os_str());
        match one.kind {
            FileKind::Folder => offers.push(Offer {
                label: format!("{before}{name}/"),
                kind: Some(types::CompletionItemKind::Folder),
                ..Default::default()
            }),
            _ if is_wanted && !is_own => offers.push(Offer {
                label: format!("{before}{name}"),
                kind: Some(types::CompletionItemKind::File),
                ..Default::default()
            }),
            _ => {}
        }
    }
    // Plans lie above; there is no end to what lies above the workspace.
    if typed.is_empty() || typed.chars().all(|sign| matches!(sign, '.' | '/')) {
        offers.push(Offer {
            label: format!("{before}../"),
            kind: Some(types::CompletionItemKind::Folder),
            ..Default::default()
        });
    }
    // Files first.
    offers.sort_by_key(|offer| offer.label.ends_with('/'));
    offers
}
