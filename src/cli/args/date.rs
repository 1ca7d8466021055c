//! The argument `--on`: the day that counts as today.

use clap::{Arg, ArgMatches};
use jiff::civil::Date;

use crate::diagnostic::{Bilingual, Language};

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches) -> Option<Date> {
    options.get_one::<Date>("on").copied()
}

/// The argument; `help` says what the day decides.
pub(super) fn flag(language: Language, help: Bilingual) -> Arg {
    Arg::new("on")
        .long("on")
        .value_name(Bilingual::fixed("DATUM", "DATE").get(language).to_owned())
        .help(help.get(language).to_owned())
        .value_parser(|word: &str| of(word).ok_or_else(|| words().en.into_owned()))
}

/// The argument of commands that judge: the day decides what may still be missing.
pub(super) fn flag_of_judgement(language: Language) -> Arg {
    flag(
        language,
        Bilingual::fixed(
            "Dagen som räknas som i dag: det som inte är ifyllt före ett tillfälles dag är inget fel [utan flaggan: i dag]",
            "The day that counts as today: what is not filled in before an occasion's day is not an error [default: today]",
        ),
    )
}

/// What may be written for a day.
pub(in crate::cli) fn words() -> Bilingual {
    Bilingual::fixed("skriv år-månad-dag, till exempel 2025-05-10", "write year-month-day, for instance 2025-05-10")
}

/// The day that is written so.
pub(in crate::cli) fn of(word: &str) -> Option<Date> {
    let is_shaped = word.len() == "2025-05-10".len()
        && word
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    word.parse::<Date>().ok().filter(|_| is_shaped)
}
