//! The new texts of the follow-ups that answers change, and of those that are not there yet.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Bilingual, Language};
use crate::drafts::forms::asked::{Asked, AskedKind};
use crate::drafts::forms::{Form, Request, is_part_of};
use crate::fill::problem::Problem;
use crate::fill::taken::{Change, Occasion, Taken, asked, new_value};
use crate::import::edits::{Look, Placed, Spot, edited};
use crate::lint::fix::FixedFile;
use crate::model::Side;
use crate::msg;
use crate::read::load::Loaded;
use crate::read::workspace;
use crate::source::SourceId;

/// A follow-up with its new text.
#[derive(Debug)]
pub struct Filled {
    /// The text before and after; before is empty where the file is new.
    pub file: FixedFile,
    /// Whether the file is new.
    pub is_new: bool,
    /// The numbers of the changes that it has.
    pub changes: Vec<usize>,
}

/// Where a change is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    /// In the text of a document.
    There(usize),
    /// In a file to be made, as its form has it.
    New(Occasion, Option<String>),
}

/// Makes the changes in the texts of the follow-ups; what they have no place for is told. `reload` gives the workspace as it would be
/// with these texts.
///
/// Errors: it cannot be loaded again.
fn write(
    loaded: &Loaded,
    taken: &Taken,
    language: Language,
    reload: &mut dyn FnMut(&[Filled]) -> Result<Loaded, Bilingual>,
) -> Result<(Vec<Filled>, Vec<Problem>), Bilingual> {
    let mut of_targets: BTreeMap<Target, Vec<usize>> = BTreeMap::new();
    for (number, change) in taken.changes.iter().enumerate() {
        of_targets.entry(target(loaded, change, &taken.asked[&change.of][change.asked])).or_default().push(number);
    }
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    // A file of a whole report lacks what the files of its parts have: it is made after them.
    let is_whole = |target: &Target| matches!(target, Target::New(_, None));
    let (whole, parts): (Vec<_>, Vec<_>) = of_targets.into_iter().partition(|(target, _)| is_whole(target));
    let written = |loaded: &Loaded, of: Option<&Loaded>, (target, numbers): (Target, Vec<usize>)| {
        let ground = match &target {
            Target::There(document) => Ok(there(loaded, *document)),
            Target::New(occasion, who) => {
                let with = of.unwrap_or(loaded);
                let plan = same_document(loaded, with, occasion.plan).unwrap_or(occasion.plan);
                new(with, &Occasion { plan, ..*occasion }, who.as_deref(), language)
            }
        };
        match ground {
            Ok(ground) => filled(ground, taken, &numbers, matches!(target, Target::New(..))),
            Err(words) => {
                let first = &taken.changes[numbers[0]];
                let problem = Problem { file: Some(first.file), place: Some(first.place), words, help: None };
                (None, vec![problem])
            }
        }
    };
    for part in parts {
        let (file, more) = written(loaded, None, part);
        files.extend(file);
        problems.extend(more);
    }
    let has_new = files.iter().any(|filled: &Filled| filled.is_new);
    let again = if has_new && !whole.is_empty() { Some(reload(&files)?) } else { None };
    for whole in whole {
        let (file, more) = written(loaded, again.as_ref(), whole);
        files.extend(file);
        problems.extend(more);
    }
    files.sort_by(|one, two| one.file.shown.cmp(&two.file.shown));
    Ok((files, problems))
}

/// The same as [`write`], without the texts that would not be read again as they were answered: those are told, and left.
///
/// Errors: the workspace cannot be loaded again.
pub fn write_sound(
    loaded: &Loaded,
    taken: &Taken,
    language: Language,
    reload: &mut dyn FnMut(&[Filled]) -> Result<Loaded, Bilingual>,
) -> Result<(Vec<Filled>, Vec<Problem>), Bilingual> {
    let (mut files, mut problems) = write(loaded, taken, language, reload)?;
    if files.is_empty() {
        return Ok((files, problems));
    }
    let again = reload(&files)?;
    files.retain(|filled| {
        let changes = misread(loaded, &again, taken, filled);
        problems.extend(changes.iter().map(|change| {
            let shown = &filled.file.shown;
            Problem {
                file: Some(change.file),
                place: Some(change.place),
                words: msg!(
                    "svaret skulle inte läsas som det är skrivet, så {shown} är lämnad som den var",
                    "the answer would not be read as it is written, so {shown} is left as it was",
                ),
                help: None,
            }
        }));
        changes.is_empty()
    });
    Ok((files, problems))
}

/// A text with the changes of these numbers, and what it has no place for.
fn filled(ground: Ground, taken: &Taken, numbers: &[usize], is_new: bool) -> (Option<Filled>, Vec<Problem>) {
    let change = |number: usize| &taken.changes[numbers[number]];
    let placed = |number: &usize| {
        let change = &taken.changes[*number];
        placed(change, &taken.asked[&change.of][change.asked], is_new)
    };
    let placed: Vec<Placed> = numbers.iter().map(placed).collect();
    let new = edited(&ground.text, ground.source, &placed);
    let problems = new.left.iter().map(|number| {
        let (change, shown) = (change(*number), &ground.shown);
        let key = change.key;
        Problem {
            file: Some(change.file),
            place: Some(change.place),
            words: msg!("{shown} har ingen plats för {key}", "{shown} has no place for {key}"),
            help: Some(msg!("skriv {key} där för hand", "write {key} there by hand")),
        }
    });
    let problems = problems.collect();
    let changes: Vec<usize> =
        (0..numbers.len()).filter(|number| !new.left.contains(number)).map(|number| numbers[number]).collect();
    if changes.is_empty() {
        return (None, problems);
    }
    let before = if is_new { String::new() } else { ground.saved };
    let file = FixedFile { path: ground.path, shown: ground.shown, before, after: new.text, count: new.count };
    (Some(Filled { file, is_new, changes }), problems)
}

