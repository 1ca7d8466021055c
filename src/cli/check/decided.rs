//! The workspace as it was when its plans were decided, out of the repository that it lies in.

use crate::cli::diff::{self, NoRevision};
use crate::diagnostic::Diagnostic;
use crate::lint::check::decided::{self, Unread};
use crate::read::load::Loaded;
use crate::read::workspace;

/// What differs between the plans and their decided versions.
pub(super) fn findings(loaded: &Loaded) -> Vec<Diagnostic> {
    // A single file has no workspace around it, but a folder.
    let folder = || loaded.files.first().and_then(|file| file.path.parent());
    let files = loaded.door.files();
    let root = loaded.root.as_deref().or_else(folder);
    let root = root.map(|root| workspace::from_here(files, root)).unwrap_or_default();
    decided::findings(loaded, |version| {
        diff::at_revision(version, &root).map_err(|why| match why {
            NoRevision::NoRepository(why) => Unread::NoRepository(why),
            NoRevision::Unread(why) => Unread::NoVersion(why),
        })
    })
}
