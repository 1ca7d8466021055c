//! What is answered to those who look: a file of the site, or what was found beside it.

use jiff::civil::Date;

use super::kept::Kept;
use super::pages::{INDEX, Pages};
use super::panel::{self, Panel};
use super::state::Trouble;
use crate::diagnostic::{Bilingual, Diagnostic, Language};
use crate::lint::check::memory::Memory;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// A file of the site, by its path with `/`.
    File(String),
    /// What there is to say beside a page of that path.
    Panel(String),
}

/// What is answered.
#[derive(Debug)]
pub struct Answer {
    /// What it is.
    pub body: Body,
    /// The language of the words that are not the documents' own.
    pub language: Language,
}

/// What an answer holds.
#[derive(Debug)]
pub enum Body {
    /// A file of the site.
    File(Vec<u8>),
    /// What there is to say beside a page, as JSON.
    Panel(Vec<u8>),
    /// There is no such page, or none yet.
    Missing(Bilingual),
}

/// How a page is shown.
pub(super) enum Shown {
    /// As the files are now.
    Current(Vec<u8>),
    /// As it was, and why.
    Before(Vec<u8>, Bilingual),
    /// Not at all, and why.
    Missing(Bilingual),
}

/// What a question is answered from.
pub(super) struct Asked<'a, 's> {
    pub(super) pages: Option<&'a mut Pages<'s>>,
    pub(super) trouble: Option<&'a Trouble>,
    pub(super) kept: &'a Kept,
    pub(super) memory: &'a mut Memory,
    pub(super) today: Option<Date>,
    pub(super) language: Language,
    pub(super) version: String,
}

impl Asked<'_, '_> {
    /// The answer to a question.
    pub(super) fn answer(&mut self, question: &Question) -> Answer {
        let body = match question {
            Question::File(path) => match self.shown(path) {
                Shown::Current(bytes) | Shown::Before(bytes, _) => Body::File(bytes),
                Shown::Missing(why) => Body::Missing(why),
            },
            Question::Panel(path) => Body::Panel(self.panel(path)),
        };
        Answer { body, language: self.language }
    }

    /// How a file is shown.
    fn shown(&mut self, path: &str) -> Shown {
        let why = self.trouble.map(Trouble::words);
        let Some(pages) = &mut self.pages else {
            return Shown::Missing(why.unwrap_or_else(no_such_page));
        };
        if path == INDEX && pages.lists_findings() {
            pages.findings(self.memory, self.today);
        }
        let page = pages.page_of(path).unwrap_or(path).to_owned();
        match (pages.made(path), why) {
            (Ok(Some(bytes)), None) => Shown::Current(bytes),
            (Ok(Some(bytes)), Some(why)) => Shown::Before(bytes, why),
            (Ok(None), why) => match self.kept.before_broken(&page, path) {
                Some(bytes) => Shown::Before(bytes, why.unwrap_or_else(|| broken(pages.is_of_document(&page)))),
                None if pages.is_of_document(&page) => Shown::Missing(never_made()),
                None => Shown::Missing(why.unwrap_or_else(no_such_page)),
            },
            (Err(_), why) => match self.kept.before_failed(path) {
                Some(bytes) => Shown::Before(bytes, why.unwrap_or_else(template_failed)),
                None => Shown::Missing(why.unwrap_or_else(template_failed)),
            },
        }
    }

    /// What there is to say beside a page.
    fn panel(&mut self, path: &str) -> Vec<u8> {
        let shown = self.shown(path);
        let trouble = match self.trouble {
            Some(Trouble::Settings(state)) => {
                let findings: Vec<Diagnostic> = state.findings(self.memory, self.today);
                Some((findings, &state.loaded))
            }
            _ => None,
        };
        let panel = Panel::of(
            panel::About { path, shown: &shown, version: &self.version, language: self.language },
            self.pages.as_deref_mut(),
            trouble,
            (self.memory, self.today),
        );
        serde_json::to_vec(&panel).unwrap_or_default()
    }
}

impl Trouble {
    /// Why the files as they are now cannot be shown.
    fn words(&self) -> Bilingual {
        match self {
            Trouble::Settings(_) => Bilingual::fixed(
                "vp.yaml har fel, så ingenting byggs förrän de är rättade. Du ser sidan som den var innan.",
                "vp.yaml has errors, so nothing is built until they are fixed. You see the page as it was before.",
            ),
            Trouble::World(words) => {
                let Bilingual { sv, en } = words;
                crate::msg!(
                    "Det går inte att läsa filerna just nu: {sv}. Du ser sidan som den var innan.",
                    "The files cannot be read at the moment: {en}. You see the page as it was before.",
                )
            }
        }
    }
}

fn broken(is_of_document: bool) -> Bilingual {
    match is_of_document {
        true => Bilingual::fixed(
            "Filen går inte att bygga som den är nu. Du ser sidan som den var innan.",
            "The file cannot be built as it is now. You see the page as it was before.",
        ),
        false => Bilingual::fixed(
            "En annan fil går inte att bygga som den är nu. Du ser sidan som den var innan.",
            "Another file cannot be built as it is now. You see the page as it was before.",
        ),
    }
}

fn never_made() -> Bilingual {
    Bilingual::fixed(
        "Filen går inte att bygga som den är nu. Sidan visas när felen är rättade.",
        "The file cannot be built as it is now. The page is shown once the errors are fixed.",
    )
}

fn template_failed() -> Bilingual {
    Bilingual::fixed(
        "En av arbetsytans mallar har ett fel. Du ser sidan som den var innan, om den gick att bygga då.",
        "One of the workspace’s templates has an error. You see the page as it was before, if it could be built then.",
    )
}

fn no_such_page() -> Bilingual {
    Bilingual::fixed(
        "Sidan finns inte. Filen kan vara borttagen, eller ha flyttats eller bytt namn.",
        "There is no such page. Its file may have been removed, moved or renamed.",
    )
}
