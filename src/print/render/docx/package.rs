//! The parts of a document put together: the text, the styles, the lists, the notes, and what the template gives.

use std::collections::{BTreeMap, BTreeSet};

use super::paragraph::{Look, Paragraph, write_field, write_words};
use super::relation::{self, Relations};
use super::style::{self, Styles};
use super::xml;
use crate::print::layout::Layout;
use crate::print::templates::word::package::packed;
use crate::print::templates::word::{MAIN, WordTemplate};

/// What was written of a document.
pub(super) struct Written {
    /// The body.
    pub(super) body: String,
    pub(super) relations: Relations,
    /// The notes.
    pub(super) notes: String,
    pub(super) note_relations: Relations,
    /// The part with the lists.
    pub(super) numbering: String,
    pub(super) pictures: Vec<(String, Vec<u8>)>,
    /// The parts of charts below `word/`, each with its type where it has one.
    pub(super) charts: Vec<(String, Option<&'static str>, Vec<u8>)>,
    /// The language, such as `sv-SE`.
    pub(super) language: String,
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespaces that the text uses.
const NAMESPACES: [(&str, &str); 8] = [
    ("w", MAIN),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("c", super::chart::NAMESPACE),
    ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
];

/// Colours and fonts that nothing but Word's menus shows.
const THEME: &str = include_str!("theme.xml");

const OF_WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// The settings in the order of the standard; those with a text are said by us where the template does not.
const SETTINGS: [(&str, &str); 21] = [
    ("zoom", "<w:zoom w:percent=\"100\"/>"),
    ("displayBackgroundShape", ""),
    ("mirrorMargins", ""),
    ("alignBordersAndEdges", ""),
    ("bordersDoNotSurroundHeader", ""),
    ("bordersDoNotSurroundFooter", ""),
    ("gutterAtTop", ""),
    ("defaultTabStop", "<w:defaultTabStop w:val=\"1304\"/>"),
    ("autoHyphenation", "<w:autoHyphenation/>"),
    ("consecutiveHyphenLimit", ""),
    ("hyphenationZone", "<w:hyphenationZone w:val=\"425\"/>"),
    ("doNotHyphenateCaps", ""),
    ("evenAndOddHeaders", ""),
    ("characterSpacingControl", "<w:characterSpacingControl w:val=\"doNotCompress\"/>"),
    ("footnotePr", "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>"),
    (
        "compat",
        "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>",
    ),
    ("docVars", ""),
    ("themeFontLang", ""),
    ("clrSchemeMapping", ""),
    ("decimalSymbol", "<w:decimalSymbol w:val=\",\"/>"),
    ("listSeparator", "<w:listSeparator w:val=\";\"/>"),
];

/// Puts a document together.
pub(super) fn document(layout: &Layout, template: &WordTemplate, styles: &Styles, mut written: Written) -> Vec<u8> {
    let mut parts: BTreeMap<String, (Option<String>, Vec<u8>)> = BTreeMap::new();
    for part in &template.parts {
        parts.insert(part.name.clone(), (part.media_type.clone(), part.bytes.clone()));
    }
    let mut add = |name: &str, kind: &str, text: String| {
        parts.insert(format!("word/{name}.xml"), (Some(format!("{OF_WORD}{kind}+xml")), text.into_bytes()));
    };
    let root = root(template);
    let mut section = String::from("<w:sectPr>");
    if !template.section.has_foot {
        let id = written.relations.part("footer", "vpfooter.xml");
        section.extend(["<w:footerReference w:type=\"default\" r:id=\"", &id, "\"/>"]);
        add("vpfooter", "footer", foot(layout, template, styles));
    }
    template.section.properties.iter().for_each(|property| section.push_str(property));
    section.push_str("</w:sectPr>");
    let body = &written.body;
    add("document", "document.main", format!("{HEAD}<w:document{root}><w:body>{body}{section}</w:body></w:document>"));
    add("styles", "styles", styles.part.clone());
    add("settings", "settings", settings(template));
    add("numbering", "numbering", written.numbering);
    add("footnotes", "footnotes", format!("{HEAD}<w:footnotes{root}>{}{}</w:footnotes>", separators(), written.notes));
    for name in ["styles", "settings", "numbering", "footnotes"] {
        written.relations.part(name, &format!("{name}.xml"));
    }
    let has = |kind: &str| template.relations.iter().any(|relation| relation.kind() == kind);
    if !has("fontTable") {
        add("fontTable", "fontTable", fonts());
        written.relations.part("fontTable", "fontTable.xml");
    }
    if !has("theme") {
        let kind = "application/vnd.openxmlformats-officedocument.theme+xml".to_owned();
        parts.insert("word/vptheme.xml".to_owned(), (Some(kind), THEME.trim_end().as_bytes().to_vec()));
        written.relations.part("theme", "vptheme.xml");
    }
    let mut of_template = String::new();
    for relation in &template.relations {
        let target = match relation.target.strip_prefix("word/") {
            Some(below) => below.to_owned(),
            None => format!("/{}", relation.target),
        };
        relation::write(&relation.id, &relation.kind, &target, false, &mut of_template);
    }
    let mut plain = |name: &str, text: String| parts.insert(name.to_owned(), (None, text.into_bytes()));
    plain("word/_rels/document.xml.rels", written.relations.part_after(&of_template));
    if !written.note_relations.is_empty() {
        plain("word/_rels/footnotes.xml.rels", written.note_relations.part_after(""));
    }
    plain("_rels/.rels", first_relations());
    let core = "application/vnd.openxmlformats-package.core-properties+xml".to_owned();
    parts.insert("docProps/core.xml".to_owned(), (Some(core), properties(layout, &written.language).into_bytes()));
    for (name, bytes) in written.pictures {
        let kind = if name.ends_with(".jpg") { "jpeg" } else { name.rsplit('.').next().unwrap_or_default() };
        parts.insert(format!("word/{name}"), (Some(format!("image/{kind}")), bytes));
    }
    for (name, kind, bytes) in written.charts {
        parts.insert(format!("word/{name}"), (kind.map(str::to_owned), bytes));
    }
    let types = types(&parts);
    let all = parts.iter().map(|(name, (_, bytes))| (name.as_str(), bytes.as_slice()));
    packed(std::iter::once(("[Content_Types].xml", types.as_bytes())).chain(all))
}

/// The attributes of the root of a part: the namespaces of the text, and those that the template's section may use.
fn root(template: &WordTemplate) -> String {
    let mut out = String::new();
    let mut known = BTreeSet::new();
    let own = NAMESPACES.map(|(prefix, address)| (prefix, address));
    let others = template.namespaces.iter().map(|(prefix, address)| (prefix.as_str(), address.as_str()));
    for (prefix, address) in own.into_iter().chain(others) {
        if known.insert(prefix) {
            out.extend([" xmlns:", prefix, "=\""]);
            xml::write_value(&mut out, address);
            out.push('"');
        }
    }
    let ignorable = template.ignorable.iter().map(String::as_str).filter(|prefix| known.contains(prefix));
    let ignorable: BTreeSet<&str> = ignorable.chain(["w14"]).collect();
    out.extend([" mc:Ignorable=\"", &ignorable.into_iter().collect::<Vec<_>>().join(" "), "\""]);
    out
}

/// The fonts that the styles name.
fn fonts() -> String {
    let font = |name: &str, family: &str, pitch: &str| {
        format!(
            "<w:font w:name=\"{name}\"><w:charset w:val=\"00\"/><w:family w:val=\"{family}\"/><w:pitch w:val=\"{pitch}\"/></w:font>"
        )
    };
    let all = [
        font("Calibri", "swiss", "variable"),
        font("Courier New", "modern", "fixed"),
        font("Segoe UI Symbol", "swiss", "variable"),
    ];
    format!("{HEAD}<w:fonts xmlns:w=\"{MAIN}\">{}</w:fonts>", all.concat())
}

/// What stands between the text and its notes.
fn separators() -> String {
    let separator = |id: &str, kind: &str| {
        format!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr>\
             <w:r><w:{kind}/></w:r></w:p></w:footnote>"
        )
    };
    separator("-1", "separator") + &separator("0", "continuationSeparator")
}

/// The foot of each page: whose document it is, and the number of the page.
fn foot(layout: &Layout, template: &WordTemplate, styles: &Styles) -> String {
    let mut out = format!("{HEAD}<w:ftr xmlns:w=\"{MAIN}\">");
    // Word's own style for feet has stops where the lines of its own paper have their middle and their end.
    let width = template.section.width;
    Paragraph { tab: Some(width), ..Paragraph::of(style::FOOT) }.begin(styles, &mut out);
    let year = layout.year.map(|year| format!(" {year}")).unwrap_or_default();
    let comma = if layout.organisation.is_empty() { "" } else { ", " };
    let words = format!("{}{comma}{}{year}\t", layout.organisation, layout.kind);
    let look = Look::default();
    write_words(&words, look, styles, &mut out);
    write_field("PAGE", "1", look, styles, &mut out);
    write_words(" (", look, styles, &mut out);
    write_field("NUMPAGES", "1", look, styles, &mut out);
    write_words(")", look, styles, &mut out);
    out.push_str("</w:p></w:ftr>");
    out
}

fn settings(template: &WordTemplate) -> String {
    let mut out = format!("{HEAD}<w:settings{}>", root(template));
    for (name, own) in SETTINGS {
        let kept = template.settings.iter().find(|(known, _)| known == name);
        out.push_str(kept.map_or(own, |(_, kept)| kept.as_str()));
    }
    out.push_str("</w:settings>");
    out
}

fn first_relations() -> String {
    let mut others = String::new();
    let of_package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let of_office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    relation::write("rId1", of_office, "word/document.xml", false, &mut others);
    relation::write("rId2", of_package, "docProps/core.xml", false, &mut others);
    Relations::beside(&[]).part_after(&others)
}

/// What is said of a document beside it. The day is the document's own, and the same whenever it is built.
fn properties(layout: &Layout, language: &str) -> String {
    let value = |text: &str| {
        let mut out = String::new();
        xml::write(&mut out, text);
        out
    };
    let (title, kind, organisation) = (value(&layout.title), value(&layout.kind), value(&layout.organisation));
    let decided = layout.cover.decision.as_ref().and_then(|decision| decision.date);
    let day = layout.cover.date.or(decided).map(|date| date.to_string());
    let day = day.unwrap_or_else(|| format!("{:04}-01-01", layout.year.unwrap_or(2000).clamp(1601, 9999)));
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:subject>{kind}</dc:subject>\
         <dc:creator>{organisation}</dc:creator><cp:lastModifiedBy>{organisation}</cp:lastModifiedBy>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:modified><dc:language>{language}</dc:language></cp:coreProperties>",
        language = value(language),
    )
}

fn types(parts: &BTreeMap<String, (Option<String>, Vec<u8>)>) -> String {
    let mut out = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    for (name, (kind, _)) in parts {
        let Some(kind) = kind else { continue };
        for (before, value) in [("<Override PartName=\"/", name), ("\" ContentType=\"", kind)] {
            out.push_str(before);
            xml::write_value(&mut out, value);
        }
        out.push_str("\"/>");
    }
    out.push_str("</Types>");
    out
}
