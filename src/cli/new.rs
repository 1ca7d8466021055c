//! `vp new`: writes files from those that are there, and never over anything.

mod year;

use super::Outcome;
use super::args::New;

/// Makes what is asked for.
pub(super) fn run(options: &New) -> anyhow::Result<Outcome> {
    match options {
        New::Year(options) => year::run(options),
    }
}
