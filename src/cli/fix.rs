//! `vp check --fix` and `--diff`: what is certain is fixed in the files, or shown.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Outcome, console};
use crate::diagnostic::{Bilingual, Language};
use crate::lint::fix::{self, Finding, Fixed, diff};
use crate::msg;
use crate::print::render::output;
use crate::read::load::{File, Loaded, Workspace};
use crate::read::workspace::encoding::{self, Guess};
use crate::source::SourceId;
use crate::syntax::yaml::rules::UNREADABLE_FILE;

/// Saves as UTF-8 what was saved in an encoding that is known for certain. It has to be read before anything in it can be
/// fixed. Gives how many files were.
pub(super) fn recode(
    path: Option<&Path>,
    workspace: &mut Workspace,
    loaded: &Loaded,
    language: Language,
) -> (Outcome, usize) {
    let (mut outcome, mut count) = (Outcome::Clean, 0);
    for (file, shown, bytes, guess) in in_other_encodings(path, loaded) {
        let Some(text) = guess.text else { continue };
        let Bilingual { sv, en } = guess.encoding.name();
        match output::replace(&file, &bytes, text.as_bytes()) {
            Ok(()) => {
                count += 1;
                workspace.files.forget(&file);
                let words = msg!("{shown}: omsparad från {sv} till UTF-8", "{shown}: saved as UTF-8, was {en}",);
                console::note(&line(&words, language));
            }
            Err(error) => {
                let Bilingual { sv, en } = console::replacing(&error);
                let words = msg!("{shown} kan inte sparas om: {sv}", "{shown} cannot be saved again: {en}");
                console::error(language, words.get(language));
                outcome = Outcome::Failed;
            }
        }
    }
    (outcome, count)
}

/// Tells which files [`recode`] would save anew: no diff can show it.
pub(super) fn show_recoded(path: Option<&Path>, loaded: &Loaded, language: Language) -> Outcome {
    let mut outcome = Outcome::Clean;
    for (_, shown, _, guess) in in_other_encodings(path, loaded).into_iter().filter(|(.., guess)| guess.text.is_some())
    {
        let Bilingual { sv, en } = guess.encoding.name();
        let words = msg!(
            "{shown}: sparad som {sv}; vp check --fix sparar om den som UTF-8",
            "{shown}: saved as {en}; vp check --fix saves it as UTF-8",
        );
        console::note(&line(&words, language));
        outcome = Outcome::Findings;
    }
    outcome
}

/// The files asked for that could not be read by their encoding: where each is, how it is written, its bytes, and what they
/// look like.
fn in_other_encodings(path: Option<&Path>, loaded: &Loaded) -> Vec<(PathBuf, String, Vec<u8>, Guess)> {
    let disk = loaded.door.files();
    let own = loaded.asked().flat_map(File::own_sources);
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
            found.push((file, loaded.sources.shown_path(*source).into_owned(), bytes, guess));
        }
    }
    found.sort_by(|one, two| one.1.cmp(&two.1));
    found
}

/// Fixes the files that a path means, and tells which. Told on standard error: standard output is for findings.
pub(super) fn write(path: Option<&Path>, workspace: &mut Workspace, finding: &Finding, language: Language) -> Outcome {
    // A path that is not there is told when it is loaded for its findings.
    let Ok(fixed) = fix::fix(path, workspace, finding) else { return Outcome::Clean };
    let mut outcome = Outcome::Clean;
    for file in &fixed.files {
        let (shown, count) = (&file.shown, file.count);
        match output::replace(&file.path, file.before.as_bytes(), file.after.as_bytes()) {
            Ok(()) => {
                workspace.files.saved(&file.path);
                let words = if count == 1 { "rättad" } else { "rättade" };
                console::note(&line(&msg!("{shown}: {count} {words}", "{shown}: {count} fixed"), language));
            }
            Err(error) => {
                workspace.files.forget(&file.path);
                let Bilingual { sv, en } = console::replacing(&error);
                let words = msg!("{shown} kan inte rättas: {sv}", "{shown} cannot be fixed: {en}");
                console::error(language, words.get(language));
                outcome = Outcome::Failed;
            }
        }
    }
    output::tidy(fixed.files.iter().filter_map(|file| file.path.parent()).collect::<BTreeSet<_>>());
    // What could not be written counts as it is.
    workspace.files.drop_all_unsaved();
    tell_left(&fixed, language);
    outcome
}

/// Shows on standard output what would be fixed. In `workspace` stands what was shown for earlier paths.
pub(super) fn show(
    path: Option<&Path>,
    workspace: &mut Workspace,
    finding: &Finding,
    language: Language,
) -> anyhow::Result<Outcome> {
    let Ok(fixed) = fix::fix(path, workspace, finding) else { return Ok(Outcome::Clean) };
    for file in &fixed.files {
        let diff = diff::write(file);
        console::exactly(&diff.text)?;
        let (shown, count) = (&file.shown, file.count);
        if diff.left_out > 0 {
            console::note(&line(
                &msg!(
                    "{shown}: ändringar intill ett personnummer visas inte; vp check --fix gör dem",
                    "{shown}: changes near a personal identity number are not shown; vp check --fix makes them",
                ),
                language,
            ));
        }
        console::note(&line(&msg!("{shown}: {count} att rätta", "{shown}: {count} to fix"), language));
    }
    tell_left(&fixed, language);
    Ok(if fixed.files.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn tell_left(fixed: &Fixed, language: Language) {
    for left in &fixed.left {
        let (shown, sv, en) = (&left.shown, &left.why.sv, &left.why.en);
        console::note(&line(&msg!("{shown}: lämnad som den var, {sv}", "{shown}: left as it was, {en}"), language));
    }
}

fn line(words: &Bilingual, language: Language) -> String {
    format!("{}\n", words.get(language))
}
