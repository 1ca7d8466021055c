//! VP03: identity and the goal chain.

use crate::check::exceptions;
use crate::resolve::rules as resolve;

crate::family! {
    "03", "Identitet och målkedja", "Identity and the goal chain",
    document {
        goal_without_council_goal,
        inherited_goal_reworded,
        goal_renamed_without_id,
    }
    report {}
    workspace {}
    elsewhere {
        resolve::UNKNOWN_PARENT,
        resolve::PARENT_NOT_ABOVE,
        resolve::AMBIGUOUS_NUMBER,
        resolve::ID_USED_TWICE,
        resolve::NAMES_NOTHING,
        exceptions::UNUSED_EXCEPTION,
    }
}
