//! Words and figures that Markdown takes for something other than was meant.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::edits::{joined, line_break};
use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::{Subject, Text};
use crate::msg;
use crate::source::{Sources, Span};

/// VP0920.
pub static RULE: Rule = Rule {
    code: "VP0920",
    name: "text-taken-as-markup",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("text trycks som något annat än den är", "text is printed as something that it is not"),
    what: Bilingual::fixed(
        "Ett årtal med punkt först på en rad (`2026. Då är det klart.`) blir en numrerad lista, en mening med `---` på raden under blir en rubrik, stjärnor mellan siffror (`5*3*2`) blir kursiv stil och försvinner, ett `>` före ett tal (`> 5 år`) blir ett citat, och vanlig text som är indragen fyra blanksteg blir kod.",
        "A year with a full stop at the start of a line (`2026. By then it is done.`) becomes a numbered list, a sentence with `---` on the line below becomes a heading, asterisks between figures (`5*3*2`) become italics and vanish, a `>` before a figure (`> 5 years`) becomes a quotation, and ordinary text that is indented by four spaces becomes code.",
    ),
    why: Bilingual::fixed(
        "Texten trycks, men som något annat än den som skrev menade: en rubrik i innehållsförteckningen, ett tal där gångertecknen är borta, en mening i skrivmaskinsstil som inte bryts.",
        "The text is printed, but as something other than its writer meant: a heading in the contents, a figure whose multiplication signs are gone, a sentence in typewriter type that does not wrap.",
    ),
    fixes: Fixes {
        certain: Some(Bilingual::fixed(
            "`\\` före punkten efter ett årtal och före stjärnor mellan siffror, en tom rad före `---` under en mening, och indragningen av vanlig text som blivit kod",
            "`\\` before the full stop after a year and before asterisks between figures, an empty line before `---` below a sentence, and the indentation of ordinary text that became code",
        )),
        likely: Some(Bilingual::fixed("`\\` före ett `>`", "`\\` before a `>`")),
    },
};

/// A sentence of a paragraph is longer than a heading.
const LONGEST_HEADING: usize = 100;

/// Reports what Markdown takes for something else, each at its place.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for text in subject.texts {
        let mut depth = 0_usize;
        for (at, (event, range)) in text.parsed.events.iter().enumerate() {
            match event {
                Event::Start(tag) => {
                    sink.extend(finding(text, at, tag, range, depth == 0, subject.sources));
                    depth += 1;
                }
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
    }
}

fn finding(
    text: &Text,
    at: usize,
    tag: &Tag,
    range: &Range<usize>,
    is_topmost: bool,
    sources: &Sources,
) -> Option<Diagnostic> {
    match tag {
        Tag::List(Some(first)) if (1000..3000).contains(first) => year(text, at, range),
        Tag::Heading { level: HeadingLevel::H2, .. } => heading(text, range, sources),
        Tag::Emphasis | Tag::Strong => times(text, range),
        Tag::BlockQuote(None) if is_topmost => more_than(text, range),
        Tag::CodeBlock(CodeBlockKind::Indented) if is_topmost => code(text, at, range, sources),
        _ => None,
    }
}

/// Adds the edit where the text can be edited.
fn fixed(finding: Diagnostic, text: &Text, edit: impl FnOnce() -> (Span, String)) -> Diagnostic {
    if !text.prose.is_editable() {
        return finding;
    }
    let (span, with) = edit();
    finding.fix(span, with)
}

/// A list of one item whose number is a year.
fn year(text: &Text, list: usize, range: &Range<usize>) -> Option<Diagnostic> {
    let events = text.parsed.events[list + 1..].iter().take_while(|(_, within)| within.start < range.end);
    if events.filter(|(event, _)| matches!(event, Event::End(TagEnd::Item))).count() != 1 {
        return None;
    }
    let words = &text.parsed.text[range.clone()];
    let start = range.start + words.len() - words.trim_start().len();
    let digits = text.parsed.text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let number = &text.parsed.text[start..start + digits];
    let character = text.parsed.text[start + digits..].chars().next()?;
    let finding = Diagnostic::new(
        &RULE,
        text.text.span(start..start + digits + 1),
        msg!(
            "{number}{character} först på raden gör den till en numrerad lista",
            "{number}{character} at the start of the line turns it into a numbered list"
        ),
    )
    .help(msg!("skriv \\ före punkten: {number}\\{character}", "write \\ before the full stop: {number}\\{character}"));
    Some(fixed(finding, text, || (text.text.span(start + digits..start + digits), "\\".to_owned())))
}

