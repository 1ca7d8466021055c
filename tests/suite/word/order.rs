//! The order in which the standard has the children of properties: Word takes a document for broken over two that stand the
//! other way round.

use roxmltree::Document;

use super::{MAIN, Parts};

const PARAGRAPH: &[&str] = &[
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
];

const WORDS: &[&str] = &[
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
];

const TABLE: &[&str] = &[
    "tblStyle",
    "tblpPr",
    "tblOverlap",
    "bidiVisual",
    "tblStyleRowBandSize",
    "tblStyleColBandSize",
    "tblW",
    "jc",
    "tblCellSpacing",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
    "tblCaption",
    "tblDescription",
];

/// Any order would do, but one is enough.
const ROW: &[&str] =
    &["cnfStyle", "divId", "gridBefore", "gridAfter", "cantSplit", "trHeight", "tblHeader", "jc", "hidden"];

const CELL: &[&str] = &[
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
    "hideMark",
];

const SECTION: &[&str] = &[
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
];

const STYLE: &[&str] = &[
    "name",
    "aliases",
    "basedOn",
    "next",
    "link",
    "autoRedefine",
    "hidden",
    "uiPriority",
    "semiHidden",
    "unhideWhenUsed",
    "qFormat",
    "locked",
    "personal",
    "rsid",
    "pPr",
    "rPr",
    "tblPr",
    "trPr",
    "tcPr",
    "tblStylePr",
];

const SETTINGS: &[&str] = &[
    "zoom",
    "displayBackgroundShape",
    "mirrorMargins",
    "alignBordersAndEdges",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "defaultTabStop",
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "evenAndOddHeaders",
    "characterSpacingControl",
    "footnotePr",
    "endnotePr",
    "compat",
    "docVars",
    "themeFontLang",
    "clrSchemeMapping",
    "decimalSymbol",
    "listSeparator",
];

const ORDERS: [(&str, &[&str]); 8] = [
    ("pPr", PARAGRAPH),
    ("rPr", WORDS),
    ("tblPr", TABLE),
    ("trPr", ROW),
    ("tcPr", CELL),
    ("sectPr", SECTION),
    ("style", STYLE),
    ("settings", SETTINGS),
];

/// Panics where children of properties stand in another order than that of the standard, or are not known to it.
#[track_caller]
pub(super) fn check(parts: &Parts) {
    for name in parts.0.keys().filter(|name| name.ends_with(".xml") && name.starts_with("word/")) {
        let tree = Document::parse(parts.text(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        for node in tree.descendants().filter(|node| node.tag_name().namespace() == Some(MAIN)) {
            let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == node.tag_name().name()) else { continue };
            let children = node.children().filter(|child| child.tag_name().namespace() == Some(MAIN));
            let places = children.map(|child| {
                let place = order.iter().position(|known| *known == child.tag_name().name());
                place.unwrap_or_else(|| panic!("{name}: {:?} in {:?}", child.tag_name(), node.tag_name()))
            });
            let places: Vec<usize> = places.collect();
            assert!(places.is_sorted(), "{name}: {}", &parts.text(name)[node.range()]);
        }
    }
}

#[test]
fn two_that_stand_the_other_way_round_are_seen() {
    let text = format!("<w:p xmlns:w=\"{MAIN}\"><w:pPr><w:jc/><w:keepNext/></w:pPr></w:p>");
    let parts = Parts([("word/a.xml".to_owned(), text.into_bytes())].into());
    assert!(std::panic::catch_unwind(|| check(&parts)).is_err());
}
