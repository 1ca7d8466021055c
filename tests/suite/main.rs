//! All tests in one binary, a module per concern. The rules' examples are a binary of their own.

mod positions;
mod project;
mod robust;
mod rules;
mod scene;
mod slips;
