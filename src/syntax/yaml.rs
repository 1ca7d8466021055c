//! YAML text → a tree in which every key and value has its place. Never fails: what cannot be read is reported.

pub mod garbled;
mod place;
pub mod retyped;
pub mod rules;
mod slip;
pub mod subset;
pub mod write;

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, Placement, ScalarStyle, StructureStyle};

use self::place::Text;
use self::slip::Before;
use self::slip::unnoticed::Reading;
pub(crate) use self::slip::with_space;
use crate::diagnostic::{Diagnostic, Sink};
use crate::msg;
use crate::source::{SourceId, Span};

/// Deepest nesting that is read. A plan needs nine; the bound keeps every walk over the tree safe.
pub const DEEPEST: usize = 64;

/// Largest file that is read, in bytes.
pub const LARGEST: u64 = 8 * 1024 * 1024;

/// A parser error this many lines after a slip that was noticed earlier is the same slip.
const SAME_SLIP: usize = 2;

/// After so many slips the rest of a file is not read: nobody fixes more at a time.
const MOST_SLIPS: usize = 200;

/// A value with its place, as byte offsets of the text.
#[derive(Debug, PartialEq, Eq)]
pub struct Node<'s> {
    /// First byte.
    pub start: u32,
    /// The byte after the last; of a block it is the end of its last line.
    pub end: u32,
    /// What it is.
    pub kind: Kind<'s>,
}

/// What a value is. Texts are texts: nothing is guessed into a number, date or boolean.
#[derive(Debug, PartialEq, Eq)]
pub enum Kind<'s> {
    /// Nothing was written.
    Empty,
    /// A text.
    Scalar {
        /// The text after unquoting and unfolding.
        text: Cow<'s, str>,
        /// How it was written.
        style: Style,
    },
    /// A list.
    List(Vec<Node<'s>>),
    /// Keys with values.
    Map(Vec<Entry<'s>>),
}

/// How a text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In quotes.
    Quoted,
    /// A block that keeps its lines (`|`).
    Literal,
    /// A block whose lines are joined (`>`).
    Folded,
}

/// A key with its value.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry<'s> {
    /// The key.
    pub key: Node<'s>,
    /// The value.
    pub value: Node<'s>,
}

impl Entry<'_> {
    /// The key's text; empty where the key is no text.
    pub fn key_text(&self) -> &str {
        match &self.key.kind {
            Kind::Scalar { text, .. } => text,
            _ => "",
        }
    }
}

impl<'s> Node<'s> {
    /// The place in its file.
    pub fn span(&self, source: SourceId) -> Span {
        Span { source, start: self.start, end: self.end }
    }

    /// The value of a key, exactly as spelled.
    pub fn get(&self, key: &str) -> Option<&Entry<'s>> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|entry| entry.key_text() == key),
            _ => None,
        }
    }
}

/// What was read of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tree<'s> {
    /// The value of the whole file; `None` where it is empty or cannot be read.
    pub root: Option<Node<'s>>,
    /// The places of the comments that speak to the tool (`# vp: …`).
    pub directives: Vec<(u32, u32)>,
}

/// Reads a text. What cannot be read gives findings and no tree; aliases and anchors give findings and no value.
pub fn read<'s>(text: &'s str, source: SourceId, sink: &mut Sink) -> Tree<'s> {
    subset::read(text, source).unwrap_or_else(|| read_with_parser(text, source, sink))
}

/// Reads a text as [`read`] does, whatever is in it, by the parser's events.
pub fn read_with_parser<'s>(text: &'s str, source: SourceId, sink: &mut Sink) -> Tree<'s> {
    let options = granit_parser::options! { emit_anchor_events: true, emit_unresolved_aliases: true };
    let mut builder = Builder::new(text, source);
    for event in Parser::new_from_str_with_options(text, options) {
        let step = match event {
            Ok((event, place)) => {
                let after = builder.before.end;
                builder.take(event, builder.text.range(place.byte_range().unwrap_or(after..after)))
            }
            Err(error) => {
                let at = builder.text.floor(error.marker().byte_offset().unwrap_or(text.len()));
                builder.stop_at(error.kind(), at);
                Step::Stop
            }
        };
        if matches!(step, Step::Stop) || builder.findings.len() >= MOST_SLIPS {
            builder.root = None;
            break;
        }
    }
    for finding in builder.findings {
        sink.push(finding);
    }
    Tree { root: builder.root, directives: builder.directives }
}

