//! Characters that have become others on the way: UTF-8 that was read as something else and saved so, `fÃ¶r` for `för`.

use std::borrow::Cow;
use std::ops::Range;

/// A text goes wrong at most so many times over.
const MOST_TIMES: usize = 3;

/// Where characters have become others, each with what they were; next to each other they are one place. Nothing but what
/// is certain: no text in a language of Europe has these characters beside each other.
pub fn garbled(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    if !may_be_garbled(text.as_bytes()) {
        return found;
    }
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let next = at + character.len_utf8();
        let is_after = found.last().is_some_and(|(range, _)| range.end == at);
        match meant(&text[at..], is_after) {
            Some((length, meant)) => {
                match found.last_mut().filter(|(range, _)| range.end == at) {
                    Some((range, words)) => {
                        range.end = at + length;
                        words.push(meant);
                    }
                    None => found.push((at..at + length, meant.to_string())),
                }
                at += length;
            }
            None => at = next,
        }
    }
    for (_, words) in &mut found {
        for _ in 1..MOST_TIMES {
            match mended(words) {
                Cow::Owned(again) => *words = again,
                Cow::Borrowed(_) => break,
            }
        }
    }
    found
}

/// The text with the right characters, read once.
fn mended(text: &str) -> Cow<'_, str> {
    let mut whole = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        match meant(&text[at..], at > 0 && at == copied) {
            Some((length, meant)) => {
                whole.push_str(&text[copied..at]);
                whole.push(meant);
                at += length;
                copied = at;
            }
            None => at += character.len_utf8(),
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    whole.push_str(&text[copied..]);
    Cow::Owned(whole)
}

/// Where characters are lost: a program has put U+FFFD where it could not read them.
pub fn lost(text: &str) -> Vec<Range<usize>> {
    if !may_be_garbled(text.as_bytes()) {
        return Vec::new();
    }
    text.match_indices('\u{fffd}').map(|(at, sign)| at..at + sign.len()).collect()
}

/// Whether a text can have any of them, by two bytes beside each other that few texts have. It looks at all bytes without a
/// branch, many at a time.
fn may_be_garbled(bytes: &[u8]) -> bool {
    bytes.iter().zip(bytes.iter().skip(1)).fold(false, |found, (&one, &two)| {
        let is_latin = (one == 0xc3) & ((two == 0x83) | (two == 0x82) | (two == 0xa2) | (two == 0xb0) | (two == 0xaf));
        let is_other = ((one == 0x88) & (two == 0x9a)) | ((one == 0x94) & (two == 0x9c));
        found | is_latin | is_other | ((one == 0xbf) & (two == 0xbd))
    })
}

/// The character that a text begins with in the guise of others, and how many bytes those take. Right behind another such
/// more is certain than elsewhere.
fn meant(text: &str, is_after: bool) -> Option<(usize, char)> {
    let mut characters = text.chars();
    let first = characters.next()?;
    if matches!(first, '√' | '├') {
        let second = characters.next()?;
        let (_, _, letter) = OTHERS.iter().find(|(lead, mark, _)| *lead == first && *mark == second)?;
        return Some((first.len_utf8() + second.len_utf8(), *letter));
    }
    let count = match first {
        'Ã' | 'Â' => 2,
        'Å' | 'Æ' | 'Ë' if is_after => 2,
        'â' | 'ï' => 3,
        'ð' => 4,
        _ => return None,
    };
    let mut bytes = [0; 4];
    bytes[0] = byte(first)?;
    let mut length = first.len_utf8();
    for place in &mut bytes[1..count] {
        let Some(next) = characters.next() else { break };
        // The last byte of ” has no character in Windows-1252, and some programs put this in its place.
        let is_quote = next == '\u{fffd}' && text.starts_with("â€");
        let Some(read) = byte(next).or(is_quote.then_some(0x9d)).filter(|byte| (0x80..0xc0).contains(byte)) else {
            break;
        };
        *place = read;
        length += next.len_utf8();
    }
    let letter = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
    let is_known = match first {
        'Ã' => true,
        // A control character by itself is none that anybody wrote.
        'Â' => letter >= '\u{a0}' || text.chars().nth(1).is_some_and(char::is_control),
        'ï' => matches!(letter, '\u{feff}' | '\u{fffd}' | 'ﬁ' | 'ﬂ'),
        'ð' => letter >= '\u{1f000}',
        _ => true,
    };
    is_known.then_some((length, letter))
}

