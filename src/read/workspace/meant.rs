//! Files that were meant as documents or as the settings, and are called otherwise: `plan.yaml.txt`, `delår.txt`, `vp.yml`.
//!
//! Nothing that somebody has written as a plan may be passed over in silence. Where the name tells it, nothing of the file
//! is read; otherwise its first lines tell it, so that ordinary texts in the folder of plans stay ordinary texts.

use std::path::{Path, PathBuf};

use super::{FoundFile, Place, SETTINGS_FILE, WorldError, slashed};
use crate::diagnostic::Diagnostic;
use crate::msg;
use crate::plan_format::fields::{rules::MISNAMED_FILE, same_key};
use crate::plan_format::parts::settings::SETTINGS;
use crate::read::files::{FileKind, Files};
use crate::read::parse;
use crate::source::{Source, SourceId, Sources};

/// So much of a file is looked at.
const HEAD: u64 = 4096;

/// A file's keys are looked for in so many of its first lines.
const FIRST_LINES: usize = 40;

/// Extensions of files that a text editor makes, or that hold data as YAML does.
const OF_TEXTS: &[&str] = &["txt", "text", "md", "markdown", "json"];

/// What editors and systems add to the name of a back-up: whoever has one knows that it is none of the plans.
const OF_BACK_UPS: &[&str] = &["bak", "orig", "old", "rej", "save", "swo", "swp", "tmp", "temp"];

/// What a file's name says that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Name {
    /// A document.
    Document,
    /// A document, but for a slip in the name, which should be this.
    Misnamed(String),
    /// Perhaps a document: its first lines tell. Then its name should be this.
    Perhaps(String),
    /// Something else.
    Other,
}

/// A file below a folder where it is a document, or was meant as one.
pub(super) fn found(files: &Files, folder: &Path, path: &Path) -> Option<FoundFile> {
    let name = path.file_name()?.to_string_lossy();
    let meant = match kind(&name) {
        // A workspace within the folder has settings of its own.
        Name::Document if name == SETTINGS_FILE => return None,
        Name::Document => None,
        Name::Misnamed(meant) if is_plain(files, path) => Some(meant),
        Name::Perhaps(meant) if is_plain(files, path) && is_document(&head(files, path)) => Some(meant),
        _ => return None,
    };
    let below = path.strip_prefix(folder).unwrap_or(path);
    // No address leads to a page of such a name, and no report can name the file so that it is found again.
    let meant = in_utf8(below).or(meant);
    let page = if meant.is_some() { slashed(below) } else { slashed(&below.with_extension("")) };
    Some(FoundFile { path: path.to_path_buf(), shown: slashed(path), page, meant })
}

/// A path with the names that are not UTF-8 as they were most likely written: on Windows of old, and by programs that unpack
/// its files. None where all are.
fn in_utf8(path: &Path) -> Option<String> {
    if path.to_str().is_some() {
        return None;
    }
    let parts = path.iter().map(|part| match part.to_str() {
        Some(part) => part.to_owned(),
        None => part.as_encoded_bytes().iter().copied().map(char::from).collect(),
    });
    Some(parts.collect::<Vec<String>>().join("/"))
}

/// What a file that the command line names should be called, where it is a document but for its name.
pub(super) fn of_named(files: &Files, path: &Path) -> Option<String> {
    found(files, path.parent().unwrap_or(Path::new("")), path)?.meant
}

/// Whether a file has the extension of a document, in capitals or not.
fn is_yaml(extension: &str) -> bool {
    ["yaml", "yml"].contains(&extension)
}

