//! Where pages are written and where never, and who may read them.

#[cfg(unix)]
use super::doubtful;
use super::{good, two_years};
use crate::workspace::Workspace;

#[test]
fn pages_are_never_written_among_what_they_are_made_from() {
    let workspace = two_years();
    workspace.write("vp.yaml", "vp: 1\nmappar: {mallar: mallar}\n");
    workspace.write("mallar/ord.yaml", "");
    let before = workspace.files("");
    for (arguments, what) in [
        (["build", "-o", "plans"], "plans är mappen med planerna"),
        (["build", "-o", "./plans/2026/.."], "plans är mappen med planerna"),
        (["build", "-o", "."], ". är arbetsytan själv"),
        (["build", "-o", ".."], ".. är arbetsytan själv"),
        (["build", "-o", "plans/2026"], "plans/2026 är en mapp med planer"),
        (["build", "-o", "plans/2026/a"], "plans/2026/a är en mapp med planer"),
        (["build", "-o", "mallar"], "mallar är mappen med mallarna"),
    ] {
        for path in [None, Some("plans/2026"), Some("plans/2026/a/plan.yaml")] {
            let run = workspace.vp(arguments).paths(&path.map(std::path::Path::new).into_iter().collect::<Vec<_>>());
            let ran = run.end().exits(2);
            let words = format!(
                "fel: {what}, och sidorna skulle blandas med det som de görs av: välj en annan mapp med --out\n"
            );
            assert_eq!(ran.err, words);
            assert_eq!(workspace.files(""), before, "{arguments:?}");
        }
    }
    workspace.vp_in("plans", ["build", "-o", "."]).end().exits(2);
    workspace.vp(["build", "-o", "plans/ut"]).end().exits(0);
    workspace.vp(["build", "-o", "plans/ut"]).end().exits(0);
}

#[test]
fn the_settings_cannot_make_the_plan_folder_the_output_either() {
    for out in ["plans", ".", "plans/.."] {
        let workspace = two_years();
        workspace.write("vp.yaml", &format!("vp: 1\nspråk: en\nmappar: {{ut: {out}}}\n"));
        let before = workspace.files("");
        let ran = workspace.vp(["build"]).without("VP_LANG").end().exits(2);
        assert!(ran.err.ends_with("choose another folder with ut under mappar in vp.yaml\n"), "{}", ran.err);
        assert_eq!(workspace.files(""), before);
        let ran = workspace.vp(["check"]).end().exits(0);
        assert_eq!(ran.out, "inga fynd i 3 filer\n", "the plans are there all the same");
    }
}

#[test]
fn a_folder_of_plans_without_settings_is_not_its_own_output() {
    let workspace = Workspace::with([("plan.yaml", good("Ett"))]);
    workspace.vp(["build", "--out", "."]).end().exits(2);
    assert_eq!(workspace.files(""), ["plan.yaml"]);
    // Whoever names a file and the folder beside it means both.
    workspace.vp(["build", "plan.yaml", "--out", "."]).end().exits(0);
    assert_eq!(workspace.files(""), ["index.html", "plan.html", "plan.md", "plan.yaml"]);
}

#[test]
fn a_file_in_the_place_of_the_output_folder_is_named() {
    let workspace = two_years();
    workspace.write("fil", "");
    let ran = workspace.vp(["build", "-o", "fil"]).end().exits(2);
    let words = "fel: fil är en fil, och sidorna skrivs till en mapp: välj en annan mapp med --out\n";
    assert_eq!(ran.err, words);
    let ran = workspace.vp(["build", "-o", "fil/i/mapp"]).end().exits(2);
    let words = "fel: fil/i/mapp kan inte bli en mapp, för fil är en fil: välj en annan mapp med --out\n";
    assert_eq!(ran.err, words);
    // Deeper in the output folder each page tells of its own place.
    workspace.write("ut/2026", "");
    let ran = workspace.vp(["build", "-o", "ut", "--lang", "en"]).end().exits(2);
    let words = "error: ut/2026/a/plan.html could not be written: a part of the path is not a folder\n";
    assert!(ran.err.contains(words) && !ran.err.contains("os error"), "{}", ran.err);
}

#[cfg(unix)]
mod permissions {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::{Workspace, doubtful, good, two_years};

    fn mode(workspace: &Workspace, path: &str) -> u32 {
        workspace.path(path).metadata().expect("the file is there").permissions().mode() & 0o777
    }

    fn set_mode(workspace: &Workspace, path: &str, mode: u32) {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(workspace.path(path), permissions).expect("permissions can be set");
    }

