//! The argument `--format` of `vp check`.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgMatches};

use crate::diagnostic::{Bilingual, Language};
use crate::lint::report::{self, FORMATS, Format};

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches) -> &'static Format {
    options.get_one::<String>("format").and_then(|word| report::find(word)).unwrap_or(FORMATS[0])
}

/// The argument.
pub(super) fn flag(language: Language) -> Arg {
    let help = Bilingual::fixed(
        "text, eller för andra program json, sarif, github, gitlab eller junit [utan flaggan: text]",
        "text, or for other programs json, sarif, github, gitlab or junit [default: text]",
    );
    super::format_flag(language, help)
        .hide_possible_values(true)
        .ignore_case(true)
        .value_parser(PossibleValuesParser::new(FORMATS.iter().map(|format| PossibleValue::new(format.name))))
}
