//! All tests in one binary.

mod docs;
mod init;
mod page;
mod program;
mod readme;
