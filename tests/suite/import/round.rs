//! An export that was worked with as people do in a spreadsheet program – sorted, filtered, cut, with columns of their own – changes
//! exactly what was edited in it.

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::{REPORT, import, report, workspace};
use crate::workspace::Workspace;

/// The rows of the table of outcomes, the head first.
type Rows = Vec<Vec<Data>>;

fn exported(workspace: &Workspace) -> Rows {
    workspace.vp(["export", "-o", "export.xlsx"]).end().exits(0);
    let mut book: Xlsx<_> = open_workbook(workspace.path("export.xlsx")).unwrap();
    let range = book.worksheet_range("Utfall").unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn column(rows: &Rows, head: &str) -> usize {
    rows[0].iter().position(|cell| *cell == *head).unwrap_or_else(|| panic!("the table has {head}"))
}

/// The row of an indicator, of all or of women or of men.
fn row(rows: &Rows, id: &str, gender: &str) -> usize {
    rows.iter().position(|row| [id, gender].iter().all(|words| row.iter().any(|cell| *cell == **words))).unwrap()
}

/// Writes rows as a workbook of one sheet, some of them hidden as a filter does.
fn written(workspace: &Workspace, rows: &Rows, sheet_name: &str, hidden: &[usize]) {
    written_with(workspace, rows, sheet_name, hidden, None);
}

/// As [`written`], with a number in a cell that is shown in a format of its own.
fn written_with(
    workspace: &Workspace,
    rows: &Rows,
    sheet_name: &str,
    hidden: &[usize],
    cell: Option<(usize, usize, f64, Format)>,
) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name).unwrap();
    for (at, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Data::Float(number) => _ = sheet.write_number(at, column, *number).unwrap(),
                Data::DateTime(day) => {
                    let day = ExcelDateTime::from_serial_datetime(day.as_f64()).unwrap();
                    let format = Format::new().set_num_format("yyyy-mm-dd");
                    sheet.write_datetime_with_format(at, column, &day, &format).unwrap();
                }
                Data::Empty => {}
                other => _ = sheet.write_string(at, column, other.to_string()).unwrap(),
            }
        }
    }
    for row in hidden {
        sheet.set_row_hidden(u32::try_from(*row).unwrap()).unwrap();
    }
    if let Some((row, column, number, format)) = cell {
        let place = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
        sheet.write_number_with_format(place.0, place.1, number, &format).unwrap();
    }
    book.save(workspace.path("a.xlsx")).unwrap();
}

/// The letters of a column.
fn letters(column: usize) -> String {
    rust_xlsxwriter::utility::column_number_to_name(u16::try_from(column).unwrap())
}

/// The follow-up with the outcome of `tid` edited.
fn edited(outcome: &str) -> String {
    REPORT.replace("88.50 %", outcome)
}

#[test]
fn rows_may_be_sorted_cut_and_hidden_and_columns_added_moved_and_left_out() {
    let workspace = workspace();
    let whole = exported(&workspace);
    let (id, outcome) = (column(&whole, "Indikator-id"), column(&whole, "Utfall"));
    type Change = fn(&mut Rows);
    let changes: [(&str, Change); 9] = [
        ("nothing", |_| {}),
        ("sorted", |rows| rows[1..].reverse()),
        ("rows deleted", |rows| {
            let kept = row(rows, "tid", "alla");
            *rows = vec![rows[0].clone(), rows[kept].clone()];
        }),
        ("a title and an empty line above", |rows| {
            rows.insert(0, vec![Data::String("Utfall för Norr".into())]);
            rows.insert(1, Vec::new());
        }),
        ("a column of one's own before, and one after", |rows| {
            for (number, row) in rows.iter_mut().enumerate() {
                let words = if number == 0 { "Min kolumn" } else { "kollad" };
                row.insert(0, Data::String(words.into()));
                row.push(Data::String(if number == 0 { "Kommentar".into() } else { "ok".into() }));
            }
        }),
        ("the columns the other way round", |rows| rows.iter_mut().for_each(|row| row.reverse())),
        ("only the columns that are needed", |rows| {
            let kept = ["Indikator-id", "Organisation", "Tillfälle", "Kön", "Utfall"].map(|head| column(rows, head));
            *rows = rows.iter().map(|row| kept.iter().map(|column| row[*column].clone()).collect()).collect();
        }),
        ("heads in other letters", |rows| {
            for cell in &mut rows[0] {
                *cell = Data::String(format!(" {} ", cell.to_string().to_uppercase()));
            }
        }),
        ("a sum below", |rows| {
            let outcome = column(rows, "Utfall");
            let mut sum = vec![Data::Empty; rows[0].len()];
            sum[0] = Data::String("Medel".into());
            sum[outcome] = Data::Empty;
            rows.push(sum);
        }),
    ];
    for (what, change) in changes {
        let mut rows = whole.clone();
        let at = row(&rows, "tid", "alla");
        assert_eq!((&rows[at][outcome], rows[at][id].to_string().as_str()), (&Data::Float(88.5), "tid"));
        rows[at][outcome] = Data::Float(91.5);
        change(&mut rows);
        let hidden: Vec<usize> = if what == "nothing" { (1..rows.len()).collect() } else { Vec::new() };
        written(&workspace, &rows, "Blad1 (2)", &hidden);
        let ran = import(&workspace, &["a.xlsx"]).exits(0);
        assert_eq!(report(&workspace), edited("91.5 %"), "{what}: {}", ran.err);
        workspace.write("plans/2026/norr/vb.yaml", REPORT);
    }
}

