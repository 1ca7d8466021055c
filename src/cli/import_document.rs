//! `vp import document` and `vp import documents`: old documents as the files of plans and follow-ups.

mod told;

use std::path::{Component, Path, PathBuf};

use self::told::{told_words, what};

use super::args::ImportDocuments as Options;
use super::{Outcome, console, language};
use crate::diagnostic::{Bilingual, Language, Sink};
use crate::import::document::known::Known;
use crate::import::document::matching::Matching;
use crate::import::document::recognised::{OwnLevel, Recognised};
use crate::import::document::recogniser::Asked;
use crate::import::document::written::words::{self, OwnModel};
use crate::import::document::written::{self, File, Wish, ids};
use crate::import::document::{self, FORMATS, Imported, LARGEST, beside};
use crate::model::{DocumentKind, Settings, Steering};
use crate::msg;
use crate::plan_format::parts::settings::{built_in, of_text};
use crate::print::render::{self, output};
use crate::print::site::{Content, Site};
use crate::print::templates::{self, Templates};
use crate::read::files;
use crate::read::load::{self, Loaded};
use crate::read::workspace::{self, SETTINGS_FILE};
use crate::source::Sources;

/// Most files of a folder that are read.
const MOST_FILES: usize = 2_000;

/// Reads what was asked for and writes the files.
pub(super) fn run(options: &Options) -> anyhow::Result<Outcome> {
    let mut language = language::choose(options.language, None);
    let around = around(options);
    let ground = Ground::of(&around);
    language = language::choose(options.language, ground.settings.language.or(Some(language)));
    if ground.is_stopped {
        console::error(language, super::SETTINGS_WRONG.get(language));
        return Ok(Outcome::Failed);
    }
    match options.is_folder {
        false => match one(options, &ground, &options.file, language) {
            Ok(done) => {
                if let Some(page) = &options.report {
                    done.write_page(page, &ground, language)?;
                }
                console::note(&done.told(language));
                Ok(done.outcome())
            }
            Err(words) => {
                console::error(language, words.get(language));
                Ok(Outcome::Failed)
            }
        },
        true => all(options, &around, ground, language),
    }
}

/// The folder whose workspace the files are for: the one that is written to, as far as it is there.
fn around(options: &Options) -> PathBuf {
    let here = PathBuf::from(".");
    let Some(out) = &options.out else { return here };
    let there = out.ancestors().find(|folder| folder.is_dir());
    there.filter(|folder| !folder.as_os_str().is_empty()).map_or(here, Path::to_path_buf)
}

/// What documents are recognised by.
struct Ground {
    loaded: Option<Loaded>,
    settings: Settings,
    templates: Templates,
    /// The folder of plans.
    plans: PathBuf,
    /// Whether there is a vp.yaml.
    has_settings: bool,
    is_stopped: bool,
}

impl Ground {
    fn of(around: &Path) -> Ground {
        let loaded = load::load(Some(around), None).ok();
        let mut sink = Sink::default();
        let settings = match &loaded {
            Some(loaded) => loaded.resolved.settings.clone(),
            None => load::settings_around(Some(around), &mut sink).unwrap_or_else(built_in),
        };
        let templates = match &loaded {
            Some(loaded) => templates::own::of(loaded).0,
            None => Templates::load(&settings, None, &Sources::default(), &mut sink),
        };
        // A workspace in which there is no plan yet is one, too, and so is a folder in it.
        let settings_folder =
            workspace::place(&files::Files::default(), Some(around)).ok().and_then(|place| place.settings_folder);
        let has_settings = settings_folder.is_some();
        let root = loaded.as_ref().and_then(|loaded| loaded.root.clone()).or(settings_folder);
        let root = root.unwrap_or_else(|| around.to_path_buf());
        let is_stopped = loaded.as_ref().is_some_and(|loaded| loaded.is_stopped);
        Ground { plans: root.join(&settings.plans), has_settings, is_stopped, loaded, settings, templates }
    }
}

impl Ground {
    /// Whether there are plans or reports already.
    fn has_plans(&self) -> bool {
        self.loaded.as_ref().is_some_and(|loaded| loaded.asked().next().is_some())
    }
}

/// A steering model, and the words that it prints.
struct Model {
    settings: Settings,
    templates: Templates,
}

impl Model {
    /// The model of a vp.yaml that is not written yet; none where it could not be one.
    fn of(own: &OwnModel, language: Language) -> Option<Model> {
        let file = words::settings(own, language);
        let settings = of_text(std::str::from_utf8(&file.bytes).ok()?)?;
        let templates = Templates::load(&settings, None, &Sources::default(), &mut Sink::default());
        Some(Model { settings, templates })
    }
}

