//! What is said beside a page: what was found in its files, each with its place, and whether the page is as the files are.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::answer::Shown;
use super::forms::{self, FormPlace};
use super::pages::{INDEX, Pages, Place};
use crate::diagnostic::{Bilingual, Diagnostic, Language, Severity};
use crate::lint::check::memory::Memory;
use crate::lint::report::text::summary;
use crate::msg;
use crate::read::load::{File, Loaded};
use crate::source::{SourceId, percent_encoded};

/// A line of a file is shown no longer.
const LONGEST_LINE: usize = 200;

/// More findings of a page are counted and not shown.
const MOST_FINDINGS: usize = 100;

/// What is said beside a page; the script of the page knows no words but these.
#[derive(Debug, Serialize)]
pub(super) struct Panel {
    /// The language of the words.
    language: &'static str,
    /// Whether the page is as the files are (`current`), as it was before (`before`), not there (`missing`) or not there yet (`to_come`).
    page: &'static str,
    /// Why it is not as the files are.
    why: Option<String>,
    /// How much was found, in words; empty where there is no page.
    summary: String,
    /// The level of the worst: `error`, `warning` or `none`.
    worst: &'static str,
    findings: Vec<PanelFinding>,
    /// How many more there are.
    more: Option<String>,
    /// What was found in files of other pages, and the way to the list of these.
    elsewhere: Option<Way>,
    /// In the list of all documents: the pages with findings.
    pages: Vec<Way>,
    /// The ways to the forms of what the page is of; in the list of all documents, to the list of forms.
    forms: Vec<Way>,
    words: BTreeMap<&'static str, String>,
}

#[derive(Debug, Serialize)]
struct PanelFinding {
    level: &'static str,
    word: String,
    code: &'static str,
    message: String,
    help: Vec<String>,
    /// The file, its line and column.
    place: String,
    /// The line as it is written.
    line: Option<String>,
}

/// Words that lead to a page.
#[derive(Debug, Serialize)]
struct Way {
    words: String,
    link: String,
}

/// Which page it is about.
pub(super) struct About<'a> {
    pub(super) path: &'a str,
    pub(super) shown: &'a Shown,
    pub(super) language: Language,
    /// Whether there are forms to fill in.
    pub(super) forms: bool,
}

impl Panel {
    /// What is said beside a page. `trouble` is what is wrong with vp.yaml, where that is why nothing else is known.
    pub(super) fn of(
        about: About,
        pages: Option<&mut Pages>,
        trouble: Option<(Vec<Diagnostic>, &Loaded)>,
        (memory, today): (&mut Memory, Option<Date>),
    ) -> Panel {
        let language = about.language;
        let (page, why) = match about.shown {
            Shown::Current(_) => ("current", None),
            Shown::Before(_, why) => ("before", Some(why.get(language).to_owned())),
            Shown::Missing(why) => ("missing", Some(why.get(language).to_owned())),
            Shown::ToCome(why) => ("to_come", Some(why.get(language).to_owned())),
        };
        let mut panel = Panel {
            language: if language == Language::Swedish { "sv" } else { "en" },
            page,
            why,
            summary: String::new(),
            worst: "none",
            findings: Vec::new(),
            more: None,
            elsewhere: None,
            pages: Vec::new(),
            forms: Vec::new(),
            words: words(language),
        };
        match (trouble, pages) {
            (Some((findings, loaded)), _) => panel.show(findings.iter(), loaded, language),
            (None, Some(pages)) => {
                let findings = pages.findings(memory, today);
                let loaded = &pages.state.loaded;
                match pages.place(about.path) {
                    Some(Place::Document(file)) => {
                        panel.beside_document(file, &findings, loaded, language);
                        if about.forms {
                            panel.forms = forms_of(file, about.path, loaded);
                        }
                    }
                    Some(Place::Index) => {
                        panel.beside_index(&findings, loaded, language);
                        if about.forms && forms::plans(loaded).next().is_some() {
                            let words = Bilingual::fixed("Fyll i ett formulär", "Fill in a form");
                            panel.forms =
                                vec![Way { words: words.get(language).to_owned(), link: forms::LIST.to_owned() }];
                        }
                    }
                    place @ (Some(Place::Whole) | None) => {
                        if place.is_some() || about.path == forms::LIST {
                            panel.show(std::iter::empty(), loaded, language);
                        }
                        panel.tell_elsewhere(findings.iter(), about.path, language);
                    }
                }
            }
            (None, None) => {}
        }
        panel
    }

    /// What was found in the files that are printed on a page, and how much in others.
    fn beside_document(&mut self, file: &File, findings: &[Diagnostic], loaded: &Loaded, language: Language) {
        let own = sources_of(file, loaded);
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            findings.iter().partition(|finding| own.contains(&finding.span.source));
        self.show(here.into_iter(), loaded, language);
        let page = file.page().unwrap_or_default();
        self.tell_elsewhere(elsewhere.into_iter(), page, language);
    }

