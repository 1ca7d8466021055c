//! Whatever is in the files: findings or a document, never a panic, a hang, or memory without bound.

#[cfg(unix)]
use std::fs;
use std::fs::File;
#[cfg(unix)]
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use vp::diagnostic::{Language, Sink};
use vp::source::{Source, Sources};
use vp::syntax::yaml;

use crate::pieces::PIECES;
use crate::property::cases;
use crate::scene::Found;
#[cfg(unix)]
use crate::tools::needs;
use crate::workspace::Workspace;

const PLAN: &str = include_str!("../../examples/fixed/VP0105/plan.yaml");
const HEAD: &str = "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {enhet: Parkenheten}\n";

/// Loads, checks and reports a plan of these bytes.
fn check(bytes: impl AsRef<[u8]>) -> Found {
    Workspace::plan(bytes).check()
}

/// The plan is refused with this code.
fn refused(bytes: impl AsRef<[u8]>, code: &str) -> Found {
    let found = check(bytes);
    assert!(found.codes().contains(&code), "not {code} but {:?}", found.codes());
    assert!(found.loaded.resolved.documents.is_empty(), "a document came of it");
    found
}

/// A scene that is checked as a whole and gives this code.
fn gives(scene: &Workspace, code: &str) -> Found {
    let found = scene.check();
    assert!(found.codes().contains(&code), "not {code} but {}", found.report(Language::English));
    found
}

/// The text is read without a panic, and what is said of it stands within it.
fn read(text: &str) {
    let sources = Sources::default();
    let id = sources.add(Source::new("plan.yaml", text));
    let mut sink = Sink::default();
    let tree = yaml::read(text, id, &mut sink);
    for finding in sink.iter() {
        let range = finding.span.start as usize..finding.span.end as usize;
        assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
    }
    assert!(tree.root.is_none() || text.len() >= tree.root.as_ref().map_or(0, |root| root.end as usize));
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(bytes);
    }

    #[test]
    fn characters(text in "\\PC{0,300}") {
        check(text);
    }

    #[test]
    fn edited_plans(edits in prop::collection::vec((0..PLAN.len(), 0..8usize, any::<u8>(), 0..4usize), 1..6)) {
        let mut bytes = PLAN.as_bytes().to_vec();
        for (at, length, byte, times) in edits {
            let at = at.min(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, std::iter::repeat_n(byte, times));
        }
        check(bytes);
    }

    #[test]
    fn plans_with_pieces(edits in prop::collection::vec((0..PLAN.len(), select(PIECES)), 1..5)) {
        let mut text = PLAN.to_owned();
        for (mut at, piece) in edits {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            text.insert_str(at, piece);
        }
        check(text);
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn pieces(pieces in prop::collection::vec(select(PIECES), 0..60)) {
        read(&pieces.concat());
    }

    #[test]
    fn pieces_in_a_plan(pieces in prop::collection::vec(select(PIECES), 0..30)) {
        read(&format!("{HEAD}{}", pieces.concat()));
    }
}

/// Files that have stopped the program, each with the words that the finding stands at.
#[test]
fn files_that_stopped_the_program_once() {
    for (text, place) in [
        // Read, a key over two lines is shorter than it is written.
        ("mål: {å\n  –\u{feff}vp: 1\nvp: 1\n", "\u{feff}"),
        ("mål: {å\n   😀\u{200b}vp: 1}\n", "\u{200b}"),
    ] {
        read(text);
        let found = check(text);
        let places: Vec<&str> = found.findings.iter().map(|finding| found.text(finding.span)).collect();
        assert!(places.contains(&place), "{text:?}: {places:?}");
    }
}

#[test]
fn every_beginning_of_a_plan() {
    for end in (0..PLAN.len()).filter(|end| PLAN.is_char_boundary(*end)) {
        read(&PLAN[..end]);
        read(&PLAN[end..]);
    }
}

