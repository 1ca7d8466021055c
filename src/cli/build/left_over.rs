//! What builds have written: kept in the output folder's list, and what is left over of it named, or removed by `--clean`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::said::Said;
use crate::cli::args::Build;
use crate::cli::console;
use crate::diagnostic::{Bilingual, Language};
use crate::msg;
use crate::print::manifest::{Documents, FILE, LeftOver, Manifest, Page, Unread};
use crate::print::render;
use crate::print::render::output::{self, Within};
use crate::read::files::Files;
use crate::read::load::{File, Loaded};
use crate::read::workspace;

/// At most so many files are named; the rest is counted.
const MOST_NAMED: usize = 10;

/// What this run has written to its output folders.
#[derive(Default)]
pub(super) struct Wrote(BTreeMap<PathBuf, Folder>);

/// What it has written to one.
#[derive(Default)]
struct Folder {
    /// The folder of the workspace, which links may lead to.
    root: Option<PathBuf>,
    pages: Vec<(Option<String>, Page)>,
    documents: Documents,
    /// The folders of plans whose documents were built in whole, and in part.
    whole: BTreeSet<PathBuf>,
    partly: BTreeSet<PathBuf>,
}

impl Wrote {
    /// Adds what came of one path: each of its files with the pages that were written of it, where any were.
    pub(super) fn add(
        &mut self,
        path: Option<&Path>,
        loaded: &Loaded,
        out: &Path,
        options: &Build,
        printed: &[(&File, Vec<Page>)],
    ) {
        let folder = self.0.entry(out.to_path_buf()).or_default();
        folder.root.clone_from(&loaded.root);
        let plans = loaded.resolved.settings.plans.as_str();
        let disk = Files::default();
        let around = workspace::place(&disk, path).ok().and_then(|place| workspace::plans_around(&disk, &place, plans));
        let (base, is_whole) = around.map_or((None, false), |(base, is_whole)| (Some(base), is_whole));
        if let Some(base) = &base {
            let set = if is_whole { &mut folder.whole } else { &mut folder.partly };
            set.insert(base.clone());
        }
        let name = |file: &File| below(&file.path, base.as_deref()?);
        let documents = &mut folder.documents;
        documents.formats.extend(options.formats.iter().map(|format| format.name));
        let with_pages = printed.iter().filter(|(_, pages)| !pages.is_empty());
        let with_pages: FxHashSet<usize> = with_pages.filter_map(|(file, _)| file.document).collect();
        for file in loaded.asked() {
            let Some(name) = name(file) else { continue };
            // What is printed with another is printed where that is.
            let leading = file.printed_with.or(file.document);
            if leading.is_some_and(|leading| with_pages.contains(&leading)) {
                documents.printed.insert(name.clone());
            }
            let set = if file.document.is_some() { &mut documents.all } else { &mut documents.unread };
            set.insert(name);
        }
        for (file, pages) in printed {
            folder.pages.extend(pages.iter().map(|page| (name(file), page.clone())));
        }
    }

    /// Keeps the files of a page that is of no single document as an earlier build wrote them.
    pub(super) fn keep_site_page(&mut self, out: &Path, path: &str) {
        self.0.entry(out.to_path_buf()).or_default().documents.all.insert(path.to_owned());
    }

    /// Adds the files of a page that is of no single document. It is in the list by its path, as a document is by its own.
    pub(super) fn add_site_page(&mut self, out: &Path, path: &str, pages: Vec<Page>) {
        let folder = self.0.entry(out.to_path_buf()).or_default();
        folder.documents.all.insert(path.to_owned());
        folder.documents.printed.insert(path.to_owned());
        folder.pages.extend(pages.into_iter().map(|page| (Some(path.to_owned()), page)));
    }

    /// Writes the lists, and says what is left over of earlier builds where this one knows; gives what could not be written.
    /// `is_sound` tells whether all that was asked for could be looked at.
    pub(super) fn finish(
        self,
        options: &Build,
        is_sound: bool,
        said: &mut Said,
        language: Language,
    ) -> Vec<output::WriteError> {
        let folders = self.0.into_iter();
        folders.filter_map(|(out, folder)| folder.finish(&out, (options, said), is_sound, language).err()).collect()
    }
}

