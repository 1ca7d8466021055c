//! A municipality's identity: its mark, its colour, its typeface.

use std::path::PathBuf;

use super::At;

/// How the pages of a workspace look, as far as it is not the templates that say it.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The mark on the cover: the file as it is named.
    pub logo: Option<At<String>>,
    /// The file, where there is one that can be printed.
    pub logo_file: Option<PathBuf>,
    /// The colour of what is to be seen first.
    pub colour: Option<Colour>,
    /// Typefaces, the first that a reader has is used.
    pub typefaces: Vec<String>,
}

/// A colour of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// What text is written on where the screen is light: the darker of the two, a goal's own.
const LIGHT: Colour = Colour([0xf3, 0xf5, 0xf7]);

/// What text is written on where the screen is dark: the lighter of the two.
const DARK: Colour = Colour([0x24, 0x28, 0x2d]);

/// The least contrast of a text that everybody can read, by WCAG 2.2.
const READABLE: f64 = 4.5;

impl Colour {
    /// A colour as it is written: `#004f9f`, or with three digits.
    pub fn read(text: &str) -> Option<Colour> {
        let digits = text.trim().strip_prefix('#')?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let part = |range: std::ops::Range<usize>| u8::from_str_radix(digits.get(range)?, 16).ok();
        match digits.len() {
            6 => Some(Colour([part(0..2)?, part(2..4)?, part(4..6)?])),
            3 => Some(Colour([part(0..1)? * 17, part(1..2)? * 17, part(2..3)? * 17])),
            _ => None,
        }
    }

    /// As it is written.
    pub fn print(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// The contrast of one colour on another, from 1 to 21.
    pub fn contrast(self, other: Colour) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Whether words in it can be read on a light page.
    pub fn is_readable(self) -> bool {
        self.contrast(LIGHT) >= READABLE
    }

    /// The nearest to it, darker, in which words can be read on a light page.
    pub fn on_light(self) -> Colour {
        self.toward(0, LIGHT)
    }

    /// The nearest to it, lighter, in which words can be read on a dark page.
    pub fn on_dark(self) -> Colour {
        self.toward(255, DARK)
    }

    /// The first on the way to black or white in which words can be read.
    fn toward(self, end: u8, ground: Colour) -> Colour {
        let at = |step: u16| {
            let mix = |part: u8| {
                let mixed = (u16::from(part) * (100 - step) + u16::from(end) * step) / 100;
                u8::try_from(mixed).unwrap_or(end)
            };
            Colour(self.0.map(mix))
        };
        (0..=100).map(at).find(|colour| colour.contrast(ground) >= READABLE).unwrap_or(Colour([end; 3]))
    }

    /// How light it is, by WCAG 2.2: from 0 to 1.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_they_are_written() {
        for (written, printed) in [("#004f9f", "#004f9f"), ("#FFF", "#ffffff"), (" #0a0 ", "#00aa00")] {
            assert_eq!(Colour::read(written).map(Colour::print).as_deref(), Some(printed), "{written}");
        }
        for written in ["", "#", "004f9f", "#12345", "#1234567", "#12345g", "blå", "#å12", "#+1+1+1"] {
            assert_eq!(Colour::read(written), None, "{written}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let (black, white) = (Colour([0; 3]), Colour([255; 3]));
        assert!((black.contrast(white) - 21.0).abs() < 0.001);
        let grey = Colour([0x76; 3]);
        assert!((grey.contrast(white) - 4.54).abs() < 0.01, "{}", grey.contrast(white));
    }

    #[test]
    fn every_colour_becomes_one_that_can_be_read_on_light_and_on_dark() {
        for written in ["#004f9f", "#ffdd00", "#ffffff", "#000000", "#808080", "#c40064"] {
            let colour = Colour::read(written).expect("a colour");
            assert!(colour.on_light().contrast(LIGHT) >= READABLE, "{written}");
            assert!(colour.on_dark().contrast(DARK) >= READABLE, "{written}");
            assert_eq!(colour.on_light() == colour, colour.is_readable(), "{written}");
        }
    }
}
