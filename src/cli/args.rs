//! The arguments, with help in both languages.

mod check;
mod check_format;
mod check_rules;
mod completions;
mod diff;
mod new;
mod new_follow_up;
mod schema;
mod status;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, ValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};

pub(super) use self::check::{Check, Mend};
pub(super) use self::check_rules::{Baseline, Rules};
pub(super) use self::completions::{Completions, Man};
pub(super) use self::status::{Form, Status};
use super::{Outcome, language, say};
use crate::both;
use crate::diagnostic::{Both, Language};
use crate::print::render::{FORMATS, Format};

pub(super) use self::diff::Diff;
pub(super) use self::new::{New, NewYear};
pub(super) use self::new_follow_up::{FormFormat, NewFollowUp};
pub(super) use self::schema::Schema;

/// A command with its options.
pub(super) enum Command {
    /// `vp build`.
    Build(Build),
    /// `vp check`.
    Check(Check),
    /// `vp completions`.
    Completions(Completions),
    /// `vp diff`.
    Diff(Diff),
    /// `vp explain`.
    Explain(Explain),
    /// `vp init`.
    Init(Init),
    /// `vp man`.
    Man(Man),
    /// `vp new`.
    New(New),
    /// `vp schema`.
    Schema(Schema),
    /// `vp status`.
    Status(Status),
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
    match command(language).try_get_matches_from(&arguments) {
        Ok(matches) => Read::Run(Box::new(chosen(&matches, language))),
        Err(error) => Read::Shown(show(&error, &named(&arguments, language), language)),
    }
}

/// The command that the arguments name, as it is written: `vp new year`.
fn named(arguments: &[OsString], language: Language) -> String {
    let mut known = command(language);
    let mut words = String::from("vp");
    for word in arguments.iter().skip(1) {
        let Some(next) = known.find_subcommand(word).cloned() else { continue };
        words.push_str(&format!(" {}", next.get_name()));
        known = next;
    }
    words
}

fn chosen(matches: &ArgMatches, spoken: Language) -> Command {
    let asked = matches.get_one::<String>("lang").and_then(|word| language::parse(word));
    let (name, options) = matches.subcommand().unwrap_or(("build", matches));
    let paths = || options.get_many::<PathBuf>("path").map(|paths| paths.cloned().collect()).unwrap_or_default();
    match name {
        "check" => Command::Check(check::chosen(options, paths(), asked)),
        "completions" => Command::Completions(completions::completions_chosen(options, asked)),
        "diff" => Command::Diff(diff::chosen(options, asked)),
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
        "man" => Command::Man(completions::man_chosen(options, spoken)),
        "new" => Command::New(new::chosen(options, asked)),
        "schema" => Command::Schema(schema::chosen(options, asked)),
        "status" => Command::Status(status::chosen(options, paths(), asked)),
        _ => Command::Build(Build {
            paths: paths(),
            out: options.get_one::<PathBuf>("out").cloned(),
            formats: options
                .get_many::<&'static Format>("format")
                .map(|formats| formats.copied().collect())
                .unwrap_or_else(|| FORMATS.iter().copied().filter(|format| format.is_usual).collect()),
            language: asked,
        }),
    }
}

/// The whole command line in one language; help, completions and the manual page are made from it.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Both::fixed(sv, en).get(language).to_owned();
    let options = words("Flaggor", "Options");
    let lang = Arg::new("lang")
        .long("lang")
        .global(true)
        .value_name(words("SPRÅK", "LANG"))
        .help(words("Språket i det som vp säger: sv eller en", "The language that vp speaks: sv or en"))
        .help_heading(options.clone())
        .display_order(98)
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new([PossibleValue::new("sv"), PossibleValue::new("en")]));
    Clap::new("vp")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words(
            "Bygger och granskar kommunala enheters verksamhetsplaner och uppföljningar",
            "Builds and checks the yearly plans of Swedish municipal units, and their follow-ups",
        ))
        .help_template(words(
            "{about-with-newline}\nAnvändning: vp KOMMANDO [FLAGGOR]\n\n{all-args}{after-help}",
            "{about-with-newline}\nUsage: vp COMMAND [OPTIONS]\n\n{all-args}{after-help}",
        ))
        .after_help(words(
            "vp KOMMANDO --help visar mer om ett kommando. Språket kan också sättas med miljövariabeln VP_LANG.",
            "vp COMMAND --help shows more about a command. The language can also be set by the variable VP_LANG.",
        ))
        .override_usage(words("vp KOMMANDO [FLAGGOR]", "vp COMMAND [OPTIONS]"))
        .subcommand_help_heading(words("Kommandon", "Commands"))
        .next_help_heading(options.clone())
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .help(words("Visa versionen", "Show the version"))
                .action(ArgAction::Version),
        )
        .arg(lang)
        .arg(help_flag(language))
        .subcommands([
            init(language),
            build(language),
            check::command(language),
            new::command(language),
            status::command(language),
            diff::command(language),
            explain(language),
            completions::completions(language),
            completions::man(language),
            schema::command(language),
        ])
}

