//! Answers beside what is asked for today: what is taken in, and what is not.

pub(super) mod stale;

use std::collections::HashMap;

use crate::diagnostic::{Bilingual, Language, near_name};
use crate::drafts::forms::asked::{Asked, AskedKind, AskedValue, LONGEST_TEXT, ValueKind};
use crate::drafts::forms::{Form, Request};
use crate::fill::answers::{Answer, AnsweredValue, Answers};
use crate::fill::problem::Problem;
use crate::import::row::Value;
use crate::import::values::{self, NewValue, Refusal};
use crate::model::{Outcome, Steering};
use crate::msg;
use crate::plan_format::fields::same_key;
use crate::read::load::Loaded;
use crate::resolve::names::plain_name;
use crate::source::visible;

/// Longest answer that a message shows, in letters.
const LONGEST_SHOWN: usize = 60;

/// What is asked for of a plan at an occasion, and by whom it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Occasion {
    /// Number of the plan's document.
    pub plan: usize,
    /// Number of the occasion in the steering model.
    pub occasion: usize,
}

/// A value to write.
#[derive(Clone, Debug)]
pub struct Change {
    /// The plan and the occasion.
    pub of: Occasion,
    /// The number of what is asked for.
    pub asked: usize,
    /// The key.
    pub key: &'static str,
    /// The value.
    pub value: NewValue,
    /// The role or group whose form it is from.
    pub who: Option<String>,
    /// The number of the file, and where in it the value stands.
    pub file: usize,
    /// Line and column.
    pub place: (usize, usize),
}

/// What came of reading answers.
#[derive(Debug, Default)]
pub struct Taken {
    /// What is written, in the order of the forms.
    pub changes: Vec<Change>,
    /// What is not taken in.
    pub problems: Vec<Problem>,
    /// All that is asked for at the occasions that are answered.
    pub asked: HashMap<Occasion, Vec<Asked>>,
}

/// One answer to a value, as it was filled in.
struct Said<'a> {
    answers: &'a Answers,
    value: &'a AnsweredValue,
    new: NewValue,
}

/// Reads answers beside the plans as they are loaded. With `is_reworded_taken` those are taken in too that answer to what the plan
/// has said otherwise since.
pub fn take(loaded: &Loaded, files: &[Answers], is_reworded_taken: bool) -> Taken {
    let mut taker = Taker { loaded, is_reworded_taken, taken: Taken::default(), said: Vec::new(), at: HashMap::new() };
    for answers in files {
        taker.file(answers);
    }
    taker.agree();
    taker.taken
}

/// The same of answers to what is asked for at one place, whichever plan and occasion they name themselves.
pub fn take_at(loaded: &Loaded, of: Occasion, answers: &Answers) -> Taken {
    let taken = Taken::default();
    let mut taker = Taker { loaded, is_reworded_taken: false, taken, said: Vec::new(), at: HashMap::new() };
    taker.answers(answers, of);
    taker.agree();
    taker.taken
}