#[test]
fn what_a_cell_says_is_read_however_it_is_typed() {
    let workspace = workspace();
    let rows = exported(&workspace);
    let outcome = column(&rows, "Utfall");
    let kept: Result<&str, &str> = Err("");
    for (id, cell, told) in [
        ("tid", "92,5", Ok("92.5 %")),
        ("tid", "92.5", Ok("92.5 %")),
        ("tid", " 92,5\u{a0}% ", Ok("92.5 %")),
        ("tid", "92,50%", Ok("92.50 %")),
        ("tid", "92,5 procent", Ok("92.5 %")),
        ("tid", "ca 90", Ok("ca 90")),
        ("tid", "<5", Ok("\"<5\"")),
        ("tid", "saknas", Ok("saknas")),
        ("tid", "88,5", kept),
        ("tid", "88,5 %", kept),
        ("tid", "–", Err("D: – är inget utfall")),
        ("tid", "?", Err("D: ? är inget utfall")),
        ("tid", "n/a", Err("D: n/a är inget utfall")),
        ("tid", "0,925", Err("D: 0,925 kan vara 92,5 % eller 0,925 %")),
        ("tid", "9250", Err("D: 9250 % är orimligt mycket")),
        ("tid", "92,5 dagar", Err("D: 92,5 dagar är inte i %")),
        ("tid", "#SAKNAS!", Err("D: cellen visar felet #SAKNAS!\n  rätta formeln, eller skriv talet")),
        ("antal", "1 234", Ok("1234")),
        ("antal", "1\u{a0}234,5", Ok("1234.5")),
    ] {
        let mut rows = rows.clone();
        let at = row(&rows, id, "alla");
        rows[at][outcome] = Data::String(cell.into());
        let place = format!("{}{}", letters(outcome), at + 1);
        written(&workspace, &rows, "Utfall", &[]);
        let ran = import(&workspace, &["a.xlsx"]);
        let expected = match (id, told) {
            ("tid", Ok(new)) => edited(new),
            (_, Ok(new)) => {
                REPORT.replace("    utfall: 5,1 %\n", &format!("    utfall: 5,1 %\n  antal: {{utfall: {new}}}\n"))
            }
            (_, Err(_)) => REPORT.to_owned(),
        };
        let found = report(&workspace);
        workspace.write("plans/2026/norr/vb.yaml", REPORT);
        let told_of = told.err().map_or_else(String::new, |words: &str| words.replacen('D', &place, 1));
        assert_eq!(found, expected, "{cell}: {}", ran.err);
        assert!(ran.err.contains(&told_of), "{cell}: {told_of}\n{}", ran.err);
    }
}

