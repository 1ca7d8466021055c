//! Goals whose title has changed since last year and that have no id to know them by.

use std::collections::HashSet;

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink, differs_at_most};
use crate::lint::rules::Subject;
use crate::model::{Goal, Tier};
use crate::msg;
use crate::resolve::names;

/// VP0308.
pub static RULE: Rule = Rule {
    code: "VP0308",
    name: "goal-renamed-without-id",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed(
        "målets titel har ändrats sedan förra året och inget id skrevs",
        "the goal's title has changed since last year and no id was written",
    ),
    what: Bilingual::fixed(
        "Förra årets plan har ett mål med samma nummer under samma mål, eller med nästan samma titel. Målet i år har varken `id` eller `ersätter` som säger att det är samma mål.",
        "Last year's plan has a goal with the same number under the same goal, or with nearly the same title. This year's goal has neither `id` nor `ersätter` to say that it is the same goal.",
    ),
    why: Bilingual::fixed(
        "Utan id känns målet igen på sitt nummer eller sin titel. När orden ändras bryts jämförelsen mellan åren, eller så jämförs två olika mål.",
        "Without an id the goal is known by its number or title. When the words change, the comparison of years breaks, or two different goals are compared.",
    ),
    fixes: Fixes::NONE,
};

/// Reports goals decided here whose title has changed since last year and that nothing but the title or number names.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for (goal, other) in renamed(subject) {
        let (Some(title), Some(before)) = (&goal.title, &other.title) else { continue };
        let (words, id) = (title.as_str(), names::goal_id(other));
        let finding = Diagnostic::new(
            &RULE,
            title.span,
            msg!(
                "målet ”{words}” hade en annan titel förra året, och inget id håller ihop åren",
                "the goal \"{words}\" had another title last year, and no id connects the years",
            ),
        )
        .label(msg!("titeln i år", "the title this year"))
        .other(before.span, msg!("förra årets titel", "last year's title"));
        sink.push(match other.id {
            Some(_) => finding.help(msg!(
                "skriv id: {id} om det är samma mål, annars ett eget id",
                "write id: {id} if it is the same goal, otherwise an id of its own",
            )),
            None => finding.help(msg!(
                "skriv ersätter: [{id}] om det är samma mål, annars ett eget id",
                "write ersätter: [{id}] if it is the same goal, otherwise an id of its own",
            )),
        });
    }
}

/// The goals decided here that most likely are one of last year's under another title, each with that one.
pub(super) fn renamed<'a>(subject: &Subject<'a>) -> Vec<(&'a Goal, &'a Goal)> {
    let mut found = Vec::new();
    let Some(last) = subject.plan.last_year else { return found };
    let tier = subject.document.organisation.tier().min(Tier::Unit);
    let levels = &subject.resolved.settings.steering.levels;
    // In a plan that holds every level the goals of those above are theirs to reword.
    let is_own = |goal: &&Goal| levels[goal.level].owner >= tier;
    let earlier: Vec<KnownNames> =
        subject.resolved.documents[last].goals.iter().filter(is_own).filter_map(KnownNames::of).collect();
    let here: Vec<KnownNames> = subject
        .plan
        .goals
        .iter()
        .map(|goal| goal.entries[0])
        .filter(|at| at.document == subject.plan.document)
        .map(|at| subject.resolved.goal(at))
        .filter(is_own)
        .filter_map(KnownNames::of)
        .collect();
    let titles_here: HashSet<&str> = here.iter().map(|known| known.slug.as_str()).collect();
    let titles_then: HashSet<&str> = earlier.iter().map(|known| known.slug.as_str()).collect();
    let known_by_id: HashSet<String> = here
        .iter()
        .flat_map(|known| known.goal.id.iter().chain(&known.goal.replaces))
        .map(|id| names::number_key(id.as_str()).into_owned())
        .collect();
    let is_gone = |known: &&KnownNames| {
        !titles_here.contains(known.slug.as_str()) && !known_by_id.contains(&names::goal_id(known.goal))
    };
    let gone: Vec<(&KnownNames, HashSet<&str>)> =
        earlier.iter().filter(is_gone).map(|known| (known, known.words())).collect();
    if gone.is_empty() {
        return found;
    }
    for known in &here {
        let goal = known.goal;
        if goal.id.is_some() || !goal.replaces.is_empty() || titles_then.contains(known.slug.as_str()) {
            continue;
        }
        let words = known.words();
        let same_number = gone.iter().find(|(other, _)| known.same_number(other));
        let Some((other, _)) = same_number.or_else(|| gone.iter().find(|other| known.is_like(&words, other))) else {
            continue;
        };
        found.push((goal, other.goal));
    }
    found
}

/// A goal with what it is recognised by.
struct KnownNames<'a> {
    goal: &'a Goal,
    slug: String,
}

impl KnownNames<'_> {
    fn of(goal: &Goal) -> Option<KnownNames<'_>> {
        let slug = names::slug(goal.title.as_ref()?.as_str());
        Some(KnownNames { goal, slug })
    }

    fn words(&self) -> HashSet<&str> {
        self.slug.split('-').collect()
    }

    fn same_number(&self, other: &KnownNames) -> bool {
        let number = |goal: &Goal| goal.number.as_ref().map(|number| names::number_key(number.as_str()).into_owned());
        let parents = |goal: &Goal| -> Vec<String> {
            goal.parents.iter().map(|parent| names::number_key(parent.as_str()).into_owned()).collect()
        };
        self.goal.level == other.goal.level
            && self.goal.number.is_some()
            && number(self.goal) == number(other.goal)
            && parents(self.goal) == parents(other.goal)
    }

    fn is_like(&self, words: &HashSet<&str>, (other, other_words): &(&KnownNames, HashSet<&str>)) -> bool {
        // Comparing letter by letter is slow: only titles that share a third of their words are worth it.
        let shared = words.intersection(other_words).count();
        self.goal.level == other.goal.level
            && shared * 3 >= words.len().min(other_words.len())
            && is_likely_reworded(&self.slug, &other.slug)
    }
}

/// A longer title is a text, and its letters are not compared.
const LONGEST_TITLE: usize = 300;

/// At most two letters in five differ.
fn is_likely_reworded(one: &str, two: &str) -> bool {
    let longest = one.chars().count().max(two.chars().count());
    differs_at_most(one, two, longest * 2 / 5, LONGEST_TITLE)
}
