//! The fixed words of documents: what the steering model calls its levels, sections and assessments, and what is printed
//! over parts and columns. A word is known in whatever capitals, without its dots and rings, and with a slip or two: poor
//! scans take å for a and f for t.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::differs_at_most;
use crate::model::Steering;
use crate::print::view::Labels;

/// A part of a document that has a heading of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The table of contents.
    Contents,
    /// The list of appendices.
    Appendices,
    /// The proposal for decision on the cover.
    Proposal,
    /// The introduction.
    Introduction,
    /// The economy, of a plan or a report.
    Economy,
    /// How resources are used.
    ResourceUse,
    /// The income statement of a report.
    Statement,
    /// Other matters.
    Other,
    /// The summarising analysis of a report.
    Summary,
    /// The heading over the goals of a report.
    GoalsFollowedUp,
    /// The heading over goals that serve none above.
    Unattached,
    /// Systematic quality work.
    Quality,
    /// The glossary of a contribution.
    Glossary,
    /// The closing of a contribution.
    Closing,
    /// What is counted out of the rest: it is printed of itself.
    Overview,
}

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Names of indicators.
    Indicator,
    /// Names of activities.
    Activity,
    /// Targets.
    Target,
    /// The council's targets.
    CouncilTarget,
    /// How often it is reported.
    Periodicity,
    /// The occasion that is reported.
    Period,
    /// First days.
    Start,
    /// Last days.
    End,
    /// Outcomes.
    Outcome,
    /// Outcomes of men.
    OutcomeMen,
    /// Outcomes of women.
    OutcomeWomen,
    /// Outcomes of an earlier occasion.
    Earlier,
    /// Forecasts.
    Forecast,
    /// Assessments.
    Assessment,
    /// Deviations.
    Deviation,
    /// Statuses.
    Status,
    /// Who answers for it.
    Responsible,
    /// Costs.
    Costs,
    /// Income.
    Income,
    /// Net.
    Net,
    /// Change against last year.
    Change,
    /// The budget of a statement.
    Budget,
    /// How it has moved: it is computed.
    Movement,
}

/// What the words of documents are known by.
pub struct Known<'s> {
    /// The model.
    pub steering: &'s Steering,
    /// The printed words.
    pub labels: &'s Labels,
    levels: Vec<(String, usize)>,
    sections: Vec<(String, usize)>,
    parts: Vec<(String, Part)>,
    heads: Vec<(String, Head)>,
    assessments: Vec<(String, usize)>,
}

/// Other words for the parts of plans and reports than those that are printed.
const OTHER_PARTS: &[(&str, Part)] = &[
    ("uppföljning av ekonomi", Part::Economy),
    ("redovisning av ekonomi", Part::Economy),
    ("ekonomi", Part::Economy),
    ("analys av resultaträkning uppföljning av driftbudget", Part::Statement),
    ("analys av resultaträkning", Part::Statement),
    ("resultaträkning", Part::Statement),
    ("inledning", Part::Introduction),
    ("innehållsförteckning", Part::Contents),
    ("innehåll", Part::Contents),
    ("uppföljning av kommunfullmäktiges inriktningsmål", Part::GoalsFollowedUp),
];

/// Other words for columns than those that are printed.
const OTHER_HEADS: &[(&str, Head)] = &[
    ("indikator", Head::Indicator),
    ("indikatorer", Head::Indicator),
    ("nyckeltal", Head::Indicator),
    ("mått", Head::Indicator),
    ("aktivitet", Head::Activity),
    ("aktiviteter", Head::Activity),
    ("startdatum", Head::Start),
    ("start", Head::Start),
    ("slutdatum", Head::End),
    ("slut", Head::End),
    ("klart senast", Head::End),
    ("årsmål", Head::Target),
    ("målvärde", Head::Target),
    ("kfs årsmål", Head::CouncilTarget),
    ("kommunfullmäktiges årsmål", Head::CouncilTarget),
    ("fullmäktiges årsmål", Head::CouncilTarget),
    ("periodicitet", Head::Periodicity),
    ("mätfrekvens", Head::Periodicity),
    ("periodens utfall", Head::Outcome),
    ("utfall", Head::Outcome),
    ("utfall män pojkar", Head::OutcomeMen),
    ("utfall kvinnor flickor", Head::OutcomeWomen),
    ("utfall i bokslut", Head::Outcome),
    ("avvikelse", Head::Deviation),
    ("status", Head::Status),
    ("ansvarig", Head::Responsible),
    ("kostnader", Head::Costs),
    ("intäkter", Head::Income),
    ("netto", Head::Net),
    ("ökning minskning", Head::Change),
    ("förändring", Head::Change),
    ("budget", Head::Budget),
    ("prognos", Head::Forecast),
    ("period", Head::Period),
];

