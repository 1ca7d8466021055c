//! Findings → output; one file for each format.

pub mod text;
