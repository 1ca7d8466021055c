//! A package of Office: a zip of parts, each with its type, that refer to each other. Taken apart within bounds, and put
//! together so that the same parts give the same bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use roxmltree::{Document, Node, ParsingOptions};

use super::{MAIN, Refused};

/// Most parts of a template; one with a head, a foot and twenty pictures has fifty.
const MOST_PARTS: usize = 2_000;

/// Most bytes of all parts unpacked.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Most elements, texts and the like in a part that is read.
const MOST_NODES: u32 = 500_000;

/// What a file of Office begins with that is locked, or of the time before 2007.
const OLD: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// The namespace of the strict form's names.
const STRICT: &str = "http://purl.oclc.org/ooxml/";

/// A part as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its path in the package, without a slash at the beginning.
    pub name: String,
    /// Its type; none for the relations of another part.
    pub media_type: Option<String>,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// That a part refers to another, or to something elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// By which the part names it.
    pub id: String,
    /// What the other is to it, as an address.
    pub kind: String,
    /// The other's path in the package, or its address.
    pub target: String,
    /// Whether it lies elsewhere.
    pub is_external: bool,
}

impl Relation {
    /// What the other is: the last word of the address.
    pub fn kind(&self) -> &str {
        self.kind.rsplit('/').next().unwrap_or_default()
    }
}

/// The parts of a file, by path.
#[derive(Debug)]
pub(super) struct Package {
    parts: BTreeMap<String, Vec<u8>>,
    /// Types by path in small letters, and by extension.
    types: BTreeMap<String, String>,
    default_types: BTreeMap<String, String>,
}

