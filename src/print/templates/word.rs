//! The municipality's own Word template: `dokument.dotx` or `dokument.docx` in the template folder. It gives documents their
//! styles, their paper and what stands at the head and the foot of each page; its text is a sample and not taken.
//!
//! ```text
//! bytes ── package (a zip in bounds) ── parts ── WordTemplate: what is kept, ready to be written again
//!                                         └── Refused: why it cannot be used
//! ```
//!
//! Others have made the file, and every reader opens what is made of it: what would run, or fetch something from elsewhere,
//! is refused, and only what the head and the foot of the page need is taken along.

mod kept;
pub mod own;
pub mod package;
mod refused;
mod section;
mod settings;
mod sheet;

use crate::print::templates::word::kept::Kept;
use crate::print::templates::word::package::{Package, Part, Relation};

pub use crate::read::workspace::WORD_TEMPLATES as FILES;

pub use self::refused::Refused;
pub use self::section::Section;
pub use self::sheet::{StyleKind, StyleSheet};

/// The main namespace of a Word document, which everybody calls `w`.
pub const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What is taken from a template.
#[derive(Debug, Default)]
pub struct WordTemplate {
    /// The parts that are taken as they are: heads, feet, their pictures, the theme, the fonts.
    pub parts: Vec<Part>,
    /// How the document refers to those of them that it needs.
    pub relations: Vec<Relation>,
    /// The namespaces of the document's root besides the usual ones, each with its prefix.
    pub namespaces: Vec<(String, String)>,
    /// The prefixes that a reader may pass over.
    pub ignorable: Vec<String>,
    /// Paper, margins, head and foot.
    pub section: Section,
    /// The styles.
    pub styles: StyleSheet,
    /// The numbering of its lists and headings, as a part.
    pub numbering: Option<String>,
    /// The settings that are kept, each by its name, as elements.
    pub settings: Vec<(String, String)>,
    /// The template that this one hangs on, which documents do not.
    pub hangs_on: Option<String>,
}

impl WordTemplate {
    /// Reads a template.
    ///
    /// Errors: it is none, cannot be read, or would do something by itself.
    pub fn read(bytes: &[u8]) -> Result<WordTemplate, Refused> {
        let package = Package::read(bytes)?;
        package.look_for_programs()?;
        let main = package.main_document()?;
        let document = package.text(&main)?;
        let tree = package::tree(&main, document)?;
        let root = package::root_of(&main, &tree, "document")?;
        let section = Section::read(&tree, document);
        let relations = package.relations(&main)?;
        let Kept { parts, relations: kept } = Kept::of(&package, &relations, &section)?;
        let of_kind = |kind: &str| relations.iter().find(|relation| relation.kind() == kind && !relation.is_external);
        let part = |kind: &str| of_kind(kind).map(|relation| relation.target.as_str()).filter(|name| package.has(name));
        let styles = match part("styles") {
            Some(name) => StyleSheet::read(name, package.text(name)?)?,
            None => StyleSheet::default(),
        };
        let numbering = match part("numbering") {
            Some(name) => {
                let text = package.text(name)?;
                package::root_of(name, &package::tree(name, text)?, "numbering")?;
                // Bullets that are pictures would need their files.
                (!text.contains("numPicBullet")).then(|| text.to_owned())
            }
            None => None,
        };
        let (settings, hangs_on) = match part("settings") {
            Some(name) => {
                let hangs_on = package.relations(name)?.into_iter().find(|one| one.kind() == "attachedTemplate");
                (settings::read(name, package.text(name)?)?, hangs_on.map(|relation| relation.target))
            }
            None => (Vec::new(), None),
        };
        let namespaces = root.namespaces().filter_map(|one| Some((one.name()?.to_owned(), one.uri().to_owned())));
        let namespaces = namespaces.filter(|(prefix, _)| prefix != "xml");
        let ignorable = root.attributes().find(|attribute| attribute.name() == "Ignorable");
        let ignorable = ignorable.map_or("", |attribute| attribute.value()).split_whitespace().map(str::to_owned);
        Ok(WordTemplate {
            parts,
            relations: kept,
            namespaces: namespaces.collect(),
            ignorable: ignorable.collect(),
            section,
            styles,
            numbering,
            settings,
            hangs_on,
        })
    }
}
