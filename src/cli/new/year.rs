//! `vp new year`: next year's plans beside this year's, all of them or none.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::args::NewYear;
use crate::cli::{Outcome, console, language};
use crate::diagnostic::{Bilingual, Language};
use crate::drafts::next_year::{self, Content, LastYear, Plan, Refusal, Request};
use crate::msg;
use crate::print::render::output;
use crate::read::files;
use crate::read::load::Loaded;
use crate::read::workspace;

/// The plan that the command means in a folder that has one.
const PLAN_FILE: &str = "plan.yaml";

/// A plan with where it comes from and where it goes.
struct Next {
    from: PathBuf,
    to: PathBuf,
    plan: Plan,
}

/// Writes the plans, or says what is in the way.
pub(super) fn run(options: &NewYear) -> anyhow::Result<Outcome> {
    let mut language = language::choose(options.language, None);
    let own = Path::new(PLAN_FILE);
    let asked = options.plan.as_deref().or_else(|| own.is_file().then_some(own));
    let Some(loaded) = crate::cli::usable(asked, options.language, &mut language) else {
        return Ok(Outcome::Failed);
    };
    let made = chosen(&loaded, asked, options).and_then(|documents| {
        let plans: Result<Vec<Next>, Bilingual> =
            documents.into_iter().map(|document| next(&loaded, document, options)).collect();
        let plans = plans?;
        let files = files(&plans)?;
        write(&files)?;
        Ok((plans, files))
    });
    match made {
        Ok((plans, files)) => {
            console::lines(&report(&plans, &files, options.year, language))?;
            Ok(Outcome::Clean)
        }
        Err(problem) => {
            console::error(language, problem.get(language));
            Ok(Outcome::Failed)
        }
    }
}

/// The documents that are meant.
fn chosen(loaded: &Loaded, asked: Option<&Path>, options: &NewYear) -> Result<Vec<usize>, Bilingual> {
    let documents = match asked.filter(|asked| !asked.is_dir()) {
        Some(asked) => {
            let shown = workspace::show(asked);
            let file = loaded.files.iter().find(|file| file.path == asked);
            let Some(document) = file.and_then(|file| file.document) else { return Err(unreadable(&[shown])) };
            if !loaded.resolved.documents.head(document).is_plan() {
                return Err(msg!("{shown} är ingen verksamhetsplan", "{shown} is not a verksamhetsplan"));
            }
            vec![document]
        }
        None => next_year::latest(loaded, options.year),
    };
    let copy_of = |document: &usize| Some((*document, loaded.resolved.plans[*document].copy_of?));
    if let Some((copy, first)) = documents.iter().find_map(copy_of).filter(|_| asked.is_none_or(Path::is_dir)) {
        let file = |document| loaded.files.iter().find(|file| file.document == Some(document));
        let name = |document| file(document).map_or_else(String::new, |file| workspace::show(&file.path));
        let (copy, first) = (name(copy), name(first));
        return Err(msg!(
            "{copy} är samma plan som {first}, inget skrevs\n  ta bort den som inte gäller, eller namnge den plan som ska skrivas vidare",
            "{copy} is the same plan as {first}, nothing was written\n  remove the one that does not apply, or name the plan to go on from",
        ));
    }
    let year = options.year;
    let Some(first) = documents.first() else {
        return Err(msg!(
            "här finns ingen plan för ett år före {year}",
            "there is no plan here for a year before {year}"
        ));
    };
    if documents.len() > 1 && options.to.is_some() {
        let count = documents.len();
        return Err(msg!(
            "--to namnger en fil, men här är {count} planer: namnge en av dem",
            "--to names one file, but there are {count} plans: name one of them",
        ));
    }
    // A plan that cannot be read may be one of the same year: the others would be written without it.
    let old = loaded.resolved.documents.head(*first).year.as_ref().map(|year| year.value.to_string());
    let same_year =
        |path: &Path| path.components().any(|part| old.as_deref().is_some_and(|old| part.as_os_str() == old));
    let broken = loaded.asked().filter(|file| file.document.is_none());
    let broken: Vec<String> =
        broken.filter(|file| same_year(&absolute(&file.path))).map(|file| workspace::show(&file.path)).collect();
    if broken.is_empty() { Ok(documents) } else { Err(unreadable(&broken)) }
}

