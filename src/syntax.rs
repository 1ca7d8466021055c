//! Text → located tree, and Markdown → facts: what is written and where, without what it means.

pub mod yaml;
pub mod prose;
