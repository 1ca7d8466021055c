//! Files to copy whose comments stand in both languages.

use crate::diagnostic::Language;

/// A text with its comments in one language: those that begin with `#sv` or `#en` are for that language alone.
pub fn in_language(template: &str, language: Language) -> String {
    let (own, other) = match language {
        Language::Swedish => ("#sv", "#en"),
        Language::English => ("#en", "#sv"),
    };
    let lines = template.lines().filter(|line| !line.trim_start().starts_with(other));
    lines.map(|line| line.replacen(own, "#", 1) + "\n").collect()
}
