//! What is answered to those who look: a file of the site, or what was found beside it.

use jiff::civil::Date;

use super::forms::FormPlace;
use super::kept::Kept;
use super::pages::{INDEX, Pages};
use super::panel::{self, Panel};
use super::state::Trouble;
use super::{form_page, forms, injected};
use crate::diagnostic::{Bilingual, Diagnostic, Language};
use crate::lint::check::memory::Memory;
use crate::msg;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// A file of the site, by its path with `/`.
    File(String),
    /// What there is to say beside a page of that path.
    Panel(String),
    /// The form at an address below the folder of forms.
    Form(String),
    /// What the follow-ups of a form say now.
    Values(String),
    /// The list of all forms.
    Forms,
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
    /// What scripts ask for, as JSON.
    Json(Vec<u8>),
    /// The page of a form.
    Form(Vec<u8>),
    /// A page of the preview's own.
    Page(String),
    /// What became of answers, as JSON.
    Filled(Vec<u8>),
    /// Why none of them was taken, as JSON.
    Unfilled(Vec<u8>),
    /// That what was sent are no answers, as JSON.
    NoAnswers(Vec<u8>),
    /// There is no such page, or none yet.
    Missing(Bilingual),
    /// There is none yet, and that is as it should be.
    ToCome(Bilingual),
}

/// How a page is shown.
pub(super) enum Shown {
    /// As the files are now.
    Current(Vec<u8>),
    /// As it was, and why.
    Before(Vec<u8>, Bilingual),
    /// Not at all, and why.
    Missing(Bilingual),
    /// Not yet: nothing is reported that could be shown.
    ToCome(Bilingual),
}

/// What a question is answered from.
pub(super) struct Asked<'a, 's> {
    pub(super) pages: Option<&'a mut Pages<'s>>,
    pub(super) trouble: Option<&'a Trouble>,
    pub(super) kept: &'a Kept,
    pub(super) memory: &'a mut Memory,
    pub(super) today: Option<Date>,
    pub(super) language: Language,
    /// Whether forms may be filled in.
    pub(super) forms: bool,
}

impl Asked<'_, '_> {
    /// The answer to a question.
    pub(super) fn answer(&mut self, question: &Question) -> Answer {
        let body = match question {
            Question::File(path) => match self.shown(path) {
                Shown::Current(bytes) | Shown::Before(bytes, _) => Body::File(bytes),
                Shown::Missing(why) => Body::Missing(why),
                Shown::ToCome(why) => Body::ToCome(why),
            },
            Question::Panel(path) => Body::Json(self.panel(path)),
            Question::Form(_) | Question::Values(_) | Question::Forms if !self.forms => Body::Missing(no_such_page()),
            Question::Form(address) => self.form(address),
            Question::Values(address) => {
                let state = self.pages.as_ref().map(|pages| pages.state);
                Body::Json(form_page::values(state, self.trouble.map(Trouble::words), address))
            }
            Question::Forms => self.forms(),
        };
        Answer { body, language: self.language }
    }

    /// The page of a form. It asks for what the plan says now, and for nothing that it said before.
    fn form(&mut self, address: &str) -> Body {
        let made = match (&self.pages, self.trouble) {
            (Some(pages), None) => form_page::page(pages.state, address),
            (_, trouble) => {
                let why = trouble.map_or_else(no_such_page, Trouble::words);
                return Body::Missing(joined(&why, &SEEN_LATER));
            }
        };
        match made {
            Ok(Some(page)) => Body::Form(page),
            Ok(None) => Body::Missing(no_such_form()),
            Err(_) => Body::Missing(joined(&template_failed(), &SEEN_LATER)),
        }
    }

    /// The list of all forms.
    fn forms(&self) -> Body {
        let Some(pages) = &self.pages else {
            return Body::Missing(self.trouble.map_or_else(no_such_page, Trouble::words));
        };
        let title = Bilingual::fixed("Formulär att fylla i", "Forms to fill in");
        let list = form_page::list(&pages.state.loaded, self.language);
        Body::Page(injected::listing(title.get(self.language), &list, self.language, forms::LIST))
    }

