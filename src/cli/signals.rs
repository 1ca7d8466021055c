//! Signals that end the program: what is half written is removed before it ends as it would have ended.

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

#[cfg(not(unix))]
pub(super) fn watch() {}