fn kind(name: &str) -> Name {
    let folded = name.to_lowercase();
    let Some((_, extension)) = folded.rsplit_once('.') else {
        let is_back_up = folded.ends_with(['~', '#']) || folded.starts_with('~');
        return if is_back_up { Name::Other } else { Name::Perhaps(format!("{name}.yaml")) };
    };
    // The folded name may be longer: places in the name as written are counted from its end.
    let without = |extension: &str| {
        let characters = name.chars().count().saturating_sub(extension.chars().count() + 1);
        name.chars().take(characters).collect::<String>()
    };
    if is_yaml(extension) {
        return Name::Document;
    }
    if folded.ends_with(['~', '#']) || folded.starts_with(['.', '~']) || OF_BACK_UPS.contains(&extension) {
        return Name::Other;
    }
    let stem = without(extension);
    let inner = stem.to_lowercase().rsplit_once('.').map(|(_, inner)| inner.to_owned());
    if inner.is_some_and(|inner| is_yaml(&inner)) {
        return match extension {
            "txt" | "text" => Name::Misnamed(stem),
            _ if extension.trim().is_empty() => Name::Misnamed(stem),
            _ => Name::Perhaps(stem),
        };
    }
    if is_yaml(extension.trim()) || is_nearly_yaml(extension) {
        return Name::Misnamed(format!("{stem}.yaml"));
    }
    let is_a_word = (2..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphabetic());
    match OF_TEXTS.contains(&extension) {
        true => Name::Perhaps(format!("{stem}.yaml")),
        // What comes after the last full stop of `plan.2026` is no kind of file.
        false if !is_a_word => Name::Perhaps(format!("{name}.yaml")),
        false => Name::Other,
    }
}

/// Whether an extension is a slip of the keys away from `yaml`; others that look like it are words of their own.
fn is_nearly_yaml(extension: &str) -> bool {
    let is_word = extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_word && extension.starts_with('y') && strsim::damerau_levenshtein(extension, "yaml") <= 1
}

fn is_plain(files: &Files, path: &Path) -> bool {
    files.own_kind(path).is_ok_and(|kind| kind == FileKind::File)
}

/// The first lines of a plain file as a text; those of Windows' Notepad may be UTF-16. Empty where it cannot be read.
fn head(files: &Files, path: &Path) -> String {
    let Ok(bytes) = files.read_beginning(path, HEAD) else { return String::new() };
    let wide = |read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        _ if bytes.starts_with(&[0xff, 0xfe]) => wide(u16::from_le_bytes),
        _ if bytes.starts_with(&[0xfe, 0xff]) => wide(u16::from_be_bytes),
        _ => String::from_utf8_lossy(&bytes).into_owned(),
    }
}

