//! The styles of a Word document: which of them are headings, lines of the contents, and items of lists.

use std::collections::HashMap;

use crate::import::archive::{Archive, More, Seen, attribute, events};
use crate::import::problem::Unread;

/// More styles that are based on each other than these are a circle.
const MOST_BASES: usize = 20;

/// A style.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    depth: usize,
}

/// The styles by their ids.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    all: HashMap<String, Style>,
    headings_in_body: usize,
}

impl Styles {
    /// Reads the styles, and how often the document uses those of headings.
    pub(crate) fn read(archive: &mut Archive) -> Result<Styles, Unread> {
        let mut styles = Styles::default();
        let mut open: Option<(String, Style)> = None;
        if let Some(part) = archive.part("word/styles.xml")? {
            events(part, |seen| {
                match seen {
                    Seen::Open(start) => {
                        let value = || attribute(start, "val");
                        match (start.local_name().as_ref(), &mut open) {
                            ("style", _) => {
                                open = Some((attribute(start, "styleId").unwrap_or_default(), Style::default()))
                            }
                            ("name", Some((_, style))) => style.name = value().unwrap_or_default().to_lowercase(),
                            ("basedOn", Some((_, style))) => style.based_on = value(),
                            ("outlineLvl", Some((_, style))) => {
                                style.outline = value().and_then(|level| level.parse().ok())
                            }
                            ("numId", Some((_, style))) => style.list = value(),
                            ("ilvl", Some((_, style))) => {
                                style.depth = value().and_then(|level| level.parse().ok()).unwrap_or(0)
                            }
                            _ => {}
                        }
                    }
                    Seen::Close("style") => {
                        if let Some((id, style)) = open.take() {
                            styles.all.insert(id, style);
                        }
                    }
                    _ => {}
                }
                Ok(More::Yes)
            })?;
        }
        let mut headings = 0;
        if let Some(part) = archive.part("word/document.xml")? {
            events(part, |seen| {
                if let Seen::Open(start) = seen
                    && start.local_name().as_ref() == "pStyle"
                {
                    headings += usize::from(
                        attribute(start, "val")
                            .is_some_and(|style| styles.level(&style).is_some_and(|level| level > 1)),
                    );
                }
                Ok(More::Yes)
            })?;
        }
        styles.headings_in_body = headings;
        Ok(styles)
    }

    /// How many paragraphs have the style of a heading.
    pub(crate) fn used_headings(&self) -> usize {
        self.headings_in_body
    }

    /// A style, and those that it is based on.
    fn bases<'t>(&'t self, id: &'t str) -> impl Iterator<Item = (&'t str, &'t Style)> {
        let first = self.all.get_key_value(id).map(|(id, style)| (id.as_str(), style));
        let next = |(_, style): &(&str, &'t Style)| {
            let id = style.based_on.as_deref()?;
            self.all.get_key_value(id).map(|(id, style)| (id.as_str(), style))
        };
        std::iter::successors(first, next).take(MOST_BASES)
    }

    /// The level of a style of headings, 1 the highest. Derived styles of LibreOffice say that they have none, and do.
    pub(crate) fn level(&self, id: &str) -> Option<u8> {
        for (_, style) in self.bases(id) {
            if style.name == "toc heading" {
                return None;
            }
            if style.name == "title" {
                return Some(1);
            }
            if let Some(level) = style.outline.filter(|level| *level < 9) {
                return Some(level + 1);
            }
            if let Some(level) = heading_level(&style.name) {
                return Some(level);
            }
        }
        // A document without its styles still names them.
        if self.all.contains_key(id) { None } else { heading_level(&id.to_lowercase()) }
    }

    /// Whether a style is that of the contents.
    pub(crate) fn is_contents(&self, id: &str) -> bool {
        let is_of = |name: &str| {
            let rest = name
                .strip_prefix("toc")
                .or_else(|| name.strip_prefix("innehåll"))
                .or_else(|| name.strip_prefix("contents"));
            rest.is_some_and(|rest| !rest.is_empty() && rest.trim().bytes().all(|byte| byte.is_ascii_digit()))
        };
        self.bases(id).any(|(_, style)| is_of(&style.name)) || is_of(&id.to_lowercase())
    }

    /// Whether a style is that of quotations.
    pub(crate) fn is_quote(&self, id: &str) -> bool {
        self.bases(id).any(|(_, style)| {
            ["quote", "intense quote", "citat", "starkt citat", "quotations"].contains(&style.name.as_str())
        })
    }

    /// The list that a style's paragraphs are items of.
    pub(crate) fn list(&self, id: &str) -> Option<String> {
        let own = self.bases(id).find_map(|(_, style)| style.list.clone()).filter(|list| list != "0");
        let is_named = self
            .bases(id)
            .any(|(_, style)| style.name.starts_with("list bullet") || style.name.starts_with("punktlista"));
        own.or_else(|| is_named.then(|| "bullets".to_owned()))
    }

    /// How deep the items of a style are: "List Bullet 2".
    pub(crate) fn depth(&self, id: &str) -> usize {
        self.bases(id)
            .find_map(|(_, style)| {
                let named = style.name.strip_prefix("list bullet ").or_else(|| style.name.strip_prefix("list number "));
                named
                    .and_then(|depth| depth.trim().parse::<usize>().ok())
                    .map(|depth| depth.saturating_sub(1))
                    .or((style.depth > 0).then_some(style.depth))
            })
            .unwrap_or(0)
    }
}

/// The level in the name of a style of headings, in the languages that word processors write it in.
fn heading_level(name: &str) -> Option<u8> {
    let rest = ["heading", "rubrik", "överskrift", "otsikko"].into_iter().find_map(|word| name.strip_prefix(word))?;
    rest.trim().split('.').next()?.parse().ok().filter(|level| (1..=9).contains(level))
}
