//! The tables as a workbook: a sheet for each with numbers and days as such, filters and heads that stay; a sheet that tells
//! what the columns are, and a chart of the goals' assessments.
//!
//! The same tables give the same bytes. Texts are written as texts: nothing of a plan is ever a formula.

use std::borrow::Cow;
use std::ops::Range;

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFormat, ChartPatternFill, ChartPatternFillType, ChartType, Color, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, Table as ExcelTable, TableColumn, TableStyle, Workbook,
    Worksheet, XlsxError,
};

use crate::diagnostic::{Bilingual, Language};
use crate::export::cell::{Cell, answer};
use crate::export::explain;
use crate::export::overview::Overview;
use crate::export::source::Source;
use crate::export::table::{Table, TableKind};
use crate::export::tables::assessments::ASSESSMENTS;
use crate::identity::shown;
use crate::msg;

/// A workbook.
#[derive(Debug)]
pub struct Written {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many rows its tables have.
    pub rows: usize,
    /// What could not be written as it is.
    pub notices: Vec<Notice>,
}

/// What a workbook cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A table has more rows than a sheet, and goes on in further sheets.
    Continued {
        /// The table's title.
        table: Bilingual,
        /// In how many sheets it stands.
        sheets: usize,
    },
    /// Texts of a table are longer than a cell, and were cut.
    Cut {
        /// The table's title.
        table: Bilingual,
        /// How many.
        texts: usize,
    },
}

impl Notice {
    /// The notice in words.
    pub fn words(&self) -> Bilingual {
        match self {
            Notice::Continued { table: Bilingual { sv, en }, sheets } => msg!(
                "tabellen {sv} har fler rader än ett blad i Excel: den står i {sheets} blad",
                "the table {en} has more rows than a sheet of Excel: it stands in {sheets} sheets",
            ),
            Notice::Cut { table: Bilingual { sv, en }, texts } => msg!(
                "texter i tabellen {sv} är längre än en cell i Excel och kortades: {texts}; med -f csv eller json är de hela",
                "texts of the table {en} are longer than a cell of Excel and were cut: {texts}; with -f csv or json they are whole",
            ),
        }
    }
}

/// How much a sheet holds.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Rows below the head.
    rows: usize,
    /// Units of UTF-16 in a text.
    text: usize,
    /// Cells of a sheet that is a table of Excel's. A larger sheet has a filter and a name, and is written row by row to a
    /// temporary file: the cells of a thousand units' tables do not fit in memory side by side.
    table_cells: usize,
}

const LIMITS: Limits = Limits { rows: 1_048_575, text: 32_767, table_cells: 400_000 };

/// More boards than this are in the overview's rows, but not in its chart, where they would be too narrow to read.
const MOST_IN_CHART: usize = 60;

/// A workbook of the tables of these sorts.
pub fn write(source: &Source, kinds: &[&'static TableKind], language: Language) -> Result<Written, XlsxError> {
    let overview = Overview::of(&source.only(&ASSESSMENTS));
    let mut book = Book::begin(LIMITS, overview, language)?;
    for kind in kinds {
        book.table(&source.only(kind).one(kind))?;
    }
    book.end(kinds)
}

struct Book {
    workbook: Workbook,
    styles: Styles,
    limits: Limits,
    language: Language,
    notices: Vec<Notice>,
    rows: usize,
}

/// The looks of cells.
struct Styles {
    head: Format,
    text: Format,
    whole: Format,
    date: Format,
    /// By how many decimals there are.
    figures: Vec<Format>,
    title: Format,
    wrapped: Format,
}

/// The most decimals that a number is shown with; it holds all that there are.
const MOST_DECIMALS: usize = 10;

impl Styles {
    fn new() -> Styles {
        let top = || Format::new().set_align(FormatAlign::Top);
        let figure = |decimals: usize| match decimals {
            0 => top().set_num_format("#,##0"),
            _ => top().set_num_format(format!("#,##0.{}", "0".repeat(decimals))),
        };
        Styles {
            head: top()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(0x1F_3A_5F))
                .set_font_color(Color::White)
                .set_border_bottom(FormatBorder::Thin),
            text: top(),
            whole: top().set_num_format("0"),
            date: top().set_num_format("yyyy-mm-dd"),
            figures: (0..=MOST_DECIMALS).map(figure).collect(),
            title: top().set_bold().set_font_size(14),
            wrapped: top().set_text_wrap(),
        }
    }
}

