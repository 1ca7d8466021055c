//! The arguments of `vp explain`.

use clap::{Arg, ArgAction, ArgMatches, Command as Clap};

use super::{check_rules, help_flag, positional, sub};
use crate::diagnostic::{Bilingual, Language};

/// The options of `vp explain`.
pub(in crate::cli) struct Explain {
    /// A code, a name or a word to look for; `None` for a list of all rules.
    pub(in crate::cli) rule: Option<String>,
    /// Whether all rules are explained, as Markdown.
    pub(in crate::cli) all: bool,
    /// The language to speak.
    pub(in crate::cli) language: Language,
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, language: Language) -> Explain {
    Explain { rule: options.get_one::<String>("rule").cloned(), all: options.get_flag("all"), language }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    sub(
        "explain",
        language,
        Bilingual::fixed(
            "Förklarar en regel, med ett exempel och hur det rättas, eller listar reglerna",
            "Explains a rule, with an example and how to fix it, or lists the rules",
        ),
        Bilingual::fixed("[KOD|NAMN|ORD] [FLAGGOR]", "[CODE|NAME|WORD] [OPTIONS]"),
        Bilingual::fixed(
            "Slutkod 0: regeln finns. 2: ingen regel heter så.",
            "Exit code 0: there is such a rule. 2: no rule is called that.",
        ),
    )
    .arg(
        positional(
            "rule",
            language,
            Bilingual::fixed("KOD|NAMN|ORD", "CODE|NAME|WORD"),
            Bilingual::fixed(
                "Regelns kod eller namn, till exempel VP0603, en familj som VP06, eller ett ord att söka efter [utan \
                 argument: en lista över alla regler]",
                "The rule's code or name, such as VP0603, a family such as VP06, or a word to search for [default: a \
                 list of all rules]",
            ),
        )
        .hide_possible_values(true)
        .value_parser(check_rules::codes(language, check_rules::Families::Without))
        .conflicts_with("all"),
    )
    .arg(
        Arg::new("all")
            .long("all")
            .help(words("Alla regler, som Markdown", "All rules, as Markdown"))
            .action(ArgAction::SetTrue),
    )
    .arg(help_flag(language))
}
