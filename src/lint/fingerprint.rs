//! Names for findings that hold while other lines of their files change: for reports that are compared over time.
//!
//! A finding is known by what it is about, not by where it stands: its rule, its file's path within the workspace, the
//! keys and the list entry around it, the words before it on its line, the words at its place, and which of several equal
//! ones it is. So a line put in above changes nothing, and neither does another language, another line break or a message
//! that is worded better. Personal identity numbers are masked before: a name says nothing of them.

use std::collections::HashMap;
use std::fmt;

use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId, Sources, Span};

/// The name of a finding: 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl Fingerprint {
    /// Reads what [`Display`](fmt::Display) writes; `None` for anything else.
    pub fn read(written: &str) -> Option<Fingerprint> {
        let is_hex = written.len() == 32 && written.bytes().all(|byte| byte.is_ascii_hexdigit());
        u128::from_str_radix(written, 16).ok().filter(|_| is_hex).map(Fingerprint)
    }

    /// A name for what is no finding in a file.
    pub fn of_words(words: &str) -> Fingerprint {
        let mut hash = Hash::new();
        hash.add(words);
        Fingerprint(hash.0)
    }
}

/// The names of findings, in the order of the findings. No two are the same.
pub fn of(findings: &[Diagnostic], sources: &Sources) -> Vec<Fingerprint> {
    let mut files: HashMap<SourceId, File> = HashMap::new();
    let mut equals: HashMap<u128, u32> = HashMap::new();
    let names = findings.iter().map(|finding| {
        let source = sources.get(finding.span.source);
        let file = files.entry(finding.span.source).or_insert_with(|| File {
            path: sources.path_in_workspace(finding.span.source),
            outline: Outline::of(&source),
            above: HashMap::new(),
            begun: HashMap::new(),
        });
        let mut hash = Hash::new();
        hash.add(finding.rule.code);
        hash.add(&file.path);
        file.add_around(&source, finding.span, &mut hash);
        let ordinal = equals.entry(hash.0).or_default();
        // The same again is told from the first by its number, in the order of the file.
        hash.add(&ordinal.to_string());
        *ordinal += 1;
        Fingerprint(hash.0)
    });
    names.collect()
}

/// A file, and what was hashed of it already: thousands of findings may stand on one line, or below one.
struct File {
    path: String,
    outline: Outline,
    /// The hash with what stands above a line, by the hash before it, the line above, and whether the entry is named.
    above: HashMap<(u128, u32, bool), u128>,
    /// How far the words before a place are hashed, by the hash before them and their line.
    begun: HashMap<(u128, usize), Words>,
}

/// FNV-1a of 128 bits. It is written out here because a name must be the same in every version of the program, which the
/// hashes of the standard library and of rustc-hash do not promise.
struct Hash(u128);

impl Hash {
    fn new() -> Hash {
        Hash(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b);
        }
    }

    /// Adds a part, and an end that no text holds, so that `ab, c` is not `a, bc`. White space counts as one blank: an
    /// editor that saves other line ends or indents anew changes no name.
    fn add(&mut self, part: &str) {
        let mut words = Words { hash: Hash(self.0), to: 0, has_any: false, is_parted: false };
        words.go_on(part, part.len());
        *self = words.hash;
        self.bytes(&[0xff]);
    }
}

/// The words of a text as far as they are hashed, with one blank between them.
struct Words {
    hash: Hash,
    /// The byte after the last one that was looked at.
    to: usize,
    has_any: bool,
    /// Whether white space stands after the last word.
    is_parted: bool,
}

impl Words {
    /// Hashes the text from where it was left as far as `to`.
    fn go_on(&mut self, text: &str, to: usize) {
        let mut part = &text[self.to..to];
        self.to = to;
        while let Some(first) = part.chars().next() {
            let is_blank = first.is_whitespace();
            let end = part.find(|character: char| character.is_whitespace() != is_blank).unwrap_or(part.len());
            match is_blank {
                true => self.is_parted = true,
                false => {
                    if self.has_any && self.is_parted {
                        self.hash.bytes(b" ");
                    }
                    self.hash.bytes(&part.as_bytes()[..end]);
                    (self.has_any, self.is_parted) = (true, false);
                }
            }
            part = &part[end..];
        }
    }
}

/// Which line each line of a file stands under, by its indentation. It reads no YAML: a finding may be that the file is
/// none, and a text of its own has lists too.
struct Outline {
    above: Vec<Option<u32>>,
}

