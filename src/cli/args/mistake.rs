//! What is said of arguments that will not do, and help where it was asked for.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{MOST_JOBS, date};
use crate::cli::{Outcome, console};
use crate::diagnostic::{Bilingual, Language, near_name};
use crate::msg;
use crate::print::render::FORMATS;

/// What people write for a command that is called otherwise, each with the command line that does it.
const MEANT_COMMANDS: &[(&[&str], &str)] = &[
    (&["test", "lint", "verify", "validate", "validera", "testa", "kolla"], "check"),
    (&["fix", "rätta", "format", "fmt"], "check --fix"),
    (&["make", "compile", "render", "pdf", "html", "skriv", "öppna", "open"], "build"),
    (&["excel", "xlsx", "csv", "tabeller", "tables"], "export"),
    (&["clean", "rensa", "städa"], "build --clean"),
    (&["create", "skapa", "start", "starta"], "init"),
    (&["follow-up", "followup", "uppföljning", "rapport", "report", "formulär", "form"], "new follow-up"),
    (&["answers", "svar", "fyll-i", "fill-in"], "fill"),
    (&["mail", "brev", "påminn", "remind"], "status --mail"),
    (&["calendar", "kalender"], "status --ics"),
    (&["year", "år", "nästa", "next"], "new year"),
    (&["missing", "saknas"], "status --missing"),
    (&["compare", "jämförelse"], "diff"),
    (&["rules", "regler", "regel", "rule", "lista", "list"], "explain"),
    (&["version"], "--version"),
];

/// What people write for an option that is called otherwise.
const MEANT_OPTIONS: &[(&str, &[&str])] = &[
    ("--out", &["--ut", "--output", "--till", "--mapp", "--dir"]),
    ("--year", &["--år"]),
    ("--unit", &["--enhet", "--name", "--namn"]),
    ("--lang", &["--språk", "--language", "--sv", "--en"]),
    ("--on", &["--date", "--datum", "--dag", "--day", "--idag", "--today"]),
    ("--period", &["--tillfälle", "--occasion", "--t1", "--t2", "--vb"]),
    ("--for", &["--för", "--ansvarig", "--responsible", "--who"]),
    ("--missing", &["--saknas", "--saknade"]),
    ("--mail", &["--brev", "--e-post", "--email", "--letters"]),
    ("--ics", &["--kalender", "--calendar", "--ical"]),
    ("--reworded", &["--ändrat", "--omskrivet", "--changed"]),
    ("--format", &["--pdf", "--html", "--json", "--csv", "--markdown", "--word", "--docx", "--xlsx", "--excel"]),
    ("--table", &["--tabell"]),
    ("--fix", &["--rätta"]),
    ("--strict", &["--strikt", "--fail-on-warnings"]),
    ("--level", &["--nivå", "--severity"]),
    ("--rule", &["--regel"]),
    ("--only", &["--bara", "--select"]),
    ("--ignore", &["--dölj", "--utan", "--exclude"]),
    ("--summary", &["--summering", "--sammanfattning", "--statistics"]),
    ("--clean", &["--rensa"]),
    ("--org", &["--organisation", "--enhet", "--unit"]),
    ("--help", &["--hjälp"]),
    ("--version", &["--ver"]),
];

/// The command that gives a program with PDF.
pub(in crate::cli) const PDF_COMMAND: &str = "cargo build --release --features pdf";

/// What may be written for an argument whose value will not do.
fn accepted(argument: &str, value: &str, values: &str) -> Option<Bilingual> {
    match argument.split([' ', '=']).next() {
        Some("--lang") => {
            Some(Bilingual::fixed("skriv sv (svenska) eller en (engelska)", "write sv (Swedish) or en (English)"))
        }
        Some("--format") => Some(formats(value, values)),
        _ if !values.is_empty() => Some(msg!("skriv något av {values}", "write one of {values}")),
        Some("--year" | "<YEAR>" | "<ÅR>") => {
            Some(Bilingual::fixed("skriv ett årtal från 1900 till 2199", "write a year from 1900 to 2199"))
        }
        Some("[KIND]" | "[SLAG]") => {
            let names = crate::describe::schema::Subject::names().join(", ");
            Some(msg!("skriv något av {names}", "write one of {names}"))
        }
        Some("--on") => Some(date::words()),
        Some("--jobs" | "-j") => {
            Some(msg!("skriv ett tal från 1 till {MOST_JOBS}", "write a number from 1 to {MOST_JOBS}"))
        }
        Some("--port") => Some(Bilingual::fixed("skriv ett tal från 1 till 65535", "write a number from 1 to 65535")),
        Some("--likeness") => Some(Bilingual::fixed("skriv ett tal från 1 till 100", "write a number from 1 to 100")),
        _ => None,
    }
}

