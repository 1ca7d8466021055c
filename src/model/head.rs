//! What a document says of itself before its parts: whose it is, of which year and of which kind.

use std::sync::Arc;

use jiff::civil::Date;

use super::{At, Document, DocumentKind, Organisation, Signs};
use crate::source::{SourceId, Span};

/// The head of a document: small, and there also where the document itself is let go.
#[derive(Clone, Debug)]
pub struct Head {
    /// The file.
    pub source: SourceId,
    /// Its kind.
    pub kind: DocumentKind,
    /// The year, as [`Document::year`].
    pub year: Option<At<i16>>,
    /// The first and the last day of a plan whose year is no calendar year.
    pub period: Option<(Date, Date)>,
    /// Whose document it is; a follow-up's is shared with its plan's.
    pub organisation: Arc<Organisation>,
    /// The place of `organisation`.
    pub organisation_span: Span,
    /// Whether it reports something.
    pub is_follow_up: bool,
    /// Whether it is one of several files of a report.
    pub is_part: bool,
    /// Whether it rolls up what others report.
    pub is_roll_up: bool,
    /// How many goals it has.
    pub goals: usize,
    /// Whether goals may be lost, as [`Document::has_lost_goals`].
    pub has_lost_goals: bool,
    /// Whether it sets targets of its own for inherited indicators.
    pub sets_targets: bool,
    /// Whether it names the version that was decided.
    pub names_version: bool,
    /// The title on the cover, where one is written.
    pub title: Option<Box<str>>,
    /// What stands in some of its texts.
    pub signs: Signs,
}

impl Head {
    /// The head of a document.
    pub fn of(document: &Document) -> Head {
        Head {
            source: document.source,
            kind: document.kind,
            year: document.year.clone(),
            period: document.period,
            organisation: Arc::new(document.organisation.clone()),
            organisation_span: document.organisation_span,
            is_follow_up: document.follow_up.is_some(),
            is_part: document.follow_up.as_ref().is_some_and(|follow_up| follow_up.part.is_some()),
            is_roll_up: document.roll_up.is_some(),
            goals: document.goals.len(),
            has_lost_goals: document.has_lost_goals,
            sets_targets: !document.targets.is_empty(),
            names_version: document.decision.as_ref().is_some_and(|decision| decision.version.is_some()),
            title: document.cover.as_ref().and_then(|cover| cover.title.as_ref()).map(|title| title.as_str().into()),
            signs: document.signs,
        }
    }

    /// Whether it is a plan's.
    pub fn is_plan(&self) -> bool {
        self.kind == DocumentKind::Plan
    }

    /// The first and the last day of its year, as [`Document::days`].
    pub fn days(&self) -> Option<(Date, Date)> {
        super::document::days(self.year.as_ref(), self.period)
    }

    /// The year in print, so many years later, as [`Document::year_words`].
    pub fn year_words(&self, later: i16) -> Option<String> {
        super::document::year_words(self.year.as_ref(), self.period, later)
    }

    /// The same head with the year and the organisation of another.
    pub fn with_year_and_organisation_of(&self, other: &Head) -> Head {
        Head {
            year: other.year.clone(),
            period: other.period,
            organisation: Arc::clone(&other.organisation),
            organisation_span: other.organisation_span,
            ..self.clone()
        }
    }

    /// Gives a document the year and the organisation of this head.
    pub fn give_to(&self, document: &mut Document) {
        document.year.clone_from(&self.year);
        document.period = self.period;
        document.organisation = (*self.organisation).clone();
        document.organisation_span = self.organisation_span;
    }
}
