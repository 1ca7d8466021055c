//! A figure in prose that differs from the target or the total that it repeats. Only sentences that can hardly mean
//! anything else are reported: one figure of the right unit, a word that speaks of targets, none that speaks of the past.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diagnostic::{Bilingual, Diagnostic, Rule, Severity, Sink};
use crate::identity::first_digit;
use crate::lint::rules::{Subject, Text};
use crate::model::number::{print_decimal, read_decimal};
use crate::model::{At, Budget, Target, Unit};
use crate::msg;
use crate::resolve::{GoalRef, ItemRef};

/// VP0808.
pub static RULE: Rule = Rule {
    code: "VP0808",
    name: "figure-differing-in-prose",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "en siffra i texten är en annan än årsmålet eller budgeten",
        "a figure in the text differs from the target or the budget",
    ),
    what: Bilingual::fixed(
        "En mening i målets text nämner en indikator och ett värde i samma enhet som årsmålet, men ett annat värde. Eller så säger budgetens text att budgeten är ett belopp som inte finns i tabellen. Meningar om tidigare år, ungefärliga tal och ändringar (”öka med 5 %”) jämförs inte.",
        "A sentence of the goal's text names an indicator and a value in the unit of its target, but another value. Or the budget's text says that the budget is an amount that is not in the table. Sentences about earlier years, approximate figures and changes (\"increase by 5 %\") are not compared.",
    ),
    why: Bilingual::fixed(
        "Texten skrivs ofta först, och siffran ändras sedan bara i tabellen. Då vet ingen vilken av dem som gäller.",
        "The text is often written first, and the figure later changed only in the table. Then nobody knows which of them holds.",
    ),
};

/// Reports figures that repeat a target or the budget wrongly.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for (number, goal) in subject.document.goals.iter().enumerate() {
        for text in goal.sections.iter().filter_map(|section| subject.texts.of(&section.prose)) {
            let figures = figures(text);
            for figure in figures.iter().filter(|figure| figure.is_about_a_target(subject)) {
                check_target(subject, number, text, (figure, &figures), sink);
            }
        }
    }
    let budget = subject.document.economy.as_ref().and_then(|economy| economy.budget.as_ref());
    if let Some((budget, text)) = budget.and_then(|budget| Some((budget, subject.texts.of(budget.text.as_ref()?)?))) {
        for figure in figures(text).into_iter().filter(|figure| !figure.is_of_the_past(subject)) {
            check_budget(budget, text, &figure, sink);
        }
    }
}

/// A number in a sentence.
struct Figure<'t> {
    value: Decimal,
    start: usize,
    end: usize,
    sentence: &'t str,
    /// Where its sentence starts in the text.
    sentence_start: usize,
    /// What stands before it in the sentence, in lower case.
    before: String,
    /// What stands after it in the sentence.
    after: &'t str,
}

const TARGET_WORDS: &[&str] =
    &["årsmål", "årsmålet", "mål", "målet", "ska", "skall", "minst", "högst", "lägst", "nå", "når"];
const PAST_WORDS: &[&str] = &[
    "förra",
    "föregående",
    "tidigare",
    "fjolårets",
    "utfall",
    "utfallet",
    "resultat",
    "resultatet",
    "var",
    "låg",
    "blev",
    "hade",
    "jämfört",
    "sedan",
    "senaste",
];
const NOT_EXACT: &[&str] =
    &["ca", "cirka", "omkring", "ungefär", "knappt", "drygt", "nästan", "nära", "runt", "med", "över", "under"];

