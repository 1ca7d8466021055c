//! A few workers that set documents, however many threads ask for it. A document takes some hundred megabytes while it is
//! set, and typst remembers what it has made until it is told to forget it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Most documents that are set at a time.
const MOST_WORKERS: usize = 4;

/// What the calls of a document may take of memory: templates call each other many levels deep, and lists lie in lists.
const STACK: usize = 64 * 1024 * 1024;

/// How often what a document takes is looked at.
const LOOK: Duration = Duration::from_millis(50);

type Task = Box<dyn FnOnce() + Send>;

/// What a document may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// How long it may take from the moment that a worker begins with it.
    pub time: Duration,
    /// By how many bytes the memory of the whole program may grow meanwhile.
    pub memory: u64,
}

/// Why there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GaveUp {
    /// It took too long.
    Time,
    /// It took too much memory.
    Memory,
    /// It came to no end of its own.
    Fault,
}

/// Whether a document takes more and more memory: nothing else is begun, and whoever asked can end the program in order.
static IS_FULL: AtomicBool = AtomicBool::new(false);

/// Runs a task on a worker and waits for it. The thread that asks does nothing meanwhile: were it given other work, that
/// could be the next document, within this one.
///
/// A task cannot be stopped: one that takes more than there is patience with is left alone, and another worker takes its
/// place, until the program ends.
pub(crate) fn run<R: Send + 'static>(
    task: impl FnOnce() -> R + Send + 'static,
    patience: Option<Patience>,
) -> Result<R, GaveUp> {
    if IS_FULL.load(Ordering::Relaxed) {
        return Err(GaveUp::Memory);
    }
    let (give, take) = channel();
    let (begin, begun) = channel();
    let task = Box::new(move || {
        // Nobody waits where the one who asked is gone.
        let _ = begin.send(());
        let _ = give.send(task());
    });
    queue().lock().unwrap_or_else(PoisonError::into_inner).send(task).map_err(|_| GaveUp::Fault)?;
    begun.recv().map_err(|_| GaveUp::Fault)?;
    let Some(patience) = patience else { return take.recv().map_err(|_| GaveUp::Fault) };
    let (before, start) = (memory(), Instant::now());
    loop {
        match take.recv_timeout(LOOK) {
            Ok(result) => return Ok(result),
            Err(RecvTimeoutError::Disconnected) => return Err(GaveUp::Fault),
            Err(RecvTimeoutError::Timeout) => {}
        }
        if memory().saturating_sub(before) > patience.memory {
            IS_FULL.store(true, Ordering::Relaxed);
            return Err(GaveUp::Memory);
        }
        if start.elapsed() > patience.time {
            begin_worker(1);
            return Err(GaveUp::Time);
        }
    }
}

/// How many bytes of memory the program has, where the system tells it without being asked much.
#[expect(clippy::disallowed_methods, reason = "it is no file of anybody's")]
fn memory() -> u64 {
    let told = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = told.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok());
    pages.unwrap_or(0).saturating_mul(4096)
}

/// Where tasks are left, and where workers take them.
struct Tasks {
    left: Mutex<Sender<Task>>,
    taken: Mutex<Receiver<Task>>,
}

static TASKS: OnceLock<Tasks> = OnceLock::new();

fn tasks() -> &'static Tasks {
    TASKS.get_or_init(|| {
        let (left, taken) = channel();
        Tasks { left: Mutex::new(left), taken: Mutex::new(taken) }
    })
}

/// Where tasks are left.
fn queue() -> &'static Mutex<Sender<Task>> {
    static BEGUN: OnceLock<()> = OnceLock::new();
    BEGUN.get_or_init(|| begin_worker(workers()));
    &tasks().left
}

fn workers() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST_WORKERS)
}

fn begin_worker(count: usize) {
    for _ in 0..count {
        // Where the system gives no thread, the others do the work.
        let _ = thread::Builder::new().name("pdf".to_owned()).spawn(|| work(&tasks().taken, workers()));
    }
}

/// Does tasks as they come.
fn work(tasks: &Mutex<Receiver<Task>>, workers: usize) {
    // Typst divides its work among the threads of the pool that it runs in. In one of a single thread, nothing of another
    // document is taken up in between.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
    loop {
        let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(task) = task else { return };
        let task = AssertUnwindSafe(task);
        let done = move || catch_unwind(task);
        let _ = match &pool {
            Ok(pool) => pool.install(done),
            Err(_) => done(),
        };
        // What a document in work has used since is kept for it.
        comemo::evict(workers - 1);
    }
}
