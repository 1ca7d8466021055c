//! How words of a web page look where no element says it: by a style, or by the class that a style sheet in the page tells of.

use std::collections::HashMap;

/// Whether a style makes words bold.
pub(super) fn is_bold(style: &str) -> bool {
    declared(style, "font-weight")
        .is_some_and(|weight| weight == "bold" || weight.parse().is_ok_and(|weight: u16| weight >= 600))
}

/// Whether a style raises words.
pub(super) fn is_raised(style: &str) -> bool {
    declared(style, "vertical-align").is_some_and(|place| place == "super")
}

/// What a style says of a property.
fn declared<'s>(style: &'s str, property: &str) -> Option<&'s str> {
    let mut all = style.split(';').filter_map(|part| part.split_once(':'));
    all.find(|(name, _)| name.trim().eq_ignore_ascii_case(property)).map(|(_, value)| value.trim())
}

/// Which classes are bold, and which are raised.
#[derive(Debug, Default)]
pub(super) struct Looks {
    classes: HashMap<String, (bool, bool)>,
}

/// Most of a page that is looked through for style sheets, in bytes.
const MOST: usize = 4 << 20;

impl Looks {
    /// The looks of a page's own style sheets. Only rules of one class alone are read: they are what word processors write.
    pub(super) fn of(page: &str) -> Looks {
        let mut looks = Looks::default();
        let end = page.len().min(MOST);
        let mut rest = page.get(..end).unwrap_or(page);
        while let Some(at) = rest.find("<style") {
            let sheet = &rest[at..];
            let end = sheet.find("</style").unwrap_or(sheet.len());
            looks.take(&sheet[..end]);
            rest = &sheet[end..];
        }
        looks
    }

    fn take(&mut self, sheet: &str) {
        for rule in sheet.split('}') {
            let Some((selector, style)) = rule.rsplit_once('{') else { continue };
            let selector = selector.rsplit(['>', '/', '}']).next().unwrap_or_default().trim();
            let Some(class) = selector.strip_prefix('.') else { continue };
            let look = (is_bold(style), is_raised(style));
            if look != (false, false)
                && class.chars().all(|letter| letter.is_alphanumeric() || letter == '-' || letter == '_')
            {
                self.classes.insert(class.to_owned(), look);
            }
        }
    }

    /// Whether one of some classes is bold, and whether one is raised.
    pub(super) fn of_classes(&self, classes: &str) -> (bool, bool) {
        let found = classes.split_whitespace().filter_map(|class| self.classes.get(class));
        found.fold((false, false), |all, own| (all.0 || own.0, all.1 || own.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_a_style_sheet_look_as_it_says() {
        let looks = Looks::of(
            "<style type=a>.c1{font-weight:700}.c2{color:red;vertical-align:super}p.c3{font-weight:bold}</style><p class=c1>",
        );
        assert_eq!(looks.of_classes("c9 c1"), (true, false));
        assert_eq!(looks.of_classes("c2"), (false, true));
        assert_eq!(looks.of_classes("c3"), (false, false));
        assert!(is_bold("color:red; font-weight: bold") && !is_bold("font-weight:400"));
    }
}
