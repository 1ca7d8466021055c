//! Texts and ids without quotation marks that other YAML programs would change.

use crate::diagnostic::Diagnostic;
use crate::msg;
use crate::plan_format::fields::{Entries, Reader, ValueShape, rules};
use crate::syntax::yaml::retyped::{Retyped, retyped};
use crate::syntax::yaml::write;
use crate::syntax::yaml::{Entry, Kind, Node, Style};

impl Reader<'_> {
    /// Reports what of an entry is a text and would not be one to other programs: its value, or the keys below it.
    pub(super) fn retyped(&mut self, shape: ValueShape, entry: &Entry) {
        match (shape, &entry.value.kind) {
            (ValueShape::Text | ValueShape::Texts | ValueShape::Prose, Kind::Scalar { .. }) => {
                self.retyped_node(&entry.value);
            }
            (ValueShape::Texts | ValueShape::PartsOrTexts(_), Kind::List(items)) => {
                items.iter().for_each(|item| self.retyped_node(item));
            }
            (ValueShape::ById(_), Kind::Map(entries)) => {
                entries.iter().for_each(|entry| self.retyped_node(&entry.key));
            }
            (ValueShape::Map(kind, ..), Kind::Map(entries)) => match kind {
                Entries::Terms => entries.iter().for_each(|entry| {
                    self.retyped_node(&entry.key);
                    self.retyped_node(&entry.value);
                }),
                Entries::Targets(_) | Entries::Assessments | Entries::Occasions | Entries::Days(_) => {
                    entries.iter().for_each(|entry| self.retyped_node(&entry.key));
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn retyped_node(&mut self, node: &Node) {
        let Kind::Scalar { text, style: Style::Plain } = &node.kind else { return };
        // Most texts begin with a letter that none of the words and figures begins with.
        if !text.starts_with(|first: char| first.is_ascii_digit() || "+-.~yYnNoOtTfF".contains(first)) {
            return;
        }
        let Some(Retyped { taken_for, written }) = retyped(text) else { return };
        let (text, span, words) = (text.trim(), self.span(node), taken_for.words());
        let (sv, en) = (&words.sv, &words.en);
        self.sink.push(
            Diagnostic::new(
                &rules::RETYPED_TEXT,
                span,
                msg!(
                    "{text} utan citattecken är {sv} för andra program, som skriver {written}",
                    "{text} without quotation marks is {en} to other programs, which write {written}",
                ),
            )
            .help(msg!("skriv \"{text}\"", "write \"{text}\""))
            .fix(span, write::quoted(text)),
        );
    }
}
