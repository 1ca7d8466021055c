//! Whether what was read is still so: asked of the disk itself again and again, since no message of a system comes from
//! drives of a network.
//!
//! Whoever reads through [`Files::watched`] is given folders, files and answers, and the disk remembers them. A look compares
//! all of them with what there is now: by when each was changed and how large it is, and by what it holds where these are
//! others. What was changed a short while ago is looked at to the ground each time, and so is everything in turn: some drives
//! tell the time in whole seconds, and some not at all.
//!
//! A change is taken when two looks agree on it, as a file may be half written. What went away, has lost half of what it held, or
//! was seen to grow is waited for a little longer: many editors remove or empty a file before they put the new one in its place.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::disk::{self, Listed, Question};
use super::given::{self, Mark};
use super::{Files, Ground};

/// Between a look at all and the next, at least.
const BETWEEN: Duration = Duration::from_millis(60);

/// And at most, where a look takes long.
const BETWEEN_AT_MOST: Duration = Duration::from_secs(2);

/// A look may take such a part of the time between two.
const PART: u32 = 8;

/// Between two looks at what has changed.
const SETTLING: Duration = Duration::from_millis(25);

/// So many looks have to agree before something is taken to be gone, or to have come to its end: some two hundred milliseconds.
const PATIENCE: u32 = 8;

/// So many looks at all go to the ground of what has changed: some seconds.
const LOOKS_AT_CHANGED: u32 = 50;

/// At so many files and folders a look goes to the ground in turn.
const IN_TURN: usize = 8;

/// Looks out for changes of what was read.
#[derive(Debug)]
pub struct Watch {
    files: Files,
    /// Folders in which nothing is a change: those that are written to.
    ignored: Vec<PathBuf>,
    /// What has changed a short while ago, and how many looks it is still looked at.
    changed: BTreeMap<PathBuf, u32>,
    turn: usize,
}

/// What is found at a path in the place of what was given.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Seen {
    /// A file holds something else; whether much of what was there is missing.
    File { now: Mark, is_less: bool },
    /// In a folder is something else; whether something that was there is missing.
    Folder { listed: Option<Vec<Listed>>, is_less: bool },
    /// Something is answered otherwise.
    Answer(Question),
}

/// A change that is not taken yet.
#[derive(Debug)]
struct Unsettled {
    seen: Seen,
    /// How many looks agree.
    looks: u32,
    /// How many have to.
    needed: u32,
}

