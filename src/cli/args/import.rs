//! The arguments of `vp import`: what is read from others' files into those that are there.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};

use super::{diff_flag, help, help_flag, positional, sub, sub_of};
use crate::diagnostic::{Bilingual, Language};
use crate::model::DocumentKind;

/// What is read.
pub(in crate::cli) enum Import {
    /// `vp import outcomes`.
    Outcomes(ImportOutcomes),
    /// `vp import document` and `vp import documents`.
    Documents(ImportDocuments),
}

/// The options of `vp import document` and `vp import documents`.
pub(in crate::cli) struct ImportDocuments {
    /// The file, or the folder of files.
    pub(in crate::cli) file: PathBuf,
    /// Whether a folder is read.
    pub(in crate::cli) is_folder: bool,
    /// The folder that is written to; `None` for the one that the year and the organisation make.
    pub(in crate::cli) out: Option<PathBuf>,
    /// The year.
    pub(in crate::cli) year: Option<i16>,
    /// The kind of document, in the word of a file.
    pub(in crate::cli) kind: Option<DocumentKind>,
    /// Whether the goals of those above go into plans of their own.
    pub(in crate::cli) splits: bool,
    /// The page that shows the document and what became of it side by side.
    pub(in crate::cli) report: Option<PathBuf>,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// The options of `vp import outcomes`.
pub(in crate::cli) struct ImportOutcomes {
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
    let (name, options) = matches.subcommand().unwrap_or(("outcomes", matches));
    let file = options.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    match name {
        "document" | "documents" => Import::Documents(ImportDocuments {
            file,
            is_folder: name == "documents",
            out: options.get_one::<PathBuf>("out").cloned(),
            year: options.try_get_one::<i16>("year").ok().flatten().copied(),
            kind: options.try_get_one::<String>("kind").ok().flatten().and_then(|key| kind(key)),
            splits: options.get_flag("split"),
            report: options.get_one::<PathBuf>("report").cloned(),
            language,
        }),
        _ => Import::Outcomes(ImportOutcomes {
            file,
            path: options.get_one::<PathBuf>("path").cloned(),
            period: options.get_one::<String>("period").cloned(),
            municipality: options.get_one::<String>("municipality").cloned(),
            is_shown: options.get_flag("diff"),
            language,
        }),
    }
}

/// The kinds of documents that are read.
const KINDS: [DocumentKind; 4] =
    [DocumentKind::Plan, DocumentKind::TertialReport, DocumentKind::AnnualReport, DocumentKind::Contribution];

fn kind(key: &str) -> Option<DocumentKind> {
    KINDS.into_iter().find(|kind| kind.key() == key)
}

/// The group.
pub(super) fn command(language: Language) -> Clap {
    sub(
        "import",
        language,
        Bilingual::fixed(
            "Läser in gamla dokument, och utfall ur kalkylblad",
            "Reads old documents, and outcomes out of spreadsheets",
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
    .subcommands([outcomes(language), document(language), documents(language)])
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
    .arg(diff_flag(language))
    .arg(help_flag(language))
}

fn document(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    sub_of(
        "import ",
        "document",
        language,
        Bilingual::fixed(
            "Läser in en gammal plan eller rapport ur Word, LibreOffice, webb, Markdown eller text",
            "Reads an old plan or report out of Word, LibreOffice, web, Markdown or text",
        ),
        Bilingual::fixed("FIL [FLAGGOR]", "FILE [OPTIONS]"),
        Bilingual::fixed(
            "En plan blir plan.yaml; en rapport blir planen som den följer upp och uppföljningen. Det som gissades har en kommentar som\n\
             börjar med \"kontrollera:\", och det som inte förstods står i inte-forstatt.md. Filer som finns skrivs aldrig över.\n\
             En PDF görs först till text: pdftotext -layout plan.pdf\n\
             Slutkod 0: allt förstods. 1: något står i listan. 2: kommandot kunde inte utföras, och ingenting skrevs.",
            "A plan becomes plan.yaml; a report becomes the plan that it follows up and the follow-up. What was guessed has a comment that\n\
             begins with \"kontrollera:\" (check), and what was not understood is in inte-forstatt.md. Files that exist are never written over.\n\
             A PDF is made to text first: pdftotext -layout plan.pdf\n\
             Exit code 0: everything was understood. 1: something is in the list. 2: the command could not do its work, and nothing was\n\
             written.",
        ),
    )
    .arg(
        positional(
            "file",
            language,
            Bilingual::fixed("FIL", "FILE"),
            Bilingual::fixed("Filen: docx, odt, html, md eller txt", "The file: docx, odt, html, md or txt"),
        )
        .required(true)
        .display_order(1)
        .value_parser(ValueParser::path_buf()),
    )
    .args(written(language, false))
    .arg(
        Arg::new("year")
            .long("year")
            .value_name(words("ÅR", "YEAR"))
            .help(words("Året, när dokumentet inte säger det", "The year, where the document does not say it"))
            .value_parser(clap::value_parser!(i16).range(1990..=2100)),
    )
    .arg(
        Arg::new("kind")
            .long("kind")
            .value_name(words("SLAG", "KIND"))
            .help(words(
                "Slaget av dokument, när dokumentet inte säger det: verksamhetsplan, tertialrapport, verksamhetsberättelse eller bidrag",
                "The kind of document, where the document does not say it: verksamhetsplan, tertialrapport, verksamhetsberättelse or bidrag",
            ))
            .hide_possible_values(true)
            .value_parser(PossibleValuesParser::new(KINDS.map(DocumentKind::key))),
    )
    .arg(help_flag(language))
}

fn documents(language: Language) -> Clap {
    sub_of(
        "import ",
        "documents",
        language,
        Bilingual::fixed("Läser in alla gamla dokument i en mapp", "Reads all old documents of a folder"),
        Bilingual::fixed("MAPP [FLAGGOR]", "DIR [OPTIONS]"),
        Bilingual::fixed(
            "Som vp import document, för varje dokument i mappen och mapparna under den: planerna först, sedan det som rapporterar om dem.\n\
             Vad som blev av varje fil sägs på en rad.",
            "As vp import document, for each document in the folder and the folders below it: the plans first, then what reports on them.\n\
             What became of each file is told in one line.",
        ),
    )
    .arg(
        positional(
            "file",
            language,
            Bilingual::fixed("MAPP", "DIR"),
            Bilingual::fixed("Mappen med dokument", "The folder of documents"),
        )
        .required(true)
        .display_order(1)
        .value_parser(ValueParser::path_buf()),
    )
    .args(written(language, true))
    .arg(help_flag(language))
}

/// How and where the files are written.
fn written(language: Language, is_folder: bool) -> [Arg; 3] {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    [
        Arg::new("out")
            .short('o')
            .long("out")
            .value_name(words("MAPP", "DIR"))
            .help(words(
                "Mappen som filerna skrivs till [annars: mappen för planer, året och enheten]",
                "The folder that the files are written to [default: the folder of plans, the year and the unit]",
            ))
            .value_parser(ValueParser::path_buf()),
        Arg::new("split")
            .long("split")
            .help(words(
                "Skriv fullmäktiges och nämndens mål i planer för sig, ovanför enhetens",
                "Write the goals of the council and the board in plans of their own, above the unit's",
            ))
            .action(ArgAction::SetTrue),
        Arg::new("report")
            .long("report")
            .value_name(if is_folder { words("MAPP", "DIR") } else { words("FIL", "FILE") })
            .help(match is_folder {
                true => words(
                    "Skriv en sida för varje dokument, med det och det som blev av det sida vid sida",
                    "Write a page for each document, with it and what became of it side by side",
                ),
                false => words(
                    "Skriv en sida (.html) med dokumentet och det som blev av det sida vid sida",
                    "Write a page (.html) with the document and what became of it side by side",
                ),
            })
            .value_parser(ValueParser::path_buf()),
    ]
}
