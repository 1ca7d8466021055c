//! What cells look like: which columns a piece of text can stand in, and whether it goes on with the piece before it.

use super::value;
use crate::import::document::known::{Head, Known, fold, is_year};
use crate::import::document::recogniser::{begins_with_mark, judged, status};
use crate::plan_format::fields::MONTH_NAMES;

/// What the cells of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Numbers with units, or who is to set them.
    Value,
    /// Amounts of money.
    Amount,
    /// Days, months and parts of years.
    Day,
    /// The occasion that is reported.
    Period,
    /// How often it is reported.
    Periodicity,
    /// How it went.
    Assessment,
    /// How it stands.
    Status,
    /// Short numbers: "KF 4".
    Number,
    /// Whatever words.
    Text,
}

/// What the cells of a column with this head look like.
pub(super) fn kind(head: Option<Head>) -> Kind {
    match head {
        Some(
            Head::Target
            | Head::CouncilTarget
            | Head::Outcome
            | Head::OutcomeMen
            | Head::OutcomeWomen
            | Head::Earlier
            | Head::Forecast
            | Head::OutcomeIn(_)
            | Head::TargetIn(_),
        ) => Kind::Value,
        Some(
            Head::Costs
            | Head::Income
            | Head::Net
            | Head::Change
            | Head::Budget
            | Head::Amount
            | Head::DecidedBudget
            | Head::BudgetChange
            | Head::Effect,
        ) => Kind::Amount,
        Some(Head::Start | Head::End | Head::Due | Head::Decided) => Kind::Day,
        Some(Head::Period) => Kind::Period,
        Some(Head::Periodicity) => Kind::Periodicity,
        Some(Head::Assessment) => Kind::Assessment,
        Some(Head::Status) => Kind::Status,
        Some(Head::Number) => Kind::Number,
        _ => Kind::Text,
    }
}

/// Units that stand after numbers, folded.
const UNITS: &[&str] = &[
    "%",
    "procent",
    "st",
    "kr",
    "kronor",
    "tkr",
    "mnkr",
    "mkr",
    "dag",
    "dagar",
    "timmar",
    "minuter",
    "ar",
    "manader",
    "veckor",
    "kg",
    "ton",
    "km",
    "personer",
    "barn",
    "av",
    "poang",
    "procentenheter",
];

/// Words that stand before numbers, folded.
const BEFORE_NUMBERS: &[&str] =
    &["minst", "hogst", "max", "min", "ca", "cirka", "over", "under", "mer", "mindre", "an"];

/// Words for a target without a number, folded.
const DIRECTIONS: &[&str] =
    &["oka", "okar", "minska", "minskar", "oforandrad", "bibehallen", "bibehalla", "saknas", "ja", "nej"];

/// Words for parts of years, folded; the whole names of months stand elsewhere.
const SPANS: &[&str] = &[
    "jan",
    "feb",
    "mar",
    "apr",
    "maj",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "okt",
    "nov",
    "dec",
    "q1",
    "q2",
    "q3",
    "q4",
    "kvartal",
    "varen",
    "hosten",
    "sommaren",
    "vintern",
    "var",
    "host",
    "hela",
    "aret",
    "lopande",
    "fortlopande",
    "hosttermin",
    "varterminen",
    "hostterminen",
    "tertial",
    "halvar",
    "halvaret",
    "arsskiftet",
    "halvarsskiftet",
    "vecka",
    "v",
    "senast",
    "i",
    "och",
    "t1",
    "t2",
    "t3",
    "vb",
    "under",
    "fore",
    "efter",
];

/// Longest assessment, in bytes.
const LONGEST_WORDS: usize = 60;

/// How surely a piece of text is a cell of a column: 2 where it can hardly be anything else, 1 where it can, 0 where not.
pub(super) fn fit(known: &Known, kind: Kind, text: &str) -> u8 {
    let text = text.trim();
    let is_of_words = matches!(kind, Kind::Assessment | Kind::Status | Kind::Periodicity);
    let may_be_words = text.len() < LONGEST_WORDS && text.chars().any(char::is_alphabetic);
    if is_of_words && !may_be_words && !is_dash(text) {
        return 0;
    }
    let bare = text.trim_start_matches(|letter: char| !letter.is_alphanumeric() && !"-−–—<>≤≥+±".contains(letter));
    if is_dash(text) {
        return match kind {
            Kind::Text | Kind::Number => 0,
            Kind::Value | Kind::Amount => 2,
            _ => 1,
        };
    }
    match kind {
        Kind::Value => value_fit(bare),
        Kind::Amount => 2 * u8::from(is_amount(bare)),
        Kind::Day => day_fit(bare),
        Kind::Period => 2 * u8::from(is_period(known, bare)),
        Kind::Periodicity => 2 * u8::from(known.asked.periodicity.of(bare, || is_periodicity(known, bare))),
        Kind::Assessment => {
            let is_none = fold(&known.labels.no_outcome) == fold(bare.trim_start_matches(['–', '-', ' ']));
            2 * u8::from(is_none || judged(bare, known).is_some() || known.loose_assessment(bare).is_some())
        }
        Kind::Status => 2 * u8::from(status(bare, known).is_some() || known.other_status(bare).is_some()),
        Kind::Number => u8::from(text.chars().count() <= 10 && text.chars().any(|letter| letter.is_ascii_digit())),
        Kind::Text => u8::from(!text.is_empty()),
    }
}

