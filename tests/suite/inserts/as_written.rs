//! Whatever insert a page leaves as it is written has a finding, and the other way round.

use std::collections::BTreeSet;

use proptest::prelude::*;
use vp::print::layout::{Block, Layout, Text};
use vp::print::render::{self, Printer};
use vp::source::Span;
use vp::syntax::prose::Printed;

use crate::property::cases;
use crate::scene::Found;
use crate::workspace::Workspace;

/// Every text of a page, with those of inserted parts.
fn texts<'l>(blocks: &'l [Block], found: &mut Vec<&'l Text<'l>>) {
    for block in blocks {
        match block {
            Block::Prose(text) => with_parts(text, found),
            Block::Table(table) => table.texts().for_each(|text| with_parts(text, found)),
            _ => {}
        }
    }
}

fn with_parts<'l>(text: &'l Text<'l>, found: &mut Vec<&'l Text<'l>>) {
    found.push(text);
    text.parts.iter().for_each(|part| texts(&part.blocks, found));
}

/// The places of the inserts that a page leaves as they are written.
fn as_written(layout: &Layout, found: &Found) -> BTreeSet<Span> {
    let mut all = Vec::new();
    texts(&layout.blocks, &mut all);
    let mut left = BTreeSet::new();
    for text in all {
        let places = text.prose.text(&found.loaded.sources);
        for (number, insert) in text.parsed().inserts.iter().enumerate() {
            if *text.decided().insert(number) == Printed::AsWritten {
                left.insert(places.span(insert.range.clone()));
            }
        }
    }
    left
}

/// Looks at every page of what is written; gives how many inserts are left as written.
fn look_at(scene: Workspace) -> Result<usize, TestCaseError> {
    let found = scene.check();
    let templates = vp::print::templates::own::of(&found.loaded).0;
    let printer = Printer::new(&found.loaded, &templates);
    let mut left = BTreeSet::new();
    for number in 0..found.loaded.resolved.documents.len() {
        let view = render::view(&found.loaded, &templates, number);
        left.extend(printer.laid_out(view, None, |layout| as_written(layout, &found)));
    }
    let codes = ["VP0310", "VP0311", "VP0312", "VP0313"];
    let findings: Vec<_> = found.findings.iter().filter(|finding| codes.contains(&finding.rule.code)).collect();
    for span in &left {
        let is_told = findings.iter().any(|finding| span.contains(finding.span));
        prop_assert!(is_told, "{} is left as written in silence", found.loaded.sources.slice(*span));
    }
    // What has a finding is printed as written wherever it stands, so nobody is told of an insert that is printed.
    for finding in &findings {
        let is_left = left.iter().any(|span| span.contains(finding.span));
        prop_assert!(is_left, "{} is printed", found.loaded.sources.slice(finding.span));
    }
    Ok(left.len())
}

/// A line of a text; `{n}` stands for the number of a goal.
fn line() -> impl Strategy<Value = String> {
    let form = prop::sample::select(
        &[
            "{{ mål m{n} }}",
            "{{ mål m{n} }}",
            "{{ mål m{n} }}",
            "{{ tabell indikatorer }}",
            "{{ indikator i{n} }}",
            "{{ budget }}",
            "{{ utfall i{n} }}",
            "Det är {{ årsmål i{n} }}.",
            "- {{ mål m{n} }}",
            "Se {{ mål m{n} }} där.",
            "{{ mål borta }}",
            "{{ mål m{n}",
            "{{ mals m{n} }}",
            "## Om {{ mål m{n} }}",
            "Text.",
        ][..],
    );
    (form, 0..6usize).prop_map(|(form, number)| form.replace("{n}", &number.to_string()))
}

/// A board with three goals and a unit with three more under them, each with a text.
fn scene(texts: &[Vec<String>], description: &str) -> Workspace {
    let goal = |number: usize, above: &str| {
        let text: String = texts[number].iter().map(|line| format!("        {line}\n\n")).collect();
        format!(
            "    - id: m{number}\n{above}      titel: Mål {number}\n      beskrivning: |\n{text}      indikatorer:\n        - id: i{number}\n          namn: Mått {number}\n          årsmål: {number}\n          beskrivning: |\n            {description}\n"
        )
    };
    let board: String = (0..3).map(|number| goal(number, "")).collect();
    let unit: String = (3..6).map(|number| goal(number, &format!("      till: m{}\n", number - 3))).collect();
    Workspace::new()
        .file(
            "plan.yaml",
            format!("vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {{nämnd: Nämnden}}\nmål:\n  nämndmål:\n{board}"),
        )
        .file(
            "enhet/plan.yaml",
            format!(
                "vp: 1\ndokument: verksamhetsplan\når: 2025\norganisation: {{nämnd: Nämnden, enhet: Norra}}\nbygger_på: ../plan.yaml\nmål:\n  enhetsmål:\n{unit}"
            ),
        )
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn an_insert_is_left_as_written_where_a_finding_says_so_and_nowhere_else(
        texts in prop::collection::vec(prop::collection::vec(line(), 0..5), 6),
        description in line(),
    ) {
        look_at(scene(&texts, &description))?;
    }
}

#[test]
fn what_is_one_too_many_is_left_as_written_and_told_on_every_page() {
    // The board's texts insert 400 parts, and the unit's 600, of which 500 are printed; both stand on the unit's page.
    let many = |count: usize| vec!["{{ indikator i0 }}".to_owned(); count];
    let texts = [many(400), vec![], vec![], many(600), vec![], vec![]];
    assert_eq!(look_at(scene(&texts, "Text.")).expect("all is told"), 100);
}

#[test]
fn a_circle_is_left_as_written_on_every_page_that_leads_to_it() {
    let line = |number: usize| vec![format!("{{{{ mål m{number} }}}}")];
    // The third leads to the two that lead to each other, and is printed.
    let texts = [line(1), line(0), line(1), vec![], vec![], vec![]];
    assert_eq!(look_at(scene(&texts, "Text.")).expect("all is told"), 2);
}