/// A subcommand in one language. `usage` is what follows its name.
fn sub(name: &'static str, language: Language, about: Both, usage: Both, after: Both) -> Clap {
    sub_of("", name, language, about, usage, after)
}

/// A subcommand of a group; `group` is what stands before its name, with a blank at its end.
fn sub_of(group: &str, name: &'static str, language: Language, about: Both, usage: Both, after: Both) -> Clap {
    let word = Both::fixed("Användning", "Usage");
    let (word, usage) = (word.get(language), usage.get(language));
    Clap::new(name)
        .about(about.get(language).to_owned())
        .help_template(format!(
            "{{about-with-newline}}\n{word}: vp {group}{name} {usage}\n\n{{all-args}}{{after-help}}"
        ))
        .override_usage(format!("vp {group}{name} {usage}"))
        .after_help(after.get(language).to_owned())
        .next_help_heading(Both::fixed("Flaggor", "Options").get(language).to_owned())
        .disable_help_flag(true)
        .disable_version_flag(true)
}

/// A positional argument, under a heading of its own.
fn positional(name: &'static str, language: Language, value: Both, help: Both) -> Arg {
    Arg::new(name)
        .value_name(value.get(language).to_owned())
        .help(help.get(language).to_owned())
        .help_heading(Both::fixed("Argument", "Arguments").get(language).to_owned())
}

fn paths(language: Language) -> Arg {
    positional(
        "path",
        language,
        Both::fixed("SÖKVÄG", "PATH"),
        Both::fixed(
            "Fil eller mapp [utan argument: arbetsytan som den aktuella mappen hör till]",
            "File or folder [default: the workspace that the current folder belongs to]",
        ),
    )
    .value_parser(ValueParser::path_buf())
    .num_args(0..)
}

fn build(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Both::fixed(sv, en).get(language).to_owned();
    sub(
        "build",
        language,
        Both::fixed(
            "Bygger planernas och uppföljningarnas dokument",
            "Builds the documents of the plans and their follow-ups",
        ),
        Both::fixed("[SÖKVÄG]... [FLAGGOR]", "[PATH]... [OPTIONS]"),
        Both::fixed(
            "Ett dokument byggs också när det finns fel i det, men inte när filen inte går att läsa.\n\
             Slutkod 0: inga fel. 1: fel i filerna. 2: kommandot kunde inte utföras.",
            "A document is built even where it has errors, but not where its file cannot be read.\n\
             Exit code 0: no errors. 1: errors in the files. 2: the command could not do its work.",
        ),
    )
    .arg(paths(language))
    .arg(
        Arg::new("out")
            .long("out")
            .short('o')
            .value_name(words("MAPP", "DIR"))
            .help(words(
                "Mappen som dokumenten skrivs till [utan flaggan: build i arbetsytan]",
                "The folder that the documents are written to [default: build in the workspace]",
            ))
            .value_parser(ValueParser::path_buf()),
    )
    .arg(
        Arg::new("format")
            .long("format")
            .short('f')
            .value_name("FORMAT")
            .help(words(
                "html, markdown (md) eller json (js), eller flera med komma emellan [utan flaggan: html,markdown]",
                "html, markdown (md) or json (js), or several with a comma between [default: html,markdown]",
            ))
            .value_delimiter(',')
            .action(ArgAction::Append)
            .value_parser(read_format)
            .add(ArgValueCandidates::new(|| values(FORMATS.iter().map(|format| format.name)))),
    )
    .arg(help_flag(language))
}

