//! Markdown as Pandoc writes it, as Markdown that everybody reads: tables drawn with lines, fields before the text, marks after
//! headings, and raised figures.

use std::borrow::Cow;

use crate::characters::raised;

/// Fewest columns of a table that is drawn with dashes alone: one would be a line across the page.
const FEWEST_COLUMNS: usize = 2;

/// A text, and for each of its lines the line that it was, from 1.
pub(super) struct Plain<'t> {
    /// The text.
    pub(super) text: Cow<'t, str>,
    /// The lines; none where they are as they were.
    pub(super) lines: Option<Vec<usize>>,
}

/// Whether anything of Pandoc's own stands in a text.
fn is_pandocs(text: &str) -> bool {
    text.starts_with("---\n")
        || text.starts_with("---\r\n")
        || text.lines().any(|line| {
            let line = line.trim();
            line.starts_with("+--") && line.ends_with('+')
                || line.starts_with(":::")
                || line.starts_with('#') && line.ends_with('}')
                || columns(line).is_some()
                || line.contains('^')
        })
}

/// The text as everybody reads it.
pub(super) fn plain(text: &str) -> Plain<'_> {
    if !is_pandocs(text) {
        return Plain { text: Cow::Borrowed(text), lines: None };
    }
    let all: Vec<&str> = text.lines().collect();
    let mut out = Out::default();
    let mut at = fields(&all, &mut out);
    let mut in_code = false;
    while at < all.len() {
        let line = all[at];
        in_code ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        let taken = match in_code {
            true => 0,
            false => grid(&all, at, &mut out).max(simple(&all, at, &mut out)),
        };
        if taken > 0 {
            at += taken;
            continue;
        }
        match in_code {
            true => out.line(at, line),
            false if line.trim_start().starts_with(":::") => out.line(at, ""),
            false => out.line(at, &without_marks(line)),
        }
        at += 1;
    }
    Plain { text: Cow::Owned(out.text), lines: Some(out.lines) }
}

#[derive(Default)]
struct Out {
    text: String,
    lines: Vec<usize>,
}

impl Out {
    fn line(&mut self, at: usize, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
        self.lines.push(at + 1);
    }

    fn row(&mut self, at: usize, cells: &[String]) {
        let cells: Vec<String> = cells.iter().map(|cell| cell.trim().replace('|', "\\|")).collect();
        self.line(at, &format!("| {} |", cells.join(" | ")));
    }

    /// A table: its rows, each with the line that it begins on; the first is the head.
    fn table(&mut self, rows: &[(usize, Vec<String>)]) {
        let Some((first, head)) = rows.first() else { return };
        self.line(*first, "");
        self.row(*first, head);
        self.line(*first, &format!("|{}", " --- |".repeat(head.len())));
        for (at, cells) in &rows[1..] {
            self.row(*at, cells);
        }
        self.line(rows.last().map_or(*first, |(at, _)| *at), "");
    }
}

/// The fields before the text, between lines of dashes: the title is a heading, and what stands beside it lines.
fn fields(all: &[&str], out: &mut Out) -> usize {
    if all.first().map(|line| line.trim_end()) != Some("---") {
        return 0;
    }
    let Some(end) = all.iter().skip(1).position(|line| matches!(line.trim_end(), "---" | "...")).map(|end| end + 1)
    else {
        return 0;
    };
    // What is none of fields is a text between two lines.
    if !all[1..end].iter().all(|line| line.contains(':') || line.starts_with([' ', '-', '#']) || line.trim().is_empty())
    {
        return 0;
    }
    for (at, line) in all.iter().enumerate().take(end).skip(1) {
        let (key, said) = line.split_once(':').unwrap_or(("", line));
        let said = said.trim().trim_matches(['"', '\'']);
        match key.trim() {
            _ if said.is_empty() || matches!(said, "|" | ">") => {}
            "title" => out.line(at, &format!("# {said}")),
            "toc" | "lang" | "numbersections" | "documentclass" | "geometry" | "output" => {}
            "subtitle" | "author" | "date" | "" => out.line(at, said.trim_start_matches("- ")),
            key => out.line(at, &format!("{key}: {said}")),
        }
        out.line(at, "");
    }
    end + 1
}