/// What became of a document.
struct Done {
    shown: String,
    imported: Imported,
    /// The model of the document, where that is another than the workspace's.
    model: Option<Model>,
    written: Vec<(String, usize)>,
    kept: Vec<String>,
    folder: String,
    /// What the document calls things that no vp.yaml has: the workspace's own is not changed.
    proposed: OwnModel,
}

impl Done {
    fn outcome(&self) -> Outcome {
        if self.imported.recognised.left.is_empty() { Outcome::Clean } else { Outcome::Findings }
    }
}

/// Reads every document of a folder: plans first, so that what reports on them finds them.
fn all(options: &Options, around: &Path, mut ground: Ground, language: Language) -> anyhow::Result<Outcome> {
    if !options.file.is_dir() {
        let shown = workspace::show(&options.file);
        let words = msg!(
            "{shown} är ingen mapp; vp import document läser en fil",
            "{shown} is no folder; vp import document reads a file"
        );
        console::error(language, words.get(language));
        return Ok(Outcome::Failed);
    }
    let found = walkdir::WalkDir::new(&options.file).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files: Vec<PathBuf> = found
        .filter(|entry| entry.file_type().is_file() && format_of(entry.path()).is_some())
        // What a word processor keeps beside a file that is open.
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with(['~', '.']))
        .filter(|entry| !is_own_list(entry.path()))
        .take(MOST_FILES)
        .map(walkdir::DirEntry::into_path)
        .collect();
    if files.is_empty() {
        let (shown, formats) = (workspace::show(&options.file), FORMATS.join(", "));
        let words =
            msg!("{shown} har inga dokument som läses: {formats}", "{shown} has no documents that are read: {formats}");
        console::error(language, words.get(language));
        return Ok(Outcome::Failed);
    }
    let order = |path: &PathBuf| {
        let first = recognised(&ground, path, options, language, false).ok();
        first.map_or((true, None, None), |(imported, _)| {
            let out = &imported.recognised;
            (out.kind != DocumentKind::Plan, out.year, out.occasion)
        })
    };
    let mut files: Vec<_> = files.into_iter().map(|path| (order(&path), path)).collect();
    files.sort();
    let mut worst = Outcome::Clean;
    let mut proposed = OwnModel::default();
    for (_, path) in files {
        match one(options, &ground, &path, language) {
            Ok(mut done) => {
                worst = worst.max(done.outcome());
                // Of the words that documents have for one column those of the latest are told, and so are its levels.
                let own = std::mem::take(&mut done.proposed);
                proposed.words.retain(|(key, _)| own.words.iter().all(|(other, _)| other != key));
                proposed.words.extend(own.words);
                if !own.levels.is_empty() {
                    proposed.levels = own.levels;
                }
                if let Some(folder) = &options.report {
                    let name = ids::folder(&done.shown);
                    done.write_page(&folder.join(format!("{name}.html")), &ground, language)?;
                }
                console::note(&done.told_in_short(language));
                ground = Ground::of(around);
            }
            Err(words) => {
                worst = worst.max(Outcome::Findings);
                console::note(&format!("{}\n", words.get(language)));
            }
        }
    }
    if !proposed.is_empty() {
        let who = Bilingual::fixed("dokumenten har egna", "the documents have their own");
        console::note(&told_words(&who, &proposed, language));
    }
    Ok(worst)
}

/// Whether a page is the list of documents that a build writes beside them: it says nothing of its own.
fn is_own_list(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "index.html")
        && files::read_any(path).is_ok_and(|bytes| memchr::memmem::find(&bytes, b"<body class=\"index\">").is_some())
}

/// The format of a file by its extension.
fn format_of(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_str()?;
    FORMATS.into_iter().find(|format| format.eq_ignore_ascii_case(extension))
}

