//! A workspace as it was at a time: loaded, with its templates.

use jiff::civil::Date;

use super::World;
use crate::diagnostic::{Bilingual, Diagnostic, Language, Severity};
use crate::lint::check::memory::Memory;
use crate::lint::check::{Over, check_over};
use crate::print::render;
use crate::print::templates::{Templates, own};
use crate::read::load::Loaded;

/// A workspace as it was at a time.
#[derive(Debug)]
pub(super) struct State {
    pub(super) loaded: Loaded,
    pub(super) templates: Templates,
    /// What is wrong with the templates, and links that lead nowhere.
    broken: Vec<Diagnostic>,
    pub(super) language: Language,
    /// Whether templates of the workspace are among them.
    pub(super) has_own_templates: bool,
}

/// Why the files as they are now cannot be shown.
pub(super) enum Trouble {
    /// vp.yaml has errors. The state holds nothing but these.
    Settings(Box<State>),
    /// The workspace cannot be read.
    World(Bilingual),
}

impl State {
    /// The state of a workspace that was just loaded.
    pub(super) fn new(loaded: Loaded, world: &World) -> State {
        let language = (world.language)(loaded.resolved.settings.language);
        let (templates, mut broken) = own::of(&loaded);
        let has_own_templates = ["html", "markdown"].iter().any(|format| templates.has_own_in(format));
        if !loaded.is_stopped {
            broken.extend(render::dead_anchors(&loaded, &templates));
        }
        State { loaded, templates, broken, language, has_own_templates }
    }

    /// Whether vp.yaml has errors for which nothing else was read.
    pub(super) fn is_stopped(&self) -> bool {
        self.loaded.is_stopped
    }

    /// What a build would say of it, but for what its pages' templates make wrong.
    pub(super) fn findings(&self, memory: &mut Memory, today: Option<Date>) -> Vec<Diagnostic> {
        let over = Over { today, ..Over::default() };
        let mut findings = match self.is_stopped() {
            true => check_over(&self.loaded, over, self.broken.clone()),
            false => memory.check_over(&self.loaded, over, self.broken.clone()),
        };
        findings.retain(|finding| finding.level > Severity::Info);
        findings
    }
}
