//! A file as the reader judges it and as a schema does.

use std::collections::BTreeMap;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Map, Number, Value};
use vp::describe::schema::{Keywords, Subject, schema};
use vp::diagnostic::{Diagnostic, Language, Sink};
use vp::lint::rules;
use vp::model::Settings;
use vp::plan_format::fields::Reader;
use vp::plan_format::parts::settings;
use vp::read::parse;
use vp::source::{Source, Sources};
use vp::syntax::yaml;
use vp::syntax::yaml::{Kind, Node, Style};

/// The findings that say what a schema says too: unknown keys, wrong values, missing keys, and no document.
const STRUCTURE: [&str; 4] = ["VP0103", "VP0105", "VP0106", "VP0107"];

/// A schema that can be asked.
pub(crate) struct Judge {
    schemas: Schemas,
    standard: SchemaIndex,
    of_editors: SchemaIndex,
    subject: Subject,
    settings: Settings,
}

impl Judge {
    pub(crate) fn new(subject: Subject, settings: Settings) -> Judge {
        let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
        let [standard, of_editors] = [Keywords::Standard, Keywords::Editors].map(|keywords| {
            let place = format!("https://exempel.se/{keywords:?}.json");
            let schema = without_lookahead(schema(subject, &settings, Language::Swedish, keywords));
            compiler.add_resource(&place, schema).expect("the schema is read");
            compiler.compile(&place, &mut schemas).expect("the schema follows its draft")
        });
        Judge { schemas, standard, of_editors, subject, settings }
    }

    /// Whether the schema accepts a file as an editor's parser gives it; with keywords of editors and without, it is the same.
    pub(crate) fn schema_accepts(&self, text: &str) -> bool {
        let value = json_of_text(text);
        let (problem, standard) = (self.problem(&value), self.schemas.validate(&value, self.standard));
        assert_eq!(problem.is_none(), standard.is_ok(), "{text}\n{problem:?}\n{standard:?}");
        problem.is_none()
    }

    /// What the schema has against a value.
    pub(crate) fn problem(&self, value: &Value) -> Option<String> {
        self.schemas.validate(value, self.of_editors).err().map(|error| format!("{error:#}"))
    }

    /// What the reader has against a file.
    pub(crate) fn reader_says(&self, text: &str) -> Vec<String> {
        let sources = Sources::default();
        let id = sources.add(Source::new("fil.yaml", text));
        let source = sources.get(id);
        let mut sink = Sink::default();
        let tree = yaml::read(&source.text, id, &mut sink);
        let slips: Vec<_> = sink.iter().map(|finding| finding.message.en.clone()).collect();
        assert!(slips.is_empty(), "the generated file is not a YAML: {slips:?}\n{text}");
        let files = BTreeMap::new();
        if let Subject::Settings = self.subject {
            let mut reader = Reader::new(id, &source.text, &files);
            let Some(root) = tree.root.as_ref() else { return vec!["VP0106".to_owned()] };
            let read = settings::read(&mut reader, root, &self.settings);
            sink.append(reader.sink);
            let unusable = |written: &String| rules::find(written).is_none_or(|rule| !rule.can_be_silenced);
            // The levels are looked at where findings are.
            let unknown =
                read.levels.keys().filter(|written| unusable(written)).map(|written| format!("VP0103 {written}"));
            return structure(&sink).into_iter().chain(unknown).collect();
        }
        parse::document(&tree, id, &sources, &self.settings, &files, &mut sink);
        structure(&sink)
    }

    /// Whether both accept a file, or what differs.
    pub(crate) fn both(&self, text: &str) -> Result<bool, String> {
        let (said, problem) = (self.reader_says(text), self.problem(&json_of_text(text)));
        match said.is_empty() == problem.is_none() {
            true => Ok(said.is_empty()),
            false => Err(format!("the reader: {said:?}\nthe schema: {}\n{text}", problem.unwrap_or_default())),
        }
    }
}

fn structure(sink: &Sink) -> Vec<String> {
    // Two values that do not go together are two good values to a schema.
    let goes_together = |finding: &&Diagnostic| !finding.message.en.contains("ends before it begins");
    let findings = sink.iter().filter(|finding| STRUCTURE.contains(&finding.rule.code)).filter(goes_together);
    findings.map(|finding| format!("{} {}", finding.rule.code, finding.message.en)).collect()
}

/// The validator's patterns cannot look ahead. All that lookahead does in the schemas is to keep a key's own spelling from
/// being looked at twice, which changes no verdict.
fn without_lookahead(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let plain = |key: String| match key.strip_prefix("^(?!").and_then(|rest| rest.split_once("$)")) {
                Some((_, rest)) => format!("^{rest}"),
                None => key,
            };
            Value::Object(map.into_iter().map(|(key, value)| (plain(key), without_lookahead(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_lookahead).collect()),
        other => other,
    }
}

/// A file as an editor's YAML parser gives it: YAML 1.2 with its core schema.
pub(crate) fn json_of_text(text: &str) -> Value {
    let sources = Sources::default();
    let id = sources.add(Source::new("fil.yaml", text));
    let source = sources.get(id);
    let tree = yaml::read(&source.text, id, &mut Sink::default());
    tree.root.as_ref().map_or(Value::Null, json_of)
}

fn json_of(node: &Node) -> Value {
    match &node.kind {
        Kind::Empty => Value::Null,
        Kind::Scalar { text, style: Style::Plain } => guessed(text),
        Kind::Scalar { text, .. } => Value::String(text.to_string()),
        Kind::List(items) => Value::Array(items.iter().map(json_of).collect()),
        Kind::Map(entries) => {
            let mut map = Map::new();
            for entry in entries {
                map.entry(entry.key_text()).or_insert_with(|| json_of(&entry.value));
            }
            Value::Object(map)
        }
    }
}

/// What the core schema takes a text without quotation marks for.
fn guessed(text: &str) -> Value {
    match text {
        "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let in_base = |digits: &str, base| i64::from_str_radix(digits, base).ok().map(Value::from);
    let other_base = text.strip_prefix("0x").and_then(|digits| in_base(digits, 16));
    let other_base = other_base.or_else(|| text.strip_prefix("0o").and_then(|digits| in_base(digits, 8)));
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(number) = other_base {
        return number;
    }
    if is_digits(unsigned)
        && let Ok(number) = text.trim_start_matches('+').parse::<i64>()
    {
        return Value::from(number);
    }
    let (base, exponent) =
        unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(base, exponent)| (base, Some(exponent)));
    let (whole, decimals) = base.split_once('.').unwrap_or((base, ""));
    let is_float = (is_digits(whole) || whole.is_empty())
        && (is_digits(decimals) || (decimals.is_empty() && !whole.is_empty()))
        && exponent.is_none_or(|exponent| is_digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)));
    let number = text.trim_start_matches('+').parse::<f64>().ok().filter(|_| is_float).and_then(Number::from_f64);
    number.map_or_else(|| Value::String(text.to_owned()), Value::Number)
}
