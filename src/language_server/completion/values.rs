//! What the value of a key may be.

use gen_lsp_types as types;

use super::{Offer, files, named, quoted};
use crate::describe::schema::{occasions, words};
use crate::diagnostic::Severity;
use crate::language_server::catalogue::{Catalogue, Meaning};
use crate::language_server::worker::Asked;
use crate::plan_format::fields::Entries;

/// What the value of a key may be, of which so much is typed.
pub(super) fn offered(asked: &Asked, catalogue: &Catalogue, key: usize, typed: &str) -> Vec<Offer> {
    if let Some(extensions) = catalogue.files_of(key) {
        return files::offered(asked, typed, extensions);
    }
    if let Some(which) = catalogue.named_by(key) {
        let is_quoted = is_quoted(asked, catalogue, key, typed);
        let ids = named(asked, which).into_iter().map(|offer| match is_quoted {
            true => offer,
            false => Offer { text: quoted(&offer.label), ..offer },
        });
        return ids.collect();
    }
    let word = |word: String, about: &str| Offer {
        label: word,
        detail: about.to_owned(),
        kind: Some(types::CompletionItemKind::EnumMember),
        ..Default::default()
    };
    match catalogue.meaning(key) {
        Some(Meaning::Field(field, _)) => {
            // A document that does not say yet what it is may be any.
            let words = words(field, asked.settings).into_iter();
            words.map(|one| word(one.word, one.about.get(asked.language))).collect()
        }
        Some(Meaning::Entry(_, Entries::RuleLevels)) => {
            let levels = [Severity::Error, Severity::Warning, Severity::Info, Severity::Off];
            levels.into_iter().map(|level| word(level.word().get(asked.language).to_owned(), "")).collect()
        }
        Some(Meaning::Entry(_, Entries::Occasions)) => {
            let all = occasions(&asked.settings.steering).into_iter();
            all.map(|one| word(one.word, one.about.get(asked.language))).collect()
        }
        None if catalogue.part.is_none() && catalogue.outline.keys[key].name == "dokument" => super::keys::kinds(asked),
        _ => Vec::new(),
    }
}

/// Whether what is typed stands within quotation marks.
fn is_quoted(asked: &Asked, catalogue: &Catalogue, key: usize, typed: &str) -> bool {
    let text = &asked.document.source.text;
    let value = &text[catalogue.outline.keys[key].value.clone()];
    value.starts_with(['"', '\'']) || value.contains(&format!("\"{typed}\"")) || value.contains(&format!("'{typed}'"))
}
