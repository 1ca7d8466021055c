//! The arguments of `vp serve`.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command as Clap};

use super::{help_flag, paths, sub};
use crate::diagnostic::{Bilingual, Language};

/// The options of `vp serve`.
pub(in crate::cli) struct Serve {
    /// What is shown; `None` for the workspace around the current folder.
    pub(in crate::cli) path: Option<PathBuf>,
    /// The port asked for.
    pub(in crate::cli) port: Option<u16>,
    /// Whether forms are not to be filled in.
    pub(in crate::cli) is_read_only: bool,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, paths: Vec<PathBuf>, language: Option<Language>) -> Serve {
    Serve {
        path: paths.into_iter().next(),
        port: options.get_one::<u16>("port").copied(),
        is_read_only: options.get_flag("read-only"),
        language,
    }
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
            "Sidorna är de som vp build skriver. De visas bara på den här datorn, på den adress som skrivs ut, och \
             förnyas när en fil sparas. Bredvid står fynden, och vägen till formulären: det som fylls i där skrivs i \
             uppföljningen. Annat skrivs inte på disken. Avsluta med Ctrl-C.\n\
             Slutkod 2: kommandot kunde inte utföras.",
            "The pages are those that vp build writes. They are shown on this computer only, at the address that is \
             printed, and renewed when a file is saved. Beside them are the findings, and the way to the forms: what is \
             filled in there is written in the follow-up. Nothing else is written to the disk. End it with Ctrl-C.\n\
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
    .arg(
        Arg::new("read-only")
            .long("read-only")
            .action(ArgAction::SetTrue)
            .help(words("Visar bara: inga formulär att fylla i", "Only shows: no forms to fill in")),
    )
    .arg(help_flag(language))
}
