//! The decision on a plan: who decided it and when, which version that was, and what was decided to change since.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{At, Value};
use crate::source::Span;

/// The decision on a plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Decision {
    /// The place of the key.
    pub span: Span,
    /// Who decided: "Socialnämnden".
    pub body: Option<At<String>>,
    /// The day.
    pub date: Value<Date>,
    /// The paragraph of the minutes.
    pub paragraph: Option<At<String>>,
    /// The revision of the repository that holds the plan as it was decided.
    pub version: Option<At<String>>,
}

impl Decision {
    /// One of which nothing is written yet.
    pub fn empty(span: Span) -> Decision {
        Decision { span, body: None, date: Value::Absent, paragraph: None, version: None }
    }

    /// Whether the plan is still to be decided: neither the day nor the paragraph is written.
    pub fn is_draft(&self) -> bool {
        self.date.is_absent() && self.paragraph.is_none()
    }

    /// "§ 12", or the day where there is no paragraph.
    pub fn reference(&self) -> Option<String> {
        let date = || self.date.as_ref().map(|date| date.value.to_string());
        self.paragraph.as_ref().map(|paragraph| with_sign(paragraph.as_str())).or_else(date)
    }
}

/// What was decided to change in a plan after it was decided.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Amendment {
    /// The entry's place in the file.
    pub span: Span,
    /// The day of the decision.
    pub date: Value<Date>,
    /// The paragraph of the minutes.
    pub paragraph: Option<At<String>>,
    /// The goals, indicators and activities that it changes: ids or numbers.
    pub applies_to: Vec<At<String>>,
    /// What the change is.
    pub text: Option<At<String>>,
}

/// A paragraph with its sign: "§ 12".
pub fn with_sign(paragraph: &str) -> String {
    match paragraph.contains('§') {
        true => paragraph.to_owned(),
        false => format!("§\u{a0}{paragraph}"),
    }
}