    /// How a file is shown.
    fn shown(&mut self, path: &str) -> Shown {
        let why = self.trouble.map(Trouble::words);
        if path == forms::LIST && self.forms && why.is_none() {
            return Shown::Current(Vec::new());
        }
        let Some(pages) = &mut self.pages else {
            return Shown::Missing(why.map_or_else(no_such_page, |why| joined(&why, &SEEN_LATER)));
        };
        if path == INDEX && pages.lists_findings() {
            pages.findings(self.memory, self.today);
        }
        let page = pages.page_of(path);
        let (made, is_of_document) = (pages.made(path), page.is_some_and(|page| pages.is_of_document(page)));
        let (kept, cause) = match (made, why) {
            (Ok(Some(bytes)), None) => return Shown::Current(bytes),
            (Ok(Some(bytes)), Some(why)) => (Some(bytes), why),
            (Ok(None), why) => match (self.kept.before_broken(page, path), is_of_document, why) {
                (kept @ Some(_), ..) if !is_of_document => (kept, other_file_broken()),
                (None, false, None) => {
                    let is_to_come = self.forms && FormPlace::is_report_to_come(&pages.state.loaded, path);
                    return if is_to_come { Shown::ToCome(no_report_yet()) } else { Shown::Missing(no_such_page()) };
                }
                (None, false, Some(why)) => return Shown::Missing(why),
                (kept, _, why) => (kept, why.unwrap_or_else(file_broken)),
            },
            (Err(_), why) => (self.kept.before_failed(path), why.unwrap_or_else(template_failed)),
        };
        match kept {
            Some(bytes) => Shown::Before(bytes, joined(&cause, &SEEN_AS_BEFORE)),
            None => Shown::Missing(joined(&cause, &SEEN_LATER)),
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
            panel::About { path, shown: &shown, language: self.language, forms: self.forms },
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
                "vp.yaml har fel, så ingenting byggs förrän de är rättade.",
                "vp.yaml has errors, so nothing is built until they are fixed.",
            ),
            Trouble::World(words) => {
                // What to do about it is said on lines of their own, for those at a terminal.
                let first = |words: &str| words.lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
                let (sv, en) = (first(&words.sv), first(&words.en));
                msg!("Filerna går inte att läsa just nu: {sv}.", "The files cannot be read at the moment: {en}.")
            }
        }
    }
}

/// What whoever looks sees where there is an earlier page.
const SEEN_AS_BEFORE: Bilingual =
    Bilingual::fixed("Du ser sidan som den var innan.", "You see the page as it was before.");

/// And where there is none.
const SEEN_LATER: Bilingual =
    Bilingual::fixed("Sidan visas när det är rättat.", "The page is shown once that is fixed.");

fn joined(cause: &Bilingual, seen: &Bilingual) -> Bilingual {
    Bilingual { sv: format!("{} {}", cause.sv, seen.sv).into(), en: format!("{} {}", cause.en, seen.en).into() }
}

fn file_broken() -> Bilingual {
    Bilingual::fixed("Filen går inte att bygga som den är nu.", "The file cannot be built as it is now.")
}

fn other_file_broken() -> Bilingual {
    Bilingual::fixed(
        "En fil som sidan görs av går inte att bygga som den är nu.",
        "A file that the page is made from cannot be built as it is now.",
    )
}

fn template_failed() -> Bilingual {
    Bilingual::fixed("En av arbetsytans mallar har ett fel.", "One of the workspace’s templates has an error.")
}

fn no_such_form() -> Bilingual {
    Bilingual::fixed(
        "Formuläret finns inte. Planen kan vara borttagen eller trasig, eller har inget att rapportera vid tillfället.",
        "There is no such form. Its plan may have been removed or be broken, or have nothing to report at the occasion.",
    )
}

fn no_report_yet() -> Bilingual {
    Bilingual::fixed(
        "Rapporten är inte påbörjad. Den visas här när det första svaret är skrivet.",
        "The report has not been begun. It is shown here once the first answer is written.",
    )
}

fn no_such_page() -> Bilingual {
    Bilingual::fixed(
        "Sidan finns inte. Filen kan vara borttagen, eller ha flyttats eller bytt namn.",
        "There is no such page. Its file may have been removed, moved or renamed.",
    )
}
