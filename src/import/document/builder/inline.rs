//! The words of a paragraph as they come, piece by piece, with how they look.

use crate::characters::raised;
use crate::import::document::block::{Words, escaped};

/// A piece of a paragraph that looks the same all through.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words {
        text: String,
        bold: bool,
        italic: bool,
        link: Option<String>,
    },
    Break,
    /// Markdown that stands as it is: a picture, a note.
    Raw {
        plain: String,
        markdown: String,
    },
}

/// The words of a paragraph that is being read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inline {
    pieces: Vec<Piece>,
}

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look<'l> {
    /// Whether they are bold.
    pub(crate) bold: bool,
    /// Whether they are slanted.
    pub(crate) italic: bool,
    /// Where they lead.
    pub(crate) link: Option<&'l str>,
    /// Whether they are raised: digits among them are the sign of a note, or a power.
    pub(crate) raised: bool,
}

impl Inline {
    /// Adds words.
    pub(crate) fn words(&mut self, words: &str, look: Look) {
        if words.is_empty() {
            return;
        }
        if look.raised {
            // A raised digit is none of the figure that it stands beside.
            let raised: String = words.chars().map(raised).collect();
            return self.words(&raised, Look { raised: false, ..look });
        }
        if let Some(Piece::Words { text, bold, italic, link }) = self.pieces.last_mut()
            && (*bold, *italic, link.as_deref()) == (look.bold, look.italic, look.link)
        {
            text.push_str(words);
            return;
        }
        let link = look.link.map(str::to_owned);
        self.pieces.push(Piece::Words { text: words.to_owned(), bold: look.bold, italic: look.italic, link });
    }

    /// Ends a line within the paragraph.
    pub(crate) fn line_break(&mut self) {
        self.pieces.push(Piece::Break);
    }

    /// Adds Markdown that stands as it is.
    pub(crate) fn raw(&mut self, plain: &str, markdown: &str) {
        self.pieces.push(Piece::Raw { plain: plain.to_owned(), markdown: markdown.to_owned() });
    }

    /// Whether nothing is in it.
    pub(crate) fn is_empty(&self) -> bool {
        !self.pieces.iter().any(|piece| match piece {
            Piece::Words { text, .. } => !text.trim().is_empty(),
            Piece::Raw { .. } => true,
            Piece::Break => false,
        })
    }

    /// Whether all its words are bold.
    pub(crate) fn is_bold(&self) -> bool {
        let mut words = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Words { text, bold, .. } if !text.trim().is_empty() => Some(*bold),
            _ => None,
        });
        words.next() == Some(true) && words.all(|bold| bold)
    }

    /// Without the sign or the number that a list's item begins with, and whether that was a number; none where there is none.
    pub(crate) fn without_bullet(mut self) -> (Option<bool>, Inline) {
        let plain = self.clone().finish(true).plain;
        let first = plain.split(char::is_whitespace).next().unwrap_or_default();
        let is_number = first.len() > 1
            && first.ends_with(['.', ')'])
            && first[..first.len() - 1].bytes().all(|byte| byte.is_ascii_digit());
        let is_sign = first.chars().count() == 1 && (first == "o" || !first.chars().all(char::is_alphanumeric));
        if !(is_number || is_sign) || first.is_empty() {
            return (None, self);
        }
        let mut left = first.chars().count();
        for piece in &mut self.pieces {
            if let Piece::Words { text, .. } = piece {
                let trimmed = text.trim_start().to_owned();
                let taken = trimmed.chars().take(left).count();
                *text = trimmed.chars().skip(taken).collect();
                left -= taken;
            }
            if left == 0 {
                break;
            }
        }
        // What stands between the sign and the words are blanks.
        self.pieces.retain(|piece| !matches!(piece, Piece::Words { text, .. } if text.is_empty()));
        (Some(is_number), self)
    }

    /// The words; without what is bold in them where `is_plain`.
    pub(crate) fn finish(self, is_plain: bool) -> Words {
        let mut words = Words::default();
        let pieces = self.pieces;
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Break => {
                    words.plain.push('\n');
                    // Lines at either end of a paragraph break nothing.
                    if !words.markdown.trim().is_empty()
                        && pieces[at + 1..].iter().any(|next| !matches!(next, Piece::Break))
                    {
                        let end = words.markdown.trim_end().len();
                        words.markdown.truncate(end);
                        words.markdown.push_str("\\\n");
                    }
                }
                Piece::Raw { plain, markdown } => {
                    words.plain.push_str(plain);
                    words.markdown.push_str(markdown);
                }
                Piece::Words { text, bold, italic, link } => {
                    words.plain.push_str(text);
                    let marks = match (is_plain, bold, italic) {
                        (true, ..) | (_, false, false) => "",
                        (_, true, false) => "**",
                        (_, false, true) => "*",
                        (_, true, true) => "***",
                    };
                    push_marked(&mut words.markdown, text, marks, link.as_deref());
                }
            }
        }
        words.plain = words.plain.trim().to_owned();
        words.markdown = words.markdown.trim().trim_end_matches('\\').trim_end().to_owned();
        words
    }
}

fn push_marked(markdown: &mut String, text: &str, marks: &str, link: Option<&str>) {
    let inner = text.trim();
    let before = &text[..text.len() - text.trim_start().len()];
    let after = &text[text.trim_end().len()..];
    let blank = |blanks: &str| if blanks.is_empty() { "" } else { " " };
    if inner.is_empty() {
        markdown.push_str(blank(text));
        return;
    }
    markdown.push_str(blank(before));
    // What would begin a list begins one only where a line does.
    let is_first = markdown.is_empty() || markdown.ends_with('\n');
    let escaped = if is_first { escaped(inner) } else { escaped(&format!("a{inner}")).split_off(1) };
    // An address that stands there itself leads to where it says.
    let is_itself = |link: &&str| {
        ["", "mailto:", "http://", "https://"]
            .iter()
            .any(|scheme| link.trim_end_matches('/') == format!("{scheme}{inner}"))
    };
    match link.filter(|link| link.starts_with("http") || link.starts_with("mailto:")).filter(|link| !is_itself(link)) {
        Some(link) if !link.contains([' ', ')', '<', '>']) => {
            markdown.push_str(&format!("{marks}[{escaped}]({link}){marks}"))
        }
        _ => markdown.push_str(&format!("{marks}{escaped}{marks}")),
    }
    markdown.push_str(blank(after));
}
