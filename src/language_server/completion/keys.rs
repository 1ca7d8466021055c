//! Which keys may be written at a place, with the indentation that they need, and none that is there already.

use std::ops::Range;

use gen_lsp_types as types;

use super::{Offer, named, quoted};
use crate::describe::schema::{explained, occasions};
use crate::diagnostic::{Bilingual, Language};
use crate::language_server::catalogue::{Catalogue, Keys};
use crate::language_server::outline::{Outline, Slot};
use crate::language_server::worker::Asked;
use crate::lint::rules;
use crate::plan_format::fields::{Entries, Field, PartSchema, ValueShape, same_key};
use crate::plan_format::parts::goals::GOAL;
use crate::print::templates::printed_words;
use crate::read::kinds::KINDS;

/// The keys at a place, and what is replaced by the one that is chosen.
pub(super) fn offered(asked: &Asked, catalogue: &Catalogue, offset: usize) -> (Vec<Offer>, Range<usize>) {
    let text = &asked.document.source.text;
    let outline = &catalogue.outline;
    let Slot::Key { parent, item, typed, column, there, is_flow } = outline.slot(text, offset) else {
        return (Vec::new(), offset..offset);
    };
    // An entry of a list of texts is a value.
    if let Some(key) = parent.filter(|_| item.is_some() || !outline.keys.iter().any(|key| key.parent == parent))
        && there.is_none()
        && is_list_of_texts(catalogue, key)
    {
        return (super::values::offered(asked, catalogue, key, &text[typed.clone()]), typed);
    }
    let column = if is_flow || item.is_some() { column } else { fitting(outline, parent, column) };
    let place = Place { column, is_flow, has_colon: there.is_some() };
    let beside: Vec<&str> = outline
        .below(parent, item)
        .filter(|key| Some(*key) != there)
        .map(|key| outline.keys[key].name.as_str())
        .collect();
    let is_free = |name: &str| !beside.iter().any(|other| same_key(other, name));
    let mut offers = match catalogue.keys_below(parent) {
        Keys::Of(part) => of_part(asked, part, place),
        Keys::Ids(_, part) => {
            let which = catalogue.named_below(parent);
            let ids = which.map_or_else(Vec::new, |which| named(asked, which));
            ids.into_iter().map(|offer| Offer { text: place.of_id(&offer.label, Some(part)), ..offer }).collect()
        }
        Keys::Entries(_, Entries::Targets(_)) => {
            let which = catalogue.named_below(parent);
            let ids = which.map_or_else(Vec::new, |which| named(asked, which));
            ids.into_iter().map(|offer| Offer { text: place.of_id(&offer.label, None), ..offer }).collect()
        }
        Keys::Entries(_, entries) => of_entries(asked, entries, place),
        Keys::Words => of_words(asked, place),
        Keys::Unknown if catalogue.part.is_none() && parent.is_none() => beginnings(asked, place),
        Keys::Unknown => Vec::new(),
    };
    offers.retain(|offer| is_free(&offer.label));
    // On a line without anything else the indentation is put right too.
    let line = text[..typed.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let is_alone = !is_flow && there.is_none() && text[line..typed.start].chars().all(|sign| sign == ' ');
    if is_alone && typed.start - line != column {
        for offer in &mut offers {
            offer.text = format!("{}{}", " ".repeat(column), offer.text);
        }
        return (offers, line..typed.end);
    }
    (offers, typed)
}

/// The column that a key belongs at: that of the others below the same key, else two farther than that one.
fn fitting(outline: &Outline, parent: Option<usize>, column: usize) -> usize {
    let beside = outline.keys.iter().find(|key| key.parent == parent && key.item.is_none() && !key.is_flow);
    let below = || parent.map_or(0, |parent| outline.keys[parent].column + 2);
    beside.map_or_else(|| if parent.is_some() { column.max(below()).min(below()) } else { 0 }, |key| key.column)
}

fn is_list_of_texts(catalogue: &Catalogue, key: usize) -> bool {
    catalogue.named_by(key).is_some()
}

/// How a key stands at its place.
#[derive(Clone, Copy)]
struct Place {
    column: usize,
    is_flow: bool,
    /// Whether the colon is there already.
    has_colon: bool,
}

impl Place {
    /// A key with what follows it, as far as it is known: whoever chooses a list begins its first entry.
    fn of(self, key: &str, shape: Option<ValueShape>) -> String {
        if self.has_colon {
            return key.to_owned();
        }
        let below = format!("\n{}", " ".repeat(self.column + 2));
        match shape {
            _ if self.is_flow => format!("{key}: "),
            Some(ValueShape::Parts(_) | ValueShape::PartsOrTexts(_)) => format!("{key}:{below}- "),
            Some(ValueShape::Part(_) | ValueShape::ById(_) | ValueShape::Map(..)) => format!("{key}:{below}"),
            Some(ValueShape::Prose) => format!("{key}: |{below}"),
            _ => format!("{key}: "),
        }
    }

    /// An id as a key; with keys of its own below it where it has a table.
    fn of_id(self, id: &str, part: Option<&'static PartSchema>) -> String {
        if self.has_colon {
            return quoted(id);
        }
        match part {
            Some(_) if !self.is_flow => format!("{}:\n{}", quoted(id), " ".repeat(self.column + 2)),
            Some(_) => format!("{}: {{", quoted(id)),
            None => format!("{}: ", quoted(id)),
        }
    }
}

fn of_part(asked: &Asked, part: &'static PartSchema, place: Place) -> Vec<Offer> {
    // What must be there comes first, and otherwise the order is that of the reference.
    let needed = part.fields.iter().filter(|field| field.needed);
    let others = part.fields.iter().filter(|field| !field.needed);
    let mut offers: Vec<Offer> = needed.chain(others).map(|field| of_field(field, place, asked.language)).collect();
    if std::ptr::eq(part, &GOAL) {
        let sections = asked.settings.steering.sections.iter();
        let sections = sections.filter(|section| !part.fields.iter().any(|field| field.key == section.key));
        offers.extend(sections.map(|section| Offer {
            text: place.of(&section.key, Some(ValueShape::Prose)),
            label: section.key.clone(),
            detail: Bilingual::fixed("avsnitt", "section").get(asked.language).to_owned(),
            kind: Some(types::CompletionItemKind::Property),
            ..Default::default()
        }));
    }
    offers
}

fn of_field(field: &'static Field, place: Place, language: Language) -> Offer {
    Offer {
        label: field.key.to_owned(),
        text: place.of(field.key, Some(field.shape)),
        detail: Bilingual::fixed(field.about.0, field.about.1).get(language).to_owned(),
        about: explained(field, language),
        kind: Some(types::CompletionItemKind::Property),
    }
}

fn of_entries(asked: &Asked, entries: Entries, place: Place) -> Vec<Offer> {
    let steering = &asked.settings.steering;
    let key = |label: &str, text: String, detail: String| Offer {
        label: label.to_owned(),
        text,
        detail,
        kind: Some(types::CompletionItemKind::Property),
        ..Default::default()
    };
    match entries {
        Entries::Levels(_) => {
            let below = format!("\n{}- ", " ".repeat(place.column + 2));
            let text = |level: &str| match (place.has_colon, place.is_flow) {
                (true, _) => level.to_owned(),
                (false, true) => format!("{level}: ["),
                (false, false) => format!("{level}:{below}"),
            };
            steering.levels.iter().map(|level| key(&level.key, text(&level.key), level.heading.clone())).collect()
        }
        Entries::Checkpoints | Entries::Days(_) => {
            let all = occasions(steering).into_iter();
            let all =
                all.map(|one| key(&one.word, place.of(&one.word, None), one.about.get(asked.language).to_owned()));
            all.collect()
        }
        Entries::Assessments => {
            let all = steering.assessments.iter();
            all.map(|one| key(&one.key, place.of(&one.key, None), one.heading.clone())).collect()
        }
        Entries::RuleLevels => {
            let all = rules::all().into_iter().map(|entry| entry.rule).filter(|rule| rule.can_be_silenced);
            let words = |rule: &crate::diagnostic::Rule| format!("{}: {}", rule.name, rule.summary.get(asked.language));
            all.map(|rule| key(rule.code, place.of(rule.code, None), words(rule))).collect()
        }
        Entries::Words => of_words(asked, place),
        _ => Vec::new(),
    }
}

/// The keys of printed words, each with what is printed now.
fn of_words(asked: &Asked, place: Place) -> Vec<Offer> {
    let words = printed_words(asked.settings).into_iter();
    let offer = |(label, word): (String, String)| Offer {
        text: place.of(&label, None),
        label,
        detail: word,
        kind: Some(types::CompletionItemKind::Property),
        ..Default::default()
    };
    words.map(offer).collect()
}

/// What a document begins with that does not say yet what it is.
fn beginnings(asked: &Asked, place: Place) -> Vec<Offer> {
    let about = [
        ("vp", "vp: 1", Bilingual::fixed("Formatets version.", "The format's version.")),
        ("dokument", "dokument: ", Bilingual::fixed("Slaget av dokument.", "The kind of document.")),
    ];
    let offers = about.into_iter().map(|(key, text, about)| Offer {
        label: key.to_owned(),
        text: if place.has_colon { key.to_owned() } else { text.to_owned() },
        detail: about.get(asked.language).to_owned(),
        kind: Some(types::CompletionItemKind::Property),
        ..Default::default()
    });
    offers.collect()
}

/// The kinds of documents.
pub(super) fn kinds(asked: &Asked) -> Vec<Offer> {
    let kinds = KINDS.iter().map(|kind| Offer {
        label: kind.key().to_owned(),
        detail: Bilingual::fixed(kind.part.about.0, kind.part.about.1).get(asked.language).to_owned(),
        kind: Some(types::CompletionItemKind::EnumMember),
        ..Default::default()
    });
    kinds.collect()
}
