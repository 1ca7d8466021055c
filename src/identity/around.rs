//! What stands on both sides of digits: whether they are a number of their own, and what the words before call them.

/// What may stand on both sides of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Around {
    /// What stands there in a text.
    Text,
    /// Names too: an id is made of a title, `anna-121212-1212`, and a file is called after somebody.
    Names,
}

/// Reference numbers, telephone numbers and file names go on before the digits.
pub(super) fn begins_alone(before: &str, around: Around) -> bool {
    let mut chars = before.chars().rev();
    let joins = chars.next().is_some_and(|char| "-–/._#".contains(char));
    if around == Around::Names && joins && chars.next().is_none_or(char::is_alphabetic) {
        return true;
    }
    // Emphasis, `_121212-1212_`, is none of the number, but a name goes on.
    let before = before.trim_end_matches('_');
    !before.ends_with(|char: char| char.is_alphanumeric() || "-–/._+#".contains(char))
}

pub(super) fn ends_alone(after: &str, around: Around) -> bool {
    let mut chars = after.chars();
    let joins = chars.next().is_some_and(|char| "-–/._".contains(char));
    if around == Around::Names && joins && chars.next().is_none_or(char::is_alphabetic) {
        return true;
    }
    let after = after.trim_start_matches('_');
    let mut chars = after.chars();
    match (chars.next(), chars.next()) {
        (None, _) => true,
        (Some('-' | '–' | '/'), _) => false,
        // A genitive: `121212-1212:s mamma`.
        (Some(':'), Some('s')) => true,
        (Some('.' | ',' | ':'), next) => !next.is_some_and(char::is_alphanumeric),
        (Some(char), _) => !char.is_alphanumeric(),
    }
}

/// Whether digits go on beyond a blank, as in sums and telephone numbers that are written in groups.
pub(super) fn goes_on_over_blank(before: &str, after: &str) -> bool {
    let is_blank = |char: char| char.is_whitespace() && char != '\n';
    let digit_before =
        before.strip_suffix(is_blank).is_some_and(|rest| rest.ends_with(|char: char| char.is_ascii_digit()));
    let digit_after =
        after.strip_prefix(is_blank).is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()));
    digit_before || digit_after
}

/// What the words before call a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Called {
    /// A person's.
    Person,
    /// A telephone, an account, an organisation, a case, an invoice …
    Other,
    /// Nothing.
    Nothing,
}

/// Beginnings of words for a person's number.
const PERSON: &[&str] =
    &["personn", "persnr", "persn", "pnr", "samordningsn", "född", "födelse", "identitetsn", "ssn", "born", "identity"];

/// Beginnings of words for other numbers that are as long.
const OTHER: &[&str] = &[
    "telef",
    "mobil",
    "fax",
    "bankkonto",
    "kontonu",
    "kontonr",
    "clearing",
    "bankgiro",
    "plusgiro",
    "postgiro",
    "organisationsn",
    "orgn",
    "diarie",
    "ärende",
    "faktur",
    "ocr",
    "kundn",
    "ordern",
    "avtal",
    "artikel",
    "referens",
    "serien",
    "löpn",
    "inventarie",
    "projekt",
    "swish",
    "iban",
    "isbn",
    "phone",
    "telephone",
    "account",
    "invoice",
    "reference",
    "case",
    "registration",
];

/// Whole words for such numbers.
const OTHER_WORDS: &[&str] =
    &["tel", "tfn", "tele", "konto", "bg", "pg", "org", "dnr", "ref", "order", "gln", "ean", "ver", "verifikat"];

/// How many bytes before a number its name is looked for in.
const REACH: usize = 48;

/// How many words before a number may name it.
const WORDS: usize = 4;

/// What the words before a number, on its line, call it: the nearest word that says so.
pub(super) fn called(before: &str) -> Called {
    let from = (before.len().saturating_sub(REACH)..=before.len()).find(|at| before.is_char_boundary(*at)).unwrap_or(0);
    let line = before[from..].rsplit('\n').next().unwrap_or("").to_lowercase();
    let words = line.rsplit(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty()).take(WORDS);
    for word in words {
        if PERSON.iter().any(|beginning| word.starts_with(beginning)) {
            return Called::Person;
        }
        if OTHER_WORDS.contains(&word) || OTHER.iter().any(|beginning| word.starts_with(beginning)) {
            return Called::Other;
        }
    }
    Called::Nothing
}
