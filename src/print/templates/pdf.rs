//! What PDFs are set with: the embedded templates, and before them those of the workspace, in `pdf` in its template folder,
//! with its fonts and pictures.

use std::collections::BTreeMap;

use crate::diagnostic::{Bilingual, Diagnostic, Sink};
use crate::lint::rules::reading::template_error;
use crate::model::Look;
use crate::msg;
use crate::plan_format::fields::rules::linked_outside;
use crate::read::workspace::door::Door;
use crate::read::workspace::{self, TYPESETTING, TemplateFile, why_unopened};
use crate::source::{Source, SourceId, Sources, Span};

#[cfg(feature = "pdf")]
pub use self::set::{finding, missing_character};

/// The extensions of fonts.
const FONTS: [&str; 3] = ["ttf", "otf", "ttc"];

/// The templates of PDFs.
#[derive(Debug, Default)]
pub struct PdfTemplates {
    /// The workspace's own templates, by name within the folder.
    own: BTreeMap<String, SourceId>,
    /// Its pictures.
    pictures: Vec<(String, Vec<u8>)>,
    /// Its fonts, each with a place to speak of it.
    fonts: Vec<(Span, Vec<u8>)>,
    /// Why no PDF can be set with these templates, where that is so.
    broken: Option<Diagnostic>,
    /// The municipality's identity.
    pub look: Look,
    #[cfg(feature = "pdf")]
    loaded: std::sync::OnceLock<std::sync::Arc<vp_pdf::Fonts>>,
}

impl PdfTemplates {
    /// The embedded templates, for a municipality's look.
    pub(super) fn new(look: &Look) -> PdfTemplates {
        PdfTemplates { look: look.clone(), ..PdfTemplates::default() }
    }

    /// Adds what the workspace has of its own.
    pub(super) fn add_own(
        &mut self,
        files: &[TemplateFile],
        shown: &str,
        door: &Door,
        sources: &Sources,
        sink: &mut Sink,
    ) {
        for file in files.iter().filter(|file| workspace::is_typesetting(&file.name) && !file.is_other) {
            if let Err(finding) = self.add(file, &format!("{shown}/{}", file.name), door, sources) {
                sink.push((*finding).clone());
                self.broken.get_or_insert(*finding);
            }
        }
        #[cfg(feature = "pdf")]
        self.look_over(sources, sink);
    }

    fn add(&mut self, file: &TemplateFile, shown: &str, door: &Door, sources: &Sources) -> Result<(), Box<Diagnostic>> {
        let name = file.name.trim_start_matches(TYPESETTING).trim_start_matches('/').to_owned();
        let start = || {
            let id = sources.add(Source::new(shown, ""));
            sources.start(id)
        };
        if file.is_outside {
            return Err(Box::new(linked_outside(start(), shown)));
        }
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
        if extension == "typ" {
            let (id, problem) = workspace::read(door.files(), &file.path, shown, sources);
            let is_same = embedded(&name) == Some(sources.get(id).text.as_str());
            return match problem {
                Some(problem) => Err(Box::new(problem)),
                None if is_same => Ok(()),
                None => {
                    self.own.insert(name, id);
                    Ok(())
                }
            };
        }
        let bytes = door.files().read(&file.path).map_err(|error| {
            let Bilingual { sv, en } = why_unopened(&error);
            let message = msg!("{shown} går inte att läsa: {sv}", "{shown} cannot be read: {en}");
            let help =
                msg!("ta bort den, eller lägg dit en som går att läsa", "remove it, or lay one there that can be read");
            Box::new(Diagnostic::new(&template_error::RULE, start(), message).help(help))
        })?;
        match FONTS.contains(&extension.as_str()) {
            true => self.fonts.push((start(), bytes)),
            false => self.pictures.push((name, bytes)),
        }
        Ok(())
    }
}

/// The text of an embedded template.
fn embedded(name: &str) -> Option<&'static str> {
    super::EMBEDDED.get_file(format!("{TYPESETTING}/{name}"))?.contents_utf8()
}

/// What only a program that sets PDFs can tell of its templates.
#[cfg(feature = "pdf")]
mod set {
    use std::sync::Arc;
    use std::time::Duration;

    use vp_pdf::{Fonts, Patience, Place};

    use super::{
        Bilingual, Diagnostic, PdfTemplates, Sink, Source, Sources, Span, TYPESETTING, embedded, msg, template_error,
    };
    use crate::diagnostic::Severity;
    use crate::print::templates::{EMBEDDED, embedded_files};
    use crate::source::whole_characters;

    /// How long a document may take that the workspace's templates set: a hundred pages take seconds.
    const LONGEST: Duration = Duration::from_secs(120);

    /// How many bytes it may take of memory: a hundred pages take a tenth of that.
    const MOST_MEMORY: u64 = 3 * 1024 * 1024 * 1024;

    impl PdfTemplates {
        /// Why no PDF can be set, where that is so.
        pub fn broken(&self) -> Option<&Diagnostic> {
            self.broken.as_ref()
        }

