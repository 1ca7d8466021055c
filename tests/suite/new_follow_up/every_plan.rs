//! Every plan of the project at each occasion: the fresh file is sound, and filled in it reports all that it asks for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::workspace::{Workspace, read, write};
use vp::diagnostic::Language;
use vp::drafts::forms::{Form, Request};
use vp::lint::check::check;
use vp::read::load::{Loaded, load};

/// What a fresh file may not have: it cannot be read, or names what is not there.
const NEVER: [&str; 5] = ["VP01", "VP0501", "VP0504", "VP0512", "VP0309"];

/// What a filled file may not have either.
const NOT_FILLED: [&str; 3] = ["VP0502", "VP0508", "VP0701"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The workspaces of plans/ and examples/, each copied to a folder of its own.
fn workspaces() -> Vec<(Workspace, PathBuf)> {
    let mut folders = vec![root().join("plans")];
    for examples in ["examples", "examples/mistakes", "examples/fixed"] {
        let entries = std::fs::read_dir(root().join(examples)).unwrap().map(|entry| entry.unwrap().path());
        folders.extend(entries.filter(|path| path.is_dir() && !path.ends_with("mistakes") && !path.ends_with("fixed")));
    }
    folders.sort();
    let copied = folders.into_iter().map(|from| {
        let folder = Workspace::new();
        let name = from.file_name().unwrap().to_string_lossy().into_owned();
        for entry in walkdir::WalkDir::new(&from) {
            let entry = entry.unwrap();
            let to = folder.root().join(&name).join(entry.path().strip_prefix(&from).unwrap());
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(to).unwrap();
            } else {
                std::fs::copy(entry.path(), to).unwrap();
            }
        }
        let path = folder.root().join(&name);
        (folder, path)
    });
    copied.collect()
}

/// The fresh file with something in every place.
fn filled(text: &str) -> String {
    let (mut section, mut target) = (String::new(), "1".to_owned());
    let mut out = String::new();
    for line in text.lines() {
        if !line.is_empty() && !line.starts_with([' ', '#']) {
            section = line.trim_end_matches(':').to_owned();
        }
        if let Some(words) =
            line.trim_start().strip_prefix("# Årsmål: ").or(line.trim_start().strip_prefix("# Fullmäktiges årsmål: "))
        {
            let words = words.split(" · ").next().unwrap();
            target = if words.starts_with(|character: char| character.is_ascii_digit()) {
                words.to_owned()
            } else {
                "1".to_owned()
            };
        }
        let value = match (section.as_str(), line.split('#').next().unwrap().trim()) {
            ("mål", "bedömning:") => line.split_once("# ").unwrap().1.split(" · ").next().unwrap().to_owned(),
            ("indikatorer", "utfall:" | "män:" | "kvinnor:") => format!("\"{target}\""),
            ("aktiviteter", "status:") => "pågår".to_owned(),
            ("ekonomi", "utfall:" | "budget:" | "prognos:") => "10".to_owned(),
            (_, "analys:" | "avvikelse:" | "sammanfattande_analys:") => "Enligt plan.".to_owned(),
            _ => {
                out.push_str(line);
                out.push('\n');
                continue;
            }
        };
        let key = line.split('#').next().unwrap().trim_end();
        out.push_str(&format!("{key} {value}\n"));
    }
    out
}

fn found(loaded: &Loaded, path: &Path) -> BTreeSet<&'static str> {
    let name = path.to_string_lossy();
    let own = |source| loaded.sources.get(source).path == name;
    check(loaded).iter().filter(|finding| own(finding.span.source)).map(|finding| finding.rule.code).collect()
}

