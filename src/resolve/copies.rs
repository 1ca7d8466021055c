//! Documents that are there twice: plans of one organisation and year, reports of one plan and occasion, contributions.
//!
//! | kind | is the same where these are the same |
//! | --- | --- |
//! | plan | year, organisation with those above it, and the title on the cover where one is written |
//! | follow-up | plan, occasion, `för`, and most of what is reported |
//! | contribution | year, organisation, title and the headings of its areas |
//!
//! The organisations above are those that are written and those of the plans that it builds on: units of one name under
//! two boards are two. Of the same the one with the plainest name is the first.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::held::{self, Documents, HeldPlan, Ties};
use super::names::plain_name;
use super::{Link, rules};
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::{Document, FollowUp, Organisation, Tier};
use crate::msg;
use crate::source::{SourceId, Span};

/// Words that people and programs put in the names of copies.
const WORDS_OF_COPIES: &[&str] =
    &["kopia", "kopior", "copy", "copies", "backup", "säkerhetskopia", "gammal", "gamla", "old", "utkast", "draft"];

/// How odd the path of a document is: a copy's is odder than that of what it was copied from. `path` has `/` between its
/// parts.
pub fn oddness(path: &str) -> usize {
    let marks: usize = path.split('/').map(marks).sum();
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_usual = name.to_lowercase().split('.').next() == Some("plan");
    // Whatever is put to a name makes it longer.
    (marks * 2 + usize::from(!is_usual)) * 10_000 + path.chars().count().min(9_999)
}

/// How many words, numbers in brackets and dates of copies a name has.
fn marks(name: &str) -> usize {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let is_mark = |part: &str| {
        let digits = part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit());
        WORDS_OF_COPIES.contains(&part) || digits
    };
    let words = stem.split(|character: char| !character.is_alphanumeric()).filter(|part| is_mark(part)).count();
    let is_numbered = stem.rsplit_once('(').is_some_and(|(_, rest)| {
        rest.strip_suffix(')')
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    });
    words + usize::from(is_numbered) + usize::from(stem.ends_with('~'))
}

/// Of which document each is one more; `None` for the first of its kind. `plans` are the documents joined.
pub(super) fn find(documents: &Documents, plans: &[HeldPlan], links: &[Link]) -> Vec<Option<usize>> {
    let mut led_to: HashMap<usize, usize> = HashMap::new();
    for above in links.iter().filter_map(|link| link.above) {
        *led_to.entry(above).or_default() += 1;
    }
    let mut same: HashMap<Identity, Vec<usize>> = HashMap::new();
    held::each(
        0..documents.len(),
        || documents.apart(),
        |documents, number| {
            if let Some(identity) = identity(documents, number, plans[number].ties(), links[number]) {
                same.entry(identity).or_default().push(number);
            }
        },
    );
    let mut copies = vec![None; documents.len()];
    for mut numbers in same.into_values().filter(|numbers| numbers.len() > 1) {
        numbers
            .sort_by_key(|number| (links[*number].oddness, Reverse(led_to.get(number).copied().unwrap_or(0)), *number));
        for (at, number) in numbers.iter().enumerate() {
            let first = numbers[..at].iter().find(|first| is_alike(&documents[**first], &documents[*number]));
            copies[*number] = first.copied();
        }
    }
    copies
}

/// What two documents have in common that are the same.
#[derive(PartialEq, Eq, Hash)]
enum Identity {
    Plan { year: i16, names: Vec<(Tier, String)>, title: Option<String> },
    FollowUp { plan: usize, occasion: String, part: Option<String> },
    Contribution { year: i16, names: Vec<(Tier, String)>, title: Option<String>, areas: Vec<String> },
    RollUp { plan: usize, occasion: usize },
}

