//! The workspace as it was when its plans were decided, out of the repository that it lies in.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::diff::{self, NoRevision};
use crate::diagnostic::Diagnostic;
use crate::lint::check::decided::{self, Unread};
use crate::read::load::Loaded;
use crate::read::workspace;

/// What differs between the plans and their decided versions.
pub(super) fn findings(loaded: &Loaded) -> Vec<Diagnostic> {
    Versions::default().findings(loaded)
}

/// The workspaces as they were in versions, each read once.
#[derive(Debug, Default)]
pub(in crate::cli) struct Versions(BTreeMap<(PathBuf, String), Arc<Result<Loaded, Unread>>>);

impl Versions {
    /// What differs between the plans and their decided versions.
    pub(in crate::cli) fn findings(&mut self, loaded: &Loaded) -> Vec<Diagnostic> {
        // A single file has no workspace around it, but a folder.
        let folder = || loaded.files.first().and_then(|file| file.path.parent());
        let files = loaded.door.files();
        let root = loaded.root.as_deref().or_else(folder);
        let root = root.map(|root| workspace::from_here(files, root)).unwrap_or_default();
        decided::findings(loaded, |version| {
            let read = || {
                Arc::new(diff::at_revision(version, &root).map_err(|why| match why {
                    NoRevision::NoRepository(why) => Unread::NoRepository(why),
                    NoRevision::Unread(why) => Unread::NoVersion(why),
                }))
            };
            Arc::clone(self.0.entry((root.clone(), version.to_owned())).or_insert_with(read))
        })
    }
}
