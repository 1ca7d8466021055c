//! The templates: embedded in the program, and shadowed by name by files in the workspace's template folder.

mod bounded;
pub mod filters;
pub mod html;
mod look;
mod markdown;
pub mod markup;
mod meant;
pub mod own;
pub mod pdf;
pub mod rows;
pub mod word;
mod words;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

use self::bounded::budget;
pub(crate) use self::bounded::budget::Page;
use self::bounded::{Refused, Rewritten};
use self::pdf::PdfTemplates;
use self::word::WordTemplate;
use crate::diagnostic::{Bilingual, Diagnostic, Severity, Sink};
use crate::lint::rules::reading::template_error;
use crate::model::Settings;
use crate::msg;
use crate::plan_format::fields::rules::linked_outside;
use crate::print::view::{Labels, drop_year};
use crate::read::load::Loaded;
use crate::read::workspace::door::{Door, Purpose};
use crate::read::workspace::{self, TemplateFile, WORDS_FILE};
use crate::source::{Source, SourceId, Sources, Span, whole_characters};
use crate::syntax::yaml;
use crate::syntax::yaml::rules::UNREADABLE_FILE;
pub use markdown::write as write_markdown_words;

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Templates that there were once, and that pages are no longer written through.
const RETIRED: [&str; 2] = ["html/body.html.j2", "markdown/body.md.j2"];

/// The blocks that a workspace can write a template for.
pub(crate) const BLOCKS: [&str; 5] = ["heading", "line", "assessment", "table", "see"];

/// Stands in for a template that cannot be read: whatever uses it fails.
const BROKEN: &str = "{{ this_template_cannot_be_read }}";

/// The templates of a workspace, ready to render.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    /// The workspace's own templates: their files, and what of them was compiled.
    own: BTreeMap<String, (SourceId, Rewritten)>,
    /// What is wrong with those that cannot be read.
    broken: BTreeMap<String, Diagnostic>,
    /// Why no page can be printed with these templates, where that is so: the words cannot be read, or the folder.
    stop: Option<Diagnostic>,
    /// The workspace's own template of Word documents, or why it cannot be used.
    pub word: Option<Result<WordTemplate, Box<Diagnostic>>>,
    /// What PDFs are set with.
    pub pdf: PdfTemplates,
    /// The printed words.
    pub labels: Labels,
    /// All words of ord.yaml by key.
    pub words: BTreeMap<String, String>,
    /// The same words, for templates.
    pub word_values: Value,
}