impl Folder {
    fn finish(
        self,
        out: &Path,
        (options, said): (&Build, &mut Said),
        is_sound: bool,
        language: Language,
    ) -> Result<(), output::WriteError> {
        let list = out.join(FILE);
        let shown = workspace::show(&list);
        // Read as late as can be: another build may have written to the folder meanwhile.
        let mut manifest = match Manifest::read(out) {
            Ok(manifest) => manifest,
            Err(Unread::Broken) => {
                let words = msg!(
                    "{shown} är trasig och skrivs på nytt; vad som är kvar från tidigare byggen går inte att säga",
                    "{shown} is broken and will be rewritten; what is left from earlier builds is not known",
                );
                said.note(&format!("{}\n", words.get(language)));
                Manifest::default()
            }
            Err(Unread::Newer) => {
                let words = msg!(
                    "{shown} är skriven av en nyare vp och lämnas som den är",
                    "{shown} was written by a newer vp and is left as it is",
                );
                said.note(&format!("{}\n", words.get(language)));
                return Ok(());
            }
        };
        let before = manifest.clone();
        let written: BTreeSet<String> = self.pages.iter().map(|(_, page)| page.path.clone()).collect();
        for (document, page) in self.pages {
            manifest.add(document.as_deref(), page);
        }
        // Of a part of the plans nobody can tell what is left over of the others.
        if is_sound && !self.whole.is_empty() && self.partly.is_subset(&self.whole) {
            let left = manifest.left_over(out, &self.documents, &written);
            tell(&mut manifest, out, left, (options, said), language);
        }
        if manifest == before {
            return Ok(());
        }
        Within::new(out, self.root.as_deref()).write(FILE, manifest.text().as_bytes()).map(|_| ())
    }
}

/// Names what is left over, or removes it where that was asked for.
fn tell(
    manifest: &mut Manifest,
    out: &Path,
    left: Vec<LeftOver>,
    (options, said): (&Build, &mut Said),
    language: Language,
) {
    let shown = |path: &str| workspace::show(&out.join(path));
    let (changed, own): (Vec<LeftOver>, Vec<LeftOver>) = left.into_iter().partition(|left| left.is_changed);
    for left in changed {
        manifest.forget(&left.path);
        let path = shown(&left.path);
        let words = msg!(
            "{path} hör inte till något dokument längre, men är ändrad sedan vp skrev den och lämnas",
            "{path} no longer belongs to any document, but has changed since vp wrote it and is left alone",
        );
        said.note(&format!("{}\n", words.get(language)));
    }
    if own.is_empty() {
        return;
    }
    let folder = workspace::show(out);
    let (mut named, mut refused) = (Vec::new(), Vec::new());
    for left in &own {
        let path = shown(&left.path);
        match if options.clean { manifest.remove(out, &left.path) } else { Ok(()) } {
            Ok(()) => named.push(path),
            Err(error) => refused.push((path, error)),
        }
    }
    let head = match options.clean {
        true => msg!(
            "borttaget ur {folder}, hörde inte till något dokument längre:",
            "removed from {folder}, belonged to no document any more:"
        ),
        false => msg!(
            "kvar i {folder} från tidigare byggen, hör inte till något dokument längre:",
            "left in {folder} from earlier builds, no longer part of any document:",
        ),
    };
    let mut text = String::new();
    if !named.is_empty() {
        text.push_str(&format!("{}\n", head.get(language)));
        for path in named.iter().take(MOST_NAMED) {
            text.push_str(&format!("  {path}\n"));
        }
        if let Some(more) = named.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
            text.push_str(&format!("  {}\n", msg!("och {more} till", "and {more} more").get(language)));
        }
    }
    if !options.clean {
        let command = command(options);
        text.push_str(&format!("  {}\n", msg!("{command} tar bort det", "{command} removes them").get(language)));
    }
    said.note(&text);
    for (path, error) in refused {
        let Bilingual { sv, en } = workspace::reason(&error);
        let words = msg!("{path} kunde inte tas bort: {sv}", "{path} could not be removed: {en}");
        console::error(language, words.get(language));
    }
}

/// The same command with `--clean`.
fn command(options: &Build) -> String {
    let mut words = String::from("vp build");
    for path in &options.paths {
        words.push_str(&format!(" {}", console::quoted(&workspace::show(path))));
    }
    if let Some(out) = &options.out {
        words.push_str(&format!(" --out {}", console::quoted(&workspace::show(out))));
    }
    let names = |formats: &[&render::Format]| formats.iter().map(|format| format.name).collect::<Vec<_>>();
    let names_of_usual = names(&render::usual());
    let names = names(&options.formats);
    if names != names_of_usual {
        words.push_str(&format!(" --format {}", names.join(",")));
    }
    words + " --clean"
}

/// A file's path from a folder, with `/`; none where it does not lie there. A link is where it was found.
fn below(path: &Path, folder: &Path) -> Option<String> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = parent.canonicalize().ok()?.join(path.file_name()?);
    real.strip_prefix(folder).ok().map(workspace::slashed)
}
