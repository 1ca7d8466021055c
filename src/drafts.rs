//! Files to begin with: a first workspace, next year's plan, a form to fill in.

pub mod init;
pub mod next_year;
pub mod forms;
