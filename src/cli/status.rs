//! `vp status`: what is reported and what is missing, on standard output.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::args::{Form, Status as Options};
use super::{Outcome, asked, clock, language, say};
use crate::both;
use crate::diagnostic::{Both, near_name};
use crate::status::filter::Unknown;
use crate::status::{Status, json, table, text};

/// Tells how each path's plans stand.
pub(super) fn run(options: &Options) -> anyhow::Result<Outcome> {
    let mut worst = Outcome::Clean;
    let mut spoken = language::choose(options.language, None);
    let today = match options.on {
        Some(day) => day,
        None => clock::today(spoken)?,
    };
    let mut told: Option<Status> = None;
    for path in asked(&options.paths) {
        let Some(loaded) = super::usable(path, options.language, &mut spoken) else {
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
                say::error(spoken, self::unknown(&unknown, options).get(spoken));
                return Ok(Outcome::Failed);
            }
        };
        match options.form {
            Form::Text => say::lines(&text::write(&status, spoken, say::STYLE))?,
            Form::Json => say::out(&json::write(&status))?,
            Form::Csv => say::exactly(&table::csv(&status, spoken))?,
            Form::Markdown => say::out(&table::markdown(&status, spoken))?,
            Form::Html => say::out(&table::html(&status, spoken))?,
        }
    }
    Ok(worst)
}

/// That there is nothing of what was asked for, and what there is.
fn unknown(unknown: &Unknown, options: &Options) -> Both {
    let (words, names) = match unknown {
        Unknown::Period(keys) => {
            let written = options.filter.period.as_deref().unwrap_or_default();
            (both!("inget tillfälle heter {written}", "no occasion is called {written}"), (written, keys))
        }
        Unknown::Who(names) => {
            let written = options.filter.who.as_deref().unwrap_or_default();
            (
                both!("ingen {written} ansvarar för något här", "no {written} answers for anything here"),
                (written, names),
            )
        }
    };
    let (written, names) = names;
    let Both { sv, en } = words;
    match near_name(written, names.iter().map(String::as_str)) {
        Some(near) => both!("{sv}\n  menade du {near}?", "{en}\n  did you mean {near}?"),
        None => {
            let list = names.join(", ");
            both!("{sv}\n  här finns {list}", "{en}\n  there are {list}")
        }
    }
}
