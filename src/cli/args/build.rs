//! The arguments of `vp build`.

use std::path::PathBuf;

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgMatches, Command as Clap};
use clap_complete::engine::ArgValueCandidates;
use jiff::civil::Date;

use super::{date, help_flag, paths, sub, values};
use crate::diagnostic::{Bilingual, Language};
use crate::print::render::{FORMATS, Format, usual};

/// The options of `vp build`.
pub(in crate::cli) struct Build {
    /// The paths; empty for the workspace around the current folder.
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// The output folder.
    pub(in crate::cli) out: Option<PathBuf>,
    /// The formats.
    pub(in crate::cli) formats: Vec<&'static Format>,
    /// Whether all formats were asked for.
    pub(in crate::cli) asks_for_all: bool,
    /// Whether what is left over of earlier builds is removed.
    pub(in crate::cli) clean: bool,
    /// Whether the list of all documents has their findings in it.
    pub(in crate::cli) findings: bool,
    /// Whether it goes on building what changes.
    pub(in crate::cli) watches: bool,
    /// The day; `None` for today.
    pub(in crate::cli) on: Option<Date>,
    /// The language asked for.
    pub(in crate::cli) language: Option<Language>,
}

/// What was asked for.
pub(super) fn chosen(options: &ArgMatches, paths: Vec<PathBuf>, language: Option<Language>) -> Build {
    Build {
        paths,
        out: options.get_one::<PathBuf>("out").cloned(),
        formats: options
            .get_many::<&'static [&'static Format]>("format")
            .map(|asked| {
                let asked: Vec<&Format> = asked.copied().flatten().copied().collect();
                FORMATS.iter().copied().filter(|format| asked.iter().any(|one| one.name == format.name)).collect()
            })
            .unwrap_or_else(usual),
        asks_for_all: options
            .get_many::<&'static [&'static Format]>("format")
            .is_some_and(|mut asked| asked.any(|some| some.len() == FORMATS.len())),
        on: date::chosen(options),
        clean: options.get_flag("clean"),
        findings: options.get_flag("findings"),
        watches: options.get_flag("watch"),
        language,
    }
}

/// The command.
pub(super) fn command(language: Language) -> Clap {
    let words = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
    sub(
        "build",
        language,
        Bilingual::fixed(
            "Bygger planernas och uppföljningarnas dokument",
            "Builds the documents of the plans and their follow-ups",
        ),
        Bilingual::fixed("[SÖKVÄG]... [FLAGGOR]", "[PATH]... [OPTIONS]"),
        Bilingual::fixed(
            "Ett dokument byggs också när det finns fel i det, men inte när filen inte går att läsa.\n\
             Slutkod 0: inga fel. 1: fel i filerna. 2: kommandot kunde inte utföras. Med --watch pågår det tills du \
             avslutar det, även när det finns fel; slutkod 2 om det inte kan börja.",
            "A document is built even where it has errors, but not where its file cannot be read.\n\
             Exit code 0: no errors. 1: errors in the files. 2: the command could not do its work. With --watch it goes on \
             until you end it, even where there are errors; 2 where it cannot begin.",
        ),
    )
    .arg(paths(language))
    .arg(
        Arg::new("out")
            .long("out")
            .short('o')
            .value_name(words("MAPP", "DIR"))
            .help(words(
                "Mappen som dokumenten skrivs till [utan flaggan: build i arbetsytan]",
                "The folder that the documents are written to [default: build in the workspace]",
            ))
            .value_parser(ValueParser::path_buf()),
    )
    .arg(
        super::format_flag(
            language,
            Bilingual::fixed(
                "html, markdown (md), docx (word), pdf eller json (js), flera med komma emellan, eller all för alla [utan flaggan: html,markdown]",
                "html, markdown (md), docx (word), pdf or json (js), several with a comma between, or all [default: html,markdown]",
            ),
        )
        .value_delimiter(',')
        .action(ArgAction::Append)
        .value_parser(read_format)
        .add(ArgValueCandidates::new(|| values(FORMATS.iter().map(|format| format.name).chain([ALL])))),
    )
    .arg(
        Arg::new("clean")
            .long("clean")
            .help(words(
                "Ta bort det som tidigare byggen har skrivit och som inte hör till något dokument längre",
                "Remove what earlier builds have written and no longer belongs to any document",
            ))
            .action(ArgAction::SetTrue),
    )
    .arg(
        Arg::new("findings")
            .long("findings")
            .help(words(
                "Ta med varje dokuments fynd i listan över alla dokument",
                "Put each document's findings in the list of all documents",
            ))
            .action(ArgAction::SetTrue),
    )
    .arg(
        Arg::new("watch")
            .long("watch")
            .alias("bevaka")
            .help(words(
                "Bygg om det som ändras, tills du avslutar med Ctrl-C",
                "Build what changes anew, until you end it with Ctrl-C",
            ))
            .action(ArgAction::SetTrue),
    )
    .arg(date::flag_of_judgement(language))
    .arg(help_flag(language))
}

/// The word that asks for every format.
const ALL: &str = "all";

/// The formats that a word asks for.
fn read_format(word: &str) -> Result<&'static [&'static Format], String> {
    if word.eq_ignore_ascii_case(ALL) {
        return Ok(FORMATS);
    }
    let found = FORMATS.iter().position(|format| format.has_name(word));
    let found = found.map(|at| std::slice::from_ref(&FORMATS[at]));
    found.ok_or_else(|| FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", "))
}