fn unreadable(files: &[String]) -> Bilingual {
    let (list, first) = (files.join("\n  "), console::quoted(files.first().map_or("", String::as_str)));
    msg!(
        "en plan går inte att läsa, inget skrevs:\n  {list}\nvp check {first} visar varför",
        "a plan cannot be read, nothing was written:\n  {list}\nvp check {first} shows why",
    )
}

/// A path from the root, without `..`.
fn absolute(path: &Path) -> PathBuf {
    let here = Path::new(".").canonicalize().unwrap_or_default();
    crate::source::straight(&here.join(path))
}

fn shown(path: &Path) -> String {
    workspace::show(&workspace::from_here(&files::Files::default(), path))
}

/// The next plan of a document.
fn next(loaded: &Loaded, document: usize, options: &NewYear) -> Result<Next, Bilingual> {
    let file = loaded.files.iter().find(|file| file.document == Some(document));
    let from = absolute(file.map_or(Path::new(""), |file| &file.path));
    let (name, new) = (shown(&from), options.year);
    let old = loaded.resolved.documents.head(document).year.as_ref().map(|year| year.value);
    let to = match (&options.to, old) {
        (Some(to), _) => absolute(to),
        (None, Some(old)) if old < new => next_year::moved(&from, old, new).ok_or_else(|| {
            msg!(
                "{name} ligger inte i någon mapp som heter {old}, så var nästa plan ska ligga går inte att säga; lägg till --to FIL",
                "{name} lies in no folder called {old}, so there is no telling where the next plan belongs; add --to FILE",
            )
        })?,
        // The plan itself refuses, with words for why.
        _ => from.clone(),
    };
    let outcome = |at| next_year::last_outcome(loaded, document, at, new);
    let status = |at| next_year::last_status(loaded, at);
    let days = loaded.resolved.documents[document].days();
    let begins = days.map_or((1, 1), |(first, _)| (first.month(), first.day()));
    let last = LastYear { new, begins, outcome: &outcome, status: &status };
    match next_year::plan(&Request { loaded, document, from: &from, to: &to, last }) {
        Ok(plan) => Ok(Next { from, to, plan }),
        Err(Refusal::NoYear) => Err(msg!(
            "{name} säger inte vilket år den gäller: skriv år: och årtalet",
            "{name} does not say which year it is for: write år: and the year",
        )),
        Err(Refusal::NotBefore(old)) => Err(msg!(
            "{name} är planen för {old}, inte för ett år före {new}",
            "{name} is the plan for {old}, not for a year before {new}",
        )),
        Err(Refusal::Unsafe) => Err(msg!(
            "{name} är skriven så att den inte går att ändra säkert; kopiera den och ändra för hand",
            "{name} is written so that it cannot be changed safely; copy it and change it by hand",
        )),
    }
}

/// Files to write, sorted by path.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Every file to write with its bytes; what is there already with the same bytes is left out. Nothing is written as long as
/// another file stands in the place of one.
fn files(plans: &[Next]) -> Result<Files, Bilingual> {
    let disk = files::Files::default();
    let mut files = Files::new();
    for next in plans {
        for copy in &next.plan.copies {
            let bytes = match &copy.content {
                Content::Text(text) => text.clone().into_bytes(),
                Content::File(from) => disk.read(from).map_err(|error| {
                    let (path, why) = (shown(from), workspace::why_unopened(&error));
                    let (sv, en) = (why.sv, why.en);
                    msg!("{path} går inte att läsa: {sv}", "{path} cannot be read: {en}")
                })?,
            };
            if disk.read(&copy.to).is_ok_and(|there| there == bytes) {
                continue;
            }
            files.insert(copy.to.clone(), bytes);
        }
    }
    // Last, as a copy never takes the place of a plan.
    for next in plans {
        files.insert(next.to.clone(), next.plan.text.clone().into_bytes());
    }
    // A link that leads nowhere is in the way too.
    let taken: Vec<String> =
        files.keys().filter(|path| path.symlink_metadata().is_ok()).map(|path| shown(path)).collect();
    if taken.is_empty() {
        return Ok(files);
    }
    let list = taken.join("\n  ");
    Err(msg!(
        "dessa filer finns redan, inget skrevs:\n  {list}",
        "these files exist already, nothing was written:\n  {list}",
    ))
}

