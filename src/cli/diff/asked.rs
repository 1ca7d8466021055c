//! What is to be compared, as it is written on the command line.

use std::path::{Path, PathBuf};

use crate::diagnostic::Bilingual;
use crate::msg;

/// What is to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// The two latest years.
    Latest,
    /// Two years of the workspace.
    Years(i16, i16),
    /// Two files, or two folders.
    Paths(PathBuf, PathBuf),
    /// Two revisions of the workspace; `None` for the files as they are now.
    Revisions(String, Option<String>),
}

/// Reads what was written on the command line.
pub(super) fn asked(paths: &[PathBuf], revisions: Option<&str>) -> Result<Asked, Bilingual> {
    if let Some(revisions) = revisions {
        if !paths.is_empty() {
            return Err(Bilingual::fixed(
                "--rev jämför hela arbetsytan: skriv ingen plan, mapp eller år till, men gärna --org",
                "--rev compares the whole workspace: give no plan, folder or year with it; --org may be given",
            ));
        }
        return read_revisions(revisions);
    }
    match paths {
        [] => Ok(Asked::Latest),
        [old, new] => match (year(old), year(new)) {
            (Some(old), Some(new)) => Ok(Asked::Years(old, new)),
            (None, None) => Ok(Asked::Paths(old.clone(), new.clone())),
            (Some(year), None) | (None, Some(year)) => {
                let hint = folder_of(year);
                let (sv, en) = (hint.sv, hint.en);
                let (possible_sv, possible_en) = (possible().sv, possible().en);
                Err(msg!(
                    "ett år kan bara jämföras med ett år{sv}\n  {possible_sv}",
                    "a year can be compared only with a year{en}\n  {possible_en}",
                ))
            }
        },
        _ => {
            let (sv, en) = (possible().sv, possible().en);
            Err(msg!("det behövs två att jämföra\n  {sv}", "there must be two to compare\n  {en}"))
        }
    }
}

/// What can be compared.
pub(super) fn possible() -> Bilingual {
    Bilingual::fixed(
        "jämför två filer, två mappar, två år (2024 2025) eller två revisioner (--rev A..B); utan argument de två \
         senaste åren",
        "compare two files, two folders, two years (2024 2025) or two revisions (--rev A..B); without arguments the \
         two latest years",
    )
}

/// A year is four digits; a folder of that name is written with `./` before.
pub(super) fn year(path: &Path) -> Option<i16> {
    let word = path.to_str()?;
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| word.parse().ok()).flatten()
}

/// What to write for the folder that is called as a year, where there is one.
pub(super) fn folder_of(year: i16) -> Bilingual {
    if Path::new(&format!("{year:04}")).is_dir() {
        msg!("; mappen {year:04} skrivs ./{year:04}", "; the folder {year:04} is written ./{year:04}")
    } else {
        Bilingual::fixed("", "")
    }
}

fn read_revisions(words: &str) -> Result<Asked, Bilingual> {
    let how = |what: Bilingual| {
        let (sv, en) = (what.sv, what.en);
        msg!(
            "{sv}\n  skriv A..B för två revisioner, A.. för A och HEAD, eller A för A och filerna som de är nu",
            "{en}\n  write A..B for two revisions, A.. for A and HEAD, or A for A and the files as they are now",
        )
    };
    let or_head = |word: &str| if word.is_empty() { "HEAD".to_owned() } else { word.to_owned() };
    match words.split_once("..") {
        None if words.is_empty() => Err(how(Bilingual::fixed("--rev saknar revision", "--rev lacks its revision"))),
        None => Ok(Asked::Revisions(words.to_owned(), None)),
        Some((old, new)) if new.contains("..") || new.starts_with('.') || old.is_empty() && new.is_empty() => {
            let is_common = new.starts_with('.') && !new.contains("..");
            Err(how(match is_common {
                true => msg!(
                    "--rev {words} har tre punkter, som i git betyder något annat än från den ena till den andra",
                    "--rev {words} has three dots, which means something else to git",
                ),
                false => msg!("--rev {words} är inte två revisioner", "--rev {words} is not two revisions"),
            }))
        }
        Some((old, new)) => Ok(Asked::Revisions(or_head(old), Some(or_head(new)))),
    }
}
