//! `verksamhetsberättelse`: what is reported of a plan when its year is over.

use crate::kinds::{KindReader, Lead};
use crate::model::DocumentKind;
use crate::parts::follow_up;

/// How it is read.
pub static READER: KindReader = KindReader {
    kind: DocumentKind::AnnualReport,
    part: &follow_up::FOLLOW_UP,
    leads_to: Lead { key: "plan", default: Some("plan.yaml") },
    read: |reader, fields, settings, source| {
        follow_up::read(reader, fields, settings, source, DocumentKind::AnnualReport)
    },
};
