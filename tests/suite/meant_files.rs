//! Files that were meant, and are not read as they lie there: in another encoding, behind a link, or broken beside the rest
//! of a report.

use crate::workspace::Workspace;

const PLAN: &str = "vp: 1
dokument: verksamhetsplan
år: 2026
organisation: {kommun: Staden, enhet: Norr}
mål:
  enhetsmål:
    - titel: Alla får svar ”i tid” – så gott det går
      id: svar
      förväntat_resultat: Svaren kommer.
      arbetssätt: Så.
      resursanvändning: Lite.
      uppföljning: I maj.
      indikatorer:
        - {id: tid, namn: Svar i tid, årsmål: 90 %, riktning: högre, periodicitet: Tertial, källa: Diariet}
      aktiviteter:
        - {id: lots, namn: Öppna en lots, start: 2026-01-01, slut: 2026-12-31, ansvarig: Lotsarna}
";

const PATH: &str = "plans/2026/norr/plan.yaml";

fn in_1252(text: &str) -> Vec<u8> {
    let byte = |letter: char| match letter {
        '”' => 0x94,
        '–' => 0x96,
        letter => u8::try_from(u32::from(letter)).expect("the letter is one of Latin 1"),
    };
    text.chars().map(byte).collect()
}

fn in_utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn what_notepad_saves_is_named_and_saved_anew_without_loss() {
    for (bytes, name) in [(in_1252(PLAN), "Windows-1252 (”ANSI”)"), (in_utf16(PLAN), "UTF-16 (”Unicode”)")] {
        let workspace = Workspace::with([(PATH, "")]);
        let put = || std::fs::write(workspace.path(PATH), &bytes).expect("the file can be written");
        put();
        let ran = workspace.vp(["check"]).end().exits(1);
        let words =
            format!("fel[VP0101]: filen är sparad som {name}, inte som UTF-8\n --> {PATH}:3:1\n  |\n3 | år: 2026\n");
        assert!(ran.out.starts_with(&words), "{}", ran.out);
        assert!(ran.out.contains("i Anteckningar: Arkiv, Spara som, Kodning UTF-8\n"), "{}", ran.out);
        let ran = workspace.vp(["check", "--diff"]).end().exits(1);
        assert_eq!(ran.out, "");
        assert!(
            ran.err.starts_with(&format!("{PATH}: sparad som {name}; vp check --fix sparar om den")),
            "{}",
            ran.err
        );
        assert_eq!(std::fs::read(workspace.path(PATH)).expect("the file is there"), bytes);
        let ran = workspace.vp(["check", "--fix"]).end().exits(0);
        assert_eq!(ran.err, format!("{PATH}: omsparad från {name} till UTF-8\n"));
        assert_eq!(workspace.read(PATH), PLAN);
    }
}

#[test]
fn a_text_of_a_plan_is_saved_anew_too_and_the_rest_is_mended_after_it() {
    let plan = PLAN.replace("      arbetssätt: Så.", "      arbetsätt: {fil: så.md}");
    let workspace = Workspace::with([(PATH, plan.as_str()), ("plans/2026/norr/så.md", "")]);
    for (path, text) in [(PATH, plan.as_str()), ("plans/2026/norr/så.md", "Så gör vi på förskolan.\n")] {
        std::fs::write(workspace.path(path), in_1252(text)).expect("the file can be written");
    }
    workspace.vp(["check", "--fix"]).end().exits(0);
    assert_eq!(workspace.read("plans/2026/norr/så.md"), "Så gör vi på förskolan.\n");
    assert!(workspace.read(PATH).contains("      arbetssätt: {fil: så.md}"));
}

