//! Texts for tests, and what must be true of every text.

use proptest::prelude::*;

use crate::property::cases;
use crate::syntax::prose::{
    self, Anchors, Ask, Decided, DecidedPicture, MARK, NOTE, Parsed, Placement, Printed, asks, dropped, headings,
    is_safe_link, parse, pictures, write_html, write_markdown,
};

/// Surroundings that know every picture but those whose name begins with `borta`, two figures and a part.
pub(super) struct Around {
    pub(super) level: u8,
    pub(super) anchors: Anchors,
    /// The address of a picture.
    pub(super) picture: fn(&str) -> Option<String>,
}

impl Around {
    pub(super) fn level(level: u8) -> Around {
        let picture = |target: &str| (!target.starts_with("borta")).then(|| target.to_owned());
        Around { level, anchors: Anchors::default(), picture }
    }

    fn decide(&mut self, parsed: &Parsed, part: &str) -> (Decided, Vec<Option<String>>, Vec<(usize, String)>) {
        let (mut decided, asks) = asks(parsed, self.level);
        let mut parts = Vec::new();
        for ask in asks {
            match ask {
                Ask::Note(note) => decided.notes.get_mut(note).id = self.anchors.unique(NOTE),
                Ask::Mark(note) => decided.notes.get_mut(note).mark_id = self.anchors.unique(MARK),
                Ask::Heading(event) => {
                    let heading = decided.heading_mut(event).unwrap();
                    heading.anchor = self.anchors.unique(&heading.words);
                }
                Ask::Table(event) => decided.table_mut(event).unwrap().name = "Tabell".to_owned(),
                Ask::Insert { insert, .. } => {
                    let of = &parsed.inserts[insert];
                    decided.inserts[insert] = match (parsed.text[of.words.clone()].trim(), &of.room) {
                        ("tal", _) => Printed::Words("<12,5*\u{a0}%".to_owned()),
                        ("nr", _) => Printed::Words("1986".to_owned()),
                        ("del", Placement::Blocks(_)) => {
                            parts.push((insert, part.to_owned()));
                            Printed::Part
                        }
                        _ => Printed::AsWritten,
                    };
                }
            }
        }
        let safe = |picture: &DecidedPicture| is_safe_link(&picture.target).then(|| (self.picture)(&picture.target));
        let pictures = decided.pictures.iter().map(|picture| safe(picture).flatten()).collect();
        (decided, pictures, parts)
    }

    pub(super) fn html(&mut self, parsed: &Parsed) -> String {
        let (decided, pictures, parts) = self.decide(parsed, "<p>DEL</p>\n");
        let around = prose::Around { decided: &decided, pictures: &pictures, links: &[], parts: &parts, ticks: TICKS };
        let mut out = String::new();
        write_html(parsed, &around, &mut out);
        out
    }

    pub(super) fn markdown(&mut self, parsed: &Parsed) -> String {
        let (decided, pictures, parts) = self.decide(parsed, "DEL\n");
        let around = prose::Around { decided: &decided, pictures: &pictures, links: &[], parts: &parts, ticks: TICKS };
        let labels: Vec<String> = decided.notes.iter().map(|note| note.id.clone()).collect();
        let mut out = String::new();
        write_markdown(parsed, &around, &labels, &mut out);
        out
    }
}

const TICKS: [&str; 2] = ["Inte gjort", "Gjort"];

pub(super) fn html(text: &str, level: u8) -> String {
    Around::level(level).html(&parse(text))
}

pub(super) fn markdown(text: &str, level: u8) -> String {
    Around::level(level).markdown(&parse(text))
}

