//! What benchmarks have in common that count the processor's time and can check themselves.

use std::process::ExitCode;
use std::time::Duration;

use criterion::Criterion;

/// What the processor has done for this program.
#[cfg(unix)]
pub(crate) fn busy() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(not(unix))]
pub(crate) fn busy() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

/// Checks where `--check` asks for it, else measures.
pub(crate) fn check_or_measure(check: fn() -> ExitCode, measure: fn()) -> ExitCode {
    if std::env::args().any(|argument| argument == "--check") {
        return check();
    }
    measure();
    Criterion::default().configure_from_args().final_summary();
    ExitCode::SUCCESS
}
