//! `vp` builds the yearly plan documents of Swedish municipal units from structured files, and checks them.
//!
//! # The pipeline
//!
//! ```text
//! characters source diagnostic model               the ground
//! syntax       text → located tree, Markdown → facts
//! plan_format  what the keys mean
//! read         files → documents ── resolve        joined: plans above, reports, years
//!                 ├─ lint                          findings
//!                 ├─ print                         pages: view → layout → formats
//!                 ├─ compare, status               what differs, what is missing
//!                 ├─ export, import                tables for spreadsheets, outcomes back from them, and old documents
//!                 ├─ drafts, describe              files to begin with, the format described
//!                 ├─ fill                          answers of forms into the follow-ups
//!                 ├─ preview                       the pages while one writes
//!                 └─ language_server               all of it while it is typed
//! cli          arguments, exit codes
//! ```
//!
//! [`read::load::load`] reads and joins, and is the one entrance for every command; who loads again and again has a
//! [`read::load::Workspace`] and a [`lint::check::memory::Memory`]. Each stage takes a value and gives a new
//! one; nothing is changed afterwards, nothing reads a later stage, and no stage prints. What is wrong in a user's file is
//! a [`diagnostic::Diagnostic`] that is given along with the value, never a reason to stop; what is wrong with the world – no
//! such folder – is an error of a small enum. A place is a byte range of a file as it was read, from [`syntax::yaml`] to [`lint::report`].
//!
//! # An example
//!
//! Loads a workspace, checks it, and writes what was found as `vp check` does:
//!
//! ```
//! use std::path::Path;
//!
//! use vp::lint::check::check;
//! use vp::diagnostic::Language;
//! use vp::read::load::load;
//! use vp::lint::report::text::write;
//! use vp::terminal::Style;
//!
//! let loaded = load(Some(Path::new("examples/mistakes/VP0603")), None).expect("the folder is there");
//! let findings = check(&loaded);
//! let finding = findings.iter().find(|finding| finding.rule.code == "VP0603").expect("an activity ends too early");
//! assert_eq!(finding.rule.name, "activity-outside-year");
//! assert!(loaded.sources.slice(finding.span).ends_with("-31"));
//! let text = write(&findings, &loaded.sources, Language::English, Style::Plain);
//! assert!(text.contains("warning[VP0603]: the activity"));
//! ```
//!
//! # The modules, lowest first
//!
//! Folders of `src` are rooms, whose modules stand together. A module imports only from those above it in this table.
//!
//! | module | what it does | what it does not |
//! | --- | --- | --- |
//! | [`characters`] | what nobody sees in a text: blanks, line ends, characters that show nothing | find or report them |
//! | [`identity`] | finds personal identity numbers in texts, and masks them | judge them |
//! | [`source`] | holds the text of every file or has it read again, and finds lines and columns in it | read files |
//! | [`diagnostic`] | says what a rule and a finding are, in both languages; data only | decide levels, draw text |
//! | [`terminal`] | colours, and texts laid out by the room that they take on a screen | know what is written |
//! | [`leftovers`] | what is there only while something is written, and goes away however a run ends | write it |
//! | [`progress`] | how far long work has come, counted where it is done | show it |
//! | [`model`] | the domain in English terms: goals, indicators, figures, organisation, steering model | know keys, print, serialise |
//! | [`syntax::yaml`] | text to a tree in which every key and value has its place | know what any key means |
//! | [`syntax::prose`] | Markdown of a field: its headings, pictures and links, what is printed of it in pieces, and that as HTML and Markdown | read files, report |
//! | [`plan_format::fields`] | the table of a part's keys, and the reader that follows it and reports what does not fit | know any part |
//! | [`plan_format::parts`] | one table and one reader for each part of a document, and for vp.yaml | know which document holds which part |
//! | [`resolve`] | joins a plan with those above it and with last year's: ids, `till`, targets, what is printed | judge what it finds |
//! | [`read::files`] | which files there are and what is in them, with the texts that are not saved before those on the disk, or of a tree in memory; the only reader of files | know what may be read |
//! | [`read::kinds`] | one file for each value of `dokument`: its keys and how it is read | read parts itself, print |
//! | [`read::parse`] | tree to document, through the kind that the file names | follow references to other files |
//! | [`read::workspace`] | finds the workspace and its files, and knows which may be read | know what is in them |
//! | [`read::pictures`] | finds the pictures that texts name | embed them |
//! | [`read::linked`] | finds the files that texts link to | lay them beside pages |
//! | [`read::load`] | files to joined documents, with what all stages before found; keeps what did not change from one load to the next | run rules, print |
//! | [`lint::fingerprint`] | names findings so that they are known again after edits elsewhere | say what a finding is |
//! | [`lint::rules`] | the catalogue of rules by family, one file for each rule | read, join or print |
//! | [`lint::check`] | runs the rules, applies levels and exceptions, sorts; says which findings are shown; remembers those of earlier checks | know any rule |
//! | [`lint::baseline`] | findings that are known and need not be shown, as a text | read or write files, choose which |
//! | [`lint::fix`] | the edits that findings are certain of, as new texts that are read again | write files |
//! | [`lint::report`] | findings as text for people, and in the formats of other programs | choose which findings there are |
//! | [`print::chart`] | figures drawn as SVG that stands alone | know where the figures come from |
//! | [`print::view`] | what is printed of each kind of document, in order: headings, prose, tables of typed cells | know any markup |
//! | [`print::templates`] | the embedded templates, those of the workspace before them, and the filters | decide what is printed |
//! | [`print::site_pages`] | which pages a site has that are of no single document, where they lie and what they are called | know what is printed of them |
//! | [`print::ways`] | the ways from a document's page to its neighbours | build them |
//! | [`print::layout`] | what a page is: headings with their ids, tables with their names, texts with what is inserted in them | know any markup |
//! | [`print::render`] | a layout as a page in one format, PDFs through the member `pdf`, and writes pages whole or not at all | decide anything but how it looks |
//! | [`print::index`] | the page that lists all pages with their findings | build them |
//! | [`print::site`] | what a build makes, in memory: each document's files, the findings, the index | write files, read the clock |
//! | [`print::manifest`] | the list of what a build wrote, and what is left over of it | decide what is removed |
//! | [`describe::comments`] | files to copy with their comments in one of two languages | know which files |
//! | [`describe::guides`] | the guides, which are pages of docs/ and are in the program | know what a file may hold |
//! | [`describe::schema`] | JSON Schemas of the files for editors, from the tables that files are read by, and of documents as data | read files, follow references |
//! | [`describe::reference`](mod@describe::reference) | the references in docs/, from the tables that files are read by and from the catalogue | repeat what a table says |
//! | [`drafts::init`] | the files of a first workspace, as text | write them, read the clock |
//! | [`drafts::next_year`] | next year's plan as an edit of this year's text | write it, read the clock |
//! | [`drafts::forms`] | what is to be reported of a plan at an occasion, as a file or a page to fill in | write them, choose file names that are free |
//! | [`status`] | what is reported and missing on a day, as data, text and JSON | read the clock |
//! | [`trends`] | how indicators have gone through the years, as data, text, tables and a page | judge targets |
//! | [`compare::diff`] | which plans are beside which, and what differs between two, goal by goal | read them, print what differs |
//! | [`compare::words`] | what differs in words: as text, Markdown, HTML and JSON | compare |
//! | [`compare::last_year`] | the pages of a site that show what differs from last year's plans | know which there are |
//! | [`export`] | plans and follow-ups as tidy tables, in workbooks, CSV and JSON | evaluate, write files |
//! | [`import`] | outcomes, assessments and amounts of workbooks, CSV and JSON as new texts of the follow-ups; documents of others as the files of plans and follow-ups, with what was guessed marked | write files |
//! | [`fill`] | the answers of forms as new texts of the follow-ups | write files, decide between two answers |
//! | [`preview`] | the site in a browser of this computer while somebody writes, page by page, with what is found beside it, and forms whose answers are written at once | write anything else, read the clock |
//! | [`language_server`] | what editors ask of a workspace while it is written: findings, what a key means, ids wherever they are named | start itself, read the clock or the repository |
//! | [`cli`] | arguments, environment, clock, git, standard output, exit codes | anything that another program could want |
//!
//! # Adding one more
//!
//! - **A rule**: `src/lint/rules/<family>/<name>.rs` with `RULE` and `check`, a line in the family's list, and a mistake and its
//!   correction in `examples/`. `vp explain`, the references and the tests are loops over the lists.
//! - **A kind of document**: a variant of [`model::DocumentKind`], `src/read/kinds/<name>.rs` with `READER` and a line in
//!   `kinds!`, and its arm in [`print::view::kinds`].
//! - **An output format**: `src/print/render/<name>.rs` with `FORMAT`, and a line in `formats!`. What a page is stands in [`print::layout`].
//! - **A format of findings**: `src/lint/report/<name>.rs` with `FORMAT`, and a line in its `formats!`.
//! - **A format of comparisons**: `src/compare/words/<name>.rs` with `FORMAT`, and a line in its `formats!`.
//! - **A column of a table**: a line in the `table!` of `src/export/tables/<name>.rs`; workbook, CSV, JSON and docs/ follow from it.
//! - **A key**: a line in the table of its part, and where the part is read.
//! - **A sort of value**: a variant of [`plan_format::fields::Shape`], and what the reader, the reference and the schema make of it.
//! - **A command**: `src/cli/<name>.rs` and its variant in `args`.

/// A plan is thousands of small texts, and most of a build's time would go to the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub mod characters;
pub mod identity;
pub mod source;
pub mod diagnostic;
pub mod terminal;
pub mod leftovers;
pub mod progress;
pub mod model;
pub mod syntax;
pub mod plan_format;
pub mod resolve;
pub mod read;
pub mod lint;
pub mod print;
pub mod describe;
pub mod drafts;
pub mod status;
pub mod trends;
pub mod compare;
pub mod export;
pub mod import;
pub mod fill;
pub mod preview;
pub mod language_server;
pub mod cli;

#[cfg(test)]
#[path = "../tests/suite/property.rs"]
mod property;
