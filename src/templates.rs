//! The templates: embedded in the program, and shadowed by name by files in the workspace's template folder.

pub mod filters;
pub mod html;
pub mod kept;
mod markdown;
pub mod rows;
pub mod rules;

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

pub use markdown::write as write_markdown_words;

use kept::Kept;

use crate::both;
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{Source, SourceId, Sources, Span, whole_signs};
use crate::view::Labels;
use crate::workspace;
use crate::yaml::{self, Kind};

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The file of the printed words, among the templates.
const LABELS: &str = "ord.yaml";

/// Stands in for a template that cannot be read: whatever uses it fails.
const BROKEN: &str = "{{ this_template_cannot_be_read }}";

/// Most steps that one page may take: a page of a megabyte takes a hundredth of it.
const FUEL: u64 = 200_000_000;

/// The templates of a workspace, ready to render.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    /// The files of the workspace's own templates.
    own: BTreeMap<String, SourceId>,
    /// What is wrong with those that cannot be read, by name.
    broken: BTreeMap<String, Diagnostic>,
    /// The printed words.
    pub labels: Labels,
    /// All words of ord.yaml by key.
    pub words: BTreeMap<String, String>,
    /// The same words, for templates.
    pub word_values: Value,
    /// Inherited prose that was written before.
    pub kept: Kept,
}

impl Templates {
    /// The embedded templates, and before them those of `folder`. A template that cannot be read is reported, and no
    /// page that uses it is rendered.
    pub fn load(folder: Option<(&Path, &str)>, sources: &Sources, sink: &mut Sink) -> Templates {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|name| match name {
            name if name.ends_with(".html.j2") => AutoEscape::Html,
            name if name.ends_with(".md.j2") => AutoEscape::Custom("markdown".into()),
            _ => AutoEscape::None,
        });
        environment.set_formatter(markdown::format);
        environment.set_fuel(Some(FUEL));
        // Ranges of errors are kept only in debug mode; what they hold is never printed as it is.
        environment.set_debug(true);
        // Every template, and so every page, ends its last line.
        let mut syntax = SyntaxConfig::builder();
        let syntax = syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
        environment.set_syntax(syntax.expect("the usual delimiters are a valid syntax"));
        filters::add(&mut environment);
        rows::add(&mut environment);
        let mut words = BTreeMap::new();
        for file in embedded_files(&EMBEDDED) {
            let name = file.path().to_string_lossy().replace('\\', "/");
            let text = file.contents_utf8().unwrap_or_default();
            if name == LABELS {
                read_words(text, &mut words);
            } else {
                let added = environment.add_template_owned(name.clone(), text.to_owned());
                debug_assert!(added.is_ok(), "the embedded template {name} compiles: {added:?}");
            }
        }
        let mut templates = Templates {
            environment,
            own: BTreeMap::new(),
            broken: BTreeMap::new(),
            labels: Labels::new(BTreeMap::new()),
            words,
            word_values: Value::UNDEFINED,
            kept: Kept::default(),
        };
        if let Some((folder, shown)) = folder {
            templates.add_own(folder, shown, sources, sink);
        }
        templates.labels = Labels::new(templates.words.clone());
        templates.word_values =
            Value::from_pairs(templates.words.iter().map(|(key, word)| (key.clone(), word.clone())));
        templates
    }

    /// Whether the workspace has a template of its own for this format: a file in the folder of the format's name.
    pub fn has_own(&self, format: &str) -> bool {
        let is_own = |name: &String| name.strip_prefix(format).is_some_and(|rest| rest.starts_with('/'));
        self.own.keys().chain(self.broken.keys()).any(is_own)
    }

    fn add_own(&mut self, folder: &Path, shown: &str, sources: &Sources, sink: &mut Sink) {
        for (path, name) in workspace::template_files(folder) {
            let shown = format!("{shown}/{name}");
            let (id, problem) = workspace::read(&path, &shown, sources);
            if let Some(problem) = problem {
                sink.push(problem);
                continue;
            }
            let text = &sources.get(id).text;
            // The same words as the embedded ones: the project's own folder, or an untouched copy.
            let same = EMBEDDED.get_file(&name).and_then(|file| file.contents_utf8()) == Some(text);
            if same {
                continue;
            }
            if name == LABELS {
                let tree = yaml::read(text, id, sink);
                collect_words(&tree, &mut self.words);
            } else if name.ends_with(".j2") || name.ends_with(".css") {
                match self.environment.add_template_owned(name.clone(), text.clone()) {
                    Ok(()) => {
                        self.own.insert(name, id);
                    }
                    Err(error) => {
                        let finding = finding(&error, sources.start(id), sources);
                        sink.push(finding.clone());
                        let added = self.environment.add_template_owned(name.clone(), BROKEN);
                        debug_assert!(added.is_ok(), "the stand-in compiles");
                        self.broken.insert(name, finding);
                    }
                }
            }
        }
    }

    /// Renders a template. An error in it is a finding at its place in the file; one in an embedded template, which
    /// only a fault of the program can cause, is shown with that template's text.
    pub fn render(&self, name: &str, values: impl Into<Value>, sources: &Sources) -> Result<String, Box<Diagnostic>> {
        let rendered = self.environment.get_template(name).and_then(|template| template.render(values.into()));
        rendered.map_err(|error| {
            let error = innermost(&error);
            let name = error.name().unwrap_or(name);
            if let Some(finding) = self.broken.get(name) {
                return Box::new(finding.clone());
            }
            let id = match self.own.get(name) {
                Some(id) => *id,
                None => {
                    let text = EMBEDDED.get_file(name).and_then(|file| file.contents_utf8()).unwrap_or_default();
                    sources.add(Source::new(format!("vp:{name}"), text))
                }
            };
            Box::new(finding(error, sources.start(id), sources))
        })
    }
}

