//! The arguments of `vp fill`.

use std::path::PathBuf;

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};

use super::{diff_flag, help_flag, positional, sub};
use crate::diagnostic::{Bilingual, Language};

/// The options of `vp fill`.
pub(in crate::cli) struct Fill {
    /// The files of answers.
    pub(in crate::cli) files: Vec<PathBuf>,
    /// The workspace, folder or plan; `None` for the workspace around the current folder.
    pub(in crate::cli) path: Option<PathBuf>,
    /// Whether answers to what the plan says otherwise since are taken in too.
    pub(in crate::cli) is_reworded_taken: bool,
    /// Whether the changes are only shown.
    pub(in crate::cli) is_shown: bool,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, language: Option<Language>) -> Fill {
    Fill {
        files: options.get_many::<PathBuf>("answers").into_iter().flatten().cloned().collect(),
        path: options.get_one::<PathBuf>("in").cloned(),
        is_reworded_taken: options.get_flag("reworded"),
        is_shown: options.get_flag("diff"),
        language,
    }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    sub(
        "fill",
        language,
        Bilingual::fixed(
            "Lägger in svar från ifyllda formulär i uppföljningarna",
            "Puts the answers of filled-in forms into the follow-ups",
        ),
        Bilingual::fixed("SVAR... [FLAGGOR]", "ANSWERS... [OPTIONS]"),
        Bilingual::fixed(
            "Ett svar är filen som vp new follow-up -f html sparar. Bara det som är besvarat ändras, och resten av\n\
             uppföljningarna står kvar tecken för tecken. En uppföljning som inte finns skrivs.\n\
             Säger två svar olika om samma sak, eller är något annat redan rapporterat, visas det och inget av dem tas in.\n\
             Slutkod 0: allt togs in. 1: något togs inte in; med --diff också: något skulle ändras. 2: kommandot kunde inte\n\
             utföras, och ingenting skrevs.",
            "An answer is the file that a form of vp new follow-up -f html saves. Only what is answered is changed, and the rest\n\
             of the follow-ups stays character by character. A follow-up that is not there is written.\n\
             Where two answers differ, or something else is reported already, it is shown and none of them is taken in.\n\
             Exit code 0: everything was taken in. 1: something was not; with --diff also: something would change. 2: the command\n\
             could not do its work, and nothing was written.",
        ),
    )
    .arg(
        positional(
            "answers",
            language,
            Bilingual::fixed("SVAR", "ANSWERS"),
            Bilingual::fixed("Filer som formulär har sparat", "Files that forms have saved"),
        )
        .required(true)
        .num_args(1..)
        .value_parser(ValueParser::path_buf()),
    )
    .arg(
        Arg::new("in")
            .long("in")
            .value_name(words("SÖKVÄG", "PATH"))
            .help(words(
                "Arbetsytan eller mappen med planerna [utan flaggan: arbetsytan som den aktuella mappen hör till]",
                "The workspace or folder with the plans [default: the workspace that the current folder belongs to]",
            ))
            .value_parser(ValueParser::path_buf()),
    )
    .arg(
        Arg::new("reworded")
            .long("reworded")
            .help(words(
                "Ta in svar också på det som planen har ändrat sedan formuläret gjordes",
                "Take in answers also to what the plan has changed since the form was made",
            ))
            .action(ArgAction::SetTrue),
    )
    .arg(diff_flag(language))
    .arg(help_flag(language))
}
