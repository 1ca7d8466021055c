//! `vp export`: tables of plans and follow-ups, in a file or a folder, or on standard output.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use super::args::{Export as Options, ExportFormat};
use super::{Outcome, asked, check as checking, clock, console, language};
use crate::diagnostic::{Bilingual, Diagnostic, Language, Severity, near_name};
use crate::export::asked::Nothing;
use crate::export::table::{Table, TableKind};
use crate::export::{Tables, csv, json, xlsx};
use crate::lint::check::{self, Over};
use crate::msg;
use crate::print::render::output;
use crate::read::load::Loaded;
use crate::read::workspace;
use crate::status::{Note, Why, asked as plans_asked};

/// What is written, and to where.
enum Target {
    /// A file.
    File(PathBuf),
    /// A folder of files.
    Folder(PathBuf),
    /// Standard output.
    Out,
}

/// Writes the tables of each path's plans.
pub(super) fn run(options: &Options) -> anyhow::Result<Outcome> {
    let mut language = language::choose(options.language, None);
    let refuse = |words: &Bilingual, language: Language| {
        console::error(language, words.get(language));
        Ok(Outcome::Failed)
    };
    let (format, target) = match target(options) {
        Ok(target) => target,
        Err(words) => return refuse(&words, language),
    };
    let today = match options.on {
        Some(day) => day,
        None => clock::today(language)?,
    };
    let mut worst = Outcome::Clean;
    let mut workspaces: Vec<(Loaded, BTreeSet<usize>)> = Vec::new();
    let mut known: HashSet<PathBuf> = HashSet::new();
    let mut notes: Vec<Note> = Vec::new();
    for path in asked(&options.paths) {
        let Some(loaded) = super::usable(path, options.language, &mut language) else {
            worst = Outcome::Failed;
            continue;
        };
        let (mut plans, unread) = plans_asked::plans(&loaded);
        notes.extend(unread);
        // A plan and its follow-up may both be named, or a plan and its folder.
        plans.retain(|plan| {
            let path = &loaded.paths[&loaded.resolved.documents[*plan].source];
            known.insert(path.canonicalize().unwrap_or_else(|_| path.clone()))
        });
        workspaces.push((loaded, plans));
    }
    if workspaces.is_empty() || worst == Outcome::Failed {
        // Half of what was asked for would be taken for all of it.
        return Ok(worst);
    }
    say_notes(notes, language);
    let chosen: Vec<BTreeSet<usize>> =
        workspaces.iter().map(|(loaded, plans)| options.asked.among(loaded, plans)).collect();
    if chosen.iter().all(BTreeSet::is_empty) && !options.asked.is_everything() {
        let all = workspaces.iter().flat_map(|(loaded, plans)| plans.iter().map(move |plan| (loaded, *plan)));
        return refuse(&nothing(options, &options.asked.nothing(all)), language);
    }
    let mut tables = Tables::default();
    for ((loaded, _), plans) in workspaces.iter().zip(&chosen) {
        tables.add(loaded, plans);
        let over = Over { today: Some(today), ..Over::default() };
        let mut findings: Vec<Diagnostic> = check::check_over(loaded, over, checking::of_pages(loaded));
        findings.retain(|finding| finding.level > Severity::Info);
        tables.add_findings(loaded, &findings, plans, options.asked.is_everything(), language);
    }
    let all = tables.all();
    let wanted: Vec<Table> = all.into_iter().filter(|table| is_wanted(options, table.kind)).collect();
    let write = |path: &Path, bytes: &[u8]| -> Result<(), Bilingual> {
        let written = output::write(path, bytes);
        output::tidy(path.parent());
        written.map(drop).map_err(|error| {
            let (path, why) = (workspace::show(&error.path), console::replacing(&error.error));
            let (sv, en) = (why.sv, why.en);
            msg!("{path} kunde inte skrivas: {sv}", "{path} could not be written: {en}")
        })
    };
    let written = match (format, &target) {
        (ExportFormat::Xlsx, Target::File(path)) => {
            let written = xlsx::write(&tables, &wanted, language)?;
            for notice in &written.notices {
                console::note(&format!("{}\n", notice.words().get(language)));
            }
            write(path, &written.bytes)
        }
        (ExportFormat::Csv, Target::Folder(folder)) => {
            csv::files(&wanted, language).try_for_each(|(name, bytes)| write(&folder.join(name), &bytes))
        }
        (ExportFormat::Csv, Target::File(path)) => {
            wanted.iter().try_for_each(|table| write(path, &csv::write(table, language)))
        }
        (ExportFormat::Json, Target::File(path)) => write(path, json::write(&wanted).as_bytes()),
        (ExportFormat::Csv, _) => {
            for table in &wanted {
                console::exactly(&String::from_utf8_lossy(&csv::write(table, language)))?;
            }
            return Ok(worst);
        }
        (_, _) => {
            console::exactly(&json::write(&wanted))?;
            return Ok(worst);
        }
    };
    if let Err(words) = written {
        return refuse(&words, language);
    }
    let rows: usize = wanted.iter().map(Table::count).sum();
    let plans: usize = chosen.iter().map(BTreeSet::len).sum();
    let (count, place) = (
        wanted.len(),
        match &target {
            Target::File(path) | Target::Folder(path) => workspace::show(path),
            Target::Out => String::new(),
        },
    );
    let (table_sv, table_en) = if count == 1 { ("tabell", "table") } else { ("tabeller", "tables") };
    let (plan_sv, plan_en) = if plans == 1 { ("plan", "plan") } else { ("planer", "plans") };
    let words = msg!(
        "{plans} {plan_sv}, {rows} rader i {count} {table_sv}: {place}",
        "{plans} {plan_en}, {rows} rows in {count} {table_en}: {place}",
    );
    console::note(&format!("{}\n", words.get(language)));
    Ok(worst)
}