        /// The fonts, those of the workspace first.
        pub fn fonts(&self) -> Arc<Fonts> {
            let load = || {
                let own: Vec<Vec<u8>> = self.fonts.iter().map(|(_, bytes)| bytes.clone()).collect();
                Arc::new(Fonts::new(&own).0)
            };
            Arc::clone(self.loaded.get_or_init(load))
        }

        /// What a document may take, where the workspace has templates of its own.
        pub fn patience(&self) -> Option<Patience> {
            (!self.own.is_empty()).then_some(Patience { time: LONGEST, memory: MOST_MEMORY })
        }

        /// All files that a document is set with, by name.
        pub fn files(&self, sources: &Sources) -> Vec<(String, Vec<u8>)> {
            let built_in = embedded_files(&EMBEDDED).into_iter().filter_map(|file| {
                let name = file.path().to_string_lossy().replace('\\', "/");
                let name = name.strip_prefix(TYPESETTING)?.strip_prefix('/')?.to_owned();
                (!self.own.contains_key(&name)).then(|| (name, file.contents().to_vec()))
            });
            let own = self.own.iter().map(|(name, id)| (name.clone(), sources.get(*id).text.clone().into_bytes()));
            built_in.chain(own).chain(self.pictures.iter().cloned()).collect()
        }

        /// The place in a template of the workspace; none where the file is none of them.
        pub fn own_place(&self, place: &Place, sources: &Sources) -> Option<Span> {
            let id = *self.own.get(&place.file)?;
            let source = sources.get(id);
            let range = place.range.start.min(source.text.len())..place.range.end.min(source.text.len());
            let range = whole_characters(&source.text, range);
            Some(sources.whole(id).at(range.start, range.end))
        }

        /// The begin of the template that documents begin with, where the workspace has it, else of another of its own.
        pub fn first_own(&self, sources: &Sources) -> Option<Span> {
            let id = self.own.get("document.typ").or_else(|| self.own.values().next())?;
            Some(sources.start(*id))
        }

        /// The place in an embedded template, which is shown with its text.
        pub fn built_in(&self, place: &Place, sources: &Sources) -> Option<Span> {
            let text = embedded(&place.file)?;
            let id = sources.add(Source::new(format!("vp:{TYPESETTING}/{}", place.file), text));
            Some(sources.start(id).at(place.range.start.min(text.len()), place.range.end.min(text.len())))
        }

        /// Reports slips in the workspace's templates, and files that are no fonts.
        pub(super) fn look_over(&mut self, sources: &Sources, sink: &mut Sink) {
            for (name, id) in &self.own {
                let Some(slip) = vp_pdf::slips(&sources.get(*id).text).into_iter().next() else { continue };
                let place = slip.place.as_ref().map(|place| Place { file: name.clone(), range: place.range.clone() });
                let span = place.and_then(|place| self.own_place(&place, sources));
                let found = finding(span.unwrap_or_else(|| sources.start(*id)), &slip.message, &slip.hints);
                sink.push(found.clone());
                self.broken.get_or_insert(found);
            }
            if self.fonts.is_empty() {
                return;
            }
            let own: Vec<Vec<u8>> = self.fonts.iter().map(|(_, bytes)| bytes.clone()).collect();
            let (fonts, unread) = Fonts::new(&own);
            for (number, _) in unread {
                let message =
                    msg!("filen är inget typsnitt som går att använda", "the file is no font that can be used");
                let help = msg!("lägg dit typsnittet som ttf eller otf", "lay the font there as ttf or otf");
                let found = Diagnostic::new(&template_error::RULE, self.fonts[number].0, message);
                sink.push(found.lower(Severity::Warning).help(help));
            }
            // They are needed for each document.
            let _ = self.loaded.set(Arc::new(fonts));
        }
    }

    /// The finding for a template that cannot be used. What the typesetter says is English in both languages.
    pub fn finding(span: Span, said: &str, hints: &[String]) -> Diagnostic {
        let hint = hints.first().map_or_else(String::new, |hint| format!(" ({hint})"));
        let message = msg!("mallen går inte att använda: {said}{hint}", "the template cannot be used: {said}{hint}");
        let help: Bilingual = msg!(
            "rätta raden, eller ta bort filen så gäller den inbyggda mallen",
            "fix the line, or remove the file and the built-in template applies",
        );
        Diagnostic::new(&template_error::RULE, span, message).help(help)
    }

    /// The finding for a character that no font has, in the place of which `sign` is printed.
    pub fn missing_character(span: Span, character: char, sign: &str) -> Diagnostic {
        let number = format!("U+{:04X}", u32::from(character));
        let message = msg!(
            "typsnitten i PDF har inte tecknet {character} ({number}): där trycks {sign} i stället",
            "the fonts of the PDF do not have the character {character} ({number}): {sign} is printed there instead",
        );
        let help = msg!(
            "skriv med ord, eller lägg ett typsnitt som har tecknet (ttf eller otf) i mappen pdf bland mallarna",
            "write it in words, or lay a font that has it (ttf or otf) in the folder pdf among the templates",
        );
        Diagnostic::new(&template_error::RULE, span, message).lower(Severity::Warning).help(help)
    }
}
