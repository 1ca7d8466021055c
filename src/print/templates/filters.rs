//! What templates can do with values: Swedish numbers, dates and sorting.

use jiff::civil::Date;
use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind};

use crate::model::{number, swedish};
use crate::plan_format::fields::month_name;

/// Adds the filters `tal`, `datum`, `sortera`, `css` and `cell`.
pub fn add(environment: &mut Environment<'static>) {
    environment.add_filter("tal", print_number);
    environment.add_filter("datum", print_date);
    environment.add_filter("sortera", sort);
    environment.add_filter("css", css_text);
    environment.add_filter("cell", in_cell);
}

/// `{{ 16216.5 | tal }}` → 16 216,5. A text that is no number stays as it is.
fn print_number(value: &Value) -> String {
    let text = value.to_string();
    number::read_decimal(&text).map_or(text, number::print_decimal)
}

/// `{{ "2025-02-20" | datum }}` → 20 februari 2025. A text that is no date stays as it is.
fn print_date(value: &Value) -> String {
    let text = value.to_string();
    match text.parse::<Date>() {
        Ok(date) => format!("{} {} {}", date.day(), month_name(date).sv, date.year()),
        Err(_) => text,
    }
}

/// `{{ rows | sortera("title") }}`: in Swedish order, å ä ö last; without an attribute the values themselves.
fn sort(values: &Value, attribute: Option<&str>) -> Result<Vec<Value>, Error> {
    if !matches!(values.kind(), ValueKind::Seq | ValueKind::Iterable) {
        return Err(Error::new(ErrorKind::InvalidOperation, "sortera wants a list"));
    }
    let mut keyed = Vec::new();
    for value in values.try_iter()? {
        let key = match attribute {
            Some(name) => value.get_attr(name)?.to_string(),
            None => value.to_string(),
        };
        keyed.push((key, value));
    }
    let collator = swedish();
    keyed.sort_by(|(one, _), (two, _)| collator.compare(one, two));
    Ok(keyed.into_iter().map(|(_, value)| value).collect())
}

/// `{{ name | css }}`: words within a quoted text of a style sheet, safe within `<style>`.
fn css_text(value: &Value) -> Value {
    let mut text = String::new();
    for character in value.to_string().chars() {
        match character {
            // By number: neither ends the text, nor the style sheet.
            '"' | '\\' | '<' | '>' | '&' | '\n' | '\r' | '\0' => {
                text.push_str(&format!("\\{:x} ", u32::from(character).max(1)))
            }
            _ => text.push(character),
        }
    }
    Value::from_safe_string(text)
}

/// `{{ prose | cell }}`: Markdown of several lines as one line of a table cell.
fn in_cell(value: &Value) -> Value {
    Value::from_safe_string(in_one_line(&value.to_string()))
}

/// Markdown of several lines as one line of a table cell.
pub fn in_one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut cell = String::with_capacity(words.len());
    let mut before = ' ';
    for character in words.chars() {
        if character == '|' && before != '\\' {
            cell.push('\\');
        }
        cell.push(character);
        before = character;
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_dates_and_order_are_swedish() {
        let mut environment = Environment::new();
        add(&mut environment);
        let render = |template: &str| environment.render_str(template, ()).unwrap().replace('\u{a0}', "_");
        assert_eq!(render("{{ '16216.5' | tal }}"), "16_216,5");
        assert_eq!(render("{{ '2025-02-20' | datum }}"), "20 februari 2025");
        assert_eq!(render("{{ ['ö', 'z', 'å', 'a', 'ä'] | sortera | join }}"), "azåäö");
    }
}
