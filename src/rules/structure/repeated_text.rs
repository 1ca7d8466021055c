//! The same paragraph or the same activity in two places.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::both;
use crate::diagnostic::{Both, Diagnostic, Level, Rule, Sink};
use crate::resolve::ItemRef;
use crate::rules::{Subject, Text};
use crate::source::Span;

/// VP0209.
pub static RULE: Rule = Rule {
    code: "VP0209",
    name: "repeated-text",
    level: Level::Warning,
    can_be_silenced: true,
    summary: Both::fixed("samma text står på två ställen", "the same text stands in two places"),
    what: Both::fixed(
        "Ett stycke eller en punkt på minst tolv ord, eller en aktivitet, står ordagrant på två ställen i planen. För aktiviteter räknas också dem som planen ärver och trycker. Radbrytningar, mellanslag och formatering spelar ingen roll, och i aktiviteter inte heller stora bokstäver.",
        "A paragraph or list item of at least twelve words, or an activity, stands word for word in two places of the plan. Activities that the plan inherits and prints count too. Line breaks, spaces and formatting do not matter, nor capitals in activities.",
    ),
    why: Both::fixed(
        "Upprepningen är ofta en kopia som skulle ha skrivits om. När det ena stället ändras blir det andra kvar, och en aktivitet som står två gånger följs upp två gånger.",
        "The repetition is often a copy that was to be rewritten. When one place is changed the other remains, and an activity that stands twice is followed up twice.",
    ),
};

/// Shorter paragraphs are often the same for good reasons: "Målet följs upp vid T1, T2 och VB."
const FEWEST_WORDS: usize = 12;

/// Reports paragraphs and activities that have already occurred.
pub fn check(subject: &Subject, sink: &mut Sink) {
    check_paragraphs(subject.texts, sink);
    check_activities(subject, sink);
}

/// A run of paragraphs that follow each other in both places.
struct Copy {
    span: Span,
    first: Span,
    beginning: String,
    count: usize,
}

fn check_paragraphs(texts: &[Text], sink: &mut Sink) {
    // By a hash of the words: two paragraphs that differ share one less often than once in 10¹⁵ plans.
    let mut seen: HashMap<u64, (usize, Span)> = HashMap::new();
    let mut copies: Vec<Copy> = Vec::new();
    let mut number = 0;
    for text in texts {
        // The original of the paragraph before, where that was a copy: the next two may belong to the same copy.
        let mut before: Option<usize> = None;
        each_paragraph(text, &mut |words, span| {
            number += 1;
            let key = BuildHasherDefault::<DefaultHasher>::default().hash_one(words);
            let Some((original, first)) = seen.get(&key) else {
                seen.insert(key, (number, span));
                before = None;
                return;
            };
            // The same file named twice is one text that the writer wants twice.
            if *first == span {
                before = None;
                return;
            }
            match copies.last_mut().filter(|_| before.is_some_and(|before| before + 1 == *original)) {
                Some(copy) => copy.count += 1,
                None => copies.push(Copy { span, first: *first, beginning: beginning(words), count: 1 }),
            }
            before = Some(*original);
        });
    }
    for Copy { span, first, beginning, count } in copies {
        let message = match count {
            1 => both!(
                "stycket ”{beginning} …” står på två ställen",
                "the paragraph \"{beginning} …\" stands in two places"
            ),
            _ => both!(
                "{count} stycken från ”{beginning} …” står på två ställen",
                "{count} paragraphs from \"{beginning} …\" stand in two places",
            ),
        };
        sink.push(
            Diagnostic::new(&RULE, span, message)
                .other(first, both!("här står det första gången", "here it stands for the first time"))
                .help(both!(
                    "skriv det på ett ställe, eller skriv om det så att det gäller just här",
                    "write it in one place, or rewrite it so that it fits this one",
                )),
        );
    }
}

/// Calls `each` with the words of every paragraph and list item that is long enough, and the place of its first line.
fn each_paragraph(text: &Text, each: &mut impl FnMut(&str, Span)) {
    let mut words = String::new();
    let mut count = 0;
    let mut start: Option<usize> = None;
    let mut flush = |start: &mut Option<usize>, words: &mut String, count: &mut usize| {
        if let Some(at) = start.take().filter(|_| *count >= FEWEST_WORDS) {
            let line = text.parsed.text[at..].find('\n').map_or(text.parsed.text.len(), |found| at + found);
            let line = at + text.parsed.text[at..line].trim_end().len();
            each(words, text.text.span(at..line));
        }
        words.clear();
        *count = 0;
    };
    let mut in_block = false;
    for (event, range) in &text.parsed.events {
        match event {
            Event::Start(Tag::Paragraph | Tag::Item) => {
                flush(&mut start, &mut words, &mut count);
                in_block = true;
            }
            Event::Start(tag) if !is_inline(tag) => {
                flush(&mut start, &mut words, &mut count);
                in_block = false;
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                flush(&mut start, &mut words, &mut count);
                in_block = false;
            }
            Event::Text(part) | Event::Code(part) if in_block => {
                start.get_or_insert(range.start);
                for word in part.split_ascii_whitespace() {
                    // Formatting within a word divides it; then it counts twice, the same way in both places.
                    words.push_str(word);
                    words.push(' ');
                    count += 1;
                }
            }
            _ => {}
        }
    }
    flush(&mut start, &mut words, &mut count);
}

fn is_inline(tag: &Tag) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn beginning(words: &str) -> String {
    words.split_whitespace().take(6).collect::<Vec<_>>().join(" ")
}

fn check_activities(subject: &Subject, sink: &mut Sink) {
    let own = subject.plan.document;
    let printed = subject.plan.goals.iter().flat_map(|goal| &goal.activities);
    let (own, inherited): (Vec<ItemRef>, Vec<ItemRef>) = printed.partition(|item| item.on.document == own);
    let mut seen: HashMap<String, ItemRef> = HashMap::new();
    for item in inherited.into_iter().chain(in_file_order(own)) {
        let activity = subject.resolved.activity(item);
        let key = activity.name.value.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let Some(first) = seen.get(&key).copied() else {
            seen.insert(key, item);
            continue;
        };
        // What is written twice in a plan above is reported there.
        if item.on.document != subject.plan.document {
            continue;
        }
        let name = activity.name.as_str();
        let finding = Diagnostic::new(
            &RULE,
            activity.name.span,
            both!("aktiviteten ”{name}” står på två ställen", "the activity \"{name}\" stands in two places",),
        );
        let other = subject.resolved.activity(first).name.span;
        sink.push(match first.on.document == item.on.document {
            true => finding
                .other(other, both!("här står den första gången", "here it stands for the first time"))
                .help(both!(
                    "ta bort den ena, eller skriv vad som skiljer dem åt",
                    "remove one of them, or write what makes them different",
                )),
            false => finding
                .other(other, both!("planen ärver den redan härifrån", "the plan already inherits it from here"))
                .help(both!(
                    "ta bort den här: den ärvda trycks ändå, eller skriv vad just ni gör",
                    "remove this one: the inherited one is printed anyway, or write what you yourselves do",
                )),
        });
    }
}

fn in_file_order(mut items: Vec<ItemRef>) -> Vec<ItemRef> {
    items.sort();
    items
}
