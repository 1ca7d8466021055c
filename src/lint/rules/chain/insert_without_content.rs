//! Inserts, `{{ … }}`, for which there is nothing to print: no outcome, no target, no table.

use super::inserts::Found;
use crate::both;
use crate::diagnostic::{Both, Diagnostic, Level, Rule, Sink};
use crate::lint::rules::list;
use crate::plan_format::parts::insert::Token;
use crate::resolve::inserts::{Lacking, NoOutcome, Unprinted};
use crate::resolve::reports::Sort;

/// VP0312.
pub static RULE: Rule = Rule {
    code: "VP0312",
    name: "insert-without-content",
    level: Level::Error,
    can_be_silenced: true,
    summary: Both::fixed("det finns inget att infoga", "there is nothing to insert"),
    what: Both::fixed(
        "`{{ … }}` i en text nämner något som finns, men det har inget utfall, inget årsmål eller ingen tabell för det som ska tryckas. Utfall söks i årets uppföljningar, för tidigare år i deras uppföljningar och sedan i indikatorns `serie`. I dokumentet trycks texten som den står.",
        "`{{ … }}` in a text names something that is there, but it has no outcome, no target or no table of what is to be printed. Outcomes are looked for in the year's follow-ups, for earlier years in theirs and then in the indicator's `serie`. In the document the text is printed as it stands.",
    ),
    why: Both::fixed(
        "Siffran eller tabellen saknas, och den som läser ser klamrar i stället.",
        "The figure or the table is missing, and the reader sees braces instead.",
    ),
};

/// Reports inserts without content.
pub(super) fn tell(unprinted: &[Found], sink: &mut Sink) {
    for found in unprinted {
        let Unprinted::Lacking(lacking) = &found.why else { continue };
        let span_of = |name: &Token| found.text.text.span(name.range.clone());
        let finding = match lacking {
            Lacking::NoRows(Sort::Activity) => Diagnostic::new(
                &RULE,
                found.span,
                both!("det finns inga aktiviteter att visa", "there are no activities to show"),
            )
            .help(both!(
                "skriv aktiviteter: under målet i planen, eller ta bort infogningen",
                "write aktiviteter: below the goal in the plan, or remove the insert",
            )),
            Lacking::NoRows(_) => Diagnostic::new(
                &RULE,
                found.span,
                both!("det finns inga indikatorer att visa", "there are no indicators to show"),
            )
            .help(both!(
                "skriv indikatorer: under målet i planen, eller ta bort infogningen",
                "write indikatorer: below the goal in the plan, or remove the insert",
            )),
            Lacking::NoBudget => {
                Diagnostic::new(&RULE, found.span, both!("planen har ingen budget", "the plan has no budget")).help(
                    both!(
                        "skriv budgeten under ekonomi: i planen, eller ta bort infogningen",
                        "write the budget below ekonomi: in the plan, or remove the insert",
                    ),
                )
            }
            Lacking::NoStatement => Diagnostic::new(
                &RULE,
                found.span,
                both!(
                    "ingen uppföljning av planen har en resultaträkning",
                    "no follow-up of the plan has an income statement",
                ),
            )
            .help(both!(
                "skriv den under ekonomi: i uppföljningen, eller ta bort infogningen",
                "write it below ekonomi: in the follow-up, or remove the insert",
            )),
            Lacking::NoOutcome { name, year, why, years } => {
                let finding = Diagnostic::new(&RULE, span_of(name), no_outcome(name.text, *year, *why));
                outcome_help(finding, name.text, years)
            }
            Lacking::NoTarget { name, year, is_council } => {
                let (written, Both { sv: sv_year, en: en_year }) = (name.text, in_year(*year));
                let (sv, en) = match is_council {
                    true => ("inget årsmål från KF", "no council target"),
                    false => ("inget årsmål", "no target"),
                };
                Diagnostic::new(
                    &RULE,
                    span_of(name),
                    both!("{written} har {sv}{sv_year}", "{written} has {en}{en_year}"),
                )
                .help(target_help(*is_council))
            }
            _ => continue,
        };
        sink.push(finding);
    }
}

fn target_help(is_council: bool) -> Both {
    let key = if is_council { "kf_årsmål" } else { "årsmål" };
    both!(
        "skriv {key}: under indikatorn i det årets plan, till exempel {key}: 80 %, eller ta bort infogningen",
        "write {key}: below the indicator in that year's plan, for instance {key}: 80 %, or remove the insert",
    )
}

fn in_year(year: Option<i16>) -> Both {
    match year {
        Some(year) => both!(" för {year}", " of {year}"),
        None => Both::fixed("", ""),
    }
}

fn no_outcome(written: &str, year: Option<i16>, why: NoOutcome) -> Both {
    let year = in_year(year);
    let (sv, en) = (&year.sv, &year.en);
    match why {
        NoOutcome::NotReported => {
            both!("{written} har inget rapporterat utfall{sv}", "{written} has no reported outcome{en}")
        }
        NoOutcome::Decided => both!(
            "{written} har inget utfall{sv}: det är rapporterat som saknas",
            "{written} has no outcome{en}: it is reported as saknas",
        ),
        NoOutcome::NotPerGender => {
            both!("{written} har inget utfall per kön{sv}", "{written} has no outcome per gender{en}")
        }
    }
}

fn outcome_help(finding: Diagnostic, written: &str, years: &[i16]) -> Diagnostic {
    match years {
        [] => finding.help(both!(
            "rapportera utfallet i en uppföljning, eller skriv det i indikatorns serie: i planen",
            "report the outcome in a follow-up, or write it in the indicator's serie: in the plan",
        )),
        [.., last] => {
            let all: Vec<String> = years.iter().map(i16::to_string).collect();
            let (sv, en) = (list(&all, "och"), list(&all, "and"));
            finding.help(both!(
                "utfall finns för {sv}: skriv till exempel {{{{ utfall {written} {last} }}}}",
                "there are outcomes of {en}: write for instance {{{{ utfall {written} {last} }}}}",
            ))
        }
    }
}
