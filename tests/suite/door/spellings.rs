//! The same workspace however its path is written, and from wherever it is written.

use std::path::Path;

use super::plan;
use crate::workspace::Workspace;

/// Folders to stand in, each with ways to write the path of the workspace `ws` from there.
const SPELLINGS: &[(&str, &[&str])] = &[
    ("", &["ws", "./ws", "ws/", "ws/.", "ws/plans/..", "ws/plans/../../ws", "bredvid/../ws"]),
    ("ws", &[".", "./", "../ws", "plans/..", "./plans/../", "../bredvid/../ws"]),
    ("ws/plans", &["..", "../", "../../ws", "../plans/..", "2026/../.."]),
    ("bredvid", &["../ws", "../ws/", "./../ws", "../bredvid/../ws", "djupt/../../ws"]),
    ("bredvid/djupt", &["../../ws", "../../ws/plans/..", "../../bredvid/../ws"]),
];

#[test]
fn a_workspace_is_the_same_however_its_path_is_written() {
    for settings in [true, false] {
        let workspace = Workspace::with([
            ("ws/plans/2026/plan.yaml", plan("inledning: {fil: texter/inledning.md}\n")),
            ("ws/plans/2026/texter/inledning.md", "Hej.\n".to_owned()),
            ("bredvid/djupt/annat.txt", String::new()),
        ]);
        if settings {
            workspace.write("ws/vp.yaml", "vp: 1\nmappar: {planer: plans, ut: sidor}\n");
        }
        let absolute = workspace.path("ws");
        for (folder, spellings) in SPELLINGS {
            let spelled = spellings.iter().map(|spelled| Path::new(*spelled));
            for path in spelled.chain([absolute.as_path()]) {
                let from = format!("{} from {folder}", path.display());
                let ran = workspace.vp_in(folder, ["check", "--strict"]).paths(&[path]).end();
                assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{from}: {}", ran.out);
                assert!(ran.out.starts_with("inga fynd i"), "{from}: {}", ran.out);
                let out = workspace.path("ut");
                let ran = workspace.vp_in(folder, ["build", "-o"]).paths(&[&out, path]).end();
                assert_eq!(ran.code, 0, "{from}: {}", ran.err);
                let page = std::fs::read_to_string(out.join("2026/plan.html"))
                    .unwrap_or_else(|error| panic!("{from}: {error}"));
                assert!(page.contains("Hej."), "{from}");
                std::fs::remove_dir_all(&out).expect("the folder can be removed");
            }
        }
    }
}
