//! `vp init`: writes a first workspace, and never over anything.

use std::path::Path;

use super::args::Init;
use super::{Outcome, clock, console};
use crate::diagnostic::{Bilingual, Language};
use crate::drafts::init::model::{self, Model};
use crate::drafts::init::{self, Request, Workspace};
use crate::lint::report::text::write;
use crate::msg;
use crate::print::render::output;
use crate::read::files::read_any;
use crate::read::workspace;
use crate::source::{Source, Sources};
use crate::terminal::Style;

/// The years that a plan can have.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// Makes the workspace, or says what is in the way.
pub(super) fn run(options: &Init) -> anyhow::Result<Outcome> {
    let language = options.language;
    let year = match options.year {
        Some(year) => year,
        None => this_year(language)?,
    };
    let model = match &options.model {
        None => None,
        Some(asked) => match model_of(asked, language) {
            Ok(model) => model,
            Err(outcome) => return outcome,
        },
    };
    let made = init::workspace(Request { unit: options.unit.as_deref(), year, language, model: model.as_ref() });
    let folder = options.folder.as_path();
    if let Some(problem) = in_the_way(folder, &made) {
        console::error(language, problem.get(language));
        return Ok(Outcome::Failed);
    }
    let mut written = Vec::new();
    // A link that leads nowhere is in the way too.
    let stays = |file: &init::File| file.gives_way && folder.join(&file.path).symlink_metadata().is_ok();
    let files: Vec<&init::File> = made.files.iter().filter(|file| !stays(file)).collect();
    for file in files {
        let path = folder.join(&file.path);
        if let Err(error) = output::create(&path, file.text.as_bytes()) {
            console::error(language, stopped(&error, &written).get(language));
            return Ok(Outcome::Failed);
        }
        written.push(workspace::show(&path));
    }
    console::lines(&success(folder, &made, year, &written, language))?;
    Ok(Outcome::Clean)
}

/// The model that is asked for: one of the program's, else the one in a file. None for the built-in model, which needs
/// none. What is wrong with a file is printed.
fn model_of(asked: &Path, language: Language) -> Result<Option<Model>, anyhow::Result<Outcome>> {
    let failed = |message: Bilingual| {
        console::error(language, message.get(language));
        Err(Ok(Outcome::Failed))
    };
    let name = asked.to_string_lossy();
    if name == model::STOCKHOLM {
        return Ok(None);
    }
    let sources = Sources::default();
    let text = match (model::bundled(&name, language), read_any(asked)) {
        (Some(text), _) => text,
        (None, Ok(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
        (None, Err(error)) => {
            let Bilingual { sv, en } = workspace::reason(&error);
            let names = model::names().into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(", ");
            return failed(msg!(
                "{name} är ingen av modellerna, och ingen fil som går att läsa: {sv}\nskriv en av modellerna {names}, eller namnge en vp.yaml",
                "{name} is none of the models, and no file that can be read: {en}\nwrite one of the models {names}, or name a vp.yaml",
            ));
        }
    };
    let id = sources.add(Source::new(name.as_ref(), text));
    match Model::read(&sources, id) {
        Ok(model) => Ok(Some(model)),
        Err(found) => {
            console::note(&write(&found, &sources, language, Style::Plain));
            failed(msg!("{name} är ingen styrmodell att börja med", "{name} is no steering model to begin with"))
        }
    }
}

/// What already stands where the files would be written: then nothing is.
fn in_the_way(folder: &Path, made: &Workspace) -> Option<Bilingual> {
    let shown = workspace::show(folder);
    if folder.exists() && !folder.is_dir() {
        return Some(msg!("{shown} är en fil, ingen mapp", "{shown} is a file, not a folder"));
    }
    // A link that leads nowhere is in the way too.
    let is_there = |path: &Path| path.symlink_metadata().is_ok();
    let own = made.files.iter().filter(|file| !file.gives_way);
    let taken = own.map(|file| folder.join(&file.path)).filter(|path| is_there(path));
    let taken: Vec<String> = taken.map(|path| workspace::show(&path)).collect();
    if taken.is_empty() {
        return None;
    }
    let list = taken.join("\n  ");
    Some(if is_there(&folder.join(workspace::SETTINGS_FILE)) {
        msg!(
            "här finns redan en arbetsyta, inget skrevs:\n  {list}\nvp build bygger den; vp init MAPP gör en ny i en annan mapp",
            "there is a workspace here already, nothing was written:\n  {list}\nvp build builds it; vp init DIR makes a new one in another folder",
        )
    } else {
        msg!(
            "dessa filer finns redan, inget skrevs:\n  {list}\nflytta dem, eller välj en annan mapp: vp init MAPP",
            "these files exist already, nothing was written:\n  {list}\nmove them, or choose another folder: vp init DIR",
        )
    })
}

/// Why writing stopped, and what is there now.
fn stopped(error: &output::WriteError, written: &[String]) -> Bilingual {
    let (path, why) = (workspace::show(&error.path), console::replacing(&error.error));
    let (sv, en) = (why.sv, why.en);
    if written.is_empty() {
        return msg!(
            "{path} kunde inte skrivas: {sv}. Inget skrevs",
            "{path} could not be written: {en}. Nothing was written"
        );
    }
    let list = written.join("\n  ");
    msg!(
        "{path} kunde inte skrivas: {sv}. Innan dess skrevs:\n  {list}\nta bort dem och kör vp init igen",
        "{path} could not be written: {en}. Before that these were written:\n  {list}\nremove them and run vp init again",
    )
}

/// What was made, and what to do next.
fn success(folder: &Path, made: &Workspace, year: i16, written: &[String], language: Language) -> String {
    let unit = &made.unit;
    let list = written.join("\n  ");
    let shown = workspace::show(folder);
    let place = if shown == "." { String::new() } else { format!(" {}", console::quoted(&shown)) };
    let out = &made.out;
    let page = if shown == "." { format!("{out}/index.html") } else { format!("{shown}/{out}/index.html") };
    let plan = written.iter().rfind(|path| path.ends_with(".yaml")).map_or("", String::as_str);
    let words = msg!(
        "En arbetsyta för {unit}, {year}:\n  {list}\n\n\
         Nu:\n  vp build{place}    bygger dokumenten; öppna sedan {page}\n  vp check{place}    granskar planerna\n\n\
         Börja skriva i {plan}\n\
         Har du planen i Word? vp guide word visar hur den förs över. vp guide fusklapp är en sida att ha bredvid sig.\n",
        "A workspace for {unit}, {year}:\n  {list}\n\n\
         Now:\n  vp build{place}    builds the documents; then open {page}\n  vp check{place}    checks the plans\n\n\
         Begin writing in {plan}\n\
         Is the plan in Word? vp guide word shows how it is carried over. vp guide crib is a page to keep beside you.\n",
    );
    words.get(language).to_owned()
}

/// The year of the computer's clock, in Greenwich: a plan made on New Year's Eve is fixed with `--year`.
fn this_year(language: Language) -> anyhow::Result<i16> {
    Ok(clock::today(language)?.year().clamp(*YEARS.start(), *YEARS.end()))
}
