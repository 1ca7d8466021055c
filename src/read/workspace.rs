//! Where the plans are: the workspace's root, its plan folder, and the files in them. The only reader of files.

pub mod door;
pub mod encoding;
pub mod meant;
pub mod picture;
mod place;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

pub use self::place::{Place, place};
use crate::both;
use crate::diagnostic::{Both, Diagnostic};
use crate::read::workspace::door::{Door, Purpose, Unopened};
use crate::source::{Source, SourceId, Sources, visible};
use crate::syntax::yaml::rules::UNREADABLE_FILE;

/// The workspace's settings file.
pub const SETTINGS_FILE: &str = "vp.yaml";

/// What is wrong with the world: nothing that a writer can mend in a plan.
#[derive(Debug)]
pub enum WorldError {
    /// There is no such file or folder.
    NotFound(PathBuf),
    /// There is nothing to work on.
    NoPlans(PathBuf),
    /// No file in this folder, or below it, is called as a document is.
    NoDocuments {
        /// Where documents were looked for.
        folder: PathBuf,
        /// The folder that would hold the plans, where there is neither that nor a settings file.
        missing: Option<String>,
    },
    /// The system refuses to read it.
    Unreadable(PathBuf, std::io::Error),
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its path as the user gave it, with `/`.
    pub shown: String,
    /// Where its page lies below the output folder, without extension.
    pub page: String,
    /// What it should be called, where it was meant as a document but its name is that of none: it is named and not read.
    pub meant: Option<String>,
}

/// No files yet, of the workspace that a place is in.
pub fn sources(place: &Place) -> Sources {
    match (Path::new(".").canonicalize(), &place.settings_folder) {
        (Ok(here), Some(workspace)) => Sources::of_workspace(here, workspace.clone()),
        _ => Sources::default(),
    }
}

/// A path from the current folder, where it lies below it or not far up; else as it is.
pub fn from_here(path: &Path) -> PathBuf {
    let Ok(here) = Path::new(".").canonicalize() else { return path.to_path_buf() };
    if let Ok(below) = path.strip_prefix(&here) {
        // An empty path is no folder to the system.
        return if below.as_os_str().is_empty() { PathBuf::from(".") } else { below.to_path_buf() };
    }
    let up = here.ancestors().skip(1).take(4).enumerate().find_map(|(steps, folder)| {
        let below = path.strip_prefix(folder).ok().filter(|_| folder.parent().is_some())?;
        Some(std::iter::repeat_n("..", steps + 1).collect::<PathBuf>().join(below))
    });
    up.unwrap_or_else(|| path.to_path_buf())
}

/// The folder whose plans a folder asked for means: its plan folder, where it is a workspace's, else itself.
pub fn plan_folder(place: &Place, plans: &str) -> PathBuf {
    let asked = &place.asked;
    let plan_folder = asked.join(plans);
    if place.is_root() || plan_folder.is_dir() { plan_folder } else { asked.clone() }
}

/// The folder of all plans that a path belongs to, links followed, and whether the path means all of them. Of a file by
/// itself it is the folder that the file lies in.
pub fn plans_around(place: &Place, plans: &str) -> Option<(PathBuf, bool)> {
    let asked = place.asked.canonicalize().ok()?;
    let by_name = || asked.ancestors().skip(1).find(|folder| folder.ends_with(plans)).map(Path::to_path_buf);
    let own = if asked.is_dir() { plan_folder(place, plans) } else { asked.parent()?.to_path_buf() };
    let own = own.canonicalize().ok()?;
    let folder = match &place.settings_folder {
        Some(folder) => folder.join(plans).canonicalize().ok()?,
        None => by_name().unwrap_or_else(|| own.clone()),
    };
    let is_whole = asked.is_dir() && own == folder;
    Some((folder, is_whole))
}

/// Whether a folder that a link leads to has files that are called as documents, as far as a quick look tells.
fn holds_documents(folder: &Path) -> bool {
    /// So deep, and at so many files: the link may lead to the whole of a disk.
    const DEEPEST: usize = 4;
    const MOST: usize = 1000;
    let walk = WalkDir::new(folder).max_depth(DEEPEST).into_iter().filter_map(Result::ok).take(MOST);
    walk.filter(|entry| entry.file_type().is_file()).any(|entry| Purpose::Yaml.takes(entry.path()))
}

