//! The arguments, with help in both languages.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, ValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};

use super::{Outcome, Strict, language, say};
use crate::both;
use crate::diagnostic::{Both, Language};
use crate::render::{FORMATS, Format};

/// A command with its options.
pub(super) enum Command {
    /// `vp build`.
    Build(Build),
    /// `vp check`.
    Check(Check),
    /// `vp explain`.
    Explain(Explain),
    /// `vp init`.
    Init(Init),
}

/// The options of `vp build`.
pub(super) struct Build {
    /// The paths; empty for the workspace around the current folder.
    pub(super) paths: Vec<PathBuf>,
    /// The output folder.
    pub(super) out: Option<PathBuf>,
    /// The formats.
    pub(super) formats: Vec<&'static Format>,
    /// The language asked for.
    pub(super) language: Option<Language>,
}

/// The options of `vp check`.
pub(super) struct Check {
    /// The paths; empty for the workspace around the current folder.
    pub(super) paths: Vec<PathBuf>,
    /// What sets the exit code.
    pub(super) strict: Strict,
    /// Whether findings at the lowest level are shown.
    pub(super) info: bool,
    /// The language asked for.
    pub(super) language: Option<Language>,
}

/// The options of `vp explain`.
pub(super) struct Explain {
    /// A code or a name; `None` for all rules.
    pub(super) rule: Option<String>,
    /// The language to speak.
    pub(super) language: Language,
}

/// The options of `vp init`.
pub(super) struct Init {
    /// The folder.
    pub(super) folder: PathBuf,
    /// The unit's name.
    pub(super) unit: Option<String>,
    /// The year.
    pub(super) year: Option<i16>,
    /// The language to speak.
    pub(super) language: Language,
}

/// What came of reading the arguments.
pub(super) enum Read {
    /// A command to run.
    Run(Box<Command>),
    /// Help or an error was shown; there is nothing to run.
    Shown(Outcome),
}

/// Reads the arguments; shows help and usage errors in `language`.
pub(super) fn read(arguments: Vec<OsString>, language: Language) -> Read {
    match command(language).try_get_matches_from(arguments) {
        Ok(matches) => Read::Run(Box::new(chosen(&matches, language))),
        Err(error) => Read::Shown(show(&error, language)),
    }
}

fn chosen(matches: &ArgMatches, spoken: Language) -> Command {
    let asked = matches.get_one::<String>("lang").and_then(|word| language::parse(word));
    let (name, options) = matches.subcommand().unwrap_or(("build", matches));
    let paths = || options.get_many::<PathBuf>("path").map(|paths| paths.cloned().collect()).unwrap_or_default();
    match name {
        "check" => Command::Check(Check {
            paths: paths(),
            strict: if options.get_flag("strict") { Strict::Warnings } else { Strict::Errors },
            info: options.get_flag("info"),
            language: asked,
        }),
        "explain" => Command::Explain(Explain {
            rule: options.get_one::<String>("rule").cloned().filter(|_| !options.get_flag("all")),
            language: spoken,
        }),
        "init" => Command::Init(Init {
            folder: options.get_one::<PathBuf>("folder").cloned().unwrap_or_else(|| PathBuf::from(".")),
            unit: options.get_one::<String>("unit").cloned(),
            year: options.get_one::<i16>("year").copied(),
            language: spoken,
        }),
        _ => Command::Build(Build {
            paths: paths(),
            out: options.get_one::<PathBuf>("out").cloned(),
            formats: options
                .get_many::<&'static Format>("format")
                .map(|formats| formats.copied().collect())
                .unwrap_or_else(|| FORMATS.to_vec()),
            language: asked,
        }),
    }
}

