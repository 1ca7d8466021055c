//! The format described to editors and readers, from the tables that files are read by, and guides to the program.

pub mod comments;
pub mod guides;
pub mod schema;
pub mod reference;
