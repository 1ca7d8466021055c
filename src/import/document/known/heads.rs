//! What the columns of tables hold, by their heads.

use super::{Head, Known, fold, is_year, nearest, without_years};
use crate::plan_format::fields::MONTH_NAMES;

/// Words of a head that say of which part of the year it is.
const FILLING: [&str; 9] = ["helar", "delar", "ack", "ackumulerat", "perioden", "tom", "t", "o", "m"];

/// Whether a folded word is the name of a month, or its first letters.
fn is_month(word: &str) -> bool {
    word.chars().count() >= 3 && MONTH_NAMES.iter().any(|month| month.starts_with(word))
}

impl Known<'_> {
    pub(super) fn find_head(&self, words: &str) -> Option<Head> {
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
        nearest(&self.heads, &folded).or_else(|| self.loose_head(words))
    }

    /// What a column holds whose head says more than is known: which months, whose, or one thing or another.
    fn loose_head(&self, words: &str) -> Option<Head> {
        let exact = |folded: &str| self.heads.iter().find(|(known, _)| known == folded).map(|(_, head)| *head);
        // "Aktivitet/insats".
        let parts: Option<Vec<Head>> = words.split('/').map(|part| exact(&fold(part))).collect();
        if let Some([first, rest @ ..]) = parts.as_deref().filter(|parts| parts.len() > 1) {
            let is_activity = parts.iter().flatten().any(|head| *head == Head::Activity);
            return match rest.iter().all(|head| head == first) {
                true => Some(*first),
                false => is_activity.then_some(Head::Activity),
            };
        }
        let folded = fold(words);
        // "Ansvarig nämnd".
        if folded.split(' ').count() == 2 && folded.starts_with("ansvarig ") {
            return Some(Head::Responsible);
        }
        // "Utfall jan–aug 2026", "Prognos helår".
        let is_filling = |word: &str| is_month(word) || is_year(word) || FILLING.contains(&word);
        let bare = folded.split(' ').filter(|word| !is_filling(word)).collect::<Vec<_>>().join(" ");
        (bare.len() < folded.len()).then(|| exact(&bare)).flatten().filter(|head| {
            matches!(head, Head::Outcome | Head::Budget | Head::Forecast | Head::Deviation | Head::Target)
        })
    }

    pub(super) fn has_exact_head(&self, words: &str) -> bool {
        let folded = fold(words);
        let bare = without_years(&folded);
        let occasion =
            bare.rsplit_once(' ').filter(|(_, last)| self.occasion(last).is_some()).map(|(before, _)| before);
        self.heads.iter().any(|(known, _)| *known == bare || Some(known.as_str()) == occasion)
    }

    /// What a column of cells with this head holds: of years too, that stand alone.
    pub fn column(&self, words: &str) -> Option<Head> {
        self.head(words).or_else(|| {
            let folded = fold(words);
            is_year(&folded).then(|| folded.parse().ok()).flatten().map(Head::OutcomeIn)
        })
    }
}
