//! How a text is written so that it is read again as it is.

use std::fmt::Write;

use crate::syntax::yaml::retyped::retyped;

/// A text as a key or a value on one line: as it is where every program reads it so, else in quotation marks.
pub fn value(text: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || " -./()+_%".contains(letter);
    let begins = text.starts_with(|first: char| first.is_alphanumeric() || first == '.');
    let is_text = text.parse::<f64>().is_err() && retyped(text).is_none();
    match begins && text.chars().all(is_plain) && !text.ends_with(' ') && is_text {
        true => text.to_owned(),
        false => quoted(text),
    }
}

/// A text in the quotation marks in which it stands as it is, with a backslash before what can stand in neither.
pub fn quoted(text: &str) -> String {
    let is_shown = |letter: char| {
        (letter == '\t' || !letter.is_control()) && !matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}')
    };
    if !text.chars().all(is_shown) {
        let mut quoted = String::from("\"");
        for letter in text.chars() {
            match letter {
                '\\' | '"' => quoted.extend(['\\', letter]),
                '\n' => quoted.push_str("\\n"),
                letter if is_shown(letter) => quoted.push(letter),
                letter => write!(quoted, "\\u{:04X}", u32::from(letter)).expect("a string takes all that is written"),
            }
        }
        return quoted + "\"";
    }
    match text.contains(['"', '\\']) {
        true => format!("'{}'", text.replace('\'', "''")),
        false => format!("\"{text}\""),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Sink;
    use crate::property::cases;
    use crate::source::{Source, Sources};
    use crate::syntax::yaml::{self, Kind};

    /// The key and the value that are read of a map of one entry.
    fn read_again(file: &str) -> Option<(String, String)> {
        let sources = Sources::default();
        let id = sources.add(Source::new("plan.yaml", file));
        // A character that nobody sees is told of however it is written, and read.
        let tree = yaml::read(file, id, &mut Sink::default());
        let Some(Kind::Map(entries)) = tree.root.map(|root| root.kind) else { return None };
        let [entry] = &entries[..] else { return None };
        match &entry.value.kind {
            Kind::Scalar { text, .. } => Some((entry.key_text().to_owned(), text.to_string())),
            _ => None,
        }
    }

    proptest! {
        #![proptest_config(cases(400))]

        #[test]
        fn a_text_is_read_again_as_it_was(text in prop_oneof!["\\PC{1,30}", "[ -~åäö\\n\\t\"'\\\\:#{}\u{2028}\u{feff}\u{85}]{1,20}"]) {
            for written in [value(&text), quoted(&text)] {
                let again = Some(("nyckel".to_owned(), text.clone()));
                prop_assert_eq!(read_again(&format!("nyckel: {written}\n")), again.clone());
                prop_assert_eq!(read_again(&format!("{{nyckel: {written}}}\n")), again);
            }
        }
    }

    #[test]
    fn a_text_is_quoted_where_something_else_would_be_read() {
        for (text, written) in [
            ("Enheten för barn (0-6 år)", "Enheten för barn (0-6 år)"),
            ("../2025/plan.yaml", "../2025/plan.yaml"),
            ("2025/plan.yaml", "2025/plan.yaml"),
            ("80 % av alla", "80 % av alla"),
            ("plan.yaml", "plan.yaml"),
            ("2025", "\"2025\""),
            ("Nej", "Nej"),
            ("No", "\"No\""),
            ("#1", "\"#1\""),
            ("", "\"\""),
            ("A: b", "\"A: b\""),
            ("A \"b\" \\ c's", "'A \"b\" \\ c''s'"),
            ("rad\n\"två\"", "\"rad\\n\\\"två\\\"\""),
        ] {
            assert_eq!(value(text), written);
        }
    }
}
