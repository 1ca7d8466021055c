//! Findings → output; one file for each format. And the colours of a terminal.

pub(crate) mod paint;
pub mod text;
