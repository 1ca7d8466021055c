//! `vp import`: reads documents, and outcomes: takes outcomes out of a table into the follow-ups, or shows what would change.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::args::{Import, ImportOutcomes as Options};
use super::{Outcome, console, language};
use crate::diagnostic::{Bilingual, Language};
use crate::export::Tables;
use crate::import::change::Change;
use crate::import::current::Current;
use crate::import::edits::edited;
use crate::import::kolada::Answer;
use crate::import::problem::{Place, Problem, Unread};
use crate::import::taken::Taker;
use crate::import::{self, FORMATS};
use crate::lint::fix::FixedFile;
use crate::msg;
use crate::print::render::output;
use crate::read::files;
use crate::read::load::{Loaded, Workspace};
use crate::read::workspace;
use crate::status::asked as plans_asked;

/// Reads what was asked for.
pub(super) fn run(options: &Import) -> anyhow::Result<Outcome> {
    match options {
        Import::Outcomes(options) => outcomes(options),
        Import::Documents(options) => super::import_document::run(options),
    }
}

/// Reads the file and takes in what it says.
fn outcomes(options: &Options) -> anyhow::Result<Outcome> {
    let mut language = language::choose(options.language, None);
    let refuse = |words: &Bilingual, language: Language| {
        console::error(language, words.get(language));
        Ok(Outcome::Failed)
    };
    let (format, bytes) = match read(&options.file) {
        Ok(file) => file,
        Err(words) => return refuse(&words, language),
    };
    let mut workspace = Workspace::default();
    let path = options.path.as_deref();
    let loaded = super::told_usable(workspace.load(path, None), options.language, &mut language);
    let Some(loaded) = loaded else { return Ok(Outcome::Failed) };
    let taken = match take(&loaded, format, &bytes, options) {
        Ok(taken) => taken,
        Err(words) => return refuse(&words, language),
    };
    let mut changed = change(&loaded, &taken.changes, &mut workspace);
    let mut problems = taken.problems;
    if !changed.files.is_empty() {
        // What is written must be read again as what the table says.
        let again = workspace.load(path, None).map_err(|error| console::world(&error));
        let again = again.and_then(|again| {
            let rest = take(&again, format, &bytes, options)?;
            Ok(rest.changes.iter().map(|change| path_of(&again, change).0).collect::<BTreeSet<PathBuf>>())
        });
        match again {
            Ok(rest) => {
                let (kept, left) = changed.files.into_iter().partition(|(file, _)| !rest.contains(file));
                changed.files = kept;
                changed.left.extend::<Vec<(PathBuf, FixedFile)>>(left);
            }
            Err(words) => return refuse(&words, language),
        }
    }
    problems.extend(changed.unplaced);
    problems.sort_by(|one, two| one.place.cmp(&two.place));
    let mut outcome = if problems.is_empty() && taken.more == 0 { Outcome::Clean } else { Outcome::Findings };
    say_problems(&options.file, &problems, taken.more, language);
    for (_, file) in &changed.left {
        let shown = &file.shown;
        let words = msg!(
            "{shown}: lämnad som den var, för ändringarna skulle inte läsas som tabellen säger",
            "{shown}: left as it was, as the changes would not be read as the table says",
        );
        console::note(&format!("{}\n", words.get(language)));
        outcome = outcome.max(Outcome::Findings);
    }
    for (_, file) in &changed.files {
        outcome = outcome.max(match options.is_shown {
            true => super::show_changes(file, language)?,
            false => write(file, language),
        });
    }
    output::tidy(changed.files.iter().filter_map(|(_, file)| file.path.parent()));
    let (count, files): (usize, usize) = (changed.files.iter().map(|(_, file)| file.count).sum(), changed.files.len());
    let ([file_sv, file_en], changed) =
        (if files == 1 { ["fil", "file"] } else { ["filer", "files"] }, if count == 1 { "ändrad" } else { "ändrade" });
    let words = match (count, options.is_shown) {
        (0, _) => Bilingual::fixed("ingenting att ändra", "nothing to change"),
        (_, true) => msg!("{count} att ändra i {files} {file_sv}", "{count} to change in {files} {file_en}"),
        (_, false) => msg!("{count} {changed} i {files} {file_sv}", "{count} changed in {files} {file_en}"),
    };
    console::note(&format!("{}\n", words.get(language)));
    Ok(outcome)
}

/// The format and the bytes of a file.
fn read(file: &Path) -> Result<(&'static str, Vec<u8>), Bilingual> {
    let shown = workspace::show(file);
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let Some(format) = FORMATS.into_iter().find(|format| format.eq_ignore_ascii_case(extension)) else {
        let all = FORMATS.join(", ");
        return Err(msg!(
            "{shown} är inte i något format som läses: {all}",
            "{shown} is not in any format that is read: {all}",
        ));
    };
    let unread = |why: &Bilingual| {
        let Bilingual { sv, en } = why;
        msg!("{shown} kan inte läsas in: {sv}", "{shown} cannot be read in: {en}")
    };
    if std::fs::metadata(file).is_ok_and(|data| data.len() > import::LARGEST) {
        return Err(unread(&Unread::TooLarge.words()));
    }
    match files::read_any(file) {
        Ok(bytes) => Ok((format, bytes)),
        Err(error) => Err(unread(&workspace::reason(&error))),
    }
}

/// What a table says, beside the follow-ups as they are loaded.
struct Taken {
    changes: Vec<Change>,
    problems: Vec<Problem>,
    more: usize,
}

