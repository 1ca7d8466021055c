//! Comments of a file to fill in: whole texts, wrapped, that no reader of the file takes for anything else.

use crate::drafts::init::cleaned;
use crate::model::number::NO_BREAK_SPACE;

/// The widest line, in letters.
const WIDTH: usize = 100;

/// Between what stands side by side in a comment.
pub(super) const BETWEEN: &str = " · ";

/// Writes a text as a comment, on as many lines as it takes; nothing where it has no words.
pub(super) fn write(out: &mut String, indent: usize, text: &str) {
    let room = WIDTH - indent - 2;
    let mut line = String::new();
    // Words joined by a no-break space, as a number and its unit, stay on one line.
    let words = text.split(|character: char| character.is_whitespace() && character != NO_BREAK_SPACE).map(cleaned);
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > room {
            write_line(out, indent, &line);
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        } else if word.starts_with("vp:") {
            // A comment that begins so speaks to the program.
            line.push_str("– ");
        }
        line.push_str(&word);
    }
    if !line.is_empty() {
        write_line(out, indent, &line);
    }
}

/// Writes the texts side by side as one comment.
pub(super) fn write_all(out: &mut String, indent: usize, texts: impl IntoIterator<Item = String>) {
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    write(out, indent, &texts.join(BETWEEN));
}

fn write_line(out: &mut String, indent: usize, words: &str) {
    out.push_str(&" ".repeat(indent));
    out.push_str("# ");
    out.push_str(words);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = String::new();
        write(&mut out, 2, text);
        out
    }

    #[test]
    fn a_comment_is_whole_and_stays_a_comment() {
        assert_eq!(written("Två rader\nblir\u{2028}en"), "  # Två rader blir en\n");
        assert_eq!(written("vp: tillåt VP0603 nej"), "  # – vp: tillåt VP0603 nej\n");
        assert_eq!(written(" \n"), "");
        assert_eq!(
            written(&format!("{} 1\u{a0}234\u{a0}%", "x".repeat(92))),
            format!("  # {}\n  # 1 234 %\n", "x".repeat(92))
        );
        let long = format!("{}vp: {}", "ord ".repeat(24), "vp: ".repeat(80));
        let lines = written(&long);
        assert!(lines.lines().all(|line| line.starts_with("  # ") && line.chars().count() <= WIDTH + 2), "{lines}");
        assert!(!lines.contains("# vp:"), "{lines}");
        assert_eq!(lines.matches("ord").count(), 24);
        assert_eq!(lines.matches("vp:").count(), 81);
    }
}
