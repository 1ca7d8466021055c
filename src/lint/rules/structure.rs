//! VP02: structure.

crate::family! {
    "02", "Struktur", "Structure",
    document {
        goal_without_title,
        goal_without_required_section,
        empty_section,
        unassessable_goal,
        goal_number_out_of_sequence,
        too_many_goals,
        question_without_answer,
        answer_too_long,
    }
    report {}
    document_and_report { repeated_text }
    each { board_goal_without_unit_goal, council_goal_with_nothing_below }
    workspace {}
    elsewhere {}
}
