//! The arguments of `vp explain`.

use clap::{Arg, ArgAction, ArgMatches, Command as Clap};

use super::{check_rules, help_flag, positional, sub};
use crate::diagnostic::{Both, Language};

/// The options of `vp explain`.
pub(in crate::cli) struct Explain {
    /// A code or a name; `None` for all rules.
    pub(in crate::cli) rule: Option<String>,
    /// The language to speak.
    pub(in crate::cli) language: Language,
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, language: Language) -> Explain {
    Explain { rule: options.get_one::<String>("rule").cloned().filter(|_| !options.get_flag("all")), language }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
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
