//! `vp export`: tables of plans and follow-ups, in a file or a folder, or on standard output.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;

use super::args::{Export as Options, ExportFormat};
use super::{Outcome, asked, check as checking, clock, console, language};
use crate::diagnostic::{Bilingual, Diagnostic, Language, Severity, near_name};
use crate::export::asked::Nothing;
use crate::export::source::Source;
use crate::export::table::TableKind;
use crate::export::tables::ALL;
use crate::export::tables::findings::FINDINGS;
use crate::export::{csv, json, xlsx};
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
            let path = &loaded.paths[&loaded.resolved.documents.head(*plan).source];
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
    let mut source = Source::new(language);
    let kinds: Vec<&'static TableKind> = ALL.into_iter().filter(|kind| is_wanted(options, kind)).collect();
    let wants_findings = kinds.iter().any(|kind| kind.id == FINDINGS.id);
    for ((loaded, _), plans) in workspaces.iter().zip(&chosen) {
        let over = Over { today: Some(today), ..Over::default() };
        let mut findings: Vec<Diagnostic> = match wants_findings {
            true => check::check_over(loaded, over, checking::of_pages(loaded)),
            false => Vec::new(),
        };
        findings.retain(|finding| finding.level > Severity::Info);
        source.add(loaded, plans, findings, options.asked.is_everything());
    }
    let said = |written: Result<(), output::WriteError>| -> Result<(), Bilingual> {
        written.map_err(|error| {
            let (path, why) = (workspace::show(&error.path), console::replacing(&error.error));
            let (sv, en) = (why.sv, why.en);
            msg!("{path} kunde inte skrivas: {sv}", "{path} could not be written: {en}")
        })
    };
    let mut rows = 0;
    let written = match (format, &target) {
        (ExportFormat::Xlsx, Target::File(path)) => {
            let written = xlsx::write(&source, &kinds, language)?;
            for notice in &written.notices {
                console::note(&format!("{}\n", notice.words().get(language)));
            }
            rows = written.rows;
            said(output::write(path, &written.bytes).map(drop))
        }
        (ExportFormat::Csv, Target::Folder(folder)) => {
            let tables = kinds.iter().try_for_each(|kind| {
                let tables = source.only(kind);
                let table = tables.one(kind);
                rows += table.count();
                let path = folder.join(csv::file(kind, language));
                said(output::write_in_pieces(&path, |out| csv::write(&table, language, out)))
            });
            tables.and_then(|()| {
                let path = folder.join(csv::file_of_explanation(language));
                said(output::write_in_pieces(&path, |out| csv::write_explanation(&kinds, language, out)))
            })
        }
        (ExportFormat::Csv, Target::File(path)) => kinds.iter().try_for_each(|kind| {
            let tables = source.only(kind);
            let table = tables.one(kind);
            rows += table.count();
            said(output::write_in_pieces(path, |out| csv::write(&table, language, out)))
        }),
        (ExportFormat::Json, Target::File(path)) => {
            let count = &mut rows;
            said(output::write_in_pieces(path, |out| {
                *count = json::write(&source, &kinds, out)?;
                Ok(())
            }))
        }
        (ExportFormat::Csv, _) => {
            for kind in &kinds {
                let mut bytes = Vec::new();
                csv::write(&source.only(kind).one(kind), language, &mut bytes)?;
                console::exactly(&String::from_utf8_lossy(&bytes))?;
            }
            return Ok(worst);
        }
        (_, _) => {
            let mut bytes = Vec::new();
            json::write(&source, &kinds, &mut bytes)?;
            console::exactly(&String::from_utf8_lossy(&bytes))?;
            return Ok(worst);
        }
    };
    match &target {
        Target::File(path) => output::tidy(path.parent()),
        Target::Folder(folder) => output::tidy([folder.as_path()]),
        Target::Out => {}
    }
    if let Err(words) = written {
        return refuse(&words, language);
    }
    let plans: usize = chosen.iter().map(BTreeSet::len).sum();
    let (count, place) = (
        kinds.len(),
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
