//! The pictures that texts name: where each is, what is said of those that cannot be had, and each as an address.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use base64::Engine;

use crate::diagnostic::{Bilingual, Diagnostic, Sink};
use crate::model::Document;
use crate::msg;
use crate::plan_format::fields::{NamedFile, rules};
use crate::source::{SourceId, Sources, Span};
use crate::syntax::prose;

use crate::read::files::{Files, Unopened};
use crate::read::workspace;
use crate::read::workspace::picture::{self, PictureError};

/// Where the pictures are, by the text that names them and the name.
#[derive(Debug, Default)]
pub struct Pictures(BTreeMap<(SourceId, String), PathBuf>);

impl Pictures {
    /// The file of a picture that a text names; `None` where there is none, which is reported.
    pub fn get(&self, text: SourceId, name: &str) -> Option<&Path> {
        self.0.get(&(text, name.to_owned())).map(PathBuf::as_path)
    }

    /// Takes over pictures of others.
    pub fn extend(&mut self, others: impl IntoIterator<Item = ((SourceId, String), PathBuf)>) {
        self.0.extend(others);
    }
}

/// A picture as an address that holds all of it; `None` where it cannot be read.
pub fn embedded(files: &Files, path: &Path) -> Option<String> {
    let (bytes, kind) = picture::read(files, path).ok()?;
    let data = base64::engine::general_purpose::STANDARD.encode(bytes);
    Some(format!("data:{};base64,{data}", kind.media_type()))
}

/// Most bytes that the pictures of one document have together. A page holds each picture once for each place that it stands
/// in, and one that cannot be sent by e-mail or opened on a telephone is of no use.
const LARGEST_TOGETHER: u64 = 24 * 1024 * 1024;

/// Finds the pictures of a document's texts. `resolve` gives the file of a name in a text.
pub fn find(
    document: &Document,
    files: &Files,
    sources: &Sources,
    resolve: impl Fn(SourceId, &str) -> Result<PathBuf, NamedFile>,
    sink: &mut Sink,
) -> Pictures {
    let mut pictures = Pictures::default();
    let mut together = 0;
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
                    Diagnostic::new(&rules::MISSING_FILE, span, msg!(
                        "bilden {name} hämtas från en annan plats",
                        "the picture {name} comes from another place",
                    ))
                    .help(msg!(
                        "spara bilden i planens mapp och skriv dess filnamn: ett dokument ska kunna läsas utan nät",
                        "save the picture in the plan's folder and write its file name: a document must be readable without a network",
                    )),
                );
                continue;
            }
            match look_at(files, resolve(prose.source(), &name), span, &name) {
                Ok(path) => {
                    let had_room = together <= LARGEST_TOGETHER;
                    together += files.size(&path).unwrap_or(0);
                    if had_room && together > LARGEST_TOGETHER {
                        sink.push(too_large_together(span, &name));
                    }
                    pictures.0.insert((prose.source(), name), path);
                }
                Err(finding) => sink.push(*finding),
            }
        }
    }
    pictures
}

/// The file of a picture that is named at a place, where it can be printed; else what is wrong with it.
pub fn look_at(
    files: &Files,
    resolved: Result<PathBuf, NamedFile>,
    span: Span,
    name: &str,
) -> Result<PathBuf, Box<Diagnostic>> {
    Err(Box::new(match resolved {
        Ok(path) => match picture::look_at(files, &path) {
            Ok(_) => return Ok(path),
            Err(error) => unprintable(span, name, &error),
        },
        Err(NamedFile::Outside) => rules::outside_file(span, name),
        Err(NamedFile::Hidden) => rules::hidden_file(span, name),
        Err(NamedFile::OtherKind) => unprintable(span, name, &PictureError::NoPicture),
        Err(NamedFile::Missing(near)) => rules::missing_file(span, name, near.as_deref()),
        Err(_) => rules::missing_file(span, name, None),
    }))
}

/// The finding for the picture with which a document has too much of them, however small it is itself.
fn too_large_together(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        &rules::MISSING_FILE,
        span,
        msg!(
            "med bilden {name} är dokumentets bilder tillsammans mer än 24 MiB",
            "with the picture {name} the pictures of the document are more than 24 MiB together",
        ),
    )
    .help(msg!(
        "spara bilderna i mindre format; en bild som visas flera gånger räknas varje gång",
        "save the pictures smaller; a picture that is shown several times counts each time",
    ))
}

/// The finding for a page that would hold more of pictures than there is room for, at the text that has too many.
pub fn too_large_page(span: Span) -> Diagnostic {
    Diagnostic::new(
        &rules::MISSING_FILE,
        span,
        msg!(
            "sidan skrivs inte: med bilderna i den här texten blir den större än 64 MiB",
            "the page is not written: with the pictures in this text it is larger than 64 MiB",
        ),
    )
    .help(msg!(
        "spara bilderna i mindre format, eller visa dem färre gånger",
        "save the pictures smaller, or show them fewer times",
    ))
}

/// The finding for a file that is there but cannot be printed as a picture.
fn unprintable(span: Span, name: &str, error: &PictureError) -> Diagnostic {
    let (message, help) = match error {
        PictureError::NoPicture => (
            msg!("{name} är ingen bild som kan tryckas", "{name} is not a picture that can be printed"),
            msg!(
                "spara bilden som png, jpg, gif, webp eller svg; ett annat filnamn gör inte om den",
                "save the picture as png, jpg, gif, webp or svg; another file name does not convert it",
            ),
        ),
        PictureError::OtherName(kind) => {
            let word = kind.word();
            (
                msg!("{name} är i själva verket en {word}-bild", "{name} is in fact a picture of the kind {word}"),
                msg!("byt filens ändelse till .{word}", "change the file's extension to .{word}"),
            )
        }
        PictureError::Unopened(Unopened::TooLarge(bytes)) => {
            let Bilingual { sv, en } = workspace::size(*bytes);
            (
                msg!(
                    "bilden {name} är {sv}, mer än de 8 MiB som får plats i ett dokument",
                    "the picture {name} is {en}, more than the 8 MiB that there is room for in a document",
                ),
                msg!(
                    "spara bilden i mindre format, till exempel som jpg",
                    "save the picture smaller, for instance as jpg"
                ),
            )
        }
        PictureError::Unopened(error) => {
            let Bilingual { sv, en } = workspace::why_unopened(error);
            (
                msg!("bilden {name} går inte att läsa: {sv}", "the picture {name} cannot be read: {en}"),
                msg!("namnge en bildfil som du får läsa", "name a picture file that you may read"),
            )
        }
    };
    Diagnostic::new(&rules::MISSING_FILE, span, message).help(help)
}
