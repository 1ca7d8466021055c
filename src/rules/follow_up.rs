//! VP05: follow-up, periods and outcomes.

use crate::resolve::rules;

crate::family! {
    "05", "Uppföljning: perioder och utfall", "Follow-up: periods and outcomes",
    document {}
    report {}
    workspace {}
    elsewhere { rules::NOT_IN_PLAN, rules::REPORTED_TWICE }
}