/// A sentence that `---` makes a heading of.
fn heading(text: &Text, range: &Range<usize>, sources: &Sources) -> Option<Diagnostic> {
    let written = text.parsed.text[range.clone()].trim_end();
    let (words, underline) = written.rsplit_once('\n')?;
    let dashes = underline.trim_matches([' ', '\t', '>', '\r']);
    let words = words.trim_end();
    let is_sentence = words.ends_with(['.', ',', ';', '!', '?']) || words.chars().count() > LONGEST_HEADING;
    if written.starts_with('#') || !is_sentence || dashes.is_empty() || !dashes.bytes().all(|byte| byte == b'-') {
        return None;
    }
    let start = range.start + written.len() - underline.trim_start_matches([' ', '\t', '>']).len();
    let place = text.text.span(start..start + dashes.len());
    let finding = Diagnostic::new(
        &RULE,
        place,
        msg!("strecken gör stycket ovanför till en rubrik", "the dashes turn the paragraph above into a heading"),
    )
    .help(msg!(
        "lägg en tom rad före {dashes}; då blir det en linje",
        "put an empty line before {dashes}; then it is a rule across the page",
    ));
    // Within a quotation an empty line would end it.
    Some(match underline.contains('>') {
        true => finding,
        false => fixed(finding, text, || line_break(place, sources)),
    })
}

/// A line that begins with "more than": `> 5 år`.
fn more_than(text: &Text, range: &Range<usize>) -> Option<Diagnostic> {
    let written = text.parsed.text[range.clone()].trim_end();
    let rest = written.strip_prefix('>')?.trim_start();
    let is_figure = rest.starts_with(|character: char| character.is_ascii_digit() || character == '=');
    let span = text.text.span(range.start..range.start + 1);
    // A quotation may begin with a figure too; only of a single line it is not likely.
    let finding = (is_figure && !written.contains('\n')).then(|| {
        Diagnostic::new(
            &RULE,
            span,
            msg!(
                "> först på raden gör den till ett citat, och tecknet trycks inte",
                "> at the start of the line turns it into a quotation, and the character is not printed",
            ),
        )
        .help(msg!("skriv \\ före: \\{written}", "write \\ before it: \\{written}"))
    })?;
    Some(if text.prose.is_editable() { finding.suggest(span, "\\>") } else { finding })
}

/// Asterisks between figures.
fn times(text: &Text, range: &Range<usize>) -> Option<Diagnostic> {
    let written = &text.parsed.text[range.clone()];
    let before = text.parsed.text[..range.start].chars().next_back()?;
    let inner = written.trim_matches('*');
    let after = text.parsed.text[range.end..].chars().next();
    let is_figure = |words: &str| {
        words.contains(|character: char| character.is_ascii_digit()) && !words.contains(char::is_alphabetic)
    };
    if !before.is_ascii_digit() || !written.starts_with('*') || !is_figure(inner) || inner.contains('*') {
        return None;
    }
    let characters = (written.len() - inner.len()) / 2;
    let escaped = format!("{0}{inner}{0}", "\\*".repeat(characters));
    let help = msg!(
        "skriv × mellan talen, eller \\ före varje stjärna: {escaped}",
        "write × between the figures, or \\ before each asterisk: {escaped}"
    );
    let finding = Diagnostic::new(
        &RULE,
        text.text.span(range.clone()),
        msg!(
            "stjärnorna kring {inner} blir kursiv stil och trycks inte",
            "the asterisks around {inner} become italics and are not printed"
        ),
    )
    .help(help);
    // Between figures on both sides nothing but times is meant.
    Some(match after.is_some_and(|after| after.is_ascii_digit()) {
        true => fixed(finding, text, || (text.text.span(range.clone()), escaped)),
        false => finding,
    })
}

/// Ordinary text that its indentation makes code.
fn code(text: &Text, at: usize, range: &Range<usize>, sources: &Sources) -> Option<Diagnostic> {
    let within = text.parsed.events[at + 1..].iter().map_while(|(event, _)| match event {
        Event::Text(words) => Some(words.as_ref()),
        _ => None,
    });
    let words = within.collect::<String>();
    let is_prose = words.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).nth(2).is_some()
        && !words.contains(['{', '}', '=', ';', '<', '>', '$', '\t']);
    if !is_prose {
        return None;
    }
    let whole: &str = &text.parsed.text;
    let start = whole[..range.start].rfind('\n').map_or(0, |found| found + 1);
    let mut edits: Vec<(Span, String)> = Vec::new();
    let mut line_start = start;
    for line in whole[start..range.end].split_inclusive('\n') {
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        if !line.trim().is_empty() {
            edits.push((text.text.span(line_start..line_start + blanks), String::new()));
        }
        line_start += line.len();
    }
    let first = whole[start..range.end].lines().next().unwrap_or("");
    let blanks = first.len() - first.trim_start().len();
    let finding = Diagnostic::new(
        &RULE,
        text.text.span(start + blanks..start + first.trim_end().len()),
        msg!("de fyra blankstegen före gör raden till kod", "the four spaces at the start turn the line into code"),
    )
    .help(msg!(
        "ta bort de blanksteg som raden har mer än de andra; är det kod, skriv ``` på raden före och raden efter",
        "remove the spaces that the line has more than the others; if it is code, write ``` on the line before and the line after",
    ));
    Some(fixed(finding, text, || joined(&edits, sources)))
}
