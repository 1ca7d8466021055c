//! Which encoding a file that is no UTF-8 looks like, and its text where that is certain.
//!
//! | looks like | told by | its text |
//! | --- | --- | --- |
//! | UTF-16 | its first two bytes, or every other byte being zero | certain with those two bytes, where it is whole |
//! | Windows-1252 | å, ä and ö where Windows has them, and nothing that it has not | certain |
//! | Mac Roman, DOS | å, ä and ö where those have them | never: other signs may be others |

use crate::characters::garbled::WINDOWS_1252;
use crate::diagnostic::Bilingual;
use crate::msg;

/// An encoding that editors in Sweden have saved in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Two bytes for a character, as Notepad's "Unicode".
    Utf16,
    /// Notepad's "ANSI".
    Windows1252,
    /// That of Macs of the nineties.
    MacRoman,
    /// That of DOS, code page 850.
    Dos,
}

impl Encoding {
    /// Its name for people.
    pub fn name(self) -> Bilingual {
        match self {
            Encoding::Utf16 => Bilingual::fixed("UTF-16 (”Unicode”)", "UTF-16 (\"Unicode\")"),
            Encoding::Windows1252 => Bilingual::fixed("Windows-1252 (”ANSI”)", "Windows-1252 (\"ANSI\")"),
            Encoding::MacRoman => Bilingual::fixed("Mac Roman", "Mac Roman"),
            Encoding::Dos => Bilingual::fixed("DOS (850)", "DOS (850)"),
        }
    }
}

/// What bytes that are no UTF-8 look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The encoding.
    pub encoding: Encoding,
    /// The text, where nothing can be lost by saving it as UTF-8.
    pub text: Option<String>,
}

/// What is the matter with a file and how it is saved as UTF-8: a message and a help.
pub fn words(guess: Option<&Guess>) -> (Bilingual, Bilingual) {
    let notepad = Bilingual::fixed(
        "i Anteckningar: Arkiv, Spara som, Kodning UTF-8",
        "in Notepad: File, Save as, Encoding UTF-8",
    );
    let Bilingual { sv, en } = notepad;
    let Some(guess) = guess else {
        return (
            msg!("tecknet här är inte UTF-8", "the character here is not UTF-8"),
            msg!(
                "öppna filen i det program som den skrevs i och spara den som UTF-8; {sv}",
                "open the file in the program that it was written in and save it as UTF-8; {en}",
            ),
        );
    };
    let Bilingual { sv: own_sv, en: own_en } = guess.encoding.name();
    match guess.text {
        Some(_) => (
            msg!("filen är sparad som {own_sv}, inte som UTF-8", "the file is saved as {own_en}, not as UTF-8"),
            msg!("vp check --fix sparar om den som UTF-8; {sv}", "vp check --fix saves it as UTF-8; {en}"),
        ),
        None => (
            msg!(
                "filen ser ut att vara sparad som {own_sv}, inte som UTF-8",
                "the file seems to be saved as {own_en}, not as UTF-8",
            ),
            msg!(
                "öppna filen i det program som den skrevs i och spara den som UTF-8; {sv}",
                "open the file in the program that it was written in and save it as UTF-8; {en}",
            ),
        ),
    }
}

/// What bytes look like that are no UTF-8; `None` where nothing can be told.
pub fn guess(bytes: &[u8]) -> Option<Guess> {
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return Some(Guess { encoding: Encoding::Utf16, text: wide(rest, u16::from_le_bytes) });
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return Some(Guess { encoding: Encoding::Utf16, text: wide(rest, u16::from_be_bytes) });
    }
    let zeros = |start: usize| bytes.iter().skip(start).step_by(2).filter(|byte| **byte == 0).count() * 3;
    if bytes.len() >= 4 && (zeros(0) > bytes.len() || zeros(1) > bytes.len()) {
        return Some(Guess { encoding: Encoding::Utf16, text: None });
    }
    // No text of one byte for a character holds a zero, and where some of it is UTF-8 it is of two encodings.
    if bytes.contains(&0) || holds_utf8(bytes) {
        return None;
    }
    let windows = Letters::of(bytes, &[0xe5, 0xe4, 0xf6, 0xc5, 0xc4, 0xd6, 0xe9]);
    let mac = Letters::of(bytes, &[0x8c, 0x8a, 0x9a, 0x81, 0x80, 0x85, 0x8e]);
    let dos = Letters::of(bytes, &[0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99, 0x82]);
    let other = mac.within.max(dos.within);
    if windows.all > 0 && other == 0 {
        let text: Option<String> = bytes.iter().map(|byte| windows_1252(*byte)).collect();
        return Some(Guess { encoding: Encoding::Windows1252, text });
    }
    match () {
        () if other == 0 || windows.within > 0 => None,
        () if mac.within > dos.within => Some(Guess { encoding: Encoding::MacRoman, text: None }),
        () if dos.within > mac.within => Some(Guess { encoding: Encoding::Dos, text: None }),
        () => None,
    }
}

