//! The glossary names code that there is, keys that files have, and each word once.

use std::collections::BTreeSet;
use std::path::Path;

use vp::describe::reference::format::format;
use vp::diagnostic::Language;

use crate::project::{assert_none, listed, sources};
use crate::workspace::{REPOSITORY, read};

struct Row {
    line: usize,
    cells: Vec<String>,
}

impl Row {
    fn swedish(&self) -> &str {
        &self.cells[0]
    }

    fn code(&self) -> &str {
        &self.cells[2]
    }
}

fn rows() -> Vec<Row> {
    let page = read(&Path::new(REPOSITORY).join("docs/glossary.md"));
    let lines = page.lines().enumerate().filter(|(_, line)| line.starts_with("| ") && !line.starts_with("| ---"));
    let rows: Vec<Row> = lines
        .filter(|(_, line)| !line.starts_with("| Swedish |"))
        .map(|(at, line)| {
            let cells = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned());
            Row { line: at + 1, cells: cells.collect() }
        })
        .collect();
    assert!(rows.len() > 50, "{} rows", rows.len());
    rows
}

/// Whether this is the key of a level of the built-in steering model.
fn built_in_level(key: &str) -> bool {
    vp::plan_format::parts::settings::built_in().steering.level(key).is_some()
}

/// What stands between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn every_row_has_all_columns_and_a_sentence() {
    let mut wrong = Vec::new();
    for row in rows() {
        let is_whole = row.cells.len() == 4 && row.cells.iter().all(|cell| !cell.is_empty());
        if !is_whole || !row.cells[3].ends_with('.') || quoted(row.code()).next().is_none() {
            wrong.push(format!("docs/glossary.md:{}: {:?}", row.line, row.cells));
        }
    }
    assert_none(wrong);
}

/// `module::Name`: declared in that module or below it; `module` and `module::inner`: a module.
#[test]
fn every_name_of_code_is_declared_where_it_says() {
    let files: Vec<_> = sources().into_iter().filter(|file| !file.is_test()).collect();
    let declared: Vec<(Vec<&str>, BTreeSet<String>)> =
        files.iter().map(|file| (file.modules(), file.named().declared)).collect();
    let top = listed("src/lib.rs");
    let mut wrong = Vec::new();
    for row in rows() {
        for name in quoted(row.code()) {
            let path: Vec<&str> = name.split("::").collect();
            let (last, above) = path.split_last().expect("a split has a last part");
            let is_module = declared.iter().any(|(modules, _)| *modules == path);
            let is_declared = !above.is_empty()
                && declared.iter().any(|(modules, names)| modules.starts_with(above) && names.contains(*last));
            if !top.iter().any(|module| module == path[0]) || !(is_module || is_declared) {
                wrong.push(format!("docs/glossary.md:{}: there is no {name}", row.line));
            }
        }
    }
    assert_none(wrong);
}

#[test]
fn every_key_is_one_of_the_format() {
    let reference = format(Language::Swedish);
    let has = |key: &str| reference.contains(&format!("`{key}`")) || built_in_level(key);
    let mut wrong = Vec::new();
    for row in rows() {
        for key in quoted(row.swedish()).filter(|key| !has(key)) {
            wrong.push(format!("docs/glossary.md:{}: {key} is not in the reference of the format", row.line));
        }
    }
    assert_none(wrong);
}

/// One word for one thing: where a word has two meanings, the row says which.
#[test]
fn no_word_stands_twice_in_a_column() {
    let rows = rows();
    let mut wrong = Vec::new();
    for column in 0..2 {
        let mut seen = BTreeSet::new();
        for row in &rows {
            if !seen.insert(row.cells[column].to_lowercase()) {
                wrong.push(format!("docs/glossary.md:{}: {} is twice", row.line, row.cells[column]));
            }
        }
    }
    assert_none(wrong);
}
