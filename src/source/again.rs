//! Texts that are read again when somebody asks for them, so that those of ten thousand files need not be in memory at once.
//!
//! A text stays the one that was read first: where the file has another by then, that is remembered, and whoever has used
//! what stands there instead must say so and not show it.

use std::collections::VecDeque;
use std::fmt::Debug;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHasher;

use super::Source;

/// So many bytes of texts are in memory where a workspace is loaded once, besides those that somebody works with just then.
/// A thousand units with follow-ups have room, so that none but larger workspaces pay for reading again: up to a third of the time.
pub const MOST_OF_TEXTS: usize = 256 << 20;

/// So many stay of more than that: each would be gone before it is asked for again, however many stay, but for those of one
/// folder and of the plans above.
const FEW: usize = 4 << 20;

/// Reads files again.
pub trait ReadAgain: Debug + Send + Sync {
    /// The text that a file has now; none where it cannot be read.
    fn text(&self, path: &Path) -> Option<String>;
}

/// The texts that are in memory for now, and how to have the others.
#[derive(Debug)]
pub struct Room {
    reader: Box<dyn ReadAgain>,
    most: AtomicUsize,
    held: Mutex<Held>,
    /// The path to show of the first file that was found to be another.
    changed: Mutex<Option<String>>,
}

#[derive(Debug, Default)]
struct Held {
    /// In the order in which they were read.
    order: VecDeque<Arc<Again>>,
    bytes: usize,
}

/// A text that can be read again.
#[derive(Debug)]
pub(super) struct Again {
    file: PathBuf,
    length: usize,
    fingerprint: u64,
    now: Mutex<Option<Arc<Source>>>,
}

impl Room {
    /// Room for so many bytes.
    pub fn new(reader: impl ReadAgain + 'static, most: usize) -> Room {
        Room {
            reader: Box::new(reader),
            most: AtomicUsize::new(most),
            held: Mutex::default(),
            changed: Mutex::default(),
        }
    }

    /// Whether so many bytes of texts have room; where they have none, but a few of them stay from now on.
    pub(super) fn holds(&self, bytes: u64) -> bool {
        let has_room = bytes <= self.most.load(Ordering::Relaxed) as u64;
        if !has_room {
            self.most.fetch_min(FEW, Ordering::Relaxed);
        }
        has_room
    }

    /// The path to show of a file that has another text than when it was read first, where one was found.
    pub fn changed(&self) -> Option<String> {
        lock(&self.changed).clone()
    }

    /// Holds a text, and lets the oldest go where there are too many.
    fn hold(&self, again: &Arc<Again>) {
        let mut held = lock(&self.held);
        held.bytes += again.length;
        held.order.push_back(Arc::clone(again));
        while held.bytes > self.most.load(Ordering::Relaxed)
            && let Some(oldest) = held.order.pop_front()
        {
            held.bytes -= oldest.length;
            *lock(&oldest.now) = None;
        }
    }
}

impl Again {
    /// A text as it was read from a file.
    pub(super) fn new(source: Arc<Source>, file: PathBuf, room: &Room) -> Arc<Again> {
        let (length, fingerprint) = (source.text.len(), fingerprint(&source.text));
        let again = Arc::new(Again { file, length, fingerprint, now: Mutex::new(Some(source)) });
        room.hold(&again);
        again
    }

    /// The file with its text, under the path to show.
    pub(super) fn source(self: &Arc<Again>, shown: &str, room: &Room) -> Arc<Source> {
        if let Some(source) = &*lock(&self.now) {
            return Arc::clone(source);
        }
        let read = room.reader.text(&self.file).map(|text| Source::new(shown, text));
        let same = read.filter(|read| read.text.len() == self.length && fingerprint(&read.text) == self.fingerprint);
        let source = Arc::new(same.unwrap_or_else(|| {
            lock(&room.changed).get_or_insert_with(|| shown.to_owned());
            // Every place of the text that is gone is one of this.
            Source::new(shown, " ".repeat(self.length))
        }));
        {
            let mut now = lock(&self.now);
            if let Some(source) = &*now {
                return Arc::clone(source);
            }
            *now = Some(Arc::clone(&source));
        }
        // Held only once the lock is given back: whoever makes room waits for it.
        room.hold(self);
        source
    }
}

fn fingerprint(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// What a panic elsewhere has left is whole: nothing here panics with it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::source::Sources;

    /// Files, and how often they were read.
    #[derive(Debug, Default)]
    struct Files(Mutex<(BTreeMap<PathBuf, String>, usize)>);

    impl ReadAgain for Arc<Files> {
        fn text(&self, path: &Path) -> Option<String> {
            let mut files = lock(&self.0);
            files.1 += 1;
            files.0.get(path).cloned()
        }
    }

    fn given(texts: &[&str], most: usize) -> (Arc<Files>, Sources, Vec<crate::source::SourceId>) {
        let files = Arc::new(Files::default());
        let sources = Sources::default().letting_go(Room::new(Arc::clone(&files), most));
        let ids = texts.iter().enumerate().map(|(number, text)| {
            let path = PathBuf::from(number.to_string());
            lock(&files.0).0.insert(path.clone(), (*text).to_owned());
            sources.add_read("", Source::new(number.to_string(), *text), &path)
        });
        let ids = ids.collect();
        (files, sources, ids)
    }

    #[test]
    fn texts_that_were_let_go_are_read_again_and_are_the_same() {
        let (files, sources, ids) = given(&["a: å\r\n", "b: 2\n", "c: 3\r"], 10);
        assert_eq!(lock(&files.0).1, 0);
        for (id, text) in ids.iter().zip(["a: å\r\n", "b: 2\n", "c: 3\n"]) {
            assert_eq!(sources.get(*id).text, text);
        }
        // Two of three have room, so each of the three was gone before it was asked for.
        assert_eq!(lock(&files.0).1, 3);
        assert_eq!((sources.path(ids[2]), sources.changed()), ("2", None));
        let held = sources.get(ids[2]);
        assert_eq!((lock(&files.0).1, held.as_saved().as_ref()), (3, "c: 3\r"));
    }

    #[test]
    fn a_text_that_somebody_holds_stays_while_others_come() {
        let (_, sources, ids) = given(&["a: 1\n", "b: 2\n", "c: 3\n"], 5);
        let first = sources.slice(sources.whole(ids[0]));
        for id in &ids {
            sources.get(*id);
        }
        assert_eq!(&*first, "a: 1\n");
    }

    #[test]
    fn a_file_that_is_another_by_then_is_told() {
        for new in [Some("a: 2\n"), Some("a: 11\n"), None] {
            let (files, sources, ids) = given(&["a: 1\n", "b: 2\n"], 5);
            match new {
                Some(new) => lock(&files.0).0.insert("0".into(), new.to_owned()),
                None => lock(&files.0).0.remove(Path::new("0")),
            };
            assert_eq!(sources.changed(), None);
            assert_eq!(sources.get(ids[0]).text, "     ");
            assert_eq!(sources.changed().as_deref(), Some("0"));
        }
    }
}