/// How often the letters of an encoding stand in a text.
struct Letters {
    all: usize,
    /// Between or beside two letters, as no quotation mark or dash stands: those have the same bytes in another encoding.
    within: usize,
}

impl Letters {
    fn of(bytes: &[u8], letters: &[u8; 7]) -> Letters {
        let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let places: Vec<usize> = (0..bytes.len()).filter(|at| letters.contains(&bytes[*at])).collect();
        let within = places.iter().filter(|at| is_letter(**at + 1) && at.checked_sub(1).is_some_and(is_letter)).count();
        Letters { all: places.len(), within }
    }
}

/// Whether some of the bytes are UTF-8 of more than one byte; two letters of other encodings seldom look like it, and never
/// three.
fn holds_utf8(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| chunk.valid().chars().any(|letter| letter > '\u{7f}'))
}

/// The text of UTF-16 without its mark; none where it is not whole.
fn wide(bytes: &[u8], read: fn([u8; 2]) -> u16) -> Option<String> {
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    let units: Vec<u16> = pairs.map(|pair| read([pair[0], pair[1]])).collect();
    String::from_utf16(&units).ok()
}

/// The character of a byte in Windows-1252; five bytes have none.
fn windows_1252(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9f => Some(WINDOWS_1252[usize::from(byte - 0x80)]).filter(|letter| *letter != '\0'),
        _ => Some(char::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "vp: 1\når: 2026\ntitel: ”Må bra” – så här, Örnen!\n";

    fn in_1252(text: &str) -> Vec<u8> {
        let byte = |letter: char| (0..=255).find(|byte| windows_1252(*byte) == Some(letter)).unwrap();
        text.chars().map(byte).collect()
    }

    #[test]
    fn what_windows_saves_is_known_and_nothing_is_lost() {
        let guess = |bytes: &[u8]| super::guess(bytes).unwrap();
        assert_eq!(guess(&in_1252(TEXT)), Guess { encoding: Encoding::Windows1252, text: Some(TEXT.to_owned()) });
        for read in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes: Vec<u8> = "\u{feff}".encode_utf16().chain(TEXT.encode_utf16()).flat_map(read).collect();
            assert_eq!(guess(&bytes), Guess { encoding: Encoding::Utf16, text: Some(TEXT.to_owned()) });
            assert_eq!(guess(&bytes[2..]), Guess { encoding: Encoding::Utf16, text: None });
            assert_eq!(guess(&bytes[..bytes.len() - 1]), Guess { encoding: Encoding::Utf16, text: None });
        }
        // A surrogate without its other half would be lost.
        assert_eq!(guess(&[0xff, 0xfe, b'a', 0, 0, 0xd8]).text, None);
    }

    #[test]
    fn other_encodings_are_named_and_not_taken_for_that_of_windows() {
        assert_eq!(guess(b"M\x8cl f\x9ar barn"), Some(Guess { encoding: Encoding::MacRoman, text: None }));
        assert_eq!(guess(b"M\x86l f\x94r barn"), Some(Guess { encoding: Encoding::Dos, text: None }));
        // Bytes without a character in Windows-1252.
        assert_eq!(guess(b"M\xe5l \x81 \x8d"), Some(Guess { encoding: Encoding::Windows1252, text: None }));
        for bytes in [&b"M\xe5l f\xc3\xb6r barn"[..], b"M\xe5l f\x94r barn", b"M\xe5l\0", b"\xff\xff", b"\x80\x81", b""]
        {
            assert_eq!(guess(bytes), None, "{bytes:?}");
        }
    }
}
