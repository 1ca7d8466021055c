//! Charts that lie down: bars and shares, with the categories before them, each on as many lines as its name needs.

use rust_decimal::Decimal;

use super::Drawing;
use super::axis::{Axis, with_unit};
use super::columns::{axis_of, share_in_words};
use super::measure::{self, LINE};
use super::shapes::{Picture, Shape, Side, Stroke, WIDTH};
use crate::model::ChartKind;

/// Names take at most so much of the width.
const MOST_NAME: i64 = 1900;
/// A name has at most so many lines; the table has all of it.
const MOST_LINES: usize = 3;
/// How thick a bar is.
const THICK: i64 = 160;
/// Between the bars of two categories.
const BETWEEN: i64 = 110;
/// Above the first bar.
const TOP: i64 = 60;

/// Draws a bar for each figure, with the lines behind them and the names before them.
pub(super) fn draw(drawing: &Drawing, picture: &mut Picture) {
    let axis = axis_of(drawing);
    let widest = drawing.categories.iter().map(|name| measure::width(name)).max().unwrap_or(0);
    let left = widest.min(MOST_NAME) + 100;
    let figures = figures(drawing);
    let beside = figures.iter().flatten().flatten().map(|words| measure::width(words)).max().unwrap_or(0);
    let last = axis.ticks().last().map_or(0, |last| measure::width(&axis.print(*last, drawing.tick_unit())) / 2);
    let room = (WIDTH - left - beside.max(last) - 120).max(WIDTH / 4);
    let top = if drawing.unit_above().is_empty() { TOP } else { TOP + LINE };
    let names: Vec<Vec<String>> =
        drawing.categories.iter().map(|name| measure::wrap(name, left - 100, MOST_LINES)).collect();
    let is_stacked = drawing.kind == ChartKind::Shares;
    let bars = if is_stacked { 1 } else { i64::try_from(drawing.drawn().len().max(1)).unwrap_or(1) };
    let mut y = top;
    let mut rows = Vec::new();
    for lines in &names {
        let words = i64::try_from(lines.len()).unwrap_or(1) * LINE;
        let height = words.max(bars * THICK);
        rows.push((y, height));
        y += height + BETWEEN;
    }
    let bottom = y - BETWEEN / 2;
    grid(drawing, &axis, (left, room), (top - 30, bottom), picture);
    for (lines, (y, height)) in names.into_iter().zip(&rows) {
        let words = i64::try_from(lines.len()).unwrap_or(1) * LINE;
        picture.words((left - 80, y + (height - words) / 2 + 125), Side::End, lines);
    }
    let zero = left + axis.zero(room);
    match is_stacked {
        true => shares(drawing, &axis, (left, room), &rows, picture),
        false => rows_of_bars(drawing, &axis, (left, room), &rows, &figures, picture),
    }
    picture.line((zero, top - 30), (zero, bottom), Stroke::Base);
    for series in drawing.targets() {
        let parts = series.values.iter().zip(&rows).filter_map(|(value, (y, height))| {
            let x = left + axis.place((*value)?, room);
            Some(vec![(x, y - 40), (x, y + height + 40)])
        });
        let parts: Vec<Vec<(i64, i64)>> = parts.collect();
        if !parts.is_empty() {
            picture.shapes.push(Shape::Line { parts, stroke: Stroke::Target });
        }
    }
    picture.height = bottom + 260;
}

/// What stands after each bar, by series and category; shares have none.
fn figures(drawing: &Drawing) -> Vec<Vec<Option<String>>> {
    if drawing.kind == ChartKind::Shares {
        return Vec::new();
    }
    let words = |value: &Option<Decimal>| value.map(|value| with_unit(value.normalize(), drawing.tick_unit()));
    drawing.values().iter().map(|values| values.iter().map(words).collect()).collect()
}

/// The lines down with their figures below, as many as have room, and the unit above.
fn grid(drawing: &Drawing, axis: &Axis, (left, room): (i64, i64), (top, bottom): (i64, i64), picture: &mut Picture) {
    if !drawing.unit_above().is_empty() {
        picture.words((left, 130), Side::Start, measure::wrap(drawing.unit_above(), WIDTH - left, 1));
    }
    let mut free = 0;
    for tick in axis.ticks() {
        let x = left + axis.place(tick, room);
        picture.line((x, top), (x, bottom), Stroke::Grid);
        let words = axis.print(tick, drawing.tick_unit());
        let half = measure::width(&words) / 2;
        if x - half >= free && x + half <= WIDTH {
            free = x + half + 80;
            picture.words((x, bottom + 170), Side::Middle, [words]);
        }
    }
}

fn rows_of_bars(
    drawing: &Drawing,
    axis: &Axis,
    (left, room): (i64, i64),
    rows: &[(i64, i64)],
    figures: &[Vec<Option<String>>],
    picture: &mut Picture,
) {
    let (drawn, values) = (drawing.drawn(), drawing.values());
    let bars = i64::try_from(drawn.len()).unwrap_or(1);
    let zero = left + axis.zero(room);
    let targets: Vec<Option<Decimal>> = drawing.targets().next().map_or_else(Vec::new, |series| series.values.clone());
    for (((number, (_, look)), values), figures) in (0..).zip(&drawn).zip(&values).zip(figures) {
        for (category, ((value, words), (y, height))) in values.iter().zip(figures).zip(rows).enumerate() {
            let (Some(value), Some(words)) = (value, words) else { continue };
            let x = left + axis.place(*value, room);
            let y = y + (height - bars * THICK) / 2 + number * THICK;
            let place = (x.min(zero), y + 10, (x - zero).abs(), THICK - 20);
            picture.shapes.push(Shape::Column { place, look: *look });
            let after = x.max(zero) + 50;
            let crossing = targets.get(category).copied().flatten().map(|target| left + axis.place(target, room));
            let crossing = crossing.filter(|line| (after - 20..after + measure::width(words)).contains(line));
            let after = crossing.map_or(after, |line| line + 50);
            picture.words((after, y + 128), Side::Start, [words.clone()]);
        }
    }
}

/// The shares of each category, one after the other.
fn shares(drawing: &Drawing, axis: &Axis, (left, room): (i64, i64), rows: &[(i64, i64)], picture: &mut Picture) {
    let (drawn, values) = (drawing.drawn(), drawing.values());
    for (category, (y, height)) in rows.iter().enumerate() {
        let mut before = Decimal::ZERO;
        for ((_, look), values) in drawn.iter().zip(&values) {
            let Some(value) = values[category] else { continue };
            let (from, to) = (left + axis.place(before, room), left + axis.place(before + value, room));
            before += value;
            if to > from {
                let place = (from, y + (height - THICK) / 2, to - from, THICK);
                picture.shapes.push(Shape::Column { place, look: *look });
            }
            let words = share_in_words(value);
            if to - from >= measure::width(&words) + 80 {
                picture.shapes.push(Shape::Label { at: (i64::midpoint(from, to), y + height / 2), words });
            }
        }
    }
}