/// A line without the marks after a heading, and with raised figures as they are.
fn without_marks(line: &str) -> String {
    let mut line = line.to_owned();
    if line.starts_with('#')
        && line.trim_end().ends_with('}')
        && let Some(at) = line.rfind('{')
        && line[at + 1..].starts_with(['#', '.', '-'])
    {
        line.truncate(line[..at].trim_end().len());
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line.as_str();
    while let Some(at) = rest.find('^') {
        let inner = &rest[at + 1..];
        let end = inner.find('^').filter(|end| {
            *end > 0 && inner[..*end].bytes().all(|byte| byte.is_ascii_digit()) && !rest[..at].ends_with('[')
        });
        out.push_str(&rest[..at]);
        match end {
            Some(end) => {
                out.extend(inner[..end].chars().map(raised));
                rest = &inner[end + 1..];
            }
            None => {
                out.push('^');
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

/// A table drawn with + and -; gives how many lines it has.
fn grid(all: &[&str], from: usize, out: &mut Out) -> usize {
    let is_line = |line: &str| {
        let line = line.trim();
        line.len() > 2
            && line.starts_with('+')
            && line.ends_with('+')
            && line.bytes().all(|byte| b"+-=:".contains(&byte))
    };
    if !is_line(all[from]) {
        return 0;
    }
    let is_of = |line: &&&str| is_line(line) || line.trim().starts_with('|') && line.trim().ends_with('|');
    let count = all[from..].iter().take_while(is_of).count();
    let width = all[from].matches('+').count() - 1;
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    let mut open: Option<(usize, Vec<String>)> = None;
    for (at, line) in all.iter().enumerate().skip(from).take(count) {
        if is_line(line) {
            rows.extend(open.take());
            continue;
        }
        let inner = line.trim().trim_matches('|');
        let cells: Vec<&str> = inner.split('|').map(str::trim).collect();
        let (_, row) = open.get_or_insert_with(|| (at, vec![String::new(); width.max(cells.len())]));
        for (own, cell) in row.iter_mut().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            if !own.is_empty() {
                own.push(' ');
            }
            own.push_str(cell);
        }
    }
    if count < 3 || rows.is_empty() {
        return 0;
    }
    out.table(&rows);
    count
}

/// Where the columns are of a line of dashes with blanks between them.
fn columns(line: &str) -> Option<Vec<(usize, usize)>> {
    let is_dashes = !line.trim().is_empty() && line.bytes().all(|byte| byte == b'-' || byte == b' ');
    if !is_dashes {
        return None;
    }
    let mut columns = Vec::new();
    let mut from = None;
    for (at, byte) in line.bytes().chain(std::iter::once(b' ')).enumerate() {
        match (byte, from) {
            (b'-', None) => from = Some(at),
            (b' ', Some(start)) => {
                columns.push((start, at));
                from = None;
            }
            _ => {}
        }
    }
    let are_wide = columns.iter().all(|(start, end)| end - start > 1);
    (columns.len() >= FEWEST_COLUMNS && are_wide).then_some(columns)
}

/// A table whose columns are drawn with dashes below its head; gives how many lines it has.
fn simple(all: &[&str], from: usize, out: &mut Out) -> usize {
    let Some(columns) = all.get(from + 1).and_then(|line| columns(line)) else { return 0 };
    if all[from].trim().is_empty() {
        return 0;
    }
    let end = all[from + 2..].iter().position(|line| line.trim().is_empty()).map_or(all.len(), |end| from + 2 + end);
    let cells = |line: &str| {
        let letters: Vec<char> = line.chars().collect();
        let cell = |(number, (start, _)): (usize, &(usize, usize))| {
            // The last column goes on to the end of the line; another one to where the next begins.
            let start = if number == 0 { 0 } else { *start };
            let end = columns.get(number + 1).map_or(letters.len(), |(next, _)| *next).min(letters.len());
            letters.get(start..end).map_or_else(String::new, |letters| letters.iter().collect())
        };
        columns.iter().enumerate().map(cell).collect::<Vec<String>>()
    };
    // The line of dashes at the end of a table belongs to it.
    let own = (from + 2..end).filter(|at| !all[*at].bytes().all(|byte| byte == b'-' || byte == b' '));
    let mut rows = vec![(from, cells(all[from]))];
    rows.extend(own.map(|at| (at, cells(all[at]))));
    if rows.len() < 2 {
        return 0;
    }
    out.table(&rows);
    end - from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_that_are_drawn_are_tables() {
        let text = "Text\n\n  Mått         Mål\n  ----------- ------\n  Böcker          12\n\n+-----+-----+\n| A   | B   |\n+=====+=====+\n| ett | två |\n|     | rad |\n+-----+-----+\n";
        let plain = plain(text);
        assert!(plain.text.contains("| Mått | Mål |\n| --- | --- |\n| Böcker | 12 |\n"), "{}", plain.text);
        assert!(plain.text.contains("| A | B |\n| --- | --- |\n| ett | två rad |\n"), "{}", plain.text);
        let lines = plain.lines.expect("they are others");
        let at = plain.text.lines().position(|line| line.starts_with("| Böcker")).expect("it is there");
        assert_eq!(lines[at], 5);
    }

    #[test]
    fn marks_are_no_words() {
        assert_eq!(without_marks("# Mål {#mål .unnumbered}"), "# Mål");
        assert_eq!(without_marks("# Mål {år}"), "# Mål {år}");
        assert_eq!(without_marks("12 m^3^ sten[^1] och x^y^"), "12 m³ sten[^1] och x^y^");
        let plain = plain("---\ntitle: \"Plan\"\nauthor: Nämnden\n---\n\nText\n");
        assert_eq!(plain.text, "# Plan\n\nNämnden\n\n\nText\n");
    }

    #[test]
    fn a_text_without_anything_of_pandocs_is_as_it_was() {
        for text in ["# Plan\n\n---\n\nText\n\n- a\n- b\n", "| a | b |\n| --- | --- |\n"] {
            assert!(plain(text).lines.is_none(), "{text}");
        }
    }
}
