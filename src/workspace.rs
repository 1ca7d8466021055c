//! Where the plans are: the workspace's root, its plan folder, and the files in them. The only reader of files.

pub mod meant;
mod place;

use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use walkdir::WalkDir;

pub use self::place::{Place, place};
use crate::both;
use crate::diagnostic::{Both, Diagnostic};
use crate::fields::NamedFile;
use crate::parse;
use crate::source::{Source, SourceId, Sources};
use crate::yaml::{self, rules::UNREADABLE_FILE};

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

/// The documents that a place means, sorted by path. `plans` is the plan folder's name, `out` is left out.
pub fn discover(place: &Place, plans: &str, out: Option<&Path>) -> Result<Vec<FoundFile>, WorldError> {
    let asked = &place.asked;
    if !asked.is_dir() {
        let stem = asked.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        return Ok(vec![FoundFile { path: asked.clone(), shown: show(asked), page: stem, meant: None }]);
    }
    let plan_folder = asked.join(plans);
    let folder = if place.is_root() || plan_folder.is_dir() { plan_folder } else { asked.clone() };
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
        let Some(mut file) = meant::found(&folder, path).filter(|_| !entry.file_type().is_dir()) else { continue };
        // plan.yaml and plan.yml, or a file called index, would overwrite another page: they keep their extension.
        if file.page == "index" || files.iter().rev().any(|other: &FoundFile| other.page == file.page) {
            file.page = show(path.strip_prefix(&folder).unwrap_or(path));
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
    discover(&Place::of(here), plans, out).unwrap_or_default()
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

/// A path for people: `/` between the parts, no leading `./`, `a/../b` as `b`.
pub fn show(path: &Path) -> String {
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
    match std::fs::metadata(path) {
        Ok(data) if data.is_dir() => {
            return fail(
                both!("{shown} är en mapp, ingen fil", "{shown} is a folder, not a file"),
                both!("namnge en fil i mappen", "name a file in the folder"),
            );
        }
        Ok(data) if data.len() > yaml::LARGEST => {
            let size = data.len() / (1024 * 1024);
            return fail(
                both!(
                    "filen är {size} MiB, mer än de 8 MiB som läses",
                    "the file is {size} MiB, more than the 8 MiB that are read"
                ),
                both!(
                    "en plan är sällan större än 0,1 MiB: är det rätt fil?",
                    "a plan is rarely larger than 0.1 MiB: is it the right file?"
                ),
            );
        }
        Ok(data) if !data.is_file() => {
            return fail(
                both!("{shown} är ingen vanlig fil", "{shown} is no regular file"),
                both!("namnge en fil", "name a file"),
            );
        }
        _ => {}
    }
    #[expect(clippy::disallowed_methods, reason = "this is the only reader")]
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
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
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
            let id = add(String::from_utf8_lossy(&bytes).into_owned());
            let span = sources.whole(id).at(at, at + '\u{fffd}'.len_utf8());
            let message = if wide {
                both!("filen är sparad som UTF-16", "the file is saved as UTF-16")
            } else {
                both!("tecknet här är inte UTF-8", "the sign here is not UTF-8")
            };
            let help = both!(
                "öppna filen i en texteditor och spara om den med kodningen UTF-8",
                "open the file in a text editor and save it again with the encoding UTF-8",
            );
            (id, Some(Diagnostic::new(&UNREADABLE_FILE, span, message).help(help)))
        }
    }
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
            Both::fixed("en del av sökvägen är ingen mapp", "a part of the path is no folder")
        }
        std::io::ErrorKind::IsADirectory => Both::fixed("det är en mapp", "it is a folder"),
        _ => {
            let text = error.to_string();
            Both { sv: text.clone().into(), en: text.into() }
        }
    }
}

/// How far a document may reach for texts and pictures: the workspace's folder, or without vp.yaml the folder of the
/// topmost plan that it builds on, or the folder asked for.
#[derive(Debug, Default)]
pub struct Limits {
    root: Option<PathBuf>,
    /// Topmost folder by file, for workspaces without vp.yaml.
    tops: Mutex<HashMap<PathBuf, PathBuf>>,
}

