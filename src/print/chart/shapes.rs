//! A drawing as shapes, and the shapes as SVG. Places and lengths are in tenths of the drawing's units.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::ink::{self, Point};
use super::measure::{self, LETTERS, LINE};

/// The width of every drawing.
pub(super) const WIDTH: i64 = 4800;

/// The ground and the letters of figures within columns, the same on every page.
pub(super) const LABEL_GROUND: &str = "#ffffff";
pub(super) const LABEL_INK: &str = "#1c1d1f";

/// A column that is so high and so wide has room for a figure.
pub(super) const LABEL_HEIGHT: i64 = 190;

const WRITES: &str = "a text can always be written to";

/// The fonts of a drawing that stands alone; a page has its own.
const FONTS: &str = "Open Sans, Noto Sans, Liberation Sans, Arial, sans-serif";

/// A drawing.
#[derive(Debug)]
pub(super) struct Picture {
    /// What it is a drawing of.
    pub(super) title: String,
    /// What it shows, in words.
    pub(super) description: String,
    /// How high it is.
    pub(super) height: i64,
    /// What is drawn, what lies below first.
    pub(super) shapes: Vec<Shape>,
}

/// A shape.
#[derive(Debug)]
pub(super) enum Shape {
    /// A column, filled as a series looks.
    Column {
        /// Left, top, width and height.
        place: (i64, i64, i64, i64),
        /// How it looks.
        look: usize,
    },
    /// A line through places; a new part begins where the one before ends.
    Line {
        /// The parts.
        parts: Vec<Vec<(i64, i64)>>,
        /// How it looks.
        stroke: Stroke,
    },
    /// A point of a line.
    Mark {
        /// Where it is.
        at: (i64, i64),
        /// How it looks.
        look: usize,
    },
    /// A figure within a column, on a ground of its own: patterns would hide it.
    Label {
        /// The middle of it.
        at: (i64, i64),
        /// The figure.
        words: String,
    },
    /// Words on one line.
    Words {
        /// Where they stand: the foot of the letters.
        at: (i64, i64),
        /// What of them stands there.
        side: Side,
        /// The words.
        words: String,
    },
}

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stroke {
    /// A line across, behind the figures.
    Grid,
    /// The line of nothing.
    Base,
    /// A place where what is measured changed.
    Break,
    /// The line of a series.
    Series(usize),
    /// Targets.
    Target,
}

/// Which end of words stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The first letter.
    Start,
    /// The middle.
    Middle,
    /// The last letter.
    End,
}

impl Picture {
    /// A drawing of nothing.
    pub(super) fn new() -> Picture {
        Picture { title: String::new(), description: String::new(), height: 0, shapes: Vec::new() }
    }

    /// Adds a straight line.
    pub(super) fn line(&mut self, from: (i64, i64), to: (i64, i64), stroke: Stroke) {
        self.shapes.push(Shape::Line { parts: vec![vec![from, to]], stroke });
    }

    /// Adds lines of words, the first with its foot at a place.
    pub(super) fn words(&mut self, (x, y): (i64, i64), side: Side, lines: impl IntoIterator<Item = String>) {
        for (number, words) in (0..).zip(lines) {
            self.shapes.push(Shape::Words { at: (x, y + number * LINE), side, words });
        }
    }

    /// Adds a figure above a place, moved as far in as it needs to be seen.
    pub(super) fn figure(&mut self, (x, y): (i64, i64), words: String) {
        let half = measure::width(&words) / 2;
        let x = x.min(WIDTH - half).max(half);
        self.words((x, y), Side::Middle, [words]);
    }

    /// As SVG.
    pub(super) fn svg(&self, id: &str) -> String {
        let id = escaped(id);
        let mut out = String::with_capacity(2048 + self.shapes.len() * 96);
        let (width, height) = (tenths(WIDTH), tenths(self.height));
        write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\" aria-labelledby=\"{id}-t {id}-d\" font-family=\"{FONTS}\" font-size=\"{}\">\n\
             <title id=\"{id}-t\">{}</title>\n<desc id=\"{id}-d\">{}</desc>\n",
            tenths(LETTERS),
            escaped(&self.title),
            escaped(&self.description)
        )
        .expect(WRITES);
        self.patterns(&id, &mut out);
        self.shapes.iter().for_each(|shape| shape.write(&id, &mut out));
        out.push_str("</svg>\n");
        out
    }

    /// The patterns that columns are filled with.
    fn patterns(&self, id: &str, out: &mut String) {
        let looks: BTreeSet<usize> = self
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Column { look, .. } if !ink::pattern(*look).is_empty() => Some(*look),
                _ => None,
            })
            .collect();
        if looks.is_empty() {
            return;
        }
        out.push_str("<defs>\n");
        for look in looks {
            let (colour, path) = (ink::colour(look), ink::pattern(look));
            writeln!(
                out,
                "<pattern id=\"{id}-{look}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
                 <rect width=\"8\" height=\"8\" fill=\"{colour}\" fill-opacity=\".18\"/>\
                 <path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.8\"/></pattern>"
            )
            .expect(WRITES);
        }
        out.push_str("</defs>\n");
    }
}

