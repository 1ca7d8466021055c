//! Numbers of goals or questions that come in the wrong order, leave a gap or are used twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::model::Contribution;
use crate::msg;
use crate::resolve::names::number_key;
use crate::source::Span;

/// VP0207.
pub static RULE: Rule = Rule {
    code: "VP0207",
    name: "goal-number-out-of-sequence",
    level: Severity::Warning,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målens eller frågornas nummer följer inte på varandra",
        "the numbers of the goals or questions do not follow each other",
    ),
    what: Bilingual::fixed(
        "Bland målen under ett och samma mål kommer ett nummer i fel ordning, används två gånger eller hoppas över. Bara sista delen jämförs: 4 i 1.4, B i `B -`. Var numreringen börjar spelar ingen roll. Hopp påpekas bara bland mål som planens egen organisation beslutar, aldrig bland fullmäktiges, för en plan tar ofta upp bara de av dem som den behöver. I ett bidrag jämförs frågornas nummer genom hela dokumentet. Ett nummer som 7a jämförs inte.",
        "Among the goals under one and the same goal, a number comes in the wrong order, is used twice or is skipped. Only the last part is compared: 4 in 1.4, B in `B -`. Where the numbering begins does not matter. Gaps are reported only among goals that the plan's own organisation decides, never among the council's, as a plan often lists only those of them that it needs. In a contribution the numbers of the questions are compared through the whole document. A number such as 7a is not compared.",
    ),
    why: Bilingual::fixed(
        "Numren trycks, och man hänvisar till dem i möten och i uppföljningen. Ett nummer som hoppas över ser ut som ett mål som fallit bort, och två lika går inte att skilja åt.",
        "The numbers are printed, and people refer to them in meetings and in the follow-up. A number skipped looks like a goal that got lost, and two alike cannot be told apart.",
    ),
    fixes: Fixes::NONE,
};

/// The goals whose numbers are compared: level, parent, the number before its last part, and whether that is a letter.
type Series<'a> = (usize, Option<usize>, &'a str, bool);

/// A number as it is compared, and as it is printed but for what stands after it.
struct Numbered<'a> {
    value: u32,
    number: &'a str,
    place: Span,
}

/// What is said of the things that are numbered.
struct Words {
    give_another: Bilingual,
    before: Bilingual,
    change_places: Bilingual,
    write_missing: Bilingual,
}

static GOALS: Words = Words {
    give_another: Bilingual::fixed("ge ett av målen ett annat nummer", "give one of the goals another number"),
    before: Bilingual::fixed("målet före", "the goal before"),
    change_places: Bilingual::fixed(
        "byt plats på målen eller rätta numret: målen trycks i filens ordning",
        "swap the goals or fix the number: goals are printed in the order of the file",
    ),
    write_missing: Bilingual::fixed(
        "rätta numret, eller skriv målet som saknas",
        "fix the number, or write the goal that is missing",
    ),
};

static QUESTIONS: Words = Words {
    give_another: Bilingual::fixed("ge en av frågorna ett annat nummer", "give one of the questions another number"),
    before: Bilingual::fixed("frågan före", "the question before"),
    change_places: Bilingual::fixed(
        "byt plats på frågorna eller rätta numret: frågorna trycks i filens ordning",
        "swap the questions or fix the number: questions are printed in the order of the file",
    ),
    write_missing: Bilingual::fixed(
        "rätta numret, eller skriv frågan som saknas",
        "fix the number, or write the question that is missing",
    ),
};

/// Reports numbers out of order, used twice or skipped.
pub fn check(subject: &Subject, sink: &mut Sink) {
    check_goals(subject, sink);
    if let Some(contribution) = &subject.document.contribution {
        check_questions(contribution, sink);
    }
}

fn check_goals(subject: &Subject, sink: &mut Sink) {
    let mut series: BTreeMap<Series, Vec<Numbered>> = BTreeMap::new();
    let mut used: BTreeSet<(usize, &str, bool, u32)> = BTreeSet::new();
    let keys: Vec<_> = subject
        .resolved
        .decided_by(subject.plan)
        .filter(|decided| !decided.joined.dangling)
        .filter_map(|decided| {
            let written = decided.goal.number.as_ref()?;
            Some((decided.joined, written, number_key(written.as_str())))
        })
        .collect();
    for (joined, written, number) in &keys {
        let Some((before, value, letter)) = last_part(number) else { continue };
        used.insert((joined.level, before, letter, value));
        let parent = joined.parents.first().copied();
        let numbered = Numbered { value, number, place: written.span };
        series.entry((joined.level, parent, before, letter)).or_default().push(numbered);
    }
    for ((level, _, before, letter), numbered) in &series {
        report_order(numbered, &GOALS, sink);
        if decides(subject, *level) {
            let between = |from: u32, to: u32| {
                used.range((*level, *before, *letter, from + 1)..(*level, *before, *letter, to)).count()
            };
            report_gaps(numbered, between, &GOALS, sink);
        }
    }
}