impl Templates {
    /// The embedded templates with the words of a model, and before them those of `folder`. A template that cannot be
    /// read is reported, and no page that uses it is rendered.
    pub fn load(
        settings: &Settings,
        folder: Option<(&Path, &str, &Door)>,
        sources: &Sources,
        sink: &mut Sink,
    ) -> Templates {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|name| match name {
            name if name.ends_with(".html.j2") => AutoEscape::Html,
            name if name.ends_with(".md.j2") => AutoEscape::Custom("markdown".into()),
            _ => AutoEscape::None,
        });
        environment.set_formatter(|out, state, value| {
            budget::take_printed(value)?;
            markdown::format(out, state, value)
        });
        environment.set_fuel(Some(budget::STEPS_OF_TEMPLATE));
        environment.set_recursion_limit(budget::MOST_CALLS);
        // Ranges of errors are kept only in debug mode; what they hold is never printed as it is.
        environment.set_debug(true);
        // Every template, and so every page, ends its last line.
        let mut syntax = SyntaxConfig::builder();
        let syntax = syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
        environment.set_syntax(syntax.expect("the usual delimiters are a valid syntax"));
        budget::add(&mut environment);
        filters::add(&mut environment);
        rows::add(&mut environment);
        look::add(&mut environment, &settings.look, None);
        let words = words::of(settings, sink);
        for file in embedded_files(&EMBEDDED) {
            let name = file.path().to_string_lossy().replace('\\', "/");
            let text = file.contents_utf8().unwrap_or_default();
            if !words::holds_words(&name) && !workspace::is_typesetting(&name) {
                let added = environment.add_template_owned(name.clone(), text.to_owned());
                debug_assert!(added.is_ok(), "the embedded template {name} compiles: {added:?}");
            }
        }
        let mut templates = Templates {
            environment,
            own: BTreeMap::new(),
            broken: BTreeMap::new(),
            stop: None,
            word: None,
            pdf: PdfTemplates::new(&settings.look),
            labels: Labels::new(BTreeMap::new()),
            words,
            word_values: Value::UNDEFINED,
        };
        if let Some((folder, shown, door)) = folder {
            templates.add_own((folder, shown, door), sources, sink);
        }
        templates.labels = Labels::new(templates.words.clone());
        templates.words.values_mut().for_each(drop_year);
        templates.word_values =
            Value::from_pairs(templates.words.iter().map(|(key, word)| (key.clone(), word.clone())));
        templates
    }

    /// Gives the pages the mark of a workspace, which is in each of them.
    pub fn show_logo(&mut self, loaded: &Loaded) {
        if loaded.resolved.settings.look.logo_file.is_some() {
            look::add(&mut self.environment, &loaded.resolved.settings.look, Some(loaded.door.files()));
        }
    }

    /// Whether the workspace has a template of this name.
    pub fn has_own(&self, name: &str) -> bool {
        self.own.contains_key(name) || self.broken.contains_key(name)
    }

    /// Whether the workspace has a template in the folder of a format: then a page may ask for all that there is.
    pub fn has_own_in(&self, format: &str) -> bool {
        let is_in = |name: &String| name.strip_prefix(format).is_some_and(|rest| rest.starts_with('/'));
        self.own.keys().chain(self.broken.keys()).any(is_in)
    }

    /// What is wrong with a template that no page of a format is written through any longer, where the workspace has one:
    /// the pages would lack what it should write.
    pub fn retired(&self, format: &str) -> Option<&Diagnostic> {
        let mut of_format = RETIRED.iter().filter(|name| name.split('/').next() == Some(format));
        of_format.find_map(|name| self.broken.get(*name))
    }

    /// The words of an unticked and of a ticked box.
    pub fn ticks(&self) -> [&str; 2] {
        ["inte_klart", "klart"].map(|key| self.words.get(key).map_or("", String::as_str))
    }

    /// Why nothing can be printed with these templates, where that is so.
    pub fn stop(&self) -> Option<&Diagnostic> {
        self.stop.as_ref()
    }

    fn add_own(&mut self, (folder, shown, door): (&Path, &str, &Door), sources: &Sources, sink: &mut Sink) {
        let files = match workspace::template_files(folder, door) {
            Ok(files) => files,
            Err((path, error)) => {
                let below = path.strip_prefix(folder).map(workspace::show).unwrap_or_default();
                let shown =
                    if below.is_empty() || below == "." { shown.to_owned() } else { format!("{shown}/{below}") };
                let Bilingual { sv, en } = workspace::reason(&error);
                let finding = unreadable_folder(
                    sources,
                    &shown,
                    msg!("{shown} går inte att läsa: {sv}", "{shown} cannot be read: {en}"),
                );
                return self.stop_by(finding, sink);
            }
        };
        self.report_misnamed(&files, shown, door, sources, sink);
        self.word = word::own::of(&files, shown, door, sources, sink);
        self.pdf.add_own(&files, shown, door, sources, sink);
        let is_text = |file: &TemplateFile| {
            let name = file.name.as_str();
            !file.is_other && !word::FILES.contains(&name) && !workspace::is_typesetting(name)
        };
        for TemplateFile { path, name, is_outside, .. } in files.into_iter().filter(is_text) {
            let shown = if name.is_empty() { shown.to_owned() } else { format!("{shown}/{name}") };
            let (id, problem) = match is_outside {
                true => {
                    let id = sources.add(Source::new(shown.as_str(), ""));
                    (id, Some(linked_outside(sources.start(id), &shown)))
                }
                false => workspace::read(door.files(), &path, &shown, sources),
            };
            if let Some(problem) = problem {
                if name == WORDS_FILE || !Purpose::Template.takes(&path) {
                    self.stop_by(problem, sink);
                } else {
                    self.add_broken(name, problem, sink);
                }
                continue;
            }
            let text = &sources.get(id).text;
            // The same words as the embedded ones: the project's own folder, or an untouched copy.
            let same = EMBEDDED.get_file(&name).and_then(|file| file.contents_utf8()) == Some(text);
            if same {
                continue;
            }
            if name == WORDS_FILE {
                let mut found = Sink::default();
                let tree = yaml::read(text, id, &mut found);
                words::look_at(&tree, id, &self.words, &mut found);
                words::collect(&tree, id, &mut self.words, &mut found);
                let first = found.iter().find(|finding| finding.level == Severity::Error).cloned();
                self.stop = self.stop.take().or(first);
                sink.append(found);
            } else if RETIRED.contains(&name.as_str()) {
                let finding = retired(&name, sources.start(id));
                sink.push(finding.clone());
                self.broken.insert(name, finding);
            } else {
                let prepared = match bounded::prepared(text, self.environment.syntax()) {
                    Ok(prepared) => prepared,
                    Err(refused) => {
                        self.add_broken(name, too_much(refused, sources.start(id)), sink);
                        continue;
                    }
                };
                match self.environment.add_template_owned(name.clone(), prepared.text.clone()) {
                    Ok(()) => {
                        self.own.insert(name, (id, prepared));
                    }
                    Err(error) => {
                        let finding = finding(&error, sources.start(id), &prepared, sources);
                        self.add_broken(name, finding, sink);
                    }
                }
            }
        }
    }

    /// Reports the files that were meant as templates, and are called otherwise.
    fn report_misnamed(&self, files: &[TemplateFile], shown: &str, door: &Door, sources: &Sources, sink: &mut Sink) {
        let texts = OnceCell::new();
        let names = |name: &str| {
            let read = || -> Vec<String> {
                let taken = files.iter().filter(|file| !file.is_other && !file.is_outside);
                let bytes = taken.filter_map(|file| door.files().read(&file.path).ok());
                bytes.filter_map(|bytes| String::from_utf8(bytes).ok()).collect()
            };
            texts.get_or_init(read).iter().any(|text: &String| text.contains(name))
        };
        for file in files.iter().filter(|file| !file.is_outside) {
            if let Some(meant) = meant::name(&file.name, names) {
                let id = sources.add(Source::new(format!("{shown}/{}", file.name), ""));
                sink.push(meant::finding(sources.start(id), &file.name, &meant));
            }
        }
    }

    /// Nothing is printed, as this cannot be read.
    fn stop_by(&mut self, finding: Diagnostic, sink: &mut Sink) {
        sink.push(finding.clone());
        self.stop.get_or_insert(finding);
    }

    /// A template that cannot be used: what uses it is not printed.
    fn add_broken(&mut self, name: String, finding: Diagnostic, sink: &mut Sink) {
        sink.push(finding.clone());
        let added = self.environment.add_template_owned(name.clone(), BROKEN);
        debug_assert!(added.is_ok(), "the stand-in compiles");
        self.broken.insert(name, finding);
    }

    /// Renders a template. An error in it is a finding at its place in the file; one in an embedded template, which
    /// only a fault of the program can cause, is shown with that template's text.
    pub fn render(&self, name: &str, values: impl Into<Value>, sources: &Sources) -> Result<String, Box<Diagnostic>> {
        let written = self.render_into(Vec::new(), name, values, sources)?;
        // The engine writes nothing but strings.
        Ok(String::from_utf8(written).unwrap_or_default())
    }

    /// As [`Templates::render`], into memory that may have been set aside for it.
    pub fn render_into(
        &self,
        mut out: Vec<u8>,
        name: &str,
        values: impl Into<Value>,
        sources: &Sources,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        if let Some(finding) = &self.stop {
            return Err(Box::new(finding.clone()));
        }
        let page = Page::begin();
        let rendered = self.rendered(name, values.into(), &mut out);
        drop(page);
        rendered.map(|()| out).map_err(|error| {
            let error = innermost(&error);
            let name = error.name().unwrap_or(name);
            if let Some(finding) = self.broken.get(name) {
                return Box::new(finding.clone());
            }
            let (id, prepared) = match self.own.get(name) {
                Some((id, prepared)) => (*id, prepared),
                None => {
                    let text = EMBEDDED.get_file(name).and_then(|file| file.contents_utf8()).unwrap_or_default();
                    (sources.add(Source::new(format!("vp:{name}"), text)), &Rewritten::default())
                }
            };
            Box::new(finding(error, sources.start(id), prepared, sources))
        })
    }

    fn rendered(&self, name: &str, values: Value, out: &mut Vec<u8>) -> Result<(), Error> {
        let template = self.environment.get_template(name)?;
        let captured = template.render_captured_to(values, out)?;
        let taken = captured.state().fuel_levels().map_or(0, |(taken, _)| taken);
        // The engine counts the steps of each template anew, but a page has those of many.
        if taken > Page::steps() {
            return Err(Error::from(ErrorKind::OutOfFuel));
        }
        Page::take_steps(taken);
        Ok(())
    }
}