#[test]
fn a_fresh_file_is_sound_and_a_filled_one_is_complete() {
    let (mut made, mut goals, mut indicators, mut activities) = (0, 0, 0, 0);
    for (_folder, workspace) in workspaces() {
        let loaded = load(Some(&workspace), None).unwrap();
        let steering = &loaded.resolved.settings.steering;
        for file in &loaded.files {
            let Some(plan) = file.document.filter(|plan| loaded.is_printable(*plan)) else { continue };
            if !loaded.resolved.documents[plan].is_plan() {
                continue;
            }
            for occasion in 0..steering.occasions.len() {
                // What is there already of this occasion is laid aside: the new file is the whole report.
                let report = loaded.resolved.reports_on(plan).find(|report| report.occasion == Some(occasion));
                let parts = report.map_or_else(Vec::new, |report| report.parts.clone());
                let aside: Vec<(PathBuf, String)> = parts
                    .iter()
                    .filter_map(|part| loaded.files.iter().find(|file| file.document == Some(*part)))
                    .map(|file| (file.path.clone(), read(&file.path)))
                    .collect();
                aside.iter().for_each(|(path, _)| std::fs::remove_file(path).unwrap());
                let wish = |loaded, plan| Request {
                    loaded,
                    plan,
                    occasion,
                    who: None,
                    without_others: true,
                    language: Language::Swedish,
                };
                let without = (!aside.is_empty()).then(|| load(Some(&workspace), None).unwrap());
                let without = without.as_ref().unwrap_or(&loaded);
                let number = without.files.iter().find(|other| other.path == file.path).unwrap().document.unwrap();
                let form = Form::new(wish(without, number)).unwrap();
                let path = file.path.parent().unwrap().join(format!("{}.yaml", form.name()));
                if path.exists() {
                    // The file of that name follows another plan of the same folder.
                    aside.iter().for_each(|(path, text)| write(path, text));
                    continue;
                }
                let text = form.yaml();
                write(&path, &text);
                let fresh = load(Some(&path), None).unwrap();
                let bad = |found: &BTreeSet<&'static str>, codes: &[&str]| {
                    found.iter().any(|code| codes.iter().any(|bad| code.starts_with(bad)))
                };
                let codes = found(&fresh, &path);
                assert!(!bad(&codes, &NEVER), "{}: {codes:?}\n{text}", path.display());
                // Nobody has filled in anything yet, so nothing can be wrong in what is filled in.
                let errors: Vec<_> = codes.iter().filter(|code| code.starts_with("VP08")).collect();
                assert!(errors.is_empty(), "{}: {errors:?}\n{text}", path.display());
                // What shares its id with another cannot be reported before the plan is fixed.
                let is_whole = !text.contains("eget id i planen");
                let text = filled(&text);
                write(&path, &text);
                let done = load(Some(&path), None).unwrap();
                let codes = found(&done, &path);
                let is_missing = is_whole && bad(&codes, &NOT_FILLED);
                assert!(!bad(&codes, &NEVER) && !is_missing, "{}: {codes:?}\n{text}", path.display());
                let document = done.files.iter().find(|file| file.path == path).unwrap().document.unwrap();
                let report = done.resolved.report_of(document).unwrap();
                let count = form.count();
                assert_eq!(report.goals.iter().flatten().count(), count.goals, "{text}");
                assert_eq!(report.indicators.len(), count.indicators, "{text}");
                assert_eq!(report.activities.len(), count.activities, "{text}");
                assert!(report.outside.is_empty());
                let is_said = |outcome: &vp::resolve::EntryRef| {
                    done.resolved.indicator_report(*outcome).outcome.as_ref().is_some()
                };
                assert!(report.indicators.values().all(is_said), "{text}");
                (made, goals) = (made + 1, goals + count.goals);
                (indicators, activities) = (indicators + count.indicators, activities + count.activities);
                std::fs::remove_file(&path).unwrap();
                aside.iter().for_each(|(path, text)| write(path, text));
            }
        }
    }
    assert!(
        made > 100 && goals > 300 && indicators > 200 && activities > 200,
        "{made} {goals} {indicators} {activities}"
    );
}