impl Package {
    /// Takes a file apart.
    pub(super) fn read(bytes: &[u8]) -> Result<Package, Refused> {
        if bytes.starts_with(OLD) {
            return Err(Refused::LockedOrOld);
        }
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refused::NoWordFile)?;
        if zip.len() > MOST_PARTS {
            return Err(Refused::TooLarge);
        }
        let mut parts = BTreeMap::new();
        let mut left = MOST_BYTES;
        for number in 0..zip.len() {
            let broken = || Refused::Broken(format!("del {}", number + 1));
            let file = match zip.by_index(number) {
                Ok(file) => file,
                Err(zip::result::ZipError::UnsupportedArchive(_)) => return Err(Refused::LockedOrOld),
                Err(_) => return Err(broken()),
            };
            let name = file.name().map_err(|_| broken())?.trim_start_matches('/').to_owned();
            if name.ends_with('/') {
                continue;
            }
            // No part of a package lies outside of it.
            if name.split(['/', '\\']).any(|step| step == "..") {
                return Err(Refused::Broken(name));
            }
            // What the zip says of the size is not believed.
            let mut unpacked = Vec::new();
            file.take(left + 1).read_to_end(&mut unpacked).map_err(|_| Refused::Broken(name.clone()))?;
            left = left.checked_sub(unpacked.len() as u64).ok_or(Refused::TooLarge)?;
            // Of two parts of one name each reader would take another.
            if parts.keys().any(|known: &String| known.eq_ignore_ascii_case(&name)) {
                return Err(Refused::Broken(name));
            }
            parts.insert(name, unpacked);
        }
        let mut package = Package { parts, types: BTreeMap::new(), default_types: BTreeMap::new() };
        package.read_types()?;
        Ok(package)
    }

    fn read_types(&mut self) -> Result<(), Refused> {
        const NAME: &str = "[Content_Types].xml";
        let Some(bytes) = self.parts.remove(NAME) else { return Err(Refused::NoWordFile) };
        let text = text_of(NAME, &bytes)?;
        let tree = tree(NAME, text)?;
        for node in tree.root_element().children() {
            let get = |name: &str| node.attribute(name).unwrap_or_default().to_ascii_lowercase();
            let media_type = node.attribute("ContentType").unwrap_or_default().to_owned();
            match node.tag_name().name() {
                "Override" => {
                    let name = get("PartName").trim_start_matches('/').to_owned();
                    self.types.insert(name, media_type);
                }
                "Default" => {
                    self.default_types.insert(get("Extension"), media_type);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Refuses what has macros.
    pub(super) fn look_for_programs(&self) -> Result<(), Refused> {
        let is_program = |name: &String| name.to_ascii_lowercase().contains("vbaproject");
        let types = || self.types.values().chain(self.default_types.values());
        let is_program_type = |kind: &String| kind.contains("vbaProject") || kind.contains("macroEnabled");
        match self.parts.keys().any(is_program) || types().any(is_program_type) {
            true => Err(Refused::Macros),
            false => Ok(()),
        }
    }

    /// The path of the document itself.
    pub(super) fn main_document(&self) -> Result<String, Refused> {
        let relations = self.relations("")?;
        let document = relations.into_iter().find(|relation| relation.kind() == "officeDocument");
        let document = document.filter(|document| !document.is_external && self.has(&document.target));
        let document = document.ok_or(Refused::NoWordFile)?;
        if document.kind.starts_with(STRICT) {
            return Err(Refused::Strict);
        }
        let is_word = self.media_type(&document.target).is_some_and(|kind| kind.contains("wordprocessingml"));
        if is_word { Ok(document.target) } else { Err(Refused::NoWordFile) }
    }

    /// Whether it has a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(name)
    }

    /// A part with its type.
    pub(super) fn part(&self, name: &str) -> Option<Part> {
        let bytes = self.parts.get(name)?.clone();
        Some(Part { name: name.to_owned(), media_type: Some(self.media_type(name)?.to_owned()), bytes })
    }

    /// The relations of a part, as a part.
    pub(super) fn part_of_relations(&self, name: &str) -> Option<Part> {
        let name = relations_of(name);
        let bytes = self.parts.get(&name)?.clone();
        Some(Part { name, media_type: None, bytes })
    }

    fn media_type(&self, name: &str) -> Option<&str> {
        let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let own = self.types.get(&name.to_ascii_lowercase());
        own.or_else(|| self.default_types.get(&extension)).map(String::as_str)
    }

    /// The text of a part.
    pub(super) fn text(&self, name: &str) -> Result<&str, Refused> {
        text_of(name, self.parts.get(name).map_or(&[], Vec::as_slice))
    }

    /// The relations of a part; those of the package for no name. None where it has none.
    pub(super) fn relations(&self, name: &str) -> Result<Vec<Relation>, Refused> {
        let own = relations_of(name);
        let Some(bytes) = self.parts.get(&own) else { return Ok(Vec::new()) };
        let tree = tree(&own, text_of(&own, bytes)?)?;
        let nodes = tree.root_element().children().filter(|node| node.tag_name().name() == "Relationship");
        let read = nodes.map(|node| {
            let get = |name: &str| node.attribute(name).unwrap_or_default().to_owned();
            let is_external = node.attribute("TargetMode") == Some("External");
            let target = if is_external { get("Target") } else { path_from(name, &get("Target")) };
            Relation { id: get("Id"), kind: get("Type"), target, is_external }
        });
        Ok(read.collect())
    }
}

/// Puts parts together, the first ones first. The bytes are the same whichever system they are put together on.
pub fn packed<'p>(parts: impl IntoIterator<Item = (&'p str, &'p [u8])>) -> Vec<u8> {
    const INVARIANT: &str = "writing to memory does not fail";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .system(zip::System::Unix)
        .last_modified_time(zip::DateTime::default());
    for (name, bytes) in parts {
        zip.start_file(name, options).expect(INVARIANT);
        zip.write_all(bytes).expect(INVARIANT);
    }
    zip.finish().expect(INVARIANT).into_inner()
}

/// The path of the relations of a part.
pub fn relations_of(name: &str) -> String {
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{file}.rels")
}

/// The path of what a part names.
fn path_from(name: &str, target: &str) -> String {
    let target = target.split('#').next().unwrap_or_default();
    let from = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let all = match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("{from}/{target}"),
    };
    let mut path: Vec<&str> = Vec::new();
    for part in all.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    path.join("/")
}

fn text_of<'b>(name: &str, bytes: &'b [u8]) -> Result<&'b str, Refused> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::Broken(name.to_owned()))?;
    Ok(text.trim_start_matches('\u{feff}'))
}

/// The tree of a part. A part may not declare entities.
pub(super) fn tree<'t>(name: &str, text: &'t str) -> Result<Document<'t>, Refused> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Refused::TooLarge,
        _ => Refused::Broken(name.to_owned()),
    })
}

/// The root of a part, which is to have this name, and to call its names `w` as everybody does.
pub(super) fn root_of<'t, 'd>(part: &str, tree: &'t Document<'d>, name: &str) -> Result<Node<'t, 'd>, Refused> {
    let root = tree.root_element();
    let space = root.tag_name().namespace().unwrap_or_default();
    if space.starts_with(STRICT) {
        return Err(Refused::Strict);
    }
    let is_usual = space == MAIN && root.lookup_namespace_uri(Some("w")) == Some(MAIN);
    if is_usual && root.tag_name().name() == name { Ok(root) } else { Err(Refused::Broken(part.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::packed;

    #[test]
    fn a_package_does_not_tell_which_system_made_it() {
        let package = packed([("a.xml", &b"<a/>"[..])]);
        let entry = package.windows(4).position(|bytes| bytes == b"PK\x01\x02").expect("there is a list of parts");
        assert_eq!(package[entry + 5], 3);
    }
}
