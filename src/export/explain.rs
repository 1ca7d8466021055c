//! What each table and column is: as rows for a sheet or a file, and as the page in docs/. All of it stands in the tables
//! themselves.

use crate::diagnostic::Language;
use crate::export::table::{TableKind, both};
use crate::export::{place, tables};

/// The name of the sheet, and of the file without extension.
pub(super) fn title(language: Language) -> &'static str {
    match language {
        Language::Swedish => "Förklaring",
        Language::English => "Explanation",
    }
}

/// The name of the file without extension.
pub(super) fn file(language: Language) -> &'static str {
    match language {
        Language::Swedish => "forklaring",
        Language::English => "explanation",
    }
}

/// The heads of the rows.
pub(super) fn heads(language: Language) -> [&'static str; 5] {
    match language {
        Language::Swedish => ["Tabell", "Kolumn", "Namn i JSON", "Innehåll", "Förklaring"],
        Language::English => ["Table", "Column", "Name in JSON", "Holds", "Explanation"],
    }
}

/// A row for each of these tables, followed by a row for each of its columns: table, column, name in JSON, what it holds,
/// what it means.
pub(super) fn rows(kinds: &[&'static TableKind], language: Language) -> Vec<[String; 5]> {
    let mut rows = Vec::new();
    for kind in kinds {
        let title = kind.title.get(language);
        rows.push([title.into(), String::new(), kind.id.into(), String::new(), kind.about.get(language).into()]);
        for column in kind.columns() {
            let (head, about) = (column.head.get(language), column.about.get(language));
            let holds = column.kind.words().get(language).to_owned();
            rows.push([title.into(), head.into(), column.id.into(), holds, about.into()]);
        }
    }
    rows
}

/// The tables and their columns in Markdown, with a heading for each.
pub fn page(language: Language) -> String {
    let say = |sv: &'static str, en: &'static str| both(sv, en).get(language).to_owned();
    let mut out = String::new();
    let [_, heads @ ..] = heads(language);
    let columns = |columns: &mut dyn Iterator<Item = &'static super::table::Column>, out: &mut String| {
        out.push_str(&format!("| {} |\n|{}\n", heads.join(" | "), " --- |".repeat(heads.len())));
        for column in columns {
            let (head, about) = (column.head.get(language), column.about.get(language));
            let holds = column.kind.words();
            out.push_str(&format!("| {head} | `{}` | {} | {about} |\n", column.id, holds.get(language)));
        }
    };
    out.push_str(&say("### I varje tabell\n\n", "### In every table\n\n"));
    columns(&mut place::COLUMNS.iter(), &mut out);
    for kind in tables::ALL {
        let (title, about, file) = (kind.title.get(language), kind.about.get(language), kind.file.get(language));
        out.push_str(&format!("\n### {title}\n\n{about} `{file}.csv`, `{}` ", kind.id));
        out.push_str(&say("i JSON.\n\n", "in JSON.\n\n"));
        columns(&mut kind.own_columns.iter(), &mut out);
    }
    out
}