impl Outline {
    fn of(source: &Source) -> Outline {
        let mut open: Vec<(usize, u32)> = Vec::new();
        let above = (0..source.line_count()).map(|number| {
            let line = line(source, number);
            let text = line.trim_start();
            if text.is_empty() {
                return open.last().map(|(_, line)| *line);
            }
            // A list may stand as far in as the key that it belongs to: a dash is a little below its column.
            let depth = (line.len() - text.len()) * 2 + usize::from(is_entry(text));
            while open.last().is_some_and(|(other, _)| *other >= depth) {
                open.pop();
            }
            let above = open.last().map(|(_, line)| *line);
            if !text.starts_with('#') {
                open.push((depth, number as u32));
            }
            above
        });
        Outline { above: above.collect() }
    }

    /// Adds the keys above a line, and the nearest list entry with its words.
    fn add_above(&self, source: &Source, mut above: Option<u32>, mut entry_is_named: bool, hash: &mut Hash) {
        while let Some(at) = above {
            let text = line(source, at as usize).trim();
            match is_entry(text) {
                true if !entry_is_named => {
                    entry_is_named = true;
                    hash.add(text);
                }
                true => hash.add("-"),
                false => hash.add(key(text)),
            }
            above = self.above.get(at as usize).copied().flatten();
        }
    }
}

impl File {
    /// Adds what stands around and at a place: the keys above, the nearest list entry with its words, and the line up to
    /// and with the first line of the place.
    fn add_around(&mut self, source: &Source, span: Span, hash: &mut Hash) {
        let number = source.line_of(span.start);
        let own = line(source, number);
        // Entries further out are dashes alone: a goal that gets another title is no new goal for its activities.
        let is_entry = is_entry(own.trim());
        if let Some(above) = self.outline.above.get(number).copied().flatten() {
            let before = hash.0;
            hash.0 = *self.above.entry((before, above, is_entry)).or_insert_with(|| {
                let mut hash = Hash(before);
                self.outline.add_above(source, Some(above), is_entry, &mut hash);
                hash.0
            });
        }
        let within = source.line_range(number);
        let (start, end) = (span.start as usize, span.end as usize);
        let before = source.shown().get(within.start..start).unwrap_or("").trim_start_matches('\u{feff}');
        match before.len() < LONG {
            true => hash.add(before),
            false => {
                let new = Words { hash: Hash(hash.0), to: 0, has_any: false, is_parted: false };
                let words = self.begun.entry((hash.0, number)).or_insert(new);
                if words.to > before.len() {
                    *words = Words { hash: Hash(hash.0), to: 0, has_any: false, is_parted: false };
                }
                words.go_on(before, before.len());
                hash.0 = words.hash.0;
                hash.bytes(&[0xff]);
            }
        }
        hash.add(source.shown().get(start..end.min(within.end).max(start)).unwrap_or(""));
    }
}

/// The words before a place are remembered where they are so many bytes.
const LONG: usize = 500;

fn line(source: &Source, number: usize) -> &str {
    source.shown()[source.line_range(number)].trim_start_matches('\u{feff}')
}

fn is_entry(text: &str) -> bool {
    text == "-" || text.starts_with("- ")
}

