//! Files whose characters have become others: what is said of them, once for each.

use std::ops::Range;

use super::rules::GARBLED_TEXT;
use crate::characters::garbled::{garbled, lost};
use crate::diagnostic::Diagnostic;
use crate::msg;
use crate::source::{SourceId, Sources};

/// What there is to say of a file's characters: that some have become others, and that some are lost.
pub fn findings(sources: &Sources, file: SourceId) -> Vec<Diagnostic> {
    let content: &str = &sources.get(file).text;
    let (garbled, lost) = (garbled(content), lost(content));
    let whole = sources.whole(file);
    let mut found = Vec::new();
    if let (Some((first, _)), Some((last, _))) = (garbled.first(), garbled.last()) {
        let all = first.start..last.end;
        let mut mended = String::with_capacity(all.len());
        let mut copied = all.start;
        for (range, meant) in &garbled {
            mended.extend([&content[copied..range.start], meant]);
            copied = range.end;
        }
        let word = word_around(content, first.clone());
        let in_word = garbled.iter().rev().filter(|(range, _)| range.end <= word.end);
        let mut right = content[word.clone()].to_owned();
        in_word.for_each(|(range, meant)| right.replace_range(range.start - word.start..range.end - word.start, meant));
        let (wrong, count) = (&content[word.clone()], garbled.len());
        let finding = Diagnostic::new(
            &GARBLED_TEXT,
            whole.at(word.start, word.end),
            msg!(
                "tecken har blivit fel: {wrong} ska vara {right}",
                "characters are garbled: {wrong} should be {right}"
            ),
        );
        let finding = match count {
            1 => finding,
            _ => finding.label(msg!("det första av {count} ställen", "the first of {count} places")),
        };
        found.push(
            finding
                .help(msg!(
                    "filen, eller text som har klistrats in, lästes med fel teckenkodning och sparades så; vp check --fix ger tillbaka alla tecken",
                    "the file, or text that was pasted, was read in the wrong encoding and saved so; vp check --fix restores every character",
                ))
                .fix(whole.at(all.start, all.end), mended),
        );
    }
    // What is mended first may have been one of these.
    let lost: Vec<Range<usize>> =
        lost.into_iter().filter(|lost| !garbled.iter().any(|(range, _)| range.contains(&lost.start))).collect();
    if let Some(first) = lost.first() {
        let count = lost.len();
        let word = word_around(content, first.clone());
        let wrong = &content[word.clone()];
        let finding = Diagnostic::new(
            &GARBLED_TEXT,
            whole.at(word.start, word.end),
            msg!("ett tecken har gått förlorat: {wrong}", "a character is lost: {wrong}"),
        );
        let finding = match count {
            1 => finding,
            _ => finding.label(msg!("det första av {count} ställen", "the first of {count} places")),
        };
        found.push(finding.help(msg!(
            "skriv det rätta tecknet i stället för �, eller hämta texten på nytt där den skrevs",
            "type the right character in place of �, or fetch the text again from where it was written",
        )));
    }
    found
}

/// Whether a file of keys and values cannot be read as it was meant: all of its letters beyond ASCII have become others, or
/// those of a key.
pub fn hides_meaning(content: &str) -> bool {
    let places = garbled(content);
    if places.is_empty() {
        return false;
    }
    let mut copied = 0;
    let mut has_right = false;
    for (range, _) in &places {
        has_right |= has_letters(&content[copied..range.start]);
        copied = range.end;
    }
    has_right |= has_letters(&content[copied..]);
    !has_right || places.iter().any(|(range, _)| is_in_key(content, range))
}

fn has_letters(content: &str) -> bool {
    !content.is_ascii() && content.chars().any(|character| !character.is_ascii() && character.is_alphabetic())
}

/// Whether a place stands in a key: before the first colon of its line, in one word or in two that `_` holds together.
fn is_in_key(content: &str, place: &Range<usize>) -> bool {
    let start = content[..place.start].rfind('\n').map_or(0, |end| end + 1);
    let line = content[start..].lines().next().unwrap_or_default();
    let Some(colon) = line.find(": ").or_else(|| line.strip_suffix(':').map(str::len)) else { return false };
    let key = line[..colon].trim_start_matches(['-', ' ']);
    start + colon >= place.end && !key.contains(char::is_whitespace) && !key.contains(['#', '"', '{'])
}

/// The word that a place is in.
fn word_around(content: &str, place: Range<usize>) -> Range<usize> {
    let is_end = |character: char| character.is_whitespace() || "\"(){}[],;:".contains(character);
    let start = content[..place.start]
        .rfind(is_end)
        .map_or(0, |at| at + content[at..].chars().next().map_or(1, char::len_utf8));
    let end = content[place.end..].find(is_end).map_or(content.len(), |at| place.end + at);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn a_file_has_one_finding_that_says_what_happened() {
        let sources = Sources::default();
        let file = sources.add(Source::new("plan.yaml", "titel: Stöd\ntext: Alla fÃ¥r svar â€“ fÃ¶re jul\n"));
        let found = findings(&sources, file);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message.sv, "tecken har blivit fel: fÃ¥r ska vara får");
        assert_eq!(found[0].label.as_ref().map(|label| label.sv.as_ref()), Some("det första av 3 ställen"));
        assert_eq!(found[0].fix.as_ref().map(|fix| fix.text.as_str()), Some("år svar – fö"));
        let file = sources.add(Source::new("plan.yaml", "titel: St\u{fffd}d\n"));
        let found = findings(&sources, file);
        assert_eq!(
            found.iter().map(|found| found.message.sv.as_ref()).collect::<Vec<_>>(),
            ["ett tecken har gått förlorat: St\u{fffd}d"]
        );
        assert!(found[0].fix.is_none());
    }

    #[test]
    fn a_file_is_not_read_where_its_keys_or_all_of_it_are_wrong() {
        for (text, expected) in [
            ("titel: fÃ¶r\n", true),
            ("titel: för\ninledning: fÃ¶r\n", false),
            ("titel: för\nÃ¥r: 2026\n", true),
            ("titel: för\n  - fÃ¶rvÃ¤ntat_resultat: |\n", true),
            ("titel: för\ntext: |\n  Det vÃ¤ntade: nej\n", false),
            ("titel: för\n", false),
            ("titel: f\n", false),
        ] {
            assert_eq!(hides_meaning(text), expected, "{text}");
        }
    }
}
