//! Files → documents: which files there are, what is in them, and the only door to the disk.

pub mod files;
pub mod kinds;
pub mod parse;
pub mod workspace;
pub mod pictures;
pub mod linked;
pub mod load;
