//! The arguments of `vp serve`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command as Clap};

use super::{help_flag, paths, sub};
use crate::diagnostic::{Bilingual, Language};

/// The options of `vp serve`.
pub(in crate::cli) struct Serve {
    /// What is shown; `None` for the workspace around the current folder.
    pub(in crate::cli) path: Option<PathBuf>,
    /// The port asked for.
    pub(in crate::cli) port: Option<u16>,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, paths: Vec<PathBuf>, language: Option<Language>) -> Serve {
    Serve { path: paths.into_iter().next(), port: options.get_one::<u16>("port").copied(), language }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    sub(
        "serve",
        language,
        Bilingual::fixed(
            "Visar dokumenten i webbläsaren medan de skrivs",
            "Shows the documents in the browser while they are written",
        ),
        Bilingual::fixed("[SÖKVÄG] [FLAGGOR]", "[PATH] [OPTIONS]"),
        Bilingual::fixed(
            "Sidorna är de som vp build skriver. De visas bara på den här datorn, på den adress som skrivs ut, och inget \
             skrivs på disken. En sida förnyas när en fil sparas, och bredvid den står fynden. Avsluta med Ctrl-C.\n\
             Slutkod 2: kommandot kunde inte utföras.",
            "The pages are those that vp build writes. They are shown on this computer only, at the address that is \
             printed, and nothing is written to the disk. A page is renewed when a file is saved, and beside it are the \
             findings. End it with Ctrl-C.\n\
             Exit code 2: the command could not do its work.",
        ),
    )
    .arg(paths(language).num_args(0..=1))
    .arg(
        Arg::new("port")
            .long("port")
            .value_name(words("NUMMER", "NUMBER"))
            .help(words(
                "Porten på den här datorn [utan flaggan: den första lediga från 8026]",
                "The port on this computer [default: the first that is free from 8026]",
            ))
            .value_parser(clap::value_parser!(u16).range(1..)),
    )
    .arg(help_flag(language))
}