/// The documents that a place means, sorted by path, with the folders that links among them lead to: those are named and
/// not read. `plans` is the plan folder's name, `out` is left out.
pub fn discover(place: &Place, plans: &str, out: Option<&Path>) -> Result<Vec<FoundFile>, WorldError> {
    let asked = &place.asked;
    if !asked.is_dir() {
        let stem = asked.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        return Ok(vec![FoundFile { path: asked.clone(), shown: slashed(asked), page: stem, meant: None }]);
    }
    let folder = plan_folder(place, plans);
    if !folder.is_dir() {
        return Err(WorldError::NoPlans(folder));
    }
    let out = out.and_then(|out| out.canonicalize().ok());
    let walk = WalkDir::new(&folder).sort_by_file_name().into_iter().filter_entry(|entry| {
        let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        let is_out =
            entry.depth() > 0 && entry.file_type().is_dir() && out.is_some() && entry.path().canonicalize().ok() == out;
        !hidden && !is_out
    });
    let mut files = Vec::new();
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(&folder).to_path_buf();
                let error = error.into_io_error().unwrap_or_else(|| std::io::Error::other("loop of links"));
                return Err(WorldError::Unreadable(path, error));
            }
        };
        let path = entry.path();
        // A link to a folder is not followed: what it leads to may lie anywhere, and among the plans already.
        // One that is called as a document is told at that.
        let is_linked = entry.depth() > 0 && entry.path_is_symlink() && path.is_dir();
        if is_linked && !Purpose::Yaml.takes(path) {
            if holds_documents(path) {
                let page = slashed(path.strip_prefix(&folder).unwrap_or(path));
                files.push(FoundFile { path: path.to_path_buf(), shown: slashed(path), page, meant: None });
            }
            continue;
        }
        let Some(mut file) = meant::found(&folder, path).filter(|_| !entry.file_type().is_dir()) else { continue };
        // plan.yaml and plan.yml, or a file called index, would overwrite another page: they keep their extension.
        if file.page == "index" || files.iter().rev().any(|other: &FoundFile| other.page == file.page) {
            file.page = slashed(path.strip_prefix(&folder).unwrap_or(path));
        }
        files.push(file);
    }
    Ok(files)
}

/// The other documents of the workspace that a file or a folder of it lies in, so that one year is not checked without
/// the year before. Of a single file without a workspace they are those beside it: a plan's follow-ups. None where all
/// was asked for.
pub fn around(place: &Place, plans: &str, out: Option<&Path>) -> Vec<FoundFile> {
    let Ok(asked) = place.asked.canonicalize() else { return Vec::new() };
    let by_name = || asked.ancestors().skip(1).find(|folder| folder.ends_with(plans)).and_then(Path::parent);
    let Some(root) = place.settings_folder.as_deref().or_else(by_name) else { return beside(place) };
    let folder = root.join(plans);
    if !asked.starts_with(&folder) {
        return beside(place);
    }
    if asked == folder {
        return Vec::new();
    }
    let here = from_here(root);
    let here = if here.as_os_str().is_empty() { PathBuf::from(".") } else { here };
    // What cannot be walked has nothing to say about what was asked for.
    let mut found = discover(&Place::of(here), plans, out).unwrap_or_default();
    found.retain(|file| Purpose::Yaml.takes(&file.path) || !file.path.is_dir());
    found
}

/// The other documents in the folder of a file that lies in no workspace, so that one report is not checked without those
/// before it.
fn beside(place: &Place) -> Vec<FoundFile> {
    let Some(folder) = place.asked.parent().filter(|_| place.asked.is_file()) else { return Vec::new() };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name().into_iter().filter_map(Result::ok);
    let paths = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    paths.filter_map(|path| meant::found(folder, &path)).collect()
}

/// A path for people: as [`slashed`], with what a terminal or a log would obey by its number.
pub fn show(path: &Path) -> String {
    visible(&slashed(path)).into_owned()
}

/// A path with `/` between the parts, no leading `./`, and `a/../b` as `b`.
pub fn slashed(path: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut root = String::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if parts.last().is_some_and(|last| last != "..") => {
                parts.pop();
            }
            Component::ParentDir if root.is_empty() => parts.push("..".to_owned()),
            Component::ParentDir => {}
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            Component::RootDir => root.push('/'),
            Component::Prefix(prefix) => root.push_str(&prefix.as_os_str().to_string_lossy()),
        }
    }
    if parts.is_empty() && root.is_empty() { ".".to_owned() } else { root + &parts.join("/") }
}

