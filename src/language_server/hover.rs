//! What an editor shows of the place that somebody points at: what a key or a word means, and what an id names.

use std::ops::Range;

use gen_lsp_types as types;

use super::catalogue::{Catalogue, Meaning};
use super::names;
use super::outline::Slot;
use super::worker::Asked;
use crate::describe::schema::{explained, words};
use crate::diagnostic::Bilingual;
use crate::lint::rules;
use crate::msg;
use crate::plan_format::fields::Entries;
use crate::plan_format::parts::insert;
use crate::resolve::inserts::Inserted;
use crate::source::Span;
use crate::syntax::prose;

/// What is shown of a place.
pub(super) fn at(asked: &Asked, position: types::Position) -> Option<types::Hover> {
    let places = asked.document.places(asked.client.encoding);
    let offset = places.offset(position);
    let (range, text) =
        of_insert(asked, offset).or_else(|| of_name(asked, offset)).or_else(|| of_key(asked, offset))?;
    let contents = types::Contents::MarkupContent(types::MarkupContent {
        kind: types::MarkupKind::Markdown,
        value: without_links(&text),
    });
    Some(types::Hover { contents, range: Some(places.between(range)) })
}

/// What an id, a number or a name names.
fn of_name(asked: &Asked, offset: usize) -> Option<(Range<usize>, String)> {
    let loaded = asked.placed.as_ref()?.loaded;
    let (document, mention) = names::at(asked, offset)?;
    let mut cards: Vec<String> = Vec::new();
    for named in mention.named {
        let card = names::card(loaded, document, named, asked.language);
        if !cards.contains(&card) {
            cards.push(card);
        }
    }
    (!cards.is_empty()).then(|| (range_of(mention.span), cards.join("\n\n---\n\n")))
}

fn range_of(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// What an insert prints, where that is a figure; of a part what it is.
fn of_insert(asked: &Asked, offset: usize) -> Option<(Range<usize>, String)> {
    let loaded = asked.placed.as_ref()?.loaded;
    let resolved = &loaded.resolved;
    names::here(asked).into_iter().find_map(|(source, document)| {
        let texts = resolved.documents[document].prose();
        texts.into_iter().filter(|text| text.raw(&loaded.sources).contains("{{")).find_map(|text| {
            let read = text.text(&loaded.sources);
            let parsed = prose::parse(&read.text);
            parsed.inserts.iter().find_map(|written| {
                let span = read.span(written.range.clone());
                let is_here = span.source == source && span.start as usize <= offset && offset <= span.end as usize;
                if !is_here || !text.is_editable() {
                    return None;
                }
                let call = insert::read(&parsed.text, written.words.clone(), &resolved.settings.steering).ok()?;
                let word = insert::WORDS.iter().find(|word| {
                    parsed.text[written.words.clone()].split_whitespace().any(|said| names::is_word(said, word.key))
                })?;
                let about = Bilingual::fixed(word.about.0, word.about.1);
                let words = match resolved.inserted(document, &call) {
                    Ok(Inserted::Figure(figure)) => {
                        let figure = figure.print();
                        msg!("Trycks: **{figure}**", "Prints: **{figure}**")
                    }
                    Ok(Inserted::Part(_)) => Bilingual::fixed("", ""),
                    Err(_) => Bilingual::fixed("Trycks inte.", "Is not printed."),
                };
                // On the name itself it is told what that names, too.
                let named = names::at(asked, offset).filter(|(_, mention)| mention.is_in_text);
                let cards = named.into_iter().flat_map(|(document, mention)| {
                    let first = mention.named.first().copied();
                    first.map(|named| names::card(loaded, document, named, asked.language))
                });
                let words = [about.get(asked.language).to_owned(), words.get(asked.language).to_owned()];
                let all: Vec<String> = words.into_iter().chain(cards).filter(|words| !words.is_empty()).collect();
                Some((range_of(span), all.join("\n\n")))
            })
        })
    })
}

/// What a key or a fixed word means.
fn of_key(asked: &Asked, offset: usize) -> Option<(Range<usize>, String)> {
    let catalogue = Catalogue::of(asked)?;
    let text = &asked.document.source.text;
    match catalogue.outline.slot(text, offset) {
        Slot::Key { there: Some(key), .. } => {
            let range = catalogue.outline.keys[key].range.clone();
            Some((range, of_meaning(asked, &catalogue, key)?))
        }
        Slot::Value { key, typed } => {
            let Some(Meaning::Field(field, _)) = catalogue.meaning(key) else { return None };
            let written = &text[typed.clone()];
            let words = words(field, asked.settings);
            let word = words.iter().find(|word| names::is_word(written, &word.word))?;
            Some((typed, format!("**{}** {}", word.word, word.about.get(asked.language))))
        }
        _ => None,
    }
}

/// What a key means.
fn of_meaning(asked: &Asked, catalogue: &Catalogue, key: usize) -> Option<String> {
    let name = &catalogue.outline.keys[key].name;
    let say = |words: Bilingual| words.get(asked.language).to_owned();
    Some(match catalogue.meaning(key)? {
        Meaning::Field(field, _) => format!("**{}**\n\n{}", field.key, explained(field, asked.language)),
        Meaning::Section(section) => {
            format!(
                "**{section}**\n\n{}",
                say(Bilingual::fixed("Ett avsnitt i styrmodellen.", "A section of the steering model."))
            )
        }
        Meaning::Level(heading) => say(msg!(
            "**{heading}**\n\nEn nivå i styrmodellen, med en lista av mål.",
            "**{heading}**\n\nA level of the steering model, with a list of goals.",
        )),
        Meaning::Entry(_, Entries::RuleLevels) => {
            let rule = rules::find(name)?;
            format!("**{} {}**\n\n{}", rule.code, rule.name, rule.summary.get(asked.language))
        }
        Meaning::Id(field) | Meaning::Entry(field, _) => {
            format!("**{}**\n\n{}", field.key, explained(field, asked.language))
        }
    })
}

/// Markdown whose links have their words alone: the pages that they lead to lie beside the references, and not here.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let link = rest[open..].find("](").and_then(|middle| {
            let words = &rest[open + 1..open + middle];
            let end = rest[open + middle..].find(')')?;
            (!words.contains(['[', '\n'])).then_some((words, open + middle + end + 1))
        });
        match link {
            Some((words, after)) => {
                plain.push_str(&rest[..open]);
                plain.push_str(words);
                rest = &rest[after..];
            }
            None => {
                plain.push_str(&rest[..open + 1]);
                rest = &rest[open + 1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    #[test]
    fn links_have_their_words_alone() {
        for (text, expected) in [
            ("Se [`vp import`](lasa-in.md#kolada).", "Se `vp import`."),
            ("[sip-möten] och [a](b)", "[sip-möten] och a"),
            ("[en", "[en"),
        ] {
            assert_eq!(super::without_links(text), expected);
        }
    }
}