/// What identifies a document; `None` where that is missing, which is reported.
fn identity(documents: &Documents, number: usize, plan: &Ties, link: Link) -> Option<Identity> {
    let head = documents.head(number);
    // Of a plan the head tells, which is there.
    let document = || &documents[number];
    if let Some(follow_up) = head.is_follow_up.then(document).and_then(|document| document.follow_up.as_ref()) {
        return Some(Identity::FollowUp {
            plan: link.above?,
            occasion: plain_name(follow_up.period.as_ref()?.as_str()),
            part: follow_up.part.as_ref().map(|part| plain_name(part.as_str())),
        });
    }
    if let Some(roll_up) = head.is_roll_up.then(document).and_then(|document| document.roll_up.as_ref()) {
        return Some(Identity::RollUp { plan: link.above?, occasion: roll_up.occasion? });
    }
    let year = head.year.as_ref()?.value;
    if head.organisation.name().trim().is_empty() {
        return None;
    }
    let above = plan.above.iter().map(|number| &*documents.head(*number).organisation);
    let names = names(&head.organisation, above);
    let title = head.title.as_deref().map(plain_name);
    let contribution = (!head.is_plan()).then(document).and_then(|document| document.contribution.as_ref());
    Some(match contribution {
        None => Identity::Plan { year, names, title },
        Some(contribution) => {
            let headings = contribution.areas.iter().filter_map(|area| area.heading.as_ref());
            let areas: Vec<String> = headings.map(|heading| plain_name(heading.as_str())).collect();
            // Of one that has neither yet nothing tells which it is.
            if title.is_none() && areas.is_empty() {
                return None;
            }
            Identity::Contribution { year, names, title, areas }
        }
    })
}

/// The names of an organisation from the highest rank down; those that it does not give are those of the plans above.
fn names<'o>(own: &'o Organisation, above: impl Iterator<Item = &'o Organisation>) -> Vec<(Tier, String)> {
    let mut names: Vec<(Tier, String)> = Vec::new();
    for (tier, name) in std::iter::once(own).chain(above).flat_map(|organisation| &organisation.names) {
        if *tier <= own.tier() && !names.iter().any(|(known, _)| known == tier) {
            names.push((*tier, plain_name(name.as_str())));
        }
    }
    names.sort();
    names
}

/// Whether two of one identity are the same indeed. Two files may share out one report without saying for whom each is:
/// then they report different things.
fn is_alike(one: &Document, other: &Document) -> bool {
    let (Some(one), Some(other)) = (&one.follow_up, &other.follow_up) else { return true };
    let (one, other) = (reported(one), reported(other));
    let both = one.intersection(&other).count();
    both * 2 >= one.len().min(other.len())
}

/// What a follow-up reports on.
fn reported(follow_up: &FollowUp) -> BTreeSet<(&'static str, &str)> {
    let FollowUp { goals, indicators, activities, summary, economy, quality, .. } = follow_up;
    let goals = goals.iter().map(|entry| ("mål", entry.id.as_str()));
    let indicators = indicators.iter().map(|entry| ("indikator", entry.id.as_str()));
    let activities = activities.iter().map(|entry| ("aktivitet", entry.id.as_str()));
    let parts = [
        summary.as_ref().map(|_| ("sammanfattning", "")),
        economy.as_ref().map(|_| ("ekonomi", "")),
        quality.as_ref().map(|_| ("kvalitetsarbete", "")),
    ];
    goals.chain(indicators).chain(activities).chain(parts.into_iter().flatten()).collect()
}

/// Reports each document that is there already, and takes back what was said of the parts of such a pair one by one.
pub(super) fn report(documents: &Documents, copies: &[Option<usize>], sink: Sink) -> Sink {
    let pairs: Vec<(usize, usize)> =
        copies.iter().enumerate().filter_map(|(number, first)| Some((number, (*first)?))).collect();
    let source = |number: usize| documents.head(number).source;
    let files: HashSet<(SourceId, SourceId)> = pairs
        .iter()
        .map(|(one, two)| (source(*one), source(*two)))
        .flat_map(|(one, two)| [(one, two), (two, one)])
        .collect();
    let is_of_a_pair = |finding: &Diagnostic| {
        std::ptr::eq(finding.rule, &rules::REPORTED_TWICE)
            && finding.others.iter().any(|other| files.contains(&(finding.span.source, other.span.source)))
    };
    let mut kept = Sink::default();
    kept.extend(sink.into_vec().into_iter().filter(|finding| !is_of_a_pair(finding)));
    let mut firsts = pairs.iter().map(|(_, first)| *first);
    held::each(
        pairs.iter().map(|(number, _)| *number),
        || documents.apart(),
        |documents, number| {
            kept.extend(firsts.next().map(|first| finding(&documents[number], &documents[first])));
        },
    );
    kept
}

