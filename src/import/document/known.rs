//! The fixed words of documents: what the steering model calls its levels, sections and assessments, and what is printed
//! over parts and columns. A word is known in whatever capitals, without its dots and rings, and with a slip or two: poor
//! scans take å for a and f for t.

mod asked;
mod folded;
mod heads;
mod words;

use std::collections::HashSet;

use self::asked::Asked;
pub use self::folded::{fold, is_near, is_year};
use self::folded::{nearest, without_years};
pub use self::words::{Head, Part};
use self::words::{MARKS, OTHER_ASSESSMENTS, OTHER_HEADS, OTHER_LEVELS, OTHER_PARTS, OTHER_STATUSES};

use crate::diagnostic::differs_at_most;
use crate::model::{Status, Steering, Tier};
use crate::print::view::Labels;

/// What the words of documents are known by.
#[derive(Clone)]
pub struct Known<'s> {
    /// The model.
    pub steering: &'s Steering,
    /// The printed words.
    pub labels: &'s Labels,
    levels: Vec<(String, usize)>,
    sections: Vec<(String, usize)>,
    parts: Vec<(String, Part)>,
    heads: Vec<(String, Head)>,
    /// How many of the heads are printed; the others are words that others have for them.
    printed_heads: usize,
    assessments: Vec<(String, usize)>,
    /// Other words for levels, each with the likeliest level.
    other_levels: Vec<(String, usize)>,
    /// What was asked already.
    pub(crate) asked: Asked,
}

/// A heading that names a level of goals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelHeading {
    /// The level, as its number in the steering model.
    pub level: usize,
    /// What stands after the name of the level, its number before it.
    pub title: String,
    /// How many bytes of the heading stand before the title.
    pub label_length: usize,
    /// What stands before the title and its number.
    pub name: String,
    /// What the document calls the level, where the model has another word.
    pub word: Option<String>,
}

