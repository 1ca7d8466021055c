//! The parts that documents are composed of: for each its table of keys, and how it is read.

pub mod activities;
pub mod assignments;
pub mod charts;
pub mod contents;
pub mod contribution;
pub mod cover;
pub mod decision;
pub mod economy;
pub mod economy_report;
pub mod follow_up;
pub mod goals;
pub mod indicators;
pub mod insert;
pub mod organisation;
pub mod roll_up;
pub mod settings;
pub mod income_statement;
mod units;