fn is_wanted(options: &Options, kind: &TableKind) -> bool {
    options.table.is_none_or(|wanted| wanted.id == kind.id)
}

/// The format and the place, or what is missing of them. A file has its format's extension, so that no plan is ever written
/// over.
fn target(options: &Options) -> Result<(ExportFormat, Target), Bilingual> {
    let extension = options.out.as_ref().and_then(|out| out.extension()).and_then(|extension| extension.to_str());
    let told = extension.and_then(ExportFormat::find);
    let format = options.format.or(told).unwrap_or(ExportFormat::Xlsx);
    let is_whole_csv = format == ExportFormat::Csv && options.table.is_none();
    let name = format.name();
    match &options.out {
        None if format == ExportFormat::Json || (format == ExportFormat::Csv && options.table.is_some()) => {
            Ok((format, Target::Out))
        }
        None if is_whole_csv => Err(Bilingual::fixed(
            "skriv mappen som tabellerna ska skrivas till med -o, eller välj en tabell med --table",
            "name the folder that the tables are to be written to with -o, or choose one table with --table",
        )),
        None => Err(Bilingual::fixed(
            "skriv filen med -o, till exempel -o planer.xlsx",
            "name the file with -o, for instance -o plans.xlsx",
        )),
        Some(out) if is_whole_csv && told.is_none() => Ok((format, Target::Folder(out.clone()))),
        Some(out) if is_whole_csv => {
            let out = workspace::show(out);
            Err(msg!(
                "{out} är en fil, och csv är en fil för varje tabell: skriv en mapp, eller välj en tabell med --table",
                "{out} is a file, and csv is a file for each table: name a folder, or choose one table with --table",
            ))
        }
        Some(out) if told == Some(format) => Ok((format, Target::File(out.clone()))),
        Some(out) => {
            let out = workspace::show(out);
            Err(msg!(
                "{out} slutar inte på .{name}: skriv ett filnamn som gör det, eller ett annat format med -f",
                "{out} does not end with .{name}: write a file name that does, or another format with -f",
            ))
        }
    }
}

/// Tells which files nothing is exported of.
fn say_notes(mut notes: Vec<Note>, language: Language) {
    notes.sort();
    notes.dedup();
    for Note { path, why } in &notes {
        let why = match why {
            Why::Unreadable => Bilingual::fixed("kan inte läsas", "cannot be read"),
            Why::AboveUnreadable => {
                Bilingual::fixed("bygger på en plan som inte kan läsas", "builds on a plan that cannot be read")
            }
            Why::NoYear => Bilingual::fixed("har inget år", "has no year"),
            Why::NoPlan => Bilingual::fixed("hör till en plan som inte finns", "belongs to a plan that is not there"),
            // Its rows are there, with the period as it is written.
            Why::NoPeriod => continue,
        };
        let (sv, en) = (why.sv, why.en);
        let words = msg!("{path} är inte med: den {sv}", "{path} is left out: it {en}");
        console::note(&format!("{}\n", words.get(language)));
    }
}

/// That there is nothing of what was asked for, and what there is.
fn nothing(options: &Options, nothing: &Nothing) -> Bilingual {
    match nothing {
        Nothing::Year(years) => {
            let year = options.asked.year.unwrap_or_default();
            let years = years.iter().map(i16::to_string).collect::<Vec<_>>().join(", ");
            match years.is_empty() {
                true => msg!("här finns ingen plan för {year}", "there is no plan for {year} here"),
                false => msg!(
                    "här finns ingen plan för {year}\n  här finns {years}",
                    "there is no plan for {year} here\n  there are {years}",
                ),
            }
        }
        Nothing::Organisation(names) => {
            let word = options.asked.organisation.as_deref().unwrap_or_default();
            match near_name(word, names.iter().map(String::as_str)) {
                Some(near) => msg!(
                    "ingen organisation heter {word}\n  menade du {near}?",
                    "no organisation is called {word}\n  did you mean {near}?",
                ),
                None => msg!("ingen organisation heter {word}", "no organisation is called {word}"),
            }
        }
    }
}
