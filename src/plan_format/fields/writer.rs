//! Writes a part as a file has it: keys that stand in its table, and values as their keys are read.

use crate::plan_format::fields::{Field, PartSchema, ValueShape};
use crate::syntax::yaml::write;

/// Writes the keys of a part at one indentation.
#[derive(Clone, Copy, Debug)]
pub struct PartWriter {
    part: &'static PartSchema,
    indent: usize,
}

impl PartWriter {
    /// A writer of a whole document.
    pub const fn of_document(part: &'static PartSchema) -> PartWriter {
        PartWriter { part, indent: 0 }
    }

    /// Writes a key with its value: words and names in quotation marks where they need them.
    pub fn value(&self, out: &mut String, key: &str, value: &str) {
        let written = match self.field(key).shape {
            ValueShape::Version | ValueShape::Year | ValueShape::Number | ValueShape::Date => value.to_owned(),
            _ => write::value(value),
        };
        self.line(out, &format!("{key}: {written}"));
    }

    /// Writes a key to be filled in.
    pub fn empty(&self, out: &mut String, key: &str) {
        self.line(out, &format!("{}:", self.field(key).key));
    }

    /// Writes a key to be filled in with one of these words.
    pub fn one_of(&self, out: &mut String, key: &str, words: &str) {
        self.line(out, &format!("{}:   # {words}", self.field(key).key));
    }

    /// Writes a key that holds a part. Gives what writes the keys of that part, below its ids where it has such.
    pub fn open(&self, out: &mut String, key: &str) -> PartWriter {
        let (below, part) = match self.field(key).shape {
            ValueShape::Part(part) => (2, part),
            ValueShape::ById(part) => (4, part),
            shape => panic!("{key} of {} holds no part but {shape:?}", self.part.name),
        };
        self.empty(out, key);
        PartWriter { part, indent: self.indent + below }
    }

    /// Writes the id below which the keys stand that come next.
    pub fn id(&self, out: &mut String, id: &str) {
        let above = PartWriter { indent: self.indent - 2, ..*self };
        above.line(out, &format!("{}:", write::value(id)));
    }

    fn field(&self, key: &str) -> &'static Field {
        let found = self.part.fields.iter().find(|field| field.key == key);
        found.unwrap_or_else(|| panic!("{key} is not in the table of {}", self.part.name))
    }

    fn line(&self, out: &mut String, line: &str) {
        out.extend(std::iter::repeat_n(' ', self.indent));
        out.push_str(line);
        out.push('\n');
    }
}
