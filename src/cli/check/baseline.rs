//! `vp check --baseline` and `--write-baseline`: what is known is not shown, and what is gone is told.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::{Outcome, args, console};
use crate::diagnostic::{Bilingual, Diagnostic, Language, Severity};
use crate::lint::baseline::{Baseline, BaselineEntry, BaselineError};
use crate::lint::check::Severities;
use crate::lint::fingerprint::Fingerprint;
use crate::lint::rules;
use crate::msg;
use crate::print::render::output;
use crate::read::files::read_any;
use crate::read::load::Loaded;
use crate::read::workspace::reason;
use crate::source::SourceId;

/// At most so many entries that are gone are named; the rest is counted.
const MOST_NAMED: usize = 10;

/// What is done with the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Read,
    Write,
}

/// A baseline while the findings of each path are held against it.
#[derive(Debug)]
pub(super) struct HeldBaseline {
    path: PathBuf,
    shown: String,
    purpose: Purpose,
    /// The file as it was read, where it is there.
    bytes: Option<Vec<u8>>,
    old: Baseline,
    /// What is to be written.
    new: Baseline,
    /// The entries that still match something.
    matched: BTreeSet<Fingerprint>,
    /// The findings that are not shown.
    hidden: BTreeSet<Fingerprint>,
    scope: Scope,
}

/// What a run looked at, and so can say is gone.
#[derive(Debug, Default)]
struct Scope {
    /// The workspace's folder, once a path was read.
    workspace: Option<Option<PathBuf>>,
    /// Files that were checked, by path within the workspace.
    files: BTreeSet<String>,
    /// Whether every file of the workspace was.
    is_whole: bool,
    /// Codes of rules that were not run.
    off: BTreeSet<&'static str>,
    /// Whether a file could not be read, so that what it leads to was not looked at.
    is_broken: bool,
}

impl Scope {
    /// Whether an entry that matches nothing is gone, and was not only passed over.
    fn would_find(&self, entry: &BaselineEntry) -> bool {
        let folder = self.workspace.clone().flatten().unwrap_or_default();
        let is_run = rules::find(&entry.code).is_none_or(|rule| !self.off.contains(rule.code));
        let is_read = self.is_whole || self.files.contains(&entry.path) || !folder.join(&entry.path).exists();
        is_run && is_read && !self.is_broken
    }
}

/// Reads the baseline that was asked for. Where it is to be written, none need be there.
pub(super) fn open(asked: &args::Baseline) -> Result<HeldBaseline, (Bilingual, Bilingual)> {
    let (path, purpose) = match asked {
        args::Baseline::Read(path) => (path, Purpose::Read),
        args::Baseline::Write(path) => (path, Purpose::Write),
    };
    let shown = crate::read::workspace::show(path);
    let quoted = console::quoted(&shown);
    let bytes = match read_any(path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && purpose == Purpose::Write => None,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err((
                msg!("{shown} finns inte", "{shown} does not exist"),
                msg!("vp check --write-baseline {quoted} skriver den", "vp check --write-baseline {quoted} writes it"),
            ));
        }
        Err(error) => {
            let Bilingual { sv, en } = reason(&error);
            let words = msg!("{shown} går inte att läsa: {sv}", "{shown} cannot be read: {en}");
            return Err((words, Bilingual::fixed("namnge en annan fil", "name another file")));
        }
    };
    let old = match bytes.as_deref().map(|bytes| std::str::from_utf8(bytes).map(Baseline::read)) {
        None => Baseline::default(),
        Some(Ok(Ok(baseline))) => baseline,
        Some(Ok(Err(error))) => return Err(wrong(&shown, &error)),
        Some(Err(_)) => return Err(wrong(&shown, &BaselineError::NotBaseline)),
    };
    let path = path.clone();
    let (matched, hidden) = Default::default();
    Ok(HeldBaseline {
        path,
        shown,
        purpose,
        bytes,
        old,
        new: Baseline::default(),
        matched,
        hidden,
        scope: Scope::default(),
    })
}

