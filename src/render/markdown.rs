//! Markdown: reads well as plain text and on a code forge.

use super::{Format, PictureUse};
use crate::prose;

/// The format.
pub static FORMAT: Format = Format {
    name: "markdown",
    short: "md",
    extension: "md",
    template: "markdown/page.md.j2",
    prose: prose::write_markdown,
    deepest_heading: 6,
    pictures: PictureUse::Beside,
};
