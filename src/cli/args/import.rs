//! The arguments of `vp import`: what is read from others' files into those that are there.

use std::path::PathBuf;

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};

use super::{help, help_flag, positional, sub, sub_of};
use crate::diagnostic::{Bilingual, Language};

/// The options of `vp import outcomes`.
pub(in crate::cli) struct Import {
    /// The file that is read.
    pub(in crate::cli) file: PathBuf,
    /// The workspace, folder or plan; `None` for the workspace around the current folder.
    pub(in crate::cli) path: Option<PathBuf>,
    /// The occasion of rows that name none.
    pub(in crate::cli) period: Option<String>,
    /// The code of the municipality whose values are taken out of Kolada's answer.
    pub(in crate::cli) municipality: Option<String>,
    /// Whether the changes are only shown.
    pub(in crate::cli) is_shown: bool,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// What was asked for.
pub(super) fn chosen(matches: &ArgMatches, language: Option<Language>) -> Import {
    let (_, options) = matches.subcommand().unwrap_or(("outcomes", matches));
    Import {
        file: options.get_one::<PathBuf>("file").cloned().unwrap_or_default(),
        path: options.get_one::<PathBuf>("path").cloned(),
        period: options.get_one::<String>("period").cloned(),
        municipality: options.get_one::<String>("municipality").cloned(),
        is_shown: options.get_flag("diff"),
        language,
    }
}

/// The group.
pub(super) fn command(language: Language) -> Clap {
    sub(
        "import",
        language,
        Bilingual::fixed(
            "Läser in utfall ur kalkylblad i uppföljningarna",
            "Reads outcomes out of spreadsheets into the follow-ups",
        ),
        Bilingual::fixed("KOMMANDO [FLAGGOR]", "COMMAND [OPTIONS]"),
        Bilingual::fixed(
            "vp import KOMMANDO --help visar mer om ett kommando.",
            "vp import COMMAND --help shows more about a command.",
        ),
    )
    .subcommand_help_heading(Bilingual::fixed("Kommandon", "Commands").get(language).to_owned())
    .disable_help_subcommand(true)
    .subcommand_required(true)
    .arg_required_else_help(true)
    .arg(help_flag(language))
    .subcommands([outcomes(language)])
    .mut_subcommands(|own| {
        let names = help::swedish(own.get_name());
        own.aliases(names.iter().copied())
    })
}

fn outcomes(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    sub_of(
        "import ",
        "outcomes",
        language,
        Bilingual::fixed(
            "Läser in utfall, prognoser, bedömningar och belopp i uppföljningarna",
            "Reads outcomes, forecasts, assessments and amounts into the follow-ups",
        ),
        Bilingual::fixed("FIL [SÖKVÄG] [FLAGGOR]", "FILE [PATH] [OPTIONS]"),
        Bilingual::fixed(
            "Filen är en som vp export har skrivit, en tabell med samma rubriker (Indikator-id, Organisation, Tillfälle, Utfall),\n\
             eller Koladas svar (JSON), vars mått indikatorerna nämner med kolada: N15419.\n\
             Bara det som filen säger annorlunda ändras, och resten av uppföljningarna står kvar tecken för tecken.\n\
             Slutkod 0: allt togs in. 1: något togs inte in; med --diff också: något skulle ändras. 2: kommandot kunde inte \
             utföras, och ingenting skrevs.",
            "The file is one that vp export has written, a table with the same heads (Indicator id, Organisation, Occasion, Outcome),\n\
             or Kolada's answer (JSON), whose measures the indicators name by kolada: N15419.\n\
             Only what the file says otherwise is changed, and the rest of the follow-ups stays character by character.\n\
             Exit code 0: everything was taken in. 1: something was not; with --diff also: something would change. 2: the command\n\
             could not do its work, and nothing was written.",
        ),
    )
    .arg(
        positional(
            "file",
            language,
            Bilingual::fixed("FIL", "FILE"),
            Bilingual::fixed("Filen: xlsx, ods, csv eller json", "The file: xlsx, ods, csv or json"),
        )
        .required(true)
        .display_order(1)
        .value_parser(ValueParser::path_buf()),
    )
    .arg(
        positional(
            "path",
            language,
            Bilingual::fixed("SÖKVÄG", "PATH"),
            Bilingual::fixed(
                "Planen eller mappen som utfallen hör till [utan argument: arbetsytan som den aktuella mappen hör till]",
                "The plan or folder that the outcomes belong to [default: the workspace that the current folder belongs to]",
            ),
        )
        .display_order(2)
        .value_parser(ValueParser::path_buf()),
    )
    .arg(Arg::new("period").long("period").value_name(words("TILLFÄLLE", "OCCASION")).help(words(
        "Tillfället för rader som inte nämner något, till exempel T1",
        "The occasion of rows that name none, such as T1",
    )))
    .arg(Arg::new("municipality").long("municipality").value_name(words("KOD", "CODE")).help(words(
        "Kommunen som värden tas för ur Koladas svar, till exempel 0180 [annars: kommunkod i vp.yaml]",
        "The municipality whose values are taken out of Kolada's answer, such as 0180 [default: kommunkod in vp.yaml]",
    )))
    .arg(
        Arg::new("diff")
            .long("diff")
            .help(words("Visa ändringarna och skriv ingenting", "Show the changes and write nothing"))
            .action(ArgAction::SetTrue),
    )
    .arg(help_flag(language))
}
