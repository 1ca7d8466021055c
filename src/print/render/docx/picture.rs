//! Pictures in a document: each file once, however often it is shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Writer;
use super::xml;
use crate::diagnostic::{Diagnostic, Severity};
use crate::msg;
use crate::plan_format::fields::rules::MISSING_FILE;
use crate::print::layout::Text;
use crate::print::render::Context;
use crate::read::pictures;
use crate::read::workspace::door::Purpose;
use crate::read::workspace::picture::{self, PictureKind};
use crate::syntax::prose::PrintedPicture;

/// Most bytes of pictures in a document.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The units that Word measures pictures in: to a twentieth of a point, and to a point of a screen.
pub(super) const PER_TWENTIETH: u32 = 635;
const PER_POINT: u32 = 9_525;

/// The tallest that a picture is: 220 mm.
pub(super) const TALLEST: u32 = 7_920_000;

/// The number before that of the first picture: a template has some in its head.
const FIRST: u32 = 1_000;

/// The pictures of a document.
#[derive(Default)]
pub(super) struct Pictures {
    /// By file; none where Word cannot show it.
    known: BTreeMap<PathBuf, Option<Shown>>,
    /// The parts, each with its name below `word/`.
    pub(super) parts: Vec<(String, Vec<u8>)>,
    /// How many bytes they are.
    bytes: usize,
    /// How many are shown.
    count: u32,
}

/// A picture that is shown.
#[derive(Clone, Debug)]
struct Shown {
    /// Its part, below `word/`.
    part: String,
    width: u32,
    height: u32,
}

impl Pictures {
    /// The picture of a file; none where there is none that Word shows.
    fn get(&mut self, file: &Path, context: &Context) -> Option<Shown> {
        if let Some(known) = self.known.get(file) {
            return known.clone();
        }
        let shown = self.add(file, context);
        self.known.insert(file.to_path_buf(), shown.clone());
        shown
    }

    /// The number of the next thing that is shown: no two of a document have the same.
    pub(super) fn next_number(&mut self) -> String {
        self.count += 1;
        (FIRST + self.count).to_string()
    }

    fn add(&mut self, file: &Path, context: &Context) -> Option<Shown> {
        let (bytes, kind) = readable(file, context)?;
        let (width, height) = picture::size(&bytes, kind)?;
        let part = format!("media/vp{}.{}", self.parts.len() + 1, kind.word());
        self.bytes += bytes.len();
        self.parts.push((part.clone(), bytes));
        Some(Shown { part, width, height })
    }
}

/// The bytes of a picture as Word shows it: a drawing by the picture of points that lies beside it by the same name.
fn readable(file: &Path, context: &Context) -> Option<(Vec<u8>, PictureKind)> {
    let files = context.door.files();
    let is_shown = |kind: PictureKind| matches!(kind, PictureKind::Png | PictureKind::Jpeg | PictureKind::Gif);
    let (bytes, kind) = picture::read(files, file).ok()?;
    if is_shown(kind) {
        return Some((bytes, kind));
    }
    let beside = file.with_extension("png");
    context.door.found(&beside, Purpose::Picture).ok()?;
    picture::read(files, &beside).ok().filter(|(_, kind)| is_shown(*kind))
}

/// Begins a drawing in the line, of a width and a height, up to its number and its names.
pub(super) fn begin_drawing([width, height]: [&str; 2], out: &mut String) {
    out.extend([
        "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"",
        width,
        "\" cy=\"",
        height,
        "\"/><wp:docPr",
    ]);
}

impl Writer<'_> {
    /// Writes a picture within a paragraph; whether it is shown. One that is not leaves its words to the caller.
    pub(super) fn picture(&mut self, picture: &PrintedPicture, text: &Text) -> bool {
        let found = text.decided().pictures.iter().find(|known| known.event == picture.event);
        let Some((found, file)) = found.and_then(|found| Some((found, found.file.as_deref()?))) else { return false };
        let Some(shown) = self.pictures.get(file, self.context) else {
            let span = text.prose.text(self.context.sources).span(text.parsed().events[found.event].1.clone());
            self.findings.push(unshown(span, &found.target));
            return false;
        };
        if self.pictures.bytes > MOST_BYTES && self.failure.is_none() {
            self.failure = Some(Box::new(pictures::too_large_page(text.prose.span)));
        }
        let number = self.pictures.next_number();
        let relation = self.relations().part("image", &shown.part);
        let (width, height) = self.fitting(&shown);
        let (width, height) = (width.to_string(), height.to_string());
        let out = &mut self.out;
        begin_drawing([&width, &height], out);
        write_names(&number, picture, out);
        out.push_str("/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>");
        out.push_str("<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr");
        write_names(&number, picture, out);
        out.extend([
            "/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"", &relation,
            "\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"", &width,
            "\" cy=\"", &height, "\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>\
             </a:graphic></wp:inline></w:drawing></w:r>",
        ]);
        true
    }

    /// How large a picture is shown: as it is, but no wider than a line and no taller than a page.
    fn fitting(&self, shown: &Shown) -> (u32, u32) {
        let most = [self.width.saturating_mul(PER_TWENTIETH), TALLEST].map(f64::from);
        let own = [shown.width, shown.height].map(|points| f64::from(points) * f64::from(PER_POINT));
        let scale = (most[0] / own[0]).min(most[1] / own[1]).min(1.0);
        let [width, height] = own.map(|own| (own * scale).max(1.0) as u32);
        (width, height)
    }
}

fn write_names(number: &str, picture: &PrintedPicture, out: &mut String) {
    out.extend([" id=\"", number, "\" name=\"Bild ", number, "\" descr=\""]);
    xml::write_value(out, &picture.words);
    if !picture.title.is_empty() {
        out.push_str("\" title=\"");
        xml::write_value(out, picture.title);
    }
    out.push('"');
}

/// The finding for a picture in the place of which its words are printed.
fn unshown(span: crate::source::Span, name: &str) -> Diagnostic {
    let message = msg!(
        "bilden {name} kan inte visas i Word: där trycks dess text i stället",
        "the picture {name} cannot be shown in Word: its words are printed there instead",
    );
    let near = Path::new(name).with_extension("png");
    let near = near.display();
    let help = msg!(
        "spara den också som {near}, som Word-dokumenten tar i stället",
        "save it as {near} too, which Word documents take in its place",
    );
    Diagnostic::new(&MISSING_FILE, span, message).lower(Severity::Warning).help(help)
}
