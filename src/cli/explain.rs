//! `vp explain`: what a rule finds and why, with an example and its correction.

use super::args::Explain;
use super::{Outcome, say};
use crate::diagnostic::near_name;
use crate::{both, reference, rules};

/// Explains one rule, or all.
pub(super) fn run(options: &Explain) -> anyhow::Result<Outcome> {
    let Some(written) = &options.rule else {
        say::out(&reference::rules(options.language))?;
        return Ok(Outcome::Clean);
    };
    match rules::find(written) {
        Some(rule) => {
            say::out(&reference::rule(rule, options.language, 1))?;
            Ok(Outcome::Clean)
        }
        None => {
            let all = rules::all();
            let near = near_name(written, all.iter().flat_map(|entry| [entry.rule.code, entry.rule.name]));
            let message = match near {
                Some(near) => both!(
                    "ingen regel heter {written}; menade du {near}?",
                    "no rule is called {written}; did you mean {near}?"
                ),
                None => both!(
                    "ingen regel heter {written}; vp explain --all visar alla",
                    "no rule is called {written}; vp explain --all shows all",
                ),
            };
            say::error(options.language, message.get(options.language));
            Ok(Outcome::Failed)
        }
    }
}
