//! Lists that Markdown does not see as lists, and a list where none was meant.

mod counted;
mod fix;

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::{Subject, Text};
use crate::msg;
use crate::source::Sources;

/// VP0907.
pub static RULE: Rule = Rule {
    code: "VP0907",
    name: "list-not-written-as-list",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "raderna ser ut som en lista men trycks inte så",
        "the lines look like a list but are not printed as one",
    ),
    what: Bilingual::fixed(
        "Rader börjar med en inklistrad punkt (•, eller Words o med blanksteg efter), med ett streck utan mellanslag (-Ord), eller räknas med bokstäver eller parenteser (`a)`, `(1)`) eller siffror utan mellanslag (`1.Ord`). De trycks efter varandra i ett stycke. Som upplysning: raderna är korta och saknar skiljetecken som i en lista, eller en mening har brutits så att en rad börjar med streck, och den raden trycks som en punkt i en lista.",
        "Lines begin with a pasted bullet (•, or Word's o with spaces after it), with a dash without a space (-Word), or are counted with letters or parentheses (`a)`, `(1)`) or with figures without a space (`1.Word`). They are printed one after the other in a paragraph. As information: the lines are short and without punctuation as in a list, or a sentence was broken so that a line begins with a dash, and that line is printed as an item of a list.",
    ),
    why: Bilingual::fixed(
        "Texten blir svår att läsa, och den som får den uppläst hör aldrig att det är en lista. Det händer oftast när text klistras in från Word.",
        "The text becomes hard to read, and whoever has it read aloud never hears that it is a list. It mostly happens when text is pasted from Word.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed(
            "inklistrade punkter och streck när varje rad i stycket börjar så, med en tom rad före listan, och mellanslag efter siffrorna i rader som `1.Ord`",
            "pasted bullets and dashes where every line of the paragraph begins so, with an empty line before the list, and spaces after the figures of lines such as `1.Word`",
        )),
        likely: None,
    },
};

/// Reports, at most once for each block of lines, what is no list but looks like one, and the other way round.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for text in subject.texts {
        let lists = Lists::of(text);
        check_marks(text, &lists, subject.sources, sink);
        sink.extend(counted::findings(text, &lists.paragraphs, subject.sources));
        for paragraph in lists.paragraphs {
            check_short_lines(text, paragraph, sink);
        }
        for (paragraph, item) in lists.right_after_text {
            check_broken_sentence(text, paragraph, item, sink);
        }
    }
}

/// What the events tell, in one pass.
#[derive(Default)]
struct Lists {
    /// Code, tables, quotations and HTML: their lines are left alone.
    not_text: Vec<Range<usize>>,
    /// Paragraphs that stand in nothing else.
    paragraphs: Vec<Range<usize>>,
    /// Lists of one item right below a paragraph, with the paragraph.
    right_after_text: Vec<(Range<usize>, Range<usize>)>,
}

