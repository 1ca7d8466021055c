//! Paper, margins, head and foot of a template: the properties of its last section.

use roxmltree::{Document, Node};

/// What a section says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its properties, as elements in their order.
    pub properties: Vec<String>,
    /// The ids of its heads and feet among the document's relations.
    pub references: Vec<String>,
    /// Whether it has a foot.
    pub has_foot: bool,
    /// How wide a line of text is, in twentieths of a point.
    pub width: u32,
}

/// A4 upright with the margins that pages have on paper.
const A4: [&str; 2] = [
    "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
    "<w:pgMar w:top=\"1361\" w:right=\"1361\" w:bottom=\"1531\" w:left=\"1361\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>",
];

/// The width of a line between these margins.
const WIDTH: u32 = 11_906 - 2 * 1_361;

/// The narrowest line that text can be set in.
const NARROWEST: u32 = 2_000;

/// The widest paper that there is.
const WIDEST: u32 = 31_680;

/// What a section may say that stays out of a document: it names parts that are not taken along, or tells of changes.
const LEFT_OUT: [&str; 4] = ["footnotePr", "endnotePr", "printerSettings", "sectPrChange"];

impl Default for Section {
    fn default() -> Section {
        let properties = A4.into_iter().map(str::to_owned).collect();
        Section { properties, references: Vec::new(), has_foot: false, width: WIDTH }
    }
}

impl Section {
    /// The last section of a document; the usual one where it has none.
    pub(super) fn read(tree: &Document, text: &str) -> Section {
        let named = |node: &Node, name: &str| node.is_element() && node.tag_name().name() == name;
        let body = tree.root_element().children().find(|node| named(node, "body"));
        let found = body.and_then(|body| body.children().rev().find(|node| named(node, "sectPr")));
        let Some(found) = found else { return Section::default() };
        let mut section = Section { properties: Vec::new(), references: Vec::new(), has_foot: false, width: WIDTH };
        let (mut paper, mut margins, mut columns) = (11_906, 2 * 1_361, 1);
        for node in found.children().filter(Node::is_element) {
            let name = node.tag_name().name();
            if LEFT_OUT.contains(&name) {
                continue;
            }
            let get = |name: &str| {
                let value = node.attributes().find(|attribute| attribute.name() == name);
                value.and_then(|value| value.value().parse::<f64>().ok()).map_or(0, |value| value.abs() as u32)
            };
            match name {
                "headerReference" | "footerReference" => {
                    section.has_foot |= name == "footerReference";
                    let id = node.attributes().find(|attribute| attribute.name() == "id");
                    section.references.extend(id.map(|id| id.value().to_owned()));
                }
                "pgSz" => paper = get("w"),
                "pgMar" => margins = get("left").saturating_add(get("right")).saturating_add(get("gutter")),
                "cols" => columns = get("num").clamp(1, 4),
                _ => {}
            }
            section.properties.push(text[node.range()].to_owned());
        }
        section.width = (paper.min(WIDEST).saturating_sub(margins) / columns).max(NARROWEST);
        section
    }
}
