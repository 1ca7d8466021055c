//! VP03: identity and the goal chain.

pub mod changed_since_decision;
pub mod exception_without_finding;
pub mod insert_naming_nothing;
pub mod insert_out_of_place;
pub mod insert_without_content;
mod inserts;

use crate::resolve::rules as resolve;

crate::family! {
    "03", "Identitet och målkedja", "Identity and the goal chain",
    document {
        goal_without_council_goal,
        inherited_goal_reworded,
        goal_renamed_without_id,
        unreadable_insert,
        ended_without_a_word,
        reworded_since_last_year,
        chart_not_inserted,
        organisation_differing_from_above,
    }
    report {}
    each { plan_of_another_year }
    workspace {}
    elsewhere {
        resolve::UNKNOWN_PARENT,
        resolve::PARENT_NOT_ABOVE,
        resolve::AMBIGUOUS_NUMBER,
        resolve::ID_USED_TWICE,
        resolve::NAMES_NOTHING,
        changed_since_decision::RULE,
        exception_without_finding::RULE,
        insert_naming_nothing::RULE,
        insert_without_content::RULE,
        insert_out_of_place::RULE,
    }
}
