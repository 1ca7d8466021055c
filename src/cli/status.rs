//! `vp status`: what is reported and what is missing, on standard output.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::args::{Form, Status as Options};
use super::{Outcome, asked, clock, language, say};
use crate::status::{Status, json, text};

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
        match options.form {
            Form::Text => say::lines(&text::write(&status, spoken, say::STYLE))?,
            Form::Json => say::out(&json::write(&status))?,
        }
    }
    Ok(worst)
}