impl Book {
    fn begin(limits: Limits, overview: Option<Overview>, language: Language) -> Result<Book, XlsxError> {
        let mut book =
            Book { workbook: Workbook::new(), styles: Styles::new(), limits, language, notices: Vec::new(), rows: 0 };
        let title = Bilingual::fixed("Planer och uppföljningar", "Plans and follow-ups");
        // The date is fixed: what is written depends on the plans alone.
        let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let properties =
            DocProperties::new().set_title(title.get(language)).set_author("vp").set_creation_datetime(&date);
        book.workbook.set_properties(&properties);
        if let Some(overview) = overview {
            book.overview(&overview)?;
        }
        Ok(book)
    }

    fn end(mut self, kinds: &[&'static TableKind]) -> Result<Written, XlsxError> {
        self.explanation(kinds)?;
        let bytes = self.workbook.save_to_buffer()?;
        Ok(Written { bytes, rows: self.rows, notices: self.notices })
    }

    fn table(&mut self, table: &Table) -> Result<(), XlsxError> {
        let count = table.count();
        self.rows += count;
        let sheets = count.div_ceil(self.limits.rows).max(1);
        let mut cut = 0;
        for number in 0..sheets {
            let rows = number * self.limits.rows..((number + 1) * self.limits.rows).min(count);
            let title = table.kind.title.get(self.language);
            let name = if number == 0 { title.to_owned() } else { format!("{title} {}", number + 1) };
            cut += self.sheet(table, &name, number, rows)?;
        }
        if sheets > 1 {
            self.notices.push(Notice::Continued { table: table.kind.title.clone(), sheets });
        }
        if cut > 0 {
            self.notices.push(Notice::Cut { table: table.kind.title.clone(), texts: cut });
        }
        Ok(())
    }

    /// Writes one sheet of a table; gives how many texts were cut.
    fn sheet(&mut self, table: &Table, name: &str, number: usize, rows: Range<usize>) -> Result<usize, XlsxError> {
        let language = self.language;
        let (limits, styles) = (self.limits, &self.styles);
        let columns: Vec<_> = table.kind.columns().collect();
        let last_column = column_number(columns.len().saturating_sub(1));
        let last_row = row_number(rows.len());
        let is_large = rows.len() * columns.len() > limits.table_cells;
        let sheet = match is_large {
            true => self.workbook.add_worksheet_with_low_memory()?,
            false => self.workbook.add_worksheet(),
        };
        sheet.set_name(name)?;
        set_up(sheet, last_row, last_column)?;
        for (at, column) in columns.iter().enumerate() {
            sheet.set_column_width(column_number(at), column.kind.width())?;
            sheet.write_string_with_format(0, column_number(at), column.head.get(language), &styles.head)?;
        }
        let mut cells = Vec::new();
        let mut cut = 0;
        for (at, row) in rows.clone().enumerate() {
            table.cells(row, &mut cells);
            for (column, cell) in cells.iter().enumerate() {
                cut += usize::from(write_cell(
                    sheet,
                    (row_number(at + 1), column_number(column)),
                    cell,
                    styles,
                    limits,
                    language,
                )?);
            }
        }
        let range_name = range_name(table, number, language);
        if is_large || rows.is_empty() {
            sheet.autofilter(0, 0, last_row, last_column)?;
            let last = letters(columns.len() - 1);
            let range = format!("='{name}'!$A$1:${last}${}", rows.len() + 1);
            self.workbook.define_name(range_name, &range)?;
        } else {
            let heads: Vec<TableColumn> = columns
                .iter()
                .map(|column| TableColumn::new().set_header(column.head.get(language)).set_header_format(&styles.head))
                .collect();
            let excel = ExcelTable::new()
                .set_columns(&heads)
                .set_name(range_name)
                .set_style(TableStyle::Light1)
                .set_alt_text_title(name)
                .set_alt_text(table.kind.about.get(language));
            sheet.add_table(0, 0, last_row, last_column, &excel)?;
        }
        Ok(cut)
    }

    /// The sheet that tells what the columns are.
    fn explanation(&mut self, kinds: &[&'static TableKind]) -> Result<(), XlsxError> {
        let (language, styles) = (self.language, &self.styles);
        let rows = explain::rows(kinds, language);
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(explain::title(language))?;
        set_up(sheet, row_number(rows.len()), 4)?;
        for (column, width) in [20.0, 26.0, 24.0, 10.0, 90.0].into_iter().enumerate() {
            sheet.set_column_width(column_number(column), width)?;
        }
        let heads = explain::heads(language).map(str::to_owned);
        for (at, row) in std::iter::once(&heads).chain(&rows).enumerate() {
            let style = if at == 0 { &styles.head } else { &styles.wrapped };
            for (column, words) in row.iter().enumerate() {
                sheet.write_string_with_format(row_number(at), column_number(column), words, style)?;
            }
        }
        sheet.autofilter(0, 0, row_number(rows.len()), 4)?;
        Ok(())
    }

    /// The sheet with the goals' assessments by board, as rows and as a chart.
    fn overview(&mut self, overview: &Overview) -> Result<(), XlsxError> {
        let (language, styles) = (self.language, &self.styles);
        let say = |sv: &'static str, en: &'static str| Bilingual::fixed(sv, en).get(language).to_owned();
        let name = say("Översikt", "Overview");
        let title = overview.title();
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(&name)?;
        sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        sheet.set_column_width(0, 40)?;
        sheet.write_string_with_format(0, 0, title.get(language), &styles.title)?;
        let without = say("Utan bedömning", "Without assessment");
        let heads = overview.assessments.iter().chain([&without]);
        sheet.write_string_with_format(HEAD_ROW, 0, say("Nämnd", "Board"), &styles.head)?;
        for (at, head) in heads.clone().enumerate() {
            sheet.set_column_width(column_number(at + 1), 16)?;
            sheet.write_string_with_format(HEAD_ROW, column_number(at + 1), &*shown(head), &styles.head)?;
        }
        for (at, (board, counts)) in overview.boards.iter().enumerate() {
            let row = HEAD_ROW + row_number(at + 1);
            sheet.write_string_with_format(row, 0, clean(&shown(board), self.limits.text).0, &styles.text)?;
            for (column, count) in counts.iter().enumerate() {
                let count = u32::try_from(*count).unwrap_or(u32::MAX);
                sheet.write_number_with_format(row, column_number(column + 1), count, &styles.whole)?;
            }
        }
        let in_chart = overview.boards.len().min(MOST_IN_CHART);
        let last = HEAD_ROW + row_number(in_chart);
        let mut chart = Chart::new(ChartType::BarStacked);
        for at in 0..heads.count() {
            let column = column_number(at + 1);
            chart
                .add_series()
                .set_name((name.as_str(), HEAD_ROW, column))
                .set_categories((name.as_str(), HEAD_ROW + 1, 0, last, 0))
                .set_values((name.as_str(), HEAD_ROW + 1, column, last, column))
                .set_gap(40)
                .set_format(&mut look(at))
                .set_data_label(ChartDataLabel::new().show_value().set_num_format("0;;"));
        }
        chart.title().set_name(title.get(language));
        chart.x_axis().set_name(&say("Antal mål", "Number of goals"));
        chart.y_axis().set_reverse();
        chart.set_alt_text(shown(overview.words().get(language)).into_owned());
        let rows = u32::try_from(in_chart).unwrap_or(0);
        chart.set_width(900).set_height(170 + 28 * rows);
        sheet.insert_chart(HEAD_ROW + row_number(overview.boards.len() + 2), 0, &chart)?;
        Ok(())
    }
}

/// The row of the overview's head.
const HEAD_ROW: u32 = 2;

/// The number of the paper size.
const A4: u8 = 9;

/// What the bars of a series look like: no two only by their colour.
fn look(series: usize) -> ChartFormat {
    const LOOKS: [(u32, Option<ChartPatternFillType>); 6] = [
        (0x2E_6B_34, None),
        (0xE3_B2_3C, Some(ChartPatternFillType::DiagonalStripesWideUpwards)),
        (0xA6_1C_3C, Some(ChartPatternFillType::SmallGrid)),
        (0x1F_3A_5F, Some(ChartPatternFillType::HorizontalStripesDark)),
        (0x6A_4C_93, Some(ChartPatternFillType::DiagonalStripesWideDownwards)),
        (0x8A_8A_8A, Some(ChartPatternFillType::Dotted20Percent)),
    ];
    let (colour, pattern) = LOOKS[series % LOOKS.len()];
    let mut format = ChartFormat::new();
    match pattern {
        None => format.set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(Color::RGB(colour))),
        Some(pattern) => format.set_pattern_fill(
            ChartPatternFill::new()
                .set_pattern(pattern)
                .set_foreground_color(Color::RGB(colour))
                .set_background_color(Color::White),
        ),
    };
    format
}

/// What every sheet of rows has: a head that stays and is on every page, printed on one page's width.
fn set_up(sheet: &mut Worksheet, last_row: u32, last_column: u16) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_print_area(0, 0, last_row, last_column)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_footer("&L&A&R&P (&N)");
    Ok(())
}