/// The keys of the words of marks: how something stands, and whose it is.
const MARKS: [&str; 20] = [
    "målet_nått",
    "nära_målet",
    "målet_ej_nått",
    "i_takt",
    "nära_takten",
    "efter_målet",
    "inget_utfall",
    "genomförd",
    "pågår",
    "försenad",
    "ej_påbörjad",
    "avbruten",
    "ägare_kommun",
    "ägare_region",
    "ägare_nämnd",
    "ägare_bolag",
    "ägare_förvaltning",
    "ägare_avdelning",
    "ägare_enhet",
    "ägare_grupp",
];

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
        ]
        .into_iter()
        .map(|(word, head)| (fold(word), head))
        .collect();
        heads.extend(OTHER_HEADS.iter().map(|(word, head)| (fold(word), *head)));
        let mut assessments = Vec::new();
        for (number, assessment) in steering.assessments.iter().enumerate() {
            assessments.push((fold(&assessment.heading), number));
            assessments.extend(assessment.indicator_heading.iter().map(|words| (fold(words), number)));
            let at_occasions = steering.occasions.iter().flat_map(|occasion| &occasion.headings);
            let own = at_occasions.filter(|(of, _)| *of == number);
            assessments.extend(own.map(|(_, words)| (fold(words), number)));
        }
        Known { steering, labels, levels, sections, parts, heads, assessments }
    }

    /// The level of goals that a heading names, with what stands after the name.
    pub fn level<'t>(&self, heading: &'t str) -> Option<(usize, &'t str)> {
        let ends = heading.match_indices(':').map(|(at, _)| at);
        let mut found = None;
        for end in ends.take_while(|end| *end <= 120) {
            let written = fold(&heading[..end]);
            if let Some(level) = nearest(&self.levels, &written) {
                found = Some((level, heading[end + 1..].trim()));
            }
        }
        found.or_else(|| {
            // Without a colon a name is one only before a number, or alone: "Nämndmål 1.4.1 Trygga barn".
            self.levels.iter().find_map(|(name, level)| {
                let count = name.split(' ').count();
                let mut rest = heading;
                for _ in 0..count {
                    rest = rest.trim_start();
                    rest = &rest[rest.find(char::is_whitespace).unwrap_or(rest.len())..];
                }
                let written = &heading[..heading.len() - rest.len()];
                let rest = rest.trim();
                let is_number = rest.starts_with(|first: char| first.is_ascii_digit());
                (fold(written) == *name && is_number && rest.contains(char::is_alphabetic)).then_some((*level, rest))
            })
        })
    }

    /// The section of goals that a heading is.
    pub fn section(&self, heading: &str) -> Option<usize> {
        nearest(&self.sections, &fold(heading))
    }

    /// The part that a heading begins.
    pub fn part(&self, heading: &str) -> Option<Part> {
        let folded = fold(heading);
        let exact = self.parts.iter().find(|(known, _)| *known == folded).map(|(_, part)| *part);
        exact.or_else(|| nearest(&self.parts, &folded))
    }

    /// Whether a heading is that of the budget: "Budget 2025".
    pub fn is_budget(&self, heading: &str) -> bool {
        let folded = fold(heading);
        let word = fold(&self.labels.budget);
        let rest = folded.strip_prefix(&word).or_else(|| folded.strip_prefix("budget"));
        rest.is_some_and(|rest| rest.trim().is_empty() || is_year(rest.trim()))
    }

    /// Whether a heading is that of an analysis.
    pub fn is_analysis(&self, heading: &str) -> bool {
        is_near(&fold(heading), &fold(&self.labels.analysis))
    }

    /// What a column with this head holds.
    pub fn head(&self, words: &str) -> Option<Head> {
        let folded = fold(words);
        if let Some((_, head)) = self.heads.iter().find(|(known, _)| *known == folded) {
            return Some(*head);
        }
        // "KF:s årsmål år 2025", "Utfall VB 2021", "Utfall i bokslut 2022", "Utfall t.o.m. 2025-08-31".
        let without_year =
            folded.split(' ').filter(|word| !is_year(word) && *word != "ar").collect::<Vec<_>>().join(" ");
        let has_year = without_year.len() < folded.len();
        if has_year {
            let mut known = self.heads.iter().filter(|(known, _)| without_year.starts_with(known.as_str()));
            let of_outcome = fold(&self.labels.outcome_of);
            if let Some((_, head)) = known.find(|(known, _)| *known == without_year) {
                let is_earlier = *head == Head::Outcome && without_year == of_outcome;
                return Some(if is_earlier { Head::Earlier } else { *head });
            }
            let rest = without_year.strip_prefix(&of_outcome).map(str::trim);
            if let Some(rest) = rest {
                let is_occasion = self.steering.occasions.iter().any(|occasion| fold(&occasion.key) == rest);
                return Some(if is_occasion { Head::Earlier } else { Head::Outcome });
            }
            if without_year.starts_with("periodens utfall") {
                return Some(Head::Earlier);
            }
        }
        nearest(&self.heads, &folded)
    }

    /// The assessment that words are, whatever mark stands before them.
    pub fn assessment(&self, words: &str) -> Option<usize> {
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

    /// Whether a folded word is one that parts and columns are printed under: it comes back in print of itself.
    pub fn is_printed(&self, word: &str) -> bool {
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
            || self.heads.iter().any(|(known, _)| of(known))
            || self.parts.iter().any(|(known, _)| of(known))
            || self.sections.iter().any(|(known, _)| of(known))
            || self.levels.iter().any(|(known, _)| of(known))
            || self.assessments.iter().any(|(known, _)| {
                of(known) || known.split(' ').any(|own| own.len() > 7 && differs_at_most(word, own, 2, 40))
            })
            || self.steering.occasions.iter().any(|occasion| fold(&occasion.key) == word)
    }

    /// The key of the occasion that words name: "VB", "T1".
    pub fn occasion(&self, words: &str) -> Option<usize> {
        let folded = fold(words);
        self.steering.occasions.iter().position(|occasion| {
            let heading = occasion.heading.as_deref().map(fold);
            fold(&occasion.key) == folded || heading.as_deref() == Some(folded.as_str())
        })
    }
}

