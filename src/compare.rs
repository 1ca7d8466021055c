//! What differs between the plans of two years, as data and in words.

pub mod diff;
pub mod words;
pub mod last_year;
