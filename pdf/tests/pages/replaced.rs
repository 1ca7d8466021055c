//! What cannot be shown is replaced and told, and the document is set.

use crate::workspace::{build, folder, letters, plan, write};

#[test]
fn a_character_that_no_font_has_is_told_at_its_place() {
    let folder = folder(&[("plan.yaml", &plan("Parken är fin 🌳 och 🌳 grön. Ẇӂ ﷽ العربية Ελλάδα."))]);
    let built = build(folder.path(), &["pdf"]);
    assert!(built.said.contains("do not have the character 🌳 (U+1F333)"), "{}", built.said);
    assert!(built.said.contains("plan.yaml:9:"), "{}", built.said);
    assert_eq!(built.codes.iter().filter(|code| **code == "VP0112").count(), built.said.matches("U+").count());
    let letters = letters(built.pdf());
    assert!(letters.contains("Parkenärfin") && letters.contains("Ελλάδα"), "{letters}");
}

#[test]
fn characters_in_titles_and_from_plans_above_are_told_too() {
    let folder =
        folder(&[("plan.yaml", &plan("Text.").replace("enhet: Parkenheten", "# 🌳 i en kommentar\n  enhet: Park 🌳"))]);
    let built = build(folder.path(), &["pdf"]);
    assert!(built.said.contains("plan.yaml:8:"), "{}", built.said);
    assert!(!built.pdf().is_empty());
}

#[test]
fn a_level_that_is_skipped_does_not_stop_the_document() {
    let folder =
        folder(&[("plan.yaml", &plan("# Ett\n\n#### Fyra\n\nText.\n\n###### Sex\n\nText.\n\n# Två\n\nText."))]);
    assert!(letters(build(folder.path(), &["pdf"]).pdf()).contains("EttFyraText"));
}

#[test]
fn a_picture_without_words_does_not_stop_the_document() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"30\"><rect width=\"30\" height=\"30\"/></svg>\n";
    let folder = folder(&[("plan.yaml", &plan("![](ruta.svg)")), ("ruta.svg", drawing)]);
    assert!(!build(folder.path(), &["pdf"]).pdf().is_empty());
}

#[test]
fn a_picture_that_is_broken_is_replaced_by_its_words() {
    let folder = folder(&[("plan.yaml", &plan("Före.\n\n![Ordet i stället](trasig.png)\n\nEfter."))]);
    // The begin of a PNG, and nothing that a picture is made of.
    let mut broken = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x02\0\0\0\x90\x91\x68\x36".to_vec();
    broken.extend([7; 40]);
    write(folder.path(), "trasig.png", &broken);
    let built = build(folder.path(), &["pdf"]);
    assert!(letters(built.pdf()).contains("FöreOrdetiställetEfter"), "{}", built.said);
    assert!(built.said.contains("trasig.png") && built.codes.contains(&"VP0108"), "{}", built.said);
}

#[test]
fn an_address_that_is_odd_is_no_fault() {
    let folder = folder(&[(
        "plan.yaml",
        &plan("[a](#finns-inte) [b](https://exempel.se/å ä) <https://exempel.se/?a=1&b=2> [c]( )"),
    )]);
    assert!(!build(folder.path(), &["pdf"]).pdf().is_empty());
}
