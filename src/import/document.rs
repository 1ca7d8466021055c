//! Documents that others have written – in Word, as web pages, or as text taken from a PDF – as the files of plans and
//! follow-ups.
//!
//! ```text
//! text ──────┐
//! markdown ──┤
//! html ──────┼─ block   headings, texts and tables in order, each with its place
//! docx ──────┤     └─ recogniser ── recognised   the parts of a plan, and what was not understood
//! odt ───────┘          │                └─ written   files, with a comment where something was guessed
//!                    known  the words of the steering model, near ones too
//! ```
//!
//! Nothing is lost and nothing is made up: every word of the document is in the files, or in the list of what was not understood
//! ([`kept`]). Nothing is written here.

pub mod beside;
pub mod block;
mod bold;
mod builder;
mod docx;
mod html;
pub mod kept;
pub mod known;
mod markdown;
pub mod matching;
mod odt;
pub mod recognised;
pub mod recogniser;
mod text;
pub mod written;

use self::block::{Block, Read};
use self::known::Known;
use self::matching::Matching;
pub(in crate::import) use self::odt::is_raised;
use self::recognised::Recognised;
use self::recogniser::Asked;
use self::written::{File, Wish};
use crate::import::problem::Unread;

/// The formats that are read, by their extensions.
pub const FORMATS: [&str; 7] = ["docx", "odt", "txt", "md", "markdown", "html", "htm"];

/// Reads the Markdown of a page that `vp` has printed.
pub fn read_printed(markdown: &str) -> Vec<Block> {
    markdown::read(markdown).blocks
}

/// Largest file that is read, in bytes.
pub const LARGEST: u64 = 64 << 20;

/// Reads a file in a format into blocks.
///
/// Errors: why it cannot be read.
pub fn read(format: &str, bytes: &[u8], known: &Known) -> Result<Read, Unread> {
    match format {
        "docx" => docx::read(bytes, known),
        "odt" => odt::read(bytes, known),
        "md" | "markdown" => Ok(markdown::read(&decoded(bytes))),
        "html" | "htm" => html::read(&decoded(bytes)),
        _ => Ok(text::read(&decoded(bytes), known)),
    }
}

/// What came of a document.
#[derive(Debug)]
pub struct Imported {
    /// What it says.
    pub recognised: Recognised,
    /// The files, from the folder of the plan.
    pub files: Vec<File>,
    /// The blocks that it was read as.
    pub blocks: Vec<Block>,
    /// How many words it has, and how many of them are in the files and not only in the list.
    pub words: (usize, usize),
}

/// Recognises what was read, and writes it as files.
pub fn import(
    read: Read,
    known: &Known,
    asked: Asked,
    wish: Wish,
    matching: &dyn Fn(&Recognised) -> Matching,
) -> Imported {
    let blocks = read.blocks.clone();
    let mut recognised = recogniser::recognise(read, known, asked);
    let matching = matching(&recognised);
    written::ids::assign(&mut recognised, &matching);
    let name = matching.plan().and_then(|plan| plan.file_name()).and_then(|name| name.to_str()).map(str::to_owned);
    let wish = Wish { plan: name.as_deref().filter(|_| recognised.is_report()).or(wish.plan), ..wish };
    let mut files = written::files(&recognised, known, wish);
    // What the plan that is there already says of the report need not be written again.
    let with_plan = written::files(&recognised, known, Wish { plan: None, ..wish });
    let words = kept::add_missing(&mut recognised, &blocks, &with_plan, known);
    files.extend(written::left(&recognised, known, wish.language));
    Imported { recognised, files, blocks, words }
}

/// A text in UTF-8, in UTF-16 with its mark, or in the usual encoding of Windows.
fn decoded(bytes: &[u8]) -> String {
    let sixteen = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => sixteen(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => sixteen(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            // Latin-1 is the same as Windows-1252 for every letter of Swedish.
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}