impl Figure<'_> {
    fn is_of_the_past(&self, subject: &Subject) -> bool {
        let year = subject.document.year.as_ref().map(|year| i32::from(year.value));
        words(self.sentence).any(|word| {
            let other_year = word.len() == 4
                && word.parse().is_ok_and(|number: i32| (1990..2100).contains(&number) && Some(number) != year);
            other_year || PAST_WORDS.contains(&word.to_lowercase().as_str())
        })
    }

    fn is_about_a_target(&self, subject: &Subject) -> bool {
        let exact = words(&self.before).next_back().is_none_or(|word| !NOT_EXACT.contains(&word));
        let mut all = words(self.sentence);
        exact && all.any(|word| TARGET_WORDS.contains(&word.to_lowercase().as_str())) && !self.is_of_the_past(subject)
    }

    /// The end of the number, or of the % after it.
    fn end_with_percent(&self) -> usize {
        let blanks = self.after.len() - self.after.trim_start().len();
        if self.after[blanks..].starts_with('%') { self.end + blanks + 1 } else { self.end }
    }

    /// Whether the number is counted in this unit.
    fn is_in(&self, unit: &str) -> bool {
        let after = self.after.trim_start();
        match unit {
            "%" => after.starts_with('%') || starts_with_word(after, "procent"),
            "" => after.is_empty() || after.starts_with([',', ')', '.']),
            _ => starts_with_word(after, unit),
        }
    }

    fn money(&self) -> Option<Unit> {
        let after = self.after.trim_start();
        let is = |names: &[&str]| names.iter().any(|name| starts_with_word(after, name));
        match () {
            () if is(&["mnkr", "miljoner kronor", "miljoner", "mkr"]) => Some(Unit::Mnkr),
            () if is(&["tkr", "tusen kronor"]) => Some(Unit::Tkr),
            () if is(&["kr", "kronor"]) => Some(Unit::Kr),
            () => None,
        }
    }
}

fn check_target(subject: &Subject, goal: usize, text: &Text, (figure, all): (&Figure, &[Figure]), sink: &mut Sink) {
    let indicators = indicators(subject, goal);
    // Most figures are counted in something else than any of the targets.
    let is_in_its_unit = |at: &ItemRef| target(subject, *at).is_some_and(|(target, _)| figure.is_in(&target.unit));
    if !indicators.iter().any(is_in_its_unit) {
        return;
    }
    let sentence = figure.sentence.to_lowercase();
    let words: Vec<&str> = words(&sentence).collect();
    let is_named = |at: &ItemRef| is_named(subject.resolved.indicator(*at).name.as_str(), &words);
    let named: Vec<ItemRef> = indicators.into_iter().filter(is_named).collect();
    let [at] = named[..] else { return };
    let indicator = subject.resolved.indicator(at);
    let Some((target, place)) = target(subject, at) else { return };
    let here = |other: &&Figure| other.sentence_start == figure.sentence_start && other.is_in(&target.unit);
    if target.upper.is_some() || !figure.is_in(&target.unit) || all.iter().filter(here).count() != 1 {
        return;
    }
    if known_values(subject, at).any(|known| known == figure.value) {
        return;
    }
    let mut said = target.clone();
    said.value = figure.value;
    let (said, holds, name) = (said.print(), target.print(), indicator.name.as_str());
    sink.push(
        Diagnostic::new(
            &RULE,
            text.text.span(figure.start..figure.end_with_percent()),
            msg!(
                "texten säger {said} om ”{name}”, men årsmålet är {holds}",
                "the text says {said} about \"{name}\", but the target is {holds}",
            ),
        )
        .label(msg!("här står {said}", "this says {said}"))
        .other(place, msg!("årsmålet är {holds}", "the target is {holds}"))
        .help(msg!("skriv {holds} i texten, eller ändra årsmålet", "write {holds} in the text, or change the target")),
    );
}

fn target<'a>(subject: &'a Subject, at: ItemRef) -> Option<(&'a crate::model::Quantity, crate::source::Span)> {
    let target = subject.resolved.target(subject.plan, at)?;
    Some((target.value.quantity()?, target.span))
}

/// The indicators of a goal of the document and of the goals that it serves.
fn indicators(subject: &Subject, goal: usize) -> Vec<ItemRef> {
    let own = GoalRef { document: subject.plan.document, goal };
    let goals = &subject.plan.goals;
    let mut reached: Vec<usize> = subject.plan.joined(own).into_iter().collect();
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(&number) = reached.get(next) {
        next += 1;
        for &on in &goals[number].entries {
            found.extend((0..subject.resolved.goal(on).indicators.len()).map(|item| ItemRef { on, item }));
        }
        for parent in &goals[number].parents {
            if !reached.contains(parent) {
                reached.push(*parent);
            }
        }
    }
    found
}