/// Which formats a command has, and how else one gets the one that was asked for. `values` are empty for pages.
fn formats(value: &str, values: &str) -> Bilingual {
    let of_pages = || FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    let names = if values.is_empty() { of_pages() } else { values.to_owned() };
    let has = |name: &str| names.split(", ").any(|own| own == name);
    match value.to_ascii_lowercase().as_str() {
        "doc" | "odt" | "rtf" | "dotx" if has("docx") => msg!(
            "formaten är {names}; docx går att öppna i Word och andra ordbehandlare",
            "the formats are {names}; Word and other word processors open docx",
        ),
        "pdf" if has("html") && values.is_empty() && !has("pdf") => msg!(
            "det här programmet är byggt utan PDF; bygg det med {PDF_COMMAND}",
            "this program was built without PDF; build it with {PDF_COMMAND}",
        ),
        "pdf" if has("html") => msg!(
            "formaten är {names}; en PDF får du genom att skriva ut html-sidan från en webbläsare",
            "the formats are {names}; for a PDF, print the html page from a browser",
        ),
        "docx" | "doc" | "word" | "odt" if has("html") => msg!(
            "formaten är {names}; html-sidan går att öppna i ordbehandlare",
            "the formats are {names}; word processors can open the html page",
        ),
        "excel" | "xls" if has("xlsx") => {
            msg!("formaten är {names}; Excel är xlsx", "the formats are {names}; Excel is xlsx")
        }
        "xlsx" | "xls" | "excel" | "ods" | "csv" if has("html") && !has("csv") => msg!(
            "formaten är {names}; vp export skriver tabeller för Excel",
            "the formats are {names}; vp export writes tables for Excel",
        ),
        "xlsx" | "xls" | "excel" | "ods" if has("csv") => {
            msg!("formaten är {names}; csv går att öppna i Excel", "the formats are {names}; Excel can open csv",)
        }
        _ => msg!("formaten är {names}", "the formats are {names}"),
    }
}

/// The value that one was most likely meant to be.
fn near_value(argument: &str, value: &str, values: &str) -> Option<String> {
    let folded = value.to_lowercase();
    match argument.split([' ', '=']).next() {
        Some("--lang") => {
            let begins = |starts: &[&str]| starts.iter().any(|start| folded.starts_with(start));
            match () {
                () if begins(&["sv", "sw", "se"]) => Some("sv".to_owned()),
                () if begins(&["en", "gb", "uk", "us"]) => Some("en".to_owned()),
                () => None,
            }
        }
        Some("[KIND]" | "[SLAG]") => {
            let names = crate::describe::schema::Subject::names();
            let meant = match near_name(&folded, ["plan", "rapport", "report", "settings", "inställningar", "data"]) {
                Some("plan") => Some("verksamhetsplan"),
                Some("rapport" | "report") => Some("uppföljning"),
                Some("data") => Some("json"),
                Some(_) => Some("vp.yaml"),
                None => None,
            };
            near_name(value, names.iter().copied()).or(meant).map(str::to_owned)
        }
        Some("--format") if values.is_empty() => {
            near_name(value, FORMATS.iter().map(|format| format.name)).map(str::to_owned)
        }
        _ => {
            let values = || values.split(", ").filter(|own| !own.is_empty());
            let mut begun = values().filter(|own| own.starts_with(&folded) && folded.len() > 2);
            let only = begun.next().filter(|_| begun.next().is_none());
            near_name(value, values()).or(only).map(str::to_owned)
        }
    }
}

/// The command that one was most likely meant to be, in either language: a near name, one that begins so, or one that
/// does what the word asks for.
fn near_command(written: &str, command: &str, language: Language) -> Option<String> {
    let mut known = super::command(language);
    for word in command.split(' ').skip(1) {
        known = known.find_subcommand(word)?.clone();
    }
    let names = || known.get_subcommands().flat_map(|own| std::iter::once(own.get_name()).chain(own.get_all_aliases()));
    let folded = written.to_lowercase();
    let is_long = folded.chars().count() > 2;
    // The beginning of a word, or a word with another end: granskning.
    let common = |name: &str| name.chars().zip(folded.chars()).take_while(|(one, other)| one == other).count();
    let begins = |name: &&str| is_long && (name.starts_with(&folded) || common(name) > 4);
    let meant = || {
        let (_, meant) = MEANT_COMMANDS.iter().find(|(words, _)| words.contains(&folded.as_str()))?;
        // Below a command its own are meant.
        let own = meant.strip_prefix(command.strip_prefix("vp ").unwrap_or("")).map(str::trim_start);
        own.filter(|own| !own.is_empty()).or((command == "vp").then_some(*meant)).map(str::to_owned)
    };
    let year = || {
        let is_year = written.len() == 4 && written.bytes().all(|byte| byte.is_ascii_digit());
        let is_occasion = ["t1", "t2", "t3", "vb"].contains(&folded.as_str());
        let line = match () {
            () if command != "vp new" => return None,
            () if is_year => format!("year {written}"),
            () if is_occasion => format!("follow-up --period {}", written.to_uppercase()),
            () => return None,
        };
        Some(line)
    };
    near_name(written, names()).or_else(|| names().find(begins)).map(str::to_owned).or_else(meant).or_else(year)
}