/// How often it is reported, in other words than those of the model, folded.
const OTHER_PERIODICITIES: &[&str] = &[
    "arsvis",
    "arligen",
    "tertialvis",
    "varje tertial",
    "manadsvis",
    "varje manad",
    "per tertial",
    "kvartal",
    "varje ar",
    "per ar",
];

fn is_periodicity(known: &Known, text: &str) -> bool {
    let folded = fold(text);
    let is_own = known.steering.periodicities.iter().any(|own| fold(&own.name) == folded);
    is_own || OTHER_PERIODICITIES.contains(&folded.as_str())
}

/// A dash in place of a value.
pub(super) fn is_dash(text: &str) -> bool {
    matches!(text, "–" | "-" | "—" | "−")
}

fn value_fit(text: &str) -> u8 {
    let folded = fold(text);
    if folded.starts_with("tas fram") || folded == "tas" || folded.starts_with("tasfram") {
        return 2;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut rest = words.as_slice();
    while let [first, others @ ..] = rest
        && BEFORE_NUMBERS.contains(&fold(first).as_str())
        && !others.is_empty()
    {
        rest = others;
    }
    let has_before = rest.len() < words.len();
    if words.len() <= 3
        && words.iter().any(|word| DIRECTIONS.contains(&fold(word).as_str()))
        && rest.len() == words.len()
    {
        return 1;
    }
    let is_signed = |word: &&&str| matches!(**word, "<" | ">" | "≤" | "≥" | "±" | "+" | "-" | "−" | "–");
    let rest = &rest[rest.iter().take_while(is_signed).count()..];
    // Thousands may be set apart.
    let is_next = |(at, word): &(usize, &&str)| {
        is_figure(word) && (*at == 0 || word.split([',', '%']).next().is_some_and(|whole| whole.len() == 3))
    };
    let numbers = rest.iter().enumerate().take_while(is_next).count();
    if numbers == 0 {
        return 0;
    }
    let after = &rest[numbers..];
    if value::begins_day(&rest[0].replace(' ', "")) && rest[0].len() > 6 {
        return 0;
    }
    match after {
        [] => 2,
        // "År" with a capital is no unit: it says how often.
        [first, rest @ ..] if is_unit(first) => match rest {
            [] => 2,
            _ if rest.len() <= 4
                && rest.iter().all(|word| word.starts_with(char::is_alphanumeric))
                && *first != "%" =>
            {
                1
            }
            _ => 0,
        },
        // A unit in words of its own: "1,8 kg CO2 per kg livsmedel".
        _ if after.len() <= 4 && !text.ends_with(['.', ',', ':']) => u8::from(has_before || after.len() == 1),
        _ => 0,
    }
}

fn is_unit(word: &str) -> bool {
    word == "%" || word.starts_with(char::is_lowercase) && UNITS.contains(&fold(word).as_str())
}

/// Whether a word is a number, or a range of numbers, with its sign.
fn is_figure(word: &str) -> bool {
    let bare = word.trim_matches(|letter| {
        matches!(letter, '%' | '<' | '>' | '≤' | '≥' | '±' | '+' | '−' | '–' | '-' | '*' | '(' | ')')
    });
    bare.starts_with(|first: char| first.is_ascii_digit())
        && bare.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.' | '/' | '-' | '–' | ':'))
        && !bare.ends_with([',', '.', ':'])
}

/// Whether a text is an amount, whose thousands may be set apart.
pub(super) fn is_amount(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '−', '–', '+', ' ']).trim_end_matches(['%', ' ']);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ' ' | ',' | '.'))
        && !digits.ends_with([',', '.'])
}

/// Whether the thousands of an amount are set apart and all of them whole: "143 600", not "143 60".
fn is_whole_amount(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '−', '–', '+', ' ']);
    let mut groups = digits.split(' ').skip(1);
    groups.all(|group| group.split([',', '.']).next().is_some_and(|whole| whole.len() == 3))
}