/// Every value that the text could rightly repeat: targets of all levels, the council's, and earlier outcomes.
fn known_values<'a>(subject: &'a Subject, at: ItemRef) -> impl Iterator<Item = Decimal> + 'a {
    let indicator = subject.resolved.indicator(at);
    let documents = std::iter::once(subject.plan.document).chain(subject.plan.above.iter().copied());
    let set = documents.flat_map(move |number| {
        let own = subject.resolved.plans[number].targets.iter().filter(move |(_, indicator)| *indicator == at);
        own.map(move |(target, _)| &subject.resolved.documents[number].targets[*target].target)
    });
    let written =
        indicator.target.iter().chain(&indicator.council_target).chain(indicator.series.iter().map(|(_, value)| value));
    set.chain(written)
        .filter_map(|target: &At<Target>| target.value.quantity())
        .flat_map(|known| std::iter::once(known.value).chain(known.upper))
}

fn check_budget(budget: &Budget, text: &Text, figure: &Figure, sink: &mut Sink) {
    let (Some(unit), Some(said_unit)) = (budget.unit.as_ref(), figure.money()) else { return };
    let lead = figure.before.trim_end();
    let says_what_it_is =
        ["uppgår till", "uppgår i år till", " är", " är på", "omfattar"].iter().any(|words| lead.ends_with(words));
    if !says_what_it_is || !lead.contains("budget") {
        return;
    }
    let in_said_unit = |amount: Decimal| unit.value.convert(amount, said_unit);
    let is_said = |amount: Decimal| {
        let rounded = in_said_unit(amount)
            .map(|amount| amount.round_dp_with_strategy(figure.value.scale(), RoundingStrategy::MidpointAwayFromZero));
        rounded.is_none_or(|rounded| rounded == figure.value)
    };
    let amounts = budget.rows.iter().map(|row| &row.amounts).chain(budget.total.iter().map(|(_, total)| total));
    let mut in_table = amounts.flat_map(|amounts| {
        amounts.in_order().into_iter().flatten().map(|amount| amount.value).chain(amounts.known_net())
    });
    if in_table.any(is_said) || budget.sums().into_iter().flatten().any(is_said) {
        return;
    }
    let written = budget.total.as_ref().and_then(|(_, total)| total.net.as_ref());
    let Some(net) = written.map(|net| net.value).or(budget.sums()[2]) else { return };
    let (said, said_word, holds, word) =
        (print_decimal(figure.value), said_unit.word(), print_decimal(net), unit.value.word());
    sink.push(
        Diagnostic::new(
            &RULE,
            text.text.span(figure.start..figure.end),
            msg!(
                "texten säger att budgeten är {said} {said_word}, men tabellens netto är {holds} {word}",
                "the text says that the budget is {said} {said_word}, but the table's net is {holds} {word}",
            ),
        )
        .label(msg!("här står {said} {said_word}", "this says {said} {said_word}"))
        .other(
            written.map_or(budget.span, |net| net.span),
            msg!("tabellens netto är {holds} {word}", "the table's net is {holds} {word}"),
        )
        .help(msg!(
            "skriv {holds} {word} i texten, eller rätta tabellen",
            "write {holds} {word} in the text, or fix the table"
        )),
    );
}

/// Whether a sentence, whose words are given in lower case, has at least two thirds of a name's words, in whatever
/// inflection.
fn is_named(name: &str, sentence: &[&str]) -> bool {
    const EMPTY: &[&str] = &[
        "och", "som", "till", "att", "ska", "skall", "för", "med", "den", "det", "andel", "andelen", "antal",
        "antalet", "kan", "sin", "öka", "minska",
    ];
    let name = name.to_lowercase();
    let telling: Vec<&str> = words(&name).filter(|word| word.chars().count() > 2 && !EMPTY.contains(word)).collect();
    let found = telling.iter().filter(|word| sentence.iter().any(|other| is_same_word(word, other))).count();
    match telling[..] {
        [only] => found == 1 && only.chars().count() > 5,
        _ => found > 1 && found * 3 >= telling.len() * 2,
    }
}

fn is_same_word(one: &str, two: &str) -> bool {
    let common = one.chars().zip(two.chars()).take_while(|(one, two)| one == two).count();
    let longest = one.chars().count().max(two.chars().count());
    common == longest || (common >= 4 && common + 3 >= longest)
}

/// What is longer is a table or an enumeration.
const LONGEST_SENTENCE: usize = 600;

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn starts_with_word(text: &str, word: &str) -> bool {
    let mut rest = text.chars();
    let same = word.chars().all(|character| {
        rest.next().is_some_and(|other| {
            other.to_lowercase().eq(character.to_lowercase()) || (character == ' ' && other.is_whitespace())
        })
    });
    same && !rest.next().is_some_and(char::is_alphanumeric)
}

