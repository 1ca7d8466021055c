//! VP07: assessment of goals and indicators.

crate::family! {
    "07", "Bedömning", "Assessment",
    document {}
    report {}
    workspace {}
    elsewhere {}
}
