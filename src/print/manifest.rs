//! What a build wrote: a list in the output folder, so that the next build can tell what is left over of this one.
//!
//! ```text
//! pages written ── Manifest ── .vp-build.json
//!                     └── left over: in the list, of a document that is gone, or not among its files any more
//! ```
//!
//! The list is a file like any other: what it names is believed only where it lies in the output folder, is a plain file
//! and holds the very bytes that were written. So nothing that anybody else has put there is ever taken for a page.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::print::render::output;
use crate::read::files::{Files, Unopened};

/// The list's name in the output folder.
pub const FILE: &str = ".vp-build.json";

/// The version of the list's shape.
const VERSION: u64 = 1;

/// A file that was written, by its path below the output folder, with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it is.
    pub path: String,
    /// The name of the format that it belongs to: a picture belongs to that of the page beside it.
    pub format: &'static str,
    /// What it holds.
    pub bytes: Bytes,
}

/// So much of a file's bytes that a change is seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bytes {
    /// How many there are.
    size: u64,
    /// Their hash, as 32 hexadecimal digits.
    hash: String,
}

impl Bytes {
    /// Those of a file. Thirty-two are hashed at a time, in four lanes by the prime of FNV-1a of 64 bits, and what comes of these
    /// and of the rest by that of 128 bits: thousands of pages are hashed in a build, and nobody is kept out by it. Each step can be
    /// undone, so that no byte's change is lost.
    pub fn of(bytes: &[u8]) -> Bytes {
        let start: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        let mut lanes = [start as u64; 4];
        let (parts, rest) = bytes.as_chunks::<32>();
        for part in parts {
            for (lane, word) in lanes.iter_mut().zip(part.as_chunks::<8>().0) {
                // The halves change places, so that no byte's change is lost beyond the highest bit.
                *lane = (*lane ^ u64::from_le_bytes(*word)).wrapping_mul(0x0100_0000_01b3).rotate_left(32);
            }
        }
        let mut hash = start;
        let mut add = |word: u64| {
            hash = (hash ^ u128::from(word)).wrapping_mul(0x0100_0000_0000_0000_0000_013b).rotate_left(64);
        };
        lanes.into_iter().for_each(&mut add);
        for word in rest.chunks(8) {
            let mut whole = [0; 8];
            whole[..word.len()].copy_from_slice(word);
            add(u64::from_le_bytes(whole));
        }
        Bytes { size: bytes.len() as u64, hash: format!("{hash:032x}") }
    }

    fn are(&self, bytes: &[u8]) -> bool {
        bytes.len() as u64 == self.size && Bytes::of(bytes) == *self
    }
}

/// A file in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    /// The document that it is a page of, from the folder of plans; none of one that lies elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    format: String,
    #[serde(flatten)]
    bytes: Bytes,
}

#[derive(Serialize, Deserialize)]
struct Shape<'m> {
    /// What the file is, for those who find it.
    about: Cow<'m, str>,
    version: u64,
    files: Cow<'m, BTreeMap<String, Entry>>,
}

/// The list of what builds have written to a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest(BTreeMap<String, Entry>);

/// Why there is no list to go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is no list, or cannot be read.
    Broken,
    /// A newer version of the program has written it, and keeps more in it.
    Newer,
}

/// What a build of all documents of a workspace knows of them.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    /// Every document, from the folder of plans, be it one that cannot be read.
    pub all: BTreeSet<String>,
    /// Files that cannot be read as what they were meant as; they may be a document of nearly the same name.
    pub unread: BTreeSet<String>,
    /// Those whose pages were written now, in every format asked for.
    pub printed: BTreeSet<String>,
    /// The formats asked for.
    pub formats: BTreeSet<&'static str>,
}

impl Documents {
    fn has(&self, document: &str) -> bool {
        // plan.yaml.txt stands for plan.yaml until it is renamed.
        let stem = |path: &str| {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            (folder.to_owned(), name.split('.').next().unwrap_or(name).to_lowercase())
        };
        self.all.contains(document) || self.unread.iter().any(|unread| stem(unread) == stem(document))
    }

    /// Whether all that was meant is printed now, so that a page of several documents is gone only if they are.
    fn are_whole(&self) -> bool {
        self.unread.is_empty() && self.all.is_subset(&self.printed)
    }
}

/// A file that an earlier build wrote and that belongs to nothing now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    /// Its path below the output folder, with `/`.
    pub path: String,
    /// Whether it holds something other than was written: then it is somebody else's.
    pub is_changed: bool,
}