/// Writes a cell; gives whether its text was cut.
fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    styles: &Styles,
    limits: Limits,
    language: Language,
) -> Result<bool, XlsxError> {
    let mut is_cut = false;
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let text = shown(text);
            let (text, cut) = clean(&text, limits.text);
            is_cut = cut;
            sheet.write_string_with_format(row, column, text, &styles.text)?;
        }
        Cell::Word(word) => _ = sheet.write_string_with_format(row, column, word.get(language), &styles.text)?,
        Cell::Answer(is_so) => {
            sheet.write_string_with_format(row, column, answer(*is_so).get(language), &styles.text)?;
        }
        #[expect(clippy::cast_precision_loss, reason = "counts and years are far below what a number of Excel holds")]
        Cell::Whole(number) => _ = sheet.write_number_with_format(row, column, *number as f64, &styles.whole)?,
        Cell::Figure(number) => {
            let decimals = usize::try_from(number.scale()).unwrap_or(MOST_DECIMALS).min(MOST_DECIMALS);
            let style = &styles.figures[decimals];
            // Through its digits: the nearest number that there is.
            match number.to_string().parse::<f64>() {
                Ok(number) => _ = sheet.write_number_with_format(row, column, number, style)?,
                Err(_) => _ = sheet.write_string(row, column, number.to_string())?,
            }
        }
        Cell::Date(date) => {
            let parts = (u16::try_from(date.year()), u8::try_from(date.month()), u8::try_from(date.day()));
            let day = match parts {
                (Ok(year), Ok(month), Ok(day)) if year >= FIRST_YEAR => ExcelDateTime::from_ymd(year, month, day).ok(),
                _ => None,
            };
            match day {
                Some(day) => _ = sheet.write_datetime_with_format(row, column, &day, &styles.date)?,
                // Days before Excel's first.
                None => _ = sheet.write_string_with_format(row, column, date.to_string(), &styles.text)?,
            }
        }
    }
    Ok(is_cut)
}