/// The numbers of a text, each with its sentence. Numbers that are part of a word, a date, a range or a heading are passed over.
fn figures<'t>(text: &'t Text) -> Vec<Figure<'t>> {
    let whole: &str = &text.text.text;
    let bytes = whole.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    let mut sentence = 0..0;
    while let Some(start) = first_digit(&bytes[at..]).map(|offset| at + offset) {
        if start >= sentence.end {
            sentence = sentence_around(whole, start);
        }
        let mut end = start;
        while let Some(next) = digits_go_on(&whole[end..]) {
            end += next;
        }
        at = end;
        if sentence.len() > LONGEST_SENTENCE {
            continue;
        }
        let (before, after) = (&whole[sentence.start..start], &whole[end..sentence.end.max(end)]);
        let bound = before
            .ends_with(|character: char| character.is_alphanumeric() || "-–−+§/.,:<>".contains(character))
            || after.trim_start().starts_with(['-', '–', '/', ':', '_']);
        let starts_alone =
            !bound && !after.starts_with(char::is_alphabetic) && !whole[sentence.start..].starts_with('#');
        // What an insert prints is the plan's own.
        let is_inserted = text.parsed.inserts.iter().any(|insert| insert.range.contains(&start));
        if let (true, Some(value)) = (starts_alone && !is_inserted, read_decimal(&whole[start..end])) {
            found.push(Figure {
                value,
                start,
                end,
                sentence: &whole[sentence.clone()],
                sentence_start: sentence.start,
                before: before.to_lowercase(),
                after,
            });
        }
    }
    found
}

/// How many bytes of a number begin here: a digit, or a comma, point or space with digits after it.
fn digits_go_on(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    let after = rest[first.len_utf8()..].bytes().take_while(u8::is_ascii_digit).count();
    match first {
        '0'..='9' => Some(1),
        ',' | '.' if after > 0 => Some(1),
        ' ' | '\u{a0}' if after == 3 => Some(first.len_utf8()),
        _ => None,
    }
}

/// The sentence or the list item around a place: it ends with a full stop before white space, or with the line before a
/// blank line, a heading or another item.
fn sentence_around(text: &str, at: usize) -> std::ops::Range<usize> {
    // Each of these signs is one byte, so that what follows begins a character.
    let is_end = |offset: usize| match text.as_bytes()[offset] {
        b'.' | b'?' | b'!' => text[offset + 1..].chars().next().is_none_or(char::is_whitespace),
        b'\n' => {
            let next = text[offset + 1..].trim_start_matches(' ');
            next.is_empty() || next.starts_with(['\n', '-', '*', '#', '|', '>'])
        }
        _ => false,
    };
    let start = (0..at).rev().find(|offset| is_end(*offset)).map_or(0, |offset| offset + 1);
    let end = (at..text.len()).find(|offset| is_end(*offset)).unwrap_or(text.len());
    let blanks = text[start..].len() - text[start..].trim_start().len();
    (start + blanks).min(at)..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_met_in_its_inflections() {
        let is_named = |name: &str, sentence: &str| {
            let sentence = sentence.to_lowercase();
            is_named(name, &words(&sentence).collect::<Vec<_>>())
        };
        let name = "Andelen medarbetare som kan rekommendera sin arbetsplats till andra.";
        assert!(is_named(name, "Minst 75 % av medarbetarna ska rekommendera arbetsplatsen till andra"));
        assert!(!is_named(name, "Minst 75 % av medarbetarna ska ha en egen plan"));
        assert!(is_named("Sjukfrånvaro", "Sjukfrånvaron ska vara högst 4,5 %"));
        assert!(!is_named("Sjukfrånvaro dag 1-14", "Sjukfrånvaron ska vara högst 4,5 %"));
        assert!(!is_named("AMI", "AMI ska vara 80"));
    }

    #[test]
    fn sentences_end_at_full_stops_and_items() {
        let text = "Ett. Vi ska nå 4.5 % i år.\n- Fem 7\n\n# Åtta 8\n";
        let of = |character: &str| &text[sentence_around(text, text.find(character).unwrap())];
        assert_eq!(of("4.5"), "Vi ska nå 4.5 % i år");
        assert_eq!(of("7"), "- Fem 7");
        assert_eq!(of("8"), "# Åtta 8");
    }
}
