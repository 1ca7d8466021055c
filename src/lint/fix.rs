//! Fixes what is certain: the edits of findings become new texts, which are read again before anybody writes them.
//!
//! ```text
//! load ── find ── edits by file ── new texts ─┐
//!   └──────────── until nothing changes ──────┘── judge: a file that would be worse is left as it was
//! ```
//!
//! Nothing is written here. Only the files asked for are fixed, with the texts that they name, and the settings where the
//! whole workspace was asked for.

pub mod diff;
pub mod edits;
mod judge;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Applicability, Bilingual, Diagnostic};
use crate::msg;
use crate::read::load::{File, Loaded, Reach, Workspace};
use crate::read::workspace::WorldError;
use crate::source::SourceId;

/// After so many rounds a file that still changes is left as it was. A file that cannot be read shows one slip a round.
const MOST_ROUNDS: usize = 100;

/// How findings are found, and which of them may be fixed.
pub struct Finding<'a> {
    /// Every finding of what was loaded.
    pub find: &'a dyn Fn(&Loaded) -> Vec<Diagnostic>,
    /// Whether each of them is one that was asked for.
    pub is_wanted: &'a dyn Fn(&[Diagnostic], &Loaded) -> Vec<bool>,
}

/// What came of fixing.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The files with a new text, by path.
    pub files: Vec<FixedFile>,
    /// The files that are left as they were although there was something to fix, by path.
    pub left: Vec<Left>,
}

/// A file with its new text.
#[derive(Debug)]
pub struct FixedFile {
    /// Where it really is, links followed.
    pub path: PathBuf,
    /// Its path as the user gave it.
    pub shown: String,
    /// Its text as it was read.
    pub before: String,
    /// Its text fixed.
    pub after: String,
    /// How many edits were made.
    pub count: usize,
}

/// A file that is left as it was.
#[derive(Debug)]
pub struct Left {
    /// Its path as the user gave it.
    pub shown: String,
    /// Why, as a phrase.
    pub why: Bilingual,
}

/// Fixes what a path means, as far as the findings are certain. The new texts stand in the workspace as texts that are not
/// saved.
pub fn fix(asked: Option<&Path>, workspace: &mut Workspace, finding: &Finding) -> Result<Fixed, WorldError> {
    let mut left: BTreeMap<PathBuf, Left> = BTreeMap::new();
    let before = State::of(workspace, asked, finding)?;
    let files = workspace.files.clone();
    loop {
        let attempt = attempt(&before, workspace, asked, finding, &left)?;
        let worse = judge::worse(&before, &attempt);
        if worse.is_empty() {
            return Ok(Fixed { files: attempt.files, left: left.into_values().collect() });
        }
        // In the rare case that a file has to be left, the others are fixed anew.
        workspace.files = files.clone();
        left.extend(worse);
    }
}

/// What was loaded and what was found in it.
struct State {
    loaded: Loaded,
    findings: Vec<Diagnostic>,
    /// The sources that may be changed, each with where its file really is.
    ours: BTreeMap<SourceId, PathBuf>,
}

impl State {
    fn of(workspace: &mut Workspace, asked: Option<&Path>, finding: &Finding) -> Result<State, WorldError> {
        let loaded = workspace.load_any_to_check(asked, Reach::Needed)?;
        let findings = (finding.find)(&loaded);
        let ours = ours(&loaded, asked);
        Ok(State { loaded, findings, ours })
    }

    /// A source of a file.
    fn source(&self, real: &Path) -> Option<SourceId> {
        self.ours.iter().find(|(_, path)| *path == real).map(|(source, _)| *source)
    }
}

/// What came of making all edits until there are none.
struct Attempt {
    /// What was found after the last edit; `None` where there was none to make.
    state: Option<State>,
    files: Vec<FixedFile>,
    /// Files in which there would always be one more.
    endless: BTreeSet<PathBuf>,
}

