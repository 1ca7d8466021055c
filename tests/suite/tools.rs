//! Programs besides the one under test, which a computer may lack: a test that needs one says so and is skipped, and fails
//! where `VP_TEST_REQUIRE_TOOLS` is set, as .ci/run does.

use std::path::PathBuf;

/// The variable that makes a missing program a fault.
const REQUIRED: &str = "VP_TEST_REQUIRE_TOOLS";

/// Ends a test that needs programs of which one is missing.
macro_rules! needs {
    ($($tool:literal),+ $(,)?) => {
        if !crate::tools::are_there(&[$($tool),+]) {
            return;
        }
    };
}
pub(crate) use needs;

/// Whether all of these programs are on the path. Says which is not.
pub(crate) fn are_there(tools: &[&str]) -> bool {
    let Some(missing) = tools.iter().find(|tool| find(tool).is_none()) else { return true };
    assert!(std::env::var_os(REQUIRED).is_none(), "{missing} is missing, and {REQUIRED} asks for it");
    skipped(&format!("{missing} is missing"));
    false
}

/// Says why a test is not made.
#[expect(clippy::print_stderr, reason = "whoever runs the tests should know what was not tried")]
pub(crate) fn skipped(reason: &str) {
    eprintln!("skipped: {reason}");
}

/// Where a program is.
fn find(tool: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = [tool.to_owned(), format!("{tool}{}", std::env::consts::EXE_SUFFIX)];
    let places = std::env::split_paths(&path).flat_map(|folder| names.clone().map(|name| folder.join(name)));
    places.into_iter().find(|place| place.is_file())
}

#[test]
fn a_missing_program_is_seen() {
    assert!(find("no-such-program-as-this").is_none());
    assert!(find(if cfg!(windows) { "cmd" } else { "sh" }).is_some());
}
