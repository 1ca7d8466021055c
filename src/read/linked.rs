//! The files that texts link to: where each is, and what is said of links that lead nowhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::{Bilingual, Diagnostic, Sink};
use crate::model::Document;
use crate::msg;
use crate::plan_format::fields::{NamedFile, rules};
use crate::read::files::{Files, Unopened};
use crate::read::workspace;
use crate::read::workspace::SETTINGS_FILE;
use crate::read::workspace::door::{self, Purpose};
use crate::source::{SourceId, Sources, Span};
use crate::syntax::prose::{self, RelativeLink};

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkedFile {
    /// A file that is laid beside the page.
    Beside(PathBuf),
    /// A document, whose page the link leads to.
    Document(PathBuf),
}

/// Where the files are that texts link to, by the text that links and the path as it is written.
#[derive(Clone, Debug, Default)]
pub struct LinkedFiles(BTreeMap<(SourceId, String), LinkedFile>);

impl LinkedFiles {
    /// What a link of a text leads to; `None` where there is nothing, and where a link is printed as it is written.
    pub fn get(&self, text: SourceId, path: &str) -> Option<&LinkedFile> {
        self.0.get(&(text, path.to_owned()))
    }

    /// Takes over all files of another.
    pub fn append(&mut self, mut other: LinkedFiles) {
        self.0.append(&mut other.0);
    }
}

/// Finds the files that a document's texts link to. `resolve` gives the file of a path in a text.
pub fn find(
    document: &Document,
    files: &Files,
    sources: &Sources,
    resolve: impl Fn(SourceId, &str, Purpose) -> Result<PathBuf, NamedFile>,
    sink: &mut Sink,
) -> LinkedFiles {
    let mut found = LinkedFiles::default();
    for prose in document.prose() {
        let raw = prose.raw(sources);
        if !may_link_to_files(&raw) {
            continue;
        }
        let text = prose.text(sources);
        let parsed = prose::parse(&text.text);
        for (at, (event, range)) in parsed.events.iter().enumerate() {
            let Event::Start(Tag::Link { link_type, dest_url, .. }) = event else { continue };
            let span = || text.span(range.clone());
            if dest_url.is_empty() {
                sink.push(empty(span(), matches!(parsed.events.get(at + 1), Some((Event::End(_), _)))));
                continue;
            }
            let Some(link) = RelativeLink::of(*link_type, dest_url) else { continue };
            match look_up(files, &link.path, |purpose| resolve(prose.source(), &link.path, purpose)) {
                Ok(Some(file)) => drop(found.0.insert((prose.source(), link.path), file)),
                Ok(None) => {}
                Err(why) => sink.push(dead(span(), &link.path, &why)),
            }
        }
    }
    found
}

/// Whether a text may have links that do not lead to web pages: it has `](` with something else after it, or defines the
/// label of a link.
fn may_link_to_files(raw: &str) -> bool {
    memchr::memchr_iter(b']', raw.as_bytes()).any(|at| match raw[at + 1..].strip_prefix('(') {
        Some(address) => !address.starts_with("https://") && !address.starts_with("http://"),
        None => raw[at + 1..].starts_with(':'),
    })
}

/// Why a link leads nowhere.
enum Dead {
    Named(NamedFile),
    Unopened(Unopened),
}

/// What a path leads to; nothing where it is that of a page.
fn look_up(
    files: &Files,
    path: &str,
    resolve: impl Fn(Purpose) -> Result<PathBuf, NamedFile>,
) -> Result<Option<LinkedFile>, Dead> {
    if Purpose::Yaml.takes(Path::new(path)) {
        let file = resolve(Purpose::Yaml).map_err(Dead::Named)?;
        let is_settings = file.file_name().is_some_and(|name| name == SETTINGS_FILE);
        return match !is_settings && door::is_document(files, &file) {
            true => Ok(Some(LinkedFile::Document(file))),
            false => Err(Dead::Named(NamedFile::OtherKind)),
        };
    }
    match resolve(Purpose::Linked) {
        Ok(file) => match files.look_at(&file) {
            Ok(()) => Ok(Some(LinkedFile::Beside(file))),
            Err(why) => Err(Dead::Unopened(why)),
        },
        // A text may link to a page as it will be called.
        Err(NamedFile::Missing(None)) if is_page(path) => Ok(None),
        Err(why) => Err(Dead::Named(why)),
    }
}

