//! The format described to editors and readers, from the tables that files are read by.

pub mod comments;
pub mod schema;
pub mod reference;
