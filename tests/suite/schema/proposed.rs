//! What an editor can propose by the schemas.

use serde_json::{Map, Value};
use vp::describe::schema::{Keywords, Subject, schema};
use vp::diagnostic::Language;
use vp::plan_format::fields::ValueShape;
use vp::plan_format::parts::settings::built_in;

use crate::schema::made::places;
use crate::schema::tables;

/// A figure, a date, a name or an id that nobody has decided is never a value that an editor can propose: an example stands
/// in a description alone. Each word that is proposed is explained.
#[test]
fn no_value_is_proposed_that_nobody_has_decided() {
    let mut explained = 0;
    for subject in [Subject::Documents, Subject::Settings] {
        for language in [Language::Swedish, Language::English] {
            for keywords in [Keywords::Standard, Keywords::Editors] {
                each_schema(&schema(subject, &built_in(), language, keywords), &mut |map| {
                    for proposing in ["default", "examples"] {
                        assert!(!map.contains_key(proposing), "{proposing}: {map:?}");
                    }
                    for snippet in map.get("defaultSnippets").into_iter().flat_map(|all| all.as_array().unwrap()) {
                        assert_eq!(snippet["body"], "|\n  $1", "a snippet is an empty place");
                    }
                    let words = map.get("enum").filter(|words| words[0].is_string());
                    for words in words.into_iter().filter(|_| keywords == Keywords::Editors) {
                        let about = map["enumDescriptions"].as_array().unwrap();
                        let is_said = |about: &Value| about.as_str().is_some_and(|text| text.ends_with('.'));
                        assert!(about.len() == words.as_array().unwrap().len() && about.iter().all(is_said), "{map:?}");
                        explained += 1;
                    }
                });
            }
        }
    }
    assert!(explained > 50, "only {explained}");
    let fields =
        tables().into_iter().flat_map(|(_, part)| places(part, &built_in())).flat_map(|place| place.part.fields);
    for field in fields {
        let words = if let ValueShape::Word(words) = field.shape { words.len() } else { 0 };
        assert_eq!(field.explained.len(), words, "{}", field.key);
    }
}

/// Goes through a schema and those within it. A map of names is none, whatever the names are.
fn each_schema(schema: &Value, see: &mut impl FnMut(&Map<String, Value>)) {
    match schema {
        Value::Array(all) => all.iter().for_each(|one| each_schema(one, see)),
        Value::Object(map) => {
            see(map);
            for (key, value) in map {
                match value {
                    Value::Object(names)
                        if ["properties", "patternProperties", "definitions"].contains(&key.as_str()) =>
                    {
                        names.values().for_each(|one| each_schema(one, see));
                    }
                    _ if key != "defaultSnippets" => each_schema(value, see),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}
