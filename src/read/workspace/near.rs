//! Files that are not there under the name that is written, but under another: the same one in another Unicode form, or one
//! that is near to it.

use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::{show, slashed};
use crate::diagnostic::near_name;
use crate::read::files::Files;

/// The plan folder of a workspace that names no other.
const USUAL_PLANS: &str = "plans";

/// A path as the folders have it, where its parts are there but for their Unicode form: systems for Macs store å as a and a
/// ring, and a file looks the same everywhere. `None` where it is there as it is written, or is not there at all.
pub fn in_other_form(files: &Files, path: &Path) -> Option<PathBuf> {
    if path.as_os_str().as_encoded_bytes().is_ascii() || files.is_there(path) {
        return None;
    }
    let mut found = PathBuf::new();
    for part in path.components() {
        let next = found.join(part);
        match part {
            Component::Normal(name) if !files.is_there(&next) => {
                let wanted = name.to_str()?;
                let listed = files.list(or_here(&found)).ok()?;
                let is_same = |name: &str| name.nfc().eq(wanted.nfc());
                let name = listed.iter().map(|listed| &listed.name).find(|name| name.to_str().is_some_and(is_same))?;
                found.push(name);
            }
            _ => found = next,
        }
    }
    Some(found)
}

/// The name that one was most likely meant to be that leads to nothing from a folder: with `/` in place of `\`, or with
/// another name for each part that is not there. `takes` tells which files are meant.
pub fn near_file(files: &Files, folder: &Path, written: &str, takes: &dyn Fn(&Path) -> bool) -> Option<String> {
    let turned = written.replace('\\', "/");
    let (mut at, mut near) = (folder.to_path_buf(), PathBuf::new());
    for part in Path::new(&turned).components() {
        let next = at.join(part);
        let part = match part {
            Component::Normal(name) if !files.is_there(&next) => {
                let listed = files.list(or_here(&at)).ok()?;
                let names = listed.iter().filter_map(|listed| listed.name.to_str());
                PathBuf::from(near_name(name.to_str()?, names.filter(|name| !name.starts_with('.')))?)
            }
            _ => PathBuf::from(part.as_os_str()),
        };
        at.push(&part);
        near.push(&part);
    }
    // A folder's files alone are meant where a file is.
    (takes(&at) && near != Path::new(written)).then(|| slashed_name(&near))
}

/// The path that one of the command line was most likely meant to be: as far as there is a near one.
pub fn near_path(files: &Files, path: &Path) -> Option<String> {
    let written = path.to_str()?;
    let is_there = |path: &Path| files.is_there(path);
    let whole = || near_file(files, Path::new(""), written, &is_there);
    let above = || {
        let parts: Vec<Component> = path.components().collect();
        (1..parts.len()).rev().find_map(|count| {
            let part: PathBuf = parts[..count].iter().collect();
            near_file(files, Path::new(""), part.to_str()?, &is_there)
        })
    };
    // A year by itself means the plans of that year.
    let year = Path::new(USUAL_PLANS).join(path);
    let of_year = || (written.len() == 4 && files.is_folder(&year)).then(|| slashed(&year));
    whole().or_else(of_year).or_else(above).map(|near| show(Path::new(&near)))
}

/// A name as it is written in a plan: with `/`, and as many `..` as it has.
fn slashed_name(name: &Path) -> String {
    let is_up = |part: Component| part == Component::ParentDir;
    match name.components().any(is_up) {
        true => name.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"),
        false => slashed(name),
    }
}

fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}
