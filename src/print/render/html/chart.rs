//! A chart as SVG within the page: drawn with attributes alone, so that any other program can take it out and draw it.

use std::fmt::Write;

use rust_decimal::prelude::ToPrimitive;

use super::Writer;
use crate::diagnostic::Diagnostic;
use crate::model::number::{NO_BREAK_SPACE, print_decimal};
use crate::print::layout::Chart;
use crate::print::templates::html::write as words;
use crate::print::view::{ChartKind, Role, Series};

/// Width and height of the drawing, in its own units.
const SIZE: (f64, f64) = (640.0, 300.0);
/// Where the figures are drawn: left, top, right, bottom.
const PLOT: (f64, f64, f64, f64) = (56.0, 16.0, 628.0, 236.0);
/// Where the names of the series stand.
const LEGEND: f64 = 284.0;
/// The most lines across, each with its figure.
const MOST_TICKS: f64 = 6.0;
const WRITES: &str = "a text can always be written to";

impl Writer<'_> {
    /// The drawing, what it is of, and its figures as a table to unfold.
    pub(super) fn chart(&self, chart: &Chart, out: &mut String) -> Result<(), Box<Diagnostic>> {
        out.push_str("<figure class=\"chart\">\n");
        draw(chart, out);
        out.push_str("<figcaption>");
        words(out, &chart.title);
        out.push_str("</figcaption>\n<details>\n<summary>");
        words(out, &self.context.templates.labels.figures);
        out.push_str("</summary>\n");
        self.table(&chart.table, out)?;
        out.push_str("</details>\n</figure>\n");
        Ok(())
    }
}

/// The values from the lowest line to the highest, and how far the lines are apart.
struct Axis {
    low: f64,
    high: f64,
    step: f64,
}

