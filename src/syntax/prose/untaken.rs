//! Markdown that did not take: its signs are printed as they stand, or all that follows is printed as code.

mod begun;

use std::ops::Range;

use memchr::memchr3;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::syntax::prose::Parsed;
use crate::syntax::prose::escape::is_escaped;

/// The signs of quotations, and indentation.
const CONTAINER: [char; 3] = [' ', '\t', '>'];

/// Something that was written as Markdown and is not read as such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untaken {
    /// Its place.
    pub range: Range<usize>,
    /// What it was to be.
    pub what: Meant,
    /// The edit after which it is read as what it was to be, where there is only one such.
    pub fixed: Option<(Range<usize>, String)>,
}

/// What something was to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Bold or struck out, between two signs.
    Type,
    /// The same, without the second sign.
    TypeWithoutEnd,
    /// A reference to a footnote that is not there.
    Note,
    /// A link whose label is defined nowhere.
    Label,
    /// A link whose address holds a blank.
    Address,
    /// A link whose words and address stand apart, or in each other's brackets.
    Apart,
    /// A picture without a file.
    Picture,
    /// A block of code without an end.
    Fence,
    /// A heading without a blank after `#`.
    Heading,
    /// A box to tick that stands in no list, or has no blank in it.
    Box,
    /// Words in italics with an asterisk too many on one side.
    Uneven,
    /// Words between `==`.
    Highlight,
}

/// What did not take, in order.
pub fn untaken(parsed: &Parsed) -> Vec<Untaken> {
    let mut found = Vec::new();
    // Most texts have none of the signs that all of this begins with.
    let bytes = parsed.text.as_bytes();
    if memchr3(b'*', b'[', b'#', bytes).is_none() && memchr3(b'~', b'`', b'=', bytes).is_none() {
        return found;
    }
    fences(parsed, &mut found);
    begun::find(parsed, &mut found);
    let runs = runs(parsed);
    let mut block = 0;
    while block < runs.len() {
        let end = block + runs[block..].iter().take_while(|run| run.block == runs[block].block).count();
        for character in ["**", "~~"] {
            types(&parsed.text, &runs[block..end], character, &mut found);
        }
        block = end;
    }
    for run in &runs {
        brackets(&parsed.text, &run.range, &mut found);
        begun::highlights(&parsed.text, &run.range, &mut found);
    }
    found.sort_by_key(|one| (one.range.start, one.range.end));
    found
}

/// Words that stand in the source as they are read.
struct Run {
    range: Range<usize>,
    /// The number of the block that they stand in.
    block: usize,
}

fn runs(parsed: &Parsed) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut block, mut in_code) = (0, 0_usize);
    for (event, range) in &parsed.events {
        let tag = match event {
            Event::Start(tag) => Some((tag.to_end(), true)),
            Event::End(tag) => Some((*tag, false)),
            _ => None,
        };
        match tag {
            Some((TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image, true)) => in_code += 1,
            Some((TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image, false)) => in_code -= 1,
            Some((TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link, _)) => {}
            Some(_) => block += 1,
            None => {}
        }
        let is_written = |words: &str| parsed.text.get(range.clone()) == Some(words);
        if let Event::Text(words) = event
            && in_code == 0
            && is_written(words)
        {
            match runs.last_mut().filter(|last| last.block == block && last.range.end == range.start) {
                Some(last) => last.range.end = range.end,
                None => runs.push(Run { range: range.clone(), block }),
            }
        }
    }
    runs
}

/// The blocks of code that go on to the end of what they stand in.
fn fences(parsed: &Parsed, found: &mut Vec<Untaken>) {
    for (event, range) in &parsed.events {
        if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) = event
            && !is_closed(&parsed.text[range.clone()])
        {
            let line = parsed.text[range.clone()].lines().next().unwrap_or("").trim_end();
            let range = range.start..range.start + line.len();
            found.push(Untaken { range, what: Meant::Fence, fixed: None });
        }
    }
}

