//! YAML is read in two ways, by the parser and, where a text is of the part of YAML that plans are written in, without it.
//! Both give the same tree to the last place, and a text that is read without the parser is one that it has no word for.
//!
//! Two sorts of texts are drawn, and both are needed: real files that were changed have what people write, but lines put
//! together of odd pieces have places beside each other that no change of a real file brings together. `VP_PROPERTIES=4711x100
//! cargo test --release --test suite two_ways` draws some millions.

use std::cell::Cell;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{TestCaseResult, TestRunner};
use vp::diagnostic::Sink;
use vp::source::{Source, Sources};
use vp::syntax::yaml::{read_with_parser, subset};

use crate::made::files::{CONTRIBUTION, FOLLOW_UP, PLAN, Real, SETTINGS, made_of};
use crate::property::cases;
use crate::workspace::{REPOSITORY, Workspace, files_below, read};

/// The version of the parser that the texts below were drawn against by the million. Whoever takes another draws as many.
const PARSER: &str = "2.1.0";

/// Both trees of a text are the same where there are two; says whether there are.
fn read_in_both_ways(text: &str) -> Result<bool, TestCaseError> {
    let sources = Sources::default();
    let id = sources.add(Source::new("plan.yaml", ""));
    let Some(tree) = subset::read(text, id) else { return Ok(false) };
    let mut sink = Sink::default();
    let parsed = read_with_parser(text, id, &mut sink);
    let said: Vec<String> = sink.iter().map(|finding| finding.message.en.to_string()).collect();
    prop_assert_eq!(said, Vec::<String>::new(), "the parser has a word for {:?}", text);
    prop_assert_eq!(tree, parsed, "{:?}", text);
    Ok(true)
}

/// Draws so many texts, and looks that of a hundred at least so many are read in both ways: what the two agree on
/// otherwise is nothing.
fn try_all(number: u32, least: u32, texts: &impl Strategy<Value = String>) {
    let (drawn, both) = (Cell::new(0_u32), Cell::new(0_u32));
    let test = |text: String| -> TestCaseResult {
        drawn.set(drawn.get() + 1);
        both.set(both.get() + u32::from(read_in_both_ways(&text)?));
        Ok(())
    };
    if let Err(failure) = TestRunner::new(cases(number)).run(texts, test) {
        panic!("{failure}");
    }
    let (drawn, both) = (drawn.get(), both.get());
    assert!(both >= drawn / 100 * least, "{both} of {drawn} texts were read without the parser");
}

/// The text with another end of each line, of four times once.
fn with_line_ends(texts: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    (texts, 0..4_u8).prop_map(|(text, part)| if part == 0 { text.replace('\n', "\r\n") } else { text })
}

#[test]
fn changed_files() {
    let real = Real::of_repository();
    for own in [PLAN, FOLLOW_UP, CONTRIBUTION, SETTINGS] {
        try_all(5_000, 5, &with_line_ends(made_of(own, &real).prop_map(|made| made.text)));
    }
}

