//! The format of plans: what the keys mean. One table and one reader for each part.

pub mod fields;
pub mod parts;
