//! The styles of an OpenDocument text: which of them are headings, bold or hidden, and which lists are counted.

use std::collections::HashMap;

use crate::import::archive::{Archive, More, Part, Seen, attribute, events};
use crate::import::problem::Unread;

/// More styles that are based on each other than these are a circle.
const MOST_BASES: usize = 20;

/// A style.
#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    outline: Option<u8>,
    bold: Option<bool>,
    italic: Option<bool>,
    is_hidden: bool,
    is_raised: bool,
}

/// The styles by their names.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    all: HashMap<String, Style>,
    /// For each style of lists the levels that are counted.
    counted: HashMap<String, Vec<bool>>,
    headings_in_body: usize,
}

impl Styles {
    /// Reads the styles, and how many headings the document has.
    pub(crate) fn read(archive: &mut Archive) -> Result<Styles, Unread> {
        let mut styles = Styles::default();
        for name in ["styles.xml", "content.xml"] {
            if let Some(part) = archive.part(name)? {
                styles.read_part(part)?;
            }
        }
        Ok(styles)
    }

    fn read_part(&mut self, part: Part) -> Result<(), Unread> {
        let mut open: Option<(String, Style)> = None;
        let mut list: Option<String> = None;
        events(part, |seen| {
            match seen {
                Seen::Open(start) => match start.local_name().as_ref() {
                    "style" => {
                        let style = Style {
                            parent: attribute(start, "parent-style-name"),
                            outline: attribute(start, "default-outline-level").and_then(|level| level.parse().ok()),
                            ..Style::default()
                        };
                        open = attribute(start, "name").map(|name| (name, style));
                    }
                    "text-properties" => {
                        if let Some((_, style)) = &mut open {
                            let is = |name: &str, words: &[&str]| {
                                attribute(start, name).map(|value| words.contains(&value.as_str()))
                            };
                            style.bold = is("font-weight", &["bold", "600", "700", "800", "900"]).or(style.bold);
                            style.italic = is("font-style", &["italic", "oblique"]).or(style.italic);
                            let position = attribute(start, "text-position");
                            style.is_raised |= position.is_some_and(|position| is_raised(&position));
                            style.is_hidden |= is("display", &["none"]) == Some(true);
                        }
                    }
                    "list-style" => {
                        list = attribute(start, "name");
                        if let Some(list) = &list {
                            self.counted.insert(list.clone(), Vec::new());
                        }
                    }
                    name @ ("list-level-style-number" | "list-level-style-bullet") => {
                        let is_counted = name.ends_with("number")
                            && attribute(start, "num-format").is_some_and(|format| !format.is_empty());
                        if let Some(levels) = list.as_ref().and_then(|list| self.counted.get_mut(list)) {
                            levels.push(is_counted);
                        }
                    }
                    "h" => {
                        let level = attribute(start, "outline-level").and_then(|level| level.parse::<u8>().ok());
                        self.headings_in_body += usize::from(level.is_some_and(|level| level > 1));
                    }
                    _ => {}
                },
                Seen::Close("style") => {
                    if let Some((name, style)) = open.take() {
                        self.all.insert(name, style);
                    }
                }
                Seen::Close("list-style") => list = None,
                _ => {}
            }
            Ok(More::Yes)
        })
    }

    /// How many headings the document has below its title.
    pub(crate) fn used_headings(&self) -> usize {
        self.headings_in_body
    }

    /// The names of a style and of those that it is based on, with the styles.
    fn bases<'t>(&'t self, name: &'t str) -> impl Iterator<Item = (&'t str, Option<&'t Style>)> {
        let first = Some((name, self.all.get(name))).filter(|(name, _)| !name.is_empty());
        let next = |(_, style): &(&str, Option<&'t Style>)| {
            let parent = style.as_ref()?.parent.as_deref()?;
            Some((parent, self.all.get(parent)))
        };
        std::iter::successors(first, next).take(MOST_BASES)
    }

    /// The level of a style of headings, 1 the highest.
    pub(crate) fn level(&self, name: &str) -> Option<u8> {
        self.bases(name).find_map(|(name, style)| {
            let plain = plain(name);
            let named = plain
                .strip_prefix("heading ")
                .or_else(|| plain.strip_prefix("rubrik "))
                .and_then(|level| level.trim().parse().ok());
            let title = (plain == "title" || plain == "rubrik").then_some(1);
            title.or(named).or(style.and_then(|style| style.outline)).filter(|level| (1..=9).contains(level))
        })
    }

    /// Whether a style is that of the contents.
    pub(crate) fn is_contents(&self, name: &str) -> bool {
        self.bases(name).any(|(name, _)| {
            let plain = plain(name);
            let rest = plain.strip_prefix("contents ").or_else(|| plain.strip_prefix("toc "));
            rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
        })
    }

    /// Whether a style is that of quotations.
    pub(crate) fn is_quote(&self, name: &str) -> bool {
        self.bases(name).any(|(name, _)| ["quotations", "quote", "citat"].contains(&plain(name).as_str()))
    }

    /// Whether words of a style are bold, and slanted. What a heading's style has is none of its words'.
    pub(crate) fn look(&self, name: &str) -> (bool, bool) {
        let bold = self.bases(name).find_map(|(_, style)| style?.bold);
        let italic = self.bases(name).find_map(|(_, style)| style?.italic);
        let is_named = |word: &str| self.bases(name).any(|(name, _)| plain(name).starts_with(word));
        (bold.unwrap_or(is_named("strong emphasis")), italic.unwrap_or(is_named("emphasis")))
    }

    /// Whether nobody sees words of a style.
    pub(crate) fn is_hidden(&self, name: &str) -> bool {
        self.bases(name).any(|(_, style)| style.is_some_and(|style| style.is_hidden))
    }

    /// Whether words of a style are raised.
    pub(crate) fn is_raised(&self, name: &str) -> bool {
        self.bases(name).any(|(_, style)| style.is_some_and(|style| style.is_raised))
    }

    /// Whether a level of a style of lists is counted.
    pub(crate) fn is_counted(&self, list: &str, depth: usize) -> bool {
        self.counted.get(list).is_some_and(|levels| levels.get(depth).or(levels.first()).copied().unwrap_or(false))
    }
}

/// Whether a place of words on their line is a raised one: "super 58%", "33% 58%".
pub(crate) fn is_raised(position: &str) -> bool {
    let height = position.split_whitespace().next().unwrap_or_default();
    let per_cent = height.strip_suffix('%').and_then(|per_cent| per_cent.parse::<f64>().ok());
    height == "super" || per_cent.is_some_and(|per_cent| per_cent > 0.0)
}

/// The name of a style as it is shown: "Heading_20_1" is "heading 1".
fn plain(name: &str) -> String {
    name.replace("_20_", " ").to_lowercase()
}
