//! `vp man`: manual pages, from the same definitions as the help.

use std::path::Path;

use clap::Command as Clap;

use super::args::version::NUMBER;
use super::args::{self, Man};
use super::{Outcome, console};
use crate::diagnostic::{Bilingual, Language, near_name};
use crate::msg;
use crate::print::render::output;
use crate::read::workspace::show;

/// Prints a page, or writes all of them.
pub(super) fn run(options: &Man) -> anyhow::Result<Outcome> {
    let language = options.language;
    let mut whole = args::command(language);
    whole.build();
    if let Some(folder) = &options.folder {
        return write_all(&whole, folder, language);
    }
    let mut command = &whole;
    for name in &options.command {
        // `vp man vp` is how one asks for a page by its name.
        if name == "vp" && std::ptr::eq(command, &whole) {
            continue;
        }
        match command.find_subcommand(name) {
            Some(found) => command = found,
            None => {
                let names = command.get_subcommands().map(Clap::get_name);
                let message = match near_name(name, names) {
                    Some(near) => msg!(
                        "kommandot {name} finns inte; menade du {near}?",
                        "there is no command {name}; did you mean {near}?"
                    ),
                    None => msg!("kommandot {name} finns inte", "there is no command {name}"),
                };
                console::error(language, message.get(language));
                return Ok(Outcome::Failed);
            }
        }
    }
    console::exactly(&page(command, language)?)?;
    Ok(Outcome::Clean)
}

fn write_all(whole: &Clap, folder: &Path, language: Language) -> anyhow::Result<Outcome> {
    let mut rest = vec![whole];
    let mut count = 0;
    while let Some(command) = rest.pop() {
        rest.extend(command.get_subcommands());
        let name = format!("{}.1", command.get_display_name().unwrap_or(command.get_name()));
        if let Err(error) = output::write(&folder.join(name), page(command, language)?.as_bytes()) {
            let (path, Bilingual { sv, en }) = (show(&error.path), console::replacing(&error.error));
            let words = msg!("{path} kan inte skrivas: {sv}", "{path} cannot be written: {en}");
            console::error(language, words.get(language));
            return Ok(Outcome::Failed);
        }
        count += 1;
    }
    let folder = show(folder);
    console::note(&format!(
        "{}\n",
        msg!("{count} manualsidor i {folder}", "{count} manual pages in {folder}").get(language)
    ));
    Ok(Outcome::Clean)
}

/// The day when this version was made. A page is the same wherever and whenever it is built.
const DATE: &str = "2026-11-30";

/// The longest line of a page, as those who read pages before they are set want it.
const LONGEST_LINE: usize = 80;

/// How long a word is to them, who write a letter that is not of ASCII by its number: `\[u00E4]`.
fn length_of(word: &str) -> usize {
    word.chars().map(|character| if character.is_ascii() { 1 } else { 8 }).sum()
}

/// A command's page as roff.
fn page(command: &Clap, language: Language) -> std::io::Result<String> {
    let title = command.get_display_name().unwrap_or(command.get_name()).to_uppercase();
    let command = match command.get_version() {
        Some(_) => command.clone().version(NUMBER),
        None => command.clone(),
    };
    let mut bytes = Vec::new();
    let page = clap_mangen::Man::new(command).title(title).date(DATE).source(format!("vp {NUMBER}")).manual("vp");
    page.render(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines();
    let mut page = String::new();
    while let Some(text) = lines.next() {
        page.push_str(&line(text, language));
        // What follows is the name of an option with its value, on one line.
        if text == ".TP"
            && let Some(tag) = lines.next()
        {
            page.push_str(&format!("{tag}\n"));
        }
    }
    Ok(page)
}

/// A line of a page. The headings that clap_mangen has fixed words for are put in the language of the rest, and all are in
/// capitals, as manual pages have them.
fn line(line: &str, language: Language) -> String {
    let Some(heading) = line.strip_prefix(".SH ") else {
        return if line.starts_with(['.', '\'']) { format!("{line}\n") } else { wrapped(line) };
    };
    let (swedish, english) = match heading {
        "NAME" => ("NAMN", heading),
        "SYNOPSIS" => ("ÖVERSIKT", heading),
        "DESCRIPTION" => ("BESKRIVNING", heading),
        "EXTRA" => ("ANMÄRKNINGAR", "NOTES"),
        _ => (heading, heading),
    };
    let heading = match language {
        Language::Swedish => swedish,
        Language::English => english,
    };
    format!(".SH {}\n", heading.to_uppercase())
}

/// Running text, broken at blanks where it is too long: a reader sets it anew. A line that begins as a request does is kept
/// from being one.
fn wrapped(text: &str) -> String {
    let mut page = String::new();
    let mut length = 0;
    for (number, word) in text.split(' ').enumerate() {
        let is_first = number == 0;
        if !is_first && length + 1 + length_of(word) > LONGEST_LINE && !word.is_empty() {
            page.push('\n');
            let guard = if word.starts_with(['.', '\'']) { "\\&" } else { "" };
            page.push_str(guard);
            length = guard.len();
        } else if !is_first {
            page.push(' ');
            length += 1;
        }
        page.push_str(word);
        length += length_of(word);
    }
    page + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What roff would take for a request or an escape at a line's beginning and within it.
    #[test]
    fn no_text_of_a_page_is_a_request_to_roff() {
        let hard = ".so /etc/passwd\n'br a \\fBb\\n[x] \\ \"c\" it's -d \\(aq\n\n.\\\" e å";
        let command = Clap::new("vp").about(hard).after_help(hard).arg(clap::Arg::new("a").long("a").help(hard));
        for language in [Language::Swedish, Language::English] {
            let text = page(&command, language).unwrap_or_default();
            for line in text.lines() {
                let is_request = line.starts_with(['.', '\'']) && !line.starts_with(".ie") && !line.starts_with(".el");
                let is_ours =
                    [".TH ", ".SH ", ".TP", ".br", ".RS", ".RE", ".PP"].iter().any(|own| line.starts_with(own));
                assert!(!is_request || is_ours, "{line}\n{text}");
            }
            assert!(text.contains(r"\&.so") && text.contains(r"\\fBb\\n[x]"), "{text}");
        }
    }
}