/// What is wrong with a file, and what to do.
fn wrong(shown: &str, error: &BaselineError) -> (Bilingual, Bilingual) {
    let restore = Bilingual::fixed(
        "hämta tillbaka filen, eller ta bort den och skriv den på nytt med --write-baseline",
        "restore the file, or remove it and write it again with --write-baseline",
    );
    match error {
        BaselineError::NotJson(line) => {
            (msg!("{shown} är trasig: rad {line} är inte JSON", "{shown} is broken: line {line} is not JSON"), restore)
        }
        BaselineError::NotBaseline => (
            msg!("{shown} är ingen baslinje", "{shown} is not a baseline"),
            Bilingual::fixed(
                "namnge en fil som vp check --write-baseline har skrivit",
                "name a file that vp check --write-baseline has written",
            ),
        ),
        BaselineError::OtherVersion(version) => (
            msg!(
                "{shown} är en baslinje av version {version}, och den här versionen av vp läser version 1",
                "{shown} is a baseline of version {version}, and this vp reads version 1",
            ),
            Bilingual::fixed(
                "använd den vp som skrev filen, eller ta bort den och skriv den på nytt med --write-baseline",
                "use the vp that wrote the file, or remove it and write it again with --write-baseline",
            ),
        ),
        BaselineError::BrokenEntry(number) => (
            msg!(
                "{shown} är trasig: fynd nummer {number} är inte som det skrevs",
                "{shown} is broken: finding number {number} is not as it was written",
            ),
            restore,
        ),
    }
}

impl HeldBaseline {
    /// Whether a finding that would be shown is one that `--fix` leaves alone.
    pub(super) fn hides(&self, name: Fingerprint, finding: &Diagnostic) -> bool {
        self.purpose == Purpose::Read && self.old.hides(name, finding)
    }

    /// Whether the file is to be written.
    pub(super) fn is_written(&self) -> bool {
        self.purpose == Purpose::Write
    }

    /// How many findings are not shown.
    pub(super) fn count(&self) -> usize {
        self.hidden.len()
    }

    /// Whether a path lies in the workspace of those before it. Two workspaces may have findings of the same name.
    pub(super) fn is_of(&self, loaded: &Loaded) -> bool {
        self.scope.workspace.as_ref().is_none_or(|folder| *folder == loaded.settings_folder)
    }

    /// Holds the findings of a path against the baseline and keeps those to show. `shows` says which would be shown
    /// without it, `files` which were checked.
    pub(super) fn take(
        &mut self,
        found: Vec<(Diagnostic, Fingerprint)>,
        shows: &[bool],
        (loaded, levels, asked, files): (&Loaded, &Severities, Option<&Path>, &[SourceId]),
    ) -> Vec<(Diagnostic, Fingerprint)> {
        self.look(loaded, levels, asked, files);
        // The file is the workspace's, so its words do not change with who writes it.
        let language = loaded.resolved.settings.language.unwrap_or(Language::Swedish);
        let mut kept = Vec::new();
        for ((finding, name), shows) in found.into_iter().zip(shows) {
            let is_known = self.old.hides(name, &finding);
            if is_known {
                self.matched.insert(name);
            }
            if !shows {
                continue;
            }
            if self.purpose == Purpose::Write && finding.rule.can_be_silenced {
                self.new.put(name, &finding, &loaded.sources, language);
                self.hidden.insert(name);
            } else if is_known {
                self.hidden.insert(name);
            } else {
                kept.push((finding, name));
            }
        }
        kept
    }

    fn look(&mut self, loaded: &Loaded, levels: &Severities, asked: Option<&Path>, files: &[SourceId]) {
        let scope = &mut self.scope;
        scope.workspace.get_or_insert_with(|| loaded.settings_folder.clone());
        scope.files.extend(files.iter().map(|file| loaded.sources.path_in_workspace(*file)));
        let real = asked.map(|asked| asked.canonicalize().unwrap_or_default());
        let holds = |folder: &PathBuf| real.as_ref().is_none_or(|real| folder.starts_with(real));
        scope.is_whole |= loaded.settings_folder.as_ref().map_or(asked.is_none(), holds);
        let off = rules::all().into_iter().filter(|entry| levels.get(entry.rule) == Severity::Off);
        scope.off.extend(off.map(|entry| entry.rule.code));
        let settings = |finding: &Diagnostic| Some(finding.span.source) == loaded.settings_source;
        scope.is_broken |= loaded.is_stopped
            || loaded.files.iter().any(|file| file.document.is_none())
            || loaded.findings.iter().any(|finding| settings(finding) && !finding.rule.can_be_silenced);
    }

