//! The arguments of `vp schema`.

use std::path::PathBuf;

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};
use clap_complete::engine::ArgValueCandidates;

use super::{help_flag, positional, sub};
use crate::describe::schema::{Keywords, Subject};
use crate::diagnostic::{Bilingual, Language};
use crate::msg;

/// The options of `vp schema`.
pub(in crate::cli) struct Schema {
    /// What the schema is for.
    pub(in crate::cli) subject: Subject,
    /// Where to look for the workspace; `None` for the one around the current folder.
    pub(in crate::cli) workspace: Option<PathBuf>,
    /// Whose keywords it is written with.
    pub(in crate::cli) keywords: Keywords,
    /// Whether the workspace's own files are written.
    pub(in crate::cli) write: bool,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

pub(super) fn chosen(options: &ArgMatches, language: Option<Language>) -> Schema {
    Schema {
        subject: options.get_one::<Subject>("kind").copied().unwrap_or(Subject::Documents),
        workspace: options.get_one::<PathBuf>("workspace").cloned(),
        keywords: if options.get_flag("editor") { Keywords::Editors } else { Keywords::Standard },
        write: options.get_flag("write"),
        language,
    }
}

pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    sub(
        "schema",
        language,
        Bilingual::fixed(
            "Skriver ut ett JSON Schema, som redigeringsprogram hjälper till efter",
            "Prints a JSON Schema, from which editors help to write",
        ),
        Bilingual::fixed("[SLAG] [FLAGGOR]", "[KIND] [OPTIONS]"),
        Bilingual::fixed(
            "Schemat följer arbetsytans styrmodell. Utan arbetsyta följer det den inbyggda.\n\
             Schemat json är till för program: det beskriver vad vp build -f json skriver.\n\
             Det som --write skriver har alltid redigeringsprogrammens nyckelord; utan dem kan alla program läsa schemat.\n\
             Slutkod 0: schemat är skrivet. 2: kommandot kunde inte utföras.",
            "The schema follows the workspace's steering model. Without a workspace it follows the built-in one.\n\
             The schema json is for programs: it describes what vp build -f json writes.\n\
             What --write writes always has the keywords of editors; without them every program can read the schema.\n\
             Exit code 0: the schema is written. 2: the command could not do its work.",
        ),
    )
    .arg(
        positional("kind", language, Bilingual::fixed("SLAG", "KIND"), {
            let names = Subject::names().join(", ");
            msg!(
                "{names} [utan argument: alla slag av dokument, efter nyckeln dokument]",
                "{names} [default: every kind of document, by the key dokument]",
            )
        })
        .value_parser(|word: &str| Subject::find(word).ok_or_else(|| Subject::names().join(", ")))
        .add(ArgValueCandidates::new(|| super::values(Subject::names()))),
    )
    .arg(
        Arg::new("workspace")
            .long("workspace")
            .value_name(words("SÖKVÄG", "PATH"))
            .help(words(
                "Följ den arbetsyta som sökvägen hör till [utan flaggan: den aktuella mappens]",
                "Follow the workspace that the path belongs to [default: that of the current folder]",
            ))
            .value_parser(ValueParser::path_buf()),
    )
    .arg(
        Arg::new("editor")
            .long("editor")
            .help(words(
                "Med redigeringsprogrammens egna nyckelord: meddelanden i ord och mer hjälp",
                "With the keywords of editors: messages in words and more help",
            ))
            .action(ArgAction::SetTrue),
    )
    .arg(
        Arg::new("write")
            .long("write")
            .help(words(
                "Skriv arbetsytans scheman till mappen .vp i stället för att visa ett",
                "Write the workspace's schemas to the folder .vp instead of printing one",
            ))
            .conflicts_with("kind")
            .action(ArgAction::SetTrue),
    )
    .arg(help_flag(language))
}
