//! The settings of a template that documents keep.

use roxmltree::Node;

use super::Refused;
use super::package;

/// Those that are kept: how pages lie, how lines break, what colours and old habits mean. What protects a document, merges it
/// with addresses or hangs it on another template is not.
const KEPT: [&str; 20] = [
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
    "compat",
    "docVars",
    "themeFontLang",
    "clrSchemeMapping",
    "decimalSymbol",
    "listSeparator",
];

/// Reads the settings that are kept, each by its name, as elements.
pub(super) fn read(name: &str, text: &str) -> Result<Vec<(String, String)>, Refused> {
    let tree = package::tree(name, text)?;
    let root = package::root_of(name, &tree, "settings")?;
    let mut found: Vec<(String, String)> = Vec::new();
    for node in root.children().filter(Node::is_element) {
        let name = node.tag_name().name();
        let is_known = found.iter().any(|(known, _)| known == name);
        if KEPT.contains(&name) && node.tag_name().namespace() == Some(super::MAIN) && !is_known {
            found.push((name.to_owned(), text[node.range()].to_owned()));
        }
    }
    Ok(found)
}
