//! Whether the output folder can be one: pages are never mixed with what they are made from.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Bilingual, Sink};
use crate::msg;
use crate::plan_format::parts::settings;
use crate::read::files::Files;
use crate::read::load;
use crate::read::workspace::{self, Place};

/// What is wrong with the folder that the pages of a path would be written to; `None` where nothing is. `out` is the one
/// that was asked for, if any.
pub(super) fn problem(asked: Option<&Path>, out: Option<&Path>) -> Option<Bilingual> {
    // A path that is not there is told when it is loaded.
    let place = workspace::place(&Files::default(), asked).ok()?;
    let settings = load::settings_around(asked, &mut Sink::default()).unwrap_or_else(settings::built_in);
    let folder = match (out, &place.settings_folder) {
        (Some(out), _) => out.to_path_buf(),
        (None, Some(root)) => workspace::from_here(&Files::default(), &root.join(&settings.out)),
        (None, None) => PathBuf::from(&settings.out),
    };
    let shown = workspace::show(&folder);
    if let Some(file) = file_in_the_way(&folder) {
        let file = workspace::show(&file);
        let (sv, en) = (advice(out).sv, advice(out).en);
        return Some(match file == shown {
            true => msg!(
                "{file} är en fil, och sidorna skrivs till en mapp: {sv}",
                "{file} is a file, and pages are written to a folder: {en}",
            ),
            false => msg!(
                "{shown} kan inte bli en mapp, för {file} är en fil: {sv}",
                "{shown} cannot become a folder, as {file} is a file: {en}",
            ),
        });
    }
    let real = folder.canonicalize().ok()?;
    // A file by itself is named together with the folder for its page, and nothing else is read there.
    let is_folder = place.asked.is_dir();
    let root = place.settings_folder.clone().or_else(|| is_folder.then(|| place.asked.clone()))?.canonicalize().ok()?;
    let (plans, templates) = (root.join(&settings.plans), root.join(&settings.templates));
    let what = if root.starts_with(&real) {
        Bilingual::fixed("arbetsytan själv", "the workspace itself")
    } else if is_below(&plans, &real) {
        Bilingual::fixed("mappen med planerna", "the folder of the plans")
    } else if is_below(&templates, &real) || templates.canonicalize().is_ok_and(|folder| real.starts_with(folder)) {
        Bilingual::fixed("mappen med mallarna", "the folder of the templates")
    } else if out.is_some() && holds_plans(&root, &settings.plans, &real) {
        Bilingual::fixed("en mapp med planer", "a folder of plans")
    } else {
        return None;
    };
    let (Bilingual { sv, en }, advice) = (what, advice(out));
    let (advice_sv, advice_en) = (advice.sv, advice.en);
    Some(msg!(
        "{shown} är {sv}, och sidorna skulle blandas med det som de görs av: {advice_sv}",
        "{shown} is {en}, and pages would be mixed with what they are made from: {advice_en}",
    ))
}

fn advice(out: Option<&Path>) -> Bilingual {
    match out {
        Some(_) => Bilingual::fixed("välj en annan mapp med --out", "choose another folder with --out"),
        None => Bilingual::fixed(
            "välj en annan mapp med ut under mappar i vp.yaml",
            "choose another folder with ut under mappar in vp.yaml",
        ),
    }
}

/// The file that stands where the folder, or one that it would lie in, should be.
fn file_in_the_way(folder: &Path) -> Option<PathBuf> {
    let there = folder.ancestors().find_map(|part| Some((part, part.metadata().ok()?)));
    there.filter(|(_, data)| !data.is_dir()).map(|(part, _)| part.to_path_buf())
}

/// Whether a folder that is there is the other or lies below it.
fn is_below(folder: &Path, other: &Path) -> bool {
    folder.canonicalize().is_ok_and(|folder| folder.starts_with(other))
}

/// Whether documents of the workspace lie in a folder. In the workspace's own output folder none is read, but one that is
/// named for this run may be a folder of plans by mistake.
fn holds_plans(root: &Path, plans: &str, folder: &Path) -> bool {
    if !folder.starts_with(root) {
        return false;
    }
    let found = workspace::discover(&Files::default(), &Place::of(root.to_path_buf()), plans, None).unwrap_or_default();
    found.iter().any(|file| is_below(&file.path, folder))
}
