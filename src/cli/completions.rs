//! `vp completions`: what lets a shell complete commands, options and rules, from the same definitions as the help.

use super::args::{self, Completions};
use super::{Outcome, say};

/// Prints the script of a shell.
pub(super) fn run(options: &Completions) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut args::command(options.language), "vp", &mut script);
    say::exactly(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Clean)
}
