//! The same paragraph or the same activity in two places.

use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::hash::Hasher;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use rustc_hash::{FxHashMap, FxHasher};

use crate::diagnostic::{Bilingual, Diagnostic, Rule, Severity, Sink};
use crate::lint::rules::{Subject, Text, Texts};
use crate::msg;
use crate::resolve::ItemRef;
use crate::source::Span;

/// VP0209.
pub static RULE: Rule = Rule {
    code: "VP0209",
    name: "repeated-text",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed("samma text står på två ställen", "the same text is in two places"),
    what: Bilingual::fixed(
        "Ett stycke eller en punkt på minst tolv ord, eller en aktivitet, står ordagrant på två ställen i planen. För aktiviteter räknas också dem som planen ärver och trycker. Radbrytningar, mellanslag och formatering spelar ingen roll, och i aktiviteter inte heller stora bokstäver.",
        "A paragraph or list item of at least twelve words, or an activity, is word for word the same in two places of the plan. Activities that the plan inherits and prints count too. Line breaks, spaces and formatting do not matter, nor capitals in activities.",
    ),
    why: Bilingual::fixed(
        "Upprepningen är ofta en kopia som skulle ha skrivits om. När det ena stället ändras blir det andra kvar, och en aktivitet som står två gånger följs upp två gånger.",
        "The repetition is often a copy that was to be rewritten. When one place is changed the other remains, and an activity that is there twice is followed up twice.",
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

fn check_paragraphs(texts: &Texts, sink: &mut Sink) {
    let mut seen = Seen::default();
    let mut copies: Vec<Copy> = Vec::new();
    let mut number = 0;
    for text in texts {
        // The original of the paragraph before, where that was a copy: the next two may belong to the same copy.
        let mut before: Option<usize> = None;
        each_paragraph(text, &mut |begins, paragraph| {
            number += 1;
            let Some((original, first)) = seen.same(begins, number, &paragraph) else {
                before = None;
                return;
            };
            let (line, span, first) = (paragraph.first_line(), paragraph.place(), first.place());
            // The same file named twice is one text that the writer wants twice.
            if first == span {
                before = None;
                return;
            }
            match copies.last_mut().filter(|_| before.is_some_and(|before| before + 1 == original)) {
                Some(copy) => copy.count += 1,
                None => copies.push(Copy { span, first, beginning: beginning(line), count: 1 }),
            }
            before = Some(original);
        });
    }
    for Copy { span, first, beginning, count } in copies {
        let message = match count {
            1 => {
                msg!("stycket ”{beginning} …” står på två ställen", "the paragraph \"{beginning} …\" is in two places")
            }
            _ => msg!(
                "{count} stycken från ”{beginning} …” står på två ställen",
                "{count} paragraphs from \"{beginning} …\" are in two places",
            ),
        };
        sink.push(
            Diagnostic::new(&RULE, span, message)
                .other(first, msg!("här står det första gången", "first written here"))
                .help(msg!(
                    "skriv det på ett ställe, eller skriv om det så att det gäller just här",
                    "write it in one place, or rewrite it so that it fits this one",
                )),
        );
    }
}

/// The paragraphs so far, each with its number. Two that begin with the same words are rare: only of these are all words
/// looked at. They go by hashes of their words, and two of a plan that differ practically never share one.
#[derive(Default)]
struct Seen<'t> {
    /// By the first words; `None` where several begin so, which stand in `whole`.
    begun: FxHashMap<u64, Option<(usize, Paragraph<'t>)>>,
    whole: FxHashMap<u64, (usize, Paragraph<'t>)>,
}

impl<'t> Seen<'t> {
    /// The earlier paragraph of the same words; where there is none, this one is kept.
    fn same(&mut self, begins: u64, number: usize, paragraph: &Paragraph<'t>) -> Option<(usize, &Paragraph<'t>)> {
        match self.begun.entry(begins) {
            Vacant(place) => {
                place.insert(Some((number, paragraph.clone())));
                return None;
            }
            Occupied(mut place) => {
                if let Some((number, lonely)) = place.get_mut().take() {
                    self.whole.insert(lonely.hash(), (number, lonely));
                }
            }
        }
        match self.whole.entry(paragraph.hash()) {
            Vacant(place) => {
                place.insert((number, paragraph.clone()));
                None
            }
            Occupied(place) => {
                let (number, first) = place.into_mut();
                Some((*number, first))
            }
        }
    }
}

/// A paragraph or list item that is long enough.
#[derive(Clone)]
struct Paragraph<'t> {
    text: &'t Text<'t>,
    /// Where its words are among the text's events.
    events: Range<usize>,
    /// Its first byte.
    start: usize,
}

impl<'t> Paragraph<'t> {
    /// A hash of its words. Formatting within a word divides it; then it counts twice, the same way in both places.
    fn hash(&self) -> u64 {
        let events = self.text.parsed.events[self.events.clone()].iter();
        let words = events.filter_map(|(event, _)| written(event)).flat_map(str::split_ascii_whitespace);
        let mut hasher = FxHasher::default();
        words.for_each(|word| add(&mut hasher, word));
        hasher.finish()
    }

    fn first_line(&self) -> &'t str {
        let rest = &self.text.parsed.text[self.start..];
        rest.split_once('\n').map_or(rest, |(line, _)| line).trim_end()
    }

    /// Where its first line is.
    fn place(&self) -> Span {
        self.text.text.span(self.start..self.start + self.first_line().len())
    }
}

fn written<'e>(event: &'e Event) -> Option<&'e str> {
    match event {
        Event::Text(part) | Event::Code(part) => Some(part),
        _ => None,
    }
}

