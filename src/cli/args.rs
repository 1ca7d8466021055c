//! The arguments, with help in both languages.

mod build;
mod check;
mod check_format;
mod check_rules;
mod completions;
pub(crate) mod date;
mod diff;
mod explain;
mod export;
mod fill;
mod guide;
mod help;
mod import;
mod init;
mod known;
mod lsp;
mod mistake;
mod new;
mod new_follow_up;
mod schema;
mod serve;
mod status;
mod trend;
pub(crate) mod version;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};
use clap_complete::engine::CompletionCandidate;

pub(super) use self::build::Build;
pub(super) use self::check::{Check, Fixing};
pub(super) use self::check_rules::{Baseline, Rules};
pub(super) use self::completions::{Completions, Man};
pub(super) use self::mistake::PDF_COMMAND;
pub(super) use self::status::{Form, Sent, Status};
pub(super) use self::trend::Trend;
use super::{Outcome, language};
use crate::diagnostic::{Bilingual, Language};

pub(super) use self::diff::Diff;
pub(super) use self::explain::Explain;
pub(super) use self::export::{Export, ExportFormat};
pub(super) use self::fill::Fill;
pub(super) use self::guide::Guide;
pub(super) use self::import::{Import, ImportDocuments, ImportOutcomes};
pub(super) use self::init::Init;
pub(super) use self::lsp::Lsp;
pub(super) use self::new::{New, NewYear};
pub(super) use self::new_follow_up::{FormFormat, NewFollowUp};
pub(super) use self::schema::Schema;
pub(super) use self::serve::Serve;

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
    /// `vp export`.
    Export(Export),
    /// `vp fill`.
    Fill(Fill),
    /// `vp guide`.
    Guide(Guide),
    /// `vp import`.
    Import(Import),
    /// `vp init`.
    Init(Init),
    /// `vp lsp`.
    Lsp(Lsp),
    /// `vp man`.
    Man(Man),
    /// `vp new`.
    New(New),
    /// `vp schema`.
    Schema(Schema),
    /// `vp serve`.
    Serve(Serve),
    /// `vp status`.
    Status(Status),
    /// `vp trend`.
    Trend(Trend),
}

/// No machine does more at once.
const MOST_JOBS: i64 = 1024;

/// What came of reading the arguments.
pub(super) enum Read {
    /// A command to run.
    Run {
        /// The command.
        command: Box<Command>,
        /// With how many threads; without a number with as many as there are processors.
        jobs: Option<usize>,
    },
    /// Help or an error was shown; there is nothing to run.
    Shown(Outcome),
}

