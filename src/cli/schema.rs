//! `vp schema`: the schema that editors help to write by, on standard output or in the workspace.

use std::path::{Path, PathBuf};

use super::args::Schema;
use super::{Outcome, console, language};
use crate::describe::schema::{self, FILES, Keywords, modeline};
use crate::diagnostic::{Bilingual, Language, Sink};
use crate::model::Settings;
use crate::msg;
use crate::plan_format::parts::settings::built_in;
use crate::print::render::output::Within;
use crate::read::files::Files;
use crate::read::load;
use crate::read::workspace::{self, SETTINGS_FILE};

/// Prints the schema, or writes the workspace's.
pub(super) fn run(options: &Schema) -> anyhow::Result<Outcome> {
    let asked = options.workspace.as_deref();
    let files = Files::default();
    let place = match workspace::place(&files, asked) {
        Ok(place) => place,
        Err(error) => {
            let language = language::choose(options.language, None);
            console::error(language, console::world(&error).get(language));
            return Ok(Outcome::Failed);
        }
    };
    // A vp.yaml with slips is used as far as it can be read: `vp check` tells of them.
    let found = load::settings_around(asked, &mut Sink::default());
    let language = language::choose(options.language, found.as_ref().and_then(|settings| settings.language));
    if found.is_none()
        && let Some(asked) = asked
    {
        let path = workspace::show(asked);
        console::error(
            language,
            msg!(
                "{path} hör inte till någon arbetsyta: det finns ingen {SETTINGS_FILE} där eller ovanför",
                "{path} belongs to no workspace: there is no {SETTINGS_FILE} there or above",
            )
            .get(language),
        );
        return Ok(Outcome::Failed);
    }
    let settings = found.unwrap_or_else(built_in);
    if options.write {
        // The schemas that are there are of a vp.yaml that could be read.
        if let Some(loaded) = load::stopped_by_settings(asked) {
            super::say_findings(&loaded, language);
            console::error(language, super::SETTINGS_WRONG.get(language));
            return Ok(Outcome::Failed);
        }
        // The schemas would follow no workspace, and lie wherever the command happened to be run.
        if place.settings_folder.is_none() && !Path::new(&settings.plans).is_dir() {
            let words = msg!(
                "här finns ingen arbetsyta att skriva scheman för: varken {SETTINGS_FILE} eller mappen {plans}\n  \
                 gå till arbetsytans mapp, eller namnge den med --workspace; vp init gör en ny",
                "there is no workspace here to write schemas for: neither {SETTINGS_FILE} nor the folder {plans}\n  \
                 go to the folder of the workspace, or name it with --workspace; vp init makes a new one",
                plans = settings.plans,
            );
            console::error(language, words.get(language));
            return Ok(Outcome::Failed);
        }
        let folder = place.settings_folder.as_deref();
        let folder = folder.map_or_else(|| PathBuf::from("."), |folder| workspace::from_here(&files, folder));
        return write(&folder, &settings, language);
    }
    console::out(&schema::text(options.subject, &settings, language, options.keywords))?;
    Ok(Outcome::Clean)
}

/// What is said where the schemas of the workspace around a path are of another vp.yaml or another version of the program:
/// then editors propose and underline what no longer holds. `None` where they are as they would be written, in either
/// language, and where there are none.
pub(super) fn outdated(
    files: &Files,
    asked: Option<&Path>,
    settings: &Settings,
    language: Language,
) -> Option<Bilingual> {
    let folder = workspace::place(files, asked).ok()?.settings_folder?;
    let is_outdated = FILES.into_iter().any(|(name, subject)| {
        let Ok(bytes) = files.read(&folder.join(name)) else { return false };
        let text = String::from_utf8_lossy(&bytes);
        let other = if language == Language::Swedish { Language::English } else { Language::Swedish };
        let mut fresh =
            [language, other].into_iter().map(|language| schema::text(subject, settings, language, Keywords::Editors));
        // Git and programs that tidy files may have given it other blanks.
        let is_same = |fresh: &str| text == fresh || read(&text).is_some_and(|own| Some(own) == read(fresh));
        !fresh.any(|fresh| is_same(&fresh))
    });
    is_outdated.then(|| {
        let place = workspace::show(&workspace::from_here(files, &folder));
        let place = if place == "." { String::new() } else { format!(" --workspace {}", console::quoted(&place)) };
        msg!(
            "redigeringsprogrammets scheman i mappen .vp följer inte vp.yaml och den här versionen av vp\n  \
             vp schema --write{place} skriver dem på nytt",
            "the editor's schemas in the folder .vp do not follow vp.yaml and this version of vp\n  \
             vp schema --write{place} writes them anew",
        )
    })
}

/// A schema as data; `None` where it is no JSON.
fn read(text: &str) -> Option<serde_json::Value> {
    serde_json::from_str(text).ok()
}

/// Writes the workspace's schemas over what they were, and says how a file names them.
fn write(folder: &Path, settings: &Settings, language: Language) -> anyhow::Result<Outcome> {
    let mut written = Vec::new();
    for (name, subject) in FILES {
        let path = folder.join(name);
        let text = schema::text(subject, settings, language, Keywords::Editors);
        if let Err(error) = Within::new(folder, None).write(name, text.as_bytes()) {
            let (path, why) = (workspace::show(&error.path), console::replacing(&error.error));
            let (sv, en) = (why.sv, why.en);
            let words = msg!("{path} kunde inte skrivas: {sv}", "{path} could not be written: {en}");
            console::error(language, words.get(language));
            return Ok(Outcome::Failed);
        }
        written.push(workspace::show(&path));
    }
    let (list, line) = (written.join("\n  "), modeline::line(&format!("../../{}", FILES[0].0)));
    let words = msg!(
        "Arbetsytans scheman:\n  {list}\n\n\
         Överst i en plan står vilket den följer. Sökvägen räknas från planens mapp:\n  {line}",
        "The workspace's schemas:\n  {list}\n\n\
         A line at the top of a plan says which one it follows. The path counts from the plan's folder:\n  {line}",
    );
    console::out(words.get(language))?;
    Ok(Outcome::Clean)
}