fn embedded_files<'d>(folder: &'d Dir<'d>) -> Vec<&'d include_dir::File<'d>> {
    let mut files: Vec<_> = folder.files().collect();
    for folder in folder.dirs() {
        files.extend(embedded_files(folder));
    }
    files
}

fn read_words(text: &str, words: &mut BTreeMap<String, String>) {
    let sources = Sources::default();
    let id = sources.add(Source::new(LABELS, text));
    let mut sink = Sink::default();
    collect_words(&yaml::read(text, id, &mut sink), words);
    debug_assert!(sink.iter().next().is_none(), "the embedded ord.yaml is without fault");
}

fn collect_words(tree: &yaml::Tree, words: &mut BTreeMap<String, String>) {
    let Some(yaml::Node { kind: Kind::Map(entries), .. }) = &tree.root else { return };
    for entry in entries {
        if let Kind::Scalar { text, .. } = &entry.value.kind {
            words.insert(entry.key_text().to_owned(), text.trim().to_owned());
        }
    }
}

/// The error in the template that a template includes says more than the one around it.
fn innermost(error: &Error) -> &Error {
    let mut found = error;
    let mut next: Option<&(dyn std::error::Error + 'static)> = std::error::Error::source(error);
    while let Some(inner) = next {
        if let Some(inner) = inner.downcast_ref::<Error>().filter(|inner| inner.line().is_some()) {
            found = inner;
        }
        next = inner.source();
    }
    found
}

fn finding(error: &Error, start: Span, sources: &Sources) -> Diagnostic {
    let source = sources.get(start.source);
    let span = match (error.range(), error.line()) {
        (Some(range), _) if range.end <= source.text.len() && !range.is_empty() => {
            let range = whole_signs(&source.text, range);
            start.at(range.start, range.end)
        }
        (_, Some(line)) => {
            let line = source.line_range(line.saturating_sub(1));
            let words = &source.text[line.clone()];
            start.at(line.start + (words.len() - words.trim_start().len()), line.end)
        }
        _ => start,
    };
    let detail = error.detail().unwrap_or("").to_owned();
    let (message, help) = match error.kind() {
        ErrorKind::UndefinedError => (
            both!("mallen använder ett värde som inte finns", "the template uses a value that does not exist"),
            both!(
                "docs/mallar.md visar vad en mall får; skriv {{% if namn is defined %}} om det kan saknas",
                "docs/templates.md shows what a template gets; write {{% if name is defined %}} if it may be missing",
            ),
        ),
        ErrorKind::OutOfFuel => (
            both!("mallen tar för många steg", "the template takes too many steps"),
            both!("se över slingorna här", "look over the loops here"),
        ),
        ErrorKind::TemplateNotFound => (
            both!("mallen som hämtas här finns inte", "the template included here does not exist"),
            both!("skriv namnet som det står i mallmappen", "write the name as it stands in the template folder"),
        ),
        _ => (
            both!("mallen går inte att använda: {detail}", "the template cannot be used: {detail}"),
            both!(
                "rätta raden, eller ta bort filen så gäller den inbyggda mallen",
                "mend the line, or remove the file and the built-in template applies"
            ),
        ),
    };
    Diagnostic::new(&rules::TEMPLATE_ERROR, span, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_printed_word_is_in_the_embedded_list() {
        let templates = Templates::load(None, &Sources::default(), &mut Sink::default());
        let missing: Vec<_> = Labels::KEYS.iter().filter(|key| !templates.words.contains_key(**key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
