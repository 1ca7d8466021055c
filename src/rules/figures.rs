//! VP08: budget and figures.

crate::family! {
    "08", "Budget och siffror", "Budget and figures",
    document {}
    workspace {}
    elsewhere {}
}