fn add(hasher: &mut FxHasher, word: &str) {
    hasher.write(word.as_bytes());
    hasher.write_u8(b' ');
}

/// Calls `each` with a hash of the first words of every paragraph and list item that is long enough, and with itself.
fn each_paragraph<'t>(text: &'t Text<'t>, each: &mut impl FnMut(u64, Paragraph<'t>)) {
    let mut words = FxHasher::default();
    let mut count = 0;
    // Where the first words stand: the event's number, and the byte.
    let mut begin: Option<(usize, usize)> = None;
    let mut flush = |begin: &mut Option<(usize, usize)>, words: &mut FxHasher, count: &mut usize, end: usize| {
        if let Some((first, start)) = begin.take().filter(|_| *count >= FEWEST_WORDS) {
            each(words.finish(), Paragraph { text, events: first..end, start });
        }
        *words = FxHasher::default();
        *count = 0;
    };
    let mut in_block = false;
    for (number, (event, range)) in text.parsed.events.iter().enumerate() {
        match event {
            Event::Start(Tag::Paragraph | Tag::Item) => {
                flush(&mut begin, &mut words, &mut count, number);
                in_block = true;
            }
            Event::Start(tag) if !is_inline(tag) => {
                flush(&mut begin, &mut words, &mut count, number);
                in_block = false;
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                flush(&mut begin, &mut words, &mut count, number);
                in_block = false;
            }
            _ if in_block => {
                let Some(part) = written(event) else { continue };
                begin.get_or_insert((number, range.start));
                for word in part.split_ascii_whitespace().take(FEWEST_WORDS - count) {
                    add(&mut words, word);
                    count += 1;
                }
            }
            _ => {}
        }
    }
    flush(&mut begin, &mut words, &mut count, text.parsed.events.len());
}

fn is_inline(tag: &Tag) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn beginning(line: &str) -> String {
    line.split_whitespace().take(6).collect::<Vec<_>>().join(" ")
}

fn check_activities(subject: &Subject, sink: &mut Sink) {
    let own = subject.plan.document;
    let printed = subject.plan.goals.iter().flat_map(|goal| &goal.activities);
    let (own, inherited): (Vec<ItemRef>, Vec<ItemRef>) = printed.partition(|item| item.on.document == own);
    // They go by hashes of their words, as paragraphs do.
    let mut seen: FxHashMap<u64, ItemRef> = FxHashMap::default();
    for item in inherited.into_iter().chain(in_file_order(own)) {
        let activity = subject.resolved.activity(item);
        let first = match seen.entry(without_capitals(activity.name.as_str())) {
            Vacant(place) => {
                place.insert(item);
                continue;
            }
            Occupied(place) => *place.get(),
        };
        // What is written twice in a plan above is reported there.
        if item.on.document != subject.plan.document {
            continue;
        }
        let name = activity.name.as_str();
        let finding = Diagnostic::new(
            &RULE,
            activity.name.span,
            msg!("aktiviteten ”{name}” står på två ställen", "the activity \"{name}\" is in two places",),
        );
        let other = subject.resolved.activity(first).name.span;
        sink.push(match first.on.document == item.on.document {
            true => finding.other(other, msg!("här står den första gången", "first written here")).help(msg!(
                "ta bort den ena, eller skriv vad som skiljer dem åt",
                "remove one of them, or write what makes them different",
            )),
            false => finding
                .other(other, msg!("planen ärver den redan härifrån", "the plan already inherits it from here"))
                .help(msg!(
                    "ta bort den här: den ärvda trycks ändå, eller skriv vad just ni gör",
                    "remove this one: the inherited one is printed anyway, or write what you yourselves do",
                )),
        });
    }
}

/// A hash of a name's words, whatever their capitals.
fn without_capitals(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let mut word = String::with_capacity(name.len());
    for written in name.split_whitespace() {
        word.clear();
        match written.is_ascii() {
            true => {
                word.push_str(written);
                word.make_ascii_lowercase();
            }
            false => word.push_str(&written.to_lowercase()),
        }
        add(&mut hasher, &word);
    }
    hasher.finish()
}

fn in_file_order(mut items: Vec<ItemRef>) -> Vec<ItemRef> {
    items.sort();
    items
}
