//! HTML: one self-contained file, for the screen and for paper.

use super::{Format, PictureUse};
use crate::prose;

/// The format.
pub static FORMAT: Format = Format {
    name: "html",
    short: "htm",
    extension: "html",
    template: "html/page.html.j2",
    prose: prose::write_html,
    deepest_heading: u8::MAX,
    pictures: PictureUse::Embedded,
};