fn take(loaded: &Loaded, format: &str, bytes: &[u8], options: &Options) -> Result<Taken, Bilingual> {
    let (plans, _) = plans_asked::plans(loaded);
    let mut tables = Tables::default();
    tables.add(loaded, &plans);
    let current = Current::of(&tables);
    let settings = &loaded.resolved.settings;
    let mut taker = Taker::new(&current, &settings.steering, options.period.as_deref());
    let shown = workspace::show(&options.file);
    let unread = |why: Bilingual| {
        let Bilingual { sv, en } = why;
        msg!("{shown} kan inte läsas in: {sv}", "{shown} cannot be read in: {en}")
    };
    if let Some(answer) = Some(bytes).filter(|_| format == "json").and_then(Answer::read) {
        let chosen = options.municipality.as_deref().or(settings.municipality_code.as_deref());
        let municipality = answer.municipality(chosen).map_err(unread)?;
        let last = settings.steering.occasions.last().map(|occasion| occasion.key.as_str());
        let occasion = options.period.as_deref().or(last).unwrap_or_default();
        answer.give(municipality, occasion, &current, &mut taker);
        let (changes, problems, more) = taker.into_problems();
        return Ok(Taken { changes, problems, more });
    }
    import::read(format, bytes, &mut taker).map_err(|why| unread(why.words()))?;
    if !taker.has_table() {
        if let Some((said, meant)) = taker.near_head() {
            let Bilingual { sv, en } = meant;
            return Err(msg!(
                "{shown} har ingen tabell som tas in\n  menas rubriken {sv} där det står {said}?",
                "{shown} has no table that is taken in\n  is the head {en} meant where it says {said}?",
            ));
        }
        return Err(msg!(
            "{shown} har ingen tabell som tas in: den behöver rubrikerna Indikator-id och Utfall, Mål-id och Bedömning, eller Rad och Utfall",
            "{shown} has no table that is taken in: it needs the heads Indicator id and Outcome, Goal id and Assessment, or Row and Outcome",
        ));
    }
    let (changes, problems, more) = taker.into_problems();
    Ok(Taken { changes, problems, more })
}

/// The changed follow-ups, each by where it really is.
#[derive(Default)]
struct Changed {
    files: Vec<(PathBuf, FixedFile)>,
    left: Vec<(PathBuf, FixedFile)>,
    /// Changes that a text has no place for.
    unplaced: Vec<Problem>,
}

/// Where the file that a change is written in really is, and its document.
fn path_of(loaded: &Loaded, change: &Change) -> (PathBuf, usize) {
    let document = change.written.document();
    let path = loaded.paths.get(&loaded.resolved.documents.head(document).source).cloned().unwrap_or_default();
    (loaded.door.files().real_or_as_is(&path), document)
}

/// Makes the changes in the texts of the workspace, which are not saved.
fn change(loaded: &Loaded, changes: &[Change], workspace: &mut Workspace) -> Changed {
    let mut of_files: BTreeMap<(PathBuf, usize), Vec<&Change>> = BTreeMap::new();
    for change in changes {
        of_files.entry(path_of(loaded, change)).or_default().push(change);
    }
    let mut changed = Changed::default();
    for ((real, document), changes) in of_files {
        let id = loaded.resolved.documents.head(document).source;
        let source = loaded.sources.get(id);
        let placed: Vec<_> = changes.iter().map(|change| change.placed()).collect();
        let new = edited(&source.text, id, &placed);
        changed.unplaced.extend(new.left.iter().map(|number| {
            let (change, shown) = (changes[*number], &source.path);
            let key = change.key;
            Problem {
                place: change.place.clone(),
                words: msg!("{shown} har ingen plats för {key}", "{shown} has no place for {key}"),
                help: Some(msg!("skriv {key} där för hand", "write {key} there by hand")),
            }
        }));
        if new.count == 0 || new.text == source.text {
            continue;
        }
        workspace.files.set_unsaved(&real, new.text.as_str());
        let file = FixedFile {
            path: real.clone(),
            shown: source.path.clone(),
            before: source.as_saved().into_owned(),
            after: new.text,
            count: new.count,
        };
        changed.files.push((real, file));
    }
    changed.files.sort_by(|(_, one), (_, two)| one.shown.cmp(&two.shown));
    changed
}

fn say_problems(file: &Path, problems: &[Problem], more: usize, language: Language) {
    let name = workspace::show(file);
    for Problem { place, words, help } in problems {
        let place =
            if *place == Place::default() { String::new() } else { format!(" {}", place.words().get(language)) };
        console::note(&format!("{name}{place}: {}\n", words.get(language)));
        if let Some(help) = help {
            console::note(&format!("  {}\n", help.get(language)));
        }
    }
    if more > 0 {
        let words = msg!("och {more} till", "and {more} more");
        console::note(&format!("{}\n", words.get(language)));
    }
}

fn write(file: &FixedFile, language: Language) -> Outcome {
    let (shown, count) = (&file.shown, file.count);
    let (words, outcome) = match output::replace(&file.path, file.before.as_bytes(), file.after.as_bytes()) {
        Ok(()) => {
            let changed = if count == 1 { "ändrad" } else { "ändrade" };
            (msg!("{shown}: {count} {changed}", "{shown}: {count} changed"), Outcome::Clean)
        }
        Err(error) => {
            let Bilingual { sv, en } = console::replacing(&error);
            (msg!("{shown} kan inte ändras: {sv}", "{shown} cannot be changed: {en}"), Outcome::Failed)
        }
    };
    console::note(&format!("{}\n", words.get(language)));
    outcome
}
