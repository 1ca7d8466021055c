//! Writes pages, and files that are mended: whole or not at all, and only where they differ from what is there.

use std::io::Write;
use std::path::{Path, PathBuf};

/// What writing a file came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
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
    pub error: std::io::Error,
}

/// Writes a file through a new one in the same folder, so that a reader sees the old one or the new one, whole.
pub fn write(path: &Path, bytes: &[u8]) -> Result<Written, WriteError> {
    let fail = |error| WriteError { path: path.to_path_buf(), error };
    if is_same(path, bytes) {
        return Ok(Written::Same);
    }
    let file = beside(path, bytes).map_err(fail)?;
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(Written::New)
}

/// Writes a new file in the same way; one that is there already is left alone and is an error.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let fail = |error| WriteError { path: path.to_path_buf(), error };
    let file = beside(path, bytes).map_err(fail)?;
    file.persist_noclobber(path).map_err(|error| fail(error.error))?;
    Ok(())
}

/// A file that is to hold something else but could not be replaced.
#[derive(Debug)]
pub enum ReplaceError {
    /// It may not be written to.
    ReadOnly,
    /// It does not hold what it held when it was read.
    Changed,
    /// The system refuses.
    System(std::io::Error),
}

/// Replaces what a file holds, whole or not at all. It keeps its permissions; a link is followed. `before` is what it held
/// when it was read.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), ReplaceError> {
    let path = path.canonicalize().map_err(ReplaceError::System)?;
    let permissions = std::fs::metadata(&path).map_err(ReplaceError::System)?.permissions();
    // A new file in its place would need no right to write to the old one.
    if permissions.readonly() {
        return Err(ReplaceError::ReadOnly);
    }
    if !is_same(&path, before) {
        return Err(ReplaceError::Changed);
    }
    let file = beside(&path, after).map_err(ReplaceError::System)?;
    file.as_file().set_permissions(permissions).map_err(ReplaceError::System)?;
    file.as_file().sync_all().map_err(ReplaceError::System)?;
    file.persist(&path).map_err(|error| ReplaceError::System(error.error))?;
    Ok(())
}

/// A temporary file with these bytes in the folder of `path`, which is made where it is missing.
fn beside(path: &Path, bytes: &[u8]) -> std::io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".vp-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    set_readable(file.as_file())?;
    Ok(file)
}

fn is_same(path: &Path, bytes: &[u8]) -> bool {
    if std::fs::metadata(path).map_or(true, |data| data.len() != bytes.len() as u64) {
        return false;
    }
    #[expect(clippy::disallowed_methods, reason = "output compares what it would write")]
    let old = std::fs::read(path);
    old.is_ok_and(|old| old == bytes)
}

/// Temporary files are made for their owner alone; a page is for everybody.
#[cfg(unix)]
fn set_readable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_readable(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.html");
        assert_eq!(write(&path, b"ett").unwrap(), Written::New);
        assert_eq!(write(&path, b"ett").unwrap(), Written::Same);
        assert_eq!(write(&path, b"nya").unwrap(), Written::New);
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

    #[test]
    fn a_folder_in_the_way_is_an_error_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("x.html/y")).unwrap();
        assert!(write(&folder.path().join("x.html"), b"ett").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
