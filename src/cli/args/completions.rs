//! The arguments of `vp completions` and `vp man`, which are made from these same definitions.

use std::path::PathBuf;

use clap::builder::{EnumValueParser, ValueParser};
use clap::{Arg, ArgMatches, Command as Clap};
use clap_complete::Shell;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};

use super::{help, help_flag, positional, sub};
use crate::diagnostic::{Bilingual, Language};

/// The options of `vp completions`.
pub(in crate::cli) struct Completions {
    /// The shell.
    pub(in crate::cli) shell: Shell,
    /// The language of the descriptions; `None` for the one that `vp` speaks when they are shown.
    pub(in crate::cli) language: Option<Language>,
}

/// The options of `vp man`.
pub(in crate::cli) struct Man {
    /// The command, `new` and `year`; empty for that of the whole program.
    pub(in crate::cli) command: Vec<String>,
    /// The folder that every page is written to.
    pub(in crate::cli) folder: Option<PathBuf>,
    /// The language of the pages.
    pub(in crate::cli) language: Language,
}

/// What was asked of `vp completions`.
pub(super) fn completions_chosen(options: &ArgMatches, language: Option<Language>) -> Completions {
    Completions { shell: options.get_one::<Shell>("shell").copied().unwrap_or(Shell::Bash), language }
}

/// What was asked of `vp man`.
pub(super) fn man_chosen(options: &ArgMatches, language: Language) -> Man {
    Man { command: help::words_of(options), folder: options.get_one::<PathBuf>("dir").cloned(), language }
}

/// `vp completions`.
pub(super) fn completions(language: Language) -> Clap {
    sub(
        "completions",
        language,
        Bilingual::fixed(
            "Skriver det som låter skalet fylla i kommandon, flaggor och värden",
            "Prints what lets the shell complete commands, options and values",
        ),
        Bilingual::fixed("SKAL [FLAGGOR]", "SHELL [OPTIONS]"),
        Bilingual::fixed(
            "Till exempel: vp completions bash > ~/.local/share/bash-completion/completions/vp",
            "For instance: vp completions bash > ~/.local/share/bash-completion/completions/vp",
        ),
    )
    .arg(
        positional(
            "shell",
            language,
            Bilingual::fixed("SKAL", "SHELL"),
            Bilingual::fixed("bash, zsh, fish, powershell eller elvish", "bash, zsh, fish, powershell or elvish"),
        )
        .required(true)
        .ignore_case(true)
        .hide_possible_values(true)
        .value_parser(EnumValueParser::<Shell>::new()),
    )
    .arg(help_flag(language))
}

/// `vp man`.
pub(super) fn man(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    sub(
        "man",
        language,
        Bilingual::fixed("Skriver manualsidor", "Prints manual pages"),
        Bilingual::fixed("[KOMMANDO]... [FLAGGOR]", "[COMMAND]... [OPTIONS]"),
        Bilingual::fixed(
            "vp man check | man -l - visar en sida. Slutkod 2: sidorna kunde inte skrivas, eller kommandot finns inte.",
            "vp man check | man -l - shows a page. Exit code 2: the pages could not be written, or there is no such command.",
        ),
    )
    .arg(
        help::named(
            language,
            Bilingual::fixed(
                "Kommandot, till exempel check eller new year [utan argument: sidan om vp]",
                "The command, for instance check or new year [default: the page on vp]",
            ),
        )
        .add(ArgValueCandidates::new(move || pages(language))),
    )
    .arg(
        Arg::new("dir")
            .long("dir")
            .value_name(words("MAPP", "DIR"))
            .help(words("Skriv alla sidor som filer i mappen", "Write every page as a file in the folder"))
            .conflicts_with("command")
            .value_parser(ValueParser::path_buf()),
    )
    .arg(help_flag(language))
}

/// The commands that have pages, each with what it does.
fn pages(language: Language) -> Vec<CompletionCandidate> {
    let (mut rest, mut found) = (vec![super::command(language)], Vec::new());
    while let Some(command) = rest.pop() {
        for below in command.get_subcommands() {
            found.push(CompletionCandidate::new(below.get_name()).help(below.get_about().cloned()));
            rest.push(below.clone());
        }
    }
    found
}
