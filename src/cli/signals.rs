//! Signals that end the program: what is half written is removed before it ends as it would have ended.

#[cfg(unix)]
use crate::diagnostic::Bilingual;
#[cfg(unix)]
use crate::msg;

/// What is said where the program is meant to be ended by a signal.
#[cfg(unix)]
static MEANT: std::sync::OnceLock<Bilingual> = std::sync::OnceLock::new();

/// From now on a signal is how the program is meant to end, and this is said.
#[cfg(unix)]
pub(super) fn ends_with(words: Bilingual) {
    let _ = MEANT.set(words);
}

#[cfg(not(unix))]
pub(super) fn ends_with(_: crate::diagnostic::Bilingual) {}

/// Looks out for signals in a thread of its own. Where there is none to be had, a later run tidies.
#[cfg(unix)]
pub(super) fn watch() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    let watcher = std::thread::Builder::new().name("signals".to_owned()).stack_size(64 * 1024);
    let handle = signals.handle();
    let started = watcher.spawn(move || {
        if let Some(signal) = signals.forever().next() {
            crate::leftovers::remove_all();
            super::progress::end();
            let words = MEANT.get().cloned().unwrap_or_else(|| stopped(crate::progress::written()));
            super::console::note(words.get(super::progress::language()));
            // Whoever waits sees by which signal it ended.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
    if started.is_err() {
        // The signals are to do what they do without us.
        handle.close();
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            let _ = signal_hook::flag::register_conditional_default(signal, std::sync::Arc::new(true.into()));
        }
    }
}

/// What is said where a run was stopped that had written so many files.
#[cfg(unix)]
fn stopped(written: usize) -> Bilingual {
    match written {
        0 => Bilingual::fixed("avbrutet innan någon fil skrevs\n", "stopped before any file was written\n"),
        1 => Bilingual::fixed(
            "avbrutet: en fil hann skrivas, och den är hel\n",
            "stopped: one file was written, and it is whole\n",
        ),
        _ => msg!(
            "avbrutet: {written} filer hann skrivas, och alla är hela\n",
            "stopped: {written} files were written, and all are whole\n",
        ),
    }
}

#[cfg(not(unix))]
pub(super) fn watch() {}