fn finding(document: &Document, first: &Document) -> Diagnostic {
    let name = document.organisation.name();
    let year = document.year.as_ref().map_or_else(String::new, |year| year.value.to_string());
    let message = match &document.follow_up {
        Some(follow_up) => {
            let occasion = follow_up.period.as_ref().map_or("", |period| period.as_str());
            msg!("planen har redan en rapport för {occasion}", "the plan has a report for {occasion} already")
        }
        None if document.roll_up.is_some() => {
            msg!(
                "planen har redan en sammanställning för tillfället",
                "the plan has a roll-up for the occasion already"
            )
        }
        None if document.contribution.is_some() => {
            msg!("{name} har redan ett bidrag för {year}", "{name} has a contribution for {year} already")
        }
        None => msg!("{name} har redan en plan för {year}", "{name} has a plan for {year} already"),
    };
    let help = match document.follow_up.is_some() {
        false if document.roll_up.is_some() => msg!(
            "är filen en kopia, ta bort den eller flytta den ur planernas mapp; annars rätta period eller plan",
            "if the file is a copy, remove it or move it out of the plans' folder; otherwise fix period or plan",
        ),
        true => msg!(
            "är filen en kopia, ta bort den eller flytta den ur planernas mapp; annars rätta period, eller skriv för: och vems del det är",
            "if the file is a copy, remove it or move it out of the plans' folder; otherwise fix period, or write för: and whose part it is",
        ),
        false => msg!(
            "är filen en kopia, ta bort den eller flytta den ur planernas mapp; annars rätta år eller organisation",
            "if the file is a copy, remove it or move it out of the plans' folder; otherwise fix år or organisation",
        ),
    };
    Diagnostic::new(&rules::ALREADY_THERE, place(document), message)
        .label(msg!("den här är en till", "this is one more"))
        .other(place(first), msg!("här är den första", "here is the first"))
        .help(help)
}

/// The words that say which document it is.
fn place(document: &Document) -> Span {
    match (&document.follow_up, &document.roll_up) {
        (Some(follow_up), _) => follow_up.period.as_ref().map_or(follow_up.kind, |period| period.span),
        (None, Some(roll_up)) => roll_up.period.as_ref().map_or(roll_up.place, |period| period.span),
        (None, None) => document.organisation.own().map_or(document.organisation_span, |(_, name)| name.span),
    }
}

#[cfg(test)]
mod tests {
    use super::oddness;

    #[test]
    fn a_copy_has_the_odder_name() {
        for copy in [
            "plans/enhet/plan - Kopia.yaml",
            "plans/enhet/Kopia av plan.yaml",
            "plans/enhet/plan (1).yaml",
            "plans/enhet/plan copy.yaml",
            "plans/enhet/plan_gammal.yaml",
            "plans/enhet/plan_2026-03-01.yaml",
            "plans/enhet/plan20260301.yaml",
            "plans/enhet/a.yaml",
            "plans/enhet/plan2.yaml",
            "plans/enhet/plan.yaml~",
            "plans/enhet/plan.yaml.yaml",
            "plans/enhet - Kopia/plan.yaml",
            "plans/gamla/plan.yaml",
        ] {
            assert!(oddness(copy) > oddness("plans/enhet/plan.yaml"), "{copy}");
        }
        // Where all lies in a folder with such a name, the file's own name still tells.
        assert!(oddness("plans/gamla stan/plan (2).yaml") > oddness("plans/gamla stan/plan.yaml"));
        assert!(oddness("plans/t1 - Kopia.yaml") > oddness("plans/t1.yaml"));
    }
}
