//! What is said of arguments that will not do, and help where it was asked for.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::date;
use crate::both;
use crate::cli::{Outcome, say};
use crate::diagnostic::{Both, Language};
use crate::print::render::FORMATS;

/// What may be written for an argument whose value will not do.
fn accepted(argument: &str, values: &str) -> Option<Both> {
    match argument.split([' ', '=']).next() {
        _ if !values.is_empty() => Some(both!("skriv något av {values}", "write one of {values}")),
        Some("--year" | "<YEAR>" | "<ÅR>") => {
            Some(Both::fixed("skriv ett årtal från 1900 till 2199", "write a year from 1900 to 2199"))
        }
        Some("[KIND]" | "[SLAG]") => {
            let names = crate::describe::schema::Subject::names().join(", ");
            Some(both!("skriv något av {names}", "write one of {names}"))
        }
        Some("--on") => Some(date::words()),
        Some("--likeness") => Some(Both::fixed("skriv ett tal från 1 till 100", "write a number from 1 to 100")),
        Some("--format") if values.is_empty() => {
            let names = FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
            Some(both!("formaten är {names}", "the formats are {names}"))
        }
        _ => None,
    }
}

/// Shows help, the version, or what is wrong with the arguments.
pub(super) fn show(error: &clap::Error, command: &str, language: Language) -> Outcome {
    if !error.use_stderr() {
        return match say::out(&error.render().ansi().to_string()) {
            Ok(()) => Outcome::Clean,
            Err(error) if say::is_closed_pipe(&error) => Outcome::Clean,
            Err(_) => Outcome::Failed,
        };
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        say::note(&error.render().ansi().to_string());
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
            both!("argumentet {argument} är ett för mycket", "the argument {argument} is one too many")
        }
        ErrorKind::UnknownArgument => both!("flaggan {argument} finns inte", "there is no option {argument}"),
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand);
            both!("kommandot {name} finns inte", "there is no command {name}")
        }
        ErrorKind::MissingSubcommand => Both::fixed("skriv ett kommando", "name a command"),
        ErrorKind::MissingRequiredArgument => {
            both!("argumentet {argument} saknas", "the argument {argument} is missing")
        }
        ErrorKind::InvalidValue if value.is_empty() => both!("{argument} saknar värde", "{argument} lacks its value"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            both!("{value} går inte för {argument}", "{value} will not do for {argument}")
        }
        ErrorKind::TooManyValues | ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg);
            match other.is_empty() || other == argument {
                true => both!("{argument} kan bara anges en gång", "{argument} can be given only once"),
                false => both!("{argument} går inte ihop med {other}", "{argument} does not go together with {other}"),
            }
        }
        _ => {
            let rendered = error.render().to_string();
            both!("{rendered}", "{rendered}")
        }
    };
    let mut lines = message.get(language).to_owned();
    let suggestions = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = suggestions.into_iter().map(text).find(|near| !near.is_empty());
    let hint = match near {
        Some(near) => Some(both!("menade du {near}?", "did you mean {near}?")),
        None => accepted(&argument, &text(ContextKind::ValidValue)),
    };
    if let Some(hint) = hint {
        lines.push_str(&format!("\n  {}", hint.get(language)));
    }
    let help = both!("{command} --help visar vad som kan skrivas", "{command} --help shows what can be written");
    say::error(language, &format!("{lines}\n  {}", help.get(language)));
    Outcome::Failed
}