/// The words of a page, tags left out and entities resolved; panics where the tags do not balance.
pub(super) fn words(html: &str) -> Vec<String> {
    let (mut open, mut text, mut rest) = (Vec::new(), String::new(), html);
    while let Some((before, after)) = rest.split_once('<') {
        assert!(!before.contains('>'), "stray > in {html}");
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap();
        rest = after;
        let is_end = tag.starts_with('/');
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        assert!(TAGS.contains(&name), "<{name}> in {html}");
        match name {
            "br" | "hr" | "img" => {}
            _ if is_end => assert_eq!(open.pop(), Some(name), "{html}"),
            _ => open.push(name),
        }
        if !INLINE.contains(&name) {
            text.push(' ');
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    text.split_whitespace().map(str::to_owned).collect()
}

const INLINE: [&str; 6] = ["em", "strong", "del", "a", "code", "sup"];
const TAGS: [&str; 31] = [
    "em",
    "strong",
    "del",
    "a",
    "code",
    "sup",
    "span",
    "br",
    "hr",
    "img",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "pre",
    "blockquote",
    "div",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "figure",
];

/// Pieces that are markup, or become it beside each other.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "a", "b ", "å", " ", "\n", "\n\n", "\n\n", "> ", ">", "- ", "1. ", "\n# ", "\n## ", "\n###### ", "#", "*", "**",
    "_", "`", "``", "\n```\n", "~~~", "[", "]", "(x)", "](javascript:x)", "](y \"t\")", "\n\n[r]: y\n",
    "\n[r]:\n y\n 't'\n", "[r]", "[a][r]", "![", "](borta)", "<b>", "</b>", "<br>", "\n<div>\n", "<!-- c -->", "<!--",
    "-->", "<script>", "&lt;", "&", "&am", "p;", "\\", "|", "\n|-|-|\n", "|a|b|", "[^1]", "\n\n[^1]: ", "    ", "\t",
    "\n---\n", "\n===\n", "\r\n", "\0", "<javascript:x>", "<http://a>", "\n[s]: data:x\n", "[s]", "~~", "!", "\"",
    "– ", "[x] ", "\u{a0}", "-", "=", "+ ", "<", ">", "{{ tal }}", "{{ nr }}", "{{ nr }}. ", "{{", "}}",
    "{{ del }}", "\n{{ del }}\n", "\n\n{{ del }}\n\n", "  \n",
    "&#32;", "&#9;", "&#10;", "&#12;", "&#11;", "&nbsp;", "&#x2028;", "&#42;", "&#35;", "\\\n", "![](x.png)", "![](borta)",
    "[](javascript:x)", "![](javascript:x)", "__", "***", "1986. ", "* ", "#\u{a0}", ":", "&num;", "\u{c}",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat())
}

/// A number for each word, so that all words of a text differ.
fn number(text: &str) -> (String, Vec<String>) {
    let (mut out, mut words) = (String::new(), Vec::new());
    for part in text.split_inclusive('W') {
        match part.strip_suffix('W') {
            Some(before) => {
                let word = format!("ord{}å", words.len());
                out.push_str(before);
                out.push_str(&word);
                words.push(word);
            }
            None => out.push_str(part),
        }
    }
    (out, words)
}

