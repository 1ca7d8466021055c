//! Lines that are counted with letters, brackets or figures that Markdown does not know: `a)`, `(1)`, `1.Text`.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::lint::rules::Text;
use crate::lint::rules::text::edits::joined;
use crate::msg;
use crate::source::{Sources, Span};

/// How a line is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// `a)` or `a.`, small.
    Small,
    /// `A)` or `A.`.
    Capital,
    /// `i)` or `i.`; the first of them is a small letter too.
    Roman,
    /// `(1)` or `(a)`.
    Bracket,
    /// `1.Text`: a figure without a blank after its full stop.
    Close,
}

/// The mark that a line begins with.
#[derive(Clone, Copy, Debug)]
struct Mark {
    sort: Sort,
    number: u32,
    /// How many bytes it has.
    length: usize,
}

/// The first line of each run that counts up, with the place of its mark.
pub(super) fn findings(text: &Text, paragraphs: &[Range<usize>], sources: &Sources) -> Vec<Diagnostic> {
    paragraphs.iter().filter_map(|paragraph| finding(text, paragraph, sources)).collect()
}

fn finding(text: &Text, paragraph: &Range<usize>, sources: &Sources) -> Option<Diagnostic> {
    let whole: &str = &text.text.text;
    // A line alone counts nothing up.
    memchr::memchr(b'\n', whole[paragraph.clone()].trim_end().as_bytes())?;
    let mut start = paragraph.start;
    let lines: Vec<(usize, Vec<Mark>)> = whole[paragraph.clone()]
        .split_inclusive('\n')
        .map(|line| {
            let at = start + (line.len() - line.trim_start().len());
            start += line.len();
            (at, marks(whole[at..start].trim_end()))
        })
        .collect();
    // Lines between two that are counted may be the rest of the first.
    let counted = |from: usize, first: Mark| -> Vec<(usize, Mark)> {
        let mut run = vec![(lines[from].0, first)];
        for (at, marks) in &lines[from + 1..] {
            let last = run[run.len() - 1].1;
            let next = marks.iter().find(|mark| mark.sort == first.sort && mark.number == last.number + 1);
            run.extend(next.map(|mark| (*at, *mark)));
        }
        run
    };
    let run = (0..lines.len()).find_map(|from| {
        let runs = lines[from].1.iter().map(|first| counted(from, *first));
        runs.max_by_key(Vec::len).filter(|run| run.len() > 1)
    })?;
    let (at, mark) = run[0];
    let written = &whole[at..at + mark.length];
    let finding = Diagnostic::new(
        &super::RULE,
        text.text.span(at..at + mark.length),
        msg!(
            "”{written}” gör ingen lista: raderna trycks efter varandra",
            "\"{written}\" makes no list: the lines are printed one after the other",
        ),
    );
    if mark.sort != Sort::Close {
        return Some(finding.help(msg!(
            "skriv 1. i stället för {written}, och så vidare, med en tom rad före den första; ska {written} synas, lägg en tom rad mellan raderna",
            "write 1. in place of {written}, and so on, with an empty line before the first; if {written} is to be seen, put an empty line between the lines",
        )));
    }
    let finding = finding.help(msg!(
        "skriv {written} med mellanslag efter, likadant på de andra raderna",
        "write {written} with a space after it, and likewise on the other lines",
    ));
    // Two lines may be dates, 1.maj and 2.juni.
    let is_list =
        run.len() > 2 || run.iter().all(|(at, mark)| whole[at + mark.length..].starts_with(char::is_uppercase));
    let is_whole = is_list && mark.number == 1 && run.len() == lines.len() && text.prose.is_editable();
    let edits: Vec<(Span, String)> =
        run.iter().map(|(at, mark)| (text.text.span(at + mark.length..at + mark.length), " ".to_owned())).collect();
    Some(match is_whole {
        true => {
            let (span, list) = joined(&edits, sources);
            finding.fix(span, list)
        }
        false => finding,
    })
}

/// What a line may be counted by; nothing where it is not.
fn marks(line: &str) -> Vec<Mark> {
    let is_bracket = line.starts_with('(');
    let inner = &line[usize::from(is_bracket)..];
    let word = inner.split(|character: char| !character.is_ascii_alphanumeric()).next().unwrap_or("");
    let rest = &inner[word.len()..];
    let length = usize::from(is_bracket) + word.len() + 1;
    let (ends, goes_on) = (rest.starts_with([')', '.']), rest.get(1..).unwrap_or(""));
    let is_apart = goes_on.starts_with([' ', '\t', '\u{a0}']) && !goes_on.trim().is_empty();
    if word.is_empty() || !ends || is_bracket && !rest.starts_with(')') {
        return Vec::new();
    }
    let letter = (word.len() == 1).then(|| word.as_bytes()[0]).filter(u8::is_ascii_alphabetic);
    let figure = word.parse::<u32>().ok().filter(|_| word.len() < 3);
    let in_order = letter.map(|letter| u32::from(letter.to_ascii_lowercase() - b'a') + 1);
    let mut marks = Vec::new();
    let mut add = |sort: Sort, number: Option<u32>| marks.extend(number.map(|number| Mark { sort, number, length }));
    match () {
        () if is_bracket && is_apart => add(Sort::Bracket, figure.or(in_order)),
        () if is_apart => {
            let is_small = word.bytes().all(|byte| byte.is_ascii_lowercase());
            add(if is_small { Sort::Small } else { Sort::Capital }, in_order);
            add(Sort::Roman, is_small.then(|| roman(word)).flatten());
        }
        () if goes_on.starts_with(char::is_alphabetic) => add(Sort::Close, figure),
        () => {}
    }
    marks
}

/// A small Roman number up to twelve.
fn roman(word: &str) -> Option<u32> {
    const NUMBERS: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    NUMBERS.iter().position(|number| *number == word).and_then(|at| u32::try_from(at + 1).ok())
}
