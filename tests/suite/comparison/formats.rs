//! Everything at once in each format and language, as snapshots; and that no word of a plan is taken for a mark.

use std::collections::BTreeSet;

use vp::compare::diff::*;
use vp::compare::words::{FORMATS, find};
use vp::diagnostic::Language;
use vp::terminal::Style;

use super::build::*;

#[test]
fn every_kind_of_change_in_every_format() {
    let comparison = everything();
    for (format, language, name) in [
        ("text", Language::Swedish, "text-sv"),
        ("text", Language::English, "text-en"),
        ("markdown", Language::Swedish, "markdown-sv"),
        ("markdown", Language::English, "markdown-en"),
        ("html", Language::Swedish, "html-sv"),
        ("html", Language::English, "html-en"),
        ("json", Language::Swedish, "json"),
    ] {
        let text = written(format, &comparison, language, true, Style::Plain);
        // The style sheet has changes of its own.
        let text = match text.split_once("<style>").zip(text.split_once("</style>")) {
            Some(((head, _), (_, body))) => format!("{head}{body}"),
            None => text,
        };
        insta::assert_snapshot!(format!("comparison-{name}"), text);
    }
}

#[test]
fn the_same_comparison_gives_the_same_bytes() {
    for format in FORMATS {
        let first = swedish(format.name, &everything());
        assert_eq!(first, swedish(format.name, &everything()));
        assert!(first.ends_with('\n') && !first.ends_with("\n\n"), "{}", format.name);
        let colourless = format.name != "text";
        let coloured = written(format.name, &everything(), Language::Swedish, true, Style::Coloured);
        assert_eq!(first == coloured, colourless, "{}", format.name);
    }
}

#[test]
fn formats_are_found_by_name_and_short_name() {
    for format in FORMATS {
        assert_eq!(find(&format.name.to_uppercase()).unwrap().name, format.name);
        assert_eq!(find(format.short).unwrap().name, format.name);
    }
    assert!(find("pdf").is_none());
    let names: BTreeSet<&str> = FORMATS.iter().flat_map(|format| [format.name, format.short]).collect();
    assert_eq!(names.len(), 2 * FORMATS.len());
}

/// Colours only add to the text: without them it is the same.
#[test]
fn colours_are_besides_the_marks() {
    let coloured = written("text", &everything(), Language::Swedish, true, Style::Coloured);
    let mut plain = coloured;
    for code in ["1", "2", "31", "32", "0"] {
        plain = plain.replace(&format!("\u{1b}[{code}m"), "");
    }
    assert_eq!(plain, swedish("text", &everything()));
}

const WILD: &str =
    "Mer <b>stöd</b> | *nu* _och_ sedan [länk](x) `kod` ~~inte~~ & @chefen #12\r\nrad två\u{1b}[31m\u{202e}";

/// A comparison in which every text of a plan is full of signs.
fn wild() -> Comparison {
    let named = name(WILD, WILD, WILD);
    let nowhere = || Some(change(Some(WILD.to_owned()), None));
    let both = Words {
        runs: [RunKind::Bilingual, RunKind::Old, RunKind::New].map(|kind| Run { kind, text: WILD.into() }).to_vec(),
        kept: 50,
    };
    let mut comparison = with(|goal| {
        *goal = GoalDiff {
            old: Some(named.clone()),
            new: Some(name("a", "2", WILD)),
            how: Some(How::Likeness(50)),
            merged: vec![named.clone()],
            split: vec![named.clone()],
            title: Some(both.clone()),
            moved: Some(change(vec![named.clone()], vec![named.clone()])),
            level: Some(change(WILD.into(), WILD.into())),
            responsible: nowhere(),
            texts: vec![TextChange { heading: WILD.into(), kind: TextChangeKind::Rewritten(both.clone()) }],
            indicators: vec![IndicatorDiff {
                name: Some(both.clone()),
                moved: Some(change(named.clone(), named.clone())),
                target: Some(TargetChange {
                    reached: reached(WILD, WILD),
                    ..target(WILD, WILD, TargetChangeKind::Loosened(Some(WILD.into())))
                }),
                periodicity: nowhere(),
                unit: Some(change(WILD.into(), WILD.into())),
                responsible: nowhere(),
                ..indicator("i", WILD)
            }],
            activities: vec![ActivityDiff { new: None, ..activity("a", WILD) }],
        };
    });
    comparison.old = WILD.into();
    comparison.plans[0].levels[0].heading = WILD.into();
    comparison.plans[0].new = PlanName { above: vec![WILD.into(), WILD.into()], ..plan_name(WILD, 2025, WILD) };
    comparison.plans[0].budget =
        Some(BudgetDiff { unit: None, rows: vec![row(WILD, (true, false), vec![])], total: None });
    comparison.only_old = vec![plan_name(WILD, 2024, WILD)];
    comparison
}

