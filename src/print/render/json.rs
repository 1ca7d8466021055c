//! JSON: the document as data, for programs. All that is printed is in it, as a tree and without any markup; docs/data.md
//! tells the shape, and a change that could break a reader raises the version.

mod block;
mod prose;
mod value;

use serde::Serialize;

use self::block::BlockShape;
use self::prose::ProseShape;
use super::beside::Beside;
use super::language;
use super::{Context, Format, Output, path_below};
use crate::diagnostic::Diagnostic;
use crate::model::DocumentKind;
use crate::print::layout::{Anchor, Layout, Text};
use crate::print::templates::Templates;
use crate::print::view::PageKind;

/// The format.
pub static FORMAT: Format = Format { name: "json", short: "js", extension: "json", is_usual: false, write };

/// The version of the shape.
const VERSION: u8 = 1;

/// What the pieces of a document are written with.
struct Writer<'w> {
    templates: &'w Templates,
    pictures: Beside<'w>,
    linked: Beside<'w>,
    /// The extension of the pages that links lead to.
    extension: &'static str,
}

fn write(layout: &Layout, context: &Context) -> Result<Output, Box<Diagnostic>> {
    if let Some(finding) = context.templates.stop() {
        return Err(Box::new(finding.clone()));
    }
    let writer = Writer::new(layout, context, FORMAT.extension);
    let shape = writer.document(layout, context);
    let text = serde_json::to_string_pretty(&shape).expect("texts, numbers and lists can be written as JSON");
    Ok(Output::of_text((text + "\n").into_bytes(), [writer.pictures.files(), writer.linked.files()].concat()))
}

/// A document as data for another format, and the files that lie beside its page.
#[cfg(feature = "pdf")]
pub(super) struct Data<'l> {
    /// The document.
    pub(super) document: serde_json::Value,
    /// Its pictures, by the names that the document has for them.
    pub(super) pictures: Vec<(std::path::PathBuf, String)>,
    /// The files that its texts link to.
    pub(super) linked: Beside<'l>,
}

/// The document as data, its links leading to pages of this extension.
#[cfg(feature = "pdf")]
pub(super) fn data<'l>(layout: &'l Layout, context: &Context<'l>, extension: &'static str) -> Data<'l> {
    let writer = Writer::new(layout, context, extension);
    let document = serde_json::to_value(writer.document(layout, context));
    let document = document.expect("texts, numbers and lists can be written as JSON");
    let Writer { pictures, linked, .. } = writer;
    Data { document, pictures: pictures.files(), linked }
}

#[derive(Serialize)]
struct DocumentShape<'l> {
    version: u8,
    language: String,
    kind: &'static str,
    kind_words: &'l str,
    occasion: Option<&'l str>,
    year: Option<i16>,
    organisation: &'l str,
    title: &'l str,
    #[serde(flatten)]
    anchor: AnchorShape<'l>,
    source: Option<String>,
    words: WordsShape<'l>,
    cover: CoverShape<'l>,
    contents: ContentsShape<'l>,
    appendices: Option<AppendicesShape<'l>>,
    body: Vec<BlockShape<'l>>,
}

/// The id of a place, and one that it had before.
#[derive(Clone, Copy, Serialize)]
struct AnchorShape<'l> {
    anchor: &'l str,
    old_anchor: Option<&'l str>,
}

impl<'l> From<&'l Anchor> for AnchorShape<'l> {
    fn from(anchor: &'l Anchor) -> AnchorShape<'l> {
        AnchorShape { anchor: &anchor.id, old_anchor: anchor.old.as_deref() }
    }
}

/// The printed words that stand beside data.
#[derive(Serialize)]
struct WordsShape<'l> {
    officers: &'l str,
    telephone: &'l str,
    appendix: &'l str,
    reference: &'l str,
    to: &'l str,
    proposal: &'l str,
    contents: &'l str,
    appendices: &'l str,
    see: &'l str,
    analysis: &'l str,
    not_done: &'l str,
    done: &'l str,
}

#[derive(Serialize)]
struct CoverShape<'l> {
    names: Vec<NameShape<'l>>,
    officers: Vec<OfficerShape<'l>>,
    appendix: Option<&'l str>,
    reference: Option<&'l str>,
    date: Option<String>,
    decision: Option<DecisionShape<'l>>,
    to: Option<&'l str>,
    proposal: Option<ProposalShape<'l>>,
    head: Option<&'l str>,
    address: &'l [&'l str],
    telephones: &'l [&'l str],
    emails: &'l [&'l str],
    web: Option<&'l str>,
}

#[derive(Serialize)]
struct NameShape<'l> {
    rank: &'static str,
    name: &'l str,
}

#[derive(Serialize)]
struct OfficerShape<'l> {
    name: &'l str,
    telephone: Option<&'l str>,
    email: Option<&'l str>,
}

#[derive(Serialize)]
struct DecisionShape<'l> {
    text: &'l str,
    body: Option<&'l str>,
    date: Option<String>,
    paragraph: Option<&'l str>,
    draft: bool,
}

