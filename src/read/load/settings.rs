//! vp.yaml, and whether it can be built by: what depends on a file with errors is not made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Bilingual, Diagnostic, Severity, Sink};
use crate::model::Settings;
use crate::msg;
use crate::plan_format::fields::{Reader, rules, same_key};
use crate::plan_format::parts::settings;
use crate::read::files::Files;
use crate::read::pictures;
use crate::read::workspace::door::{Door, Purpose};
use crate::read::workspace::{self, Place, meant};
use crate::source::{Source, SourceId, Sources, Span};
use crate::syntax::yaml::{self, Kind, Tree};

/// The keys that decide what is found, and nothing of what is printed.
const OF_CHECKING: [&str; 3] = ["regler", "gränser", "krav_försättsblad"];

/// vp.yaml as read.
pub(super) struct ReadSettings {
    /// What it says, as far as it could be read, over the built-in model.
    pub(super) settings: Settings,
    /// The file, where there is one.
    pub(super) source: Option<SourceId>,
    /// Whether it has an error that would make pages other than they are meant to be.
    pub(super) is_wrong: bool,
    /// The places of the folders that it names, by key.
    folders: BTreeMap<&'static str, Span>,
}

/// Reads the settings of a place.
pub(super) fn read(files: &Files, place: &Place, sources: &Sources, sink: &mut Sink) -> ReadSettings {
    let base = settings::built_in();
    let mut read = ReadSettings { settings: base, source: None, is_wrong: false, folders: BTreeMap::new() };
    let Some((path, shown)) = &place.settings else { return read };
    if Door::new(files, place, &read.settings.plans).found(path, Purpose::Yaml).is_err() {
        let id = sources.add(Source::new(shown.as_str(), ""));
        sink.push(rules::linked_outside(sources.start(id), shown));
        return ReadSettings { source: Some(id), is_wrong: true, ..read };
    }
    let (id, problem) = workspace::read(files, path, shown, sources);
    read.source = Some(id);
    sink.extend(meant::settings_beside(files, place, id, sources));
    if let Some(problem) = problem {
        sink.push(problem);
        return ReadSettings { is_wrong: true, ..read };
    }
    let mut found = Sink::default();
    let source = sources.get(id);
    let tree = yaml::read(&source.text, id, &mut found);
    // What is left of a file whose lines cannot be read is not what it says.
    read.is_wrong = found.iter().any(|finding| finding.level == Severity::Error);
    let named = BTreeMap::new();
    let mut reader = Reader::new(id, &source.text, &named);
    if let Some(root) = &tree.root {
        read.settings = settings::read(&mut reader, root, &read.settings);
    }
    read.folders =
        ["planer", "mallar", "ut"].iter().filter_map(|key| Some((*key, folder_span(&tree, id, key)?))).collect();
    let checking = spans_of_checking(&tree, id);
    let changes_pages = |finding: &Diagnostic| {
        finding.level == Severity::Error
            && !reader.meant_keys.contains(&finding.span.start)
            && !checking.iter().any(|span| span.contains(finding.span))
    };
    read.is_wrong |= reader.sink.iter().any(changes_pages);
    sink.append(found);
    sink.append(reader.finish());
    read
}

impl ReadSettings {
    /// Finds the mark that the settings name; one that cannot be printed is reported, and pages are printed without it.
    pub(super) fn look_at_logo(&mut self, place: &Place, door: &Door, sink: &mut Sink) {
        let (Some((path, _)), Some(name)) = (&place.settings, &self.settings.look.logo) else { return };
        let (span, name) = (name.span, name.as_str());
        let named = door.named(path, path, name, Purpose::Picture);
        match pictures::look_at(door.files(), named, span, name) {
            Ok(file) => match door.files().size(&file) {
                Some(bytes) if bytes > LARGEST_LOGO => sink.push(heavy_logo(span, name, bytes)),
                _ => self.settings.look.logo_file = Some(file),
            },
            Err(finding) => sink.push(*finding),
        }
    }

