//! `vp init`
use super::args::Init;
use super::Outcome;
pub(super) fn run(_: &Init) -> anyhow::Result<Outcome> { Ok(Outcome::Clean) }
