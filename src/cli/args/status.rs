//! The arguments of `vp status`.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};
use jiff::civil::Date;

use super::{date, help_flag, paths, sub};
use crate::diagnostic::{Bilingual, Language};
use crate::status::filter::{Filter, Order};

/// The options of `vp status`.
pub(in crate::cli) struct Status {
    /// The paths; empty for the workspace around the current folder.
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// The day; `None` for today.
    pub(in crate::cli) on: Option<Date>,
    /// Which part of it is shown.
    pub(in crate::cli) filter: Filter,
    /// Whether each plan is told in full, however many there are.
    pub(in crate::cli) is_full: bool,
    /// For people or for programs.
    pub(in crate::cli) form: Form,
    /// What is made of it instead, to be sent on.
    pub(in crate::cli) sent: Option<Sent>,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// For whom the status is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// As a table of Markdown.
    Markdown,
    /// As a page.
    Html,
}

/// What is made of the status to be sent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Sent {
    /// Letters to those who answer for something.
    Mail,
    /// The days of the occasions.
    Calendar,
}

impl Form {
    /// What `--format` asks for.
    pub(super) fn chosen(options: &ArgMatches) -> Form {
        match options.get_one::<String>("format").map(String::as_str) {
            Some("json") => Form::Json,
            Some("csv") => Form::Csv,
            Some("markdown" | "md") => Form::Markdown,
            Some("html") => Form::Html,
            _ => Form::Text,
        }
    }
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, paths: Vec<PathBuf>, language: Option<Language>) -> Status {
    let text = |name: &str| options.get_one::<String>(name).cloned();
    Status {
        paths,
        on: date::chosen(options),
        filter: Filter {
            is_missing: options.get_flag("missing"),
            period: text("period"),
            who: text("for"),
            order: match text("sort").as_deref() {
                Some("missing" | "saknas") => Order::Missing,
                Some("path" | "sökväg") => Order::Path,
                _ => Order::Organisation,
            },
        },
        is_full: options.get_flag("full"),
        form: Form::chosen(options),
        sent: match (options.get_flag("mail"), options.get_flag("ics")) {
            (true, _) => Some(Sent::Mail),
            (_, true) => Some(Sent::Calendar),
            _ => None,
        },
        language,
    }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    sub(
        "status",
        language,
        Bilingual::fixed(
            "Visar vad som är rapporterat i uppföljningarna och vad som saknas",
            "Shows what the follow-ups report and what is missing",
        ),
        Bilingual::fixed("[SÖKVÄG]... [FLAGGOR]", "[PATH]... [OPTIONS]"),
        Bilingual::fixed(
            "Är sökvägen en uppföljning visas planen som den följer upp.\n\
             Slutkod 0: läget visas, vad som än saknas. 2: kommandot kunde inte utföras.",
            "Where the path is a follow-up, the plan that it follows is shown.\n\
             Exit code 0: the status is shown, whatever is missing. 2: the command could not do its work.",
        ),
    )
    .arg(paths(language))
    .arg(date::flag(
        language,
        Bilingual::fixed(
            "Dagen som läget visas för: år-månad-dag [utan flaggan: i dag]",
            "The day whose status is shown: year-month-day [default: today]",
        ),
    ))
    .arg(
        Arg::new("missing")
            .long("missing")
            .help(words("Visa bara planer som saknar något", "Show only plans that lack something"))
            .action(ArgAction::SetTrue),
    )
    .arg(
        Arg::new("period")
            .long("period")
            .value_name(words("TILLFÄLLE", "OCCASION"))
            .help(words("Visa bara ett tillfälle, till exempel T1", "Show one occasion only, such as T1")),
    )
    .arg(Arg::new("for").long("for").value_name(words("NAMN", "NAME")).help(words(
        "Visa bara det som en roll eller grupp ansvarar för",
        "Show only what a role or group answers for",
    )))
    .arg(
        Arg::new("sort")
            .long("sort")
            .value_name(words("ORDNING", "ORDER"))
            .help(words(
                "organisation, missing (det som saknar mest först) eller path (sökväg) [utan flaggan: organisation]",
                "organisation, missing (what lacks most first) or path [default: organisation]",
            ))
            .hide_possible_values(true)
            .value_parser(PossibleValuesParser::new([
                PossibleValue::new("organisation").alias("enhet"),
                PossibleValue::new("missing").alias("saknas"),
                PossibleValue::new("path").alias("sökväg"),
            ])),
    )
    .arg(
        Arg::new("full")
            .long("full")
            .help(words(
                "Visa varje plan i sin helhet, också när de är fler än tolv",
                "Show every plan in full, also where there are more than twelve",
            ))
            .action(ArgAction::SetTrue),
    )
    .arg(
        Arg::new("mail")
            .long("mail")
            .help(words(
                "Skriv ett brev till var och en som har något kvar, att skicka med formuläret",
                "Write a letter to each who has something left, to send with the form",
            ))
            .conflicts_with_all(["ics", "format"])
            .action(ArgAction::SetTrue),
    )
    .arg(
        Arg::new("ics")
            .long("ics")
            .help(words(
                "Skriv tillfällenas dagar som en kalender (iCalendar)",
                "Write the days of the occasions as a calendar (iCalendar)",
            ))
            .conflicts_with("format")
            .action(ArgAction::SetTrue),
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
