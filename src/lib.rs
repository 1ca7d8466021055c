//! `vp` builds the yearly plan documents of Swedish municipal units from structured files, and checks them.

pub mod source;
pub mod diagnostic;
pub mod model;
pub mod prose;
