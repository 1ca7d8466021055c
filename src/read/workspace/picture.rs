//! Pictures: of what kind a file is by its content, and its bytes.

mod metadata;
mod size;

use std::path::Path;

use crate::read::files::{Files, Unopened};
use crate::read::workspace::door::Purpose;

pub use self::size::size;

/// A kind of picture that pages can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// Graphics Interchange Format.
    Gif,
    /// WebP.
    Webp,
    /// Scalable Vector Graphics.
    Svg,
}

impl PictureKind {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            PictureKind::Png => "image/png",
            PictureKind::Jpeg => "image/jpeg",
            PictureKind::Gif => "image/gif",
            PictureKind::Webp => "image/webp",
            PictureKind::Svg => "image/svg+xml",
        }
    }

    /// What people call it, which is its extension too.
    pub fn word(self) -> &'static str {
        match self {
            PictureKind::Png => "png",
            PictureKind::Jpeg => "jpg",
            PictureKind::Gif => "gif",
            PictureKind::Webp => "webp",
            PictureKind::Svg => "svg",
        }
    }
}

/// Why a file cannot be printed as a picture.
#[derive(Debug)]
pub enum PictureError {
    /// Its content is no picture of a kind that pages can hold.
    NoPicture,
    /// Its content is of this kind, and its name says another that viewers read in another way.
    OtherName(PictureKind),
    /// It cannot be opened.
    Unopened(Unopened),
}

/// As much of a file as is looked at to know its kind: a drawing may begin with a long comment.
const BEGINNING: u64 = 256 * 1024;

/// What kind of picture a file is, by its content.
pub fn look_at(files: &Files, path: &Path) -> Result<PictureKind, PictureError> {
    let beginning = files.read_beginning(path, BEGINNING).map_err(PictureError::Unopened)?;
    kind(path, &beginning)
}

/// A picture's bytes and kind. Where and when it was taken, and what else its file says besides the picture, is left out.
pub fn read(files: &Files, path: &Path) -> Result<(Vec<u8>, PictureKind), PictureError> {
    let bytes = files.read(path).map_err(PictureError::Unopened)?;
    let kind = kind(path, &bytes[..bytes.len().min(BEGINNING as usize)])?;
    Ok((metadata::without(bytes, kind), kind))
}

/// The bytes of a file to lay beside a page, those of a picture as [`read`] gives them.
pub fn read_beside(files: &Files, path: &Path) -> Result<Vec<u8>, Unopened> {
    match read(files, path) {
        Ok((bytes, _)) => Ok(bytes),
        Err(PictureError::Unopened(error)) => Err(error),
        Err(_) => files.read(path),
    }
}

fn kind(path: &Path, beginning: &[u8]) -> Result<PictureKind, PictureError> {
    if !Purpose::Picture.takes(path) {
        return Err(PictureError::NoPicture);
    }
    let kind = of_content(beginning).ok_or(PictureError::NoPicture)?;
    // Between kinds of pixels viewers tell by the content; a drawing they take for one only by its name.
    let is_called_svg = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"));
    if is_called_svg == (kind == PictureKind::Svg) { Ok(kind) } else { Err(PictureError::OtherName(kind)) }
}

fn of_content(bytes: &[u8]) -> Option<PictureKind> {
    let kinds: [(&[u8], PictureKind); 4] = [
        (b"\x89PNG\r\n\x1a\n", PictureKind::Png),
        (b"\xff\xd8\xff", PictureKind::Jpeg),
        (b"GIF87a", PictureKind::Gif),
        (b"GIF89a", PictureKind::Gif),
    ];
    if let Some((_, kind)) = kinds.into_iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Some(kind);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(PictureKind::Webp);
    }
    is_drawing(bytes).then_some(PictureKind::Svg)
}

/// Whether the outermost element of a text is `svg`.
fn is_drawing(bytes: &[u8]) -> bool {
    let text = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => bytes[2..].iter().copied().filter(|byte| *byte != 0).collect(),
        _ => bytes.to_vec(),
    };
    let text = String::from_utf8_lossy(&text);
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let after = if rest.starts_with("<?") {
            rest.split_once("?>")
        } else if rest.starts_with("<!--") {
            rest.split_once("-->")
        } else if rest.starts_with("<!") {
            // A type may declare entities within brackets.
            match rest.find(['[', '>']) {
                Some(at) if rest[at..].starts_with('[') => {
                    rest.split_once(']').and_then(|(_, after)| after.split_once('>'))
                }
                _ => rest.split_once('>'),
            }
        } else {
            None
        };
        match after {
            Some((_, after)) => rest = after.trim_start(),
            None => break,
        }
    }
    let Some(rest) = rest.strip_prefix('<') else { return false };
    let name = rest
        .split(|character: char| character.is_whitespace() || character == '>' || character == '/')
        .next()
        .unwrap_or("");
    name.rsplit(':').next() == Some("svg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_known_by_its_outermost_element() {
        for text in [
            "<svg/>",
            "\u{feff}\n<svg xmlns=\"http://www.w3.org/2000/svg\">",
            "<?xml version=\"1.0\"?>\n<!-- <html> -->\n<!DOCTYPE svg PUBLIC \"a\" \"b\">\n<svg\n width=\"1\">",
            "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg:svg>",
        ] {
            assert_eq!(of_content(text.as_bytes()), Some(PictureKind::Svg), "{text}");
            let wide: Vec<u8> = format!("\u{feff}{}", text.trim_start_matches('\u{feff}'))
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect();
            assert_eq!(of_content(&wide), Some(PictureKind::Svg), "{text}");
        }
        for text in ["", "<", "<html><svg/></html>", "svg", "<svgx>", "<!-- <svg>", "<!DOCTYPE html><html>", "root:x:0"]
        {
            assert_eq!(of_content(text.as_bytes()), None, "{text}");
        }
    }
}