impl Axis {
    /// An axis for these values. Columns begin at nothing, since their length is what is seen; a line that moves far
    /// from nothing shows its movement.
    fn of(chart: &Chart) -> Axis {
        let values: Vec<f64> = chart
            .series
            .iter()
            .flat_map(|series| &series.values)
            .flatten()
            .filter_map(|value| value.to_f64())
            .collect();
        let (mut low, mut high) =
            values.iter().fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(*value), high.max(*value)));
        if values.is_empty() {
            (low, high) = (0.0, 1.0);
        }
        let is_far = low > 0.0 && (high - low) < low;
        if chart.kind == ChartKind::Columns || !is_far {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        if high <= low {
            high = low + 1.0;
        }
        let raw = (high - low) / (MOST_TICKS - 1.0);
        let power = 10f64.powf(raw.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|of| of * power).find(|step| *step >= raw * 0.999);
        let step = step.unwrap_or(10.0 * power);
        Axis { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    fn at(&self, value: f64) -> f64 {
        let (_, top, _, bottom) = PLOT;
        bottom - (value - self.low) / (self.high - self.low) * (bottom - top)
    }

    fn ticks(&self) -> Vec<f64> {
        let count = ((self.high - self.low) / self.step).round().max(1.0);
        (0..=count.to_usize().unwrap_or(1))
            .map(|tick| self.low + self.step * f64::from(u32::try_from(tick).unwrap_or(0)))
            .collect()
    }
}

fn draw(chart: &Chart, out: &mut String) {
    let axis = Axis::of(chart);
    let id = &chart.anchor;
    let (width, height) = SIZE;
    write!(
        out,
        "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" font-size=\"13\">\n"
    )
    .expect(WRITES);
    write!(out, "<title id=\"{id}-t\">").expect(WRITES);
    words(out, &chart.title);
    write!(out, "</title>\n<desc id=\"{id}-d\">").expect(WRITES);
    words(out, &description(chart));
    out.push_str("</desc>\n<defs>\n");
    // No figure is told by its colour alone: women's have stripes, men's have points.
    write!(
        out,
        "<pattern id=\"{id}-w\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"6\" height=\"6\" fill=\"#fff\"/><rect width=\"3\" height=\"6\" fill=\"#6a3a5b\"/></pattern>\n\
         <pattern id=\"{id}-m\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
         <rect width=\"6\" height=\"6\" fill=\"#fff\"/><circle cx=\"3\" cy=\"3\" r=\"2\" fill=\"#2d5b3d\"/></pattern>\n</defs>\n"
    )
    .expect(WRITES);
    grid(chart, &axis, out);
    let bars: Vec<&Series> = chart.series.iter().filter(|series| series.role != Role::Target).collect();
    for (number, series) in bars.iter().enumerate() {
        match chart.kind {
            ChartKind::Columns => columns(chart, series, (number, bars.len()), &axis, out),
            ChartKind::Lines => line(chart, series, &axis, out),
        }
    }
    for series in chart.series.iter().filter(|series| series.role == Role::Target) {
        steps(chart, series, &axis, out);
    }
    legend(chart, out);
    out.push_str("</svg>\n");
}

/// The figures in words, for those who do not see the drawing: "Utfall: 2022 88 %, 2023 91 %. Årsmål: …".
fn description(chart: &Chart) -> String {
    let sentence = |series: &Series| {
        let values = chart.categories.iter().zip(&series.values);
        let figures: Vec<String> = values
            .filter_map(|(category, value)| Some(format!("{category} {}", print(*(value.as_ref()?), &chart.unit))))
            .collect();
        format!("{}: {}.", series.name, figures.join(", "))
    };
    chart.series.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

fn print(value: rust_decimal::Decimal, unit: &str) -> String {
    match unit {
        "" => print_decimal(value),
        unit => format!("{}{NO_BREAK_SPACE}{unit}", print_decimal(value)),
    }
}

/// The lines across with their figures, and the categories below.
fn grid(chart: &Chart, axis: &Axis, out: &mut String) {
    let (left, _, right, bottom) = PLOT;
    let places =
        usize::try_from((-axis.step.log10().floor()).max(0.0) as i64).unwrap_or(0) + usize::from(is_half(axis.step));
    for tick in axis.ticks() {
        let y = axis.at(tick);
        let strong = if tick.abs() < axis.step / 1000.0 { "0.9" } else { "0.2" };
        write!(out, "<path d=\"M{left} {y:.1}H{right}\" stroke=\"currentColor\" stroke-opacity=\"{strong}\"/>\n")
            .expect(WRITES);
        let figure = rust_decimal::Decimal::from_f64_retain(tick)
            .unwrap_or_default()
            .round_dp(u32::try_from(places).unwrap_or(0));
        write!(out, "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"currentColor\">", left - 8.0, y + 4.5)
            .expect(WRITES);
        let unit = if chart.unit == "%" { "%" } else { "" };
        words(out, &print(figure.normalize(), unit));
        out.push_str("</text>\n");
    }
    for (number, category) in chart.categories.iter().enumerate() {
        let (from, to) = band(chart, number);
        write!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"currentColor\">",
            (from + to) / 2.0,
            bottom + 20.0
        )
        .expect(WRITES);
        words(out, category);
        out.push_str("</text>\n");
    }
}

/// Whether a step needs one more decimal than its size says: 0,25 and 2,5.
fn is_half(step: f64) -> bool {
    let power = 10f64.powf(step.log10().floor());
    (step / power - 2.5).abs() < 0.01
}

/// Where a category stands.
fn band(chart: &Chart, number: usize) -> (f64, f64) {
    let (left, _, right, _) = PLOT;
    let count = f64::from(u32::try_from(chart.categories.len().max(1)).unwrap_or(u32::MAX));
    let width = (right - left) / count;
    let from = left + width * f64::from(u32::try_from(number).unwrap_or(0));
    (from, from + width)
}

fn fill(role: Role, id: &str) -> String {
    match role {
        Role::Women => format!("url(#{id}-w)"),
        Role::Men => format!("url(#{id}-m)"),
        _ => "#17466f".to_owned(),
    }
}

fn stroke(role: Role) -> &'static str {
    match role {
        Role::Women => "#6a3a5b",
        Role::Men => "#2d5b3d",
        Role::Target => "#a01a1a",
        Role::Outcome => "#17466f",
    }
}