#[derive(Serialize)]
struct ProposalShape<'l> {
    #[serde(flatten)]
    anchor: AnchorShape<'l>,
    prose: ProseShape<'l>,
}

#[derive(Serialize)]
struct ContentsShape<'l> {
    #[serde(flatten)]
    anchor: AnchorShape<'l>,
    lines: Vec<ContentsLineShape<'l>>,
}

#[derive(Serialize)]
struct ContentsLineShape<'l> {
    level: u8,
    label: Option<&'l str>,
    number: Option<&'l str>,
    title: &'l str,
    anchor: &'l str,
}

#[derive(Serialize)]
struct AppendicesShape<'l> {
    #[serde(flatten)]
    anchor: AnchorShape<'l>,
    lines: Vec<AppendixShape<'l>>,
}

#[derive(Serialize)]
struct AppendixShape<'l> {
    label: &'l str,
    title: &'l str,
    anchor: Option<&'l str>,
}

impl<'w> Writer<'w> {
    fn new(layout: &'w Layout, context: &Context<'w>, extension: &'static str) -> Writer<'w> {
        let (pictures, linked) = (Beside::pictures(layout, context.stem()), Beside::linked(layout, context.stem()));
        Writer { templates: context.templates, pictures, linked, extension }
    }
}

impl Writer<'_> {
    fn document<'s>(&'s self, layout: &'s Layout, context: &Context) -> DocumentShape<'s> {
        let source = layout.origin.file().map(|source| path_below(context.page, context.sources.path(source)));
        let lines = layout.contents().into_iter().map(|line| ContentsLineShape {
            level: line.level,
            label: line.label,
            number: line.number,
            title: line.title,
            anchor: line.anchor,
        });
        let appendices = layout.appendices_anchor.as_ref().map(|anchor| AppendicesShape {
            anchor: anchor.into(),
            lines: layout
                .appendices
                .iter()
                .map(|line| AppendixShape { label: &line.label, title: &line.title, anchor: line.anchor.as_deref() })
                .collect(),
        });
        DocumentShape {
            version: VERSION,
            language: language::code(self.templates),
            kind: kind(layout.page_kind),
            kind_words: &layout.kind,
            occasion: layout.occasion,
            year: layout.year,
            organisation: &layout.organisation,
            title: &layout.title,
            anchor: (&layout.anchor).into(),
            source,
            words: self.words(),
            cover: self.cover(layout),
            contents: ContentsShape { anchor: (&layout.contents_anchor).into(), lines: lines.collect() },
            appendices,
            body: self.blocks(&layout.blocks),
        }
    }

    fn words(&self) -> WordsShape<'_> {
        let labels = &self.templates.labels;
        let [not_done, done] = self.templates.ticks();
        WordsShape {
            officers: &labels.officers,
            telephone: &labels.telephone,
            appendix: &labels.appendix,
            reference: &labels.reference,
            to: &labels.to,
            proposal: &labels.proposal,
            contents: &labels.contents,
            appendices: &labels.appendices,
            see: &labels.see,
            analysis: &labels.analysis,
            not_done,
            done,
        }
    }

    fn cover<'s>(&'s self, layout: &'s Layout) -> CoverShape<'s> {
        let cover = &layout.cover;
        let name = |name: &crate::print::view::CoverName<'s>| NameShape {
            rank: name.tier.map_or("administration", |tier| tier.name()),
            name: name.name,
        };
        let officers = cover.officers.iter().map(|officer| OfficerShape {
            name: officer.name,
            telephone: officer.telephone,
            email: officer.email,
        });
        CoverShape {
            names: cover.names.iter().map(name).collect(),
            officers: officers.collect(),
            appendix: cover.appendix,
            reference: cover.reference,
            date: cover.date.map(|date| date.to_string()),
            decision: cover.decision.as_ref().map(|decision| DecisionShape {
                text: &decision.text,
                body: decision.body,
                date: decision.date.map(|date| date.to_string()),
                paragraph: decision.paragraph,
                draft: decision.is_draft,
            }),
            to: cover.to,
            proposal: layout
                .proposal
                .as_ref()
                .map(|found| ProposalShape { anchor: (&found.anchor).into(), prose: self.prose(&found.text) }),
            head: cover.head,
            address: &cover.address,
            telephones: &cover.telephones,
            emails: &cover.emails,
            web: cover.web,
        }
    }

    fn prose<'s>(&'s self, text: &'s Text) -> ProseShape<'s> {
        ProseShape::of(text, self)
    }
}

/// The name of a kind of page.
fn kind(kind: PageKind) -> &'static str {
    let kind = match kind {
        PageKind::RedThread => return "red_thread",
        PageKind::Indicator => return "indicator",
        PageKind::Document(kind) => kind,
    };
    match kind {
        DocumentKind::Plan => "plan",
        DocumentKind::TertialReport => "tertial_report",
        DocumentKind::AnnualReport => "annual_report",
        DocumentKind::Contribution => "contribution",
        DocumentKind::RollUp => "roll_up",
    }
}