fn attempt(
    before: &State,
    workspace: &mut Workspace,
    asked: Option<&Path>,
    finding: &Finding,
    left: &BTreeMap<PathBuf, Left>,
) -> Result<Attempt, WorldError> {
    let mut files: BTreeMap<PathBuf, FixedFile> = BTreeMap::new();
    let mut state: Option<State> = None;
    let mut edits = wanted(before, finding, left);
    for _ in 0..MOST_ROUNDS {
        if edits.is_empty() {
            break;
        }
        for (real, (source, edits)) in &edits {
            let source = state.as_ref().unwrap_or(before).loaded.sources.get(*source);
            let (after, count) = edits::apply(&source.text, edits);
            workspace.files.set_unsaved(real, after.as_str());
            let file = files.entry(real.clone()).or_insert_with(|| FixedFile {
                path: real.clone(),
                shown: source.path.clone(),
                before: source.as_saved().into_owned(),
                after: String::new(),
                count: 0,
            });
            file.after = after;
            file.count += count;
        }
        let next = State::of(workspace, asked, finding)?;
        edits = wanted(&next, finding, left);
        state = Some(next);
    }
    // Plans are read once the settings are fixed that stopped it.
    let is_known = |real: &PathBuf| before.loaded.is_stopped || before.source(real).is_some();
    debug_assert!(files.keys().all(is_known), "only what was loaded is fixed");
    let mut files: Vec<FixedFile> = files.into_values().filter(|file| file.before != file.after).collect();
    files.sort_by(|one, two| one.shown.cmp(&two.shown));
    Ok(Attempt { state, files, endless: edits.into_keys().collect() })
}

/// The edits to make, by file.
fn wanted(
    state: &State,
    finding: &Finding,
    left: &BTreeMap<PathBuf, Left>,
) -> BTreeMap<PathBuf, (SourceId, Vec<edits::Edit>)> {
    let mut edits: BTreeMap<PathBuf, (SourceId, Vec<edits::Edit>)> = BTreeMap::new();
    let is_wanted = (finding.is_wanted)(&state.findings, &state.loaded);
    for (found, _) in state.findings.iter().zip(is_wanted).filter(|(_, is_wanted)| *is_wanted) {
        let Some(fix) = found.fix.as_ref().filter(|fix| fix.applicability == Applicability::Certain) else { continue };
        let Some(real) = state.ours.get(&fix.span.source).filter(|real| !left.contains_key(*real)) else { continue };
        let range = fix.span.start as usize..fix.span.end as usize;
        if *state.loaded.sources.slice(fix.span) != fix.text {
            let (_, edits) = edits.entry(real.clone()).or_insert_with(|| (fix.span.source, Vec::new()));
            edits.push(edits::Edit { range, text: fix.text.clone() });
        }
    }
    edits
}

/// The sources that may be changed: what was asked for, not what was read along with it.
fn ours(loaded: &Loaded, asked: Option<&Path>) -> BTreeMap<SourceId, PathBuf> {
    let disk = loaded.door.files();
    let real = |path: &Path| disk.real_or_as_is(path);
    let mut sources: BTreeSet<SourceId> = loaded.asked().flat_map(File::own_sources).collect();
    // The settings belong to the workspace: who asks for one plan does not ask for them.
    let settings = loaded.settings_source.zip(loaded.settings_folder.as_ref());
    let is_asked =
        |folder: &Path| asked.is_none_or(|asked| disk.is_folder(asked) && real(folder).starts_with(real(asked)));
    sources.extend(settings.filter(|(_, folder)| is_asked(folder)).map(|(source, _)| source));
    sources.into_iter().filter_map(|source| Some((source, real(loaded.paths.get(&source)?)))).collect()
}

/// The phrase for a file in which there would always be one more edit.
fn endless() -> Bilingual {
    msg!("rättningarna tog aldrig slut", "there was always one more fix to make")
}
