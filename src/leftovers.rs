//! Files that are there only while something is written, and go away however a run ends.
//!
//! What is made is registered, and is removed where the run is stopped by a signal. What a run leaves that was killed, or
//! that stopped with the machine, is removed by a later one that works in the same folder: where it has the name of such a
//! file, belongs to the same user, and is old.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What their names begin with; letters and digits follow.
pub const PREFIX: &str = ".vp-";

/// How many letters and digits follow.
pub const RANDOM: usize = 6;

/// What is older than this is left by a run that has ended: no page takes so long to write.
const OLD: Duration = Duration::from_secs(60 * 60);

static REGISTERED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A file that is removed where the run is stopped; once this is dropped it is not.
#[derive(Debug)]
#[must_use = "what is dropped at once is not removed"]
pub struct Registered(PathBuf);

/// Makes a file and registers it. In between nothing can stop the run: what is made is known.
///
/// Errors: what making it gives.
pub fn registered<T>(
    make: impl FnOnce() -> std::io::Result<T>,
    path: impl FnOnce(&T) -> &Path,
) -> std::io::Result<(T, Registered)> {
    let mut registered = REGISTERED.lock().unwrap_or_else(PoisonError::into_inner);
    let made = make()?;
    let path = path(&made).to_path_buf();
    registered.insert(path.clone());
    Ok((made, Registered(path)))
}

impl Drop for Registered {
    fn drop(&mut self) {
        REGISTERED.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

/// Removes everything that is registered. The run ends here: whoever would make something more waits until it has ended.
pub fn remove_all() {
    let mut registered = REGISTERED.lock().unwrap_or_else(PoisonError::into_inner);
    remove(&mut registered);
    std::mem::forget(registered);
}

fn remove(registered: &mut BTreeSet<PathBuf>) {
    for path in std::mem::take(registered) {
        // What is gone already needs no removing, and nobody is left to tell of the rest.
        let _ = std::fs::remove_file(&path);
    }
}

/// Removes what earlier runs have left in a folder, beside the files that are written.
pub fn tidy(folder: &Path) {
    // A new file has the user and the time: by the clock of the disk, which the others were written by.
    let Ok(new) = tempfile::tempfile().and_then(|file| file.metadata()) else { return };
    let Ok(entries) = folder.read_dir() else { return };
    for entry in entries.filter_map(Result::ok).filter(|entry| is_named(&entry.file_name())) {
        let Ok(data) = entry.path().symlink_metadata() else { continue };
        if is_ours(&data, &new) && is_old(&data, &new) {
            // Another run may tidy at the same time.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn is_named(name: &OsStr) -> bool {
    let rest = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
    rest.is_some_and(|rest| rest.len() == RANDOM && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn is_old(data: &Metadata, new: &Metadata) -> bool {
    let (Ok(then), Ok(now)) = (data.modified(), new.modified()) else { return false };
    now.duration_since(then).is_ok_and(|age| age > OLD)
}

#[cfg(unix)]
fn is_ours(data: &Metadata, new: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    data.is_file() && data.uid() == new.uid()
}

#[cfg(not(unix))]
fn is_ours(data: &Metadata, _: &Metadata) -> bool {
    data.is_file()
}

#[cfg(test)]
mod tests {
    use std::fs::{File, FileTimes};
    use std::time::{Duration, SystemTime};

    use super::{REGISTERED, registered, remove, tidy};

    #[test]
    fn what_is_old_and_named_so_is_removed_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let names = [".vp-a1B2c3", ".vp-new123", ".vp-build.json", ".vp-toolong1", ".vp-å12345", "vp-a1B2c3", ".vp"];
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        for name in names {
            let file = File::create(folder.path().join(name)).unwrap();
            if name != ".vp-new123" {
                file.set_times(FileTimes::new().set_modified(long_ago)).unwrap();
            }
        }
        tidy(folder.path());
        for name in names {
            assert_eq!(folder.path().join(name).exists(), name != ".vp-a1B2c3", "{name}");
        }
        tidy(&folder.path().join("not-there"));
    }

    #[test]
    fn what_is_registered_is_removed_where_the_run_ends() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let register = |name: &str| {
            File::create(path(name)).unwrap();
            registered(|| Ok(path(name)), |path| path.as_path()).unwrap().1
        };
        drop(register("kept"));
        let gone = register("gone");
        // Other tests write at the same time: nothing of theirs is removed.
        let mut own =
            REGISTERED.lock().unwrap().iter().filter(|path| path.starts_with(folder.path())).cloned().collect();
        remove(&mut own);
        assert!(path("kept").exists() && !path("gone").exists());
        drop(gone);
        assert!(registered(|| Err::<std::path::PathBuf, _>(std::io::ErrorKind::Other.into()), |path| path).is_err());
    }
}
