//! VP02: structure.

crate::family! {
    "02", "Struktur", "Structure",
    document {}
    workspace {}
    elsewhere {}
}
