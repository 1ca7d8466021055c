//! Prose of a plan above, written once for all the plans that inherit it.

use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use crate::model::Prose;
use crate::source::Span;

/// What was written, by the field's place, the heading level that it stands under, and the format's name.
///
/// Only prose that is the same in every page is kept: without headings, notes, tables and pictures, which have ids and
/// addresses of their own in each.
#[derive(Debug, Default)]
pub struct Kept(Mutex<FxHashMap<Key, Arc<str>>>);

type Key = (Span, u8, &'static str);

impl Kept {
    /// What was written of a field before.
    pub fn get(&self, field: &Prose, level: u8, format: &'static str) -> Option<Arc<str>> {
        self.0.lock().ok()?.get(&(field.span, level, format)).cloned()
    }

    /// Keeps what was written of a field.
    pub fn keep(&self, field: &Prose, level: u8, format: &'static str, text: &str) {
        if let Ok(mut kept) = self.0.lock() {
            kept.insert((field.span, level, format), text.into());
        }
    }
}
