//! Which file each file leads to, and what is said of those that lead nowhere.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Severity, Sink, near_name};
use crate::model::{DocumentKind, Head};
use crate::msg;
use crate::plan_format::fields::{NamedFile, rules as reading};
use crate::read::files::{FileKind, Files};
use crate::read::load::reading::{Above, ReadFile};
use crate::read::parse::LeadsTo;
use crate::read::workspace::door::Purpose;
use crate::read::workspace::{self, FoundFile, Place};
use crate::resolve::{Link, rules};
use crate::source::{Source, Sources, Span};

/// The plans that may have been meant by a file that is not there: those in the folder named, and those beside this file.
/// As they are to be written.
fn plans_near(read: &[ReadFile], file: &ReadFile, above: &Above, files: &Files) -> Vec<String> {
    let own = file.path.parent().map(|folder| files.real_or_as_is(folder));
    let named = above.path.parent().map(|folder| files.real_or_as_is(folder));
    let written = Path::new(above.lead.path.as_str()).parent().unwrap_or(Path::new(""));
    let is_plan = |other: &&ReadFile| {
        other.read.source != file.read.source
            && other.read.document.as_ref().is_some_and(|document| document.head.is_plan())
    };
    let found = read.iter().filter(is_plan).filter_map(|plan| {
        let (folder, name) = (plan.real.parent().map(Path::to_path_buf), Path::new(plan.real.file_name()?));
        match folder {
            folder if folder == own => Some(workspace::show(name)),
            folder if folder == named => Some(workspace::show(&written.join(name))),
            _ => None,
        }
    });
    found.collect()
}

/// The files without the folders that links lead to; of each of those it is said that it is not read.
pub(super) fn without_linked_folders(
    found: Vec<FoundFile>,
    place: &Place,
    files: &Files,
    sources: &Sources,
    sink: &mut Sink,
) -> Vec<FoundFile> {
    // What is asked for by its name is read, be it a link.
    let is_linked =
        |file: &FoundFile| file.path != place.asked && !Purpose::Yaml.takes(&file.path) && files.is_folder(&file.path);
    let (folders, found): (Vec<FoundFile>, Vec<FoundFile>) = found.into_iter().partition(is_linked);
    for FoundFile { shown, .. } in folders {
        let start = sources.start(sources.add(Source::new(shown.as_str(), "")));
        let words = msg!(
            "{shown} är en länk till en mapp, och planerna i den läses inte",
            "{shown} is a link to a folder, and the plans in it are not read",
        );
        sink.push(Diagnostic::new(&reading::MISNAMED_FILE, start, words).lower(Severity::Warning).help(msg!(
            "flytta mappen hit, eller namnge den när du kör vp: då läses den för sig",
            "move the folder here, or name it when you run vp: then it is read by itself",
        )));
    }
    found
}

/// The finding for a link among the plans that leads where nothing is read, at the link.
pub(super) fn refused_link(why: NamedFile, span: Span, shown: &str) -> Diagnostic {
    match why {
        NamedFile::Outside => reading::linked_outside(span, shown),
        _ => Diagnostic::new(
            &reading::MISSING_FILE,
            span,
            msg!(
                "{shown} är en länk till en fil som inte är någon plan",
                "{shown} is a link to a file that is not a plan"
            ),
        )
        .help(msg!(
            "låt länken leda till en fil som slutar på .yaml, i en mapp som inte är dold",
            "let the link lead to a file that ends in .yaml, in a folder that is not hidden",
        )),
    }
}

/// The finding for a plan above that is there, but is not read.
fn refused(above: &Above, why: NamedFile) -> Diagnostic {
    let (span, name) = (above.lead.path.span, above.lead.path.as_str());
    match why {
        NamedFile::Hidden => reading::hidden_file(span, name),
        NamedFile::OtherKind => reading::file_of_other_kind(span, name, Purpose::Yaml.extensions()),
        NamedFile::NoFile => reading::no_plain_file(span, name),
        _ => reading::outside_file(span, name).help(msg!(
            "lägg båda planerna i en arbetsyta: mappen med vp.yaml, eller mappen som vp körs på",
            "put both plans in one workspace: the folder of vp.yaml, or the folder that vp is run on",
        )),
    }
}

fn missing(above: &Above, near: &[String], files: &Files) -> Diagnostic {
    let lead = &above.lead;
    let name = lead.path.as_str();
    if lead.is_written {
        let beside = match &above.refused {
            Some(NamedFile::Missing(near)) => near.as_deref(),
            _ => None,
        };
        let near = beside.or_else(|| near_name(name, near.iter().map(String::as_str)));
        let finding = reading::missing_file(lead.path.span, name, near);
        return match near {
            Some(near) => finding.suggest(lead.path.span, near),
            None => finding,
        };
    }
    let finding = Diagnostic::new(
        &reading::MISSING_FILE,
        lead.path.span,
        msg!("ingen {name} ligger bredvid filen", "no {name} lies beside the file"),
    );
    // A plan that is called nearly so is most likely the one: `plan.yml`, `Plan.yaml`, `plan.txt`.
    let folder = above.path.parent().unwrap_or(Path::new(""));
    let listed = files.list(folder).unwrap_or_default();
    let mut called = listed.iter().filter_map(|listed| {
        let other = listed.name.to_string_lossy().into_owned();
        (listed.kind == FileKind::File && other.to_lowercase().starts_with("plan.")).then_some(other)
    });
    if let Some(other) = called.next().filter(|_| called.next().is_none()) {
        return finding.help(msg!(
            "byt namn på {other} till {name}, eller skriv plan: och den fil som följs upp",
            "rename {other} to {name}, or write plan: and the file that is followed up",
        ));
    }
    finding.help(msg!(
        "skriv plan: och filen med planen som följs upp, räknad från den här filen",
        "write plan: and the file of the plan that is followed up, from this file",
    ))
}

