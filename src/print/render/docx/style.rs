//! The styles that a document uses: the template's own where it has one of the name, else ours.
//!
//! A style is known by its name, which is English for those that Word has by itself, whatever language Word speaks. Ours begin
//! with "vp": a template that has a style of such a name decides how that looks too.

use std::collections::BTreeMap;

use crate::print::templates::word::{StyleKind, StyleSheet};

pub(super) const BODY: &str = "body text";
pub(super) const TITLE: &str = "title";
pub(super) const HEADINGS: [&str; 9] = [
    "heading 1",
    "heading 2",
    "heading 3",
    "heading 4",
    "heading 5",
    "heading 6",
    "heading 7",
    "heading 8",
    "heading 9",
];
pub(super) const CAPTION: &str = "caption";
pub(super) const QUOTE: &str = "quote";
pub(super) const SOURCE: &str = "vp källa";
pub(super) const BULLET: &str = "list bullet";
pub(super) const NUMBER: &str = "list number";
pub(super) const NOTE: &str = "footnote text";
pub(super) const NOTE_MARK: &str = "footnote reference";
pub(super) const LINK: &str = "hyperlink";
pub(super) const CONTENTS: &str = "toc heading";
pub(super) const CONTENTS_LINES: [&str; 3] = ["toc 1", "toc 2", "toc 3"];
pub(super) const CODE: &str = "vp kod";
pub(super) const TABLE: &str = "vp tabell";
pub(super) const TABLE_TEXT: &str = "vp tabelltext";
pub(super) const TABLE_HEAD: &str = "vp tabellhuvud";
pub(super) const LINE: &str = "vp rad";
pub(super) const ASSESSMENT: &str = "vp bedömning";
pub(super) const MARK: &str = "vp märke";
pub(super) const LABEL: &str = "vp etikett";
pub(super) const COVER: &str = "vp försättsblad";
pub(super) const FOOT: &str = "footer";

const NORMAL: &str = "normal";
const FONT: &str = "default paragraph font";
const NORMAL_TABLE: &str = "normal table";

/// The place of what stands to the right, as the styles below have it.
const LINE_END: &str = "w:pos=\"9184\"";