/// The two bytes of a letter as Mac Roman and as the code pages of DOS show them.
const OTHERS: &[(char, char, char)] = &[
    ('√', '•', 'å'),
    ('√', '§', 'ä'),
    ('√', '∂', 'ö'),
    ('√', 'Ö', 'Å'),
    ('√', 'Ñ', 'Ä'),
    ('√', 'ñ', 'Ö'),
    ('√', '©', 'é'),
    ('├', 'Ñ', 'å'),
    ('├', 'ñ', 'ä'),
    ('├', 'Â', 'ö'),
    ('├', '╢', 'ö'),
    ('├', 'à', 'Å'),
    ('├', 'ä', 'Ä'),
    ('├', 'û', 'Ö'),
    ('├', '®', 'é'),
];

/// The byte that Windows-1252 has a character for, or that Latin-1 has.
fn byte(character: char) -> Option<u8> {
    let found = WINDOWS_1252.iter().position(|other| *other == character && *other != '\0');
    match found {
        Some(place) => u8::try_from(0x80 + place).ok(),
        None => u8::try_from(u32::from(character)).ok(),
    }
}

/// The characters of the bytes 80 to 9F in Windows-1252; five have none.
pub const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with each place as it was meant.
    fn whole(text: &str) -> String {
        let mut whole = text.to_owned();
        for (range, words) in garbled(text).into_iter().rev() {
            whole.replace_range(range, &words);
        }
        whole
    }

    /// The text as a program that reads UTF-8 as Windows-1252 shows it.
    fn misread(text: &str) -> String {
        let character = |byte: u8| match byte {
            0x80..=0x9f if WINDOWS_1252[usize::from(byte - 0x80)] != '\0' => WINDOWS_1252[usize::from(byte - 0x80)],
            _ => char::from(byte),
        };
        text.bytes().map(character).collect()
    }

    #[test]
    fn what_was_misread_is_read_aright() {
        let text = "För året: ”Åtgärder” – 5 § och 3 m² på 10 °C, ≥ 80 %, café… ÄÖ Ü 😀\u{a0}kr";
        let once = misread(text);
        assert_eq!(whole(&once), text);
        assert_eq!(whole(&misread(&once)), text);
        assert_eq!(whole(&misread(&misread(&once))), text);
        let latin: String = "Åäö är på väg – nu".bytes().map(char::from).collect();
        assert_eq!(whole(&latin), "Åäö är på väg – nu");
        assert_eq!(whole("p√• v√§g f√∂r √Öke √Ñr √ñ caf√©"), "på väg för Åke Är Ö café");
        assert_eq!(whole("p├Ñ v├ñg f├Âr f├╢r ├àke ├är ├û"), "på väg för för Åke Är Ö");
        assert_eq!(whole("â€\u{fffd}Hej"), "”Hej");
        assert_eq!(garbled("x fÃ¶rr Ã¥ret y"), [(3..7, "ö".to_owned()), (10..14, "å".to_owned())]);
    }

    #[test]
    fn what_is_right_stays() {
        for text in [
            "Åtgärder för året: ”Å” – 5 § ÄÖ",
            "SÃO PAULO, château, naïve, Ärlig â, 3 √ 4, Âge",
            "VÅ– och NÄ… är ord i versaler",
            "Encyclopædia ð Þ",
            "",
            "Ã",
            "â€",
            "ð",
        ] {
            assert_eq!(garbled(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_lost_is_known() {
        assert_eq!(lost("f\u{fffd}r \u{fffd}ret"), [1..4, 6..9]);
        assert_eq!(lost("för året"), []);
    }
}
