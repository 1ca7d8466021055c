//! `sammanställning`: what the plans below say of a plan's goals at an occasion.

use crate::model::DocumentKind;
use crate::plan_format::parts::roll_up;
use crate::read::kinds::{KindReader, Lead};

/// How it is read.
pub static READER: KindReader = KindReader {
    kind: DocumentKind::RollUp,
    part: &roll_up::ROLL_UP,
    leads_to: Lead { key: "plan", default: Some("plan.yaml") },
    read: |reader, fields, settings, source| roll_up::read(reader, fields, settings, source),
};