/// Reads the arguments; shows help and usage errors in `language`.
pub(super) fn read(arguments: Vec<OsString>, language: Language) -> Read {
    match command(language).try_get_matches_from(&arguments) {
        Ok(matches) if matches.subcommand_name() == Some("help") => Read::Shown(help::show(&matches, language)),
        Ok(matches) => {
            let options = matches.subcommand().map_or(&matches, |(_, options)| options);
            let jobs = options.get_one::<u16>("jobs").map(|jobs| usize::from(*jobs));
            Read::Run { command: Box::new(chosen(&matches, language)), jobs }
        }
        Err(error) => Read::Shown(mistake::show(&error, &named(&arguments, language), language)),
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

fn chosen(matches: &ArgMatches, language: Language) -> Command {
    let asked = matches.get_one::<String>("lang").and_then(|word| language::parse(word));
    let (name, options) = matches.subcommand().unwrap_or(("build", matches));
    let paths = || options.get_many::<PathBuf>("path").map(|paths| paths.cloned().collect()).unwrap_or_default();
    match name {
        "check" => Command::Check(check::chosen(options, paths(), asked)),
        "completions" => Command::Completions(completions::completions_chosen(options, asked)),
        "diff" => Command::Diff(diff::chosen(options, asked)),
        "explain" => Command::Explain(explain::chosen(options, language)),
        "export" => Command::Export(export::chosen(options, paths(), asked)),
        "fill" => Command::Fill(fill::chosen(options, asked)),
        "guide" => Command::Guide(guide::chosen(options, language)),
        "import" => Command::Import(import::chosen(options, asked)),
        "init" => Command::Init(init::chosen(options, language)),
        "lsp" => Command::Lsp(lsp::chosen(asked)),
        "man" => Command::Man(completions::man_chosen(options, language)),
        "new" => Command::New(new::chosen(options, asked)),
        "schema" => Command::Schema(schema::chosen(options, asked)),
        "serve" => Command::Serve(serve::chosen(options, paths(), asked)),
        "status" => Command::Status(status::chosen(options, paths(), asked)),
        "trend" => Command::Trend(trend::chosen(options, asked)),
        _ => Command::Build(build::chosen(options, paths(), asked)),
    }
}

/// The whole command line in one language; help, completions and the manual page are made from it.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
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
    let jobs = Arg::new("jobs")
        .long("jobs")
        .short('j')
        .global(true)
        .value_name(words("ANTAL", "NUMBER"))
        .help(words(
            "Hur många trådar som arbetar; annars så många som datorn har kärnor",
            "How many threads work; otherwise as many as the machine has cores",
        ))
        .help_heading(options.clone())
        .display_order(97)
        .value_parser(clap::value_parser!(u16).range(1..=MOST_JOBS));
    Clap::new("vp")
        .version(version::of(language))
        .about(words(
            "Bygger och granskar kommunala enheters verksamhetsplaner och uppföljningar",
            "Builds and checks the yearly plans of Swedish municipal units, and their follow-ups",
        ))
        .help_template(words(
            "{about-with-newline}\nAnvändning: vp KOMMANDO [FLAGGOR]\n\n{all-args}{after-help}",
            "{about-with-newline}\nUsage: vp COMMAND [OPTIONS]\n\n{all-args}{after-help}",
        ))
        .after_help(words(
            "vp KOMMANDO --help visar mer om ett kommando. Språket kan också sättas med miljövariabeln VP_LANG.\n\
             Kommandona har svenska namn också: börja (init), bygg (build), granska eller kontrollera (check), visa (serve), ny (new), \
             fyll (fill), läge (status), utveckling (trend), jämför (diff), exportera (export), importera (import), förklara (explain), \
             vägledning (guide), hjälp (help).",
            "vp COMMAND --help shows more about a command. The language can also be set by the variable VP_LANG.\n\
             The commands have Swedish names too: börja (init), bygg (build), granska or kontrollera (check), visa (serve), ny (new), \
             fyll (fill), läge (status), utveckling (trend), jämför (diff), exportera (export), importera (import), förklara (explain), \
             vägledning (guide), hjälp (help).",
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
        .arg(jobs)
        .arg(help_flag(language))
        .subcommands([
            init::command(language),
            build::command(language),
            check::command(language),
            serve::command(language),
            new::command(language),
            fill::command(language),
            status::command(language),
            trend::command(language),
            diff::command(language),
            export::command(language),
            import::command(language),
            explain::command(language),
            guide::command(language),
            completions::completions(language),
            completions::man(language),
            schema::command(language),
            lsp::command(language),
            help::command(language),
        ])
        .mut_subcommands(|own| {
            let names = help::swedish(own.get_name());
            known::completed(own.aliases(names.iter().copied()))
        })
}

/// A subcommand in one language. `usage` is what follows its name.
fn sub(name: &'static str, language: Language, about: Bilingual, usage: Bilingual, after: Bilingual) -> Clap {
    sub_of("", name, language, about, usage, after)
}

/// A subcommand of a group; `group` is what stands before its name, with a blank at its end.
fn sub_of(
    group: &str,
    name: &'static str,
    language: Language,
    about: Bilingual,
    usage: Bilingual,
    after: Bilingual,
) -> Clap {
    let word = Bilingual::fixed("Användning", "Usage");
    let (word, usage) = (word.get(language), usage.get(language));
    Clap::new(name)
        .about(about.get(language).to_owned())
        .help_template(format!(
            "{{about-with-newline}}\n{word}: vp {group}{name} {usage}\n\n{{all-args}}{{after-help}}"
        ))
        .override_usage(format!("vp {group}{name} {usage}"))
        .after_help(after.get(language).to_owned())
        .next_help_heading(Bilingual::fixed("Flaggor", "Options").get(language).to_owned())
        .disable_help_flag(true)
        .disable_version_flag(true)
}

/// A positional argument, under a heading of its own.
fn positional(name: &'static str, language: Language, value: Bilingual, help: Bilingual) -> Arg {
    Arg::new(name)
        .value_name(value.get(language).to_owned())
        .help(help.get(language).to_owned())
        .help_heading(Bilingual::fixed("Argument", "Arguments").get(language).to_owned())
}

fn paths(language: Language) -> Arg {
    positional(
        "path",
        language,
        Bilingual::fixed("SÖKVÄG", "PATH"),
        Bilingual::fixed(
            "Fil eller mapp [utan argument: arbetsytan som den aktuella mappen hör till]",
            "File or folder [default: the workspace that the current folder belongs to]",
        ),
    )
    .value_parser(ValueParser::path_buf())
    .num_args(0..)
}

/// `-f FORMAT`, without the formats that there are.
fn format_flag(language: Language, help: Bilingual) -> Arg {
    Arg::new("format").long("format").short('f').value_name("FORMAT").help(help.get(language).to_owned())
}

/// `--diff` of a command that puts values into follow-ups.
fn diff_flag(language: Language) -> Arg {
    let words = Bilingual::fixed("Visa ändringarna och skriv ingenting", "Show the changes and write nothing");
    Arg::new("diff").long("diff").help(words.get(language).to_owned()).action(ArgAction::SetTrue)
}

fn help_flag(language: Language) -> Arg {
    let words = Bilingual::fixed("Visa hjälp", "Show help");
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
