//! What is told of documents that were read: which they are, what was written, and what they call things.

use super::Done;
use crate::cli::console;
use crate::diagnostic::{Bilingual, Language};
use crate::import::document::recognised::Recognised;
use crate::import::document::written::words::{self, OwnModel};
use crate::model::DocumentKind;
use crate::msg;

/// The lines of a vp.yaml that would print the words that one document has, or several.
pub(super) fn told_words(who: &Bilingual, model: &OwnModel, language: Language) -> String {
    let (own, sv, en) = (words::lines(model, language), &who.sv, &who.en);
    let told = match (model.levels.is_empty(), model.words.is_empty()) {
        (true, _) => msg!(
            "{sv} ord i tabellernas huvuden. Ska de tryckas, skriv dem i vp.yaml:\n\n{own}\n",
            "{en} words over the columns of tables. To have them printed, write in vp.yaml:\n\n{own}\n",
        ),
        (false, true) => msg!(
            "{sv} nivåer av mål. Ska planerna ha dem, skriv dem i vp.yaml och byt nycklarna under mål:\n\n{own}\n",
            "{en} levels of goals. To have them in plans, write in vp.yaml and change the keys below mål:\n\n{own}\n",
        ),
        (false, false) => msg!(
            "{sv} nivåer av mål, och ord i tabellernas huvuden. Ska planerna ha dem, skriv dem i vp.yaml och byt nycklarna under mål:\n\n{own}\n",
            "{en} levels of goals, and words over the columns of tables. To have them in plans, write in vp.yaml and change the keys below mål:\n\n{own}\n",
        ),
    };
    told.get(language).to_owned()
}

/// Which document it is, in words: "verksamhetsplan 2025 för Barnenheten".
pub(super) fn what(out: &Recognised, language: Language) -> String {
    let kind = out.kind.key();
    let year = out.year.map_or_else(String::new, |year| format!(" {year}"));
    let of = match out.organisation() {
        Some(name) => format!(" {} {name}", msg!("för", "for").get(language)),
        None => String::new(),
    };
    format!("{kind}{year}{of}")
}

/// How much it holds: "9 mål, 10 indikatorer, 12 aktiviteter".
pub(super) fn counts(out: &Recognised) -> Bilingual {
    if out.kind == DocumentKind::Contribution {
        let (areas, questions) = (
            out.contribution.areas.len(),
            out.contribution.areas.iter().map(|area| area.questions.len()).sum::<usize>(),
        );
        return msg!("{areas} områden, {questions} frågor", "{areas} areas, {questions} questions");
    }
    let goals = out.goals.len();
    let indicators: usize = out.goals.iter().map(|goal| goal.indicators.len()).sum();
    let activities: usize = out.goals.iter().map(|goal| goal.activities.len()).sum();
    msg!(
        "mål: {goals}, indikatorer: {indicators}, aktiviteter: {activities}",
        "goals: {goals}, indicators: {indicators}, activities: {activities}"
    )
}

impl Done {
    pub(super) fn told(&self, language: Language) -> String {
        let out = &self.imported.recognised;
        let mut told = format!("{}: {}\n  {}\n", self.shown, what(out, language), counts(out).get(language));
        for (path, guesses) in &self.written {
            let look = match guesses {
                0 => String::new(),
                count => format!(" ({})", msg!("{count} att kontrollera", "{count} to check").get(language)),
            };
            told.push_str(&format!("  {path}{look}\n"));
        }
        for path in &self.kept {
            let words = msg!("{path} fanns redan och är orörd", "{path} was there already and is as it was");
            told.push_str(&format!("  {}\n", words.get(language)));
        }
        let left = out.left.len();
        if left > 0 {
            let list = self
                .written
                .iter()
                .map(|(path, _)| path.as_str())
                .find(|path| path.contains("inte-forstatt"))
                .unwrap_or_default();
            let words = match left {
                1 => {
                    msg!("ett ställe förstods inte: det står i {list}", "one place was not understood: it is in {list}")
                }
                _ => msg!(
                    "{left} ställen förstods inte: de står i {list}",
                    "{left} places were not understood: they are in {list}"
                ),
            };
            told.push_str(&format!("{}\n", words.get(language)));
        }
        if !self.proposed.is_empty() {
            let who = Bilingual::fixed("dokumentet har egna", "the document has its own");
            told.push_str(&told_words(&who, &self.proposed, language));
        }
        let folder = console::quoted(&self.folder);
        let words = msg!("Nu: vp check {folder}", "Now: vp check {folder}");
        told.push_str(&format!("{}\n", words.get(language)));
        told
    }

    pub(super) fn told_in_short(&self, language: Language) -> String {
        let out = &self.imported.recognised;
        let (shown, what, counts) = (&self.shown, what(out, language), counts(out));
        let (left, guesses) = (out.left.len(), self.written.iter().map(|(_, guesses)| guesses).sum::<usize>());
        let folder = &self.folder;
        let (sv, en) = (counts.sv, counts.en);
        let words = msg!(
            "{shown}: {what}; {sv}; att kontrollera: {guesses}, inte förstått: {left} → {folder}",
            "{shown}: {what}; {en}; to check: {guesses}, not understood: {left} → {folder}",
        );
        format!("{}\n", words.get(language))
    }
}
