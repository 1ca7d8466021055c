//! The words beside a mark in an excerpt, laid out in the room that a screen has.
//!
//! ```text
//! 24 |           årsmål: 95
//!    |                   ^^ ett långt skäl som går över
//!    |                      på nästa rad
//! ```

use super::width;

/// With less room than this beside their mark, words stand below it.
const LEAST_BESIDE: usize = 24;

/// So much room words have below a mark that stands far to the right.
const BELOW: usize = 40;

/// A character with the signs that colour it.
#[derive(Clone)]
struct Cell {
    /// The signs in force, none where it is as all else.
    style: String,
    character: char,
}

/// The line of a mark with its words in lines that fit; `None` where the line has no words or is a line of a file. `next` is
/// the line below, whose bars lead to further words and go on between.
pub(super) fn wrapped(line: &str, next: &str, to: usize) -> Option<String> {
    let cells = cells(line);
    let bar = cells.iter().position(|cell| cell.character != ' ').filter(|at| cells[*at].character == '|')?;
    let is_mark = |cell: &Cell| " ^-~|_".contains(cell.character);
    let words_at = bar + 1 + cells[bar + 1..].iter().position(|cell| !is_mark(cell))?;
    let (margin, marks, words) = (&cells[..=bar], &cells[bar + 1..words_at], &cells[words_at..]);
    let column = |cells: &[Cell]| width(&cells.iter().map(|cell| cell.character).collect::<String>());
    let beside = column(&cells[..words_at]);
    let is_beside = to >= beside + LEAST_BESIDE.min(to / 2);
    let room = BELOW.min(to * 2 / 3);
    let start = if is_beside { beside } else { beside.min(to - room).max(column(margin) + 1) };
    let below: Vec<char> = super::bare(next).chars().collect();
    // Nothing but blanks and the bars that lead to other marks' words.
    let leading = || {
        let lead = (margin.len()..start).map(|at| below.get(at).copied().filter(|sign| *sign == '|').unwrap_or(' '));
        lead.map(|character| Cell { style: String::new(), character })
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row: Vec<Cell> = margin.iter().chain(marks).cloned().collect();
    if !is_beside {
        rows.push(std::mem::take(&mut row));
        row.extend(margin.iter().cloned().chain(leading()));
    }
    let mut is_empty = true;
    for word in words.split(|cell| cell.character == ' ').filter(|word| !word.is_empty()) {
        if !is_empty {
            match column(&row) + 1 + column(word) > to {
                true => {
                    rows.push(std::mem::take(&mut row));
                    row.extend(margin.iter().cloned().chain(leading()));
                }
                false => row.push(Cell { style: word[0].style.clone(), character: ' ' }),
            }
        }
        row.extend(word.iter().cloned());
        is_empty = false;
    }
    rows.push(row);
    Some(rows.iter().map(|row| drawn(row)).collect::<Vec<_>>().join("\n"))
}

/// The characters of a line, each with the signs that were in force before it.
fn cells(line: &str) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut style = String::new();
    let mut rest = line;
    while let Some(character) = rest.chars().next() {
        let sign = rest.strip_prefix("\u{1b}[").and_then(|after| after.find('m')).map(|end| &rest[..end + 3]);
        match sign {
            Some(sign) => {
                match sign {
                    "\u{1b}[0m" => style.clear(),
                    _ => style.push_str(sign),
                }
                rest = &rest[sign.len()..];
            }
            None => {
                cells.push(Cell { style: style.clone(), character });
                rest = &rest[character.len_utf8()..];
            }
        }
    }
    cells
}

/// Characters as a line, without blanks at its end.
fn drawn(row: &[Cell]) -> String {
    let end = row.iter().rposition(|cell| cell.character != ' ').map_or(0, |last| last + 1);
    let mut line = String::new();
    let mut style = "";
    for cell in &row[..end] {
        if cell.style != style {
            if !style.is_empty() {
                line.push_str("\u{1b}[0m");
            }
            line.push_str(&cell.style);
            style = &cell.style;
        }
        line.push(cell.character);
    }
    if !style.is_empty() {
        line.push_str("\u{1b}[0m");
    }
    line
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn the_words_of_a_mark_go_on_below_themselves() {
        let line = "   |         ^^^^ ett skäl som är längre än raden har plats för";
        let expected = "   |         ^^^^ ett skäl som är längre\n   |              än raden har plats för";
        assert_eq!(wrapped(line, "", 40).as_deref(), Some(expected));
        let coloured = "   \u{1b}[1m\u{1b}[94m|\u{1b}[0m         \u{1b}[91m^^^^\u{1b}[0m \u{1b}[91mett skäl som är längre än\u{1b}[0m";
        let expected = "   \u{1b}[1m\u{1b}[94m|\u{1b}[0m         \u{1b}[91m^^^^\u{1b}[0m \u{1b}[91mett skäl som är längre\u{1b}[0m\n   \
                        \u{1b}[1m\u{1b}[94m|\u{1b}[0m              \u{1b}[91män\u{1b}[0m";
        assert_eq!(wrapped(coloured, "", 40).as_deref(), Some(expected));
    }

    #[test]
    fn words_far_to_the_right_stand_below_their_mark() {
        let line = format!("   |{}^^ ett skäl som är längre än raden har plats för", " ".repeat(45));
        let expected = format!(
            "   |{}^^\n   |{}ett skäl som är längre än raden har\n   |{}plats för",
            " ".repeat(45),
            " ".repeat(16),
            " ".repeat(16)
        );
        assert_eq!(wrapped(&line, "", 60), Some(expected));
    }

    #[test]
    fn bars_that_lead_to_other_words_go_on() {
        let line = "   |  ---- ^^^^ ett skäl som är längre än raden";
        let expected = "   |  ---- ^^^^ ett skäl som är längre\n   |  |         än raden";
        assert_eq!(wrapped(line, "   |  |", 40).as_deref(), Some(expected));
    }

    #[test]
    fn lines_of_files_and_marks_without_words_are_left() {
        for line in ["12 |  titel: en lång rad av en fil", "   |  ^^^^^^^^^^^^^^^^^^", "  --> plan.yaml:12:3", "   |"]
        {
            assert_eq!(wrapped(line, "", 30), None, "{line}");
        }
    }
}