/// The keys that a text begins with and their values, up to the first line that is none. JSON has them in quotes.
fn first_keys(head: &str) -> Vec<(&str, &str)> {
    let lines = head.trim_start_matches('\u{feff}').lines().take(FIRST_LINES);
    let mut keys = Vec::new();
    for line in lines {
        let line = line.trim_end();
        let is_skipped = line.is_empty() || ["#", "---", "%"].iter().any(|start| line.starts_with(start));
        // What is indented belongs to the key above it; that of JSON does not.
        let is_json = head.trim_start_matches('\u{feff}').trim_start().starts_with('{');
        if is_skipped || (line.starts_with([' ', '\t']) && !is_json) || line.trim() == "{" {
            continue;
        }
        for part in line.split(',').take(if is_json { usize::MAX } else { 1 }) {
            let Some((key, value)) = part.split_once(':') else { return keys };
            let bare =
                |text: &'_ str| -> usize { text.len() - text.trim_start_matches(['{', ' ', '\t', '"', '\'']).len() };
            let (key, value) = (&key[bare(key)..], value.trim());
            keys.push((key.trim_end_matches(['"', '\'', ' ']), value.trim_matches(['"', '\'', '}', ' ', ','])));
        }
    }
    keys
}

/// Whether a text begins as documents do: with the format's version, or the kind of document.
fn is_document(head: &str) -> bool {
    first_keys(head).iter().any(|(key, value)| match key {
        _ if same_key(key, "vp") => value.starts_with(|character: char| character.is_ascii_digit()),
        // With a capital it is a word of a text.
        _ if same_key(key, "dokument") && key.starts_with('d') => {
            parse::is_kind(value.split('#').next().unwrap_or("").trim())
        }
        _ => false,
    })
}

/// The files of a folder that were meant as vp.yaml, sorted by name. Of a name that only looks like it the keys decide:
/// other programs have such files too. A folder further up than the one asked about must not become the workspace for a
/// text that is called vp.txt.
pub(super) fn settings(files: &Files, folder: &Path, start: &Path) -> Vec<PathBuf> {
    let Ok(listed) = files.list(folder) else { return Vec::new() };
    let real = files.real(&folder.join(SETTINGS_FILE)).ok();
    listed
        .iter()
        .filter(|listed| listed.name.to_str().is_some_and(|name| is_called_settings(name, folder == start)))
        .map(|listed| folder.join(&listed.name))
        // Where capitals make no difference, VP.yaml is vp.yaml.
        .filter(|path| is_plain(files, path) && (real.is_none() || files.real(path).ok() != real))
        .filter(|path| first_keys(&head(files, path)).iter().any(|(key, _)| is_key_of_settings(key)))
        .collect()
}

fn is_called_settings(name: &str, may_be_text: bool) -> bool {
    let folded = name.to_lowercase();
    let Some(extensions) = folded.strip_prefix("vp.") else { return false };
    let is_like_yaml = |part: &str| is_yaml(part) || is_nearly_yaml(part);
    name != SETTINGS_FILE
        && extensions.split('.').all(|part| is_like_yaml(part) || OF_TEXTS.contains(&part))
        && (may_be_text || extensions.split('.').any(is_like_yaml))
}

fn is_key_of_settings(key: &str) -> bool {
    SETTINGS.fields.iter().any(|field| same_key(key, field.key))
}

/// That a place has no documents. `plans` is the plan folder's name.
pub fn no_documents(files: &Files, place: &Place, plans: &str) -> WorldError {
    let is_workspace = place.is_root(files) || files.is_folder(&place.asked.join(plans));
    WorldError::NoDocuments {
        folder: if is_workspace { place.asked.join(plans) } else { place.asked.clone() },
        missing: (!is_workspace && place.settings_folder.is_none()).then(|| plans.to_owned()),
    }
}

/// Puts a file that was meant as a document into the sources, with what is wrong with its name.
pub fn misnamed(files: &Files, file: &FoundFile, meant: &str, sources: &Sources) -> (SourceId, Option<Diagnostic>) {
    let id = sources.add(Source::new(file.shown.as_str(), head(files, &file.path)));
    if file.path.to_str().is_none() {
        let shown = &file.shown;
        let message = msg!(
            "{shown} läses inte: namnet är sparat med en annan teckenkodning än UTF-8",
            "{shown} is not read: the name is saved in another encoding than UTF-8",
        );
        let help = msg!("byt namn till {meant}", "rename it to {meant}");
        return (id, Some(Diagnostic::new(&MISNAMED_FILE, sources.start(id), message).help(help)));
    }
    let name = file.shown.rsplit('/').next().unwrap_or(&file.shown);
    let message = msg!(
        "{name} läses inte: namnet på en plan slutar på .yaml",
        "{name} is not read: the name of a plan ends with .yaml",
    );
    let help = match files.is_there(&file.path.with_file_name(meant)) {
        true => msg!(
            "{meant} finns redan: ta bort den av dem som inte gäller",
            "{meant} exists already: remove the one of them that does not apply",
        ),
        false => msg!(
            "byt namn till {meant}, eller flytta filen från planernas mapp om den inte ska läsas",
            "rename it to {meant}, or move the file out of the plans' folder if it is not to be read",
        ),
    };
    (id, Some(Diagnostic::new(&MISNAMED_FILE, sources.start(id), message).help(help)))
}

/// What is wrong with the names of the files that were meant as the settings. `own` are the settings as they are read:
/// where there is no vp.yaml, one of those files, so that what it says holds until it is renamed.
pub fn settings_beside(files: &Files, place: &Place, own: SourceId, sources: &Sources) -> Vec<Diagnostic> {
    let read = place.settings.as_ref().map(|(path, _)| path);
    let findings = place.misnamed_settings.iter().map(|(path, shown)| {
        let name = shown.rsplit('/').next().unwrap_or(shown);
        let (id, message, help) = match read == Some(path) {
            true => (
                own,
                msg!(
                    "arbetsytans inställningar heter {SETTINGS_FILE}, inte {name}",
                    "the workspace's settings are called {SETTINGS_FILE}, not {name}",
                ),
                msg!("byt namn till {SETTINGS_FILE}", "rename it to {SETTINGS_FILE}"),
            ),
            false => (
                sources.add(Source::new(shown.as_str(), head(files, path))),
                msg!(
                    "{name} läses inte: inställningarna har lästs ur en annan fil bredvid",
                    "{name} is not read: the settings were read from another file beside it",
                ),
                msg!(
                    "för över det som ska gälla till {SETTINGS_FILE} och ta bort {name}",
                    "move what is to apply to {SETTINGS_FILE} and remove {name}",
                ),
            ),
        };
        Diagnostic::new(&MISNAMED_FILE, sources.start(id), message).help(help)
    });
    findings.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_what_was_meant() {
        for (name, meant) in [
            ("plan.yaml.txt", "plan.yaml"),
            ("Delår.YAML.TXT", "Delår.YAML"),
            ("plan.yml.text", "plan.yml"),
            ("plan.yam", "plan.yaml"),
            ("plan.ymal", "plan.yaml"),
            ("plan.yaml ", "plan.yaml"),
            ("plan.yaml.", "plan.yaml"),
            ("İ.yaml.txt", "İ.yaml"),
        ] {
            assert_eq!(kind(name), Name::Misnamed(meant.to_owned()), "{name}");
        }
        for (name, meant) in [
            ("delår.txt", "delår.yaml"),
            ("plan.json", "plan.yaml"),
            ("plan", "plan.yaml"),
            ("plan.2026", "plan.2026.yaml"),
            ("plan.yaml.gammal", "plan.yaml"),
        ] {
            assert_eq!(kind(name), Name::Perhaps(meant.to_owned()), "{name}");
        }
        for name in ["plan.yaml", "Plan.YAML", "plan.yaml.yaml", "a.Yml"] {
            assert_eq!(kind(name), Name::Document, "{name}");
        }
        for name in [
            "plan.yaml~",
            "plan.yaml.bak",
            "plan.yaml.orig",
            ".plan.yaml.swp",
            "#plan.yaml#",
            "~plan",
            "a.saml",
            "b.png",
        ] {
            assert_eq!(kind(name), Name::Other, "{name}");
        }
    }

    #[test]
    fn a_text_is_a_document_only_if_it_begins_as_one() {
        for head in [
            "vp: 1\n",
            "\u{feff}# En kommentar\r\n---\r\nvp: 1\r\n",
            "år: 2026\norganisation:\n  enhet: Parken\ndokument: Verksamhetsplan # så\n",
            "{\"vp\": 1, \"dokument\": \"verksamhetsplan\"}",
            "{\n  \"dokument\": \"tertialrapport\",\n  \"period\": \"T1\"\n}",
        ] {
            assert!(is_document(head), "{head}");
        }
        for head in [
            "",
            "Enheten har tolv medarbetare.\nvp: 1\n",
            "dokument: se bilagan\n",
            "# Möte\n\nDokument: verksamhetsplan\n",
            "vp: väldigt populärt\n",
            "  vp: 1\n",
            "## Uppdrag\n\nvpn: 1\n",
            "{\"version\": 1, \"findings\": []}",
            ": :\n:",
        ] {
            assert!(!is_document(head), "{head}");
        }
    }

    #[test]
    fn only_a_name_like_that_of_the_settings_is_meant_as_them() {
        for name in ["vp.yml", "VP.yaml", "Vp.YAML", "vp.yaml.txt", "vp.txt", "vp.yam", "vp.yaml.yaml"] {
            assert!(is_called_settings(name, true), "{name}");
            assert_eq!(is_called_settings(name, false), name != "vp.txt");
        }
        for name in ["vp.yaml", "vp.yaml.bak", "vp.yaml~", ".vp.yaml", "vp-baslinje.json", "vps.yaml", "vp.png", "vp"] {
            assert!(!is_called_settings(name, true), "{name}");
        }
    }
}
