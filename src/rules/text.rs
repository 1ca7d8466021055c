//! VP09: text, accessibility and privacy.

crate::family! {
    "09", "Text, tillgänglighet och integritet", "Text, accessibility and privacy",
    document {}
    workspace {}
    elsewhere {}
}