/// A value of something that is asked for.
type Place = (Occasion, usize, &'static str);

struct Taker<'a> {
    loaded: &'a Loaded,
    is_reworded_taken: bool,
    taken: Taken,
    /// What is said of each value, in the order in which it was first said.
    said: Vec<(Place, Vec<Said<'a>>)>,
    at: HashMap<Place, usize>,
}

impl<'a> Taker<'a> {
    fn problem(&mut self, answers: &Answers, at: u32, words: Bilingual, help: Option<Bilingual>) {
        let place = Some(answers.place(at));
        self.taken.problems.push(Problem { file: Some(answers.file), place, words, help });
    }

    fn file(&mut self, answers: &'a Answers) {
        let Some(plan) = plan_of(self.loaded, answers) else {
            let name = answers.organisation.last().map_or(answers.plan.as_str(), String::as_str);
            let year = answers.year.map_or_else(String::new, |year| format!(" {year}"));
            let words = msg!("här finns ingen plan för {name}{year}", "there is no plan for {name}{year} here");
            let help = Bilingual::fixed(
                "kör vp fill i arbetsytan som formuläret kom ur",
                "run vp fill in the workspace that the form came from",
            );
            return self.problem(answers, 0, words, Some(help));
        };
        let Some(occasion) = self.loaded.resolved.occasion(&answers.occasion) else {
            let known: Vec<&str> = self.steering().occasions.iter().map(|occasion| occasion.key.as_str()).collect();
            let (written, Bilingual { sv, en }) = (shortened(&answers.occasion), Bilingual::any_of(&known));
            let words = msg!("inget tillfälle heter {written}", "no occasion is called {written}");
            let help = msg!("tillfället är {sv}", "the occasion is {en}");
            return self.problem(answers, answers.occasion_at, words, Some(help));
        };
        self.answers(answers, Occasion { plan, occasion });
    }

    fn answers(&mut self, answers: &'a Answers, of: Occasion) {
        if !self.taken.asked.contains_key(&of) {
            self.taken.asked.insert(of, asked(self.loaded, &of));
        }
        for answer in &answers.answers {
            self.answer(answers, &of, answer);
        }
    }

    fn steering(&self) -> &'a Steering {
        &self.loaded.resolved.settings.steering
    }

    fn answer(&mut self, answers: &'a Answers, of: &Occasion, answer: &'a Answer) {
        let all = &self.taken.asked[of];
        let Some(number) = number_of(all, answer) else {
            let (words, help) = not_asked(all, kind_of(answer), answer);
            return self.problem(answers, answer.at, words, help);
        };
        let asked = &all[number];
        if asked.fingerprint().to_string() != answer.asked {
            let (words, help) = stale::told(asked, answer, self.is_reworded_taken);
            self.problem(answers, answer.at, words, help);
            if !self.is_reworded_taken {
                return;
            }
        }
        for value in answer.values.iter().filter(|value| !value.text.trim().is_empty()) {
            self.value(answers, of, number, value);
        }
    }

    fn value(&mut self, answers: &'a Answers, of: &Occasion, number: usize, value: &'a AnsweredValue) {
        let asked = &self.taken.asked[of][number];
        let Some(known) = asked.values.iter().find(|known| same_key(&value.key, known.key)) else {
            let (key, name) = (shortened(&value.key), label(asked));
            let keys: Vec<&str> = asked.values.iter().map(|known| known.key).collect();
            let Bilingual { sv, en } = Bilingual::any_of(&keys);
            let words = msg!("{key} är inget som rapporteras av {name}", "{key} is nothing that is reported of {name}");
            return self.problem(answers, value.at, words, Some(msg!("nyckeln är {sv}", "the key is {en}")));
        };
        let new = match new_value(known, &value.text, self.steering()) {
            Ok(new) => new,
            Err((words, help)) => {
                let (name, key) = (label(asked), known.key);
                let Bilingual { sv, en } = words;
                return self.problem(answers, value.at, msg!("{name}, {key}: {sv}", "{name}, {key}: {en}"), help);
            }
        };
        let now = known.now.as_ref().map(|now| (now, new_value(known, now, self.steering())));
        if let Some((now, read)) = now {
            if read.as_ref() == Ok(&new) {
                return;
            }
            let before = value.before.as_ref().map(|before| new_value(known, before, self.steering()));
            let is_known = before.is_some_and(|before| before == read || value.before.as_ref() == Some(now));
            if !is_known {
                let (name, key, now, said) = (label(asked), known.key, shortened(now), shortened(&value.text));
                let words = msg!(
                    "{name}, {key}: svaret är {said}, men {now} är redan rapporterat",
                    "{name}, {key}: the answer is {said}, but {now} is reported already",
                );
                let help = Bilingual::fixed(
                    "någon rapporterade det efter att formuläret gjordes; skriv det som gäller i uppföljningen",
                    "somebody reported it after the form was made; write what holds in the follow-up",
                );
                return self.problem(answers, value.at, words, Some(help));
            }
        }
        let place: Place = (*of, number, known.key);
        let next = self.said.len();
        let at = *self.at.entry(place).or_insert(next);
        if at == next {
            self.said.push((place, Vec::new()));
        }
        self.said[at].1.push(Said { answers, value, new });
    }

    /// What all say alike is taken in; what they say differently is told, and left.
    fn agree(&mut self) {
        let mut changes = Vec::new();
        for ((of, number, key), said) in std::mem::take(&mut self.said) {
            let asked = &self.taken.asked[&of][number];
            let Some((first, others)) = said.split_first() else { continue };
            let (file, place) = (first.answers.file, first.answers.place(first.value.at));
            if others.iter().all(|other| other.new == first.new) {
                let who = first.answers.who.clone();
                changes.push(Change { of, asked: number, key, value: first.new.clone(), who, file, place });
                continue;
            }
            let each = said.iter().map(|said| {
                let (line, column) = said.answers.place(said.value.at);
                let (path, text) = (said.answers.source.shown_path(), shortened(&said.value.text));
                format!("{path}:{line}:{column}  {text}")
            });
            let (name, each) = (label(asked), each.collect::<Vec<_>>().join("\n  "));
            let words = msg!(
                "{name}, {key}: svaren säger olika, och inget av dem togs in\n  {each}",
                "{name}, {key}: the answers differ, and none of them was taken in\n  {each}",
            );
            let help = Bilingual::fixed(
                "låt dem som svarat komma överens, och ta bort det andra ur sin fil",
                "let those who answered agree, and take the other out of its file",
            );
            self.taken.problems.push(Problem { file: Some(file), place: Some(place), words, help: Some(help) });
        }
        changes.sort_by(|one, two| (&one.of, one.asked).cmp(&(&two.of, two.asked)));
        self.taken.changes = changes;
    }
}

