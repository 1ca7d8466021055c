//! The parts of a workbook's archive, none of them larger than is read, and their XML event by event.

use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::import::problem::Unread;

/// Largest part that is unpacked, in bytes. The outcomes of a thousand units have some two hundred million.
const LARGEST_PART: u64 = 512 << 20;

/// More parts than this no workbook has.
const MOST_PARTS: usize = 4096;

/// A workbook's archive.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Archive<'b> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Archive<'b>, Unread> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::NotThis)?;
        if zip.len() > MOST_PARTS { Err(Unread::TooLarge) } else { Ok(Archive { zip }) }
    }

    /// A part to read; none where there is no such part. What is longer than [`LARGEST_PART`] ends there, which [`events`] tells.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<impl BufRead + '_>, Unread> {
        match self.zip.by_name(name) {
            Ok(part) if part.size() > LARGEST_PART => Err(Unread::TooLarge),
            Ok(part) => Ok(Some(BufReader::new(part.take(LARGEST_PART)))),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(_) => Err(Unread::Broken),
        }
    }
}

/// Something seen in XML.
pub(super) enum Seen<'e> {
    /// An element begins; one without content ends right after.
    Open(&'e BytesStart<'e>),
    /// The element of this name ends.
    Close(&'e str),
    /// Words, entities read.
    Words(&'e str),
}

/// Whether more is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum More {
    Yes,
    No,
}

/// Gives each event of a part until its end, or until no more is wanted. Entities that a part declares itself are not read: they can
/// stand for more than fits in memory.
pub(super) fn events(part: impl BufRead, mut each: impl FnMut(Seen) -> Result<More, Unread>) -> Result<(), Unread> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|_| Unread::Broken)?;
        let more = match &event {
            Event::Start(start) => each(Seen::Open(start))?,
            Event::Empty(start) => match each(Seen::Open(start))? {
                More::Yes => each(Seen::Close(start.local_name().as_ref()))?,
                More::No => More::No,
            },
            Event::End(end) => each(Seen::Close(end.local_name().as_ref()))?,
            Event::Text(text) => each(Seen::Words(&text.xml_content(XmlVersion::Implicit1_0)))?,
            Event::CData(text) => each(Seen::Words(&text.xml_content(XmlVersion::Implicit1_0)))?,
            Event::GeneralRef(entity) => {
                let letter = match entity.resolve_char_ref() {
                    Ok(Some(letter)) => Some(letter),
                    _ => match entity.xml_content(XmlVersion::Implicit1_0).as_ref() {
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "amp" => Some('&'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                let mut bytes = [0; 4];
                each(Seen::Words(letter.map_or("\u{fffd}", |letter| letter.encode_utf8(&mut bytes))))?
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => More::Yes,
        };
        if more == More::No {
            return Ok(());
        }
    }
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let found = start.attributes().filter_map(Result::ok).find(|own| own.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}
