//! `verksamhetsberättelse`: what is reported of a plan when its year is over.

use crate::kinds::{Kind, Lead};
use crate::model::follow_up::ANNUAL;
use crate::parts::follow_up;
use crate::view;

/// The kind.
pub static KIND: Kind = Kind {
    key: ANNUAL,
    part: &follow_up::FOLLOW_UP,
    leads_to: Lead { key: "plan", default: Some("plan.yaml") },
    read: |reader, fields, settings, source| follow_up::read(reader, fields, settings, source, ANNUAL),
    title: view::report::title,
    view: view::report::view,
};
