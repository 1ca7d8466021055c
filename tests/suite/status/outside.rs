//! What a status is beside its text: an exit code, colours, and the day that it is of.

use super::{BARN, CITY, json, told, workspace};
use crate::workspace::Workspace;

#[test]
fn exit_codes_tell_trouble_and_not_what_is_missing() {
    let folder = workspace();
    let run = folder.run(&["status", "finns-inte", BARN, "--on", "2025-05-10", "--lang", "sv"]);
    assert_eq!((run.code, run.err.as_str()), (2, "fel: finns-inte finns inte\n"));
    assert!(run.out.contains("Barnenheten"), "the rest is told");
    for day in ["2025-02-29", "2025-5-1", "i dag", "", "20250510", "2025-05-10T00:00"] {
        let run = folder.run(&["status", &format!("--on={day}"), "--lang", "sv"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{day}");
        assert!(run.err.contains("skriv år-månad-dag, till exempel 2025-05-10"), "{}", run.err);
    }
    let run = folder.run(&["status", "--format", "odt", "--lang", "en"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("the formats are text, json"), "{}", run.err);
    let empty = Workspace::new();
    let run = empty.run(&["status", "--lang", "en"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("error: no plans were found in this folder: "), "{}", run.err);
    // Files that are no plans are none to tell of.
    empty.write("bidrag.yaml", "vp: 1\ndokument: bidrag\når: 2025\norganisation: {enhet: A}\n");
    let run = empty.run(&["status", "--lang", "en"]);
    assert_eq!((run.code, run.out.as_str()), (0, "no plans\n"));
    assert_eq!(json(&empty, &[])["plans"], serde_json::json!([]));
}

#[test]
fn colours_are_for_terminals_and_no_name_makes_its_own() {
    let folder = Workspace::new();
    let long = "ett namn som är så långt att det måste kortas för att rymmas på en rad i de flesta fönster som finns";
    let plan = CITY
        .replace("namn: Sjukfrånvaro", &format!("namn: \"{long}\""))
        .replace("kommun: Exempelby kommun", "kommun: Å\u{202e}stad");
    folder.write("plans/plan.yaml", &plan);
    let arguments = ["status", "--on", "2025-05-10", "--lang", "sv"];
    let run = folder.run(&arguments);
    assert!(!told(&run).contains('\u{1b}') && !run.out.contains('\u{202e}'), "{:?}", run.out);
    assert!(
        run.out
            .contains("  ett namn som är så långt att det måste kortas för att rymmas på en rad i de… (sjukfrånvaro)"),
        "{}",
        run.out
    );
    let coloured = folder.run_with(&arguments, &[("NO_COLOR", ""), ("CLICOLOR_FORCE", "1")]);
    assert!(told(&coloured).contains("\u{1b}[1m2025\u{1b}[0m"), "{:?}", coloured.out);
}

#[test]
fn without_a_day_it_is_today() {
    let folder = workspace();
    let status = json(&folder, &[]);
    let day = status["on"].as_str().unwrap();
    assert!(day.parse::<jiff::civil::Date>().is_ok(), "{day}");
}
