//! Writes files: whole or not at all, and only where they differ from what is there. Whatever is written goes through here.
//!
//! A new file may be read by whom the system's mask allows, once it is whole: until then by its owner alone. One that is there
//! keeps its permissions and a link is followed, as if it had been opened and written to; but one that may not be written to
//! is left alone.

mod within;

#[cfg(unix)]
use std::collections::BTreeMap;
use std::fs::{File, Permissions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

pub use self::within::Within;
use crate::leftovers::{self, Registered};
use crate::progress;

/// What writing a file came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteOutcome {
    /// The file was made or replaced.
    New,
    /// It held the same bytes already and was not touched.
    Same,
}

/// A file that could not be written.
#[derive(Debug)]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub error: ReplaceError,
}

/// A file that is to hold something else but could not be replaced.
#[derive(Debug)]
pub enum ReplaceError {
    /// It may not be written to.
    ReadOnly,
    /// It does not hold what it held when it was read.
    Changed,
    /// It is a link, or lies below one, that leads out of the folders that may be written to.
    LeadsOut,
    /// The system refuses.
    System(std::io::Error),
}

/// Writes a file through a new one in the same folder, so that a reader sees the old one or the new one, whole.
pub fn write(path: &Path, bytes: &[u8]) -> Result<WriteOutcome, WriteError> {
    written(path, bytes).map_err(|error| WriteError { path: path.to_path_buf(), error })
}

/// Writes a file in the same way, piece by piece: one that is too large to lie in memory.
pub fn write_in_pieces(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), WriteError> {
    let fail = |error| WriteError { path: path.to_path_buf(), error };
    let target = followed(path).map_err(|error| fail(ReplaceError::System(error)))?;
    let mut file = match std::fs::metadata(&target) {
        Ok(data) if !data.is_dir() => in_place_of(&target, &[], data.permissions()).map_err(fail)?,
        _ => new(&target, &[]).map_err(|error| fail(ReplaceError::System(error)))?,
    };
    let mut out = BufWriter::with_capacity(1 << 18, file.file.as_file_mut());
    let written = write(&mut out).and_then(|()| out.flush());
    drop(out);
    written.and_then(|()| file.persist(&target)).map_err(|error| fail(ReplaceError::System(error)))?;
    progress::wrote();
    Ok(())
}

/// Looks whether a file can be put in its place, before anything is written that belongs with it.
///
/// Errors: a folder is there.
pub fn look_for_room(path: &Path) -> Result<(), WriteError> {
    match path.is_dir() {
        true => {
            let error = ReplaceError::System(std::io::ErrorKind::IsADirectory.into());
            Err(WriteError { path: path.to_path_buf(), error })
        }
        false => Ok(()),
    }
}

fn written(path: &Path, bytes: &[u8]) -> Result<WriteOutcome, ReplaceError> {
    if is_same(path, bytes) {
        return Ok(WriteOutcome::Same);
    }
    let path = followed(path).map_err(ReplaceError::System)?;
    let file = match std::fs::metadata(&path) {
        Ok(data) if !data.is_dir() => in_place_of(&path, bytes, data.permissions())?,
        _ => new(&path, bytes).map_err(ReplaceError::System)?,
    };
    file.persist(&path).map_err(ReplaceError::System)?;
    progress::wrote();
    Ok(WriteOutcome::New)
}

/// Writes a new file in the same way; one that is there already is left alone and is an error.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let fail = |error| WriteError { path: path.to_path_buf(), error: ReplaceError::System(error) };
    let file = new(path, bytes).map_err(fail)?;
    file.file.persist_noclobber(path).map_err(|error| fail(error.error))?;
    progress::wrote();
    Ok(())
}

/// Replaces what a file holds, whole or not at all. `before` is what it held when it was read.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), ReplaceError> {
    let path = path.canonicalize().map_err(ReplaceError::System)?;
    let permissions = std::fs::metadata(&path).map_err(ReplaceError::System)?.permissions();
    if !permissions.readonly() && !is_same(&path, before) {
        return Err(ReplaceError::Changed);
    }
    // A new file in the place of one of several names would part them, and one in the place of another user's be ours.
    if belongs_to_others(&path) {
        within(&path, after).map_err(ReplaceError::System)?;
        progress::wrote();
        return Ok(());
    }
    let file = in_place_of(&path, after, permissions)?;
    // It may be the only copy of what somebody wrote.
    file.as_file().sync_all().map_err(ReplaceError::System)?;
    file.persist(&path).map_err(ReplaceError::System)?;
    progress::wrote();
    Ok(())
}