/// The whole command line in one language; help, completions and the manual page are made from it.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Both::fixed(sv, en).get(language).to_owned();
    let template = words(
        "{about-with-newline}\nAnvändning: {usage}\n\n{all-args}{after-help}",
        "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    );
    let options = words("Flaggor", "Options");
    let arguments = words("Argument", "Arguments");
    let sub = |name: &'static str, about: String| {
        Clap::new(name)
            .about(about)
            .help_template(template.clone())
            .next_help_heading(options.clone())
            .disable_help_flag(true)
            .disable_version_flag(true)
            .arg(help_flag(language))
    };
    let path = || {
        Arg::new("path")
            .value_name(words("SÖKVÄG", "PATH"))
            .help(words(
                "Fil eller mapp; utan sökväg arbetsytan som den aktuella mappen hör till",
                "File or folder; without a path the workspace that the current folder belongs to",
            ))
            .help_heading(arguments.clone())
            .value_parser(ValueParser::path_buf())
            .num_args(0..)
    };
    let build = sub("build", words("Bygger dokumenten av planerna", "Builds the documents from the plans"))
        .arg(path())
        .arg(
            Arg::new("out")
                .long("out")
                .short('o')
                .value_name(words("MAPP", "FOLDER"))
                .help(words("Mappen som dokumenten skrivs till [utan flaggan: build]", "The folder to write the documents to [default: build]"))
                .value_parser(ValueParser::path_buf()),
        )
        .arg(
            Arg::new("format")
                .long("format")
                .short('f')
                .value_name("FORMAT")
                .help(words("html, markdown (md) eller båda, åtskilda av komma [utan flaggan: båda]", "html, markdown (md) or both, set apart by a comma [default: both]"))
                .value_delimiter(',')
                .action(ArgAction::Append)
                .value_parser(read_format),
        );
    let check = sub("check", words("Granskar planerna utan att bygga", "Checks the plans without building"))
        .arg(path())
        .arg(
            Arg::new("strict")
                .long("strict")
                .help(words("Låt också varningar ge slutkod 1", "Let warnings give exit code 1 too"))
                .action(ArgAction::SetTrue),
        )
        .arg(
            Arg::new("info")
                .long("info")
                .help(words("Visa också upplysningar", "Show findings at the level info too"))
                .action(ArgAction::SetTrue),
        )
        .after_help(words(
            "Slutkod 0: inga fel. 1: fel i planerna. 2: kommandot kunde inte utföras.",
            "Exit code 0: no errors. 1: errors in the plans. 2: the command could not do its work.",
        ));
    let explain = sub("explain", words("Förklarar en regel", "Explains a rule"))
        .arg(
            Arg::new("rule")
                .value_name(words("KOD|NAMN", "CODE|NAME"))
                .help(words("Regelns kod eller namn, till exempel VP0603", "The rule's code or name, for instance VP0603"))
                .help_heading(arguments.clone())
                .required_unless_present("all"),
        )
        .arg(
            Arg::new("all")
                .long("all")
                .help(words("Alla regler, som Markdown", "All rules, as Markdown"))
                .action(ArgAction::SetTrue),
        );
    let init = sub("init", words("Gör en liten arbetsyta som går att bygga direkt", "Makes a small workspace that builds at once"))
        .arg(
            Arg::new("folder")
                .value_name(words("MAPP", "DIR"))
                .help(words("Mappen [utan argument: den aktuella]", "The folder [default: the current one]"))
                .help_heading(arguments.clone())
                .value_parser(ValueParser::path_buf()),
        )
        .arg(
            Arg::new("unit")
                .long("unit")
                .value_name(words("NAMN", "NAME"))
                .help(words("Enhetens namn", "The unit's name")),
        )
        .arg(
            Arg::new("year")
                .long("year")
                .value_name(words("ÅR", "YEAR"))
                .help(words("Planens år [utan flaggan: i år]", "The plan's year [default: this year]"))
                .value_parser(clap::value_parser!(i16).range(1900..2200)),
        );
    Clap::new("vp")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words(
            "Bygger och granskar kommunala enheters verksamhetsplaner",
            "Builds and checks the plan documents of Swedish municipal units",
        ))
        .help_template(words(
            "{about-with-newline}\nAnvändning: vp KOMMANDO [FLAGGOR]\n\nKommandon:\n{subcommands}\n\nFlaggor:\n{options}{after-help}",
            "{about-with-newline}\nUsage: vp COMMAND [OPTIONS]\n\nCommands:\n{subcommands}\n\nOptions:\n{options}{after-help}",
        ))
        .after_help(words("vp KOMMANDO --help visar mer om ett kommando.", "vp COMMAND --help shows more about a command."))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(help_flag(language))
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .help(words("Visa versionen", "Show the version"))
                .action(ArgAction::Version),
        )
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_name(words("SPRÅK", "LANG"))
                .help(words("Meddelandenas språk: sv eller en", "The language of messages: sv or en"))
                .hide_possible_values(true)
                .value_parser(PossibleValuesParser::new([PossibleValue::new("sv"), PossibleValue::new("en")])),
        )
        .subcommands([build, check, init, explain])
}

fn help_flag(language: Language) -> Arg {
    let words = Both::fixed("Visa hjälp", "Show help");
    Arg::new("help").long("help").short('h').help(words.get(language).to_owned()).action(ArgAction::Help)
}

fn read_format(word: &str) -> Result<&'static Format, String> {
    crate::render::find(word).ok_or_else(|| FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", "))
}

/// Shows help, the version, or what is wrong with the arguments.
fn show(error: &clap::Error, language: Language) -> Outcome {
    if !error.use_stderr() {
        return match say::out(&error.render().ansi().to_string()) {
            Ok(()) => Outcome::Clean,
            Err(error) if say::is_closed_pipe(&error) => Outcome::Clean,
            Err(_) => Outcome::Failed,
        };
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        say::note(&error.render().ansi().to_string());
        return Outcome::Failed;
    }
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let (argument, value) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::UnknownArgument => both!("flaggan {argument} finns inte", "there is no option {argument}"),
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand);
            both!("kommandot {name} finns inte", "there is no command {name}")
        }
        ErrorKind::MissingSubcommand => Both::fixed("skriv ett kommando", "name a command"),
        ErrorKind::MissingRequiredArgument => both!("argumentet {argument} saknas", "the argument {argument} is missing"),
        ErrorKind::InvalidValue if value.is_empty() => both!("{argument} saknar värde", "{argument} lacks its value"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            both!("{value} går inte för {argument}", "{value} will not do for {argument}")
        }
        ErrorKind::TooManyValues | ErrorKind::ArgumentConflict => {
            both!("{argument} kan bara anges en gång", "{argument} can be given only once")
        }
        _ => {
            let rendered = error.render().to_string();
            both!("{rendered}", "{rendered}")
        }
    };
    let mut lines = message.get(language).to_owned();
    let suggestions = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::ValidValue, ContextKind::SuggestedValue];
    if let Some(near) = suggestions.into_iter().map(text).find(|near| !near.is_empty()) {
        let words = both!("menade du {near}?", "did you mean {near}?");
        lines.push_str(&format!("\n  {}", words.get(language)));
    }
    let help = Both::fixed("vp --help visar kommandon och flaggor", "vp --help shows commands and options");
    say::error(language, &format!("{lines}\n  {}", help.get(language)));
    Outcome::Failed
}