    #[test]
    fn every_new_file_may_be_read_by_whom_the_mask_allows() {
        for (mask, expected) in [("077", 0o600), ("022", 0o644), ("002", 0o664), ("027", 0o640)] {
            let workspace = Workspace::with([("bild.svg", "")]);
            workspace.vp(["init", "--unit", "Ankan", "--year", "2026", "ytan"]).masked(mask).end().exits(0);
            let plan = workspace.files("ytan").into_iter().find(|file| file.ends_with("plan.yaml")).expect("a plan");
            let text = workspace.read(&format!("ytan/{plan}")) + "övrigt: \"![Ett träd](bild.svg)\"\n";
            let folder = plan.rsplit_once('/').expect("the plan lies in a folder").0;
            workspace.write(&format!("ytan/{folder}/bild.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
            workspace.write(&format!("ytan/{plan}"), &text);
            set_mode(&workspace, &format!("ytan/{plan}"), expected);
            set_mode(&workspace, &format!("ytan/{folder}/bild.svg"), expected);
            for arguments in [
                &["build"][..],
                &["schema", "--write"],
                &["new", "year", "2027"],
                &["new", "follow-up", &plan, "--period", "T1"],
                &["check", "--write-baseline", "baslinje.json"],
                &["man", "--dir", "man"],
            ] {
                let paths: Vec<&std::path::Path> = arguments[1..].iter().map(std::path::Path::new).collect();
                let run = workspace.vp_in("ytan", [arguments[0]]).paths(&paths).masked(mask).end();
                assert!(run.code < 2, "{arguments:?}: {}", run.err);
            }
            let files = workspace.files("ytan");
            assert!(files.len() > 20 && files.iter().any(|file| file.starts_with("build") && file.ends_with("svg")));
            for file in files {
                assert_eq!(mode(&workspace, &format!("ytan/{file}")), expected, "{file} under {mask}");
            }
        }
    }

    #[test]
    fn a_page_that_is_there_keeps_its_permissions() {
        let workspace = two_years();
        workspace.vp(["build"]).end().exits(0);
        let (page, closed) = ("build/2026/a/plan.html", "build/2026/o/plan.html");
        for (path, mode) in [(page, 0o600), (closed, 0o444)] {
            set_mode(&workspace, path, mode);
        }
        let before = workspace.read(closed);
        workspace.vp(["build"]).masked("000").end().exits(0);
        workspace.write("plans/2026/a/plan.yaml", &doubtful("Ankan"));
        workspace.vp(["build"]).masked("000").end().exits(0);
        assert!(workspace.read(page).contains("För tidigt"));
        assert_eq!(mode(&workspace, page), 0o600);
        // One that may not be written to is left as it is, which is said.
        workspace.write("plans/2026/o/plan.yaml", &good("Ön"));
        let ran = workspace.vp(["build"]).end().exits(2);
        assert!(ran.err.contains(&format!("fel: {closed} kunde inte skrivas: filen är skrivskyddad\n")), "{}", ran.err);
        assert_eq!((workspace.read(closed), mode(&workspace, closed)), (before, 0o444));
    }

    #[test]
    fn a_link_is_followed_within_the_workspace_and_never_out_of_it() {
        let elsewhere = Workspace::with([("hemlig", "ett"), ("mapp/fil", "")]);
        let workspace = two_years();
        workspace.write("webben/sidan.html", "gammal");
        workspace.write("build/2026/a/plan.md", "");
        std::fs::remove_file(workspace.path("build/2026/a/plan.md")).expect("it was just made");
        symlink("../../../webben/sidan.html", workspace.path("build/2026/a/plan.html")).expect("a link");
        symlink(elsewhere.path("hemlig"), workspace.path("build/index.html")).expect("a link");
        symlink(elsewhere.path("mapp"), workspace.path("build/2025")).expect("a link");
        let ran = workspace.vp(["build"]).end().exits(2);
        assert!(workspace.read("webben/sidan.html").contains("Ankan"));
        assert!(workspace.path("build/2026/a/plan.html").is_symlink());
        for page in ["build/index.html", "build/2025/a/plan.html"] {
            let words = format!("fel: {page} kunde inte skrivas: en länk leder ut ur mappen; ta bort länken\n");
            assert!(ran.err.contains(&words), "{}", ran.err);
        }
        assert_eq!((elsewhere.read("hemlig").as_str(), elsewhere.files("").len()), ("ett", 2));
    }
}
