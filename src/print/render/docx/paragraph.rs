//! Paragraphs and the words in them.

use super::style::{self, Styles};
use super::xml;

/// How a paragraph stands. What is not said is its style's.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph {
    /// The style's name.
    pub(super) style: &'static str,
    /// Whether it stands on the page of what follows it.
    pub(super) keeps_next: bool,
    /// Whether it does not, though its style says so.
    pub(super) lets_go: bool,
    /// Whether it begins a page.
    pub(super) begins_page: bool,
    /// The list that it is an item of, and the level in it.
    pub(super) item: Option<(u32, usize)>,
    /// The room above it, in twentieths of a point.
    pub(super) above: Option<u32>,
    /// How far in it stands.
    pub(super) indent: u32,
    /// Where its words stand.
    pub(super) side: Side,
    /// Where a tab leads that sets words to the right; those of its style lead nowhere then.
    pub(super) tab: Option<u32>,
    /// Whether a line goes across below it.
    pub(super) is_rule: bool,
}

/// The stops of Word's own styles for heads and feet.
const USUAL_STOPS: [u32; 6] = [4_320, 4_513, 4_536, 8_640, 9_026, 9_072];

/// Where the words of a paragraph stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Side {
    /// Where lines begin.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// How words look. What is not said is their paragraph's.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// The name of a style of words.
    pub(super) style: Option<&'static str>,
    pub(super) is_strong: bool,
    pub(super) is_stressed: bool,
    pub(super) is_struck: bool,
    pub(super) is_code: bool,
    pub(super) is_small: bool,
}

impl Look {
    /// Words of a style.
    pub(super) fn of(style: &'static str) -> Look {
        Look { style: Some(style), ..Look::default() }
    }
}

impl Paragraph {
    /// A paragraph of a style.
    pub(super) fn of(style: &'static str) -> Paragraph {
        Paragraph { style, ..Paragraph::default() }
    }

    /// Writes the begin of the paragraph. The order of its properties is that of the standard.
    pub(super) fn begin(&self, styles: &Styles, out: &mut String) {
        out.push_str("<w:p><w:pPr>");
        if let Some(id) = styles.id(self.style) {
            out.push_str("<w:pStyle w:val=\"");
            xml::write_value(out, id);
            out.push_str("\"/>");
        }
        out.push_str(match (self.keeps_next, self.lets_go) {
            (true, _) => "<w:keepNext/>",
            (false, true) => "<w:keepNext w:val=\"0\"/>",
            (false, false) => "",
        });
        out.push_str(if self.begins_page { "<w:pageBreakBefore/>" } else { "" });
        if let Some((list, level)) = self.item {
            let (list, level) = (list.to_string(), level.to_string());
            out.extend(["<w:numPr><w:ilvl w:val=\"", &level, "\"/><w:numId w:val=\"", &list, "\"/></w:numPr>"]);
        }
        if self.is_rule {
            out.push_str("<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>");
        }
        if let Some(tab) = self.tab {
            out.push_str("<w:tabs>");
            for stop in USUAL_STOPS.iter().filter(|stop| **stop != tab) {
                out.extend(["<w:tab w:val=\"clear\" w:pos=\"", &stop.to_string(), "\"/>"]);
            }
            out.extend(["<w:tab w:val=\"right\" w:pos=\"", &tab.to_string(), "\"/></w:tabs>"]);
        }
        if let Some(above) = self.above {
            out.extend(["<w:spacing w:before=\"", &above.to_string(), "\"/>"]);
        }
        if self.indent > 0 {
            out.extend(["<w:ind w:left=\"", &self.indent.to_string(), "\"/>"]);
        }
        out.push_str(match self.side {
            Side::Start => "",
            Side::Center => "<w:jc w:val=\"center\"/>",
            Side::Right => "<w:jc w:val=\"right\"/>",
        });
        out.push_str("</w:pPr>");
    }
}

/// Writes words.
pub(super) fn write_words(words: &str, look: Look, styles: &Styles, out: &mut String) {
    if words.is_empty() {
        return;
    }
    out.push_str("<w:r>");
    write_look(look, styles, out);
    // Some characters are elements in Word.
    let mut rest = words;
    while let Some(at) = rest.find(['\u{ad}', '\u{2011}', '\t', '\n']) {
        write_text(&rest[..at], out);
        let mut letters = rest[at..].chars();
        out.push_str(match letters.next() {
            Some('\u{ad}') => "<w:softHyphen/>",
            Some('\u{2011}') => "<w:noBreakHyphen/>",
            Some('\t') => "<w:tab/>",
            _ => "<w:br/>",
        });
        rest = letters.as_str();
    }
    write_text(rest, out);
    out.push_str("</w:r>");
}

fn write_text(words: &str, out: &mut String) {
    if !words.is_empty() {
        out.push_str("<w:t xml:space=\"preserve\">");
        xml::write(out, words);
        out.push_str("</w:t>");
    }
}

/// Writes the properties of words. Their order is that of the standard.
pub(super) fn write_look(look: Look, styles: &Styles, out: &mut String) {
    out.push_str("<w:rPr>");
    let start = out.len();
    if let Some(id) = look.style.and_then(|name| styles.id(name)) {
        out.push_str("<w:rStyle w:val=\"");
        xml::write_value(out, id);
        out.push_str("\"/>");
    }
    for (is_so, property) in [
        (look.is_code, "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>"),
        (look.is_strong, "<w:b/>"),
        (look.is_stressed, "<w:i/>"),
        (look.is_struck, "<w:strike/>"),
        (look.is_small, "<w:sz w:val=\"16\"/>"),
    ] {
        out.push_str(if is_so { property } else { "" });
    }
    match out.len() == start {
        true => out.truncate(start - "<w:rPr>".len()),
        false => out.push_str("</w:rPr>"),
    }
}

/// Writes a field: what it is told, and what it says until it is asked again.
pub(super) fn write_field(told: &str, says: &str, look: Look, styles: &Styles, out: &mut String) {
    write_field_char("begin", out);
    write_instruction(told, out);
    write_field_char("separate", out);
    write_words(says, look, styles, out);
    write_field_char("end", out);
}

pub(super) fn write_field_char(kind: &str, out: &mut String) {
    out.extend(["<w:r><w:fldChar w:fldCharType=\"", kind, "\"/></w:r>"]);
}

pub(super) fn write_instruction(told: &str, out: &mut String) {
    out.push_str("<w:r><w:instrText xml:space=\"preserve\"> ");
    xml::write(out, told);
    out.push_str(" </w:instrText></w:r>");
}

/// The mark of a note at its place in the text.
pub(super) fn write_note_mark(number: u32, styles: &Styles, out: &mut String) {
    out.push_str("<w:r>");
    write_look(Look::of(style::NOTE_MARK), styles, out);
    out.extend(["<w:footnoteReference w:id=\"", &number.to_string(), "\"/></w:r>"]);
}
