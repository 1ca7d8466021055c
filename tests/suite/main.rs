//! All tests in one binary.

mod init;
mod program;
