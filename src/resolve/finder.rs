//! Which goal, indicator or activity a written name means in a document and in those above it, and what is said of a name
//! that means none, several, or one at the wrong level.

use std::cell::OnceCell;

use super::known::KnownNames;
use super::names::{How, number_key};
use super::{Context, GoalIndex, GoalRef, Thing, names, rules};
use crate::diagnostic::{Bilingual, Diagnostic, Sink};
use crate::model::At;
use crate::msg;
use crate::plan_format::fields::same_key;

/// Of several goals, or several indicators or activities, of one plan with the same written id the first: that the id is
/// used twice is reported, and is not said again of all that name it.
fn first_of_each(mut found: Vec<Thing>) -> Vec<Thing> {
    let sort = |thing: &Thing| (std::mem::discriminant(thing), document_of(*thing));
    let mut seen = Vec::new();
    found.retain(|thing| {
        let is_new = !seen.contains(&sort(thing));
        seen.push(sort(thing));
        is_new
    });
    found
}

fn document_of(thing: Thing) -> usize {
    match thing {
        Thing::Goal(at) => at.document,
        Thing::Indicator(at) | Thing::Activity(at) => at.on.document,
    }
}

/// What a thing is called in a sentence.
pub(super) fn kind_of(thing: Thing) -> Bilingual {
    match thing {
        Thing::Goal(_) => Bilingual::fixed("ett mål", "a goal"),
        Thing::Indicator(_) => Bilingual::fixed("en indikator", "an indicator"),
        Thing::Activity(_) => Bilingual::fixed("en aktivitet", "an activity"),
    }
}

/// What to write where one of these goals must be named.
fn known_ids(known: &KnownNames) -> Bilingual {
    let (ids, rest) = (known.first(MOST_NAMED), known.count().saturating_sub(MOST_NAMED));
    match rest {
        0 => msg!("skriv id eller nr för ett mål ovanför: {ids}", "write the id or nr of a goal above: {ids}"),
        _ => msg!(
            "skriv id eller nr för ett mål ovanför: {ids} eller något av {rest} till",
            "write the id or nr of a goal above: {ids} or one of {rest} more",
        ),
    }
}

/// The ids of a text such as `1.1, 1.3`, where all of it is ids.
fn several(name: &str, known: &KnownNames) -> Option<String> {
    let ids: Vec<&str> = name.split([',', ';']).map(str::trim).collect();
    let is_id = |written: &&str| known.has(number_key(written).as_ref());
    (ids.len() > 1 && ids.iter().all(is_id)).then(|| ids.join(", "))
}

/// A help names at most so many ids.
const MOST_NAMED: usize = 12;

