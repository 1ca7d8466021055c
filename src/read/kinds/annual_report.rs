//! `verksamhetsberättelse`: what is reported of a plan when its year is over.

use crate::model::DocumentKind;
use crate::plan_format::parts::follow_up;
use crate::read::kinds::{KindReader, Lead};

/// How it is read.
pub static READER: KindReader = KindReader {
    kind: DocumentKind::AnnualReport,
    part: &follow_up::FOLLOW_UP,
    leads_to: Lead { key: "plan", default: Some("plan.yaml") },
    read: |reader, fields, settings, source| {
        follow_up::read(reader, fields, settings, source, DocumentKind::AnnualReport)
    },
};
