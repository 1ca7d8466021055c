//! The language of documents, by the code that their printed words give.

use crate::print::templates::Templates;

/// The code of the language alone: `sv`.
pub(super) fn code(templates: &Templates) -> String {
    let tag = tag(templates);
    tag.split('-').next().unwrap_or_default().to_owned()
}

/// The language with its country: `sv-SE`. Swedish where no language is named.
pub(super) fn tag(templates: &Templates) -> String {
    let code = templates.words.get("språkkod").map_or("", |code| code.trim());
    let is_plain = |code: &str| code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    match code {
        "fi" => "fi-FI".to_owned(),
        "nb" | "no" => "nb-NO".to_owned(),
        "en" => "en-GB".to_owned(),
        code if code.contains('-') && code.len() < 12 && is_plain(code) => code.to_owned(),
        _ => "sv-SE".to_owned(),
    }
}
