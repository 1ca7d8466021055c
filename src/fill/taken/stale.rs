//! Answers to what the plan no longer says.

use super::{label, shortened};
use crate::diagnostic::Bilingual;
use crate::drafts::forms::asked::{Asked, Said};
use crate::fill::answers::Answer;
use crate::msg;

/// What the plan says otherwise since the form was made, and what to do.
pub(super) fn told(asked: &Asked, answer: &Answer, is_taken: bool) -> (Bilingual, Option<Bilingual>) {
    let help = (!is_taken).then_some(Bilingual::fixed(
        "svaret togs inte in; gäller det ändå tar --reworded in det, annars behövs ett nytt formulär",
        "the answer was not taken in; where it holds all the same --reworded takes it in, otherwise a new form is needed",
    ));
    (words(asked, answer), help)
}

/// What the plan says otherwise since the form was made.
pub(in crate::fill) fn words(asked: &Asked, answer: &Answer) -> Bilingual {
    let name = label(asked);
    let differences: Vec<Bilingual> =
        Said::ALL.into_iter().filter_map(|part| difference(asked, answer, part)).collect();
    match differences.is_empty() {
        false => {
            let lines = |get: fn(&Bilingual) -> &str| {
                differences.iter().map(|line| format!("\n  {}", get(line))).collect::<String>()
            };
            let (sv, en) = (lines(|line| &line.sv), lines(|line| &line.en));
            msg!(
                "planen har ändrats sedan formuläret till {name} gjordes:{sv}",
                "the plan has changed since the form for {name} was made:{en}",
            )
        }
        true => msg!(
            "planens texter om {name} har skrivits om sedan formuläret gjordes",
            "the plan's texts of {name} have been reworded since the form was made",
        ),
    }
}

fn difference(asked: &Asked, answer: &Answer, part: Said) -> Option<Bilingual> {
    let before = answer.said.iter().find(|(name, _)| name == part.name()).map(|(_, words)| words.as_str());
    let now = asked.said.iter().find(|(own, _)| *own == part).map(|(_, words)| words.as_str());
    let Bilingual { sv, en } = part.word();
    match (before, now) {
        (before, now) if before == now => None,
        (Some(before), Some(now)) => {
            let (before, now) = (shortened(before), shortened(now));
            Some(msg!("{sv} var {before} och är {now}", "{en} was {before} and is {now}"))
        }
        (Some(before), None) => {
            let before = shortened(before);
            Some(msg!("{sv} var {before} och finns inte längre", "{en} was {before} and is no longer there"))
        }
        (None, now) => {
            let now = shortened(now.unwrap_or_default());
            Some(msg!("{sv} är nu {now}, och fanns inte då", "{en} is now {now}, and was not there"))
        }
    }
}