/// Words as they are compared: small letters without dots and rings, and nothing but letters, digits and single blanks.
pub fn fold(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.nfd().flat_map(char::to_lowercase) {
        match letter {
            letter if letter.is_alphanumeric() => out.push(letter),
            // The rings and dots that were taken apart, and what stands within words: "KF:s".
            '\u{300}'..='\u{36f}' | ':' | '\u{ad}' | '’' | '\'' => {}
            _ if out.ends_with(' ') || out.is_empty() => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether a word is a year of our time.
pub fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether two folded words are the same but for a slip for every eight letters.
pub fn is_near(written: &str, known: &str) -> bool {
    if written == known {
        return true;
    }
    let most = match known.chars().count() {
        0..=5 => return false,
        length => (length / 8).max(1),
    };
    differs_at_most(written, known, most, 120)
}

/// What the one folded word that is nearest stands for.
fn nearest<T: Copy>(all: &[(String, T)], written: &str) -> Option<T> {
    let exact = all.iter().find(|(known, _)| known == written);
    exact.or_else(|| all.iter().find(|(known, _)| is_near(written, known))).map(|(_, what)| *what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_what_a_poor_scan_loses() {
        assert_eq!(fold("KF:s mål för  verksamhetsområdet:"), "kfs mal for verksamhetsomradet");
        assert_eq!(fold("Utfall män/pojkar"), "utfall man pojkar");
        assert!(is_near("uppftylls helt", "uppfylls helt") && is_near("arbetsatt", "arbetssatt"));
        assert!(!is_near("ovrigt", "oversikt") && !is_near("mal", "mat"));
    }

    #[test]
    fn a_year_is_four_digits() {
        assert!(is_year("2025") && is_year("1998"));
        assert!(!is_year("3025") && !is_year("20") && !is_year("20 5"));
    }
}
