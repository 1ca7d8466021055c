//! What a table is: its columns with their names in both languages, what they hold and what they mean, and its rows.

use crate::diagnostic::{Bilingual, Language};
use crate::export::cell::Cell;
use crate::export::place::{self, Place};
use crate::resolve::reports::ItemKind;
use crate::source::Span;

/// What a column holds; decides how wide it is and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// A name by which something is found again.
    Id,
    /// A name or a few words.
    Name,
    /// Running text.
    Prose,
    /// One of a few words.
    Word,
    /// A year.
    Year,
    /// How many.
    Count,
    /// A number with decimals.
    Figure,
    /// A day.
    Date,
    /// Yes or no.
    Answer,
}

impl ColumnKind {
    /// What it is called in explanations.
    pub fn words(self) -> Bilingual {
        match self {
            ColumnKind::Id => Bilingual::fixed("id", "id"),
            ColumnKind::Name | ColumnKind::Prose => Bilingual::fixed("text", "text"),
            ColumnKind::Word => Bilingual::fixed("ord", "word"),
            ColumnKind::Year => Bilingual::fixed("år", "year"),
            ColumnKind::Count => Bilingual::fixed("antal", "count"),
            ColumnKind::Figure => Bilingual::fixed("tal", "number"),
            ColumnKind::Date => Bilingual::fixed("datum", "date"),
            ColumnKind::Answer => Bilingual::fixed("ja/nej", "yes/no"),
        }
    }

    /// How many characters wide a column of it is in a workbook.
    pub fn width(self) -> f64 {
        match self {
            ColumnKind::Id => 22.0,
            ColumnKind::Name => 34.0,
            ColumnKind::Prose => 60.0,
            ColumnKind::Word => 18.0,
            ColumnKind::Year => 7.0,
            ColumnKind::Count | ColumnKind::Answer => 9.0,
            ColumnKind::Figure => 13.0,
            ColumnKind::Date => 12.0,
        }
    }
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name in JSON, the same in every language.
    pub id: &'static str,
    /// Its head.
    pub head: Bilingual,
    /// What it holds.
    pub kind: ColumnKind,
    /// What it means.
    pub about: Bilingual,
}

/// A sort of table.
#[derive(Debug)]
pub struct TableKind {
    /// Its name in JSON.
    pub id: &'static str,
    /// The name of its file without extension, and its name on the command line.
    pub file: Bilingual,
    /// Its title, and the name of its sheet.
    pub title: Bilingual,
    /// What a row of it is.
    pub about: Bilingual,
    /// Its own columns, after those of every table.
    pub own_columns: &'static [Column],
}

impl TableKind {
    /// All columns: first those that every table has.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> + Clone {
        place::COLUMNS.iter().chain(self.own_columns)
    }

    /// Whether a word of the command line names it, in either language.
    pub fn is_called(&self, word: &str) -> bool {
        let names = [self.id, &self.file.sv, &self.file.en, &self.title.sv, &self.title.en];
        names.iter().any(|name| name.to_lowercase() == word.to_lowercase())
    }

    /// The place of a column among all.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.columns().position(|column| column.id == id)
    }
}

/// A row of a table.
pub(super) trait Row: Sync + Send {
    /// The sort of its table.
    fn kind() -> &'static TableKind
    where
        Self: Sized;

    /// Whose it is.
    fn place(&self) -> &Place<'_>;

    /// The values of its own columns, in their order.
    fn own_cells<'c>(&'c self, cells: &mut Vec<Cell<'c>>);

    /// Where what it says is written in a follow-up; none where it is not.
    fn written(&self) -> Option<Written> {
        None
    }
}

/// Where what a row says is written, or would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// In the entry of a goal or an indicator.
    Entry {
        /// Number of the follow-up's document.
        document: usize,
        /// Which list it stands in.
        list: ItemKind,
        /// The place of its id; none where there is no entry yet.
        id: Option<Span>,
    },
    /// In a row or a sum of the income statement.
    Amounts {
        /// Number of the follow-up's document.
        document: usize,
        /// The place of the row or the sum.
        part: Span,
    },
}

impl Written {
    /// The number of the follow-up's document.
    pub fn document(&self) -> usize {
        match self {
            Written::Entry { document, .. } | Written::Amounts { document, .. } => *document,
        }
    }
}

/// A table with its rows.
#[derive(Clone, Copy)]
pub struct Table<'t> {
    /// Its sort.
    pub kind: &'static TableKind,
    rows: &'t dyn Rows,
}

impl<'t> Table<'t> {
    pub(super) fn of<R: Row>(rows: &'t Vec<R>) -> Table<'t> {
        Table { kind: R::kind(), rows }
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.rows.count()
    }

    /// The values of a row, in the order of [`TableKind::columns`].
    pub fn cells(&self, row: usize, cells: &mut Vec<Cell<'t>>) {
        cells.clear();
        self.rows.cells(row, cells);
    }

    /// Where what a row says is written in a follow-up; none where it is not.
    pub fn written(&self, row: usize) -> Option<Written> {
        self.rows.written(row)
    }

    /// The heads in a language.
    pub fn heads(&self, language: Language) -> impl Iterator<Item = &'static str> {
        self.kind.columns().map(move |column| column.head.get(language))
    }
}

trait Rows {
    fn count(&self) -> usize;
    fn cells<'c>(&'c self, row: usize, cells: &mut Vec<Cell<'c>>);
    fn written(&self, row: usize) -> Option<Written>;
}

impl<R: Row> Rows for Vec<R> {
    fn count(&self) -> usize {
        self.len()
    }

    fn cells<'c>(&'c self, row: usize, cells: &mut Vec<Cell<'c>>) {
        if let Some(row) = self.get(row) {
            row.place().cells(cells);
            row.own_cells(cells);
        }
    }

    fn written(&self, row: usize) -> Option<Written> {
        self.get(row).and_then(Row::written)
    }
}

/// Words in both languages.
pub(super) const fn both(sv: &'static str, en: &'static str) -> Bilingual {
    Bilingual::fixed(sv, en)
}

/// `table!`: a sort of table, and how its columns are taken from a row. A column is one entry: its id, what it holds, its
/// head and its meaning in both languages, and its value; so none can be there without the others.
macro_rules! table {
    (
        $(#[$doc:meta])*
        $name:ident of $row:ident, $id:literal, $file:expr, $title:expr, $about:expr
        $(, written |$row_of:ident| $written:expr)?;
        $($column:literal $kind:ident ($head:expr) ($meaning:expr) |$it:ident| $value:expr;)*
    ) => {
        $(#[$doc])*
        pub static $name: $crate::export::table::TableKind = $crate::export::table::TableKind {
            id: $id,
            file: $file,
            title: $title,
            about: $about,
            own_columns: &[$($crate::export::table::Column {
                id: $column,
                head: $head,
                kind: $crate::export::table::ColumnKind::$kind,
                about: $meaning,
            }),*],
        };

        impl $crate::export::table::Row for $row<'_> {
            fn kind() -> &'static $crate::export::table::TableKind {
                &$name
            }

            fn place(&self) -> &$crate::export::place::Place<'_> {
                &self.place
            }

            fn own_cells<'c>(&'c self, cells: &mut Vec<$crate::export::cell::Cell<'c>>) {
                $({
                    let $it = self;
                    cells.push($crate::export::cell::Cell::from($value));
                })*
            }

            $(fn written(&self) -> Option<$crate::export::table::Written> {
                let $row_of = self;
                $written
            })?
        }
    };
}
pub(super) use table;
