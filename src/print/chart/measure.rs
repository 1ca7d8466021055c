//! How much room words take in a drawing, in tenths of its units, and how they are divided over lines.

/// Height of the letters.
pub(super) const LETTERS: i64 = 140;

/// From one line of words to the next.
pub(super) const LINE: i64 = 170;

/// The room that words take at most, in the fonts that drawings are shown in.
pub(super) fn width(words: &str) -> i64 {
    words.chars().map(of_character).sum()
}

fn of_character(character: char) -> i64 {
    match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '\u{a0}' => 46,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 60,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' => 138,
        '0'..='9' | 'a'..='z' | 'å' | 'ä' | 'ö' => 90,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' => 0,
        '\u{1100}'.. => 145,
        _ => 108,
    }
}

/// Words on lines of this width, at most so many; what has no room there ends in "…". A word that is wider than a line is
/// divided.
pub(super) fn wrap(words: &str, room: i64, most_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let has_room = |line: &String| width(line) + width(" ") + width(word) <= room;
        match lines.last_mut().filter(|line| has_room(line)) {
            Some(line) => line.extend([" ", word]),
            None => lines.extend(divided(word, room)),
        }
    }
    if lines.len() > most_lines {
        lines.truncate(most_lines);
        if let Some(last) = lines.last_mut() {
            while width(last) + width("…") > room && last.pop().is_some() {}
            last.truncate(last.trim_end().len());
            last.push('…');
        }
    }
    lines
}

/// Whether words stand on lines of this width without being divided or cut off.
pub(super) fn fits(words: &str, room: i64, most_lines: usize) -> bool {
    words.split(' ').all(|word| width(word) <= room) && wrap(words, room, usize::MAX).len() <= most_lines
}

/// The parts of a word that each have room.
fn divided(word: &str, room: i64) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut taken = 0;
    for character in word.chars() {
        let needed = of_character(character);
        if taken + needed > room && taken > 0 {
            parts.push(String::new());
            taken = 0;
        }
        taken += needed;
        if let Some(part) = parts.last_mut() {
            part.push(character);
        }
    }
    parts
}
