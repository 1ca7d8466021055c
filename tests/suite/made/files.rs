//! Files that are made of real ones: with signs that nobody meant in any place, cut off, and put together of parts.

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::workspace::{REPOSITORY, files_below};

/// A plan with every part that a plan can have, in few words.
pub(super) const PLAN: &str = "\
vp: 1
dokument: verksamhetsplan
år: 2025 # året
organisation: {kommun: Exempelby kommun, nämnd: Nämnden, enhet: Enhet Å}
försättsblad: {titel: Plan 2025, datum: 2025-02-20, diarienummer: 'N 2025/1'}
inledning: |
  Vi ska **åka** och äta, {{ årsmål a }} av oss. Läs [mer](https://exempel.se/å).

  - åka
  - äta

  {{ indikator b }}
mål:
  enhetsmål:
    - id: mål
      nr: 1.1
      titel: \"Barn är delaktiga: alltid\"
      förväntat_resultat: >-
        Barnen vet
        hur det blev.
      arbetssätt: {fil: arbetssätt.md}
      indikatorer:
        - {id: a, namn: Mått A, årsmål: 14.6 %, periodicitet: Tertial, serie: {2023: 12 %, 2024: 13 %}}
        - id: b
          namn: Mått B
          årsmål: 80 %
          periodicitet: År
      aktiviteter:
        - id: ut
          namn: Åka ut
          start: 2025-02-01 # åker
          slut: 2025-04-30
          ansvarig: Enhetschefen
ekonomi:
  budget:
    belopp_i: mnkr
    rader:
      - {namn: Vård, kostnader: 14.2, intäkter: 0.4, netto: 13.8}
    totalt: {kostnader: 14.2, intäkter: 0.4, netto: 13.8}
";

/// A report on [`PLAN`].
pub(super) const FOLLOW_UP: &str = "\
vp: 1
dokument: tertialrapport
period: T2
plan: plan.yaml
mål:
  mål: {bedömning: helt, analys: \"Det går bra, se {{ utfall a }}.\"}
indikatorer:
  a: {utfall: 14.1 %, analys: Nära målet.}
aktiviteter:
  ut:
    status: genomförd
    analys: |
      Vi åkte ut i maj.
ekonomi:
  analys: |
    Det räcker.
";

/// A contribution to another's document.
pub(super) const CONTRIBUTION: &str = "\
vp: 1
dokument: bidrag
år: 2025
organisation: {enhet: Äldreboendet Eken}
områden:
  - rubrik: De boende
    frågor:
      - {nr: 1, fråga: Hur gör ni?, svar: Vi frågar dem.}
      - nr: 2
        fråga: Hur tar ni emot nya?
        svar: |
          De går bredvid i tre veckor.
";

/// The settings of a workspace.
pub(super) const SETTINGS: &str = "\
vp: 1
styrmodell:
  nivåer:
    - {nyckel: nämndmål, rubrik: Nämndmål, ägare: nämnd}
    - nyckel: enhetsmål
      rubrik: Enhetsmål
      ägare: enhet
      avsnitt:
        - {nyckel: förväntat_resultat, rubrik: Så märks det, krav: nej}
  rapporttillfällen: {T1: 04-30, T2: 08-31, VB: 12-31}
  periodicitet:
    Tertial: [T1, T2, VB]
    År: [VB]
  tolerans: 5 %
språk: sv
mappar: {planer: plans, mallar: mallar, ut: dokument}
regler:
  VP0603: fel # stoppas
gränser: {mål: 5, resultat: 2 %}
";

/// A text in a file of its own.
pub(super) const TEXT: &str = "\
# Inledning

Vi som bor i **Å** (Åre kommun) är 14,6 % fler än 2024. Se [planen](plan.yaml) och ![En karta över Å](karta.svg).

| År | Antal |
| -- | ----: |
| 2024 | 12 |

1. ett
2. två {{ årsmål a }}

> Citat[^1] av en deltagare

[^1]: Noten.
";

/// Signs and words that end up where nobody meant them.
const SIGNS: &[&str] = &[
    "\u{feff}",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\r",
    "\r\n",
    "\0",
    "\u{7f}",
    "\u{1b}",
    "\t",
    "\u{b}",
    "\u{c}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{202e}",
    "\u{2060}",
    "\u{ad}",
    "\u{a0}",
    "\u{202f}",
    "\u{2007}",
    "\u{3000}",
    "\u{fffd}",
    "\u{ffff}",
    "\u{10ffff}",
    "\u{e000}",
    "\u{308}",
    "\u{30a}",
    "a\u{30a}",
    "o\u{308}",
    "Å",
    "å",
    "ß",
    "İ",
    "ǆ",
    "ﬁ",
    "½",
    "²",
    "１",
    "٣",
    "😀",
    "👩\u{200d}🚒",
    "🇸🇪",
    "é",
    "–",
    "—",
    "−",
    "•",
    "·",
    "”",
    "“",
    "’",
    "…",
    "‑",
    "\n",
    "\n\n",
    "\n  ",
    "\n    ",
    " ",
    "  ",
    ":",
    ": ",
    "- ",
    "-",
    ",",
    "{",
    "}",
    "[",
    "]",
    "{{",
    "}}",
    "\"",
    "'",
    "\\",
    "\\u00",
    "|\n",
    ">\n",
    "|",
    "#",
    " # ",
    "# vp: tillåt VP0603 skäl\n",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "!<x> ",
    "%",
    "%YAML 1.2\n",
    "@",
    "`",
    "?",
    "? ",
    "<<: ",
    "~",
    "---\n",
    "...\n",
    "0",
    "1",
    "99999999999999999999",
    "1e9",
    "2025-02-30",
    "850101-1236",
    "<b>",
    "</",
    "<!--",
    "&amp;",
    "![",
    "](",
    "[^1]",
    "**",
    "_",
    "```\n",
    "\n| a | b |\n|--|--|\n",
    "\n> ",
    "\n1. ",
    "$schema=",
    "# yaml-language-server: $schema=",
];

/// What holds a file together, and words that may stand in it.
const JOINTS: &[&str] = &[
    "{", "}", "[", "]", ": ", ":", ", ", ",", "\n", "\n  ", "\n    ", "\n- ", "- ", "\"", "'", "|\n  ", ">\n  ", " #",
    "? ", "å", "–", "vp", "titel: ", "mål: {", "namn: ", "2025", "80 %",
];

/// What is done to a file. Places are drawn as parts of the whole, so that a smaller file has them too.
#[derive(Clone, Debug)]
enum Edit {
    Put(Index, &'static str),
    PutTwice(Index, Index, &'static str),
    /// Several in one place.
    PutAll(Index, Vec<&'static str>),
    Exchange(Index, usize, &'static str),
    Remove(Index, usize),
    CutEnd(Index),
    CutStart(Index),
    /// A line, once more in another place.
    Again(Index, Index),
    /// A part of another file.
    Part(Index, Index),
    /// The end of another file in place of its own.
    End(Index, Index, Index),
    /// Every end of a line.
    LineEnds(&'static str),
}

fn several() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop_oneof![2 => select(JOINTS), 1 => select(SIGNS)], 2..10)
}

fn edit() -> impl Strategy<Value = Edit> {
    let character = || select(SIGNS);
    let place = any::<Index>;
    prop_oneof![
        8 => (place(), character()).prop_map(|(at, character)| Edit::Put(at, character)),
        2 => (place(), place(), character()).prop_map(|(at, other, character)| Edit::PutTwice(at, other, character)),
        5 => (place(), several()).prop_map(|(at, characters)| Edit::PutAll(at, characters)),
        3 => (place(), 1..4_usize, character()).prop_map(|(at, length, character)| Edit::Exchange(at, length, character)),
        2 => (place(), 1..12_usize).prop_map(|(at, length)| Edit::Remove(at, length)),
        1 => place().prop_map(Edit::CutEnd),
        1 => place().prop_map(Edit::CutStart),
        1 => (place(), place()).prop_map(|(at, to)| Edit::Again(at, to)),
        2 => (place(), place()).prop_map(|(at, part)| Edit::Part(at, part)),
        1 => (place(), place(), place()).prop_map(|(at, file, from)| Edit::End(at, file, from)),
        1 => select(vec!["\r\n", "\r", "\u{85}", "\u{2028}", "\n\n", " \n"]).prop_map(Edit::LineEnds),
    ]
}

/// A place between two signs.
fn place(text: &str, at: &Index) -> usize {
    let places = text.char_indices().count() + 1;
    text.char_indices().nth(at.index(places)).map_or(text.len(), |(at, _)| at)
}

fn after(text: &str, at: usize, characters: usize) -> usize {
    text[at..].char_indices().nth(characters).map_or(text.len(), |(end, _)| at + end)
}

fn line_start(text: &str, at: &Index) -> usize {
    let at = place(text, at);
    text[..at].rfind('\n').map_or(0, |found| found + 1)
}

impl Edit {
    fn apply(&self, text: &mut String, real: &Real) {
        match self {
            Edit::Put(at, character) => text.insert_str(place(text, at), character),
            Edit::PutTwice(at, other, character) => {
                text.insert_str(place(text, at), character);
                text.insert_str(place(text, other), character);
            }
            Edit::PutAll(at, characters) => text.insert_str(place(text, at), &characters.concat()),
            Edit::Exchange(at, length, character) => {
                let at = place(text, at);
                text.replace_range(at..after(text, at, *length), character);
            }
            Edit::Remove(at, length) => {
                let at = place(text, at);
                text.replace_range(at..after(text, at, *length), "");
            }
            Edit::CutEnd(at) => text.truncate(place(text, at)),
            Edit::CutStart(at) => drop(text.drain(..place(text, at))),
            Edit::Again(at, to) => {
                let start = line_start(text, at);
                let line = text[start..].split_inclusive('\n').next().unwrap_or("").to_owned();
                text.insert_str(line_start(text, to), &line);
            }
            Edit::Part(at, part) => text.insert_str(line_start(text, at), part.get(real.parts.as_slice()).as_str()),
            Edit::End(at, file, from) => {
                let other: &String = file.get(real.files.as_slice());
                text.truncate(place(text, at));
                text.push_str(&other[place(other, from)..]);
            }
            Edit::LineEnds(end) => *text = text.replace('\n', end),
        }
    }
}

/// The small files of the repository, mistakes and all, and the parts that they consist of.
pub(super) struct Real {
    files: Vec<String>,
    parts: Vec<String>,
}

/// Longest file that others are made of: a plan of ten pages has no slip in it that a short one has not.
const LONGEST: usize = 1200;

impl Real {
    pub(super) fn of_repository() -> Real {
        let mut files = Vec::new();
        for folder in ["plans", "examples"] {
            let root = Path::new(REPOSITORY).join(folder);
            let paths = files_below(&root).into_iter().filter(|path| path.ends_with(".yaml") || path.ends_with(".md"));
            let bytes =
                paths.map(|path| std::fs::read(root.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}")));
            files.extend(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
        }
        // A part is a paragraph of a file, or a line with those that are indented below it.
        let parts = files.iter().flat_map(|text| text.split("\n\n")).map(|part| format!("{part}\n"));
        let parts = parts.filter(|part| part.len() < LONGEST / 2).collect();
        files.retain(|text| text.len() < LONGEST);
        Real { files, parts }
    }
}

/// A file that is made of another.
#[derive(Clone)]
pub(super) struct Made {
    pub(super) text: String,
    /// Whether everything that can be done with a file is done with this one.
    pub(super) is_tried_wholly: bool,
}

impl std::fmt::Debug for Made {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "the file {:?}", self.text)
    }
}

/// What a file is made of.
#[derive(Clone, Debug)]
enum Base {
    Own,
    Another(Index),
    /// A few lines: between them what is put in stands close together.
    Beginning(Index),
}

/// Files made of this one, and sometimes of any other of the repository.
pub(super) fn made_of<'r>(own: &'static str, real: &'r Real) -> impl Strategy<Value = Made> + 'r {
    let edits = prop_oneof![2 => prop::collection::vec(edit(), 1..2), 2 => prop::collection::vec(edit(), 2..6)];
    let base = prop_oneof![
        3 => Just(Base::Own),
        1 => any::<Index>().prop_map(Base::Another),
        1 => any::<Index>().prop_map(Base::Beginning),
    ];
    (base, edits, 0..8_u8).prop_map(move |(base, edits, part)| {
        let mut text = match base {
            Base::Own => own,
            Base::Another(file) => file.get(real.files.as_slice()).as_str(),
            Base::Beginning(end) => &own[..line_start(&own[..after(own, 0, 120)], &end)],
        }
        .to_owned();
        for edit in &edits {
            edit.apply(&mut text, real);
        }
        Made { text, is_tried_wholly: part == 0 }
    })
}
