//! `vp status`: what is reported and what is missing, on standard output.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::args::{Form, Sent, Status as Options};
use super::{Outcome, asked, clock, console, language};
use crate::diagnostic::{Bilingual, near_name};
use crate::msg;
use crate::status::filter::Unknown;
use crate::status::{Status, calendar, json, mail, table, text};

/// Tells how each path's plans stand.
pub(super) fn run(options: &Options) -> anyhow::Result<Outcome> {
    let mut worst = Outcome::Clean;
    let mut language = language::choose(options.language, None);
    let today = match options.on {
        Some(day) => day,
        None => clock::today(language)?,
    };
    let mut told: Option<Status> = None;
    for path in asked(&options.paths) {
        let Some(loaded) = super::usable(path, options.language, &mut language) else {
            worst = Outcome::Failed;
            continue;
        };
        let status = Status::of(&loaded, today);
        told = Some(match told {
            Some(before) => before.join(status),
            None => status,
        });
    }
    if let Some(mut status) = told {
        let mut known: HashSet<PathBuf> = HashSet::new();
        // A plan and its follow-up may both be named, or a plan and its folder.
        status.plans.retain(|plan| {
            let path = Path::new(&plan.path);
            known.insert(path.canonicalize().unwrap_or_else(|_| path.to_path_buf()))
        });
        let status = match options.filter.of(status) {
            Ok(status) => status,
            Err(unknown) => {
                console::error(language, self::unknown(&unknown, options).get(language));
                return Ok(Outcome::Failed);
            }
        };
        match options.sent {
            Some(Sent::Mail) => {
                console::lines(&mail::write(&status, language))?;
                return Ok(worst);
            }
            Some(Sent::Calendar) => {
                console::exactly(&calendar::write(&status, options.filter.who.as_deref(), language))?;
                return Ok(worst);
            }
            None => {}
        }
        match options.form {
            Form::Text => {
                // Whoever asks for one role or group asks for what it has left.
                let is_full = options.is_full || options.filter.who.is_some();
                let extent = if is_full { text::Extent::Full } else { text::Extent::Folded };
                console::lines(&text::write(&status, extent, language, console::STYLE))?
            }
            Form::Json => console::out(&json::write(&status))?,
            Form::Csv => console::exactly(&table::csv(&status, language))?,
            Form::Markdown => console::out(&table::markdown(&status, language))?,
            Form::Html => console::out(&table::html(&status, language))?,
        }
    }
    Ok(worst)
}

/// That there is nothing of what was asked for, and what there is.
fn unknown(unknown: &Unknown, options: &Options) -> Bilingual {
    let (words, names) = match unknown {
        Unknown::Period(keys) => {
            let written = options.filter.period.as_deref().unwrap_or_default();
            (msg!("inget tillfälle heter {written}", "no occasion is called {written}"), (written, keys))
        }
        Unknown::Who(names) => {
            let written = options.filter.who.as_deref().unwrap_or_default();
            (msg!("ingen {written} ansvarar för något här", "no {written} answers for anything here"), (written, names))
        }
    };
    let (written, names) = names;
    let Bilingual { sv, en } = words;
    match near_name(written, names.iter().map(String::as_str)) {
        Some(near) => msg!("{sv}\n  menade du {near}?", "{en}\n  did you mean {near}?"),
        None => {
            let list = names.join(", ");
            msg!("{sv}\n  här finns {list}", "{en}\n  there are {list}")
        }
    }
}
