//! A running text as the lines of a block below its key.

/// Letters that a text may have to stand beside its key; a longer one is read more easily on lines of its own.
const LONGEST_BESIDE: usize = 90;

/// The lines of a block, each with the line end before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The lines.
    pub(super) lines: String,
}

impl Block {
    /// A text below a key that stands as deep as `indent`; none where it is better written beside its key, or would not be
    /// read again as it is.
    pub(super) fn of(text: &str, indent: &str, line_end: &str) -> Option<Block> {
        let is_short = !text.contains('\n') && text.chars().count() <= LONGEST_BESIDE;
        if is_short { None } else { Block::on_lines(text, indent, line_end) }
    }

    /// The same, also where it is short.
    pub(super) fn on_lines(text: &str, indent: &str, line_end: &str) -> Option<Block> {
        let is_shown = |letter: char| {
            letter == '\n'
                || !(letter.is_control()
                    || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
        };
        // The blanks of the first line would be taken for the depth of all.
        let is_block = !text.is_empty() && text.trim() == text && text.chars().all(is_shown);
        is_block.then(|| {
            let line = |line: &str| match line.is_empty() {
                true => line_end.to_owned(),
                false => format!("{line_end}{indent}  {line}"),
            };
            Block { lines: text.split('\n').map(line).collect() }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Block;

    #[test]
    fn a_text_of_several_lines_stands_below_its_key() {
        let lines = |text: &str| Block::of(text, "  ", "\n").map(|block| block.lines);
        assert_eq!(lines("Ett.\n\nTvå."), Some("\n    Ett.\n\n    Två.".to_owned()));
        assert_eq!(lines("Ett."), None);
        assert_eq!(lines("\tEtt\nTvå"), None);
        assert_eq!(lines("Ett\n\u{b}Två"), None);
        assert!(lines("ord ".repeat(40).trim_end()).is_some());
        assert_eq!(Block::on_lines("Ett.", "", "\r\n").map(|block| block.lines), Some("\r\n  Ett.".to_owned()));
    }
}
