//! Running text without markup: what is printed of it, with a line for each paragraph, item and row.

use crate::model::Prose;
use crate::read::load::Loaded;
use crate::resolve::inserts::Inserted;
use crate::syntax::prose::{Ask, Element, Piece, Printed, asks, parse, pieces};

/// The words of a text; empty where it says nothing. Figures that it inserts are printed, parts of plans are not: they have
/// rows of their own.
pub(super) fn plain(loaded: &Loaded, prose: &Prose) -> String {
    let text = prose.text(&loaded.sources);
    let parsed = parse(&text.text);
    let (mut decided, open) = asks(&parsed, 1);
    for ask in open {
        if let Ask::Insert { insert, .. } = ask {
            let found = loaded.resolved.printed(&loaded.sources, prose, &parsed, &parsed.inserts[insert]);
            decided.inserts[insert] = match found {
                Ok(Inserted::Figure(figure)) => Printed::Words(figure.print()),
                Ok(Inserted::Part(_)) => Printed::Part,
                Err(_) => Printed::AsWritten,
            };
        }
    }
    let mut out = String::new();
    pieces(&parsed, &decided, |piece| match piece {
        Piece::Text(words) | Piece::Code(words) => out.push_str(words),
        Piece::Figure { words, .. } => out.push_str(words),
        Piece::SoftBreak => out.push(' '),
        Piece::HardBreak => line(&mut out),
        Piece::NoteMark { number, .. } => out.push_str(&format!("[{number}]")),
        Piece::Picture(picture) => out.push_str(&picture.words),
        Piece::Task(is_done) => out.push_str(if is_done { "[x] " } else { "[ ] " }),
        Piece::Open(Element::Item { .. }) => {
            line(&mut out);
            out.push_str("– ");
        }
        Piece::Open(Element::Note { number, .. }) => {
            line(&mut out);
            out.push_str(&format!("[{number}] "));
        }
        Piece::Close(Element::Cell { .. }) => out.push('\t'),
        Piece::Open(Element::Paragraph) if out.ends_with("– ") || out.ends_with("] ") => {}
        Piece::Open(element) | Piece::Close(element) if is_block(element) => line(&mut out),
        Piece::Rule => line(&mut out),
        Piece::Open(_) | Piece::Close(_) | Piece::Insert(_) => {}
    });
    let lines = out.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn is_block(element: Element) -> bool {
    !matches!(
        element,
        Element::Emphasis | Element::Strong | Element::Strikethrough | Element::Link { .. } | Element::Cell { .. }
    )
}

/// Begins a new line, where something stands on this one.
fn line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}
