//! `vp fill`: puts the answers of forms into the follow-ups, or shows what would change.

use std::path::Path;

use super::args::Fill as Options;
use super::{Outcome, console, language};
use crate::diagnostic::{Bilingual, Language};
use crate::fill::LARGEST;
use crate::fill::answers::Answers;
use crate::fill::problem::Problem;
use crate::fill::taken::take;
use crate::fill::writing::{Filled, write_sound};
use crate::msg;
use crate::print::render::output;
use crate::read::files;
use crate::read::load::Workspace;
use crate::read::workspace;

/// Reads the answers and takes in what they say.
pub(super) fn run(options: &Options) -> anyhow::Result<Outcome> {
    let mut language = language::choose(options.language, None);
    let refuse = |words: &Bilingual, language: Language| {
        console::error(language, words.get(language));
        Ok(Outcome::Failed)
    };
    let mut texts = Vec::new();
    for file in &options.files {
        match read(file) {
            Ok(text) => texts.push((workspace::show(file), text)),
            Err(words) => return refuse(&words, language),
        }
    }
    let mut workspace = Workspace::default();
    let path = options.path.as_deref();
    let loaded = super::told_usable(workspace.load(path, None), options.language, &mut language);
    let Some(loaded) = loaded else { return Ok(Outcome::Failed) };
    let (mut answers, mut problems) = (Vec::new(), Vec::new());
    for (number, (path, text)) in texts.iter().enumerate() {
        match Answers::read(number, path, text) {
            Ok(read) => answers.push(read),
            Err(problem) => problems.push(*problem),
        }
    }
    let mut taken = take(&loaded, &answers, options.is_reworded_taken);
    problems.append(&mut taken.problems);
    let mut reload = |filled: &[Filled]| {
        for filled in filled {
            workspace.files.set_unsaved(&filled.file.path, filled.file.after.as_str());
        }
        workspace.load(path, None).map_err(|error| console::world(&error))
    };
    let (filled, unplaced) = match write_sound(&loaded, &taken, language, &mut reload) {
        Ok(written) => written,
        Err(words) => return refuse(&words, language),
    };
    problems.extend(unplaced);
    problems.sort();
    say_problems(&texts, &problems, language);
    let mut outcome = if problems.is_empty() { Outcome::Clean } else { Outcome::Findings };
    say_who(&answers, language);
    for filled in &filled {
        outcome = outcome.max(match options.is_shown {
            true => super::show_changes(&filled.file, language)?,
            false => save(filled, language),
        });
    }
    output::tidy(filled.iter().filter_map(|filled| filled.file.path.parent()));
    say_sum(&filled, options.is_shown, language);
    Ok(outcome)
}

/// The text of a file of answers.
fn read(file: &Path) -> Result<String, Bilingual> {
    let shown = workspace::show(file);
    let unread = |why: Bilingual| {
        let Bilingual { sv, en } = why;
        msg!("{shown} kan inte läsas: {sv}", "{shown} cannot be read: {en}")
    };
    if std::fs::metadata(file).is_ok_and(|data| data.len() > LARGEST) {
        return Err(unread(Bilingual::fixed("filen är större än några svar", "the file is larger than any answers")));
    }
    let bytes = files::read_any(file).map_err(|error| unread(workspace::reason(&error)))?;
    String::from_utf8(bytes).map_err(|_| unread(Bilingual::fixed("filen är inte i UTF-8", "the file is not in UTF-8")))
}

fn say_problems(files: &[(String, String)], problems: &[Problem], language: Language) {
    for Problem { file, place, words, help } in problems {
        let file = file.map_or_else(String::new, |file| files[file].0.clone());
        let place = place.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
        console::note(&format!("{file}{place}: {}\n", words.get(language)));
        if let Some(help) = help {
            console::note(&format!("  {}\n", help.get(language)));
        }
    }
}

/// Who filled in what, where they say so.
fn say_who(answers: &[Answers], language: Language) {
    for answers in answers.iter().filter(|answers| answers.by.is_some() || answers.on.is_some()) {
        let (path, by) = (&answers.source.path, answers.by.as_deref().or(answers.who.as_deref()).unwrap_or_default());
        let (by_sv, by_en) = match by {
            "" => (String::new(), String::new()),
            by => (format!(" av {by}"), format!(" by {by}")),
        };
        let day = answers.on.map_or_else(String::new, |day| format!(" {day}"));
        let words = msg!("{path}: ifylld{by_sv}{day}", "{path}: filled in{by_en}{day}");
        console::note(&format!("{}\n", crate::source::visible(words.get(language))));
    }
}

fn save(filled: &Filled, language: Language) -> Outcome {
    let (file, count) = (&filled.file, filled.changes.len());
    let shown = &file.shown;
    let written = match filled.is_new {
        true => output::create(&file.path, file.after.as_bytes()).map_err(|error| error.error),
        false => output::replace(&file.path, file.before.as_bytes(), file.after.as_bytes()),
    };
    let (words, outcome) = match written {
        Ok(()) if filled.is_new => {
            let filled_in = if count == 1 { "ifylld" } else { "ifyllda" };
            (msg!("{shown}: ny, {count} {filled_in}", "{shown}: new, {count} filled in"), Outcome::Clean)
        }
        Ok(()) => {
            let filled_in = if count == 1 { "ifylld" } else { "ifyllda" };
            (msg!("{shown}: {count} {filled_in}", "{shown}: {count} filled in"), Outcome::Clean)
        }
        Err(error) => {
            let Bilingual { sv, en } = console::replacing(&error);
            (msg!("{shown} kan inte skrivas: {sv}", "{shown} cannot be written: {en}"), Outcome::Failed)
        }
    };
    console::note(&format!("{}\n", words.get(language)));
    outcome
}

fn say_sum(filled: &[Filled], is_shown: bool, language: Language) {
    let (count, files): (usize, usize) = (filled.iter().map(|filled| filled.changes.len()).sum(), filled.len());
    let [file_sv, file_en] = if files == 1 { ["fil", "file"] } else { ["filer", "files"] };
    let filled_in = if count == 1 { "ifylld" } else { "ifyllda" };
    let words = match (count, is_shown) {
        (0, _) => Bilingual::fixed("ingenting att fylla i", "nothing to fill in"),
        (_, true) => msg!("{count} att fylla i, i {files} {file_sv}", "{count} to fill in, in {files} {file_en}"),
        (_, false) => msg!("{count} {filled_in} i {files} {file_sv}", "{count} filled in, in {files} {file_en}"),
    };
    console::note(&format!("{}\n", words.get(language)));
}
