//! A line as small as a word, beside which the words say the same.

use rust_decimal::Decimal;

use super::axis::Axis;
use super::shapes::tenths;

/// Width and height, in tenths.
const SIZE: (i64, i64) = (720, 200);
/// What is kept free around the line.
const EDGE: i64 = 25;

/// The course of some values as SVG that is hidden from those who listen; a value that is not there breaks it, and so do
/// places where what is measured changed. Empty where fewer than two values are there.
pub fn spark(values: &[Option<Decimal>], breaks: &[usize]) -> String {
    let known = || values.iter().flatten().copied();
    if known().count() < 2 {
        return String::new();
    }
    let axis = Axis::of(known(), false);
    let (width, height) = (SIZE.0 - 2 * EDGE, SIZE.1 - 2 * EDGE);
    let steps = i64::try_from(values.len().saturating_sub(1).max(1)).unwrap_or(i64::MAX);
    let place = |number: usize, value: Decimal| {
        let along = width * i64::try_from(number).unwrap_or(0) / steps;
        (EDGE + along, SIZE.1 - EDGE - axis.place(value, height))
    };
    let (mut path, mut is_begun) = (String::new(), false);
    let mut last = (0, 0);
    for (number, value) in values.iter().enumerate() {
        let Some(value) = value else {
            is_begun = false;
            continue;
        };
        is_begun &= !breaks.contains(&number);
        last = place(number, *value);
        let letter = if is_begun { 'L' } else { 'M' };
        path.extend([letter.to_string(), tenths(last.0), " ".to_owned(), tenths(last.1)]);
        is_begun = true;
    }
    let (x, y) = (tenths(last.0), tenths(last.1));
    format!(
        "<svg class=\"spark\" width=\"72\" height=\"20\" viewBox=\"0 0 72 20\" aria-hidden=\"true\" focusable=\"false\">\
         <path d=\"{path}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\" stroke-linejoin=\"round\"/>\
         <circle cx=\"{x}\" cy=\"{y}\" r=\"2.3\" fill=\"currentColor\"/></svg>"
    )
}
