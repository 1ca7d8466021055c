//! `vp` builds the yearly plan documents of Swedish municipal units from structured files, and checks them.

pub mod source;
pub mod diagnostic;
pub mod model;
pub mod prose;
pub mod yaml;
pub mod fields;
pub mod parts;
pub mod resolve;
pub mod view;
pub mod kinds;
pub mod parse;
pub mod workspace;
pub mod templates;
pub mod pictures;
pub mod load;
pub mod rules;
pub mod check;
pub mod report;
pub mod render;
pub mod index;
pub mod init;
pub mod reference;
pub mod cli;