/// Whether the words of a comment speak to the tool.
fn is_directive(words: &str) -> bool {
    words.trim_start().starts_with("vp:")
}

enum Step {
    Go,
    Stop,
}

/// A list or map that is not closed yet. Built with a stack of our own: nesting never costs call depth.
struct Open<'s> {
    start: u32,
    is_map: bool,
    /// Whether it stands between brackets.
    is_flow: bool,
    items: Vec<Node<'s>>,
    entries: Vec<Entry<'s>>,
    key: Option<Node<'s>>,
}

struct Builder<'s> {
    text: Text<'s>,
    open: Vec<Open<'s>>,
    root: Option<Node<'s>>,
    directives: Vec<(u32, u32)>,
    before: Before,
    /// A comment that looks like a heading, between a key and its value.
    heading: Option<usize>,
    documents: usize,
    findings: Vec<Diagnostic>,
}

impl<'s> Builder<'s> {
    fn new(text: &'s str, source: SourceId) -> Self {
        Builder {
            text: Text::new(text, source),
            open: Vec::new(),
            root: None,
            directives: Vec::new(),
            before: Before::default(),
            heading: None,
            documents: 0,
            findings: Vec::new(),
        }
    }

    /// The parser cannot go on. What was said of the same lines before is the reason, or follows from this.
    fn stop_at(&mut self, kind: &ErrorKind, offset: usize) {
        let finding = slip::finding(self.text, kind, offset, self.before);
        let line = |span: Span| self.text.until(span.start as usize).bytes().filter(|&byte| byte == b'\n').count();
        let at = line(finding.span);
        self.findings.retain(|earlier| earlier.rule.code != rules::ANCHOR_OR_ALIAS.code || line(earlier.span) != at);
        let said = self
            .findings
            .iter()
            .any(|earlier| earlier.rule.code == rules::UNREADABLE_YAML.code && line(earlier.span) + SAME_SLIP >= at);
        if !said {
            self.findings.push(finding);
        }
    }

    fn take(&mut self, event: Event<'s>, range: Range<usize>) -> Step {
        let (start, end) = (range.start as u32, range.end as u32);
        let place = self.text.span(range.clone());
        match event {
            Event::Scalar(text, style, _, tag) => {
                let after = self.before.end;
                self.before.end = range.end;
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                    ScalarStyle::Literal => Style::Literal,
                    ScalarStyle::Folded => Style::Folded,
                };
                // The parser writes "~" where nothing stands; a "~" that somebody typed has a place.
                let kind =
                    if style == Style::Plain && start == end { Kind::Empty } else { Kind::Scalar { text, style } };
                if tag.is_some() {
                    self.findings.push(self.reading().tag(range.clone(), after));
                }
                self.notice(&kind, range);
                self.place(Node { start, end, kind });
            }
            Event::SequenceStart(layout, _, ref tag) | Event::MappingStart(layout, _, ref tag) => {
                if tag.is_some() {
                    self.findings.push(self.reading().tag(range.clone(), self.before.end));
                }
                self.before.end = range.end;
                self.before.open = Some(range.start);
                self.heading = None;
                if self.open.len() == DEEPEST {
                    self.findings.push(
                        Diagnostic::new(
                            &rules::UNREADABLE_FILE,
                            place,
                            msg!(
                                "filen är nästlad i fler än {DEEPEST} nivåer",
                                "the file is nested more than {DEEPEST} levels deep",
                            ),
                        )
                        .help(msg!(
                            "en plan behöver inte mer än nio nivåer; se över indragningen och klamrarna här",
                            "a plan needs no more than nine levels; look over the indentation and brackets here",
                        )),
                    );
                    return Step::Stop;
                }
                let is_map = matches!(event, Event::MappingStart(..));
                // A pair in a list between brackets has none of its own.
                let is_flow = layout == StructureStyle::Flow && self.text.from(range.start).starts_with(['{', '[']);
                self.open.push(Open { start, is_map, is_flow, items: Vec::new(), entries: Vec::new(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    self.before.open = self.open.last().map(|open| open.start as usize);
                    let node = self.close(open, end);
                    self.place(node);
                }
            }
            Event::Comment(words, placement) => {
                if is_directive(&words) {
                    self.directives.push((start, end));
                }
                let own_line = placement != Placement::Right;
                if own_line && words.starts_with('#') && self.open.last().is_some_and(|open| open.key.is_some()) {
                    self.heading = Some(range.start);
                }
                if !own_line {
                    self.findings.extend(self.reading().comment(&words, range.start));
                }
            }
            Event::Anchor(_, name) => {
                self.refuse(place, format!("&{name}"));
            }
            Event::UnresolvedAlias(_) | Event::Alias(_) => {
                self.before.end = range.end;
                let written = self.text.get(range);
                let name = if written.is_empty() { "*" } else { written }.to_owned();
                self.refuse(place, name);
                self.place(Node { start, end, kind: Kind::Empty });
            }
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents == 2 {
                    self.findings.push(
                        Diagnostic::new(
                            &rules::UNREADABLE_YAML,
                            place,
                            msg!("en fil till börjar här", "another file begins here",),
                        )
                        .help(msg!(
                            "skriv en plan i varje fil, och ta bort raderna med bara --- eller ...",
                            "write one plan in each file, and remove the lines of only --- or ...",
                        )),
                    );
                    return Step::Stop;
                }
            }
            _ => {}
        }
        Step::Go
    }

