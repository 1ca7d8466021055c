//! `bidrag`: a contribution to a quality award.

use crate::model::DocumentKind;
use crate::plan_format::parts::contribution;
use crate::read::kinds::{KindReader, Lead};

/// How it is read.
pub static READER: KindReader = KindReader {
    kind: DocumentKind::Contribution,
    part: &contribution::CONTRIBUTION,
    leads_to: Lead { key: "plan", default: None },
    read: |reader, fields, settings, source| contribution::read(reader, fields, settings, source),
};
