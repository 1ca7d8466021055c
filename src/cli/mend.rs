//! `vp check --fix` and `--diff`: what is certain is mended in the files, or shown.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Outcome, say};
use crate::both;
use crate::diagnostic::{Both, Language};
use crate::lint::mend::{self, Finding, Mended, diff};
use crate::print::render::output;
use crate::read::load::{Loaded, Workspace};
use crate::read::workspace::encoding::{self, Guess};
use crate::source::SourceId;
use crate::syntax::yaml::rules::UNREADABLE_FILE;

/// Saves as UTF-8 what was saved in an encoding that is known for certain. It has to be read before anything in it can be
/// mended. Gives how many files were.
pub(super) fn recode(
    path: Option<&Path>,
    workspace: &mut Workspace,
    loaded: &Loaded,
    spoken: Language,
) -> (Outcome, usize) {
    let (mut outcome, mut count) = (Outcome::Clean, 0);
    for (file, shown, bytes, guess) in in_other_encodings(path, loaded) {
        let Some(text) = guess.text else { continue };
        let Both { sv, en } = guess.encoding.name();
        match output::replace(&file, &bytes, text.as_bytes()) {
            Ok(()) => {
                count += 1;
                workspace.files.forget(&file);
                let words = both!("{shown}: omsparad från {sv} till UTF-8", "{shown}: saved as UTF-8, was {en}",);
                say::note(&line(&words, spoken));
            }
            Err(error) => {
                let Both { sv, en } = say::replacing(&error);
                let words = both!("{shown} kan inte sparas om: {sv}", "{shown} cannot be saved again: {en}");
                say::error(spoken, words.get(spoken));
                outcome = Outcome::Failed;
            }
        }
    }
    (outcome, count)
}

/// Tells which files [`recode`] would save anew: no diff can show it.
pub(super) fn show_recoded(path: Option<&Path>, loaded: &Loaded, spoken: Language) -> Outcome {
    let mut outcome = Outcome::Clean;
    for (_, shown, _, guess) in in_other_encodings(path, loaded).into_iter().filter(|(.., guess)| guess.text.is_some())
    {
        let Both { sv, en } = guess.encoding.name();
        let words = both!(
            "{shown}: sparad som {sv}; vp check --fix sparar om den som UTF-8",
            "{shown}: saved as {en}; vp check --fix saves it as UTF-8",
        );
        say::note(&line(&words, spoken));
        outcome = Outcome::Findings;
    }
    outcome
}

/// The files asked for that could not be read by their encoding: where each is, how it is written, its bytes, and what they
/// look like.
fn in_other_encodings(path: Option<&Path>, loaded: &Loaded) -> Vec<(PathBuf, String, Vec<u8>, Guess)> {
    let disk = loaded.door.files();
    let asked = loaded.files.iter().filter(|file| file.page.is_some());
    let own = asked.flat_map(|file| std::iter::once(file.source).chain(file.texts.iter().copied()));
    // The settings belong to the workspace: who asks for one plan does not ask for them.
    let settings = loaded.settings_source.filter(|_| path.is_none_or(|path| disk.is_folder(path)));
    let own: BTreeSet<SourceId> = own.chain(settings).collect();
    let unread = loaded.findings.iter().filter(|finding| finding.rule.code == UNREADABLE_FILE.code);
    let unread: BTreeSet<SourceId> = unread.map(|finding| finding.span.source).collect();
    let mut found: Vec<(PathBuf, String, Vec<u8>, Guess)> = Vec::new();
    for source in own.intersection(&unread) {
        let Some(file) = loaded.paths.get(source).and_then(|path| disk.real(path).ok()) else { continue };
        let Some(bytes) = disk.read(&file).ok().filter(|bytes| std::str::from_utf8(bytes).is_err()) else { continue };
        let Some(guess) = encoding::guess(&bytes) else { continue };
        if !found.iter().any(|(known, ..)| *known == file) {
            found.push((file, loaded.sources.get(*source).shown_path().into_owned(), bytes, guess));
        }
    }
    found.sort_by(|one, two| one.1.cmp(&two.1));
    found
}

/// Mends the files that a path means, and tells which. Told on standard error: standard output is for findings.
pub(super) fn write(path: Option<&Path>, workspace: &mut Workspace, finding: &Finding, spoken: Language) -> Outcome {
    // A path that is not there is told when it is loaded for its findings.
    let Ok(mended) = mend::mend(path, workspace, finding) else { return Outcome::Clean };
    let mut outcome = Outcome::Clean;
    for file in &mended.files {
        let (shown, count) = (&file.shown, file.count);
        match output::replace(&file.path, file.before.as_bytes(), file.after.as_bytes()) {
            Ok(()) => {
                workspace.files.saved(&file.path);
                let words = if count == 1 { "rättad" } else { "rättade" };
                say::note(&line(&both!("{shown}: {count} {words}", "{shown}: {count} fixed"), spoken));
            }
            Err(error) => {
                workspace.files.forget(&file.path);
                let Both { sv, en } = say::replacing(&error);
                let words = both!("{shown} kan inte rättas: {sv}", "{shown} cannot be fixed: {en}");
                say::error(spoken, words.get(spoken));
                outcome = Outcome::Failed;
            }
        }
    }
    output::tidy(mended.files.iter().filter_map(|file| file.path.parent()).collect::<BTreeSet<_>>());
    // What could not be written counts as it is.
    workspace.files.drop_all_unsaved();
    tell_left(&mended, spoken);
    outcome
}

/// Shows on standard output what would be mended. In `workspace` stands what was shown for earlier paths.
pub(super) fn show(
    path: Option<&Path>,
    workspace: &mut Workspace,
    finding: &Finding,
    spoken: Language,
) -> anyhow::Result<Outcome> {
    let Ok(mended) = mend::mend(path, workspace, finding) else { return Ok(Outcome::Clean) };
    for file in &mended.files {
        let diff = diff::write(file);
        say::out(&diff.text)?;
        let (shown, count) = (&file.shown, file.count);
        if diff.left_out > 0 {
            say::note(&line(
                &both!(
                    "{shown}: ändringar intill ett personnummer visas inte; vp check --fix gör dem",
                    "{shown}: changes near a personal identity number are not shown; vp check --fix makes them",
                ),
                spoken,
            ));
        }
        say::note(&line(&both!("{shown}: {count} att rätta", "{shown}: {count} to fix"), spoken));
    }
    tell_left(&mended, spoken);
    Ok(if mended.files.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn tell_left(mended: &Mended, spoken: Language) {
    for left in &mended.left {
        let (shown, sv, en) = (&left.shown, &left.why.sv, &left.why.en);
        say::note(&line(&both!("{shown}: lämnad som den var, {sv}", "{shown}: left as it was, {en}"), spoken));
    }
}

fn line(words: &Both, spoken: Language) -> String {
    format!("{}\n", words.get(spoken))
}
