//! Another id for a thing, wherever it is named: in the plans, their follow-ups and texts, and in the years after.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gen_lsp_types as types;

use super::actions::workspace_edit;
use super::names;
use super::project::Placed;
use super::worker::{Asked, Refused};
use crate::diagnostic::Bilingual;
use crate::lint::fix::edits::{Edit, separate};
use crate::msg;
use crate::resolve::mentions::{Mention, Named};
use crate::resolve::names::key;
use crate::source::SourceId;

/// The id at a place, where it can be another.
///
/// Errors: why it cannot, in words.
pub(super) fn prepare(asked: &Asked, position: types::Position) -> Result<types::PrepareRenameResult, Refused> {
    let found = Found::at(asked, position)?;
    let range = found.name_in(&found.mention).ok_or_else(|| refuse(asked, &NO_ID))?;
    let places = asked.document.places(asked.client.encoding);
    let placeholder = found.id.clone();
    Ok(types::PrepareRenameResult::PrepareRenamePlaceholder(types::PrepareRenamePlaceholder {
        range: places.between(range),
        placeholder,
    }))
}

/// The edits that give a thing another id.
///
/// Errors: why it cannot have that, in words.
pub(super) fn rename(asked: &Asked, position: types::Position, new: &str) -> Result<types::WorkspaceEdit, Refused> {
    let found = Found::at(asked, position)?;
    let new = new.trim();
    if !is_id(new) {
        return Err(refuse(
            asked,
            &msg!(
                "”{new}” kan inte vara ett id: skriv bokstäver, siffror, bindestreck, punkt och understreck, utan blanksteg",
                "\"{new}\" cannot be an id: write letters, digits, hyphens, full stops and underscores, without spaces",
            ),
        ));
    }
    let loaded = found.placed.loaded;
    let resolved = &loaded.resolved;
    if let Some(unread) = loaded.files.iter().find(|file| file.document.is_none()) {
        let path = loaded.sources.shown_path(unread.source);
        return Err(refuse(
            asked,
            &msg!(
                "{path} kan inte läsas, och där kan id:t också stå: rätta den filen först",
                "{path} cannot be read, and the id may be in it too: fix that file first",
            ),
        ));
    }
    if key(new) != found.id.as_str()
        && let Some(holder) = resolved.holder_of(new, &found.same)
    {
        let sort = names::sort_of(holder);
        let title = resolved.words_of(holder).map_or("", |title| title.as_str());
        let (sv, en) = (&sort.sv, &sort.en);
        return Err(refuse(asked, &msg!("{new} är redan {sv} ”{title}”", "{new} is already {en} \"{title}\"")));
    }
    let mut by_file: BTreeMap<SourceId, Vec<Edit>> = BTreeMap::new();
    let mut seen: BTreeSet<(String, usize)> = BTreeSet::new();
    for document in 0..resolved.documents.len() {
        let mentions = resolved.mentions_in(document, &loaded.sources);
        for mention in
            mentions.into_iter().filter(|mention| mention.named.iter().any(|named| found.same.contains(named)))
        {
            let Some(range) = found.name_in(&mention) else {
                if found.is_hidden(&mention) {
                    let place = found.placed.location(mention.span, asked.client.encoding);
                    let (path, line) = (loaded.sources.shown_path(mention.span.source), place.range.start.line + 1);
                    return Err(refuse(
                        asked,
                        &msg!(
                            "id:t står i en text inom citattecken, på rad {line} i {path}: skriv den texten med | först",
                            "the id is in a text within quotation marks, on line {line} of {path}: write that text with | first",
                        ),
                    ));
                }
                continue;
            };
            // A text that two documents name is one file.
            let source = mention.span.source;
            if seen.insert((found.placed.known(source).address, range.start)) {
                by_file.entry(source).or_default().push(Edit { range, text: new.to_owned() });
            }
        }
    }
    let by_file = by_file.into_iter().map(|(source, edits)| (source, separate(&edits)));
    Ok(workspace_edit(asked, found.placed, by_file))
}

const NOTHING_HERE: Bilingual = Bilingual::fixed("här står inget id", "there is no id here");

const NO_ID: Bilingual = Bilingual::fixed(
    "här står ett nummer eller ett namn, inget id: ge det ett id först, med id: där det skrivs",
    "this is a number or a name, not an id: give it an id first, with id: where it is written",
);

