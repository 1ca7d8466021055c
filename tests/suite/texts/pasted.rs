//! What comes out of Word, Excel and PDF files: each slip is found, its fix says what was meant, a second one finds
//! nothing, and no word is lost.

use std::fs;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use vp::diagnostic::Severity;

use super::HEAD;
use crate::fix::fix_files;
use crate::property::cases;
use crate::scene::Found;
use crate::workspace::Workspace;

/// Blocks as they are pasted, the rule that finds each, and what the fix makes of it.
const PASTED: &[(&str, &str, &str)] = &[
    (
        "Område\tAntal\nNorra\t12\nSödra|östra\t1 240",
        "VP0919",
        "| Område | Antal |\n| --- | --- |\n| Norra | 12 |\n| Södra\\|östra | 1 240 |",
    ),
    (
        "Så många:\nÅr\t2024\t2025\nKunder\t140\t151\nså är det.",
        "VP0919",
        "Så många:\n\n| År | 2024 | 2025 |\n| --- | --- | --- |\n| Kunder | 140 | 151 |\n\nså är det.",
    ),
    ("•\tringa\n•\tskriva", "VP0907", "- ringa\n- skriva"),
    ("o   ringa\no   skriva", "VP0907", "- ringa\n- skriva"),
    ("-ringa\n-skriva", "VP0907", "- ringa\n- skriva"),
    ("· ringa\n· skriva", "VP0907", "- ringa\n- skriva"),
    ("1.Ringa\n2.Skriva", "VP0907", "1. Ringa\n2. Skriva"),
    ("##Rubrik och mer", "VP0918", "## Rubrik och mer"),
    ("Se [rutinen] (https://a.se/b).", "VP0918", "Se [rutinen](https://a.se/b)."),
    ("- [] ringa\n- [ ] skriva", "VP0918", "- [ ] ringa\n- [ ] skriva"),
    ("2026. Då är det klart.", "VP0920", "2026\\. Då är det klart."),
    ("Det blir 5*3*2 träd.", "VP0920", "Det blir 5\\*3\\*2 träd."),
    ("Samrådet hålls i maj.\n---", "VP0920", "Samrådet hålls i maj.\n\n---"),
    ("    Blommorna planteras på våren.", "VP0920", "Blommorna planteras på våren."),
    ("**Ansvarig:**Chefen", "VP0918", "**Ansvarig:** Chefen"),
    ("** Ansvarig** är chefen", "VP0918", "**Ansvarig** är chefen"),
    ("Park\u{ad}marken och lek\u{200b}platserna", "VP0917", "Parkmarken och lekplatserna"),
];

/// Blocks that are right as they are, however much they look like slips.
const RIGHT: &[&str] = &[
    "Enheten sköter parkerna – och lekplatserna.",
    "1. ringa\n2. skriva",
    "- ringa\n  - skriva",
    "| Område | Antal |\n| --- | --- |\n| Norra | 12 |",
    "Under 2026. Och efter 2027.",
    "Det blir 5 * 3 * 2 träd, **fler** än *i fjol*.",
    "## Rubrik\n\nText.\n\n---\n\nMer text.",
    "Rubrik\n---",
    "```\nx\ty\n```",
    "    x = {a: 1};",
    "Namn\u{a0}och familjen \u{1f469}\u{200d}\u{1f467} bor på 3\u{202f}000 m².",
    "Utfall** och budget**\n\n** Preliminärt",
    "-talet är lågt.",
    "a) ringa och\nskriva (2) gånger",
    "Vi är #trygg i #Staden, mejla a@b.se.",
    "> 5 barn sjunger\n> i kören",
    "> Jag trivs.\n> – Boende",
];

fn written(blocks: &[&str], is_file: bool, end: &str) -> Workspace {
    let text = blocks.join("\n\n") + "\n";
    match is_file {
        true => Workspace::plan(format!("{HEAD}inledning: {{fil: t.md}}\n").replace('\n', end))
            .file("t.md", text.replace('\n', end)),
        false => {
            let lines = text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") });
            // The first line may begin with blanks of its own.
            Workspace::plan(format!("{HEAD}inledning: |2\n{}", lines.collect::<String>()).replace('\n', end))
        }
    }
}

/// The text that the first document's introduction is.
fn introduction(found: &Found) -> String {
    let documents = &found.loaded.resolved.documents;
    let prose = documents[0].introduction.as_ref().expect("there is an introduction");
    prose.text(&found.loaded.sources).text.replace("\r\n", "\n").trim_end().to_owned()
}

fn of_texts(found: &Found) -> Vec<&'static str> {
    let is_told = |code: &str| ["VP0907", "VP0917", "VP0918", "VP0919", "VP0920"].contains(&code);
    let findings = found.findings.iter().filter(|finding| finding.level > Severity::Info);
    findings.map(|finding| finding.rule.code).filter(|code| is_told(code)).collect()
}

#[test]
fn each_pasted_slip_is_found_and_its_mend_is_what_was_meant() {
    for (slip, code, right) in PASTED {
        for is_file in [false, true] {
            for end in ["\n", "\r\n"] {
                let scene = written(&["Först.", slip, "Sist."], is_file, end);
                let codes = of_texts(&scene.check());
                assert!(!codes.is_empty() && codes.iter().all(|found| found == code), "{slip:?}: {codes:?}");
                fix_files(&scene.path("plan.yaml"));
                let found = scene.check();
                assert_eq!(introduction(&found), format!("Först.\n\n{right}\n\nSist."), "{slip:?}");
                assert_eq!(of_texts(&found), Vec::<&str>::new(), "{slip:?}");
            }
        }
    }
}

#[test]
fn what_is_right_is_not_found() {
    for right in RIGHT {
        assert_eq!(of_texts(&written(&[right], true, "\n").check()), Vec::<&str>::new(), "{right}");
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_mend_of_pasted_blocks_keeps_every_word_and_finds_nothing_more(
        slips in subsequence((0..PASTED.len()).collect::<Vec<_>>(), 1..5),
        around in prop::collection::vec(select(RIGHT), 0..4),
        is_file in any::<bool>(),
        end in select(&["\n", "\r\n", "\r"][..]),
    ) {
        let mut blocks: Vec<&str> = slips.iter().map(|slip| PASTED[*slip].0).collect();
        for (at, right) in around.into_iter().enumerate() {
            blocks.insert((at * 2).min(blocks.len()), right);
        }
        blocks.insert(0, "Först.");
        let scene = written(&blocks, is_file, end);
        let words = |text: &str| -> Vec<String> {
            let seen = text.replace(['\u{ad}', '\u{200b}'], "");
            // The round bullet is a letter.
            seen.split(|character: char| !character.is_alphanumeric()).filter(|word| !["", "o"].contains(word)).map(str::to_owned).collect()
        };
        let before = introduction(&scene.check());
        fix_files(&scene.path("plan.yaml"));
        let found = scene.check();
        prop_assert_eq!(words(&introduction(&found)), words(&before));
        // A list above code stays as it is: the code would become part of it.
        let is_left = |finding: &vp::diagnostic::Diagnostic| finding.fix.is_some() && finding.rule.code.starts_with("VP09");
        prop_assert!(!found.findings.iter().any(is_left), "{}", introduction(&found));
        let texts = |name: &str| fs::read(scene.path(name)).unwrap_or_default();
        let once = [texts("plan.yaml"), texts("t.md")];
        fix_files(&scene.path("plan.yaml"));
        prop_assert_eq!(once, [texts("plan.yaml"), texts("t.md")]);
    }
}
