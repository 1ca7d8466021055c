//! A text as a tree of blocks and of words, built from its pieces.

use std::borrow::Cow;

use serde::Serialize;

use super::block::BlockShape;
use super::value::ValueShape;
use super::{AnchorShape, Writer};
use crate::print::layout::Text;
use crate::syntax::prose::{self, Align, Element, Piece, PrintedPicture};

/// Most lists and quotations that stand in each other, and most emphases: what is deeper stands in the last one. Readers of
/// JSON give up on trees that are too deep, many at 128 levels.
const MOST_NESTED: usize = 12;

/// A text.
#[derive(Serialize)]
pub(super) struct ProseShape<'l> {
    blocks: Vec<ProseBlock<'l>>,
    footnotes: Vec<NoteShape<'l>>,
}

#[derive(Serialize)]
struct NoteShape<'l> {
    number: usize,
    anchor: &'l str,
    mark: Option<&'l str>,
    blocks: Vec<ProseBlock<'l>>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum ProseBlock<'l> {
    Paragraph {
        content: Vec<Words<'l>>,
    },
    Heading {
        level: u8,
        #[serde(flatten)]
        anchor: AnchorShape<'l>,
        listed: bool,
        content: Vec<Words<'l>>,
    },
    List {
        first: Option<u64>,
        tight: bool,
        items: Vec<ItemShape<'l>>,
    },
    Quote {
        blocks: Vec<ProseBlock<'l>>,
    },
    /// Who or what a quotation is from.
    QuoteSource {
        content: Vec<Words<'l>>,
    },
    Code {
        language: Option<&'l str>,
        text: Cow<'l, str>,
    },
    Table {
        caption: &'l str,
        columns: Vec<ColumnShape>,
        head: Option<Vec<CellShape<'l>>>,
        rows: Vec<Vec<CellShape<'l>>>,
    },
    Picture(PictureShape<'l>),
    Rule,
    Insert {
        blocks: Vec<BlockShape<'l>>,
    },
}

#[derive(Serialize)]
struct ItemShape<'l> {
    done: Option<bool>,
    blocks: Vec<ProseBlock<'l>>,
}

#[derive(Clone, Copy, Serialize)]
struct ColumnShape {
    align: &'static str,
}

#[derive(Serialize)]
struct CellShape<'l> {
    content: Vec<Words<'l>>,
}

#[derive(Serialize)]
struct PictureShape<'l> {
    file: Option<String>,
    alt: Cow<'l, str>,
    title: Option<&'l str>,
}