/// Whether the last line of a block of code ends it.
fn is_closed(block: &str) -> bool {
    let Some(mark) = block.chars().next() else { return true };
    let length = block.chars().take_while(|&character| character == mark).count();
    let lines = block.trim_end_matches([' ', '\t', '\n', '\r', '>']);
    lines.rsplit_once(['\n', '\r']).is_some_and(|(_, last)| {
        let last = last.trim_start_matches(['>']);
        let fence = last.trim_start_matches(CONTAINER);
        fence.len() >= length && fence.chars().all(|character| character == mark)
    })
}

/// Where a sign stands twice, each sign counted once.
fn pairs(bytes: &[u8], sign: u8) -> impl Iterator<Item = usize> {
    let mut from = 0;
    memchr::memchr_iter(sign, bytes).filter(move |at| {
        let is_pair = *at >= from && bytes.get(at + 1) == Some(&sign);
        from = if is_pair { at + 2 } else { from };
        is_pair
    })
}

/// Bold and struck out words whose signs are printed.
fn types(text: &str, runs: &[Run], character: &str, found: &mut Vec<Untaken>) {
    let own = character.as_bytes()[0];
    let bytes = text.as_bytes();
    let is_alone = |at: &usize| {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        before != Some(own) && bytes.get(at + 2) != Some(&own) && !is_escaped(bytes, *at)
    };
    let marks: Vec<usize> = runs
        .iter()
        .flat_map(|run| pairs(&bytes[run.range.clone()], own).map(move |at| run.range.start + at))
        .filter(is_alone)
        .collect();
    let before = |at: usize| text[..at].chars().next_back();
    let after = |at: usize| text[at + 2..].chars().next();
    let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let is_blank = |character: Option<char>| character.is_none_or(char::is_whitespace);
    let mut at = 0;
    while at < marks.len() {
        let open = marks[at];
        let opens = !is_blank(after(open)) && (!is_word(before(open)) || is_word(after(open)));
        let opens_apart = is_blank(after(open)) && !is_word(before(open));
        at += 1;
        match marks.get(at).copied() {
            Some(close) if opens || opens_apart && !is_blank(before(close)) => {
                at += 1;
                let fixed = fixed_type(text, character, open, close);
                found.push(Untaken { range: open..close + 2, what: Meant::Type, fixed });
            }
            None if opens && !is_word(before(open)) && is_word(after(open)) => {
                found.push(Untaken { range: open..open + 2, what: Meant::TypeWithoutEnd, fixed: None });
            }
            _ => {}
        }
    }
}

/// The signs close to the words, and a blank between them and what follows.
fn fixed_type(text: &str, character: &str, open: usize, close: usize) -> Option<(Range<usize>, String)> {
    let words = &text[open + 2..close];
    let inner = words.trim_matches([' ', '\t']);
    let next = text[close + 2..].chars().next();
    if inner.is_empty() || words.contains('\n') || inner.contains(character) {
        return None;
    }
    let is_apart = next.is_none_or(|next| !next.is_alphanumeric());
    let from_word = text[..open].chars().next_back().is_some_and(char::is_alphanumeric);
    let ends_clause = inner.ends_with([':', '.', '!', '?', ',', ';']);
    let needs_blank = !is_apart && (ends_clause || words.ends_with([' ', '\t']));
    if from_word || !(is_apart || needs_blank) {
        return None;
    }
    let blank = if needs_blank { " " } else { "" };
    Some((open..close + 2, format!("{character}{inner}{character}{blank}")))
}