/// The first year whose days Excel counts right.
const FIRST_YEAR: u16 = 1901;

/// A text that a cell can hold, and whether it had to be cut.
fn clean(text: &str, most: usize) -> (String, bool) {
    // These no file of XML can hold, written by number or not.
    let holds = |character: char| match character {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        character => !character.is_control(),
    };
    let text: Cow<str> = match text.chars().all(holds) {
        true => Cow::Borrowed(text),
        false => text.chars().map(|character| if holds(character) { character } else { '\u{fffd}' }).collect(),
    };
    if text.len() <= most || text.encode_utf16().count() <= most {
        return (text.into_owned(), false);
    }
    let mut room = most.saturating_sub(1);
    let kept = text.chars().take_while(|character| {
        let fits = character.len_utf16() <= room;
        room = room.saturating_sub(character.len_utf16());
        fits
    });
    (kept.chain(['…']).collect(), true)
}

/// The name that pivot tables and formulas call a table by.
fn range_name(table: &Table, number: usize, language: Language) -> String {
    let name = table.kind.file.get(language).replace('-', "_");
    if number == 0 { name } else { format!("{name}_{}", number + 1) }
}

fn row_number(row: usize) -> u32 {
    u32::try_from(row).expect("a sheet has no more rows than its limit")
}

fn column_number(column: usize) -> u16 {
    u16::try_from(column).expect("a table has some thirty columns")
}

/// The letters of a column: A, Z, AA.
fn letters(column: usize) -> String {
    rust_xlsxwriter::utility::column_number_to_name(column_number(column))
}

#[cfg(test)]
mod tests;