/// What was most likely meant by an option that the command does not have.
fn near_option(written: &str, command: &str, language: Language) -> Option<Bilingual> {
    let mut known = super::command(language);
    for word in command.split(' ').skip(1) {
        known = known.find_subcommand(word)?.clone();
    }
    let name = written.split('=').next().unwrap_or(written).to_lowercase();
    let has = |known: &clap::Command, option: &str| {
        known.get_arguments().any(|own| own.get_long().is_some_and(|long| option == format!("--{long}")))
    };
    let is_global = |option: &str| ["--lang", "--help"].contains(&option);
    let own = MEANT_OPTIONS
        .iter()
        .filter(|(option, _)| has(&known, option) || is_global(option) || command == "vp" && *option == "--version")
        .find(|(_, words)| words.contains(&name.as_str()));
    if let Some((option, _)) = own {
        return Some(msg!("menade du {option}?", "did you mean {option}?"));
    }
    if name == "--year" && command == "vp status" {
        return Some(Bilingual::fixed(
            "året är det som dagen ligger i: skriv till exempel --on 2025-12-31",
            "the year is that of the day; write for instance --on 2025-12-31",
        ));
    }
    let whole = super::command(language);
    let mut others: Vec<String> = Vec::new();
    let mut rest: Vec<(String, &clap::Command)> = vec![(String::from("vp"), &whole)];
    while let Some((path, command)) = rest.pop() {
        if has(command, &name) {
            others.push(path.clone());
        }
        rest.extend(command.get_subcommands().map(|own| (format!("{path} {}", own.get_name()), own)));
    }
    others.sort();
    let Bilingual { sv, en } = Bilingual::all_of(&others);
    (!others.is_empty()).then(|| msg!("{name} finns hos {sv}", "{name} is an option of {en}"))
}

/// An argument as it is called, without what stands around its name: `--lang`, `ÅR`.
fn plain_name(argument: &str) -> &str {
    let first = argument.split([' ', '=']).next().unwrap_or(argument);
    first.trim_matches(['<', '>', '[', ']', '.'])
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
            let name = plain_name(&argument);
            msg!("{name} saknas efter kommandot", "{name} is missing after the command")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            let name = plain_name(&argument);
            msg!("{name} saknar värde", "{name} needs a value")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let name = plain_name(&argument);
            msg!("{name} kan inte vara {value}", "{name} cannot be {value}")
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
        None if error.kind() == ErrorKind::UnknownArgument => near_option(&argument, command, language),
        None => None,
    };
    if let Some(hint) = hint {
        lines.push_str(&format!("\n  {}", hint.get(language)));
    }
    let help = msg!("{command} --help visar vad som kan skrivas", "{command} --help shows what can be written");
    console::error(language, &format!("{lines}\n  {}", help.get(language)));
    Outcome::Failed
}

#[cfg(test)]
mod tests {
    use std::any::TypeId;

    use super::*;

    /// The options below a command that take a number, as they are written.
    fn numbers(command: &clap::Command, found: &mut Vec<String>) {
        for argument in command.get_arguments() {
            let of = argument.get_value_parser().type_id();
            let is_number = [TypeId::of::<u8>(), TypeId::of::<u16>(), TypeId::of::<i16>(), TypeId::of::<usize>()]
                .iter()
                .any(|number| of == *number);
            if is_number && argument.get_action().takes_values() {
                let long = argument.get_long().map_or_else(|| argument.to_string(), |long| format!("--{long} <N>"));
                found.push(long);
            }
        }
        command.get_subcommands().for_each(|command| numbers(command, found));
    }

    #[test]
    fn which_numbers_an_option_takes_is_said() {
        let mut found = Vec::new();
        numbers(&super::super::command(Language::Swedish), &mut found);
        assert!(found.iter().any(|option| option.starts_with("--jobs")) && found.len() > 5, "{found:?}");
        for option in found {
            assert!(accepted(&option, "0", "").is_some(), "{option}");
        }
    }
}
