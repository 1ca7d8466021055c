//! The arguments of `vp status`.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgMatches, Command as Clap};
use jiff::civil::Date;

use super::{date, help_flag, paths, sub};
use crate::diagnostic::{Both, Language};

/// The options of `vp status`.
pub(in crate::cli) struct Status {
    /// The paths; empty for the workspace around the current folder.
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// The day; `None` for today.
    pub(in crate::cli) on: Option<Date>,
    /// For people or for programs.
    pub(in crate::cli) form: Form,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// For whom the status is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, paths: Vec<PathBuf>, language: Option<Language>) -> Status {
    let is_json = options.get_one::<String>("format").is_some_and(|word| word == "json");
    Status { paths, on: date::chosen(options), form: if is_json { Form::Json } else { Form::Text }, language }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Both::fixed(sv, en).get(language).to_owned();
    sub(
        "status",
        language,
        Both::fixed(
            "Visar vad som är rapporterat i uppföljningarna och vad som saknas",
            "Shows what the follow-ups report and what is missing",
        ),
        Both::fixed("[SÖKVÄG]... [FLAGGOR]", "[PATH]... [OPTIONS]"),
        Both::fixed(
            "Är sökvägen en uppföljning visas planen som den följer upp.\n\
             Slutkod 0: läget visas, vad som än saknas. 2: kommandot kunde inte utföras.",
            "Where the path is a follow-up, the plan that it follows is shown.\n\
             Exit code 0: the status is shown, whatever is missing. 2: the command could not do its work.",
        ),
    )
    .arg(paths(language))
    .arg(date::flag(
        language,
        Both::fixed(
            "Dagen som läget visas för: år-månad-dag [utan flaggan: i dag]",
            "The day whose status is shown: year-month-day [default: today]",
        ),
    ))
    .arg(
        Arg::new("format")
            .long("format")
            .short('f')
            .value_name("FORMAT")
            .help(words(
                "text, eller json för program [utan flaggan: text]",
                "text, or json for programs [default: text]",
            ))
            .hide_possible_values(true)
            .value_parser(PossibleValuesParser::new([PossibleValue::new("text"), PossibleValue::new("json")])),
    )
    .arg(help_flag(language))
}