/// Texts that stand for what is in the files, so that a change can be read before it is written. Each by where its file
/// really is, links followed.
#[derive(Clone, Debug, Default)]
pub struct Unsaved(BTreeMap<PathBuf, String>);

impl Unsaved {
    /// Puts a text in the place of a file's.
    pub fn put(&mut self, real: PathBuf, text: String) {
        self.0.insert(real, text);
    }

    /// Takes the text of a file away, which is then read again.
    pub fn forget(&mut self, real: &Path) {
        self.0.remove(real);
    }

    /// The text that stands for a file's.
    pub fn get(&self, path: &Path) -> Option<&String> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&path.canonicalize().ok()?)
    }
}

/// As [`read`], but a text that is not saved goes before that of the file.
pub fn read_or(unsaved: &Unsaved, path: &Path, shown: &str, sources: &Sources) -> (SourceId, Option<Diagnostic>) {
    match unsaved.get(path) {
        Some(text) => (sources.add(Source::new(shown, text.as_str())), None),
        None => read(path, shown, sources),
    }
}

/// Reads a file into the sources. A file that cannot be read is kept without its text, or with � for the bytes that
/// are no UTF-8, so that the finding has a place.
pub fn read(path: &Path, shown: &str, sources: &Sources) -> (SourceId, Option<Diagnostic>) {
    let add = |text: String| sources.add(Source::new(shown, text));
    let fail = |message: Both, help: Both| {
        let id = add(String::new());
        (id, Some(Diagnostic::new(&UNREADABLE_FILE, sources.start(id), message).help(help)))
    };
    let bytes = match door::read(path) {
        Ok(bytes) => bytes,
        Err(Unopened::Folder) => {
            return fail(
                both!("{shown} är en mapp, ingen fil", "{shown} is a folder, not a file"),
                both!("namnge en fil i mappen", "name a file in the folder"),
            );
        }
        Err(Unopened::NoPlainFile) => {
            return fail(
                both!("{shown} är ingen vanlig fil", "{shown} is not a regular file"),
                both!("namnge en fil", "name a file"),
            );
        }
        Err(Unopened::TooLarge(bytes)) => {
            let Both { sv, en } = size(bytes);
            return fail(
                both!(
                    "filen är {sv}, mer än de 8 MiB som läses",
                    "the file is {en}, more than the 8 MiB that are read"
                ),
                both!(
                    "en plan är sällan större än 0,1 MiB: är det rätt fil?",
                    "a plan is rarely larger than 0.1 MiB: is it the right file?"
                ),
            );
        }
        Err(Unopened::System(error)) => {
            let why = reason(&error);
            let (sv, en) = (why.sv, why.en);
            return fail(
                both!("filen går inte att öppna: {sv}", "the file cannot be opened: {en}"),
                both!(
                    "se efter att filen finns och att du får läsa den",
                    "see that the file exists and that you may read it"
                ),
            );
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => (add(text), None),
        Err(error) => {
            let guess = encoding::guess(error.as_bytes());
            let (message, help) = encoding::words(guess.as_ref());
            let (at, text) = match guess.and_then(|guess| guess.text) {
                // What the file says can be shown; its first letter that is saved otherwise is the place.
                Some(text) => (text.bytes().position(|byte| !byte.is_ascii()).unwrap_or(0), text),
                None => {
                    let at = error.utf8_error().valid_up_to();
                    (at, String::from_utf8_lossy(error.as_bytes()).into_owned())
                }
            };
            let length = text[at..].chars().next().map_or(0, char::len_utf8);
            let id = add(text);
            let span = sources.whole(id).at(at, at + length);
            (id, Some(Diagnostic::new(&UNREADABLE_FILE, span, message).help(help)))
        }
    }
}

/// A size in MiB with one decimal, rounded up: what is a byte too large is not as large as it may be.
pub fn size(bytes: u64) -> Both {
    let tenths = bytes.saturating_mul(10).div_ceil(1024 * 1024);
    let (whole, tenth) = (tenths / 10, tenths % 10);
    both!("{whole},{tenth} MiB", "{whole}.{tenth} MiB")
}

/// Why the system refuses, in words.
pub fn reason(error: &std::io::Error) -> Both {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => Both::fixed("behörighet saknas", "permission denied"),
        std::io::ErrorKind::NotFound => Both::fixed("den finns inte", "it does not exist"),
        std::io::ErrorKind::AlreadyExists => {
            Both::fixed("det finns redan något med det namnet", "something of that name is there already")
        }
        std::io::ErrorKind::ReadOnlyFilesystem => Both::fixed("disken går bara att läsa", "the disk can only be read"),
        std::io::ErrorKind::StorageFull => Both::fixed("disken är full", "the disk is full"),
        std::io::ErrorKind::NotADirectory => {
            Both::fixed("en del av sökvägen är ingen mapp", "a part of the path is not a folder")
        }
        std::io::ErrorKind::IsADirectory => Both::fixed("det är en mapp", "it is a folder"),
        _ => {
            // The number of the system's error helps nobody who reads it.
            let text = error.to_string();
            let text = text.split(" (os error ").next().unwrap_or_default().to_owned();
            Both { sv: text.clone().into(), en: text.into() }
        }
    }
}