fn refuse(asked: &Asked, words: &Bilingual) -> Refused {
    Refused::because(words.get(asked.language))
}

/// Whether a text can be an id as it is, in YAML and in an insert.
fn is_id(text: &str) -> bool {
    let is_sign = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.') || is_mark(sign);
    text.chars().all(is_sign) && text.chars().next().is_some_and(char::is_alphanumeric) && !text.ends_with('.')
}

/// The ring and the dots of letters that are written in two signs.
fn is_mark(sign: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&sign)
}

/// What is named at a place, with its id.
struct Found<'a> {
    placed: &'a Placed<'a>,
    mention: Mention,
    /// All that is the same thing.
    same: BTreeSet<Named>,
    /// The id, as ids are compared.
    id: String,
}

impl<'a> Found<'a> {
    fn at(asked: &'a Asked<'a>, position: types::Position) -> Result<Found<'a>, Refused> {
        let offset = asked.document.places(asked.client.encoding).offset(position);
        let nothing = || refuse(asked, &NOTHING_HERE);
        let placed = asked.placed.as_ref().ok_or_else(nothing)?;
        let (_, mention) = names::at(asked, offset).ok_or_else(nothing)?;
        let resolved = &placed.loaded.resolved;
        let first = *mention.named.first().ok_or_else(nothing)?;
        if mention.named.iter().any(|named| !named.is_like(first)) {
            return Err(refuse(asked, &Bilingual::fixed("flera saker heter så här", "several things are called this")));
        }
        let same = resolved.same_as(mention.named.iter().copied());
        // An addition to a goal may name it by its number: the id stands where it is decided.
        let ids: Vec<String> =
            same.iter().filter_map(|named| Some(key(resolved.id_of(*named)?.as_str()).into_owned())).collect();
        let slice = placed.loaded.sources.slice(mention.span);
        let here = ids.iter().find(|id| name_within(&slice, id).is_some());
        let id = here.ok_or_else(|| refuse(asked, &NO_ID))?.clone();
        Ok(Found { placed, mention, same, id })
    }

    /// The place of the id where something is named by it; none where it is named by its number or title.
    fn name_in(&self, mention: &Mention) -> Option<Range<usize>> {
        let slice = self.placed.loaded.sources.slice(mention.span);
        let within = name_within(&slice, &self.id)?;
        let start = mention.span.start as usize;
        Some(start + within.start..start + within.end)
    }

    /// Whether a name stands in a text whose places are not those of the file.
    fn is_hidden(&self, mention: &Mention) -> bool {
        let slice = self.placed.loaded.sources.slice(mention.span);
        mention.is_in_text && slice.contains("{{") && slice.contains(&self.id)
    }
}

/// Where an id stands in what is written: within quotation marks, and after `level/`.
fn name_within(written: &str, id: &str) -> Option<Range<usize>> {
    let quotes: &[char] = &['"', '\''];
    let inner = written.trim_matches(quotes);
    let start = written.len() - written.trim_start_matches(quotes).len();
    let from = match inner.split_once('/') {
        Some((level, rest)) if key(rest.trim()) == id => level.len() + 1 + (rest.len() - rest.trim_start().len()),
        _ if key(inner.trim()) == id => inner.len() - inner.trim_start().len(),
        _ => return None,
    };
    Some(start + from..start + inner.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_stands_within_what_is_around_it() {
        for (written, id, expected) in [
            ("ami", "ami", Some("ami")),
            ("\"ami\"", "ami", Some("ami")),
            ("enhetsmål/ami", "ami", Some("ami")),
            ("'nämndmål/ ami '", "ami", Some("ami")),
            ("a\u{30a}r", "år", Some("a\u{30a}r")),
            ("amin", "ami", None),
            ("", "ami", None),
        ] {
            assert_eq!(name_within(written, id).map(|range| &written[range]), expected, "{written}");
        }
    }

    #[test]
    fn an_id_needs_no_quotation_marks() {
        for (text, expected) in [
            ("sip-möten", true),
            ("1.10", true),
            ("a b", false),
            ("", false),
            ("-a", false),
            ("a: b", false),
            ("å\u{308}", true),
        ] {
            assert_eq!(is_id(text), expected, "{text}");
        }
    }
}
