//! Standard output and standard error, with colour where a terminal shows it.
//!
//! What is said of files goes through here, names of files too, and no personal identity number is said. What other programs
//! read byte by byte, as [`exactly`] writes it, is masked where it is made.

use std::io::{IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use super::progress;
use crate::diagnostic::{Bilingual, Language};
use crate::identity::shown;
use crate::msg;
use crate::print::render::output::ReplaceError;
use crate::read::files::Files;
use crate::read::workspace::near::near_path;
use crate::read::workspace::{WorldError, reason, show};
pub(super) use crate::terminal::quoted;
use crate::terminal::{Style, wrapped};

/// Writes to standard output.
pub(super) fn out(text: &str) -> anyhow::Result<()> {
    write_out(&shown(text))
}

/// Writes to standard output what is masked already.
fn write_out(text: &str) -> anyhow::Result<()> {
    if has_no_controls(text) {
        return exactly(text);
    }
    progress::around(|| {
        let mut stdout = anstream::stdout().lock();
        stdout.write_all(text.as_bytes())?;
        stdout.flush()?;
        Ok(())
    })
}

/// Whether a text has no colours and nothing else that is left out where there is no terminal: then it can be written as it
/// is, in one piece.
fn has_no_controls(text: &str) -> bool {
    let is_shown = |byte: u8| (byte >= b' ') & (byte != 0x7f) | (byte == b'\n') | (byte == b'\t');
    text.bytes().fold(true, |all, byte| all & is_shown(byte))
}

/// Writes text for people to standard output: on a terminal no line is wider than it, and in a pipe each is as it is.
pub(super) fn lines(text: &str) -> anyhow::Result<()> {
    // Before it is wrapped: a number may stand over a line's end.
    let text = &*shown(text);
    match std::io::stdout().is_terminal().then(terminal_size::terminal_size).flatten() {
        Some((terminal_size::Width(width), _)) => write_out(&wrapped(text, room(width))),
        None => write_out(text),
    }
}

/// Writes text for people to standard error, as [`lines`] does to standard output. A closed standard error is nothing to stop
/// for.
pub(super) fn note(text: &str) {
    let text = &*shown(text);
    match std::io::stderr().is_terminal().then(|| terminal_size::terminal_size_of(std::io::stderr())).flatten() {
        Some((terminal_size::Width(width), _)) => write_err(&wrapped(text, room(width))),
        None => write_err(text),
    }
}

/// How many places of a line a terminal has: what `COLUMNS` says, where somebody has set it, else what the system says.
fn room(width: u16) -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    asked.filter(|columns| *columns > 0).unwrap_or(usize::from(width))
}

/// Writes to standard output for another program: not a byte more or less.
pub(super) fn exactly(text: &str) -> anyhow::Result<()> {
    progress::around(|| {
        let mut stdout = std::io::stdout().lock();
        stdout.write_all(text.as_bytes())?;
        stdout.flush()?;
        Ok(())
    })
}

/// Writes to standard error what is masked already.
fn write_err(text: &str) {
    let _ = progress::around(|| match has_no_controls(text) {
        true => std::io::stderr().lock().write_all(text.as_bytes()),
        false => {
            let mut stderr = anstream::stderr().lock();
            stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush())
        }
    });
}

/// Writes an error that is not about a plan.
pub(super) fn error(language: Language, text: &str) {
    let word = Bilingual::fixed("fel", "error");
    note(&format!("{}: {text}\n", word.get(language)));
}

/// The style of what is written in colours wherever it goes: anstream drops them where there is no terminal, or where NO_COLOR
/// is set.
pub(super) const STYLE: Style = Style::Coloured;

/// The style of what is much: drawn without colours where they would be dropped from standard output.
pub(super) fn style_of_out() -> Style {
    style_by(AutoStream::choice(&std::io::stdout()))
}

/// The same for standard error.
pub(super) fn style_of_err() -> Style {
    style_by(AutoStream::choice(&std::io::stderr()))
}

fn style_by(choice: ColorChoice) -> Style {
    if choice == ColorChoice::Never { Style::Plain } else { Style::Coloured }
}

/// Whether an error says that the reader of our output went away.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// That a file has become another while it was read.
pub(super) fn changed(path: &str) -> Bilingual {
    msg!(
        "{path} ändrades medan vp läste den; kör kommandot igen",
        "{path} changed while vp read it; run the command again"
    )
}

/// Why a file was not replaced, in words.
pub(super) fn replacing(error: &ReplaceError) -> Bilingual {
    match error {
        ReplaceError::ReadOnly => Bilingual::fixed("filen är skrivskyddad", "the file is read-only"),
        ReplaceError::Changed => Bilingual::fixed(
            "filen ändrades medan vp läste den; kör kommandot igen",
            "the file changed while vp read it; run the command again",
        ),
        ReplaceError::LeadsOut => Bilingual::fixed(
            "en länk leder ut ur mappen; ta bort länken",
            "a link leads out of the folder; remove the link",
        ),
        ReplaceError::System(error) => reason(error),
    }
}

