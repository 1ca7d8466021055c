//! Whatever stands after a key of a contribution, the program goes on.

use proptest::prelude::*;

use crate::contributions::{HEAD, WHOLE};
use crate::property::cases;
use crate::workspace::Workspace;

/// The values that a key is tried with.
const VALUES: &[&str] = &[
    "",
    "~",
    "text",
    "7",
    "-1",
    "ja",
    "[]",
    "{}",
    "[a, b]",
    "[[a], {b: c}]",
    "{a: b}",
    "{a: [b], c: {d: e}}",
    "{fil: x.md}",
    "{fil: [x]}",
    "\"\"",
    "\" \\n \\t\"",
    "|\n      a\n      b",
    "1.2.3",
    "2025-02-30",
    "{? [a] : b}",
    "99999999999999999999",
    "- a",
    "[{nr: 99999999999999999999}, {nr: 4294967295, fråga: a}, {fråga: b}]",
    "[{frågor: [{}]}, {frågor: x}]",
    "å\u{30a}",
    "\u{0}",
];

const KEYS: &[&str] = &[
    "vp",
    "dokument",
    "år",
    "organisation",
    "plan",
    "försättsblad",
    "presentation",
    "ordlista",
    "områden",
    "avslutning",
    "bilagor",
];

#[test]
fn no_value_of_any_key_stops_the_program() {
    for key in KEYS {
        for value in VALUES {
            let others = HEAD.split_inclusive('\n').filter(|line| !line.starts_with(&format!("{key}:")));
            check_and_print(&format!("{}{key}: {value}\n", others.collect::<String>()));
        }
    }
    for key in ["rubrik", "ingress", "frågor"] {
        for value in VALUES {
            check_and_print(&format!("{HEAD}områden:\n  - {key}: {value}\n"));
        }
    }
    for key in ["nr", "fråga", "svar"] {
        for value in VALUES {
            check_and_print(&format!("{HEAD}områden:\n  - rubrik: A\n    frågor:\n    - {key}: {value}\n"));
        }
    }
}

/// Checks, and prints where there is something to print.
fn check_and_print(text: &str) {
    let scene = Workspace::new().file("bidrag.yaml", text);
    let found = scene.check();
    let templates = vp::print::templates::own::of(&found.loaded).0;
    for number in 0..found.loaded.resolved.documents.len() {
        let view = vp::print::render::view(&found.loaded, &templates, number);
        for page in vp::print::render::Printer::new(&found.loaded, &templates).pages(
            vp::print::render::FORMATS,
            view,
            None,
            "bidrag",
        ) {
            assert!(page.is_ok(), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn no_mixture_of_its_lines_stops_the_program(order in prop::collection::vec((0..40_usize, 0..4_usize), 0..24)) {
        let lines: Vec<&str> = WHOLE.lines().collect();
        let mixed = order.iter().map(|(line, indent)| format!("{}{}\n", "  ".repeat(*indent), lines[line % lines.len()].trim_start()));
        check_and_print(&format!("{HEAD}{}", mixed.collect::<String>()));
    }
}
