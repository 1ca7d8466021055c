//! The files of a workspace read, and the plans above them: each once, be it by two paths.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::document::{Kept, ReadDocument};
use super::{FileRole, Reach, links, needed};
use crate::model::Settings;
use crate::plan_format::fields::NamedFile;
use crate::progress::{Stage, counted};
use crate::read::parse::LeadsTo;
use crate::read::workspace::door::{Door, Purpose};
use crate::read::workspace::{self, FoundFile};
use crate::source::{Source, Sources};

/// A file as read, before it is joined.
pub(super) struct ReadFile {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Why it was read.
    pub(super) role: FileRole,
    /// Where it really is, links followed: two paths of one file are one.
    pub(super) real: PathBuf,
    /// The plan that it builds on.
    pub(super) above: Option<Above>,
    /// What it says.
    pub(super) read: Arc<ReadDocument>,
}

/// The plan that a file builds on.
pub(super) struct Above {
    /// As written.
    pub(super) lead: LeadsTo,
    /// Why it is not read, where it is not.
    pub(super) refused: Option<NamedFile>,
    /// Its path from the current folder.
    pub(super) path: PathBuf,
    /// Where it really is.
    pub(super) real: PathBuf,
}

/// What files are read with.
pub(super) struct Reading<'a> {
    pub(super) sources: &'a Sources,
    pub(super) settings: &'a Settings,
    pub(super) door: &'a Door,
    pub(super) kept: &'a Kept,
    /// Whether documents are packed as soon as they are read.
    pub(super) packs: bool,
}

impl Reading<'_> {
    /// Reads files that the user or another file names.
    pub(super) fn all(&self, files: Vec<(FoundFile, FileRole)>) -> Vec<ReadFile> {
        let read = files.into_par_iter().map(|(file, role)| self.file(&file, role, self.document(&file)));
        counted(Stage::Reading, read).collect()
    }

    /// Reads files that were found in a folder.
    pub(super) fn walked(&self, files: Vec<(FoundFile, FileRole)>) -> Vec<ReadFile> {
        let read = files.into_par_iter().map(|(file, role)| self.file(&file, role, self.walked_one(&file)));
        counted(Stage::Reading, read).collect()
    }

    /// Reads a file that was found in a folder, where a link may lead anywhere.
    pub(super) fn walked_one(&self, file: &FoundFile) -> Arc<ReadDocument> {
        match self.door.found(&file.path, Purpose::Yaml) {
            Ok(()) => self.document(file),
            Err(why) => {
                let source = self.sources.add(Source::new(file.shown.as_str(), ""));
                let finding = links::refused_link(why, self.sources.start(source), &file.shown);
                Arc::new(ReadDocument::refused(self.door.files(), source, finding))
            }
        }
    }

    fn document(&self, file: &FoundFile) -> Arc<ReadDocument> {
        self.kept.get(self, file).unwrap_or_else(|| Arc::new(ReadDocument::read(self, file)))
    }

    fn file(&self, file: &FoundFile, role: FileRole, read: Arc<ReadDocument>) -> ReadFile {
        let files = self.door.files();
        let above = read.lead.clone().map(|lead| {
            let (path, refused) = match self.door.named(&file.path, &file.path, &lead.path.value, Purpose::Yaml) {
                Ok(path) => (path, None),
                Err(why) => (file.path.parent().unwrap_or(Path::new("")).join(&lead.path.value), Some(why)),
            };
            Above { real: files.real_or_as_is(&path), lead, refused, path }
        });
        ReadFile { path: file.path.clone(), role, real: files.real_or_as_is(&file.path), above, read }
    }

    /// Reads the plans above that are not read yet, and those above them.
    pub(super) fn follow(&self, read: &mut Vec<ReadFile>) {
        let mut known: HashSet<PathBuf> = read.iter().map(|file| file.real.clone()).collect();
        let mut from = 0;
        while from < read.len() {
            let mut missing: Vec<FoundFile> = Vec::new();
            for file in &read[from..] {
                let Some(above) = &file.above else { continue };
                if above.refused.is_none() && !known.contains(&above.real) {
                    known.insert(above.real.clone());
                    let path = above.path.clone();
                    let shown = Path::new(self.sources.path(file.read.source))
                        .parent()
                        .unwrap_or(Path::new(""))
                        .join(&above.lead.path.value);
                    missing.push(FoundFile { path, shown: workspace::show(&shown), page: String::new(), meant: None });
                }
            }
            from = read.len();
            read.extend(self.all(missing.into_iter().map(|file| (file, FileRole::Ancestor)).collect()));
        }
    }

    /// Reads the other files of the workspace that are not read yet, as far as `reach` says; tells whether these are all.
    pub(super) fn around(&self, files: Vec<FoundFile>, reach: Reach, read: &mut Vec<ReadFile>) -> bool {
        let known: HashSet<PathBuf> = read.iter().map(|file| file.real.clone()).collect();
        let is_new = |file: &FoundFile| !known.contains(&self.door.files().real_or_as_is(&file.path));
        let files: Vec<FoundFile> = files.into_iter().filter(is_new).collect();
        let (before, all) = (read.len(), files.len());
        match reach {
            Reach::Whole => {
                read.extend(self.walked(files.into_iter().map(|file| (file, FileRole::Background)).collect()))
            }
            Reach::Needed => {
                let chosen = needed::choose(self, read, files).into_par_iter().map(|(file, document)| {
                    let document = document.unwrap_or_else(|| self.walked_one(&file));
                    self.file(&file, FileRole::Background, document)
                });
                read.extend(chosen.collect::<Vec<_>>());
            }
        }
        read.len() - before == all
    }
}