fn init(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Both::fixed(sv, en).get(language).to_owned();
    sub(
        "init",
        language,
        Both::fixed("Gör en liten arbetsyta som går att bygga direkt", "Makes a small workspace that builds at once"),
        Both::fixed("[MAPP] [FLAGGOR]", "[DIR] [OPTIONS]"),
        Both::fixed(
            "Skriver aldrig över något: finns någon av filerna redan skrivs ingenting, och slutkoden är 2.",
            "Never writes over anything: where a file exists, nothing is written and the exit code is 2.",
        ),
    )
    .arg(
        positional(
            "folder",
            language,
            Both::fixed("MAPP", "DIR"),
            Both::fixed(
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
    .arg(help_flag(language))
}

fn explain(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Both::fixed(sv, en).get(language).to_owned();
    sub(
        "explain",
        language,
        Both::fixed(
            "Förklarar en regel, med ett exempel och hur det rättas",
            "Explains a rule, with an example and how to mend it",
        ),
        Both::fixed("KOD|NAMN [FLAGGOR]", "CODE|NAME [OPTIONS]"),
        Both::fixed(
            "Slutkod 0: regeln finns. 2: ingen regel heter så.",
            "Exit code 0: there is such a rule. 2: no rule is called that.",
        ),
    )
    .arg(
        positional(
            "rule",
            language,
            Both::fixed("KOD|NAMN", "CODE|NAME"),
            Both::fixed("Regelns kod eller namn, till exempel VP0603", "The rule's code or name, for instance VP0603"),
        )
        .hide_possible_values(true)
        .value_parser(check_rules::codes(language, check_rules::Families::Without))
        .required_unless_present("all"),
    )
    .arg(
        Arg::new("all")
            .long("all")
            .help(words("Alla regler, som Markdown", "All rules, as Markdown"))
            .action(ArgAction::SetTrue),
    )
    .arg(help_flag(language))
}

fn help_flag(language: Language) -> Arg {
    let words = Both::fixed("Visa hjälp", "Show help");
    Arg::new("help")
        .long("help")
        .short('h')
        .display_order(99)
        .help(words.get(language).to_owned())
        .action(ArgAction::Help)
}

/// Values that a shell may complete, for an argument whose parser tells none.
fn values(words: impl IntoIterator<Item = &'static str>) -> Vec<CompletionCandidate> {
    words.into_iter().map(CompletionCandidate::new).collect()
}

fn read_format(word: &str) -> Result<&'static Format, String> {
    crate::print::render::find(word)
        .ok_or_else(|| FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", "))
}

/// What may be written for an argument whose value will not do.
fn accepted(argument: &str, values: &str) -> Option<Both> {
    match argument.split([' ', '=']).next() {
        _ if !values.is_empty() => Some(both!("skriv något av {values}", "write one of {values}")),
        Some("--year" | "<YEAR>" | "<ÅR>") => {
            Some(Both::fixed("skriv ett årtal från 1900 till 2199", "write a year from 1900 to 2199"))
        }
        Some("[KIND]" | "[SLAG]") => {
            let names = crate::describe::schema::Subject::names().join(", ");
            Some(both!("skriv något av {names}", "write one of {names}"))
        }
        Some("--on") => Some(status::a_date()),
        Some("--likeness") => Some(Both::fixed("skriv ett tal från 1 till 100", "write a number from 1 to 100")),
        Some("--format") if values.is_empty() => {
            let names = FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
            Some(both!("formaten är {names}", "the formats are {names}"))
        }
        _ => None,
    }
}

/// Shows help, the version, or what is wrong with the arguments.
fn show(error: &clap::Error, command: &str, language: Language) -> Outcome {
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
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            both!("argumentet {argument} är ett för mycket", "the argument {argument} is one too many")
        }
        ErrorKind::UnknownArgument => both!("flaggan {argument} finns inte", "there is no option {argument}"),
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand);
            both!("kommandot {name} finns inte", "there is no command {name}")
        }
        ErrorKind::MissingSubcommand => Both::fixed("skriv ett kommando", "name a command"),
        ErrorKind::MissingRequiredArgument => {
            both!("argumentet {argument} saknas", "the argument {argument} is missing")
        }
        ErrorKind::InvalidValue if value.is_empty() => both!("{argument} saknar värde", "{argument} lacks its value"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            both!("{value} går inte för {argument}", "{value} will not do for {argument}")
        }
        ErrorKind::TooManyValues | ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg);
            match other.is_empty() || other == argument {
                true => both!("{argument} kan bara anges en gång", "{argument} can be given only once"),
                false => both!("{argument} går inte ihop med {other}", "{argument} does not go together with {other}"),
            }
        }
        _ => {
            let rendered = error.render().to_string();
            both!("{rendered}", "{rendered}")
        }
    };
    let mut lines = message.get(language).to_owned();
    let suggestions = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = suggestions.into_iter().map(text).find(|near| !near.is_empty());
    let hint = match near {
        Some(near) => Some(both!("menade du {near}?", "did you mean {near}?")),
        None => accepted(&argument, &text(ContextKind::ValidValue)),
    };
    if let Some(hint) = hint {
        lines.push_str(&format!("\n  {}", hint.get(language)));
    }
    let help = both!("{command} --help visar vad som kan skrivas", "{command} --help shows what can be written");
    say::error(language, &format!("{lines}\n  {}", help.get(language)));
    Outcome::Failed
}
