//! The parts of a workbook's archive, none of them larger than is read, and their XML event by event.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader, XmlVersion};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::import::problem::Unread;

/// Most bytes that all parts which are read may have unpacked: of a thousand units' tables there are some four hundred million.
const MOST_BYTES: u64 = 1 << 30;

/// A workbook may always be so large unpacked.
const SMALL: u64 = 32 << 20;

/// Beyond that it may be so many times as large as it is packed. What spreadsheet programs write is ten to thirty times as large; what
/// is made to fill a memory a thousand times.
const MOST_TIMES: u64 = 100;

/// Longest text, name or list of attributes, in bytes: a cell has at most 32,767 characters.
const LONGEST: u64 = 1 << 20;

/// Most elements within each other. Workbooks have some ten.
const DEEPEST: usize = 128;

/// More parts than this no workbook has.
const MOST_PARTS: usize = 4096;

/// A workbook's archive.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes more may be unpacked.
    left: Cell<u64>,
}

/// A part that is unpacked as it is read, no further than is allowed.
pub(super) struct Part<'a> {
    inner: Box<dyn BufRead + 'a>,
    left: &'a Cell<u64>,
    /// How many bytes the event has that is being read.
    of_event: u64,
}

impl<'b> Archive<'b> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Archive<'b>, Unread> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::of_no_archive(bytes))?;
        if zip.len() > MOST_PARTS {
            return Err(Unread::TooLarge);
        }
        let most = u64::try_from(bytes.len()).unwrap_or(u64::MAX).saturating_mul(MOST_TIMES);
        Ok(Archive { zip, left: Cell::new(most.clamp(SMALL, MOST_BYTES)) })
    }

    /// A part to read; none where there is no such part. What is longer than is allowed ends with an error, whatever its archive says
    /// of its length.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, Unread> {
        match self.zip.by_name(name) {
            Ok(part) if part.size() > self.left.get() => Err(Unread::TooLarge),
            Ok(part) => Ok(Some(Part { inner: Box::new(BufReader::new(part)), left: &self.left, of_event: 0 })),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => Err(Unread::Locked),
            Err(_) => Err(Unread::Broken),
        }
    }
}

impl Read for Part<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let from = self.fill_buf()?;
        let count = from.len().min(into.len());
        into[..count].copy_from_slice(&from[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Part<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left.get() == 0 || self.of_event > LONGEST {
            return Err(io::Error::from(ErrorKind::FileTooLarge));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        let bytes = u64::try_from(count).unwrap_or(u64::MAX);
        self.left.set(self.left.get().saturating_sub(bytes));
        self.of_event = self.of_event.saturating_add(bytes);
        self.inner.consume(count);
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

/// Gives each event of a part until its end, or until no more is wanted. A part that declares entities is none of a workbook's: they can
/// stand for more than fits in memory, or for other files.
pub(super) fn events(part: Part, mut each: impl FnMut(Seen) -> Result<More, Unread>) -> Result<(), Unread> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    let mut depth = 0;
    loop {
        buffer.clear();
        reader.get_mut().of_event = 0;
        let event = reader.read_event_into(&mut buffer).map_err(|error| match error {
            Error::Io(error) if error.kind() == ErrorKind::FileTooLarge => Unread::TooLarge,
            _ => Unread::Broken,
        })?;
        depth = match &event {
            Event::Start(_) if depth == DEEPEST => return Err(Unread::Broken),
            Event::Start(_) => depth + 1,
            Event::End(_) => depth.saturating_sub(1),
            _ => depth,
        };
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
            Event::DocType(_) => return Err(Unread::Broken),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => More::Yes,
        };
        if more == More::No {
            return Ok(());
        }
    }
}

/// As [`events`], but without the elements of these names and all that is in them.
pub(super) fn events_without(
    part: Part,
    skipped: &[&str],
    mut each: impl FnMut(Seen) -> Result<More, Unread>,
) -> Result<(), Unread> {
    // How many elements are open, from one that is passed over on.
    let mut depth = 0_usize;
    events(part, |seen| match &seen {
        Seen::Open(start) if depth > 0 || skipped.contains(&start.local_name().as_ref()) => {
            depth += 1;
            Ok(More::Yes)
        }
        Seen::Close(_) if depth > 0 => {
            depth -= 1;
            Ok(More::Yes)
        }
        Seen::Words(_) if depth > 0 => Ok(More::Yes),
        _ => each(seen),
    })
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let found = start.attributes().filter_map(Result::ok).find(|own| own.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}