    /// Reports the folders that lead out of the workspace. Nothing is read from them or written to them. `out` is whether
    /// the settings decide where pages are written.
    pub(super) fn look_at_folders(
        &mut self,
        place: &Place,
        door: &Door,
        out: bool,
        sources: &Sources,
        sink: &mut Sink,
    ) {
        let files = door.files();
        let root = place.settings_folder.as_ref().or(Some(&place.asked)).filter(|root| files.is_folder(root));
        let plans = root.map(|_| workspace::plan_folder(files, place, &self.settings.plans));
        let templates = root.map(|root| root.join(&self.settings.templates));
        let out = place.settings_folder.as_ref().filter(|_| out).map(|root| root.join(&self.settings.out));
        let folders: [(&'static str, Option<PathBuf>, &str); 3] = [
            ("planer", plans.filter(|_| files.is_folder(&place.asked)), &self.settings.plans),
            ("mallar", templates.filter(|folder| files.is_there(folder)), &self.settings.templates),
            ("ut", out, &self.settings.out),
        ];
        for (key, folder, name) in folders {
            let Some(folder) = folder.filter(|folder| !door.holds_folder(folder)) else { continue };
            self.is_wrong = true;
            sink.push(match self.folders.get(key) {
                Some(span) => outside(key, *span, name),
                None => {
                    let shown = workspace::show(&shown_from_here(files, place, &folder));
                    let id = sources.add(Source::new(shown.as_str(), ""));
                    rules::linked_outside(sources.start(id), &shown)
                }
            });
        }
    }
}

/// Most bytes of a mark, which every page holds.
const LARGEST_LOGO: u64 = 256 * 1024;

/// The finding for a mark that would make every page heavy.
fn heavy_logo(span: Span, name: &str, bytes: u64) -> Diagnostic {
    let Bilingual { sv, en } = workspace::size(bytes);
    Diagnostic::new(
        &rules::MISSING_FILE,
        span,
        msg!(
            "logotypen {name} är {sv}, och läggs i varje sida: högst 256 KiB får plats",
            "the mark {name} is {en}, and is put into every page: there is room for 256 KiB",
        ),
    )
    .help(msg!("spara den som svg, eller som en mindre bild", "save it as svg, or as a smaller picture"))
}

/// The finding for a folder that the settings name outside the workspace.
fn outside(key: &str, span: Span, name: &str) -> Diagnostic {
    let finding = rules::outside_folder(span, name);
    match key {
        "ut" => finding.help(msg!(
            "namnge en mapp i arbetsytan; med vp build --out MAPP skrivs sidorna till vilken mapp som helst",
            "name a folder in the workspace; with vp build --out DIR the pages are written to any folder",
        )),
        _ => finding.help(msg!(
            "namnge en mapp i arbetsytan, eller flytta vp.yaml till en mapp som har båda under sig",
            "name a folder in the workspace, or move vp.yaml to a folder that has both below it",
        )),
    }
}

fn shown_from_here(files: &Files, place: &Place, folder: &Path) -> PathBuf {
    match place.asked.is_absolute() {
        true => folder.to_path_buf(),
        false => workspace::from_here(files, folder),
    }
}

/// Where a folder is named.
fn folder_span(tree: &Tree, id: SourceId, key: &str) -> Option<Span> {
    let find = |node: &yaml::Node, key: &str| match &node.kind {
        Kind::Map(entries) => entries.iter().position(|entry| same_key(entry.key_text(), key)),
        _ => None,
    };
    let root = tree.root.as_ref()?;
    let Kind::Map(entries) = &root.kind else { return None };
    let folders = &entries[find(root, "mappar")?].value;
    let Kind::Map(entries) = &folders.kind else { return None };
    let value = &entries[find(folders, key)?].value;
    (!matches!(value.kind, Kind::Empty)).then(|| value.span(id))
}

/// The places of the keys that decide what is found alone.
fn spans_of_checking(tree: &Tree, id: SourceId) -> Vec<Span> {
    let Some(Kind::Map(entries)) = tree.root.as_ref().map(|root| &root.kind) else { return Vec::new() };
    let own = entries.iter().filter(|entry| OF_CHECKING.iter().any(|key| same_key(entry.key_text(), key)));
    own.map(|entry| entry.key.span(id).to(entry.value.span(id))).collect()
}
