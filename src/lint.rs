//! The rules, what they find, which findings are shown and how, and the fixes that they are certain of.

pub mod fingerprint;
pub mod rules;
pub mod check;
pub mod baseline;
pub mod fix;
pub mod report;
