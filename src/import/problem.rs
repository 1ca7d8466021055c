//! What of a table is not taken in, and where it stands.

use crate::diagnostic::Bilingual;
use crate::msg;

/// Why a file cannot be read, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is larger than is read, or would be once unpacked.
    TooLarge,
    /// It is protected by a password, or an old binary format.
    NotThis,
    /// It is broken.
    Broken,
    /// A CSV in an encoding that cannot be told.
    Encoding,
}

impl Unread {
    /// Why, in words.
    pub fn words(&self) -> Bilingual {
        match self {
            Unread::TooLarge => Bilingual::fixed(
                "filen är större än vad som läses: dela den, eller ta bort blad som inte ska läsas in",
                "the file is larger than is read: split it, or remove sheets that are not to be read",
            ),
            Unread::NotThis => Bilingual::fixed(
                "filen är inte i det format som filändelsen säger, eller skyddad med lösenord: spara den som .xlsx utan lösenord",
                "the file is not in the format that its extension tells, or protected by a password: save it as .xlsx without one",
            ),
            Unread::Broken => Bilingual::fixed(
                "filen är trasig: öppna den och spara den igen",
                "the file is broken: open it and save it again",
            ),
            Unread::Encoding => Bilingual::fixed(
                "filens tecken går inte att läsa: spara den som CSV UTF-8",
                "the characters of the file cannot be read: save it as CSV UTF-8",
            ),
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
            Some(column) => {
                let cell = format!("{sheet}{}{row}", letters(column));
                msg!("{cell}", "{cell}")
            }
            None if row > 0 => msg!("{sheet}rad {row}", "{sheet}row {row}"),
            None => {
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
