//! The same paragraph or the same activity in two places.

mod copied;

use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::hash::Hasher;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::{ReportSubject, Subject, Text};
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
        "Ett stycke eller en punkt på minst tolv ord står på två ställen i dokumentet med minst 95 % av orden lika, eller en aktivitet står ordagrant på två ställen i planen. För aktiviteter räknas också dem som planen ärver och trycker. Radbrytningar, mellanslag och formatering spelar ingen roll, och i aktiviteter inte heller stora bokstäver. Måltitlar som citeras räknas inte. Ett stycke i en rapport som står i en tidigare rapport från samma organisation, i år eller förra året, sägs som upplysning.",
        "A paragraph or list item of at least twelve words stands in two places of the document with at least 95 % of its words the same, or an activity stands word for word in two places of the plan. Activities that the plan inherits and prints count too. Line breaks, spaces and formatting do not matter, nor capitals in activities. Titles of goals that are quoted do not count. A paragraph of a report that stands in an earlier report of the same organisation, this year's or last year's, is told as information.",
    ),
    why: Bilingual::fixed(
        "Upprepningen är ofta en kopia som skulle ha skrivits om. När det ena stället ändras blir det andra kvar, och en aktivitet som står två gånger följs upp två gånger.",
        "The repetition is often a copy that was to be rewritten. When one place is changed the other remains, and an activity that is there twice is followed up twice.",
    ),
    fixes: Fixes::NONE,
};

/// Shorter paragraphs are often the same for good reasons: "Målet följs upp vid T1, T2 och VB."
const FEWEST_WORDS: usize = 12;

/// Reports paragraphs and activities that have already occurred.
pub fn check(subject: &Subject, sink: &mut Sink) {
    check_paragraphs(subject, sink);
    check_activities(subject, sink);
}

/// Reports paragraphs of a report that stand in an earlier one of the same organisation.
pub fn check_report(subject: &ReportSubject, sink: &mut Sink) {
    copied::check(subject, sink);
}

/// A run of paragraphs that follow each other in both places.
struct Copy {
    span: Span,
    first: Span,
    beginning: String,
    count: usize,
}

fn check_paragraphs(subject: &Subject, sink: &mut Sink) {
    let mut seen = Seen::with_room(subject.texts.iter().len() * 4);
    let mut copies: Vec<Copy> = Vec::new();
    let mut number = 0;
    for text in subject.texts {
        // The original of the paragraph before, where that was a copy: the next two may belong to the same copy.
        let mut before: Option<usize> = None;
        each_paragraph(text, &mut |begins, paragraph| {
            number += 1;
            let Some((original, first)) = seen.same(begins, number, &paragraph) else {
                before = None;
                return;
            };
            let (line, span, first_place) = (paragraph.first_line(), paragraph.place(), first.place());
            // The same file named twice is one text that the writer wants twice, and so is a goal that is quoted.
            if first_place == span || is_a_title(subject, first) {
                before = None;
                return;
            }
            match copies.last_mut().filter(|_| before.is_some_and(|before| before + 1 == original)) {
                Some(copy) => copy.count += 1,
                None => copies.push(Copy { span, first: first_place, beginning: beginning(line), count: 1 }),
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

/// Whether a paragraph is the title of a goal, of the document's own plan or of the one that it draws on: it is quoted.
fn is_a_title(subject: &Subject, paragraph: &Paragraph) -> bool {
    let plan = subject.resolved.plan_of(subject.plan.document).unwrap_or(subject.plan);
    let mut goals = plan.goals.iter().map(|goal| subject.resolved.origin(goal));
    goals.any(|goal| goal.title.as_ref().is_some_and(|title| is_nearly(title.as_str(), paragraph.raw())))
}

/// The paragraphs so far. Two that begin or end with the same words are rare: only of these are all words looked at.
struct Seen<'t> {
    paragraphs: Vec<SeenParagraph<'t>>,
    /// The last of those that begin so.
    begun: FxHashMap<u64, usize>,
    /// The last of those that end so.
    ended: FxHashMap<u64, usize>,
}

struct SeenParagraph<'t> {
    number: usize,
    paragraph: Paragraph<'t>,
    /// The one before that begins as it does, and the one that ends as it does.
    before: [Option<usize>; 2],
}

/// Of paragraphs that begin alike but differ, no more are compared than this.
const MOST_COMPARED: usize = 3;

impl<'t> Seen<'t> {
    /// None so far, and room for about so many.
    fn with_room(count: usize) -> Seen<'t> {
        let map = || FxHashMap::with_capacity_and_hasher(count, FxBuildHasher);
        Seen { paragraphs: Vec::with_capacity(count), begun: map(), ended: map() }
    }

    /// The earlier paragraph of nearly the same words; where there is none, this one is kept.
    fn same(&mut self, begins: u64, number: usize, paragraph: &Paragraph<'t>) -> Option<(usize, &Paragraph<'t>)> {
        let ends = paragraph.end_hash();
        let (begun, ended) = (self.begun.get(&begins).copied(), self.ended.get(&ends).copied());
        let found = [begun, ended].into_iter().enumerate().find_map(|(side, first)| {
            let mut at = first;
            for _ in 0..MOST_COMPARED {
                let earlier = &self.paragraphs[at?];
                if is_nearly(earlier.paragraph.raw(), paragraph.raw()) {
                    return at;
                }
                at = earlier.before[side];
            }
            None
        });
        if let Some(at) = found {
            return Some((self.paragraphs[at].number, &self.paragraphs[at].paragraph));
        }
        self.begun.insert(begins, self.paragraphs.len());
        self.ended.insert(ends, self.paragraphs.len());
        self.paragraphs.push(SeenParagraph { number, paragraph: paragraph.clone(), before: [begun, ended] });
        None
    }
}

/// Whether at least 95 % of the words of two texts are the same, in the same order but for one stretch. Formatting does not matter.
fn is_nearly(one: &str, two: &str) -> bool {
    // A word more or less leaves most of the letters there.
    if one.len().min(two.len()) * 4 < one.len().max(two.len()) * 3 {
        return false;
    }
    let begin = plain_words(one).zip(plain_words(two)).take_while(|(one, two)| one == two).count();
    let backwards = plain_words(one).rev().zip(plain_words(two).rev());
    let end = backwards.take_while(|(one, two)| one == two).count();
    if begin + end < FEWEST_WORDS - 1 {
        return false;
    }
    let (one, two) = (plain_words(one).count(), plain_words(two).count());
    let (least, most) = (one.min(two), one.max(two));
    (begin + end).min(least) * 100 >= most * SAME
}

/// The words of a Markdown text without the characters that format them.
fn plain_words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split_whitespace().map(|word| word.trim_matches(['*', '_', '`'])).filter(|word| !word.is_empty())
}

/// Of a hundred words so many are the same in a copy.
const SAME: usize = 95;

/// A paragraph or list item that is long enough.
#[derive(Clone)]
struct Paragraph<'t> {
    text: &'t Text<'t>,
    /// Its first byte, and the one after its last.
    range: Range<usize>,
}