/// Questions are numbered through the whole document, whatever area they stand in.
fn check_questions(contribution: &Contribution, sink: &mut Sink) {
    let mut series: BTreeMap<(&str, bool), Vec<Numbered>> = BTreeMap::new();
    // 7a and 7b have no order of their own, but the 7 is there.
    let mut divided: BTreeSet<u32> = BTreeSet::new();
    let numbered = contribution.numbered();
    for (number, question) in &numbered {
        let place = question.number.as_ref().or(question.question.as_ref()).map_or(question.span, |text| text.span);
        match last_part(number) {
            Some((before, value, letter)) => {
                series.entry((before, letter)).or_default().push(Numbered { value, number, place });
            }
            None => {
                let digits = number.split(|character: char| !character.is_ascii_digit()).next().unwrap_or("");
                divided.extend(digits.parse::<u32>());
            }
        }
    }
    for ((before, letter), numbered) in &series {
        report_order(numbered, &QUESTIONS, sink);
        let is_plain = before.is_empty() && !letter;
        let between = |from: u32, to: u32| if is_plain { divided.range(from + 1..to).count() } else { 0 };
        report_gaps(numbered, between, &QUESTIONS, sink);
    }
}

/// Whether the level is the organisation's own; the municipality's file is often an extract with the needed goals only.
fn decides(subject: &Subject, level: usize) -> bool {
    let levels = &subject.resolved.settings.steering.levels;
    let tier = subject.document.organisation.tier();
    let has_own = levels.iter().any(|level| level.owner == tier);
    // Departments and groups have no level of their own and write goals of the lowest.
    let own = if has_own { levels[level].owner == tier } else { level + 1 == levels.len() };
    own && !tier.is_council()
}

fn report_order(numbered: &[Numbered], words: &Words, sink: &mut Sink) {
    let mut first_of: BTreeMap<u32, Span> = BTreeMap::new();
    let mut previous: Option<&Numbered> = None;
    for numbered in numbered {
        let number = numbered.number;
        if let Some(first) = first_of.get(&numbered.value) {
            sink.push(
                Diagnostic::new(
                    &RULE,
                    numbered.place,
                    msg!("nr {number} används två gånger", "nr {number} is used twice",),
                )
                .other(*first, msg!("här används det redan", "here it is already in use"))
                .help(words.give_another.clone()),
            );
            continue;
        }
        first_of.insert(numbered.value, numbered.place);
        if let Some(previous) = previous.filter(|previous| previous.value > numbered.value) {
            let before = previous.number;
            sink.push(
                Diagnostic::new(
                    &RULE,
                    numbered.place,
                    msg!("nr {number} kommer efter nr {before}", "nr {number} comes after nr {before}",),
                )
                .other(previous.place, words.before.clone())
                .help(words.change_places.clone()),
            );
        }
        previous = Some(numbered);
    }
}

fn report_gaps(numbered: &[Numbered], used_between: impl Fn(u32, u32) -> usize, words: &Words, sink: &mut Sink) {
    let mut sorted: Vec<&Numbered> = numbered.iter().collect();
    sorted.sort_by_key(|numbered| numbered.value);
    for pair in sorted.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        // A numbering that runs on through the whole plan has its missing numbers under other goals.
        let missing = (after.value - before.value).saturating_sub(1) as usize;
        if missing > 0 && used_between(before.value, after.value) < missing {
            let (from, to) = (before.number, after.number);
            sink.push(
                Diagnostic::new(
                    &RULE,
                    after.place,
                    msg!("numren hoppar från {from} till {to}", "the numbers jump from {from} to {to}",),
                )
                .other(before.place, msg!("numret före", "the number before"))
                .help(words.write_missing.clone()),
            );
        }
    }
}

/// What stands before the last part, the last part's value, and whether that part is a letter.
fn last_part(number: &str) -> Option<(&str, u32, bool)> {
    let before = number.trim_end_matches(|character: char| character.is_ascii_digit());
    if before.len() < number.len() {
        return Some((before, number[before.len()..].parse().ok()?, false));
    }
    let letter = number.chars().next_back()?;
    let before = &number[..number.len() - letter.len_utf8()];
    let alone = before.chars().next_back().is_none_or(|character| !character.is_alphanumeric());
    let place = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ".chars().position(|known| letter.to_uppercase().eq([known]));
    alone.then_some((before, place? as u32, true))
}

#[cfg(test)]
mod tests {
    use super::last_part;

    #[test]
    fn only_the_last_part_counts() {
        assert_eq!(last_part("3.10"), Some(("3.", 10, false)));
        assert_eq!(last_part("E2"), Some(("E", 2, false)));
        assert_eq!(last_part("b"), Some(("", 1, true)));
        assert_eq!(last_part("1 Ö"), Some(("1 ", 28, true)));
        assert_eq!(last_part("IV"), None);
        assert_eq!(last_part("99999999999"), None);
    }
}