/// What a line may begin with, be and end with: first what stands in plans, then what does not.
const INDENTS: [&[&str]; 2] = [&["", "", "", "  ", "  ", "    "], &[" ", "   ", "      ", "        "]];
const DASHES: [&[&str]; 2] = [&["", "", "", "- "], &["-", "-  ", "- - ", "? "]];
const KEYS: [&[&str]; 2] = [
    &["a: ", "b: ", "a:", "å: ", "a\u{30a}: ", "två ord: ", "", "\"q\": "],
    &[
        "c:  ",
        "'q': ",
        "'q''': ",
        "\"q\" : ",
        "a : ",
        "-a: ",
        "–b: ",
        "·: ",
        "t\u{200b}: ",
        "\u{61c}x: ",
        "\u{180e}x: ",
        "\u{a0}x: ",
        "...: ",
        "---: ",
        "~: ",
        "<<: ",
        "{a: 1}: ",
        "[a]: ",
        ": ",
        "a#b: ",
        "a #b: ",
        "&a b: ",
        "*a : ",
        "!x a: ",
        "%a: ",
        "a:b: ",
        "a,b: ",
        "a]: ",
        "\u{feff}a: ",
    ],
];
const VALUES: [&[&str]; 2] = [
    &[
        "",
        "",
        "x",
        "två ord",
        "1,5",
        "'a'",
        "\"a: b\"",
        "|",
        "|",
        "|-",
        "|+",
        ">",
        ">+",
        "{a: 1, b: [1, 2]}",
        "{a: , b: }",
        "[a]",
        "# y",
        "x # y",
        "# vp: tillåt VP0603 y",
    ],
    &[
        "x  y",
        "x #y",
        "x#y",
        "x # vp: tillåt VP0603 y",
        "x #vp: tillåt VP0603",
        "x #-",
        "#y",
        "#",
        "## y",
        "##",
        "#vp: y",
        "'a''b'",
        "''",
        "''''",
        "'a",
        "'a' b",
        "'a'#",
        "'a' # b",
        "\"a\"",
        "\"a\\tb\"",
        "\"\"",
        "\"a",
        "\"a\" b",
        "|2",
        "|-1",
        "| # y",
        "|#",
        "| x",
        ">-",
        "> # y",
        "{a: 1}",
        "{a: {b: {c: d}}}",
        "[]",
        "{}",
        "[ ]",
        "{ }",
        "[a, b]",
        "[ a , b ]",
        "[a, b,]",
        "[,]",
        "[a,,b]",
        "{a: }",
        "{a:  , b:}",
        "{a}",
        "{a:}",
        "{a: 1,}",
        "{a: ,}",
        "{\"a\": 1}",
        "{\"a\": }",
        "{'a': \"b\"}",
        "{\"a\":1}",
        "{\"a\" : 1}",
        "{a : 1}",
        "{a : }",
        "{a: b: c}",
        "{a: 'x, y'}",
        "{a: x # y}",
        "{a: x#y}",
        "{a: -}",
        "{a: -1}",
        "{-a: 1}",
        "{a: --}",
        "[-]",
        "[- a]",
        "[a: b]",
        "[a: ]",
        "[a b: c]",
        "[{a: 1}, {b: 2}]",
        "[[a], [b]]",
        "{a: [x]}",
        "{a: 1",
        "[a",
        "a]",
        "{a: 1}}",
        "{a: 1} # x",
        "{a: 1} x",
        "{a: 14,6, b: 1}",
        "{t\u{200b}: 1}",
        "{–: 1}",
        "{a: http://x.se/y}",
        "{a: &x y}",
        "{a: *x}",
        "[!x y]",
        "{a: |}",
        "{a: ?b}",
        "{?: b}",
        "{a: \"b\" c}",
        "a: b",
        "a:b",
        "a :b",
        "a:",
        "a: # b",
        "http://x.se",
        "&x",
        "&x y",
        "*x",
        "!x y",
        "!",
        "%a",
        "@a",
        "`a`",
        "-",
        "-x",
        "--",
        "---",
        "--- a",
        "...",
        "... a",
        ":",
        ":x",
        "?x",
        "?",
        "~",
        "\tx",
        "x\t",
        "x\ty",
        "a,b",
        "x}",
        "x  ",
        "x\u{2028}",
        "x\u{85}y",
        "x\u{a0}y",
        "x\u{200b}",
        "\u{feff}",
        "x\u{fffe}",
        "😀",
        "|x",
        ">x",
        "<x",
        "=x",
    ],
];
const ENDS: [&[&str]; 2] = [
    &["\n", "\n", "\n", "\n\n", "\n  \n"],
    &["\n   \n", " \n", "\r\n", "\r", "\n      \n", "\n         \n", "\n\n\n", "", " "],
];

/// Lines of an indentation, a dash, a key, a value and an end; each is one that stands in plans so many times more often than
/// another.
fn lines(ordinary: u32) -> impl Strategy<Value = String> {
    let piece =
        move |[usual, odd]: [&'static [&'static str]; 2]| prop_oneof![ordinary => select(usual), 1 => select(odd)];
    let line = (piece(INDENTS), piece(DASHES), piece(KEYS), piece(VALUES), piece(ENDS));
    let line = line.prop_map(|(indent, dash, key, value, end)| format!("{indent}{dash}{key}{value}{end}"));
    prop::collection::vec(line, 1..8).prop_map(|lines| lines.concat())
}

#[test]
fn lines_of_odd_pieces() {
    try_all(20_000, 2, &with_line_ends(lines(5)));
}

#[test]
fn lines_of_ordinary_pieces() {
    try_all(20_000, 5, &with_line_ends(lines(40)));
}