/// A style of ours.
struct Spec {
    kind: StyleKind,
    /// Its name, as Word writes it.
    name: &'static str,
    /// The name of the style that it builds on.
    on: Option<&'static str>,
    /// Properties of paragraphs, and of words: its look in a document without a template.
    paragraph: &'static str,
    words: &'static str,
    /// What of it is needed where a template lacks it; the rest is as that has it.
    needed: [&'static str; 2],
}

const fn paragraph(name: &'static str, paragraph: &'static str, words: &'static str) -> Spec {
    Spec { kind: StyleKind::Paragraph, name, on: Some(NORMAL), paragraph, words, needed: [paragraph, words] }
}

const fn character(name: &'static str, words: &'static str) -> Spec {
    Spec { kind: StyleKind::Character, name, on: Some(FONT), paragraph: "", words, needed: ["", words] }
}

/// A heading. In a template that lacks it, it looks as the one above it, in italics.
const fn heading(
    name: &'static str,
    above: Option<&'static str>,
    paragraph: &'static str,
    words: &'static str,
    outline: &'static str,
) -> Spec {
    let look = if above.is_some() { "<w:i/>" } else { "<w:b/>" };
    Spec { kind: StyleKind::Paragraph, name, on: above, paragraph, words, needed: [outline, look] }
}

macro_rules! headings {
    ($(($name:literal, $above:expr, $before:literal, $more:literal, $size:literal, $look:literal, $level:literal)),* $(,)?) => {
        [$(heading(
            $name,
            $above,
            concat!(
                "<w:keepNext/><w:keepLines/>", $more, "<w:suppressAutoHyphens/><w:spacing w:before=\"", $before,
                "\" w:after=\"100\" w:line=\"252\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"", $level, "\"/>",
            ),
            concat!("<w:b/>", $look, "<w:color w:val=\"17466F\"/><w:sz w:val=\"", $size, "\"/>"),
            concat!("<w:keepNext/><w:keepLines/><w:outlineLvl w:val=\"", $level, "\"/>"),
        )),*]
    };
}

static OF_HEADINGS: [Spec; 9] = headings![
    (
        "heading 1",
        None,
        "520",
        "<w:pBdr><w:top w:val=\"single\" w:sz=\"12\" w:space=\"8\" w:color=\"17466F\"/></w:pBdr>",
        "34",
        "",
        "0"
    ),
    ("heading 2", Some("heading 1"), "420", "<w:pBdr><w:top w:val=\"nil\"/></w:pBdr>", "29", "", "1"),
    ("heading 3", Some("heading 2"), "360", "", "26", "", "2"),
    ("heading 4", Some("heading 3"), "320", "", "24", "", "3"),
    ("heading 5", Some("heading 4"), "260", "", "22", "", "4"),
    ("heading 6", Some("heading 5"), "220", "", "22", "<w:i/>", "5"),
    ("heading 7", Some("heading 6"), "200", "", "21", "<w:i/>", "6"),
    ("heading 8", Some("heading 7"), "200", "", "21", "<w:i/>", "7"),
    ("heading 9", Some("heading 8"), "200", "", "21", "<w:i/>", "8"),
];

static OTHERS: [Spec; 22] = [
    paragraph(
        TITLE,
        "<w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before=\"2400\" w:after=\"480\" w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:b/><w:color w:val=\"17466F\"/><w:sz w:val=\"52\"/>",
    ),
    paragraph(CAPTION, "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"80\"/>", "<w:b/><w:sz w:val=\"20\"/>"),
    paragraph(
        QUOTE,
        "<w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"10\" w:color=\"CFD1D4\"/></w:pBdr><w:ind w:left=\"425\"/>",
        "<w:i/>",
    ),
    Spec { on: Some(QUOTE), ..paragraph(SOURCE, "", "<w:i w:val=\"0\"/><w:color w:val=\"54565B\"/>") },
    paragraph(BULLET, "<w:spacing w:after=\"60\"/>", ""),
    paragraph(NUMBER, "<w:spacing w:after=\"60\"/>", ""),
    paragraph(NOTE, "<w:spacing w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>", "<w:sz w:val=\"18\"/>"),
    character(NOTE_MARK, "<w:vertAlign w:val=\"superscript\"/>"),
    character(LINK, "<w:color w:val=\"17466F\"/><w:u w:val=\"single\"/>"),
    Spec {
        needed: ["<w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\"/>", "<w:b/><w:sz w:val=\"28\"/>"],
        ..paragraph(
            CONTENTS,
            "<w:keepNext/><w:spacing w:before=\"360\" w:after=\"160\"/>",
            "<w:b/><w:color w:val=\"17466F\"/><w:sz w:val=\"28\"/>",
        )
    },
    paragraph(
        "toc 1",
        "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9184\"/></w:tabs><w:spacing w:before=\"100\" w:after=\"40\"/>",
        "",
    ),
    paragraph(
        "toc 2",
        "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9184\"/></w:tabs><w:spacing w:after=\"40\"/><w:ind w:left=\"284\"/>",
        "<w:sz w:val=\"20\"/>",
    ),
    paragraph(
        "toc 3",
        "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9184\"/></w:tabs><w:spacing w:after=\"40\"/><w:ind w:left=\"568\"/>",
        "<w:sz w:val=\"20\"/>",
    ),
    paragraph(
        CODE,
        "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F3F5F7\"/><w:suppressAutoHyphens/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/><w:sz w:val=\"19\"/>",
    ),
    paragraph(
        TABLE_TEXT,
        "<w:spacing w:before=\"0\" w:after=\"40\" w:line=\"247\" w:lineRule=\"auto\"/>",
        "<w:sz w:val=\"19\"/>",
    ),
    Spec { on: Some(TABLE_TEXT), ..paragraph(TABLE_HEAD, "<w:keepNext/>", "<w:b/><w:sz w:val=\"18\"/>") },
    paragraph(LINE, "<w:spacing w:before=\"0\" w:after=\"80\"/>", "<w:color w:val=\"54565B\"/><w:sz w:val=\"20\"/>"),
    paragraph(ASSESSMENT, "<w:keepNext/>", "<w:b/>"),
    character(MARK, "<w:b/><w:color w:val=\"3C4650\"/><w:sz w:val=\"17\"/>"),
    character(LABEL, "<w:color w:val=\"54565B\"/>"),
    paragraph(
        COVER,
        "<w:suppressAutoHyphens/><w:spacing w:before=\"0\" w:after=\"120\" w:line=\"259\" w:lineRule=\"auto\"/>",
        "<w:sz w:val=\"21\"/>",
    ),
    paragraph(
        FOOT,
        "<w:tabs><w:tab w:val=\"right\" w:pos=\"9184\"/></w:tabs><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:color w:val=\"54565B\"/><w:sz w:val=\"17\"/>",
    ),
];

/// Fine lines between the rows, and a strong one below the head.
const TABLE_LOOK: &str = "<w:tblPr><w:tblBorders>\
    <w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7F7F7F\"/>\
    <w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7F7F7F\"/>\
    <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"BFBFBF\"/></w:tblBorders>\
    <w:tblCellMar><w:top w:w=\"57\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"28\" w:type=\"dxa\"/>\
    <w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
    <w:tblStylePr w:type=\"firstRow\"><w:tblPr/><w:tcPr><w:tcBorders><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"1C1D1F\"/>\
    </w:tcBorders></w:tcPr></w:tblStylePr>";

/// The styles that every document has by itself.
const FIRST: &str = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
    <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/>\
    <w:uiPriority w:val=\"1\"/><w:semiHidden/><w:unhideWhenUsed/></w:style>\
    <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"NormalTable\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/>\
    <w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>\
    <w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>";

/// The styles of a document, by the names above.
pub(super) struct Styles {
    ids: BTreeMap<&'static str, String>,
    /// The part.
    pub(super) part: String,
}

impl Styles {
    /// The styles of a document in a language, such as `sv-SE`, whose lines are as wide as `width`.
    pub(super) fn of(sheet: &StyleSheet, language: &str, width: u32) -> Styles {
        let mut ids = BTreeMap::new();
        let known = [(NORMAL, StyleKind::Paragraph), (FONT, StyleKind::Character), (NORMAL_TABLE, StyleKind::Table)];
        for (name, kind) in known {
            let own = sheet.is_empty().then(|| own_id(name));
            ids.extend(own.or_else(|| sheet.id(kind, name).map(str::to_owned)).map(|id| (name, id)));
        }
        let mut more = String::new();
        for spec in OF_HEADINGS.iter().chain(&OTHERS) {
            let id = match sheet.id(spec.kind, spec.name) {
                Some(id) => id.to_owned(),
                None => spec.write(sheet, &ids, &mut more),
            };
            ids.insert(spec.name, id);
        }
        // Word's own style for running text, where the template has it; most text is in the usual one else.
        let body = sheet.id(StyleKind::Paragraph, BODY).map(str::to_owned).or_else(|| ids.get(NORMAL).cloned());
        ids.extend(body.map(|id| (BODY, id)));
        let id = match sheet.id(StyleKind::Table, TABLE) {
            Some(id) => id.to_owned(),
            None => {
                let id = free_id(sheet, TABLE);
                begin(StyleKind::Table, &id, "vp Tabell", ids.get(NORMAL_TABLE), &mut more);
                more.extend([TABLE_LOOK, "</w:style>"]);
                id
            }
        };
        ids.insert(TABLE, id);
        // What stands to the right stands at the end of a line.
        let more = more.replace(LINE_END, &format!("w:pos=\"{width}\""));
        let part = match sheet.is_empty() {
            true => own_part(language, &more),
            false => sheet.with(language, &more),
        };
        Styles { ids, part }
    }

