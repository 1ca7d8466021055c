//! JSON in which every value has its place.

use serde_json::Value;

/// A value and where it begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Located {
    /// Its first byte.
    pub(super) at: u32,
    /// The value.
    pub(super) json: Json,
}

/// A value. What is neither words nor a number, a list or keys says nothing that is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Json {
    /// `null`, `true` and `false`.
    Nothing,
    /// A number, as written.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Located>),
    /// Keys with values, in order.
    Map(Vec<(String, Located)>),
}

impl Located {
    /// The value of a key; of several the first.
    pub(super) fn get(&self, key: &str) -> Option<&Located> {
        match &self.json {
            Json::Map(entries) => entries.iter().find(|(own, _)| own == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.json {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Where a text is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// The line, from 1.
    pub(super) line: usize,
    /// The column in bytes, from 1.
    pub(super) column: usize,
}

/// Reads a text.
///
/// Errors: it is no JSON, or lies deeper in itself than anybody writes.
pub(super) fn read(text: &str) -> Result<Located, Broken> {
    // Whether it is JSON at all another reader decides; then the walk for the places has nothing left to judge.
    let broken = |error: serde_json::Error| Broken { line: error.line().max(1), column: error.column().max(1) };
    serde_json::from_str::<Value>(text).map_err(broken)?;
    let mut walk = Walk { text, at: 0 };
    walk.value().ok_or(Broken { line: 1, column: 1 })
}

/// A walk through a text that is known to be JSON.
struct Walk<'t> {
    text: &'t str,
    at: usize,
}

impl Walk<'_> {
    fn next(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let blanks = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.at += blanks;
        rest.get(blanks).copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        let found = self.next()? == byte;
        self.at += usize::from(found);
        found.then_some(())
    }

    fn value(&mut self) -> Option<Located> {
        let first = self.next()?;
        let at = u32::try_from(self.at).ok()?;
        let json = match first {
            b'"' => Json::Text(self.string()?),
            b'{' => Json::Map(self.entries()?),
            b'[' => Json::List(self.items()?),
            b'-' | b'0'..=b'9' => Json::Number(self.word().to_owned()),
            _ => {
                self.word();
                Json::Nothing
            }
        };
        Some(Located { at, json })
    }

    /// What goes on to the next sign of the grammar.
    fn word(&mut self) -> &str {
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        self.at += rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
        &self.text[start..self.at]
    }

    fn string(&mut self) -> Option<String> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        while *bytes.get(end)? != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        self.at = end + 1;
        serde_json::from_str(&self.text[start..self.at]).ok()
    }

    fn entries(&mut self) -> Option<Vec<(String, Located)>> {
        self.take(b'{')?;
        let mut entries = Vec::new();
        while self.take(b'}').is_none() {
            if !entries.is_empty() {
                self.take(b',')?;
                self.next()?;
            }
            let key = self.string()?;
            self.take(b':')?;
            entries.push((key, self.value()?));
        }
        Some(entries)
    }

    fn items(&mut self) -> Option<Vec<Located>> {
        self.take(b'[')?;
        let mut items = Vec::new();
        while self.take(b']').is_none() {
            if !items.is_empty() {
                self.take(b',')?;
            }
            items.push(self.value()?);
        }
        Some(items)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::property::cases;

    /// The same value as the other reader has it, keys that come twice left aside.
    fn as_value(located: &Located) -> Value {
        match &located.json {
            Json::Nothing => Value::Null,
            Json::Number(digits) => serde_json::from_str(digits).unwrap_or(Value::Null),
            Json::Text(text) => Value::String(text.clone()),
            Json::List(items) => Value::Array(items.iter().map(as_value).collect()),
            Json::Map(entries) => {
                Value::Object(entries.iter().map(|(key, value)| (key.clone(), as_value(value))).collect())
            }
        }
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<i32>().prop_map(Value::from),
            "[ -~åäö\\n\\t\"\\\\:,{}\\[\\]\u{1f600}]{0,12}".prop_map(Value::from)
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec(("[a-zåäö\"\\\\]{0,6}", inner), 0..5)
                    .prop_map(|entries| Value::Object(entries.into_iter().collect()))
            ]
        })
    }

    proptest! {
        #![proptest_config(cases(300))]

        #[test]
        fn every_value_is_read_as_another_reader_does(value in json(), is_pretty in any::<bool>()) {
            let text = if is_pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
            let text = text.expect("it is JSON");
            prop_assert_eq!(as_value(&read(&text).expect("it is JSON")), value);
        }
    }

    #[test]
    fn every_value_has_its_place_and_what_is_broken_has_one_too() {
        let read_one = read("{\n \"å\": [1, \"b\"]}").expect("it is JSON");
        let Some(Located { json: Json::List(items), at: 9 }) = read_one.get("å") else { panic!("{read_one:?}") };
        assert_eq!((items[0].at, items[1].at, items[1].text()), (10, 13, Some("b")));
        assert_eq!(read("{\n \"a\": x}"), Err(Broken { line: 2, column: 7 }));
        assert!(read(&"[".repeat(100_000)).is_err());
        assert!(read("").is_err());
    }
}
