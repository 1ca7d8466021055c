//! One side of a comparison as read, and the years that two sides are of.

use std::path::Path;

use super::revision::Revision;
use crate::cli::say;
use crate::diagnostic::Both;
use crate::load::{self, Loaded};
use crate::workspace;

/// A workspace that was read, and how its files are shown.
pub(super) struct Read {
    pub(super) loaded: Loaded,
    pub(super) revision: Option<Revision>,
}

impl Read {
    pub(super) fn here(path: Option<&Path>) -> Result<Read, Both> {
        let loaded = load::load(path, None).map_err(|error| say::world(&error))?;
        Ok(Read { loaded, revision: None })
    }

    /// A file as the user would write it.
    pub(super) fn show(&self, path: &Path) -> String {
        self.revision.as_ref().map_or_else(|| workspace::show(path), |revision| revision.show(path))
    }
}

/// Two years of one workspace.
#[derive(Clone, Copy)]
pub(super) struct Years {
    pub(super) old: i16,
    pub(super) new: i16,
    /// Whether they were chosen because there is none later and none between.
    pub(super) are_latest: bool,
}