    /// The id of a style; none where the style that is meant is the one that is there without a name.
    pub(super) fn id(&self, name: &str) -> Option<&str> {
        self.ids.get(name).map(String::as_str)
    }
}

impl Spec {
    /// Writes the style, and gives its id.
    fn write(&self, sheet: &StyleSheet, ids: &BTreeMap<&'static str, String>, out: &mut String) -> String {
        let id = if sheet.is_empty() { own_id(self.name) } else { free_id(sheet, self.name) };
        let on = self.on.or(Some(NORMAL)).and_then(|name| ids.get(name));
        begin(self.kind, &id, &written_name(self.name), on, out);
        if self.kind == StyleKind::Paragraph && self.name.starts_with("heading") {
            if let Some(next) = ids.get(NORMAL) {
                out.extend(["<w:next w:val=\"", next, "\"/>"]);
            }
            out.push_str("<w:qFormat/>");
        }
        let [paragraph, words] = if sheet.is_empty() { [self.paragraph, self.words] } else { self.needed };
        if !paragraph.is_empty() {
            out.extend(["<w:pPr>", paragraph, "</w:pPr>"]);
        }
        if !words.is_empty() {
            out.extend(["<w:rPr>", words, "</w:rPr>"]);
        }
        out.push_str("</w:style>");
        id
    }
}

fn begin(kind: StyleKind, id: &str, name: &str, on: Option<&String>, out: &mut String) {
    out.extend(["<w:style w:type=\"", kind.word(), "\""]);
    // Word takes every style of a name that it does not know for one of the user's.
    out.push_str(if name.starts_with("vp ") { " w:customStyle=\"1\"" } else { "" });
    out.extend([" w:styleId=\"", id, "\"><w:name w:val=\"", name, "\"/>"]);
    if let Some(on) = on {
        out.extend(["<w:basedOn w:val=\"", on, "\"/>"]);
    }
}

/// "vp Tabell" for "vp tabell"; the names of Word's own styles are written in small letters.
fn written_name(name: &str) -> String {
    match name.strip_prefix("vp ") {
        Some(own) => format!("vp {}", capitalised(own)),
        None => match name {
            TITLE | QUOTE | LINK => capitalised(name),
            "list bullet" => "List Bullet".to_owned(),
            "list number" => "List Number".to_owned(),
            "toc heading" => "TOC Heading".to_owned(),
            name => name.to_owned(),
        },
    }
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `Heading1` for "heading 1".
fn own_id(name: &str) -> String {
    let words = name.split(' ').map(capitalised).collect::<String>();
    words
        .chars()
        .map(|letter| match letter {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            letter => letter,
        })
        .collect()
}

/// An id that no style of the template has.
fn free_id(sheet: &StyleSheet, name: &str) -> String {
    let mut id = own_id(name);
    if !id.starts_with("Vp") {
        id.insert_str(0, "Vp");
    }
    while sheet.is_taken(&id) {
        id.push('X');
    }
    id
}

fn own_part(language: &str, more: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles xmlns:w=\"{main}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Calibri\" w:eastAsia=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Calibri\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>\
         <w:lang w:val=\"{language}\" w:eastAsia=\"en-US\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
         <w:spacing w:after=\"140\" w:line=\"271\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>{FIRST}{more}</w:styles>",
        main = crate::print::templates::word::MAIN,
    )
}
