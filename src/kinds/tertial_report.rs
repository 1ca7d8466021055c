//! `tertialrapport`: what is reported of a plan at an occasion within its year.

use crate::kinds::{Kind, Lead};
use crate::model::follow_up::TERTIAL;
use crate::parts::follow_up;
use crate::view;

/// The kind.
pub static KIND: Kind = Kind {
    key: TERTIAL,
    part: &follow_up::FOLLOW_UP,
    leads_to: Lead { key: "plan", default: Some("plan.yaml") },
    read: |reader, fields, settings, source| follow_up::read(reader, fields, settings, source, TERTIAL),
    title: view::report::title,
    view: view::report::view,
};
