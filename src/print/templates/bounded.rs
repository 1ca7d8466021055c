//! What a workspace's own template may cost: how long and how deep it is, how many steps a page takes, and how much text
//! it makes. Beyond that it has an error, at its place.
//!
//! ```text
//! text ── limits ── too long, too deep          before it is compiled
//!      └─ rewritten ── environment ── budget    while a page is made
//! ```
//!
//! The template engine counts steps, but a step may double a text. Where a template makes texts or lists, a filter is
//! therefore put in by [`rewritten`] that takes what is made from the [`budget`] of the page. Places in the template that is
//! compiled are those of the written one by [`Rewritten::place`].

pub(super) mod budget;
mod rewritten;

use std::ops::Range;

use minijinja::machinery::{Span, Token, tokenize};
use minijinja::syntax::SyntaxConfig;

use crate::diagnostic::Bilingual;
use crate::msg;

pub(super) use self::rewritten::{Rewritten, rewritten};

/// The longest template in bytes. The largest built-in one has a twentieth of it, most of it style.
const LONGEST: usize = 256 * 1024;

/// Most words and signs within one `{{ … }}` or `{% … %}`. The engine goes down a step for each that stands within another,
/// and a thread has room for some thousands.
const MOST_PARTS: usize = 500;

/// Most `{% elif %}` of a template, each of which is within the one before.
const MOST_BRANCHES: usize = 200;

/// What the names begin with that the filters here have.
const OURS: &str = "vp__";

/// A template that is not compiled.
#[derive(Debug)]
pub(super) struct Refused {
    /// Where it is too much.
    pub(super) place: Range<usize>,
    pub(super) message: Bilingual,
    pub(super) help: Bilingual,
}

/// The words of a template with their places. What the engine cannot read ends it: the engine tells of that itself.
type Tokens<'t> = Vec<(Token<'t>, Range<usize>)>;

/// The template as it is compiled.
///
/// Errors: it is too long or too deep.
pub(super) fn prepared(text: &str, syntax: &SyntaxConfig) -> Result<Rewritten, Refused> {
    if text.len() > LONGEST {
        return Err(Refused {
            place: 0..0,
            message: msg!("mallen är större än 256 kB", "the template is larger than 256 kB"),
            help: msg!(
                "dela upp den, och hämta delarna med {{% include \"html/del.html.j2\" %}}",
                "divide it, and include the parts with {{% include \"html/part.html.j2\" %}}",
            ),
        });
    }
    let words = tokenize(text, false, syntax.clone()).map_while(Result::ok);
    let tokens: Tokens = words.map(|(token, span)| (token, range(span))).collect();
    look_at(&tokens)?;
    Ok(rewritten(text, &tokens, syntax))
}

fn range(span: Span) -> Range<usize> {
    span.start_offset as usize..span.end_offset as usize
}

fn look_at(tokens: &Tokens) -> Result<(), Refused> {
    let (mut start, mut parts, mut branches) = (0, 0, 0);
    for (at, (token, place)) in tokens.iter().enumerate() {
        match token {
            Token::TemplateData(_) => continue,
            Token::VariableStart | Token::BlockStart => (start, parts) = (at, 0),
            Token::Ident(name) if name.starts_with(OURS) => {
                return Err(Refused {
                    place: place.clone(),
                    message: msg!("namnet {name} är programmets eget", "the name {name} is the program's own"),
                    help: msg!("byt till ett annat namn", "choose another name"),
                });
            }
            Token::Ident("elif") => branches += 1,
            _ => {}
        }
        parts += 1;
        if parts > MOST_PARTS {
            return Err(Refused {
                place: tokens[start].1.start..place.end,
                message: msg!(
                    "uttrycket har fler än {MOST_PARTS} ord och tecken",
                    "the expression has more than {MOST_PARTS} words and symbols"
                ),
                help: msg!(
                    "dela upp det: ge delar av det namn med {{% set namn = … %}}",
                    "divide it: give parts of it a name with {{% set name = … %}}",
                ),
            });
        }
        if branches > MOST_BRANCHES {
            return Err(Refused {
                place: place.clone(),
                message: msg!(
                    "mallen har fler än {MOST_BRANCHES} elif",
                    "the template has more than {MOST_BRANCHES} elif"
                ),
                help: msg!(
                    "skriv en tabell, {{% set val = {{…}} %}}, och slå upp i den",
                    "write a table, {{% set choices = {{…}} %}}, and look up in it",
                ),
            });
        }
    }
    Ok(())
}
