//! The index of all documents, a way in: by year and organisation, with links, and each one's findings where they are
//! asked for.

mod tree;

use std::collections::BTreeMap;

use jiff::civil::Date;
use minijinja::value::{Serde, Value};
use serde::Serialize;

use self::tree::Node;
use crate::diagnostic::{Diagnostic, Language};
use crate::identity::masked;
use crate::lint::report::text;
use crate::model::swedish;
use crate::print::render;
use crate::print::render::Format;
use crate::print::site_pages::{ComparisonPage, SitePage, SiteSubject};
use crate::print::templates::Templates;
use crate::print::view::MarkKind;
use crate::read::load::{File, Loaded};
use crate::resolve::Report;
use crate::source::{SourceId, Sources, percent_encoded};

/// A document in the index.
#[derive(Debug, Serialize)]
pub struct IndexEntry {
    /// Its year; none where it has none or cannot be read.
    year: Option<i16>,
    /// The organisation's names from the municipality down, to sort by.
    names: Vec<String>,
    /// How deep the organisation stands, from 0.
    depth: usize,
    /// Its place among the organisation's documents: the plan first, then its reports by occasion, then
    /// contributions.
    #[serde(skip)]
    place: usize,
    /// Its title, or its path from the folder of plans where it cannot be read.
    title: String,
    /// What it is among the documents of its organisation: "T1"; empty for a plan, which the organisation's name stands for.
    label: String,
    /// How many goals were assessed how, in a report.
    marks: Vec<CountedMark>,
    /// The link to its first page; none where no page was built.
    link: Option<String>,
    /// Links to its pages in other formats.
    others: Vec<Other>,
    /// The way to what differs from last year's plan.
    comparison: Option<Other>,
    /// What was found.
    findings: Vec<Finding>,
    /// How much of each level.
    summary: String,
    /// Its date.
    #[serde(skip)]
    date: Option<Date>,
    /// Whether its pages were built in this run.
    pub built: bool,
}

/// How many goals were assessed in one way.
#[derive(Debug, Serialize)]
struct CountedMark {
    kind: &'static str,
    words: String,
    count: usize,
}

#[derive(Debug, Serialize)]
struct Other {
    name: String,
    link: String,
}

#[derive(Debug, Serialize)]
struct Finding {
    code: &'static str,
    level: String,
    level_word: String,
    message: String,
    place: String,
}

#[derive(Serialize)]
struct Values<'v> {
    language: &'static str,
    municipality: Option<&'v str>,
    newest: Option<String>,
    lists_findings: bool,
    years: Vec<Year<'v>>,
    words: &'v Value,
}

#[derive(Serialize)]
struct Year<'v> {
    year: Option<i16>,
    pages: Vec<PageLink<'v>>,
    tree: Vec<Node<'v>>,
    documents: Vec<&'v IndexEntry>,
}

/// A page that is of no single document.
#[derive(Serialize)]
struct PageLink<'v> {
    title: &'v str,
    link: String,
}

/// Findings by the file that they are in.
pub type ByFile<'f> = BTreeMap<SourceId, Vec<&'f Diagnostic>>;

/// Puts findings with their files, so that a thousand documents do not each look through all of them.
pub fn by_file(findings: &[Diagnostic]) -> ByFile<'_> {
    let mut files = ByFile::new();
    for finding in findings {
        files.entry(finding.span.source).or_default().push(finding);
    }
    files
}

