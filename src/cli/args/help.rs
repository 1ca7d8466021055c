//! `vp help`, and the Swedish names of the commands.

use clap::{ArgMatches, Command as Clap};

use super::{help_flag, mistake, positional, sub};
use crate::cli::Outcome;
use crate::diagnostic::{Bilingual, Language};

/// The Swedish names of a command. The English one is its own.
pub(super) fn swedish(name: &str) -> &'static [&'static str] {
    match name {
        "build" => &["bygg"],
        "check" => &["granska", "kontrollera"],
        "diff" => &["jämför"],
        "explain" => &["förklara"],
        "follow-up" => &["uppföljning"],
        "help" => &["hjälp"],
        "init" => &["börja"],
        "man" => &["manual"],
        "new" => &["ny", "nytt"],
        "status" => &["läge"],
        "year" => &["år"],
        _ => &[],
    }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    sub(
        "help",
        language,
        Bilingual::fixed("Visar hjälp om ett kommando", "Shows help about a command"),
        Bilingual::fixed("[KOMMANDO]... [FLAGGOR]", "[COMMAND]... [OPTIONS]"),
        Bilingual::fixed(
            "vp help new year är detsamma som vp new year --help.",
            "vp help new year is the same as vp new year --help.",
        ),
    )
    .arg(
        positional(
            "command",
            language,
            Bilingual::fixed("KOMMANDO", "COMMAND"),
            Bilingual::fixed("Kommandot [utan argument: alla kommandon]", "The command [default: all commands]"),
        )
        .num_args(0..),
    )
    .arg(help_flag(language))
}

/// Shows the help of the command that was named, or says that there is none.
pub(super) fn show(matches: &ArgMatches, language: Language) -> Outcome {
    let named = matches.subcommand().and_then(|(_, options)| options.get_many::<String>("command"));
    let words = std::iter::once("vp").chain(named.into_iter().flatten().map(String::as_str));
    let words: Vec<String> = words.map(str::to_owned).chain(["--help".to_owned()]).collect();
    let names = super::named(&words.iter().map(Into::into).collect::<Vec<_>>(), language);
    match super::command(language).try_get_matches_from(&words) {
        // With --help nothing is ever run.
        Ok(_) => Outcome::Failed,
        Err(error) => mistake::show(&error, &names, language),
    }
}