impl Manifest {
    /// The list of an output folder; an empty one where there is none yet.
    pub fn read(out: &Path) -> Result<Manifest, Unread> {
        let bytes = match Files::default().read(&out.join(FILE)) {
            Ok(bytes) => bytes,
            Err(Unopened::System(error)) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Manifest::default());
            }
            Err(_) => return Err(Unread::Broken),
        };
        let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(|_| Unread::Broken)?;
        match value.get("version").and_then(serde_json::Value::as_u64) {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => return Err(Unread::Newer),
            _ => return Err(Unread::Broken),
        }
        let shape: Shape = serde_json::from_value(value).map_err(|_| Unread::Broken)?;
        Ok(Manifest(shape.files.into_owned()))
    }

    /// The list as the file holds it.
    pub fn text(&self) -> String {
        let shape = Shape {
            about: "What vp build has written to this folder, so that pages of plans that are gone can be told. May be removed.".into(),
            version: VERSION,
            files: Cow::Borrowed(&self.0),
        };
        let mut text = serde_json::to_string_pretty(&shape).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Adds a file of a document.
    pub fn add(&mut self, document: Option<&str>, page: Page) {
        let Page { path, format, bytes } = page;
        self.0.insert(path, Entry { document: document.map(str::to_owned), format: format.to_owned(), bytes });
    }

    /// What an earlier build has written to a folder and that belongs to no document now. `written` are the files that were
    /// written now. What is not there any more is taken out of the list.
    pub fn left_over(&mut self, out: &Path, documents: &Documents, written: &BTreeSet<String>) -> Vec<LeftOver> {
        let is_gone = |path: &str, entry: &Entry| {
            let Some(document) = entry.document.as_deref().filter(|_| !written.contains(path)) else { return false };
            // A page of several documents is in the list by its own name.
            if path.strip_prefix(document).is_some_and(|rest| rest.starts_with('.')) && !documents.are_whole() {
                return false;
            }
            let is_of_format = documents.formats.contains(entry.format.as_str());
            !documents.has(document) || documents.printed.contains(document) && is_of_format
        };
        let gone: Vec<String> =
            self.0.iter().filter(|(path, entry)| is_gone(path, entry)).map(|(path, _)| path.clone()).collect();
        if gone.is_empty() {
            return Vec::new();
        }
        // Where capitals make no difference, Plan.html of a renamed plan is plan.html.
        let real: BTreeSet<PathBuf> = written.iter().filter_map(|path| out.join(path).canonicalize().ok()).collect();
        let mut left = Vec::new();
        for path in gone {
            let own = file_of(out, &path).filter(|file| !file.canonicalize().is_ok_and(|file| real.contains(&file)));
            let Some(entry) = self.0.get(&path) else { continue };
            match own {
                Some(file) => {
                    let is_changed = !output::holds(&file, entry.bytes.size, |bytes| entry.bytes.are(bytes));
                    left.push(LeftOver { path, is_changed });
                }
                None => {
                    self.0.remove(&path);
                }
            }
        }
        left
    }

    /// Takes a file out of the list.
    pub fn forget(&mut self, path: &str) {
        self.0.remove(path);
    }

    /// Removes a file that is left over, with the folders that are empty without it, and takes it out of the list. A file
    /// that holds something other than was written stays.
    pub fn remove(&mut self, out: &Path, path: &str) -> std::io::Result<()> {
        let Some((entry, file)) = self.0.get(path).zip(file_of(out, path)) else { return Ok(()) };
        if output::holds(&file, entry.bytes.size, |bytes| entry.bytes.are(bytes)) {
            output::remove(&file, out)?;
        }
        self.0.remove(path);
        Ok(())
    }
}

/// The file that an entry means: a plain one within the output folder, on a path that no link is part of. None where
/// there is no such file, or where the entry means something else.
fn file_of(out: &Path, path: &str) -> Option<PathBuf> {
    let is_part = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    if !path.split('/').all(is_part) {
        return None;
    }
    let mut file = out.to_path_buf();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        file.push(part);
        let data = file.symlink_metadata().ok()?;
        let is_sound = if parts.peek().is_some() { data.is_dir() } else { data.is_file() };
        if !is_sound {
            return None;
        }
    }
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_byte_changes_the_hash_wherever_it_stands() {
        let text: Vec<u8> = (0..40).collect();
        for at in 0..text.len() {
            for bit in 0..8 {
                let mut other = text.clone();
                other[at] ^= 1 << bit;
                assert_ne!(Bytes::of(&text), Bytes::of(&other), "{at} {bit}");
            }
        }
        assert_ne!(Bytes::of(&[0]), Bytes::of(&[0, 0]));
        // The list is read by later versions.
        assert_eq!(Bytes::of(b"vp build").hash.len(), 32);
    }

    #[test]
    fn a_list_is_read_as_it_was_written_and_no_other_file_is_one() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Manifest::read(folder.path()), Ok(Manifest::default()));
        let mut manifest = Manifest::default();
        let page = |path: &str| Page { path: path.to_owned(), format: "html", bytes: Bytes::of(b"x") };
        manifest.add(Some("2026/å/plan.yaml"), page("2026/å/plan.html"));
        manifest.add(None, page("plan.html"));
        let list = folder.path().join(FILE);
        output::write(&list, manifest.text().as_bytes()).unwrap();
        assert_eq!(Manifest::read(folder.path()), Ok(manifest.clone()));
        let newer = manifest.text().replace("\"version\": 1", "\"version\": 2");
        for (text, why) in [
            ("", Unread::Broken),
            ("{\"version\": 1}", Unread::Broken),
            ("{\"version\": 1, \"files\": {\"a\": 1}}", Unread::Broken),
            (newer.as_str(), Unread::Newer),
        ] {
            output::write(&list, text.as_bytes()).unwrap();
            assert_eq!(Manifest::read(folder.path()), Err(why), "{text}");
        }
    }

    #[test]
    fn a_path_that_leads_out_means_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        output::write(&out.join("a/b.html"), b"x").unwrap();
        output::write(&folder.path().join("c.html"), b"x").unwrap();
        assert!(file_of(&out, "a/b.html").is_some());
        let absolute = folder.path().join("c.html");
        for path in ["../c.html", "a/../../c.html", "/c.html", "a//b.html", "./a/b.html", "a", "", "a\\b.html", "c:b"] {
            assert_eq!(file_of(&out, path), None, "{path}");
        }
        assert_eq!(file_of(&out, &absolute.to_string_lossy()), None);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("..", out.join("up")).unwrap();
            std::os::unix::fs::symlink("a/b.html", out.join("b.html")).unwrap();
            assert_eq!(file_of(&out, "up/c.html"), None);
            assert_eq!(file_of(&out, "b.html"), None);
        }
    }
}
