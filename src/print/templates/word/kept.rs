//! The parts of a template that a document takes along: what stands at the head and the foot of its pages with what that
//! needs, the theme and the fonts.

use std::collections::BTreeSet;

use super::Refused;
use super::package::{Package, Part, Relation};
use super::section::Section;

/// The parts, and how the document refers to them.
pub(super) struct Kept {
    pub(super) parts: Vec<Part>,
    pub(super) relations: Vec<Relation>,
}

/// What a document needs besides heads and feet.
const NEEDED: [&str; 3] = ["theme", "fontTable", "customXml"];

/// What is no more than named.
const NAMED: [&str; 1] = ["hyperlink"];

/// What runs in another program.
const EMBEDDED: [&str; 4] = ["oleObject", "package", "control", "aFChunk"];

/// Fields that take something in from elsewhere.
const FETCHING: [&str; 8] =
    ["DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "LINK", "IMPORT", "DATABASE"];

impl Kept {
    /// Takes the parts along that the document's relations lead to.
    pub(super) fn of(package: &Package, relations: &[Relation], section: &Section) -> Result<Kept, Refused> {
        let is_head_or_foot = |relation: &Relation| {
            matches!(relation.kind(), "header" | "footer") && section.references.contains(&relation.id)
        };
        let is_kept = |relation: &&Relation| NEEDED.contains(&relation.kind()) || is_head_or_foot(relation);
        let own = relations.iter().filter(is_kept).filter(|relation| package.has(&relation.target));
        let own: Vec<Relation> = own.cloned().collect();
        let mut kept = Kept { parts: Vec::new(), relations: Vec::new() };
        let mut known = BTreeSet::new();
        let mut open: Vec<Relation> = own.clone();
        while let Some(relation) = open.pop() {
            if !known.insert(relation.target.clone()) {
                continue;
            }
            let Some(part) = package.part(&relation.target) else { continue };
            if matches!(relation.kind(), "header" | "footer") {
                look_at_fields(&part.name, package)?;
            }
            for further in package.relations(&part.name)? {
                if EMBEDDED.contains(&further.kind()) {
                    return Err(Refused::Embedded(part.name));
                }
                match further.is_external {
                    true if NAMED.contains(&further.kind()) => {}
                    true => return Err(Refused::Fetches(part.name, shortened(&further.target))),
                    false => open.push(further),
                }
            }
            kept.parts.extend(package.part_of_relations(&part.name));
            kept.parts.push(part);
        }
        kept.parts.sort_by(|one, two| one.name.cmp(&two.name));
        kept.relations = own;
        Ok(kept)
    }
}

/// Refuses a head or a foot with a field that takes something in from elsewhere.
fn look_at_fields(name: &str, package: &Package) -> Result<(), Refused> {
    let tree = super::package::tree(name, package.text(name)?)?;
    let mut written = String::new();
    for node in tree.descendants() {
        match node.tag_name().name() {
            "instrText" => written.push_str(node.text().unwrap_or_default()),
            // The instruction of one field ends before the next begins.
            "fldChar" => written.push(' '),
            "fldSimple" => {
                let of_field = node.attributes().find(|attribute| attribute.name() == "instr");
                written.push_str(of_field.map_or("", |attribute| attribute.value()));
                written.push(' ');
            }
            _ => {}
        }
    }
    let found = written.split_whitespace().find(|word| FETCHING.contains(&word.to_ascii_uppercase().as_str()));
    match found {
        Some(field) => Err(Refused::Fetches(name.to_owned(), field.to_ascii_uppercase())),
        None => Ok(()),
    }
}

/// An address, not longer than a message has room for.
fn shortened(address: &str) -> String {
    const LONGEST: usize = 80;
    match address.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &address[..end]),
        None => address.to_owned(),
    }
}
