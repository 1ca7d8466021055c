//! The arguments of `vp check`.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};
use jiff::civil::Date;

use super::{check_format, check_rules, date, help_flag, paths, sub};
use crate::cli::Strict;
use crate::cli::check::summary::By;
use crate::diagnostic::{Bilingual, Language};
use crate::lint::report::Format;

/// The options of `vp check`.
pub(in crate::cli) struct Check {
    /// The paths; empty for the workspace around the current folder.
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// What sets the exit code.
    pub(in crate::cli) strict: Strict,
    /// Which findings are shown, and at which level.
    pub(in crate::cli) rules: check_rules::Rules,
    /// What is done with the fixes that are certain.
    pub(in crate::cli) fix: Fixing,
    /// How findings are written.
    pub(in crate::cli) format: &'static Format,
    /// The day; `None` for today.
    pub(in crate::cli) on: Option<Date>,
    /// What the findings are counted by, where they are counted and not shown.
    pub(in crate::cli) by: Option<By>,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// What is done with the fixes that are certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Fixing {
    /// Nothing.
    Nothing,
    /// They are shown as a diff, and nothing is written.
    Show,
    /// They are written.
    Write,
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, paths: Vec<PathBuf>, language: Option<Language>) -> Check {
    Check {
        paths,
        strict: if options.get_flag("strict") { Strict::Warnings } else { Strict::Errors },
        rules: check_rules::chosen(options),
        fix: match (options.get_flag("diff"), options.get_flag("fix")) {
            (true, _) => Fixing::Show,
            (false, true) => Fixing::Write,
            (false, false) => Fixing::Nothing,
        },
        format: check_format::chosen(options),
        on: date::chosen(options),
        by: match options.get_one::<String>("by").map(String::as_str) {
            Some("unit" | "enhet") => Some(By::Unit),
            Some(_) => Some(By::Rule),
            None => options.get_flag("summary").then_some(By::Rule),
        },
        language,
    }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    let command = sub(
        "check",
        language,
        Bilingual::fixed(
            "Granskar planerna och uppföljningarna utan att bygga",
            "Checks the plans and their follow-ups without building",
        ),
        Bilingual::fixed("[SÖKVÄG]... [FLAGGOR]", "[PATH]... [OPTIONS]"),
        Bilingual::fixed(
            "vp explain och regelns kod berättar mer om ett fynd.\n\
             Slutkod 0: inga fel. 1: fel i filerna, eller med --diff något att rätta. 2: kommandot kunde inte utföras.",
            "vp explain with the rule's code says more about a finding.\n\
             Exit code 0: no errors. 1: errors in the files, or with --diff something to fix. 2: the command could not do its work.",
        ),
    )
    .arg(paths(language))
    .arg(
        Arg::new("strict")
            .long("strict")
            .help(words("Låt också varningar ge slutkod 1", "Let warnings give exit code 1 too"))
            .action(ArgAction::SetTrue),
    )
    .arg(date::flag_of_judgement(language));
    check_rules::add(command, language)
        .arg(
            Arg::new("fix")
                .long("fix")
                .help(words(
                    "Rätta i filerna det som är säkert, och visa vad som är kvar",
                    "Fix in the files what is certain, and show what remains",
                ))
                .action(ArgAction::SetTrue),
        )
        .arg(
            Arg::new("diff")
                .long("diff")
                .help(words(
                    "Visa vad --fix skulle ändra, som en diff, och skriv ingenting",
                    "Show what --fix would change, as a diff, and write nothing",
                ))
                .conflicts_with("format")
                .action(ArgAction::SetTrue),
        )
        .arg(
            Arg::new("summary")
                .long("summary")
                .help(words(
                    "Visa bara hur många fynd varje regel har, och var",
                    "Show only how many findings each rule has, and where",
                ))
                .conflicts_with_all(["format", "diff"])
                .action(ArgAction::SetTrue),
        )
        .arg(
            Arg::new("by")
                .long("by")
                .value_name(words("VAD", "WHAT"))
                .help(words(
                    "Som --summary, efter rule (regel) eller unit (organisation)",
                    "As --summary, by rule or by unit (organisation)",
                ))
                .hide_possible_values(true)
                .conflicts_with_all(["format", "diff"])
                .value_parser(PossibleValuesParser::new([
                    PossibleValue::new("rule").alias("regel"),
                    PossibleValue::new("unit").alias("enhet"),
                ])),
        )
        .arg(check_format::flag(language))
        .arg(help_flag(language))
}
