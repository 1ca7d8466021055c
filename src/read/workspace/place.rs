//! Where a path of the command line belongs: the workspace around it, found by the settings file.

use std::path::{Path, PathBuf};

use super::{SETTINGS_FILE, WorldError, meant, near, show};
use crate::read::files::Files;

/// A path of the command line, and the folder that it belongs to.
#[derive(Debug)]
pub struct Place {
    /// What was asked for: a file, or a folder.
    pub asked: PathBuf,
    /// The nearest folder upwards with vp.yaml.
    pub settings_folder: Option<PathBuf>,
    /// The file of the settings, and its path as the user would write it.
    pub settings: Option<(PathBuf, String)>,
    /// Files beside it that were meant as it, in the same way; the settings themselves where there is no vp.yaml.
    pub misnamed_settings: Vec<(PathBuf, String)>,
}

impl Place {
    /// A folder without regard to what lies above it.
    pub fn of(folder: PathBuf) -> Place {
        Place { asked: folder, settings_folder: None, settings: None, misnamed_settings: Vec::new() }
    }

    /// Whether the folder asked for is that of the settings.
    pub fn is_root(&self, files: &Files) -> bool {
        has_settings(files, &self.asked)
            || (self.settings_folder.is_some() && files.real(&self.asked).ok() == self.settings_folder)
    }
}

/// Finds the workspace that a path belongs to. No path means the current folder, or the workspace around it.
pub fn place(files: &Files, asked: Option<&Path>) -> Result<Place, WorldError> {
    let asked = asked.map(|asked| near::in_other_form(files, asked).unwrap_or_else(|| asked.to_path_buf()));
    let asked = asked.as_deref();
    let path = asked.unwrap_or(Path::new("."));
    let absolute = absolute(files, path)?;
    let is_folder = files.is_folder(&absolute);
    let start = if is_folder { absolute.as_path() } else { absolute.parent().unwrap_or(&absolute) };
    let found = start.ancestors().find_map(|folder| {
        let misnamed = meant::settings(files, folder, start);
        let own =
            Some(folder.join(SETTINGS_FILE)).filter(|_| has_settings(files, folder)).or(misnamed.first().cloned())?;
        Some((folder, own, misnamed))
    });
    let settings_folder = found.as_ref().map(|(folder, ..)| *folder);
    let asked = match (asked, settings_folder) {
        // Inside a workspace `vp build` means the workspace, as with other tools that have a root.
        (None, Some(folder)) => relative_up(start, folder),
        _ => path.to_path_buf(),
    };
    let with_name = |file: PathBuf| {
        let (folder, name) = (file.parent().unwrap_or(start), file.file_name().unwrap_or_default());
        let beside = if is_folder { path } else { path.parent().unwrap_or(Path::new("")) };
        let shown = show(&match path.is_absolute() {
            true => file.clone(),
            false => beside.join(relative_up(start, folder)).join(name),
        });
        (file, shown)
    };
    Ok(Place {
        asked,
        settings_folder: settings_folder.map(Path::to_path_buf),
        settings: found.as_ref().map(|(_, own, _)| with_name(own.clone())),
        misnamed_settings: found.into_iter().flat_map(|(.., misnamed)| misnamed).map(with_name).collect(),
    })
}

/// Whether vp.yaml stands in a folder, be it something that cannot be read: then it does not stand for nothing.
fn has_settings(files: &Files, folder: &Path) -> bool {
    files.is_there(&folder.join(SETTINGS_FILE))
}

fn absolute(files: &Files, path: &Path) -> Result<PathBuf, WorldError> {
    files.real(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => WorldError::NotFound(path.to_path_buf()),
        _ => WorldError::Unreadable(path.to_path_buf(), error),
    })
}

/// `..` as often as it takes from `start` up to `folder`.
fn relative_up(start: &Path, folder: &Path) -> PathBuf {
    let steps = start.components().count() - folder.components().count();
    if steps == 0 { PathBuf::from(".") } else { std::iter::repeat_n("..", steps).collect() }
}
