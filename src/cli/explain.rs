//! `vp explain`: what a rule finds and why, with an example and its correction.

use super::args::Explain;
use super::{Outcome, say};
use crate::both;
use crate::describe::reference;
use crate::lint::rules;

/// Explains one rule, or all.
pub(super) fn run(options: &Explain) -> anyhow::Result<Outcome> {
    let Some(written) = &options.rule else {
        say::out(&reference::rules(options.language))?;
        return Ok(Outcome::Clean);
    };
    let written = written.trim();
    if let Some(rule) = rules::find(written) {
        say::out(&reference::rule(rule, options.language, 1))?;
        return Ok(Outcome::Clean);
    }
    // `VP04`, and a code that no rule of the family has.
    let family = rules::family(written).or_else(|| rules::family(written.get(..4)?));
    let message = match (rules::near(written), family) {
        (Some(near), _) => {
            both!("ingen regel heter {written}; menade du {near}?", "no rule is called {written}; did you mean {near}?")
        }
        (None, Some(family)) => {
            let mut codes: Vec<&str> = family.rules.iter().map(|entry| entry.rule.code).collect();
            codes.sort_unstable();
            let (number, codes) = (family.number, codes.join(", "));
            both!(
                "ingen regel heter {written}; VP{number} har {codes}",
                "no rule is called {written}; VP{number} has {codes}"
            )
        }
        (None, None) => both!(
            "ingen regel heter {written}; vp explain --all visar alla",
            "no rule is called {written}; vp explain --all shows all",
        ),
    };
    say::error(options.language, message.get(options.language));
    Ok(Outcome::Failed)
}