#[test]
fn deep_nesting() {
    let depth = 100_000;
    for open in ["[", "{a: ", "- ", "? ", "a: [", "{", "[{"] {
        refused(format!("{HEAD}mål:\n  {}", open.repeat(depth)), "VP0101");
    }
    let stairs: String = (0..2_000).map(|step| format!("{}a:\n", " ".repeat(step))).collect();
    refused(format!("{HEAD}{stairs}"), "VP0101");
    refused(format!("{HEAD}mål: {}{}", "[".repeat(depth), "]".repeat(depth)), "VP0101");
}

#[test]
fn shortcuts_upon_shortcuts() {
    let mut text = HEAD.to_owned() + "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for number in 1..26 {
        let many = vec![format!("*a{}", number - 1); 9].join(", ");
        text += &format!("a{number}: &a{number} [{many}]\n");
    }
    refused(text, "VP0109");
    refused(format!("{HEAD}mål: &a\n  enhetsmål: *a\n"), "VP0109");
    refused(format!("{HEAD}<<: *b\n"), "VP0109");
}

#[test]
fn files_that_are_no_text() {
    refused(b"vp: 1\n\xe5r: 2025\n", "VP0101");
    refused(format!("{HEAD}inledning: a\0b\n"), "VP0102");
    for big in [true, false] {
        let character = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        let bytes: Vec<u8> = format!("\u{feff}{PLAN}").encode_utf16().flat_map(character).collect();
        let found = refused(bytes, "VP0101");
        assert!(found.findings[0].message.sv.contains("UTF-16"), "{}", found.findings[0].message.sv);
    }
    // Without a mark at its beginning the file looks like text between zeros.
    let bare: Vec<u8> = PLAN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused(bare, "VP0101");
}

#[test]
fn files_of_nothing() {
    for text in [
        "",
        "\n\n",
        "# bara en kommentar\n# och en till",
        "---",
        "---\n",
        "---\n...\n",
        "\u{feff}",
        "~",
        "   ",
        "{}",
        "[]",
        "\r",
    ] {
        let found = check(text);
        assert!(found.codes().contains(&"VP0107"), "{text:?}: {:?}", found.codes());
    }
    refused("---\n---\n", "VP0102");
}

#[test]
fn every_line_end_and_a_byte_order_mark() {
    for text in
        [PLAN.replace('\n', "\r\n"), format!("\u{feff}{PLAN}"), format!("\u{feff}{}", PLAN.replace('\n', "\r\n"))]
    {
        let found = check(text);
        assert!(!found.codes().iter().any(|code| code.starts_with("VP01")), "{}", found.report(Language::English));
        assert_eq!(found.loaded.resolved.documents.len(), 1);
    }
}

#[test]
fn a_huge_file_is_not_read() {
    let scene = Workspace::new();
    let file = File::create(scene.path("plan.yaml")).expect("a file can be made");
    file.set_len(100 * 1024 * 1024).expect("a sparse file can be made");
    let found = gives(&scene, "VP0101");
    assert_eq!(found.loaded.sources.get(found.findings[0].span.source).text.len(), 0, "it was read");
}

#[test]
fn a_file_just_larger_than_is_read() {
    let limit = usize::try_from(yaml::LARGEST).expect("the limit fits");
    let line = "# en kommentar som gör filen lång\n";
    let text = format!("{HEAD}{}", line.repeat(limit / line.len() + 1));
    refused(text, "VP0101");
}

#[test]
fn long_lines_and_long_keys() {
    let long = "å".repeat(500_000);
    check(format!("{HEAD}inledning: {long}\n"));
    check(format!("{HEAD}inledning: \"{long}\n"));
    check(format!("{HEAD}{long}: 1\n"));
    check(format!("{HEAD}{}: 1\n", "a".repeat(1_000)));
    check(format!("{HEAD}inledning: a: {long}\n"));
    check(format!("{HEAD}mål:\n  enhetsmål:\n    - titel: A\n      till: {long}\n"));
    check(format!("{HEAD}årsmål: {{{long}: {long}}}\n"));
    check(format!("{HEAD}årsmål: {{{}}}\n", (0..20_000).map(|number| format!("a{number}: 1, ")).collect::<String>()));
    check(format!("{HEAD}årsmål: {{{}}}\n", "-a: 1, ".repeat(20_000)));
    check(format!("{HEAD}årsmål: [{}]\n", "&a *b, ".repeat(20_000)));
    check(format!("{HEAD}inledning: |\n  {}\n", "[a](".repeat(20_000)));
    check(format!("{HEAD}inledning: |\n  {}\n", "> ".repeat(20_000)));
}

