//! What may be written in an insert, `{{ … }}`: its words, and the names with the figures that they stand for today.

use std::ops::Range;

use gen_lsp_types as types;

use super::{Offer, named};
use crate::diagnostic::Bilingual;
use crate::language_server::names;
use crate::language_server::worker::Asked;
use crate::plan_format::parts::insert::{InsertCall, Token, WORDS, read};
use crate::resolve::inserts::Inserted;
use crate::resolve::nameable::Nameable;
use crate::resolve::reports::ItemKind;

/// What may be written where an insert has been begun on the line, and what is typed of it; `None` where none has.
pub(super) fn offered(asked: &Asked, text: &str, offset: usize) -> Option<(Vec<Offer>, Range<usize>)> {
    let line = text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let open = line + text[line..offset].rfind("{{")?;
    let words = &text[open + 2..offset];
    if words.contains("}}") || words.contains(['{', '"']) {
        return None;
    }
    let start = offset - words.split(' ').next_back().map_or(0, str::len);
    let rest = text[offset..].find(|sign: char| sign.is_whitespace() || sign == '}').unwrap_or(text.len() - offset);
    let typed = start..offset + rest;
    let mut before: Vec<&str> = text[open + 2..start].split_whitespace().collect();
    if before.first().is_some_and(|word| names::is_word(word, "tabell")) {
        before.remove(0);
    }
    let closed = text[typed.end..].trim_start_matches(' ').starts_with("}}");
    let close = |label: &str| if closed { label.to_owned() } else { format!("{label} }}}}") };
    let offers = match before[..] {
        [] => WORDS
            .iter()
            .map(|word| {
                let pad = if words.is_empty() { " " } else { "" };
                let takes_name = word.form.contains("NAMN") || word.form.contains("MÅL");
                Offer {
                    label: word.key.to_owned(),
                    text: if takes_name { format!("{pad}{} ", word.key) } else { format!("{pad}{}", close(word.key)) },
                    detail: word.form.to_owned(),
                    about: Bilingual::fixed(word.about.0, word.about.1).get(asked.language).to_owned(),
                    kind: Some(types::CompletionItemKind::Keyword),
                }
            })
            .collect(),
        [word] => {
            let word = WORDS.iter().find(|known| names::is_word(word, known.key))?;
            let which = match word.key {
                "mål" | "indikatorer" => Nameable::Goals,
                "aktivitet" => Nameable::Of(ItemKind::Activity),
                "aktiviteter" => Nameable::Goals,
                "budget" | "resultaträkning" => return Some((Vec::new(), typed)),
                _ => Nameable::Of(ItemKind::Indicator),
            };
            let offers = named(asked, which).into_iter().filter(|offer| !offer.label.contains(' ')).map(|offer| {
                let today = figure(asked, word.key, &offer.label);
                Offer {
                    text: close(&offer.label),
                    detail: today.map_or(offer.detail.clone(), |today| format!("{today} · {}", offer.detail)),
                    ..offer
                }
            });
            offers.collect()
        }
        _ => Vec::new(),
    };
    Some((offers, typed))
}

/// The figure that an insert of a name prints today.
fn figure(asked: &Asked, word: &str, name: &str) -> Option<String> {
    let loaded = asked.placed.as_ref()?.loaded;
    let (_, document) = names::here(asked).into_iter().next()?;
    let words = format!("{word} {name}");
    let call = read(&words, 0..words.len(), &loaded.resolved.settings.steering).ok()?;
    let is_figure =
        matches!(&call, InsertCall::Outcome(Token { .. }, _) | InsertCall::Target(..) | InsertCall::CouncilTarget(..));
    match loaded.resolved.inserted(document, &call) {
        Ok(Inserted::Figure(figure)) if is_figure => Some(figure.print()),
        _ => None,
    }
}