/// Something within a line.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Words<'l> {
    Text { text: Cow<'l, str> },
    Emphasis { content: Vec<Words<'l>> },
    Strong { content: Vec<Words<'l>> },
    Strikethrough { content: Vec<Words<'l>> },
    Link { target: Cow<'l, str>, title: Option<&'l str>, content: Vec<Words<'l>> },
    Code { text: &'l str },
    Insert { value: ValueShape<'l> },
    Footnote { number: usize, target: &'l str, anchor: Option<&'l str> },
    Picture(PictureShape<'l>),
    LineBreak,
}

impl<'l> ProseShape<'l> {
    /// The tree of a text.
    pub(super) fn of(text: &'l Text, writer: &'l Writer) -> ProseShape<'l> {
        let root = Frame::new(None);
        let mut builder =
            Builder { text, writer, frames: vec![root], is_framed: Vec::new(), nested: [0; 2], footnotes: Vec::new() };
        prose::pieces(text.parsed(), text.decided(), |piece| builder.add(piece));
        let Builder { mut frames, footnotes, .. } = builder;
        let blocks = frames.pop().map_or_else(Vec::new, Frame::into_blocks);
        ProseShape { blocks, footnotes }
    }
}

struct Builder<'l> {
    text: &'l Text<'l>,
    writer: &'l Writer<'l>,
    /// The elements around the present place, the text itself first.
    frames: Vec<Frame<'l>>,
    /// Of each open element, whether it has a frame of its own.
    is_framed: Vec<bool>,
    /// How many lists and quotations stand around the present place, and how many emphases.
    nested: [usize; 2],
    footnotes: Vec<NoteShape<'l>>,
}

/// An element that is open, and what it holds so far.
struct Frame<'l> {
    element: Option<Element<'l>>,
    blocks: Vec<ProseBlock<'l>>,
    words: Vec<Words<'l>>,
    items: Vec<ItemShape<'l>>,
    head: Option<Vec<CellShape<'l>>>,
    rows: Vec<Vec<CellShape<'l>>>,
    cells: Vec<CellShape<'l>>,
    columns: Vec<ColumnShape>,
    done: Option<bool>,
    /// Whether words stand in it without a paragraph.
    is_tight: bool,
}

impl<'l> Builder<'l> {
    fn add(&mut self, piece: Piece<'l>) {
        match piece {
            Piece::Open(element) => self.open(element),
            Piece::Close(element) => self.close(element),
            Piece::Text(text) => self.top().add_text(text),
            Piece::Figure { insert, words } => match self.text.figure(insert) {
                Some(figure) => self.top().words.push(Words::Insert { value: ValueShape::of_figure(figure) }),
                None => self.top().add_text(words),
            },
            Piece::Code(text) => self.top().words.push(Words::Code { text }),
            Piece::SoftBreak => self.top().add_text(" "),
            Piece::HardBreak => self.top().words.push(Words::LineBreak),
            Piece::Rule => self.top().add_block(ProseBlock::Rule),
            Piece::Task(done) => self.task(done),
            Piece::NoteMark { number, note, is_first } => {
                let anchor = is_first.then_some(note.mark_id.as_str());
                self.top().words.push(Words::Footnote { number, target: &note.id, anchor });
            }
            Piece::Picture(picture) => self.picture(picture),
            Piece::Insert(insert) => {
                if let Some(part) = self.text.part(insert) {
                    let blocks = self.writer.blocks(&part.blocks);
                    self.top().add_block(ProseBlock::Insert { blocks });
                }
            }
        }
    }

    fn top(&mut self) -> &mut Frame<'l> {
        self.frames.last_mut().expect("the text itself is never closed")
    }

    fn open(&mut self, element: Element<'l>) {
        let level = level_of(element);
        let is_framed = match (level, element) {
            (Some(level), _) => self.nested[level] < MOST_NESTED,
            (None, Element::Item { .. }) => matches!(self.top().element, Some(Element::List { .. })),
            (None, _) => true,
        };
        self.is_framed.push(is_framed);
        if !is_framed {
            // Words around it and in it are no words of one paragraph.
            return if level != Some(INLINE) {
                self.top().end_paragraph()
            };
        }
        if let Some(level) = level {
            self.nested[level] += 1;
        }
        self.frames.push(Frame::new(Some(element)));
    }

    fn close(&mut self, element: Element<'l>) {
        let level = level_of(element);
        if self.is_framed.pop() != Some(true) {
            return if level != Some(INLINE) {
                self.top().end_paragraph()
            };
        }
        if let Some(level) = level {
            self.nested[level] -= 1;
        }
        let Some(mut frame) = self.frames.pop() else { return };
        let text = self.text;
        match element {
            Element::Paragraph if frame.words.is_empty() => {}
            Element::Paragraph => self.top().add_block(ProseBlock::Paragraph { content: frame.words }),
            Element::Source => self.top().add_block(ProseBlock::QuoteSource { content: frame.words }),
            Element::Heading(heading) => self.top().add_block(ProseBlock::Heading {
                level: heading.map_or(1, |heading| heading.level),
                anchor: AnchorShape {
                    anchor: heading.map_or("", |heading| &heading.anchor),
                    old_anchor: heading.and_then(|heading| heading.old_anchor.as_deref()),
                },
                listed: heading.is_some_and(|heading| text.lists(heading)),
                content: frame.words,
            }),
            Element::Quote => self.top().add_block(ProseBlock::Quote { blocks: frame.into_blocks() }),
            Element::CodeBlock { language } => {
                let text = frame.words.pop().map_or(Cow::Borrowed(""), |words| match words {
                    Words::Text { text } => text,
                    _ => Cow::Borrowed(""),
                });
                self.top().add_block(ProseBlock::Code { language, text });
            }
            Element::List { first } => {
                let Frame { items, is_tight: tight, .. } = frame;
                self.top().add_block(ProseBlock::List { first, tight, items });
            }
            Element::Item { .. } => {
                frame.end_paragraph();
                let list = self.top();
                list.is_tight |= frame.is_tight;
                list.items.push(ItemShape { done: frame.done, blocks: frame.blocks });
            }
            Element::Note { number, note, .. } => {
                let mark = note.mark.map(|_| note.mark_id.as_str());
                let blocks = frame.into_blocks();
                self.footnotes.push(NoteShape { number, anchor: &note.id, mark, blocks });
            }
            Element::Table(table) => {
                let Frame { columns, head, rows, .. } = frame;
                self.top().add_block(ProseBlock::Table { caption: &table.name, columns, head, rows });
            }
            Element::Head => {
                let table = self.top();
                (table.head, table.columns) = (Some(frame.cells), frame.columns);
            }
            Element::Row => {
                let table = self.top();
                table.rows.push(frame.cells);
                if table.columns.is_empty() {
                    table.columns = frame.columns;
                }
            }
            Element::Cell { align, .. } => {
                let row = self.top();
                row.cells.push(CellShape { content: frame.words });
                row.columns.push(ColumnShape {
                    align: match align {
                        Align::Start => "start",
                        Align::Center => "center",
                        Align::Right => "right",
                    },
                });
            }
            Element::Emphasis => self.top().words.push(Words::Emphasis { content: frame.words }),
            Element::Strong => self.top().words.push(Words::Strong { content: frame.words }),
            Element::Strikethrough => self.top().words.push(Words::Strikethrough { content: frame.words }),
            Element::Link { event, target, is_email, title } => {
                let found = self.text.decided().links.iter().find(|known| known.event == event);
                let own = found.and_then(|link| self.writer.linked.address(link, self.writer.extension, |_| None));
                let target = match (own, is_email) {
                    (Some(own), _) => Cow::Owned(own),
                    (None, true) => Cow::Owned(format!("mailto:{target}")),
                    (None, false) => Cow::Borrowed(target),
                };
                let title = Some(title).filter(|title| !title.is_empty());
                self.top().words.push(Words::Link { target, title, content: frame.words });
            }
        }
    }

    /// A box is its item's; that of an item that is too deep to be one is words.
    fn task(&mut self, done: bool) {
        let in_paragraph = usize::from(matches!(self.top().element, Some(Element::Paragraph)));
        let is_framed = self.is_framed.iter().rev().nth(in_paragraph) == Some(&true);
        let item = self.frames.iter_mut().rev().nth(in_paragraph).filter(|_| is_framed);
        match item.filter(|frame| matches!(frame.element, Some(Element::Item { .. }))) {
            Some(item) => item.done = Some(done),
            None => {
                let words = self.writer.templates.ticks()[usize::from(done)];
                self.top().add_text(words);
                self.top().add_text(" ");
            }
        }
    }

    fn picture(&mut self, picture: PrintedPicture<'l>) {
        let PrintedPicture { event, words, title, is_block } = picture;
        let found = self.text.decided().pictures.iter().find(|known| known.event == event);
        let file = found.and_then(|known| self.writer.pictures.name(known.file.as_deref()?)).map(str::to_owned);
        if file.is_none() && words.is_empty() {
            return;
        }
        let shape = PictureShape { file, alt: words, title: Some(title).filter(|title| !title.is_empty()) };
        match is_block {
            true => self.top().add_block(ProseBlock::Picture(shape)),
            false => self.top().words.push(Words::Picture(shape)),
        }
    }
}

/// The place of words within a line among what is nested.
const INLINE: usize = 1;

/// Among what an element is nested; none for one that does not stand in its like.
fn level_of(element: Element) -> Option<usize> {
    match element {
        Element::Quote | Element::List { .. } => Some(0),
        Element::Emphasis | Element::Strong | Element::Strikethrough => Some(INLINE),
        _ => None,
    }
}

impl<'l> Frame<'l> {
    fn new(element: Option<Element<'l>>) -> Frame<'l> {
        Frame {
            element,
            blocks: Vec::new(),
            words: Vec::new(),
            items: Vec::new(),
            head: None,
            rows: Vec::new(),
            cells: Vec::new(),
            columns: Vec::new(),
            done: None,
            is_tight: false,
        }
    }

    /// Adds words to those before, as the parser gives them in pieces.
    fn add_text(&mut self, more: &'l str) {
        match self.words.last_mut() {
            _ if more.is_empty() => {}
            Some(Words::Text { text }) => text.to_mut().push_str(more),
            _ => self.words.push(Words::Text { text: Cow::Borrowed(more) }),
        }
    }

    fn add_block(&mut self, block: ProseBlock<'l>) {
        self.end_paragraph();
        self.blocks.push(block);
    }

    /// Makes a paragraph of the words that stand without one.
    fn end_paragraph(&mut self) {
        if !self.words.is_empty() {
            let content = std::mem::take(&mut self.words);
            self.blocks.push(ProseBlock::Paragraph { content });
            self.is_tight = true;
        }
    }

    fn into_blocks(mut self) -> Vec<ProseBlock<'l>> {
        self.end_paragraph();
        self.blocks
    }
}
