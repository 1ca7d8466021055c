//! The lines of a text that was taken from a PDF, with their pages, and without what stands on every page.

use std::collections::{HashMap, HashSet};

/// A line of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// What it says, without blanks around; tabs and inner blanks as they are.
    pub(crate) text: String,
    /// How many blanks stand before it.
    pub(crate) indent: usize,
    /// Its page, from 1, where the text has page breaks.
    pub(crate) page: Option<usize>,
    /// Its number, from 1.
    pub(crate) number: usize,
    /// Whether it stands on every page: a head, a foot or a page number.
    pub(crate) is_furniture: bool,
}

/// How many lines at either end of a page may be its head or foot.
const MOST_ON_PAGE: usize = 3;

/// The lines of a text. The head of a table is none of a page, though it stands on many.
pub(crate) fn lines(text: &str, is_head: impl Fn(&str) -> bool) -> Vec<Line> {
    let has_pages = text.contains('\u{c}');
    let mut page = 1;
    let mut lines = Vec::new();
    for (number, raw) in text.split('\n').enumerate() {
        page += raw.matches('\u{c}').count();
        let raw: String = raw.chars().filter_map(shown).collect();
        let trimmed = raw.trim_matches(is_blank);
        lines.push(Line {
            indent: raw.chars().take_while(|letter| is_blank(*letter)).count(),
            text: trimmed.to_owned(),
            page: has_pages.then_some(page),
            number: number + 1,
            is_furniture: false,
        });
    }
    mark_furniture(&mut lines, is_head);
    join_bullets(&mut lines);
    lines
}

/// Fewest words of an item that its dash stands apart from.
const LEAST_WORDS_OF_ITEM: usize = 4;

/// Puts bullets that stand on lines of their own before the lines that they belong to.
fn join_bullets(lines: &mut [Line]) {
    for at in 0..lines.len() {
        let is_dash = matches!(lines[at].text.as_str(), "-" | "–");
        let is_bullet = is_dash || matches!(lines[at].text.as_str(), "•" | "●" | "▪" | "■" | "◦" | "○" | "‣");
        let next =
            (at + 1..lines.len().min(at + 4)).find(|next| !lines[*next].text.is_empty() && !lines[*next].is_furniture);
        // A dash may also be a cell that says nothing.
        let is_item =
            |next: usize| next == at + 1 || lines[next].text.split_whitespace().count() >= LEAST_WORDS_OF_ITEM;
        if let Some(next) = next.filter(|next| is_bullet && (!is_dash || is_item(*next))) {
            let bullet = std::mem::take(&mut lines[at].text);
            lines[next].text.insert_str(0, &format!("{bullet} "));
        }
    }
}

/// Blanks around a line; a tab stands for an empty cell.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() && letter != '\t'
}

/// A character as it is kept; none for those of no meaning: those of fonts that nobody else has, and those that control.
fn shown(letter: char) -> Option<char> {
    match letter {
        '\t' => Some('\t'),
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => Some(' '),
        // The bullets of Wingdings and Symbol.
        '\u{f0b7}' | '\u{f0a7}' | '\u{f076}' | '\u{f0d8}' | '\u{f0fc}' | '\u{f02d}' => Some('•'),
        '\u{2028}' | '\u{2029}' | '\u{85}' => Some(' '),
        '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{200b}' | '\u{fffd}' => None,
        letter if letter.is_control() => None,
        letter => Some(letter),
    }
}

/// Shortest foot, in bytes, that is known in the middle of a page too.
const LEAST_FOOT: usize = 16;

