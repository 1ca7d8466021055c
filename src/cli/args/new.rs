//! The arguments of `vp new`: files that are written once, from those that are there.

use clap::{ArgMatches, Command as Clap};

use super::new_follow_up::NewFollowUp;
use super::{help_flag, new_follow_up, sub};
use crate::diagnostic::{Both, Language};

/// What is to be made.
pub(in crate::cli) enum New {
    /// `vp new follow-up`.
    FollowUp(NewFollowUp),
}

/// What was asked for.
pub(super) fn chosen(matches: &ArgMatches, language: Option<Language>) -> New {
    let (_, options) = matches.subcommand().unwrap_or(("follow-up", matches));
    New::FollowUp(new_follow_up::chosen(options, language))
}

/// The group.
pub(super) fn command(language: Language) -> Clap {
    sub(
        "new",
        language,
        Both::fixed("Skriver nya filer utifrån dem som finns", "Writes new files from those that are there"),
        Both::fixed("KOMMANDO [FLAGGOR]", "COMMAND [OPTIONS]"),
        Both::fixed(
            "vp new KOMMANDO --help visar mer. Inget som finns skrivs över.",
            "vp new COMMAND --help shows more. Nothing that exists is written over.",
        ),
    )
    .subcommand_help_heading(Both::fixed("Kommandon", "Commands").get(language).to_owned())
    .disable_help_subcommand(true)
    .subcommand_required(true)
    .arg_required_else_help(true)
    .arg(help_flag(language))
    .subcommands([new_follow_up::command(language)])
}
