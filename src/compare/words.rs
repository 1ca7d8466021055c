//! A comparison of plans in words; one file for each format.
//!
//! ```text
//! Comparison ──┬── narrative ──┬── text     every sentence is made once, and each format draws it
//!              │               ├── markdown
//!              │               └── html ── templates/html/diff.html.j2
//!              └── json
//! ```

mod narrative;

use crate::compare::diff::Comparison;
use crate::diagnostic::{Diagnostic, Language};
use crate::print::templates::Templates;
use crate::print::ways::Way;
use crate::source::Sources;
use crate::terminal::Style;

/// An output format.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// A short form of the name.
    pub short: &'static str,
    /// Writes a comparison, with a line break at its end.
    write: fn(&Comparison, Options, &Templates, &Sources) -> Rendered,
}

/// What a format wrote, or what is wrong with the workspace's own template.
type Rendered = Result<String, Box<Diagnostic>>;

/// How a comparison is written.
#[derive(Clone, Copy, Debug)]
pub struct Options<'w> {
    /// The language of the words around those of the plans; JSON has none.
    pub language: Language,
    /// Whether the words of rewritten sections are shown, or only how many were kept.
    pub show_text: bool,
    /// How text for a terminal is drawn.
    pub style: Style,
    /// The ways from the page to its neighbours, where it is one of a site; HTML alone has them.
    pub ways: &'w [Way],
}

macro_rules! formats {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        /// Every output format; the first is the one that applies where none is named.
        pub static FORMATS: &[&Format] = &[$(&$name::FORMAT),*];
    };
}

formats! {
    text,
    markdown,
    html,
    json,
}

/// The format of the pages of a site.
pub static PAGE: &Format = &html::FORMAT;

/// The format of a name or its short form.
pub fn find(name: &str) -> Option<&'static Format> {
    let is_it = |format: &&Format| name.eq_ignore_ascii_case(format.name) || name.eq_ignore_ascii_case(format.short);
    FORMATS.iter().copied().find(is_it)
}

/// Writes a comparison. The templates are those of the newer plans' workspace, and `sources` holds their texts.
///
/// Errors: the workspace's own template cannot be used.
pub fn write(
    format: &Format,
    comparison: &Comparison,
    options: Options,
    templates: &Templates,
    sources: &Sources,
) -> Result<String, Box<Diagnostic>> {
    (format.write)(comparison, options, templates, sources)
}

/// Whether nothing differs: every plan has its like on the other side, and it says the same.
pub fn is_same(comparison: &Comparison) -> bool {
    let Comparison { plans, only_old, only_new, .. } = comparison;
    only_old.is_empty() && only_new.is_empty() && plans.iter().all(|plan| plan.is_empty())
}
