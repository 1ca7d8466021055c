//! The arguments of `vp init`.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PathBufValueParser, PossibleValue, TypedValueParser, ValueParser};
use clap::{Arg, ArgMatches, Command as Clap};

use super::{help_flag, positional, sub};
use crate::diagnostic::{Bilingual, Language};
use crate::drafts::init::model;

/// The options of `vp init`.
pub(in crate::cli) struct Init {
    /// The folder.
    pub(in crate::cli) folder: PathBuf,
    /// The unit's name.
    pub(in crate::cli) unit: Option<String>,
    /// The year.
    pub(in crate::cli) year: Option<i16>,
    /// The model to begin with: a name that the program knows, or a file.
    pub(in crate::cli) model: Option<PathBuf>,
    /// The language to speak.
    pub(in crate::cli) language: Language,
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, language: Language) -> Init {
    Init {
        folder: options.get_one::<PathBuf>("folder").cloned().unwrap_or_else(|| PathBuf::from(".")),
        unit: options.get_one::<String>("unit").cloned(),
        year: options.get_one::<i16>("year").copied(),
        model: options.get_one::<PathBuf>("model").cloned(),
        language,
    }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    sub(
        "init",
        language,
        Bilingual::fixed(
            "Gör en liten arbetsyta som går att bygga direkt",
            "Makes a small workspace that builds at once",
        ),
        Bilingual::fixed("[MAPP] [FLAGGOR]", "[DIR] [OPTIONS]"),
        Bilingual::fixed(
            "Skriver aldrig över något: finns någon av filerna redan skrivs ingenting, och slutkoden är 2.",
            "Never writes over anything: where a file exists, nothing is written and the exit code is 2.",
        ),
    )
    .arg(
        positional(
            "folder",
            language,
            Bilingual::fixed("MAPP", "DIR"),
            Bilingual::fixed(
                "Mappen, som görs om den inte finns [utan argument: den aktuella]",
                "The folder, made where it is missing [default: the current one]",
            ),
        )
        .value_parser(ValueParser::path_buf()),
    )
    .arg(
        Arg::new("unit")
            .long("unit")
            .value_name(words("NAMN", "NAME"))
            .help(words("Enhetens namn [utan flaggan: Exempelenheten]", "The unit's name [default: Exempelenheten]")),
    )
    .arg(
        Arg::new("year")
            .long("year")
            .value_name(words("ÅR", "YEAR"))
            .help(words("Planernas år [utan flaggan: i år]", "The year of the plans [default: this year]"))
            .value_parser(clap::value_parser!(i16).range(1900..2200)),
    )
    .arg(
        Arg::new("model")
            .long("model")
            .value_name(words("MODELL", "MODEL"))
            .help(words(
                "Styrmodellen att börja med: stockholm, liten, region, eller en vp.yaml [utan flaggan: stockholm]",
                "The steering model to begin with: stockholm, liten (small), region, or a vp.yaml [default: stockholm]",
            ))
            .hide_possible_values(true)
            .value_parser(ModelParser(language)),
    )
    .arg(help_flag(language))
}

/// Reads the name of a model or of a file; the names that the program knows are proposed.
#[derive(Clone, Copy)]
struct ModelParser(Language);

impl TypedValueParser for ModelParser {
    type Value = PathBuf;

    fn parse_ref(&self, command: &Clap, argument: Option<&Arg>, value: &OsStr) -> Result<PathBuf, clap::Error> {
        PathBufValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let language = self.0;
        let names = model::names().into_iter();
        Some(Box::new(names.map(move |(name, about)| PossibleValue::new(name).help(about.get(language).to_owned()))))
    }
}
