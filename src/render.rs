//! View → text of a page; one file for each output format.

pub mod output;
mod values;

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::load::Loaded;
use crate::model::{Prose, ProseText};
use crate::prose::{self, Frame, Parsed, Text};
use crate::templates::Templates;
use crate::view::{self, Scene, View};

/// An output format.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// A short form of the name.
    pub short: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
    /// The template of a page.
    template: &'static str,
    /// The template of a page's blocks.
    body_template: &'static str,
    /// Writes the blocks as the built-in `body_template` does.
    body: fn(&[values::BlockValues], &Templates, &mut String),
    /// How prose is written.
    prose: fn(&Parsed, &mut dyn Frame, &mut String),
    /// The deepest level that is a heading; one below it is words without an anchor.
    deepest_heading: u8,
    /// How pictures are named in a page.
    pictures: PictureUse,
}

/// How a page holds its pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PictureUse {
    /// In the page itself.
    Embedded,
    /// In a folder beside the page.
    Beside,
}

macro_rules! formats {
    ($($name:ident),* $(,)?) => {
        $(pub mod $name;)*
        /// Every output format.
        pub static FORMATS: &[&Format] = &[$(&$name::FORMAT),*];
    };
}

formats! {
    html,
    markdown,
}

/// The format of a name or its short form.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS
        .iter()
        .copied()
        .find(|format| name.eq_ignore_ascii_case(format.name) || name.eq_ignore_ascii_case(format.short))
}

/// A page ready to be written.
#[derive(Debug)]
pub struct Page {
    /// Its text.
    pub text: String,
    /// Pictures to lay beside it: where each is, and its path from the page's folder.
    pub pictures: Vec<(PathBuf, String)>,
}

/// What is printed of a document.
pub fn view<'a>(loaded: &'a Loaded, templates: &'a Templates, document: usize) -> View<'a> {
    view::kinds::view(&scene(loaded, templates, document))
}

/// The title of a document in print.
pub fn title(loaded: &Loaded, templates: &Templates, document: usize) -> String {
    view::kinds::title(&scene(loaded, templates, document))
}

fn scene<'a>(loaded: &'a Loaded, templates: &'a Templates, document: usize) -> Scene<'a> {
    let resolved = &loaded.resolved;
    Scene {
        resolved,
        plan: resolved.plan_of(document).unwrap_or(&resolved.plans[document]),
        report: resolved.report_of(document),
        document: &resolved.documents[document],
        labels: &templates.labels,
    }
}

/// The Markdown of a view, by its field.
pub(crate) type Texts<'t> = FxHashMap<*const Prose, &'t Parsed<'t>>;

/// Renders a view in each format. `read` are the texts of its document that are read already; `stem` is the page's
/// file name without extension, for pictures beside it.
pub fn pages(
    formats: &[&'static Format],
    view: &View,
    loaded: &Loaded,
    templates: &Templates,
    read: &[Text],
    stem: &str,
) -> Vec<Result<Page, Box<Diagnostic>>> {
    let mut texts: Texts = read.iter().map(|text| (std::ptr::from_ref(text.prose), &text.parsed)).collect();
    // What is inherited is read once for all formats, and only where it was not written for another page.
    let is_kept = |field: &Prose, level: u8| {
        let known = |format: &&'static Format| templates.kept.get(field, level, format.name).is_some();
        field.span.source != view.source && formats.iter().all(known)
    };
    let unread = |field: &Prose| !texts.contains_key(&std::ptr::from_ref(field));
    let fields = view.prose().into_iter().filter(|(field, level)| unread(field) && !is_kept(field, *level));
    let fields: Vec<&Prose> = fields.map(|(field, _)| field).collect();
    let inherited: Vec<ProseText> = fields.iter().map(|field| field.text(&loaded.sources)).collect();
    let inherited = prose::read_all(&fields, &inherited);
    texts.extend(inherited.iter().map(|text| (std::ptr::from_ref(text.prose), &text.parsed)));
    formats.iter().map(|format| values::page(format, view, &texts, loaded, templates, stem)).collect()
}
