//! `vp build --watch`: builds, and builds again whenever a file has changed, until the program is ended.

use std::path::PathBuf;

use super::said::Said;
use super::{Count, Round, build};
use crate::cli::args::Build;
use crate::cli::{Outcome, console, progress, signals};
use crate::diagnostic::{Bilingual, Language};
use crate::lint::report::text;
use crate::msg;
use crate::read::files::Files;
use crate::read::files::watch::Watch;
use crate::read::workspace;

/// Builds until the program is ended; ends by itself only where it cannot begin.
pub(super) fn run(options: &Build) -> anyhow::Result<Outcome> {
    signals::ends_with(Bilingual::fixed(
        "bevakningen är avslutad; alla skrivna filer är hela\n",
        "the watch has ended; all files that were written are whole\n",
    ));
    let files = Files::watched();
    let (mut workspaces, mut said) = (Vec::new(), Said::going_on());
    let mut round = build(options, &files, &mut workspaces, &mut said)?;
    if round.worst == Outcome::Failed && !round.is_built {
        return Ok(Outcome::Failed);
    }
    progress::end();
    let waits = Bilingual::fixed("väntar på ändringar; avsluta med Ctrl-C\n", "waiting for changes; end with Ctrl-C\n");
    console::note(waits.get(round.language));
    let mut watch = Watch::new(&files, round.outs.iter().map(PathBuf::as_path));
    loop {
        let changed = watch.wait();
        for path in &changed {
            for workspace in &mut workspaces {
                workspace.files.forget(path);
            }
        }
        said.begin_again();
        let before = summary(&round);
        round = build(options, &files, &mut workspaces, &mut said)?;
        // That an editor has laid a note of its own beside the plans is not worth a line.
        let is_of_note = changed.iter().any(|path| path.is_file()) || said.is_new() || round.count.new > 0;
        if round.is_built && (is_of_note || before != summary(&round)) {
            console::note(&format!("{}\n", happened(&changed, &round).get(round.language)));
        }
    }
}

/// What happened, in one line: what changed, what was written for it, and how much is found now.
fn happened(changed: &[PathBuf], round: &Round) -> Bilingual {
    let name = |path: &PathBuf| workspace::show(&workspace::from_here(&Files::default(), path));
    let first = changed.iter().find(|path| path.is_file()).or(changed.first()).map(name).unwrap_or_default();
    let more = changed.len().saturating_sub(1);
    let changed = match more {
        0 => Bilingual { sv: first.clone().into(), en: first.into() },
        _ => msg!("{first} och {more} till", "{first} and {more} more"),
    };
    let Count { new, .. } = round.count;
    let written = match new {
        0 => Bilingual::fixed("inget nytt att skriva", "nothing new to write"),
        1 => Bilingual::fixed("1 fil skriven", "1 file written"),
        _ => msg!("{new} filer skrivna", "{new} files written"),
    };
    let found = |language: Language| text::summary_of(round.levels.iter().copied(), language);
    let (sv, en) = (found(Language::Swedish), found(Language::English));
    Bilingual {
        sv: format!("{}: {}; {sv}", changed.sv, written.sv).into(),
        en: format!("{}: {}; {en}", changed.en, written.en).into(),
    }
}

/// How much was found.
fn summary(round: &Round) -> String {
    text::summary_of(round.levels.iter().copied(), round.language)
}