#[test]
fn many_goals() {
    let one =
        |number: usize| format!("    - id: mål-{number}\n      till: mål-{}\n      titel: Mål {number}\n", number + 1);
    let goals: String = (0..10_000).map(one).collect();
    let found = check(format!("{HEAD}mål:\n  enhetsmål:\n{goals}"));
    assert!(found.codes().contains(&"VP0302"), "a goal of the same level is not a goal above");
    let same = "    - {id: x, nr: 1, till: x, titel: X}\n".repeat(500);
    let found = check(format!("{HEAD}mål:\n  nämndmål:\n{same}  enhetsmål:\n{same}"));
    assert!(found.codes().contains(&"VP0304"));
}

#[test]
fn everything_twice() {
    let found = check(format!("{PLAN}{PLAN}"));
    assert!(found.codes().contains(&"VP0104"));
    let keys: String = (0..5_000).map(|_| "inledning: x\n").collect();
    check(format!("{HEAD}{keys}"));
    let unknown: String = (0..3_000).map(|number| format!("nyckel{number}: x\n")).collect();
    check(format!("{HEAD}{unknown}"));
    let targets: String = (0..3_000).map(|number| format!("  id-{number}: 1\n")).collect();
    check(format!("{HEAD}årsmål:\n{targets}"));
}

#[test]
fn a_goal_that_serves_itself() {
    let found = check(format!("{HEAD}mål:\n  enhetsmål:\n    - id: a\n      till: a\n      titel: A\n"));
    assert!(found.codes().contains(&"VP0302"), "{:?}", found.codes());
    let found = check(format!(
        "{HEAD}mål:\n  enhetsmål:\n    - {{id: a, till: [a, a, b], ersätter: [a], titel: A}}\nomfattar: [a]\nutelämna: [a]\n"
    ));
    assert!(found.codes().contains(&"VP0301"), "{:?}", found.codes());
}

#[test]
fn plans_in_a_circle() {
    let plan = |above: &str| format!("{HEAD}bygger_på: {above}\nmål:\n  enhetsmål:\n    - {{id: a, titel: A}}\n");
    gives(&Workspace::plan(plan("plan.yaml")), "VP0111");
    gives(&Workspace::plan(plan("./././plan.yaml")), "VP0111");
    let ring =
        Workspace::new().file("a.yaml", plan("b.yaml")).file("b.yaml", plan("c.yaml")).file("c.yaml", plan("a.yaml"));
    gives(&ring, "VP0111");
    // A plan below the circle is no part of it.
    gives(&ring.file("d.yaml", plan("a.yaml")), "VP0111");
    let mut chain = Workspace::plan(plan("1.yaml"));
    for number in 1..60 {
        chain = chain.file(&format!("{number}.yaml"), plan(&format!("{}.yaml", number + 1)));
    }
    gives(&chain, "VP0108");
}

#[test]
fn files_outside_the_workspace() {
    let outside = Workspace::new().file("hemligt.md", "hemligt").file("hemligt.png", "hemligt");
    for named in ["../../../etc/passwd", "/etc/passwd", "../../../../../../../../etc/passwd", "..", "", "/"] {
        let found = gives(&Workspace::plan(format!("{HEAD}inledning: {{fil: \"{named}\"}}\n")), "VP0108");
        assert!(!found.report(Language::Swedish).contains("root:"), "the file outside is shown");
    }
    gives(&Workspace::plan(format!("{HEAD}inledning: \"![a](../../../etc/passwd)\"\n")), "VP0108");
    gives(&Workspace::plan(format!("{HEAD}inledning: \"![a](/etc/passwd)\"\n")), "VP0108");
    gives(&Workspace::plan(format!("{HEAD}bygger_på: finns/inte.yaml\n")), "VP0108");
    link(&outside);
}