impl Limits {
    /// The limits of a place.
    pub fn new(place: &Place) -> Limits {
        Limits {
            root: place.settings_folder.as_ref().and_then(|folder| folder.canonicalize().ok()),
            tops: Mutex::default(),
        }
    }

    /// The folder that a document at this path may not leave.
    fn root_of(&self, path: &Path, asked: &Path) -> PathBuf {
        if let Some(root) = &self.root {
            return root.clone();
        }
        let folder = |path: &Path| {
            let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
            if path.is_dir() { path } else { path.parent().map(Path::to_path_buf).unwrap_or(path) }
        };
        let known = |tops: &HashMap<PathBuf, PathBuf>| tops.get(path).cloned();
        if let Some(top) = self.tops.lock().ok().and_then(|tops| known(&tops)) {
            return top;
        }
        let mut top = folder(path);
        let asked = folder(asked);
        if top.starts_with(&asked) {
            top = asked;
        }
        let mut at = path.to_path_buf();
        // As many steps as a municipality can have ranks, and some; a circle ends here too.
        for _ in 0..16 {
            let Some(above) = peek_lead(&at) else { break };
            let above = at.parent().unwrap_or(Path::new("")).join(above);
            if !above.is_file() {
                break;
            }
            let higher = folder(&above);
            if top.starts_with(&higher) {
                top = higher;
            }
            at = above;
        }
        if let Ok(mut tops) = self.tops.lock() {
            tops.insert(path.to_path_buf(), top.clone());
        }
        top
    }

    /// The file that a document names, where it lies within the limits; links are followed before that is judged.
    pub fn resolve(&self, document: &Path, asked: &Path, named: &str) -> Result<PathBuf, NamedFile> {
        if named.is_empty() || named.contains('\0') {
            return Err(NamedFile::Missing);
        }
        let path = document.parent().unwrap_or(Path::new("")).join(named);
        let root = self.root_of(document, asked);
        let within = |path: &Path| path.canonicalize().is_ok_and(|path| path.starts_with(&root));
        match path.canonicalize() {
            Ok(_) if within(&path) => Ok(path),
            Ok(_) => Err(NamedFile::Outside),
            // Whether a file outside exists is nothing that a plan can find out.
            Err(_) if Path::new(named).is_absolute() => Err(NamedFile::Outside),
            Err(_) => {
                let folder = path.ancestors().skip(1).find(|folder| folder.is_dir());
                Err(if folder.is_none_or(within) { NamedFile::Missing } else { NamedFile::Outside })
            }
        }
    }
}

fn peek_lead(path: &Path) -> Option<String> {
    let sources = Sources::default();
    let (id, problem) = read(path, "", &sources);
    if problem.is_some() {
        return None;
    }
    let tree = yaml::read(&sources.get(id).text, id, &mut crate::diagnostic::Sink::default());
    parse::leads_to(&tree, id).map(|lead| lead.path.value)
}

/// The files of a template folder with their names in it, sorted; none where there is no such folder.
pub fn template_files(folder: &Path) -> Vec<(PathBuf, String)> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = walk.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).map(show).unwrap_or_default();
            (entry.path().to_path_buf(), name)
        })
        .collect()
}

/// A picture's bytes and media type, for embedding.
pub fn read_picture(path: &Path) -> Option<(Vec<u8>, &'static str)> {
    let kind = picture_kind(path)?;
    if std::fs::metadata(path).ok()?.len() > yaml::LARGEST {
        return None;
    }
    #[expect(clippy::disallowed_methods, reason = "this is the only reader")]
    let bytes = std::fs::read(path).ok()?;
    Some((bytes, kind))
}

/// A file's bytes, to be copied.
pub fn read_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    #[expect(clippy::disallowed_methods, reason = "this is the only reader")]
    std::fs::read(path)
}

/// The media type of a picture by its name; `None` where it is no picture that pages can hold.
pub fn picture_kind(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let kinds = [
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("jpeg", "image/jpeg"),
        ("gif", "image/gif"),
        ("webp", "image/webp"),
        ("svg", "image/svg+xml"),
    ];
    kinds.iter().find(|(name, _)| *name == extension).map(|(_, kind)| *kind)
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