/// Whether a file has other names too, or is another user's.
#[cfg(unix)]
fn belongs_to_others(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let own = || tempfile::tempfile().and_then(|file| file.metadata()).map(|data| (data.uid(), data.gid()));
    std::fs::metadata(path)
        .is_ok_and(|data| data.nlink() > 1 || own().map_or(true, |own| own != (data.uid(), data.gid())))
}

#[cfg(not(unix))]
fn belongs_to_others(_: &Path) -> bool {
    false
}

/// Writes into the file itself, which keeps its names and its owner. What was there is laid beside it until all is written.
fn within(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let before = std::fs::OpenOptions::new().write(true).open(path)?;
    // By its name it is none of those that a later run removes: where this one is killed, it is all that there is.
    let mut copy = tempfile::Builder::new();
    let folder = or_here(path.parent().unwrap_or(Path::new("")));
    let mut copy = copy.prefix(leftovers::PREFIX).suffix(".orig").tempfile_in(folder)?;
    #[expect(clippy::disallowed_methods, reason = "output keeps what it is about to replace")]
    let old = std::fs::read(path)?;
    copy.write_all(&old)?;
    copy.as_file().sync_all()?;
    let mut file = before;
    let written = file.write_all(bytes).and_then(|()| file.set_len(bytes.len() as u64)).and_then(|()| file.sync_all());
    if written.is_err() {
        // The copy is all that there is of it.
        let _ = copy.keep();
    }
    written
}

/// A temporary file to take the place of one that is there and has these permissions.
fn in_place_of(path: &Path, bytes: &[u8], permissions: Permissions) -> Result<Temporary, ReplaceError> {
    // A new file in its place would need no right to write to the old one.
    if permissions.readonly() {
        return Err(ReplaceError::ReadOnly);
    }
    let file = beside(path, bytes).map_err(ReplaceError::System)?;
    file.as_file().set_permissions(permissions).map_err(ReplaceError::System)?;
    Ok(file)
}

/// Most links that are followed one after another, as on Linux.
const MOST_LINKS: usize = 40;

/// The file that a path means: where it is a link, what that leads to, whether there is such a file or not.
fn followed(path: &Path) -> std::io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        match std::fs::symlink_metadata(&path) {
            Ok(data) if data.is_symlink() => {}
            _ => return Ok(path),
        }
        path = path.parent().unwrap_or(Path::new("")).join(std::fs::read_link(&path)?);
    }
    // The system has words of its own for links that lead in a circle.
    path.canonicalize()
}

/// A folder; an empty path is none to the system.
fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// A temporary file. Where the run is stopped it is removed.
struct Temporary {
    file: NamedTempFile,
    _registered: Registered,
}

impl Temporary {
    fn as_file(&self) -> &File {
        self.file.as_file()
    }

    /// Gives it its name. From then on it is no longer removed.
    fn persist(self, path: &Path) -> std::io::Result<()> {
        self.file.persist(path).map(drop).map_err(|error| error.error)
    }
}

/// Removes what killed runs have left in folders that are written to.
pub fn tidy<'p>(folders: impl IntoIterator<Item = &'p Path>) {
    for folder in folders {
        leftovers::tidy(or_here(folder));
    }
}

/// A temporary file that is to be a new one: whole, and with the permissions of a file that is made there.
fn new(path: &Path, bytes: &[u8]) -> std::io::Result<Temporary> {
    let file = beside(path, bytes)?;
    if let Some(permissions) = permissions_of_new(or_here(path.parent().unwrap_or(Path::new(""))))? {
        file.as_file().set_permissions(permissions)?;
    }
    Ok(file)
}

