//! The names of the series below a drawing, each after a piece of what it looks like.

use super::measure::{self, LINE};
use super::shapes::{Picture, Shape, Side, Stroke, WIDTH};
use super::{Drawing, Role, ink};
use crate::model::ChartKind;

/// The piece of what a series looks like.
const PIECE: i64 = 240;
/// Between the piece and the name.
const BESIDE: i64 = 70;
/// Between a name and the next piece.
const BETWEEN: i64 = 220;
/// A name is cut off after so many lines; the table has all of it.
const MOST_LINES: usize = 3;

/// Draws the names below what is there, on as many lines as they need. A single series needs no name of its own: the title
/// says what it is.
pub(super) fn draw(drawing: &Drawing, picture: &mut Picture) {
    if drawing.series.len() < 2 {
        return;
    }
    let (mut x, mut y, mut lines_below) = (0, picture.height + 150, 1);
    for (place, series) in drawing.series.iter().enumerate() {
        let lines = measure::wrap(&series.name, WIDTH - PIECE - BESIDE, MOST_LINES);
        let name = lines.iter().map(|line| measure::width(line)).max().unwrap_or(0);
        if x > 0 && x + PIECE + BESIDE + name > WIDTH {
            (x, y, lines_below) = (0, y + lines_below * LINE + 30, 1);
        }
        piece(drawing, (place, series.role), (x, y), picture);
        lines_below = lines_below.max(i64::try_from(lines.len()).unwrap_or(1));
        picture.words((x + PIECE + BESIDE, y), Side::Start, lines);
        x += PIECE + BESIDE + name + BETWEEN;
    }
    picture.height = y + (lines_below - 1) * LINE + 60;
}

fn piece(drawing: &Drawing, (place, role): (usize, Role), (x, y): (i64, i64), picture: &mut Picture) {
    let middle = y - 48;
    let look = ink::of(role, place);
    match (role, drawing.kind) {
        (Role::Target, _) => picture.line((x, middle), (x + PIECE, middle), Stroke::Target),
        (_, ChartKind::Lines) => {
            picture.line((x, middle), (x + PIECE, middle), Stroke::Series(look));
            picture.shapes.push(Shape::Mark { at: (x + PIECE / 2, middle), look });
        }
        _ => picture.shapes.push(Shape::Column { place: (x + 5, middle - 60, PIECE - 10, 120), look }),
    }
}