fn not_a_plan(lead: &LeadsTo, kind: DocumentKind) -> Diagnostic {
    let name = lead.path.as_str();
    Diagnostic::new(
        &reading::MISSING_FILE,
        lead.path.span,
        msg!("{name} är ingen plan, utan {kind}", "{name} is not a plan, but {kind}"),
    )
    .help(msg!("nämn filen med planen", "name the file of the plan"))
}

/// The folders of files that could not be read, or that are follow-ups whose plan could not be had.
pub(super) fn folders_of_lost(read: &[ReadFile], links: &[Link]) -> HashSet<PathBuf> {
    let is_lost = |(file, link): &(&ReadFile, &Link)| match &file.read.document {
        Some(document) => document.head.is_follow_up && link.broken,
        None => true,
    };
    let lost = read.iter().zip(links).filter(is_lost);
    lost.filter_map(|(file, _)| file.path.parent().map(Path::to_path_buf)).collect()
}

/// Most plans that one builds on, each on the next. A municipality has five levels; what a plan inherits is joined for each
/// plan, so that long rows of them would cost the square of their length.
const MOST_ABOVE: usize = 20;

fn too_many_above(above: &Above) -> Diagnostic {
    Diagnostic::new(
        &rules::CIRCULAR,
        above.lead.path.span,
        msg!(
            "planen bygger på fler än {MOST_ABOVE} planer, den ena på den andra",
            "the plan builds on more than {MOST_ABOVE} plans, one on the other",
        ),
    )
    .help(msg!(
        "låt planen bygga på planen en nivå upp; den översta planen har inget bygger_på",
        "let the plan build on the plan one level up; the topmost plan has no bygger_på",
    ))
}

/// Which file each leads to; circles and files that are not there are reported and cut.
pub(super) fn link(read: &[ReadFile], files: &Files, sources: &Sources, sink: &mut Sink) -> Vec<Link> {
    let by_path: HashMap<PathBuf, usize> = read.iter().enumerate().map(|(at, file)| (file.real.clone(), at)).collect();
    let mut links: Vec<Link> = read
        .iter()
        .map(|file| {
            let Some(above) = &file.above else { return Link::default() };
            let is_follow_up = |head: &Head| head.is_follow_up || head.is_roll_up;
            // Nothing can be said of a report without its plan; a plan without the one above has its own goals, and a
            // contribution has its answers.
            let needs_it = file.read.document.as_ref().is_some_and(|document| is_follow_up(&document.head));
            // Goals of a plan above that is there would be missing, as where it cannot be read.
            if let Some(why) = above.refused.clone().filter(|why| !matches!(why, NamedFile::Missing(_))) {
                sink.push(refused(above, why));
                return Link { broken: true, unreadable: true, ..Link::default() };
            }
            let found = by_path.get(&above.real).copied();
            match found.map(|found| read[found].read.document.as_ref().filter(|other| !other.head.is_plan())) {
                None => sink.push(missing(above, &plans_near(read, file, above, files), files)),
                Some(Some(other)) => {
                    sink.push(not_a_plan(&above.lead, other.head.kind));
                    return Link { broken: true, unreadable: needs_it, ..Link::default() };
                }
                Some(None) => {}
            }
            let unreadable = found.is_none() && needs_it;
            Link { above: found, broken: found.is_none(), unreadable, ..Link::default() }
        })
        .collect();
    for (start, file) in read.iter().enumerate() {
        let mut steps = Vec::new();
        let mut at = start;
        while let Some(next) = links[at].above {
            steps.push(at);
            if next == start {
                let path = sources.path(file.read.source);
                for &step in &steps {
                    links[step] = Link { broken: true, ..Link::default() };
                }
                if let Some(above) = &file.above {
                    sink.push(
                        Diagnostic::new(
                            &rules::CIRCULAR,
                            above.lead.path.span,
                            msg!("bygger_på leder tillbaka till {path}", "bygger_på leads back to {path}",),
                        )
                        .help(msg!(
                            "låt planen bygga på planen en nivå upp; den översta planen har inget bygger_på",
                            "let the plan build on the plan one level up; the topmost plan has no bygger_på",
                        )),
                    );
                }
                break;
            }
            if steps.contains(&next) {
                break;
            }
            if steps.len() > MOST_ABOVE {
                links[start] = Link { broken: true, ..Link::default() };
                if let Some(above) = &file.above {
                    sink.push(too_many_above(above));
                }
                break;
            }
            at = next;
        }
    }
    links
}
