//! What is done to a workspace: slips of a finger, of a merge and of a disk, pieces of other files, and odd signs.

use crate::case::Case;
use crate::pieces::PIECES;
use crate::random::Random;

/// Personal identity numbers that nobody has, in forms that people write: no report may show one.
const NUMBERS: &[&str] =
    &["121212-1212", "19121212-1212", "191212121212", "1212121212", "121212 1212", "121212-\n1212", "121212-T123"];

/// How many changes are made at most.
const MOST: usize = 6;

/// A workspace made of the real ones.
pub(crate) fn made(real: &[Case], random: &mut Random) -> Case {
    let mut case = random.one(real).clone();
    for _ in 0..=random.below(MOST) {
        let at = random.below(case.files.len());
        let other = random.one(real);
        let other = &other.files[random.below(other.files.len())].1;
        change(&mut case.files[at].1, other, random);
        if random.below(100) == 0 {
            another_file(&mut case, random);
        }
    }
    case
}

/// A file more, one less, or one of another name.
fn another_file(case: &mut Case, random: &mut Random) {
    let names = [
        "vp.yaml",
        "plan.yaml",
        "t1.yaml",
        "plans/plan.yaml",
        "Plan - Kopia.yaml",
        "plan.yml",
        "a.md",
        "plan.yaml.txt",
        "121212-1212.yaml",
    ];
    let at = random.below(case.files.len());
    let name = (*random.one(&names)).to_owned();
    let is_taken = case.files.iter().any(|(path, _)| *path == name || path.starts_with(&format!("{name}/")));
    match random.below(3) {
        0 if case.files.len() > 1 => drop(case.files.remove(at)),
        1 if !is_taken => case.files[at].0 = name,
        _ if !is_taken => {
            let bytes = case.files[at].1.clone();
            case.files.push((name, bytes));
        }
        _ => {}
    }
}

fn change(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    match random.below(16) {
        // Pieces that mean something, anywhere or where a line begins.
        0..=3 => {
            let at = place(bytes, random);
            bytes.splice(at..at, random.one(PIECES).bytes());
        }
        4 => {
            let at = place(bytes, random);
            bytes.splice(at..at, random.one(NUMBERS).bytes());
        }
        // A stretch is lost, doubled or moved.
        5 => {
            let (start, end) = stretch(bytes, random);
            bytes.drain(start..end);
        }
        6 => {
            let (start, end) = stretch(bytes, random);
            let piece = bytes[start..end].to_vec();
            let at = place(bytes, random);
            bytes.splice(at..at, piece);
        }
        // Lines are lost, doubled, swapped, indented.
        7 => {
            let (start, end) = line(bytes, random);
            bytes.drain(start..end);
        }
        8 => {
            let (start, end) = line(bytes, random);
            let piece = bytes[start..end].to_vec();
            let at = line(bytes, random).0;
            bytes.splice(at..at, piece);
        }
        9 => {
            let at = line(bytes, random).0;
            let blanks = " ".repeat(random.below(9));
            bytes.splice(at..at, blanks.into_bytes());
        }
        10 => {
            let (start, _) = line(bytes, random);
            let blanks = bytes[start..].iter().take_while(|byte| **byte == b' ').count();
            let fewer = random.below(blanks + 1);
            bytes.drain(start..start + fewer);
        }
        // A part of another file.
        11 | 12 => {
            let (start, end) = if random.below(2) == 0 { stretch(other, random) } else { line(other, random) };
            let at = place(bytes, random);
            bytes.splice(at..at, other[start..end].iter().copied());
        }
        // A byte is another, a digit or a letter is another, the file is cut off.
        13 => {
            if !bytes.is_empty() {
                let at = random.below(bytes.len());
                bytes[at] = random.below(256) as u8;
            }
        }
        14 => {
            let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
            if !places.is_empty() {
                let at = *random.one(&places);
                bytes[at] = b'0' + random.below(10) as u8;
            }
        }
        _ => {
            let at = place(bytes, random);
            if random.below(4) == 0 {
                bytes.truncate(at);
            } else {
                let times = 1 + random.below(40);
                let piece = random.one(PIECES).repeat(times);
                bytes.splice(at..at, piece.into_bytes());
            }
        }
    }
}

/// Anywhere between two bytes, most often where no sign is parted.
fn place(bytes: &[u8], random: &mut Random) -> usize {
    let mut at = random.below(bytes.len() + 1);
    if random.below(20) != 0 {
        while at < bytes.len() && bytes[at] & 0xc0 == 0x80 {
            at += 1;
        }
    }
    if random.below(3) == 0 { line_start(bytes, at) } else { at }
}

fn stretch(bytes: &[u8], random: &mut Random) -> (usize, usize) {
    let start = place(bytes, random);
    (start, (start + 1 + random.below(60)).min(bytes.len()).max(start))
}

fn line_start(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |before| before + 1)
}

/// A whole line with its break.
fn line(bytes: &[u8], random: &mut Random) -> (usize, usize) {
    let start = line_start(bytes, random.below(bytes.len() + 1));
    let end = bytes[start..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |length| start + length + 1);
    (start, end)
}