/// Brackets that are printed: of footnotes, labels and addresses.
fn brackets(text: &str, run: &Range<usize>, found: &mut Vec<Untaken>) {
    let words = &text[run.clone()];
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(open) = memchr::memchr(b'[', &words.as_bytes()[from..]).map(|open| from + open) {
        let start = run.start + open;
        from = open + 1;
        let Some(close) = words[from..].find(['[', ']']).map(|close| from + close) else { break };
        if !words[close..].starts_with(']') || is_escaped(bytes, start) || is_escaped(bytes, run.start + close) {
            continue;
        }
        let inner = &words[from..close];
        let rest = &words[close + 1..];
        if let Some(label) = inner.strip_prefix('^') {
            if !label.is_empty() && !label.contains(char::is_whitespace) {
                found.push(Untaken { range: start..run.start + close + 1, what: Meant::Note, fixed: None });
            }
        } else if inner.trim().is_empty() {
            continue;
        } else if let Some(label) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(label, _)| label)
            && !label.trim().is_empty()
            && !label.contains('[')
            && !label.starts_with('^')
        {
            let end = run.start + close + label.len() + 3;
            found.push(Untaken { range: start..end, what: Meant::Label, fixed: None });
            from = end - run.start;
        } else if let Some(fixed) = apart(text, start, run.start + close) {
            let range = fixed.0.clone();
            from = range.end - run.start;
            found.push(Untaken { range, what: Meant::Apart, fixed: Some(fixed) });
        } else if is_picture(text, start, rest) {
            let range = start - 1..run.start + close + 1;
            found.push(Untaken { range, what: Meant::Picture, fixed: None });
        } else if rest.starts_with('(') {
            // An address may hold what is markup elsewhere, so that its end is looked for in the source.
            let address_start = run.start + close + 2;
            let line = text[address_start..].lines().next().unwrap_or("");
            let Some(end) = line.find(')') else { continue };
            let address = &line[..end];
            if is_address(address) {
                let range = start..address_start + end + 1;
                let fixed = (!address.contains(['<', '>', '"', '\\']) && address.trim().contains(' '))
                    .then(|| (address_start..address_start + end, format!("<{}>", address.trim())));
                found.push(Untaken { range, what: Meant::Address, fixed });
            }
        }
    }
}

/// The link that brackets between two places were to be: with a blank before the address, or with the words in the round
/// brackets and the address in these.
fn apart(text: &str, open: usize, close: usize) -> Option<(Range<usize>, String)> {
    let (inner, rest) = (&text[open + 1..close], &text[close + 1..]);
    let line = rest.lines().next().unwrap_or("");
    let address = line.strip_prefix(" (").and_then(|line| line.split_once(')')).map(|(address, _)| address);
    if let Some(address) = address.filter(|address| is_address(address) && !address.contains(' ')) {
        return Some((open..close + address.len() + 4, format!("[{inner}]({address})")));
    }
    let before = text[..open].strip_suffix(')')?;
    let words_start = before.rfind('(').filter(|_| is_address(inner) && !inner.contains(' '))?;
    let words = &before[words_start + 1..];
    let is_words = !words.trim().is_empty() && !words.contains([')', '[', ']', '\n']);
    is_words.then(|| (words_start..close + 1, format!("[{words}]({inner})")))
}

/// Whether brackets are those of a picture whose file is not named; `rest` is what follows them.
fn is_picture(text: &str, open: usize, rest: &str) -> bool {
    let before = text[..open].strip_suffix('!');
    before.is_some_and(|before| before.chars().next_back().is_none_or(char::is_whitespace))
        && !rest.starts_with(['(', '[', ':'])
}