/// Looks names up in a document and in those above it.
pub(super) struct Finder<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) number: usize,
    pub(super) chain: &'a [usize],
    /// What a goal of each level may point at, where that had to be looked up.
    above_level: OnceCell<Vec<OnceCell<KnownNames>>>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(context: &'a Context<'a>, number: usize, chain: &'a [usize]) -> Finder<'a> {
        Finder { context, number, chain, above_level: OnceCell::new() }
    }

    fn documents(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(self.number).chain(self.chain.iter().copied())
    }

    /// What a text names: by written id, else by number, else by a made id. Several things where it is ambiguous.
    pub(super) fn find(&self, written: &str) -> Vec<Thing> {
        let (level, name) = self.split_level(written);
        let exact = names::key(name);
        let number = number_key(name);
        for how in [How::Written, How::Number, How::Made] {
            let name = if how == How::Number { &number } else { &exact };
            let found: Vec<Thing> = self
                .documents()
                .flat_map(|document| self.context.documents.names(document).get(name))
                .filter(|(strength, thing)| {
                    *strength == how && level.is_none_or(|level| self.level_of(*thing) == Some(level))
                })
                .map(|(_, thing)| thing)
                .collect();
            if !found.is_empty() {
                return match how {
                    How::Written => first_of_each(found),
                    _ => found,
                };
            }
        }
        Vec::new()
    }

    /// `inriktningsmål/1`: the level and the rest.
    fn split_level<'w>(&self, written: &'w str) -> (Option<usize>, &'w str) {
        let levels = &self.context.settings.steering.levels;
        match written.split_once('/') {
            Some((level, rest)) => match levels.iter().position(|known| same_key(level.trim(), &known.key)) {
                Some(level) => (Some(level), rest.trim()),
                None => (None, written),
            },
            None => (None, written),
        }
    }

    fn level_of(&self, thing: Thing) -> Option<usize> {
        match thing {
            Thing::Goal(at) => Some(self.context.goal(at).level),
            _ => None,
        }
    }

    /// The goal that `till` names, for a goal of this level. Reports what it cannot find.
    pub(super) fn parent(
        &self,
        written: &At<String>,
        level: usize,
        number: usize,
        complete: bool,
        sink: &mut Sink,
    ) -> Option<GoalRef> {
        let things = self.find(written.as_str());
        let goals: Vec<GoalRef> = things
            .iter()
            .filter_map(|thing| match thing {
                Thing::Goal(at) => Some(*at),
                _ => None,
            })
            .collect();
        let allowed: Vec<GoalRef> = goals
            .iter()
            .copied()
            .filter(|at| {
                let other = self.context.goal(*at).level;
                other < level || (other == level && at.document != number)
            })
            .collect();
        // The same goal written in several plans of the chain is one goal: the highest entry stands for it.
        let mut distinct: Vec<GoalRef> = Vec::new();
        for at in allowed.iter().rev() {
            let same = |other: &GoalRef| {
                other.document != at.document && self.context.goal(*other).level == self.context.goal(*at).level
            };
            if !distinct.iter().any(same) {
                distinct.push(*at);
            }
            // Two are enough to be ambiguous.
            if distinct.len() == 2 {
                break;
            }
        }
        match distinct[..] {
            [at] => return Some(at),
            [] => {}
            [first, second, ..] => {
                self.report_ambiguous(written, first, second, sink);
                return None;
            }
        }
        if let Some(at) = goals.first() {
            self.report_wrong_level(written, level, *at, sink);
        } else if complete && !self.has_lost_goals() {
            let finding = self.unknown(written, level, things.first(), sink);
            sink.push(finding);
        }
        None
    }

    /// Whether goals of these plans could not be read, which is reported there.
    pub(super) fn has_lost_goals(&self) -> bool {
        self.documents().any(|document| self.context.documents.head(document).has_lost_goals)
    }

    fn unknown(&self, written: &At<String>, level: usize, instead: Option<&Thing>, sink: &mut Sink) -> Diagnostic {
        let (name, known) = (written.as_str(), self.known_above(level));
        let message = match instead {
            Some(thing) => {
                let is = kind_of(*thing);
                let (sv, en) = (&is.sv, &is.en);
                msg!("{name} är {sv}, inte ett mål", "{name} is {en}, not a goal")
            }
            None if known.has_title(name) => {
                msg!("”{name}” är målets titel, inte dess id", "\"{name}\" is the goal's title, not its id")
            }
            None => msg!("inget mål heter {name}", "no goal is called {name}"),
        };
        let mut finding = Diagnostic::new(&rules::UNKNOWN_PARENT, written.span, message);
        if let Some(thing) = instead {
            finding = finding.other(self.span_of(*thing), msg!("namnet används här", "the name is used here"));
        }
        if let Some(ids) = several(name, known) {
            return finding
                .help(msg!("skriv till: [{ids}]", "write till: [{ids}]"))
                .suggest(written.span, format!("[{ids}]"));
        }
        let near = self.goal_within(name);
        let near = near.as_deref().filter(|near| known.has(near)).or_else(|| known.near(name, sink));
        match near.or_else(|| known.near_title(name, sink)) {
            Some(near) => {
                let title = known.title(near);
                finding
                    .help(msg!("skriv till: {near}, målet ”{title}”", "write till: {near}, the goal \"{title}\""))
                    .suggest(written.span, near)
            }
            None if known.is_empty() => finding.help(msg!(
                "planen har inga mål på nivåerna ovanför: skriv dem, eller bygg på planen ovanför med bygger_på",
                "the plan has no goals at the levels above: write them, or build on the plan above with bygger_på",
            )),
            None => finding.help(known_ids(known)),
        }
    }

    /// The id of the goal that a text such as `mål 1.1` or `1.1 Parkerna är trygga` begins or ends with.
    fn goal_within(&self, written: &str) -> Option<String> {
        let (first, _) = written.split_once(' ')?;
        let (_, last) = written.rsplit_once(' ')?;
        [first, last].into_iter().find_map(|word| match self.find(word)[..] {
            [Thing::Goal(at)] => Some(names::goal_id(self.context.goal(at))),
            _ => None,
        })
    }

    /// The goals that a goal of this level may point at, each by id and title.
    fn known_above(&self, level: usize) -> &KnownNames {
        let levels = || self.context.settings.steering.levels.iter().map(|_| OnceCell::new()).collect();
        self.above_level.get_or_init(levels)[level].get_or_init(|| {
            let goals = self
                .documents()
                .flat_map(|document| self.context.documents[document].goals.iter().map(move |goal| (document, goal)));
            KnownNames::of(goals.filter_map(|(document, goal)| {
                let is_above = goal.level < level || (goal.level == level && document != self.number);
                // A goal without a title here is an addition to one that is listed with its title.
                let title = goal.title.as_ref().filter(|_| is_above)?;
                Some((names::goal_id(goal), title.value.clone()))
            }))
        })
    }

    fn report_wrong_level(&self, written: &At<String>, level: usize, at: GoalRef, sink: &mut Sink) {
        let name = written.as_str();
        let other = self.context.goal(at);
        let levels = &self.context.settings.steering.levels;
        let (own, theirs) = (&levels[level].key, &levels[other.level].key);
        let place = other.title.as_ref().map_or(other.span, |title| title.span);
        sink.push(
            Diagnostic::new(
                &rules::PARENT_NOT_ABOVE,
                written.span,
                msg!(
                    "{name} är ett {theirs} och står inte ovanför ett {own}",
                    "{name} is a goal of the level {theirs}, which is not above {own}",
                ),
            )
            .other(place, msg!("målet som nämns", "the goal that is named"))
            .help(match self.known_above(level) {
                known if known.is_empty() => {
                    msg!("nämn ett mål på en högre nivå i till", "name a goal of a higher level in till")
                }
                known => known_ids(known),
            }),
        );
    }

    fn report_ambiguous(&self, written: &At<String>, first: GoalRef, second: GoalRef, sink: &mut Sink) {
        let name = written.as_str();
        let levels = &self.context.settings.steering.levels;
        let place = |at: GoalRef| {
            let goal = self.context.goal(at);
            goal.id.as_ref().or(goal.number.as_ref()).map_or(goal.span, |name| name.span)
        };
        let (one, two) = (self.context.goal(first), self.context.goal(second));
        let finding = Diagnostic::new(
            &rules::AMBIGUOUS_NUMBER,
            written.span,
            msg!("flera mål ovanför heter {name}", "several goals above are called {name}",),
        )
        .other(place(first), msg!("det ena", "one of them"))
        .other(place(second), msg!("det andra", "the other"));
        sink.push(if one.level == two.level {
            finding.help(msg!(
                "ge målen egna id och skriv id i till",
                "give the goals ids of their own and write the id in till",
            ))
        } else {
            let (one, two) = (&levels[one.level].key, &levels[two.level].key);
            let number = number_key(name);
            finding.help(msg!("skriv {one}/{number} eller {two}/{number}", "write {one}/{number} or {two}/{number}"))
        });
    }

    /// Ids that somebody wrote are one namespace over the chain; an addition to an inherited goal is no second use.
    pub(super) fn report_ids_used_twice(&self, inherited: usize, index: &GoalIndex, sink: &mut Sink) {
        let is_addition = |one: Thing, two: Thing| match (one, two) {
            (Thing::Goal(one), Thing::Goal(two)) => {
                index.get(one).is_some_and(|joined| joined < inherited && index.get(two) == Some(joined))
            }
            _ => false,
        };
        for (name, thing) in self.context.documents.names(self.number).written() {
            let is_before = |other: &Thing| self.span_of(*other) < self.span_of(thing);
            let others = |document: usize| {
                let found = self.context.documents.names(document).get(name).filter(|(how, _)| *how == How::Written);
                found.map(|(_, other)| other)
            };
            let earlier = self.documents().find_map(|document| {
                others(document).find(|other| match document == self.number {
                    true => *other < thing && is_before(other),
                    false => !is_addition(thing, *other),
                })
            });
            // In one file the order of writing decides which of two is "the first".
            let earlier = earlier.or_else(|| others(self.number).find(|other| *other != thing && is_before(other)));
            if let Some(other) = earlier {
                let other = self.span_of(other);
                let free = names::slug(self.words_of(thing));
                let is_free = !free.is_empty() && self.find(&free).is_empty();
                sink.push(
                    Diagnostic::new(
                        &rules::ID_USED_TWICE,
                        self.span_of(thing),
                        msg!("id {name} används två gånger", "the id {name} is used twice",),
                    )
                    .other(other, msg!("här används det redan", "here it is already in use"))
                    .help(match is_free {
                        true => msg!(
                            "ge den ena ett annat id, till exempel id: {free}",
                            "give one of them another id, for instance id: {free}",
                        ),
                        false => msg!("ge den ena ett annat id", "give one of them another id"),
                    }),
                );
            }
        }
    }

    /// The title or name of a thing; empty where none is written.
    fn words_of(&self, thing: Thing) -> &str {
        match thing {
            Thing::Goal(at) => self.context.goal(at).title.as_ref().map_or("", |title| title.as_str()),
            Thing::Indicator(at) => self.context.goal(at.on).indicators[at.item].name.as_str(),
            Thing::Activity(at) => self.context.goal(at.on).activities[at.item].name.as_str(),
        }
    }

    pub(super) fn span_of(&self, thing: Thing) -> crate::source::Span {
        let id = match thing {
            Thing::Goal(at) => self.context.goal(at).id.as_ref(),
            Thing::Indicator(at) => self.context.goal(at.on).indicators[at.item].id.as_ref(),
            Thing::Activity(at) => self.context.goal(at.on).activities[at.item].id.as_ref(),
        };
        let whole = match thing {
            Thing::Goal(at) => self.context.goal(at).span,
            Thing::Indicator(at) => self.context.goal(at.on).indicators[at.item].span,
            Thing::Activity(at) => self.context.goal(at.on).activities[at.item].span,
        };
        id.map_or(whole, |id| id.span)
    }
}