/// What is asked for of a plan at an occasion, whoever answers.
pub fn asked(loaded: &Loaded, of: &Occasion) -> Vec<Asked> {
    let (plan, occasion) = (of.plan, of.occasion);
    // The language is that of comments, which nobody sees here.
    let language = Language::Swedish;
    let wish = Request { loaded, plan, occasion, who: None, without_others: false, language };
    Form::new(wish).map(|form| form.asked()).unwrap_or_default()
}

/// The document of the plan that a form was made of: by its organisation and year, and by its path where several have these.
fn plan_of(loaded: &Loaded, answers: &Answers) -> Option<usize> {
    let is_it = |number: &usize| {
        let document = &loaded.resolved.documents[*number];
        let year = document.year.as_ref().map(|year| year.value);
        let names = document.organisation.names.iter().map(|(_, name)| plain_name(&name.value));
        document.is_plan() && year == answers.year && names.eq(answers.organisation.iter().map(|name| plain_name(name)))
    };
    let found: Vec<usize> = (0..loaded.resolved.documents.len()).filter(is_it).collect();
    let path = |document: usize| loaded.sources.path_in_workspace(loaded.resolved.documents.head(document).source);
    match found[..] {
        [one] => Some(one),
        _ => found.into_iter().find(|document| path(*document) == answers.plan),
    }
}

fn kind_of(answer: &Answer) -> Option<AskedKind> {
    AskedKind::ALL.into_iter().find(|kind| kind.name() == answer.kind)
}

/// The number of what an answer is to.
pub fn number_of(all: &[Asked], answer: &Answer) -> Option<usize> {
    let kind = kind_of(answer)?;
    all.iter().position(|asked| asked.kind == kind && is_same_id(&asked.id, &answer.id))
}

fn is_same_id(one: &str, two: &str) -> bool {
    one == two || plain_name(one) == plain_name(two)
}

