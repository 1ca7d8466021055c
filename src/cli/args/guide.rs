//! The arguments of `vp guide`.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{ArgMatches, Command as Clap};

use super::{help_flag, positional, sub};
use crate::describe::guides::{self, GUIDES, Guide as Page};
use crate::diagnostic::{Bilingual, Language};

/// The options of `vp guide`.
pub(in crate::cli) struct Guide {
    /// The guide; `None` for a list of them.
    pub(in crate::cli) page: Option<&'static Page>,
    /// The language to speak.
    pub(in crate::cli) language: Language,
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, language: Language) -> Guide {
    Guide { page: options.get_one::<String>("guide").and_then(|name| guides::find(name)), language }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    let names = GUIDES.iter().map(|guide| {
        let (own, other) = match language {
            Language::Swedish => (&guide.name.sv, &guide.name.en),
            Language::English => (&guide.name.en, &guide.name.sv),
        };
        PossibleValue::new(own.to_string()).alias(other.to_string()).help(guide.about.get(language).to_owned())
    });
    sub(
        "guide",
        language,
        Bilingual::fixed(
            "Visar en vägledning: från Word, byte av modell, publicering, fusklapp",
            "Shows a guide: from Word, another model, publishing, a crib",
        ),
        Bilingual::fixed("[VÄGLEDNING] [FLAGGOR]", "[GUIDE] [OPTIONS]"),
        Bilingual::fixed(
            "Slutkod 0: vägledningen visas. 2: ingen vägledning heter så.",
            "Exit code 0: the guide is shown. 2: no guide is called that.",
        ),
    )
    .arg(
        positional(
            "guide",
            language,
            Bilingual::fixed("VÄGLEDNING", "GUIDE"),
            Bilingual::fixed(
                "word, modell, publicera eller fusklapp [utan argument: en lista över dem]",
                "word, model, publish or crib [default: a list of them]",
            ),
        )
        .hide_possible_values(true)
        .ignore_case(true)
        .value_parser(PossibleValuesParser::new(names)),
    )
    .arg(help_flag(language))
}
