//! `vp guide`: the guides, which are in the program so that whoever has it has them.

use super::args::Guide;
use super::{Outcome, console};
use crate::describe::guides::{self, GUIDES};
use crate::msg;
use crate::terminal::{pad, width};

/// Shows a guide, or lists them.
pub(super) fn run(options: &Guide) -> anyhow::Result<Outcome> {
    let language = options.language;
    match options.page {
        Some(page) => console::lines(&guides::shown(page, language))?,
        None => {
            let widest = GUIDES.iter().map(|guide| width(guide.name.get(language))).max().unwrap_or_default();
            let row = |guide: &guides::Guide| {
                format!("{}  {}\n", pad(guide.name.get(language), widest), guide.about.get(language))
            };
            let rows: String = GUIDES.iter().map(row).collect();
            let words = msg!("vp guide fusklapp visar en av dem", "vp guide crib shows one of them");
            console::lines(&format!("{rows}\n{}\n", words.get(language)))?;
        }
    }
    Ok(Outcome::Clean)
}