    /// What was found in files of no page, and which pages have findings.
    fn beside_index(&mut self, findings: &[Diagnostic], loaded: &Loaded, language: Language) {
        let mut page_of: BTreeMap<SourceId, &str> = BTreeMap::new();
        for file in loaded.asked().filter(|file| file.printed_with.is_none()) {
            let page = file.page().unwrap_or_default();
            page_of.extend(sources_of(file, loaded).into_iter().map(|source| (source, page)));
        }
        let (of_pages, of_none): (Vec<_>, Vec<_>) =
            findings.iter().partition(|finding| page_of.contains_key(&finding.span.source));
        let mut by_page: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        for finding in of_pages {
            by_page.entry(page_of[&finding.span.source]).or_default().push(finding);
        }
        self.show(of_none.into_iter(), loaded, language);
        self.count(findings.iter(), language);
        self.pages = by_page
            .into_iter()
            .map(|(page, found)| {
                let path = loaded.sources.shown_path(found[0].span.source).into_owned();
                let found = summary(found, language);
                Way { words: format!("{path}: {found}"), link: percent_encoded(&format!("{page}.html")) }
            })
            .collect();
    }

    /// Says these.
    fn show<'f>(
        &mut self,
        findings: impl Iterator<Item = &'f Diagnostic> + Clone,
        loaded: &Loaded,
        language: Language,
    ) {
        self.count(findings.clone(), language);
        let rest = findings.clone().count().saturating_sub(MOST_FINDINGS);
        self.findings = findings.take(MOST_FINDINGS).map(|finding| shown(finding, loaded, language)).collect();
        self.more = (rest > 0).then(|| msg!("och {rest} till", "and {rest} more").get(language).to_owned());
    }

    fn count<'f>(&mut self, findings: impl Iterator<Item = &'f Diagnostic> + Clone, language: Language) {
        self.worst = match findings.clone().map(|finding| finding.level).max() {
            Some(Severity::Error) => "error",
            Some(_) => "warning",
            None => "none",
        };
        self.summary = summary(findings, language);
    }

    /// Says how much was found in files of other pages; the way to the list counts from this one.
    fn tell_elsewhere<'f>(
        &mut self,
        findings: impl Iterator<Item = &'f Diagnostic> + Clone,
        page: &str,
        language: Language,
    ) {
        if findings.clone().next().is_some() {
            let found = summary(findings, language);
            let words = msg!("I andra filer: {found}", "In other files: {found}");
            let up = "../".repeat(page.matches('/').count());
            self.elsewhere = Some(Way { words: words.get(language).to_owned(), link: format!("{up}{INDEX}") });
        }
    }
}

/// The ways to the forms of a plan, or to the one that a follow-up answers.
fn forms_of(file: &File, from: &str, loaded: &Loaded) -> Vec<Way> {
    let Some(document) = file.document else { return Vec::new() };
    let report = loaded.resolved.report_of(document);
    let plan = report.map_or(document, |report| report.plan);
    let is_wanted = |form: &FormPlace| report.is_none_or(|report| report.occasion == Some(form.of.occasion));
    let forms = FormPlace::of_plan(loaded, plan).into_iter().filter(is_wanted);
    forms.map(|form| Way { words: form.when(loaded), link: form.link(from) }).collect()
}

/// The files that are printed on the page of one.
fn sources_of(file: &File, loaded: &Loaded) -> BTreeSet<SourceId> {
    let is_here = |other: &&File| {
        other.source == file.source || (other.printed_with.is_some() && other.printed_with == file.document)
    };
    loaded.files.iter().filter(is_here).flat_map(File::own_sources).collect()
}

fn shown(finding: &Diagnostic, loaded: &Loaded, language: Language) -> PanelFinding {
    let source = loaded.sources.get(finding.span.source);
    let position = source.position(finding.span.start);
    let line = source.shown().lines().nth(position.line.saturating_sub(1)).map(str::trim);
    let line = line.filter(|line| !line.is_empty()).map(|line| line.chars().take(LONGEST_LINE).collect());
    PanelFinding {
        level: if finding.level == Severity::Error { "error" } else { "warning" },
        word: finding.level.word().get(language).to_owned(),
        code: finding.rule.code,
        message: finding.message.get(language).to_owned(),
        help: finding.help.iter().map(|help| help.get(language).to_owned()).collect(),
        place: format!("{}:{}:{}", source.shown_path(), position.line, position.column),
        line,
    }
}

/// The words of the panel's own parts.
fn words(language: Language) -> BTreeMap<&'static str, String> {
    let words = [
        ("name", Bilingual::fixed("Förhandsvisning", "Preview")),
        ("show", Bilingual::fixed("Visa fynd", "Show findings")),
        ("hide", Bilingual::fixed("Dölj fynd", "Hide findings")),
        (
            "lost",
            Bilingual::fixed(
                "Ingen kontakt med vp serve. Sidan är som den senast var.",
                "No contact with vp serve. The page is as it last was.",
            ),
        ),
        ("pages", Bilingual::fixed("Fynd sida för sida", "Findings page by page")),
        ("fill", Bilingual::fixed("Fyll i:", "Fill in:")),
        ("none_here", Bilingual::fixed("Inga fynd på den här sidan.", "No findings for this page.")),
    ];
    words.into_iter().map(|(key, words)| (key, words.get(language).to_owned())).collect()
}
