//! A real session of Neovim, where that is on the path.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::tools::needs;
use crate::workspace::{PLAN, Workspace};

#[test]
fn neovim_shows_completes_leads_and_renames() {
    needs!("nvim");
    let plan = PLAN.replace("{kommun: Staden,", "{kommun: \"Staden 😀\",");
    let report = "vp: 1\ndokument: tertialrapport\nperiod: T1\nindikatorer:\n  tid:\n    utfall: 88 %\n";
    let workspace = Workspace::with([
        ("vp.yaml", "vp: 1\nspråk: en\n"),
        ("plans/2026/plan.yaml", &plan),
        ("plans/2026/t1.yaml", report),
        ("session.lua", include_str!("session.lua")),
    ]);
    let ran = Command::new("nvim")
        .args(["--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", "luafile session.lua"])
        .current_dir(workspace.root())
        .env("VP_PROGRAM", env!("CARGO_BIN_EXE_vp"))
        .env("XDG_STATE_HOME", workspace.path("state"))
        .env("XDG_CACHE_HOME", workspace.path("cache"))
        .stdin(Stdio::null())
        .output()
        .expect("Neovim runs");
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    let result: Value = serde_json::from_str(&workspace.read("result.json")).unwrap_or_else(|_| panic!("{said}"));
    assert_eq!(result["failed"], Value::Null, "{result} {said}");
    assert_eq!(result["slip"], "ehnet");
    let offered = result["offered"].as_array().expect("a list");
    assert!(offered.contains(&json!("analys")) && !offered.contains(&json!("utfall")), "{offered:?}");
    assert_eq!(result["definition"], json!(["plans/2026/plan.yaml", 13]));
    assert_eq!(workspace.read("plans/2026/t1.yaml"), report.replace("tid:", "svarstid:"));
    assert_eq!(workspace.read("plans/2026/plan.yaml"), plan.replace("{id: tid,", "{id: svarstid,"));
}