/// The permissions that a file gets which is made in a folder: by the system's mask, and by the folder's own rules. A file
/// tells that is made there and has nothing in it; the mask itself cannot be asked for without being changed.
#[cfg(unix)]
fn permissions_of_new(folder: &Path) -> std::io::Result<Option<Permissions>> {
    use std::os::unix::fs::PermissionsExt;
    static KNOWN: Mutex<BTreeMap<PathBuf, Permissions>> = Mutex::new(BTreeMap::new());
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(permissions) = known().get(folder) {
        return Ok(Some(permissions.clone()));
    }
    let mut builder = names();
    builder.permissions(Permissions::from_mode(0o666));
    let (file, _registered) = leftovers::registered(|| builder.tempfile_in(folder), NamedTempFile::path)?;
    let permissions = file.as_file().metadata()?.permissions();
    known().insert(folder.to_path_buf(), permissions.clone());
    Ok(Some(permissions))
}

#[cfg(not(unix))]
fn permissions_of_new(_: &Path) -> std::io::Result<Option<Permissions>> {
    Ok(None)
}

/// How temporary files are called.
fn names() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(leftovers::PREFIX).rand_bytes(leftovers::RANDOM);
    builder
}

/// A temporary file with these bytes in the folder of `path`, which is made where it is missing. Nobody but its owner may
/// read it.
fn beside(path: &Path, bytes: &[u8]) -> std::io::Result<Temporary> {
    let folder = or_here(path.parent().unwrap_or(Path::new("")));
    std::fs::create_dir_all(folder).map_err(|error| match error.kind() {
        // The system says of a file in the place of a folder that it is there already.
        std::io::ErrorKind::AlreadyExists => std::io::ErrorKind::NotADirectory.into(),
        _ => error,
    })?;
    let (mut file, registered) = leftovers::registered(|| names().tempfile_in(folder), NamedTempFile::path)?;
    file.write_all(bytes)?;
    Ok(Temporary { file, _registered: registered })
}

fn is_same(path: &Path, bytes: &[u8]) -> bool {
    holds(path, bytes.len() as u64, |old| old == bytes)
}

/// Whether a file has this size and these bytes.
pub fn holds(path: &Path, size: u64, is_it: impl Fn(&[u8]) -> bool) -> bool {
    if std::fs::metadata(path).map_or(true, |data| data.len() != size) {
        return false;
    }
    #[expect(clippy::disallowed_methods, reason = "output compares what it has written and would write")]
    let old = std::fs::read(path);
    old.is_ok_and(|old| is_it(&old))
}