/// Prose as people write it; `W` stands for a word.
fn prose() -> impl Strategy<Value = (String, Vec<String>)> {
    let piece = prop_oneof![
        6 => Just("W"), 1 => Just("**W**"), 1 => Just("*W W*"), 1 => Just("`W`"), 1 => Just("[W *W*](https://x.se/a?b=1&c)"),
        1 => Just("[W][källa]"), 1 => Just("~~W~~"), 1 => Just("W & W <"), 1 => Just("*W **W***"), 1 => Just("W \\* W"),
        1 => Just("<https://stockholm.se>"), 1 => Just("[källa]"),
        1 => Just("{{ tal }}"), 1 => Just("{{ nr }}."), 1 => Just("{{ _okänt_ }}"),
    ];
    let inserted =
        prop::sample::select(&["{{ del }}", "W\n{{ del }}", "{{ del }}\nW", "W  \n{{ del }}\n{{ del }}\n1986. W"][..]);
    let line = prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.join(" "));
    let lines = prop::collection::vec(line.clone(), 1..4).prop_map(|lines| lines.join("\n"));
    let heading = (1..=6usize, line.clone()).prop_map(|(level, line)| format!("{} {line}", "#".repeat(level)));
    let item = prop::sample::select(&["- W", "1. W", "- [x] W W", "- [ ] W", "- W\n  - W\n  - W\n", "- W\n\n  W"][..]);
    let list = prop::collection::vec(item, 1..4).prop_map(|items| items.join("\n"));
    let row = prop::sample::select(&["| W | 12 |", "| W W | 1 234,5 |", "| **W** | W |", "| W |  |"][..]);
    let table = (
        prop::sample::select(&["| W | W |\n|---|--:|", "| W | |\n|:-:|---|", "| | |\n|-|-|"][..]),
        prop::collection::vec(row, 0..4),
    )
        .prop_map(|(head, rows)| format!("{head}\n{}", rows.join("\n")));
    let block = prop_oneof![
        4 => lines.clone(),
        2 => heading.clone(),
        1 => (heading, lines.clone()).prop_map(|(heading, lines)| format!("{heading}\n{lines}")),
        1 => (lines.clone(), prop::sample::select(&["===", "---"][..])).prop_map(|(lines, under)| format!("{lines}\n{under}")),
        2 => list,
        2 => table,
        1 => lines.prop_map(|lines| format!("> {}\n> – W", lines.replace('\n', "\n> "))),
        1 => Just("```text\nW <b>\n# W\n```".to_owned()),
        1 => Just("    W\n\n    W".to_owned()),
        1 => Just("![W](bild.png)".to_owned()),
        1 => Just("***".to_owned()),
        2 => inserted.prop_map(str::to_owned),
    ];
    (prop::collection::vec(block, 0..8), any::<bool>()).prop_map(|(blocks, has_carriage_returns)| {
        let text = blocks.join("\n\n") + "\n\n[källa]: https://x.se 'Titel'\n";
        number(&if has_carriage_returns { text.replace('\n', "\r\n") } else { text })
    })
}

fn occur_in_order<'a>(words: &[String], mut text: &'a str) -> Result<(), &'a str> {
    for word in words {
        text = text.split_once(word.as_str()).ok_or(text)?.1;
    }
    Ok(())
}

/// The page of a text without what its copy cannot keep where something was left out: line breaks in headings, paragraphs
/// of a single thing, type faces that cannot begin or end there, addresses among the words of a picture, and ids.
fn bare(text: &str) -> String {
    let page = html(text, 2);
    let mut parts = page.split('<');
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (tag, words) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if !["em", "strong", "del", "a", "br", "p", "figure"].contains(&name) {
            bare.push_str(&format!("<{}>", tag.split(" id=").next().unwrap_or(tag).replace("th scope=\"col\"", "td")));
        }
        bare.push_str(if name == "br" { " " } else { "" });
        bare.push_str(words);
    }
    bare.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("> ", ">")
        .replace(" <", "<")
        .replace("</th>", "</td>")
}

