//! The `vp` program.

fn main() -> std::process::ExitCode {
    vp::cli::run(std::env::args_os().collect())
}
