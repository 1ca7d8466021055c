//! The `vp` program.
fn main() {}
