//! What of a table is not taken in, and where it stands.

use crate::diagnostic::Bilingual;
use crate::msg;

/// Why a file cannot be read, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is larger than is read, or would be once unpacked.
    TooLarge,
    /// It is in another format.
    NotThis,
    /// It is protected by a password.
    Locked,
    /// It is in the binary format of Excel before 2007.
    OldFormat,
    /// It is broken.
    Broken,
    /// A quotation mark of a CSV is not closed; in this line.
    OpenQuote(usize),
    /// A CSV in an encoding that cannot be told.
    Encoding,
}

/// What the containers of Office before 2007 begin with, and those of what is protected by a password since.
const CONTAINER: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

impl Unread {
    /// Why a file is not read that is no archive.
    pub(super) fn of_no_archive(bytes: &[u8]) -> Unread {
        if !bytes.starts_with(CONTAINER) {
            // An archive that was cut off begins as one.
            return if bytes.starts_with(b"PK") { Unread::Broken } else { Unread::NotThis };
        }
        // The names in a container are UTF-16.
        let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
        if memchr::memmem::find(bytes, &name).is_some() { Unread::Locked } else { Unread::OldFormat }
    }

    /// Why, in words.
    pub fn words(&self) -> Bilingual {
        match self {
            Unread::TooLarge => Bilingual::fixed(
                "filen är större än vad som läses: dela den, eller ta bort blad som inte ska läsas in",
                "the file is larger than is read: split it, or remove sheets that are not to be read",
            ),
            Unread::NotThis => Bilingual::fixed(
                "filen är inte i det format som filändelsen säger: öppna den och spara den som .xlsx",
                "the file is not in the format that its extension tells: open it and save it as .xlsx",
            ),
            Unread::Locked => Bilingual::fixed(
                "filen är skyddad med lösenord: spara den utan lösenord",
                "the file is protected by a password: save it without one",
            ),
            Unread::OldFormat => Bilingual::fixed(
                "filen är i det gamla formatet .xls: öppna den och spara den som .xlsx",
                "the file is in the old format .xls: open it and save it as .xlsx",
            ),
            Unread::Broken => Bilingual::fixed(
                "filen är trasig: öppna den och spara den igen",
                "the file is broken: open it and save it again",
            ),
            Unread::OpenQuote(line) => msg!(
                "citattecknet på rad {line} stängs inte: allt efter det blir en enda cell",
                "the quotation mark in line {line} is not closed: all after it becomes one cell",
            ),
            Unread::Encoding => Bilingual::fixed(
                "filens tecken går inte att läsa: spara den som CSV UTF-8",
                "the characters of the file cannot be read: save it as CSV UTF-8",
            ),
        }
    }
}

impl Unread {
    /// Why a document cannot be read, in words.
    pub fn of_document(&self) -> Bilingual {
        match self {
            Unread::TooLarge => Bilingual::fixed(
                "den är större än vad som läses, eller har fler tabeller i varandra",
                "it is larger than is read, or has more tables within each other",
            ),
            Unread::NotThis => Bilingual::fixed(
                "den är inte i det format som filändelsen säger: öppna den och spara den som .docx",
                "it is not in the format that its extension tells: open it and save it as .docx",
            ),
            Unread::OldFormat => Bilingual::fixed(
                "den är i det gamla formatet .doc: öppna den och spara den som .docx",
                "it is in the old format .doc: open it and save it as .docx",
            ),
            other => other.words(),
        }
    }
}

/// A place in a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The sheet; empty in a format without.
    pub sheet: String,
    /// The row, from 1; 0 for the whole sheet.
    pub row: usize,
    /// The column, from 0; none for the whole row.
    pub column: Option<usize>,
}

impl Place {
    /// The place in words: "Utfall!D12".
    pub fn words(&self) -> Bilingual {
        let sheet = if self.sheet.is_empty() { String::new() } else { format!("{}!", self.sheet) };
        let row = self.row;
        match self.column {
            Some(column) if row > 0 => {
                let cell = format!("{sheet}{}{row}", letters(column));
                msg!("{cell}", "{cell}")
            }
            _ if row > 0 => msg!("{sheet}rad {row}", "{sheet}row {row}"),
            _ => {
                let sheet = &self.sheet;
                msg!("{sheet}", "{sheet}")
            }
        }
    }
}

/// The letters of a column, as spreadsheets count them: A, Z, AA.
fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Something that is not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// What is wrong, as a phrase.
    pub words: Bilingual,
    /// What to do.
    pub help: Option<Bilingual>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_spreadsheets_do() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
        let place = Place { sheet: "Utfall".to_owned(), row: 12, column: Some(3) };
        assert_eq!(place.words().sv, "Utfall!D12");
    }
}