fn embedded_files<'d>(folder: &'d Dir<'d>) -> Vec<&'d include_dir::File<'d>> {
    let mut files: Vec<_> = folder.files().collect();
    for folder in folder.dirs() {
        files.extend(embedded_files(folder));
    }
    files
}

fn unreadable_folder(sources: &Sources, shown: &str, message: Bilingual) -> Diagnostic {
    let id = sources.add(Source::new(shown, ""));
    Diagnostic::new(&UNREADABLE_FILE, sources.start(id), message).help(msg!(
        "se efter att mappen finns och att du får läsa den",
        "see that the folder exists and that you may read it",
    ))
}

fn retired(name: &str, start: Span) -> Diagnostic {
    let (format, extension) = name.split_once("/body.").unwrap_or((name, ""));
    Diagnostic::new(
        &template_error::RULE,
        start,
        msg!("mallen {name} finns inte längre", "the template {name} no longer exists"),
    )
    .help(msg!(
        "skriv en mall för det slags block som ska se annorlunda ut, till exempel {format}/table.{extension}, och ta bort filen; docs/mallar.md visar hur",
        "write a template for the kind of block that is to look different, such as {format}/table.{extension}, and remove the file; docs/templates.md shows how",
    ))
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

/// A template that is too long or too deep to be compiled.
fn too_much(refused: Refused, start: Span) -> Diagnostic {
    let Refused { place, message, help } = refused;
    Diagnostic::new(&template_error::RULE, start.at(place.start, place.end), message).help(help)
}

fn finding(error: &Error, start: Span, prepared: &Rewritten, sources: &Sources) -> Diagnostic {
    let source = sources.get(start.source);
    let span = match (error.range().map(|range| prepared.place(range)), error.line()) {
        (Some(range), _) if range.end <= source.text.len() && !range.is_empty() => {
            let range = whole_characters(&source.text, range);
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
    let asks_for_blocks = source.text.get(span.start as usize..span.end as usize) == Some("blocks");
    let (message, help) = match error.kind() {
        ErrorKind::UndefinedError if asks_for_blocks => (
            msg!("en sida har inga blocks längre", "a page has no blocks any longer"),
            msg!(
                "skriv {{{{ body }}}}, och en egen mall för det slags block som ska se annorlunda ut; docs/mallar.md visar hur",
                "write {{{{ body }}}}, and a template of your own for the kind of block that is to look different; docs/templates.md shows how",
            ),
        ),
        ErrorKind::UndefinedError => (
            msg!("mallen använder ett värde som inte finns", "the template uses a value that does not exist"),
            msg!(
                "docs/mallar.md visar vad en mall får; skriv {{% if namn is defined %}} om det kan saknas",
                "docs/templates.md shows what a template gets; write {{% if name is defined %}} if it may be missing",
            ),
        ),
        ErrorKind::OutOfFuel => (
            msg!("mallen tar för många steg", "the template takes too many steps"),
            msg!("se över slingorna här", "look over the loops here"),
        ),
        ErrorKind::InvalidOperation if detail == budget::TOO_MUCH || detail == budget::REPEATED => (
            msg!("mallen gör för mycket text", "the template makes too much text"),
            msg!(
                "en sida får högst 512 MB: se över vad som läggs ihop eller upprepas här",
                "a page may have 512 MB at most: look over what is joined or repeated here",
            ),
        ),
        ErrorKind::InvalidOperation if detail == budget::TOO_DEEP => (
            msg!("listor ligger för djupt i varandra här", "lists lie too deep in each other here"),
            msg!("lägg dem bredvid varandra", "put them beside each other"),
        ),
        ErrorKind::TemplateNotFound => (
            msg!("mallen som hämtas här finns inte", "the template included here does not exist"),
            msg!("skriv namnet som det står i mallmappen", "write the name as it is in the template folder"),
        ),
        _ => (
            msg!("mallen går inte att använda: {detail}", "the template cannot be used: {detail}"),
            msg!(
                "rätta raden, eller ta bort filen så gäller den inbyggda mallen",
                "fix the line, or remove the file and the built-in template applies"
            ),
        ),
    };
    Diagnostic::new(&template_error::RULE, span, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan_format::parts::settings::built_in;

    #[test]
    fn every_printed_word_is_in_the_embedded_list() {
        let templates = Templates::load(&built_in(), None, &Sources::default(), &mut Sink::default());
        let missing: Vec<_> = Labels::KEYS.iter().filter(|key| !templates.words.contains_key(**key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