/// Removes a file below a folder, and the folders on the way to it that are empty then.
pub fn remove(path: &Path, folder: &Path) -> std::io::Result<()> {
    std::fs::remove_file(path)?;
    for parent in path.ancestors().skip(1).take_while(|parent| *parent != folder && parent.starts_with(folder)) {
        // One that holds something is not removed.
        if std::fs::remove_dir(parent).is_err() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.html");
        assert_eq!(write(&path, b"ett").unwrap(), WriteOutcome::New);
        assert_eq!(write(&path, b"ett").unwrap(), WriteOutcome::Same);
        assert_eq!(write(&path, b"nya").unwrap(), WriteOutcome::New);
        assert_eq!(std::fs::read_dir(folder.path().join("a")).unwrap().count(), 1);
    }

    #[test]
    fn what_is_there_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.yaml");
        create(&path, b"ett").unwrap();
        assert!(create(&path, b"nya").is_err());
        assert!(is_same(&path, b"ett"));
        assert_eq!(std::fs::read_dir(folder.path().join("a")).unwrap().count(), 1);
    }

    #[test]
    fn a_file_is_replaced_only_as_it_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        create(&path, b"ett").unwrap();
        replace(&path, b"ett", "två".as_bytes()).unwrap();
        assert!(is_same(&path, "två".as_bytes()));
        assert!(matches!(replace(&path, b"ett", b"tre"), Err(ReplaceError::Changed)));
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).unwrap();
        assert!(matches!(replace(&path, "två".as_bytes(), b"tre"), Err(ReplaceError::ReadOnly)));
        assert!(is_same(&path, "två".as_bytes()));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_keeps_its_permissions_and_its_links() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.yaml"), folder.path().join("b.yaml"));
        create(&path, b"ett").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        replace(&link, b"ett", b"tre").unwrap();
        assert!(is_same(&path, b"tre"));
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_several_names_keeps_them() {
        use std::os::unix::fs::MetadataExt;
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("a.yaml"), folder.path().join("b.yaml"));
        create(&one, b"ett och mer").unwrap();
        std::fs::hard_link(&one, &other).unwrap();
        replace(&one, b"ett och mer", b"tre").unwrap();
        assert!(is_same(&one, b"tre") && is_same(&other, b"tre"));
        assert_eq!(std::fs::metadata(&one).unwrap().nlink(), 2);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[cfg(unix)]
    fn mode(path: &Path) -> u32 {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[cfg(unix)]
    #[test]
    fn a_page_keeps_its_permissions_and_a_new_one_has_those_of_any_new_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (page, other) = (folder.path().join("a.html"), folder.path().join("other"));
        std::fs::File::create(&other).unwrap();
        // Nobody else reads what is half written.
        assert_eq!(mode(beside(&page, b"ett").unwrap().file.path()), 0o600);
        write(&page, b"ett").unwrap();
        assert_eq!(mode(&page), mode(&other));
        create(&folder.path().join("b.html"), b"ett").unwrap();
        assert_eq!(mode(&folder.path().join("b.html")), mode(&other));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
        std::fs::set_permissions(&page, std::fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(write(&page, b"nya").unwrap(), WriteOutcome::New);
        assert_eq!(mode(&page), 0o600);
        std::fs::set_permissions(&page, std::fs::Permissions::from_mode(0o440)).unwrap();
        assert!(matches!(write(&page, b"tre").unwrap_err().error, ReplaceError::ReadOnly));
        assert_eq!(write(&page, b"nya").unwrap(), WriteOutcome::Same);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_but_not_out_of_the_folders_that_may_be_written_to() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["out", "plans", "else"] {
            std::fs::create_dir(at(name)).unwrap();
        }
        super::write(&at("else/a"), b"ett").unwrap();
        let within = Within::new(&at("out"), Some(&at("plans")));
        let write = |path: &Path, bytes: &[u8]| within.write(path, bytes);
        // Folders that are known to lie within are not asked about again: what comes to lie in them is.
        assert!(write(&at("out/x"), b"ett").is_ok() && write(&at("out/y/z"), b"ett").is_ok());
        for (link, target) in
            [("out/a", "../else/a"), ("out/new", "../else/new"), ("out/b", "a"), ("out/folder", "../else")]
        {
            symlink(target, at(link)).unwrap();
        }
        for link in ["out/a", "out/new", "out/b", "out/folder/a", "out/folder/x/y"] {
            let error = write(&at(link), b"nya").unwrap_err().error;
            assert!(matches!(error, ReplaceError::LeadsOut), "{link}: {error:?}");
        }
        assert!(is_same(&at("else/a"), b"ett") && std::fs::read_dir(at("else")).unwrap().count() == 1);
        for (link, target) in [("out/c", "../plans/c"), ("out/d", "c")] {
            symlink(target, at(link)).unwrap();
            assert_eq!(write(&at(link), link.as_bytes()).unwrap(), WriteOutcome::New, "{link}");
            assert!(is_same(&at("plans/c"), link.as_bytes()), "{link}");
        }
        symlink("circle", at("out/circle")).unwrap();
        assert!(write(&at("out/circle"), b"nya").is_err());
        assert!(Within::new(&at("not-there"), None).write("a/b", b"nya").is_ok());
    }

    #[test]
    fn a_file_in_the_place_of_a_folder_is_said_to_be_no_folder() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write(&path, b"ett").unwrap();
        for below in ["b.html", "b/c.html"] {
            let ReplaceError::System(error) = write(&path.join(below), b"ett").unwrap_err().error else {
                panic!("the system refuses");
            };
            assert_eq!(error.kind(), std::io::ErrorKind::NotADirectory, "{below}");
        }
    }

    #[test]
    fn a_folder_in_the_way_is_an_error_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("x.html/y")).unwrap();
        assert!(write(&folder.path().join("x.html"), b"ett").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
