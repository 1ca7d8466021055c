//! `vp help`, and the Swedish names of the commands.

use clap::{Arg, ArgMatches, Command as Clap};

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
        "export" => &["exportera"],
        "fill" => &["fyll"],
        "follow-up" => &["uppföljning"],
        "guide" => &["vägledning"],
        "help" => &["hjälp"],
        "import" => &["importera"],
        "init" => &["börja"],
        "man" => &["manual"],
        "new" => &["ny", "nytt"],
        "outcomes" => &["utfall"],
        "serve" => &["visa"],
        "status" => &["läge"],
        "trend" => &["utveckling"],
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
    .arg(named(
        language,
        Bilingual::fixed("Kommandot [utan argument: alla kommandon]", "The command [default: all commands]"),
    ))
    .arg(help_flag(language))
}

/// The argument that names a command by all its words, in several arguments.
pub(super) fn named(language: Language, help: Bilingual) -> Arg {
    positional("command", language, Bilingual::fixed("KOMMANDO", "COMMAND"), help).num_args(0..)
}

/// The words of the command that is named; none where none is.
pub(super) fn words_of(options: &ArgMatches) -> Vec<String> {
    options.get_many::<String>("command").into_iter().flatten().cloned().collect()
}

/// Shows the help of the command that was named, or says that there is none.
pub(super) fn show(matches: &ArgMatches, language: Language) -> Outcome {
    let named = matches.subcommand().map(|(_, options)| words_of(options)).unwrap_or_default();
    let words: Vec<String> = ["vp".to_owned()].into_iter().chain(named).chain(["--help".to_owned()]).collect();
    let names = super::named(&words.iter().map(Into::into).collect::<Vec<_>>(), language);
    match super::command(language).try_get_matches_from(&words) {
        // With --help nothing is ever run.
        Ok(_) => Outcome::Failed,
        Err(error) => mistake::show(&error, &names, language),
    }
}