impl<'t> Paragraph<'t> {
    /// Its Markdown.
    fn raw(&self) -> &'t str {
        &self.text.parsed.text[self.range.clone()]
    }

    /// A hash of its last words.
    fn end_hash(&self) -> u64 {
        end_hash(self.raw())
    }

    fn first_line(&self) -> &'t str {
        let rest = &self.text.parsed.text[self.range.start..];
        rest.split_once('\n').map_or(rest, |(line, _)| line).trim_end()
    }

    /// Where its first line is.
    fn place(&self) -> Span {
        self.text.text.span(self.range.start..self.range.start + self.first_line().len())
    }
}

/// So many words at the end are what two copies have in common, where their beginnings differ.
const LAST_WORDS: usize = 6;

fn end_hash(raw: &str) -> u64 {
    let mut hasher = FxHasher::default();
    raw.split_ascii_whitespace().rev().take(LAST_WORDS).for_each(|word| add(&mut hasher, word));
    hasher.finish()
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
    // The bytes from its first word to its last.
    let mut written_at: Option<Range<usize>> = None;
    let mut flush = |written_at: &mut Option<Range<usize>>, words: &mut FxHasher, count: &mut usize| {
        if let Some(range) = written_at.take().filter(|_| *count >= FEWEST_WORDS) {
            each(words.finish(), Paragraph { text, range });
        }
        *words = FxHasher::default();
        *count = 0;
    };
    let mut in_block = false;
    for (event, range) in &text.parsed.events {
        match event {
            Event::Start(Tag::Paragraph | Tag::Item) => {
                flush(&mut written_at, &mut words, &mut count);
                in_block = true;
            }
            Event::Start(tag) if !is_inline(tag) => {
                flush(&mut written_at, &mut words, &mut count);
                in_block = false;
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                flush(&mut written_at, &mut words, &mut count);
                in_block = false;
            }
            _ if in_block => {
                let Some(part) = written(event) else { continue };
                written_at.get_or_insert(range.clone()).end = range.end;
                for word in part.split_ascii_whitespace().take(FEWEST_WORDS - count) {
                    add(&mut words, word);
                    count += 1;
                }
            }
            _ => {}
        }
    }
    flush(&mut written_at, &mut words, &mut count);
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
