//! `vp diff`: two plans, folders, years or revisions beside each other, on standard output.
//!
//! ```text
//! asked ── inputs ─┬── trouble            what is meant, and the workspaces that it is in
//!                 └── revision ── git    a workspace as it was
//! ```

mod asked;
mod git;
mod revision;
mod side;
mod inputs;
mod errors;

use std::path::Path;

use super::args::Diff;
use super::{Outcome, console, language};
use crate::compare::words::{self, Options};
use crate::diagnostic::{Bilingual, Language, Sink};
use crate::lint::report::text;
use crate::print::templates;
use crate::read::load::{self, Loaded};

use self::inputs::Inputs;

/// Why there is nothing to be had of a revision.
pub(super) enum NoRevision {
    /// There is no repository here, or no program that reads it.
    NoRepository(Bilingual),
    /// There is no such revision, or nothing in it that can be read.
    Unread(Bilingual),
}

/// The workspace that lies at `root`, a path from the current folder, as it was in a revision.
pub(super) fn at_revision(name: &str, root: &Path) -> Result<Loaded, NoRevision> {
    git::here().map_err(NoRevision::NoRepository)?;
    inputs::at_revision(name, root).map(|read| read.loaded).map_err(NoRevision::Unread)
}

/// Compares, or says what is in the way.
pub(super) fn run(options: &Diff) -> anyhow::Result<Outcome> {
    let around = load::settings_around(None, &mut Sink::default()).and_then(|settings| settings.language);
    let language = language::choose(options.language, around);
    let refuse = |why: &Bilingual, language: Language| {
        console::error(language, why.get(language));
        Ok(Outcome::Failed)
    };
    let organisation = options.organisation.as_deref();
    let inputs =
        asked::asked(&options.paths, options.revisions.as_deref()).and_then(|asked| Inputs::read(&asked, organisation));
    let inputs = match inputs {
        Ok(inputs) => inputs,
        Err(why) => return refuse(&why, language),
    };
    let loaded = inputs.workspace();
    let language = language::choose(options.language, loaded.resolved.settings.language.or(around));
    for words in inputs.told() {
        console::note(&format!("{}\n", words.get(language)));
    }
    let chosen = match inputs.choose(organisation) {
        Ok(chosen) => chosen,
        Err(why) => return refuse(&why, language),
    };
    let (old, new) = inputs.names();
    // Programs read the same whatever language is spoken.
    let called = if options.format.name == "json" { Language::English } else { language };
    let names = (old.get(called).to_owned(), new.get(called).to_owned());
    // A page is read by those who have none of the folders that it was made in.
    let years = chosen.years().filter(|_| options.format.name == "html");
    let names = years.unwrap_or(names);
    let compared = chosen.pairs.compare(names, &chosen.old, &chosen.new, options.compared);
    let (templates, _) = templates::own::of(loaded);
    if let Some(finding) = templates.stop() {
        console::note(&text::write(std::slice::from_ref(finding), &loaded.sources, language, console::STYLE));
        return Ok(Outcome::Failed);
    }
    let how = Options { language, show_text: options.compared.show_text, style: console::STYLE, ways: &[] };
    match words::write(options.format, &compared, how, &templates, &loaded.sources) {
        Ok(words) if options.format.name == "text" => console::lines(&words)?,
        Ok(words) => console::out(&words)?,
        Err(finding) => {
            console::note(&text::write(&[*finding], &loaded.sources, language, console::STYLE));
            return Ok(Outcome::Failed);
        }
    }
    let differs = options.sets_exit_code && !words::is_same(&compared);
    Ok(if differs { Outcome::Findings } else { Outcome::Clean })
}