/// Whether some words are the address of a page, a place or a file.
fn is_address(words: &str) -> bool {
    let words = words.trim();
    let extension = words.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_file = (2..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    words.contains("://") || words.starts_with('#') || is_file
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::prose::parse;

    #[test]
    fn what_did_not_take_is_found_with_what_would() {
        for (text, expected) in [
            ("**Ansvarig:**Chefen", &[("**Ansvarig:**", Meant::Type, Some("**Ansvarig:** Chefen"))][..]),
            ("**Ansvarig: **Chefen", &[("**Ansvarig: **", Meant::Type, Some("**Ansvarig:** Chefen"))]),
            ("a ** b** c", &[("** b**", Meant::Type, Some("a **b** c"))]),
            ("~~a ~~ b", &[("~~a ~~", Meant::Type, Some("~~a~~ b"))]),
            ("**Ansvarig chefen", &[("**", Meant::TypeWithoutEnd, None)]),
            ("a[^1] b", &[("[^1]", Meant::Note, None)]),
            ("[a][b c] d", &[("[a][b c]", Meant::Label, None)]),
            ("[a](b c.pdf)", &[("[a](b c.pdf)", Meant::Address, Some("[a](<b c.pdf>)"))]),
            (
                "[a](https://b.se/c d_e_f)",
                &[("[a](https://b.se/c d_e_f)", Meant::Address, Some("[a](<https://b.se/c d_e_f>)"))],
            ),
            ("```\na\n\n# b", &[("```", Meant::Fence, None)]),
            ("> ~~~ c\n> a\n\nb", &[("~~~ c", Meant::Fence, None)]),
            ("[a] (b.pdf)", &[("[a] (b.pdf)", Meant::Apart, Some("[a](b.pdf)"))]),
            (
                "Se (a b)[https://c.se/d_e]",
                &[("(a b)[https://c.se/d_e]", Meant::Apart, Some("Se [a b](https://c.se/d_e)"))],
            ),
            ("Se ![a]", &[("![a]", Meant::Picture, None)]),
            ("#Rubrik och mer", &[("#Rubrik", Meant::Heading, Some("# Rubrik och mer"))]),
            ("a\n##rubrik", &[("##rubrik", Meant::Heading, Some("a\n## rubrik"))]),
            ("- [] a", &[("[]", Meant::Box, Some("- [ ] a"))]),
            ("[x] a", &[("[x]", Meant::Box, None)]),
            ("*a**", &[("*a**", Meant::Uneven, None)]),
            ("**a* b", &[("**a*", Meant::Uneven, None)]),
            ("==a b== c", &[("==a b==", Meant::Highlight, Some("**a b** c"))]),
        ] {
            let found = untaken(&parse(text));
            let found: Vec<(&str, Meant, Option<String>)> = found
                .into_iter()
                .map(|one| {
                    let fixed =
                        one.fixed.map(|(range, with)| format!("{}{with}{}", &text[..range.start], &text[range.end..]));
                    (&text[one.range], one.what, fixed)
                })
                .collect();
            let expected: Vec<(&str, Meant, Option<String>)> =
                expected.iter().map(|(place, what, fixed)| (*place, *what, fixed.map(str::to_owned))).collect();
            assert_eq!(found, expected, "{text}");
            for fixed in found.iter().filter_map(|(_, _, fixed)| fixed.as_ref()) {
                assert!(untaken(&parse(fixed)).is_empty(), "{fixed}");
            }
        }
    }

    #[test]
    fn what_took_and_what_is_none_is_not() {
        for text in [
            "**a:** b ~~c~~ [d](e.pdf) [f][g] h[^1]\n\n[g]: i\n\n[^1]: j\n",
            "Utfall** och budget**\n\n** Preliminärt\n** Avser 2025",
            "2 ** 3 \\*\\*a\\*\\* `**b**` ****",
            "[sic] [x] (se bilaga 2) [a](se nedan) []",
            "\\[a](b c.pdf) [a\\](b c.pdf)",
            "```\na\n```\n\n> ```\n> a\n> ```\n\n- ```\n  a\n  ```\n",
            "![**a](b.png)",
            "#trygg i #Staden\n\n#Staden är\nvår #1",
            "**a*** och ***b*** *c* \\**d* a == b, 1==1 och ====",
            "Obs![1] [a] (se b) (se a)[1] [x] (b) \\#Rubrik `#a`",
            "- [ ] a\n- [x] b",
        ] {
            assert_eq!(untaken(&parse(text)), Vec::new(), "{text}");
        }
    }
}