/// A line's key: its words up to a colon, or all where there is none.
fn key(text: &str) -> &str {
    text.split_once(':').map_or(text, |(key, _)| key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Bilingual, Fixes, Rule, Severity};

    static RULE: Rule = Rule {
        code: "VP0000",
        name: "test",
        level: Severity::Error,
        can_be_silenced: true,
        summary: Bilingual::fixed("", ""),
        what: Bilingual::fixed("", ""),
        why: Bilingual::fixed("", ""),
        fixes: Fixes::NONE,
    };

    /// The names of findings at each place of the text that is marked «so».
    fn names(marked: &str) -> Vec<Fingerprint> {
        let (mut text, mut places) = (String::new(), Vec::new());
        let mut rest = marked;
        while let Some((before, after)) = rest.split_once('«') {
            let (meant, after) = after.split_once('»').expect("the mark is closed");
            text.push_str(before);
            let start = text.len();
            text.push_str(meant);
            places.push((start, text.len()));
            rest = after;
        }
        text.push_str(rest);
        let sources = Sources::default();
        let id = sources.add(Source::new("plans/plan.yaml", text));
        let finding = |(start, end)| Diagnostic::new(&RULE, sources.whole(id).at(start, end), Bilingual::fixed("", ""));
        of(&places.into_iter().map(finding).collect::<Vec<_>>(), &sources)
    }

    const PLAN: &str = "mål:\n  enhetsmål:\n    - titel: Ett\n      aktiviteter:\n        - namn: Workshop\n          slut: \
                        «2024-12-31»\n        - {namn: Möte, slut: «2024-12-31»}\n    - titel: Två\n      aktiviteter:\n        \
                        - namn: Workshop\n          slut: «2024-12-31»\n";

    #[test]
    fn the_hash_is_the_published_one() {
        let hex = |text: &str| {
            let mut hash = Hash::new();
            hash.bytes(text.as_bytes());
            Fingerprint(hash.0).to_string()
        };
        assert_eq!(hex(""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(hex("a"), "d228cb696f1a8caf78912b704e4a8964");
        assert_eq!(hex("foobar"), "343e1662793c64bf6f0d3597ba446f18");
    }

    #[test]
    fn a_name_is_read_as_it_is_written_and_is_the_same_in_every_version() {
        let name = names("år: «2025»\n")[0];
        assert_eq!(name.to_string(), "f1170e4cc9a4e4e780fe93b177fba6ea");
        assert_eq!(Fingerprint::read(&name.to_string()), Some(name));
        for wrong in ["", "+1170e4c49f33d01c6d3dc1ab3ccc9c4", "å", "f1170e4cc9a4e4e780fe93b177fba6ea5"] {
            assert_eq!(Fingerprint::read(wrong), None);
        }
    }

    #[test]
    fn a_name_survives_edits_elsewhere() {
        let before = names(PLAN);
        assert!(before[0] != before[1] && before[1] != before[2] && before[0] != before[2]);
        let new_goal = "    - titel: Noll\n      aktiviteter:\n        - namn: Nytt\n          slut: 2024-12-31\n";
        for edited in [
            format!("# En rad\n\n{PLAN}"),
            format!("\u{feff}{PLAN}"),
            PLAN.replace('\n', "\r\n"),
            PLAN.replace("aktiviteter:\n", "aktiviteter:   # i år\n\n"),
            PLAN.replace("enhetsmål:\n", &format!("enhetsmål:\n{new_goal}")),
            PLAN.replace("Ett\n", "Ett annat\n"),
            PLAN.replace(
                "    - titel: Två",
                "      beskrivning: |\n        En text\n          - av flera\n    - titel: Två",
            ),
        ] {
            assert_eq!(names(&edited), before, "{edited}");
        }
    }

    #[test]
    fn another_finding_has_another_name() {
        let before = names(PLAN);
        assert_ne!(names(&PLAN.replace("Möte", "Mötet"))[1], before[1]);
        assert_ne!(names(&PLAN.replace("slut: «2024-12-31»}", "slut: «2023-12-31»}"))[1], before[1]);
        assert_ne!(names(&PLAN.replace("slut: «2024-12-31»}", "start: «2024-12-31»}"))[1], before[1]);
        // An equal one put in before takes the first name, and the last gets a new one.
        let twice = "- {slut: «x»}\n- {slut: «x»}\n";
        let thrice = names(&format!("- {{slut: «x»}}\n{twice}"));
        assert_eq!(names(twice), thrice[..2]);
        assert!(!names(twice).contains(&thrice[2]));
    }

    #[test]
    fn lists_may_stand_as_far_in_as_their_key() {
        let deep = "mål:\n  - titel: A\n    nr: «1»\n";
        let flat = "mål:\n- titel: A\n  nr: «1»\n";
        assert_eq!(names(deep), names(flat));
        assert_ne!(names(deep), names(&flat.replace("mål:", "syften:")));
    }

    #[test]
    fn a_name_on_a_long_line_is_the_same_whatever_else_is_found() {
        let line = |marked: &dyn Fn(usize) -> bool| {
            let words = (0..400).map(|at| if marked(at) { format!("«nyckel {at}»") } else { format!("nyckel {at}") });
            format!("mål:\n  - {{{}}}\n  -   x: «y»\n", words.collect::<Vec<_>>().join(",  "))
        };
        let all = names(&line(&|_| true));
        for at in [0, 1, 57, 399] {
            let alone = names(&line(&|other| other == at));
            assert_eq!(alone, [all[at], all[400]], "{at}");
        }
    }

    #[test]
    fn places_at_the_ends_of_files_have_names() {
        let both = names("«»a: 1\n«»");
        assert_ne!(both[0], both[1]);
        assert_eq!(names("«»").len(), 1);
        assert_eq!(names("\u{feff}«»"), names("«»"));
    }
}