/// Links out of the workspace, and links that lead nowhere.
#[cfg(unix)]
fn link(outside: &Workspace) {
    use std::os::unix::fs::symlink;
    let make = |text: &str, target: &Path, name: &str| {
        let scene = Workspace::plan(format!("{HEAD}{text}"));
        symlink(target, scene.path(name)).expect("a link can be made");
        gives(&scene, "VP0108");
    };
    make("inledning: {fil: in.md}\n", &outside.path("hemligt.md"), "in.md");
    make("inledning: {fil: mapp/hemligt.md}\n", &outside.path(""), "mapp");
    make("inledning: \"![bild](bild.png)\"\n", &outside.path("hemligt.png"), "bild.png");
    make("inledning: {fil: in.md}\n", Path::new("finns-inte.md"), "in.md");
    make("inledning: {fil: in.md}\n", Path::new("in.md"), "in.md");
}

#[cfg(not(unix))]
fn link(_: &Workspace) {}

#[test]
fn what_is_no_file() {
    let scene = Workspace::new().file("plan.yaml/inne.yaml", PLAN).file("annan.yaml", PLAN);
    let found = scene.check();
    assert_eq!(found.loaded.resolved.documents.len(), 2, "a folder may be called so");
    let above = Workspace::new()
        .file("mapp.yaml/a.md", "x")
        .file("plan.yaml", format!("{HEAD}bygger_på: mapp.yaml\ninledning: {{fil: mapp.yaml}}\n"));
    gives(&above, "VP0108");
}

#[cfg(unix)]
#[test]
fn links_in_the_plans_folder() {
    use std::os::unix::fs::symlink;
    let scene = Workspace::new().file("a.yaml", PLAN);
    symlink("finns-inte.yaml", scene.path("b.yaml")).expect("a link can be made");
    symlink(".", scene.path("slinga")).expect("a link can be made");
    symlink("c.yaml", scene.path("c.yaml")).expect("a link can be made");
    let found = gives(&scene, "VP0101");
    assert_eq!(found.loaded.resolved.documents.len(), 1);
}

#[cfg(unix)]
#[test]
fn a_pipe_does_not_hang() {
    needs!("mkfifo");
    let pipe = |scene: Workspace, name: &str| {
        let made = crate::environment::program("mkfifo", Path::new(".")).arg(scene.path(name)).status();
        assert!(made.is_ok_and(|status| status.success()), "{name} can be made");
        scene
    };
    gives(&pipe(Workspace::new(), "plan.yaml"), "VP0101");
    gives(&pipe(Workspace::plan(format!("{HEAD}inledning: {{fil: in.md}}\n")), "in.md"), "VP0101");
    let above = pipe(Workspace::plan(format!("{HEAD}bygger_på: over.yaml\n")), "over.yaml");
    assert!(!above.check().codes().is_empty());
    pipe(Workspace::plan(PLAN), "vp.yaml").check();
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let scene = Workspace::plan(PLAN);
    fs::set_permissions(scene.path("plan.yaml"), fs::Permissions::from_mode(0o000)).expect("it is ours");
    if fs::read(scene.path("plan.yaml")).is_ok() {
        return crate::tools::skipped("whoever runs the tests may read every file");
    }
    gives(&scene, "VP0101");
}

#[test]
fn settings_of_any_kind() {
    for settings in [
        "",
        "x",
        "[]",
        "vp: 2\n",
        "vp: 1\nregler: {VP0603: kanske, VP9999: av, VP0101: av}\n",
        "vp: 1\nmappar: {planer: ../.., ut: /}\n",
        "vp: 1\nstyrmodell: {nivåer: []}\n",
        "vp: 1\nstyrmodell: {tolerans: x, nivåer: [a, {nyckel: mål}]}\n",
        "a: &a *a\n",
        "\0",
        "\u{feff}---\n",
        "vp: 1\nmappar: {planer: \"\"}\n",
        "vp: 1\ngränser: {mål: -1, resultat: x}\n",
    ] {
        let scene = Workspace::new().file("vp.yaml", settings).file("plans/plan.yaml", PLAN);
        if let Ok(loaded) = vp::read::load::load(Some(&scene.path("")), None) {
            vp::lint::check::check(&loaded);
        }
    }
}
