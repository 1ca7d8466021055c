//! The fonts that documents are set with: those that are embedded here, and before them those of whoever asks.
//!
//! Open Sans for headings and tables, Libertinus Serif for running text, DejaVu Sans for letters and signs that they lack,
//! DejaVu Sans Mono for what is typed as it is. Their licences lie beside them.

use std::fmt;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

const EMBEDDED: [&[u8]; 10] = [
    include_bytes!("../fonts/OpenSans-Regular.ttf"),
    include_bytes!("../fonts/OpenSans-Italic.ttf"),
    include_bytes!("../fonts/OpenSans-Bold.ttf"),
    include_bytes!("../fonts/OpenSans-BoldItalic.ttf"),
    include_bytes!("../fonts/LibertinusSerif-Regular.otf"),
    include_bytes!("../fonts/LibertinusSerif-Italic.otf"),
    include_bytes!("../fonts/LibertinusSerif-Bold.otf"),
    include_bytes!("../fonts/LibertinusSerif-BoldItalic.otf"),
    include_bytes!("../fonts/DejaVuSans.ttf"),
    include_bytes!("../fonts/DejaVuSansMono.ttf"),
];

/// Fonts to set with.
pub struct Fonts {
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}

/// A file that is no font that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoFont;

impl Fonts {
    /// The embedded fonts, and before them those of these files (TrueType, OpenType or collections of them); for each file
    /// that is no font, its number.
    pub fn new(own: &[Vec<u8>]) -> (Fonts, Vec<(usize, NoFont)>) {
        let mut fonts = Vec::new();
        let mut unread = Vec::new();
        for (number, bytes) in own.iter().enumerate() {
            let before = fonts.len();
            fonts.extend(Font::iter(Bytes::new(bytes.clone())));
            if fonts.len() == before {
                unread.push((number, NoFont));
            }
        }
        fonts.extend(EMBEDDED.into_iter().flat_map(|bytes| Font::iter(Bytes::new(bytes))));
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        (Fonts { fonts, book }, unread)
    }

    /// Whether there is a typeface of this name; capitals do not matter.
    pub fn has_typeface(&self, name: &str) -> bool {
        self.book.contains_family(&name.to_lowercase())
    }

    /// Whether a character can be shown by any of them.
    pub fn show(&self, character: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)))
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(crate) fn get(&self, number: usize) -> Option<Font> {
        self.fonts.get(number).cloned()
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.fonts.iter().map(|font| &font.info().family)).finish()
    }
}
