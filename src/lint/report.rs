//! Findings → output; one file for each format. And the colours of a terminal.
//!
//! ```text
//! Report ──┬── text
//!          └── located ──┬── json      every line, column and path is found once, and each format writes it
//!                        ├── sarif
//!                        ├── github
//!                        ├── gitlab
//!                        └── junit
//! ```

mod located;
mod uri;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::{Bilingual, Diagnostic, Language, Severity};
use crate::identity::masked_path;
use crate::lint::fingerprint::Fingerprint;
use crate::source::{SourceId, Sources, Span};
use crate::terminal::Style;

/// An output format.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Writes a whole report.
    write: fn(&Report) -> String,
}

/// The `file:` address of an absolute path with `/` between its parts; a relative path stays relative.
pub fn address(path: &str) -> String {
    uri::of(path)
}

impl Format {
    /// Whether findings are told with their names, for programs that compare reports.
    pub fn tells_names(&self) -> bool {
        self.name != text::FORMAT.name
    }
}

macro_rules! formats {
    ($($name:ident),* $(,)?) => {
        $(pub mod $name;)*
        /// Every output format; the first is the one that applies where none is named.
        pub static FORMATS: &[&Format] = &[$(&$name::FORMAT),*];
    };
}

formats! {
    text,
    json,
    sarif,
    github,
    gitlab,
    junit,
}

/// The format of a name.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| name.eq_ignore_ascii_case(format.name))
}

/// What a run of `vp check` found, path by path as they were asked for.
#[derive(Debug)]
pub struct Report {
    /// The language of the summary, and of what stopped.
    pub language: Language,
    /// From which level on a finding fails the run.
    pub fails_from: Severity,
    /// How text for a terminal is drawn.
    pub style: Style,
    /// The folder that the program is run in: paths below it are written from there. Absolute.
    pub here: PathBuf,
    /// How many findings a baseline keeps from being shown.
    pub in_baseline: usize,
    /// How many findings that are not shown say that something is not filled in, in reports whose day has not come.
    pub not_yet: usize,
    /// Whether the text may say that findings can be fixed: not where that has just been done or shown.
    pub offers_fixes: bool,
    parts: Vec<Part>,
    stopped: Vec<Stopped>,
    /// The paths of all findings so far, numbered.
    paths: FxHashMap<String, usize>,
    /// What was said already: the number of its path, its place and its rule, and what its message is known by.
    known: FxHashSet<(usize, u32, u32, &'static str, u64)>,
}

/// What was found in one path's files.
#[derive(Debug)]
struct Part {
    language: Language,
    findings: Vec<Diagnostic>,
    /// Their names, in their order, where the format tells them.
    names: Vec<Option<Fingerprint>>,
    sources: Arc<Sources>,
    /// The files that were checked.
    files: Vec<SourceId>,
}

/// A path that could not be checked.
#[derive(Debug)]
struct Stopped {
    path: String,
    words: Bilingual,
}

impl Report {
    /// Nothing found yet.
    pub fn new(language: Language, fails_from: Severity, style: Style, here: &Path) -> Report {
        Report {
            language,
            fails_from,
            style,
            here: here.to_path_buf(),
            in_baseline: 0,
            not_yet: 0,
            offers_fixes: true,
            parts: Vec::new(),
            stopped: Vec::new(),
            paths: FxHashMap::default(),
            known: FxHashSet::default(),
        }
    }

    /// Adds what was found in one path's files, each finding with its name where the format [tells](Format::tells_names)
    /// it. What was said of another path already, of which this is a part, is left out.
    pub fn add(
        &mut self,
        mut findings: Vec<(Diagnostic, Option<Fingerprint>)>,
        sources: Arc<Sources>,
        files: Vec<SourceId>,
        language: Language,
    ) {
        self.language = language;
        let (here, known_paths) = (&self.here, &mut self.paths);
        let mut paths: FxHashMap<SourceId, usize> = FxHashMap::default();
        let mut path_of = |source: SourceId| {
            let next = known_paths.len();
            *paths.entry(source).or_insert_with(|| *known_paths.entry(path(here, &sources, source)).or_insert(next))
        };
        let known = &mut self.known;
        findings.retain(|(finding, _)| {
            let Span { source, start, end } = finding.span;
            known.insert((path_of(source), start, end, finding.rule.code, known_by(&finding.message.en)))
        });
        let (findings, names) = findings.into_iter().unzip();
        self.parts.push(Part { language, findings, names, sources, files });
    }

    /// Adds a path that could not be checked.
    pub fn stop(&mut self, path: &str, words: Bilingual) {
        self.stopped.push(Stopped { path: masked_path(path).into_owned(), words });
    }

    /// The path of a file that became another while it was checked: then the report is about neither.
    pub fn changed(&self) -> Option<String> {
        self.parts.iter().find_map(|part| part.sources.changed())
    }

    /// How many files were checked, each counted once.
    fn count_files(&self) -> usize {
        let files = self.parts.iter().flat_map(|part| part.files.iter().map(|file| self.path(&part.sources, *file)));
        files.collect::<FxHashSet<String>>().len()
    }

    fn path(&self, sources: &Sources, source: SourceId) -> String {
        path(&self.here, sources, source)
    }
}

/// What words are known by, so that those of thousands of findings need not be kept once more.
fn known_by(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// A file's path with `/`: from the folder that the program is run in where it lies below it, else as it was given.
fn path(here: &Path, sources: &Sources, source: SourceId) -> String {
    let shown = sources.path(source);
    let here = here.to_string_lossy().replace('\\', "/");
    let below = shown.strip_prefix(here.as_str()).and_then(|rest| rest.strip_prefix('/'));
    masked_path(below.filter(|_| !here.is_empty()).unwrap_or(shown)).into_owned()
}

/// Writes a report, with a line break at its end where there is anything to say.
pub fn write(format: &Format, report: &Report) -> String {
    (format.write)(report)
}