/// Whether a path is that of a page, as pages are called.
fn is_page(path: &str) -> bool {
    ["html", "htm", "md"].iter().any(|extension| path.to_ascii_lowercase().ends_with(&format!(".{extension}")))
}

/// The finding for a link without an address.
fn empty(span: Span, is_wordless: bool) -> Diagnostic {
    let message = match is_wordless {
        true => msg!("länken har varken ord eller adress", "the link has neither words nor an address"),
        false => msg!("länken har ingen adress", "the link has no address"),
    };
    Diagnostic::new(&rules::DEAD_LINK, span, message).help(msg!(
        "skriv länken som [text](adress), eller ta bort den",
        "write the link as [text](address), or remove it"
    ))
}

fn dead(span: Span, path: &str, why: &Dead) -> Diagnostic {
    let (message, help) = match why {
        Dead::Named(NamedFile::Missing(near)) => return missing(span, path, near.as_deref()),
        Dead::Named(NamedFile::Outside) => (
            msg!(
                "länken leder till {path}, som ligger utanför arbetsytan",
                "the link leads to {path}, which lies outside the workspace"
            ),
            msg!(
                "lägg filen i arbetsytans mapp, eller länka till en webbsida",
                "put the file in the workspace's folder, or link to a page of the web"
            ),
        ),
        Dead::Named(NamedFile::Hidden) => (
            msg!("länken leder till {path}, som är dold", "the link leads to {path}, which is hidden"),
            msg!(
                "länka till en fil vars sökväg inte har någon del som börjar med punkt",
                "link to a file whose path has no part that begins with a dot"
            ),
        ),
        Dead::Named(_) => {
            let kinds = Purpose::Linked.extensions().join(", ");
            (
                msg!("{path} läggs inte bredvid sidan", "{path} is not laid beside the page"),
                msg!(
                    "länka till en fil av något av slagen {kinds}, eller till en annan plan",
                    "link to a file of one of the kinds {kinds}, or to another plan"
                ),
            )
        }
        Dead::Unopened(error) => {
            let Bilingual { sv, en } = workspace::why_unopened(error);
            (
                msg!("{path} läggs inte bredvid sidan: {sv}", "{path} is not laid beside the page: {en}"),
                msg!(
                    "länka till en fil som kan läsas och är högst 8 MiB",
                    "link to a file that can be read and is of 8 MiB at most"
                ),
            )
        }
    };
    Diagnostic::new(&rules::DEAD_LINK, span, message).help(help)
}

/// The finding for a link to a file that is not there, which may be an address that lacks its beginning.
fn missing(span: Span, path: &str, near: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(
        &rules::DEAD_LINK,
        span,
        msg!(
            "länken leder till filen {path}, som inte finns",
            "the link leads to the file {path}, which does not exist"
        ),
    );
    let host = path.split('/').next().unwrap_or(path);
    finding.help(match () {
        () if host.contains('@') => {
            msg!("en e-postadress skrivs mailto:{path}", "an e-mail address is written mailto:{path}")
        }
        () if host.starts_with("www.")
            || [".se", ".nu", ".com", ".org", ".eu"].iter().any(|end| host.ends_with(end)) =>
        {
            msg!("en webbadress skrivs https://{path}", "the address of a web page is written https://{path}")
        }
        () => match near {
            Some(near) => msg!("menas {near}, skriv det", "if {near} is meant, write that"),
            None => rules::path_from_here(),
        },
    })
}
