//! The part of a chart: what Word draws, in DrawingML (ISO/IEC 29500-1, 21.2).

use std::fmt::Write;

use rust_decimal::Decimal;

use super::NAMESPACE;
use super::book::{SHEET, letters};
use super::xml;
use crate::print::chart::ink;
use crate::print::chart::plotted::{Form, Plotted, PlottedSeries};
use crate::print::render::docx::relation::{self, Relations};

pub(super) const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";

/// What fills columns, in the order of our own patterns; the first is the colour alone.
const PATTERNS: [&str; 7] = ["", "wdUpDiag", "pct30", "smGrid", "narHorz", "narVert", "wdDnDiag"];
/// How lines are broken, in the order of our own.
const DASHES: [&str; 4] = ["solid", "dash", "sysDot", "dashDot"];
/// The forms of points, in the order of our own: the last is a ring.
const POINTS: [&str; 5] = ["circle", "square", "triangle", "diamond", "circle"];

const INK: &str = "24282D";
const LINES: &str = "D3D6DA";

/// A share smaller than this has no room for its figure, in per cent.
const SMALL_SHARE: Decimal = Decimal::from_parts(6, 0, 0, false, 0);
/// More decimals than these nobody reads in a chart.
const MOST_DECIMALS: u32 = 4;

/// The numbers of the two axes.
const NAMES_AXIS: &str = "111111111";
const VALUES_AXIS: &str = "222222222";

/// The relation of the part to its workbook.
pub(super) fn relations(book: &str) -> String {
    let mut written = String::new();
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package";
    relation::write("rId1", kind, book, false, &mut written);
    Relations::beside(&[]).part_after(&written)
}

/// The part.
pub(super) fn write(plotted: &Plotted, language: &str, has_book: bool) -> String {
    let mut out = String::with_capacity(16 * 1024);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    let _ = write!(
        out,
        "<c:chartSpace xmlns:c=\"{NAMESPACE}\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:date1904 val=\"0\"/>\
         <c:lang val=\"{language}\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>"
    );
    groups(plotted, &mut out);
    axes(plotted, language, &mut out);
    out.push_str("<c:spPr><a:noFill/></c:spPr></c:plotArea>");
    legend(plotted, &mut out);
    out.push_str("<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>");
    out.push_str("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    let _ = write!(
        out,
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"900\"><a:solidFill><a:srgbClr val=\"{INK}\"/></a:solidFill>\
         </a:defRPr></a:pPr><a:endParaRPr lang=\"{language}\"/></a:p></c:txPr>"
    );
    if has_book {
        out.push_str("<c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData>");
    }
    out.push_str("</c:chartSpace>");
    out
}