/// That something is not asked for, and what was most likely meant.
fn not_asked(all: &[Asked], kind: Option<AskedKind>, answer: &Answer) -> (Bilingual, Option<Bilingual>) {
    let id = shortened(&answer.id);
    let Some(kind) = kind else {
        let kind = shortened(&answer.kind);
        return (msg!("{kind} är inget som ett formulär frågar efter", "{kind} is nothing that a form asks for"), None);
    };
    let ids = all.iter().filter(|asked| asked.kind == kind).map(|asked| asked.id.as_str());
    let Bilingual { sv, en } = kind.word();
    let words = msg!(
        "{sv} {id} är inget som ska rapporteras: det finns inte i planen, eller är redan klart",
        "the {en} {id} is not to be reported: it is not in the plan, or is done already",
    );
    let near = near_name(&answer.id, ids).map(|near| msg!("menas {near}?", "is {near} meant?"));
    (words, near)
}

/// What an answer becomes in the file.
///
/// Errors: it is none of the words, no figure, or cannot be written; and what to do.
pub fn new_value(asked: &AskedValue, text: &str, steering: &Steering) -> Result<NewValue, Refusal> {
    match &asked.kind {
        ValueKind::Word(words) => {
            let said = text.trim().to_lowercase();
            let found = words.iter().find(|(key, shown)| [key, shown].iter().any(|one| one.to_lowercase() == said));
            match found {
                Some((key, _)) => Ok(NewValue::Words(key.clone())),
                None if ["bedömning", "prognos"].contains(&asked.key) => {
                    values::assessment(&Value::Text(shortened(text).into()), steering)
                }
                None => {
                    let keys: Vec<&str> = words.iter().map(|(key, _)| key.as_str()).collect();
                    let (said, Bilingual { sv, en }) = (shortened(text), Bilingual::any_of(&keys));
                    let words = msg!("{said} är inte något av orden", "{said} is not one of the words");
                    Err((words, Some(msg!("skriv {sv}", "write {en}"))))
                }
            }
        }
        ValueKind::Figure { unit, known } => {
            let text = one_line(text)?;
            match values::figure(&Value::Text(text.as_str().into()), unit, known)? {
                // As it was written: 20–25 is no figure to count with, nor is ca 45.
                NewValue::Words(_) if !matches!(Outcome::read(&text), Outcome::Missing) => Ok(NewValue::Words(text)),
                value => Ok(value),
            }
        }
        ValueKind::Amount => values::amount(&Value::Text(one_line(text)?.into())),
        ValueKind::Line => Ok(NewValue::Text(one_line(text)?)),
        ValueKind::Text => Ok(NewValue::Text(running_text(text)?)),
    }
}

/// The words of an answer on one line.
fn one_line(text: &str) -> Result<String, Refusal> {
    Ok(running_text(text)?.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// An answer as running text: line ends of any kind are one, and none of its characters is one that a file cannot hold.
fn running_text(text: &str) -> Result<String, Refusal> {
    let plain = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let count = plain.chars().count();
    if count > LONGEST_TEXT {
        return Err((
            msg!(
                "texten har {count} tecken, fler än {LONGEST_TEXT}",
                "the text has {count} characters, more than {LONGEST_TEXT}"
            ),
            Some(Bilingual::fixed("korta texten, eller lägg den i en bilaga", "shorten it, or make it an appendix")),
        ));
    }
    if let Some(letter) = plain.chars().find(|letter| letter.is_control() && !matches!(letter, '\n' | '\t')) {
        let code = format!("U+{:04X}", u32::from(letter));
        return Err((
            msg!(
                "texten har styrtecknet {code}, som inte kan skrivas",
                "the text has the control character {code}, which cannot be written"
            ),
            Some(Bilingual::fixed("skriv om texten utan det", "write the text again without it")),
        ));
    }
    let lines: Vec<&str> = plain.trim().split('\n').map(str::trim_end).collect();
    Ok(lines.join("\n"))
}

/// What something is called in messages.
fn label(asked: &Asked) -> String {
    if asked.id.is_empty() { shortened(&asked.name) } else { shortened(&asked.id) }
}

/// The beginning of a text on one line, as a message shows it.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(LONGEST_SHOWN).collect();
    let short = visible(&short).into_owned();
    if line.chars().count() > LONGEST_SHOWN { format!("{short}…") } else { short }
}
