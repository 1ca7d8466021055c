//! Markup that a format has written, as a value that a template can do nothing with but print.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value};

/// Finished markup. As a text of the template language it would be looked through each time that it is handed on, and it
/// is most of a page.
#[derive(Debug)]
pub struct Markup(String);

impl Markup {
    /// Markup as a value; as a text where somebody's own template may do more with it than print it.
    pub fn value(text: String, is_text: bool) -> Value {
        match is_text || text.is_empty() {
            true => Value::from_safe_string(text),
            false => Value::from_object(Markup(text)),
        }
    }

    /// The markup that a value is.
    pub(super) fn of(value: &Value) -> Option<&str> {
        value.downcast_object_ref::<Markup>().map(|markup| markup.0.as_str())
    }
}

impl Object for Markup {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
