//! What holds for every fix: it undoes the slip and touches nothing else, a second one finds nothing, and no file gets an
//! error that it did not have.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use proptest::sample::Index;
use unicode_normalization::UnicodeNormalization;
use vp::diagnostic::{Applicability, Severity};
use vp::lint::check::check;
use vp::read::load::load;

use crate::fix::{fix_files, fixed};
use crate::generated::generate::{self, Size};
use crate::property::cases;
use crate::workspace::Workspace;

/// A slip of a writer in a line; `None` where the line has nothing to slip on.
type Slip = fn(&str) -> Option<String>;

fn replaced(line: &str, right: &str, wrong: &str) -> Option<String> {
    line.contains(right).then(|| line.replacen(right, wrong, 1))
}

/// In every file a line of text may look like a key, so that slips are made in lines that are nothing but one.
fn key(line: &str) -> Option<(&str, &str)> {
    let inner = line.trim_start_matches([' ', '-']);
    let end = inner.find(':')?;
    let is_key = !inner[..end].contains(' ') && inner.starts_with(char::is_lowercase);
    is_key.then(|| (&inner[..end], &inner[end..]))
}

const SLIPS: &[(&str, Slip)] = &[
    ("a sign twice in a key", |line| replaced(line, "titel: ", "tittel: ")),
    ("two signs swapped in a key", |line| replaced(line, "periodicitet: ", "periodiciett: ")),
    ("a blank in a key", |line| replaced(line, "förväntat_resultat: |", "förväntat resultat: |")),
    ("a sign too few in a key of a report", |line| replaced(line, "utfall: ", "utfal: ")),
    ("an invisible character in a key", |line| replaced(line, "titel: ", "ti\u{200b}tel: ")),
    ("separate dots in a key", |line| {
        let (key, _) = key(line)?;
        let loose: String = key.nfd().collect();
        (loose != key && ["år", "mål", "årsmål", "bedömning", "föregående"].contains(&key))
            .then(|| line.replacen(key, &loose, 1))
    }),
    ("a fixed word", |line| replaced(line, "periodicitet: Tertial", "periodicitet: Tertail")),
    ("another fixed word", |line| replaced(line, "riktning: högre", "riktning: högrre")),
    ("the kind of document", |line| replaced(line, "dokument: verksamhetsplan", "dokument: verksamhetspaln")),
    ("no space after a colon within braces", |line| {
        let (_, rest) = line.trim_start().split_once("{namn: ")?;
        (!rest.contains("namn:")).then(|| line.replacen("{namn: ", "{namn:", 1))
    }),
    ("a decimal comma within braces", |line| {
        let at = line.find("kostnader: ").filter(|_| line.contains('{'))? + "kostnader: ".len();
        let point = at + line[at..].find('.')?;
        line[at..point]
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| format!("{},{}", &line[..point], &line[point + 1..]))
    }),
];

fn size() -> Size {
    Size { units: 1, units_per_board: 1, years: 1, scale: 0.1, follow_ups: true }
}

fn errors(workspace: &Workspace) -> Vec<String> {
    let loaded = load(Some(workspace.root()), None).expect("the workspace is there");
    let found = check(&loaded).into_iter().filter(|finding| finding.level == Severity::Error);
    found.map(|finding| format!("{} {}", finding.rule.code, finding.message.en)).collect()
}