/// Reads and recognises a file; in a model of its own where `may_have_model` and it calls its goals by other words.
fn recognised(
    ground: &Ground,
    path: &Path,
    options: &Options,
    language: Language,
    may_have_model: bool,
) -> Result<(Imported, Option<Model>), Bilingual> {
    let shown = workspace::show(path);
    let Some(format) = format_of(path) else {
        let all = FORMATS.join(", ");
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf")) {
            return Err(msg!(
                "{shown} är en PDF: gör den till text först, med pdftotext -layout {shown}, eller spara dokumentet som Word",
                "{shown} is a PDF: make it to text first, with pdftotext -layout {shown}, or save the document as Word",
            ));
        }
        return Err(msg!(
            "{shown} är inte i något format som läses: {all}",
            "{shown} is not in any format that is read: {all}"
        ));
    };
    let unread = |why: &Bilingual| {
        let Bilingual { sv, en } = why;
        msg!("{shown} kan inte läsas in: {sv}", "{shown} cannot be read in: {en}")
    };
    let too_large = || unread(&Bilingual::fixed("filen är större än vad som läses", "the file is larger than is read"));
    if std::fs::metadata(path).is_ok_and(|data| data.len() > LARGEST) {
        return Err(too_large());
    }
    let bytes = files::read_any(path).map_err(|error| unread(&workspace::reason(&error)))?;
    let known = Known::new(&ground.settings.steering, &ground.templates.labels);
    let read = document::read(format, &bytes, &known).map_err(|why| unread(&why.of_document()))?;
    let asked = Asked { year: options.year, kind: options.kind };
    let wish = Wish { language, splits: options.splits, plan: None };
    let matching = |out: &Recognised| match &ground.loaded {
        Some(loaded) => {
            let matching = Matching::of(loaded, out.organisation(), out.year);
            match &options.out {
                Some(folder) if !options.is_folder => matching.only_in(folder),
                _ => matching,
            }
        }
        None => Matching::default(),
    };
    let again = may_have_model.then(|| read.clone());
    let imported = document::import(read, &known, asked, wish, &matching);
    let levels = &imported.recognised.own_levels;
    let Some(read) = again.filter(|_| !levels.is_empty()) else { return Ok((imported, None)) };
    let own = OwnModel { levels: levels.clone(), words: Vec::new() };
    let Some(model) = Model::of(&own, language) else { return Ok((imported, None)) };
    let known = Known::new(&model.settings.steering, &model.templates.labels);
    let imported = document::import(read, &known, asked, wish, &matching);
    Ok((imported, Some(model)))
}

/// Reads a file and writes what it becomes.
fn one(options: &Options, ground: &Ground, path: &Path, language: Language) -> Result<Done, Bilingual> {
    // A vp.yaml is written where there is none, and no plan that it would change.
    let may_have_model = !ground.has_settings && !ground.has_plans();
    let (mut imported, mut model) = recognised(ground, path, options, language, may_have_model)?;
    let steering = |model: &Option<Model>| match model {
        Some(model) => model.settings.steering.clone(),
        None => ground.settings.steering.clone(),
    };
    let mut folder = folder_of(options, ground, &steering(&model), &imported.recognised);
    let settings_at = |folder: &Path| straight(&root_of(folder, &ground.settings.plans).join(SETTINGS_FILE));
    if model.is_some() && settings_at(&folder).symlink_metadata().is_ok() {
        (imported, model) = recognised(ground, path, options, language, false)?;
        folder = folder_of(options, ground, &steering(&model), &imported.recognised);
    }
    let files = std::mem::take(&mut imported.files);
    let place = |file: &File| straight(&folder.join(&file.path));
    let is_there = |path: &Path| path.symlink_metadata().is_ok();
    // A plan above may have come with another unit's document.
    let (above, own): (Vec<File>, Vec<File>) = files.into_iter().partition(|file| file.path.starts_with("../"));
    let taken: Vec<String> =
        own.iter().map(place).filter(|path| is_there(path)).map(|path| workspace::show(&path)).collect();
    if !taken.is_empty() {
        let (shown, list) = (workspace::show(path), taken.join("\n  "));
        return Err(msg!(
            "{shown}: dessa filer finns redan, inget skrevs:\n  {list}\nflytta dem, eller välj en annan mapp med -o",
            "{shown}: these files exist already, nothing was written:\n  {list}\nmove them, or choose another folder with -o",
        ));
    }
    let mut done = Done {
        shown: workspace::show(path),
        imported,
        model,
        written: Vec::new(),
        kept: Vec::new(),
        folder: workspace::show(&folder),
        proposed: OwnModel::default(),
    };
    let called = OwnModel {
        levels: match &done.model {
            // What was recognised has the document's levels already.
            Some(model) => model.settings.steering.levels.iter().map(OwnLevel::from).collect(),
            None => std::mem::take(&mut done.imported.recognised.own_levels),
        },
        words: std::mem::take(&mut done.imported.recognised.own_words),
    };
    for file in above.iter().chain(&own) {
        let at = place(file);
        if is_there(&at) {
            done.kept.push(workspace::show(&at));
            continue;
        }
        output::create(&at, &file.bytes).map_err(|error| {
            let (path, why) = (workspace::show(&error.path), console::replacing(&error.error));
            let (sv, en) = (why.sv, why.en);
            msg!("{path} kunde inte skrivas: {sv}", "{path} could not be written: {en}")
        })?;
        done.written.push((workspace::show(&at), file.guesses));
    }
    if !called.is_empty() {
        let at = settings_at(&folder);
        let file = words::settings(&called, language);
        let may_write = !ground.has_settings && !is_there(&at) && (called.levels.is_empty() || done.model.is_some());
        match may_write && output::create(&at, &file.bytes).is_ok() {
            true => done.written.insert(0, (workspace::show(&at), file.guesses)),
            false => done.proposed = called,
        }
    }
    Ok(done)
}

