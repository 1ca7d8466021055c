//! The arguments of `vp new`: files that are written once, from those that are there.

use std::path::PathBuf;

use clap::builder::ValueParser;
use clap::{Arg, ArgMatches, Command as Clap};

use super::new_follow_up::{self, NewFollowUp};
use super::{help, help_flag, positional, sub, sub_of};
use crate::diagnostic::{Bilingual, Language};

/// What is to be made.
pub(in crate::cli) enum New {
    /// `vp new follow-up`.
    FollowUp(NewFollowUp),
    /// `vp new year`.
    Year(NewYear),
}

/// The options of `vp new year`.
pub(in crate::cli) struct NewYear {
    /// The year of the new plans.
    pub(in crate::cli) year: i16,
    /// The plan, or a folder of plans; `None` for the one in the current folder, or those of the workspace.
    pub(in crate::cli) plan: Option<PathBuf>,
    /// The file to write.
    pub(in crate::cli) to: Option<PathBuf>,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// What was asked for.
pub(super) fn chosen(matches: &ArgMatches, language: Option<Language>) -> New {
    match matches.subcommand() {
        Some(("follow-up", options)) => New::FollowUp(new_follow_up::chosen(options, language)),
        _ => {
            let (_, options) = matches.subcommand().unwrap_or(("year", matches));
            New::Year(NewYear {
                year: options.get_one::<i16>("year").copied().unwrap_or_default(),
                plan: options.get_one::<PathBuf>("plan").cloned(),
                to: options.get_one::<PathBuf>("to").cloned(),
                language,
            })
        }
    }
}

/// The group.
pub(super) fn command(language: Language) -> Clap {
    sub(
        "new",
        language,
        Bilingual::fixed(
            "Skriver en uppföljning att fylla i, eller nästa års planer",
            "Writes a follow-up to fill in, or next year's plans",
        ),
        Bilingual::fixed("KOMMANDO [FLAGGOR]", "COMMAND [OPTIONS]"),
        Bilingual::fixed(
            "vp new KOMMANDO --help visar mer om ett kommando.",
            "vp new COMMAND --help shows more about a command.",
        ),
    )
    .subcommand_help_heading(Bilingual::fixed("Kommandon", "Commands").get(language).to_owned())
    .disable_help_subcommand(true)
    .subcommand_required(true)
    .arg_required_else_help(true)
    .arg(help_flag(language))
    .subcommands([new_follow_up::command(language), year(language)])
    .mut_subcommands(|own| {
        let names = help::swedish(own.get_name());
        own.aliases(names.iter().copied())
    })
}

fn year(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    sub_of(
        "new ",
        "year",
        language,
        Bilingual::fixed("Skriver nästa års planer utifrån årets", "Writes next year's plans from this year's"),
        Bilingual::fixed("ÅR [PLAN] [FLAGGOR]", "YEAR [PLAN] [OPTIONS]"),
        Bilingual::fixed(
            "Mål, indikatorer, id, kommentarer och ordning följer med. Årsmål, belopp och försättsbladets datum \
             töms, och det som gällde står kvar som kommentar. Avslutade aktiviteter kommer inte med. De som är \
             rapporterade men inte klara får datum i det nya året.\n\
             Skriver aldrig över något: finns någon av filerna redan skrivs ingenting, och slutkoden är 2.",
            "Goals, indicators, ids, comments and order are kept. Targets, amounts and the cover's date are emptied, \
             and the old values are left as comments. Activities that have ended are left out. Those that are reported \
             but not done get dates in the new year.\n\
             Never writes over anything: where a file exists, nothing is written and the exit code is 2.",
        ),
    )
    .arg(
        positional(
            "year",
            language,
            Bilingual::fixed("ÅR", "YEAR"),
            Bilingual::fixed("De nya planernas år", "The year of the new plans"),
        )
        .required(true)
        .display_order(1)
        .value_parser(clap::value_parser!(i16).range(1900..2200)),
    )
    .arg(
        positional(
            "plan",
            language,
            Bilingual::fixed("PLAN", "PLAN"),
            Bilingual::fixed(
                "Årets plan, eller en mapp med planer [utan argument: plan.yaml i den aktuella mappen, annars \
                 arbetsytans alla planer för det senaste året]",
                "This year's plan, or a folder of plans [default: plan.yaml in the current folder, else all plans \
                 of the workspace's latest year]",
            ),
        )
        .display_order(2)
        .value_parser(ValueParser::path_buf()),
    )
    .arg(
        Arg::new("to")
            .long("to")
            .value_name(words("FIL", "FILE"))
            .help(words(
                "Filen som skrivs [utan flaggan: samma plats i det nya årets mapp]",
                "The file to write [default: the same place in the new year's folder]",
            ))
            .value_parser(ValueParser::path_buf()),
    )
    .arg(help_flag(language))
}