/// The generated files, some with the line ends of Windows and a byte order mark.
fn files(ends: u8) -> BTreeMap<String, String> {
    let files = generate::workspace(&size()).enumerate().map(|(at, (path, text))| {
        let is_windows = ends >> (at % 8) & 1 == 1;
        (path, if is_windows { format!("\u{feff}{}", text.replace('\n', "\r\n")) } else { text })
    });
    files.collect()
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn slips_in_sound_plans_are_undone_to_the_byte(
        ends in any::<u8>(),
        slips in proptest::collection::vec((0..SLIPS.len(), any::<Index>(), any::<bool>()), 1..12),
    ) {
        let mut right = files(ends);
        let mut wrong = right.clone();
        let mut made = 0;
        for (slip, place, with_comment) in slips {
            let slip = SLIPS[slip].1;
            // The lines that can slip so, and have not slipped yet.
            let lines: Vec<(String, usize)> = right
                .iter()
                .flat_map(|(path, text)| text.split('\n').enumerate().map(move |(at, line)| (path.clone(), at, line)))
                .filter(|(path, at, line)| slip(line).is_some() && wrong[path].split('\n').nth(*at) == Some(*line))
                .map(|(path, at, _)| (path, at))
                .collect();
            if lines.is_empty() {
                continue;
            }
            let (path, at) = &lines[place.index(lines.len())];
            let with = |text: &str, change: &dyn Fn(&str) -> String| -> String {
                let lines = text.split('\n').enumerate().map(|(number, line)| if number == *at { change(line) } else { line.to_owned() });
                lines.collect::<Vec<_>>().join("\n")
            };
            // A comment after a value, but not after the | of a text, where it is one too: both are kept.
            let comment = |line: &str| match line.strip_suffix('\r') {
                _ if !with_comment => line.to_owned(),
                Some(line) => format!("{line}   # så är det, åäö\r"),
                None => format!("{line}   # så är det, åäö"),
            };
            let wrong_text = with(&wrong[path], &|line| comment(&slip(line).unwrap_or_else(|| line.to_owned())));
            let right_text = with(&right[path], &comment);
            wrong.insert(path.clone(), wrong_text);
            right.insert(path.clone(), right_text);
            made += 1;
        }
        let workspace = Workspace::with(&wrong);
        let fixed = fix_files(workspace.root());
        prop_assert!(fixed.left.is_empty(), "{:?}", fixed.left);
        prop_assert!(made == 0 || !fixed.files.is_empty());
        for (path, text) in &right {
            prop_assert_eq!(&workspace.read(path), text, "{}", path);
        }
        prop_assert_eq!(errors(&workspace), Vec::<String>::new());
        prop_assert!(self::fixed(workspace.root()).files.is_empty());
    }

    #[test]
    fn whatever_is_written_no_file_is_worse_after_mending(
        ends in any::<bool>(),
        changes in proptest::collection::vec((any::<Index>(), 0..3_usize, 0..SIGNS.len()), 1..10),
    ) {
        let mut characters: Vec<char> = PLAN.chars().collect();
        for (place, kind, character) in changes {
            let at = place.index(characters.len());
            match kind {
                0 => characters.insert(at, SIGNS[character]),
                1 => characters[at] = SIGNS[character],
                _ => drop(characters.remove(at)),
            }
        }
        let text: String = characters.into_iter().collect();
        let text = if ends { text.replace('\n', "\r\n") } else { text };
        let workspace = Workspace::with([("plan.yaml", &text)]);
        let found = |workspace: &Workspace| {
            let loaded = load(Some(workspace.root()), None).expect("the workspace is there");
            let is_read = loaded.files.iter().all(|file| file.document.is_some());
            (is_read, check(&loaded))
        };
        let count = |found: &[vp::diagnostic::Diagnostic]| found.iter().filter(|finding| finding.level == Severity::Error).count();
        let (was_read, before) = found(&workspace);
        let fixed = fix_files(workspace.root());
        prop_assert_eq!(&fixed.files.first().map_or(text.as_str(), |file| file.before.as_str()), &text.as_str());
        let (is_read, after) = found(&workspace);
        prop_assert!(fixed.files.is_empty() || is_read, "a fixed file can be read:\n{}", text);
        let hid = before.iter().any(|finding| finding.rule.code == "VP0103");
        if was_read && !hid {
            prop_assert!(count(&after) <= count(&before), "{}", text);
        }
        let is_certain = |finding: &&vp::diagnostic::Diagnostic| {
            finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Certain)
        };
        prop_assert!(!fixed.left.is_empty() || after.iter().find(is_certain).is_none(), "{}", text);
        prop_assert!(self::fixed(workspace.root()).files.is_empty(), "a second time nothing is fixed:\n{}", text);
        // Every line of words stays a line of its own, with its comment and its end.
        let now = fs::read_to_string(workspace.path("plan.yaml")).expect("the plan is there");
        let lines = |text: &str| -> Vec<String> {
            // One that nobody sees may stand between a comment's sign and its words, and is taken away.
            let text = text.replace('\u{200b}', "");
            let lines = text.split_inclusive('\n').filter(|line| !line.trim().is_empty());
            // In a text it is a heading, and is given the one blank that it lacks (VP0918). All else is as it was.
            let words = |line: &str, at: usize| {
                let words = line[at..].trim_start_matches([' ', '#']);
                let signs = line[at..].len() - words.len();
                let signs = &line[at..at + signs];
                format!("{}{words}", signs.strip_suffix(' ').unwrap_or(signs))
            };
            lines.map(|line| line.find(" #").map_or(String::new(), |at| words(line, at))).collect()
        };
        prop_assert_eq!(lines(&text), lines(&now));
    }
}

#[test]
fn no_words_become_a_comment_by_a_space_after_the_colon() {
    for line in ["namn:# Åka ut", "namn:#1 i landet", "namn：# Åka ut"] {
        let text = PLAN.replacen("namn: Åka ut", line, 1);
        assert_ne!(text, PLAN);
        let workspace = Workspace::with([("plan.yaml", &text)]);
        let ran = workspace.run(&["check", "--lang", "sv", "plan.yaml"]);
        assert!(ran.out.contains("VP0102") && !ran.out.contains("--fix"), "{}", ran.out);
        fix_files(workspace.root());
        assert_eq!(workspace.read("plan.yaml"), text);
    }
}

/// What fingers and other programs put into a text.
const SIGNS: &[char] = &[
    ' ', ':', ',', '-', '–', '•', '{', '}', '[', ']', '"', '|', '#', '\t', '\u{a0}', '\u{200b}', '\u{30a}', 'å', 'e',
    '1',
];

const PLAN: &str = "# Planen – å, ä och ö
vp: 1
dokument: verksamhetsplan
år: 2025 # året
organisation: {kommun: Exempelby kommun, nämnd: Nämnden} # vi
inledning: |
  Vi ska:

  - åka
  - äta
mål:
  nämndmål:
    - id: mål # målets id
      titel: Barn är delaktiga
      förväntat_resultat: Barnen vet hur det blev.
      indikatorer:
        - {id: a, namn: Mått A, årsmål: 14.6 %, periodicitet: Tertial, riktning: högre} # måttet
        - id: b
          namn: Mått B
          årsmål: 80 % # beslutat
          periodicitet: År
          könsuppdelad: nej
      aktiviteter:
        - namn: Åka ut
          start: 2025-02-01 # åker
          slut: 2025-04-30
";