impl Lists {
    fn of(text: &Text) -> Lists {
        let mut lists = Lists::default();
        let mut depth = 0;
        let mut items = 0;
        let mut before: Option<Range<usize>> = None;
        for (event, range) in &text.parsed.events {
            match event {
                Event::Start(tag) => {
                    match tag {
                        Tag::CodeBlock(_) | Tag::Table(_) | Tag::HtmlBlock | Tag::BlockQuote(_) => {
                            lists.not_text.push(range.clone())
                        }
                        Tag::Paragraph if depth == 0 => lists.paragraphs.push(range.clone()),
                        Tag::List(None) if depth == 0 => items = 0,
                        Tag::Item if depth == 1 => items += 1,
                        _ => {}
                    }
                    depth += 1;
                }
                Event::End(tag) => {
                    depth -= 1;
                    match (tag, depth) {
                        (TagEnd::Paragraph, 0) => before = Some(range.clone()),
                        (TagEnd::List(false), 0) => {
                            let above = before.take().filter(|above| above.end <= range.start && items == 1);
                            lists.right_after_text.extend(above.map(|above| (above, range.clone())));
                        }
                        (_, 0) => before = None,
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        lists
    }
}

/// Bullets of word processors; the last is Word's own sign for one.
const BULLETS: &[char] =
    &['•', '·', '◦', '▪', '●', '○', '■', '‣', '➢', '✓', '✔', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f0fc}'];

fn check_marks(text: &Text, lists: &Lists, sources: &Sources, sink: &mut Sink) {
    let whole: &str = &text.text.text;
    let fixed = |finding: Diagnostic, at: usize, character: char| match fix::list(
        text,
        sources,
        &lists.paragraphs,
        at,
        character,
    ) {
        Some((span, list)) => finding.fix(span, list),
        None => finding,
    };
    let mut not_text = lists.not_text.iter().peekable();
    let mut start = 0;
    // Within a block of lines each slip is told once, at its first line.
    let (mut bullet, mut dash, mut en_dash) = (false, false, None);
    for line in whole.split_inclusive('\n') {
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        while not_text.next_if(|range| range.end <= at).is_some() {}
        let words = line.trim();
        if words.is_empty() || not_text.peek().is_some_and(|range| range.start <= at) {
            (bullet, dash, en_dash) = (false, false, None);
            continue;
        }
        let mut characters = words.chars();
        let (character, next) = (characters.next().unwrap_or(' '), characters.next().unwrap_or(' '));
        let mark = text.text.span(at..at + character.len_utf8());
        let is_en_dash = matches!(character, '–' | '—') && next.is_whitespace();
        // A lone "– " can begin a spoken line or end a sentence; two lines in a row are a list.
        let is_bullet = BULLETS.contains(&character)
            || character == 'o' && fix::is_after_o(&words[1..])
            || character == '–' && matches!(next, '\u{2002}' | '\u{2003}' | '\t')
            || is_en_dash && en_dash.is_some();
        if is_bullet && !bullet {
            bullet = true;
            let place = en_dash.filter(|_| is_en_dash).unwrap_or(mark);
            // Word's own signs are shown by no other program.
            let shown = if ('\u{e000}'..='\u{f8ff}').contains(&character) { '•' } else { character };
            let finding = Diagnostic::new(
                &RULE,
                place,
                msg!(
                    "”{shown}” gör ingen lista: raderna trycks efter varandra",
                    "\"{shown}\" makes no list: the lines are printed one after the other",
                ),
            )
            .help(msg!(
                "skriv ”- ” i stället för ”{shown}” på varje rad, med en tom rad före den första",
                "write \"- \" in place of \"{shown}\" on each line, with an empty line before the first",
            ));
            sink.push(fixed(finding, at, character));
        }
        en_dash = en_dash.or(is_en_dash.then_some(mark));
        // A word such as -talet begins a line once; lines in a row that begin so are a list.
        let is_row = || {
            let below = whole[start..].split('\n').next().unwrap_or("").trim_start();
            below.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
        };
        if character == '-' && !dash && (next.is_uppercase() || next.is_alphabetic() && is_row()) {
            dash = true;
            let word: String =
                words.chars().skip(1).take_while(|character| character.is_alphanumeric()).take(30).collect();
            let finding = Diagnostic::new(
                &RULE,
                text.text.span(at..at + 1 + word.len()),
                msg!("”-{word}” gör ingen punkt i en lista", "\"-{word}\" makes no item of a list",),
            )
            // A single one may be somebody who speaks.
            .lower(if is_row() { Severity::Warning } else { Severity::Info })
            .help(msg!(
                "skriv ”- {word}” med mellanslag efter strecket, likadant på de andra raderna",
                "write \"- {word}\" with a space after the dash, and likewise on the other lines",
            ));
            sink.push(fixed(finding, at, character));
        }
    }
}

const SHORT: usize = 60;

/// Three or more lines in a row that are short, begin with a capital and end without punctuation (the last may end with a
/// full stop): nobody wraps running text so.
fn check_short_lines(text: &Text, paragraph: Range<usize>, sink: &mut Sink) {
    let lines = &text.text.text[paragraph.clone()];
    let mut run = (0, paragraph.start..paragraph.start);
    let mut at = paragraph.start;
    for line in lines.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        // Two blanks or a backslash at the end break the line in print as well.
        let breaks = line.trim_end_matches(['\n', '\r']).ends_with("  ") || line.trim_end().ends_with('\\');
        let words = line.trim();
        let begins = words.starts_with(char::is_uppercase) && words.chars().nth(SHORT).is_none() && !breaks;
        if begins {
            run = if run.0 == 0 { (1, start..start + words.len()) } else { (run.0 + 1, run.1) };
        }
        let goes_on = begins && !words.ends_with(['.', ',', ';', ':', '!', '?', '-', '–']);
        if !goes_on || at >= paragraph.end {
            let closes = goes_on || words.ends_with('.');
            if begins && closes && run.0 >= 3 && ends_a_line(&text.text.text[at..paragraph.end]) {
                sink.push(short_lines(text, run.0, run.1.clone()));
            }
            run = (0, at..at);
        }
    }
}

/// Whether what follows a run does not carry its last line on.
fn ends_a_line(rest: &str) -> bool {
    !rest.trim_start().starts_with(char::is_lowercase)
}

fn short_lines(text: &Text, count: usize, first: Range<usize>) -> Diagnostic {
    let words = &text.text.text[first.clone()];
    Diagnostic::new(
        &RULE,
        text.text.span(first.clone()),
        msg!(
            "{count} korta rader trycks efter varandra i ett stycke",
            "{count} short lines are printed one after the other in a paragraph",
        ),
    )
    .lower(Severity::Info)
    .help(msg!(
        "är det en lista, skriv ”- ” först på varje rad, som ”- {words}”, med en tom rad före den första",
        "if it is a list, write \"- \" first on each line, as in \"- {words}\", with an empty line before the first",
    ))
}

/// A list of one item right below a paragraph that does not end a sentence, and whose words carry on: no list was meant.
fn check_broken_sentence(text: &Text, paragraph: Range<usize>, item: Range<usize>, sink: &mut Sink) {
    let whole: &str = &text.text.text;
    let above = whole[paragraph.clone()].trim_end();
    let gap = &whole[(paragraph.start + above.len()).min(item.start)..item.start];
    let words = whole[item.clone()].trim_start_matches([' ', '-', '*', '+']).trim();
    let carries_on = words.starts_with(|character: char| character.is_lowercase() || character.is_ascii_digit());
    if gap.matches('\n').count() != 1 || !carries_on || above.ends_with(['.', ':', '!', '?', ';']) {
        return;
    }
    let last = above.split_whitespace().next_back().unwrap_or("");
    let first = words.split_whitespace().next().unwrap_or("");
    let start = item.start + (whole[item.clone()].len() - whole[item].trim_start().len());
    sink.push(
        Diagnostic::new(
            &RULE,
            text.text.span(start..start + 1),
            msg!(
                "strecket först på raden gör resten av meningen till en lista",
                "the dash at the line's start makes the rest of the sentence a list",
            ),
        )
        .lower(Severity::Info)
        .label(msg!("trycks som en punkt i en lista", "printed as an item of a list"))
        .help(msg!(
            "skriv strecket sist på raden före: ”{last} –” och börja raden med ”{first}”; är det en lista, lägg en tom rad före",
            "write the dash last on the line before: \"{last} –\" and begin the line with \"{first}\"; if it is a list, put an empty line before it",
        )),
    );
}
