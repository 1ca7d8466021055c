//! Sets documents as PDF with typst: data and templates in, a PDF or what is wrong out. It knows nothing of what the
//! documents are about.
//!
//! Every file is PDF/A-2a (ISO 19005-2, for archives) and PDF/UA-1 (ISO 14289-1, for those who listen) at once, holds its
//! fonts, and has the same bytes each time: no clock, no network and no other file is read.
//!
//! ```text
//! Files (templates, data, pictures) ─┐
//! Fonts (embedded, and others)  ─────┴─ set ── Ok(Set: bytes, warnings) or Err(problems, each with its place in a file)
//! ```

mod fonts;
mod picture;
mod problem;
mod queue;
mod world;

use std::sync::{Arc, OnceLock};

use typst::foundations::Smart;
use typst::syntax::Source;
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

pub use self::fonts::{Fonts, NoFont};
pub use self::picture::is_picture;
pub use self::problem::{Call, Place, Problem};
use self::queue::GaveUp;
pub use self::queue::Patience;
use self::world::{Files, World};

/// A document to be set.
#[derive(Debug)]
pub struct Job {
    /// The name of the template to begin with, among the files.
    pub main: String,
    /// All files that there are, each by its name: a path without a slash at its begin.
    pub files: Vec<(String, Vec<u8>)>,
    /// The fonts.
    pub fonts: Arc<Fonts>,
    /// What the document is known by, whatever is changed in it.
    pub ident: String,
    /// The program that made it.
    pub creator: String,
    /// What it may take, where its templates are somebody else's: typst ends loops of its own kind, but not those that go
    /// through the same list again and again.
    pub patience: Option<Patience>,
}

/// A document that is set.
#[derive(Debug)]
pub struct Set {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What its templates could do better.
    pub warnings: Vec<Problem>,
}

/// Sets a document. However many threads ask, a few documents are set at a time, and what one of them took in memory is
/// given back.
///
/// Errors: what is wrong with its templates or its data.
pub fn set(job: Job) -> Result<Set, Vec<Problem>> {
    let patience = job.patience;
    queue::run(move || set_now(&job), patience).unwrap_or_else(|why| {
        let why = match why {
            GaveUp::Time => "it takes too long",
            GaveUp::Memory => "it takes too much memory",
            GaveUp::Fault => "the typesetter gave up",
        };
        Err(vec![Problem::alone(why.to_owned())])
    })
}

/// What is wrong with the spelling of a template, as far as that shows without running it.
pub fn slips(text: &str) -> Vec<Problem> {
    let source = Source::detached(text);
    let (errors, _) = source.root().errors_and_warnings();
    errors.iter().filter_map(|error| Problem::of_slip(error, &source)).collect()
}

fn set_now(job: &Job) -> Result<Set, Vec<Problem>> {
    let world = match World::new(library(), &job.fonts, Files::of(&job.files), &job.main) {
        Some(world) => world,
        None => return Err(vec![Problem::alone(format!("there is no file {}", job.main))]),
    };
    let compiled = typst::compile::<PagedDocument>(&world);
    let warnings = compiled.warnings.iter().map(|one| Problem::of(one, &world)).collect();
    let problems =
        |errors: typst::ecow::EcoVec<_>| errors.iter().map(|one| Problem::of(one, &world)).collect::<Vec<_>>();
    let document = compiled.output.map_err(problems)?;
    let options = PdfOptions {
        ident: Smart::Custom(job.ident.clone()),
        creator: Smart::Custom(Some(job.creator.clone())),
        standards: standards().map_err(|why| vec![Problem::alone(why)])?,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(problems)?;
    Ok(Set { bytes, pages: document.pages().len(), warnings })
}

/// The standards that every file is written by.
fn standards() -> Result<PdfStandards, String> {
    PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|error| error.message().to_string())
}

/// What templates can call. Heads of rows and words about a table are not in it by default yet.
fn library() -> &'static LazyHash<Library> {
    static LIBRARY: OnceLock<LazyHash<Library>> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        LazyHash::new(Library::builder().with_features(features).build())
    })
}
