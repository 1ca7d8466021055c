//! All tests in one binary, a module per concern. The rules' examples are a binary of their own.
#![expect(clippy::disallowed_methods, reason = "tests make their own files, and read the sources")]

mod assessment;
mod build;
mod comparison;
mod contributions;
mod diff;
mod diff_command;
mod diff_property;
mod docs;
mod examples_build;
mod follow_up_slips;
mod follow_ups;
mod formats;
mod generated;
mod inherit;
mod init;
mod inserts;
mod mend;
mod mend_property;
mod new_follow_up;
mod next_year;
mod nothing_lost;
mod page;
mod positions;
mod program;
mod project;
mod readme;
mod reports;
mod robust;
mod rules;
mod scene;
mod slips;
mod statement;
mod status;
mod twenty;
mod workspace;