impl IndexEntry {
    /// The entry of a file with the findings at it and at the texts that it names.
    pub fn new(
        file: &File,
        loaded: &Loaded,
        templates: &Templates,
        findings: &ByFile,
        formats: &[&'static Format],
        built: bool,
        language: Language,
    ) -> IndexEntry {
        let sources = std::iter::once(&file.source).chain(&file.texts);
        let own: Vec<Diagnostic> =
            sources.filter_map(|source| findings.get(source)).flatten().map(|finding| (*finding).clone()).collect();
        let shown = loaded.sources.path(file.source);
        let document = file.document.map(|number| &loaded.resolved.documents[number]);
        let page = file.page().unwrap_or_default();
        let mut links = formats.iter().filter(|_| built).map(|format| Other {
            name: spelled(format.name),
            link: percent_encoded(&format!("{page}.{}", format.extension)),
        });
        let names = file.document.map_or_else(Vec::new, |number| names(loaded, number));
        let report = file.document.and_then(|document| loaded.resolved.report_of(document));
        let is_contribution = document.is_some_and(|document| document.contribution.is_some());
        let cover_date = document.and_then(|document| document.cover.as_ref()?.date.as_ref()).map(|date| date.value);
        let title = file.document.map_or_else(
            || render::path_below(page, shown),
            |number| masked(&render::title(loaded, templates, number)).into_owned(),
        );
        let occasion = report.and_then(|report| report.occasion);
        let label = match (report, occasion) {
            _ if is_contribution => templates.labels.word("bidrag").into_owned(),
            (_, Some(occasion)) => loaded.resolved.settings.steering.occasions[occasion].key.clone(),
            (None, _) if document.is_some() => String::new(),
            _ => title.clone(),
        };
        IndexEntry {
            place: match report {
                Some(report) => 2 + 2 * report.occasion.unwrap_or(0),
                // Beside the report of its occasion.
                None if document.is_some_and(|document| document.roll_up.is_some()) => {
                    let roll_up = document.and_then(|document| document.roll_up.as_deref());
                    3 + 2 * roll_up.and_then(|roll_up| roll_up.occasion).unwrap_or(0)
                }
                None if is_contribution => usize::MAX,
                None => 0,
            },
            year: document.and_then(|document| document.year.as_ref()).map(|year| year.value),
            depth: names.len().saturating_sub(1).min(4),
            names,
            title,
            label,
            marks: report.filter(|_| built).map_or_else(Vec::new, |report| marks(loaded, report)),
            link: links.next().map(|first| first.link),
            others: links.collect(),
            comparison: None,
            summary: text::summary(&own, language),
            findings: own.iter().map(|finding| self::finding(finding, loaded, language)).collect(),
            date: cover_date,
            built,
        }
    }
}

impl IndexEntry {
    /// The same with the way to what differs from last year's plan, where its page was built.
    pub fn compared(mut self, comparison: Option<&ComparisonPage>) -> IndexEntry {
        let way = |page: &ComparisonPage| Other {
            name: page.title.clone(),
            link: percent_encoded(&format!("{}.html", page.path)),
        };
        self.comparison = comparison.filter(|_| self.built).map(way);
        self
    }
}

/// The names of a document's organisation from the municipality down. One that names itself alone stands under the
/// organisation whose plan it builds on.
fn names(loaded: &Loaded, document: usize) -> Vec<String> {
    let resolved = &loaded.resolved;
    let own = |document: usize| {
        let names = resolved.documents.head(document).organisation.names.iter();
        names.map(|(_, name)| masked(&name.value).into_owned()).collect::<Vec<String>>()
    };
    let mut names = own(document);
    let plan = resolved.plan_number_of(document).unwrap_or(document);
    for above in &resolved.plans.ties(plan).above {
        let higher = own(*above);
        if names.len() > 1 || names == higher {
            break;
        }
        names.splice(0..0, higher);
    }
    names
}

/// How many of a report's goals were assessed how, the best first.
fn marks(loaded: &Loaded, report: &Report) -> Vec<CountedMark> {
    let resolved = &loaded.resolved;
    let steering = &resolved.settings.steering;
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for number in resolved.standings(report).into_iter().filter_map(|standing| standing.assessment) {
        *counts.entry(number).or_default() += 1;
    }
    let mark = |(number, count): (usize, usize)| CountedMark {
        kind: MarkKind::Assessment(steering.rank(number)).name(),
        words: steering.heading_at(report.occasion, number).to_owned(),
        count,
    };
    counts.into_iter().map(mark).collect()
}

fn finding(finding: &Diagnostic, loaded: &Loaded, language: Language) -> Finding {
    let source = loaded.sources.get(finding.span.source);
    let position = source.position(finding.span.start);
    Finding {
        code: finding.rule.code,
        level: finding.level.word().en.into_owned(),
        level_word: finding.level.word().get(language).to_owned(),
        message: finding.message.get(language).to_owned(),
        place: format!("{}:{}:{}", file_name(&source.shown_path()), position.line, position.column),
    }
}

/// The name of a format as it is spelled in running text: "Markdown", "Word", "JSON".
fn spelled(format: &str) -> String {
    let mut letters = format.chars();
    match (format, letters.next()) {
        ("html" | "json" | "pdf", _) => format.to_uppercase(),
        ("docx", _) => "Word".to_owned(),
        (_, Some(first)) => first.to_uppercase().chain(letters).collect(),
        (_, None) => String::new(),
    }
}

/// No page holds a path of the machine that it was built on; the file's name tells enough beside its document.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// What the index lists.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'e> {
    /// The documents.
    pub entries: &'e [IndexEntry],
    /// The pages that are of no single document.
    pub pages: &'e [SitePage],
    /// Whether each document's findings stand there. They are the writers' own business until somebody asks for them.
    pub findings: bool,
}

/// The index page: the latest year first, in it the organisations in Swedish order.
pub fn page(
    listed: Listed,
    templates: &Templates,
    sources: &Sources,
    language: Language,
) -> Result<String, Box<Diagnostic>> {
    let mut by_year: BTreeMap<Option<i16>, Vec<&IndexEntry>> = BTreeMap::new();
    for entry in listed.entries {
        by_year.entry(entry.year).or_default().push(entry);
    }
    let order = swedish();
    let years = by_year.into_iter().rev().map(|(year, mut documents)| {
        documents.sort_by(|one, two| {
            let names = one.names.iter().zip(&two.names).map(|(one, two)| order.compare(one, two));
            let first =
                names.into_iter().find(|order| order.is_ne()).unwrap_or_else(|| one.names.len().cmp(&two.names.len()));
            first.then_with(|| one.place.cmp(&two.place)).then_with(|| one.title.cmp(&two.title))
        });
        // To what is below a board the red thread leads.
        let is_below = |page: &SitePage| matches!(page.subject, SiteSubject::RedThreadBelow(_));
        let of_year = listed.pages.iter().filter(|page| Some(page.year) == year && !is_below(page));
        let link = |page: &SitePage| percent_encoded(&format!("{}.html", page.path));
        let pages = of_year.map(|page| PageLink { title: &page.title, link: link(page) }).collect();
        Year { year, pages, tree: tree::of(&documents), documents }
    });
    let mut tops = listed.entries.iter().filter_map(|entry| entry.names.first());
    let first = tops.next();
    let values = Values {
        language: match language {
            Language::Swedish => "sv",
            Language::English => "en",
        },
        municipality: first.filter(|first| tops.all(|name| name == *first)).map(String::as_str),
        newest: listed.entries.iter().filter_map(|entry| entry.date).max().map(|date| date.to_string()),
        lists_findings: listed.findings,
        years: years.collect(),
        words: &templates.word_values,
    };
    templates.render("html/index.html.j2", Serde(values), sources)
}