fn write(files: &Files) -> Result<(), Bilingual> {
    let mut written: Vec<String> = Vec::new();
    for (path, bytes) in files {
        if let Err(error) = output::create(path, bytes) {
            let (path, why) = (shown(&error.path), console::replacing(&error.error));
            let (sv, en, list) = (why.sv, why.en, written.join("\n  "));
            return Err(if written.is_empty() {
                msg!(
                    "{path} kunde inte skrivas: {sv}. Inget skrevs",
                    "{path} could not be written: {en}. Nothing was written",
                )
            } else {
                msg!(
                    "{path} kunde inte skrivas: {sv}. Innan dess skrevs:\n  {list}\nta bort dem och kör kommandot igen",
                    "{path} could not be written: {en}. Before that these were written:\n  {list}\nremove them and run the command again",
                )
            });
        }
        written.push(shown(path));
    }
    Ok(())
}

/// What was written, and what is left to do.
fn report(plans: &[Next], files: &Files, year: i16, language: Language) -> String {
    let mut words = String::new();
    let mut add = |line: Bilingual| {
        words.push_str(line.get(language));
        words.push('\n');
    };
    for next in plans {
        let (from, to, plan) = (shown(&next.from), shown(&next.to), &next.plan);
        add(msg!("{to}, efter {from}", "{to}, from {from}"));
        for copy in plan.copies.iter().filter(|copy| files.contains_key(&copy.to)) {
            let path = shown(&copy.to);
            add(msg!("  kopierad: {path}", "  copied: {path}"));
        }
        let (targets, carried, left) = (plan.count.targets, plan.count.carried.len(), plan.count.left_out.len());
        add(msg!("  årsmål att sätta: {targets}", "  targets to set: {targets}"));
        add(msg!("  aktiviteter som fortsätter: {carried}", "  activities that go on: {carried}"));
        add(msg!("  avslutade aktiviteter som inte är med: {left}", "  ended activities left out: {left}"));
        for name in &plan.count.left_out {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            add(msg!("    {name}", "    {name}"));
        }
        let assignments = plan.count.assignments_left_out.len();
        if assignments > 0 {
            add(msg!(
                "  redovisade uppdrag som inte är med: {assignments}",
                "  reported assignments left out: {assignments}",
            ));
        }
        for name in &plan.count.no_longer_named {
            add(msg!(
                "  omfattar eller utelämna nämner inte längre {name}: den är avslutad i planen ovanför",
                "  omfattar or utelämna no longer names {name}: it has ended in the plan above",
            ));
        }
        for picture in &plan.unfixed {
            add(msg!(
                "  se över sökvägen till bilden {picture}: den leder inte dit härifrån",
                "  look over the path to the picture {picture}: it does not lead there from here",
            ));
        }
        if let Some((above, missing)) = plan.above.as_ref().filter(|(_, next)| !next.exists()) {
            let (above, missing) = (console::quoted(&shown(above)), shown(missing));
            add(msg!(
                "  planen ovanför finns inte än: {missing}\n    vp new year {year} {above} skriver den",
                "  the plan above is not there yet: {missing}\n    vp new year {year} {above} writes it",
            ));
        }
    }
    if let [_, _, ..] = plans {
        let sum = |count: fn(&Next) -> usize| plans.iter().map(count).sum::<usize>();
        let (number, targets) = (plans.len(), sum(|next| next.plan.count.targets));
        let carried = sum(|next| next.plan.count.carried.len());
        let left = sum(|next| next.plan.count.left_out.len());
        add(msg!(
            "\n{number} planer skrivna: {targets} årsmål att sätta, {carried} aktiviteter som fortsätter, {left} avslutade som inte är med",
            "\n{number} plans written: {targets} targets to set, {carried} activities that go on, {left} ended ones left out",
        ));
    }
    let space = if plans.len() > 1 { "" } else { "\n" };
    let path = match plans {
        [next] => format!(" {}", console::quoted(&shown(&next.to))),
        _ => String::new(),
    };
    add(msg!(
        "{space}Nu: fyll i de årsmål, belopp och datum som är tomma, och granska sedan med vp check{path}",
        "{space}Now: fill in the targets, amounts and dates that are empty, and then run vp check{path}",
    ));
    words
}
