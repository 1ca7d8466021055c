//! Answers of a form that is open while the files change: each holds only as long as the plan and the follow-up say what the
//! form shows.

use crate::diagnostic::Bilingual;
use crate::drafts::forms::asked::{Asked, AskedValue};
use crate::fill::answers::{Answer, AnsweredValue, Answers};
use crate::fill::taken::{Occasion, asked, new_value, number_of, stale};
use crate::model::Steering;
use crate::plan_format::fields::same_key;
use crate::read::load::Loaded;

/// A value that an answer is to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// What it is of, as written.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The key.
    pub key: String,
}

/// Why a value is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The follow-up says something else than the form shows: this, or nothing.
    Changed(Option<String>),
    /// The plan says something else than the form shows, and what it asks for now has this name.
    Reworded(String),
    /// It cannot be taken in.
    Wrong,
}

/// A value that is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The value.
    pub slot: Slot,
    /// Why not.
    pub why: Why,
    /// The same in words; none where the value that stands in the follow-up says it.
    pub words: Option<Bilingual>,
    /// What to do about it.
    pub help: Option<Bilingual>,
}

/// Leaves out the answers that do not hold any more, and says why. What the follow-up says already as the answer does holds.
pub fn sift(loaded: &Loaded, of: &Occasion, answers: &mut Answers) -> Vec<Refused> {
    let all = asked(loaded, of);
    let steering = &loaded.resolved.settings.steering;
    let mut refused = Vec::new();
    answers.answers.retain_mut(|answer| {
        // What is not asked for at all is told where answers are taken in.
        let Some(number) = number_of(&all, answer) else { return true };
        let asked = &all[number];
        let name = asked.fingerprint().to_string();
        if name != answer.asked {
            let words = stale::words(asked, answer);
            refused.extend(answer.values.iter().map(|value| Refused {
                slot: slot(answer, value),
                why: Why::Reworded(name.clone()),
                words: Some(words.clone()),
                help: None,
            }));
            return false;
        }
        let values = std::mem::take(&mut answer.values);
        for value in values {
            match changed(asked, &value, steering) {
                Some(now) => refused.push(Refused {
                    slot: slot(answer, &value),
                    why: Why::Changed(now),
                    words: None,
                    help: None,
                }),
                None => answer.values.push(value),
            }
        }
        true
    });
    refused
}

/// What stands in the follow-up where that is neither what the form shows nor what is answered.
fn changed(asked: &Asked, value: &AnsweredValue, steering: &Steering) -> Option<Option<String>> {
    let known = asked.values.iter().find(|known| same_key(&value.key, known.key))?;
    let before = value.before.as_deref().filter(|before| !before.trim().is_empty());
    let now = known.now.as_deref();
    let holds = is_same(known, before, now, steering) || is_same(known, Some(&value.text), now, steering);
    (!holds).then(|| known.now.clone())
}

/// Whether two texts say the same of a value.
pub fn is_same(of: &AskedValue, one: Option<&str>, other: Option<&str>, steering: &Steering) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => {
            let read = |text: &str| new_value(of, text, steering).ok();
            one == other || read(one).is_some_and(|one| Some(one) == read(other))
        }
        _ => false,
    }
}

/// The value that an answer is to.
pub fn slot(answer: &Answer, value: &AnsweredValue) -> Slot {
    Slot { kind: answer.kind.clone(), id: answer.id.clone(), key: value.key.clone() }
}
