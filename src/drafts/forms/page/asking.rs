//! What a page asks for of one thing: its controls with labels and hints, and what an answer says that it answers to.

use serde::Serialize;

use crate::drafts::forms::asked::{Asked, AskedKind, AskedValue, LONGEST_TEXT, ValueKind};
use crate::print::templates::Templates;

/// What a figure looks like, as browsers match it: 92,5 %, 1 234, −3, 20–25, ca 45, <5, saknas.
const FIGURE: &str = r"\s*(?:[Ss]aknas|(?:(?:[Cc]a\.?|[Cc]irka|[Dd]rygt|[Kk]nappt|[Mm]inst|[Hh]ögst|[Öö]ver|[Uu]nder|[Uu]ngefär|[Oo]mkring|[Rr]unt|[<>≤≥~≈]=?)\s*)?[+−–\-]?\s*\d[\d\s]*(?:[,.]\d+)?(?:\s*[–\-]\s*\d[\d\s]*(?:[,.]\d+)?)?\s*(?:%|[^\d\s<>\{\}].*)?)\s*";

/// What an amount looks like.
const AMOUNT: &str = r"\s*[+−–\-]?\s*\d[\d\s]*(?:[,.]\d+)?\s*";

/// What is asked for of one thing.
#[derive(Serialize)]
pub(super) struct AskValues<'v> {
    /// What it is, as a file of answers calls it.
    kind: &'static str,
    /// Its id.
    id: String,
    /// The name of what is asked.
    asked: String,
    /// What the plan says of it, as JSON.
    said: String,
    /// Whether it is to be reported, and not only may be.
    due: bool,
    fields: Vec<FieldValues<'v>>,
}

/// A control.
#[derive(Serialize)]
struct FieldValues<'v> {
    /// Its id in the page.
    id: String,
    key: &'static str,
    /// `word`, `figure`, `amount`, `line` or `text`.
    kind: &'static str,
    label: &'v str,
    hint: Option<&'v str>,
    unit: String,
    pattern: Option<&'static str>,
    longest: usize,
    /// What is reported already.
    now: Option<String>,
    choices: Vec<Choice>,
}

/// A word to choose.
#[derive(Serialize)]
struct Choice {
    key: String,
    shown: String,
}

/// Counts the controls of a page.
#[derive(Default)]
pub(super) struct Controls {
    count: usize,
}

impl Controls {
    /// What is asked for of one thing. `unit` is what the amounts of a row are counted in.
    pub(super) fn of<'v>(&mut self, asked: Asked, unit: &str, templates: &'v Templates) -> AskValues<'v> {
        let said = asked.said.iter().map(|(part, words)| (part.name().to_owned(), words.as_str().into()));
        let said = serde_json::Value::Object(said.collect()).to_string();
        let fingerprint = asked.fingerprint().to_string();
        let kind = asked.kind;
        AskValues {
            kind: kind.name(),
            asked: fingerprint,
            said,
            due: asked.is_due,
            fields: asked.values.into_iter().map(|value| self.field(kind, value, unit, templates)).collect(),
            id: asked.id,
        }
    }

    fn field<'v>(
        &mut self,
        of: AskedKind,
        value: AskedValue,
        statement_unit: &str,
        templates: &'v Templates,
    ) -> FieldValues<'v> {
        self.count += 1;
        let word = |key: &str| templates.words.get(key).map_or("", String::as_str);
        let label = match (of, value.key) {
            (AskedKind::Indicator, "utfall") => "periodens_utfall",
            (_, "män") => "utfall_män",
            (_, "kvinnor") => "utfall_kvinnor",
            (_, "prognos") => "prognos_helår",
            (AskedKind::Activity, "analys") => "hur_har_det_gått",
            (_, key) => key,
        };
        let (kind, pattern, longest, hint) = match &value.kind {
            ValueKind::Word(_) => ("word", None, 0, None),
            ValueKind::Figure { .. } if value.key == "utfall" => ("figure", Some(FIGURE), 60, Some("formulär_tal")),
            ValueKind::Figure { .. } => ("figure", Some(FIGURE), 60, None),
            ValueKind::Amount => ("amount", Some(AMOUNT), 30, None),
            ValueKind::Line => ("line", None, 300, None),
            ValueKind::Text => ("text", None, LONGEST_TEXT, None),
        };
        let unit = match &value.kind {
            ValueKind::Figure { unit, .. } => unit.clone(),
            ValueKind::Amount => statement_unit.to_owned(),
            _ => String::new(),
        };
        let choices = match value.kind {
            ValueKind::Word(words) => {
                words.into_iter().map(|(key, shown)| shown_as(of, key, shown, templates)).collect()
            }
            _ => Vec::new(),
        };
        FieldValues {
            id: format!("f{}", self.count),
            key: value.key,
            kind,
            label: word(label),
            hint: hint.map(word),
            unit,
            pattern,
            longest,
            now: value.now,
            choices,
        }
    }
}

/// A word as the documents print it.
fn shown_as(of: AskedKind, key: String, shown: String, templates: &Templates) -> Choice {
    let shown = match of {
        AskedKind::Activity | AskedKind::Assignment | AskedKind::Measure => {
            templates.words.get(&key.replace(' ', "_")).cloned().unwrap_or(shown)
        }
        _ => shown,
    };
    Choice { key, shown }
}
