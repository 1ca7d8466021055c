//! The commands' names and their help, and what is shown of many plans: counted, filtered, as tables.

use crate::workspace::{PLAN, Workspace};

fn plan(unit: &str, more: &str) -> String {
    let plan = PLAN
        .replace("Norr", unit)
        .replace("källa: Diariet, beskrivning: Andelen svar i tid", "källa: Diariet, ansvarig: Stab");
    plan.replace("slut: 2026-12-31", "slut: 2026-12-31, ansvarig: =Lotsarna") + more
}

fn two_units() -> Workspace {
    Workspace::with([
        ("plans/2026/norr/plan.yaml", plan("Norr", "okänd: 1\n")),
        ("plans/2026/söder/plan.yaml", plan("Söder", "okänd: 1\nokand: 2\n")),
        ("plans/2026/öster/plan.yaml", plan("Öster", "")),
        (
            "plans/2026/öster/t1.yaml",
            "vp: 1\ndokument: tertialrapport\nperiod: T1\nindikatorer:\n  tid: {utfall: 95 %}\naktiviteter:\n  lots: {status: pågår}\n"
                .to_owned(),
        ),
    ])
}

#[test]
fn commands_have_swedish_names_and_help_by_either() {
    let workspace = two_units();
    for (swedish, english) in [
        ("bygg", "build"),
        ("granska", "check"),
        ("kontrollera", "check"),
        ("visa", "serve"),
        ("läge", "status"),
        ("utveckling", "trend"),
        ("jämför", "diff"),
        ("exportera", "export"),
        ("importera", "import"),
        ("förklara", "explain"),
        ("ny", "new"),
        ("börja", "init"),
        ("hjälp", "help"),
    ] {
        let help = workspace.vp([english, "--help"]).end().exits(0).out;
        assert!(help.contains("Användning: vp "), "{help}");
        assert_eq!(workspace.vp([swedish, "--help"]).end().exits(0).out, help, "{swedish}");
        assert_eq!(workspace.vp(["help", swedish]).end().exits(0).out, help, "{swedish}");
    }
    assert_eq!(workspace.vp(["help"]).end().exits(0).out, workspace.vp(["--help"]).end().exits(0).out);
    assert!(workspace.vp(["hjälp", "ny", "år"]).end().exits(0).out.contains("Användning: vp new year"));
    let ran = workspace.vp(["help", "kontrolera"]).end().exits(2);
    assert_eq!(
        ran.err,
        "fel: kommandot kontrolera finns inte\n  menade du kontrollera?\n  vp --help visar vad som kan skrivas\n"
    );
    let ran = workspace.vp(["chek"]).end().exits(2);
    assert!(ran.err.contains("  menade du check?\n"), "{}", ran.err);
}

#[test]
fn a_path_that_is_not_there_has_a_near_one() {
    let workspace = two_units();
    for (written, near) in [
        ("plans/2026/nor/plan.yaml", "plans/2026/norr/plan.yaml"),
        ("plans/2026/norr/plann.yaml", "plans/2026/norr/plan.yaml"),
        ("plans\\2026\\norr", "plans/2026/norr"),
    ] {
        let ran = workspace.vp(["check"]).paths(&[std::path::Path::new(written)]).end().exits(2);
        assert!(ran.err.ends_with(&format!(" finns inte\n  menade du {near}?\n")), "{}", ran.err);
    }
    let ran = workspace.vp(["check", "helt/annat"]).end().exits(2);
    assert_eq!(ran.err, "fel: helt/annat finns inte\n");
}

#[test]
fn findings_are_counted_by_rule_and_by_organisation() {
    let workspace = two_units();
    let ran = workspace.vp(["check", "--summary"]).end().exits(1);
    assert_eq!(ran.out, "VP0103  fel  3  Söder, Staden (2); Norr, Staden (1)\n\n3 fel\n");
    assert_eq!(workspace.vp(["check", "--by", "regel"]).end().exits(1).out, ran.out);
    let ran = workspace.vp(["check", "--by", "unit", "--lang", "en"]).end().exits(1);
    assert_eq!(ran.out, "Norr, Staden   1 error   VP0103 (1)\nSöder, Staden  2 errors  VP0103 (2)\n\n3 errors\n");
}

#[test]
fn a_part_of_the_status_is_shown_and_as_a_table() {
    let workspace = two_units();
    let status = |arguments: &[&str]| {
        let arguments: Vec<&std::path::Path> = arguments.iter().map(std::path::Path::new).collect();
        workspace.vp(["status", "--on", "2026-05-10"]).paths(&arguments).end()
    };
    let missing = status(&["--missing"]).exits(0).out;
    assert!(missing.contains("Norr") && missing.contains("Söder") && !missing.contains("Öster"), "{missing}");
    let csv = status(&["--format", "csv", "--period", "t1", "--for", "=lotsarna"]).exits(0).out;
    let expected = "\u{feff}år,organisation,fil,tillfälle,datum,ansvarig,slag,id,namn,rapporterad\r\n\
                    2026,Norr,plans/2026/norr/plan.yaml,T1,2026-04-30,'=Lotsarna,aktivitet,lots,Öppna en lots,nej\r\n\
                    2026,Söder,plans/2026/söder/plan.yaml,T1,2026-04-30,'=Lotsarna,aktivitet,lots,Öppna en lots,nej\r\n\
                    2026,Öster,plans/2026/öster/plan.yaml,T1,2026-04-30,'=Lotsarna,aktivitet,lots,Öppna en lots,ja\r\n";
    assert_eq!(csv, expected);
    let markdown = status(&["-f", "md", "--period", "T1", "--sort", "missing", "--lang", "en"]).exits(0).out;
    let last = markdown.lines().last().expect("there are rows");
    assert_eq!(last, "| 2026 | Öster | T1 | 2026-04-30 | complete | 2 of 2 |");
    assert!(status(&["-f", "html"]).exits(0).out.contains("<td>Norr</td><td>T1</td>"));
    let ran = status(&["--period", "T4"]).exits(2);
    assert!(ran.err.starts_with("fel: inget tillfälle heter T4\n  "), "{}", ran.err);
    let ran = status(&["--for", "Stabb"]).exits(2);
    assert_eq!(ran.err, "fel: ingen Stabb ansvarar för något här\n  menade du Stab?\n");
}

/// The first line is for programs too; the second tells what is chosen when the program is built.
#[test]
fn the_version_tells_what_the_program_is_made_from() {
    let folder = Workspace::new();
    for (lang, word) in [("sv", "tillval: "), ("en", "features: ")] {
        for option in ["--version", "-V"] {
            let run = folder.run(&[option, "--lang", lang]);
            let lines: Vec<&str> = run.out.lines().collect();
            assert!(run.code == 0 && lines.len() == 2, "{run:?}");
            let version = concat!("vp ", env!("CARGO_PKG_VERSION"));
            let revision = lines[0].strip_prefix(version).unwrap();
            let is_revision = |word: &str| word.len() == 13 && word[2..12].chars().all(|sign| sign.is_ascii_hexdigit());
            assert!(revision.is_empty() || is_revision(revision), "{revision}");
            assert!(lines[1].starts_with(word), "{}", lines[1]);
        }
    }
}
