//! Answers that somebody wrote to do harm, or that a program wrote wrongly: they end as text, or as something that is told.

use serde_json::json;

use super::{PATH, REPORT, answers, fill, page, workspace, write};

#[test]
fn whatever_an_answer_says_it_is_text_or_is_told() {
    let texts = [
        "bedömning: helt\n  svar2:\n    bedömning: ej",
        "# vp: tillåt VP0904 för att jag vill",
        "x\n# vp: tillåt VP0904 för att jag vill\ny",
        "| \n  block: 1",
        "{utfall: 9}, annat: [1",
        "*ankare &ankare !!tagg",
        "'enkla' \"dubbla\" \\n \\",
        "- lista\n- till\n\n---\n\n...",
        "<script>alert(1)</script>\n\n<b>fet</b>",
        "{{ utfall tid }} och {{ okänd }}",
        "\u{202e}bakvänt och \u{feff} osynligt\u{200b}",
        "   \t indraget\n\tmed tabb  \n\n\nslut   ",
        "rad\u{2028}skild\u{b}mjuk\r\nny\rgammal",
        "=SUM(A1:A9)",
        "%TAG ! x\n%YAML 1.2\n",
        "å\u{308}",
    ];
    for text in texts {
        let workspace = workspace(REPORT);
        let page = page(&workspace, None);
        let told = answers(
            &page,
            &[
                ("activity", "lots", json!({"avvikelse": text, "analys": text})),
                ("indicator", "sjuk", json!({"analys": text})),
                ("report", "", json!({"sammanfattande_analys": text})),
            ],
        );
        write(&workspace, "svar.json", &told);
        let run = fill(&workspace, &["svar.json"]);
        assert_eq!(run.code, 0, "{text:?}: {run:?}");
        let again = fill(&workspace, &["svar.json"]);
        assert_eq!(
            again.err,
            "nothing to fill in\n",
            "{text:?} is not read as it was answered: {}",
            workspace.read(PATH)
        );
        let export = workspace.run(&["export", "-f", "json", "--lang", "en"]);
        assert!(export.code != 2, "{export:?}");
        let check = workspace.run(&["check", "--lang", "en", PATH]);
        let is_broken = ["[VP01", "[VP0301", "[VP0103"].iter().any(|code| check.out.contains(code));
        let is_markup = text.contains('<') || text.contains("{{");
        assert!(!is_broken || is_markup, "{text:?}: {}", check.out);
        let untouched = workspace.read(PATH);
        assert!(
            untouched
                .contains("  tid: {utfall: 88.50 %, analys: \"Räknat i diariet, alla ärenden.\"}  # preliminärt\n")
        );
    }
}

#[test]
fn control_characters_and_endless_texts_are_told() {
    let workspace = workspace(REPORT);
    let page = page(&workspace, None);
    for (text, words) in [
        ("en\u{7}klocka".to_owned(), "U+0007"),
        ("noll\u{0}".to_owned(), "U+0000"),
        ("flykt\u{1b}[31m".to_owned(), "U+001B"),
        ("ord ".repeat(10_000), "more than 30000"),
    ] {
        let told = answers(&page, &[("indicator", "sjuk", json!({"analys": text}))]);
        write(&workspace, "svar.json", &told);
        let run = fill(&workspace, &["svar.json"]);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.err.contains(words), "{words} is not in {}", run.err);
        assert!(!run.err.contains(['\u{7}', '\u{0}', '\u{1b}']), "{:?}", run.err);
        assert_eq!(workspace.read(PATH), REPORT);
    }
    workspace.write("stor.json", &" ".repeat(9 << 20));
    let large = fill(&workspace, &["stor.json"]);
    assert_eq!((large.code, large.err.contains("larger than any answers")), (2, true), "{large:?}");
    workspace.write("djup.json", &"[".repeat(100_000));
    assert_eq!(fill(&workspace, &["djup.json"]).code, 1);
}

#[test]
fn a_personal_identity_number_is_not_said() {
    let workspace = workspace(REPORT);
    let page = page(&workspace, None);
    let number = "19900101-2385";
    let told = answers(&page, &[("indicator", "tid", json!({"utfall": number, "analys": format!("Om {number}.")}))]);
    write(&workspace, "svar.json", &told);
    let run = fill(&workspace, &["svar.json", "--diff"]);
    assert!(!run.err.contains(number) && !run.out.contains(number), "{run:?}");
}

#[test]
fn a_text_in_a_file_of_its_own_is_left_to_be_written_there() {
    let report = REPORT.replace("sammanfattande_analys:   # skrivs sist\n", "sammanfattande_analys: {fil: text.md}\n");
    let workspace = workspace(&report).file("plans/2026/norr/text.md", "Ett år.\n");
    let mut told =
        answers(&page(&workspace, None), &[("report", "", json!({"sammanfattande_analys": "Ett annat år."}))]);
    told["answers"][0]["before"] = json!({"sammanfattande_analys": "Ett år."});
    write(&workspace, "svar.json", &told);
    let run = fill(&workspace, &["svar.json"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.err.contains(&format!("{PATH} has no place for sammanfattande_analys\n")), "{}", run.err);
    assert_eq!((workspace.read(PATH), workspace.read("plans/2026/norr/text.md")), (report, "Ett år.\n".to_owned()));
}
