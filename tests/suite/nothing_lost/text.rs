//! Every word of a text is in print, or a finding stands on its line: made-up Markdown of all that Markdown has, and the
//! texts of the repository.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use proptest::prelude::*;
use vp::diagnostic::{Severity, Sink};
use vp::lint::check::{Severities, check_with};
use vp::lint::rules;
use vp::read::load::{Loaded, load};
use vp::syntax::prose::{Around, Ask, Texts, WhyLost, asks, is_safe_link, lost, parse, write_html, write_markdown};

use super::choices;
use super::plan::Maker;
use crate::property::cases;
use crate::workspace::{REPOSITORY, Workspace};

/// What is printed of a text in HTML and in Markdown where every picture is found, entities and escapes in addresses read.
fn printed(text: &str) -> [String; 2] {
    let parsed = parse(text);
    let (mut decided, asks) = asks(&parsed, 2);
    for (number, ask) in asks.into_iter().enumerate() {
        let id = format!("plats-{number}");
        match ask {
            Ask::Note(note) => decided.notes.get_mut(note).id = id,
            Ask::Mark(note) => decided.notes.get_mut(note).mark_id = id,
            Ask::Heading(event) => {
                if let Some(heading) = decided.heading_mut(event) {
                    heading.anchor = id;
                }
            }
            Ask::Table(event) => {
                if let Some(table) = decided.table_mut(event) {
                    table.name = "Tabell".to_owned();
                }
            }
            Ask::Insert { .. } => {}
        }
    }
    for picture in decided.pictures.iter_mut().filter(|picture| is_safe_link(&picture.target)) {
        picture.file = Some(picture.target.clone().into());
    }
    let pictures: Vec<Option<String>> = decided
        .pictures
        .iter()
        .map(|picture| picture.file.as_ref().map(|file| file.to_string_lossy().into_owned()))
        .collect();
    let around = Around { decided: &decided, pictures: &pictures, links: &[], parts: &[], ticks: ["Ruta", "Ruta"] };
    let labels: Vec<String> = (0..decided.notes.iter().len()).map(|number| format!("not-{number}")).collect();
    let (mut html, mut markdown) = (String::new(), String::new());
    write_html(&parsed, &around, &mut html);
    write_markdown(&parsed, &around, &labels, &mut markdown);
    [html, markdown].map(|page| read(&page))
}

/// A page with the letters that addresses have as `%C3%A5`, and without backslashes.
fn read(page: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = page.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.extend((*first != b'\\').then_some(*first));
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The words of a text, each with its place. What is markup has none: comments, entities, the labels of footnotes and
/// links, and the numbers of lists.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut markup: Vec<Range<usize>> = Vec::new();
    let mut between = |open: &str, close: &str, longest: usize| {
        for (start, _) in text.match_indices(open) {
            let after = &text[start + open.len()..];
            let end = after.find(close).filter(|end| *end <= longest);
            markup.extend(end.map(|end| start..start + open.len() + end));
        }
    };
    between("<!--", "-->", usize::MAX);
    between("&", ";", 8);
    between("[^", "]", 40);
    between("][", "]", 40);
    between("[x", "]", 0);
    between("[X", "]", 0);
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices().filter(|(_, character)| character.is_alphanumeric()) {
        match words.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = at + character.len_utf8(),
            None => words.push(at..at + character.len_utf8()),
        }
    }
    let is_markup = |word: &Range<usize>| {
        let is_number = text[word.clone()].bytes().all(|byte| byte.is_ascii_digit());
        let line = text[..word.start]
            .rsplit('\n')
            .next()
            .unwrap_or("")
            .trim_matches(|character: char| character.is_ascii_digit() || " \t>-.)".contains(character));
        let is_of_list = is_number && line.is_empty() && text[word.end..].starts_with(['.', ')']);
        is_of_list || markup.iter().any(|range| range.contains(&word.start))
    };
    words.retain(|word| !is_markup(word));
    words
}

