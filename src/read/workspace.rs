//! Where the plans are: the workspace's root, its plan folder, and the files in them. The only reader of files.

pub mod door;
pub mod encoding;
pub mod meant;
pub mod near;
pub mod picture;
mod place;

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

pub use self::place::{Place, place};
use crate::diagnostic::{Bilingual, Diagnostic};
use crate::msg;
use crate::read::files::{FileKind, Files, Unopened};
use crate::read::workspace::door::{Door, Purpose};
use crate::source::{Source, SourceId, Sources, visible};
use crate::syntax::yaml::garbled::{self, hides_meaning};
use crate::syntax::yaml::rules::UNREADABLE_FILE;

/// The workspace's settings file.
pub const SETTINGS_FILE: &str = "vp.yaml";

/// A folder that a link leads to is looked into so deep.
const DEEPEST: usize = 4;

/// And at so many files and folders in it.
const MOST_LOOKED_AT: usize = 1000;

/// What is wrong with the world: nothing that a writer can fix in a plan.
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
pub fn sources(files: &Files, place: &Place) -> Sources {
    match (files.real(Path::new(".")), &place.settings_folder) {
        (Ok(here), Some(workspace)) => Sources::of_workspace(here, workspace.clone()),
        _ => Sources::default(),
    }
}

/// A path from the current folder, where it lies below it or not far up; otherwise as it is.
pub fn from_here(files: &Files, path: &Path) -> PathBuf {
    let Ok(here) = files.real(Path::new(".")) else { return path.to_path_buf() };
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
pub fn plan_folder(files: &Files, place: &Place, plans: &str) -> PathBuf {
    let asked = &place.asked;
    let plan_folder = asked.join(plans);
    if place.is_root(files) || files.is_folder(&plan_folder) { plan_folder } else { asked.clone() }
}

/// The folder of all plans that a path belongs to, links followed, and whether the path means all of them. Of a file by
/// itself it is the folder that the file lies in.
pub fn plans_around(files: &Files, place: &Place, plans: &str) -> Option<(PathBuf, bool)> {
    let asked = files.real(&place.asked).ok()?;
    let is_folder = files.is_folder(&asked);
    let by_name = || asked.ancestors().skip(1).find(|folder| folder.ends_with(plans)).map(Path::to_path_buf);
    let own = if is_folder { plan_folder(files, place, plans) } else { asked.parent()?.to_path_buf() };
    let own = files.real(&own).ok()?;
    let folder = match &place.settings_folder {
        Some(folder) => files.real(&folder.join(plans)).ok()?,
        None => by_name().unwrap_or_else(|| own.clone()),
    };
    let is_whole = is_folder && own == folder;
    Some((folder, is_whole))
}

/// Whether a folder that a link leads to has files that are called as documents, as far as a quick look tells: `deep` folders
/// down, and at as many files as are `left` to look at. The link may lead to the whole of a disk.
fn holds_documents(files: &Files, folder: &Path, deep: usize, left: &mut usize) -> bool {
    let Ok(listed) = files.list(folder) else { return false };
    listed.iter().any(|listed| {
        let path = folder.join(&listed.name);
        *left = left.saturating_sub(1);
        *left > 0
            && match listed.kind {
                FileKind::Folder => deep > 1 && holds_documents(files, &path, deep - 1, left),
                FileKind::File => Purpose::Yaml.takes(&path),
                _ => false,
            }
    })
}

/// The documents that a place means, sorted by path, with the folders that links among them lead to: those are named and
/// not read. `plans` is the plan folder's name, `out` is left out.
pub fn discover(files: &Files, place: &Place, plans: &str, out: Option<&Path>) -> Result<Vec<FoundFile>, WorldError> {
    let asked = &place.asked;
    if !files.is_folder(asked) {
        let stem = asked.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let meant = meant::of_named(files, asked);
        return Ok(vec![FoundFile { path: asked.clone(), shown: slashed(asked), page: stem, meant }]);
    }
    let folder = plan_folder(files, place, plans);
    if !files.is_folder(&folder) {
        return Err(WorldError::NoPlans(folder));
    }
    let out = out.and_then(|out| files.real(out).ok());
    let mut found = Vec::new();
    walk(files, (&folder, &folder), out.as_deref(), &mut found)?;
    Ok(found)
}

/// Adds the documents below a folder of the plan folder.
fn walk(
    files: &Files,
    (plans, folder): (&Path, &Path),
    out: Option<&Path>,
    found: &mut Vec<FoundFile>,
) -> Result<(), WorldError> {
    let listed = files.list(folder).map_err(|error| WorldError::Unreadable(folder.to_path_buf(), error))?;
    let from = found.len();
    for listed in listed.iter().filter(|listed| !listed.name.to_string_lossy().starts_with('.')) {
        let path = folder.join(&listed.name);
        if listed.kind == FileKind::Folder {
            if out.is_none() || files.real(&path).ok().as_deref() != out {
                walk(files, (plans, &path), out, found)?;
            }
            continue;
        }
        // A link to a folder is not followed: what it leads to may lie anywhere, and among the plans already.
        // One that is called as a document is told at that.
        if listed.kind == FileKind::Link && !Purpose::Yaml.takes(&path) && files.is_folder(&path) {
            if holds_documents(files, &path, DEEPEST, &mut { MOST_LOOKED_AT }) {
                let page = slashed(path.strip_prefix(plans).unwrap_or(&path));
                found.push(FoundFile { path: path.clone(), shown: slashed(&path), page, meant: None });
            }
            continue;
        }
        let Some(mut file) = meant::found(files, plans, &path) else { continue };
        // plan.yaml and plan.yml, or a file called index, would overwrite another page: they keep their extension.
        if file.page == "index" || found[from..].iter().any(|other| other.page == file.page) {
            file.page = slashed(path.strip_prefix(plans).unwrap_or(&path));
        }
        found.push(file);
    }
    Ok(())
}

/// The other documents of the workspace that a file or a folder of it lies in, so that one year is not checked without
/// the year before. Of a single file without a workspace they are those beside it: a plan's follow-ups. None where all
/// was asked for.
pub fn around(files: &Files, place: &Place, plans: &str, out: Option<&Path>) -> Vec<FoundFile> {
    let Ok(asked) = files.real(&place.asked) else { return Vec::new() };
    let by_name = || asked.ancestors().skip(1).find(|folder| folder.ends_with(plans)).and_then(Path::parent);
    let Some(root) = place.settings_folder.as_deref().or_else(by_name) else { return beside(files, place) };
    let folder = root.join(plans);
    if !asked.starts_with(&folder) {
        return beside(files, place);
    }
    if asked == folder {
        return Vec::new();
    }
    let here = from_here(files, root);
    let here = if here.as_os_str().is_empty() { PathBuf::from(".") } else { here };
    // What cannot be walked has nothing to say about what was asked for.
    let mut found = discover(files, &Place::of(here), plans, out).unwrap_or_default();
    found.retain(|file| Purpose::Yaml.takes(&file.path) || !files.is_folder(&file.path));
    found
}

/// The other documents in the folder of a file that lies in no workspace, so that one report is not checked without those
/// before it.
fn beside(files: &Files, place: &Place) -> Vec<FoundFile> {
    let Some(folder) = place.asked.parent().filter(|_| files.is_file(&place.asked)) else { return Vec::new() };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(listed) = files.list(folder) else { return Vec::new() };
    let plain = listed.iter().filter(|listed| listed.kind == FileKind::File);
    plain.filter_map(|listed| meant::found(files, folder, &folder.join(&listed.name))).collect()
}

/// What is wrong with the names of files in the folder of the one that was asked for: whoever works on a plan and misses
/// its follow-up looks here.
pub fn misnamed_beside(files: &Files, place: &Place, sources: &Sources) -> Vec<Diagnostic> {
    let others = beside(files, place).into_iter().filter(|file| file.shown != slashed(&place.asked));
    let misnamed = others.filter_map(|file| meant::misnamed(files, &file, file.meant.as_deref()?, sources).1);
    misnamed.collect()
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

/// Reads a file into the sources. A file that cannot be read is kept without its text, or with � for the bytes that
/// are no UTF-8, so that the finding has a place.
pub fn read(files: &Files, path: &Path, shown: &str, sources: &Sources) -> (SourceId, Option<Diagnostic>) {
    read_of(files, path, (shown, ""), sources)
}

/// As [`read`], of a file that another file names.
pub fn read_of(
    files: &Files,
    path: &Path,
    (shown, namer): (&str, &str),
    sources: &Sources,
) -> (SourceId, Option<Diagnostic>) {
    let add = |text: String| sources.add_of(namer, Arc::new(Source::new(shown, text)));
    let fail = |message: Bilingual, help: Bilingual| {
        let id = add(String::new());
        (id, Some(Diagnostic::new(&UNREADABLE_FILE, sources.start(id), message).help(help)))
    };
    let bytes = match files.read(path) {
        Ok(bytes) => bytes,
        Err(Unopened::Folder) => {
            return fail(
                msg!("{shown} är en mapp, ingen fil", "{shown} is a folder, not a file"),
                msg!("namnge en fil i mappen", "name a file in the folder"),
            );
        }
        Err(Unopened::NoPlainFile) => {
            return fail(
                msg!("{shown} är ingen vanlig fil", "{shown} is not a regular file"),
                msg!("namnge en fil", "name a file"),
            );
        }
        Err(Unopened::TooLarge(bytes)) => {
            let Bilingual { sv, en } = size(bytes);
            return fail(
                msg!("filen är {sv}, mer än de 8 MiB som läses", "the file is {en}, more than the 8 MiB that are read"),
                msg!(
                    "en plan är sällan större än 0,1 MiB: är det rätt fil?",
                    "a plan is rarely larger than 0.1 MiB: is it the right file?"
                ),
            );
        }
        Err(Unopened::System(error)) => {
            let why = reason(&error);
            let (sv, en) = (why.sv, why.en);
            return fail(
                msg!("filen går inte att öppna: {sv}", "the file cannot be opened: {en}"),
                msg!(
                    "se efter att filen finns och att du får läsa den",
                    "see that the file exists and that you may read it"
                ),
            );
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            let is_of_keys = Purpose::Yaml.takes(path) && hides_meaning(&text);
            let id = sources.add_read(namer, Source::new(shown, text), path);
            // Nothing more is said of a file whose keys are others than they were meant: all of it would follow from this.
            (id, if is_of_keys { garbled::findings(sources, id).into_iter().next() } else { None })
        }
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
pub fn size(bytes: u64) -> Bilingual {
    let tenths = bytes.saturating_mul(10).div_ceil(1024 * 1024);
    let (whole, tenth) = (tenths / 10, tenths % 10);
    msg!("{whole},{tenth} MiB", "{whole}.{tenth} MiB")
}

/// Why the system refuses, in words.
pub fn reason(error: &std::io::Error) -> Bilingual {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => Bilingual::fixed("behörighet saknas", "permission denied"),
        std::io::ErrorKind::NotFound => Bilingual::fixed("den finns inte", "it does not exist"),
        std::io::ErrorKind::AlreadyExists => {
            Bilingual::fixed("det finns redan något med det namnet", "something of that name is there already")
        }
        std::io::ErrorKind::ReadOnlyFilesystem => {
            Bilingual::fixed("disken går bara att läsa", "the disk can only be read")
        }
        std::io::ErrorKind::StorageFull => Bilingual::fixed("disken är full", "the disk is full"),
        std::io::ErrorKind::NotADirectory => {
            Bilingual::fixed("en del av sökvägen är ingen mapp", "a part of the path is not a folder")
        }
        std::io::ErrorKind::IsADirectory => Bilingual::fixed("det är en mapp", "it is a folder"),
        _ => {
            // The number of the system's error helps nobody who reads it.
            let text = error.to_string();
            let text = text.split(" (os error ").next().unwrap_or_default().to_owned();
            Bilingual { sv: text.clone().into(), en: text.into() }
        }
    }
}

/// The name of the printed words in the template folder.
pub const WORDS_FILE: &str = "ord.yaml";

/// The names of the template of Word documents in the template folder; the first that is there is the one.
pub const WORD_TEMPLATES: [&str; 2] = ["dokument.dotx", "dokument.docx"];

/// The folder in the template folder with what PDFs are set with.
pub const TYPESETTING: &str = "pdf";

/// A file of a template folder.
#[derive(Debug)]
pub struct TemplateFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its name in the folder, with `/`.
    pub name: String,
    /// Whether it leads out of the workspace, and so is not read.
    pub is_outside: bool,
    /// Whether its name is none that a template has; then it is not opened.
    pub is_other: bool,
}

/// The files of a template folder, sorted: templates, style sheets, the printed words, the template of Word documents and
/// what PDFs are set with, and others, which are never opened.
/// None where there is no such folder. A folder in it that cannot be looked into is an error.
pub fn template_files(folder: &Path, door: &Door) -> Result<Vec<TemplateFile>, (PathBuf, std::io::Error)> {
    let is_folder = door.files().kind(folder).map(|kind| kind == FileKind::Folder);
    if !is_folder.map_err(|error| (folder.to_path_buf(), error))? {
        return Err((folder.to_path_buf(), std::io::ErrorKind::NotADirectory.into()));
    }
    let mut found = Vec::new();
    walk_templates(folder, folder, door, &mut Vec::new(), &mut found)?;
    Ok(found)
}

/// Adds the files of a folder of the template folder; `within` are the folders around it, without links.
fn walk_templates(
    templates: &Path,
    folder: &Path,
    door: &Door,
    within: &mut Vec<PathBuf>,
    found: &mut Vec<TemplateFile>,
) -> Result<(), (PathBuf, std::io::Error)> {
    let files = door.files();
    let failed = |error| (folder.to_path_buf(), error);
    let real = files.real(folder).map_err(failed)?;
    // A folder that is in itself has been looked into.
    if within.contains(&real) {
        return Ok(());
    }
    let listed = files.list(folder).map_err(failed)?;
    within.push(real);
    for listed in listed.iter().filter(|listed| !listed.name.to_string_lossy().starts_with('.')) {
        let path = folder.join(&listed.name);
        // A link that leads nowhere is named where a template is called so.
        let is_folder = match files.kind(&path) {
            Ok(kind) => kind == FileKind::Folder,
            Err(_) if listed.kind == FileKind::Link => false,
            Err(error) => return Err((path, error)),
        };
        let name = path.strip_prefix(templates).map(show).unwrap_or_default();
        let purpose = match name.as_str() {
            WORDS_FILE => Purpose::Yaml,
            name if WORD_TEMPLATES.contains(&name) => Purpose::WordTemplate,
            name if is_typesetting(name) && Purpose::Typesetting.takes(&path) => Purpose::Typesetting,
            _ => Purpose::Template,
        };
        let is_named = purpose != Purpose::Template || purpose.takes(&path);
        if is_folder && !is_named {
            if door.holds_folder(&path) {
                walk_templates(templates, &path, door, within, found)?;
            } else {
                found.push(TemplateFile { path, name, is_outside: true, is_other: false });
            }
        } else if is_named {
            let is_outside = door.found(&path, purpose).is_err();
            found.push(TemplateFile { path, name, is_outside, is_other: false });
        } else if listed.kind == FileKind::File {
            found.push(TemplateFile { path, name, is_outside: false, is_other: true });
        }
    }
    within.pop();
    Ok(())
}

/// Whether a file of the template folder lies in the folder with what PDFs are set with.
pub fn is_typesetting(name: &str) -> bool {
    name.strip_prefix(TYPESETTING).is_some_and(|rest| rest.starts_with('/'))
}

/// Why a file was not opened, as a phrase.
pub fn why_unopened(error: &Unopened) -> Bilingual {
    match error {
        Unopened::Folder => Bilingual::fixed("det är en mapp", "it is a folder"),
        Unopened::NoPlainFile => Bilingual::fixed("det är ingen vanlig fil", "it is not a regular file"),
        Unopened::TooLarge(bytes) => {
            let Bilingual { sv, en } = size(*bytes);
            msg!("den är {sv}, mer än de 8 MiB som läses", "it is {en}, more than the 8 MiB that are read")
        }
        Unopened::System(error) => reason(error),
    }
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
