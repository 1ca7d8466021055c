//! The templates of a loaded workspace, and the folder that its pages are written to.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Sink};
use crate::msg;
use crate::plan_format::fields::rules::MISNAMED_FILE;
use crate::print::templates::Templates;
use crate::read::load::Loaded;
use crate::read::workspace::{self, WORD_TEMPLATES, WORDS_FILE};
use crate::source::Source;

/// The folder that pages are written to: the one asked for, else the workspace's, else `build` here.
pub fn out_folder(asked: Option<&Path>, loaded: &Loaded) -> PathBuf {
    let name = Path::new(&loaded.resolved.settings.out);
    match (asked, &loaded.settings_folder) {
        (Some(asked), _) => asked.to_path_buf(),
        (None, Some(folder)) => workspace::from_here(loaded.door.files(), &folder.join(name)),
        (None, None) => name.to_path_buf(),
    }
}

/// The templates of a workspace, and what is wrong with its own.
pub fn of(loaded: &Loaded) -> (Templates, Vec<Diagnostic>) {
    let mut sink = Sink::default();
    let own = folder(loaded).map(|folder| (workspace::from_here(loaded.door.files(), &folder), folder));
    let shown = own.as_ref().map(|(here, folder)| (folder.as_path(), workspace::show(here)));
    let mut templates = Templates::load(
        &loaded.resolved.settings,
        shown.as_ref().map(|(folder, shown)| (*folder, shown.as_str(), &loaded.door)),
        &loaded.sources,
        &mut sink,
    );
    templates.show_logo(loaded);
    sink.extend(unread_folder(loaded));
    (templates, sink.into_vec())
}

/// What is wrong with a workspace's own templates and its model's words, as far as that shows without a page.
pub fn findings(loaded: &Loaded) -> Vec<Diagnostic> {
    let has_words = loaded.resolved.settings.steering.words.values().any(|word| word.place.is_some());
    let mut found = unread_folder(loaded).into_iter().collect::<Vec<_>>();
    if has_words || folder(loaded).is_some() {
        found.extend(of(loaded).1);
    }
    found
}

/// The Swedish word for templates, which people call the folder by.
const SWEDISH: &str = "mallar";

/// That a folder by the Swedish name holds templates and is not the one that is read, where that is so.
fn unread_folder(loaded: &Loaded) -> Option<Diagnostic> {
    let name = &loaded.resolved.settings.templates;
    let root = loaded.root.as_ref().filter(|_| !loaded.is_stopped && folder(loaded).is_none())?;
    let files = loaded.door.files();
    let holds = |below: &str| files.is_there(&root.join(SWEDISH).join(below));
    if name == SWEDISH || ![WORDS_FILE, "html", "markdown"].into_iter().chain(WORD_TEMPLATES).any(holds) {
        return None;
    }
    let id = loaded
        .sources
        .add(Source::new(workspace::show(&workspace::from_here(loaded.door.files(), &root.join(SWEDISH))), ""));
    let message = msg!(
        "mappen {SWEDISH} läses inte: mallarna hämtas från {name}",
        "the folder {SWEDISH} is not read: the templates are fetched from {name}",
    );
    let help = msg!(
        "byt namn på mappen till {name}, eller skriv mappar: {{mallar: {SWEDISH}}} i vp.yaml",
        "rename the folder to {name}, or write mappar: {{mallar: {SWEDISH}}} in vp.yaml",
    );
    Some(Diagnostic::new(&MISNAMED_FILE, loaded.sources.start(id), message).help(help))
}

fn folder(loaded: &Loaded) -> Option<PathBuf> {
    let name = &loaded.resolved.settings.templates;
    let root = loaded.root.as_ref().filter(|_| !loaded.is_stopped);
    // What is there is looked into, be it no folder: it does not stand for nothing.
    root.map(|root| root.join(name)).filter(|folder| loaded.door.files().is_there(folder))
}