/// What is neither printed nor found, of all texts of a folder.
fn unnoticed(loaded: &Loaded) -> Vec<String> {
    let mut levels = Severities::of(loaded, &mut Sink::default());
    for code in ["VP0902", "VP0906", "VP0916", "VP0918", "VP0921"] {
        levels.set(rules::find(code).expect("the rule is there").code, Severity::Error);
    }
    let findings = check_with(loaded, &levels, Vec::new());
    let lines: BTreeSet<(&str, usize)> = findings
        .iter()
        .flat_map(|finding| {
            let source = loaded.sources.get(finding.span.source);
            let lines = source.line_of(finding.span.start)..=source.line_of(finding.span.end);
            let path = loaded.sources.path(finding.span.source);
            lines.map(move |line| (path, line))
        })
        .collect();
    let mut unnoticed = Vec::new();
    for document in loaded.resolved.documents.all() {
        let fields = document.prose();
        let texts: Vec<_> = fields.iter().map(|prose| prose.text(&loaded.sources)).collect();
        for text in &Texts::read(&fields, &texts) {
            let pages = printed(&text.parsed.text);
            for word in words(&text.parsed.text) {
                let written = &text.parsed.text[word.clone()];
                let span = text.text.span(word);
                let source = loaded.sources.get(span.source);
                let line = source.line_of(span.start);
                if !pages.iter().all(|page| page.contains(written)) && !lines.contains(&(source.path.as_str(), line)) {
                    unnoticed.push(format!("{}:{}: {written}", source.path, line + 1));
                }
            }
        }
    }
    unnoticed
}

#[test]
fn every_word_of_the_texts_of_the_repository_is_printed_or_found() {
    for folder in ["plans", "examples"] {
        let loaded = load(Some(&Path::new(REPOSITORY).join(folder)), None).expect("the folder is there");
        assert!(loaded.resolved.documents.len() > 5);
        let unnoticed = unnoticed(&loaded);
        assert!(unnoticed.is_empty(), "{}", unnoticed.join("\n"));
    }
}

/// Markdown of every sort; each word is written once.
fn text(maker: &mut Maker) -> String {
    let mut blocks: Vec<String> = Vec::new();
    for _ in 0..=maker.pick(8) {
        let block = block(maker);
        let depth = maker.pick(8);
        blocks.push(match depth {
            0 => block.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n"),
            1 => format!("- {}", block.replace('\n', "\n  ")),
            2 => format!("1. {}", block.replace('\n', "\n   ")),
            3 => format!("> - {}", block.replace('\n', "\n>   ")),
            _ => block,
        });
        // Now and then without an empty line between.
        blocks.push(if maker.pick(5) == 0 { "\n".to_owned() } else { "\n\n".to_owned() });
    }
    blocks.concat()
}

fn word(maker: &mut Maker) -> String {
    format!("ord{}x", maker.number())
}

fn inline(maker: &mut Maker) -> String {
    let [one, two, three, four] = std::array::from_fn(|_| word(maker));
    match maker.pick(40) {
        0 => format!("*{one}* **{two}** ~~{three}~~ {four}"),
        1 => format!("`{one}|{two}` {three}"),
        2 => format!("[{one} {two}](https://exempel.se/{three} \"{four}\")"),
        3 => format!("![{one}]({two}.png \"{three}\") {four}"),
        4 => format!("![{one} [{two}]({three}.md)]({four}.png)"),
        5 => format!("![{one} ![{two}]({three}.png)]({four}.png)"),
        6 => format!("<https://exempel.se/{one}> <{two}@exempel.se>"),
        7 => format!("[{one}][etikett] [etikett] [{two}]"),
        8 => format!("{one}[^not] {two}"),
        9 => format!("<b>{one}</b> <{two}> <span class=\"{three}\">{four}</span>"),
        10 => format!("[{one}](javascript:{two}) {three}"),
        11 => format!("[{one}](<{two} {three}.md>)"),
        12 => format!("&amp;{one}&nbsp;{two} &lt;{three}&gt;"),
        13 => format!("{one}\\\n{two}  \n{three}"),
        14 => format!("${one}$ ^{two}^ =={three}=="),
        15 => format!("{{{{ {one} }}}} {two}"),
        16 => format!("\\[{one}\\]({two}) \\`{three}\\`"),
        17 => format!("[{one}]({two} {three})"),
        18 => format!("[]({one}.md) ![]({two}.png)"),
        19 => format!("{one} <!-- dold --> {two}"),
        20 => format!("![{one} [^not]]({two}.png)"),
        21 => format!("[{one} ![{two}]({three}.png)]({four}.md)"),
        22 => format!("{one} | {two} \\| {three}"),
        23 => format!("https://exempel.se/{one}?{two}&{three} ({four}@exempel.se)"),
        24 => format!("**{one}:**{two} ** {three}** ~~{four}"),
        25 => format!("[{one}][{two}] [^{three}] [{four}]()"),
        26 => format!("[{one}]({two} {three}.pdf) [](<{four}.pdf>)"),
        27 => format!("{one}\u{200b}\u{ad} {two}\u{2028}{three}\u{b}{four}"),
        28 => format!("5*3*2{one} {two}*3*{three}_{four}_"),
        29 => format!("[{one}](#{two}) [{three}](mailto:{four}@exempel.se)"),
        30 => format!("***{one}** {two}* _**{three}**{four}_"),
        31 => format!("[`{one}`](<{two}.pdf> '{three}') ![*{four}*](x.png)"),
        32 => format!("{one}&shy;{two} &#228; &copy; &notin; {three} &{four};"),
        33 => format!("<svg/onload={one}> <{two}@exempel.se> <https://exempel.se/{three} {four}>"),
        34 => format!("[![{one}]({two}.png \"{three}\")]({four}.pdf)"),
        35 => format!("{{{{ utfall {one} }}}} https://exempel.se/{two} {{{{ {three}@exempel.se"),
        36 => format!("\\*{one}\\* \\[{two}] \\<{three}> \\&amp; {four}\\"),
        _ => format!("{one} {two}"),
    }
}

