//! A difference of percentage points that is called a change in per cent.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::lint::rules::sentences::{Figure, WordList, by_sentence, is_one_of, word_list, words};
use crate::model::number::print_decimal;
use crate::msg;

/// VP0915.
pub static RULE: Rule = Rule {
    code: "VP0915",
    name: "percent-for-points",
    level: Severity::Info,
    can_be_silenced: true,
    summary: Bilingual::fixed("procent står där det är procentenheter", "per cent stands for percentage points"),
    what: Bilingual::fixed(
        "En mening säger att något ökade eller minskade med N procent, och nämner två andelar vars skillnad är N procentenheter.",
        "A sentence says that something rose or fell by N per cent, and names two shares whose difference is N percentage points.",
    ),
    why: Bilingual::fixed(
        "Från 84 % till 91 % är 7 procentenheter men 8,3 procent. Skillnaden är liten här och stor där andelarna är små: från 2 % till 4 % är 100 procent.",
        "From 84 % to 91 % is 7 percentage points but 8.3 per cent. The difference is small here and large where shares are small: from 2 % to 4 % is 100 per cent.",
    ),
    fixes: Fixes::NONE,
};

/// Words that say that something has moved.
static MOVED: WordList = word_list![
    "ökade",
    "ökat",
    "ökar",
    "ökning",
    "ökningen",
    "minskade",
    "minskat",
    "minskar",
    "minskning",
    "minskningen",
    "steg",
    "stigit",
    "sjönk",
    "sjunkit",
    "förbättrades",
    "förbättrats",
    "förbättring",
    "försämrades",
    "försämrats",
    "försämring",
    "högre",
    "lägre",
    "upp",
    "ner",
    "ned",
    "bättre",
    "sämre",
    "uppgång",
    "nedgång",
];

/// Reports changes in per cent that are the difference of two shares in the same sentence.
pub fn check(subject: &Subject, sink: &mut Sink) {
    for (text, all) in subject.figures() {
        // Two shares and their change.
        for (figures, figure) in by_sentence(all).filter(|figures| figures.len() > 2).flat_map(|figures| {
            let changes = figures.iter().filter(|figure| figure.is_in("%") && is_a_change(figure));
            changes.map(move |figure| (figures, figure))
        }) {
            let shares: Vec<Decimal> = figures
                .iter()
                .filter(|other| other.is_beside(figure) && other.is_in("%"))
                .map(|other| other.value)
                .collect();
            let [one, two] = shares[..] else { continue };
            let difference = one.saturating_sub(two).abs();
            if difference.is_zero()
                || difference != figure.value
                || is_also_the_change(way(figure, [one, two]), figure.value)
            {
                continue;
            }
            let points = print_decimal(figure.value);
            sink.push(
                Diagnostic::new(
                    &RULE,
                    text.text.span(figure.with_percent()),
                    msg!(
                        "{points} procent är skillnaden mellan två andelar: det är procentenheter",
                        "{points} per cent is the difference of two shares: it is percentage points",
                    ),
                )
                .help(msg!("skriv {points} procentenheter", "write {points} percentage points")),
            );
        }
    }
}

/// "med 7 procent", "7 procent högre": and a word that says that something has moved.
fn is_a_change(figure: &Figure) -> bool {
    let before = figure.word_before();
    let is_after = is_one_of(before, &["med", "på"]) || MOVED.has(before);
    let mut after = words(figure.after()).skip_while(|word| is_one_of(word, &["procent"]));
    let is_before = after.next().is_some_and(|word| is_one_of(word, &["högre", "lägre", "bättre", "sämre"]));
    (is_after || is_before) && MOVED.is_in(figure.sentence())
}

/// The shares from which to which something may have moved: where the sentence says that it rose, from the smaller.
fn way(figure: &Figure, [one, two]: [Decimal; 2]) -> Vec<(Decimal, Decimal)> {
    let begins = |starts: &[&str]| {
        words(figure.sentence()).any(|word| {
            let word = word.to_lowercase();
            starts.iter().any(|start| word.starts_with(start))
        })
    };
    let (least, most) = (one.min(two), one.max(two));
    match (
        begins(&["öka", "ökni", "steg", "stigi", "högre", "uppgång"]),
        begins(&["minsk", "sjönk", "sjunk", "lägre", "nedgång"]),
    ) {
        (true, false) => vec![(least, most)],
        (false, true) => vec![(most, least)],
        _ => vec![(least, most), (most, least)],
    }
}

/// Whether the figure is the relative change too, as it is written.
fn is_also_the_change(ways: Vec<(Decimal, Decimal)>, said: Decimal) -> bool {
    ways.into_iter().any(|(from, to)| {
        let change = to.saturating_sub(from).saturating_mul(Decimal::ONE_HUNDRED).checked_div(from);
        change.is_some_and(|change| {
            change.abs().round_dp_with_strategy(said.scale(), RoundingStrategy::MidpointAwayFromZero) == said
        })
    })
}