/// What is drawn is short and shallow; the bounds of both ways are further off.
#[test]
fn long_and_deep_texts() {
    let nested = |depth: usize| (0..depth).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<String>();
    let lists = |depth: usize| (0..depth).map(|depth| format!("{}- a:\n", "  ".repeat(depth))).collect::<String>();
    let brackets = |depth: usize| format!("a: {}x{}\n", "[".repeat(depth), "]".repeat(depth));
    let comments = |number: usize| format!("a:\n{}  b: c\n", "  # ett ord\n".repeat(number));
    let key = |length: usize| format!("{}: x\n", "å".repeat(length));
    type Made<'m> = (&'m str, &'m dyn Fn(usize) -> String, usize, usize);
    let made: [Made; 9] = [
        ("keys below keys", &nested, 9, 33),
        ("lists below lists", &|depth| format!("a:\n{}", lists(depth)), 9, 33),
        ("brackets", &brackets, 9, 33),
        ("comments", &comments, 30, 100),
        ("a key", &key, 100, 1_100),
        ("a key in quotation marks", &|length| format!("\"{}\": x\n", "å".repeat(length)), 100, 1_100),
        ("a key in brackets", &|length| format!("a: {{{}: x}}\n", "å".repeat(length)), 100, 1_100),
        ("a text", &|length| format!("a: {}\nb:\n  - \"{0}\"\n  - {0}\n", "å".repeat(length)), 100, usize::MAX),
        ("a list in brackets", &|length| format!("a: [{}x]\nb: {{c: d}}\n", "å, ".repeat(length)), 100, usize::MAX),
    ];
    for (name, text, read, unread) in made {
        for size in (1..130).chain([200, 256, 257, 1_000, 1_024, 1_025, 1_100, 5_000]) {
            let both = read_in_both_ways(&text(size)).unwrap_or_else(|failure| panic!("{name}: {failure}"));
            assert!(both || size > read, "{name} of {size} are read by the parser");
            assert!(!both || size < unread, "{name} of {size} are read without the parser");
        }
    }
}

/// Whether a file that the parser finds nothing in is read without it, with either end of a line.
#[track_caller]
fn is_of_the_subset(name: &str, text: &str) {
    for text in [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
        match read_in_both_ways(&text) {
            Ok(is_read) => assert!(is_read, "{name} is read by the parser"),
            Err(failure) => panic!("{name}: {failure}"),
        }
    }
}

/// Nobody notices that a plan is read slowly, so this is looked at.
#[test]
fn the_plans_and_the_sound_examples_need_no_parser() {
    for folder in ["plans", "examples/fixed"] {
        let root = Path::new(REPOSITORY).join(folder);
        let files: Vec<String> = files_below(&root).into_iter().filter(|path| path.ends_with(".yaml")).collect();
        assert!(files.len() > 20, "{folder}: {}", files.len());
        for file in files {
            is_of_the_subset(&format!("{folder}/{file}"), &read(&root.join(&file)));
        }
    }
    for (name, text) in [("plan", PLAN), ("report", FOLLOW_UP), ("contribution", CONTRIBUTION), ("settings", SETTINGS)]
    {
        is_of_the_subset(name, text);
    }
}

#[test]
fn the_files_that_the_program_writes_need_no_parser() {
    for language in ["sv", "en"] {
        let workspace = Workspace::new();
        workspace.run(&["init", "--year", "2026", "--lang", language]).exits(0);
        workspace.run(&["new", "follow-up", "--period", "T1"]).exits(0);
        workspace.run(&["new", "follow-up", "--period", "VB"]).exits(0);
        workspace.run(&["new", "year", "2027"]).exits(0);
        let files: Vec<String> = workspace.files("").into_iter().filter(|path| path.ends_with(".yaml")).collect();
        assert!(files.len() > 8, "{files:?}");
        for file in files {
            is_of_the_subset(&file, &workspace.read(&file));
        }
    }
}

#[test]
fn the_parser_is_the_one_that_was_compared() {
    let lock = read(&Path::new(REPOSITORY).join("Cargo.lock"));
    let version = format!("name = \"granit-parser\"\nversion = \"{PARSER}\"\n");
    assert!(
        lock.contains(&version),
        "another version of the parser may give other places: draw some millions of texts (see the top of this file) \
         before its number is written here",
    );
}