/// The changes of a file that would not be read again as they were answered, from the workspace as it would be.
fn misread<'t>(loaded: &Loaded, again: &Loaded, taken: &'t Taken, filled: &Filled) -> Vec<&'t Change> {
    let mut known: BTreeMap<&Occasion, Vec<Asked>> = BTreeMap::new();
    let steering = &again.resolved.settings.steering;
    let mut misread = Vec::new();
    for change in filled.changes.iter().map(|number| &taken.changes[*number]) {
        let of = &taken.asked[&change.of][change.asked];
        let now = known.entry(&change.of).or_insert_with(|| {
            // A new file moves the numbers of those after it.
            let plan = same_document(loaded, again, change.of.plan);
            plan.map(|plan| asked(again, &Occasion { plan, ..change.of })).unwrap_or_default()
        });
        let found = now.iter().find(|one| one.kind == of.kind && one.id == of.id);
        let value = found.and_then(|one| one.value(change.key));
        let read = value.and_then(|value| new_value(value, value.now.as_deref()?, steering).ok());
        if read.as_ref() != Some(&change.value) {
            misread.push(change);
        }
    }
    misread
}

/// The number that a document has where more files are loaded.
fn same_document(loaded: &Loaded, again: &Loaded, document: usize) -> Option<usize> {
    let path = loaded.paths.get(&loaded.resolved.documents.head(document).source)?;
    again.resolved.documents.heads().position(|head| again.paths.get(&head.source) == Some(path))
}

/// Where a change is written: where the thing is reported already, else in the file of the role or group, else in the one of the
/// whole report.
fn target(loaded: &Loaded, change: &Change, asked: &Asked) -> Target {
    if let Some(reported) = asked.reported {
        return Target::There(reported.document);
    }
    let resolved = &loaded.resolved;
    let report = resolved.reports_on(change.of.plan).find(|report| report.occasion == Some(change.of.occasion));
    let parts = || report.into_iter().flat_map(|report| report.parts.iter().copied());
    let is_of = |document: &usize, who: Option<&str>| is_part_of(&resolved.documents[*document], who);
    let who = change.who.as_deref();
    let own = parts().find(|document| is_of(document, who)).or_else(|| parts().find(|document| is_of(document, None)));
    own.map_or_else(|| Target::New(change.of, change.who.clone()), Target::There)
}

fn placed<'p>(change: &'p Change, asked: &'p Asked, is_new: bool) -> Placed<'p> {
    let look = Look::Lines;
    let spot = match (asked.kind, asked.kind.list(), asked.reported.filter(|_| !is_new)) {
        (_, Some(list), Some(reported)) => Spot::Entry { list, id: reported.at, look },
        (_, Some(list), None) => Spot::Named { list, id: &asked.id, look },
        (AskedKind::Row(_) | AskedKind::Measure, None, Some(reported)) => Spot::Part(reported.at),
        (AskedKind::Row(Side::Income), None, None) => Spot::Row { side: "intäkter", name: &asked.id },
        (AskedKind::Row(Side::Costs), None, None) => Spot::Row { side: "kostnader", name: &asked.id },
        (AskedKind::Measure, None, None) => Spot::Measure(&asked.id),
        (AskedKind::Economy, None, _) => Spot::Within("ekonomi"),
        _ => Spot::Top,
    };
    Placed { spot, key: change.key, value: &change.value }
}

/// A text to write in.
struct Ground {
    path: PathBuf,
    shown: String,
    text: String,
    saved: String,
    source: SourceId,
}

fn there(loaded: &Loaded, document: usize) -> Ground {
    let id = loaded.resolved.documents.head(document).source;
    let source = loaded.sources.get(id);
    let path = loaded.paths.get(&id).cloned().unwrap_or_default();
    Ground {
        path: loaded.door.files().real_or_as_is(&path),
        shown: source.path.clone(),
        text: source.text.clone(),
        saved: source.as_saved().into_owned(),
        source: id,
    }
}

/// The file that `vp new follow-up` would make.
fn new(loaded: &Loaded, of: &Occasion, who: Option<&str>, language: Language) -> Result<Ground, Bilingual> {
    let wish = Request { loaded, plan: of.plan, occasion: of.occasion, who, without_others: true, language };
    let source = loaded.resolved.documents.head(of.plan).source;
    let folder = loaded.paths.get(&source).and_then(|path| path.parent()).unwrap_or(Path::new(""));
    let form = Form::new(wish).map_err(|_| {
        let who = who.unwrap_or_default();
        msg!("{who} har inget att rapportera", "{who} has nothing to report")
    })?;
    let path = folder.join(format!("{}.yaml", form.name()));
    let shown = workspace::show(&path);
    if path.symlink_metadata().is_ok() {
        return Err(msg!(
            "{shown} finns, men är ingen uppföljning av planen vid tillfället som går att läsa",
            "{shown} is there, but is no follow-up of the plan at the occasion that can be read",
        ));
    }
    Ok(Ground { path, shown, text: form.yaml(), saved: String::new(), source })
}
