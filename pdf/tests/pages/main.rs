//! PDFs as those who read them find them: what is on their pages, that nothing is lost off them, that they are the same
//! each time, and what is said of templates that will not do. The plans are those of the repository and some made up.
//!
//! These tests need the typesetter, compiled with optimisation: `cargo test --release -p vp-pdf`.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
#![expect(clippy::disallowed_methods, reason = "workspaces are made up here")]

mod html;
mod lost;
mod replaced;
mod same;
mod templates;
mod words;
mod workspace;
