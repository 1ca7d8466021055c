//! VP03: identity and the goal chain.

mod inserts;

use crate::check::exceptions;
use crate::resolve::rules as resolve;

crate::family! {
    "03", "Identitet och målkedja", "Identity and the goal chain",
    document {
        goal_without_council_goal,
        inherited_goal_reworded,
        goal_renamed_without_id,
        unreadable_insert,
        insert_naming_nothing,
        insert_without_content,
        insert_out_of_place,
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