/// What is true of any text whatever.
fn check(text: &str, level: u8) -> Result<(), TestCaseError> {
    let parsed = parse(text);
    for range in headings(&parsed)
        .into_iter()
        .map(|heading| heading.range)
        .chain(pictures(&parsed).into_iter().map(|picture| picture.range))
    {
        prop_assert!(text.get(range).is_some());
    }
    for (range, _) in dropped(&parsed) {
        prop_assert!(text.get(range).is_some());
    }
    let page = html(text, level);
    words(&page);
    let copy = markdown(text, level);
    prop_assert!(copy.is_empty() || copy.ends_with('\n') && !copy.ends_with("\n\n"), "{copy:?}");
    prop_assert!(dropped(&parse(&copy)).is_empty(), "dropped again: {copy:?}");
    let after = format!("{copy}\nefter\n");
    let parsed = parse(&after);
    let last = &parsed.events[parsed.events.len() - 2];
    prop_assert_eq!(&after[last.1.clone()], "efter");
    prop_assert_eq!(parsed.events[parsed.events.len() - 3].1.clone(), after.len() - 6..after.len(), "{:?}", after);
    Ok(())
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn soup_is_printed_safely(text in soup(), level in 1..9u8) {
        check(&text, level)?;
    }

    #[test]
    fn any_text_is_printed_safely(text in any::<String>(), level in 1..9u8) {
        check(&text, level)?;
    }

    #[test]
    fn no_word_is_lost((text, expected) in prose(), level in 1..9u8) {
        check(&text, level)?;
        let (page, copy) = (html(&text, level), markdown(&text, level));
        let with_pictures = page.replace("alt=\"", "><").replace("\">", "<");
        prop_assert!(occur_in_order(&expected, &with_pictures).is_ok(), "{text:?} {page}");
        prop_assert!(occur_in_order(&expected, &copy).is_ok(), "{text:?} {copy}");
    }

    #[test]
    fn the_copy_reads_like_the_original((text, _) in prose()) {
        // From the second level all five depths are levels of Markdown.
        let on_one_line = |text: &str| html(text, 2).replace('\n', " ");
        prop_assert_eq!(on_one_line(&markdown(&text, 2)), on_one_line(&text), "{:?}", markdown(&text, 2));
    }

    #[test]
    fn the_copy_of_soup_reads_like_it(soup in soup()) {
        // A figure is written out, and what is no insert here could be one in the copy.
        let text = soup.replace("{{", "{ {");
        prop_assert_eq!(bare(&markdown(&text, 2)), bare(&text), "{:?} {:?}", text, markdown(&text, 2));
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    let size = 50_000;
    let texts = [
        ">".repeat(size),
        "> ".repeat(size / 2),
        "> a\n".repeat(size / 4),
        "[".repeat(size),
        "*".repeat(size),
        "*a ".repeat(size / 3),
        "- ".repeat(size / 2),
        "![".repeat(size / 2),
        "[a](".repeat(size / 4),
        "<".repeat(size),
        "\\".repeat(size) + "<b>",
        "`".repeat(size),
        "[^1]".repeat(size / 4) + "\n\n[^1]: x",
        "[a]: x\n".repeat(size / 7),
        "[a]: x\n\nb [a]\n\n".repeat(size / 16),
        "[![".repeat(size / 6) + &"](a)](b)".repeat(size / 8),
        "# a\n".repeat(size / 4),
        "a\n\n[^1]: ".repeat(size / 10),
        "|".repeat(size / 2) + "\n" + &"|-".repeat(size / 4),
        "<b>".repeat(size / 3),
        "<b>*a".repeat(size / 5),
        "a\r".repeat(size / 2),
        "> - ".repeat(size / 4) + "a",
        "![a](".repeat(size / 5) + &")".repeat(size / 5),
        "# *".repeat(size / 3),
        "\n".repeat(size),
        "<!-- a -->\n".repeat(size / 11),
        "<!--".repeat(size / 4),
        "&amp;".repeat(size / 5),
        format!("[a]: /{}\n\n{}", "x".repeat(500), "[a]".repeat(size / 3)),
        "> ".repeat(500) + "a\n" + &("> ".repeat(50) + "# b\n").repeat(500),
        "a  \n".repeat(size / 4) + "===",
        "{{".repeat(size / 2),
        "{{ a }}".repeat(size / 7),
        "_{{ a_b_c }} ".repeat(size / 13),
        "{{ del }}\n".repeat(size / 10),
        "{{ del }}\n{{ a }}\n".repeat(size / 18),
    ];
    for text in texts {
        let start = std::time::Instant::now();
        let parsed = parse(&text);
        for level in [2, 9] {
            Around::level(level).html(&parsed);
            Around::level(level).markdown(&parsed);
        }
        headings(&parsed);
        pictures(&parsed);
        dropped(&parsed);
        assert!(
            start.elapsed().as_secs() < 2,
            "{:?} took {:?}",
            &text.chars().take(20).collect::<String>(),
            start.elapsed()
        );
    }
}
