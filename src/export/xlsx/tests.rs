//! What a workbook holds, read back.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::export::place::Place;
use crate::export::table::{Row, both, table};
use crate::export::xlsx::*;

/// A row with a text, a number and a day.
struct SampleRow<'a> {
    place: Place<'a>,
    text: &'a str,
    number: Option<rust_decimal::Decimal>,
    day: Option<jiff::civil::Date>,
}

table! {
    #[expect(unreachable_pub, reason = "tables are public where they are not made up")]
    SAMPLE of SampleRow, "sample", both("prov", "sample"), both("Prov", "Sample"), both("Ett prov.", "A sample.");
    "text" Name (both("Text", "Text")) (both("En text.", "A text.")) |row| row.text;
    "number" Figure (both("Tal", "Number")) (both("Ett tal.", "A number.")) |row| row.number;
    "day" Date (both("Dag", "Day")) (both("En dag.", "A day.")) |row| row.day;
}

fn rows(texts: &[&'static str]) -> Vec<SampleRow<'static>> {
    texts.iter().map(|text| SampleRow { place: Place::default(), text, number: None, day: None }).collect()
}

/// The sheets of a workbook by name, each with its rows of cells.
type Sheets = Vec<(String, Vec<Vec<Data>>)>;

fn sheets(rows: &Vec<SampleRow>, limits: Limits) -> (Sheets, Vec<Notice>) {
    let mut book = Book::begin(limits, None, Language::Swedish).unwrap();
    book.table(&Table::of(rows)).unwrap();
    let written = book.end(&[&SAMPLE]).unwrap();
    let mut book = Xlsx::new(Cursor::new(written.bytes)).unwrap();
    let sheets =
        book.worksheets().into_iter().map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect()));
    (sheets.collect(), written.notices)
}

#[test]
fn a_table_that_a_sheet_does_not_hold_goes_on_in_the_next_and_that_is_said() {
    let (found, notices) = sheets(&rows(&["a", "b", "c", "d", "e"]), Limits { rows: 2, ..LIMITS });
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Prov", "Prov 2", "Prov 3", "Förklaring"]);
    let texts: Vec<String> =
        found[..3].iter().flat_map(|(_, rows)| rows[1..].iter().map(|row| row[7].to_string())).collect();
    assert_eq!(texts, ["a", "b", "c", "d", "e"]);
    assert!(matches!(&notices[..], [Notice::Continued { sheets: 3, .. }]), "{notices:?}");
}

#[test]
fn a_text_that_a_cell_does_not_hold_is_cut_between_letters_and_that_is_said() {
    // Signs beyond the first plane count as two.
    let (found, notices) = sheets(&rows(&["ab😀d", "ab😀", "abcd"]), Limits { text: 4, ..LIMITS });
    let texts: Vec<String> = found[0].1[1..].iter().map(|row| row[7].to_string()).collect();
    assert_eq!(texts, ["ab…", "ab😀", "abcd"]);
    assert!(matches!(&notices[..], [Notice::Cut { texts: 1, .. }]), "{notices:?}");
    assert!(sheets(&rows(&["ab😀d"]), LIMITS).1.is_empty());
}

#[test]
fn a_large_table_is_written_row_by_row_and_says_the_same() {
    let few = rows(&["=1+1", "å\u{1}\u{ffff}_x0041_", "b"]);
    let (small, _) = sheets(&few, LIMITS);
    assert_eq!(small[0].1[1][7], Data::String("=1+1".to_owned()));
    assert_eq!(small[0].1[2][7], Data::String("å\u{fffd}\u{fffd}_x0041_".to_owned()));
    assert_eq!(sheets(&few, Limits { table_cells: 0, ..LIMITS }).0, small);
}

#[test]
fn numbers_have_all_their_digits_and_days_before_excels_first_are_words() {
    let number = |digits: &str| Some(digits.parse().unwrap());
    let row = |digits, day| SampleRow { place: Place::default(), text: "", number: number(digits), day: Some(day) };
    let days = [jiff::civil::date(1899, 12, 31), jiff::civil::date(2027, 2, 28)];
    let rows = vec![row("98.10", days[0]), row("-1234567.125", days[1])];
    let (found, _) = sheets(&rows, LIMITS);
    assert_eq!(found[0].1[1][8], Data::Float(98.1));
    assert_eq!(found[0].1[2][8], Data::Float(-1_234_567.125));
    assert_eq!(found[0].1[1][9], Data::String("1899-12-31".to_owned()));
    let Data::DateTime(day) = &found[0].1[2][9] else { panic!("a day: {:?}", found[0].1[2][9]) };
    assert_eq!(day.to_ymd_hms_milli(), (2027, 2, 28, 0, 0, 0, 0));
    assert!(Row::place(&rows[0]).file.is_empty());
}