/// Whether a word is an occasion of the built-in model, which people write where a path is asked for.
fn is_occasion(word: &str) -> bool {
    ["t1", "t2", "t3", "vb"].contains(&word.to_lowercase().as_str())
}

/// What is wrong with the world, in words.
pub(super) fn world(error: &WorldError) -> Bilingual {
    match error {
        WorldError::NotFound(path) => {
            let shown = show(path);
            match near_path(&Files::default(), path) {
                Some(near) => {
                    let near = quoted(&near);
                    crate::msg!(
                        "{shown} finns inte\n  menade du {near}?",
                        "{shown} does not exist\n  did you mean {near}?",
                    )
                }
                None if is_occasion(&shown) => crate::msg!(
                    "{shown} finns inte\n  är det ett tillfälle, skriv --period {shown}",
                    "{shown} does not exist\n  if it is an occasion, write --period {shown}",
                ),
                None => crate::msg!("{shown} finns inte", "{shown} does not exist"),
            }
        }
        WorldError::NoPlans(path) => {
            let path = show(path);
            crate::msg!(
                "här finns inga planer: mappen {path} saknas. vp init gör en arbetsyta",
                "there are no plans here: the folder {path} is missing. vp init makes a workspace",
            )
        }
        WorldError::NoDocuments { folder, missing: Some(plans) } => {
            let here = Bilingual::fixed("den här mappen", "this folder");
            let folder = show(folder);
            let Bilingual { sv, en } = if folder == "." { here } else { crate::msg!("{folder}", "{folder}") };
            crate::msg!(
                "inga planer hittades i {sv}: där finns varken vp.yaml, mappen {plans} eller någon fil som slutar på .yaml\n  \
                 gå till mappen med arbetsytan, eller skriv dess sökväg efter kommandot; vp init gör en ny arbetsyta",
                "no plans were found in {en}: there is no vp.yaml, no folder {plans} and no file that ends with .yaml\n  \
                 go to the folder of the workspace, or write its path after the command; vp init makes a new workspace",
            )
        }
        WorldError::NoDocuments { folder, missing: None } => {
            let folder = show(folder);
            crate::msg!(
                "inga planer hittades i {folder}: där finns ingen fil som slutar på .yaml, inte heller i mapparna under\n  \
                 lägg planerna där; vp init MAPP gör en arbetsyta med en första plan",
                "no plans were found in {folder}: no file there ends with .yaml, nor in the folders below\n  \
                 put the plans there; vp init DIR makes a workspace with a first plan",
            )
        }
        WorldError::Unreadable(path, error) => {
            let (path, why) = (show(path), reason(error));
            let (sv, en) = (why.sv, why.en);
            crate::msg!("{path} går inte att läsa: {sv}", "{path} cannot be read: {en}")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::diagnostic::Language;
    use crate::lint::check::check;
    use crate::lint::report::text;
    use crate::read::load::load;
    use crate::terminal::{Style, width, wrapped};

    /// Whether a line may be wider than the screen: a line of a file, the marks below one, a path, or a word that nothing
    /// can divide.
    fn may_be_wide(line: &str) -> bool {
        let after = line.trim_start_matches([' ', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0']);
        let words = after.strip_prefix('|').unwrap_or(after).trim_start_matches([' ', '^', '-', '=']);
        let is_of_file = after.starts_with('|') && !line.trim_start().starts_with('|');
        is_of_file || after.starts_with("-->") || after.starts_with(":::") || !words.contains(' ')
    }

    #[test]
    fn no_finding_of_the_examples_is_wider_than_the_screen() {
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/mistakes");
        let folders = walkdir::WalkDir::new(&examples).min_depth(1).max_depth(1).sort_by_file_name();
        let mut count = 0;
        for folder in folders.into_iter().filter_map(Result::ok).filter(|folder| folder.file_type().is_dir()) {
            let loaded = load(Some(folder.path()), None).expect("the example is there");
            let findings = check(&loaded);
            for language in [Language::Swedish, Language::English] {
                let text = text::write(&findings, &loaded.sources, language, Style::Plain);
                for to in [60, 80, 120] {
                    for line in wrapped(&text, to).lines().filter(|line| width(line) > to) {
                        assert!(may_be_wide(line), "{} at {to}: {line}", folder.path().display());
                    }
                    count += 1;
                }
            }
        }
        assert!(count > 600, "the examples are there: {count}");
    }
}
