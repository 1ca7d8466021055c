//! A file of answers, as a form saves it.
//!
//! | key | what it is |
//! | --- | --- |
//! | `vp_answers` | the format's version, 1 |
//! | `form` | the name of the form |
//! | `plan` | the plan's path in its workspace |
//! | `organisation` | the names of its organisation from the top down |
//! | `year`, `occasion` | the year of the plan, and the occasion |
//! | `for` | the role or group whose part it is, or `null` |
//! | `report` | the files of the report when the form was opened; only a form that is open at a server says them |
//! | `filled_in` | `by` and `on`: who filled it in, and on which day, in their own words |
//! | `answers` | what is answered: `kind`, `id`, `asked` (the name of what was asked), `said` (what the plan said), `values` and `before` (what was reported when the form was made), both by the follow-up's keys |

use jiff::civil::Date;

use super::json::{self, Broken, Json, Located};
use super::problem::Problem;
use crate::diagnostic::Bilingual;
use crate::msg;
use crate::source::Source;

/// The version of the format.
pub const VERSION: &str = "1";

/// A file of answers.
#[derive(Debug)]
pub struct Answers {
    /// Its number among those that are read.
    pub file: usize,
    /// Its text.
    pub source: Source,
    /// The plan's path in its workspace.
    pub plan: String,
    /// The names of the organisation from the top down.
    pub organisation: Vec<String>,
    /// The year of the plan.
    pub year: Option<i16>,
    /// The occasion, as written.
    pub occasion: String,
    /// Where the occasion stands.
    pub occasion_at: u32,
    /// The role or group whose part it is.
    pub who: Option<String>,
    /// The files of the report when the form was opened at a server.
    pub report: Vec<String>,
    /// Who filled it in, in their own words.
    pub by: Option<String>,
    /// The day on which it was filled in.
    pub on: Option<Date>,
    /// The answers.
    pub answers: Vec<Answer>,
}

/// What is answered of one thing.
#[derive(Debug)]
pub struct Answer {
    /// Where it stands.
    pub at: u32,
    /// What it is of, as written.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The name of what was asked.
    pub asked: String,
    /// What the plan said of it, by name.
    pub said: Vec<(String, String)>,
    /// The values.
    pub values: Vec<AnsweredValue>,
}

/// A value that is answered.
#[derive(Debug)]
pub struct AnsweredValue {
    /// Its key.
    pub key: String,
    /// Where it stands.
    pub at: u32,
    /// The value as it was filled in.
    pub text: String,
    /// What was reported when the form was made.
    pub before: Option<String>,
}

impl Answers {
    /// Reads a file.
    ///
    /// Errors: it is no file of answers, or of a later version.
    pub fn read(file: usize, path: &str, text: &str) -> Result<Answers, Box<Problem>> {
        let source = Source::new(path, text.strip_prefix('\u{feff}').unwrap_or(text));
        let problem = |place: Option<(usize, usize)>, words: Bilingual, help: Option<Bilingual>| {
            Box::new(Problem { file: Some(file), place, words, help })
        };
        let root = json::read(&source.text)
            .map_err(|Broken { line, column }| problem(Some((line, column)), NOT_ANSWERS, Some(SAVE_AGAIN)))?;
        let place = |at: u32| {
            let position = source.position(at);
            Some((position.line, position.column))
        };
        match root.get("vp_answers").map(|version| &version.json) {
            Some(Json::Number(version)) if version == VERSION => {}
            Some(Json::Number(version)) => {
                let words = msg!(
                    "svaren är i version {version} av formatet, som den här vp inte läser",
                    "the answers are in version {version} of the format, which this vp does not read",
                );
                let help = Bilingual::fixed("hämta en nyare vp", "get a later vp");
                return Err(problem(place(root.at), words, Some(help)));
            }
            _ => return Err(problem(place(root.at), NOT_ANSWERS, Some(SAVE_AGAIN))),
        }
        let text = |key: &str| root.get(key).and_then(Located::text).unwrap_or_default().trim().to_owned();
        let texts = |key: &str| -> Vec<String> {
            match root.get(key).map(|names| &names.json) {
                Some(Json::List(names)) => names.iter().filter_map(|name| name.text().map(str::to_owned)).collect(),
                _ => Vec::new(),
            }
        };
        let year = match root.get("year").map(|year| &year.json) {
            Some(Json::Number(year)) => year.parse().ok(),
            _ => None,
        };
        let filled_in = |key: &str| Some(root.get("filled_in")?.get(key)?.text()?.trim().to_owned());
        let answers = match root.get("answers").map(|answers| &answers.json) {
            Some(Json::List(answers)) => answers.iter().map(answer).collect(),
            _ => return Err(problem(place(root.at), NOT_ANSWERS, Some(SAVE_AGAIN))),
        };
        Ok(Answers {
            file,
            plan: text("plan"),
            organisation: texts("organisation"),
            year,
            occasion: text("occasion"),
            occasion_at: root.get("occasion").map_or(root.at, |occasion| occasion.at),
            who: Some(text("for")).filter(|who| !who.is_empty()),
            report: texts("report"),
            by: filled_in("by").filter(|by| !by.is_empty()),
            on: filled_in("on").and_then(|day| day.parse().ok()),
            answers,
            source,
        })
    }

    /// Line and column of a place.
    pub fn place(&self, at: u32) -> (usize, usize) {
        let position = self.source.position(at);
        (position.line, position.column)
    }
}

const NOT_ANSWERS: Bilingual =
    Bilingual::fixed("filen är inga svar från ett formulär", "the file is not the answers of a form");

const SAVE_AGAIN: Bilingual = Bilingual::fixed(
    "spara svaren igen i formuläret, och skicka filen som den är",
    "save the answers in the form again, and send the file as it is",
);

fn answer(answer: &Located) -> Answer {
    let text = |key: &str| answer.get(key).and_then(Located::text).unwrap_or_default().to_owned();
    let entries = |key: &str| match answer.get(key).map(|part| &part.json) {
        Some(Json::Map(entries)) => entries.as_slice(),
        _ => &[],
    };
    let written = |value: &Located| match &value.json {
        Json::Text(text) | Json::Number(text) => Some(text.clone()),
        _ => None,
    };
    let before = |key: &str| entries("before").iter().find(|(own, _)| own == key).and_then(|(_, value)| written(value));
    let value = |(key, value): &(String, Located)| {
        let text = written(value)?;
        Some(AnsweredValue { before: before(key), key: key.clone(), at: value.at, text })
    };
    Answer {
        at: answer.at,
        kind: text("kind"),
        id: text("id"),
        asked: text("asked"),
        said: entries("said").iter().filter_map(|(key, value)| Some((key.clone(), written(value)?))).collect(),
        values: entries("values").iter().filter_map(value).collect(),
    }
}
