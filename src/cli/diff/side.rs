//! One side of a comparison as read, and the years that two inputs are of.

use std::path::Path;

use super::revision::Revision;
use crate::cli::console;
use crate::diagnostic::Bilingual;
use crate::msg;
use crate::read::load::{self, Loaded};
use crate::read::workspace;

/// A workspace that was read, and how its files are shown.
pub(super) struct Read {
    pub(super) loaded: Loaded,
    pub(super) revision: Option<Revision>,
}

impl Read {
    pub(super) fn here(path: Option<&Path>) -> Result<Read, Bilingual> {
        let loaded = load::load(path, None).map_err(|error| console::world(&error))?;
        Read { loaded, revision: None }.refuse_wrong_settings()
    }

    /// What a workspace says is not known where its settings have errors.
    pub(super) fn refuse_wrong_settings(self) -> Result<Read, Bilingual> {
        if !self.loaded.is_stopped {
            return Ok(self);
        }
        let path = self.loaded.settings_source.and_then(|source| self.loaded.paths.get(&source));
        let shown = path.map_or(workspace::SETTINGS_FILE.to_owned(), |path| match self.revision {
            Some(_) => self.show(path),
            None => self.show(&workspace::from_here(self.loaded.door.files(), path)),
        });
        Err(match self.revision {
            Some(_) => msg!(
                "{shown} har fel, så inget jämfördes\nvp check visar dem när revisionen är utcheckad",
                "{shown} has errors, so nothing was compared\nvp check shows them where the revision is checked out",
            ),
            None => msg!(
                "{shown} har fel, så inget jämfördes\nvp check visar dem",
                "{shown} has errors, so nothing was compared\nvp check shows them",
            ),
        })
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
