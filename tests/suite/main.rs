//! All tests in one binary.

mod examples_build;
mod workspace;
