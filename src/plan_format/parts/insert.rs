//! What the words of an insert, `{{ … }}` in a text, ask for: a small closed list, with names of the plan's own things.

use std::ops::{Range, RangeInclusive};

use crate::characters::is_dash_in_figures;
use crate::model::Steering;
use crate::plan_format::fields::same_key;

/// A word that an insert begins with.
#[derive(Debug)]
pub struct Word {
    /// The word.
    pub key: &'static str,
    /// How it is written, with what follows it.
    pub form: &'static str,
    /// What it prints, in Swedish and in English.
    pub about: (&'static str, &'static str),
    /// Whether it prints a figure within a line; otherwise blocks on a line of their own.
    pub is_figure: bool,
    takes: Takes,
}

/// What may follow a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    /// Nothing.
    Nothing,
    /// A name.
    Name,
    /// A name, or nothing.
    NameOrNothing,
    /// A name and a year.
    NameAndYear,
    /// A name and, in any order, an occasion, a year and a gender.
    NameAndTime,
    /// A name, and in any order the first and the last of some years and the word for occasions.
    NameAndYears,
}

macro_rules! words {
    ($($constant:ident = $key:literal, $form:literal, $is_figure:literal, $takes:ident, $sv:literal, $en:literal;)*) => {
        $(static $constant: Word = Word {
            key: $key,
            form: $form,
            about: ($sv, $en),
            is_figure: $is_figure,
            takes: Takes::$takes,
        };)*
        /// Every word, in the order of the reference.
        pub static WORDS: &[&Word] = &[$(&$constant),*];
    };
}

words! {
    GOAL = "mål", "{{ mål NAMN }}", false, Name,
        "Målet med avsnitt och tabeller, utan målen under det.",
        "The goal with sections and tables, without the goals below it.";
    INDICATOR = "indikator", "{{ indikator NAMN }}", false, Name,
        "Indikatorn som en tabell med en rad.",
        "The indicator as a table of one row.";
    ACTIVITY = "aktivitet", "{{ aktivitet NAMN }}", false, Name,
        "Aktiviteten som en tabell med en rad.",
        "The activity as a table of one row.";
    INDICATORS = "indikatorer", "{{ tabell indikatorer }}, {{ tabell indikatorer MÅL }}", false, NameOrNothing,
        "Alla indikatorer som planen trycker, eller ett måls.",
        "All indicators that the plan prints, or those of one goal.";
    ACTIVITIES = "aktiviteter", "{{ tabell aktiviteter }}, {{ tabell aktiviteter MÅL }}", false, NameOrNothing,
        "Alla aktiviteter som planen trycker, eller ett måls.",
        "All activities that the plan prints, or those of one goal.";
    BUDGET = "budget", "{{ budget }}", false, Nothing,
        "Planens budgettabell.",
        "The plan's budget table.";
    STATEMENT = "resultaträkning", "{{ resultaträkning }}", false, Nothing,
        "Uppföljningens resultaträkning.",
        "The follow-up's income statement.";
    OUTCOME = "utfall", "{{ utfall NAMN }}, {{ utfall NAMN 2021 }}, {{ utfall NAMN T2 kvinnor }}", true, NameAndTime,
        "Indikatorns utfall. Ett år, ett tillfälle, `män` eller `kvinnor` kan följa.",
        "The indicator's outcome. A year, an occasion, `män` or `kvinnor` may follow.";
    TARGET = "årsmål", "{{ årsmål NAMN }}, {{ årsmål NAMN 2021 }}", true, NameAndYear,
        "Indikatorns årsmål som det trycks i planen.",
        "The indicator's target as the plan prints it.";
    COUNCIL_TARGET = "kf_årsmål", "{{ kf_årsmål NAMN }}, {{ kf_årsmål NAMN 2021 }}", true, NameAndYear,
        "Fullmäktiges årsmål för indikatorn.",
        "The council's target of the indicator.";
    TREND = "trend", "{{ trend NAMN }}, {{ trend NAMN 2021–2025 }}, {{ trend NAMN tillfällen }}", false, NameAndYears,
        "Indikatorns utfall och årsmål genom åren, som en linje, med siffrorna i en tabell. Med `tillfällen` har varje tillfälle en punkt.",
        "The indicator's outcomes and targets through the years, as a line, with the figures in a table. With `tillfällen` each occasion has a point.";
    CHART = "diagram", "{{ diagram NAMN }}, {{ diagram NAMN 2021–2025 }}, {{ diagram budget }}, {{ diagram resultaträkning }}", false, NameAndYears,
        "Ett diagram ur dokumentets `diagram`, annars indikatorns utfall genom åren som staplar, för kvinnor och män bredvid varandra där de finns. `budget` och `resultaträkning` ritar raderna. Siffrorna står i en tabell.",
        "A chart of the document's `diagram`, otherwise the indicator's outcomes through the years as columns, those for women and men side by side where there are any. `budget` and `resultaträkning` draw the rows. The figures are in a table.";
}

/// May stand before the words for tables.
const TABLE: &str = "tabell";

