//! Schemas in `.vp` that follow another vp.yaml, or were written by another version of the program.

use vp::describe::schema::FILES;

use crate::workspace::Workspace;

/// Schemas of another vp.yaml or another program propose what does not hold: it is said, and is no finding.
#[test]
fn schemas_that_no_longer_follow_are_told_of() {
    let words = "the editor's schemas in the folder .vp do not follow vp.yaml and this version of vp\n  vp schema --write writes them anew";
    let folder = Workspace::new();
    assert_eq!(folder.run(&["init", "--year", "2026", "--lang", "sv"]).code, 0);
    let said = |arguments: &[&str]| folder.run(&[&["check", "--strict", "--lang", "en"], arguments].concat());
    assert_eq!(said(&[]).err, "", "written in another language, they follow all the same");
    // What tools make of a file that says the same.
    let schema: serde_json::Value = serde_json::from_str(&folder.read(FILES[0].0)).unwrap();
    folder.write(FILES[0].0, &schema.to_string());
    assert_eq!(said(&[]).err, "");
    let settings = folder.read("vp.yaml");
    folder.write("vp.yaml", &format!("{settings}regler: {{VP0603: av}}\n"));
    assert_eq!(said(&[]).err, "", "what no schema says");
    folder.write("vp.yaml", &format!("{settings}styrmodell: {{bedömningar: [{{nyckel: grönt, rubrik: Grönt}}, {{nyckel: rött, rubrik: Rött}}]}}\n"));
    let run = said(&[]);
    assert!(run.code == 0 && run.err == format!("{words}\n"), "{run:?}");
    assert_eq!(said(&["--format", "json"]).err, "", "programs are told of findings alone");
    let elsewhere = Workspace::new();
    let root = folder.root().to_string_lossy().into_owned();
    let run = elsewhere.run(&["check", &root, "--lang", "en"]);
    assert!(run.err.contains("vp schema --write --workspace "), "{}", run.err);
    assert_eq!(folder.run(&["schema", "--write"]).code, 0);
    assert_eq!(said(&[]).err, "");
    // One of another version has other keys; one that is broken is none.
    for text in [folder.read(FILES[1].0).replacen("språk", "språkk", 1), "{".to_owned()] {
        folder.write(FILES[1].0, &text);
        assert_eq!(said(&[]).err, format!("{words}\n"));
    }
    std::fs::remove_dir_all(folder.root().join(".vp")).unwrap();
    assert_eq!(said(&[]).err, "");
}