#[test]
fn a_share_a_day_and_a_changed_definition_are_what_they_are() {
    let workspace = workspace();
    let rows = exported(&workspace);
    let (outcome, name) = (column(&rows, "Utfall"), column(&rows, "Indikator"));
    let at = row(&rows, "tid", "alla");
    let place = format!("{}{}", letters(outcome), at + 1);
    // A cell that shows 98 % and holds 0,98, beside one that holds 98; and one that a spreadsheet took for a day.
    let percent = Format::new().set_num_format("0 %");
    for (number, format, expected, told) in [
        (0.98, Some(&percent), edited("98 %"), String::new()),
        (98.0, None, edited("98 %"), String::new()),
        (98.0, Some(&percent), REPORT.to_owned(), format!("{place}: 9800 % är orimligt mycket")),
        (0.98, None, REPORT.to_owned(), format!("{place}: 0,98 kan vara 98 % eller 0,98 %")),
    ] {
        let mut rows = rows.clone();
        rows[at][outcome] = Data::Empty;
        let cell = format.map(|format| (at, outcome, number, format.clone()));
        if cell.is_none() {
            rows[at][outcome] = Data::Float(number);
        }
        written_with(&workspace, &rows, "Utfall", &[], cell);
        let ran = import(&workspace, &["a.xlsx"]);
        assert_eq!(report(&workspace), expected, "{number}: {}", ran.err);
        assert!(ran.err.contains(&told), "{told}\n{}", ran.err);
        workspace.write("plans/2026/norr/vb.yaml", REPORT);
    }
    let mut renamed = rows.clone();
    renamed[at][name] = Data::String("Svar inom en vecka".into());
    renamed[at][outcome] = Data::Float(93.0);
    written(&workspace, &renamed, "Utfall", &[]);
    let ran = import(&workspace, &["a.xlsx"]).exits(1);
    assert!(ran.err.contains("kolumnen Indikator tas inte in, men säger annat än planerna på rad "), "{}", ran.err);
    assert_eq!(report(&workspace), edited("93 %"));
}

#[test]
fn slips_of_a_list_of_ones_own_are_told_in_words_that_help() {
    let workspace = workspace();
    let head = "Indikator-id;Organisation;Tillfälle;Utfall";
    for (table, told) in [
        (
            "Indikatorr-id;Organisation;Utfall\ntid;Norr;90".to_owned(),
            "har ingen tabell som tas in\n  menas rubriken Indikator-id där det står Indikatorr-id?",
        ),
        ("Indikator-id;Utfalll\ntid;90".to_owned(), "menas rubriken Utfall där det står Utfalll?"),
        (format!("År;{head}\n2025;tid;Norr;VB;90"), "A2: här finns ingen plan med År 2025\n  här finns 2026"),
        (
            format!("{head};Kön\ntid;Norr;VB;90;annat"),
            "E2: annat är inget kön som utfall ges för\n  skriv alla, kvinnor eller män",
        ),
        (format!("{head}\ntid;Norr;VB;#DIVISION/0!"), "D2: cellen visar felet #DIVISION/0!"),
        (
            format!("{head}\ntid;Norr;VB;9100"),
            "9100 % är orimligt mycket\n  i en cell med procentformat blir 91 till 9100 %",
        ),
        (
            "Mål-id;Organisation;Tillfälle;Bedömning\nsvarr;Norr;VB;helt".to_owned(),
            "A2: planen har inget mål svarr\n  menas svar?",
        ),
        (
            "Mål-id;Organisation;Tillfälle;Bedömning\nsvar;Norr;VB;helts".to_owned(),
            "D2: helts är ingen bedömning\n  skriv helt",
        ),
        (
            "Rad;Organisation;Tillfälle;Utfall\nPersonl;Norr;VB;5".to_owned(),
            "A2: uppföljningen VB har ingen rad Personl",
        ),
        ("Rad;Organisation;Tillfälle;Utfall\nPersonal;Norr;VB;mycket".to_owned(), "D2: mycket är inget belopp"),
    ] {
        workspace.write("a.csv", &format!("{table}\n"));
        let ran = import(&workspace, &["a.csv"]);
        assert!(ran.err.contains(told), "{table}\n{}", ran.err);
        assert_eq!(report(&workspace), REPORT);
        let english = import(&workspace, &["a.csv", "--lang", "en"]);
        let swedish = ["menas", "här", "inget", "ingen", "skriv", "cellen", "planen"];
        assert!(english.err.split([' ', '\n']).all(|word| !swedish.contains(&word)), "{}", english.err);
    }
    for (gender, key) in [("K", "kvinnor"), ("flickor", "kvinnor"), ("M", "män")] {
        workspace.write("a.csv", &format!("{head};Kön\nsjuk;Norr;VB;4,5;{gender}\n"));
        import(&workspace, &["a.csv"]).exits(0);
        assert!(report(&workspace).contains(&format!("    {key}: 4,5 %\n")), "{}", report(&workspace));
        workspace.write("plans/2026/norr/vb.yaml", REPORT);
    }
    // Heads in other dress are known.
    workspace.write("a.csv", "indikatorid;ORGANISATION;tillfälle;Utfall\ntid;Norr;VB;92\n");
    import(&workspace, &["a.csv"]).exits(0);
    assert_eq!(report(&workspace), edited("92 %"));
}