fn mark_furniture(lines: &mut [Line], is_head: impl Fn(&str) -> bool) {
    let mut on_pages: HashMap<String, Vec<usize>> = HashMap::new();
    let last = lines.iter().filter_map(|line| line.page).max().unwrap_or(0);
    // The lines of a page stand together.
    let mut from = 0;
    for page in lines.chunk_by(|one, other| one.page == other.page).filter(|page| page[0].page.is_some()) {
        let own: Vec<usize> = (from..from + page.len()).filter(|at| !lines[*at].text.trim().is_empty()).collect();
        from += page.len();
        let ends = own
            .iter()
            .take(MOST_ON_PAGE)
            .chain(own.iter().rev().take(MOST_ON_PAGE.min(own.len().saturating_sub(MOST_ON_PAGE))));
        for at in ends {
            on_pages.entry(without_digits(&lines[*at].text)).or_default().push(*at);
        }
    }
    let least = (last / 2).max(3);
    let mut known: HashMap<String, HashSet<usize>> = HashMap::new();
    for (text, places) in on_pages.into_iter().filter(|(_, places)| places.len() >= least) {
        for at in places {
            lines[at].is_furniture = !lines[at].text.contains('\t') && !is_head(&lines[at].text);
            if lines[at].is_furniture && text.len() >= LEAST_FOOT {
                known.entry(text.clone()).or_default().extend(lines[at].page);
            }
        }
    }
    // A program that reads the page in an order of its own may put the foot before the last cells of a table.
    for line in lines.iter_mut().rev().filter(|line| !line.is_furniture && line.text.len() >= LEAST_FOOT) {
        if let (Some(page), Some(pages)) = (line.page, known.get_mut(&without_digits(&line.text))) {
            // On the first page the same words are the title.
            line.is_furniture = page > 1 && pages.insert(page);
        }
    }
    for line in lines.iter_mut() {
        line.is_furniture |= counts_pages(&line.text);
    }
    mark_page_numbers(lines);
}

fn without_digits(text: &str) -> String {
    let letters = text.chars().filter(|letter| !letter.is_whitespace());
    letters.map(|letter| if letter.is_ascii_digit() { '#' } else { letter }).collect::<String>().replace("##", "#")
}

/// Whether a line ends in the number of its page and of all pages: "Sid 3 (20)", "Barnenheten, verksamhetsplan 3(20)",
/// "Sida 3 av 20".
fn counts_pages(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = text.split_whitespace().collect();
    if let [first, number, "av", all] = words[..] {
        return ["sid", "sida", "sidan"].contains(&first.to_lowercase().as_str()) && digits(number) && digits(all);
    }
    let Some((before, all)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) else { return false };
    let before = before.trim_end();
    let number = before.rsplit(|letter: char| !letter.is_ascii_digit()).next().unwrap_or_default();
    let rest = before[..before.len() - number.len()].trim();
    let is_named = rest.to_lowercase().split_whitespace().last().is_some_and(|word| word.starts_with("sid"));
    digits(number)
        && digits(all)
        && text.chars().count() < 100
        && (rest.is_empty() || is_named || rest.contains(','))
        && number.parse::<u16>().unwrap_or(0) <= all.parse::<u16>().unwrap_or(0)
}

/// Numbers that stand alone and count up are those of pages.
fn mark_page_numbers(lines: &mut [Line]) {
    let alone: Vec<(usize, u32)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, line.text.trim().parse().ok().filter(|number| *number < 1000)?)))
        .collect();
    let mut run: Vec<usize> = Vec::new();
    let mut last = None;
    for (at, number) in alone {
        if last.is_none_or(|last: u32| number != last + 1) {
            run.clear();
        }
        last = Some(number);
        run.push(at);
        if run.len() >= 3 {
            run.iter().for_each(|at| lines[*at].is_furniture = true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_feet_and_page_numbers_are_known_from_the_text() {
        let texts = ["Alla får svar", "Ingen väntar", "Vi flyttar", "Vi växer"];
        let pages = texts.iter().zip(1..).map(|(text, page)| format!("Norra enheten\n{text}\n{page}\n"));
        let pages: Vec<String> = pages.collect();
        let lines = lines(&pages.join("\u{c}"), |_| false);
        let kept: Vec<&str> = lines.iter().filter(|line| !line.is_furniture).map(|line| line.text.as_str()).collect();
        assert_eq!(kept.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>(), texts);
        assert_eq!(lines[4].page, Some(2), "{:?}", lines[4]);
        assert!(counts_pages("Sid 1 (20)") && counts_pages("Norra enheten, verksamhetsplan 3(20)"));
        assert!(counts_pages("Sida 3 av 20") && !counts_pages("Familjerätt (5)") && !counts_pages("Lagen 3 (20 §)"));
    }
}
