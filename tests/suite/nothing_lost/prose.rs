//! Made-up Markdown, with the words that a reader sees of it.

use super::plan::Maker;

/// Markdown of some blocks; gives its lines.
pub(super) fn blocks(maker: &mut Maker) -> Vec<String> {
    let mut lines = Vec::new();
    for number in 0..=maker.pick(3) {
        if number > 0 {
            lines.push(String::new());
        }
        let block = match maker.pick(9) {
            0..=2 => paragraph(maker),
            3 => heading(maker),
            4 => list(maker),
            5 => table(maker),
            6 => quotation(maker),
            7 => code(maker),
            _ => nested_list(maker),
        };
        lines.extend(block);
    }
    lines
}

fn paragraph(maker: &mut Maker) -> Vec<String> {
    (0..=maker.pick(2)).map(|_| line(maker)).collect()
}

/// A few words on one line.
fn line(maker: &mut Maker) -> String {
    // Begins with a letter, so that it is no other block.
    let mut words = vec![plain(maker)];
    for _ in 0..maker.pick(4) {
        words.push(inline(maker));
    }
    words.join(" ")
}

fn plain(maker: &mut Maker) -> String {
    let word = format!("år{}", maker.number());
    maker.expect(&word);
    word
}

/// A word with inline markup, or with signs that look like markup.
fn inline(maker: &mut Maker) -> String {
    let number = maker.number();
    let (written, read) = match maker.pick(14) {
        0 => (format!("*kursiv{number}*"), format!("kursiv{number}")),
        1 => (format!("**fet{number}**"), format!("fet{number}")),
        2 => (format!("`kod{number}<&`"), format!("kod{number}<&")),
        3 => (format!("[länk{number}](https://exempel.se/{number}?a=1&b=2)"), format!("länk{number}")),
        4 => (format!("\\*stjärna{number}\\*"), format!("*stjärna{number}*")),
        5 => (format!("R&D{number}"), format!("R&D{number}")),
        6 => (format!("a_b_{number}"), format!("a_b_{number}")),
        7 => (format!("5<{number}"), format!("5<{number}")),
        8 => (format!("~~struken{number}~~"), format!("struken{number}")),
        9 => (format!("\\|streck{number}"), format!("|streck{number}")),
        10 => (format!("&lt;tecken{number}&amp;"), format!("<tecken{number}&")),
        11 => (format!("[ruta{number}]"), format!("[ruta{number}]")),
        12 => (format!("***båda{number}***"), format!("båda{number}")),
        _ => (format!("ÖÄÅ{number}–é"), format!("ÖÄÅ{number}–é")),
    };
    maker.expect(&read);
    written
}

fn heading(maker: &mut Maker) -> Vec<String> {
    let characters = "#".repeat(1 + maker.pick(5));
    vec![format!("{characters} {}", line(maker))]
}

fn list(maker: &mut Maker) -> Vec<String> {
    let mark = ["-", "*", "1.", "- [x]", "- [ ]"][maker.pick(5)];
    (0..=maker.pick(3)).map(|_| format!("{mark} {}", line(maker))).collect()
}

fn nested_list(maker: &mut Maker) -> Vec<String> {
    vec![
        format!("- {}", line(maker)),
        format!("  {}", line(maker)),
        format!("  - {}", line(maker)),
        format!("- {}", line(maker)),
    ]
}

fn table(maker: &mut Maker) -> Vec<String> {
    let columns = 1 + maker.pick(3);
    let row = |maker: &mut Maker| format!("| {} |", (0..columns).map(|_| line(maker)).collect::<Vec<_>>().join(" | "));
    let mut lines = vec![row(maker), format!("|{}", " --- |".repeat(columns))];
    for _ in 0..maker.pick(3) {
        lines.push(row(maker));
    }
    lines
}

fn quotation(maker: &mut Maker) -> Vec<String> {
    let mut lines = vec![format!("> {}", line(maker))];
    match maker.pick(3) {
        0 => lines.push(format!("> – {}", line(maker))),
        1 => lines.extend([">".to_owned(), format!("> – {}", line(maker))]),
        _ => {}
    }
    lines
}

fn code(maker: &mut Maker) -> Vec<String> {
    let mut lines = vec!["```".to_owned()];
    for _ in 0..=maker.pick(2) {
        let word = format!("<kod{}>*", maker.number());
        maker.expect(&word);
        lines.push(format!("    {word} | #"));
    }
    lines.push("```".to_owned());
    lines
}

/// Text of one paragraph, for places that are narrow.
pub(super) fn short(maker: &mut Maker) -> Vec<String> {
    paragraph(maker)
}