impl Shape {
    fn write(&self, id: &str, out: &mut String) {
        match self {
            Shape::Column { place: (x, y, width, height), look } => {
                let colour = ink::colour(*look);
                let fill = match ink::pattern(*look) {
                    "" => colour.to_owned(),
                    _ => format!("url(#{id}-{look})"),
                };
                let [x, y, width, height] = [*x, *y, *width, *height].map(tenths);
                writeln!(
                    out,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\" stroke=\"{colour}\"/>"
                )
            }
            Shape::Line { parts, stroke } => {
                let path: String = parts.iter().map(|part| path(part)).collect();
                writeln!(out, "<path d=\"{path}\" fill=\"none\" {}/>", stroke.attributes())
            }
            Shape::Mark { at, look } => {
                let (colour, path) = (ink::colour(*look), mark(ink::point(*look), *at));
                let fill = if ink::point(*look) == Point::Ring { "none" } else { colour };
                writeln!(out, "<path d=\"{path}\" fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"1.5\"/>")
            }
            Shape::Label { at: (x, y), words } => {
                let width = measure::width(words) + 40;
                let [left, top, width, foot] = [x - width / 2, y - 80, width, y + 50].map(tenths);
                let (x, words) = (tenths(*x), escaped(words));
                writeln!(
                    out,
                    "<g class=\"share\"><rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"16\" rx=\"2\" fill=\"{LABEL_GROUND}\"/>\
                     <text x=\"{x}\" y=\"{foot}\" text-anchor=\"middle\" fill=\"{LABEL_INK}\">{words}</text></g>"
                )
            }
            Shape::Words { at: (x, y), side, words } => {
                let anchor = match side {
                    Side::Start => "",
                    Side::Middle => " text-anchor=\"middle\"",
                    Side::End => " text-anchor=\"end\"",
                };
                let (x, y) = (tenths(*x), tenths(*y));
                writeln!(out, "<text x=\"{x}\" y=\"{y}\"{anchor} fill=\"currentColor\">{}</text>", escaped(words))
            }
        }
        .expect(WRITES);
    }
}

impl Stroke {
    fn attributes(self) -> String {
        match self {
            Stroke::Grid => "stroke=\"currentColor\" stroke-opacity=\".2\"".to_owned(),
            Stroke::Base => "stroke=\"currentColor\" stroke-opacity=\".8\"".to_owned(),
            Stroke::Break => "stroke=\"currentColor\" stroke-dasharray=\"1.5 3\" stroke-width=\"1.5\"".to_owned(),
            Stroke::Target => format!("stroke=\"{}\" stroke-width=\"2.5\" stroke-dasharray=\"7 3\"", ink::TARGET),
            Stroke::Series(look) => {
                let dashes = match ink::dashes(look) {
                    "" => String::new(),
                    dashes => format!(" stroke-dasharray=\"{dashes}\""),
                };
                format!("stroke=\"{}\" stroke-width=\"2.5\" stroke-linejoin=\"round\"{dashes}", ink::colour(look))
            }
        }
    }
}

fn path(part: &[(i64, i64)]) -> String {
    let mut path = String::new();
    for (number, (x, y)) in part.iter().enumerate() {
        let letter = if number == 0 { 'M' } else { 'L' };
        write!(path, "{letter}{} {}", tenths(*x), tenths(*y)).expect(WRITES);
    }
    path
}

/// A point of a line.
fn mark(form: Point, (x, y): (i64, i64)) -> String {
    let closed = |corners: &[(i64, i64)]| {
        let places: Vec<(i64, i64)> = corners.iter().map(|(right, down)| (x + right, y + down)).collect();
        path(&places) + "Z"
    };
    match form {
        Point::Disc | Point::Ring => format!("M{} {}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z", tenths(x - 40), tenths(y)),
        Point::Square => closed(&[(-36, -36), (36, -36), (36, 36), (-36, 36)]),
        Point::Triangle => closed(&[(0, -46), (44, 34), (-44, 34)]),
        Point::Diamond => closed(&[(0, -50), (46, 0), (0, 50), (-46, 0)]),
    }
}

/// Tenths as a number with at most one decimal.
pub(super) fn tenths(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    match (number.unsigned_abs() / 10, number.unsigned_abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

/// Words in SVG, as text or as the value of an attribute. What no XML file may hold is left out.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for character in words.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}
