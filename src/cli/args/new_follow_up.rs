//! The arguments of `vp new follow-up`.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, ValueParser};
use clap::{Arg, ArgMatches, Command as Clap};

use super::{help_flag, positional, sub_of};
use crate::diagnostic::{Bilingual, Language};

/// The options of `vp new follow-up`.
pub(in crate::cli) struct NewFollowUp {
    /// The plan; `None` for the one in the current folder, or the only one of the workspace.
    pub(in crate::cli) plan: Option<PathBuf>,
    /// The occasion, as written; `None` for the one whose day lies nearest.
    pub(in crate::cli) period: Option<String>,
    /// The year of the plan; `None` for the one whose occasion lies nearest.
    pub(in crate::cli) year: Option<i16>,
    /// The role or group whose part it is.
    pub(in crate::cli) who: Option<String>,
    /// What is written.
    pub(in crate::cli) format: FormFormat,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// What is to be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum FormFormat {
    /// The follow-up itself.
    Yaml,
    /// A page to print and write on.
    Html,
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, language: Option<Language>) -> NewFollowUp {
    let text = |name: &str| options.get_one::<String>(name).cloned();
    NewFollowUp {
        plan: options.get_one::<PathBuf>("plan").cloned(),
        period: text("period"),
        year: options.get_one::<i16>("year").copied(),
        who: text("for"),
        format: match text("format").as_deref() {
            Some("html") => FormFormat::Html,
            _ => FormFormat::Yaml,
        },
        language,
    }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    sub_of(
        "new ",
        "follow-up",
        language,
        Bilingual::fixed("Skriver en uppföljning av en plan, att fylla i", "Writes a follow-up of a plan, to fill in"),
        Bilingual::fixed("[PLAN] [FLAGGOR]", "[PLAN] [OPTIONS]"),
        Bilingual::fixed(
            "Filen läggs bredvid planen: t1.yaml, eller t1-mottagningsgruppen.yaml för en grupp. I den står varje mål \
             att bedöma, varje indikator som ska rapporteras och varje aktivitet som inte är avslutad, med \
             årsmål, tidigare utfall och datum. Det som redan står i en annan fil för tillfället är inte med.\n\
             Skriver aldrig över något: finns filen redan skrivs ingenting, och slutkoden är 2.",
            "The file is put beside the plan: t1.yaml, or t1-mottagningsgruppen.yaml for a group. It holds each \
             goal to assess, each indicator that is due and each activity that has not ended, with targets, \
             earlier outcomes and dates. What is already in another file for the occasion is left out.\n\
             Never writes over anything: where the file exists, nothing is written and the exit code is 2.",
        ),
    )
    .arg(
        positional(
            "plan",
            language,
            Bilingual::fixed("PLAN", "PLAN"),
            Bilingual::fixed(
                "Planen som följs upp [utan argument: plan.yaml i den aktuella mappen, annars arbetsytans \
                 enda plan för året som ingen annan plan bygger på]",
                "The plan that is followed up [default: plan.yaml in the current folder, else the workspace's \
                 only plan of the year that no other plan builds on]",
            ),
        )
        .value_parser(ValueParser::path_buf()),
    )
    .arg(Arg::new("period").long("period").value_name(words("TILLFÄLLE", "OCCASION")).help(words(
        "Tillfället: T1, T2 eller VB, eller ett av styrmodellens egna [utan flaggan: det vars dag ligger närmast]",
        "The occasion: T1, T2 or VB, or one of the steering model's own [default: the one whose day is nearest]",
    )))
    .arg(
        Arg::new("year")
            .long("year")
            .value_name(words("ÅR", "YEAR"))
            .help(words(
                "Planens år [utan flaggan: det år då tillfällets dag ligger närmast i dag]",
                "The year of the plan [default: the one in which the occasion's day is nearest to today]",
            ))
            .value_parser(clap::value_parser!(i16).range(1900..2200)),
    )
    .arg(Arg::new("for").long("for").value_name(words("NAMN", "NAME")).help(words(
        "Rollen eller gruppen vars del skrivs [utan flaggan: allt]",
        "The role or group whose part is written [default: all]",
    )))
    .arg(
        super::format_flag(
            language,
            Bilingual::fixed(
                "yaml, eller html för ett formulär att skriva ut [utan flaggan: yaml]",
                "yaml, or html for a form to print [default: yaml]",
            ),
        )
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new([PossibleValue::new("yaml"), PossibleValue::new("html")])),
    )
    .arg(help_flag(language))
}
