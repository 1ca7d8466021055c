//! Inserts, `{{ … }}`, that name something which the plan does not have.

use std::collections::BTreeMap;

use super::inserts::Found;
use crate::diagnostic::{Bilingual, Diagnostic, Fixes, Rule, Severity, Sink};
use crate::lint::rules::Subject;
use crate::msg;
use crate::resolve::inserts::{Lacking, Unprinted};
use crate::resolve::known::KnownNames;
use crate::resolve::reports::ItemKind;

/// VP0311.
pub static RULE: Rule = Rule {
    code: "VP0311",
    name: "insert-naming-nothing",
    level: Severity::Error,
    can_be_silenced: false,
    summary: Bilingual::fixed(
        "infogningen nämner något som planen inte har",
        "the insert names something that the plan does not have",
    ),
    what: Bilingual::fixed(
        "`{{ … }}` i en text nämner ett mål, en indikator eller en aktivitet som varken finns i planen eller i planerna ovanför, eller dokumentet bygger inte på någon plan. I dokumentet trycks texten som den står.",
        "`{{ … }}` in a text names a goal, an indicator or an activity that is neither in the plan nor in the plans above it, or the document draws on no plan. In the document the text is printed as it stands.",
    ),
    why: Bilingual::fixed(
        "Siffran eller tabellen saknas, och den som läser ser klamrar i stället.",
        "The figure or the table is missing, and the reader sees braces instead.",
    ),
    fixes: Fixes {
        certain: None,
        likely: Some(Bilingual::fixed("ett id som är nästan likadant", "an id that is nearly the same")),
    },
};

/// Reports names that name nothing.
pub(super) fn tell(subject: &Subject, unprinted: &[Found], sink: &mut Sink) {
    let mut known: BTreeMap<ItemKind, KnownNames> = BTreeMap::new();
    let mut is_without_plan = false;
    for found in unprinted {
        let Unprinted::Lacking(lacking) = &found.why else { continue };
        match lacking {
            // One line fixes all inserts of the document.
            Lacking::NoPlan if std::mem::replace(&mut is_without_plan, true) => {}
            Lacking::NoPlan => sink.push(
                Diagnostic::new(
                    &RULE,
                    found.span,
                    msg!("dokumentet hör inte till någon plan", "the document belongs to no plan"),
                )
                .help(msg!(
                    "skriv plan: och filen med planen, räknad från den här filen, till exempel plan: plan.yaml",
                    "write plan: and the file of the plan, from this file, for instance plan: plan.yaml",
                )),
            ),
            Lacking::NamesNothing { name, sort } => {
                let known =
                    known.entry(*sort).or_insert_with(|| subject.resolved.insertable(subject.plan.document, *sort));
                let (written, span, (sv, en)) = (name.text, found.text.text.span(name.range.clone()), named(*sort));
                let finding =
                    Diagnostic::new(&RULE, span, msg!("planen har {sv} {written}", "the plan has {en} {written}"));
                let near = known.near(written, sink);
                sink.push(match near {
                    Some(near) => finding.help(msg!("skriv {near}", "write {near}")).suggest(span, near),
                    None => finding.help(msg!(
                        "skriv det id eller nr som står i planen eller i planerna ovanför",
                        "write the id or nr that is in the plan or in the plans above",
                    )),
                });
            }
            Lacking::NoChart(name) => {
                let [charts, indicators] = subject.resolved.insertable_charts(subject.document);
                let written = name.text;
                let span = found.text.text.span(name.range.clone());
                let near = charts.near(written, sink).or_else(|| indicators.near(written, sink));
                let finding = Diagnostic::new(
                    &RULE,
                    span,
                    msg!(
                        "det finns inget diagram och ingen indikator {written}",
                        "there is no chart and no indicator {written}",
                    ),
                );
                sink.push(match near {
                    Some(near) => finding.help(msg!("skriv {near}", "write {near}")).suggest(span, near),
                    None => finding.help(msg!(
                        "skriv id på ett diagram under diagram: i dokumentet, eller på en indikator i planen",
                        "write the id of a chart below diagram: of the document, or of an indicator in the plan",
                    )),
                });
            }
            Lacking::OfAnotherKind { name, wanted, found: is } => {
                let (written, span) = (name.text, found.text.text.span(name.range.clone()));
                let ((sv, en), (sv_wanted, en_wanted), word) = (one(*is), one(*wanted), word(*is));
                sink.push(
                    Diagnostic::new(
                        &RULE,
                        span,
                        msg!("{written} är {sv}, inte {sv_wanted}", "{written} is {en}, not {en_wanted}"),
                    )
                    .help(msg!("skriv {{{{ {word} {written} }}}}", "write {{{{ {word} {written} }}}}")),
                );
            }
            Lacking::Ambiguous(name) => {
                let written = name.text;
                sink.push(
                    Diagnostic::new(
                        &RULE,
                        found.text.text.span(name.range.clone()),
                        msg!("{written} kan vara flera", "{written} can be several"),
                    )
                    .help(msg!(
                        "skriv nivån före, till exempel inriktningsmål/1, eller ge det som menas ett id",
                        "write the level before it, such as inriktningsmål/1, or give what is meant an id",
                    )),
                );
            }
            _ => {}
        }
    }
}

/// "inget mål", in both languages.
fn named(sort: ItemKind) -> (&'static str, &'static str) {
    match sort {
        ItemKind::Goal => ("inget mål", "no goal"),
        ItemKind::Indicator => ("ingen indikator", "no indicator"),
        ItemKind::Activity => ("ingen aktivitet", "no activity"),
    }
}

/// "ett mål", in both languages.
fn one(sort: ItemKind) -> (&'static str, &'static str) {
    match sort {
        ItemKind::Goal => ("ett mål", "a goal"),
        ItemKind::Indicator => ("en indikator", "an indicator"),
        ItemKind::Activity => ("en aktivitet", "an activity"),
    }
}

/// The word that an insert of it begins with.
fn word(sort: ItemKind) -> &'static str {
    match sort {
        ItemKind::Goal => "mål",
        ItemKind::Indicator => "indikator",
        ItemKind::Activity => "aktivitet",
    }
}
