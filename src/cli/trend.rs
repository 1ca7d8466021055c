//! `vp trend`: how indicators have gone through the years, on standard output.

use super::args::{Form, Trend as Options};
use super::{Outcome, console, language};
use crate::diagnostic::{Bilingual, near_name};
use crate::msg;
use crate::print::templates;
use crate::trends::{Trends, Unknown, json, page, table, text};

/// Tells how the indicators that are asked for have gone.
pub(super) fn run(options: &Options) -> anyhow::Result<Outcome> {
    let mut language = language::choose(options.language, None);
    let Some(loaded) = super::usable(options.workspace.as_deref(), options.language, &mut language) else {
        return Ok(Outcome::Failed);
    };
    let trends = match Trends::of(&loaded, &options.wish) {
        Ok(trends) => trends,
        Err(unknown) => {
            console::error(language, self::unknown(&unknown).get(language));
            return Ok(Outcome::Failed);
        }
    };
    match options.form {
        Form::Text => console::lines(&text::write(&trends, &loaded, language))?,
        Form::Json => console::out(&json::write(&trends, &loaded))?,
        Form::Csv => console::exactly(&table::csv(&trends, &loaded, language))?,
        Form::Markdown => console::out(&table::markdown(&trends, &loaded, language))?,
        Form::Html => {
            let (templates, _) = templates::own::of(&loaded);
            console::out(&page::html(&trends, &loaded, &templates, language))?;
        }
    }
    Ok(Outcome::Clean)
}

/// That there is nothing of what was asked for, and what there is.
fn unknown(unknown: &Unknown) -> Bilingual {
    let (words, written, names) = match unknown {
        Unknown::Indicator(written, ids) => {
            (msg!("ingen indikator heter {written}", "no indicator is called {written}"), written, ids)
        }
        Unknown::Organisation(written, names) => {
            (msg!("ingen organisation heter {written}", "no organisation is called {written}"), written, names)
        }
        Unknown::NoOutcome => {
            return Bilingual::fixed(
                "ingen av indikatorerna har ett utfall då",
                "none of the indicators has an outcome then",
            );
        }
    };
    let Bilingual { sv, en } = words;
    match near_name(written, names.iter().map(String::as_str)) {
        Some(near) => msg!("{sv}\n  menade du {near}?", "{en}\n  did you mean {near}?"),
        None => {
            let list = names.join(", ");
            msg!("{sv}\n  här finns {list}", "{en}\n  there are {list}")
        }
    }
}
