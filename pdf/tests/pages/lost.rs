//! What is larger than a page, wider than a line or deeper than anybody would write: nothing of it is lost.

use std::fs;

use crate::words::{missing, outside};
use crate::workspace::{build, folder, plan, repository, write};

/// Words that are all different, and more than fill two pages of a narrow column.
fn long(count: usize) -> String {
    (0..count).map(|number| format!("Ord{number} av många. ")).collect()
}

/// Sets a plan with this introduction, and looks for what its page has and its PDF has not.
fn set(introduction: &str) -> Vec<u8> {
    let folder = folder(&[("plan.yaml", &plan(introduction))]);
    let built = build(folder.path(), &["html", "pdf"]);
    let page = std::str::from_utf8(&built.pages["plan.html"]).unwrap();
    let missing = missing(page, built.pdf());
    assert!(missing.is_empty(), "{missing:?}");
    let outside = outside(built.pdf());
    assert!(outside.is_empty(), "{outside:?}");
    built.pdf().to_vec()
}

#[test]
fn an_analysis_of_two_pages_goes_on_to_the_next() {
    let year = repository().join("examples/uppfoljning");
    for analysis in
        [long(900), format!("{}\n\n    {}", long(30), long(900)), format!("![En bild](b.png)\n\n    {}", long(400))]
    {
        let folder = folder(&[]);
        for name in ["plan.yaml", "t1.yaml"] {
            let text = fs::read_to_string(year.join(name)).unwrap();
            let text = text.replace(
                "    analys: Utan lekplatserna är andelen 93 %.",
                &format!("    analys: |\n    {analysis}")
                    .replace("|\n    ", "|\n      ")
                    .replace("\n\n    ", "\n\n      "),
            );
            write(folder.path(), name, text.as_bytes());
        }
        let built = build(&folder.path().join("t1.yaml"), &["html", "pdf"]);
        let page = std::str::from_utf8(&built.pages["t1.html"]).unwrap();
        assert!(page.contains("Ord399 "), "the analysis is on the page");
        assert!(missing(page, built.pdf()).is_empty(), "{:?}", missing(page, built.pdf()));
        let outside = outside(built.pdf());
        assert!(outside.is_empty(), "{outside:?}");
    }
}

#[test]
fn a_word_that_no_line_has_room_for_is_broken() {
    let path = "mapp/".repeat(60);
    set(&format!("Se {path} och {} samt {}.", "x".repeat(300), "barnomsorgsutredningar".repeat(9)));
}

#[test]
fn a_wide_table_stays_between_the_margins() {
    let row = |word: &str| format!("|{}\n", format!(" {word} |").repeat(14));
    let table = format!("{}{}{}", row("Verksamhetsområde"), row("---"), row("arbetsmarknadsinsatser").repeat(40));
    set(&format!("En tabell:\n\n{table}\n{}", row("https://exempel.se/en/mycket/lang/adress")));
}

#[test]
fn lists_in_lists_and_quotations_in_quotations_stay_on_the_page() {
    let lists: String = (0..16)
        .map(|depth| format!("{}- Nivå{depth} har flera ord som bryts om raden tar slut\n", "  ".repeat(depth)))
        .collect();
    let quotes: String = (1..14).map(|depth| format!("{} Citat{depth}\n", ">".repeat(depth))).collect();
    set(&format!("{lists}\n{quotes}"));
}

#[test]
fn code_and_footnotes_of_several_pages_go_on() {
    let code: String = (0..160).map(|line| format!("    rad{line} {}\n", "kod ".repeat(40))).collect();
    set(&format!("Före.[^1]\n\n{code}\n[^1]: {}\n", long(1500)));
}

#[test]
fn a_huge_picture_is_shown_within_the_page() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"30000\"><rect width=\"300\" height=\"30000\" fill=\"#456\"/></svg>\n";
    let folder = folder(&[("plan.yaml", &plan("Före.\n\n![En stapel](hog.svg)\n\nEfter.")), ("hog.svg", drawing)]);
    let built = build(folder.path(), &["html", "pdf"]);
    let page = std::str::from_utf8(&built.pages["plan.html"]).unwrap();
    assert!(missing(page, built.pdf()).is_empty());
}

#[test]
fn signs_of_markup_are_words() {
    set(r#"#panic("x") $x$ <etikett> @ref // ingenting /* alls */ [ ] \u{41} = ingen rubrik"#);
}