fn block(maker: &mut Maker) -> String {
    let [one, two, three, four, five] = std::array::from_fn(|_| word(maker));
    match maker.pick(44) {
        0 => format!("# {one} {{#{two}}}\n\n{three} #"),
        1 => format!("{one}\n==="),
        2 => format!("| {one} | {two} |\n| --- | --- |\n| {three} | {four} | {five} |"),
        3 => format!("| {one} | {two} |\n| --- | --- |\n| {three} |\n| `{four}|{five}` | x |"),
        4 => format!("{one} | {two}\n--- | ---\n{three} \\| {four} | {five}"),
        5 => format!("| {one} | {two} |\n| --- |\n| {three} | {four} |"),
        6 => format!("| | |\n| --- | --- |\n| {one} | {two} | | {three} |"),
        7 => format!("[etikett]: {one}.md \"{two}\""),
        8 => format!("[{one}]: {two}"),
        9 => format!("[etikett]:\n  {one}.md\n  '{two}'"),
        10 => format!("[^not]: {one}\n    {two}\n\n    {three}"),
        11 => format!("[^annan]: {one} `{two}`"),
        12 => format!("<div class=\"{one}\">\n{two}\n</div> {three}"),
        13 => format!("</div> {one}\n{two}"),
        14 => format!("<!-- dold --> {one}\n\n{two}"),
        15 => format!("```yaml {one}\n{two}\n```\n{three}"),
        16 => format!("~~~ {one} {two}\n{three}"),
        17 => format!("1. {one}\n4. {two}\n5. {three}"),
        18 => format!("- [x] {one}\n- [ ] {two}\n  1) {three}"),
        19 => format!("- {one}\n\n  | {two} |\n  | --- |\n  | {three} | {four} |"),
        20 => format!("> {one}\n> > {two}\n> – {three}"),
        21 => format!("---\n{one}: {two}\n---"),
        22 => format!("{one}\n: {two}"),
        23 => format!("    {one} <{two}>"),
        24 => format!("<?php {one} ?> {two}\n\n<![CDATA[{three}]]>"),
        25 => format!("| {one} |\n|---|\n| {two} {three}"),
        26 => format!("| ![]({one}.png) | |\n| --- | --- |"),
        28 => format!("{one} {two}.\n---\n{three}"),
        29 => format!("2026. {one}\n{two}"),
        30 => format!("{one}\t{two}\n{three}\t{four}"),
        31 => format!("o   {one}\n•\t{two}\n-{three}\n-{four}"),
        32 => format!("> - {one}\n>   > {two}\n>   > 1. {three}\n>\n> {four}"),
        33 => format!("- {one}\n\n      {two} {three} {four}\n\n  > {five}"),
        34 => format!("```\n{one}\n> {two}\n    ```\n{three}"),
        35 => format!("[{one}]: <{two}.pdf>\n[{one}]: {three}.pdf\n\n[{one}] [{four}][{one}]"),
        36 => format!("[^{one}]: {two}\n[^{one}]: {three}\n\n{four}[^{one}]"),
        37 => format!("| {one} | {two} |\n|:-|-:|\n| [{three}]({four}.pdf) | https://exempel.se/{five} |"),
        38 => format!("{one}\n{two}\n===\n\n{three}  \n{four}\\\n{five}"),
        39 => format!("<details>\n<summary>{one}</summary>\n\n{two}\n\n</details>\n<!-- {three}"),
        40 => format!("+ [ ] {one}\n+ [X] {two}\n\n* * *\n\n- - {three}\n  - {four}"),
        27 => format!("> [!NOTE]\n> {one}\n\n+++\n{two}\n+++"),
        _ => format!("{} {} {}", inline(maker), inline(maker), inline(maker)),
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn every_word_of_a_made_up_text_is_printed_or_found(choices in choices(120)) {
        let mut maker = Maker::new(choices.0);
        let end = ["\n", "\n", "\r\n", "\r"][maker.pick(4)];
        let text = text(&mut maker).replace('\n', end);
        let plan = "vp: 1\ndokument: verksamhetsplan\når: 2026\norganisation: {enhet: Enhet}\ninledning: {fil: t.md}\n";
        let scene = Workspace::plan(plan).file("t.md", &text);
        let loaded = load(Some(&scene.path("plan.yaml")), None).expect("the plan is there");
        let unnoticed = unnoticed(&loaded);
        prop_assert!(unnoticed.is_empty(), "{} is lost of\n{}\n\nin print:\n{}", unnoticed.join(", "), text, printed(&text)[0]);
    }
}

#[test]
fn what_is_left_out_is_found_at_its_place() {
    let label = WhyLost::UnusedLabel;
    let cells = |cells, columns, row: &str, text: &str| {
        let start = text.find(row).expect("the row is there");
        WhyLost::Cells { cells, columns, row: start..start + row.len() }
    };
    let table = "| a | b |\n| --- | --- |\n| c | d | e | |\n| f | g | |\n| h |\n";
    let code = "a | b\n--- | ---\n`c|d` | e\n\\| f | g\n";
    let quoted = "> | a |\n> | --- |\n> | b | c |\n\n- | d |\n  | --- |\n  | e | `f` | g\n";
    for (text, expected) in [
        (table, vec![("e", cells(3, 2, "| c | d | e | |", table))]),
        (code, vec![("e", cells(3, 2, "`c|d` | e", code))]),
        (quoted, vec![("c", cells(2, 1, "| b | c |", quoted)), ("`f` | g", cells(3, 1, "| e | `f` | g", quoted))]),
        (
            "[Obs]: text\n\n[Not]: <a b> \"c\"\n\nd\n",
            vec![("[Obs]: text", label.clone()), ("[Not]: <a b> \"c\"", label)],
        ),
        ("[a] [B  c][]\n\n[a]: x\n[b C]: y\n", vec![]),
        ("[a]\n\n[a]: x\n[A]: y\n[a]: x\n", vec![("[A]: y", WhyLost::SecondLabel)]),
        ("1. a\n2. b\n4. c\n6. d\n", vec![("4", WhyLost::Number { printed: 3 })]),
        ("1. a\n1. b\n1. c\n\n\n7) d\n8) e\n", vec![]),
        ("- 3. a\n  5. b\n", vec![("5", WhyLost::Number { printed: 4 })]),
        (
            "```yaml titel=x\na\n```\n\n~~~~ python  b c \nd\n",
            vec![("titel=x", WhyLost::AfterLanguage), ("b c", WhyLost::AfterLanguage)],
        ),
        ("![a [b](c)](e) [f ![g](h)](i)\n", vec![("[b](c)", WhyLost::InPicture)]),
        ("![a ![b](c)](e)\n", vec![("![b](c)", WhyLost::InPicture)]),
        // The brackets of a footnote make no picture of it, and all of it is printed as it stands.
        ("![a [^d] b](e)\n\n[^d]: j\n", vec![]),
    ] {
        let found = lost(&parse(text));
        let found: Vec<(&str, WhyLost)> = found.into_iter().map(|lost| (&text[lost.range], lost.why)).collect();
        assert_eq!(found, expected, "{text}");
    }
}
