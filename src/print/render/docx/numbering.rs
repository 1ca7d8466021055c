//! Lists: each counted one has a number of its own, so that it begins anew; the marks of the first level are the template's
//! where its style for lists has some.

use roxmltree::{Document, Node};

use super::style::{BULLET, NUMBER, Styles};
use crate::print::templates::word::{MAIN, WordTemplate};

/// The deepest level of lists, from 0.
pub(super) const DEEPEST: usize = 8;

/// How far a level of a list stands further in than the one around it, in twentieths of a point.
pub(super) const STEP: u32 = 357;

/// The lists of a document.
pub(super) struct Numbering {
    /// The template's part; none where it has none.
    base: Option<String>,
    /// Where in it our kinds of lists go, and our lists.
    places: [usize; 2],
    /// The number of our first kind of list, which has marks; the one after it is counted.
    kind: u32,
    /// The template's own kinds for the first level.
    own_kinds: [Option<String>; 2],
    /// Our lists.
    lists: String,
    /// The number of the last list.
    last: u32,
    /// The list of each kind that has marks, which need not begin anew.
    marked: [Option<u32>; 2],
}

impl Numbering {
    /// No lists yet but those of the template.
    pub(super) fn of(template: &WordTemplate, styles: &Styles) -> Numbering {
        let mut numbering = Numbering {
            base: None,
            places: [0; 2],
            kind: 0,
            own_kinds: [None, None],
            lists: String::new(),
            last: 0,
            marked: [None; 2],
        };
        let Some(base) = &template.numbering else { return numbering };
        let Ok(tree) = Document::parse(base) else { return numbering };
        let nodes = || tree.root_element().children().filter(Node::is_element);
        let named = |name: &'static str| nodes().filter(move |node| node.tag_name().name() == name);
        let largest = |name: &'static str, key: &str| {
            named(name).filter_map(|node| number(&node, key)).filter(|number| *number < u32::MAX / 2).max()
        };
        numbering.kind = largest("abstractNum", "abstractNumId").map_or(0, |largest| largest + 1);
        numbering.last = largest("num", "numId").unwrap_or(0);
        let end = base.rfind("</").unwrap_or(base.len());
        let lists_end = named("numIdMacAtCleanup").next().map_or(end, |node| node.range().start);
        numbering.places = [named("num").next().map_or(lists_end, |node| node.range().start), lists_end];
        numbering.own_kinds = [BULLET, NUMBER].map(|style| {
            let list = template.styles.list(styles.id(style)?)?;
            let found = named("num").find(|node| value(node, "numId") == Some(list))?;
            let kind = found.children().find(|node| node.tag_name().name() == "abstractNumId")?;
            let kind = value(&kind, "val")?;
            let whole = named("abstractNum").find(|node| value(node, "abstractNumId") == Some(kind))?;
            // One that only points to a style has no levels itself.
            whole.children().any(|node| node.tag_name().name() == "lvl").then(|| kind.to_owned())
        });
        numbering.base = Some(base.clone());
        numbering
    }

    /// The number of a list at a level, which begins with `first` where it is counted.
    pub(super) fn list(&mut self, level: usize, first: Option<u64>) -> u32 {
        let is_counted = usize::from(first.is_some());
        let own = self.own_kinds[is_counted].clone().filter(|_| level == 0);
        let of_own = usize::from(own.is_some());
        if let (None, Some(list)) = (first, self.marked[of_own]) {
            return list;
        }
        self.last += 1;
        let kind = own.unwrap_or_else(|| (self.kind + is_counted as u32).to_string());
        let list = self.last.to_string();
        self.lists.extend(["<w:num w:numId=\"", &list, "\"><w:abstractNumId w:val=\"", &kind, "\"/>"]);
        match first {
            // Word counts no further.
            Some(first) => {
                let (level, first) = (level.to_string(), first.min(0x7fff).to_string());
                let all = [
                    "<w:lvlOverride w:ilvl=\"",
                    &level,
                    "\"><w:startOverride w:val=\"",
                    &first,
                    "\"/></w:lvlOverride>",
                ];
                self.lists.extend(all);
            }
            None => self.marked[of_own] = Some(self.last),
        }
        self.lists.push_str("</w:num>");
        self.last
    }

    /// The part.
    pub(super) fn part(&self) -> String {
        let kinds =
            [false, true].map(|is_counted| kind_of_list(self.kind + u32::from(is_counted), is_counted)).concat();
        match &self.base {
            None => format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:numbering xmlns:w=\"{MAIN}\">{kinds}{}</w:numbering>",
                self.lists
            ),
            Some(base) => {
                let [kinds_at, lists_at] = self.places;
                [&base[..kinds_at], &kinds, &base[kinds_at..lists_at], &self.lists, &base[lists_at..]].concat()
            }
        }
    }
}

/// A kind of list with its levels.
fn kind_of_list(number: u32, is_counted: bool) -> String {
    let mut out = format!("<w:abstractNum w:abstractNumId=\"{number}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>");
    for level in 0..=DEEPEST {
        let (format, mark) = match is_counted {
            true => (["decimal", "lowerLetter", "lowerRoman"][level % 3], format!("%{}.", level + 1)),
            false => ("bullet", ["•", "–", "▪"][level % 3].to_owned()),
        };
        let indent = STEP * (level as u32 + 1);
        out.push_str(&format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{mark}\"/>\
             <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{indent}\" w:hanging=\"{STEP}\"/></w:pPr></w:lvl>",
        ));
    }
    out.push_str("</w:abstractNum>");
    out
}

fn value<'t>(node: &Node<'t, '_>, name: &str) -> Option<&'t str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

fn number(node: &Node, name: &str) -> Option<u32> {
    value(node, name)?.parse().ok()
}
