//! The arguments of `vp export`.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, ValueParser};
use clap::{Arg, ArgMatches, Command as Clap};
use jiff::civil::Date;

use super::{date, help_flag, paths, sub};
use crate::diagnostic::{Bilingual, Language};
use crate::export::asked::Asked;
use crate::export::table::TableKind;
use crate::export::tables;

/// The options of `vp export`.
pub(in crate::cli) struct Export {
    /// The paths; empty for the workspace around the current folder.
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// The format, where it is named.
    pub(in crate::cli) format: Option<ExportFormat>,
    /// The file or folder that is written.
    pub(in crate::cli) out: Option<PathBuf>,
    /// Which plans.
    pub(in crate::cli) asked: Asked,
    /// The table, where it is one.
    pub(in crate::cli) table: Option<&'static TableKind>,
    /// The day that counts as today.
    pub(in crate::cli) on: Option<Date>,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// A format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum ExportFormat {
    /// A workbook.
    Xlsx,
    /// A file for each table.
    Csv,
    /// One file for programs.
    Json,
}

impl ExportFormat {
    /// Every format.
    pub(in crate::cli) const ALL: [ExportFormat; 3] = [ExportFormat::Xlsx, ExportFormat::Csv, ExportFormat::Json];

    /// Its name, and the extension of its files.
    pub(in crate::cli) fn name(self) -> &'static str {
        match self {
            ExportFormat::Xlsx => "xlsx",
            ExportFormat::Csv => "csv",
            ExportFormat::Json => "json",
        }
    }

    /// The format of a name or an extension.
    pub(in crate::cli) fn find(name: &str) -> Option<ExportFormat> {
        ExportFormat::ALL.into_iter().find(|format| format.name().eq_ignore_ascii_case(name))
    }
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, paths: Vec<PathBuf>, language: Option<Language>) -> Export {
    Export {
        paths,
        format: options.get_one::<String>("format").and_then(|word| ExportFormat::find(word)),
        out: options.get_one::<PathBuf>("out").cloned(),
        asked: Asked {
            year: options.get_one::<i16>("year").copied(),
            organisation: options.get_one::<String>("org").cloned(),
        },
        table: options.get_one::<String>("table").and_then(|word| tables::find(word)),
        on: date::chosen(options),
        language,
    }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    let names = || tables::ALL.iter().map(move |kind| kind.file.get(language).to_owned());
    let list = names().collect::<Vec<_>>().join(", ");
    sub(
        "export",
        language,
        Bilingual::fixed(
            "Skriver planer och uppföljningar som tabeller för kalkylprogram",
            "Writes plans and follow-ups as tables for spreadsheets",
        ),
        Bilingual::fixed("[SÖKVÄG]... -o FIL|MAPP [FLAGGOR]", "[PATH]... -o FILE|DIR [OPTIONS]"),
        Bilingual::fixed(
            "Filändelsen säger formatet: -o planer.xlsx. Med -f csv skrivs en fil för varje tabell i en mapp.\n\
             Slutkod 0: tabellerna är skrivna, vad som än saknas. 2: kommandot kunde inte utföras.",
            "The file's extension tells the format: -o plans.xlsx. With -f csv a file for each table is written to a folder.\n\
             Exit code 0: the tables are written, whatever is missing. 2: the command could not do its work.",
        ),
    )
    .arg(paths(language))
    .arg(
        Arg::new("out")
            .long("out")
            .short('o')
            .value_name(words("FIL|MAPP", "FILE|DIR"))
            .help(words(
                "Filen som skrivs, för csv mappen; json och en tabell i csv skrivs annars på standard ut",
                "The file that is written, for csv the folder; json and a table in csv otherwise go to standard output",
            ))
            .value_parser(ValueParser::path_buf()),
    )
    .arg(
        super::format_flag(
            language,
            Bilingual::fixed(
                "xlsx (Excel), csv eller json [utan flaggan: efter filändelsen, annars xlsx]",
                "xlsx (Excel), csv or json [default: by the file's extension, else xlsx]",
            ),
        )
        .hide_possible_values(true)
        .ignore_case(true)
        .value_parser(PossibleValuesParser::new(ExportFormat::ALL.map(|format| PossibleValue::new(format.name())))),
    )
    .arg(
        Arg::new("table")
            .long("table")
            .value_name(words("TABELL", "TABLE"))
            .help(Bilingual {
                sv: format!("Bara en tabell: {list}").into(),
                en: format!("One table only: {list}").into(),
            }.get(language).to_owned())
            .hide_possible_values(true)
            .ignore_case(true)
            .value_parser(PossibleValuesParser::new(tables::ALL.iter().map(|kind| {
                // The parser's own names live as long as the program.
                let (name, other): (&str, &str) = match language {
                    Language::Swedish => (&kind.file.sv, &kind.file.en),
                    Language::English => (&kind.file.en, &kind.file.sv),
                };
                PossibleValue::new(name.to_owned()).aliases([other.to_owned(), kind.title.sv.to_lowercase(), kind.id.to_owned()])
            }))),
    )
    .arg(
        Arg::new("year")
            .long("year")
            .value_name(words("ÅR", "YEAR"))
            .help(words("Bara planer för ett år", "Only plans of one year"))
            .value_parser(clap::value_parser!(i16).range(1900..=2199)),
    )
    .arg(Arg::new("org").long("org").value_name(words("NAMN", "NAME")).help(words(
        "Bara en organisation, eller de som hör till en nämnd eller avdelning",
        "Only one organisation, or those of a board or department",
    )))
    .arg(date::flag_of_judgement(language))
    .arg(help_flag(language))
}
