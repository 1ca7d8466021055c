//! Titles of one year's goals and the same goals' titles of the next, with words exchanged.

use super::prose::Prose;
use super::random::Random;

/// How many titles begin, as they do in plans: with those whom the goal is for, or with who is to reach it.
const BEGINNINGS: &[&str] =
    &["Barn och unga på enheten", "Enhetens barn", "Enheten har", "Medarbetarna på enheten", "Barnens familjer"];

/// So many titles, and each of them reworded, in an order of their own: the number in the first list and the title.
pub fn retitled(count: usize) -> (Vec<String>, Vec<(usize, String)>) {
    let old: Vec<String> = (0..count).map(title).collect();
    let mut new: Vec<(usize, String)> = old.iter().map(|title| reworded(title)).enumerate().collect();
    let mut random = Random::named("titlar/ordning");
    for last in (1..new.len()).rev() {
        new.swap(last, random.index(last + 1));
    }
    (old, new)
}

fn title(number: usize) -> String {
    let name = format!("titlar/{number}");
    let phrase = Prose::named(&name).phrase(5, 13);
    let mut random = Random::named(&format!("{name}/början"));
    match random.percent(75) {
        true => format!("{} {}", random.pick(BEGINNINGS), phrase.to_lowercase()),
        false => phrase,
    }
}

/// Every sixth word is another, and every tenth is gone.
fn reworded(title: &str) -> String {
    let mut random = Random::named(&format!("titlar/om/{title}"));
    let words = title.split(' ').filter_map(|word| match random.between(1, 60) {
        1..=10 => Some(Prose::named(&format!("{title}/{word}")).phrase(1, 1).to_lowercase()),
        11..=16 => None,
        _ => Some(word.to_owned()),
    });
    words.collect::<Vec<_>>().join(" ")
}
