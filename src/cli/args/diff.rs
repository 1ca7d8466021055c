//! The arguments of `vp diff`.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};

use super::{help_flag, positional, sub};
use crate::compare::diff;
use crate::compare::words::{self, FORMATS, Format};
use crate::diagnostic::{Bilingual, Language};

/// The options of `vp diff`.
pub(in crate::cli) struct Diff {
    /// What is compared: two of a kind, or none.
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// The organisation, where it is one.
    pub(in crate::cli) organisation: Option<String>,
    /// The revisions.
    pub(in crate::cli) revisions: Option<String>,
    /// How plans are compared.
    pub(in crate::cli) compared: diff::Options,
    /// How it is written.
    pub(in crate::cli) format: &'static Format,
    /// Whether the exit code says if anything differs.
    pub(in crate::cli) sets_exit_code: bool,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, language: Option<Language>) -> Diff {
    let usual = diff::Options::default();
    Diff {
        paths: ["old", "new"].iter().filter_map(|name| options.get_one::<PathBuf>(name).cloned()).collect(),
        organisation: options.get_one::<String>("org").cloned(),
        revisions: options.get_one::<String>("rev").cloned(),
        compared: diff::Options {
            likeness: options.get_one("likeness").copied().unwrap_or(usual.likeness),
            show_text: options.get_flag("text"),
        },
        format: options.get_one::<String>("format").and_then(|word| words::find(word)).unwrap_or(FORMATS[0]),
        sets_exit_code: options.get_flag("exit-code"),
        language,
    }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    sub(
        "diff",
        language,
        Bilingual::fixed(
            "Visar vad som är nytt, borta eller ändrat mellan två planer",
            "Shows what is new, gone or changed between two plans",
        ),
        Bilingual::fixed("[GAMMAL NY] [FLAGGOR]", "[OLD NEW] [OPTIONS]"),
        Bilingual::fixed(
            "Fyra siffror är ett år; ./2024 är en mapp. Utan argument jämförs de två senaste åren.\n\
             Slutkod 0: jämförelsen visas. 2: något av det kunde inte läsas eller hittas. Med --exit-code också\n\
             1: något skiljer.",
            "Four digits are a year; ./2024 is a folder. Without arguments the two latest years are compared.\n\
             Exit code 0: the comparison is shown. 2: some of it could not be read or found. With --exit-code also\n\
             1: something differs.",
        ),
    )
    .arg(
        positional(
            "old",
            language,
            Bilingual::fixed("GAMMAL", "OLD"),
            Bilingual::fixed("Den äldre planen, mappen eller året", "The older plan, folder or year"),
        )
        .display_order(1)
        .value_parser(ValueParser::path_buf()),
    )
    .arg(
        positional(
            "new",
            language,
            Bilingual::fixed("NY", "NEW"),
            Bilingual::fixed("Den nyare, av samma slag", "The newer, of the same kind"),
        )
        .display_order(2)
        .value_parser(ValueParser::path_buf()),
    )
    .arg(Arg::new("org").long("org").value_name(words("NAMN", "NAME")).help(words(
        "Bara organisationen med det namnet, eller i mappen med det namnet",
        "Only the organisation of this name, or in the folder of this name",
    )))
    .arg(Arg::new("rev").long("rev").value_name("A..B").help(words(
        "Arbetsytan i två revisioner i git; A.. är A och HEAD, A är A och filerna som de är nu",
        "The workspace in two revisions in git; A.. is A and HEAD, A is A and the files as they are now",
    )))
    .arg(
        Arg::new("likeness")
            .long("likeness")
            .value_name(words("PROCENT", "PERCENT"))
            .help(words(
                "Hur lika två titlar måste vara för att vara ett mål som formulerats om [utan flaggan: 52]",
                "How alike two titles must be to be one goal that was reworded [default: 52]",
            ))
            .value_parser(clap::value_parser!(u32).range(1..=100)),
    )
    .arg(
        Arg::new("text")
            .long("text")
            .help(words("Visa också orden i texter som skrivits om", "Show the words of rewritten texts too"))
            .action(ArgAction::SetTrue),
    )
    .arg(
        super::format_flag(
            language,
            Bilingual::fixed(
                "text, markdown (md), html eller json, på standard ut [utan flaggan: text]",
                "text, markdown (md), html or json, on standard output [default: text]",
            ),
        )
        .hide_possible_values(true)
        .ignore_case(true)
        .value_parser(PossibleValuesParser::new(
            FORMATS.iter().map(|format| PossibleValue::new(format.name).alias(format.short)),
        )),
    )
    .arg(
        Arg::new("exit-code")
            .long("exit-code")
            .help(words("Ge slutkod 1 där något skiljer", "Give exit code 1 where something differs"))
            .action(ArgAction::SetTrue),
    )
    .arg(help_flag(language))
}
