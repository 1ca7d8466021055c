//! What is said of arguments that will not do, and help where it was asked for.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::date;
use crate::cli::{Outcome, console};
use crate::diagnostic::{Bilingual, Language, near_name};
use crate::msg;
use crate::print::render::FORMATS;

/// What may be written for an argument whose value will not do.
fn accepted(argument: &str, value: &str, values: &str) -> Option<Bilingual> {
    match argument.split([' ', '=']).next() {
        Some("--lang") => Some(Bilingual::fixed("skriv sv eller en", "write sv or en")),
        _ if !values.is_empty() => Some(msg!("skriv något av {values}", "write one of {values}")),
        Some("--year" | "<YEAR>" | "<ÅR>") => {
            Some(Bilingual::fixed("skriv ett årtal från 1900 till 2199", "write a year from 1900 to 2199"))
        }
        Some("[KIND]" | "[SLAG]") => {
            let names = crate::describe::schema::Subject::names().join(", ");
            Some(msg!("skriv något av {names}", "write one of {names}"))
        }
        Some("--on") => Some(date::words()),
        Some("--likeness") => Some(Bilingual::fixed("skriv ett tal från 1 till 100", "write a number from 1 to 100")),
        Some("--format") if values.is_empty() => {
            let names = FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
            Some(match value.to_ascii_lowercase().as_str() {
                "pdf" => msg!(
                    "formaten är {names}; en PDF får du genom att skriva ut html-sidan från en webbläsare",
                    "the formats are {names}; for a PDF, print the html page from a browser",
                ),
                "docx" | "doc" | "word" | "odt" => msg!(
                    "formaten är {names}; html-sidan går att öppna i ordbehandlare",
                    "the formats are {names}; word processors can open the html page",
                ),
                _ => msg!("formaten är {names}", "the formats are {names}"),
            })
        }
        _ => None,
    }
}

/// The value that one was most likely meant to be. Of two languages none is near to a third.
fn near_value(argument: &str, value: &str, values: &str) -> Option<String> {
    let values = values.split(", ").filter(|own| !own.is_empty());
    near_name(value, values).filter(|_| !argument.starts_with("--lang")).map(str::to_owned)
}

/// The name that a command was most likely meant to be, in either language.
fn near_command(written: &str, command: &str, language: Language) -> Option<String> {
    let mut known = super::command(language);
    for word in command.split(' ').skip(1) {
        known = known.find_subcommand(word)?.clone();
    }
    let names = known.get_subcommands().flat_map(|own| std::iter::once(own.get_name()).chain(own.get_all_aliases()));
    near_name(written, names).map(str::to_owned)
}

/// Shows help, the version, or what is wrong with the arguments.
pub(super) fn show(error: &clap::Error, command: &str, language: Language) -> Outcome {
    if !error.use_stderr() {
        return match console::out(&error.render().ansi().to_string()) {
            Ok(()) => Outcome::Clean,
            Err(error) if console::is_closed_pipe(&error) => Outcome::Clean,
            Err(_) => Outcome::Failed,
        };
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        console::note(&error.render().ansi().to_string());
        return Outcome::Failed;
    }
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let (argument, value) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            msg!("argumentet {argument} är ett för mycket", "the argument {argument} is one too many")
        }
        ErrorKind::UnknownArgument => msg!("flaggan {argument} finns inte", "there is no option {argument}"),
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand);
            msg!("kommandot {name} finns inte", "there is no command {name}")
        }
        ErrorKind::MissingSubcommand => Bilingual::fixed("skriv ett kommando", "name a command"),
        ErrorKind::MissingRequiredArgument => {
            msg!("argumentet {argument} saknas", "the argument {argument} is missing")
        }
        ErrorKind::InvalidValue if value.is_empty() => msg!("{argument} saknar värde", "{argument} needs a value"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            msg!("{value} går inte för {argument}", "{value} does not work for {argument}")
        }
        ErrorKind::TooManyValues | ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg);
            match other.is_empty() || other == argument {
                true => msg!("{argument} kan bara anges en gång", "{argument} can be given only once"),
                false => {
                    msg!("{argument} går inte ihop med {other}", "{argument} cannot be used together with {other}")
                }
            }
        }
        _ => {
            let rendered = error.render().to_string();
            msg!("{rendered}", "{rendered}")
        }
    };
    let mut lines = message.get(language).to_owned();
    let is_value = matches!(error.kind(), ErrorKind::InvalidValue | ErrorKind::ValueValidation);
    let near = match error.kind() {
        ErrorKind::InvalidSubcommand => near_command(&text(ContextKind::InvalidSubcommand), command, language),
        _ if is_value => near_value(&argument, &value, &text(ContextKind::ValidValue)),
        _ => Some(text(ContextKind::SuggestedArg)).filter(|near| !near.is_empty()),
    };
    let hint = match near {
        Some(near) => Some(msg!("menade du {near}?", "did you mean {near}?")),
        None if is_value => accepted(&argument, &value, &text(ContextKind::ValidValue)),
        None => None,
    };
    if let Some(hint) = hint {
        lines.push_str(&format!("\n  {}", hint.get(language)));
    }
    let help = msg!("{command} --help visar vad som kan skrivas", "{command} --help shows what can be written");
    console::error(language, &format!("{lines}\n  {}", help.get(language)));
    Outcome::Failed
}