/// The folder of a workspace that a plan's folder is to lie in: the one above the folder of plans, else the plan's own.
fn root_of(folder: &Path, plans: &str) -> PathBuf {
    let above = folder.ancestors().find(|above| above.file_name().is_some_and(|name| name == plans));
    above.and_then(Path::parent).unwrap_or(folder).to_path_buf()
}

/// The folder of a document's plan: as asked for, else by year and organisation in the folder of plans.
fn folder_of(options: &Options, ground: &Ground, steering: &Steering, out: &Recognised) -> PathBuf {
    if let Some(loaded) = &ground.loaded
        && (options.out.is_none() || options.is_folder)
        && out.is_report()
        && let Some(plan) = Matching::of(loaded, out.organisation(), out.year).plan()
        && let Some(folder) = plan.parent()
    {
        return folder.to_path_buf();
    }
    let year = out.year.map_or_else(|| "utan-ar".to_owned(), |year| year.to_string());
    let mut folder = match (&options.out, options.is_folder) {
        (Some(out), false) if !options.splits => return out.clone(),
        (Some(out), true) => out.join(&year),
        (Some(out), false) => out.clone(),
        (None, _) => ground.plans.join(&year),
    };
    if options.splits {
        let mut below: Vec<String> = Vec::new();
        // The highest of them lies in the folder of the year, and each other in one of its own.
        for (tier, name) in written::above(out, steering).into_iter().skip(1).rev() {
            let name = name.unwrap_or_else(|| written::usual_name(tier).to_owned());
            // Where it has a plan of the year already, those below it lie there.
            if let Some(plan) = ground
                .loaded
                .as_ref()
                .and_then(|loaded| Matching::of(loaded, Some(&name), out.year).plan().map(Path::to_path_buf))
                && let Some(there) = plan.parent()
            {
                folder = there.to_path_buf();
                break;
            }
            below.insert(0, ids::folder(&name));
        }
        folder.extend(below);
    }
    folder.push(ids::folder(out.organisation().unwrap_or("enheten")));
    folder
}

/// A path without steps back.
fn straight(path: &Path) -> PathBuf {
    let mut straight = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir if straight.file_name().is_some() => {
                straight.pop();
            }
            part => straight.push(part),
        }
    }
    straight
}

impl Done {
    /// Writes the page that shows the document and what is printed of it side by side.
    fn write_page(&self, path: &Path, ground: &Ground, language: Language) -> anyhow::Result<()> {
        // The words of a vp.yaml that was written with the document are printed.
        let templates = |loaded: &Loaded| templates::own::of(loaded).0;
        let out = &self.imported.recognised;
        let written = self.written.iter().rev().map(|(path, _)| path).find(|path| path.ends_with(".yaml"));
        let printed = match written.map(|path| load::load(Some(Path::new(path)), None)) {
            Some(Ok(loaded)) => {
                let formats = [render::find("markdown")].into_iter().flatten().collect::<Vec<_>>();
                let templates = templates(&loaded);
                let site = Site::new(&loaded, &templates, &formats);
                let files = loaded.asked().filter_map(|file| site.files(file, None).ok()).flat_map(|page| page.files);
                let pages = files.filter_map(|file| match file.content {
                    Content::Page(bytes) => String::from_utf8(bytes).ok(),
                    Content::Picture(_) => None,
                });
                pages.flat_map(|page| document::read_printed(&page)).collect()
            }
            _ => Vec::new(),
        };
        let (settings, templates) = match &self.model {
            Some(model) => (&model.settings, &model.templates),
            None => (&ground.settings, &ground.templates),
        };
        let known = Known::new(&settings.steering, &templates.labels);
        let printed = beside::without_counted(printed, &known);
        let original = beside::without_counted(self.imported.blocks.clone(), &known);
        let (page, _) = beside::page(&what(out, language), &original, &printed, language);
        output::write(path, page.as_bytes()).map(drop).map_err(|error| {
            let (path, why) = (workspace::show(&error.path), console::replacing(&error.error));
            let (sv, en) = (why.sv, why.en);
            anyhow::anyhow!(
                msg!("{path} kunde inte skrivas: {sv}", "{path} could not be written: {en}").get(language).to_owned()
            )
        })
    }
}