#[test]
fn what_could_be_lost_is_left_as_it_is() {
    let odd = [&in_utf16(PLAN)[2..], &in_utf16(PLAN)[..41], b"vp: 1\n# f\x9ar, m\x8cl\n", b"vp: 1\n# \xe5 \xc3\xa5 \n"];
    for bytes in odd {
        let workspace = Workspace::with([(PATH, "")]);
        std::fs::write(workspace.path(PATH), bytes).expect("the file can be written");
        workspace.vp(["check", "--fix"]).end().exits(1);
        assert_eq!(std::fs::read(workspace.path(PATH)).expect("the file is there"), bytes);
    }
}

#[test]
fn characters_that_became_others_are_one_finding_and_come_back() {
    let misread = |text: &str| text.bytes().map(char::from).collect::<String>();
    let pasted = PLAN.replace("Svaren kommer.", &misread("Svaren går ut före helgen."));
    let right = PLAN.replace("Svaren kommer.", "Svaren går ut före helgen.");
    for (garbled, right) in [(misread(PLAN), PLAN), (misread(&misread(PLAN)), PLAN), (pasted, right.as_str())] {
        let workspace = Workspace::with([(PATH, garbled.as_str())]);
        let ran = workspace.vp(["check"]).end().exits(1);
        assert!(ran.out.starts_with("fel[VP0119]: tecken har blivit fel: "), "{}", ran.out);
        assert!(ran.out.ends_with("\n1 fel; vp check --fix rättar det\n"), "{}", ran.out);
        let ran = workspace.vp(["check", "--fix"]).end().exits(0);
        assert_eq!(ran.err, format!("{PATH}: 1 rättad\n"));
        assert_eq!(workspace.read(PATH), right);
    }
    // A text in a file of its own, and a character that nobody can give back.
    let plan = PLAN.replace("Svaren kommer.", "{fil: svar.md}").replace("Lite.", "L\u{fffd}gt.");
    let workspace = Workspace::with([(PATH, plan), ("plans/2026/norr/svar.md", misread("Det går så här.\n"))]);
    let ran = workspace.vp(["check", "--fix"]).end().exits(1);
    assert_eq!(workspace.read("plans/2026/norr/svar.md"), "Det går så här.\n");
    assert!(ran.out.starts_with("fel[VP0119]: ett tecken har gått förlorat: L\u{fffd}gt.\n"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn a_linked_folder_is_named_on_the_way_and_read_when_it_is_asked_for() {
    let workspace = Workspace::with([
        (PATH, PLAN.to_owned()),
        ("annat/plan.yaml", PLAN.replace("Norr", "Söder")),
        ("bilder/a.txt", String::new()),
    ]);
    for (link, target) in [("plans/2026/söder", "../../annat"), ("plans/2026/bilder", "../../bilder")] {
        std::os::unix::fs::symlink(target, workspace.path(link)).expect("a link can be made");
    }
    let ran = workspace.vp(["check"]).end().exits(0);
    let words = "varning[VP0113]: plans/2026/söder är en länk till en mapp, och planerna i den läses inte\n";
    assert!(ran.out.starts_with(words) && ran.out.ends_with("\n1 varning\n"), "{}", ran.out);
    let ran = workspace.vp(["check", "plans/2026/söder"]).end().exits(0);
    assert_eq!(ran.out, "inga fynd i 1 fil\n");
}

/// A file that cannot be read may hold what is missing, and is not taken for one that is not there.
#[test]
fn a_part_of_a_report_that_cannot_be_read_is_not_missed() {
    let part = "vp: 1\ndokument: tertialrapport\nperiod: T1\nför: Lotsarna\naktiviteter:\n  lots: {status: pågår}\n";
    let own = "vp: 1\ndokument: tertialrapport\nperiod: T1\nindikatorer:\n  tid: {utfall: 95 %}\n";
    let at = |name: &str| format!("plans/2026/norr/{name}.yaml");
    let workspace =
        Workspace::with([(PATH.to_owned(), PLAN), (at("t1"), own), (at("t1-lotsarna"), part), (at("t2"), "")]);
    std::fs::remove_file(workspace.path(&at("t2"))).expect("the file can be removed");
    workspace.vp(["build"]).end();
    let page = workspace.read("build/2026/norr/t1.html");
    assert!(page.contains("Öppna en lots"), "{page}");
    workspace.write(&at("t1-lotsarna"), &part.replace("aktiviteter:", "aktiviteter: ["));
    let ran = workspace.vp(["build"]).end().exits(1);
    assert!(ran.err.contains("VP0102") && !ran.err.contains("VP0505"), "{}", ran.err);
    assert_eq!(workspace.read("build/2026/norr/t1.html"), page, "the page that is whole stays");
    // What says that it is of another occasion is no part of this one.
    std::fs::rename(workspace.path(&at("t1-lotsarna")), workspace.path(&at("t2"))).expect("the file can be renamed");
    workspace.write(&at("t2"), &part.replace("T1", "T2").replace("aktiviteter:", "aktiviteter: ["));
    let ran = workspace.vp(["build"]).end().exits(1);
    assert!(ran.err.contains("VP0102") && ran.err.contains("VP0505"), "{}", ran.err);
    assert_ne!(workspace.read("build/2026/norr/t1.html"), page);
}

/// A file may be called anything; neither a terminal nor the log of a build server obeys its name.
#[cfg(unix)]
#[test]
fn no_name_of_a_file_is_a_command_to_a_terminal_or_a_log() {
    let names = ["::error::x.yaml", "a\u{1b}[31m.yaml", "b\n::error::y.yaml", "c\u{202e}lmay.yaml"];
    for name in names {
        let workspace = Workspace::with([(PATH, PLAN), (format!("plans/{name}").as_str(), "vp: [\n")]);
        for arguments in [["check", "plans"], ["build", "plans"], ["check", "--info"]] {
            let ran = workspace.vp(arguments).end().exits(1);
            let said = format!("{}{}", ran.out, ran.err);
            assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said}");
            assert!(!said.lines().any(|line| line.starts_with("::error")), "{said}");
        }
        let ran = workspace.vp_in("plans", ["check", name]).end();
        let said = format!("{}{}", ran.out, ran.err);
        assert!(!said.contains(['\u{1b}', '\u{202e}']) && !said.lines().any(|line| line.starts_with("::")), "{said}");
        let ran = workspace.vp(["check"]).paths(&[std::path::Path::new(&format!("{name}x"))]).end().exits(2);
        assert!(!ran.err.contains(['\u{1b}', '\u{202e}']) && ran.err.lines().count() < 3, "{}", ran.err);
    }
}

/// Programs that unpack files from Windows of old leave such names: no address leads to their pages.
#[cfg(target_os = "linux")]
#[test]
fn a_name_in_another_encoding_is_named_as_it_should_be() {
    use std::os::unix::ffi::OsStrExt;

    let workspace = Workspace::with([("vp.yaml", "vp: 1\n"), ("plans/2026/plan.yaml", PLAN)]);
    let folder = workspace.root().join(std::ffi::OsStr::from_bytes(b"plans/2025/\xe5ren"));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    std::fs::write(folder.join("plan.yaml"), PLAN.replace("2026", "2025")).expect("a file can be written");
    let run = workspace.vp(["check", "--lang", "en", "--only", "VP0113"]).end().exits(1);
    assert!(run.out.contains("error[VP0113]: plans/2025/\u{fffd}ren/plan.yaml is not read"), "{}", run.out);
    assert!(run.out.contains("rename it to 2025/åren/plan.yaml"), "{}", run.out);
    let sarif = workspace.vp(["check", "--format", "sarif", "--only", "VP0113"]).end().exits(1);
    assert!(serde_json::from_str::<serde_json::Value>(&sarif.out).is_ok(), "{}", sarif.out);
    workspace.vp(["build"]).end().exits(1);
    assert_eq!(workspace.files("build"), ["2026/plan.html", "2026/plan.md", "index.html"]);
}
