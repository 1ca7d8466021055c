//! `vp lsp`: the language server on standard input and output.

use lsp_server::Connection;

use super::args::Lsp;
use super::check::decided::Versions;
use super::{Outcome, clock, console, language};
use crate::diagnostic::{Bilingual, Diagnostic, Language};
use crate::language_server::{self, Broken, Surroundings};
use crate::print::render;
use crate::read::load::Loaded;
use jiff::civil::Date;

/// Serves an editor until it says farewell.
pub(super) fn run(options: &Lsp) -> anyhow::Result<Outcome> {
    let own = Own { language: language::explicit(options.language), versions: Versions::default() };
    let speaks = language::choose(options.language, None);
    let (connection, threads) = Connection::stdio();
    let end = language_server::serve(&connection, Box::new(own));
    // The threads end when nothing more can come and nothing more can go.
    drop(connection);
    let words = match end {
        Ok(()) => {
            threads.join()?;
            return Ok(Outcome::Clean);
        }
        Err(Broken::Disconnected) => {
            Bilingual::fixed("redigeringsprogrammet försvann utan att säga till", "the editor went away without a word")
        }
        Err(Broken::OutOfOrder) => Bilingual::fixed(
            "vp lsp startas av redigeringsprogram och talar deras protokoll: det som kom var något annat",
            "vp lsp speaks with editors and is started by them: what came is not their protocol",
        ),
        Err(Broken::NoWorker) => {
            Bilingual::fixed("den tråd som svarar har slutat", "the thread that answers has ended")
        }
    };
    console::error(speaks, words.get(speaks));
    Ok(Outcome::Failed)
}

/// What only the command line knows.
struct Own {
    language: Option<Language>,
    versions: Versions,
}

impl Surroundings for Own {
    fn asked_language(&self) -> Option<Language> {
        self.language
    }

    fn usual_language(&self) -> Language {
        language::choose(None, None)
    }

    fn today(&self) -> Option<Date> {
        clock::today(Language::English).ok()
    }

    fn of_pages(&mut self, loaded: &Loaded) -> Vec<Diagnostic> {
        let mut found = render::findings(loaded);
        found.extend(self.versions.findings(loaded));
        found
    }

    fn forget(&mut self) {
        self.versions = Versions::default();
    }
}