    fn reading(&self) -> Reading<'s> {
        Reading { text: self.text }
    }

    /// Looks for slips that the parser reads without a word.
    fn notice(&mut self, kind: &Kind, range: Range<usize>) {
        let heading = self.heading.take();
        let Kind::Scalar { text, style } = kind else { return };
        self.before.text = Some((range.start, *style));
        let is_key = self.open.last().is_some_and(|open| open.is_map && open.key.is_none());
        let reading = self.reading();
        let found = match style {
            Style::Plain if is_key => reading.key(text, range),
            Style::Plain => heading.and_then(|at| reading.heading(at)).or_else(|| reading.lines(range)),
            Style::Quoted => reading.escape(text, range),
            Style::Literal | Style::Folded => None,
        };
        self.findings.extend(found);
    }

    fn refuse(&mut self, place: Span, written: String) {
        self.findings.push(
            Diagnostic::new(&rules::ANCHOR_OR_ALIAS, place, msg!(
                "{written} är en genväg som inte ingår i formatet",
                "{written} is a shortcut that is not part of the format",
            ))
            .help(msg!(
                "skriv ut texten där den ska stå; börjar texten med & eller *, sätt citattecken: \"{written} …\"",
                "write the text out where it belongs; if the text begins with & or *, put it in quotes: \"{written} …\"",
            )),
        );
    }

    /// A block's last byte is not where its closing event stands, which is at the next key: the last child's end.
    fn close(&self, open: Open<'s>, end: u32) -> Node<'s> {
        let last = if open.is_map {
            open.entries.last().map(|entry| entry.value.end.max(entry.key.end))
        } else {
            open.items.last().map(|item| item.end)
        };
        let end = if open.is_flow { end } else { last.unwrap_or(open.start) }.max(open.start);
        let kind = if open.is_map { Kind::Map(open.entries) } else { Kind::List(open.items) };
        Node { start: open.start, end, kind }
    }

    fn place(&mut self, node: Node<'s>) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(open) if !open.is_map => open.items.push(node),
            Some(open) => match open.key.take() {
                None => {
                    // An alias in a key's place has been reported as such.
                    let said = self.findings.last().is_some_and(|last| last.span.start == node.start);
                    if !matches!(node.kind, Kind::Scalar { .. }) && !said {
                        let reading = Reading { text: self.text };
                        self.findings.push(reading.no_key(node.start as usize..node.end as usize));
                    }
                    open.key = Some(node);
                }
                Some(key) => open.entries.push(Entry { key, value: node }),
            },
        }
    }
}
