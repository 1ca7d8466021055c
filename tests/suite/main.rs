//! All tests in one binary.

mod build;
mod examples_build;
mod inherit;
mod workspace;
