//! The pictures that texts name: where each is, what is said of those that cannot be had, and each as an address.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use base64::Engine;

use crate::both;
use crate::diagnostic::{Diagnostic, Sink};
use crate::fields::{NamedFile, rules};
use crate::model::Document;
use crate::prose;
use crate::source::{SourceId, Sources};
use crate::workspace;

/// Where the pictures are, by the text that names them and the name.
#[derive(Debug, Default)]
pub struct Pictures(BTreeMap<(SourceId, String), PathBuf>);

impl Pictures {
    /// The file of a picture that a text names; `None` where there is none, which is reported.
    pub fn get(&self, text: SourceId, name: &str) -> Option<&Path> {
        self.0.get(&(text, name.to_owned())).map(PathBuf::as_path)
    }

    /// Takes over all pictures of another.
    pub fn append(&mut self, mut other: Pictures) {
        self.0.append(&mut other.0);
    }
}

/// A picture as an address that holds all of it; `None` where it cannot be read.
pub fn embedded(path: &Path) -> Option<String> {
    let (bytes, kind) = workspace::read_picture(path)?;
    let data = base64::engine::general_purpose::STANDARD.encode(bytes);
    Some(format!("data:{kind};base64,{data}"))
}

/// Finds the pictures of a document's texts. `resolve` gives the file of a name in a text.
pub fn find(
    document: &Document,
    sources: &Sources,
    resolve: impl Fn(SourceId, &str) -> Result<PathBuf, NamedFile>,
    sink: &mut Sink,
) -> Pictures {
    let mut pictures = Pictures::default();
    for prose in document.prose() {
        if !prose.raw(sources).contains("![") {
            continue;
        }
        let text = prose.text(sources);
        for picture in prose::pictures(&prose::parse(&text.text)) {
            let name = picture.target;
            let span = text.span(picture.range);
            if name.contains("://") || name.starts_with("//") || name.starts_with("data:") {
                sink.push(
                    Diagnostic::new(&rules::MISSING_FILE, span, both!(
                        "bilden {name} hämtas från en annan plats",
                        "the picture {name} comes from another place",
                    ))
                    .help(both!(
                        "spara bilden i planens mapp och skriv dess filnamn: ett dokument ska kunna läsas utan nät",
                        "save the picture in the plan's folder and write its file name: a document must be readable without a network",
                    )),
                );
                continue;
            }
            match resolve(prose.source(), &name) {
                Ok(path) if workspace::picture_kind(&path).is_some() => {
                    pictures.0.insert((prose.source(), name), path);
                }
                Ok(_) => sink.push(
                    Diagnostic::new(
                        &rules::MISSING_FILE,
                        span,
                        both!("{name} är ingen bild som kan tryckas", "{name} is no picture that can be printed",),
                    )
                    .help(both!("använd png, jpg, gif, webp eller svg", "use png, jpg, gif, webp or svg")),
                ),
                Err(NamedFile::Outside) => sink.push(rules::outside_file(span, &name)),
                Err(_) => sink.push(rules::missing_file(span, &name)),
            }
        }
    }
    pictures
}
