//! The status as a table for spreadsheets and pages: a row for each thing that is due at an occasion, or for each occasion.

use crate::characters::begins_formula;
use crate::diagnostic::{Bilingual, Language};
use crate::identity::shown;
use crate::status::{Count, State, Status};

/// The icon that all pages have.
const ICON: &str = include_str!("../../templates/html/icon.html.j2");

/// A row for each thing that is due, with commas between: what a spreadsheet sorts and counts. It begins with a byte order
/// mark, without which Excel takes it for another encoding.
pub fn csv(status: &Status, language: Language) -> String {
    let heads = [
        Bilingual::fixed("år", "year"),
        Bilingual::fixed("organisation", "organisation"),
        Bilingual::fixed("fil", "file"),
        Bilingual::fixed("tillfälle", "occasion"),
        Bilingual::fixed("datum", "date"),
        Bilingual::fixed("ansvarig", "responsible"),
        Bilingual::fixed("slag", "kind"),
        Bilingual::fixed("id", "id"),
        Bilingual::fixed("namn", "name"),
        Bilingual::fixed("rapporterad", "reported"),
    ];
    let mut text = String::from(BYTE_ORDER_MARK);
    push(&mut text, &heads.map(|head| head.get(language).to_owned()));
    for plan in &status.plans {
        for occasion in &plan.occasions {
            for responsible in &occasion.by {
                for due in &responsible.due {
                    let sort = due.sort.one();
                    let reported =
                        if due.is_reported { Bilingual::fixed("ja", "yes") } else { Bilingual::fixed("nej", "no") };
                    push(
                        &mut text,
                        &[
                            plan.year.to_string(),
                            plan.name().to_owned(),
                            plan.path.clone(),
                            occasion.key.clone(),
                            occasion.date.to_string(),
                            responsible.name.clone().unwrap_or_default(),
                            sort.get(language).to_owned(),
                            due.id.clone(),
                            due.name.clone(),
                            reported.get(language).to_owned(),
                        ],
                    );
                }
            }
        }
    }
    text
}

/// What a file for spreadsheets begins with: without it Excel takes it for another encoding.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A row of cells. What a spreadsheet would take for a formula is kept from being one; a number below nothing is none.
pub fn push(text: &mut String, cells: &[String]) {
    for (number, cell) in cells.iter().enumerate() {
        if number > 0 {
            text.push(',');
        }
        let cell = shown(cell);
        let is_formula = !is_negative(&cell) && begins_formula(&cell);
        let cell = if is_formula { format!("'{cell}") } else { cell.into_owned() };
        match cell.contains([',', '"', '\n', '\r']) {
            true => text.push_str(&format!("\"{}\"", cell.replace('"', "\"\""))),
            false => text.push_str(&cell),
        }
    }
    text.push_str("\r\n");
}

/// How each occasion that has come stands, and the next: plan, occasion, day, state and how much is reported.
struct Row(Vec<String>);

fn rows(status: &Status, language: Language) -> (Vec<String>, Vec<Row>) {
    let say = |words: Bilingual| words.get(language).to_owned();
    let heads = vec![
        say(Bilingual::fixed("År", "Year")),
        say(Bilingual::fixed("Organisation", "Organisation")),
        say(Bilingual::fixed("Tillfälle", "Occasion")),
        say(Bilingual::fixed("Datum", "Date")),
        say(Bilingual::fixed("Läge", "Status")),
        say(Bilingual::fixed("Rapporterat", "Reported")),
    ];
    let mut rows = Vec::new();
    for plan in &status.plans {
        for occasion in plan.occasions.iter().filter(|occasion| occasion.has_come() || occasion.is_next) {
            let Count { due, reported } = occasion.total();
            let state = match occasion.state {
                State::NotYet => Bilingual::fixed("inte än", "not yet"),
                State::Open => Bilingual::fixed("inget rapporterat", "nothing reported"),
                State::UnderWay => Bilingual::fixed("påbörjad", "under way"),
                State::Complete => Bilingual::fixed("klar", "complete"),
            };
            rows.push(Row(vec![
                plan.year.to_string(),
                plan.name().to_owned(),
                occasion.key.clone(),
                occasion.date.to_string(),
                say(state),
                say(crate::msg!("{reported} av {due}", "{reported} of {due}")),
            ]));
        }
    }
    (heads, rows)
}

/// A table in Markdown, with a row for each occasion of a plan.
pub fn markdown(status: &Status, language: Language) -> String {
    let (heads, rows) = rows(status, language);
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| shown(cell).replace('|', "\\|").split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut text = line(&heads);
    text.push_str(&format!("|{}\n", " --- |".repeat(heads.len())));
    rows.iter().for_each(|Row(cells)| text.push_str(&line(cells)));
    text
}

/// A page with the same table.
pub fn html(status: &Status, language: Language) -> String {
    let (heads, rows) = rows(status, language);
    let escaped = |cell: &String| shown(cell).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let code = match language {
        Language::Swedish => "sv",
        Language::English => "en",
    };
    let day = status.today;
    let title = crate::msg!("Läget {day}", "Status on {day}");
    let title = title.get(language);
    let mut text = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{ICON}<title>{title}</title>\n\
         <style>body {{ font-family: sans-serif; margin: 1rem }} table {{ border-collapse: collapse }} \
         th, td {{ border: 1px solid #767676; padding: .25rem .5rem; text-align: left }}</style>\n</head>\n<body>\n\
         <main>\n<h1>{title}</h1>\n<table>\n<thead>\n<tr>"
    );
    heads.iter().for_each(|head| text.push_str(&format!("<th scope=\"col\">{}</th>", escaped(head))));
    text.push_str("</tr>\n</thead>\n<tbody>\n");
    for Row(cells) in &rows {
        text.push_str("<tr>");
        cells.iter().for_each(|cell| text.push_str(&format!("<td>{}</td>", escaped(cell))));
        text.push_str("</tr>\n");
    }
    text.push_str("</tbody>\n</table>\n</main>\n</body>\n</html>\n");
    text
}

/// Whether a cell is a number below zero, which no spreadsheet takes for a formula.
fn is_negative(cell: &str) -> bool {
    cell.strip_prefix('-').is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_ascii_digit())
            && rest.chars().all(|character| character.is_ascii_digit() || matches!(character, ',' | '.'))
    })
}
