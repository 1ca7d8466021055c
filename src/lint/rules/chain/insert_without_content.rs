//! Inserts, `{{ … }}`, for which there is nothing to print: no outcome, no target, no table.

use super::inserts::Found;
use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::msg;
use crate::plan_format::parts::insert::Token;
use crate::resolve::inserts::{Lacking, NoOutcome, Unprinted};
use crate::resolve::reports::ItemKind;

/// VP0312.
pub static RULE: Rule = Rule {
    code: "VP0312",
    name: "insert-without-content",
    level: Severity::Error,
    can_be_silenced: true,
    summary: Bilingual::fixed("det finns inget att infoga", "there is nothing to insert"),
    what: Bilingual::fixed(
        "`{{ … }}` i en text nämner något som finns, men det har inget utfall, inget årsmål eller ingen tabell för det som ska tryckas. Utfall söks i årets uppföljningar, för tidigare år i deras uppföljningar och sedan i indikatorns `serie`. I dokumentet trycks texten som den står.",
        "`{{ … }}` in a text names something that is there, but it has no outcome, no target or no table of what is to be printed. Outcomes are looked for in the year's follow-ups, for earlier years in theirs and then in the indicator's `serie`. In the document the text is printed as it stands.",
    ),
    why: Bilingual::fixed(
        "Siffran eller tabellen saknas, och den som läser ser klamrar i stället.",
        "The figure or the table is missing, and the reader sees braces instead.",
    ),
    fixes: Fixes::NONE,
};

/// Reports inserts without content.
pub(super) fn tell(unprinted: &[Found], sink: &mut Sink) {
    for found in unprinted {
        let Unprinted::Lacking(lacking) = &found.why else { continue };
        let span_of = |name: &Token| found.text.text.span(name.range.clone());
        let finding = match lacking {
            Lacking::NoRows(ItemKind::Activity) => Diagnostic::new(
                &RULE,
                found.span,
                msg!("det finns inga aktiviteter att visa", "there are no activities to show"),
            )
            .help(msg!(
                "skriv aktiviteter: under målet i planen, eller ta bort infogningen",
                "write aktiviteter: below the goal in the plan, or remove the insert",
            )),
            Lacking::NoRows(_) => Diagnostic::new(
                &RULE,
                found.span,
                msg!("det finns inga indikatorer att visa", "there are no indicators to show"),
            )
            .help(msg!(
                "skriv indikatorer: under målet i planen, eller ta bort infogningen",
                "write indikatorer: below the goal in the plan, or remove the insert",
            )),
            Lacking::NoBudget => {
                Diagnostic::new(&RULE, found.span, msg!("planen har ingen budget", "the plan has no budget")).help(
                    msg!(
                        "skriv budgeten under ekonomi: i planen, eller ta bort infogningen",
                        "write the budget below ekonomi: in the plan, or remove the insert",
                    ),
                )
            }
            Lacking::NoIncomeStatement => Diagnostic::new(
                &RULE,
                found.span,
                msg!(
                    "ingen uppföljning av planen har en resultaträkning",
                    "no follow-up of the plan has an income statement",
                ),
            )
            .help(msg!(
                "skriv den under ekonomi: i rapporten, eller ta bort infogningen",
                "write it below ekonomi: in the follow-up, or remove the insert",
            )),
            Lacking::NoOutcome { name, year, why, years } => {
                let finding = Diagnostic::new(&RULE, span_of(name), no_outcome(name.text, *year, *why));
                outcome_help(finding, name.text, years)
            }
            Lacking::NoTarget { name, year, is_council } => {
                let (written, Bilingual { sv: sv_year, en: en_year }) = (name.text, in_year(*year));
                let (sv, en) = match is_council {
                    true => ("inget årsmål från fullmäktige", "no council target"),
                    false => ("inget årsmål", "no target"),
                };
                Diagnostic::new(
                    &RULE,
                    span_of(name),
                    msg!("{written} har {sv}{sv_year}", "{written} has {en}{en_year}"),
                )
                .help(target_help(*is_council))
            }
            _ => continue,
        };
        sink.push(finding);
    }
}

fn target_help(is_council: bool) -> Bilingual {
    let key = if is_council { "kf_årsmål" } else { "årsmål" };
    msg!(
        "skriv {key}: under indikatorn i det årets plan, till exempel {key}: 80 %, eller ta bort infogningen",
        "write {key}: below the indicator in that year's plan, for instance {key}: 80 %, or remove the insert",
    )
}

fn in_year(year: Option<i16>) -> Bilingual {
    match year {
        Some(year) => msg!(" för {year}", " of {year}"),
        None => Bilingual::fixed("", ""),
    }
}

fn no_outcome(written: &str, year: Option<i16>, why: NoOutcome) -> Bilingual {
    let year = in_year(year);
    let (sv, en) = (&year.sv, &year.en);
    match why {
        NoOutcome::NotReported => {
            msg!("{written} har inget rapporterat utfall{sv}", "{written} has no reported outcome{en}")
        }
        NoOutcome::Decided => msg!(
            "{written} har inget utfall{sv}: det är rapporterat som saknas",
            "{written} has no outcome{en}: it is reported as saknas",
        ),
        NoOutcome::NotPerGender => {
            msg!("{written} har inget utfall per kön{sv}", "{written} has no outcome per gender{en}")
        }
    }
}

fn outcome_help(finding: Diagnostic, written: &str, years: &[i16]) -> Diagnostic {
    match years {
        [] => finding.help(msg!(
            "rapportera utfallet i en uppföljning, eller skriv det i indikatorns serie: i planen",
            "report the outcome in a follow-up, or write it in the indicator's serie: in the plan",
        )),
        [.., last] => {
            let all: Vec<String> = years.iter().map(i16::to_string).collect();
            let Bilingual { sv, en } = Bilingual::all_of(&all);
            finding.help(msg!(
                "utfall finns för {sv}: skriv till exempel {{{{ utfall {written} {last} }}}}",
                "there are outcomes of {en}: write for instance {{{{ utfall {written} {last} }}}}",
            ))
        }
    }
}
