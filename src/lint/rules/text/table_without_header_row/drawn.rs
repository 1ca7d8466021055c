//! Lines that were meant as a table and are none: without dashes, under a line that makes a heading of them, drawn with
//! plus signs, or with blanks between their columns.

/// How lines draw a table that Markdown does not read as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    /// Rows with this number of columns, and no row of dashes.
    Bars(usize),
    /// Lines of `+---+---+`.
    Grid,
    /// Columns with three blanks or more between them.
    Blanks(usize),
}

/// Fewest blanks that part columns: two stand after a full stop of some writers.
pub(super) const APART: &str = "   ";

/// How a paragraph draws a table, if it does.
pub(super) fn drawn(paragraph: &str) -> Option<Drawn> {
    let rows: Vec<&str> = paragraph.lines().map(row).collect();
    if rows.len() < 2 {
        return None;
    }
    let is_line =
        |row: &&str| row.starts_with("+-") && row.len() > 4 && row.bytes().all(|byte| b"+-= ".contains(&byte));
    if rows.iter().filter(|row| is_line(row)).count() > 1 {
        return Some(Drawn::Grid);
    }
    let columns = |parted: fn(&str) -> usize| {
        let count = parted(rows[0]);
        (count > 1 && rows.iter().all(|row| parted(row) == count)).then_some(count)
    };
    columns(by_bars).map(Drawn::Bars).or_else(|| columns(by_blanks).map(Drawn::Blanks))
}

/// A line without what stands around it: the marks of quotations, and blanks.
pub(super) fn row(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>']).trim_end()
}

/// The columns of a row with bars, at its ends or not.
pub(super) fn by_bars(row: &str) -> usize {
    let inner = row.strip_prefix('|').unwrap_or(row);
    let inner = inner.strip_suffix('|').filter(|inner| !inner.ends_with('\\')).unwrap_or(inner);
    inner.replace("\\|", "").split('|').count()
}

/// The columns of a row with blanks between them.
fn by_blanks(row: &str) -> usize {
    row.split(APART).filter(|cell| !cell.trim().is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::{Drawn, drawn};

    #[test]
    fn tables_that_are_none_are_known_from_words() {
        for (paragraph, expected) in [
            ("Namn | Antal\nAnna | 3", Some(Drawn::Bars(2))),
            ("> Namn | Antal | Andel\n> Anna | 3 | 4", Some(Drawn::Bars(3))),
            ("| Namn | Antal |\n| Anna | 3 |", Some(Drawn::Bars(2))),
            ("+---+---+\n| a | b |\n+---+---+", Some(Drawn::Grid)),
            ("Namn    Antal\nAnna       3", Some(Drawn::Blanks(2))),
            ("Öppet mån | tors\nVälkommen!", None),
            ("En rad | till", None),
            ("Anna  Berg\nBo  Dal", None),
            ("Det är `a | b` och\nc | d | e", None),
        ] {
            assert_eq!(drawn(paragraph), expected, "{paragraph}");
        }
    }
}