    /// Writes the baseline, or tells which of its entries are gone. Nothing is done where a path could not be checked.
    pub(super) fn finish(mut self, so_far: Outcome, language: Language) -> Outcome {
        if so_far == Outcome::Failed {
            if self.purpose == Purpose::Write {
                let shown = &self.shown;
                let words = msg!(
                    "{shown} skrivs inte: allt kunde inte granskas",
                    "{shown} is not written: not everything could be checked",
                );
                console::error(language, words.get(language));
            }
            return Outcome::Clean;
        }
        let is_gone = |(name, entry): &(Fingerprint, &BaselineEntry)| {
            !self.matched.contains(name) && !self.new.holds(*name) && self.scope.would_find(entry)
        };
        let (gone, stays): (Vec<_>, Vec<_>) = self.old.entries().partition(is_gone);
        match self.purpose {
            Purpose::Read => {
                tell_gone(&self.shown, gone.iter().map(|(_, entry)| *entry).collect(), language);
                Outcome::Clean
            }
            Purpose::Write => {
                let added = self.new.entries().filter(|(name, _)| !self.old.holds(*name)).count();
                for (name, entry) in stays {
                    self.new.keep(name, entry);
                }
                let gone = gone.len();
                self.write((added, gone), language)
            }
        }
    }

    fn write(&self, (added, gone): (usize, usize), language: Language) -> Outcome {
        let text = self.new.text();
        let written = match &self.bytes {
            Some(bytes) if bytes == text.as_bytes() => Ok(()),
            Some(bytes) => output::replace(&self.path, bytes, text.as_bytes()),
            None => output::create(&self.path, text.as_bytes()).map_err(|error| error.error),
        };
        let shown = &self.shown;
        match written {
            Ok(()) => {
                let count = self.new.count();
                let words = msg!(
                    "{shown}: {count} fynd, {added} nya, {gone} borta",
                    "{shown}: {count} findings, {added} new, {gone} gone",
                );
                console::note(&format!("{}\n", words.get(language)));
                Outcome::Clean
            }
            Err(error) => {
                let Bilingual { sv, en } = console::replacing(&error);
                let words = msg!("{shown} kan inte skrivas: {sv}", "{shown} cannot be written: {en}");
                console::error(language, words.get(language));
                Outcome::Failed
            }
        }
    }
}

fn tell_gone(shown: &str, mut gone: Vec<&BaselineEntry>, language: Language) {
    if gone.is_empty() {
        return;
    }
    gone.sort();
    let (count, quoted) = (gone.len(), console::quoted(shown));
    let (words, help) = match count {
        1 => (
            msg!("1 fynd i {shown} finns inte längre:", "1 finding of {shown} is gone:"),
            msg!("--write-baseline {quoted} tar bort det", "--write-baseline {quoted} removes it"),
        ),
        _ => (
            msg!("{count} fynd i {shown} finns inte längre:", "{count} findings of {shown} are gone:"),
            msg!("--write-baseline {quoted} tar bort dem", "--write-baseline {quoted} removes them"),
        ),
    };
    let mut text = format!("{}\n", words.get(language));
    for BaselineEntry { path, code, message, .. } in gone.iter().take(MOST_NAMED) {
        text.push_str(&format!("  {path}: {code}: {message}\n"));
    }
    if let Some(rest) = count.checked_sub(MOST_NAMED).filter(|rest| *rest > 0) {
        text.push_str(&format!("  {}\n", msg!("och {rest} till", "and {rest} more").get(language)));
    }
    console::note(&format!("{text}  {}\n", help.get(language)));
}
