//! Which language to speak: `--lang`, then VP_LANG, then `språk` in vp.yaml, then the locale.

use std::ffi::OsString;

use crate::diagnostic::{Language, Sink};
use crate::read::load;

/// The language for help and usage errors, before any plan is loaded: vp.yaml around the current folder counts.
pub(super) fn before_loading(arguments: &[OsString]) -> Language {
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    let mut flag = None;
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        } else if word == "--lang" {
            flag = words.next().and_then(|word| parse(&word)).or(flag);
        } else if let Some(word) = word.strip_prefix("--lang=") {
            flag = parse(word).or(flag);
        }
    }
    explicit(flag)
        .or_else(|| load::settings_around(None, &mut Sink::default()).and_then(|settings| settings.language))
        .unwrap_or_else(locale)
}

/// The language that the user asked for: the flag, else VP_LANG.
pub(super) fn explicit(flag: Option<Language>) -> Option<Language> {
    flag.or_else(|| std::env::var("VP_LANG").ok().and_then(|word| parse(&word)))
}

/// The language for findings: asked for, else the workspace's, else the locale's.
pub(super) fn choose(flag: Option<Language>, workspace: Option<Language>) -> Language {
    explicit(flag).or(workspace).unwrap_or_else(locale)
}

/// `sv`, `sv_SE.UTF-8`, `en` …; `None` for other words.
pub(super) fn parse(word: &str) -> Option<Language> {
    let word = word.to_ascii_lowercase();
    if word.starts_with("sv") {
        Some(Language::Swedish)
    } else if word.starts_with("en") {
        Some(Language::English)
    } else {
        None
    }
}

fn locale() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match set {
        Some(value) if value.to_ascii_lowercase().starts_with("sv") => Language::Swedish,
        _ => Language::English,
    }
}
