//! A schema without the keywords that editors alone know, for validators that refuse what the draft does not have.

use serde_json::{Map, Value, json};

/// What editors have beside the draft: messages, help with writing, and what the words of an enumeration mean.
const OF_EDITORS: [&str; 5] =
    ["errorMessage", "patternErrorMessage", "markdownDescription", "defaultSnippets", "enumDescriptions"];

/// The keywords whose value is a map of names, each with a schema. A name may be that of a keyword.
const OF_NAMES: [&str; 3] = ["properties", "patternProperties", "definitions"];

/// The keywords whose value is data, and no schema.
const OF_DATA: [&str; 2] = ["enum", "required"];

/// The same schema in the words of the draft: each explained word of an enumeration is a constant with its description.
pub(super) fn standard(schema: Value) -> Value {
    let Value::Object(map) = schema else { return schema };
    let mut plain = Map::new();
    for (key, value) in map {
        if OF_EDITORS.contains(&key.as_str()) {
            continue;
        }
        let value = match value {
            Value::Object(names) if OF_NAMES.contains(&key.as_str()) => {
                Value::Object(names.into_iter().map(|(name, value)| (name, standard(value))).collect())
            }
            Value::Array(schemas) if !OF_DATA.contains(&key.as_str()) => {
                Value::Array(schemas.into_iter().flat_map(constants).collect())
            }
            value => standard(value),
        };
        plain.insert(key, value);
    }
    Value::Object(plain)
}

/// One of several schemas: an enumeration with explanations as its words, another as it is.
fn constants(schema: Value) -> Vec<Value> {
    let Some((words, about)) = explained(&schema) else { return vec![standard(schema)] };
    words.iter().zip(about).map(|(word, about)| json!({"const": word, "description": about})).collect()
}

fn explained(schema: &Value) -> Option<(&Vec<Value>, &Vec<Value>)> {
    Some((schema.get("enum")?.as_array()?, schema.get("enumDescriptions")?.as_array()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_constants_and_names_are_kept_whatever_they_are() {
        let schema = json!({
            "errorMessage": "fel",
            "properties": {"errorMessage": {"description": "a", "markdownDescription": "`a`"}, "enumDescriptions": true},
            "anyOf": [{"enum": ["a", "b"], "enumDescriptions": ["A.", "B."], "errorMessage": "x"}, {"enum": [1]}],
        });
        let wanted = json!({
            "properties": {"errorMessage": {"description": "a"}, "enumDescriptions": true},
            "anyOf": [
                {"const": "a", "description": "A."}, {"const": "b", "description": "B."}, {"enum": [1]},
            ],
        });
        assert_eq!(standard(schema), wanted);
    }
}
