//! The goals, indicators, activities and assignments that a form asks for.

use rust_decimal::Decimal;

use super::{Asked, AskedKind, AskedValue, Reported, Said, ValueKind, reported};
use crate::drafts::forms::{Form, GoalPart, Item, expected, heading};
use crate::model::{ActivityReport, At, Direction, Indicator, Outcome, Prose, Quantity, Status, Target, Value};
use crate::read::load::Loaded;
use crate::resolve::reports::due::GoalDue;
use crate::resolve::{EntryRef, ItemRef};

impl Form<'_> {
    /// All that the form asks for, in the order of the page: each goal, its activities, its indicators; then assignments, the
    /// income statement, the measures, the economy, and the report as a whole.
    pub fn asked(&self) -> Vec<Asked> {
        let mut all = Vec::new();
        for part in &self.goals {
            all.extend(self.asked_of_goal(part));
        }
        all.extend(self.assignments.iter().map(|number| self.assignment(*number)));
        if self.who.is_none() {
            all.extend(self.statement_rows());
            all.extend(self.measures());
            all.extend(self.whole_economy());
            all.push(self.whole());
        }
        all
    }

    /// What is asked for of a goal and what stands under it.
    pub(in crate::drafts::forms) fn asked_of_goal(&self, part: &GoalPart) -> Vec<Asked> {
        let loaded = self.wish.loaded;
        let due = loaded.resolved.goal_due(self.plan, part.goal, self.wish.occasion, &loaded.sources);
        let goal = part.key.as_ref().map(|key| self.goal(part, key, &due));
        let activities = part.activities.iter().map(|item| self.activity(item, &due));
        let indicators = part.indicators.iter().map(|item| self.indicator(item, &due));
        goal.into_iter().chain(activities).chain(indicators).collect()
    }

    fn entry_of_report<T>(&self, find: impl FnOnce(&crate::resolve::Report) -> Option<T>) -> Option<T> {
        self.prefill.report().and_then(find)
    }

    fn goal(&self, part: &GoalPart, key: &str, due: &GoalDue) -> Asked {
        let loaded = self.wish.loaded;
        let (resolved, steering) = (&loaded.resolved, &loaded.resolved.settings.steering);
        let goal = &self.plan.goals[part.goal];
        let at: Option<EntryRef> = self.entry_of_report(|report| report.goals[part.goal]);
        let entry = at.map(|at| resolved.goal_report(at));
        let words = steering.assessments.iter().enumerate().map(|(number, assessment)| {
            let shown = steering.heading_at(Some(self.wish.occasion), number);
            (assessment.key.clone(), shown.to_owned())
        });
        let key_of = |assessment: &At<usize>| steering.assessments[assessment.value].key.clone();
        let assessment = entry.and_then(|entry| entry.assessment.as_ref()).map(key_of);
        let forecast = entry.and_then(|entry| entry.forecast.as_ref()).map(key_of);
        let words: Vec<(String, String)> = words.collect();
        let mut values = vec![AskedValue { key: "bedömning", kind: ValueKind::Word(words.clone()), now: assessment }];
        // The last report says how it went; before it there is a forecast.
        if !self.is_last() {
            values.push(AskedValue { key: "prognos", kind: ValueKind::Word(words), now: forecast });
        }
        let analysis = prose(loaded, entry.and_then(|entry| entry.analysis.as_ref()));
        values.push(AskedValue { key: "analys", kind: ValueKind::Text, now: analysis });
        let title = resolved.origin(goal).title.as_ref().map_or_else(|| key.to_owned(), |title| title.value.clone());
        let texts = expected(loaded, goal).into_iter().map(|text| text.text(&loaded.sources).text.into_owned());
        Asked {
            kind: AskedKind::Goal,
            id: key.to_owned(),
            name: heading(loaded, goal),
            said: vec![(Said::Title, title)],
            texts: texts.collect::<Vec<_>>().join("\n"),
            is_due: due.assessment.is_some(),
            values,
            reported: at.zip(entry).map(|(at, entry)| reported(at, entry.id.span)),
        }
    }

    fn indicator(&self, item: &Item, due: &GoalDue) -> Asked {
        let loaded = self.wish.loaded;
        let resolved = &loaded.resolved;
        let indicator = resolved.indicator(item.at);
        let at = self.entry_of_report(|report| report.indicators.get(&item.at).copied());
        let entry = at.map(|at| resolved.indicator_report(at));
        let own = resolved.target(self.plan, item.at).map(|target| &target.value);
        let council = indicator.council_target.as_ref().map(|target| &target.value);
        let earlier = self.prefill.outcomes(item.at);
        let figures = || {
            let targets = own.into_iter().chain(council).filter_map(quantity);
            targets.chain(earlier.iter().filter_map(|earlier| earlier.outcome.quantity()))
        };
        let unit = figures().map(|figure| figure.unit.clone()).next().unwrap_or_default();
        let known: Vec<Decimal> = figures().map(|figure| figure.value).collect();
        let value = |key: &'static str, now: Option<&Value<Outcome>>| AskedValue {
            key,
            kind: ValueKind::Figure { unit: unit.clone(), known: known.clone() },
            now: now.and_then(|now| now.as_ref()).map(|at| filled_in(&at.value, &unit)),
        };
        let mut values = vec![value("utfall", entry.map(|entry| &entry.outcome))];
        if is_by_gender(indicator) {
            values.push(value("män", entry.map(|entry| &*entry.men)));
            values.push(value("kvinnor", entry.map(|entry| &*entry.women)));
        }
        // Of what is counted the outcome so far says little about the year.
        if indicator.counted.as_ref().is_some_and(|counted| counted.value) && !self.is_last() {
            values.push(value("prognos", entry.map(|entry| &*entry.forecast)));
        }
        let analysis = prose(loaded, entry.and_then(|entry| entry.analysis.as_ref()));
        values.push(AskedValue { key: "analys", kind: ValueKind::Text, now: analysis });
        let direction = indicator.direction.as_ref().map(|direction| match direction.value {
            Direction::Higher => "högre",
            Direction::Lower => "lägre",
            Direction::Range => "intervall",
        });
        let description = indicator.description.as_ref().map(|text| text.text(&loaded.sources).text.into_owned());
        let source = indicator.source_words().map(|words| words.into_owned());
        let said = [
            (Said::Title, Some(indicator.name.value.clone())),
            (Said::Target, own.map(Target::print)),
            (Said::CouncilTarget, council.map(Target::print)),
            (Said::Direction, direction.map(str::to_owned)),
        ];
        Asked {
            kind: AskedKind::Indicator,
            id: item.key.clone(),
            name: indicator.name.value.clone(),
            said: said.into_iter().filter_map(|(part, words)| Some((part, words?))).collect(),
            texts: description.into_iter().chain(source).collect::<Vec<_>>().join("\n"),
            is_due: is_due(&due.indicators, item.at),
            values,
            reported: at.zip(entry).map(|(at, entry)| reported(at, entry.id.span)),
        }
    }

    fn activity(&self, item: &Item, due: &GoalDue) -> Asked {
        let loaded = self.wish.loaded;
        let activity = loaded.resolved.activity(item.at);
        let at = self.entry_of_report(|report| report.activities.get(&item.at).copied());
        let entry: Option<&ActivityReport> = at.map(|at| loaded.resolved.activity_report(at));
        let status = entry.and_then(|entry| entry.status.as_ref()).map(|status| status.value.word().to_owned());
        let deviation = entry.and_then(|entry| entry.deviation.as_ref()).map(|words| words.value.clone());
        let words = |status: Status| (status.word().to_owned(), status.word().to_owned());
        let said = [
            (Said::Title, Some(activity.name.value.clone())),
            (Said::Start, activity.printed_start()),
            (Said::End, activity.printed_end()),
        ];
        Asked {
            kind: AskedKind::Activity,
            id: item.key.clone(),
            name: activity.name.value.clone(),
            said: said.into_iter().filter_map(|(part, words)| Some((part, words?))).collect(),
            texts: String::new(),
            is_due: is_due(&due.activities, item.at),
            values: vec![
                AskedValue { key: "status", kind: ValueKind::Word(Status::ALL.map(words).to_vec()), now: status },
                AskedValue { key: "avvikelse", kind: ValueKind::Line, now: deviation },
                AskedValue {
                    key: "analys",
                    kind: ValueKind::Text,
                    now: prose(loaded, entry.and_then(|entry| entry.analysis.as_ref())),
                },
            ],
            reported: at.zip(entry).map(|(at, entry)| reported(at, entry.id.span)),
        }
    }

    pub(in crate::drafts::forms) fn assignment(&self, number: usize) -> Asked {
        let loaded = self.wish.loaded;
        let resolved = &loaded.resolved;
        let joined = &self.plan.assignments[number];
        let given = resolved.given(joined);
        let at = self.entry_of_report(|report| report.assignments.get(number).copied().flatten());
        let entry = at.map(|at| resolved.assignment_report(at));
        let status = entry.and_then(|entry| entry.status.as_ref());
        let words = |status: Status| (status.word_of_assignment().to_owned(), status.word_of_assignment().to_owned());
        let title = given.title.as_ref().map_or_else(|| joined.id.clone(), |title| title.value.clone());
        let said = [
            (Said::Title, Some(title.clone())),
            (Said::Decision, given.decision.as_ref().map(|decision| decision.value.clone())),
            (Said::End, resolved.assignment_due(joined).map(|due| due.to_string())),
        ];
        Asked {
            kind: AskedKind::Assignment,
            id: joined.id.clone(),
            name: title,
            said: said.into_iter().filter_map(|(part, words)| Some((part, words?))).collect(),
            texts: String::new(),
            is_due: resolved.assignment_answered(self.plan, number, self.wish.occasion).is_some(),
            values: vec![
                AskedValue {
                    key: "status",
                    kind: ValueKind::Word(Status::ALL.map(words).to_vec()),
                    now: status.map(|status| status.value.word_of_assignment().to_owned()),
                },
                AskedValue {
                    key: "svar",
                    kind: ValueKind::Text,
                    now: prose(loaded, entry.and_then(|entry| entry.answer.as_ref())),
                },
                AskedValue {
                    key: "ärende",
                    kind: ValueKind::Line,
                    now: entry.and_then(|entry| entry.matter.as_ref()).map(|matter| matter.value.clone()),
                },
            ],
            reported: at.zip(entry).map(|(at, entry)| reported(at, entry.id.span)),
        }
    }

    /// The report's own text.
    pub(in crate::drafts::forms) fn whole(&self) -> Asked {
        let loaded = self.wish.loaded;
        let parts = self.prefill.report().into_iter().flat_map(|report| &report.parts);
        let summaries = parts.filter_map(|part| {
            let document = &loaded.resolved.documents[*part];
            Some((*part, document.follow_up.as_deref()?.summary.as_ref()?))
        });
        let summary = summaries.into_iter().find(|(_, summary)| !summary.is_blank(&loaded.sources));
        Asked::text_of_report(
            AskedKind::Whole,
            "sammanfattande_analys",
            prose(loaded, summary.map(|(_, summary)| summary)),
            summary.map(|(document, summary)| Reported { document, at: summary.span }),
        )
    }
}