fn day_fit(text: &str) -> u8 {
    if value::is_day(text) || whole_day(text).is_some() || value::begins_day(text) && text.len() >= 7 {
        return 2;
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_part = |word: &&str| SPANS.contains(word) || MONTH_NAMES.contains(word);
    let is_span = |word: &&str| is_part(word) || is_year(word) || word.bytes().all(|byte| byte.is_ascii_digit());
    let is_joint =
        |word: &str| matches!(word, "i" | "v" | "och" | "under" | "fore" | "efter" | "senast" | "hela" | "aret");
    let has_span = words.iter().any(|word| is_part(word) && !is_joint(word) || is_year(word)) || folded == "hela aret";
    u8::from(words.len() <= 6 && has_span && words.iter().all(is_span))
}

/// A day that lost a hyphen where a narrow column broke it: "2022-0101".
pub(super) fn whole_day(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|letter| *letter != '-' && !letter.is_whitespace()).collect();
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) || !text.contains('-') {
        return None;
    }
    let day = format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]);
    (value::is_day(&day) && is_year(&digits[..4])).then_some(day)
}

fn is_period(known: &Known, text: &str) -> bool {
    let (name, year) = text.rsplit_once(' ').unwrap_or(("", text));
    is_year(year) && (name.is_empty() || known.occasion(name).is_some()) || known.occasion(text).is_some()
}

/// Whether a piece of text goes on with the cell before it, in a column of this kind.
pub(super) fn goes_on(known: &Known, kind: Kind, before: &str, text: &str) -> bool {
    let (before, text) = (before.trim(), text.trim());
    let whole = format!("{before}{text}");
    if before.is_empty() || before.ends_with(['-', '/', '\u{ad}', '(']) && before.chars().count() > 1 {
        return true;
    }
    let last = before.rsplit('\n').next().unwrap_or(before);
    if is_labelled(known, text) || last.ends_with(':') {
        return true;
    }
    // A sign alone is the mark before its words.
    if !before.chars().any(char::is_alphanumeric) && !is_dash(before) {
        return true;
    }
    if value::begins_day(last) && value::begins_day(&format!("{last}{text}")) {
        return true;
    }
    let begins_small = text.starts_with(|first: char| first.is_lowercase() || matches!(first, '%' | '(' | '/' | ')'));
    match kind {
        Kind::Text => true,
        Kind::Amount => is_amount(last) && !is_whole_amount(last) && text.bytes().all(|byte| byte.is_ascii_digit()),
        Kind::Value => {
            let of_elsewhere =
                fold(before).starts_with("tas") && !text.starts_with(|first: char| first.is_ascii_digit());
            let is_cut = is_amount(last) && !is_whole_amount(last) && is_amount(text);
            begins_small || of_elsewhere || is_cut
        }
        Kind::Number => !before.chars().any(|letter| letter.is_ascii_digit()),
        Kind::Day => {
            let spaced = format!("{before} {text}");
            let is_span = fit(known, kind, before) < 2 && fit(known, kind, text) < 2 && fit(known, kind, &spaced) > 0;
            begins_small
                || value::is_day(&whole)
                || whole_day(&whole).is_some() && whole_day(before).is_none()
                || is_span
        }
        Kind::Period => {
            let is_occasion = known.occasion(before).is_some();
            is_occasion && is_year(text) || before.chars().count() < 4 && is_year(&whole)
        }
        Kind::Periodicity | Kind::Status | Kind::Assessment => {
            let spaced = format!("{before} {text}");
            begins_small
                || fit(known, kind, before) == 0 && (fit(known, kind, &spaced) > 0 || fit(known, kind, &whole) > 0)
        }
    }
}

/// Whether a piece of a name begins one: a mark stands before it, or a capital.
pub(super) fn begins_name(known: &Known, text: &str) -> bool {
    has_mark(known, text)
        || text
            .trim_start_matches(|letter: char| !letter.is_alphanumeric())
            .starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
}

/// Whether a mark stands before a name: whose it is, how it stands.
pub(super) fn has_mark(known: &Known, text: &str) -> bool {
    let is_sign = text.starts_with(['●', '◐', '○', '◌', '×', '!', '✓', '✔', '■', '▲', '▼']) && text.contains(' ');
    is_sign || begins_with_mark(text, known)
}

/// Whether a line of a cell is one of its own, below the name: "Ansvarig: Enhetschefen".
pub(super) fn is_labelled(known: &Known, text: &str) -> bool {
    text.contains(':') && known.asked.labelled.of(text, || has_label(known, text))
}

fn has_label(known: &Known, text: &str) -> bool {
    let labels = known.labels;
    let own = [
        &labels.responsible,
        &labels.origin,
        &labels.reason,
        &labels.starting_value,
        &labels.trend,
        &labels.targets_by_year,
        &labels.council_target,
        &labels.decision,
        &labels.goals,
        &labels.matter,
        &labels.reported,
        &labels.count,
    ];
    let is_label = |label: &str| {
        let label = fold(label);
        let rest = label.strip_prefix(&fold(&labels.benchmark));
        rest.is_some_and(|rest| rest.is_empty() || is_year(rest.trim())) || own.iter().any(|own| fold(own) == label)
    };
    // A label may have a colon of its own: "KF:s årsmål".
    text.match_indices(':').take(2).any(|(at, _)| is_label(&text[..at]))
}