impl<'s> Known<'s> {
    /// The words of a model.
    pub fn new(steering: &'s Steering, labels: &'s Labels) -> Known<'s> {
        let levels = steering.levels.iter().enumerate();
        let mut levels: Vec<(String, usize)> = levels.map(|(at, level)| (fold(&level.heading), at)).collect();
        let keys = steering.levels.iter().enumerate().map(|(at, level)| (fold(&level.key), at));
        let keys: Vec<_> = keys.filter(|(key, _)| !levels.iter().any(|(known, _)| known == key)).collect();
        levels.extend(keys);
        let mut sections = Vec::new();
        for (number, section) in steering.sections.iter().enumerate() {
            let given = steering.levels.iter().filter_map(|level| level.heading_of(number));
            let own = section.heading.as_deref();
            sections.extend(given.chain(own).map(|heading| (fold(heading), number)));
            sections.push((fold(&labels.word(&section.key)), number));
        }
        sections.dedup();
        let mut parts: Vec<(String, Part)> = [
            (&labels.contents, Part::Contents),
            (&labels.appendices, Part::Appendices),
            (&labels.proposal, Part::Proposal),
            (&labels.introduction, Part::Introduction),
            (&labels.economy, Part::Economy),
            (&labels.economy_report, Part::Economy),
            (&labels.resource_use, Part::ResourceUse),
            (&labels.income_statement_heading, Part::Statement),
            (&labels.other, Part::Other),
            (&labels.summary, Part::Summary),
            (&labels.goals_followed_up, Part::GoalsFollowedUp),
            (&labels.unattached, Part::Unattached),
            (&labels.quality, Part::Quality),
            (&labels.glossary, Part::Glossary),
            (&labels.closing, Part::Closing),
            (&labels.overview, Part::Overview),
            (&labels.plan_overview, Part::Overview),
            (&labels.roll_up, Part::Overview),
            (&labels.assignments, Part::Assignments),
            (&labels.amendments, Part::Amendments),
        ]
        .into_iter()
        .map(|(word, part)| (fold(word), part))
        .collect();
        parts.extend(OTHER_PARTS.iter().map(|(word, part)| (fold(word), *part)));
        let mut heads: Vec<(String, Head)> = [
            (&labels.indicator, Head::Indicator),
            (&labels.activity, Head::Activity),
            (&labels.target, Head::Target),
            (&labels.council_target, Head::CouncilTarget),
            (&labels.periodicity, Head::Periodicity),
            (&labels.period, Head::Period),
            (&labels.start, Head::Start),
            (&labels.end, Head::End),
            (&labels.outcome, Head::Outcome),
            (&labels.outcome_men, Head::OutcomeMen),
            (&labels.outcome_women, Head::OutcomeWomen),
            (&labels.forecast_of_year, Head::Forecast),
            (&labels.forecast, Head::Forecast),
            (&labels.assessment, Head::Assessment),
            (&labels.deviation, Head::Deviation),
            (&labels.state, Head::Status),
            (&labels.responsible, Head::Responsible),
            (&labels.costs, Head::Costs),
            (&labels.income, Head::Income),
            (&labels.net, Head::Net),
            (&labels.change, Head::Change),
            (&labels.budget, Head::Budget),
            (&labels.development, Head::Movement),
            (&labels.outcome_of_year, Head::Outcome),
            (&labels.outcome_until, Head::Outcome),
            (&labels.number, Head::Number),
            (&labels.assignment, Head::Assignment),
            (&labels.due, Head::Due),
            (&labels.standing, Head::Status),
            (&labels.measure, Head::Measure),
            (&labels.effect, Head::Effect),
            (&labels.budget_change, Head::Amendment),
            (&labels.date, Head::Decided),
            (&labels.decision, Head::Decision),
            (&labels.applies_to, Head::AppliesTo),
            (&labels.amount, Head::Amount),
            (&labels.decided_budget, Head::DecidedBudget),
            (&labels.changes, Head::BudgetChange),
            (&labels.current_budget, Head::Budget),
        ]
        .into_iter()
        .map(|(word, head)| (fold(word), head))
        .collect();
        let printed_heads = heads.len();
        heads.extend(OTHER_HEADS.iter().map(|(word, head)| (fold(word), *head)));
        let mut assessments = Vec::new();
        for (number, assessment) in steering.assessments.iter().enumerate() {
            assessments.push((fold(&assessment.heading), number));
            assessments.extend(assessment.indicator_heading.iter().map(|words| (fold(words), number)));
            let at_occasions = steering.occasions.iter().flat_map(|occasion| &occasion.headings);
            let own = at_occasions.filter(|(of, _)| *of == number);
            assessments.extend(own.map(|(_, words)| (fold(words), number)));
        }
        let other_levels = OTHER_LEVELS.iter().filter_map(|(word, tiers)| {
            Some((fold(word), steering.levels.iter().position(|level| tiers.contains(&level.owner))?))
        });
        let other_levels = other_levels.filter(|(word, _)| !levels.iter().any(|(own, _)| own == word)).collect();
        let asked = Asked::default();
        Known { steering, labels, levels, sections, parts, heads, printed_heads, assessments, other_levels, asked }
    }

    /// The same words for a document with these lines: where it has the model's own word for goals of a rank, other words for
    /// such goals are words of its texts, unless they are numbered as goals below goals are.
    pub fn of_document<'l>(&self, lines: impl Iterator<Item = &'l str> + Clone) -> Known<'s> {
        let mut known = self.clone();
        let owner = |level: usize| self.steering.levels[level].owner;
        let own = lines.clone().filter_map(|line| self.level_by(line, &self.levels, false));
        let own: HashSet<Tier> = own.map(|found| owner(found.level)).collect();
        let others = lines.filter_map(|line| self.level_by(line, &self.other_levels, true));
        let is_below = |title: &str| {
            let number = title.split(' ').next().unwrap_or_default().trim_end_matches('.');
            number.contains('.') && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        };
        let numbered: HashSet<String> =
            others.filter(|found| is_below(&found.title)).map(|found| fold(&found.name)).collect();
        known.other_levels.retain(|(word, level)| !own.contains(&owner(*level)) || numbered.contains(word));
        known
    }

    fn find_level(&self, heading: &str) -> Option<LevelHeading> {
        let own = self.level_by(heading, &self.levels, false);
        own.or_else(|| self.level_by(heading, &self.other_levels, true))
    }

    fn level_by(&self, heading: &str, levels: &[(String, usize)], is_other: bool) -> Option<LevelHeading> {
        let found = |level: usize, name: &str, number: Option<&str>, at: usize| {
            let rest = heading[at..].trim();
            let title = match number {
                Some(number) if rest.is_empty() => number.to_owned(),
                Some(number) => format!("{number} {rest}"),
                None => rest.to_owned(),
            };
            // A word of others is also one of running text: a title follows it.
            let is_title = rest
                .starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit() || "\"”(".contains(first));
            let is_long = rest.split_whitespace().count() > 1;
            let word = is_other.then(|| name.trim().to_owned());
            (!is_other || is_title && (is_long || number.is_some())).then_some(LevelHeading {
                level,
                title,
                label_length: at,
                name: name.trim().to_owned(),
                word,
            })
        };
        let mut best = None;
        for (end, sign) in heading.char_indices().take_while(|(end, _)| *end <= 120) {
            let is_end = sign == ':' || (matches!(sign, '–' | '-') && heading[..end].ends_with(' '));
            if !is_end {
                continue;
            }
            let (name, number) = without_last_number(heading[..end].trim_end());
            // After a dash only what is letter by letter the name of a level begins a goal.
            let level = match sign {
                ':' => nearest(levels, &fold(name)),
                _ => levels.iter().find(|(known, _)| *known == fold(name)).map(|(_, level)| *level),
            };
            if let Some(level) = level {
                best = found(level, name, number, end + sign.len_utf8());
                if sign != ':' {
                    break;
                }
            }
        }
        best.or_else(|| {
            // Without a colon a name is one only before a number, or alone: "Nämndmål 1.4.1 Trygga barn".
            levels.iter().find_map(|(name, level)| {
                let count = name.split(' ').count();
                let mut rest = heading;
                for _ in 0..count {
                    rest = rest.trim_start();
                    rest = &rest[rest.find(char::is_whitespace).unwrap_or(rest.len())..];
                }
                let at = heading.len() - rest.len();
                let after = rest.trim();
                let is_number = after.starts_with(|first: char| first.is_ascii_digit());
                let is_title = is_number && after.contains(char::is_alphabetic) && fold(&heading[..at]) == *name;
                is_title.then(|| found(*level, &heading[..at], None, at)).flatten()
            })
        })
    }

    /// Whether a name is that of a level as it is printed, but for a slip.
    pub fn is_near_level(&self, level: usize, name: &str) -> bool {
        is_near(&fold(name), &fold(&self.steering.levels[level].heading))
    }

    fn find_section(&self, heading: &str) -> Option<usize> {
        nearest(&self.sections, &fold(heading))
    }

    fn find_part(&self, heading: &str) -> Option<Part> {
        let folded = fold(heading);
        let exact = self.parts.iter().find(|(known, _)| *known == folded).map(|(_, part)| *part);
        // "Budget 2025 i sammandrag", "Bokslut 2024".
        let without_year = || {
            let bare = without_years(&folded);
            self.parts.iter().find(|(known, _)| *known == bare).map(|(_, part)| *part)
        };
        exact.or_else(without_year).or_else(|| nearest(&self.parts, &folded))
    }

    /// Whether a heading is that of the budget: "Budget 2025".
    pub fn is_budget(&self, heading: &str) -> bool {
        // Its word and a year.
        if heading.len() > 40.max(4 * self.labels.budget.len()) {
            return false;
        }
        let folded = fold(heading);
        let word = fold(&self.labels.budget);
        let rest = folded.strip_prefix(&word).or_else(|| folded.strip_prefix("budget"));
        rest.is_some_and(|rest| rest.trim().is_empty() || is_year(rest.trim()))
    }

    fn names_analysis(&self, heading: &str) -> bool {
        if heading.len() > 4 * self.labels.analysis.len() {
            return false;
        }
        is_near(&fold(heading), &fold(&self.labels.analysis))
    }

    fn find_assessment(&self, words: &str) -> Option<usize> {
        let folded = fold(words);
        let bare = folded
            .split_once(' ')
            .filter(|(mark, _)| mark.chars().count() <= 2)
            .map_or(folded.as_str(), |(_, rest)| rest);
        [folded.as_str(), bare].into_iter().find_map(|words| {
            let exact = self.assessments.iter().find(|(known, _)| known == words).map(|(_, number)| *number);
            // A scan takes more than one letter of them for another; no two are so near each other.
            let is_near =
                |known: &str| differs_at_most(words, known, (known.chars().count() / 6).max(1), 60) && known.len() > 5;
            exact.or_else(|| self.assessments.iter().find(|(known, _)| is_near(known)).map(|(_, number)| *number))
        })
    }

    /// The assessment that a line says in words of others after a label: "Måluppfyllelse: delvis uppfyllt".
    pub fn labelled_assessment(&self, line: &str) -> Option<usize> {
        let (label, words) = line.split_once(':')?;
        let labels = [
            "maluppfyllelse",
            "bedomning",
            "bedomning av maluppfyllelse",
            "malets status",
            "status",
            "bedomd maluppfyllelse",
        ];
        let label = fold(label);
        let is_label = labels.contains(&label.as_str()) || label == fold(&self.labels.assessment);
        if is_label { self.loose_assessment(words) } else { None }
    }

    fn find_loose_assessment(&self, words: &str) -> Option<usize> {
        let own = self.assessment(words);
        own.or_else(|| {
            let folded = fold(words);
            let place = OTHER_ASSESSMENTS.iter().position(|all| all.iter().any(|word| fold(word) == folded))?;
            let scale: Vec<usize> = self.steering.scale().collect();
            match place {
                0 => scale.first().copied(),
                2 => scale.last().copied().filter(|_| scale.len() > 1),
                _ => scale.get(1).copied().filter(|_| scale.len() > 2),
            }
        })
    }

    fn find_other_status(words: &str) -> Option<Status> {
        let folded = fold(words);
        OTHER_STATUSES.iter().find(|(word, _)| fold(word) == folded).map(|(_, status)| *status)
    }

    fn prints(&self, word: &str) -> bool {
        let of = |all: &str| all.split(' ').any(|own| is_near(word, own));
        let labels = self.labels;
        let front = [
            &labels.reference,
            &labels.appendix,
            &labels.telephone,
            &labels.officers,
            &labels.to,
            &labels.term,
            &labels.meaning,
            &labels.amounts_given_in,
            &labels.outcome_of_year,
            &labels.analysis,
            &labels.see,
            &labels.decided_by,
        ];
        let of_marks = |key: &&str| of(&fold(&labels.word(key)));
        is_year(word)
            || front.into_iter().any(|label| of(&fold(label)))
            || MARKS.iter().any(of_marks)
            || self.heads[..self.printed_heads].iter().any(|(known, _)| of(known))
            || self.parts.iter().any(|(known, _)| of(known))
            || self.sections.iter().any(|(known, _)| of(known))
            || self.levels.iter().any(|(known, _)| of(known))
            || self.assessments.iter().any(|(known, _)| {
                of(known) || known.split(' ').any(|own| own.len() > 7 && differs_at_most(word, own, 2, 40))
            })
            || self.steering.occasions.iter().any(|occasion| fold(&occasion.key) == word)
    }

    fn find_occasion(&self, words: &str) -> Option<usize> {
        let folded = fold(words);
        self.steering.occasions.iter().position(|occasion| {
            let heading = occasion.heading.as_deref().map(fold);
            fold(&occasion.key) == folded || heading.as_deref() == Some(folded.as_str())
        })
    }
}

/// "Nämndmål 1.4" as the name and the number.
fn without_last_number(label: &str) -> (&str, Option<&str>) {
    let Some((name, last)) = label.rsplit_once(char::is_whitespace) else { return (label, None) };
    let is_number = last.starts_with(|first: char| first.is_ascii_digit())
        && last.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
        && last.len() < 8;
    if is_number { (name, Some(last)) } else { (label, None) }
}
