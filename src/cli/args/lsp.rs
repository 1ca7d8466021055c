//! The arguments of `vp lsp`.

use clap::{Arg, ArgAction, Command as Clap};

use super::{help_flag, sub};
use crate::diagnostic::{Bilingual, Language};

/// The options of `vp lsp`.
pub(in crate::cli) struct Lsp {
    /// The language that was asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// What was asked for.
pub(super) fn chosen(asked: Option<Language>) -> Lsp {
    Lsp { language: asked }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    sub(
        "lsp",
        language,
        Bilingual::fixed(
            "Hjälper till medan man skriver, i redigeringsprogram som VS Code",
            "Helps while one writes, in editors such as VS Code",
        ),
        Bilingual::fixed("[FLAGGOR]", "[OPTIONS]"),
        Bilingual::fixed(
            "Startas av redigeringsprogrammet; docs/redigerare.md visar hur det ställs in.\n\n\
             Slutkod 0: redigeringsprogrammet har avslutat. 2: det försvann utan att säga till.",
            "Is started by the editor; docs/editor.md shows how that is set up.\n\n\
             Exit code 0: the editor has ended it. 2: the editor went away without a word.",
        ),
    )
    // Some editors say so, though there is no other way.
    .arg(Arg::new("stdio").long("stdio").hide(true).action(ArgAction::SetTrue))
    .arg(help_flag(language))
}