/// The series, by how they are drawn: targets are lines, but for bars, over which no line can be drawn.
fn groups(plotted: &Plotted, out: &mut String) {
    let all = || plotted.series.iter().enumerate();
    let axes = format!("<c:axId val=\"{NAMES_AXIS}\"/><c:axId val=\"{VALUES_AXIS}\"/>");
    let are_lines = plotted.form == Form::Lines;
    let is_bar = |series: &PlottedSeries| !are_lines && (plotted.form.lies() || !series.is_target);
    if all().any(|(_, series)| is_bar(series)) {
        let direction = if plotted.form.lies() { "bar" } else { "col" };
        let grouping = if plotted.form.is_stacked() { "stacked" } else { "clustered" };
        let _ = write!(
            out,
            "<c:barChart><c:barDir val=\"{direction}\"/><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>"
        );
        for (number, series) in all().filter(|(_, series)| is_bar(series)) {
            begin_series(number, series, out);
            out.push_str("<c:spPr>");
            fill(series, out);
            out.push_str("</c:spPr><c:invertIfNegative val=\"0\"/>");
            labels(plotted, series, out);
            data(plotted, number, series, out);
            out.push_str("</c:ser>");
        }
        let overlap = if plotted.form.is_stacked() { "100" } else { "-5" };
        // Few columns are no wider than many.
        let bars = if plotted.form.is_stacked() { 1 } else { plotted.series.len().max(1) };
        let is_wide = !plotted.form.lies() && plotted.categories.len() * bars <= 4;
        let gap = if is_wide { 160 } else { 45 };
        let _ = write!(out, "<c:gapWidth val=\"{gap}\"/><c:overlap val=\"{overlap}\"/>{axes}</c:barChart>");
    }
    if all().any(|(_, series)| !is_bar(series)) {
        out.push_str("<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
        for (number, series) in all().filter(|(_, series)| !is_bar(series)) {
            begin_series(number, series, out);
            line(series, out);
            labels(plotted, series, out);
            data(plotted, number, series, out);
            out.push_str("<c:smooth val=\"0\"/></c:ser>");
        }
        let _ = write!(out, "<c:marker val=\"1\"/>{axes}</c:lineChart>");
    }
}

fn begin_series(number: usize, series: &PlottedSeries, out: &mut String) {
    let column = letters(number + 1);
    let _ = write!(
        out,
        "<c:ser><c:idx val=\"{number}\"/><c:order val=\"{number}\"/><c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>\
         <c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>"
    );
    xml::write(out, series.name);
    out.push_str("</c:v></c:pt></c:strCache></c:strRef></c:tx>");
}

/// What fills a column or a bar. A target among bars is a frame.
fn fill(series: &PlottedSeries, out: &mut String) {
    if series.is_target {
        let target = hex(ink::TARGET);
        let _ = write!(
            out,
            "<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:ln w=\"19050\"><a:solidFill><a:srgbClr val=\"{target}\"/>\
             </a:solidFill><a:prstDash val=\"sysDash\"/></a:ln>"
        );
        return;
    }
    let (colour, pattern) = (hex(ink::colour(series.look)), PATTERNS[series.look % PATTERNS.len()]);
    let _ = match pattern {
        "" => write!(out, "<a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill>"),
        pattern => write!(
            out,
            "<a:pattFill prst=\"{pattern}\"><a:fgClr><a:srgbClr val=\"FFFFFF\"/></a:fgClr><a:bgClr><a:srgbClr val=\"{colour}\"/></a:bgClr></a:pattFill>"
        ),
    };
    let _ = write!(out, "<a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill></a:ln>");
}

/// How a line and its points look.
fn line(series: &PlottedSeries, out: &mut String) {
    let (colour, dash, point, size) = match series.is_target {
        true => (hex(ink::TARGET), "sysDash", "dash", 12),
        false => {
            (hex(ink::colour(series.look)), DASHES[series.look % DASHES.len()], POINTS[series.look % POINTS.len()], 7)
        }
    };
    let is_ring = !series.is_target && series.look % POINTS.len() == POINTS.len() - 1;
    let within = if is_ring { "FFFFFF" } else { &*colour };
    let _ = write!(
        out,
        "<c:spPr><a:ln w=\"25400\" cap=\"flat\"><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill><a:prstDash val=\"{dash}\"/>\
         <a:round/></a:ln></c:spPr><c:marker><c:symbol val=\"{point}\"/><c:size val=\"{size}\"/><c:spPr><a:solidFill>\
         <a:srgbClr val=\"{within}\"/></a:solidFill><a:ln w=\"15875\"><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill></a:ln>\
         </c:spPr></c:marker>"
    );
}

/// The figure of each value, where there is room for it.
fn labels(plotted: &Plotted, series: &PlottedSeries, out: &mut String) {
    if !plotted.has_figures || (series.is_target && !plotted.form.lies()) {
        return;
    }
    let is_stacked = plotted.form.is_stacked();
    out.push_str("<c:dLbls>");
    if is_stacked {
        let small = |value: &Option<Decimal>| value.is_some_and(|value| value < SMALL_SHARE);
        for (number, _) in series.values.iter().enumerate().filter(|(_, value)| small(value)) {
            let _ = write!(out, "<c:dLbl><c:idx val=\"{number}\"/><c:delete val=\"1\"/></c:dLbl>");
        }
    }
    let decimals = series.values.iter().flatten().map(|value| value.normalize().scale()).max().unwrap_or(0);
    number_format(if is_stacked { 0 } else { decimals }, plotted.tick_unit, out);
    if is_stacked {
        out.push_str("<c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill></c:spPr>");
    }
    let place = match plotted.form {
        Form::StackedColumns | Form::StackedBars => "ctr",
        Form::Lines => "t",
        Form::Columns | Form::Bars => "outEnd",
    };
    let _ = write!(
        out,
        "<c:dLblPos val=\"{place}\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>\
         <c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>"
    );
}

/// The names and the values of a series.
fn data(plotted: &Plotted, number: usize, series: &PlottedSeries, out: &mut String) {
    let count = plotted.categories.len();
    let last = count + 1;
    let _ = write!(out, "<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"{count}\"/>");
    for (number, name) in plotted.categories.iter().enumerate() {
        let _ = write!(out, "<c:pt idx=\"{number}\"><c:v>");
        xml::write(out, name);
        out.push_str("</c:v></c:pt>");
    }
    let column = letters(number + 1);
    let _ = write!(
        out,
        "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache>\
         <c:formatCode>General</c:formatCode><c:ptCount val=\"{count}\"/>"
    );
    for (number, value) in series.values.iter().enumerate() {
        if let Some(value) = value {
            let value = value.normalize();
            let _ = write!(out, "<c:pt idx=\"{number}\"><c:v>{value}</c:v></c:pt>");
        }
    }
    out.push_str("</c:numCache></c:numRef></c:val>");
}

fn axes(plotted: &Plotted, language: &str, out: &mut String) {
    let lies = plotted.form.lies();
    let (names, values) = if lies { ("l", "b") } else { ("b", "l") };
    // The first category is the topmost, and the figures stand below the last.
    let (order, crosses) = if lies { ("maxMin", "max") } else { ("minMax", "autoZero") };
    let _ = write!(
        out,
        "<c:catAx><c:axId val=\"{NAMES_AXIS}\"/><c:scaling><c:orientation val=\"{order}\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"{names}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
         <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr><a:ln w=\"12700\"><a:solidFill><a:srgbClr val=\"{INK}\"/>\
         </a:solidFill></a:ln></c:spPr><c:crossAx val=\"{VALUES_AXIS}\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/>\
         <c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>"
    );
    let (low, high, step) = plotted.axis;
    let _ = write!(
        out,
        "<c:valAx><c:axId val=\"{VALUES_AXIS}\"/><c:scaling><c:orientation val=\"minMax\"/><c:max val=\"{high}\"/>\
         <c:min val=\"{low}\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{values}\"/><c:majorGridlines><c:spPr>\
         <a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"{LINES}\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>",
        high = high.normalize(),
        low = low.normalize(),
    );
    if !plotted.unit.is_empty() {
        let _ = write!(
            out,
            "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"900\" b=\"0\"/></a:pPr><a:r>\
             <a:rPr lang=\"{language}\" sz=\"900\" b=\"0\"/><a:t>"
        );
        xml::write(out, plotted.unit);
        out.push_str("</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>");
    }
    number_format(step.normalize().scale(), plotted.tick_unit, out);
    let _ = write!(
        out,
        "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln>\
         </c:spPr><c:crossAx val=\"{NAMES_AXIS}\"/><c:crosses val=\"{crosses}\"/><c:crossBetween val=\"between\"/>\
         <c:majorUnit val=\"{step}\"/></c:valAx>",
        step = step.normalize(),
    );
}

/// The names of the series below; a single one needs none, and one that goes on from another has been named.
fn legend(plotted: &Plotted, out: &mut String) {
    if plotted.series.iter().filter(|series| !series.goes_on).count() < 2 {
        return;
    }
    out.push_str("<c:legend><c:legendPos val=\"b\"/>");
    for (number, _) in plotted.series.iter().enumerate().filter(|(_, series)| series.goes_on) {
        let _ = write!(out, "<c:legendEntry><c:idx val=\"{number}\"/><c:delete val=\"1\"/></c:legendEntry>");
    }
    out.push_str("<c:overlay val=\"0\"/></c:legend>");
}

/// How numbers are written: with these decimals, and the unit where it stands after each.
fn number_format(decimals: u32, unit: &str, out: &mut String) {
    let decimals = decimals.min(MOST_DECIMALS) as usize;
    let point = if decimals > 0 { "." } else { "" };
    let unit = if unit.is_empty() { String::new() } else { format!("\"\u{a0}{unit}\"") };
    out.push_str("<c:numFmt formatCode=\"");
    xml::write_value(out, &format!("#,##0{point}{}{unit}", "0".repeat(decimals)));
    out.push_str("\" sourceLinked=\"0\"/>");
}

/// A colour without its sign.
fn hex(colour: &str) -> String {
    colour.trim_start_matches('#').to_uppercase()
}
