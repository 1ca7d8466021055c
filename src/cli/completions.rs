//! `vp completions`: what lets a shell complete commands, options and values, from the same definitions as the help.
//!
//! A shell's script holds no words of ours. At each completion it runs `vp` again, with a variable that names the shell and
//! with the words of the line, and what could be written comes back as data: no text of a description is ever code.

use std::ffi::{OsStr, OsString};

use clap_complete::Shell;
use clap_complete::env::{Bash, EnvCompleter, Fish, Powershell, Zsh};

use super::args::{self, Completions};
use super::{Outcome, console, language};
use crate::diagnostic::Language;
use crate::msg;

/// The variables that a script runs `vp` with, each with the language that was asked for when the script was written. Without
/// one, completions speak the language that `vp` speaks where they are made.
const VARIABLES: [(&str, Option<Language>); 3] =
    [("VP_COMPLETE", None), ("VP_COMPLETE_SV", Some(Language::Swedish)), ("VP_COMPLETE_EN", Some(Language::English))];

/// Begins the script of zsh where it is a file of `$fpath`, which is run as the function `_vp` at the first completion.
const ZSH_FIRST: &str = "if [[ ${funcstack[1]} == _vp ]]; then _clap_dynamic_completer_vp \"$@\"; fi\n";

/// The script of Elvish, which shows a description beside each value. Fish and Elvish are answered alike.
const ELVISH: &str = r#"use str

set edit:completion:arg-completer[vp] = {|@words|
    env VARIABLE=elvish vp -- $@words | from-lines | each {|line|
        var value description = (str:split &max=2 "\t" $line"\t")
        set description = (str:trim-right $description "\t")
        if (==s $description '') {
            put $value
        } else {
            edit:complex-candidate $value &display=$value' ('$description')'
        }
    }
}
"#;

/// Prints the script of a shell.
pub(super) fn run(options: &Completions) -> anyhow::Result<Outcome> {
    let variable = VARIABLES.iter().find(|(_, language)| *language == options.language).map_or("", |(name, _)| name);
    let mut script = Vec::new();
    match completer(options.shell) {
        Some(completer) => completer.write_registration(variable, "vp", "vp", "vp", &mut script)?,
        None => script.extend(ELVISH.replace("VARIABLE", variable).bytes()),
    }
    if options.shell == Shell::Zsh {
        script.extend(ZSH_FIRST.bytes());
    }
    console::exactly(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Clean)
}

/// Answers a shell's script, where it is one that runs `vp` with these arguments; `None` where it is somebody else.
pub(super) fn answer(arguments: &[OsString]) -> Option<anyhow::Result<Outcome>> {
    let (name, asked) = VARIABLES.iter().find_map(|(variable, language)| {
        let name = std::env::var_os(variable).filter(|name| !name.is_empty())?;
        Some((name, *language))
    })?;
    let words: Vec<OsString> = arguments.iter().skip_while(|word| *word != "--").skip(1).cloned().collect();
    let language = asked.unwrap_or_else(|| language::before_loading(&words));
    Some(completed(&name, words, language))
}

fn completed(name: &OsStr, words: Vec<OsString>, language: Language) -> anyhow::Result<Outcome> {
    let shell = name.to_str().and_then(|name| name.parse::<Shell>().ok());
    let Some(shell) = shell else {
        let name = name.to_string_lossy();
        let message = msg!("skalet {name} finns inte", "there is no shell {name}");
        console::error(language, message.get(language));
        return Ok(Outcome::Failed);
    };
    if words.is_empty() {
        return Ok(Outcome::Clean);
    }
    let folder = std::env::current_dir().ok();
    let completer = completer(shell).unwrap_or(&Fish);
    let mut answer = Vec::new();
    // Where nothing can be written, nothing is said: the line of somebody who is typing is no place for messages.
    if completer.write_complete(&mut args::command(language), words, folder.as_deref(), &mut answer).is_ok() {
        console::exactly(&String::from_utf8_lossy(&answer))?;
    }
    Ok(Outcome::Clean)
}

/// What writes a shell's script and answers it; `None` for Elvish, whose script is our own.
fn completer(shell: Shell) -> Option<&'static dyn EnvCompleter> {
    match shell {
        Shell::Bash => Some(&Bash),
        Shell::Fish => Some(&Fish),
        Shell::PowerShell => Some(&Powershell),
        Shell::Zsh => Some(&Zsh),
        _ => None,
    }
}