/// Gives each occasion a point of its own.
const OCCASIONS: &str = "tillfällen";

/// A word of an insert with its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// As written.
    pub text: &'t str,
    /// Its place.
    pub range: Range<usize>,
}

/// A group that an outcome is given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// Men or boys.
    Men,
    /// Women or girls.
    Women,
}

/// Which outcome of an indicator is meant; what is not said is the document's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// The year.
    pub year: Option<i16>,
    /// The number of the occasion in the steering model.
    pub occasion: Option<usize>,
    /// One gender's outcome.
    pub gender: Option<Gender>,
}

/// Which times a chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// The years; all that are known where none are said.
    pub years: Option<RangeInclusive<i16>>,
    /// Whether the occasions of each year stand for themselves.
    pub by_occasion: bool,
}

/// What an insert asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InsertCall<'t> {
    /// A goal.
    Goal(Token<'t>),
    /// An indicator.
    Indicator(Token<'t>),
    /// An activity.
    Activity(Token<'t>),
    /// The indicators of the plan or of a goal.
    Indicators(Option<Token<'t>>),
    /// The activities of the plan or of a goal.
    Activities(Option<Token<'t>>),
    /// The budget.
    Budget,
    /// The income statement.
    IncomeStatement,
    /// An outcome.
    Outcome(Token<'t>, When),
    /// A target, of this year.
    Target(Token<'t>, Option<i16>),
    /// The council's target, of this year.
    CouncilTarget(Token<'t>, Option<i16>),
    /// An indicator through the years, as a line.
    Trend(Token<'t>, Times),
    /// A chart of the document's own, or an indicator through the years as columns.
    Chart(Token<'t>, Times),
    /// The budget as bars.
    BudgetChart,
    /// The income statement as bars.
    IncomeStatementChart,
}

impl InsertCall<'_> {
    /// Whether a figure within a line is asked for; otherwise blocks.
    pub fn is_figure(&self) -> bool {
        matches!(self, InsertCall::Outcome(..) | InsertCall::Target(..) | InsertCall::CouncilTarget(..))
    }
}

/// Why words ask for nothing.
#[derive(Clone, Debug)]
pub enum Unread<'t> {
    /// There are none.
    Empty,
    /// The first is no word that inserts begin with.
    UnknownWord(Token<'t>),
    /// The word wants a name.
    NoName(Token<'t>, &'static Word),
    /// A word too many, or one that is no year, occasion or gender.
    Surplus(Token<'t>, &'static Word),
}

/// Reads the words of an insert, which stand at `words` in a text.
///
/// Errors: the first thing that is not as the list of words has it.
pub fn read<'t>(text: &'t str, words: Range<usize>, steering: &Steering) -> Result<InsertCall<'t>, Unread<'t>> {
    let mut tokens = tokens(text, words);
    let first = tokens.next().ok_or(Unread::Empty)?;
    let find = |token: &Token| WORDS.iter().copied().find(|word| same_key(token.text, word.key));
    let (first, word) = match same_key(first.text, TABLE) {
        true => {
            let Some(second) = tokens.next() else { return Err(Unread::NoName(first, &INDICATORS)) };
            match find(&second).filter(|word| !word.is_figure && word.takes != Takes::Name) {
                Some(word) => (second, word),
                None => return Err(Unread::UnknownWord(second)),
            }
        }
        false => match find(&first) {
            Some(word) => (first, word),
            None => return Err(Unread::UnknownWord(first)),
        },
    };
    let name = match word.takes {
        Takes::Nothing => None,
        Takes::NameOrNothing => tokens.next(),
        _ => Some(tokens.next().ok_or(Unread::NoName(first, word))?),
    };
    let mut when = When::default();
    let mut times = Times::default();
    for token in tokens {
        if word.takes == Takes::NameAndYears && times.take(token.text) {
            continue;
        }
        if !when.take(&token, word.takes, steering) {
            return Err(Unread::Surplus(token, word));
        }
    }
    let wish = match (word.key, name) {
        (key, Some(name)) if key == GOAL.key => InsertCall::Goal(name),
        (key, Some(name)) if key == INDICATOR.key => InsertCall::Indicator(name),
        (key, Some(name)) if key == ACTIVITY.key => InsertCall::Activity(name),
        (key, name) if key == INDICATORS.key => InsertCall::Indicators(name),
        (key, name) if key == ACTIVITIES.key => InsertCall::Activities(name),
        (key, _) if key == BUDGET.key => InsertCall::Budget,
        (key, Some(name)) if key == OUTCOME.key => InsertCall::Outcome(name, when),
        (key, Some(name)) if key == TARGET.key => InsertCall::Target(name, when.year),
        (key, Some(name)) if key == COUNCIL_TARGET.key => InsertCall::CouncilTarget(name, when.year),
        (key, Some(name)) if key == TREND.key => InsertCall::Trend(name, times),
        (key, Some(name)) if key == CHART.key => match times == Times::default() {
            true if same_key(name.text, BUDGET.key) => InsertCall::BudgetChart,
            true if same_key(name.text, STATEMENT.key) => InsertCall::IncomeStatementChart,
            _ => InsertCall::Chart(name, times),
        },
        _ => InsertCall::IncomeStatement,
    };
    Ok(wish)
}

/// The years of `2021–2025`, with whichever dash, or of one year; `None` for anything else.
pub fn years_of(text: &str) -> Option<RangeInclusive<i16>> {
    let year = |text: &str| {
        let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i16>().ok().filter(|_| is_year)
    };
    let (first, last) = text.split_once(is_dash_in_figures).unwrap_or((text, text));
    let (first, last) = (year(first)?, year(last)?);
    (first <= last).then_some(first..=last)
}

impl Times {
    /// Takes a word that says which times; each may be said once.
    fn take(&mut self, word: &str) -> bool {
        if self.years.is_none() {
            self.years = years_of(word);
            if self.years.is_some() {
                return true;
            }
        }
        let is_occasions = !self.by_occasion && same_key(word, OCCASIONS);
        self.by_occasion |= is_occasions;
        is_occasions
    }
}

impl When {
    /// Takes a word that says when or for whom; each may be said once.
    fn take(&mut self, token: &Token, takes: Takes, steering: &Steering) -> bool {
        if !matches!(takes, Takes::NameAndYear | Takes::NameAndTime) {
            return false;
        }
        let is_year = token.text.len() == 4 && token.text.bytes().all(|byte| byte.is_ascii_digit());
        if is_year && self.year.is_none() {
            self.year = token.text.parse().ok();
            return self.year.is_some();
        }
        if takes != Takes::NameAndTime {
            return false;
        }
        let occasion = steering.occasions.iter().position(|known| same_key(token.text, &known.key));
        if occasion.is_some() && self.occasion.is_none() {
            self.occasion = occasion;
            return true;
        }
        let is = |words: [&str; 2]| words.iter().any(|word| same_key(token.text, word));
        let gender = match () {
            () if is(["män", "pojkar"]) => Gender::Men,
            () if is(["kvinnor", "flickor"]) => Gender::Women,
            () => return false,
        };
        self.gender.replace(gender).is_none()
    }
}

/// The words at a place, parted by blanks.
fn tokens(text: &str, words: Range<usize>) -> impl Iterator<Item = Token<'_>> {
    let start = words.start;
    let all = text[words].split_whitespace();
    all.map(move |word| {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        debug_assert!(at >= start, "a word is a part of the text that it was split from");
        Token { text: word, range: at..at + word.len() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan_format::parts::settings::built_in;

    fn said(text: &str) -> String {
        let steering = built_in().steering;
        match read(text, 0..text.len(), &steering) {
            Ok(InsertCall::Outcome(name, when)) => format!("{} {when:?}", name.text),
            Ok(InsertCall::Target(name, year)) => format!("{} {year:?}", name.text),
            Ok(wish) => format!("{wish:?}").split(['(', ' ']).next().unwrap_or_default().to_owned(),
            Err(unread) => match unread {
                Unread::Empty => "empty".to_owned(),
                Unread::UnknownWord(token) => format!("unknown {}", token.text),
                Unread::NoName(token, word) => format!("{} wants a name: {}", token.text, word.key),
                Unread::Surplus(token, word) => format!("{} after {}", token.text, word.key),
            },
        }
    }

    #[test]
    fn each_word_asks_for_one_thing() {
        for (text, wish) in [
            (" mål 1.3 ", "Goal"),
            ("Indikator ami", "Indicator"),
            ("tabell indikatorer", "Indicators"),
            ("aktiviteter b", "Activities"),
            ("Tabell budget", "Budget"),
            ("resultaträkning", "IncomeStatement"),
            ("kf-årsmål ami", "CouncilTarget"),
            ("årsmål ami 2021", "ami Some(2021)"),
            ("utfall ami", "ami When { year: None, occasion: None, gender: None }"),
            ("utfall ami kvinnor 2021 t2", "ami When { year: Some(2021), occasion: Some(1), gender: Some(Women) }"),
            ("", "empty"),
            ("mål", "mål wants a name: mål"),
            ("utfal ami", "unknown utfal"),
            ("tabell mål", "unknown mål"),
            ("tabell utfall", "unknown utfall"),
            ("trend ami 2021–2025", "Trend"),
            ("diagram ami", "Chart"),
            ("trend ami 2025-2021", "2025-2021 after trend"),
            ("trend ami 2021 2022", "2022 after trend"),
            ("trend ami tillfällen 2021", "Trend"),
            ("trend ami tillfällen tillfällen", "tillfällen after trend"),
            ("diagram budget", "BudgetChart"),
            ("diagram Resultaträkning", "IncomeStatementChart"),
            ("diagram budget 2021", "Chart"),
            ("budget 2021", "2021 after budget"),
            ("årsmål ami T1", "T1 after årsmål"),
            ("utfall ami 2021 2022", "2022 after utfall"),
            ("utfall ami män kvinnor", "kvinnor after utfall"),
        ] {
            assert_eq!(said(text), wish, "{text}");
        }
    }
}