impl Watch {
    /// A watch over what is read through these files. What changes in a folder of `ignored` is no change.
    pub fn new<'p>(files: &Files, ignored: impl IntoIterator<Item = &'p Path>) -> Watch {
        let ignored = ignored.into_iter().map(|folder| files.place_of(folder)).collect();
        Watch { files: files.clone(), ignored, changed: BTreeMap::new(), turn: 0 }
    }

    /// Waits until something has changed; gives the paths, which [`Files::forget`] is to be told of before the next call.
    pub fn wait(&mut self) -> Vec<PathBuf> {
        let mut unsettled = BTreeMap::new();
        loop {
            let begun = Instant::now();
            let seen = self.look();
            let pause = (begun.elapsed() * PART).clamp(BETWEEN, BETWEEN_AT_MOST);
            agree(&mut unsettled, seen);
            if let Some(settled) = self.settle(&mut unsettled) {
                return settled;
            }
            let until = Instant::now() + pause;
            loop {
                let left = until.saturating_duration_since(Instant::now());
                std::thread::sleep(left.min(BETWEEN));
                if left <= BETWEEN {
                    break;
                }
                // Where a look at all takes long, what somebody is working on need not wait for it.
                let mut at_work = BTreeMap::new();
                agree(&mut at_work, self.look_at(self.changed.keys().map(|path| (path, false))));
                if let Some(settled) = self.settle(&mut at_work) {
                    return settled;
                }
            }
        }
    }

    /// Looks again at what has changed until something of it has settled; gives that. What never comes to rest does not
    /// keep others waiting.
    fn settle(&mut self, unsettled: &mut BTreeMap<PathBuf, Unsettled>) -> Option<Vec<PathBuf>> {
        for _ in 0..=PATIENCE {
            let has_settled =
                |(path, unsettled): (&PathBuf, &Unsettled)| (unsettled.looks >= unsettled.needed).then(|| path.clone());
            let settled: Vec<PathBuf> = unsettled.iter().filter_map(has_settled).collect();
            if !settled.is_empty() {
                self.changed.extend(settled.iter().map(|path| (path.clone(), LOOKS_AT_CHANGED)));
                return Some(settled);
            }
            if unsettled.is_empty() {
                break;
            }
            std::thread::sleep(SETTLING);
            let is_answer = |unsettled: &Unsettled| matches!(unsettled.seen, Seen::Answer(_));
            let again = self.look_at(unsettled.iter().map(|(path, unsettled)| (path, is_answer(unsettled))));
            agree(unsettled, again);
        }
        None
    }

    /// What is another now than what was given, settled or not.
    pub fn changes(&mut self) -> Vec<PathBuf> {
        let changes: Vec<PathBuf> = self.look().into_keys().collect();
        self.changed.extend(changes.iter().map(|path| (path.clone(), LOOKS_AT_CHANGED)));
        changes
    }

    /// Looks at all that was given; gives what is another now.
    fn look(&mut self) -> BTreeMap<PathBuf, Seen> {
        let Ground::Disk(disk) = &*self.files.ground else { return BTreeMap::new() };
        let Some(given) = disk.given() else { return BTreeMap::new() };
        let all = given.all();
        let in_turn = self.turn..self.turn + IN_TURN;
        self.turn = if in_turn.end >= all.len() { 0 } else { in_turn.end };
        let mut seen = BTreeMap::new();
        for (at, (path, mark)) in all.iter().enumerate().filter(|(_, (path, _))| !self.is_ignored(path)) {
            let is_deep = in_turn.contains(&at) || self.changed.contains_key(path);
            if let Some(found) = self.compare(path, *mark, is_deep) {
                seen.insert(path.clone(), found);
            }
        }
        for (path, question) in disk.answered_otherwise() {
            if !self.is_ignored(&path) {
                seen.entry(path).or_insert(Seen::Answer(question));
            }
        }
        self.changed.retain(|_, looks| {
            *looks -= 1;
            *looks > 0
        });
        seen
    }

    /// Looks at some paths again, each with whether it is one of which something else is answered.
    fn look_at<'p>(&self, paths: impl Iterator<Item = (&'p PathBuf, bool)>) -> BTreeMap<PathBuf, Seen> {
        let Ground::Disk(disk) = &*self.files.ground else { return BTreeMap::new() };
        let Some(given) = disk.given() else { return BTreeMap::new() };
        let mut answers: Option<Vec<(PathBuf, Question)>> = None;
        let mut seen = BTreeMap::new();
        for (path, is_answer) in paths {
            let found = if is_answer {
                let answers = answers.get_or_insert_with(|| disk.answered_otherwise());
                answers.iter().find(|(known, _)| known == path).map(|(_, question)| Seen::Answer(*question))
            } else {
                given.get(path).and_then(|mark| self.compare(path, mark, true))
            };
            seen.extend(found.map(|found| (path.clone(), found)));
        }
        seen
    }

    /// What is there in the place of what was given, where that is another.
    fn compare(&self, path: &Path, mark: Mark, is_deep: bool) -> Option<Seen> {
        let now = mark.now(path, is_deep);
        let is_untouched = now == mark;
        if is_untouched && (mark.most.is_some() || !is_deep) {
            return None;
        }
        let Ground::Disk(disk) = &*self.files.ground else { return None };
        let same = || {
            // Only the time is another: the next look need not go to the ground for it.
            if let Some(given) = disk.given().filter(|_| !is_untouched) {
                given.put(path, now);
            }
            None
        };
        if mark.most.is_some() {
            // Of a file that is half as large, or gone, the rest may be on its way.
            let is_less = now.size < mark.size.div_ceil(2) || now.held == given::gone();
            return if now.holds_as(mark) { same() } else { Some(Seen::File { now, is_less }) };
        }
        let known = disk.known_list(path)?.map(|listed| self.that_count(path, &listed));
        let listed = disk::list(path).ok().map(|listed| self.that_count(path, &listed));
        if known == listed {
            return same();
        }
        let is_there = |known: &Listed| listed.iter().flatten().any(|listed| listed == known);
        let is_less = !known.iter().flatten().all(is_there);
        Some(Seen::Folder { listed, is_less })
    }

    /// What of a folder's list anybody reads: what begins with a dot is passed over, such as the notes of editors.
    fn that_count(&self, folder: &Path, listed: &[Listed]) -> Vec<Listed> {
        let counts = |listed: &&Listed| {
            !listed.name.as_encoded_bytes().starts_with(b".") && !self.is_ignored(&folder.join(&listed.name))
        };
        listed.iter().filter(counts).cloned().collect()
    }

    fn is_ignored(&self, path: &Path) -> bool {
        let is_below = |path: &Path| self.ignored.iter().any(|ignored| path.starts_with(ignored));
        is_below(path) || (!path.is_absolute() && is_below(&self.files.place_of(path)))
    }
}

