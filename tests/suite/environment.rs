//! The one environment in which tests run programs: what it is for whoever runs the tests plays no part.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// What programs need of the computer that they run on.
const KEPT: &[&str] = &["PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LLVM_PROFILE_FILE"];

/// The same for all: no language, no colours, no settings, no home.
const FIXED: &[(&str, &str)] = &[
    ("HOME", "/nonexistent"),
    ("LANG", "C.UTF-8"),
    ("TZ", "UTC"),
    // Every occasion of the years in tests has come, unless a test gives another day.
    ("VP_TODAY", "2031-01-01"),
    ("NO_COLOR", "1"),
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_CONFIG_NOSYSTEM", "1"),
];

/// The program under test, to be run in a folder.
pub(crate) fn vp(folder: &Path) -> Command {
    program(env!("CARGO_BIN_EXE_vp"), folder)
}

/// Any program, to be run in a folder.
pub(crate) fn program(name: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(name);
    command.env_clear().current_dir(folder).envs(FIXED.iter().copied());
    for name in KEPT {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

#[test]
fn nothing_else_reaches_a_program() {
    let command = vp(Path::new("."));
    let names: Vec<&str> = command.get_envs().filter_map(|(name, _)| name.to_str()).collect();
    for name in ["VP_LANG", "LC_ALL", "CLICOLOR_FORCE", "GIT_DIR", "RAYON_NUM_THREADS", "CARGO"] {
        assert!(!names.contains(&name), "{name}");
    }
    assert!(names.contains(&"PATH") && names.contains(&"TZ"), "{names:?}");
}
