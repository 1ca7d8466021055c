//! `bidrag`: a contribution to a quality award.

use crate::kinds::{Kind, Lead};
use crate::parts::contribution;
use crate::view;

/// The kind.
pub static KIND: Kind = Kind {
    key: contribution::CONTRIBUTION_KEY,
    part: &contribution::CONTRIBUTION,
    leads_to: Lead { key: "plan", default: None },
    read: |reader, fields, _, source| contribution::read(reader, fields, source),
    title: view::contribution::title,
    view: view::contribution::view,
};