/// Counts for each change how many looks agree on it, and drops what is as it was again.
fn agree(unsettled: &mut BTreeMap<PathBuf, Unsettled>, seen: BTreeMap<PathBuf, Seen>) {
    unsettled.retain(|path, _| seen.contains_key(path));
    for (path, seen) in seen {
        match unsettled.get_mut(&path) {
            Some(known) if known.seen == seen => known.looks += 1,
            // It is being written right now, piece by piece.
            Some(known) => *known = Unsettled { seen, looks: 1, needed: PATIENCE },
            None => {
                let needed = looks_needed(&seen);
                unsettled.insert(path, Unsettled { seen, looks: 1, needed });
            }
        }
    }
}

/// How many looks have to agree on a change.
fn looks_needed(seen: &Seen) -> u32 {
    match seen {
        Seen::File { is_less: false, .. } | Seen::Folder { is_less: false, .. } => 2,
        Seen::File { .. } | Seen::Folder { .. } | Seen::Answer(_) => PATIENCE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_size(size: u64, is_less: bool) -> Seen {
        Seen::File { now: Mark { modified: None, size, held: size, most: Some(1) }, is_less }
    }

    /// After how many of these looks the change is taken; the last is what all that follow see.
    fn looks_until_taken(looks: &[Seen]) -> usize {
        let (mut unsettled, path) = (BTreeMap::new(), PathBuf::from("plan.yaml"));
        let mut all = looks.iter().chain(std::iter::repeat(&looks[looks.len() - 1]));
        1 + (0..1000)
            .position(|_| {
                let seen = all.next().map(|seen| (path.clone(), seen.clone()));
                agree(&mut unsettled, seen.into_iter().collect());
                unsettled.values().any(|unsettled| unsettled.looks >= unsettled.needed)
            })
            .unwrap()
    }

    #[test]
    fn what_may_be_on_its_way_is_waited_for() {
        let patience = PATIENCE as usize;
        assert_eq!(looks_until_taken(&[of_size(100, false)]), 2);
        assert_eq!(looks_until_taken(&[of_size(40, true)]), patience);
        assert_eq!(looks_until_taken(&[of_size(40, true), of_size(60, false), of_size(100, false)]), 2 + patience);
        assert_eq!(looks_until_taken(&[Seen::Folder { listed: None, is_less: true }]), patience);
        assert_eq!(looks_until_taken(&[Seen::Folder { listed: Some(Vec::new()), is_less: false }]), 2);
    }

    #[test]
    fn what_is_as_it_was_again_is_no_change() {
        let (mut unsettled, path) = (BTreeMap::new(), PathBuf::from("plan.yaml"));
        agree(&mut unsettled, BTreeMap::from([(path, of_size(0, true))]));
        agree(&mut unsettled, BTreeMap::new());
        assert!(unsettled.is_empty());
    }
}
