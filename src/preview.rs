//! The site while somebody writes: each page as a build would write it, made when it is asked for and again when a file has
//! changed, with what was found beside it. Only the answers of an open form are written to the disk.
//!
//! ```text
//! Watch ── paths that changed ─┐
//!                              ├─ Preview: loads, makes pages, checks      (one thread, which owns the workspace)
//! server ── questions, answers ┘
//! ```
//!
//! Where a document, a template or vp.yaml is broken, the last good page stays and says why.

mod answer;
mod filling;
mod form_page;
mod forms;
mod guard;
mod injected;
mod kept;
mod newest;
mod pages;
mod panel;
mod request;
mod respond;
pub mod server;
mod state;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use jiff::civil::Date;

pub use self::answer::{Answer, Body, Question};
pub use self::filling::Posted;
pub use self::guard::Token;
use self::kept::Kept;
pub use self::newest::Newest;
use self::pages::Pages;
use self::state::{State, Trouble};
use crate::diagnostic::{Bilingual, Language};
use crate::lint::check::memory::Memory;
use crate::print::render::output::ReplaceError;
use crate::read::files::Files;
use crate::read::load::Workspace;
use crate::read::workspace::WorldError;

/// How long nobody has to have asked for anything before pages are tried that nobody looks at.
const IDLE: Duration = Duration::from_millis(300);

/// What only the command line knows.
pub struct World<'w> {
    /// The language for a workspace that has this one.
    pub language: &'w dyn Fn(Option<Language>) -> Language,
    /// The day.
    pub today: &'w dyn Fn() -> Option<Date>,
    /// Why a workspace cannot be loaded, in words.
    pub words: &'w dyn Fn(&WorldError) -> Bilingual,
    /// Why a file is not replaced, in words.
    pub replacing: &'w dyn Fn(&ReplaceError) -> Bilingual,
    /// Whether forms may be filled in.
    pub forms: bool,
}

/// What a preview hears.
pub enum Message {
    /// Files have changed. What is sent back tells that they have been read.
    Changed(Vec<PathBuf>, Sender<()>),
    /// Somebody asks for something.
    Asked(Question, Sender<Answer>),
    /// Somebody fills in a form.
    Filled(Posted, Sender<Answer>),
}

/// Why a state is not the newest any more.
enum Turn {
    /// Files have changed.
    Changed(Vec<PathBuf>, Sender<()>),
    /// Somebody fills in a form.
    Filled(Posted, Sender<Answer>),
}

/// A site that follows its files.
pub struct Preview<'w> {
    asked: Option<PathBuf>,
    world: World<'w>,
    workspace: Workspace,
    memory: Memory,
    kept: Kept,
    newest: Arc<Newest>,
    /// How many times it was loaded.
    loads: u64,
}

impl<'w> Preview<'w> {
    /// A preview of what a path means, read through `files`.
    pub fn new(asked: Option<PathBuf>, files: &Files, world: World<'w>, newest: Arc<Newest>) -> Preview<'w> {
        let workspace = Workspace::of(files.clone());
        Preview { asked, world, workspace, memory: Memory::default(), kept: Kept::default(), newest, loads: 0 }
    }

    /// Loads the workspace for the first time; gives the folder that a build would write to.
    ///
    /// Errors: there is nothing to show, and nothing that could be.
    pub fn begin(&mut self) -> Result<Begun, WorldError> {
        let loaded = self.workspace.load(self.asked.as_deref(), None)?;
        let out = crate::print::templates::own::out_folder(None, &loaded);
        let state = State::new(loaded, &self.world);
        Ok(Begun { out, state })
    }

    /// Answers until nobody can ask any more.
    pub fn run(mut self, begun: Begun, inbox: &Receiver<Message>) {
        let mut next = Ok(begun.state);
        let mut shown: Option<Arc<State>> = None;
        loop {
            // What cannot be shown leaves what was shown, and says why.
            let trouble = match next {
                Ok(state) if !state.is_stopped() => {
                    shown = Some(Arc::new(state));
                    None
                }
                Ok(state) => Some(Trouble::Settings(Box::new(state))),
                Err(words) => Some(Trouble::World(words)),
            };
            self.loads += 1;
            let Some(turn) = self.show(shown.as_ref(), trouble.as_ref(), inbox) else { return };
            match turn {
                Turn::Changed(paths, done) => {
                    for path in &paths {
                        self.workspace.files.forget(path);
                    }
                    next = self.load();
                    // Nobody waits for that to be read: the watch ends with the program.
                    let _ = done.send(());
                }
                Turn::Filled(posted, answer) => {
                    let told = filling::fill(&mut self.workspace, self.asked.as_deref(), &self.world, &posted);
                    next = self.load();
                    // Who answered may have gone.
                    let _ = answer.send(told);
                }
            }
        }
    }

    fn load(&mut self) -> Result<State, Bilingual> {
        match self.workspace.load(self.asked.as_deref(), None) {
            Ok(loaded) => Ok(State::new(loaded, &self.world)),
            Err(error) => Err((self.world.words)(&error)),
        }
    }

    /// Answers from one state until files have changed; nothing where nobody can ask any more.
    fn show(
        &mut self,
        state: Option<&Arc<State>>,
        trouble: Option<&Trouble>,
        inbox: &Receiver<Message>,
    ) -> Option<Turn> {
        let mut pages = state.map(|state| Pages::new(state));
        if let (Some(state), Some(pages)) = (state, &pages) {
            self.kept.begin(state, pages);
        }
        let (mut steps, mut idle, mut is_news) = (0, IDLE, false);
        self.newest.set(format!("{}.{steps}", self.loads));
        let language = match (state, trouble) {
            (Some(state), _) => state.language,
            (None, Some(Trouble::Settings(state))) => state.language,
            (None, _) => (self.world.language)(None),
        };
        loop {
            let is_done = pages.as_ref().is_none_or(Pages::is_tried);
            let message = match is_done {
                true => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                false => inbox.recv_timeout(idle),
            };
            match message {
                Ok(Message::Changed(paths, done)) => {
                    self.kept.end(pages.as_ref().is_some_and(Pages::has_failed));
                    return Some(Turn::Changed(paths, done));
                }
                Ok(Message::Filled(posted, answer)) => {
                    self.kept.end(pages.as_ref().is_some_and(Pages::has_failed));
                    return Some(Turn::Filled(posted, answer));
                }
                Err(RecvTimeoutError::Disconnected) => return None,
                Ok(Message::Asked(question, answer)) => {
                    idle = IDLE;
                    let mut asked = answer::Asked {
                        pages: pages.as_mut(),
                        trouble,
                        kept: &self.kept,
                        memory: &mut self.memory,
                        today: (self.world.today)(),
                        language,
                        forms: self.world.forms,
                    };
                    // Who asked may have gone.
                    let _ = answer.send(asked.answer(&question));
                }
                // What is found by trying is found before somebody looks for it.
                Err(RecvTimeoutError::Timeout) => {
                    idle = Duration::ZERO;
                    let Some(pages) = &mut pages else { continue };
                    is_news |= pages.try_next();
                    if is_news && pages.is_tried() {
                        steps += 1;
                        self.newest.set(format!("{}.{steps}", self.loads));
                    }
                }
            }
        }
    }
}

/// A preview that is loaded.
pub struct Begun {
    /// The folder that a build would write to, whose changes are none here.
    pub out: PathBuf,
    state: State,
}

impl Begun {
    /// The language that is spoken.
    pub fn language(&self) -> Language {
        self.state.language
    }
}
