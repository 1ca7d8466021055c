//! `vp diff`: two plans, folders, years or revisions beside each other, on standard output.
//!
//! ```text
//! asked ── sides ─┬── trouble            what is meant, and the workspaces that it is in
//!                 └── revision ── git    a workspace as it was
//! ```

mod asked;
mod git;
mod revision;
mod side;
mod sides;
mod trouble;

use super::args::Diff;
use super::{Outcome, language, say};
use crate::compare::comparison::{self, Options};
use crate::diagnostic::{Both, Language, Sink};
use crate::lint::report::text;
use crate::print::templates;
use crate::read::load;

use self::sides::Sides;

/// Compares, or says what is in the way.
pub(super) fn run(options: &Diff) -> anyhow::Result<Outcome> {
    let around = load::settings_around(None, &mut Sink::default()).and_then(|settings| settings.language);
    let spoken = language::choose(options.language, around);
    let refuse = |why: &Both, spoken: Language| {
        say::error(spoken, why.get(spoken));
        Ok(Outcome::Failed)
    };
    let organisation = options.organisation.as_deref();
    let sides =
        asked::asked(&options.paths, options.revisions.as_deref()).and_then(|asked| Sides::read(&asked, organisation));
    let sides = match sides {
        Ok(sides) => sides,
        Err(why) => return refuse(&why, spoken),
    };
    let loaded = sides.workspace();
    let spoken = language::choose(options.language, loaded.resolved.settings.language.or(around));
    for words in sides.told() {
        say::note(&format!("{}\n", words.get(spoken)));
    }
    let chosen = match sides.choose(organisation) {
        Ok(chosen) => chosen,
        Err(why) => return refuse(&why, spoken),
    };
    let (old, new) = sides.names();
    // Programs read the same whatever language is spoken.
    let called = if options.format.name == "json" { Language::English } else { spoken };
    let names = (old.get(called).to_owned(), new.get(called).to_owned());
    let compared = chosen.pairs.compare(names, &chosen.old, &chosen.new, options.compared);
    let (templates, _) = templates::own::of(loaded);
    if let Some(finding) = templates.stop() {
        say::note(&text::write(std::slice::from_ref(finding), &loaded.sources, spoken, say::STYLE));
        return Ok(Outcome::Failed);
    }
    let how = Options { language: spoken, show_text: options.compared.show_text, style: say::STYLE };
    match comparison::write(options.format, &compared, how, &templates, &loaded.sources) {
        Ok(words) if options.format.name == "text" => say::lines(&words)?,
        Ok(words) => say::out(&words)?,
        Err(finding) => {
            say::note(&text::write(&[*finding], &loaded.sources, spoken, say::STYLE));
            return Ok(Outcome::Failed);
        }
    }
    let differs = options.sets_exit_code && !comparison::is_same(&compared);
    Ok(if differs { Outcome::Findings } else { Outcome::Clean })
}
