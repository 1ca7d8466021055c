//! Whether a text holds only characters that mean the same to everybody who reads it.

use memchr::memchr_iter;

/// Whether a text has no control characters but the ends of lines, each a line feed or a carriage return before one, and no
/// mark and no end of a line that only some programs know.
pub(super) fn is_ordinary(bytes: &[u8]) -> bool {
    let (chunks, rest) = bytes.as_chunks::<64>();
    let mut returns = 0;
    for (number, chunk) in chunks.iter().enumerate() {
        // Sums without branches: the compiler makes a few vector instructions of them, and every text goes through here.
        let (mut control, mut doubtful) = (0, 0);
        for &byte in chunk {
            returns |= u8::from(byte == b'\r');
            control |=
                u8::from(byte < 0x20) & u8::from(byte != b'\n') & u8::from(byte != b'\r') | u8::from(byte == 0x7f);
            doubtful |= u8::from(byte == 0xc2) | u8::from(byte == 0xe2) | u8::from(byte == 0xef);
        }
        let from = number * chunk.len();
        if control != 0 || (doubtful != 0 && has_strange(bytes, from..from + chunk.len())) {
            return false;
        }
    }
    let from = bytes.len() - rest.len();
    if has_strange(bytes, from..bytes.len()) {
        return false;
    }
    let has_returns = returns != 0 || rest.contains(&b'\r');
    !has_returns || memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n'))
}

/// Whether a strange character begins within a range.
fn has_strange(bytes: &[u8], mut range: std::ops::Range<usize>) -> bool {
    range.any(|at| match bytes[at..] {
        [b'\n' | b'\r', ..] => false,
        [0x7f, ..] => true,
        // U+0080 to U+009F, among them an end of a line.
        [0xc2, second, ..] => second < 0xa0,
        // U+2028 and U+2029, which end lines and paragraphs.
        [0xe2, 0x80, third, ..] => matches!(third, 0xa8 | 0xa9),
        // The byte order mark U+FEFF, and U+FFFE and U+FFFF, which are no characters.
        [0xef, 0xbb, 0xbf, ..] | [0xef, 0xbf, 0xbe | 0xbf, ..] => true,
        [byte, ..] => byte < 0x20,
        [] => false,
    })
}

#[cfg(test)]
mod tests {
    use super::is_ordinary;

    #[test]
    fn a_strange_character_is_found_wherever_it_stands() {
        for strange in ["\0", "\t", "\u{b}", "\u{1b}", "\u{7f}", "\u{80}", "\u{85}", "\u{9f}", "\u{2028}", "\u{2029}"]
            .into_iter()
            .chain(["\u{feff}", "\u{fffe}", "\u{ffff}", "\r", "\r\r\n"])
        {
            for before in 0..130 {
                for after in ["", "å", &"å".repeat(70)] {
                    let text = format!("{}{strange}{after}", "a".repeat(before));
                    assert!(!is_ordinary(text.as_bytes()), "{strange:?} after {before} bytes");
                }
            }
        }
    }

    #[test]
    fn what_plans_are_written_with_is_ordinary() {
        for text in ["", "\n", "\r\n", "a\r\nb\n", "Mål – ”och” §\u{a0}5…", "😀\u{fffd}\u{200b}\u{ad}é", "\u{10ffff}"]
        {
            for times in [1, 30, 200] {
                assert!(is_ordinary(text.repeat(times).as_bytes()), "{text:?}");
            }
        }
    }
}
