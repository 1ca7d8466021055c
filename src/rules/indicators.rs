//! VP04: indicators and targets.

crate::family! {
    "04", "Indikatorer och årsmål", "Indicators and targets",
    document {}
    workspace {}
    elsewhere {}
}