fn is_due(all: &[(ItemRef, bool)], item: ItemRef) -> bool {
    all.iter().any(|(of, _)| *of == item)
}

fn quantity(target: &Target) -> Option<&Quantity> {
    match target {
        Target::Quantity(quantity) => Some(quantity),
        Target::Bound(bound) => Some(&bound.quantity),
        _ => None,
    }
}

/// An outcome as it is filled in: a number in the measure's own unit stands without it.
fn filled_in(outcome: &Outcome, unit: &str) -> String {
    match outcome {
        Outcome::Figure(figure) if figure.upper.is_none() => {
            let number = figure.value.to_string().replace('.', ",");
            let is_own =
                figure.unit.is_empty() || figure.same_unit(&Quantity { unit: unit.to_owned(), ..figure.clone() });
            if is_own { number } else { format!("{number} {}", figure.unit) }
        }
        Outcome::Missing => "saknas".to_owned(),
        other => other.print(),
    }
}

/// A text that says something.
pub(super) fn prose(loaded: &Loaded, text: Option<&Prose>) -> Option<String> {
    let text = text.filter(|text| !text.is_blank(&loaded.sources))?;
    Some(text.text(&loaded.sources).text.trim().to_owned())
}

fn is_by_gender(indicator: &Indicator) -> bool {
    indicator.by_gender.as_ref().is_some_and(|is| is.value)
}