/// The words as they should be read: one line, and nothing for the terminal to obey.
const READ: &str = "Mer <b>stöd</b> | *nu* _och_ sedan [länk](x) `kod` ~~inte~~ & @chefen #12 rad två [31m";

#[test]
fn words_of_a_plan_are_read_as_themselves() {
    let comparison = wild();
    let text = swedish("text", &comparison);
    assert!(text.contains(READ) && !text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text}");

    let html = swedish("html", &comparison);
    let escaped = READ.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let body = html.split_once("</style>").unwrap().1.replace("&#x2f;", "/");
    assert!(body.contains(&escaped) && !body.contains("<b>"), "{body}");

    let json: serde_json::Value = serde_json::from_str(&swedish("json", &comparison)).unwrap();
    assert_eq!(json["plans"][0]["levels"][0]["goals"][0]["new"]["title"], WILD, "as it is in the plan");
}

#[test]
fn markdown_says_what_the_text_says() {
    for comparison in [wild(), everything()] {
        assert_markdown_says_what_the_text_says(&comparison);
    }
}

/// Read by another reader of Markdown, each line has the words and no marks but those of the comparison.
pub(super) fn assert_markdown_says_what_the_text_says(comparison: &Comparison) {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    {
        let markdown = swedish("markdown", comparison);
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut read = String::new();
        let mut marks = [0, 0];
        for event in Parser::new_ext(&markdown, options) {
            match event {
                Event::Start(Tag::Strikethrough) => marks[0] += 1,
                Event::Start(Tag::Strong) => marks[1] += 1,
                Event::Text(words) => read.push_str(&words),
                Event::SoftBreak => read.push(' '),
                Event::Html(html) | Event::InlineHtml(html) => {
                    let html = html.trim();
                    let is_ours =
                        ["<!-- -->", "<details>", "</details>", "<summary>Visa orden</summary>"].contains(&html);
                    assert!(is_ours, "{html}");
                }
                Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) | Event::Code(_) => {
                    panic!("a word is taken for a mark: {event:?} in\n{markdown}")
                }
                Event::Start(_) => read.push('\n'),
                _ => {}
            }
        }
        let told = swedish("text", comparison);
        let runs = |character: &str| told.matches(character).count();
        let alerts = told.lines().filter(|line| line.trim_start().starts_with("! ")).count();
        assert_eq!(marks, [runs("[-"), runs("{+") + alerts], "{markdown}");
        let bare = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
        let read = bare(&read);
        for line in told.lines() {
            let plain = ["[-", "-]", "{+", "+}"].iter().fold(line.to_owned(), |line, mark| line.replace(mark, ""));
            let words = bare(plain.trim().trim_start_matches("! "));
            let is_about = plain.contains("plans/") || plain.starts_with("Barnenheten");
            assert!(is_about || words.is_empty() || read.contains(&words), "{plain}\nis not in\n{read}");
        }
    }
}
