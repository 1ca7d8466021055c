//! How far long work has come: counted where it is done, for whoever shows it.
//!
//! One run does one thing at a time, so that there is one count for all of it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::iter::{IndexedParallelIterator, Inspect, ParallelIterator};
use rayon::slice::ParallelSlice;

/// A stage of a run, each of which goes through many things of one sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files are read.
    Reading,
    /// Documents are checked, and their pages written where there are to be such.
    Documents,
    /// Pages that are of no single document.
    SitePages,
    /// Plans are compared.
    Comparing,
    /// Rows of tables are made.
    Tables,
}

/// How far a stage has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The stage.
    pub stage: Stage,
    /// How many things are done.
    pub done: usize,
    /// How many there are in all.
    pub all: usize,
}

/// The stage of now, and how many things it has.
static STAGE: Mutex<Option<(Stage, usize)>> = Mutex::new(None);

/// How many of them are done.
static DONE: AtomicUsize = AtomicUsize::new(0);

/// How many files the run has written.
static WRITTEN: AtomicUsize = AtomicUsize::new(0);

/// The same work, counted.
pub fn counted<I: IndexedParallelIterator>(stage: Stage, work: I) -> Inspect<I, fn(&I::Item)> {
    begin(stage, work.len());
    work.inspect(|_| _ = DONE.fetch_add(1, Ordering::Relaxed))
}

/// Work on so many things of one sort at once, in the order of the things, counted.
pub fn counted_parts<T: Sync, R: Send>(
    stage: Stage,
    things: &[T],
    at_once: usize,
    work: impl Fn(&[T]) -> Vec<R> + Sync,
) -> Vec<R> {
    begin(stage, things.len());
    let part = |part: &[T]| {
        let made = work(part);
        DONE.fetch_add(part.len(), Ordering::Relaxed);
        made
    };
    let made: Vec<Vec<R>> = things.par_chunks(at_once).map(part).collect();
    let mut all = Vec::with_capacity(made.iter().map(Vec::len).sum());
    made.into_iter().for_each(|part| all.extend(part));
    all
}

fn begin(stage: Stage, all: usize) {
    *STAGE.lock().unwrap_or_else(PoisonError::into_inner) = Some((stage, all));
    DONE.store(0, Ordering::Relaxed);
}

/// How far the stage of now has come; none before the first.
pub fn now() -> Option<Progress> {
    let (stage, all) = (*STAGE.lock().unwrap_or_else(PoisonError::into_inner))?;
    Some(Progress { stage, done: DONE.load(Ordering::Relaxed).min(all), all })
}

/// Counts a file that was written.
pub fn wrote() {
    WRITTEN.fetch_add(1, Ordering::Relaxed);
}

/// How many files the run has written so far.
pub fn written() -> usize {
    WRITTEN.load(Ordering::Relaxed)
}
