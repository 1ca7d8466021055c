//! Words that the workspace around the current folder knows, for shells to complete: occasions, organisations, those who
//! answer for something, indicators and years.
//!
//! Whoever completes is typing: what cannot be read is passed over, and nothing is said of it.

use std::collections::BTreeMap;
use std::ffi::OsStr;

use clap::Command as Clap;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter};
use jiff::civil::Date;

use crate::diagnostic::Sink;
use crate::drafts::init::model;
use crate::plan_format::parts::settings::built_in;
use crate::read::load::{self, Loaded};
use crate::status::Status;
use crate::trends::{Trends, Wish};

/// A word that can be written, and what it stands for where that says more.
type Words = BTreeMap<String, Option<String>>;

/// Gives the arguments that name such a word, in a command and those below it, what completes them.
pub(super) fn completed(command: Clap) -> Clap {
    // The year of `vp new year` is the next one, and no plan has it.
    let is_new_year = command.get_name() == "year";
    let command = command.mut_args(|argument| match argument.get_id().as_str() {
        "period" => argument.add(ArgValueCompleter::new(occasions)),
        "org" => argument.add(of_workspace(organisations)),
        "for" => argument.add(of_workspace(responsible)),
        "indicator" => argument.add(of_workspace(indicators)),
        "year" | "years" if !is_new_year => argument.add(of_workspace(years)),
        "old" | "new" => argument.add(ArgValueCompleter::new(years_and_paths)),
        "model" => argument.add(ArgValueCompleter::new(models)),
        _ => argument,
    });
    command.mut_subcommands(completed)
}

/// The keys of the steering model's occasions.
fn occasions(written: &OsStr) -> Vec<CompletionCandidate> {
    let settings = load::settings_around(None, &mut Sink::default()).unwrap_or_else(built_in);
    begun(settings.steering.occasions.into_iter().map(|occasion| (occasion.key, occasion.heading)), written)
}

/// The names of the organisations whose plans there are.
fn organisations(loaded: &Loaded) -> Words {
    let names = loaded.resolved.documents.heads().map(|head| head.organisation.name().to_owned());
    names.filter(|name| !name.is_empty()).map(|name| (name, None)).collect()
}

/// The roles and groups that answer for something in the plans.
fn responsible(loaded: &Loaded) -> Words {
    // Everything that is ever due is told, whatever the day is.
    let status = Status::of(loaded, Date::ZERO);
    let occasions = status.plans.into_iter().flat_map(|plan| plan.occasions);
    let names = occasions.flat_map(|occasion| occasion.by).filter_map(|responsible| responsible.name);
    names.map(|name| (name, None)).collect()
}

/// The ids of the indicators that have outcomes, each with its name.
fn indicators(loaded: &Loaded) -> Words {
    let indicators = Trends::of(loaded, &Wish::default()).map(|trends| trends.indicators).unwrap_or_default();
    indicators.into_iter().map(|indicator| (indicator.id, Some(indicator.name))).collect()
}

/// The years of the plans.
fn years(loaded: &Loaded) -> Words {
    let years = loaded.resolved.documents.heads().filter_map(|head| head.year.as_ref());
    years.map(|year| (year.value.to_string(), None)).collect()
}

/// The years of the plans, and files and folders.
fn years_and_paths(written: &OsStr) -> Vec<CompletionCandidate> {
    let loaded = load::load(None, None).ok();
    let mut found = begun(loaded.map(|loaded| years(&loaded)).unwrap_or_default(), written);
    found.extend(PathCompleter::any().complete(written));
    found
}

/// The models that the program knows, and files and folders.
fn models(written: &OsStr) -> Vec<CompletionCandidate> {
    let names = model::names().into_iter().map(|(name, _)| (name.to_owned(), None));
    let mut found = begun(names, written);
    found.extend(PathCompleter::any().complete(written));
    found
}

/// Completes what the workspace's documents tell.
fn of_workspace(words: impl Fn(&Loaded) -> Words + Send + Sync + 'static) -> ArgValueCompleter {
    ArgValueCompleter::new(move |written: &OsStr| {
        let loaded = load::load(None, None).ok();
        begun(loaded.map(|loaded| words(&loaded)).unwrap_or_default(), written)
    })
}

/// The words that begin as what is written, whether in capitals or not.
fn begun(words: impl IntoIterator<Item = (String, Option<String>)>, written: &OsStr) -> Vec<CompletionCandidate> {
    let written = written.to_string_lossy().to_lowercase();
    let words = words.into_iter().filter(|(word, _)| word.to_lowercase().starts_with(&written));
    words.map(|(word, help)| CompletionCandidate::new(word).help(help.map(Into::into))).collect()
}
