//! The arguments of `vp trend`.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};

use super::{Form, help_flag, sub};
use crate::diagnostic::{Bilingual, Language};
use crate::plan_format::parts::insert::years_of;
use crate::trends::Wish;

/// The options of `vp trend`.
pub(in crate::cli) struct Trend {
    /// What is asked for.
    pub(in crate::cli) wish: Wish,
    /// The workspace; `None` for the one around the current folder.
    pub(in crate::cli) workspace: Option<PathBuf>,
    /// For people or for programs.
    pub(in crate::cli) form: Form,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, language: Option<Language>) -> Trend {
    Trend {
        wish: Wish {
            indicators: options.get_many::<String>("indicator").map(|all| all.cloned().collect()).unwrap_or_default(),
            organisation: options.get_one::<String>("org").cloned(),
            years: options.get_one::<RangeInclusive<i16>>("years").cloned(),
            by_occasion: options.get_flag("occasions"),
        },
        workspace: options.get_one::<PathBuf>("workspace").cloned(),
        form: Form::chosen(options),
        language,
    }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    sub(
        "trend",
        language,
        Bilingual::fixed(
            "Visar hur indikatorer har utvecklats genom åren",
            "Shows how indicators have gone through the years",
        ),
        Bilingual::fixed("[INDIKATOR]... [FLAGGOR]", "[INDICATOR]... [OPTIONS]"),
        Bilingual::fixed(
            "Utan argument visas alla indikatorer i organisationernas senaste planer.\n\
             Slutkod 0: utvecklingen visas. 2: kommandot kunde inte utföras.",
            "Without arguments all indicators of the organisations' latest plans are shown.\n\
             Exit code 0: the trends are shown. 2: the command could not do its work.",
        ),
    )
    .arg(
        Arg::new("indicator")
            .value_name(words("INDIKATOR", "INDICATOR"))
            .help(words(
                "En indikators id, eller ord ur dess namn [utan argument: alla]",
                "The id of an indicator, or words of its name [default: all]",
            ))
            .help_heading(words("Argument", "Arguments"))
            .action(ArgAction::Append)
            .num_args(0..),
    )
    .arg(
        Arg::new("org")
            .long("org")
            .value_name(words("NAMN", "NAME"))
            .help(words("Visa bara en organisation", "Show one organisation only")),
    )
    .arg(
        Arg::new("years")
            .long("years")
            .alias("år")
            .value_name(words("ÅR", "YEARS"))
            .help(words("Visa bara de åren, till exempel 2021-2025", "Show those years only, for instance 2021-2025"))
            .value_parser(ValueParser::new(move |written: &str| {
                let wrong = Bilingual::fixed("skriv år som 2021-2025", "write years as 2021-2025");
                years_of(written).ok_or_else(|| wrong.get(language).to_owned())
            })),
    )
    .arg(
        Arg::new("occasions")
            .long("occasions")
            .alias("tillfällen")
            .help(words("Visa varje tillfälle under åren", "Show each occasion of the years"))
            .action(ArgAction::SetTrue),
    )
    .arg(
        Arg::new("workspace")
            .long("workspace")
            .value_name(words("SÖKVÄG", "PATH"))
            .help(words(
                "Arbetsytan, eller en mapp eller plan i den [utan flaggan: den här]",
                "The workspace, or a folder or plan of it [default: this one]",
            ))
            .value_parser(clap::value_parser!(PathBuf)),
    )
    .arg(
        super::format_flag(
            language,
            Bilingual::fixed(
                "text, csv, markdown (md) eller html, eller json för program [utan flaggan: text]",
                "text, csv, markdown (md) or html, or json for programs [default: text]",
            ),
        )
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new([
            PossibleValue::new("text"),
            PossibleValue::new("json"),
            PossibleValue::new("csv"),
            PossibleValue::new("markdown").alias("md"),
            PossibleValue::new("html"),
        ])),
    )
    .arg(help_flag(language))
}