/// The name of the printed words in the template folder.
pub const WORDS_FILE: &str = "ord.yaml";

/// A file of a template folder.
#[derive(Debug)]
pub struct TemplateFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its name in the folder, with `/`.
    pub name: String,
    /// Whether it leads out of the workspace, and so is not read.
    pub is_outside: bool,
}

/// The files of a template folder that are templates, style sheets or the printed words, sorted; others are never opened.
/// None where there is no such folder. A folder in it that cannot be looked into is an error.
pub fn template_files(folder: &Path, door: &Door) -> Result<Vec<TemplateFile>, (PathBuf, std::io::Error)> {
    let is_hidden =
        |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    let is_folder = std::fs::metadata(folder).map(|data| data.is_dir());
    if !is_folder.map_err(|error| (folder.to_path_buf(), error))? {
        return Err((folder.to_path_buf(), std::io::ErrorKind::NotADirectory.into()));
    }
    let mut walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    let mut files = Vec::new();
    while let Some(entry) = walk.next() {
        let (path, is_folder) = match entry {
            Ok(entry) if is_hidden(&entry) => {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            Ok(entry) => (entry.path().to_path_buf(), entry.file_type().is_dir()),
            // A folder that is in itself has been looked into.
            Err(error) if error.loop_ancestor().is_some() => continue,
            // A link that leads nowhere is named where a template is called so.
            Err(error) => match error.path() {
                Some(path) if path.symlink_metadata().is_ok_and(|data| data.is_symlink()) => {
                    (path.to_path_buf(), false)
                }
                path => {
                    let path = path.unwrap_or(folder).to_path_buf();
                    let error = error.into_io_error().unwrap_or_else(|| std::io::Error::other("loop of links"));
                    return Err((path, error));
                }
            },
        };
        let name = path.strip_prefix(folder).map(show).unwrap_or_default();
        let is_words = name == WORDS_FILE;
        let is_named = is_words || Purpose::Template.takes(&path);
        if is_folder && !is_named {
            if !door.holds_folder(&path) {
                walk.skip_current_dir();
                files.push(TemplateFile { path, name, is_outside: true });
            }
        } else if is_named {
            if is_folder {
                walk.skip_current_dir();
            }
            let purpose = if is_words { Purpose::Yaml } else { Purpose::Template };
            let is_outside = door.found(&path, purpose).is_err();
            files.push(TemplateFile { path, name, is_outside });
        }
    }
    Ok(files)
}

/// Why a file was not opened, as a phrase.
pub fn why_unopened(error: &Unopened) -> Both {
    match error {
        Unopened::Folder => Both::fixed("det är en mapp", "it is a folder"),
        Unopened::NoPlainFile => Both::fixed("det är ingen vanlig fil", "it is not a regular file"),
        Unopened::TooLarge(bytes) => {
            let Both { sv, en } = size(*bytes);
            both!("den är {sv}, mer än de 8 MiB som läses", "it is {en}, more than the 8 MiB that are read")
        }
        Unopened::System(error) => reason(error),
    }
}

/// The bytes of a file that the command line names: the user's own choice, be it a pipe.
pub fn read_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    #[expect(clippy::disallowed_methods, reason = "this is the only reader")]
    std::fs::read(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_as_people_write_them() {
        for (path, shown) in [
            ("./plans/2025/../plan.yaml", "plans/plan.yaml"),
            ("../a/b", "../a/b"),
            ("/a/./b", "/a/b"),
            (".", "."),
            ("a/../../b", "../b"),
        ] {
            assert_eq!(show(Path::new(path)), shown);
        }
    }
}
