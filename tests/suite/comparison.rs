//! A comparison in words: every kind of change in every format and both languages.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod build;
mod formats;
mod pages;
mod plans;
mod sentences;