fn columns(chart: &Chart, series: &Series, (number, count): (usize, usize), axis: &Axis, out: &mut String) {
    for (category, value) in series.values.iter().enumerate() {
        let Some(value) = value.and_then(|value| value.to_f64()) else { continue };
        let (from, to) = band(chart, category);
        let room = (to - from) * 0.72;
        let width = room / f64::from(u32::try_from(count).unwrap_or(1));
        let x = from + (to - from - room) / 2.0 + width * f64::from(u32::try_from(number).unwrap_or(0));
        let (one, other) = (axis.at(value), axis.at(0.0));
        let (fill, stroke) = (fill(series.role, &chart.anchor), stroke(series.role));
        write!(
            out,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{fill}\" stroke=\"{stroke}\"/>\n",
            x + 1.0,
            one.min(other),
            (width - 2.0).max(1.0),
            (one - other).abs()
        )
        .expect(WRITES);
    }
}

/// A line that breaks where a year has no figure, with a point at each figure.
fn line(chart: &Chart, series: &Series, axis: &Axis, out: &mut String) {
    let points: Vec<Option<(f64, f64)>> = series
        .values
        .iter()
        .enumerate()
        .map(|(number, value)| {
            let (from, to) = band(chart, number);
            Some(((from + to) / 2.0, axis.at(value.as_ref()?.to_f64()?)))
        })
        .collect();
    let mut path = String::new();
    for (number, point) in points.iter().enumerate() {
        let Some((x, y)) = point else { continue };
        let is_begun = number > 0 && points[number - 1].is_some();
        write!(path, "{}{x:.1} {y:.1}", if is_begun { "L" } else { "M" }).expect(WRITES);
    }
    let stroke = stroke(series.role);
    write!(out, "<path d=\"{path}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"2.5\"/>\n").expect(WRITES);
    for (x, y) in points.into_iter().flatten() {
        write!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{stroke}\"/>\n").expect(WRITES);
    }
}

/// A broken line across each category that has a target.
fn steps(chart: &Chart, series: &Series, axis: &Axis, out: &mut String) {
    let mut path = String::new();
    for (number, value) in series.values.iter().enumerate() {
        let Some(value) = value.and_then(|value| value.to_f64()) else { continue };
        let ((from, to), y) = (band(chart, number), axis.at(value));
        write!(path, "M{from:.1} {y:.1}H{to:.1}").expect(WRITES);
    }
    write!(
        out,
        "<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\" stroke-dasharray=\"7 4\"/>\n",
        stroke(Role::Target)
    )
    .expect(WRITES);
}

/// The names of the series, each after a piece of what it looks like.
fn legend(chart: &Chart, out: &mut String) {
    let mut x = PLOT.0;
    for series in &chart.series {
        let stroke = stroke(series.role);
        match (series.role, chart.kind) {
            (Role::Target, _) => write!(
                out,
                "<path d=\"M{x:.1} {:.1}h22\" stroke=\"{stroke}\" stroke-width=\"2\" stroke-dasharray=\"7 4\"/>\n",
                LEGEND - 4.5
            ),
            (_, ChartKind::Lines) => write!(
                out,
                "<path d=\"M{x:.1} {y:.1}h22\" stroke=\"{stroke}\" stroke-width=\"2.5\"/><circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{stroke}\"/>\n",
                x + 11.0,
                y = LEGEND - 4.5
            ),
            (role, ChartKind::Columns) => write!(
                out,
                "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"22\" height=\"12\" fill=\"{}\" stroke=\"{stroke}\"/>\n",
                LEGEND - 11.0,
                fill(role, &chart.anchor)
            ),
        }
        .expect(WRITES);
        write!(out, "<text x=\"{:.1}\" y=\"{LEGEND}\" fill=\"currentColor\">", x + 28.0).expect(WRITES);
        words(out, &series.name);
        out.push_str("</text>\n");
        let length = f64::from(u32::try_from(series.name.chars().count()).unwrap_or(0));
        x += 28.0 + length * 7.4 + 24.0;
    }
}
